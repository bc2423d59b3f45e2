"""What became of each file that was ingested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rumourctl.rendering.formats import Row
from rumourctl.rendering.output import View
from rumourctl.rendering.sheet import Cell, Column, Sheet
from rumourctl.rendering.when import full_day

if TYPE_CHECKING:
    from rumourctl.claims.model import Recorded

LISTED = 1_000
"""How many articles a table lists at most: whoever reads in more keeps no list of them in memory."""
STORED = ("new", "superseded")
"""What became of an article that was stored."""

_COLUMNS = ("article", "status", "article_id", "published", "publisher", "claims", "supersedes", "reason", "language")
_STYLES = dict(zip(STORED, ("green", "yellow"), strict=True))


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of a file, as a row, and the claims that came in with it."""

    row: Row
    claims: Sequence[Recorded] = ()

    @property
    def status(self) -> str:
        """What became of it in a word."""
        return str(self.row["status"])


def listed(entries: Iterable[Entered]) -> Iterator[Entered]:
    """Those of ``entries`` that a table lists: what was stored. The others are counted, refusals told on stderr."""
    left = LISTED
    for entry in entries:
        if left and entry.status in STORED:
            left -= 1
            yield entry


def _sheet(entries: Sequence[Entered]) -> Sheet:
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
        for row in (entry.row for entry in entries)
    ]
    return Sheet(columns, told)


def _with_claims(entry: Entered) -> Row:
    from rumourctl.claims.shape import recorded_to_dict  # here, so that --help need not wait for it

    return {**entry.row, "new_claims": [recorded_to_dict(claim) for claim in entry.claims]}


INGESTED: View[Entered] = View(_COLUMNS, lambda entry: entry.row, _sheet)

REHEARSED: View[Entered] = View((*_COLUMNS, "new_claims"), _with_claims, _sheet)
"""The same with the claims themselves, of which there is no other trace yet."""
