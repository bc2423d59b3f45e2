"""What is set, and whence, as rows and as a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rumourctl.rendering.formats import Row
from rumourctl.rendering.output import View
from rumourctl.rendering.sheet import Cell, Column, Sheet


def value_words(value: object) -> str:
    """A value in one line: a list joined by commas, truth as TOML has it, nothing as nothing."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return ", ".join(map(str, value))
        case _:
            return str(value)


def settings_view(file: str, defaults: Mapping[str, str]) -> View[Row]:
    """How settings are shown, with the ``file`` that they are in above them; ``defaults`` says what holds where
    nothing is set."""

    def sheet(rows: Sequence[Row]) -> Sheet:
        columns = [Column("Setting"), Column("Value", wraps=True), Column("From")]
        return Sheet(columns, [_cells(row, defaults) for row in rows], subject=file)

    return View(("setting", "value", "origin", "place"), lambda row: row, sheet)


def _cells(row: Row, defaults: Mapping[str, str]) -> list[Cell | str]:
    style = "dim" if row["origin"] == "default" else ""
    shown = row["place"].rpartition(":")[2] if row["origin"] == "file" else row["place"]
    origin = f"line {shown}" if row["origin"] == "file" else shown or row["origin"]
    return [
        row["setting"],
        Cell(value_words(row["value"]) or f"({defaults[row['setting']]})", style),
        Cell(origin, style),
    ]
