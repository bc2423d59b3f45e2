"""What the ledger holds, listed: articles, people, clubs and sources, as rows under stable field names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from rumourctl.claims.model import Source, SourceKind, Stage
from rumourctl.rendering.claims import STAGE_STYLES, short_id
from rumourctl.rendering.formats import Row
from rumourctl.rendering.output import View
from rumourctl.rendering.sheet import Cell, Column, Sheet, without_unused
from rumourctl.rendering.when import full_day, months
from rumourctl.rendering.words import source_words


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


def _sources(rows: Sequence[Row]) -> Sheet:
    columns = [
        Column("Source", wraps=True),
        Column("Kind"),
        Column("Claims", right=True),
        Column("People", right=True),
        Column("Stages", wraps=True),
        Column("When", wraps=True, at_most=8),
    ]
    cells = [
        [
            _source_name(row),
            row["source"]["kind"],
            str(row["claims"]),
            str(row["people"]),
            _stages(row),
            Cell(_seen(row), "dim"),
        ]
        for row in rows
    ]
    return Sheet(columns, cells)


def _source_name(row: Row) -> Cell:
    """The source and through whom it reached us."""
    kind, name = SourceKind(row["source"]["kind"]), row["source"]["name"]
    via = f"({', '.join(row['via'])})" if row["via"] else ""
    return Cell(
        via, "dim", lead="the article itself" if kind is SourceKind.PUBLISHER else source_words(Source(kind, name))
    )


def _stages(row: Row) -> Cell:
    """How many claims at each stage, the furthest first and in its colour."""
    stages = sorted((Stage(name) for name in row["stages"]), key=lambda stage: -stage.rung)
    told = ", ".join(f"{row['stages'][stage.value]} {stage.value}" for stage in stages)
    return Cell(told, STAGE_STYLES[stages[0]] if stages else "")


def _rederived(rows: Sequence[Row]) -> Sheet:
    columns = [Column(name.capitalize(), right=True) for name in _REDERIVED]
    return Sheet(columns, [[str(row[name]) for name in _REDERIVED] for row in rows])


_REDERIVED = ("articles", "changed", "added", "removed")

ARTICLES = _view(
    (
        *("article_id", "article", "published", "publisher", "title", "url", "author", "characters", "claims"),
        *("language", "extractor", "superseded_by"),
    ),
    _articles,
)
PEOPLE = _view(("person", "roles", "clubs", "claims", "articles", "first", "last"), _people)
CLUBS = _view(("club", "claims", "people_in", "people_out", "first", "last"), _clubs)
SOURCES = _view(("source", "claims", "people", "stages", "first", "last", "via"), _sources)
REDERIVED = _view(_REDERIVED, _rederived)
