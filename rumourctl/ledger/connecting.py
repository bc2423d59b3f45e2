"""Connections to ledger files, and SQLite's errors in plain words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rumourctl.errors import LedgerError
from rumourctl.ledger.patience import GLANCE, Patience, held_by_others, primary_code
from rumourctl.ledger.strangers import beside, damaged, never_written
from rumourctl.ledger.trust import confine

_NO_WAL = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
NEEDS_LOCAL = "where SQLite cannot keep writers apart; move it to a local disk, or name another with --db"
LONELY = (
    "its file system does not let programs share memory and locks, as on some network drives; "
    "move it to a local disk, or name another with --db"
)
_NO_SHARING = (
    *(sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMLOCK, sqlite3.SQLITE_IOERR_SHMMAP),
    *(sqlite3.SQLITE_IOERR_LOCK, sqlite3.SQLITE_IOERR_RDLOCK, sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK),
)
_NOT_STORED = "what was not reported as stored was not stored"


class ReadOnlyLedger(LedgerError):
    """The ledger file may be read only."""


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """A connection to the database at ``path``, to be closed by the caller. It waits for locks no longer than a moment.

    Where that can only be read, so can the connection. Raises sqlite3.Error.
    """
    uri = path.absolute().as_uri()
    connection = _connection(f"{uri}?mode={'rwc' if create else 'rw'}")
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        # SQLite needs to write beside a WAL ledger even to read it. On a read-only medium, where nobody can write
        # and no -wal is left to be read, the file itself is all there is.
        wal = beside(path, "-wal")
        if primary_code(error) not in _NO_WAL or os.access(wal.parent, os.W_OK) or wal.exists():
            raise
        connection = _connection(f"{uri}?mode=ro&immutable=1")
    return connection


def _connection(uri: str) -> sqlite3.Connection:
    # Transactions begin and end only where we say so.
    connection = sqlite3.connect(uri, uri=True, timeout=GLANCE, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA recursive_triggers = ON")
    confine(connection)
    return connection


@contextmanager
def in_plain_words(path: Path, patience: Patience) -> Iterator[None]:
    """Raises LedgerError, naming ``path`` and the reason, where SQLite fails for one that lies in the file;
    ReadOnlyLedger where that may not be written."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise  # a fault of ours, not of the file
    except sqlite3.DatabaseError as error:
        kind = ReadOnlyLedger if primary_code(error) == sqlite3.SQLITE_READONLY else LedgerError
        raise kind(f"{path}: {_reason(error, patience)}") from error
    except UnicodeDecodeError as error:
        # SQLite quotes what it cannot read of a damaged schema, and that may be no text.
        raise LedgerError(f"{path}: {damaged('its schema is no text')}") from error


def _reason(error: sqlite3.DatabaseError, patience: Patience) -> str:
    if held_by_others(error):
        return f"another program kept the ledger locked for {patience}; try again when it has finished"
    if not hasattr(error, "sqlite_errorcode"):
        # Python's own, of a text that is none; it quotes all of it.
        return never_written(str(error).partition(" with text ")[0])
    if error.sqlite_errorcode in _NO_SHARING:
        return LONELY
    match primary_code(error):
        case sqlite3.SQLITE_READONLY:
            return "the ledger is read-only; make it writable or name another with --db"
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return damaged(str(error))
        case sqlite3.SQLITE_FULL:
            return f"the disk of the ledger or of temporary files is full; make room and run it again; {_NOT_STORED}"
        case sqlite3.SQLITE_IOERR:
            # Also of a full disk, where SQLite finds no room for one of its own files.
            return f"reading or writing failed ({error}): the disk is full, or at its quota, or faulty; {_NOT_STORED}"
        case sqlite3.SQLITE_CANTOPEN:
            return "the ledger cannot be opened; check that its folder exists and may be written to"
        case _:
            return f"the ledger cannot be used: {error}"
