"""Opening a ledger: what is made, what is refused, and that what is refused stays as it was."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from rumourctl.errors import ExitStatus, LedgerError
from rumourctl.ledger.migrations import APPLICATION_ID
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


def test_an_empty_file_holds_no_ledger_until_one_is_made_in_it(tmp_path):
    path = tmp_path / "ledger.db"
    path.touch()
    with pytest.raises(LedgerError, match="the ledger is empty; run `rumourctl ingest` first"):
        Ledger.open(path)
    assert path.stat().st_size == 0
    with Ledger.open(path, create=True) as ledger:
        assert ledger.counts().claims == 0


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
    path.absolute().as_uri()  # loads what it needs from an interpreter that may be root's alone
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
