"""What stands in a ledger's file, asked without the program."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any


def rows(path: Path | sqlite3.Connection, sql: str) -> list[tuple[Any, ...]]:
    """What a query finds, asked without the program and without writing."""
    if isinstance(path, sqlite3.Connection):
        return path.execute(sql).fetchall()
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def declared(path: Path | sqlite3.Connection) -> dict[str, str]:
    """The tables, indexes, triggers and views, as they are declared; those are left out that libraries make."""
    ours = "sql IS NOT NULL AND name NOT GLOB '*_fts_*' AND tbl_name NOT GLOB '_sqlite*'"
    return dict(rows(path, f"SELECT name, sql FROM sqlite_master WHERE {ours}"))


def backups(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}.*.bak"))


def assert_sound(path: Path) -> None:
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert rows(path, "PRAGMA foreign_key_check") == []
    with closing(sqlite3.connect(path)) as connection:
        for searched in ("articles_fts", "evidence_fts"):
            connection.execute(f"INSERT INTO {searched} ({searched}, rank) VALUES ('integrity-check', 1)")


def dump_of(path: Path) -> Iterator[str]:
    """All that a database holds, as SQL."""
    with closing(sqlite3.connect(path)) as connection:
        yield from connection.iterdump()
