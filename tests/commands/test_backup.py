"""``rumourctl backup``: a copy of one moment, known to be good, that replaces nothing unasked."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import pytest

from rumourctl.errors import ExitStatus
from rumourctl.ledger.migrations import APPLICATION_ID
from tests.conftest import ROOT, Runner
from tests.ledger.schemas.unpack import SCHEMAS, unpacked


def test_the_copy_is_a_ledger_that_answers_alike(ask: Runner, run: Runner, seed_ledger: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    done = ask("backup", copy)
    assert (done.status, done.stdout) == (ExitStatus.DONE, "")
    assert done.stderr == f"copied {seed_ledger} to {copy}, and checked: 2 articles, 33 claims\n"
    for command in ("claims", "articles", "sagas", "sources", "people", "clubs"):
        assert run("--db", copy, command, "-f", "json") == ask(command, "-f", "json")
    assert [file.name for file in tmp_path.iterdir()] == ["copy.db"]


def test_another_file_is_replaced_only_by_force_and_the_ledger_never(run: Runner, tmp_path: Path) -> None:
    ledger, copy = tmp_path / "ledger.db", tmp_path / "copy.db"
    ledger.write_bytes(unpacked("m004"))
    copy.write_text("precious")
    refused = run("backup", copy)
    assert (refused.status, copy.read_text()) == (ExitStatus.PARTIAL, "precious")
    assert refused.stderr == (f"rumourctl: {copy}: exists already; name another file, or replace it with --force\n")
    assert run("backup", copy, "--force").status == ExitStatus.DONE
    assert run("--db", copy, "claims", "-f", "json").json == run("claims", "-f", "json").json
    for own in (ledger, tmp_path / "ledger.db-wal"):
        assert run("backup", own, "--force").status == ExitStatus.PARTIAL
    assert run("backup", tmp_path / "nowhere" / "copy.db").status == ExitStatus.PARTIAL
    assert run("claims").status == ExitStatus.DONE


@pytest.mark.parametrize("made_by", SCHEMAS)
def test_an_older_ledger_is_copied_as_it_is(run: Runner, tmp_path: Path, made_by: str) -> None:
    (tmp_path / "ledger.db").write_bytes(unpacked(made_by))
    assert run("backup", tmp_path / "copy.db").stderr.endswith("and checked: 7 articles, 12 claims\n")
    with (
        closing(sqlite3.connect(tmp_path / "copy.db")) as copy,
        closing(sqlite3.connect(tmp_path / "ledger.db")) as old,
    ):
        assert list(copy.iterdump()) == list(old.iterdump())
        assert copy.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert (tmp_path / "ledger.db").read_bytes() == unpacked(made_by)


def test_what_is_no_ledger_is_not_copied(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "ledger.db").write_text("dear diary")
    refused = run("backup", tmp_path / "copy.db")
    assert refused.status == ExitStatus.LEDGER
    assert "is not a rumourctl ledger" in refused.stderr
    (tmp_path / "ledger.db").unlink()
    assert "there is no ledger yet" in run("backup", tmp_path / "copy.db").stderr
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_ledger_is_not_copied(run: Runner, tmp_path: Path) -> None:
    content = bytearray(unpacked("m004"))
    content[4096 * 40 : 4096 * 45] = bytes(4096 * 5)
    (tmp_path / "ledger.db").write_bytes(content)
    refused = run("backup", tmp_path / "copy.db")
    assert refused.status == ExitStatus.LEDGER
    assert "the ledger is damaged" in refused.stderr
    (tmp_path / "ledger.db").write_bytes(unpacked("m004"))
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection, connection:
        connection.execute("DELETE FROM names WHERE n = 1")
    assert "the ledger is damaged (a row of " in run("backup", tmp_path / "copy.db").stderr
    assert not (tmp_path / "copy.db").exists()


WRITING = """
    import sys
    from datetime import date
    from pathlib import Path
    from rumourctl.articles.model import Article
    from rumourctl.claims.model import Claim, Move, Stage
    from rumourctl.ledger.store import Ledger
    claim = Claim("Endrick", Move.LOAN, Stage.TALKS, date(2025, 1, 1), to_club="Lyon")
    with Ledger.open(Path(sys.argv[1]), create=True) as ledger, ledger.adding_many():
        for turn in range(100_000):
            ledger.add(Article(f"{turn} " * 300, date(2025, 1, 1), f"{turn}"), [claim], "1")
            print(turn, flush=True)
"""


def test_while_others_write_each_copy_is_of_one_moment(run: Runner, tmp_path: Path) -> None:
    command = [sys.executable, "-c", textwrap.dedent(WRITING), str(tmp_path / "ledger.db")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        held = []
        for number in range(5):
            for _ in range(20):
                stored = int(writer.stdout.readline())
            copy = tmp_path / f"{number}.db"
            assert run("backup", copy).status == ExitStatus.DONE
            with closing(sqlite3.connect(copy)) as connection:
                ((articles, claims),) = connection.execute("SELECT count(*), sum(n > 0) FROM articles").fetchall()
                held.append(articles)
                assert connection.execute("SELECT count(*) FROM claims").fetchone() == (claims,)
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert articles > stored
        assert writer.poll() is None
        writer.kill()
    assert held == sorted(set(held))
