"""What a ledger from a stranger may not do: a database file holds code of its own, and may be made to do harm.

Views run when they are read, and triggers, defaults and expressions in indexes when something is written. Until it
is known that they are all rumourctl's own, the schema may call only functions without effects.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rumourctl.errors import LedgerError
from rumourctl.ledger.migrations import migrations

_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 256_000_000,  # bytes of one value; an article has at most some 30 million
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1_000_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 2,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 16,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}


class Declared(NamedTuple):
    """What something in a schema is, its SQL, and the table to which it belongs."""

    kind: str
    sql: str | None
    table: str


def confine(connection: sqlite3.Connection) -> None:
    """Let the schema of the file call only functions without effects, and nothing grow without bounds.

    Python lets no connection load extensions unless it is told to.
    """
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    for limit, most in _LIMITS.items():
        connection.setlimit(limit, most)
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)


def refuse_foreign_code(db: sqlite3.Connection, path: Path) -> None:
    """Raises LedgerError where something in the ledger at ``path`` is not declared as rumourctl declares it, and where
    a trigger or an index was added. Tables and views of the user's own run only for whoever asks them."""
    here, applied = _declared(db), frozenset(migrations.applied(db))
    own = _own(applied)
    for name, found in here.items():
        added = name not in own and (found.kind == "trigger" or (found.kind == "index" and found.table in own))
        if added or found != own.get(name, found):
            raise LedgerError(
                f"{path}: its {found.kind} {name} is not rumourctl's own and could do anything, so the ledger was not"
                " used; restore a backup, or ingest the articles into a new one"
            )
    # In triggers older releases of SQLite count FTS5 among what has effects, and it is triggers that fill its indexes.
    db.execute("PRAGMA trusted_schema = ON")


@cache
def _own(applied: frozenset[str]) -> Mapping[str, Declared]:
    """What a ledger declares to which these migrations were applied."""
    with closing(sqlite3.connect(":memory:")) as blank:
        migrations.declare(blank, applied)
        return _declared(blank)


def _declared(db: sqlite3.Connection) -> dict[str, Declared]:
    """Everything in the schema by its name; of the tables in which FTS5 keeps an index, which every version of SQLite
    makes in its own way, without the SQL."""
    rows = db.execute("SELECT name, type, sql, tbl_name FROM sqlite_master").fetchall()
    indexes = tuple(f"{name}_" for name, _, sql, _ in rows if str(sql).startswith("CREATE VIRTUAL TABLE"))
    return {
        name: Declared(kind, None if kind == "table" and name.startswith(indexes) else sql, table)
        for name, kind, sql, table in rows
    }
