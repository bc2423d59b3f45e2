"""Ledgers from strangers: what is in the file cannot run code, reach other files, or harm who opens it."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from rumourctl.errors import LedgerError
from rumourctl.ledger.connecting import connect
from rumourctl.ledger.migrations import migrations
from rumourctl.ledger.store import Ledger
from rumourctl.ledger.trust import refuse_foreign_code
from tests.conftest import umask

FOREIGN = {
    "a trigger": ("mischief", "CREATE TRIGGER mischief AFTER INSERT ON articles BEGIN DELETE FROM rulings; END"),
    "a trigger on a view": (
        "mischief",
        "CREATE TRIGGER mischief INSTEAD OF INSERT ON timeline BEGIN DELETE FROM claims; END",
    ),
    "another trigger": (
        "claims_ai",
        "DROP TRIGGER claims_ai;"
        " CREATE TRIGGER claims_ai AFTER INSERT ON claims BEGIN UPDATE articles SET text = 'lies'; END",
    ),
    "another view": ("live_claims", "DROP VIEW live_claims; CREATE VIEW live_claims AS SELECT * FROM claims LIMIT 0"),
    "a view for a table": ("retracted", "DROP TABLE retracted; CREATE VIEW retracted AS SELECT 'c1-' AS claim_id"),
    "a table for a view": ("timeline", "DROP VIEW timeline; CREATE TABLE timeline (person)"),
    "a default": ("rulings", "ALTER TABLE rulings ADD COLUMN x DEFAULT (load_extension('/tmp/evil'))"),
    "an index": ("mischief", "CREATE INDEX mischief ON articles (abs(n))"),
    "a generated column": ("articles", "ALTER TABLE articles ADD COLUMN x AS (zeroblob(900000000))"),
    "an endless view": (
        "article_voices",
        "DROP VIEW article_voices; CREATE VIEW article_voices AS"
        " WITH RECURSIVE t (article) AS (SELECT 1 UNION ALL SELECT article FROM t)"
        " SELECT article, 1 AS original, 'x' AS voice FROM t",
    ),
}


@pytest.fixture
def path(tmp_path, make):
    path = tmp_path / "ledger.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.add(*make.article("Lyon want Endrick.", make.claim("Endrick", None, "Lyon")), "1")
    return path


def tamper(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(sql)


@pytest.mark.parametrize(("name", "sql"), FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("create", [False, True], ids=["reading", "ingesting"])
def test_code_that_is_not_rumourctls_own_is_refused_before_it_runs(path, name, sql, create):
    tamper(path, sql)
    before = path.read_bytes()
    with pytest.raises(LedgerError, match=rf"ledger\.db: its \w+ {name} is not rumourctl's own .* restore a backup"):
        Ledger.open(path, create=create)
    assert path.read_bytes() == before


def test_a_view_of_the_users_own_is_left_alone(path):
    tamper(path, "CREATE VIEW mine AS SELECT person FROM timeline; CREATE TABLE notes (x)")
    with Ledger.open(path) as ledger:
        assert [row.name for row in ledger.people()] == ["Endrick"]


def test_older_ledgers_are_known_as_rumourctls_own(tmp_path):
    names = [migration.name for migration in migrations.pending(Database(memory=True))]
    for number, after in enumerate([*names[1:], None]):
        path = tmp_path / f"{number}.db"
        with closing(Database(path)) as db:
            migrations.apply(db, stop_before=after)
            refuse_foreign_code(db, path)
            db.execute("CREATE TRIGGER mischief AFTER INSERT ON articles BEGIN DELETE FROM articles; END")
            with pytest.raises(LedgerError, match="mischief"):
                refuse_foreign_code(db, path)


def test_until_it_is_known_the_schema_calls_nothing_with_effects(path):
    tamper(path, "CREATE VIEW mine AS SELECT load_extension('/tmp/evil')")
    unsafe = pytest.raises(sqlite3.Error, match=r"unsafe use of load_extension\(\)")
    with closing(connect(path, create=False)) as connection, unsafe:
        connection.execute("SELECT * FROM mine")


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("load_extension('/tmp/evil')", "not authorized"),
        ("zeroblob(1000000000)", "too big"),
    ],
)
def test_a_connection_loads_no_extension_and_holds_no_giant(path, expression, reason):
    with closing(connect(path, create=False)) as connection, pytest.raises(sqlite3.Error, match=reason):
        connection.execute(f"SELECT {expression}")


def test_a_giant_in_the_file_is_not_read(path):
    tamper(path, "UPDATE articles SET text = zeroblob(300000000)")
    with Ledger.open(path) as ledger, pytest.raises(LedgerError, match=r"ledger\.db: .* too big"):
        ledger.stored(ledger.articles()[0].article_id)


@pytest.mark.parametrize("mask", [0o077, 0o022, 0o000], ids=oct)
def test_others_may_never_write_to_a_new_ledger_or_its_folder(tmp_path, mask):
    with umask(mask), Ledger.open(tmp_path / "deep" / "er" / "ledger.db", create=True):
        modes = {entry.name: stat.S_IMODE(entry.stat().st_mode) for entry in tmp_path.rglob("*")}
    assert modes.keys() >= {"deep", "er", "ledger.db"}
    assert not [name for name, mode in modes.items() if mode & (mask | 0o022)]
