"""What is no ledger, told by plain reads: opening a stranger's database with SQLite could already change it."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from rumourctl.errors import LedgerError
from rumourctl.ledger.migrations import APPLICATION_ID

INGEST_FIRST = "run `rumourctl ingest` first"
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_PAGE_SIZE = slice(16, 18)
_VERSIONS = slice(18, 20)
_FRACTIONS = slice(21, 24)
_CHANGES = slice(24, 28)
_PAGES = slice(28, 32)
_APPLICATION_ID = slice(68, 72)
_CHANGES_WHEN_COUNTED = slice(92, 96)

_PAGE_SIZES = frozenset(1 << power for power in range(9, 17))

_WAL_MAGIC = (0x377F0682, 0x377F0683)
_WAL_HEADER = 32
_WAL_PAGE_SIZE = slice(8, 12)
_FRAME_HEADER = 24


def beside(path: Path, ending: str) -> Path:
    """The file that SQLite keeps beside the database at ``path``: "-wal", "-shm" or "-journal"."""
    place = path.resolve()
    return place.with_name(place.name + ending)


def files_of(path: Path) -> tuple[Path, ...]:
    """The files that the ledger at ``path`` lies in, there or not."""
    return (path, *(beside(path, ending) for ending in ("-wal", "-shm", "-journal")))


def damaged(why: str) -> str:
    """What is said of a damaged ledger, after its name."""
    return f"the ledger is damaged ({why}); restore a backup, or ingest the articles into a new one"


def in_words(error: BaseException) -> str:
    """What is wrong with a value that no rumourctl writes, for people: Python's own words on types are for nobody."""
    return "a value of the wrong type" if isinstance(error, TypeError | AttributeError) else str(error)


def never_written(why: str) -> str:
    """What is said of a ledger in which rows hold what no rumourctl writes, after its name."""
    to_do = "rumourctl check says where, and rumourctl check --repair mends what it can"
    return f"holds what rumourctl never writes ({why}); {to_do}"


def refuse_strangers(path: Path, *, create: bool) -> bool:
    """Whether ``path`` is still to be made. Raises LedgerError where it is anything but a ledger."""
    try:
        # In this order: whoever makes a ledger meanwhile makes the -wal after it.
        wal = _size(beside(path, "-wal"))
        header = _header(path)
        if not header:
            _refuse_to_make(path, wal, create=create)
        elif not _is_ledger(header):
            raise LedgerError(f"{path}: is not a rumourctl ledger, and was left untouched; name another with --db")
        elif not wal:
            _refuse_damaged(path)
        elif not beside(path, "-shm").exists():
            # With a -shm, SQLite has had both open, and another process may be writing what would be looked at.
            _refuse_stray_wal(path, header)
    except (OSError, ValueError) as error:
        raise LedgerError(
            f"{path}: cannot be opened: {getattr(error, 'strerror', None) or error}; name another with --db"
        ) from error
    return not header


def _header(path: Path) -> bytes | None:
    """The first bytes of the file at ``path``; None where there is nothing."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        if path.is_symlink():
            raise LedgerError(
                f"{path}: is a link to {path.readlink()}, which is missing; name a file with --db"
            ) from None
        return None
    if stat.S_ISDIR(mode):
        raise LedgerError(f"{path}: is a folder, not a ledger; name a file with --db")
    if not stat.S_ISREG(mode):
        raise LedgerError(f"{path}: is not a regular file, so it cannot be a ledger; name another with --db")
    with path.open("rb") as file:
        return file.read(_HEADER)


def _is_ledger(header: bytes) -> bool:
    return header.startswith(_MAGIC) and int.from_bytes(header[_APPLICATION_ID], "big") == APPLICATION_ID


def _size(path: Path) -> int:
    """How many bytes stand in a file that need not be there."""
    try:
        return path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        return 0


def _refuse_damaged(path: Path) -> None:
    """Raises LedgerError where SQLite would not read the file: trying to, it would leave a -wal and a -shm beside it.

    Looks twice: another process may just be writing the file. What lies beside it can mend it, and is left to SQLite.
    """
    faults = [fault for fault in (_fault(path), _fault(path)) if fault]
    if len(faults) == 2 and not any(_size(beside(path, ending)) for ending in ("-wal", "-journal")):
        raise LedgerError(f"{path}: {damaged(faults[0])}")


def _fault(path: Path) -> str | None:
    header = _header(path) or b""
    if len(header) < _HEADER:
        return "it is cut off"
    page_size = _page_size(header)
    if page_size not in _PAGE_SIZES or not set(header[_VERSIONS]) <= {1, 2} or header[_FRACTIONS] != b"\x40\x20\x20":
        return "its header is broken"
    pages, here = int.from_bytes(header[_PAGES], "big"), _size(path) // page_size
    if here < pages and header[_CHANGES] == header[_CHANGES_WHEN_COUNTED]:
        return f"it is cut off: {here} of {pages} pages are there"
    return None


def _refuse_to_make(path: Path, wal: int, *, create: bool) -> None:
    there = os.path.lexists(path)
    if not create:
        raise LedgerError(f"{path}: {'the ledger is empty' if there else 'there is no ledger yet'}; {INGEST_FIRST}")
    if wal:
        # SQLite would delete it.
        raise LedgerError(
            f"{path}: {'is empty' if there else 'is missing'}, but {beside(path, '-wal')} is there "
            "and may hold what was in it; move that away first"
        )


def _refuse_stray_wal(path: Path, header: bytes) -> None:
    """Raises LedgerError where the -wal was left by another database: SQLite would write its pages into the ledger."""
    wal = beside(path, "-wal")
    with suppress(FileNotFoundError), wal.open("rb") as file:  # whoever had it open may just have done with it
        if not _may_belong(file, _page_size(header)):
            raise LedgerError(f"{path}: {wal} beside it is not of this ledger; move that away first")


def _page_size(header: bytes) -> int:
    size = int.from_bytes(header[_PAGE_SIZE], "big")
    return 65536 if size == 1 else size


def _may_belong(wal: BinaryIO, page_size: int) -> bool:
    """Whether the pages in ``wal`` may be a ledger's; what a power cut left unwritten at its beginning is harmless."""
    start = wal.read(_WAL_HEADER)
    if not any(start):
        return True
    if int.from_bytes(start[:4], "big") not in _WAL_MAGIC:
        return False
    if int.from_bytes(start[_WAL_PAGE_SIZE], "big") != page_size:
        return False
    while frame := wal.read(_FRAME_HEADER):
        if int.from_bytes(frame[:4], "big") == 1:
            return _is_ledger(wal.read(_HEADER))
        wal.seek(page_size, os.SEEK_CUR)
    return True
