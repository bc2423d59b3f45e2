"""Pictures made of characters: sagas as ladders, hit rates as bars with their intervals.

Each row has one colour, and each says in characters what its colour says. Where only ASCII can be drawn, other
characters stand for the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rumourctl.claims.model import Certainty, Recorded, Stage
from rumourctl.context import Context
from rumourctl.rendering.claims import STAGE_STYLES
from rumourctl.rendering.ladder import RUNGS, course, extent, ticks
from rumourctl.rendering.output import View
from rumourctl.rendering.records import SOURCES, Ranked, rate_cell, share_words, source_cell
from rumourctl.rendering.sheet import Cell, Column, Sheet, how_many, without_unused
from rumourctl.rendering.timeline import state_words
from rumourctl.sagas.lessons import Tally
from rumourctl.sagas.saga import Saga, Step

_LABELS = 11
"""Columns that the names of the rungs take, with what parts them from the picture."""
_NARROWEST, _WIDEST = 20, 100
_TICK = 14
"""Columns for each day that is named below a picture."""
_BAR = 26
"""Columns of a bar: so many parts of 0 to 100 per cent."""


@dataclass(frozen=True, slots=True)
class Pen:
    """The characters that a picture is drawn with. ``turns`` are the corners of the course, by whether it comes from
    the left and whether it goes down."""

    marks: Mapping[Certainty, str]
    level: str
    upright: str
    turns: Mapping[tuple[bool, bool], str]
    axis: str
    tick: str
    left: str
    right: str
    range: str
    guess: str
    middle: str
    half: str
    to: str


BLOCKS = Pen(
    marks={Certainty.ASSERTED: "●", Certainty.HEDGED: "○", Certainty.DENIED: "✗"},
    level="─",
    upright="│",
    turns={(True, True): "┐", (True, False): "┘", (False, True): "┌", (False, False): "└"},
    axis="─",
    tick="┬",
    left="├",
    right="┤",
    range="━",
    guess="╌",
    middle="●",
    half="┊",
    to="–",
)
ASCII = Pen(
    marks={Certainty.ASSERTED: "o", Certainty.HEDGED: "?", Certainty.DENIED: "x"},
    level="-",
    upright="|",
    turns=dict.fromkeys([(True, True), (True, False), (False, True), (False, False)], "+"),
    axis="-",
    tick="+",
    left="[",
    right="]",
    range="=",
    guess="-",
    middle="o",
    half=":",
    to="-",
)


def pen_of(context: Context) -> Pen:
    """With what pictures are drawn where ``context`` prints."""
    return BLOCKS if context.draws_blocks else ASCII


def ladders(
    found: Sequence[Recorded], told: Sequence[tuple[Saga, Sequence[Step]]], width: int, pen: Pen
) -> list[Sheet]:
    """The sagas that hold some of the claims ``found``, each drawn in ``width`` columns, and what the signs mean."""
    sheets, drawn = [], 0
    for saga, steps in told:
        of_saga = set(saga.claim_ids)
        shown = [r for r in found if r.claim_id in of_saga]
        if shown:
            sheets.append(ladder(saga, steps, shown, width, pen))
            drawn += len(shown)
    if sheets:
        past = len(found) - drawn
        notes = [f"{how_many(past, 'claim')} told as history: not drawn"] if past else []
        sheets[-1] = replace(sheets[-1], notes=[key_of(pen), *notes])
    return sheets


def ladder(saga: Saga, steps: Sequence[Step], shown: Sequence[Recorded], width: int, pen: Pen) -> Sheet:
    """A saga, with its claims ``shown``, drawn in ``width`` columns: time across, the ladder of stages up."""
    across = max(_NARROWEST, min(width - _LABELS, _WIDEST))
    first, last = extent(saga, steps)
    last = max([last, *(r.claim.date for r in shown)])
    canvas = _Canvas(across, first, last)
    canvas.draw_course(course(saga, steps), pen)
    canvas.draw_claims(shown, pen)
    rows: list[list[Cell | str]] = [
        [stage.value, Cell("".join(canvas.rows[stage]).rstrip(), STAGE_STYLES[stage])] for stage in canvas.used
    ]
    scale, labels = canvas.axis(pen)
    rows += [["", Cell(scale, "dim")], ["", Cell(labels, "dim")]]
    facts = [saga.window, state_words(saga), how_many(len(shown), "claim")]
    return Sheet([Column("", right=True), Column("")], rows, saga.person, facts)


class _Canvas:
    """A row of characters for each rung."""

    def __init__(self, across: int, first: date, last: date) -> None:
        self.rows = {stage: [" "] * across for stage in RUNGS}
        self._across, self._first, self._last = across, first, last

    @property
    def used(self) -> list[Stage]:
        """The rungs from the next above the highest on which there is anything down to the lowest."""
        drawn = [place for place, stage in enumerate(RUNGS) if "".join(self.rows[stage]).strip()]
        return list(RUNGS[max(0, drawn[0] - 1) : drawn[-1] + 1])

    def _column(self, day: date) -> int:
        days = (self._last - self._first).days
        return round((day - self._first).days * (self._across - 1) / days) if days else self._across // 2

    def draw_course(self, turns: Sequence[tuple[date, Stage]], pen: Pen) -> None:
        """The line where the saga stood."""
        ends = [*turns[1:], (self._last, turns[-1][1])] if turns else []
        for (day, stage), (until, then) in zip(turns, ends, strict=True):
            left, right = self._column(day), self._column(until)
            self.rows[stage][left + 1 : right] = pen.level * max(0, right - left - 1)
            if then is stage:
                self.rows[stage][right] = pen.level
                continue
            down = RUNGS.index(then) > RUNGS.index(stage)
            self.rows[stage][right] = pen.turns[True, down]
            self.rows[then][right] = pen.turns[False, not down]
            between = sorted((RUNGS.index(stage), RUNGS.index(then)))
            for passed in RUNGS[between[0] + 1 : between[1]]:
                self.rows[passed][right] = pen.upright

    def draw_claims(self, shown: Sequence[Recorded], pen: Pen) -> None:
        """A mark for each claim; where several meet, how many."""
        places: dict[tuple[Stage, int], list[Certainty]] = {}
        for r in shown:
            places.setdefault((r.claim.stage, self._column(r.claim.date)), []).append(r.claim.certainty)
        for (stage, column), met in places.items():
            several = str(len(met)) if len(met) < 10 else "+"
            self.rows[stage][column] = pen.marks[met[0]] if len(met) == 1 else several

    def axis(self, pen: Pen) -> tuple[str, str]:
        """The scale below the ladder, and the days on it."""
        scale, labels = [pen.axis] * self._across, [" "] * self._across
        taken = -1
        for day, label in ticks(self._first, self._last, max(2, self._across // _TICK)):
            column = self._column(day)
            begin = min(max(column - len(label) // 2, 0), self._across - len(label))
            if begin > taken:
                scale[column] = pen.tick
                labels[begin : begin + len(label)] = label
                taken = begin + len(label)
        return "".join(scale), "".join(labels).rstrip()


def key_of(pen: Pen) -> str:
    """What the characters of a ladder mean."""
    firm, hedged, denied = (pen.marks[each] for each in Certainty)
    return f"{firm} claim  {hedged} hedged  {denied} denied  2 two at once  {pen.level} where the saga stood"


def sources_chart(pen: Pen) -> View[Ranked]:
    """Sources with their hit rates as bars: from 0 to 100 per cent, the interval as a range, the rate as a point."""

    def sheet(rows: Sequence[Ranked]) -> Sheet:
        """A row a source that is judged on where somebody goes."""
        judged = [row for row in rows if row.record.moves.settled]
        columns = [
            Column("Source", wraps=True),
            Column("Right", right=True),
            Column("Hit rate", right=True),
            Column(f"0%{'50%':^{_BAR - 6}}100%"),
            Column("95%", right=True),
        ]
        cells: list[list[Cell | str]] = [
            [
                source_cell(row),
                share_words(row.record.moves),
                rate_cell(row.record.moves),
                Cell(bar(row.record.moves, pen), rate_cell(row.record.moves).style),
                Cell(_ends(row.record.moves, pen), "dim"),
            ]
            for row in judged
        ]
        others = len(rows) - len(judged)
        notes = [f"{how_many(others, 'source')} without a settled saga: not drawn"] if others else []
        return without_unused(Sheet(columns, cells, notes=notes))

    return replace(SOURCES, sheet=sheet)


def bar(tally: Tally, pen: Pen) -> str:
    """The interval of a hit rate on a scale from 0 to 100 per cent; too few cases for a rate have a fainter one."""
    if tally.interval is None:
        return ""
    line = [" "] * _BAR
    line[_BAR // 2] = pen.half
    low, high = (round(end * (_BAR - 1)) for end in tally.interval)
    line[low : high + 1] = (pen.range if tally.rate is not None else pen.guess) * (high - low + 1)
    line[low], line[high] = pen.left, pen.right
    if tally.rate is not None:
        line[round(tally.rate * (_BAR - 1))] = pen.middle
    return "".join(line).rstrip()


def _ends(tally: Tally, pen: Pen) -> str:
    return "" if tally.interval is None else pen.to.join(f"{end:.0%}" for end in tally.interval)
