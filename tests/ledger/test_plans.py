"""No question reads all of a table that grows with the ledger: the plans of the very queries that commands run.

The queries are those that SQLite reports from the connection of a real command. A covering index read from end to end
counts as a table read whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from rumourctl.errors import ExitStatus
from rumourctl.ledger import connecting
from tests.benchmarks.ledgers import make_ledger
from tests.conftest import Runner

CLUB, PERSON = "Real Madrid", "most talked of"
GROWS = frozenset(
    {
        *("articles", "claims", "evidence", "appearances", "names", "name_words", "name_clubs", "people", "sources"),
        *("sagas", "saga_clubs", "saga_claims", "saga_ways", "saga_sources", "saga_tallies", "article_marks"),
        *("article_copies", "retracted", "stale_people", "club_sources", "club_people"),
        *("club_records", "records_due"),
    }
)
"""All tables of a ledger but clubs, of which the world has some thousands, and rulings, which somebody made by hand."""
MAY_BE_READ = frozenset({"stale_people", "retracted", "records_due"})
"""What is due, which writers keep short, and what the user retracted."""


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plans") / "ledger.db"
    make_ledger(path, 1200)
    return path


@pytest.fixture
def traced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that SQLite runs, with the values in them, and with triggers' left out."""
    ran: list[str] = []
    plain = connecting.connect

    def connect(path: Path, *, create: bool) -> sqlite3.Connection:
        connection = plain(path, create=create)
        connection.set_trace_callback(ran.append)
        return connection

    monkeypatch.setattr("rumourctl.ledger.file.connect", connect)
    return ran


def scans(path: Path, statements: list[str]) -> Iterator[str]:
    """The steps of the plans of queries by which a whole table is read."""
    with closing(sqlite3.connect(path)) as db:
        for sql in dict.fromkeys(statements):
            if not sql.lstrip().upper().startswith(("SELECT", "WITH")):
                continue
            steps = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")]
            read = {table for table in GROWS - MAY_BE_READ if f" {table} " in f" {sql} "}
            for step in steps:
                name = step.removeprefix("SCAN ").split()[0]
                if step.startswith("SCAN ") and "VIRTUAL TABLE" not in step and name in read | set(_aliases(sql, read)):
                    yield f"{step} in {sql}"


def _aliases(sql: str, tables: set[str]) -> Iterator[str]:
    """What tables are called in a query."""
    words = sql.replace("(", " ").replace(")", " ").replace(",", " ").split()
    for table, alias in pairwise(words):
        if table in tables:
            yield alias


ASKED = [
    *(("timeline", PERSON), ("timeline", PERSON, "--stage", "done", "--club", CLUB), ("timeline", CLUB)),
    *(("timeline", CLUB, "--limit", "5", "-f", "ndjson"), ("timeline", CLUB, "--as-of", "2015")),
    *(("sources", "--club", CLUB), ("sources", "--club", CLUB, "-n", "3"), ("sources", "--person", PERSON)),
    *(("sources", "--club", CLUB, "--since", "2015"),),
    *(("sources", "--club", CLUB, "--season", "2015/16"), ("sources", "--club", CLUB, "--kind", "outlet", "-n", "3")),
    *(("claims", "--person", PERSON), ("claims", "--club", CLUB), ("claims", "--club", CLUB, "--stage", "medical")),
    *(("claims", "--source", "London Post"), ("claims", "--source", "London Post", "--club", CLUB, "--move", "loan")),
    *(("claims", "--stage", "medical"), ("claims", "--certainty", "denied"), ("claims", "--move", "loan")),
    *(("claims", "--since", "2015-06", "--until", "2015-07"), ("claims", "--as-of", "2010", "--limit", "5")),
    *(("claims", "--kind", "club", "--limit", "5"), ("claims", "--no-background", "--limit", "5")),
    *(("claims", "--text", "medical", "--limit", "5"), ("claims", "--limit", "5"), ("claims", "-f", "ndjson")),
    *(("diff", "2015-06-01", "2015-06-30", "--person", PERSON), ("diff", "2015-06-01", "2015-06-30", "-f", "json")),
    *(("diff", "2015-06-01", "2015-06-30", "--club", CLUB, "-f", "json"),),
    *(("sagas", "--limit", "5"), ("sagas", "--club", CLUB), ("sagas", "--person", PERSON), ("sagas", "--stale", "14")),
    *(("sagas", "--status", "open"), ("sagas", "--season", "2015/16"), ("sagas", "--status", "off", "--club", CLUB)),
    *(("people", "--limit", "5"), ("people", "--club", CLUB), ("clubs", "--person", PERSON)),
    *(("clubs", "--limit", "5"), ("diff", "2015-06-01", "2015-06-30", "--club", CLUB, "--limit", "5")),
    *(("articles", "--since", "2015-06", "--until", "2015-07"), ("articles", "--person", PERSON)),
]  # fmt: skip


@pytest.mark.parametrize("arguments", ASKED, ids=" ".join)
def test_no_question_reads_a_whole_table(big: Path, run: Runner, traced: list[str], arguments: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(big)) as db:
        (person,) = db.execute("SELECT known_as FROM people ORDER BY claims DESC LIMIT 1").fetchone()
    asked = [person if argument == PERSON else argument for argument in arguments]
    done = run("--db", big, *asked)
    assert done.status in (ExitStatus.DONE, ExitStatus.PARTIAL), done.stderr
    assert len(traced) > 5
    assert list(scans(big, traced)) == []


def test_a_scan_would_be_found(big: Path) -> None:
    (found,) = scans(big, ["SELECT count(*) FROM claims c WHERE c.fee_amount > 1"])
    assert found.startswith("SCAN c")
    assert list(scans(big, ["SELECT source FROM claims c GROUP BY source"]))
    assert list(scans(big, ["SELECT * FROM claims c WHERE c.n = 1"])) == []
