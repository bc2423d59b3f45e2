"""What settled sagas teach of how rumours come true: counts, which can be added up and taken off again saga by saga."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import sqrt
from typing import TypeAlias

from rumourctl.claims.model import Stage
from rumourctl.sagas.outcome import Fate
from rumourctl.sagas.saga import Saga
from rumourctl.sagas.verdicts import Sort, Verdict, voice

ENOUGH = 5
"""So many settled cases a rate needs to be printed; below, only the counts are shown."""
_Z95 = 1.959964
"""The normal distribution's two-sided 95 per cent point."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of ``settled`` cases came true."""

    right: int = 0
    settled: int = 0

    @property
    def wrong(self) -> int:
        """How many did not."""
        return self.settled - self.right

    @property
    def rate(self) -> float | None:
        """The share that came true; None where there are too few cases to speak of one."""
        return self.right / self.settled if self.settled >= ENOUGH else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 per cent interval of the rate (E. B. Wilson, 1927); None where there is no case at all."""
        if not self.settled:
            return None
        n, share, z = self.settled, self.right / self.settled, _Z95
        middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        reach = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        return max(0.0, middle - reach), min(1.0, middle + reach)

    def plus(self, right: bool, times: int = 1) -> Tally:
        """The same with so many more cases."""
        return Tally(self.right + right * times, self.settled + times)

    def and_of(self, right: int, settled: int) -> Tally:
        """The same with other cases, of which so many came true."""
        return Tally(self.right + right, self.settled + settled)

    def less(self, other: Tally) -> Tally:
        """The same without the cases of ``other``."""
        return Tally(self.right - other.right, self.settled - other.settled)


class Topic(StrEnum):
    """Of what a lesson is; the name beside it is that of a stage or of a voice."""

    WAY = "way"
    """A way that reached a stage, whether it came true."""
    VOICE = "voice"
    """An outlet with its journalists in one saga, whether it was right."""
    VOICES = "voices"
    """The same, whoever it was: without a name."""
    VERDICT = "verdict"
    """A source that claimed a stage, whether it was right."""


TallyOf: TypeAlias = Callable[[Topic, str], Tally]
"""How many lessons of a topic and name there are."""


def lessons(saga: Saga) -> Iterator[tuple[Topic, str, bool]]:
    """What a saga, as it stands, tells; nothing while it is open."""
    if not saga.is_settled:
        return
    for way in saga.ways:
        if way.rumour:
            came_true = way.fate is Fate.CONFIRMED
            yield from ((Topic.WAY, stage.value, came_true) for stage in Stage if stage.rung <= way.reached.rung)
    voices: dict[str, bool] = {}
    for judged in saga.sources:
        if judged.sort is Sort.MOVE and judged.verdict is not Verdict.OPEN:
            right = judged.verdict is Verdict.RIGHT
            yield Topic.VERDICT, judged.stage.value, right
            voices[voice(judged)] = voices.get(voice(judged), False) or right
    for name, right in voices.items():
        yield Topic.VOICE, name, right
        yield Topic.VOICES, "", right


def settles(saga: Saga) -> date | None:
    """From which day on a saga, on which no clock was looked at, is settled: ``date.min`` where it is by its claims,
    None where no window closes it. From then on it tells the same for ever (see :meth:`Saga.at`)."""
    if saga.is_settled:
        return date.min
    return saga.closes + timedelta(days=1) if saga.closes else None


class Lessons:
    """The lessons of some sagas as they stand, added up."""

    def __init__(self, sagas: Iterable[Saga] = ()) -> None:
        self._right: Counter[tuple[Topic, str]] = Counter()
        self._settled: Counter[tuple[Topic, str]] = Counter()
        for saga in sagas:
            for topic, name, right in lessons(saga):
                self._right[topic, name] += right
                self._settled[topic, name] += 1

    def tally(self, topic: Topic, name: str) -> Tally:
        """How many there are of a topic and name."""
        return Tally(self._right[topic, name], self._settled[topic, name])

    def all(self) -> Iterator[tuple[Topic, str, Tally]]:
        """Each topic and name of which there are any."""
        return ((topic, name, self.tally(topic, name)) for topic, name in self._settled)
