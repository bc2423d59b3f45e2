"""Which club a name, a nickname or a description means: settled by the article's context, or left alone."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from rumourctl.language.cast import Person, listed_names
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Lexicon, Thing, Way
from rumourctl.language.names import Mention, MentionKind
from rumourctl.language.nodes import POSTS, Dressing, Unit

_PLACE_PREPOSITIONS = closed_class("place_prepositions")
_CLUB_IN = closed_class("club_in")
_CALENDAR = closed_class("calendar")
_TRAVEL = closed_class("travel")
_PLURAL = closed_class("plural")
_MODALS = closed_class("modals")
_ADVERBS = closed_class("light_adverbs")
_LEADS = (
    *("from", "to", "at", "join", "joined", "joining", "by", "and", ",", "of", "with", "for"),
    *("leave", "leaves", "left", "leaving", "quit", "quitting", "swap", "swapped", "swapping", "tell", "told"),
)
"""Words in front of a name that make it a club's."""
_LEADING = 24
"""About as many clubs of a country as are known abroad: a bare shared name more often means one of them."""
_SHARED_NEEDS = 2
_FOREMOST = 4
"""Among so many clubs of a country is the one that a bare shared name means to everybody: "Real", "Sporting"."""
_RIVALS = ("rival", "rivals", "neighbour", "neighbours", "neighbor", "neighbors")
_NEAR = 2
"""A club of a place that ranks so many times lower than its second is not meant by "both clubs" of it."""
_CALLED = 6.5
"""What it counts for a club that the article calls by a longer name with the same word in it: "Manchester United" is
"United" sooner than "Newcastle"."""
_LEAD = 2
"""What it counts besides that a text begins with a club."""
_OWN_TIMES = 6
_MAIN_TIMES = 5
_FIRST_TIMES = 3
"""How often, at least, the club is spoken of that an article is about; less is enough for the one it begins with."""
_OFTEN = 8
"""How often the first club is spoken of where one other may be as often."""
_MANY = 7
"""Of so many clubs the first is what they have in common, though one other be spoken of as often."""
_MAIN_SHARE = 4
_FIRST_SHARE = 5
_FIRST = 2
"""The club that an article is about is among the first so many that it names, or has one in so many of its mentions
of clubs."""
_GROUP_REACH = 8
"""Sentences back, at most, of the clubs that "the Spanish trio" means."""
REACH = 100
"""References back, at most, that a pronoun or description may reach."""


@dataclass(frozen=True, slots=True)
class Context:
    """How often the article names each club without doubt, and each country by a club, a nation or a people."""

    clubs: Counter[str]
    countries: Counter[str]
    words: frozenset[tuple[str, str]] = frozenset()
    """The clubs with the words of the longer names by which the article calls them."""
    names: frozenset[tuple[str, tuple[str, ...]]] = frozenset()
    """The clubs with each name by which the article calls them."""
    spoken_of: Counter[str] = field(default_factory=Counter)
    """How often an earlier reading found each club spoken of, in the order in which they came up."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One reference made so far."""

    sentence: int
    name: str
    subject: bool
    aside: bool = False
    """A club only whence somebody came, or that dresses somebody: "the Lyon striker"."""
    bygone: bool = False  # a club that only tells of somebody's past, and so is spoken of in that sentence only
    taken: bool = False  # a person right behind the verb that somebody else does: "signed Smith"

    def aside_in(self, sentence: int) -> bool:
        """Whether ``sentence`` has no reason to go on about the club."""
        return self.aside or (self.bygone and self.sentence < sentence)


