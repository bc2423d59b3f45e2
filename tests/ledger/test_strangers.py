"""What is no ledger, or no whole one, is refused in one sentence and stays as it was, with nothing left beside it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from rumourctl.errors import LedgerError
from rumourctl.ledger.migrations import APPLICATION_ID
from rumourctl.ledger.store import Ledger
from tests.ledger.schemas.unpack import unpacked

LONG_AGO = 1_000_000_000
BOTH_WAYS = pytest.mark.parametrize("create", [False, True], ids=["reading", "ingesting"])


def everything_in(folder: Path) -> dict[str, tuple[bytes, float]]:
    """The files in a folder with their content and the time of their last change."""
    return {path.name: (path.read_bytes(), path.stat().st_mtime) for path in folder.iterdir() if path.is_file()}


def assert_refused(path: Path, why: str, *, create: bool) -> None:
    """Opening ``path`` is refused with a sentence that says ``why``, and changes nothing in its folder."""
    for file in path.parent.iterdir():
        if file.is_file():
            os.utime(file, (LONG_AGO, LONG_AGO))
    before = everything_in(path.parent)
    with pytest.raises(LedgerError, match=why) as refusal, Ledger.open(path, create=create) as ledger:
        ledger.claims()
    assert str(refusal.value).startswith(f"{path}: ")
    assert everything_in(path.parent) == before


def database(path: Path, *, application_id: int = 0, wal: bool = False) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {application_id}")
        if wal:
            connection.execute("PRAGMA journal_mode = wal")
        connection.executescript("CREATE TABLE notes (x); INSERT INTO notes VALUES (1)")


def left_by_a_crash(path: Path, folder: Path) -> None:
    """Make ``path``-wal, without ``path``, as another program's database leaves it behind when it is killed."""
    with closing(sqlite3.connect(folder / "other.db")) as connection:
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("CREATE TABLE notes (x)")
        Path(f"{path}-wal").write_bytes((folder / "other.db-wal").read_bytes())


STRANGERS: dict[str, Callable[[Path], object]] = {
    "text": lambda path: path.write_text("dear diary\n" * 50),
    "short": lambda path: path.write_bytes(b"SQLi"),
    "SQLite": database,
    "SQLite in WAL mode": lambda path: database(path, wal=True),
    "another program's SQLite": lambda path: database(path, application_id=APPLICATION_ID + 1),
    "header only": lambda path: path.write_bytes(b"SQLite format 3\x00" + b"\x10" * 84),
    "ledger whose first bytes are lost": lambda path: path.write_bytes(b"\x00" * 16 + unpacked("m003")[16:]),
    "zeros": lambda path: path.write_bytes(b"\x00" * 8192),
}


@pytest.mark.parametrize("make", STRANGERS.values(), ids=STRANGERS)
@BOTH_WAYS
def test_a_file_that_is_no_ledger_is_never_touched(
    tmp_path: Path, make: Callable[[Path], object], create: bool
) -> None:
    make(tmp_path / "mine")
    assert_refused(tmp_path / "mine", "is not a rumourctl ledger, and was left untouched", create=create)
    (tmp_path / "link").symlink_to("mine")
    assert_refused(tmp_path / "link", "is not a rumourctl ledger, and was left untouched", create=create)


@BOTH_WAYS
def test_folders_pipes_and_devices_are_no_ledgers(tmp_path: Path, create: bool) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    for name, why in {
        "folder": "is a folder, not a ledger; name a file with --db",
        "pipe": "is not a regular file, so it cannot be a ledger",
        "/dev/null": "is not a regular file",
        "/dev/zero": "is not a regular file",
        "file/below.db": "cannot be opened: Not a directory",
        "nul\0.db": "cannot be opened: .*embedded null",
    }.items():
        with pytest.raises(LedgerError, match=why):
            Ledger.open(tmp_path / name, create=create)
        if name in ("folder", "pipe"):
            (tmp_path / f"link to {name}").symlink_to(name)
            with pytest.raises(LedgerError, match=why):
                Ledger.open(tmp_path / f"link to {name}", create=create)
    assert len(list(tmp_path.iterdir())) == 5


@BOTH_WAYS
def test_a_link_to_nothing_makes_nothing(tmp_path: Path, create: bool) -> None:
    (tmp_path / "link").symlink_to("gone.db")
    with pytest.raises(LedgerError, match=r"link: is a link to gone\.db, which is missing; name a file with --db"):
        Ledger.open(tmp_path / "link", create=create)
    assert [path.name for path in tmp_path.iterdir()] == ["link"]


