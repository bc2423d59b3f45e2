"""A ledger file as it is found: nothing in it is brought up to date, and no damage to its text stops the reading."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from rumourctl.errors import LedgerError
from rumourctl.ledger.file import LedgerFile, Tell, tell_nobody
from rumourctl.ledger.migrations import bring_up_to_date, migrations, unknown_to_us
from rumourctl.ledger.patience import GLANCE
from rumourctl.ledger.store import derive_missing


class FoundFile(LedgerFile):
    """An open ledger file of which nothing is taken for granted.

    Bytes that are no UTF-8 come as lone surrogates, as in file names, so that one damaged text hides no other.
    """

    def __init__(self, path: Path, *, patience: float = 0, tell: Tell = tell_nobody) -> None:
        """Open ``path``; waits ``patience`` seconds for other writers, and tells so."""
        super().__init__(path, create=False, patience=patience, tell=tell, on_migration=derive_missing)

    def _prepare(self, *, create: bool) -> None:
        self._db.text_factory = _as_found
        # What a copy calls reaches nothing; and in triggers older releases of SQLite count FTS5 among what has effects.
        self._db.execute("PRAGMA trusted_schema = ON")
        # Only copies, gone with the process, are written to through this connection.
        self._db.execute("PRAGMA synchronous = OFF")
        if newer := unknown_to_us(self._db):
            raise LedgerError(f"{self.path}: was written by a newer rumourctl (it has {newer}); check it with that one")

    @property
    def state(self) -> int:
        """A number that is another once somebody else has written to the file."""
        number: int = self.value("PRAGMA data_version")
        return number

    def copy_to(self, path: Path) -> None:
        """Write the whole file, as it is at one moment, to a new one. Neither waits for writers nor holds them up."""
        with self._in_plain_words(), closing(sqlite3.connect(path)) as copy:
            self._db.backup(copy)

    def migrate(self) -> None:
        """Bring the schema up to date."""
        with self.writing():
            if migrations.pending(self._db):
                bring_up_to_date(self._db)
                derive_missing(self)

    def replace_with(self, other: LedgerFile, *, state: int) -> None:
        """Put the content of ``other`` in the place of all that is here, in one transaction.

        Raises LedgerError, with nothing changed, where somebody wrote to the file after it was in ``state``.
        """

        def unchanged(status: int, remaining: int, total: int) -> None:
            """Breaks the copying off where it must wait, or where somebody wrote before it had the lock."""
            if status == sqlite3.SQLITE_BUSY:  # Python would try for ever
                busy = sqlite3.OperationalError("database is locked")
                busy.sqlite_errorcode = status
                raise busy
            # From the first page to the last, the file is locked for other writers; then comes our own change.
            if remaining and self.state != state:
                raise LedgerError(f"{self.path}: was written to meanwhile, and was left as it is; try again")

        with self._in_plain_words(), closing(sqlite3.connect(self.path, timeout=GLANCE)) as here:
            self._patience.until_done(lambda: other._db.backup(here, pages=1, progress=unchanged))


def _as_found(stored: bytes) -> str:
    return stored.decode("utf-8", "surrogateescape")
