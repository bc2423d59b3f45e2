"""Copies of a ledger, each known to be good before anybody relies on it."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from sqlite_utils.db import quote_identifier

from rumourctl.errors import LedgerError
from rumourctl.files import new_file
from rumourctl.ledger.connecting import connect, in_plain_words
from rumourctl.ledger.patience import Patience, primary_code
from rumourctl.ledger.strangers import damaged, files_of, refuse_strangers

_STEP = 2000  # pages, between which an interrupt is heard
_OF_THE_SOURCE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def copy_ledger(path: Path, target: Path, *, force: bool, patience: Patience) -> Mapping[str, int]:
    """Copy the ledger at ``path`` as it is at one moment, whatever is written meanwhile. Gives its rows by table.

    The copy is at ``target`` once it has been opened again and found sound and complete, or not at all; only with
    ``force`` does it replace another file. Raises LedgerError for what is wrong with the ledger, and RumourError for
    what is wrong with ``target``.
    """
    refuse_strangers(path, create=False)
    with (
        in_plain_words(path, patience),
        closing(patience.until_done(lambda: connect(path, create=False))) as source,
    ):
        # Until the source is closed, what was first read of it is all that it sees.
        source.execute("BEGIN")
        rows = patience.until_done(lambda: _rows_by_table(source))
        with new_file(target, force=force, never=files_of(path), like=path) as draft:
            _write(source, draft)
            _verify(path, draft, rows)
    return rows


def _write(source: sqlite3.Connection, draft: Path) -> None:
    """Raises OSError where ``draft`` cannot be written."""
    try:
        with closing(sqlite3.connect(draft)) as copy:
            # A draft that is not finished is thrown away, and a finished one is brought to the disk by who made it.
            copy.execute("PRAGMA journal_mode = OFF")
            copy.execute("PRAGMA synchronous = OFF")
            source.backup(copy, pages=_STEP)
    except sqlite3.OperationalError as error:
        if primary_code(error) in _OF_THE_SOURCE:
            raise
        number = errno.ENOSPC if primary_code(error) == sqlite3.SQLITE_FULL else errno.EIO
        raise OSError(number, str(error)) from error


def _verify(path: Path, draft: Path, rows: Mapping[str, int]) -> None:
    # Immutable, so that reading it leaves no -wal beside it.
    with closing(sqlite3.connect(f"{draft.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as copy:
        faults = [fault for (fault,) in copy.execute("PRAGMA integrity_check(1)") if fault != "ok"]
        faults += [f"a row of {table} has lost another" for table, *_ in copy.execute("PRAGMA foreign_key_check")]
        if not faults and _rows_by_table(copy) != rows:
            faults = ["the copy holds other rows"]
    if faults:
        raise LedgerError(f"{path}: {damaged(' '.join(faults[0].split()))}")


def _rows_by_table(connection: sqlite3.Connection) -> dict[str, int]:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name")
    return {
        name: connection.execute(f"SELECT count(*) FROM {quote_identifier(name)}").fetchone()[0]
        for (name,) in tables.fetchall()
    }
