"""How likely an open saga is to end as said: from track records alone, with every input named, or not at all.

The likelihood of a way that has come to some stage starts from the odds of the ledger's own settled ways that reached
the stage, and is multiplied by what the records of its independent sources add: the geometric mean, over the sources
with enough history, of the source's odds of being right against the odds of all sources. The mean, because outlets that
report one story are not independent enough to multiply. Each odds has one case of each kind added (Laplace's rule).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log

from rumourctl.claims.model import Stage
from rumourctl.sagas.lessons import ENOUGH, Lessons, Tally, TallyOf, Topic
from rumourctl.sagas.outcome import Fate
from rumourctl.sagas.saga import Saga, Way

ENOUGH_WAYS = 20
"""So many settled ways must have reached a stage before their share says anything."""
BINS = 5
"""Forecasts are compared with events in so many bins of equal width."""


@dataclass(frozen=True, slots=True)
class Input:
    """One source's part in a likelihood. ``used`` is false where its history is too short."""

    source: str
    record: Tally
    used: bool


@dataclass(frozen=True, slots=True)
class Likelihood:
    """``chance`` between 0 and 1, or None with the reason in ``missing``; the rest is what it was computed from."""

    club: str | None
    stage: Stage
    reached: Tally
    overall: Tally
    inputs: tuple[Input, ...]
    chance: float | None
    missing: str | None


class History:
    """What settled sagas tell: by stage, how many ways that reached it came true; by outlet, how often it was right."""

    def __init__(self, tally: TallyOf) -> None:
        self._tally = cache(tally)
        self._overall = tally(Topic.VOICES, "")

    @classmethod
    def of(cls, sagas: Iterable[Saga]) -> History:
        """What ``sagas`` tell, as they stand."""
        return cls(Lessons(sagas).tally)

    def without(self, saga: Saga) -> History:
        """The same history as if ``saga`` had not been: so a forecast of it does not know its end."""
        own = Lessons([saga])
        return History(lambda topic, name: self._tally(topic, name).less(own.tally(topic, name)))

    def likelihoods(self, saga: Saga) -> dict[str | None, Likelihood]:
        """How likely each way of an open saga is to come true, by its club; of a settled one nothing is said."""
        if saga.is_settled:
            return {}
        return {way.club: self.likelihood(way) for way in saga.ways if way.fate is Fate.OPEN}

    def likelihood(self, way: Way) -> Likelihood:
        """How likely a way is to come true, by the furthest stage that it reached while it was open."""
        reached = self._tally(Topic.WAY, way.reached.value)
        records = [(name, self._tally(Topic.VOICE, name)) for name in way.sources]
        inputs = [Input(name, record, record.settled >= ENOUGH) for name, record in records]
        used = [each for each in inputs if each.used]
        if reached.settled < ENOUGH_WAYS:
            missing = f"{reached.settled} of {ENOUGH_WAYS} settled cases that reached {way.reached.value}"
        elif not used:
            missing = f"no independent source of it has {ENOUGH} settled sagas"
        else:
            missing = None
        chance = None if missing else self._chance(reached, [each.record for each in used])
        return Likelihood(way.club, way.reached, reached, self._overall, tuple(inputs), chance, missing)

    def _chance(self, reached: Tally, used: Sequence[Tally]) -> float:
        lift = sum(_log_odds(record) - _log_odds(self._overall) for record in used) / len(used)
        return 1 / (1 + exp(-(_log_odds(reached) + lift)))


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts between ``low`` and ``high``: their mean, and how many of them came true."""

    low: float
    high: float
    mean: float | None
    came_true: Tally


@dataclass(frozen=True, slots=True)
class Calibration:
    """How forecasts of settled sagas, each made as if it had not been, compare with what came of them.

    ``brier`` is the mean squared error of the forecasts, ``brier_base`` that of always giving the share that came true.
    """

    bins: tuple[Bin, ...]
    forecasts: int
    unforecast: int
    brier: float | None
    brier_base: float | None


def calibration(sagas: Sequence[Saga]) -> Calibration:
    """The reliability table of the likelihoods, over the settled of ``sagas``."""
    history = History.of(sagas)
    made: list[tuple[float, bool]] = []
    unforecast = 0
    for saga in sagas:
        if saga.is_settled:
            past = history.without(saga)
            for way in saga.ways:
                if way.rumour:
                    chance = past.likelihood(way).chance
                    unforecast += chance is None
                    made += [] if chance is None else [(chance, way.fate is Fate.CONFIRMED)]
    share = sum(event for _, event in made) / len(made) if made else 0.0
    return Calibration(
        bins=tuple(_bin(made, place) for place in range(BINS)),
        forecasts=len(made),
        unforecast=unforecast,
        brier=sum((chance - event) ** 2 for chance, event in made) / len(made) if made else None,
        brier_base=sum((share - event) ** 2 for _, event in made) / len(made) if made else None,
    )


def _bin(made: Sequence[tuple[float, bool]], place: int) -> Bin:
    inside = [(chance, event) for chance, event in made if min(int(chance * BINS), BINS - 1) == place]
    mean = sum(chance for chance, _ in inside) / len(inside) if inside else None
    return Bin(place / BINS, (place + 1) / BINS, mean, Tally(sum(event for _, event in inside), len(inside)))


def _log_odds(tally: Tally) -> float:
    return log((tally.right + 1) / (tally.wrong + 1))