class ClubReader:
    """Resolves the clubs of one article. ``spoken`` are those spoken of so far, in order."""

    def __init__(self, lexicon: Lexicon, context: Context) -> None:
        self._lexicon, self._context = lexicon, context
        self._named, self._countries = context.clubs, context.countries
        known = context.spoken_of or context.clubs
        self._main = _main(known)
        first = next(iter(known), "")
        often = known[first] >= _OWN_TIMES
        self._own = self._main or (_main(known + Counter({first: _LEAD})) if often else None)
        self._of_items = False
        self.opened = self.now = -1
        """The sentence with which the paragraph began, and the one that is read."""
        self.spoken: deque[Spoken] = deque(maxlen=REACH)
        self.times: Counter[str] = Counter()
        """How often each club was spoken of by any name or description: twice a sentence, once where by the way."""
        self._latest: dict[str, int] = {}

    def is_national(self, name: str | None) -> bool:
        """Whether what is called so is a nation's team."""
        return name in self._lexicon.nations and name not in self._lexicon.clubs

    def is_named(self, club: str) -> bool:
        """Whether the article names ``club`` itself."""
        return self._named[club] > 0

    def main(self) -> str | None:
        """The club that the article is about, if it is about one."""
        return None if self._of_items else self._main

    def own(self) -> str | None:
        """The club whose people the article may name without saying so: the one it is about, or begins with and speaks
        of as often as of any."""
        return None if self._of_items else self._own

    def club_of(self, mention: Mention, before: str = "", way_before: str = "", after: str | None = None) -> str | None:
        """The club that ``mention`` stands for here, or None where it is a place or cannot be told.

        ``before`` and ``way_before`` are the two words in front of it; ``after`` is the word behind, None for a name
        that dresses another: "the Derby striker".
        """
        candidates = listed_names(mention, Thing.CLUB)
        if not candidates:
            return mention.text if mention.kind is MentionKind.CLUB and not mention.entries else None
        if before in _PLACE_PREPOSITIONS and way_before not in _CLUB_IN and self._is_place(mention):
            return None
        if before in ("to", "into") and way_before in _TRAVEL and self._is_place(mention):
            return None
        if len(candidates) == 1:
            if namesake := self._called_so(mention, candidates[0]):
                return namesake
            return candidates[0] if self._credible(mention, candidates[0], before, after) else None
        scored = sorted(((self._score(mention, c), -i, c) for i, c in enumerate(candidates)), reverse=True)
        best = scored[0]
        weak = all(e.way in (Way.SHARED, Way.NICKNAME, Way.DEMONYM) for e in mention.entries if e.thing is Thing.CLUB)
        if weak and any(e.thing is Thing.NATION for e in mention.entries) and not self._named[best[2]]:
            return None  # "the Austria defender" plays for a country
        if weak and (best[0] < _SHARED_NEEDS or scored[1][0] == best[0]):
            shared = [e.name for e in mention.entries if e.way is Way.SHARED]  # no nickname is everybody's
            return self._foremost([c for c in candidates if c in shared], before, after)
        return best[2]

    def _called_so(self, mention: Mention, known: str) -> str | None:
        """The club that the article calls by a longer name which begins or ends so, where it names the one ``known`` by
        that name no other way: "Spurs" in an article on Cape Town Spurs."""
        if len(mention.norms) > 1 or any(club == known and name != mention.norms for club, name in self._context.names):
            return None
        word = mention.norms[0]
        called = {club for club, name in self._context.names if len(name) > 1 and word in (name[0], name[-1])} - {known}
        return called.pop() if len(called) == 1 else None

    def _foremost(self, candidates: Sequence[str], before: str, after: str | None) -> str | None:
        """Which club a shared name means where the article names none of those that bear it: the one of the first rank,
        if there is just one."""
        known = {c: self._lexicon.clubs[c].rank for c in candidates if c in self._lexicon.clubs}
        first = [c for c, rank in known.items() if rank <= _FOREMOST]
        used = before in _LEADS or after is None or self._acts(after)
        return first[0] if len(first) == 1 and used and not any(self._named[c] for c in candidates) else None

    def at_home_in(self, mention: Mention) -> str | None:
        """The club of the article that is at home in the place named, where there is just one."""
        place = " ".join(mention.norms)
        clubs = [c for c in self._named if c in self._lexicon.clubs and place in self._lexicon.clubs[c].places]
        about = self._lexicon.clubs.get(self.main() or "")
        if about and clubs and place in about.places:
            return about.name  # "flies to the Midlands", where others are at home as well
        return clubs[0] if len(clubs) == 1 else None

    def host_in(self, mention: Mention) -> str | None:
        """The one club of some rank whose town the place named is, be it new to the article: "Naples" is Napoli's."""
        place = " ".join(mention.norms)
        hosts = [f.name for f in self._lexicon.clubs.values() if f.rank <= _LEADING and f.places[:1] == (place,)]
        return hosts[0] if len(hosts) == 1 else None

    def fresh_topic(self) -> None:
        """Forgets which clubs were spoken of: the article is a list of items, and about no club as a whole."""
        self.spoken.clear()
        self._of_items = True

    def speak(self, club: Spoken, *, itself: bool = True, counts: bool = True) -> None:
        """Takes note that ``club`` is spoken of: ``itself``, or only by who works for it; a pronoun ``counts`` not."""
        self.spoken.append(club)
        if counts and self._latest.get(club.name) != club.sentence:
            self._latest[club.name] = club.sentence
            self.times[club.name] += 2 if itself and not club.aside else 1

    def first(self) -> str | None:
        """The club that acts first, as far back as is remembered."""
        return next((s.name for s in self.spoken if s.subject), None)

    def speak_of_employer(self, unit: Unit, person: Person | None, as_: Spoken, chief: bool) -> None:
        """Takes note of the club of a ``person`` spoken of in ``unit``: a manager's or official's acts with him, a
        player's only dresses him. That an article is about him, its ``chief`` person, does not make it one about his
        club, which he may leave."""
        acts = person is not None and person.part in POSTS
        named = [c for m in unit.dressing.clubs if (c := self.club_of(m))]
        left = [c for m in unit.dressing.former_clubs[-1:] if (c := self.club_of(m))]  # "the club" that he has left
        if acts and person and not named:
            named = [person.team] if person.team and (not left or person.team == self.own()) else left
        for club in named:
            employer = replace(as_, name=club, subject=as_.subject and acts, aside=not acts or named == left)
            self.speak(employer, itself=False, counts=True)

    def speak_of_office(self, unit: Unit, index: int) -> None:
        """Takes note of the club of which ``unit`` says that somebody is its new manager: "the new Lyon coach"."""
        if not unit.refs and unit.dressing.incoming and unit.dressing.part in POSTS:
            for club in (c for m in unit.dressing.clubs if (c := self.club_of(m))):
                self.speak(Spoken(index, club, False), itself=False)

    def acts_here(self, club: str | None) -> bool:
        """Whether the sentence that is read has spoken of ``club`` as a subject."""
        return any(s.name == club and s.subject and s.sentence == self.now for s in self.spoken)

    def last(self, number: int) -> tuple[str, ...]:
        """The ``number`` clubs spoken of last, in the order in which they came up; empty where there are fewer."""
        latest = list(dict.fromkeys(s.name for s in reversed(self.spoken)))[:number]
        return tuple(reversed(latest)) if len(latest) == number else ()

    def pair(self, dressing: Dressing) -> tuple[str, ...]:
        """The clubs that "the two clubs" and "both Milan clubs" mean: of a place the two of the first rank there, where
        no third comes near them, else those spoken of last."""
        named = {" ".join(m.norms) for m in (*dressing.clubs, *dressing.places)}
        if not named:
            return self.last(2)
        at_home = sorted((f.rank, f.name) for f in self._lexicon.clubs.values() if named & set(f.places))
        alone = len(at_home) == 2 or (len(at_home) > 2 and at_home[2][0] > _NEAR * at_home[1][0])
        return tuple(name for _, name in at_home[:2]) if alone else ()

    def several(self, dressing: Dressing, number: int, index: int) -> tuple[str, ...]:
        """The ``number`` clubs of a country or place that "the Premier League trio" and "the London duo" mean: those
        spoken of last, in the order in which they came up; none where so many are not near."""
        if dressing.clubs or dressing.part != "player":
            return ()
        places, countries = self._home(dressing)
        near = [s.name for s in reversed(self.spoken) if index - s.sentence <= _GROUP_REACH and not s.aside]
        fitting = list(dict.fromkeys(c for c in near if self.is_of(c, places, countries)))[:number]
        return tuple(reversed(fitting)) if len(fitting) == number else ()

    def topic(self, index: int, not_: str | None = None) -> str | None:
        """The club, other than ``not_``, that sentence ``index`` goes on about; None where none was spoken of yet.

        Of the latest sentence that spoke of one, up to three back, it is its first subject, else its last not named by
        the way, else the club that the article is about, else what the sentences before went on about, else the last.
        """
        spoken = [s for s in self.spoken if not_ is None or s.name != not_]
        recent = [s for s in spoken if index - s.sentence <= 3]
        told = [s for s in recent if not s.aside_in(index)]
        by_the_way = bool(recent) and (not told or told[-1].sentence < recent[-1].sentence)
        if by_the_way and (main := self.main()) and main != not_:
            return main
        newest = [s for s in told if s.sentence == told[-1].sentence]
        subject = next((s.name for s in newest if s.subject), None)
        return subject or next((s[-1].name for s in (newest, spoken) if s), None)

    def described(self, dressing: Dressing, index: int) -> str | None:
        """The club that a description in sentence ``index`` stands for, or None where none fits.

        It is a club that the description names, else the latest spoken of that is at home in its places or countries;
        the topic where it has neither. A metonym with a nation ("the Spanish federation") gives the name of the nation.
        """
        named = [(m, c) for m in dressing.clubs if (c := self.club_of(m))]
        if named and dressing.noun in _RIVALS:
            return self._rival_of(named[0][1])
        if named:
            return self._of_its_town(*named[0])
        if dressing.nations and dressing.part == "metonym":
            return dressing.nations[0].entries[0].name
        places, countries = self._home(dressing)
        if not places and not countries:
            last = self.spoken[-1].sentence if self.spoken else index
            acts = any(s.subject and not s.aside_in(index) for s in self.spoken if s.sentence == last)
            plain = dressing.noun == "club" and not dressing.owner
            told = any(s.sentence >= self.opened and not s.aside_in(index) for s in self.spoken)
            goes_on = acts if index == self.opened else told
            if plain and not goes_on and (own := self.own()):
                return own  # a new paragraph goes on about the article's club, not about one named by the way
            return self.topic(index)
        fitting = [s for s in self.spoken if self.is_of(s.name, places, countries)]
        fitting = [s for s in fitting if s.sentence == index or not s.aside_in(index)] or fitting
        latest = [s for s in fitting if s.sentence == fitting[-1].sentence]
        subjects = (s.name for s in latest if s.subject and s.sentence < index)
        return next(subjects, latest[-1].name if latest else None)

    def _rival_of(self, club: str) -> str | None:
        """The club of the article at home where ``club`` is, as "Everton's city rivals" are; None of several."""
        facts = self._lexicon.clubs.get(club)
        places = set(facts.places[:1]) if facts else set()
        others = {s.name for s in self.spoken if s.name != club and self.is_of(s.name, places, set())}
        return others.pop() if len(others) == 1 else None

    def plays_in(self, club: str, mention: Mention) -> bool:
        """Whether ``club`` is at home in the country, or plays in the league, that ``mention`` names."""
        return self.is_of(club, set(), {self._lexicon.league_country.get(e.name, e.name) for e in mention.entries})

    def _of_its_town(self, mention: Mention, club: str) -> str:
        """``club``, whose name dresses "side", or another of the town of that name, of which the article has spoken
        more so far: "the Milan side" in an article on Inter."""
        town = {" ".join(mention.norms)}
        others = {s.name for s in self.spoken if self.is_of(s.name, town, set())} if self._is_place(mention) else set()
        return max((club, *sorted(others)), key=self.times.__getitem__)

    def _home(self, dressing: Dressing) -> tuple[set[str], set[str]]:
        """The places and the countries that a description names, be it by their league."""
        places = {n for m in dressing.places for n in (m.norms[-1], " ".join(m.norms))}
        leagues = {c for name in dressing.leagues if (c := self._lexicon.league_country.get(name))}
        return places, {e.name for m in dressing.nations for e in m.entries} | leagues

    def is_of(self, club: str, places: set[str], countries: set[str]) -> bool:
        """Whether ``club`` is at home in one of the ``places`` or ``countries``."""
        facts = self._lexicon.clubs.get(club)
        return facts is not None and (
            not countries.isdisjoint((facts.country, facts.league))
            or any(p in places or set(p.split()) & places for p in facts.places)
            or any(c.casefold().startswith(p) for c in countries for p in facts.places)  # "the Londoners"
        )

    def _is_place(self, mention: Mention) -> bool:
        """Whether the name is a city's as well: every plain club name of one word may be, a ground is not."""
        return all(e.way in (Way.NAME, Way.CAREFUL) for e in mention.entries if e.thing is Thing.CLUB) and (
            len(mention.norms) == 1 or any(e.thing is Thing.PLACE for e in mention.entries)
        )

    def _credible(self, mention: Mention, club: str, before: str, after: str | None) -> bool:
        entry = next(e for e in mention.entries if e.thing is Thing.CLUB)
        if entry.way is Way.CAREFUL and not self._named[club]:
            return mention.start > 0 or before in _LEADS or after is None or self._acts(after)
        if entry.way is not Way.SHARED or self._named[club]:
            return True
        facts = self._lexicon.clubs.get(club)
        if facts and any(e.thing is Thing.OUTLET for e in mention.entries) and not self._countries[facts.country]:
            return False  # "Sport", where nothing is of Recife

        named = mention.start > 0 or after is None or self._acts(after)  # "Palace have…"
        return facts is not None and facts.rank <= _LEADING and named and mention.norms[0] not in _CALENDAR

    def _acts(self, verb: str) -> bool:
        """Whether ``verb`` suits a team, not a place or thing: "Derby are", "Reading want", "Bury rejected"."""
        forms = {form for _, form in self._lexicon.verb_forms.get(verb, ())}
        return verb in _PLURAL or verb in _MODALS or verb in _ADVERBS or bool(forms & {"base", "past"})

    def _score(self, mention: Mention, club: str) -> float:
        ways = {e.way for e in mention.entries if e.name == club}
        facts = self._lexicon.clubs.get(club)
        last = next((i for i, s in enumerate(reversed(self.spoken)) if s.name == club), None)
        return (
            (6 - min(last, 4) if last is not None else 0)
            + (3 if self._named[club] else 0)
            + ((1 if self._of_items else _CALLED) if (club, mention.norms[-1]) in self._context.words else 0)
            + (2 if Way.NAME in ways else 0)
            + (2 if len(mention.norms) == 1 and mention.text.casefold() == club.casefold() else 0)
            + (min(self._countries[facts.country], 4) / 2 if facts else 0)
            + (1.5 if facts and facts.rank <= _LEADING else 0)
        )


