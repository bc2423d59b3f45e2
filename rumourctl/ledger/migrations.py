"""The ledger's schema, as migrations: each is frozen once released, and a new one is added for every change.

The larger ones are files of SQL in ``schema/``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x52554D52
"""Stands in the header of every ledger (it spells RUMR), so that no other SQLite file is taken for one."""


class Migration(NamedTuple):
    """A migration under its name, which ledgers keep."""

    name: str
    fn: Callable[[Database], None]


class _Migrations:
    """All migrations, in their order. sqlite-utils applies them, and is loaded only then: it takes a third of the time
    of a question to a ledger, and hardly any ledger is older than the program."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._migrations: list[Migration] = []

    def __call__(self) -> Callable[[_Function], _Function]:
        """As a decorator, makes a function the last of them."""

        def adding(function: _Function) -> _Function:
            self._migrations.append(Migration(function.__name__, function))
            return function

        return adding

    def applied(self, db: sqlite3.Connection) -> list[str]:
        """The names of those that a ledger has, newer ones too, in the order in which they were applied."""
        if not db.execute(
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_sqlite_migrations'"
        ).fetchone():
            return []
        asked = "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY rowid"
        return [name for (name,) in db.execute(asked, [self._name])]

    def pending(self, db: sqlite3.Connection) -> list[Migration]:
        """Those that a ledger lacks."""
        applied = self.applied(db)
        return [migration for migration in self._migrations if migration.name not in applied]

    def apply(self, db: Database, *, stop_before: str | None = None) -> None:
        """Apply those that are pending."""
        from sqlite_utils import Migrations  # see above

        theirs = Migrations(self._name)
        for name, function in self._migrations:
            theirs(name=name)(function)
        theirs.apply(db, stop_before=stop_before)

    def declare(self, blank: sqlite3.Connection, names: frozenset[str]) -> None:
        """Make in an empty database what those of the given ``names`` make in a ledger."""
        for name, function in self._migrations:
            if name in names:
                function(cast("Database", blank))  # they only run SQL, which a plain connection does as well


_Function: TypeAlias = Callable[["Database"], None]

migrations = _Migrations("rumourctl")


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


@migrations()
def m005_indexes(db: Database) -> None:
    """What makes questions fast however much there is. Sums over sagas are made when the ledger is opened."""
    db.executescript(_sql("m005"))


@migrations()
def m006_cases(db: Database) -> None:
    """What track records count of each source of a saga. Of what is here it is entered when the ledger is opened."""
    db.executescript(_sql("m006"))


@migrations()
def m007_clubs(db: Database) -> None:
    """Who says what of each club, and of whom."""
    db.executescript(_sql("m007"))


@migrations()
def m008_records(db: Database) -> None:
    """The track records of each club's sources. They are counted when the ledger is opened."""
    db.executescript(_sql("m008"))


_KNOWN = frozenset(
    migration.__name__
    for migration in (
        *(m001_ledger, m002_language, m003_sagas, m004_versions, m005_indexes, m006_cases, m007_clubs),
        m008_records,
    )
)

OLDEST_READER = 3
"""The number of the oldest schema whose programs can read a ledger of this one: its ``PRAGMA user_version``.

A new migration that only adds (a table, an index, a column that may be null and that nobody needs) leaves it. One that
changes what older programs read, its values included, raises it to its own number.
"""


def bring_up_to_date(db: sqlite3.Connection) -> None:
    """Apply all migrations that are pending, inside the transaction that is open."""
    from sqlite_utils import Database  # see _Migrations

    migrations.apply(Database(db, execute_plugins=False))


def unknown_to_us(db: sqlite3.Connection) -> str | None:
    """The first migration that a newer version has made here, if any."""
    return min(set(migrations.applied(db)) - _KNOWN, default=None)


def readable_by_us(db: sqlite3.Connection) -> bool:
    """Whether what a newer version has made of a ledger leaves it readable here; where it does not say, it is not."""
    oldest_reader: int = db.execute("PRAGMA user_version").fetchone()[0]
    return 0 < oldest_reader <= len(_KNOWN)


def _sql(name: str) -> str:
    return (Path(__file__).parent / "schema" / f"{name}.sql").read_text(encoding="utf-8")
