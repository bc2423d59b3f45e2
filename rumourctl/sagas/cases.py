"""What a track record counts: one case a source and saga, in parts that do not depend on the day of the question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from rumourctl.claims.model import Fee, Move, Source, Stage
from rumourctl.sagas.saga import Saga
from rumourctl.sagas.verdicts import Judged, Sort, Verdict, voice

FEE_TOLERANCE = 0.10
"""A fee is right when it lies within this share of the one that was paid."""
_KINDS = (Move.TRANSFER, Move.LOAN)


class Case(NamedTuple):
    """What a source said in one saga. ``follows`` are the voices that were earlier with the same destination, those of
    the earliest day; none for the first of all. ``fee`` and ``loan`` say whether its fee, and its word that it is a
    loan or not, is right once the source is right; None where nothing can be said of it."""

    source: Source
    outlet: str | None
    sort: Sort
    stage: Stage
    follows: tuple[str, ...]
    fee: bool | None
    loan: bool | None


class Result(NamedTuple):
    """How a case stands: ``lead`` are the days from the word to the event, of a source that was right about where the
    person went; ``wait`` those until the saga was settled, None while it is not."""

    verdict: Verdict
    lead: int | None
    wait: int | None


def cases(saga: Saga) -> Iterator[tuple[Case, Result]]:
    """The cases of a saga as it stands."""
    for judged in saga.sources:
        yield _case(saga, judged), Result(judged.verdict, judged.lead, _wait(saga, judged))


def lasting_cases(saga: Saga) -> Iterator[tuple[Case, int | None]]:
    """The cases of a saga, on which no clock was looked at, each with its wait once the saga is settled, be it by the
    closing of its window. The rest of its result is in the saga's sources, in the same order."""
    ended = saga.at(saga.closes + timedelta(days=1)) if saga.closes else saga
    return ((_case(ended, judged), _wait(ended, judged)) for judged in saga.sources)


def _case(saga: Saga, judged: Judged) -> Case:
    paid, ended = saga.ended.fee, saga.ended.move
    return Case(
        source=judged.source,
        outlet=judged.outlet,
        sort=judged.sort,
        stage=judged.stage,
        follows=_follows(saga.sources, judged) if judged.sort is Sort.MOVE else (),
        fee=_near(judged.fee, paid) if judged.fee and paid and judged.fee.currency == paid.currency else None,
        loan=judged.move is ended if judged.move in _KINDS and ended in _KINDS else None,
    )


def _wait(saga: Saga, judged: Judged) -> int | None:
    return max(0, (saga.ended.on - judged.first).days) if saga.ended.on else None


def _follows(sources: Sequence[Judged], judged: Judged) -> tuple[str, ...]:
    """Who named the same destination on an earlier day, first of all; an outlet and its journalists are one voice."""
    earlier = [
        other
        for other in sources
        if other.sort is Sort.MOVE
        and (other.club, other.away) == (judged.club, judged.away)
        and voice(other) != voice(judged)
        and other.first < judged.first
    ]
    first = min((other.first for other in earlier), default=None)
    return tuple(sorted({voice(other) for other in earlier if other.first == first}))


def _near(told: Fee, paid: Fee) -> bool:
    return abs(told.amount - paid.amount) <= FEE_TOLERANCE * paid.amount
