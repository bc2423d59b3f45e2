"""Several processes that read: what they make of many articles is what one makes of them."""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from rumourctl.articles.model import Article
from rumourctl.context import Context
from rumourctl.errors import ExitStatus
from rumourctl.extraction import crew as crews
from rumourctl.extraction.crew import Crew
from rumourctl.extraction.pipeline import Extractor
from rumourctl.ledger.store import Ledger
from rumourctl.rendering.progress import progress

ROOT = Path(__file__).parents[2]
Runner = Callable[..., Any]
FRENCH = "Le club a dit que le joueur est dans la ville et qu'il ne sera pas vendu avec les autres. " * 300
"""Is stored, gives no claims, and takes no time to be read: so much of it fills what a worker is given at once."""
MANY = 40


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """More than one process reads alone, with some that cannot be read and a copy among it."""
    folder = tmp_path / "news"
    folder.mkdir()
    for turn in range(MANY):
        text = f"Chelsea want to sign Kai Lund{turn % 7} of Lyon for £{turn + 1}m, according to Marca.\n"
        (folder / f"{turn:03}.txt").write_text(f"Date: 2025-05-{turn % 28 + 1:02}\n\n{text}")
        if turn % 4 == 0:
            (folder / f"{turn:03}-fr.txt").write_text(f"Date: 2025-05-20\n\n{FRENCH}{turn}.\n")
    (folder / "020-again.txt").write_bytes((folder / "019.txt").read_bytes())
    (folder / "021-empty.txt").write_bytes(b"")
    return folder


def content(ledger: Path) -> list[str]:
    """All that is in a ledger, row by row, but the time at which its schema was made."""
    with closing(sqlite3.connect(ledger)) as connection:
        return [line for line in connection.iterdump() if "_sqlite_migrations" not in line]


@pytest.fixture
def workers(tmp_path: Path, no_rules: Path, capfd: Any) -> Callable[..., subprocess.Popen[str]]:
    """Starts the program as a shell does in the foreground, in a process group of its own."""

    def start(*arguments: str | Path, db: str = "ledger.db") -> subprocess.Popen[str]:
        places = {"RUMOURCTL_DB": str(tmp_path / db), "RUMOURCTL_RULES": str(no_rules)}
        command = [sys.executable, "-m", "rumourctl", *map(str, arguments)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        hearing = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
        environ = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], **places}
        return subprocess.Popen(command, env=environ, text=True, preexec_fn=hearing, start_new_session=True, **pipes)

    return start


