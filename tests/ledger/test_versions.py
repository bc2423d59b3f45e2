"""Ledgers of other versions: older ones are upgraded whole after a backup, newer ones are read where they say they can.

The older ones were made by the programs of their days, see ``schemas/make.sh``.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import re
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from rumourctl.errors import ExitStatus, LedgerError
from rumourctl.extraction.pipeline import Extractor
from rumourctl.ledger import migrations as schema
from rumourctl.ledger.filters import Filter
from rumourctl.ledger.migrations import OLDEST_READER, migrations
from rumourctl.ledger.store import Ledger
from tests.conftest import ROOT, Runner
from tests.ledger.schemas.unpack import SCHEMAS, unpacked

OLD = SCHEMAS[:-1]
LATEST = SCHEMAS[-1]
LATER = date(2027, 1, 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the ledger of a test lies: where ``run`` looks for it."""
    return tmp_path / "ledger.db"


def rows(path: Path | sqlite3.Connection, sql: str) -> list[tuple[Any, ...]]:
    """What a query finds, asked without the program and without writing."""
    if isinstance(path, sqlite3.Connection):
        return path.execute(sql).fetchall()
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def declared(path: Path | sqlite3.Connection) -> dict[str, str]:
    """The tables, indexes, triggers and views, as they are declared; those are left out that libraries make."""
    ours = "sql IS NOT NULL AND name NOT GLOB '*_fts_*' AND tbl_name NOT GLOB '_sqlite*'"
    return dict(rows(path, f"SELECT name, sql FROM sqlite_master WHERE {ours}"))


def backups(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}.*.bak"))


def assert_sound(path: Path) -> None:
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert rows(path, "PRAGMA foreign_key_check") == []
    with closing(sqlite3.connect(path)) as connection:
        for searched in ("articles_fts", "evidence_fts"):
            connection.execute(f"INSERT INTO {searched} ({searched}, rank) VALUES ('integrity-check', 1)")


ARTICLES = (
    "SELECT n, article_id, path, location, published, publisher, title, url, author, characters, body_start, extractor,"
    " superseded_by, text FROM articles ORDER BY n"
)
CLAIMS = (
    "SELECT c.*, f.name, t.name, s.kind, s.name, nm.name, p.known_as FROM claims c"
    " LEFT JOIN clubs f ON f.n = c.from_club LEFT JOIN clubs t ON t.n = c.to_club JOIN sources s ON s.n = c.source"
    " JOIN appearances a ON a.n = c.appearance JOIN names nm ON nm.n = a.name LEFT JOIN people p ON p.n = a.person"
    " ORDER BY c.n"
)
EVIDENCE = "SELECT * FROM evidence ORDER BY n"


@pytest.mark.parametrize("made_by", SCHEMAS)
def test_every_schema_opens_with_all_that_it_holds(path: Path, made_by: str) -> None:
    path.write_bytes(unpacked(made_by))
    before = {sql: rows(path, sql) for sql in (ARTICLES, CLAIMS, EVIDENCE)}
    rulings = rows(path, "SELECT * FROM rulings ORDER BY n") if made_by == LATEST else []
    assert [len(found) for found in before.values()] == [7, 12, 12]
    with Ledger.open(path) as ledger:
        assert len(ledger.claims()) == (10 if rulings else 11)
        assert ledger.sagas(LATER) == ledger.sagas(LATER, Filter(as_of=LATER)) != []
    assert {sql: rows(path, sql) for sql in before} == before
    assert rows(path, "SELECT * FROM rulings ORDER BY n") == rulings
    assert len(rulings) == (5 if made_by == LATEST else 0)
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
    if made_by == LATEST:
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


@pytest.mark.parametrize("made_by", OLD)
def test_an_older_ledger_is_upgraded_after_a_backup(path: Path, run: Runner, made_by: str) -> None:
    path.write_bytes(unpacked(made_by))
    told = run("claims", "-f", "ndjson")
    assert (told.status, len(told.lines)) == (ExitStatus.DONE, 11)
    (backup,) = backups(path)
    assert backup.name.startswith(f"ledger.db.{made_by}.20")
    assert told.stderr == (f"{path}: upgraded for this version of rumourctl; as it was, it is kept in {backup}\n")
    assert_sound(backup)
    assert declared(backup) != declared(path)
    path.write_bytes(unpacked(made_by))
    assert list(dump_of(backup)) == list(dump_of(path))


def dump_of(path: Path) -> Iterator[str]:
    """All that a database holds, as SQL."""
    with closing(sqlite3.connect(path)) as connection:
        yield from connection.iterdump()


