"""Sources with their track records: rows for machines, and the league table for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rumourctl.claims.model import Source, SourceKind, Stage
from rumourctl.rendering.claims import STAGE_STYLES
from rumourctl.rendering.formats import Row
from rumourctl.rendering.output import View
from rumourctl.rendering.sheet import Cell, Column, Sheet, without_unused
from rumourctl.rendering.when import months
from rumourctl.rendering.words import source_words
from rumourctl.sagas.lessons import Tally
from rumourctl.sagas.likelihood import Calibration
from rumourctl.sagas.records import Record


@dataclass(frozen=True, slots=True)
class Ranked:
    """A source with its record, and what it claimed: nothing where only its journalists did.

    ``stages`` counts its claims by stage; ``first`` and ``last`` are the days of the first and the last of them.
    """

    record: Record
    claims: int = 0
    people: int = 0
    stages: Mapping[Stage, int] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    via: Sequence[str] = ()

    @property
    def source(self) -> Source:
        """Whose record it is."""
        return self.record.source


def _row(ranked: Ranked) -> Row:
    record = ranked.record
    low, high = record.moves.interval or (None, None)
    judged = {stage: record.stages[stage] for stage in Stage if stage in record.stages}
    return {
        "source": {"name": record.source.name, "kind": record.source.kind.value},
        "claims": ranked.claims,
        "people": ranked.people,
        "stages": {stage.value: count for stage, count in ranked.stages.items() if count},
        "first": ranked.first.isoformat() if ranked.first else None,
        "last": ranked.last.isoformat() if ranked.last else None,
        "via": list(ranked.via),
        "settled": record.moves.settled,
        "right": record.moves.right,
        "wrong": record.moves.wrong,
        "open": record.open,
        "hit_rate": _rounded(record.moves.rate),
        "hit_low": _rounded(low),
        "hit_high": _rounded(high),
        "denials_settled": record.denials.settled,
        "denials_right": record.denials.right,
        "stages_settled": {stage.value: tally.settled for stage, tally in judged.items()},
        "stages_right": {stage.value: tally.right for stage, tally in judged.items()},
        "brier": _rounded(record.brier),
        "brier_base": _rounded(record.brier_base),
        "firsts": record.first,
        "lead_days": record.lead,
        "open_days": record.wait,
        "original": record.original,
        "repeats": _most_first(record.repeats),
        "relays": _most_first(record.relays),
        "fees_settled": record.fees.settled,
        "fees_right": record.fees.right,
        "kinds_settled": record.kinds.settled,
        "kinds_right": record.kinds.right,
        "outlets": _most_first(record.outlets),
    }


_COLUMNS = (
    *("source", "claims", "people", "stages", "first", "last", "via", "settled", "right", "wrong", "open"),
    *("hit_rate", "hit_low", "hit_high", "denials_settled", "denials_right", "stages_settled", "stages_right"),
    *("brier", "brier_base", "firsts", "lead_days", "open_days", "original", "repeats", "relays"),
    *("fees_settled", "fees_right", "kinds_settled", "kinds_right", "outlets"),
)


def _sheet(rows: Sequence[Ranked]) -> Sheet:
    """Where nobody is judged yet, what was claimed; else who was right."""
    judged = any(row.record.moves.settled or row.record.denials.settled for row in rows)
    return without_unused(_league(rows) if judged else _claimed(rows))


def _claimed(rows: Sequence[Ranked]) -> Sheet:
    columns = [
        Column("Source", wraps=True),
        Column("Kind"),
        Column("Claims", right=True),
        Column("People", right=True),
        Column("Stages", wraps=True),
        Column("When", wraps=True, at_most=8),
    ]
    cells: list[list[Cell | str]] = [
        [
            source_cell(row),
            row.source.kind.value,
            str(row.claims),
            str(row.people),
            _stages(row),
            Cell(months(row.first, row.last) if row.first and row.last else "", "dim"),
        ]
        for row in rows
    ]
    return Sheet(columns, cells)


def _league(rows: Sequence[Ranked]) -> Sheet:
    columns = [
        Column("Source", wraps=True),
        Column("Claims", right=True),
        Column("Right", right=True),
        Column("Open", right=True),
        Column("Hit rate", right=True),
        Column("95%", right=True),
        Column("Agreed", right=True),
        Column("First", right=True),
        Column("Lead", right=True),
        Column("Denials", right=True),
        Column("Follows", wraps=True, at_most=10),
    ]
    cells: list[list[Cell | str]] = [
        [
            source_cell(row),
            str(row.claims),
            share_words(row.record.moves),
            str(row.record.open or ""),
            rate_cell(row.record.moves),
            _interval(row.record.moves),
            share_words(_called_agreed(row.record)),
            str(row.record.first or ""),
            "" if row.record.lead is None else f"{row.record.lead:g}d",
            share_words(row.record.denials),
            Cell(_followed(row.record), "dim"),
        ]
        for row in rows
    ]
    return Sheet(columns, cells)


SOURCES: View[Ranked] = View(_COLUMNS, _row, _sheet)


def _most_first(counted: Counter[str]) -> dict[str, int]:
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _followed(record: Record) -> str:
    """Whom the source repeats most, and how often."""
    if not record.repeats and not record.relays:  # as of most
        return ""
    for name, times in _most_first(record.repeats + record.relays).items():
        return f"{name} {times}"
    return ""


def source_cell(row: Ranked) -> Cell:
    """The source, and through whom it reached us or for whom it writes."""
    through = list(row.via) or list(_most_first(row.record.outlets))
    via = f"({', '.join(through)})" if through else ""
    lead = "the article itself" if row.source.kind is SourceKind.PUBLISHER else source_words(row.source)
    return Cell(via, "dim", lead=lead)


def _stages(row: Ranked) -> Cell:
    """How many claims at each stage, the furthest first and in its colour."""
    stages = sorted((stage for stage, count in row.stages.items() if count), key=lambda stage: -stage.rung)
    told = ", ".join(f"{row.stages[stage]} {stage.value}" for stage in stages)
    return Cell(told, STAGE_STYLES[stages[0]] if stages else "")


def _called_agreed(record: Record) -> Tally:
    """How much came true of what the source called agreed, or further."""
    tallies = [tally for stage, tally in record.stages.items() if stage in (Stage.AGREED, Stage.MEDICAL, Stage.DONE)]
    return Tally(sum(tally.right for tally in tallies), sum(tally.settled for tally in tallies))


def share_words(tally: Tally) -> str:
    """How many of how many came true: "3/4"; nothing without a case."""
    return f"{tally.right}/{tally.settled}" if tally.settled else ""


def rate_cell(tally: Tally) -> Cell:
    """The rate, green or red where its interval lies above or below one half; nothing where there are too few cases."""
    if tally.rate is None or tally.interval is None:
        return Cell("")
    low, high = tally.interval
    return Cell(f"{tally.rate:.0%}", "green" if low > 0.5 else "red" if high < 0.5 else "")


def _interval(tally: Tally) -> Cell:
    if tally.rate is None or tally.interval is None:
        return Cell("")
    low, high = tally.interval
    return Cell(f"{low:.0%}–{high:.0%}", "dim")


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def calibration_row(found: Calibration) -> list[dict[str, Any]]:
    """The bins of a reliability table under stable field names."""
    rows = []
    for each in found.bins:
        low, high = each.came_true.interval or (None, None)
        rows.append(
            {
                "low": each.low,
                "high": each.high,
                "forecasts": each.came_true.settled,
                "mean_forecast": _rounded(each.mean),
                "came_true": each.came_true.right,
                "share": _rounded(each.came_true.rate),
                "share_low": _rounded(low),
                "share_high": _rounded(high),
            }
        )
    return rows


def calibration_view(found: Calibration) -> View[Row]:
    """The reliability table: what was forecast beside what came true."""
    columns = ("low", "high", "forecasts", "mean_forecast", "came_true", "share", "share_low", "share_high")

    def sheet(rows: Sequence[Row]) -> Sheet:
        """A row for each range of forecasts."""
        titles = [
            Column("Forecast", right=True),
            Column("Cases", right=True),
            Column("Mean", right=True),
            Column("Came true", right=True),
            Column("95%", right=True),
        ]
        cells: list[list[Cell | str]] = [
            [
                f"{row['low']:.0%}–{row['high']:.0%}",
                str(row["forecasts"]),
                "" if row["mean_forecast"] is None else f"{row['mean_forecast']:.0%}",
                f"{row['came_true']}/{row['forecasts']}" if row["forecasts"] else "",
                "" if row["share"] is None else f"{row['share_low']:.0%}–{row['share_high']:.0%}",
            ]
            for row in rows
        ]
        facts = [f"{found.forecasts} forecasts"]
        if found.unforecast:
            facts.append(f"not enough history for {found.unforecast}")
        notes = []
        if found.brier is not None and found.brier_base is not None:
            notes.append(f"Brier score {found.brier:.3f}; always saying the base rate {found.brier_base:.3f}")
        return Sheet(titles, cells, "Calibration", facts, notes)

    return View(columns, lambda row: row, sheet)
