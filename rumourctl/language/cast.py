"""The cast of an article: which names are one person, and what kind of thing an unlisted name is.

Names are joined within the article only: a later short form ("Mac Allister", "Alexis") belongs to the full name
that ends or begins with it. What an unlisted name is, is decided by a vote over all its uses in the article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from rumourctl.language.gender import rather_women
from rumourctl.language.grammar import closed_class
from rumourctl.language.leaders import Spell, led_on
from rumourctl.language.lexicon import Lexicon, Thing, Way
from rumourctl.language.nameforms import unshouted
from rumourctl.language.names import PARTICLES, Mention, MentionKind
from rumourctl.language.nodes import POSTS
from rumourctl.language.tokens import Sentence
from rumourctl.language.usage import Usage

Norms = tuple[str, ...]


@dataclass(slots=True)
class Person:
    """One person of the article, with what the article says of him."""

    name: str
    norms: Norms
    groups: set[str] = field(default_factory=set)
    spots: set[str] = field(default_factory=set)
    parts: Counter[str] = field(default_factory=Counter)
    part: str | None = None
    """What he is to the article: player, manager, staff, official or other; ``count`` keeps it true."""
    nations: set[str] = field(default_factory=set)
    ages: set[int] = field(default_factory=set)
    clubs: list[str] = field(default_factory=list)
    """Clubs that he is at, the one named first in front; for officials the club that they speak for."""
    former_clubs: set[str] = field(default_factory=set)
    posted: str | None = None
    """The club spoken of where he is first given a post without one: "manager John Smith"."""
    posted_there: bool = False
    """Whether the sentence that gave him the post spoke of that club before."""
    sought: bool = False
    """Whether he is called somebody's target and no more: "a £20m target"."""
    incoming: str | None = None
    """The club that a "new" or "incoming" manager is about to lead."""
    outlet: str | None = None
    writes: bool = False
    """Whether he is a reporter who is listed, or signs posts with his account."""
    woman: bool = False
    """Whether her first name is a woman's; of others it is not known."""
    lent_to: str | None = None
    """The club where he is on loan."""
    origins: set[str] = field(default_factory=set)
    """Clubs from which the article has him come."""
    told_with: set[str] = field(default_factory=set)
    """All clubs of the sentences that say so."""
    traces: Counter[str] = field(default_factory=Counter)
    """Clubs told of behind him in words that may, or may not, say that he is there."""
    bound: list[frozenset[str]] = field(default_factory=list)
    """Of each sentence that tells of his contract, and not with whom, the clubs that it names."""
    client: str | None = None
    """The player for whom an agent speaks."""
    leads: str | None = None
    """The team that he is known to lead, though the article need not say so."""
    led: str | None = None
    """The team that the article has him manage, whenever that was: "it was an honour to manage Lyon"."""
    spells: tuple[Spell, ...] = ()
    """The teams that he is known to have led, and when."""
    listed: bool = False
    """Whether he is known to have led a team by then."""
    leaders: set[str] = field(default_factory=set)
    """The names of all in his cast who lead a team or work for it: ``count`` keeps it true, so that nobody need look
    through all persons for them."""

    def count(self, part: str, weight: int = 1) -> None:
        """Takes note of words that have him play ``part``."""
        self.parts[part] += weight
        self.part = max(self.parts, key=self.parts.__getitem__)
        (self.leaders.add if self.part in POSTS else self.leaders.discard)(self.name)

    @property
    def club(self) -> str | None:
        """The club that he is at, as far as the article says."""
        return self.clubs[0] if self.clubs else None

    @property
    def team(self) -> str | None:
        """The club for which he acts: the one that the article tells, else the one that he is known to lead."""
        return self.club or self.leads


_HEADLINE = 3
"""What a name in the first sentence counts: an article is about whom it begins with."""
_PET_NAME = 3
_PET_ENDING = 2
"""How many letters a pet name has in common with the given name, at least; and its own at the end, at most."""
_TITLES = closed_class("titles")
_CERTAIN = 6
_ACTS = 3
"""What it counts that somebody is known to act for a club or for players: few namesakes of his move."""
_LEADING = 6
"""The rank of a country's best known clubs, at most."""


