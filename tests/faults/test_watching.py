"""``ingest --watch`` as a process of its own: what comes while it runs, and how it ends."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from rumourctl.errors import ExitStatus
from rumourctl.ledger.store import Ledger
from tests.faults.test_signals import SENT, start

LUND = "Date: 20 May 2025\n\nChelsea have signed Kai Lund from Brighton.\n"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with one article."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "lund.txt").write_text(LUND)
    return folder


@contextmanager
def watching(folder: Path, *arguments: str | Path, form: str = "ndjson") -> Iterator[subprocess.Popen[str]]:
    """A watch over ``folder``, killed at the end if it still runs."""
    command = ("ingest", folder, "--watch", "--every", "0.2", "-f", form, *arguments)
    with start(folder.parent, *command) as process:
        try:
            yield process
        finally:
            process.kill()


def row(process: subprocess.Popen[str]) -> dict[str, Any]:
    """The next article that it reports."""
    assert process.stdout is not None
    found: dict[str, Any] = json.loads(process.stdout.readline())
    return found


def ended(process: subprocess.Popen[str], sent: signal.Signals = signal.SIGINT) -> tuple[str, str]:
    """What else it says when a signal ends it."""
    process.send_signal(sent)
    return process.communicate(timeout=60)


@pytest.mark.slow
@pytest.mark.parametrize(("sent", "status"), SENT, ids=["SIGINT", "SIGTERM"])
def test_it_reads_what_comes_and_what_changes_until_a_signal(
    news: Path, sent: signal.Signals, status: ExitStatus
) -> None:
    with watching(news) as process:
        assert row(process)["article"] == str(news / "lund.txt")
        (news / "berg.txt").write_text(LUND.replace("Lund", "Berg"))
        assert row(process)["status"] == "new"
        (news / "lund.txt").write_text(LUND + "\nLyon want Rui Silva.\n")
        changed = row(process)
        assert (changed["status"], changed["article"]) == ("superseded", str(news / "lund.txt"))
        assert process.stderr is not None
        told = [process.stderr.readline().rstrip() for _ in range(5)]
        rest, said = ended(process, sent)
    assert (process.returncode, rest) == (status, "")
    assert [*told, said.rstrip()] == [
        f"watching {news}; Ctrl-C ends it",
        f"new ledger: {news.parent / 'ledger.db'}",
        "1 new; 1 claim",
        "1 new; 1 claim",
        "1 superseded; 2 claims",
        "stopped after 3 rounds: 2 new, 1 superseded; 4 claims; run it again to go on",
    ]
    with Ledger.open(news.parent / "ledger.db") as ledger:
        assert len(ledger.articles()) == 2


@pytest.mark.slow
def test_what_is_refused_is_told_once_and_again_when_it_has_changed(news: Path) -> None:
    (news / "undated.txt").write_text("Kai Lund stays.")
    with watching(news) as process:
        assert [row(process)["status"] for _ in range(2)] == ["new", "refused"]
        time.sleep(1)
        (news / "undated.txt").write_text("Kai Lund stays at Lyon.")
        assert row(process)["status"] == "refused"
        (news / "undated.txt").write_text(LUND)
        assert row(process)["status"] == "unchanged"  # it is the same as the other
        rest, said = ended(process)
    assert rest == ""
    assert said.count("no date found") == 2


@pytest.mark.slow
def test_a_file_that_is_still_written_is_read_when_it_is_whole(news: Path) -> None:
    with watching(news, "--every", "1") as process:
        row(process)
        with (news / "long.txt").open("w") as article:
            for word in LUND.split(" "):
                article.write(f"{word} ")
                article.flush()
                time.sleep(0.5)
        assert row(process)["status"] == "new"
        rest, _ = ended(process)
    assert rest == ""


@pytest.mark.slow
def test_others_who_write_are_waited_for(news: Path) -> None:
    with watching(news) as process:
        row(process)
        with Ledger.open(news.parent / "ledger.db") as ledger, ledger.deciding():
            (news / "berg.txt").write_text(LUND.replace("Lund", "Berg"))
            time.sleep(3)
        assert row(process)["status"] == "new"
        _, said = ended(process)
    assert said.count("waiting for another rumourctl to finish writing") == 1


@pytest.mark.slow
def test_a_signal_is_obeyed_while_it_waits_for_others(news: Path) -> None:
    with watching(news) as process:
        row(process)
        with Ledger.open(news.parent / "ledger.db") as ledger, ledger.deciding():
            (news / "berg.txt").write_text(LUND.replace("Lund", "Berg"))
            time.sleep(3)
            ended(process)
    assert process.returncode == ExitStatus.INTERRUPTED


@pytest.mark.slow
def test_the_array_of_json_is_whole_when_it_ends(news: Path) -> None:
    with watching(news, form="json") as process:
        assert process.stderr is not None
        while "claim" not in process.stderr.readline():
            pass
        told, _ = ended(process)
    assert [found["status"] for found in json.loads(told)] == ["new"]


@pytest.mark.slow
def test_a_table_is_printed_a_round(news: Path) -> None:
    with watching(news, form="table") as process:
        assert process.stdout is not None
        assert process.stdout.readline().split() == ["Article", "Status", "Published", "Claims"]
        process.stdout.readline()
        (news / "berg.txt").write_text(LUND.replace("Lund", "Berg"))
        assert process.stdout.readline().split() == ["Article", "Status", "Published", "Claims"]
        ended(process)
    assert process.returncode == ExitStatus.INTERRUPTED


@pytest.mark.slow
def test_whoever_stops_reading_ends_it(news: Path) -> None:
    with watching(news) as process:
        row(process)
        assert process.stdout is not None
        process.stdout.close()
        (news / "berg.txt").write_text(LUND.replace("Lund", "Berg"))
        assert process.wait(timeout=60) == ExitStatus.PARTIAL
        assert process.stderr is not None
        assert "nobody reads what is reported; run it again to go on" in process.stderr.read()


@pytest.mark.parametrize(
    ("arguments", "said"), [(["--dry-run"], "--dry-run writes nothing"), (["-"], "standard input")]
)
def test_what_cannot_be_watched_is_refused(run: Any, news: Path, arguments: list[str], said: str) -> None:
    done = run("ingest", news, "--watch", *arguments)
    assert (done.status, done.stdout) == (2, "")
    assert said in done.stderr