def in_group(group: int) -> set[int]:
    """The processes of a group that are alive."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, _, pgrp = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
            except OSError:  # ended meanwhile
                continue
            if int(pgrp) == group and state != "Z":
                found.add(int(entry.name))
    return found


def readers_of(process: subprocess.Popen[str]) -> set[int]:
    """The worker processes, once there are some."""
    while True:
        found = {pid for pid in in_group(process.pid) if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()}
        if found:
            return found
        assert process.poll() is None
        time.sleep(0.01)


def gone(group: int) -> bool:
    """Whether all processes of a group end within a while."""
    for _ in range(2000):
        if not in_group(group):
            return True
        time.sleep(0.01)
    return False


@pytest.mark.slow
def test_any_number_of_processes_gives_the_same_output_and_the_same_ledger(
    run: Runner, news: Path, tmp_path: Path
) -> None:
    done = {}
    for jobs in (1, 2, 3):
        told = run("--db", tmp_path / f"{jobs}.db", "ingest", news, "-f", "ndjson", "--jobs", jobs)
        done[jobs] = (told.status, told.stdout, told.stderr.replace(f"{jobs}.db", ""), content(tmp_path / f"{jobs}.db"))
    assert done[1] == done[2] == done[3]
    assert done[1][0] == ExitStatus.PARTIAL
    statuses = [json.loads(line)["status"] for line in done[1][1].splitlines()]
    assert (statuses.count("refused"), statuses.count("unchanged")) == (1, 1)
    alone, together = (run("extract", news, "-f", "csv", "--jobs", jobs) for jobs in (1, 3))
    assert (alone.stdout, alone.stderr) == (together.stdout, together.stderr)
    assert not multiprocessing.active_children()


@pytest.mark.slow
def test_reextract_reads_with_several_processes_too(run: Runner, news: Path, tmp_path: Path) -> None:
    run("ingest", news, "--jobs", 1)
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        before = list(ledger.told())
        ledger.rederive(lambda article: [], "1-bad")
        assert list(ledger.told()) != before
    assert run("reextract", "--jobs", 3).status == 0
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        assert list(ledger.told()) == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sent", "status"), [(signal.SIGINT, ExitStatus.INTERRUPTED), (signal.SIGTERM, ExitStatus.TERMINATED)]
)
def test_ctrl_c_at_a_terminal_reaches_all_and_ends_behind_the_article_at_hand(
    workers: Runner, news: Path, tmp_path: Path, sent: signal.Signals, status: ExitStatus
) -> None:
    process = workers("ingest", news, "-", "-f", "ndjson", "--jobs", "2")
    readers_of(process)
    os.killpg(process.pid, sent)
    out, err = process.communicate()
    assert process.returncode == status
    assert err.splitlines()[-1].startswith("stopped after ")
    assert "Traceback" not in err
    assert gone(process.pid)
    reported = {json.loads(line)["article_id"] for line in out.splitlines()} - {None}
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        assert {row.article_id for row in ledger.articles()} == reported
    again = workers("ingest", news, "-f", "ndjson", "--jobs", "2")
    again.communicate()
    assert again.returncode == ExitStatus.PARTIAL  # of what cannot be read
    workers("ingest", news, "--jobs", "1", db="other.db").communicate()
    with Ledger.open(tmp_path / "ledger.db") as ledger, Ledger.open(tmp_path / "other.db") as other:
        assert list(ledger.told()) == list(other.told())


@pytest.mark.slow
def test_no_worker_outlives_a_parent_that_is_killed(workers: Runner, news: Path) -> None:
    process = workers("ingest", news, "-", "--jobs", "3")
    readers_of(process)
    process.kill()
    process.communicate()
    assert gone(process.pid)


@pytest.mark.slow
def test_what_a_killed_worker_was_reading_is_read_again(workers: Runner, news: Path, tmp_path: Path) -> None:
    process = workers("ingest", news, "-f", "ndjson", "--jobs", "2")
    os.kill(readers_of(process).pop(), signal.SIGKILL)
    out, err = process.communicate()
    assert process.returncode == ExitStatus.PARTIAL
    assert err.count("a process that read articles died") == 1
    whole = workers("ingest", news, "-f", "ndjson", "--jobs", "1", db="whole.db")
    assert whole.communicate()[0] == out
    assert content(tmp_path / "ledger.db") == content(tmp_path / "whole.db")


@pytest.mark.slow
def test_what_is_read_is_reported_before_anything_is_waited_for(workers: Runner, news: Path) -> None:
    process = workers("ingest", news, "-", "-f", "ndjson", "--jobs", "2")
    rows = [json.loads(process.stdout.readline()) for _ in range(MANY + MANY // 4 + 2)]
    assert {row["status"] for row in rows} == {"new", "unchanged", "refused"}
    out, _ = process.communicate("Date: 2025-06-01\n\nChelsea want to sign Teo Marsh.\n")
    assert [json.loads(line)["article"] for line in out.splitlines()] == ["-"]


def test_a_few_articles_are_read_by_the_program_itself() -> None:
    extractor = Extractor()
    articles = [Article(f"Chelsea want to sign Kai Lund{turn}.", date(2025, 5, 20), f"{turn}") for turn in range(9)]
    with Crew(extractor, 4, pytest.fail) as crew:
        assert [crew.extract(article) for article in crew.ahead(articles)] == list(map(extractor.extract, articles))
        assert not multiprocessing.active_children()


@pytest.mark.slow
def test_after_too_many_deaths_the_program_reads_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crews, "PAYS_FROM", 0)
    monkeypatch.setattr(crews, "_BATCH", 1)
    extractor = Extractor()
    articles = [Article(f"Chelsea want to sign Kai Lund{turn}.", date(2025, 5, 20), f"{turn}") for turn in range(200)]
    told: list[str] = []
    found = []
    with Crew(extractor, 2, told.append) as crew:
        for article in crew.ahead(articles):
            for child in multiprocessing.active_children():
                child.kill()
            found.append(crew.extract(article))
    assert found == list(map(extractor.extract, articles))
    assert [sentence.endswith("reads alone") for sentence in told] == [False, False, True]


def test_a_bar_tells_articles_claims_and_what_is_left_where_somebody_watches() -> None:
    context = Context(io.StringIO(), io.StringIO(), io.BytesIO(), date(2026, 1, 1))
    with progress(context, lambda: pytest.fail("nobody watches")) as step:
        step(2)
    assert context.stderr.getvalue() == ""
    watched = replace(context, error_terminal=True)
    with progress(watched, lambda: 1200) as step:
        for _ in range(1200):
            step(3)
    drawn = watched.stderr.getvalue()
    assert "1,200 of 1,200 articles · 3,600 claims" in drawn
    assert watched.stdout.getvalue() == ""
