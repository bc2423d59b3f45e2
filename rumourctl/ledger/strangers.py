"""What is no ledger, told by plain reads: opening a stranger's database with SQLite could already change it."""

from __future__ import annotations

import stat
from pathlib import Path

from rumourctl.errors import LedgerError
from rumourctl.ledger.migrations import APPLICATION_ID

INGEST_FIRST = "run `rumourctl ingest` first"
_MAGIC = b"SQLite format 3\x00"
_APPLICATION_ID_AT = 68


def refuse_strangers(path: Path, *, create: bool) -> bool:
    """Whether ``path`` is still to be made. Raises LedgerError where it is anything but a ledger."""
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
        raise LedgerError(f"{path}: there is no ledger yet; {INGEST_FIRST}") from None
    except (OSError, ValueError) as error:
        raise LedgerError(f"{path}: cannot be opened: {getattr(error, 'strerror', None) or error}") from error
    if header:
        identity = int.from_bytes(header[_APPLICATION_ID_AT : _APPLICATION_ID_AT + 4], "big")
        if not header.startswith(_MAGIC) or identity != APPLICATION_ID:
            raise LedgerError(f"{path}: is not a rumourctl ledger, and was left untouched; name another with --db")
    return not header
