"""What became of each file that was ingested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rumourctl.rendering.formats import Row
from rumourctl.rendering.output import View
from rumourctl.rendering.sheet import Cell, Column, Sheet
from rumourctl.rendering.when import full_day

LISTED = 1_000
"""How many articles a table lists at most: whoever reads in more keeps no list of them in memory."""
STORED = ("new", "superseded")
"""What became of an article that was stored."""

_COLUMNS = ("article", "status", "article_id", "published", "publisher", "claims", "supersedes", "reason", "language")
_STYLES = dict(zip(STORED, ("green", "yellow"), strict=True))


def listed(rows: Iterable[Row]) -> Iterator[Row]:
    """Those of all ``rows`` that a table lists: what was stored. The others are counted, refusals told on stderr."""
    left = LISTED
    for row in rows:
        if left and row["status"] in STORED:
            left -= 1
            yield row


def _sheet(rows: Sequence[Row]) -> Sheet:
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
    ]
    return Sheet(columns, told)


INGESTED: View[Row] = View(_COLUMNS, lambda row: row, _sheet)
