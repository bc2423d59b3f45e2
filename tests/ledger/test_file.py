"""Opening a ledger: what is made, what is refused, and that what is refused stays as it was."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from rumourctl.errors import ExitStatus, LedgerError
from rumourctl.ledger.migrations import APPLICATION_ID, KNOWN, migrations
from rumourctl.ledger.store import Ledger


def test_a_missing_ledger_is_only_made_when_asked(tmp_path):
    path = tmp_path / "deep" / "er" / "ledger.db"
    with pytest.raises(
        LedgerError, match=r"ledger\.db: there is no ledger yet; run `rumourctl ingest` first"
    ) as caught:
        Ledger.open(path)
    assert caught.value.status is ExitStatus.LEDGER
    assert list(tmp_path.iterdir()) == []
    with Ledger.open(path, create=True):
        pass
    with Ledger.open(path) as ledger:
        assert ledger.path == path
        assert ledger.articles() == []


def _sqlite(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript("CREATE TABLE notes (x); INSERT INTO notes VALUES (1)")
    connection.close()


def _wal_sqlite(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=wal")
    connection.execute("CREATE TABLE notes (x)")
    connection.close()


STRANGERS = {
    "text": lambda path: path.write_text("dear diary\n" * 50),
    "short": lambda path: path.write_bytes(b"SQLi"),
    "sqlite": _sqlite,
    "sqlite in WAL mode": _wal_sqlite,
    "header only": lambda path: path.write_bytes(b"SQLite format 3\x00" + b"\x10" * 84),
}


@pytest.mark.parametrize("make", STRANGERS.values(), ids=STRANGERS)
@pytest.mark.parametrize("create", [False, True], ids=["reading", "ingesting"])
def test_a_file_that_is_no_ledger_is_never_touched(tmp_path, make, create):
    path = tmp_path / "mine"
    make(path)
    os.utime(path, (1_000_000_000, 1_000_000_000))
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="mine: is not a rumourctl ledger, and was left untouched"):
        Ledger.open(path, create=create)
    assert path.read_bytes() == before
    assert path.stat().st_mtime == 1_000_000_000
    assert [entry.name for entry in tmp_path.iterdir()] == ["mine"]


def test_folders_and_pipes_are_no_ledgers(tmp_path):
    with pytest.raises(LedgerError, match="is a folder, not a ledger"):
        Ledger.open(tmp_path, create=True)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(LedgerError, match="pipe: is not a regular file"):
        Ledger.open(tmp_path / "pipe", create=True)
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerError, match=r"below\.db: cannot be opened: Not a directory"):
        Ledger.open(tmp_path / "file" / "below.db", create=True)


def test_an_empty_file_holds_no_ledger_until_one_is_made_in_it(tmp_path):
    path = tmp_path / "ledger.db"
    path.touch()
    with pytest.raises(LedgerError, match="the ledger is empty; run `rumourctl ingest` first"):
        Ledger.open(path)
    assert path.stat().st_size == 0
    with Ledger.open(path, create=True) as ledger:
        assert ledger.counts().claims == 0


def test_a_ledger_from_a_newer_version_is_refused(tmp_path, make):
    path = tmp_path / "ledger.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.add(*make.article("one"), "1")
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('rumourctl', 'm999_future', '')"
        )
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match=r"written by a newer rumourctl \(it has m999_future\); upgrade"):
        Ledger.open(path, create=True)
    assert path.read_bytes() == before


def test_all_migrations_are_known(ledger):
    assert {migration.name for migration in migrations.applied(ledger._file._db)} == KNOWN


def test_a_damaged_ledger_says_so(tmp_path, make):
    path = tmp_path / "ledger.db"
    with Ledger.open(path, create=True) as ledger:
        for turn in range(50):
            ledger.add(*make.article(f"{turn} " * 500, make.claim("Endrick", None, "Lyon"), path=f"{turn}.txt"), "1")
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(LedgerError, match=r"ledger\.db: the ledger is damaged"), Ledger.open(path) as ledger:
        ledger.claims()


def test_the_file_says_what_it_is_and_keeps_its_promises(ledger):
    connection = sqlite3.connect(ledger.path)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
    assert ledger._file.value("PRAGMA foreign_keys") == 1
    assert ledger._file.value("PRAGMA synchronous") == 2


def test_a_claim_without_its_article_cannot_be(ledger, make):
    ledger.add(*make.article("one", make.claim("Endrick", None, "Lyon")), "1")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"), ledger._file.writing():
        ledger._file.execute("UPDATE claims SET article = 99")
    assert ledger._file.rows("PRAGMA foreign_key_check") == []


def test_a_path_with_signs_of_its_own_is_taken_literally(tmp_path):
    path = tmp_path / "a ?mode=memory&x#100%25.db"
    with Ledger.open(path, create=True):
        pass
    assert path.exists()


HOLD = """
    import sqlite3, sys
    connection = sqlite3.connect(sys.argv[1], isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    print("held", flush=True)
    sys.stdin.readline()
    connection.execute("COMMIT")
"""
WRITE = """
    import sys
    from datetime import date
    from pathlib import Path
    from rumourctl.articles.model import Article
    from rumourctl.claims.model import Claim, Move, Stage
    from rumourctl.ledger.store import Ledger
    claim = Claim("Endrick", Move.LOAN, Stage.TALKS, date(2025, 1, 1), to_club="Lyon")
    with Ledger.open(Path(sys.argv[1]), create=True) as ledger:
        for turn in range(40):
            name = f"{sys.argv[2]}-{turn}"
            ledger.add(Article(name, date(2025, 1, 1), name), [claim], "1")
"""


def _python(code: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)]
    root = Path(__file__).parents[2]
    return subprocess.Popen(
        command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_a_writer_waits_for_another_and_readers_for_nobody(tmp_path, make):
    path = tmp_path / "ledger.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.add(*make.article("one"), "1")
    with _python(HOLD, path) as other:
        assert other.stdout.readline() == "held\n"
        with Ledger.open(path, patience=0.05) as ledger:
            assert len(ledger.articles()) == 1
            with pytest.raises(LedgerError, match=r"another program kept the ledger locked for 0\.05 seconds"):
                ledger.add(*make.article("two", path="b.txt"), "1")
        with _python(WRITE, path, "w") as waiting:
            other.stdin.write("\n")
            other.stdin.flush()
            assert waiting.wait() == 0, waiting.stderr.read()
    with Ledger.open(path) as ledger:
        assert len(ledger.articles()) == 41


def test_several_writers_at_once_all_store_everything_in_a_ledger_they_all_make(tmp_path):
    path = tmp_path / "ledger.db"
    writers = [_python(WRITE, path, turn) for turn in range(3)]
    for writer in writers:
        _, errors = writer.communicate()
        assert writer.returncode == 0, errors
    with Ledger.open(path) as ledger:
        assert ledger.counts().articles == 120
        assert ledger.counts().claims == 120
        (endrick,) = ledger.people()
        assert (endrick.name, endrick.claims) == ("Endrick", 120)


READ_ONLY = """
    import os, sys
    from datetime import date
    from pathlib import Path
    from rumourctl.articles.model import Article
    from rumourctl.errors import LedgerError
    from rumourctl.ledger.store import Ledger
    path = Path(sys.argv[1])
    if os.getuid() == 0:
        os.setuid(65534)
    with Ledger.open(path) as ledger:
        print(len(ledger.articles()))
        try:
            ledger.add(Article("two", date(2025, 1, 1), "b"), [], "1")
        except LedgerError as error:
            print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="permissions work otherwise")
def test_a_read_only_ledger_can_be_read_and_says_that_it_cannot_be_written(tmp_path, make):
    folder = tmp_path / "medium"
    path = folder / "ledger.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.add(*make.article("one"), "1")
    path.chmod(0o444)
    folder.chmod(0o555)
    for parent in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        parent.chmod(0o755)
    try:
        output, errors = _python(READ_ONLY, path).communicate()
    finally:
        folder.chmod(0o755)
    assert output.splitlines()[:1] == ["1"], errors
    assert "ledger.db: the ledger is read-only" in output
