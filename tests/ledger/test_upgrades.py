"""An older ledger is upgraded whole or not at all, once, after a backup that can take its place."""

from __future__ import annotations

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
from pathlib import Path

import pytest
from sqlite_utils import Database

from rumourctl.errors import ExitStatus, LedgerError
from rumourctl.ledger.migrations import migrations
from rumourctl.ledger.store import Ledger
from tests.conftest import ROOT, Runner
from tests.ledger.looking import assert_sound, backups, declared, dump_of, rows
from tests.ledger.schemas.unpack import SCHEMAS, unpacked

*OLD, LATEST = SCHEMAS
UNRULED = SCHEMAS[:2]
"""Those in which no claim is retracted."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the ledger of a test lies: where ``run`` looks for it."""
    return tmp_path / "ledger.db"


@pytest.mark.parametrize("made_by", OLD)
def test_an_older_ledger_is_upgraded_after_a_backup(path: Path, run: Runner, made_by: str) -> None:
    path.write_bytes(unpacked(made_by))
    told = run("claims", "-f", "ndjson")
    assert (told.status, len(told.lines)) == (ExitStatus.DONE, 11 if made_by in UNRULED else 10)
    (backup,) = backups(path)
    assert backup.name.startswith(f"ledger.db.{made_by}.20")
    assert told.stderr == (f"{path}: upgraded for this version of rumourctl; as it was, it is kept in {backup}\n")
    assert_sound(backup)
    assert declared(backup) != declared(path)
    path.write_bytes(unpacked(made_by))
    assert list(dump_of(backup)) == list(dump_of(path))


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
    with Ledger.open(Path(sys.argv[1])) as ledger:
        ledger.counts()
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
    path.absolute().as_uri()  # loads what it needs from an interpreter that may be root's alone
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
