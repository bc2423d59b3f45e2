"""A user's own SQL, which may read the ledger and do nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from rumourctl.errors import UsageProblem
from rumourctl.ledger.patience import primary_code

_READING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})
_REACHING_OUT = frozenset({"load_extension", "fts3_tokenizer"})
_TELLING = frozenset(
    "table_info table_xinfo table_list index_list index_info index_xinfo foreign_key_list compile_options"
    " function_list data_version page_count page_size user_version".split()
)
"""Pragmas that tell something and change nothing, whatever they are given; FTS5 asks for some itself."""
_FAULTS_OF_SQL = frozenset(
    {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_RANGE, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_MISMATCH}
)
_STEPS = 100_000
"""After so many steps of SQLite's machine, some milliseconds, Python looks whether Ctrl-C was pressed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: its columns by name, each name once, and the rows as they come."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


@contextmanager
def asking(connection: sqlite3.Connection, sql: str, parameters: Mapping[str, str]) -> Iterator[Answer]:
    """The answer to one SELECT; inside, the connection can do nothing but read.

    Raises UsageProblem where it is none, changes anything, or is wrong, also while the rows are taken, and
    KeyboardInterrupt where it is interrupted.
    """
    connection.set_authorizer(_judge)
    connection.set_progress_handler(lambda: 0, _STEPS)
    try:
        with closing(_rows(connection, sql, parameters)) as rows:
            yield Answer(_distinct(next(rows)), rows)
    finally:
        connection.set_progress_handler(None, 0)
        connection.set_authorizer(None)


def _rows(
    connection: sqlite3.Connection, sql: str, parameters: Mapping[str, str]
) -> Generator[tuple[Any, ...], None, None]:
    """The names of the columns, then the rows."""
    try:
        cursor = connection.cursor()
        cursor.row_factory = None
        cursor.execute(sql, parameters)
        if cursor.description is None:
            raise UsageProblem("query: that is no query; give one SELECT")
        yield tuple(name for name, *_ in cursor.description)
        yield from cursor
    except (sqlite3.ProgrammingError, sqlite3.Warning) as error:
        raise UsageProblem(f"query: {_in_words(error)}") from error
    except sqlite3.DatabaseError as error:
        if primary_code(error) == sqlite3.SQLITE_INTERRUPT:
            raise KeyboardInterrupt from error
        if primary_code(error) not in _FAULTS_OF_SQL:
            raise  # a fault of the file
        raise UsageProblem(f"query: {_in_words(error)}") from error


def _in_words(error: Exception) -> str:
    told = str(error)
    if told == "not authorized" or told.startswith(("not authorized", "access to", "attempt to write")):
        return "only reading is allowed here; nothing was changed"
    if "one statement at a time" in told:
        return "give one SELECT at a time"
    return told.rstrip(".")


def _judge(action: int, first: str | None, second: str | None, _database: str | None, _inside: str | None) -> int:
    """SQLite's authorizer: called for everything that a statement would do, before it does anything."""
    match action:
        case sqlite3.SQLITE_FUNCTION:
            allowed = (second or "").lower() not in _REACHING_OUT
        case sqlite3.SQLITE_PRAGMA:
            allowed = (first or "").lower() in _TELLING
        case sqlite3.SQLITE_UPDATE:
            # What SQLite asks before it declares a function that gives rows, such as json_each; the schema itself
            # may not be changed anyway.
            allowed = first == "sqlite_master"
        case _:
            allowed = action in _READING
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    """``names`` with a number behind those that were there before: in JSON one would hide the other."""
    found: list[str] = []
    for name in names:
        number, distinct = 2, name
        while distinct in found:
            number, distinct = number + 1, f"{name}_{number}"
        found.append(distinct)
    return tuple(found)
