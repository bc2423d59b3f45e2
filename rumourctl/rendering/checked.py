"""What a check of the ledger found."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.rendering.formats import Row
from rumourctl.rendering.output import View
from rumourctl.rendering.sheet import Cell, Column, Sheet

_STYLES = {"repaired": "green", "repairable": "yellow", "not repairable": "red"}


def _sheet(rows: Sequence[Row]) -> Sheet:
    columns = [Column("Of"), Column("Which", wraps=True), Column("Problem", wraps=True), Column("State")]
    cells = [[row["kind"], row["where"], row["problem"], Cell(row["state"], _STYLES[row["state"]])] for row in rows]
    return Sheet(columns, cells)


CHECKED: View[Row] = View(("kind", "where", "problem", "state"), lambda row: row, _sheet)
