"""What became of each file that was ingested."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rumourctl.rendering.formats import Row
from rumourctl.rendering.output import View
from rumourctl.rendering.sheet import Cell, Column, Sheet
from rumourctl.rendering.when import full_day

_COLUMNS = ("article", "status", "article_id", "published", "publisher", "claims", "supersedes", "reason", "language")
_STYLES = {"new": "green", "superseded": "yellow"}


def _sheet(rows: Sequence[Row]) -> Sheet:
    """A row a file; those that changed nothing are only counted, and refusals have given their reason on stderr."""
    columns = [
        Column("Article", wraps=True),
        Column("Status"),
        Column("Published", right=True),
        Column("Claims", right=True),
    ]
    told = [
        [
            row["article"],
            Cell(row["status"], _STYLES[row["status"]]),
            full_day(date.fromisoformat(row["published"])),
            str(row["claims"]),
        ]
        for row in rows
        if row["status"] in _STYLES
    ]
    return Sheet(columns, told)


INGESTED: View[Row] = View(_COLUMNS, lambda row: row, _sheet)
