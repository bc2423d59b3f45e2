"""What the ledger holds, listed: articles, people, clubs and sources, as rows under stable field names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from rumourctl.rendering.claims import short_id
from rumourctl.rendering.formats import Row
from rumourctl.rendering.output import View
from rumourctl.rendering.sheet import Cell, Column, Sheet, without_unused
from rumourctl.rendering.when import full_day, months


def _view(columns: Sequence[str], sheet: Callable[[Sequence[Row]], Sheet]) -> View[Row]:
    return View(columns, lambda row: row, sheet)


def _seen(row: Row) -> str:
    """The span of the dates: in months, for the days of many are not known."""
    return months(date.fromisoformat(row["first"]), date.fromisoformat(row["last"]))


def _articles(rows: Sequence[Row]) -> Sheet:
    columns = [
        Column("Published", right=True),
        Column("Article", wraps=True),
        Column("Publisher", wraps=True, at_most=16),
        Column("Claims", right=True),
        Column("Id"),
    ]
    cells = [
        [
            full_day(date.fromisoformat(row["published"])),
            Cell(row["article"], "dim" if row["superseded_by"] else ""),
            row["publisher"] or "",
            str(row["claims"]),
            Cell(short_id(row["article_id"]), "dim"),
        ]
        for row in rows
    ]
    notes = ["replaced by a later version: " + ", ".join(old)] if (old := _superseded(rows)) else []
    notes += [f"{short_id(r['article_id'])} is a near-copy of {short_id(r['copy_of'])}" for r in rows if r["copy_of"]]
    return without_unused(Sheet(columns, cells, notes=notes))


def _superseded(rows: Sequence[Row]) -> list[str]:
    return [short_id(row["article_id"]) for row in rows if row["superseded_by"]]


def _people(rows: Sequence[Row]) -> Sheet:
    columns = [
        Column("Person", wraps=True, style="bold"),
        Column("Role"),
        Column("Last club", wraps=True),
        Column("Claims", right=True),
        Column("Articles", right=True),
        Column("When"),
    ]
    cells = [
        [
            row["person"],
            row["roles"][0],
            row["clubs"][0] if row["clubs"] else "–",
            str(row["claims"]),
            str(row["articles"]),
            Cell(_seen(row), "dim"),
        ]
        for row in rows
    ]
    return Sheet(columns, cells)


def _clubs(rows: Sequence[Row]) -> Sheet:
    columns = [
        Column("Club", wraps=True, style="bold"),
        Column("Claims", right=True),
        Column("In", right=True),
        Column("Out", right=True),
        Column("When"),
    ]
    cells = [
        [
            row["club"],
            str(row["claims"]),
            str(row["people_in"]),
            str(row["people_out"]),
            Cell(_seen(row), "dim"),
        ]
        for row in rows
    ]
    return Sheet(columns, cells)


def _rederived(rows: Sequence[Row]) -> Sheet:
    columns = [Column(name.capitalize(), right=True) for name in _REDERIVED]
    return Sheet(columns, [[str(row[name]) for name in _REDERIVED] for row in rows])


def _imported(rows: Sequence[Row]) -> Sheet:
    columns = [Column("Export", wraps=True), *(Column(name.capitalize(), right=True) for name in _IMPORTED)]
    return Sheet(columns, [[row["export"], *(str(row[name]) for name in _IMPORTED)] for row in rows])


_REDERIVED = ("articles", "changed", "added", "removed")
_IMPORTED = ("new", "changed", "unchanged", "rulings")

ARTICLES = _view(
    (
        *("article_id", "article", "published", "publisher", "title", "url", "author", "characters", "claims"),
        *("language", "extractor", "superseded_by", "copy_of"),
    ),
    _articles,
)
PEOPLE = _view(("person", "roles", "clubs", "claims", "articles", "first", "last"), _people)
CLUBS = _view(("club", "claims", "people_in", "people_out", "first", "last"), _clubs)
REDERIVED = _view(_REDERIVED, _rederived)
IMPORTED = _view(("export", *_IMPORTED), _imported)
