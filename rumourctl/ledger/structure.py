"""Whether a ledger file is a sound SQLite file, with the tables, indexes, triggers and views that it should have."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlite_utils.db import quote_identifier

from rumourctl.errors import LedgerError
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.findings import Finding

RECORD = ("articles", "also_superseded_by", "rulings")
"""The tables that are not derived from others."""

UNDECLARED: Mapping[str, Mapping[str, str]] = {
    "club_sources": {"source": "sources"},
    "club_people": {"source": "sources", "person": "people"},
}
"""By table and column, what numbers are of that are not declared to be so: SQLite would look for them whenever a source
or person goes, and read the whole table, or need another index for it."""


def structure(file: LedgerFile, fresh: LedgerFile) -> Iterator[Finding]:
    """What is wrong with ``file`` whatever its rows say; ``fresh`` shows how it is made. Writes to no table's rows."""
    yield from _integrity(file)
    yield from _references(file)
    yield from _schema(file, fresh)
    yield from _migrations(file, fresh)
    yield from _search(file)


def views_as_in(file: LedgerFile, fresh: LedgerFile) -> None:
    """Give ``file`` the views of ``fresh``, so that a lost one hides nothing that is there."""
    with file.writing():
        for name, declared in declarations(fresh, "view").items():
            file.execute(f"DROP VIEW IF EXISTS {name}")
            file.execute(declared)


def _integrity(file: LedgerFile) -> Iterator[Finding]:
    try:
        told = [row[0] for row in file.rows("PRAGMA integrity_check")]
    except LedgerError as error:
        told = [str(error.__cause__)]
    for message in told:
        for line in message.splitlines():
            if line != "ok" and not line.startswith("***"):
                yield Finding("file", "the file", f"is damaged, SQLite says: {line}")


def _references(file: LedgerFile) -> Iterator[Finding]:
    try:
        broken = file.rows("PRAGMA foreign_key_check")
    except LedgerError as error:
        yield Finding("file", "the file", f"cannot be checked for broken references: {error.__cause__}")
        return
    for row in broken:
        yield Finding(
            "reference",
            f"{row['table']} row {row['rowid']}" if row["rowid"] is not None else f"a row of {row['table']}",
            f"points to a row of {row['parent']} that is not there",
            repairable=row["table"] != "rulings",
        )


def _schema(file: LedgerFile, fresh: LedgerFile) -> Iterator[Finding]:
    for kind in ("table", "index", "trigger", "view"):
        here, wanted = declarations(file, kind), declarations(fresh, kind)
        for name in sorted(here.keys() | wanted.keys()):
            if name not in here:
                yield Finding("schema", f"{kind} {name}", "is missing")
            elif name not in wanted:
                yield Finding("schema", f"{kind} {name}", "does not belong to a ledger")
            elif here[name] != wanted[name]:
                yield Finding("schema", f"{kind} {name}", "is not declared as rumourctl declares it")


def _migrations(file: LedgerFile, fresh: LedgerFile) -> Iterator[Finding]:
    """Whether it is noted which migrations were made, and when."""
    asked = "SELECT migration_set, name, applied_at FROM _sqlite_migrations ORDER BY id"
    here, wanted = file.rows(asked), fresh.rows(asked)
    try:
        for row in here:
            datetime.fromisoformat(row["applied_at"])
    except (TypeError, ValueError):
        here = []
    if [row[:2] for row in here] != [row[:2] for row in wanted]:
        yield Finding("schema", "the list of migrations", "is not what it should be")


def declarations(file: LedgerFile, kind: str) -> dict[str, str]:
    """The declarations of all objects of a kind, by name, without those that SQLite and sqlite-utils keep."""
    rows = file.rows(
        "SELECT name, sql FROM sqlite_master WHERE type = ? AND name NOT GLOB 'sqlite_*'"
        " AND tbl_name != '_sqlite_migrations'",
        [kind],
    )
    shadows = {row["name"] for row in file.rows("PRAGMA main.table_list") if row["type"] == "shadow"}
    return {row["name"]: "" if row["name"] in shadows else row["sql"] for row in rows}


def _search(file: LedgerFile) -> Iterator[Finding]:
    """Whether the full-text indexes hold exactly the words of what they index."""
    for name in sorted(
        name for name, sql in declarations(file, "table").items() if sql.startswith("CREATE VIRTUAL TABLE")
    ):
        index = quote_identifier(name)
        try:
            with file.writing():
                file.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except (LedgerError, sqlite3.DatabaseError):
            yield Finding("search", name, "does not agree with the texts that it is to find")
