"""Units: a mention with its dressing, read as one thing.

"Liverpool's £60m-rated Argentina midfielder Alexis Mac Allister, 26," is one person with club, price, nation,
position and age; "the north London side" is one club, "the Madrid bosses" stand for theirs. Who a description or
pronoun means is left to :mod:`rumourctl.language.coreference`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rumourctl.language.appositions import join_appositions
from rumourctl.language.dates import ContractEnd, DateMention
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Lexicon, NounSense, Way
from rumourctl.language.money import MoneyMention
from rumourctl.language.names import Mention, MentionKind
from rumourctl.language.nodes import Dressing, Form, Node, Unit, UnitKind
from rumourctl.language.tokens import Kind, Sentence

_ARTICLES = closed_class("articles")
_DEFINITE = closed_class("definite")
_OWNERS = closed_class("owners")
_PRONOUNS = closed_class("pronouns")
_FUNCTION_WORDS = closed_class("function_words")
_ALSO_EVENTS = closed_class("also_events")
"""Nouns that say a move as often as a person: "the signing of", "a target for"."""
_BEHIND_AGE = closed_class("behind_age")
_PLURAL_ENDS = ("s", "men", "duo", "pair", "trio")
_NUMBER_WORDS = closed_class("number_words")
_AGE = re.compile(r"(\d{1,2})(?:-years?-olds?|yo|y/o)$")
_PRICE_TAIL = re.compile(r"(?:.*-)?(?:rated|valued|priced)$")
_MODIFIER_SHAPE = re.compile(
    r".+-(?:rated|capped|born|based|footed|footer|year|time|goal|cap|winning|placed|bound|old|sided|tipped|linked|man|tier|range|place|tackling|flight|class)$"
)
_INCOMING = closed_class("incoming")


@dataclass(slots=True)
class _Gathered:
    """What stands before a head, while a noun phrase is read."""

    clubs: list[Mention] = field(default_factory=list)
    former_clubs: list[Mention] = field(default_factory=list)
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


@dataclass(frozen=True, slots=True)
class Spans:
    """Sums, dates and contract ends found in a stretch of text, by its offsets."""

    money: tuple[MoneyMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    contracts: tuple[ContractEnd, ...] = ()


class UnitReader:
    """Reads the units of one sentence."""

    def __init__(
        self,
        sentence: Sentence,
        mentions: Sequence[Mention],
        spans: Spans,
        lexicon: Lexicon,
    ) -> None:
        self._tokens = sentence.tokens
        self._norms = [t.norm for t in sentence.tokens]
        self._lexicon = lexicon
        self._mentions = {m.start: m for m in mentions}
        self._spans: dict[int, Unit] = {}
        for sum_ in spans.money:
            self._add_span(sum_, UnitKind.MONEY)
        for day in spans.dates:
            self._add_span(day, UnitKind.DATE)
        for end in spans.contracts:
            self._add_span(end, UnitKind.CONTRACT)

    def _add_span(self, item: MoneyMention | DateMention | ContractEnd, kind: UnitKind) -> None:
        inside = [i for i, t in enumerate(self._tokens) if t.start < item.end and t.end > item.start]
        if not inside or any(
            m.start < inside[-1] + 1 and m.end > inside[0]
            for m in self._mentions.values()
            if kind is not UnitKind.MONEY and m.kind is not MentionKind.UNKNOWN
        ):
            return
        self._spans.setdefault(
            inside[0],
            Unit(
                kind, Form.NAME, inside[0], inside[-1] + 1,
                money=item if isinstance(item, MoneyMention) else None,
                date=item if isinstance(item, DateMention) else None,
                contract=item if isinstance(item, ContractEnd) else None,
            ),
        )  # fmt: skip

    def read(self) -> list[Node]:
        """The sentence as units and plain words, in order; names in apposition are joined to what they name."""
        nodes: list[Node] = []
        at = 0
        while at < len(self._tokens):
            units = self._units_at(at)
            for unit in units:
                nodes.append(self._node(unit))
                at = unit.end
            if not units:
                token = self._tokens[at]
                nodes.append(Node(at, at + 1, token.norm, None, token.quoted, token.kind))
                at += 1
        return join_appositions(nodes)

    def _node(self, unit: Unit) -> Node:
        return Node(unit.start, unit.end, f"<{unit.kind}>", unit, self._tokens[unit.start].quoted)

    def _units_at(self, at: int) -> list[Unit]:
        span = self._spans.get(at)
        if span and not (span.kind is UnitKind.MONEY and self._price_dresses(span.end)):
            return [span]
        if self._norms[at] in _PRONOUNS and not self._owns(at):
            return [Unit(UnitKind.PERSON, Form.PRONOUN, at, at + 1, pronoun=self._norms[at])]
        return self._noun_phrase(at) or self._possessive_pronoun(at)

    def _possessive_pronoun(self, at: int) -> list[Unit]:
        """ "his move", "their pursuit": somebody spoken of before, as an owner."""
        owner = {"his": "he", "her": "she", "their": "they", "its": "they", "my": "i"}.get(self._norms[at])
        if owner is None:
            return []
        return [Unit(UnitKind.PERSON, Form.PRONOUN, at, at + 1, pronoun=owner, possessive=True)]

    def _owns(self, at: int) -> bool:
        return (
            self._norms[at] == "her"
            and at + 1 < len(self._norms)
            and ((self._norms[at + 1],) in self._lexicon.nouns or (self._norms[at + 1],) in self._lexicon.modifiers)
        )

    def _price_dresses(self, end: int) -> bool:
        """Whether the sum that ends at ``end`` dresses a player: "£60m-rated", "£40m striker"."""
        if end >= len(self._norms):
            return False
        if _PRICE_TAIL.match(self._norms[end]) or _PRICE_TAIL.match(self._norms[end - 1]):
            return True
        return self._noun_at(end) is not None and self._norms[end] not in _ALSO_EVENTS

    def _noun_at(self, at: int) -> tuple[int, NounSense] | None:
        for length in (4, 3, 2, 1):
            form = tuple(self._norms[at : at + length])
            if len(form) == length and form in self._lexicon.nouns and not (length == 1 and at in self._mentions):
                return at + length, self._lexicon.nouns[form]
        return None

    def _noun_phrase(self, at: int) -> list[Unit]:
        got = _Gathered()
        end = at
        if at not in self._mentions and self._determines(at):
            got.determiner = self._norms[end]
            end += 1
            got.pair = got.determiner == "both"
            if end < len(self._norms) and self._norms[end] in _NUMBER_WORDS:
                got.pair = self._norms[end] == "two" and got.determiner in _DEFINITE
                end += 1
        singles: list[Mention] = []
        while end < len(self._tokens):
            mention = self._mentions.get(end)
            if (
                mention
                and mention.kind in (MentionKind.PERSON, MentionKind.UNKNOWN)
                and not self._compound(mention, got)
            ):
                if got.bare and not self._dresses(got):
                    break
                return [self._named_person(at if not singles or self._dresses(got) else mention.start, mention, got)]
            step = None if self._opens_as_event(at, end) else self._modifier(end, got, singles)
            if step is None:
                break
            end = step
        return self._without_name(at, end, got, singles)

    def _determines(self, at: int) -> bool:
        """Whether an article or owner begins a noun phrase at ``at``: "both" and "all" may also just part a verb."""
        if self._norms[at] in ("both", "all") and at + 1 < len(self._norms) and at + 1 not in self._mentions:
            forms = {form for _, form in self._lexicon.verb_forms.get(self._norms[at + 1], ())}
            return not forms & {"past", "participle", "gerund"}
        return self._norms[at] in _ARTICLES or self._norms[at] in _OWNERS

    def _opens_as_event(self, start: int, at: int) -> bool:
        """ "are signing Smith": such a noun dresses a name only behind words of its own, as in "new signing Smith"."""
        return at == start and self._norms[at] in _ALSO_EVENTS

    def _compound(self, mention: Mention, got: _Gathered) -> bool:
        """An unknown word that only dresses the noun behind it: "the Rossonero boss"."""
        return (
            mention.kind is MentionKind.UNKNOWN and got.determiner == "the" and self._noun_at(mention.end) is not None
        )

    def _dresses(self, got: _Gathered) -> bool:
        return not got.bare

    def _modifier(self, at: int, got: _Gathered, singles: list[Mention]) -> int | None:
        """Reads one modifier at ``at`` into ``got``: the position after it, or None where the phrase ends."""
        norm, mention = self._norms[at], self._mentions.get(at)
        if mention:
            if mention.kind in (MentionKind.PERSON, MentionKind.OUTLET, MentionKind.BODY):
                return None
            if singles and not self._follows_on(at):
                return None
            singles.append(mention)
            self._gather(mention, got)
            end = mention.end
            if end < len(self._norms) and self._norms[end] == "'s":
                got.bare.clear()
                return end + 1
            return end
        if norm in ("and", "&", ",") and singles and self._joins_dressing(at):
            return at + 1
        noun = self._noun_at(at)
        if noun:
            got.senses.append((noun[1], self._norms[noun[0] - 1]))
            got.bare.clear()
            return noun[0]
        return self._plain_modifier(at, got)

    def _plain_modifier(self, at: int, got: _Gathered) -> int | None:
        norm, span = self._norms[at], self._spans.get(at)
        bare = not (got.determiner or got.clubs or got.senses or got.nations or got.age or got.former)
        if bare and norm in self._lexicon.verb_forms and norm not in self._lexicon.former:
            return None  # "Klopp left Anfield": a verb, though "the left winger" is none
        age = _AGE.match(norm)
        if age:
            got.age = int(age[1])
            got.bare.clear()
            return at + 1
        if norm.isdigit() and len(norm) == 2 and at + 1 < len(self._norms) and self._norms[at + 1] in ("y/o", "yo"):
            got.age = int(norm)
            return at + 2
        if span and span.kind is UnitKind.MONEY and self._price_dresses(span.end):
            got.price = span.money
            return span.end
        if norm in self._lexicon.former or norm.startswith("ex-"):
            got.former = True
            return at + 1
        if norm in _INCOMING:
            got.incoming = True
            return at + 1
        for length in (2, 1):
            if tuple(self._norms[at : at + length]) in self._lexicon.modifiers:
                return at + length
        if self._tokens[at].kind is Kind.QUOTE and norm == "'" and (got.determiner or got.senses):
            return at + 1
        return at + 1 if _MODIFIER_SHAPE.match(norm) or _PRICE_TAIL.match(norm) else None

    def _follows_on(self, at: int) -> bool:
        """Whether a second name may dress the same head as the one before: "Liverpool and Argentina"."""
        before = self._norms[at - 1]
        return (
            before in ("and", "&", ",", "'s")
            or self._mentions[at].kind in (MentionKind.NATION, MentionKind.COMPETITION)
            or any(
                m.end == at and m.kind in (MentionKind.NATION, MentionKind.COMPETITION) for m in self._mentions.values()
            )
            or (before,) in self._lexicon.modifiers
        )

    def _joins_dressing(self, at: int) -> bool:
        """Whether "and" here joins two dressings of one head: a name follows, then a noun or a person's name."""
        mention = self._mentions.get(at + 1)
        if not mention or mention.kind not in (MentionKind.CLUB, MentionKind.NATION) or self._norms[at] == ",":
            return False
        noun = self._noun_at(mention.end)
        if noun is None:
            return False
        single = not self._norms[noun[0] - 1].endswith("s")
        return (noun[1].part in ("player", "manager") and single) or (
            noun[1].part == "club" and mention.kind is MentionKind.NATION
        )

    def _gather(self, mention: Mention, got: _Gathered) -> None:
        got.bare.append(mention)
        if mention.kind is MentionKind.CLUB:
            (got.former_clubs if got.former else got.clubs).append(mention)
        elif mention.kind is MentionKind.NATION:
            got.nations.append(mention)
            if any(e.way in (Way.ADJECTIVE, Way.PEOPLE) for e in mention.entries):
                got.bare.clear()
        elif mention.kind is MentionKind.COMPETITION:
            got.leagues.append(mention.entries[0].name)
        elif mention.kind in (MentionKind.PLACE, MentionKind.UNKNOWN):
            got.places.append(mention)

    def _named_person(self, at: int, mention: Mention, got: _Gathered) -> Unit:
        sense = got.senses[-1][0] if got.senses else None
        end = mention.end
        dressing = self._dressing(got, sense)
        if (
            end + 1 < len(self._norms)
            and self._norms[end] == ","
            and self._norms[end + 1].isdigit()
            and len(self._norms[end + 1]) == 2
            and self._ends_age(end + 2)
        ):
            dressing = replace(dressing, age=int(self._norms[end + 1]))
            end += 3 if end + 2 < len(self._norms) and self._norms[end + 2] == "," else 2
        elif (
            end + 2 < len(self._norms)
            and self._norms[end] == "("
            and self._norms[end + 1].isdigit()
            and self._norms[end + 2] == ")"
        ):
            dressing = replace(dressing, age=int(self._norms[end + 1]))
            end += 3
        possessive = end < len(self._norms) and self._norms[end] == "'s"
        return Unit(UnitKind.PERSON, Form.NAME, at, end + possessive, mention, dressing, possessive=possessive)

    def _ends_age(self, at: int) -> bool:
        return at >= len(self._norms) or self._norms[at] in _BEHIND_AGE

    def _dressing(self, got: _Gathered, sense: NounSense | None) -> Dressing:
        group = next((s.group for s, _ in reversed(got.senses) if s.group), None)
        part = sense.part if sense else None
        noun = got.senses[-1][1] if got.senses else None
        plural = bool(noun and noun.endswith(_PLURAL_ENDS) and not noun.endswith("ss"))
        both = noun in ("clubs", "sides") and got.determiner == "the" and not (got.clubs or got.leagues)
        return Dressing(
            part=part,
            group=group,
            clubs=tuple(got.clubs),
            former_clubs=tuple(got.former_clubs),
            nations=tuple(got.nations),
            places=tuple(got.places),
            leagues=tuple(got.leagues),
            age=got.age,
            price=got.price,
            former=got.former,
            incoming=got.incoming,
            definite=got.determiner in _DEFINITE,
            plural=plural,
            pair=got.pair or both,
            owner=got.determiner if got.determiner in _OWNERS else None,
            noun=noun,
        )

    def _without_name(self, at: int, end: int, got: _Gathered, singles: list[Mention]) -> list[Unit]:
        """A phrase whose head is a noun, a people or an age; or else the names in it, each by itself."""
        trailing = bool(got.bare) and bool(got.senses)
        if got.senses and not trailing:
            return self._described(at, end, got)
        if got.age and not got.bare:
            return [self._description(UnitKind.PERSON, at, end, self._dressing(got, NounSense("player")))]
        people = singles[-1] if singles else None
        if (
            people and people.kind is MentionKind.NATION and got.determiner in _DEFINITE
            and any(e.way is Way.PEOPLE for e in people.entries) and people.end == end and not self._noun_like(end)
        ):  # fmt: skip
            return [self._description(UnitKind.PERSON, at, end, self._dressing(got, NounSense("player")))]
        if singles:
            return [self._single(at, singles[0], got.determiner in _DEFINITE)]
        mention = self._mentions.get(end)
        return [self._single(at, mention, got.determiner in _DEFINITE)] if mention else []

    def _noun_like(self, at: int) -> bool:
        """Whether a plain noun stands at ``at``, which what went before only dresses: "the Spanish outlet"."""
        if at >= len(self._tokens) or self._tokens[at].kind is not Kind.WORD or at in self._mentions:
            return False
        joined = self._mentions.get(at + 1) if self._norms[at] in ("and", "&") else None
        if joined and joined.kind is MentionKind.NATION:
            return True  # "the Spanish and European giants"
        norm = self._norms[at]
        return not (norm in _FUNCTION_WORDS or norm == "'s" or norm in self._lexicon.verb_forms or norm.endswith("ly"))

    def _described(self, at: int, end: int, got: _Gathered) -> list[Unit]:
        sense, noun = got.senses[-1]
        dressing = self._dressing(got, sense)
        following = self._mentions.get(end)
        if sense.part == "club" and following and following.kind is MentionKind.CLUB and not got.clubs:
            return [self._single(at, following)]  # "Championship side Watford"
        says_move = end < len(self._norms) and self._norms[end] in ("of", "for", "to", "from")
        if noun in _ALSO_EVENTS and says_move and not (dressing.clubs or dressing.nations or dressing.age):
            return []
        owned = dressing.owner or (dressing.clubs and self._norms[dressing.clubs[0].end] == "'s")
        if noun in ("target", "targets") and owned:  # "is Chelsea's top target", "made him their target"
            named = dressing.clubs[:1] if dressing.clubs and self._norms[dressing.clubs[0].end] == "'s" else ()
            return [self._single(club.start, club) for club in named]
        if sense.part in ("club", "metonym"):
            named = dressing.clubs or dressing.nations
            owned = end < len(self._norms) and self._norms[end] == "of"
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
            and not (dressing.clubs or dressing.nations or dressing.former_clubs)
        ):
            if dressing.part == "other" and not dressing.plural and at and self._norms[at - 1] == "'s":
                return [self._description(UnitKind.PERSON, at, end, dressing)]  # "Smith's agent"
            bare = self._noun_at(at)
            return [self._description(UnitKind.OTHER, at, end, dressing)] if bare and bare[0] == end else []
        definite = dressing.definite or dressing.owner or (dressing.clubs and got.determiner is None)
        headline = at == 0 and end == 1 and noun == "player"
        kind = UnitKind.PERSON if (definite or headline) and not dressing.plural else UnitKind.OTHER
        return [self._description(kind, at, end, dressing)]

    def _description(self, kind: UnitKind, at: int, end: int, dressing: Dressing) -> Unit:
        possessive = end < len(self._norms) and self._norms[end] == "'s"
        return Unit(kind, Form.DESCRIPTION, at, end + possessive, dressing=dressing, possessive=possessive)

    def _single(self, at: int, mention: Mention, definite: bool = False) -> Unit:
        kind = {
            MentionKind.CLUB: UnitKind.CLUB, MentionKind.NATION: UnitKind.NATION, MentionKind.OUTLET: UnitKind.OUTLET,
            MentionKind.COMPETITION: UnitKind.COMPETITION, MentionKind.PLACE: UnitKind.PLACE,
        }.get(mention.kind, UnitKind.OTHER)  # fmt: skip
        possessive = mention.end < len(self._norms) and self._norms[mention.end] == "'s"
        return Unit(
            kind, Form.NAME, at, mention.end + possessive, mention, Dressing(definite=definite), possessive=possessive
        )