def test_what_is_new_or_current_needs_no_backup(path: Path, run: Runner) -> None:
    path.touch()
    with Ledger.open(path, create=True):
        pass
    path.unlink()
    path.write_bytes(unpacked(LATEST))
    assert run("claims").stderr == ""
    assert backups(path) == []


def test_a_backup_can_take_the_place_of_the_ledger(path: Path, run: Runner) -> None:
    path.write_bytes(unpacked("m001"))
    before = run("claims", "-f", "json").stdout
    (backup,) = backups(path)
    backup.replace(path)
    assert run("claims", "-f", "json").stdout == before


DISK = 1 << 20


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with room for DISK bytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting needs the right to")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last migration fails, after it has done all that it does."""
    last = migrations._migrations[-1]

    def fails(db: Database) -> None:
        last.fn(db)
        raise RuntimeError("no more")

    monkeypatch.setattr(migrations, "_migrations", [*migrations._migrations[:-1], type(last)(last.name, fails)])


@pytest.mark.usefixtures("failing")
def test_an_upgrade_that_fails_leaves_the_ledger_as_it_was(path: Path) -> None:
    path.write_bytes(unpacked("m001"))
    before = list(dump_of(path))
    with pytest.raises(RuntimeError):
        Ledger.open(path)
    assert list(dump_of(path)) == before
    assert backups(path) == []


