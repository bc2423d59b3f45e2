"""Several programs at one ledger: writers wait in turn, readers for nobody, and each sees one state of it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest

from rumourctl.errors import LedgerError, NothingFound
from rumourctl.ledger.store import Ledger

TODAY = date(2025, 6, 1)


@pytest.fixture
def path(tmp_path: Path, make) -> Path:
    with Ledger.open(tmp_path / "ledger.db", create=True) as ledger:
        ledger.add(*make.article("one", make.claim("Endrick", "Real Madrid", "Lyon")), "1")
    return tmp_path / "ledger.db"


@contextmanager
def another_writing(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program has begun to write, and has not finished."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def test_what_is_read_together_is_one_state_whatever_is_written_meanwhile(path, make):
    with Ledger.read(path) as reading, Ledger.open(path) as writing:
        before = reading.counts(), reading.sagas(TODAY)
        writing.add(*make.article("two", make.claim("Rodrygo", "Real Madrid", "Arsenal"), path="b.txt"), "1")
        assert (reading.counts(), reading.sagas(TODAY)) == before
        assert [saga.person for saga in writing.sagas(TODAY)] == ["Endrick", "Rodrygo"]
    with Ledger.read(path) as reading:
        assert [saga.person for saga in reading.sagas(TODAY)] == ["Endrick", "Rodrygo"]


def test_a_reader_waits_for_no_writer_and_cannot_write(path, make):
    with another_writing(path), Ledger.read(path) as ledger:
        assert ledger.counts().claims == 1
        assert len(ledger.sagas(TODAY)) == 1
        with pytest.raises(LedgerError, match="read-only"):
            ledger._file.execute("DELETE FROM claims")


def test_a_writer_who_waits_says_so_once_and_then_writes(path, make):
    told = []
    with another_writing(path) as other:

        def tell(sentence: str) -> None:
            told.append(sentence)
            other.execute("COMMIT")

        with Ledger.open(path, tell=tell) as ledger:
            ledger.add(*make.article("two", path="b.txt"), "1")
    assert told == [f"waiting for another rumourctl to finish writing {path}; Ctrl-C to stop"]
    with Ledger.read(path) as ledger:
        assert ledger.counts().articles == 2


def test_before_a_ledger_is_in_wal_mode_a_writer_waits_for_readers_too(path, make):
    told = []
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("PRAGMA journal_mode = DELETE")
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM articles").fetchall()

        def tell(sentence: str) -> None:
            told.append(sentence)
            reader.execute("COMMIT")

        with Ledger.open(path, tell=tell) as ledger:
            ledger.add(*make.article("two", path="b.txt"), "1")
    assert len(told) == 1
    with Ledger.read(path) as ledger:
        assert ledger.counts().articles == 2


def test_whoever_waits_for_nothing_says_nothing(path, make):
    told = []
    with Ledger.open(path, tell=told.append) as ledger:
        ledger.add(*make.article("two", path="b.txt"), "1")
    assert told == []


def rumourctl(path: Path, *arguments: str | Path) -> subprocess.Popen[str]:
    """The program itself, in a process of its own."""
    command = [sys.executable, "-m", "rumourctl", "--db", str(path), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_ingest_tells_for_whom_it_waits_and_then_goes_on(tmp_path, path):
    article = tmp_path / "new.txt"
    article.write_text("Date: 20 May 2025\n\nChelsea want Lyon midfielder Kai Lund.\n")
    with another_writing(path) as other, rumourctl(path, "ingest", article) as ingest:
        assert ingest.stderr.readline() == (f"waiting for another rumourctl to finish writing {path}; Ctrl-C to stop\n")
        other.execute("COMMIT")
        _, errors = ingest.communicate()
    assert ingest.returncode == 0, errors
    assert errors.startswith("1 new; 1 claim\n")


def test_of_two_who_undo_one_ruling_the_second_is_told_so(path):
    with Ledger.open(path) as one, Ledger.open(path) as other:
        ruled = one.docket.alias("club", "Lyon", "OL", made=TODAY, note=None)
        with one.deciding():
            assert one.docket.undo(ruled.ruling_id, made=TODAY, note=None) == ruled
        with other.deciding(), pytest.raises(NothingFound, match=f"{ruled.ruling_id} was undone on 2025-06-01 already"):
            other.docket.undo(ruled.ruling_id, made=TODAY, note=None)
