"""Ctrl-C and SIGTERM: the article at hand is finished and reported, and the next run goes on behind it."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from rumourctl.articles.model import Article
from rumourctl.commands.signals import Terminated, heeding_signals
from rumourctl.errors import ExitStatus
from rumourctl.ledger.store import Ledger

ROOT = Path(__file__).parents[2]
MANY = 60
LONG = 300
"""So many articles that reading them takes seconds."""
SENT = [(signal.SIGINT, ExitStatus.INTERRUPTED), (signal.SIGTERM, ExitStatus.TERMINATED)]


def start(folder: Path, *arguments: str | Path, **streams: Any) -> subprocess.Popen[str]:
    """The program as a process of its own, on the ledger in ``folder``, as a shell starts it in the foreground."""
    environ = {"PYTHONPATH": str(ROOT), "RUMOURCTL_DB": str(folder / "ledger.db"), "PATH": os.environ["PATH"]}
    command = [sys.executable, "-m", "rumourctl", *map(str, arguments)]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | streams
    # Whoever runs the tests may have been started with "&", and so deaf to SIGINT.
    hearing = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    return subprocess.Popen(command, env=environ, text=True, preexec_fn=hearing, **streams)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """More articles than are read before a signal comes."""
    folder = tmp_path / "news"
    folder.mkdir()
    for turn in range(MANY):
        text = f"Chelsea want to sign Kai Lund for £{turn + 1}m, according to Marca.\n"
        (folder / f"2025-05-{turn % 28 + 1:02}-{turn:03}.txt").write_text(text)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(("sent", "status"), SENT, ids=["SIGINT", "SIGTERM"])
def test_ingest_stops_behind_the_article_at_hand_and_goes_on_the_next_time(
    tmp_path: Path, news: Path, sent: signal.Signals, status: ExitStatus
) -> None:
    with start(tmp_path, "ingest", news, "-f", "ndjson") as process:
        # It cannot come to its end before the signal: its rows do not fit into the pipe.
        fcntl.fcntl(process.stdout, fcntl.F_SETPIPE_SZ, 4096)
        first = process.stdout.readline()
        process.send_signal(sent)
        rest, said = process.communicate()
    reported = [json.loads(line)["article_id"] for line in [first, *rest.splitlines()]]
    assert process.returncode == status
    assert 0 < len(reported) < MANY
    told = said.splitlines()[-1]
    assert told.startswith(f"stopped after {len(reported)} new; ")
    assert told.endswith("; run it again to go on")
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        assert {row.article_id for row in ledger.articles()} == set(reported)
    with start(tmp_path, "ingest", news, "-f", "ndjson") as again:
        statuses = [json.loads(line)["status"] for line in again.communicate()[0].splitlines()]
    assert again.returncode == ExitStatus.DONE
    assert statuses == ["unchanged"] * len(reported) + ["new"] * (MANY - len(reported))


@pytest.mark.slow
@pytest.mark.parametrize("form", ["table", "json"])
def test_what_was_stored_is_reported_in_every_format(tmp_path: Path, news: Path, form: str) -> None:
    with start(tmp_path, "ingest", news, "-", "-f", form, stdin=subprocess.PIPE) as process:
        # It cannot come to its end before the signal: nothing comes on its standard input.
        assert process.stderr.readline() == f"new ledger: {tmp_path / 'ledger.db'}\n"
        process.send_signal(signal.SIGINT)
        told, said = process.communicate()
    assert process.returncode == ExitStatus.INTERRUPTED
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        paths = {row.path for row in ledger.articles()}
    assert "stopped after " in said
    if form == "json":
        assert {row["article"] for row in json.loads(told)} == paths
    else:
        assert {line.split()[0] for line in told.splitlines()[1:]} == paths


@pytest.mark.slow
def test_nobody_waits_for_an_article_that_has_not_come(tmp_path: Path) -> None:
    with start(tmp_path, "ingest", "-", stdin=subprocess.PIPE) as process:
        process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait() == ExitStatus.INTERRUPTED
        assert process.stderr.read() == "stopped after no article; run it again to go on\n"


@pytest.mark.slow
def test_reextract_stops_behind_the_article_at_hand_and_begins_with_the_others(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.db", create=True) as ledger, ledger.adding_many():
        for turn in range(LONG):
            text = f"Chelsea want to sign Kai Lund{turn} for £{turn + 1}m, according to Marca.\n"
            ledger.add(Article(text, date(2025, 5, 20), f"{turn}.txt"), [], "long ago")
    with start(tmp_path, "reextract", "-f", "json") as process:
        # Nothing is said while it runs; its first article is done when the ledger's log has grown.
        log = tmp_path / "ledger.db-wal"
        while not (log.exists() and log.stat().st_size):
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        told, said = process.communicate()
    (row,) = json.loads(told)
    assert process.returncode == ExitStatus.TERMINATED
    assert said.startswith(f"stopped after {row['articles']} article")
    assert said.endswith("; run it again to do the others\n")
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        versions = [each.extractor for each in ledger.articles()]
    assert versions.count("long ago") == LONG - row["articles"] > 0


@contextmanager
def another_writing(path: Path) -> Iterator[str]:
    """Another program has begun to write to a ledger, and has not finished; gives what whoever waits for it is told."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield f"waiting for another rumourctl to finish writing {path}; Ctrl-C to stop\n"


