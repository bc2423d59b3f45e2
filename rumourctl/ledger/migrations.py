"""The ledger's schema, as migrations: each is frozen once released, and a new one is added for every change.

The larger ones are files of SQL in ``schema/``.
"""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x52554D52
"""Stands in the header of every ledger (it spells RUMR), so that no other SQLite file is taken for one."""

migrations = Migrations("rumourctl")


@migrations()
def m001_ledger(db: Database) -> None:
    """Articles and their claims, the names in them, and the search over both."""
    db.executescript(f"PRAGMA application_id = {APPLICATION_ID};")
    db.executescript(_sql("m001"))


@migrations()
def m002_language(db: Database) -> None:
    """The language in which an article is written. It is unknown of those that are here until they are read again."""
    db.execute("ALTER TABLE articles ADD COLUMN language TEXT")


@migrations()
def m003_sagas(db: Database) -> None:
    """Sagas with their verdicts, and the user's rulings. Sagas of what is here are made when the ledger is opened."""
    db.executescript(_sql("m003"))


@migrations()
def m004_versions(db: Database) -> None:
    """What else an article was superseded by, where ledgers that were taken together do not agree on it."""
    db.executescript(_sql("m004"))


_KNOWN = frozenset({m001_ledger.__name__, m002_language.__name__, m003_sagas.__name__, m004_versions.__name__})

OLDEST_READER = 3
"""The number of the oldest schema whose programs can read a ledger of this one: its ``PRAGMA user_version``.

A new migration that only adds (a table, an index, a column that may be null and that nobody needs) leaves it. One that
changes what older programs read, its values included, raises it to its own number.
"""


def unknown_to_us(db: Database) -> str | None:
    """The first migration that a newer version has made here, if any."""
    return min({migration.name for migration in migrations.applied(db)} - _KNOWN, default=None)


def readable_by_us(db: Database) -> bool:
    """Whether what a newer version has made of a ledger leaves it readable here; where it does not say, it is not."""
    oldest_reader: int = db.execute("PRAGMA user_version").fetchone()[0]
    return 0 < oldest_reader <= len(_KNOWN)


def _sql(name: str) -> str:
    return (Path(__file__).parent / "schema" / f"{name}.sql").read_text(encoding="utf-8")