def _main(times: Counter[str]) -> str | None:
    """The club of which an article speaks clearly more often than of any other; of the first that it speaks of, as
    often is enough."""
    ranked = times.most_common(2)
    if not ranked:
        return None
    (best, most), others = ranked[0], ranked[1][1] if len(ranked) > 1 else 0
    at_once = best in list(times)[:_FIRST]
    if most * _MAIN_SHARE < times.total() and not at_once:
        return None  # a round-up that comes back to a club
    if best == next(iter(times)) and most >= _FIRST_TIMES and most * _FIRST_SHARE >= times.total():
        return best if most > others or most >= _OFTEN or len(times) >= _MANY else None
    return best if most >= _MAIN_TIMES and others * 5 <= most * 4 else None


def context_of(mentions: Iterable[Sequence[Mention]], lexicon: Lexicon) -> Context:
    """The clubs and countries that an article's mentions name without doubt."""
    clubs: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    words: set[tuple[str, str]] = set()
    called: set[tuple[str, tuple[str, ...]]] = set()
    for mention in (m for found in mentions for m in found):
        names = listed_names(mention, Thing.CLUB)
        plain = all(e.way is not Way.SHARED and (e.way is not Way.CAREFUL or mention.start) for e in mention.entries)
        if len(names) == 1 and plain:
            clubs[names[0]] += 1
            words |= {(names[0], norm) for norm in mention.norms[1:]}
            called.add((names[0], mention.norms))
            if names[0] in lexicon.clubs:
                countries[lexicon.clubs[names[0]].country] += 1
        elif mention.kind is MentionKind.NATION:
            countries[mention.entries[0].name] += 1
        elif mention.kind is MentionKind.COMPETITION and mention.entries[0].name in lexicon.league_country:
            countries[lexicon.league_country[mention.entries[0].name]] += 1
    return Context(clubs, countries, frozenset(words), frozenset(called))