def _python(code: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


KILLED = """
    import os, signal, sqlite3, sys
    from pathlib import Path
    from rumourctl.ledger.store import Ledger

    left = int(sys.argv[2])
    connect = sqlite3.connect

    def count(statement):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def counting(*given, **named):
        connection = connect(*given, **named)
        connection.set_trace_callback(count)
        return connection

    sqlite3.connect = counting
    Ledger.open(Path(sys.argv[1])).close()
    print(left)
"""
"""Opens a ledger, and is killed before the statement of the number given."""


@pytest.mark.parametrize("points", [5, pytest.param(30, marks=pytest.mark.slow)])
def test_an_upgrade_that_is_killed_is_done_whole_or_not_at_all(path: Path, points: int) -> None:
    path.write_bytes(unpacked("m001"))
    old = declared(path)
    statements = 10_000 - int(_python(KILLED, path, 10_000).communicate()[0])
    new = declared(path)
    assert statements > 100
    found = set()
    for point in range(1, points + 1):
        for file in path.parent.iterdir():
            file.unlink()
        path.write_bytes(unpacked("m001"))
        killed = _python(KILLED, path, statements * point // points)
        killed.communicate()
        assert killed.returncode == -signal.SIGKILL
        with closing(sqlite3.connect(path)) as connection:
            found.add(declared(connection) == new)
            assert declared(connection) in (old, new)
            assert rows(connection, "SELECT count(*) FROM articles") == [(7,)]
        for backup in backups(path):
            assert_sound(backup)
        with Ledger.open(path) as ledger:
            assert len(ledger.claims()) == 11
        assert declared(path) == new
        assert_sound(path)
    assert found == {False, True}


AT_ONCE = """
    import sys
    from pathlib import Path
    from rumourctl.ledger.store import Ledger
    print("ready", flush=True)
    sys.stdin.readline()
    with Ledger.open(Path(sys.argv[1]), tell=print) as ledger:
        print(len(ledger.claims()))
"""


def test_of_several_that_open_an_older_ledger_at_once_one_upgrades_it(path: Path) -> None:
    path.write_bytes(unpacked("m001"))
    openers = [_python(AT_ONCE, path) for _ in range(4)]
    for opener in openers:
        assert opener.stdout.readline() == "ready\n"
    for opener in openers:
        opener.stdin.write("\n")
        opener.stdin.flush()
    said = [opener.communicate() for opener in openers]
    assert [errors for _, errors in said] == [""] * 4
    assert sorted(output.splitlines()[-1] for output, _ in said) == ["11"] * 4
    assert sum("upgraded" in output for output, _ in said) == 1
    assert len(backups(path)) == 1


AS_NOBODY = """
    import os, sys
    from pathlib import Path
    from rumourctl.errors import LedgerError
    from rumourctl.ledger.store import Ledger
    path = Path(sys.argv[1])
    if os.getuid() == 0:
        os.setuid(65534)
    try:
        Ledger.open(path).close()
    except LedgerError as error:
        print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="permissions work otherwise")
@pytest.mark.parametrize(("ledger", "folder"), [(0o444, 0o555), (0o444, 0o777), (0o666, 0o555)])
def test_an_older_ledger_that_may_not_be_written_says_what_to_do(tmp_path: Path, ledger: int, folder: int) -> None:
    path = tmp_path / "medium" / "ledger.db"
    path.parent.mkdir()
    path.write_bytes(unpacked("m001"))
    path.chmod(ledger)
    path.parent.chmod(folder)
    for parent in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        parent.chmod(0o755)
    try:
        output, errors = _python(AS_NOBODY, path).communicate()
    finally:
        path.parent.chmod(0o755)
    assert output == (
        f"{path}: was written by an older rumourctl and must be upgraded once, but is read-only; "
        "make it and its folder writable, or name a copy of it with --db\n"
    ), errors
    assert path.read_bytes() == unpacked("m001")
    assert backups(path) == []


def test_where_no_backup_can_be_made_nothing_is_upgraded(path: Path) -> None:
    path.write_bytes(unpacked("m001"))
    before = list(dump_of(path))
    script = "ulimit -f 100; exec " + shlex.join([sys.executable, "-m", "rumourctl", "--db", str(path), "claims"])
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stdout) == (ExitStatus.LEDGER, "")
    assert re.fullmatch(
        rf"rumourctl: {path}: must be upgraded, which is not done without a backup, and none can be made: "
        rf"{path}\.m001\.[0-9.-]+\.bak: cannot be written: .*\n",
        done.stderr,
    )
    assert list(dump_of(path)) == before
    assert [file.name for file in path.parent.iterdir()] == ["ledger.db"]


def refusal_of(path: Path) -> str | None:
    """Why an older ledger is not upgraded; None where it is."""
    try:
        Ledger.open(path).close()
    except LedgerError as error:
        return str(error)
    return None


def test_however_full_the_disk_is_an_upgrade_is_done_whole_or_not_at_all(small_disk: Path) -> None:
    path, filler = small_disk / "ledger.db", small_disk / "filler"
    refusals = []
    for spare in range(40 << 10, 640 << 10, 16 << 10):
        path.write_bytes(unpacked("m001"))
        old, before = declared(path), list(dump_of(path))
        filler.write_bytes(bytes(DISK - len(unpacked("m001")) - spare))
        refusals.append(refusal_of(path))
        filler.unlink()
        if refusals[-1]:
            assert re.search("the disk .*is full", refusals[-1])
            assert list(dump_of(path)) == before
            assert [file.name for file in small_disk.iterdir()] == ["ledger.db"]
        else:
            assert declared(path) != old
            assert len(backups(path)) == 1
        assert_sound(path)
        for file in small_disk.iterdir():
            file.unlink()
    upgraded = [refusal is None for refusal in refusals]
    assert set(upgraded) == {False, True}
    assert upgraded == sorted(upgraded)
    assert {"without a backup" in refusal for refusal in refusals if refusal} == {False, True}


def test_a_damaged_ledger_is_not_upgraded(path: Path) -> None:
    content = bytearray(unpacked("m001"))
    content[-4096 * 20 : -4096 * 15] = bytes(4096 * 5)
    path.write_bytes(content)
    with pytest.raises(LedgerError, match=r"none can be made: .*the ledger is damaged"):
        Ledger.open(path)
    assert path.read_bytes() == content
    assert [file.name for file in path.parent.iterdir()] == ["ledger.db"]


def grow_newer(path: Path, oldest_reader: int) -> bytes:
    """Let a newer program have been at the ledger, one that says which programs can read it. Gives the file's bytes."""
    path.write_bytes(unpacked(LATEST))
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE moods (claim_id TEXT PRIMARY KEY, mood TEXT NOT NULL);"
            "ALTER TABLE articles ADD COLUMN weather TEXT;"
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('rumourctl', 'm004_moods', '');"
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
            f"rumourctl: {path}: was written by a newer rumourctl (it has m004_moods); "
            "it can be read here, but upgrade rumourctl to write to it\n"
        )
    assert path.read_bytes() == before


@pytest.mark.parametrize("oldest_reader", [0, OLDEST_READER + 1])
def test_a_newer_ledger_that_is_other_or_does_not_say_is_refused(path: Path, run: Runner, oldest_reader: int) -> None:
    before = grow_newer(path, oldest_reader)
    for command in (("claims",), ("undo", "r1")):
        refused = run(*command)
        assert (refused.status, refused.stdout) == (ExitStatus.LEDGER, "")
        assert refused.stderr == (
            f"rumourctl: {path}: was written by a newer rumourctl (it has m004_moods); upgrade rumourctl to use it\n"
        )
    assert path.read_bytes() == before


def test_a_ledger_says_which_programs_can_read_it(path: Path) -> None:
    Ledger.open(path, create=True).close()
    assert rows(path, "PRAGMA user_version") == [(OLDEST_READER,)]
