"""The rows of a user's own SQL, of which nothing is known but the names of the columns."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from rumourctl.rendering.formats import Row
from rumourctl.rendering.output import View
from rumourctl.rendering.sheet import Cell, Column, Sheet, how_many


def answer_view(columns: Sequence[str]) -> View[tuple[Any, ...]]:
    """How rows under ``columns`` are shown."""

    def row(values: tuple[Any, ...]) -> Row:
        """The values by name; bytes in hexadecimal."""
        return dict(zip(columns, map(_machine, values), strict=True))

    def sheet(rows: Sequence[tuple[Any, ...]]) -> Sheet:
        """The rows as a table; numbers stand to the right."""
        numbers = [all(isinstance(values[n], int | float | None) for values in rows) for n in range(len(columns))]
        shown = [Column(name, wraps=not right, right=right) for name, right in zip(columns, numbers, strict=True)]
        return Sheet(shown, [[_cell(value) for value in values] for values in rows], notes=[] if rows else ["no rows"])

    return View(columns, row, sheet, flat=True)


def _machine(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)  # JSON knows no infinity
    return value


def _cell(value: Any) -> Cell | str:
    if value is None:
        return Cell("–", "dim")
    return how_many(len(value), "byte") if isinstance(value, bytes) else str(value)
