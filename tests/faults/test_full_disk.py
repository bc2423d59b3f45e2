"""Disks that are full or fail, wherever it is that they are written to: one sentence, and a ledger that is good."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rumourctl.errors import ExitStatus
from tests.faults.dying import ROOT, Ended, run
from tests.faults.promise import NOTHING, content, reported, sound
from tests.faults.scenarios import LEDGER, write_news

pytestmark = pytest.mark.slow
MANY = 9
NOT_STORED = "what was not reported as stored was not stored"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    more = "The talks go on, and nobody knows how long they will. " * 120
    write_news(folder, [f"Chelsea want to sign Kai Lund for £{n + 1}m, Marca report.\n\n{more}" for n in range(MANY)])
    return folder


@contextlib.contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Callable[[], None]]:
    """A file system of ``size`` kilobytes at ``folder``; gives what makes it large. Skips who may not mount any."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}k", "rumourctl-test", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may mount a small file system")
    try:
        yield lambda: subprocess.run(["mount", "-o", "remount,size=64m", folder], check=True) and None
    finally:
        subprocess.run(["umount", folder], check=True)


def held(ledger: Path, ended: Ended) -> int:
    """How many articles were reported, of which each is there, and no other; the run has said in a sentence why."""
    told = reported(ended.stdout)
    assert ended.status == ExitStatus.LEDGER
    assert ended.stderr.splitlines()[-1].startswith(f"rumourctl: {ledger}: ")
    assert ended.stderr.endswith(f"; {NOT_STORED}\n")
    assert "Traceback" not in ended.stderr
    found = content(ledger)
    assert found.articles.keys() == told
    if found != NOTHING:
        sound(ledger)
    return len(told)


@pytest.mark.skipif(sys.platform != "linux", reason="needs tmpfs")
@pytest.mark.parametrize(("size", "some"), [(300, False), (700, True)])
def test_a_full_disk(tmp_path: Path, news: Path, size: int, some: bool) -> None:
    ledger = tmp_path / "disk" / LEDGER
    with small_disk(tmp_path / "disk", size) as enlarge:
        ended = run(tmp_path, ["--db", ledger, "ingest", news, "-f", "ndjson"])
        assert " full" in ended.stderr
        enlarge()
        stored = held(ledger, ended)
        assert some == (0 < stored < MANY)
        again = run(tmp_path, ["--db", ledger, "ingest", news, "-f", "ndjson"])
        assert again.status == ExitStatus.PARTIAL
        assert len(content(ledger).articles) == MANY


@pytest.mark.parametrize(("most_bytes", "some"), [(10_000, False), (100_000, False), (700_000, True)])
def test_a_disk_that_fails(tmp_path: Path, news: Path, most_bytes: int, some: bool) -> None:
    ended = run(tmp_path, ["ingest", news, "-f", "ndjson"], most_bytes=most_bytes)
    assert "reading or writing failed" in ended.stderr
    stored = held(tmp_path / LEDGER, ended)
    assert some == (0 < stored < MANY)
    assert run(tmp_path, ["ingest", news]).status == ExitStatus.PARTIAL
    assert len(content(tmp_path / LEDGER).articles) == MANY


Start = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """The program started as from a shell, with a line of shell behind its arguments."""

    def start(command: str) -> subprocess.CompletedProcess[str]:
        line = f"{sys.executable} -m rumourctl --db {tmp_path / LEDGER} {command}"
        return subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, text=True, check=False)

    return start


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_report_that_cannot_be_written_ends_the_run_behind_its_article(
    tmp_path: Path, news: Path, start: Start
) -> None:
    done = start(f"ingest {news} -f ndjson > /dev/full")
    assert done.returncode == ExitStatus.PARTIAL
    assert done.stderr.splitlines()[1:] == [
        "stopped after 1 new; 2 claims; run it again to go on",
        "rumourctl: the output cannot be written: No space left on device; make room, or send it elsewhere",
    ]
    assert len(content(tmp_path / LEDGER).articles) == 1


def test_a_reader_that_has_enough_ends_the_run(tmp_path: Path, news: Path, start: Start) -> None:
    done = start(f"ingest {news} -f ndjson | head -n 1; exit ${{PIPESTATUS[0]}}")
    assert done.returncode == ExitStatus.PARTIAL
    assert "nobody reads what is reported; run it again to go on" in done.stderr
    found = content(tmp_path / LEDGER)
    assert reported(done.stdout) < found.articles.keys()
    assert len(found.articles) < MANY


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_what_cannot_be_said_stops_nothing(tmp_path: Path, news: Path, start: Start) -> None:
    done = start(f"ingest {news} -f ndjson 2> /dev/full")
    assert done.returncode == ExitStatus.PARTIAL  # one file has no date
    assert len(reported(done.stdout)) == MANY
