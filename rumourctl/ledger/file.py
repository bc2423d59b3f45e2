"""The SQLite file under the ledger: opened safely, read and written through one connection, errors in plain words.

Journal mode is WAL: one writer and any number of readers never wait for each other, and a reader sees whole articles
only. Synchronous is FULL: what was reported as stored has reached the disk and outlives a power cut. The price is two
files (``-wal``, ``-shm``) beside the ledger while it is open, and that a ledger cannot be shared over a network.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from rumourctl.errors import LedgerError
from rumourctl.ledger.migrations import APPLICATION_ID, KNOWN, migrations

_MAGIC = b"SQLite format 3\x00"
_APPLICATION_ID_AT = 68
_INGEST_FIRST = "run `rumourctl ingest` first"


class LedgerFile:
    """An open ledger file. Every method raises LedgerError, naming file and reason, where SQLite fails."""

    def __init__(self, path: Path, *, create: bool, patience: float) -> None:
        """Open ``path``; with ``create``, make it where there is none. Waits ``patience`` seconds for other writers."""
        self.path = path
        self._patience = patience
        empty = _refuse_strangers(path, create=create)
        if empty:
            _make_folder(path)
        with self._in_plain_words():
            self._db = self._connect(create=create)
            try:
                self._prepare(create=create)
            except BaseException:
                self._db.close()
                raise

    def close(self) -> None:
        with self._in_plain_words():
            self._db.close()

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """The rows that a query gives."""
        with self._in_plain_words():
            return self._db.execute(sql, parameters).fetchall()

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None."""
        rows = self.rows(sql, parameters)
        return rows[0][0] if rows else None

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Run a writing statement inside :meth:`writing`; gives the number of rows changed."""
        with self._in_plain_words():
            return self._db.execute(sql, parameters).rowcount

    def insert(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Run an insert inside :meth:`writing`; gives the new row's number."""
        with self._in_plain_words():
            return self._db.execute(sql, parameters).lastrowid or 0

    def enter(self, table: str, **values: str | int | None) -> int:
        """Insert one row, by column, inside :meth:`writing`; gives its number."""
        columns, marks = ", ".join(values), ", ".join("?" * len(values))
        return self.insert(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(values.values()))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction, all or nothing; waits for its turn before it begins."""
        with self._in_plain_words():
            # sqlite-utils' atomic() begins without a lock, and a transaction that reads first and writes later fails at
            # once when another writer was between. This takes the lock at the start; atomic() inside it joins it.
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.commit()
            except BaseException:
                self._db.rollback()
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several queries that see one state of the ledger, whatever is written meanwhile."""
        with self._in_plain_words(), self._db.atomic():
            yield

    def _connect(self, *, create: bool) -> Database:
        uri = self.path.absolute().as_uri()
        connection = self._connection(f"{uri}?mode={'rwc' if create else 'rw'}")
        try:
            connection.execute("PRAGMA schema_version").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            # SQLite needs to write beside a WAL ledger even to read it. On a read-only medium, where nobody can write
            # and no -wal is left to be read, the file itself is all there is.
            wal = self.path.with_name(self.path.name + "-wal")
            if _code(error) not in _NO_WAL or os.access(self.path.parent, os.W_OK) or wal.exists():
                raise
            connection = self._connection(f"{uri}?mode=ro&immutable=1")
        return Database(connection, execute_plugins=False)

    def _connection(self, uri: str) -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, timeout=self._patience)
        connection.row_factory = sqlite3.Row
        return connection

    def _prepare(self, *, create: bool) -> None:
        db = self._db
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = FULL")
        unknown = {migration.name for migration in migrations.applied(db)} - KNOWN
        if unknown:
            raise LedgerError(
                f"{self.path}: was written by a newer rumourctl (it has {min(unknown)}); upgrade rumourctl to use it"
            )
        if migrations.pending(db):
            if not create and not db.table_names():
                raise LedgerError(f"{self.path}: the ledger is empty; {_INGEST_FIRST}")
            with self.writing():
                # Of two that make one ledger, the second waits here, and then finds it made.
                migrations.apply(db)
        if create and db.journal_mode != "wal":
            db.enable_wal()

    @contextmanager
    def _in_plain_words(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise  # a fault of ours, not of the file
        except sqlite3.DatabaseError as error:
            raise LedgerError(f"{self.path}: {self._reason(error)}") from error

    def _reason(self, error: sqlite3.DatabaseError) -> str:
        match _code(error):
            case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                return (
                    f"another program kept the ledger locked for {self._patience:g} seconds; "
                    "try again when it has finished"
                )
            case sqlite3.SQLITE_READONLY:
                return "the ledger is read-only; make it writable or name another with --db"
            case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
                return f"the ledger is damaged ({error}); restore a backup, or ingest the articles into a new one"
            case sqlite3.SQLITE_FULL:
                return "the disk is full; what was not reported as stored was not stored"
            case sqlite3.SQLITE_CANTOPEN:
                return "the ledger cannot be opened; check that its folder exists and may be written to"
            case _:
                return f"the ledger cannot be used: {error}"


_NO_WAL = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def _code(error: sqlite3.DatabaseError) -> int:
    """SQLite's primary result code: extended codes carry detail in their higher bytes."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(f"{path}: its folder cannot be made: {error.strerror or error}") from error


def _refuse_strangers(path: Path, *, create: bool) -> bool:
    """Whether ``path`` is still to be made. Raises LedgerError where it is anything but a ledger.

    Looks at the header with plain reads: opening a stranger's database with SQLite could already change it.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise LedgerError(f"{path}: is a folder, not a ledger; name a file with --db")
        if not stat.S_ISREG(mode):
            raise LedgerError(f"{path}: is not a regular file, so it cannot be a ledger")
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        if create:
            return True
        raise LedgerError(f"{path}: there is no ledger yet; {_INGEST_FIRST}") from None
    except (OSError, ValueError) as error:
        raise LedgerError(f"{path}: cannot be opened: {getattr(error, 'strerror', None) or error}") from error
    if header:
        identity = int.from_bytes(header[_APPLICATION_ID_AT : _APPLICATION_ID_AT + 4], "big")
        if not header.startswith(_MAGIC) or identity != APPLICATION_ID:
            raise LedgerError(f"{path}: is not a rumourctl ledger, and was left untouched; name another with --db")
    return not header
