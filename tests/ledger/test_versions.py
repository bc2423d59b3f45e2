"""Ledgers of other versions: older ones keep all that they hold, newer ones are read where they say that they can be.

The older ones were made by the programs of their days, see ``schemas/make.sh``.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import sqlite3
from contextlib import closing
from datetime import date
from importlib import resources
from pathlib import Path

import pytest
from sqlite_utils import Database

from rumourctl.errors import ExitStatus
from rumourctl.extraction.pipeline import Extractor
from rumourctl.ledger import migrations as schema
from rumourctl.ledger.filters import Filter
from rumourctl.ledger.migrations import OLDEST_READER, migrations
from rumourctl.ledger.store import Ledger
from tests.conftest import Runner
from tests.ledger.looking import assert_sound, declared, rows
from tests.ledger.schemas.unpack import SCHEMAS, unpacked

LATEST = SCHEMAS[-1]
RULED = SCHEMAS[2:]
"""Those that have rulings."""
LATER = date(2027, 1, 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the ledger of a test lies: where ``run`` looks for it."""
    return tmp_path / "ledger.db"


ARTICLES = (
    "SELECT n, article_id, path, location, published, publisher, title, url, author, characters, body_start, extractor,"
    " superseded_by, text FROM articles ORDER BY n"
)
CLAIMS = (
    "SELECT c.n, c.claim_id, c.article, c.position, c.appearance, c.role, c.move, c.stage, c.actor, c.certainty, c.via,"
    " c.deal, c.fee_text, c.fee_amount, c.fee_currency, c.contract_until, c.date, c.date_precision, c.background,"
    " c.rules, f.name, t.name, s.kind, s.name, nm.name, p.known_as FROM claims c"
    " LEFT JOIN clubs f ON f.n = c.from_club LEFT JOIN clubs t ON t.n = c.to_club JOIN sources s ON s.n = c.source"
    " JOIN appearances a ON a.n = c.appearance JOIN names nm ON nm.n = a.name LEFT JOIN people p ON p.n = a.person"
    " ORDER BY c.n"
)
EVIDENCE = "SELECT * FROM evidence ORDER BY n"


@pytest.mark.parametrize("made_by", SCHEMAS)
def test_every_schema_opens_with_all_that_it_holds(path: Path, made_by: str) -> None:
    path.write_bytes(unpacked(made_by))
    before = {sql: rows(path, sql) for sql in (ARTICLES, CLAIMS, EVIDENCE)}
    rulings = rows(path, "SELECT * FROM rulings ORDER BY n") if made_by in RULED else []
    assert [len(found) for found in before.values()] == [7, 12, 12]
    with Ledger.open(path) as ledger:
        assert len(ledger.claims()) == (10 if rulings else 11)
        assert ledger.sagas(LATER) == ledger.sagas(LATER, Filter(as_of=LATER)) != []
    assert {sql: rows(path, sql) for sql in before} == before
    assert rows(path, "SELECT * FROM rulings ORDER BY n") == rulings
    assert len(rulings) == (5 if made_by in RULED else 0)
    assert rows(path, "SELECT * FROM stale_people") == []
    assert_sound(path)


@pytest.mark.parametrize("made_by", SCHEMAS)
def test_read_again_every_schema_is_as_if_it_had_been_made_today(
    path: Path, run: Runner, tmp_path: Path, extractor: Extractor, made_by: str
) -> None:
    path.write_bytes(unpacked(made_by))
    new = tmp_path / "new.db"
    with Ledger.open(path) as old, Ledger.open(new, create=True) as ledger:
        old.rederive(extractor.extract, extractor.version, extractor.country_of)
        for (article_id,) in rows(path, "SELECT article_id FROM articles ORDER BY n"):
            article = old.stored(article_id)
            ledger.add(article, extractor.extract(article), extractor.version, extractor.country_of)
    if made_by in RULED:
        for ruling in ("r5", "r3", "r2", "r1"):  # r4 is undone already, by r5, which can be no more
            run("undo", ruling)
    for command in ("articles", "claims", "people", "clubs", "sources", "sagas", "calibration"):
        asked = [run("--db", db, command, "-f", "json").stdout for db in (path, new)]
        assert asked[0] == asked[1], command
        assert json.loads(asked[0]) or command == "calibration"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize("made_by", SCHEMAS)
