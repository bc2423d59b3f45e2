"""Track records: how often each source was right, first and original, over many sagas.

Figures rest on one verdict a source and saga (see ``verdicts``). Hit rates count statements that the person will go
somewhere; denials and promises to stay stand beside them. Intervals are Wilson's score intervals (E. B. Wilson,
*Probable inference, the law of succession, and statistical inference*, JASA 22, 1927); the Brier score is the mean
squared difference between forecast and event (G. W. Brier, *Verification of forecasts expressed in terms of
probability*, Monthly Weather Review 78, 1950).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median

from rumourctl.claims.model import Source, SourceKind, Stage
from rumourctl.sagas.cases import Case, Result, cases
from rumourctl.sagas.lessons import Tally, TallyOf, Topic
from rumourctl.sagas.saga import Saga
from rumourctl.sagas.verdicts import Sort, Verdict

_NO_CASE = Tally()


@dataclass(slots=True)
class Record:
    """The track record of one source. ``moves`` are the sagas in which it said where the person goes, ``denials``
    those in which it only denied or promised that he stays; ``open`` counts both.

    ``first`` counts the sagas in which it was right and nobody was earlier, ``leads`` those that it had right by the
    days between its word and the event, ``waits`` all by the days until each was settled. ``original`` counts the sagas
    in which nobody was earlier with its destination, right or wrong, and ``repeats`` whom it followed. ``brier`` is the
    mean squared error of the ledger's rate for each stage that it claimed, ``brier_base`` that of the ledger's overall
    rate on the same sagas: what the source's stages add to a guess. Both are None without a settled case.
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
    leads: Counter[int] = field(default_factory=Counter)
    waits: Counter[int] = field(default_factory=Counter)
    brier: float | None = None
    brier_base: float | None = None

    @property
    def lead(self) -> float | None:
        """The median of ``leads``, in days."""
        return median(self.leads.elements()) if self.leads else None

    @property
    def wait(self) -> float | None:
        """The median of ``waits``, in days."""
        return median(self.waits.elements()) if self.waits else None

    def enter(self, case: Case, result: Result, times: int) -> None:
        """Count a case, so often; what is counted less than never is taken off again."""
        if case.outlet:
            self.outlets[case.outlet] += times
        if case.sort is Sort.MOVE:
            self.original += 0 if case.follows else times
            for name in case.follows:
                self.repeats[name] += times
        if result.verdict is Verdict.OPEN:
            self.open += times
            return
        right = result.verdict is Verdict.RIGHT
        if case.sort is not Sort.MOVE:
            self.denials = self.denials.plus(right, times)
            return
        self.moves = self.moves.plus(right, times)
        self.stages[case.stage] = self.stages.get(case.stage, Tally()).plus(right, times)
        if result.wait is not None:
            self.waits[result.wait] += times
        if right:
            self._enter_right(case, result.lead, times)

    def _enter_right(self, case: Case, lead: int | None, times: int) -> None:
        if lead is not None:
            self.leads[lead] += times
            self.first += 0 if case.follows else times
        if case.fee is not None:
            self.fees = self.fees.plus(case.fee, times)
        if case.loan is not None:
            self.kinds = self.kinds.plus(case.loan, times)


class Records:
    """The records of all sources in some sagas; ``called`` gives the source that one goes under, for a person may stand
    under several forms of a name."""

    def __init__(self, called: Callable[[Source], Source] = lambda source: source) -> None:
        self._called = called
        self._names: dict[Source, Source] = {}
        self._found: dict[Source, Record] = {}

    def name(self, called: Mapping[Source, Source]) -> None:
        """Note what some sources go under, which need not be asked for then."""
        self._names.update(called)

    def add(self, saga: Saga) -> None:
        """Count what is in a saga as it stands."""
        for case, result in cases(saga):
            self.enter(case, result)
        for relay, origin in saga.relays:
            self.relay(relay, origin)

    def enter(self, case: Case, result: Result, times: int = 1) -> None:
        """Count a case, so often."""
        self.of(case.source).enter(case, result, times)

    def relay(self, relay: str, origin: str, times: int = 1) -> None:
        """Count that an outlet passed on another's word, so often."""
        self.of(Source(SourceKind.OUTLET, relay)).relays[origin] += times

    def judged(self, rates: Rates) -> list[Record]:
        """All that were counted, in order of name, measured by the ledger's own rates."""
        for record in self._found.values():
            if record.moves.settled:
                record.brier, record.brier_base = rates.errors(record.stages)
        return [self._found[source] for source in sorted(self._found, key=lambda s: (s.name or "", s.kind))]

    def of(self, source: Source) -> Record:
        """The record into which counts what a source said."""
        name = self._names.get(source)
        if name is None:
            name = self._names[source] = self._called(source)
        record = self._found.get(name)
        if record is None:
            record = self._found[name] = Record(name)
        return record


def records(
    sagas: Iterable[Saga], rates: Rates, called: Callable[[Source], Source] = lambda source: source
) -> list[Record]:
    """The record of every source in ``sagas``, see :class:`Records`."""
    found = Records(called)
    for saga in sagas:
        found.add(saga)
    return found.judged(rates)


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

    def errors(self, stages: Mapping[Stage, Tally]) -> tuple[float, float]:
        """The mean squared error of the rate of each stage on a source's settled cases by stage, of which there are
        some, and that of the overall rate."""
        cases = sum(tally.settled for tally in stages.values())
        by_stage = sum(_squares(stages[s], smoothed(self.by_stage[s])) for s in Stage if s in stages)
        overall = sum(_squares(stages[s], smoothed(self.overall)) for s in Stage if s in stages)
        return by_stage / cases, overall / cases


def smoothed(tally: Tally) -> float:
    """The share that came true, with one case of each kind added (Laplace's rule of succession)."""
    return (tally.right + 1) / (tally.settled + 2)


def _squares(tally: Tally, forecast: float) -> float:
    """The sum of the squared errors of one forecast for all cases of a tally."""
    return float(tally.right * (1 - forecast) ** 2 + tally.wrong * forecast**2)
