"""What must hold of a ledger after any crash."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rumourctl.articles.model import Article
from rumourctl.claims.shape import claim_to_dict
from rumourctl.ledger import sagas
from rumourctl.ledger.filters import EVERYTHING, Filter
from rumourctl.ledger.rows import ArticleRow
from rumourctl.ledger.store import Ledger
from rumourctl.sagas.rulings import Ruled
from rumourctl.sagas.saga import Saga

TODAY = date(2026, 3, 12)
STORED = ("new", "superseded", "unchanged")


@dataclass(frozen=True)
class Whole:
    """An article as it is stored, with its claims by id."""

    article: Article
    extractor: str
    claims: dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Content:
    """All that a ledger holds and shows, whatever the order in which it came."""

    articles: dict[str, Whole]
    rows: list[ArticleRow]
    known_as: dict[str, str]
    sagas: list[Saga]
    rulings: list[Ruled]


NOTHING = Content({}, [], {}, [], [])


def content(path: Path) -> Content:
    """What the ledger at ``path`` holds, NOTHING where none was made yet. Opens it as every command does."""
    if not path.exists() or not path.stat().st_size:
        return NOTHING
    with contextlib.closing(sqlite3.connect(path)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            return NOTHING  # what making it had begun was taken back
    with Ledger.open(path) as ledger:
        rows = ledger.articles(Filter(superseded=True))
        claims = {row.article_id: ledger.claims(Filter(article_id=row.article_id, superseded=True)) for row in rows}
        return Content(
            articles={
                row.article_id: Whole(
                    ledger.stored(row.article_id),
                    row.extractor,
                    {each.claim_id: claim_to_dict(each.claim) for each in claims[row.article_id]},
                )
                for row in rows
            },
            rows=sorted(rows, key=lambda row: row.article_id),
            known_as={each.claim_id: each.known_as for found in claims.values() for each in found},
            sagas=sorted(ledger.sagas(TODAY), key=_id),
            rulings=ledger.docket.all(),
        )


def reported(stdout: str) -> set[str]:
    """The articles that an ingest in ndjson has reported as being in the ledger. A line that was cut reports none."""
    rows = [json.loads(line) for line in stdout.splitlines(keepends=True) if line.endswith("\n")]
    return {row["article_id"] for row in rows if row["status"] in STORED}


def sound(path: Path) -> None:
    """Hold that SQLite finds no fault in the ledger, and that what is derived follows from what is there."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    with Ledger.open(path) as ledger:
        day = sagas.horizon(ledger._file, TODAY)
        fresh = [saga.at(day) for saga in sagas.derived(ledger._file, EVERYTHING)]
        assert sorted(ledger.sagas(TODAY), key=_id) == sorted(fresh, key=_id)


def kept(before: Content, now: Content, after: Content, told: set[str] | None = None) -> None:
    """Hold that nothing of ``before`` is lost that is to stay, and that every article is as it was before or as it will
    be ``after``.

    All articles in ``told``, which were reported, are there as they will be after, and at most one other that is new.
    """
    assert before.articles.keys() & after.articles.keys() <= now.articles.keys()
    for name, whole in now.articles.items():
        assert whole in (before.articles.get(name), after.articles.get(name)), name
    assert now.rulings in (before.rulings, after.rulings)
    if told is not None:
        assert all(now.articles[name] == after.articles[name] for name in told)
        assert len(now.articles.keys() - before.articles.keys() - told) <= 1


def _id(saga: Saga) -> str:
    return saga.saga_id