def test_a_ledger_made_today_is_declared_as_every_program_has_declared_it(tmp_path: Path, made_by: str) -> None:
    (tmp_path / "old.db").write_bytes(unpacked(made_by))
    with closing(sqlite3.connect(tmp_path / "old.db")) as old, closing(sqlite3.connect(":memory:")) as new:
        later = next((each.name for each in migrations.pending(Database(old))), None)
        migrations.apply(Database(new), stop_before=later)
        assert declared(new) == declared(old)


FROZEN = {
    "m001_ledger": "3324b816de4ae316",
    "m002_language": "6de92488774cb1c1",
    "m003_sagas": "9449d5cacedbb4b2",
    "m004_versions": "5ee9f7030353d8ec",
    "m005_indexes": "6169cfc947c6fd67",
    "m006_cases": "7f0903f5169c6c23",
    "m007_clubs": "36a17939656d3f27",
    "m008_records": "d7fd05a2fb9018c4",
}
"""The beginning of a digest of each migration. None of these ever changes: ledgers that have it will not get it again.

A new migration gets its line here; see OLDEST_READER about what else it needs, and ``schemas/make.sh`` about keeping a
ledger as its program makes it.
"""


def test_migrations_are_frozen() -> None:
    texts = {name: inspect.getsource(getattr(schema, name)) for name in FROZEN}
    for file in sorted(resources.files("rumourctl").joinpath("ledger", "schema").iterdir(), key=lambda file: file.name):
        (name,) = (name for name in FROZEN if name.startswith(file.name.removesuffix(".sql")))
        texts[name] += file.read_text(encoding="utf-8")
    digests = {name: hashlib.sha256(text.encode()).hexdigest()[:16] for name, text in texts.items()}
    assert digests == FROZEN
    assert [each.name for each in migrations.pending(Database(memory=True))] == list(FROZEN)
    assert OLDEST_READER == 3


def grow_newer(path: Path, oldest_reader: int) -> bytes:
    """Let a newer program have been at the ledger, one that says which programs can read it. Gives the file's bytes."""
    path.write_bytes(unpacked(LATEST))
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE moods (claim_id TEXT PRIMARY KEY, mood TEXT NOT NULL);"
            "ALTER TABLE articles ADD COLUMN weather TEXT;"
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('rumourctl', 'm007_moods', '');"
            "INSERT INTO stale_people SELECT n FROM people;"
            f"PRAGMA user_version = {oldest_reader};"
        )
    return path.read_bytes()


def test_a_newer_ledger_that_only_has_more_is_read_but_not_written(path: Path, run: Runner, seeds: Path) -> None:
    path.write_bytes(unpacked(LATEST))
    told = {command: run(command, "-f", "json").stdout for command in ("claims", "articles", "sagas", "sources")}
    before = grow_newer(path, OLDEST_READER)
    for command, output in told.items():
        found = run(command, "-f", "json")
        assert (found.status, found.stdout, found.stderr) == (ExitStatus.DONE, output, "")
    for writing in (("ingest", seeds), ("retract", "c1-6d12", "--why", "misread"), ("undo", "r1")):
        refused = run(*writing)
        assert (refused.status, refused.stdout) == (ExitStatus.LEDGER, "")
        assert refused.stderr == (
            f"rumourctl: {path}: was written by a newer rumourctl (it has m007_moods); "
            "it can be read here, but upgrade rumourctl to write to it\n"
        )
    assert path.read_bytes() == before


@pytest.mark.parametrize("oldest_reader", [0, len(SCHEMAS) + 1])
def test_a_newer_ledger_that_is_other_or_does_not_say_is_refused(path: Path, run: Runner, oldest_reader: int) -> None:
    before = grow_newer(path, oldest_reader)
    for command in (("claims",), ("undo", "r1")):
        refused = run(*command)
        assert (refused.status, refused.stdout) == (ExitStatus.LEDGER, "")
        assert refused.stderr == (
            f"rumourctl: {path}: was written by a newer rumourctl (it has m007_moods); upgrade rumourctl to use it\n"
        )
    assert path.read_bytes() == before


def test_a_ledger_says_which_programs_can_read_it(path: Path) -> None:
    Ledger.open(path, create=True).close()
    assert rows(path, "PRAGMA user_version") == [(OLDEST_READER,)]