@pytest.mark.slow
def test_an_ingest_that_waits_for_its_turn_ends_at_once(tmp_path: Path, news: Path) -> None:
    ledger = tmp_path / "ledger.db"
    first, *_ = sorted(news.iterdir())
    with start(tmp_path, "ingest", first, "-", "-f", "ndjson", stdin=subprocess.PIPE) as process:
        assert json.loads(process.stdout.readline())["status"] == "new"
        with another_writing(ledger) as told:
            process.stdin.write("Date: 20 May 2025\n\nChelsea want to sign Kai Lund.\n")
            process.stdin.close()
            assert [process.stderr.readline() for _ in range(2)] == [f"new ledger: {ledger}\n", told]
            process.send_signal(signal.SIGINT)
            assert process.wait() == ExitStatus.INTERRUPTED
        said = process.stderr.read().splitlines()
        assert process.stdout.read() == ""
    assert said == ["stopped waiting; nothing more was stored", "stopped after 1 new; 1 claim; run it again to go on"]
    with Ledger.open(ledger) as opened:
        assert [row.path for row in opened.articles()] == [str(first)]


@pytest.mark.slow
def test_a_reextract_that_waits_for_its_turn_ends_at_once(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    with Ledger.open(ledger, create=True) as opened:
        opened.add(Article("Chelsea want to sign Kai Lund.", date(2025, 5, 20), "a.txt"), [], "long ago")
    with another_writing(ledger) as told, start(tmp_path, "reextract") as process:
        assert process.stderr.readline() == told
        process.send_signal(signal.SIGTERM)
        assert process.wait() == ExitStatus.TERMINATED
        assert process.stderr.read().splitlines() == [
            "stopped waiting; nothing more was stored",
            "stopped after 0 articles; run it again to do the others",
        ]
    with Ledger.open(ledger) as opened:
        assert [row.extractor for row in opened.articles()] == ["long ago"]


@pytest.fixture
def foreground() -> Iterator[None]:
    """A process that hears Ctrl-C, whoever runs the tests."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("foreground")
@pytest.mark.parametrize(("sent", "error"), [(signal.SIGINT, KeyboardInterrupt), (signal.SIGTERM, Terminated)])
def test_a_first_signal_waits_and_a_second_does_not(sent: signal.Signals, error: type[BaseException]) -> None:
    done = []

    def finish(times: int) -> None:
        with heeding_signals() as signals, signals.finishing():
            for _ in range(times):
                signal.raise_signal(sent)
            done.append(times)

    for times in (1, 2):
        with pytest.raises(error):
            finish(times)
    assert done == [1]
    with heeding_signals(), pytest.raises(error):
        signal.raise_signal(sent)


@pytest.mark.usefixtures("foreground")
def test_signals_go_afterwards_to_whom_they_went_before_and_ignored_ones_stay_ignored() -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        interrupt = signal.getsignal(signal.SIGINT)
        with heeding_signals() as signals, signals.finishing():
            assert signal.getsignal(signal.SIGINT) != interrupt
            signal.raise_signal(signal.SIGTERM)
        assert signal.getsignal(signal.SIGINT) == interrupt
        assert signal.getsignal(signal.SIGTERM) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTERM, before)