def test_a_ledger_may_be_reached_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "ledger.db").write_bytes(unpacked("m003"))
    (tmp_path / "link").symlink_to("folder/ledger.db")
    with Ledger.open(tmp_path / "link") as ledger:
        assert ledger.counts().articles == 6


def test_an_empty_file_is_left_empty_by_whoever_reads(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").touch()
    assert_refused(tmp_path / "ledger.db", "the ledger is empty; run `rumourctl ingest` first", create=False)


def test_a_ledger_that_nobody_finished_making_is_empty_until_one_is_made_in_it(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    assert_refused(tmp_path / "ledger.db", "the ledger is empty; run `rumourctl ingest` first", create=False)
    with Ledger.open(tmp_path / "ledger.db", create=True) as ledger:
        assert ledger.counts().articles == 0


def damaged(*changes: tuple[int, bytes]) -> bytes:
    """A ledger with other bytes at some places."""
    content = bytearray(unpacked("m003"))
    for at, found in changes:
        content[at : at + len(found)] = found
    return bytes(content)


WHOLE = unpacked("m003")
DAMAGED = {
    "page size": (damaged((16, b"\x10\x01")), "its header is broken"),
    "format": (damaged((18, b"\x09\x09")), "its header is broken"),
    "fractions": (damaged((21, b"\x00\x00\x00")), "its header is broken"),
    "number of pages": (damaged((28, b"\x00\x00\xff\xff")), "it is cut off: 72 of 65535 pages are there"),
    "first page": (damaged((100, b"\xa5" * 3000)), "database disk image is malformed"),
    "header cut off": (WHOLE[:90], "it is cut off"),
    "first page cut off": (WHOLE[:1000], "it is cut off: 0 of 72 pages are there"),
    "half": (WHOLE[: len(WHOLE) // 2], "it is cut off: 36 of 72 pages are there"),
    "last byte": (WHOLE[:-1], "it is cut off: 71 of 72 pages are there"),
    "middle cut out": (WHOLE[:8192] + WHOLE[32768:], "it is cut off: 66 of 72 pages are there"),
    "pages of zeros": (damaged((40960, b"\x00" * 20480)), "database disk image is malformed"),
    "all pages but the first": (damaged((4096, b"\xa5" * (len(WHOLE) - 4096))), "database disk image is malformed"),
}


@pytest.mark.parametrize(("content", "why"), DAMAGED.values(), ids=DAMAGED)
@BOTH_WAYS
def test_a_damaged_ledger_is_left_as_it_is(tmp_path: Path, content: bytes, why: str, create: bool) -> None:
    (tmp_path / "ledger.db").write_bytes(content)
    told = rf"the ledger is damaged \(({why}).*\); restore a backup, or ingest the articles into a new one"
    assert_refused(tmp_path / "ledger.db", told, create=create)


def test_a_wal_that_another_database_left_is_not_written_into_the_ledger(tmp_path: Path) -> None:
    path = tmp_path / "at" / "ledger.db"
    path.parent.mkdir()
    left_by_a_crash(path, tmp_path)
    assert_refused(path, "is missing, but .*ledger.db-wal is there and may hold what was in it; move", create=True)
    assert_refused(path, "there is no ledger yet", create=False)
    path.touch()
    assert_refused(path, "is empty, but .*ledger.db-wal is there", create=True)
    path.write_bytes(WHOLE)
    for create in (False, True):
        assert_refused(path, "ledger.db-wal beside it is not of this ledger; move that away first", create=create)
    Path(f"{path}-wal").write_text("my notes on walruses")
    assert_refused(path, "ledger.db-wal beside it is not of this ledger", create=True)


def test_the_wal_of_a_ledger_whose_writer_was_killed_is_read(tmp_path: Path) -> None:
    path, later = tmp_path / "ledger.db", tmp_path / "later" / "ledger.db"
    path.write_bytes(WHOLE)
    later.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA wal_autocheckpoint = 0; UPDATE articles SET title = 'after'")
        for name in ("ledger.db", "ledger.db-wal"):
            (later.parent / name).write_bytes((tmp_path / name).read_bytes())
    with Ledger.open(later) as ledger:
        assert {row.title for row in ledger.articles()} == {"after"}
