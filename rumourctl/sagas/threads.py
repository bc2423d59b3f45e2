"""The ways that one person may go, and how far each has come: pure functions on the claims of one saga.

A *thread* is what the person would move to: a club (for a renewal his own), or away, where no destination is told.
A wish or promise to stay is no thread and never sets a status. Denials neither raise nor lower anything; hedged claims
count in full. rumourctl/docs/records.md spells the rules out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rumourctl.claims.model import Certainty, Claim, Move, Recorded, Role, SourceKind, Stage


class Status(StrEnum):
    """Where a saga stands."""

    NONE = "none"
    """No claim has opened a thread yet."""
    OPEN = "open"
    DONE = "done"
    OFF = "off"
    """There were threads, and none is open."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A manager's or official's post that ``person`` took at ``club`` on a day."""

    club: str
    person: str
    date: date


@dataclass(frozen=True, slots=True)
class Thread:
    """One way to go. ``club`` is None for leaving without a destination.

    ``firm`` says whether somebody asserts this stage; ``last`` is the latest claim on the thread, and ``turn`` its
    place among all claims of the saga; ``closed`` is the day on which it came to nothing, None while it is open.
    """

    club: str | None
    stage: Stage
    firm: bool
    last: Recorded
    turn: int
    closed: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it may still come to something."""
        return self.closed is None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a saga stands: ``stage`` and ``club`` of the furthest open thread, or of what was done."""

    status: Status
    stage: Stage | None = None
    club: str | None = None

    @property
    def height(self) -> float:
        """How high on the ladder: a refusal lies just below the bid that it answers, and what is off below all."""
        if self.stage is None or self.status is Status.OFF:
            return -1
        return Stage.BID.rung - 0.5 if self.stage is Stage.REJECTED else self.stage.rung

    @property
    def told(self) -> str:
        """In one word, or "done" with the club."""
        if self.status is Status.DONE:
            return f"done {self.club}" if self.club else "done"
        return self.stage.value if self.stage else self.status.value


def counts(recorded: Recorded) -> bool:
    """Whether a claim can move a thread."""
    return recorded.claim.is_news and recorded.claim.move is not Move.STAY


def is_wish(claim: Claim) -> bool:
    """Whether a person or club only says what it would like."""
    return claim.source.kind in (SourceKind.PERSON, SourceKind.CLUB) and claim.stage is Stage.INTEREST and claim.is_news


def rumoured(said: Iterable[Recorded]) -> frozenset[str | None]:
    """The clubs of the threads of which more is told than somebody's wish, before it was done."""
    told = (r.claim for r in said if counts(r))
    return frozenset(claim.to_club for claim in told if not is_wish(claim) and claim.stage is not Stage.DONE)


def in_order(said: Iterable[Recorded]) -> list[Recorded]:
    """By the day of each statement; within a day by publication, article, and place in the article."""
    return sorted(said, key=lambda r: (r.claim.date, r.published, r.article_id))


class Course:
    """The course of a saga: takes its claims one by one, in order, and says where they leave it."""

    def __init__(self, said: Iterable[Recorded] = ()) -> None:
        self._threads: dict[str | None, Thread] = {}
        self._turn = 0
        # Since the club ruled out that the person leaves at all, only word of a destination opens a thread again.
        self._shut = False
        for recorded in said:
            self.take(recorded)

    @property
    def threads(self) -> Mapping[str | None, Thread]:
        """The threads by club."""
        return self._threads

    def take(self, recorded: Recorded) -> None:
        """Go on by one claim."""
        if not counts(recorded):
            return
        self._turn += 1
        claim = recorded.claim
        if claim.stage is Stage.OFF:
            self._call_off(recorded)
        elif claim.to_club is not None or not self._shut:
            self._shut = False
            self._advance(recorded)

    def fill(self, posts: Iterable[Filled]) -> None:
        """Close the thread to every post that somebody else took."""
        for post in posts:
            thread = self._threads.get(post.club)
            if thread and thread.is_open and thread.stage is not Stage.DONE and _seeks(thread.last, post):
                self._threads[post.club] = replace(thread, closed=post.date)

    def standing(self) -> Standing:
        """Where the saga stands: at its furthest thread, one that somebody asserts before one only hedged, then the
        one with the latest word."""
        live = [thread for thread in self._threads.values() if thread.is_open]
        gone = next((t for t in live if t.club is None and t.stage is Stage.DONE), None)
        if gone:
            # Who has left without a destination may be on the way to one.
            onward = [t for t in live if t.club and (t.stage is Stage.DONE or t.turn > gone.turn)]
            live = onward or [gone]
        if not live:
            return Standing(Status.OFF if self._threads else Status.NONE)
        top = max(live, key=lambda t: (t.stage.rung, t.firm, t.turn))
        status = Status.DONE if top.stage is Stage.DONE else Status.OPEN
        return Standing(status, top.stage, top.club or top.last.claim.from_club)

    def _advance(self, recorded: Recorded) -> None:
        claim = recorded.claim
        firm = claim.certainty is Certainty.ASSERTED
        thread = self._threads.get(claim.to_club)
        bids_again = thread and thread.stage is Stage.REJECTED and claim.stage is Stage.BID
        if thread is None or not thread.is_open or bids_again or claim.stage.rung > thread.stage.rung:
            moved = Thread(claim.to_club, claim.stage, firm, recorded, self._turn)
        else:
            firmer = thread.firm or (firm and claim.stage is thread.stage)
            moved = replace(thread, firm=firmer, last=recorded, turn=self._turn)
        self._threads[claim.to_club] = moved

    def _call_off(self, recorded: Recorded) -> None:
        """Called off with a destination, that thread closes, and leaving; without one, all that lead away do."""
        claim = recorded.claim
        if claim.to_club is None:
            self._shut = True
            closing = [club for club in self._threads if club is None or club != claim.from_club]
        else:
            ruled_out = Thread(claim.to_club, Stage.OFF, True, recorded, self._turn, claim.date)
            self._threads.setdefault(claim.to_club, ruled_out)
            closing = [claim.to_club] if claim.move is Move.RENEWAL else [claim.to_club, None]
        for club in closing:
            thread = self._threads.get(club)
            if thread and thread.is_open:
                self._threads[club] = replace(thread, closed=claim.date)


def course_of(said: Sequence[Recorded], filled: Iterable[Filled] = ()) -> Course:
    """The course of the claims ``said`` (in order), with the posts ``filled`` by others."""
    course = Course(said)
    course.fill(filled)
    return course


def _seeks(last: Recorded, post: Filled) -> bool:
    claim = last.claim
    return claim.role is not Role.PLAYER and last.known_as != post.person and claim.date <= post.date