class Cast:
    """All persons of one article, by the names under which they occur."""

    def __init__(self, sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._votes: dict[Norms, Counter[MentionKind]] = defaultdict(Counter)
        written: dict[Norms, str] = {}
        journalists: set[Norms] = set()
        uses: Counter[Norms] = Counter()
        told: set[Norms] = set()
        for sentence, found in zip(sentences, mentions, strict=True):
            usage = Usage(sentence, found, lexicon)
            for mention in found:
                if mention.kind in (MentionKind.PERSON, MentionKind.UNKNOWN):
                    norms, text = _bare(mention)
                    written.setdefault(norms, unshouted(text))
                    if not sentence.tokens[mention.start].quoted:
                        told.add(norms)
                    uses[norms] += 1 if sentence.index else _HEADLINE
                    self._votes[norms] += usage.votes(mention)
                    if any(e.thing is Thing.JOURNALIST for e in mention.entries):
                        journalists.add(norms)
        self._owner = self._cluster(written, {norms for norms in written if norms not in told})
        self.kinds = self._decide(written)
        self.persons: dict[str, Person] = {}
        self.leaders: set[str] = set()
        """Who leads a team or works for it, and is no player."""
        for norms, owner in self._owner.items():
            for full in owner:
                if self.kinds[full] is MentionKind.PERSON and self.kinds[norms] is MentionKind.PERSON:
                    woman = len(full) > 1 and full[0] in lexicon.women
                    self.persons.setdefault(
                        written[full], Person(written[full], full, woman=woman, leaders=self.leaders)
                    )
        for person in self.persons.values():
            if person.norms in journalists:
                person.writes = True
                person.count("other", _CERTAIN)
        self.of_women = bool(rather_women(t.norm for s in sentences for t in s.tokens))
        """Whether the text speaks of hardly any man."""
        self._written = written
        self._uses = self._counted(uses)
        self.main = max(self.persons.values(), key=lambda person: self._uses[person.name], default=None)
        """The person whom the article names most often."""
        self._by_surname: dict[str, list[Person]] = defaultdict(list)
        for person in self.persons.values():
            self._by_surname[person.norms[-1]].append(person)

    def client_of(self, name: str | None) -> str | None:
        """Whose agent the one called ``name`` is."""
        agent = self.persons.get(name or "")
        return agent.client if agent and agent.part == "other" else None

    def _counted(self, uses: Counter[Norms]) -> Counter[str]:
        """How often each person is named, where the name tells who it is."""
        counted: Counter[str] = Counter()
        for norms, number in uses.items():
            if len(self._owner[norms]) == 1:
                counted[self._written[self._owner[norms][0]]] += number
        return Counter({name: number for name, number in counted.items() if name in self.persons})

    def recurs(self, name: str) -> bool:
        """Whether the article names him time and again, as it does whom it is about."""
        return self._uses[name] > _HEADLINE + 1

    def is_about(self, name: str) -> bool:
        """Whether the article begins with him, or names him time and again, and nobody more often."""
        return self.main is not None and self.main.name == name and self._uses[name] >= _HEADLINE

    def prominence(self, name: str) -> float:
        """How much the article is about the person, from 0 to 1 for the one whom it names most often."""
        most = self._uses[self.main.name] if self.main else 0
        return self._uses[name] / most if most else 0.0

    def names_for(self, mention: Mention) -> list[str]:
        """The persons whom ``mention`` may name: one as a rule, several where namesakes share the short form.

        The name of a club of the first rank is nobody's first name: "Milan" is not Milan Smith.
        """
        norms, _ = _bare(mention)
        if mention.kind in (MentionKind.PERSON, MentionKind.UNKNOWN):
            return [n for full in self._owner.get(norms, ()) if (n := self._written[full]) in self.persons]
        found = [p.name for p in self._by_surname[norms[-1]] if p.norms[-len(norms) :] == norms]
        if found or norms[0] not in self._lexicon.given or self._is_leading_club(mention):
            return found
        return [p.name for p in self.persons.values() if p.norms[0] == norms[0]]  # "Marco", a club's name too

    def _is_leading_club(self, mention: Mention) -> bool:
        clubs = (self._lexicon.clubs.get(e.name) for e in mention.entries if e.thing is Thing.CLUB)
        return any(facts is not None and facts.rank <= _LEADING for facts in clubs)

    def settled(self, mention: Mention) -> Mention:
        """``mention``, as a club's where it names one that no list knows."""
        club = not mention.entries and self.kind_of(mention) is MentionKind.CLUB
        return replace(mention, kind=MentionKind.CLUB) if club else mention

    def kind_of(self, mention: Mention) -> MentionKind:
        """What ``mention`` turned out to be after all of its uses were seen."""
        if mention.kind in (MentionKind.PERSON, MentionKind.UNKNOWN):
            return self.kinds.get(_bare(mention)[0], mention.kind)
        return mention.kind

    def place_leaders(self, day: date) -> None:
        """Notes which team those persons lead or act for, on ``day``, of whom everybody knows it."""
        for person in self.persons.values():
            leader = self._lexicon.leaders.get(person.norms)
            if leader is None:
                continue
            person.spells = leader.spells
            person.leads = led_on(leader.spells, day)
            person.listed = bool(leader.spells) and leader.spells[0].first <= f"{day:%Y-%m}"
            if leader.part != "manager" and (person.listed or not leader.spells):
                person.count(leader.part, _ACTS)
            elif person.leads:
                person.count(leader.part)

    def _cluster(self, written: dict[Norms, str], spoken: set[Norms]) -> dict[Norms, list[Norms]]:
        """For each name the fullest names that it may be short for; itself where there is none.

        ``spoken`` are the names that stand in quotations only: there players are called by pet names.
        """
        by_word: dict[str, list[Norms]] = defaultdict(list)
        by_start: dict[str, list[Norms]] = defaultdict(list)
        for norms in written:
            by_start[norms[0][:_PET_NAME]].append(norms)
            for word in set(norms):
                by_word[word].append(norms)
        owner: dict[Norms, list[Norms]] = {}
        for norms in written:
            longer = [full for full in by_word[norms[-1]] if len(full) > len(norms) and _is_short_for(norms, full)]
            if not longer and len(norms) == 1:
                longer = [full for full in by_word[norms[0]] if len(full) > 1 and full[0] == norms[0]]
                longer = longer if len({full[-1] for full in longer}) == 1 else []
                if not longer and norms in spoken:
                    alike = by_start[norms[0][:_PET_NAME]]
                    pet = [full for full in alike if len(full) > 1 and _is_pet_name(norms[0], full[0])]
                    longer = pet if len(pet) == 1 else []
            owner[norms] = longer or [norms]
        return {norms: _unique(top for full in fulls for top in _tops(full, owner)) for norms, fulls in owner.items()}

    def _decide(self, written: dict[Norms, str]) -> dict[Norms, MentionKind]:
        totals: dict[Norms, Counter[MentionKind]] = defaultdict(Counter)
        for norms, votes in self._votes.items():
            for full in self._owner[norms]:
                totals[full] += votes
        decided = {}
        for norms in written:
            full = self._owner[norms][0]
            known = _CERTAIN * (full in self._lexicon.leaders)
            votes = totals[full] + Counter({MentionKind.PERSON: known + (3 if len(full) > 1 else 1)})
            decided[norms] = max(votes, key=lambda kind: (votes[kind], kind is MentionKind.PERSON))
        return decided


def _bare(mention: Mention) -> tuple[Norms, str]:
    """The mention's words without a title before them."""
    cut = 0
    while cut + 1 < len(mention.norms) and mention.norms[cut].strip(".") in _TITLES:
        cut += 1
    return mention.norms[cut:], " ".join(mention.words[cut:])


def _is_short_for(short: Norms, full: Norms) -> bool:
    """A surname, with or without its particles, one of two surnames ("de Deus"), or a full name that leaves out middle
    names."""
    if full[-len(short) :] == short:
        return short[0] not in PARTICLES or len(short) > 1
    inner = any(full[at : at + len(short)] == short for at in range(1, len(full) - len(short)))
    return len(short) > 1 and (inner or (short[0] == full[0] and short[-1] == full[-1]))


def _is_pet_name(name: str, given: str) -> bool:
    """Whether ``name`` is the given name cut short, with an ending of its own or none: "Nico" for Nicolas."""
    shared = next((i for i, (a, b) in enumerate(zip(name, given, strict=False)) if a != b), min(len(name), len(given)))
    return shared >= _PET_NAME and shared >= len(name) - _PET_ENDING


def _tops(full: Norms, owner: dict[Norms, list[Norms]]) -> list[Norms]:
    """The names at the end of the chain from short to full."""
    seen: set[Norms] = set()
    while owner.get(full, [full]) != [full] and full not in seen:
        seen.add(full)
        if len(owner[full]) > 1:
            return owner[full]
        full = owner[full][0]
    return [full]


def _unique(items: object) -> list[Norms]:
    return list(dict.fromkeys(items))  # type: ignore[call-overload]


def listed_names(mention: Mention, *things: Thing) -> list[str]:
    """The canonical names of the ``things`` that ``mention`` may stand for, plain names first."""
    ranked = sorted(mention.entries, key=lambda e: e.way is not Way.NAME)
    return list(dict.fromkeys(e.name for e in ranked if e.thing in things))
