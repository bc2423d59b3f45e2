"""The SQLite file under the ledger: opened safely, read and written through one connection, errors in plain words.

Journal mode is WAL: one writer and any number of readers never wait for each other, and a reader sees whole articles
only. Synchronous is FULL: what was reported as stored has reached the disk and outlives a power cut. The price is two
files (``-wal``, ``-shm``) beside the ledger while it is open, and that a ledger cannot be shared over a network.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from rumourctl.errors import LedgerError, RumourError
from rumourctl.files import sync_folder
from rumourctl.ledger.asking import Answer, asking
from rumourctl.ledger.connecting import LONELY, NEEDS_LOCAL, ReadOnlyLedger, connect, in_plain_words
from rumourctl.ledger.drives import network_of
from rumourctl.ledger.migrations import OLDEST_READER, bring_up_to_date, migrations, readable_by_us, unknown_to_us
from rumourctl.ledger.patience import Patience, heed_nothing
from rumourctl.ledger.strangers import INGEST_FIRST, files_of, in_words, never_written, refuse_strangers
from rumourctl.ledger.trust import refuse_foreign_code

Tell: TypeAlias = Callable[[str], None]
"""Takes a sentence to whoever waits for the ledger."""

Heed: TypeAlias = Callable[[], None]
"""Raises what is to end the waiting for others, if anything is."""


def tell_nobody(sentence: str) -> None:
    """Nobody waits."""


class LedgerFile:
    """An open ledger file. Every method raises LedgerError, naming file and reason, where SQLite fails."""

    def __init__(
        self,
        path: Path,
        *,
        create: bool,
        patience: float,
        tell: Tell,
        on_migration: Callable[[LedgerFile], None],
        heed: Heed = heed_nothing,
        upgrade: bool = True,
    ) -> None:
        """Open ``path``; with ``create``, make it where there is none. Waits ``patience`` seconds for other writers.

        ``tell`` is called with what takes time, and ``heed`` again and again while it waits; ``on_migration`` belongs
        to the transaction that brings an older schema to that of this version. Without ``upgrade`` it stays as it is,
        and nothing can be written.
        """
        self.path = path
        self._patience = Patience(patience, path, tell, heed)
        self._tell = tell
        self._on_migration = on_migration
        self._is_writing = False
        self._refusal: str | None = None  # why nothing may be written
        self._upgrades = upgrade
        self.is_old = self.is_empty = False
        empty = refuse_strangers(path, create=create)
        if network := network_of(path):
            self._refusal = f"{path}: lies on a network drive ({network}), {NEEDS_LOCAL}"
            if create:
                raise LedgerError(self._refusal)
        if empty:
            _make_folder(path)
        with self._in_plain_words():
            self._db = self._patience.until_done(lambda: connect(path, create=create))
            try:
                self._prepare(create=create)
            except BaseException:
                self._db.close()
                raise
        if empty:
            sync_folder(Path(os.path.realpath(path)).parent)

    def close(self) -> None:
        with self._in_plain_words():
            self._db.close()

    @property
    def refusal(self) -> str | None:
        """Why nothing may be written, where that is known already."""
        return self._refusal

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files that the ledger lies in."""
        return files_of(self.path)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """The rows that a query gives."""
        with self._in_plain_words():
            return self._db.execute(sql, parameters).fetchall()

    def each(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[sqlite3.Row]:
        """Like :meth:`rows`, but one by one, for what is too much to be held at once."""
        with self._in_plain_words():
            yield from self._db.execute(sql, parameters)

    def tally(self, sql: str, parameters: Sequence[Any] = ()) -> Counter[tuple[Any, ...]]:
        """How often each of the rows comes that a query gives: for many of them, of which most are alike."""
        with self._in_plain_words():
            cursor = self._db.cursor()
            cursor.row_factory = None
            return Counter(cursor.execute(sql, parameters))

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None."""
        rows = self.rows(sql, parameters)
        return rows[0][0] if rows else None

    @contextmanager
    def asking(self, sql: str, parameters: Mapping[str, str]) -> Iterator[Answer]:
        """The answer to a user's own SQL; see :func:`rumourctl.ledger.asking.asking`."""
        with self._in_plain_words(), asking(self._db, sql, parameters) as answer:
            yield answer

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
        """One transaction, all or nothing; waits for its turn before it begins. Within another it is part of that."""
        if self._refusal:
            raise LedgerError(self._refusal)
        if self._is_writing:
            yield
            return
        with self._in_plain_words():
            # A transaction that reads first and writes later fails at once when another writer was between, so this
            # takes the lock at the start. What sqlite-utils does inside joins it.
            self._patience.until_done(lambda: self._db.execute("BEGIN IMMEDIATE"))
            self._is_writing = True
            try:
                yield
                # Only before a ledger is in WAL mode can readers hold this up.
                self._patience.until_done(self._db.commit)
            except BaseException:
                self._db.rollback()
                raise
            finally:
                self._is_writing = False

    @contextmanager
    def erasing(self) -> Iterator[None]:
        """Like :meth:`writing`, but of what is deleted, or was before, nothing is left in the file at the end."""
        with self._in_plain_words():
            self._db.execute("PRAGMA secure_delete = ON")
            with self.writing():
                yield
            self._patience.until_done(lambda: self._db.execute("VACUUM"))
            is_still_read, *_ = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if is_still_read:
            self._tell(
                f"{self.path}-wal: keeps what was deleted until the others who are reading the ledger have finished"
            )

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several queries that see one state of the ledger, whatever is written meanwhile. Within another, or within
        :meth:`writing`, they are part of that."""
        with self._in_plain_words():
            if self._db.in_transaction:
                yield
                return
            self._db.execute("BEGIN")
            try:
                # The first look, not the beginning, decides which state it is. After it no query can be kept waiting.
                self._patience.until_done(self._look)
                yield
                self._db.commit()
            except BaseException:
                self._db.rollback()
                raise

    def refuse_writing(self) -> None:
        """From here on, no statement can change the ledger."""
        with self._in_plain_words():
            self._db.execute("PRAGMA query_only = ON")

    def _look(self) -> None:
        self._db.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """While rows become values: says of those that no rumourctl writes that they are damaged."""
        try:
            yield
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            raise LedgerError(f"{self.path}: {never_written(in_words(error))}") from error

    def _prepare(self, *, create: bool) -> None:
        db = self._db
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = FULL")
        with self.snapshot():
            newer, readable = unknown_to_us(db), readable_by_us(db)
            self.is_old, self.is_empty = bool(migrations.pending(db)), self._holds_nothing()
            if not newer:
                refuse_foreign_code(db, self.path)
        if newer:
            self._refusal = _newer(self.path, newer, readable=readable)
            if create or not readable:
                raise LedgerError(self._refusal)
            db.execute("PRAGMA query_only = ON")
        elif not self._upgrades:
            self.refuse_writing()
        elif self.is_old:
            if self.is_empty and not create:
                raise LedgerError(f"{self.path}: the ledger is empty; {INGEST_FIRST}")
            self._upgrade()
        if create and self.value("PRAGMA journal_mode") != "wal":
            mode, *_ = self._patience.until_done(lambda: db.execute("PRAGMA journal_mode = wal").fetchone())
            if mode != "wal":
                raise LedgerError(f"{self.path}: {LONELY}")

    def _holds_nothing(self) -> bool:
        return self.value("SELECT 1 FROM sqlite_schema WHERE type = 'table' LIMIT 1") is None

    def _upgrade(self) -> None:
        """Apply all pending migrations, or none, after a backup of what there was."""
        kept: Path | None = None
        try:
            with self.writing():
                # Of several that come at once, one gets here first; the others wait, and find it done.
                before = migrations.applied(self._db)
                if not migrations.pending(self._db):
                    return
                # Only a first write tells whether one may write at all.
                self._db.execute(f"PRAGMA user_version = {OLDEST_READER}")
                kept = self._back_up(before[-1]) if before else None
                bring_up_to_date(self._db)
                self._on_migration(self)
        except ReadOnlyLedger as error:
            raise LedgerError(
                f"{self.path}: was written by an older rumourctl and must be upgraded once, but is read-only; "
                "make it and its folder writable, or name a copy of it with --db"
            ) from error
        except BaseException:
            # Attempts that fail must not fill the disk with backups of what they left alone.
            if kept and migrations.applied(self._db) == before:
                kept.unlink()
            raise
        if kept:
            self._tell(f"{self.path}: upgraded for this version of rumourctl; as it was, it is kept in {kept}")

    def _back_up(self, schema: str) -> Path:
        now = self._db.execute("SELECT strftime('%Y%m%d-%H%M%f', 'now')").fetchone()[0]
        from rumourctl.ledger.copying import copy_ledger  # here, as it needs sqlite-utils; see migrations

        target = self.path.with_name(f"{self.path.name}.{schema.partition('_')[0]}.{now}.bak")
        try:
            copy_ledger(self.path, target, force=False, patience=self._patience)
        except RumourError as error:
            raise LedgerError(
                f"{self.path}: must be upgraded, which is not done without a backup, and none can be made: {error}"
            ) from error
        return target

    def _in_plain_words(self) -> AbstractContextManager[None]:
        return in_plain_words(self.path, self._patience)


def _make_folder(path: Path) -> None:
    """Make the folder of ``path``, writable by nobody else whatever the umask."""
    missing = [folder for folder in path.absolute().parents if not folder.exists()]
    try:
        for folder in reversed(missing):
            folder.mkdir(mode=0o755, exist_ok=True)
            sync_folder(folder.parent)
    except OSError as error:
        raise LedgerError(
            f"{path}: its folder cannot be made: {error.strerror or error}; name another ledger with --db"
        ) from error


def _newer(path: Path, migration: str, *, readable: bool) -> str:
    to_do = "it can be read here, but upgrade rumourctl to write to it" if readable else "upgrade rumourctl to use it"
    return f"{path}: was written by a newer rumourctl (it has {migration}); {to_do}"
