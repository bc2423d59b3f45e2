"""The values of a claim, in the words of the claim model. No rows and no printing here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """In what capacity the person moves."""

    PLAYER = "player"
    MANAGER = "manager"
    STAFF = "staff"


class Move(StrEnum):
    """What kind of move the statement is about."""

    TRANSFER = "transfer"
    LOAN = "loan"
    RENEWAL = "renewal"
    STAY = "stay"
    EXIT = "exit"


class Stage(StrEnum):
    """How far the move has come, in ladder order; ``rejected`` and ``off`` are setbacks on it."""

    INTEREST = "interest"
    TALKS = "talks"
    BID = "bid"
    REJECTED = "rejected"
    TERMS = "terms"
    CLOSE = "close"
    AGREED = "agreed"
    MEDICAL = "medical"
    DONE = "done"
    OFF = "off"

    @property
    def rung(self) -> int:
        """Height on the ladder from 0 (interest), for comparing two stages of one move."""
        return _RUNGS[self]


_RUNGS = {stage: height for height, stage in enumerate(Stage)}
SETBACKS = (Stage.REJECTED, Stage.OFF)
"""Stages at which a move has failed."""
SETTLED = (Stage.CLOSE, Stage.AGREED, Stage.MEDICAL, Stage.DONE)
"""Stages from which a move is as good as certain."""
COURTING = (Stage.INTEREST, Stage.TALKS, Stage.BID)
"""Stages at which a club only would like to have somebody."""


class Certainty(StrEnum):
    """How firmly the source says it."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    DENIED = "denied"


class SourceKind(StrEnum):
    """What sort of source vouches for the statement."""

    OUTLET = "outlet"
    JOURNALIST = "journalist"
    PERSON = "person"
    CLUB = "club"
    UNNAMED = "unnamed"
    PUBLISHER = "publisher"


class Deal(StrEnum):
    """The kind of deal or departure, when said."""

    FREE = "free"
    SWAP = "swap"
    LOAN_WITH_OPTION = "loan_with_option"
    LOAN_WITH_OBLIGATION = "loan_with_obligation"
    PERMANENT = "permanent"
    SACKED = "sacked"
    RESIGNED = "resigned"
    RELEASED = "released"
    RETIRED = "retired"


class Precision(StrEnum):
    """How exactly the text fixes a date."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Source:
    """Who vouches for a statement. ``name`` is None for unnamed sources and the publisher's own voice."""

    kind: SourceKind = SourceKind.PUBLISHER
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Fee:
    """A sum as written, in whole units of an ISO 4217 currency: ``"£40.2m"`` is 40200000 GBP."""

    text: str
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that proves a claim: character offsets into the article's text, end exclusive."""

    start: int
    end: int
    text: str


_FIRST_DAY, _LAST_DAY = date(1000, 1, 1), date(8999, 12, 31)


@dataclass(frozen=True, slots=True)
class Claim:
    """One dated statement that a person is, was, or will be involved in a move.

    ``actor`` is whose wish or act it is when that is not simply ``to_club``; ``via`` lists through whom the
    article has it, outermost first; ``contract_until`` is an ISO date or a year; ``background`` marks history
    told in passing; ``rules`` names the rules that found it, for explaining, and is no part of its identity.

    Raises ValueError for a ``date`` so far away that not all that is counted from it would be a day.
    """

    person: str
    move: Move
    stage: Stage
    date: date
    role: Role = Role.PLAYER
    from_club: str | None = None
    to_club: str | None = None
    actor: str | None = None
    certainty: Certainty = Certainty.ASSERTED
    source: Source = Source()
    via: tuple[str, ...] = ()
    deal: Deal | None = None
    fee: Fee | None = None
    contract_until: str | None = None
    date_precision: Precision = Precision.DAY
    background: bool = False
    evidence: tuple[Evidence, ...] = ()
    rules: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _FIRST_DAY <= self.date <= _LAST_DAY:
            raise ValueError(f"the date {self.date} of a claim lies outside the years 1000 to 8999")

    @property
    def is_news(self) -> bool:
        """Whether it says that something is so now: no history, no denial."""
        return not self.background and self.certainty is not Certainty.DENIED


@dataclass(frozen=True, slots=True)
class Recorded:
    """A claim as the ledger holds it: with its id, its article, and the person as decided across articles.

    ``article`` is the path as it was given; ``known_as`` is the fullest name of the person in the ledger,
    while ``claim.person`` is the name in this article. ``voice`` is the outlet whose own voice the article's is: its
    publisher, or that of the article of which it is a near-copy.
    """

    claim_id: str
    article_id: str
    article: str
    publisher: str | None
    published: date
    known_as: str
    claim: Claim
    voice: str | None = None
