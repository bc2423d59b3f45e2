"""Track records: how often each source was right, first and original, over many sagas.

Figures rest on one verdict a source and saga (see ``verdicts``). Hit rates count statements that the person will go
somewhere; denials and promises to stay stand beside them. Intervals are Wilson's score intervals (E. B. Wilson,
*Probable inference, the law of succession, and statistical inference*, JASA 22, 1927); the Brier score is the mean
squared difference between forecast and event (G. W. Brier, *Verification of forecasts expressed in terms of
probability*, Monthly Weather Review 78, 1950).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from statistics import median

from rumourctl.claims.model import Fee, Move, Source, SourceKind, Stage
from rumourctl.sagas.lessons import Tally, TallyOf, Topic
from rumourctl.sagas.saga import Saga
from rumourctl.sagas.verdicts import Judged, Sort, Verdict, voice

FEE_TOLERANCE = 0.10
"""A fee is right when it lies within this share of the one that was paid."""


_NO_CASE = Tally()


@dataclass(slots=True)
class Record:
    """The track record of one source. ``moves`` are the sagas in which it said where the person goes, ``denials``
    those in which it only denied or promised that he stays; ``open`` counts both.

    ``first`` counts the sagas in which it was right and nobody was earlier, ``leads`` the days between its word and the
    event in each that it had right, ``waits`` the days until each was settled. ``original`` counts the sagas in which
    nobody was earlier with its destination, right or wrong, and ``repeats`` whom it followed. ``brier`` is the mean
    squared error of the ledger's rate for each stage that it claimed, ``brier_base`` that of the ledger's overall rate
    on the same sagas: what the source's stages add to a guess. Both are None without a settled case.
    """

    source: Source
    outlets: Counter[str] = field(default_factory=Counter)
    moves: Tally = _NO_CASE
    denials: Tally = _NO_CASE
    open: int = 0
    stages: dict[Stage, Tally] = field(default_factory=dict)
    fees: Tally = _NO_CASE
    kinds: Tally = _NO_CASE
    first: int = 0
    original: int = 0
    repeats: Counter[str] = field(default_factory=Counter)
    relays: Counter[str] = field(default_factory=Counter)
    leads: list[int] = field(default_factory=list)
    waits: list[int] = field(default_factory=list)
    brier: float | None = None
    brier_base: float | None = None

    @property
    def lead(self) -> float | None:
        """The median of ``leads``, in days."""
        return median(self.leads) if self.leads else None

    @property
    def wait(self) -> float | None:
        """The median of ``waits``, in days."""
        return median(self.waits) if self.waits else None


def records(
    sagas: Iterable[Saga], rates: Rates, called: Callable[[Source], Source] = lambda source: source
) -> list[Record]:
    """The record of every source in ``sagas``, in order of name.

    ``rates`` are the ledger's own; ``called`` gives the source that one goes under, for a person may stand under
    several forms of a name.
    """
    name_of = cache(called)
    found: dict[Source, Record] = {}
    errors: dict[Source, list[tuple[float, float]]] = defaultdict(list)
    for saga in sagas:
        for judged in saga.sources:
            source = name_of(judged.source)
            record = found.setdefault(source, Record(source))
            _enter(record, saga, judged)
            if judged.sort is Sort.MOVE and judged.verdict is not Verdict.OPEN:
                errors[source].append(rates.errors(judged))
        for relay, origin in saga.relays:
            source = Source(SourceKind.OUTLET, relay)
            found.setdefault(source, Record(source)).relays[origin] += 1
    for source, pairs in errors.items():
        found[source].brier = sum(error for error, _ in pairs) / len(pairs)
        found[source].brier_base = sum(error for _, error in pairs) / len(pairs)
    return [found[source] for source in sorted(found, key=lambda s: (s.name or "", s.kind))]


@dataclass(frozen=True, slots=True)
class Rates:
    """How often what is claimed comes true in a ledger: overall, and by the furthest stage that a source claimed."""

    overall: Tally
    by_stage: Mapping[Stage, Tally]

    @classmethod
    def told(cls, tally: TallyOf) -> Rates:
        """The rates over all verdicts that have fallen."""
        by_stage = {stage: tally(Topic.VERDICT, stage.value) for stage in Stage}
        right = sum(each.right for each in by_stage.values())
        return cls(Tally(right, sum(each.settled for each in by_stage.values())), by_stage)

    def errors(self, judged: Judged) -> tuple[float, float]:
        """The squared error of the rate of the stage claimed, and of the overall rate."""
        event = judged.verdict is Verdict.RIGHT
        return (smoothed(self.by_stage[judged.stage]) - event) ** 2, (smoothed(self.overall) - event) ** 2


def smoothed(tally: Tally) -> float:
    """The share that came true, with one case of each kind added (Laplace's rule of succession)."""
    return (tally.right + 1) / (tally.settled + 2)


def _enter(record: Record, saga: Saga, judged: Judged) -> None:
    if judged.outlet:
        record.outlets[judged.outlet] += 1
    if judged.sort is Sort.MOVE:
        _enter_order(record, saga, judged)
    if judged.verdict is Verdict.OPEN:
        record.open += 1
        return
    right = judged.verdict is Verdict.RIGHT
    if judged.sort is not Sort.MOVE:
        record.denials = record.denials.plus(right)
        return
    record.moves = record.moves.plus(right)
    record.stages[judged.stage] = record.stages.get(judged.stage, Tally()).plus(right)
    if saga.ended.on:
        record.waits.append(max(0, (saga.ended.on - judged.first).days))
    if right and judged.lead is not None:
        record.leads.append(judged.lead)
        record.first += not _earlier(saga, judged)
    if right and judged.fee and saga.ended.fee and judged.fee.currency == saga.ended.fee.currency:
        record.fees = record.fees.plus(_near(judged.fee, saga.ended.fee))
    if right and judged.move in _KINDS and saga.ended.move in _KINDS:
        record.kinds = record.kinds.plus(judged.move is saga.ended.move)


_KINDS = (Move.TRANSFER, Move.LOAN)


def _enter_order(record: Record, saga: Saga, judged: Judged) -> None:
    earlier = _earlier(saga, judged)
    if not earlier:
        record.original += 1
        return
    first = min(other.first for other in earlier)
    record.repeats.update({voice(other) for other in earlier if other.first == first})


def _earlier(saga: Saga, judged: Judged) -> Sequence[Judged]:
    """Who named the same destination on an earlier day; an outlet and its journalists are one voice."""
    return [
        other
        for other in saga.sources
        if other.sort is Sort.MOVE
        and (other.club, other.away) == (judged.club, judged.away)
        and voice(other) != voice(judged)
        and other.first < judged.first
    ]


def _near(told: Fee, paid: Fee) -> bool:
    return abs(told.amount - paid.amount) <= FEE_TOLERANCE * paid.amount
