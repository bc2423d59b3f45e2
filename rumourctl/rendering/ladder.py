"""What every picture of a saga rests on: the rungs from the top down, the course over them, and the ticks of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from rumourctl.claims.model import Precision, Stage
from rumourctl.rendering.when import when
from rumourctl.sagas.saga import Saga, Step
from rumourctl.sagas.threads import Standing, Status

RUNGS = (
    *(Stage.DONE, Stage.MEDICAL, Stage.AGREED, Stage.CLOSE, Stage.TERMS),
    *(Stage.BID, Stage.REJECTED, Stage.TALKS, Stage.INTEREST, Stage.OFF),
)
"""From the top down: a refusal lies just below the bid that it answers, and what is off below all."""

_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)


def rung(standing: Standing) -> Stage | None:
    """On which rung a saga stands; None where it has not opened."""
    return Stage.OFF if standing.status is Status.OFF else standing.stage


def course(saga: Saga, steps: Sequence[Step]) -> list[tuple[date, Stage]]:
    """The days on which a saga came to another rung, with the rung, in order.

    The end stands last where no claim of the saga tells it: a window that closed, a ruling, history told later.
    """
    turns: list[tuple[date, Stage]] = []
    for step in steps:
        at = rung(step.standing)
        if at and (not turns or turns[-1][1] is not at):
            turns.append((step.recorded.claim.date, at))
    ended = rung(saga.standing)
    if ended and saga.ended.on and turns and turns[-1][1] is not ended and saga.ended.on >= turns[-1][0]:
        turns.append((saga.ended.on, ended))
    return turns


def extent(saga: Saga, steps: Sequence[Step]) -> tuple[date, date]:
    """The first and last day of a saga's picture: of its claims, or of its end where that is later."""
    days = [step.recorded.claim.date for step in steps] or [saga.first]
    return min(days), max(*days, saga.ended.on or days[0], days[0])


def ticks(first: date, last: date, most: int) -> list[tuple[date, str]]:
    """Round days between two days, with their labels: days, months or years, at most ``most`` of them."""
    span = (last - first).days
    for step in _DAYS:
        if span // step < most:
            return [(day, when(day)) for day in (first + timedelta(n) for n in range(0, span + 1, step))]
    for step in _MONTHS:
        found = list(_month_starts(first, last, step))
        if len(found) <= most:
            precision = Precision.YEAR if step % 12 == 0 else Precision.MONTH
            return [(day, when(day, precision)) for day in found]
    return []


def _month_starts(first: date, last: date, step: int) -> Iterator[date]:
    """The first days of every ``step``-th month, counted from the year 0, that lie between two days."""
    month = first.year * 12 + first.month - 1 + (first.day > 1)
    month += -month % step
    while (day := date(month // 12, month % 12 + 1, 1)) <= last:
        yield day
        month += step
