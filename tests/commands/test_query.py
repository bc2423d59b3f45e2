"""``query``: the user's own SQL, which reads and does nothing else."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.commands.hostile import NAMES, faults_of_output, faults_of_text

Runner = Callable[..., Any]

ENDLESS = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT {} FROM t"


@pytest.fixture
def copied(seed_ledger: Path, tmp_path: Path) -> Path:
    """A ledger of the seeds, with nothing else in its folder."""
    return Path(shutil.copy(seed_ledger, tmp_path / "copied.db"))


def test_rows_come_with_the_names_that_the_sql_gives(ask: Runner) -> None:
    sql = "SELECT person, count(*) AS claims FROM timeline WHERE to_club = :club GROUP BY 1 ORDER BY 2 DESC, 1"
    first, *_ = ask("query", sql, "-p", "club=Real Madrid", "-f", "json").json
    listed = ask("claims", "--club", "Real Madrid", "--person", first["person"], "-f", "json").json
    assert first["claims"] == len([claim for claim in listed if claim["to_club"] == "Real Madrid"])
    assert ask("query", sql, "-p", "club=Nowhere", "-f", "json").json == []
    assert "no rows" in ask("query", sql, "-p", "club=Nowhere").stdout


def test_all_kinds_of_values_have_a_form_in_every_format(ask: Runner) -> None:
    sql = "SELECT 1 AS a, 2 AS a, x'00ff' AS bytes, 9e999 AS big, NULL AS empty, 'té' AS text"
    expected = {"a": 1, "a_2": 2, "bytes": "00ff", "big": "inf", "empty": None, "text": "té"}
    assert ask("query", sql, "-f", "json").json == [expected]
    assert ask("query", sql, "-f", "csv").lines == ["a,a_2,bytes,big,empty,text", "1,2,00ff,inf,,té"]
    assert ask("query", sql).lines[1].split() == ["1", "2", "2", "bytes", "inf", "–", "té"]


def test_tables_search_and_functions_that_give_rows_can_be_used(ask: Runner) -> None:
    assert ask("query", "SELECT value FROM json_each('[1, 2]')", "-f", "csv").lines == ["value", "1", "2"]
    assert "claim_id" in ask("query", "SELECT name FROM pragma_table_info('claims')").stdout
    found = ask("query", "SELECT count(*) AS n FROM articles_fts WHERE articles_fts MATCH 'klopp'", "-f", "json").json
    assert found[0]["n"] >= 1
    assert ask("query", "EXPLAIN QUERY PLAN SELECT * FROM claims").status == 0


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM claims",
        "INSERT INTO rulings DEFAULT VALUES",
        "UPDATE articles SET text = ''",
        "UPDATE sqlite_master SET sql = ''",
        "DROP TABLE claims",
        "CREATE TABLE mine (x)",
        "CREATE TEMP TABLE mine (x)",
        "CREATE TRIGGER t AFTER INSERT ON claims BEGIN SELECT 1; END",
        "WITH x AS (SELECT 1) INSERT INTO claims SELECT * FROM x",
        "INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')",
        "ATTACH 'other.db' AS other",
        "VACUUM",
        "VACUUM INTO 'copy.db'",
        "PRAGMA query_only = OFF",
        "PRAGMA writable_schema = ON",
        "PRAGMA journal_mode = DELETE",
        "BEGIN",
        "COMMIT",
        "REINDEX",
        "ANALYZE",
        "SELECT load_extension('harm')",
        "SELECT fts3_tokenizer('x', x'00')",
        "SELECT 1; DELETE FROM claims",
        "",
        "/* nothing */",
        "selec",
        "SELECT * FROM nowhere",
        "SELECT :unbound",
    ],
)
def test_what_is_not_reading_is_refused_and_changes_nothing(run: Runner, copied: Path, sql: str) -> None:
    before = content(copied)
    done = run("--db", copied, "query", sql)
    assert (done.status, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("rumourctl: query: ")
    assert content(copied) == before
    assert sorted(path.name for path in copied.parent.glob("*.db")) == [copied.name]


def content(ledger: Path) -> str:
    """A digest of all that the ledger holds."""
    with closing(sqlite3.connect(f"{ledger.as_uri()}?mode=ro", uri=True)) as db:
        return hashlib.sha256("\n".join(db.iterdump()).encode()).hexdigest()


def test_sql_may_come_from_standard_input(ask: Runner) -> None:
    assert ask("query", "-", "-f", "csv", stdin=b"SELECT 1 AS one").lines == ["one", "1"]
    assert ask("query", "-", stdin=b"SELECT '\xff'").status == 2


def test_a_parameter_is_a_value_and_never_sql(ask: Runner) -> None:
    said = "x' OR 1=1; DROP TABLE claims; --"
    assert ask("query", "SELECT :said AS said", "-p", f"said={said}", "-f", "json").json == [{"said": said}]
    assert ask("query", "SELECT 1", "-p", "nothing").status == 2


@contextmanager
def started(ledger: Path, sql: str) -> Iterator[subprocess.Popen[bytes]]:
    """The program, asked for the answer to ``sql`` row by row, and gone at the end whatever comes."""
    command = [sys.executable, "-u", "-m", "rumourctl", "--db", str(ledger), "query", sql, "-f", "ndjson"]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Whoever runs the tests in the background may have Ctrl-C ignored, and so would the program.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def test_a_query_without_end_stops_at_ctrl_c(copied: Path) -> None:
    with started(copied, ENDLESS.format("n") + " WHERE n < 3") as process:  # and goes on looking for more
        assert process.stdout is not None
        assert json.loads(process.stdout.readline()) == {"n": 1}
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_rows_come_as_they_are_found_and_whoever_has_enough_ends_it(copied: Path) -> None:
    with started(copied, ENDLESS.format("n")) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline()) == {"n": 1}
        process.stdout.close()
        assert process.wait(timeout=30) == 0


@pytest.mark.parametrize("form", ["table", "markdown", "json", "ndjson", "csv", "tsv"])
def test_nothing_in_a_ledger_is_obeyed(run: Runner, ruled: Path, form: str) -> None:
    done = run("--db", ruled, "query", "SELECT * FROM timeline", "-f", form, terminal=form == "table")
    assert done.status == 0
    assert faults_of_output(done.stdout, form, coloured=form == "table") == []
    assert all(surname in re.sub(r"\s", "", done.stdout) for surname in list(NAMES)[:5])
    column = "".join(("\x1b[31m", "=1+1", "\u202e"))
    named = run("--db", ruled, "query", f'SELECT 1 AS "{column}"', "-f", form)
    assert named.status == 0
    assert faults_of_text(named.stdout.replace("\t", "")) == []
