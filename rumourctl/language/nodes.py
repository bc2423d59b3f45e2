"""Units and nodes: what a sentence is made of once its names are read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rumourctl.language.dates import ContractEnd, DateMention
from rumourctl.language.money import MoneyMention
from rumourctl.language.names import Mention
from rumourctl.language.tokens import Kind


class UnitKind(StrEnum):
    """What sort of thing a unit is."""

    PERSON = "person"
    CLUB = "club"
    NATION = "nation"
    OUTLET = "outlet"
    MONEY = "money"
    DATE = "date"
    CONTRACT = "contract"
    PLACE = "place"
    COMPETITION = "competition"
    OTHER = "other"
    """Somebody or something that is not named: "a midfielder", "two clubs"."""


class Form(StrEnum):
    """How the unit refers."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


PARTIES = (UnitKind.PERSON, UnitKind.CLUB)
"""Units that may deal with each other."""
NO_PARTY = (UnitKind.MONEY, UnitKind.DATE, UnitKind.CONTRACT)
"""Units that have no part in what happens."""
POSTS = ("manager", "staff", "official")
"""Parts of those who hold a post at a club."""
NO_MOVERS = ("official", "other")
"""Parts of those of whose moves nothing is told."""


@dataclass(frozen=True, slots=True)
class Dressing:
    """What the words around a name or noun say of it."""

    part: str | None = None
    """player, manager, staff, official, other; or club, metonym."""
    group: str | None = None
    spots: frozenset[str] = frozenset()
    """Where he plays in that group, or which post it is."""
    clubs: tuple[Mention, ...] = ()
    former_clubs: tuple[Mention, ...] = ()
    suitors: tuple[Mention, ...] = ()
    """Clubs that are after him: "Chelsea target"."""
    bound: bool = False
    """He is on his way to them: "Chelsea-bound"."""
    nations: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    leagues: tuple[str, ...] = ()
    age: int | None = None
    price: MoneyMention | None = None
    former: bool = False
    incoming: bool = False
    definite: bool = False
    plural: bool = False
    pair: bool = False
    """"both clubs", "the two sides": two that were spoken of."""
    owner: str | None = None
    """A possessive pronoun that begins it: "his club", "their coach"."""
    noun: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing in a sentence. ``start`` and ``end`` are token positions, end exclusive."""

    kind: UnitKind
    form: Form
    start: int
    end: int
    mention: Mention | None = None
    dressing: Dressing = Dressing()
    pronoun: str | None = None
    possessive: bool = False
    money: MoneyMention | None = None
    date: DateMention | None = None
    contract: ContractEnd | None = None
    refs: tuple[str, ...] = ()
    """Filled by coreference: names of persons or clubs, several for a group."""
    members: tuple[Unit, ...] = ()
    whose: str | None = None
    """Filled by coreference: the person whose agent, brother or team-mate it is ("his agent")."""
    wanted_by: tuple[str, ...] = ()
    """Filled by coreference: the clubs whose target somebody is called."""
    opponent: bool = False
    """Filled by coreference: a club that is only met in a match ("the draw with Lyon")."""
    bygone: bool = False
    """Filled by coreference: a club that only tells where somebody was before ("Smith, who left Lyon in May,")."""


@dataclass(frozen=True, slots=True)
class Node:
    """A unit or a plain word of a sentence, at its token positions."""

    start: int
    end: int
    norm: str
    unit: Unit | None = None
    quoted: bool = False
    kind: Kind = Kind.WORD

    @property
    def is_date(self) -> bool:
        """Whether it is a date."""
        return self.unit is not None and self.unit.kind is UnitKind.DATE

    def holding(self, unit: Unit) -> Node:
        """The node with ``unit`` in it."""
        return Node(self.start, self.end, f"<{unit.kind.value}>", unit, self.quoted, self.kind)
