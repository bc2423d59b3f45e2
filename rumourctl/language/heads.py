"""What unit a noun phrase makes: a person by name, a person or club described, or the names in it by themselves."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from rumourctl.language.calendar_words import NUMBERS
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import NounSense, Way
from rumourctl.language.money import MoneyMention
from rumourctl.language.names import Mention, MentionKind
from rumourctl.language.nodes import POSTS, Dressing, Form, Unit, UnitKind
from rumourctl.language.wording import ALSO_EVENTS, Wording

_INCOMING = closed_class("incoming")
_INCLINED = closed_class("inclined")
_GOES_ON = frozenset((",", ";", "–", "—", "-", "and", "but", "as", "with", "while"))
_PICTURES = 3
"""Pictures that may stand before the first word of a sentence, at most."""
_DEFINITE = closed_class("definite")
_PAPERS = closed_class("papers")
_OWNERS = closed_class("owners")
_ALSO_MODIFIERS = closed_class("also_modifiers")
_BEHIND_AGE = closed_class("behind_age")
_TARGETS = closed_class("sought")
_COPULAS = closed_class("copulas")
_ONE_OF_ANY = ("a", "an", "another")
_BYGONE = closed_class("bygone")
_BORN = closed_class("born_there")
_EITHER = closed_class("players_or_clubs")
_JOBS = closed_class("jobs")
_PLURAL_ENDS = ("s", "men", "duo", "pair", "trio", "quartet", "foursome", "quintet")


@dataclass(slots=True)
class Gathered:
    """What stands before a head, while a noun phrase is read."""

    clubs: list[Mention] = field(default_factory=list)
    former_clubs: list[Mention] = field(default_factory=list)
    suitors: list[Mention] = field(default_factory=list)
    """Clubs that want him: "Chelsea target"."""
    bound: bool = False
    """He is on his way to them: "Chelsea-bound"."""
    nations: list[Mention] = field(default_factory=list)
    places: list[Mention] = field(default_factory=list)
    leagues: list[str] = field(default_factory=list)
    senses: list[tuple[NounSense, str]] = field(default_factory=list)
    age: int | None = None
    price: MoneyMention | None = None
    former: bool = False
    incoming: bool = False
    determiner: str | None = None
    pair: bool = False
    bare: list[Mention] = field(default_factory=list)
    """Names read since the last noun: they dress a person only if a noun or a possessive follows."""

    def add(self, mention: Mention) -> None:
        """Takes in a name that stands before the head."""
        self.bare.append(mention)
        if mention.kind is MentionKind.CLUB:
            (self.former_clubs if self.former else self.clubs).append(mention)
        elif mention.kind is MentionKind.NATION:
            self.nations.append(mention)
            if any(e.way in (Way.ADJECTIVE, Way.PEOPLE) for e in mention.entries):
                self.bare.clear()
        elif mention.kind is MentionKind.COMPETITION:
            self.leagues.append(mention.entries[0].name)
        elif mention.kind in (MentionKind.PLACE, MentionKind.UNKNOWN):
            self.places.append(mention)

    def tie_to_last(self, *, bound: bool) -> None:
        """Takes in that the club named last is none of his: "Chelsea-**linked** striker", "Chelsea-**bound** Smith"."""
        club = self.clubs.pop()
        self.bare.clear()
        self.bound = bound
        self.suitors += [club] if bound else []

    def add_noun(self, sense: NounSense, noun: str) -> None:
        """Takes in a noun, which may be the head or dress a name behind it: "striker", "Chelsea target"."""
        if noun in _TARGETS and sense.part != "official":  # a "presidential candidate" is nobody's target
            self.suitors += [c for c in self.clubs if c in self.bare or not self.senses]
            self.clubs = [c for c in self.clubs if c not in self.suitors]
        if noun in _BYGONE and not self.former:
            self.former, self.clubs, self.former_clubs = True, [], [*self.former_clubs, *self.clubs]
        if noun in _EITHER and self.leagues and in_plural(noun):
            sense = NounSense("club")  # "the Premier League newcomers"
        if noun in _BORN:
            sense, self.clubs = NounSense(""), []  # "the Burnley native", wherever he is now, and in whatever post
        self.senses.append((sense, noun))
        self.bare.clear()

    def dressing(self, sense: NounSense | None) -> Dressing:
        """What all of it says of the head, which is what ``sense`` says."""
        noun = self.senses[-1][1] if self.senses else None
        both = noun in ("clubs", "sides") and self.determiner == "the" and not (self.clubs or self.leagues)
        return Dressing(
            part=(sense.part or None) if sense else None,
            group=next((s.group for s, _ in reversed(self.senses) if s.group), None),
            spots=next((s.spots for s, _ in reversed(self.senses) if s.spots), frozenset()),
            clubs=tuple(self.clubs),
            former_clubs=tuple(self.former_clubs),
            suitors=() if self.former else tuple(self.suitors),
            bound=self.bound,
            nations=tuple(self.nations),
            places=tuple(self.places),
            leagues=tuple(self.leagues),
            age=self.age,
            price=self.price,
            former=self.former,
            incoming=self.incoming,
            definite=self.determiner in _DEFINITE,
            plural=noun is not None and in_plural(noun),
            pair=self.pair or both,
            owner=self.determiner if self.determiner in _OWNERS else None,
            noun=noun,
        )


def in_plural(noun: str) -> bool:
    """Whether ``noun`` is in the plural: "strikers", "men", "duo"; not "boss"."""
    return noun.endswith(_PLURAL_ENDS) and not noun.endswith("ss")


class HeadReader:
    """Makes the units of one sentence's noun phrases."""

    def __init__(self, words: Wording) -> None:
        self._w, self._word = words, words.word

    def named(self, at: int, mention: Mention, got: Gathered) -> Unit:
        """The person whom ``mention`` names, dressed in what was ``got`` from ``at`` on and the age behind it; or
        somebody who is only likened to him: "the next Smith"."""
        if got.determiner and not got.senses and mention.start > at and self._word(mention.start - 1) in _INCOMING:
            return self._description(UnitKind.OTHER, at, mention.end, got.dressing(NounSense("player")))
        end, dressing = self._aged(mention.end, got.dressing(got.senses[-1][0] if got.senses else None))
        possessive = self._word(end) == "'s"
        return Unit(UnitKind.PERSON, Form.NAME, at, end + possessive, mention, dressing, possessive=possessive)

    def _aged(self, end: int, dressing: Dressing) -> tuple[int, Dressing]:
        """``dressing`` with the age that stands behind ``end``, and the end of that: "Smith, 24,", "Smith (24)"."""
        age = self._word(end + 1)
        if age.isdigit() and len(age) == 2 and self._word(end) == "," and self._ends_age(end + 2):
            return end + (3 if self._word(end + 2) == "," else 2), replace(dressing, age=int(age))
        if age.isdigit() and self._word(end) == "(" and self._word(end + 2) == ")":
            return end + 3, replace(dressing, age=int(age))
        return end, dressing

    def _ends_age(self, at: int) -> bool:
        return self._word(at) in _BEHIND_AGE or at >= len(self._w.norms)

    def unnamed(self, at: int, end: int, got: Gathered, singles: list[Mention]) -> list[Unit]:
        """A phrase whose head is a noun, a people or an age; or else the names in it, each by itself."""
        trailing = bool(got.bare) and bool(got.senses)
        if got.senses and not trailing:
            return self._described(at, end, got)
        last = got.bare[-1] if trailing else None
        if last and last.kind is MentionKind.CLUB and got.senses[-1][0].part == "club":
            return [self._single(at, last)]  # "Serie A champions Juventus"
        if got.age and not got.bare:
            return [self._description(UnitKind.PERSON, at, end, got.dressing(NounSense("player")))]
        acts = singles and end > singles[-1].end and self._w.finite(singles[-1].end)  # "The Belgian left Genk"
        if singles and (singles[-1].end == end or acts) and (people := self.people(at, singles[-1], got)):
            return [people]
        if singles:
            new = got.incoming and got.determiner in (None, "a", "an")  # "signs a new Chelsea deal": the deal is new
            return [self._single(singles[0].start if new else at, singles[0], got.determiner)]
        mention = self._w.mentions.get(end)
        return [self._single(at, mention, got.determiner)] if mention else []

    def people(self, at: int, mention: Mention, got: Gathered) -> Unit | None:
        """ "the Belgian" is a person and "the Italians" are a club, unless the name dresses a noun behind it."""
        ways = {e.way for e in mention.entries}
        dated = mention.end in self._w.spans
        if not ways & {Way.PEOPLE, Way.PEOPLES} or (self._w.noun_like(mention.end) and not dated):
            return None
        if got.determiner in ("a", "an") and Way.PEOPLE in ways and not self._word(mention.end).isalpha():
            return self._description(UnitKind.OTHER, at, mention.end, got.dressing(NounSense("player")))
        headline = Way.PEOPLE in ways and not got.determiner and self._heads(at) and self._w.finite(mention.end)
        if got.determiner not in _DEFINITE and not headline:
            return None
        club = self._w.mentions.get(mention.end + 1) if self._word(mention.end) == "of" else None
        if Way.PEOPLES in ways and club and club.kind is MentionKind.CLUB:
            return self._single(at, club)  # "the Turks of Galatasaray"
        if Way.PEOPLES in ways:
            return self._description(UnitKind.CLUB, at, mention.end, got.dressing(NounSense("club")))
        return self._description(UnitKind.PERSON, at, mention.end, got.dressing(NounSense("player")))

    def _is_one_more(self, at: int, noun: str, got: Gathered) -> bool:
        """Whether the words from ``at`` say that somebody is wanted, whoever wants him: "Smith is also a target"."""
        predicate = any(self._word(back) in _COPULAS for back in (at - 1, at - 2)) or self._heads(at)
        return noun in _TARGETS and got.determiner in _ONE_OF_ANY and predicate and not got.suitors

    def _heads(self, at: int) -> bool:
        """Whether a sentence begins at ``at``, as it does in posts without an article: "Winger wants to stay"."""
        return at <= _PICTURES and not any(self._word(before).isalnum() for before in range(at))

    def _goes_on(self, at: int, end: int, noun: str) -> bool:
        """Whether a post goes on at ``at`` with what somebody does or wants: "Smith–Everton: player keen"."""
        if self._word(at - 1) == ":" and noun != "camp":
            return True
        acts = self._w.finite(end) or self._word(end) in _INCLINED
        return noun == "player" and acts and self._word(at - 1) in _GOES_ON

    def _is_open(self, end: int, dressing: Dressing) -> bool:
        """Whether a post is spoken of, and not who has it: "the manager's job", unless more is said of the job."""
        nobody = not (dressing.clubs or dressing.nations or dressing.owner or dressing.former)
        post = self._word(end) == "'s" and self._word(end + 1) in _JOBS
        return nobody and post and not self._w.finite(end + 2)

    def _described(self, at: int, end: int, got: Gathered) -> list[Unit]:
        sense, noun = got.senses[-1]
        dressing = got.dressing(sense)
        following = self._w.mentions.get(end)
        owned = bool(got.clubs) and self._word(got.clubs[-1].end) == "'s"
        club = following is not None and following.kind is MentionKind.CLUB
        if following and club and (sense.part == "club" or noun in _EITHER) and (owned or not got.clubs):
            return [self._single(at, following)]  # "Championship side Watford", "Leeds' rivals Hull"
        if noun in _ALSO_MODIFIERS and self._w.lexicon.verb_forms.get(self._word(end)) and not got.clubs:
            return []  # "a rival bid"
        if noun == "agent" and self._word(end - 2) == "free":
            return []  # "will become a free agent": who has no club
        if noun in ("father", "mother") and self._word(end) == "of" and self._word(end + 1) in NUMBERS:
            return []  # "Smith, a father of two": no relation who speaks for him
        says_move = self._word(end) in ("of", "for", "to", "from")
        if noun in ALSO_EVENTS and self._word(end) == "of" and got.clubs and self._word(got.clubs[-1].end) == "'s":
            return [self._single(at, got.clubs[-1], got.determiner)]  # "Chelsea's signing of Smith"
        undressed = not (dressing.clubs or dressing.nations or dressing.age)
        if noun in ALSO_EVENTS and undressed and (says_move or self._is_one_more(at, noun, got)):
            return []
        said_of = dressing.plural or got.determiner in ("a", "an") or self._word(at - 1) == "and"  # "a Chelsea target"
        if noun in _TARGETS and (dressing.owner or any(said_of or self._word(c.end) == "'s" for c in got.suitors)):
            named = () if dressing.owner else tuple(got.suitors[:1])  # but not "made him their target"
            return [self._single(club.start, club) for club in named]
        if dressing.part in POSTS and self._is_open(end, dressing):
            return []  # "talks about the manager's job"
        if noun == "camp" and dressing.owner in ("his", "her"):  # those who act for him
            return [self._description(UnitKind.PERSON, at, end, replace(dressing, part="other"))]
        begins = self._heads(at) or self._goes_on(at, end, noun)
        headline = dressing.part == "player" and not got.determiner and begins and not dressing.plural
        if sense.part in ("club", "metonym"):
            named = dressing.clubs or dressing.nations
            owned = self._word(end) == "of"
            if sense.part == "metonym" and (not (named or got.determiner) or (owned and not named)):
                return []
            if not (got.determiner or named or dressing.places or dressing.leagues):
                return []
            kind = (
                UnitKind.OTHER if got.determiner in ("a", "an", "another", "some", "any", "several") else UnitKind.CLUB
            )
            return [self._description(kind, at, end, dressing)]
        if (
            got.determiner is None
            and not (at == 0 and end == 1)
            and not headline
            and not (dressing.clubs or dressing.nations or dressing.former_clubs or got.suitors)
        ):
            owned = at > 0 and self._word(at - 1) == "'s" and not dressing.plural
            official = dressing.part == "official" and self._word(end) == ","  # "the club's chairman, John Smith,"
            if owned and (dressing.part == "other" or official):
                return [self._description(UnitKind.PERSON, at, end, dressing)]  # "Smith's agent"
            bare = self._w.noun_at(at)
            return [self._description(UnitKind.OTHER, at, end, dressing)] if bare and bare[0] == end else []
        definite = dressing.definite or dressing.owner or ((dressing.clubs or got.suitors) and got.determiner is None)
        kind = UnitKind.PERSON if (definite or headline) and not dressing.plural else UnitKind.OTHER
        return [self._description(kind, at, end, dressing)]

    def _description(self, kind: UnitKind, at: int, end: int, dressing: Dressing) -> Unit:
        if kind is UnitKind.PERSON and dressing.definite and dressing.age is None and self._word(end + 2) == ",":
            end, dressing = self._aged(end, dressing)  # "the Lyon striker, 24, is"
        follows = self._word(end) == "'s"
        possessive = follows or self._word(end - 1) == "'s"  # "Spanish club Valencia's academy"
        return Unit(kind, Form.DESCRIPTION, at, end + follows, dressing=dressing, possessive=possessive)

    def _single(self, at: int, mention: Mention, determiner: str | None = None) -> Unit:
        kind = {
            MentionKind.CLUB: UnitKind.CLUB, MentionKind.NATION: UnitKind.NATION, MentionKind.OUTLET: UnitKind.OUTLET,
            MentionKind.COMPETITION: UnitKind.COMPETITION, MentionKind.PLACE: UnitKind.PLACE,
        }.get(mention.kind, UnitKind.OTHER)  # fmt: skip
        paper = kind is UnitKind.OUTLET and self._word(mention.end) in _PAPERS  # "the Marca newspaper"
        end = mention.end + paper
        possessive = end < len(self._w.norms) and self._word(end) == "'s"
        owner = determiner if determiner in _OWNERS else None  # "his Lyon contract"
        dressing = Dressing(definite=determiner in _DEFINITE, owner=owner)
        return Unit(kind, Form.NAME, at, end + possessive, mention, dressing, possessive=possessive)
