"""A saga as a picture: where each claim stands in time and on the ladder, and the course of the saga over it.

Across, places are shares of the width in per cent, so that one picture fits a telephone and a desk; down they are
pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rumourctl.claims.model import Stage
from rumourctl.rendering.ladder import RUNGS, course, extent, ticks
from rumourctl.rendering.report.lines import Line
from rumourctl.rendering.report.model import SagaStory

_ROW, _BARE_ROW, _LANE, _TOP, _BOTTOM = 27, 16, 17, 12.0, 26
"""Pixels: from one rung to the next where there is a claim on one of them and where not, from one mark to that above
it, and what lies above and below the ladder."""
_HEADING = 16
"""Pixels for the word above what lies before the saga."""
_FIRST, _LAST = 4.0, 95.0
_EARLIER = 17.0
"""Where time begins when history from before the saga stands at the left."""
_APART = 5.2
"""Marks that are nearer to each other, at which they would touch on a telephone, stand one above the other."""
_MOST_LANES = 6
_MOST_TICKS = 6
"""Of them a telephone shows every second."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim's mark, and how far it stands above its rung."""

    line: Line
    x: float
    y: float
    above: float


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung of the ladder: its stage, and where its line lies."""

    stage: Stage
    y: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight part of the course of a saga."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the axis, and to which side its label runs."""

    x: float
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is drawn of one saga; ``closes`` is where its window closes, if that lies in the picture."""

    height: float
    floor: float
    rungs: Sequence[Rung]
    marks: Sequence[Placed]
    strokes: Sequence[Stroke]
    ticks: Sequence[Tick]
    earlier: float | None
    closes: float | None


class _Time:
    """Days to places across."""

    def __init__(self, first: date, last: date, left: float) -> None:
        self._first, self._days, self._left = first, (last - first).days, left

    def x(self, day: date) -> float:
        share = (day - self._first).days / self._days if self._days else 0.5
        return round(self._left + share * (_LAST - self._left), 2)


def picture(story: SagaStory, lines: Sequence[Line]) -> Picture:
    """The picture of a saga whose claims, with the history told with it, are ``lines`` in order."""
    saga = story.shown.saga
    first, last = extent(saga, story.steps)
    before = [line for line in lines if line.claim.date < first]
    within = [line for line in lines if line.claim.date >= first]
    last = max([last, *(line.claim.date for line in within)])
    time = _Time(first, last, _EARLIER if before else _FIRST)
    across = [*_spread(before), *((line, time.x(line.claim.date)) for line in within)]
    lanes = _lanes(across)
    rungs, floor = _rungs(across, lanes, _TOP + (_HEADING if before else 0))
    heights = {rung.stage: rung.y for rung in rungs}
    closes = saga.closes if saga.closes and first < saga.closes <= last else None
    return Picture(
        height=floor + _BOTTOM,
        floor=floor,
        rungs=rungs,
        marks=[
            Placed(line, x, heights[line.claim.stage] - _LANE * lane, _LANE * lane)
            for (line, x), lane in zip(across, lanes, strict=True)
        ],
        strokes=_strokes([(time.x(day), heights[stage]) for day, stage in course(saga, story.steps)], time.x(last)),
        ticks=_ticks(first, last, time),
        earlier=_EARLIER - 3 if before else None,
        closes=time.x(closes) if closes else None,
    )


def _spread(before: Sequence[Line]) -> list[tuple[Line, float]]:
    """What lies before the saga, in order, at equal distances: how long before is told by its words."""
    left, right = 2.5, _EARLIER - 6
    gap = (right - left) / max(1, len(before) - 1)
    return [(line, round(left + gap * place, 2)) for place, line in enumerate(before)]


def _lanes(across: Sequence[tuple[Line, float]]) -> list[int]:
    """How many marks lie below each mark on its rung: where all lanes are full, in the one that is free the longest."""
    ends: dict[Stage, list[float]] = {}
    found = []
    for line, x in across:
        taken = ends.setdefault(line.claim.stage, [])
        free = next((lane for lane, end in enumerate(taken) if x - end >= _APART), len(taken))
        if free == _MOST_LANES:
            free = min(range(_MOST_LANES), key=lambda lane: taken[lane])
        taken[free : free + 1] = [x]
        found.append(free)
    return found


def _rungs(across: Sequence[tuple[Line, float]], lanes: Sequence[int], top: float) -> tuple[list[Rung], float]:
    """The rungs from ``top`` down, each with room for its marks, and where the ladder ends."""
    most: dict[Stage, int] = {}
    for (line, _), lane in zip(across, lanes, strict=True):
        most[line.claim.stage] = max(most.get(line.claim.stage, 0), lane)
    y, rungs = top, []
    for stage, below in zip(RUNGS, (*RUNGS[1:], None), strict=True):
        y += _LANE * most.get(stage, 0)
        rungs.append(Rung(stage, y))
        y += _ROW if stage in most or below in most else _BARE_ROW
    return rungs, rungs[-1].y + 14


def _strokes(turns: Sequence[tuple[float, float]], end: float) -> list[Stroke]:
    strokes = []
    for (x, y), (after, then) in zip(turns, [*turns[1:], (end, turns[-1][1])] if turns else (), strict=True):
        strokes.append(Stroke(x, y, after, y))
        if then != y:
            strokes.append(Stroke(after, y, after, then))
    return strokes


def _ticks(first: date, last: date, time: _Time) -> list[Tick]:
    sides = ((8, "start"), (92, "middle"), (101, "end"))
    return [
        Tick(time.x(day), label, next(side for end, side in sides if time.x(day) < end))
        for day, label in ticks(first, last, _MOST_TICKS)
    ]
