"""Which claims on a person make one saga: one possible change in one transfer window, or up to one change of post."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from typing import TypeAlias

from rumourctl.claims.model import SETTLED, Move, Recorded, Role, Stage
from rumourctl.sagas.outcome import confirms, tells_end
from rumourctl.sagas.threads import Course, Status, counts
from rumourctl.sagas.windows import Window, window_of

CountryOf: TypeAlias = Callable[[str], str | None]
"""The country in which a club plays, None where that is not known."""

CARRY = timedelta(days=14)
"""Talk that goes on within so many days of a window's close is still of the same saga, which then runs to the next."""
_YEAR = timedelta(days=365)


@dataclass(slots=True)
class Span:
    """The claims of one saga in order, and the window in which it began.

    ``closes`` is the last day of the window to which it runs; None for managers and officials, who know no window, and
    where nothing more was heard of what was all but done.
    """

    window: Window
    closes: date | None
    said: list[Recorded] = field(default_factory=list)
    course: Course = field(default_factory=Course)

    def take(self, recorded: Recorded) -> None:
        """Go on by one claim."""
        self.said.append(recorded)
        self.course.take(recorded)


def spans(said: Sequence[Recorded], country_of: CountryOf) -> list[Span]:
    """The sagas of one person, the first begun first. History told in passing belongs to none."""
    live = [recorded for recorded in said if not recorded.claim.background]
    plays = _plays(live)
    playing = [recorded for recorded, player in zip(live, plays, strict=True) if player]
    working = [recorded for recorded, player in zip(live, plays, strict=True) if not player]
    history = [r.claim.date for r in said if r.claim.background and tells_end(r.claim)]
    found = [*_by_window(playing, country_of), *_by_post(working, history)]
    return sorted(found, key=lambda span: (span.said[0].claim.date, span.closes is None))


def _plays(said: Sequence[Recorded]) -> list[bool]:
    """Whether the person is a player at the time of each claim: by what most claims of a year before and after say.

    One article may take a manager for a player; nobody is both at once.
    """
    days = [recorded.claim.date for recorded in said]
    votes = [0, *accumulate(1 if r.claim.role is Role.PLAYER else -1 for r in said)]
    begin = [bisect_left(days, day - _YEAR) for day in days]
    end = [bisect_right(days, day + _YEAR) for day in days]
    return [votes[stop] - votes[start] >= 0 for start, stop in zip(begin, end, strict=True)]


def _by_window(said: Iterable[Recorded], country_of: CountryOf) -> list[Span]:
    found: list[Span] = []
    for recorded in said:
        window = _window(recorded, country_of)
        span = found[-1] if found else None
        if span is None or not _goes_on(span, recorded, window):
            span = Span(window, window.closes)
            found.append(span)
        span.take(recorded)
    last = found[-1] if found else None
    if last and last.course.standing().stage in SETTLED and not any(confirms(r.claim) for r in last.said):
        last.closes = None  # the ledger fell silent when it was all but done: that is no failure
    return found


def _goes_on(span: Span, recorded: Recorded, window: Window) -> bool:
    """Whether a claim belongs to the saga before it; where it does, the saga runs at least to the claim's window."""
    assert span.closes is not None
    day = recorded.claim.date
    if day > span.closes:
        _wait_for_what_is_agreed(span)
    if day <= span.closes:
        # Leagues close on other days: a saga runs to the last of them.
        if window.label == span.window.label:
            span.closes = max(span.closes, window.closes)
        return True
    since = day - span.closes
    if not counts(recorded) or recorded.claim.stage is Stage.OFF:
        return since <= CARRY  # a word on what has been
    # A contract under negotiation knows no window; word of it within a year belongs together.
    renews = recorded.claim.move is Move.RENEWAL and _renewal_under_way(span) and since <= _YEAR
    if span.course.standing().status is Status.OPEN and (since <= CARRY or renews):
        span.closes = window.closes
        return True
    return False


def _wait_for_what_is_agreed(span: Span) -> None:
    """What is agreed when a window closes, as for next season, is settled by the next."""
    standing = span.course.standing()
    is_agreed = standing.status is Status.OPEN and standing.stage in (Stage.AGREED, Stage.MEDICAL)
    if is_agreed and span.closes == span.window.closes:
        span.closes = window_of(span.closes + timedelta(days=1)).closes


def _renewal_under_way(span: Span) -> bool:
    return any(t.is_open and t.last.claim.move is Move.RENEWAL for t in span.course.threads.values())


def _by_post(said: Iterable[Recorded], history: Sequence[date]) -> list[Span]:
    """Sagas of managers and officials: each ends with an appointment or a departure, be it told as history only, of the
    days ``history`` in order."""
    found: list[Span] = []
    ended: Recorded | None = None
    for recorded in said:
        before = found[-1].said[-1].claim.date if found else date.max
        since = bisect_right(history, before) < bisect_left(history, recorded.claim.date)
        if not found or since or (ended and not _repeats(ended, recorded)):
            found.append(Span(window_of(recorded.claim.date), None))
            ended = None
        found[-1].take(recorded)
        if confirms(recorded.claim):
            ended = recorded
    return found


def _repeats(ended: Recorded, recorded: Recorded) -> bool:
    """Whether a claim after the end of a saga only tells that end once more, or is of the same day."""
    claim, last = recorded.claim, ended.claim
    same = claim.stage is Stage.DONE and (claim.to_club, claim.move) == (last.to_club, last.move)
    return claim.date <= last.date or (same and claim.date - last.date <= CARRY)


def _window(recorded: Recorded, country_of: CountryOf) -> Window:
    """The window of the buying club's league, else of the club to be left."""
    claim = recorded.claim
    club = claim.to_club or claim.from_club
    return window_of(claim.date, country_of(club) if club else None)
