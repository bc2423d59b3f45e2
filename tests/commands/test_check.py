"""``check`` on the command line: what it prints, and how it ends."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

Runner = Callable[..., Any]


@pytest.fixture
def path(seed_ledger: Path, tmp_path: Path) -> Path:
    """A copy of the ledger of the seeds at the place where the program looks for it."""
    return Path(shutil.copy(seed_ledger, tmp_path / "ledger.db"))


def damage(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(statement)


def test_a_sound_ledger_is_said_to_be_sound(run: Runner, path: Path) -> None:
    done = run("check")
    assert (done.status, done.stdout, done.stderr) == (0, "", "the ledger is sound\n")
    assert run("check", "-f", "json").json == []


def test_faults_are_rows_in_every_format(run: Runner, path: Path) -> None:
    damage(path, "UPDATE people SET known_as = 'Gh\x1b[31most' WHERE n = 1")
    done = run("check", "-f", "json")
    assert (done.status, done.stderr) == (1, f"{len(done.json)} faults\n")
    row = next(row for row in done.json if row["where"] == "Gh\x1b[31most")
    assert (row["kind"], row["state"]) == ("person", "repairable")
    for form in ("table", "ndjson", "csv", "tsv", "markdown"):
        done = run("check", "-f", form)
        assert done.status == 1
        assert "repairable" in done.stdout
    assert "Gh<U+001B>[31most" in run("check").stdout


def test_a_repair_mends_reads_again_and_tells_what_is_left(run: Runner, path: Path) -> None:
    damage(path, "UPDATE articles SET published = '2020-01-01' WHERE n = 1")
    damage(path, "UPDATE evidence SET text = 'He joins.' WHERE claim IN (SELECT n FROM claims WHERE article = 2)")
    before = path.read_bytes()
    done = run("check", "--repair", "-f", "json")
    (kept,) = path.parent.glob("ledger.db.repair.*.bak")
    assert f"it is kept in {kept}" in done.stderr
    assert run("--db", kept, "check", "-f", "json").status == 1
    assert (before[100:], path.read_bytes() == before) == (kept.read_bytes()[100:], False)
    states = {(row["kind"], row["state"]) for row in done.json}
    assert ("article", "not repairable") in states
    assert ("evidence", "repaired") in states
    assert done.status == 1
    assert done.stderr.endswith("left\n")
    assert {row["state"] for row in run("check", "-f", "json").json} == {"not repairable"}
    assert len(run("articles", "-f", "json").json) == 2


@pytest.mark.parametrize(
    ("damaged", "command"),
    [
        ("UPDATE claims SET stage = 'rumour'", "claims"),
        ("UPDATE claims SET stage = 'rumour'", "sources"),
        ("UPDATE claims SET via = '['", "sources"),
        ("UPDATE claims SET date = '2025-02-30'", "people"),
        ("UPDATE claims SET date = '2025-02-30'", "clubs"),
        ("UPDATE claims SET date = '0001-01-01'", "timeline Mac"),
        ("UPDATE claims SET fee_text = x'ff', fee_amount = 1", "export"),
        ("UPDATE evidence SET text = CAST(x'41ff42' AS TEXT)", "claims"),
        ("UPDATE articles SET title = CAST(x'41ff42' AS TEXT)", "articles"),
        ("UPDATE articles SET url = x'ff'", "articles"),
        ("UPDATE articles SET text = text || '!'", "export"),
        ("UPDATE articles SET published = 'soon'", "export"),
        ("DELETE FROM sources", "export"),
        ("INSERT INTO rulings VALUES (1, 'r1', '2025-05-20', 'retract', '{}', NULL, NULL)", "rulings"),
        ("INSERT INTO rulings VALUES (1, 'r1', '2025-05-20', 'retract', '5', NULL, NULL)", "export"),
        ("UPDATE articles SET published = 'soon'", "articles"),
        ("UPDATE sagas SET fate = 'perhaps'", "sagas"),
        ("INSERT INTO rulings VALUES (1, 'r1', 'soon', 'perhaps', '{}', NULL, NULL)", "rulings"),
    ],
)
def test_commands_say_of_a_damaged_ledger_what_to_do(run: Runner, path: Path, damaged: str, command: str) -> None:
    damage(path, damaged)
    done = run(*command.split())
    assert done.status == 3
    assert done.stdout == "" or command == "export"
    assert "rumourctl check --repair" in done.stderr
    assert len(done.stderr) < 1_000


def test_what_is_no_ledger_is_left_alone(run: Runner, tmp_path: Path) -> None:
    assert run("check").status == 3
    (tmp_path / "ledger.db").write_bytes(b"")
    assert "the ledger is empty" in run("check").stderr
    (tmp_path / "ledger.db").write_text("somebody's notes")
    assert run("check", "--repair").status == 3
    assert (tmp_path / "ledger.db").read_text() == "somebody's notes"
