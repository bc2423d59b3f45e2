"""``export``, ``import`` and ``forget`` as whole programs."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rumourctl.ledger.store import Ledger
from tests.conftest import Run, Runner
from tests.ledger.conftest import Make

ARTICLES = 60


def program(db: Path, *arguments: str | Path, **options: object) -> subprocess.Popen[bytes]:
    """The program as a process of its own."""
    command = [sys.executable, "-m", "rumourctl", "--db", str(db), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


@pytest.fixture
def whole(ask: Runner) -> Run:
    return ask("export")


@pytest.fixture
def stream(whole: Run, tmp_path: Path) -> Path:
    path = tmp_path / "export.ndjson"
    path.write_text(whole.stdout)
    return path


def test_an_export_goes_to_standard_output_or_a_file_alike(ask: Runner, tmp_path: Path, whole: Run) -> None:
    target = tmp_path / "export.ndjson"
    told = ask("export", target)
    assert (told.status, told.stdout) == (0, "")
    claims = json.loads(whole.lines[-1])["claims"]
    assert told.stderr == f"exported to {target}: 2 articles, {claims} claims, 0 rulings\n"
    assert target.read_text() == whole.stdout
    assert claims == len(ask("claims", "-f", "ndjson").lines)
    assert (whole.status, whole.stderr) == (0, "")


def test_an_export_replaces_nothing_unless_it_is_told_to(ask: Runner, stream: Path) -> None:
    stream.write_text("mine")
    refused = ask("export", stream)
    assert (refused.status, refused.stdout) == (1, "")
    assert refused.stderr == (f"rumourctl: {stream}: exists already; name another file, or replace it with --force\n")
    assert stream.read_text() == "mine"
    assert ask("export", "--force", stream).status == 0
    assert json.loads(stream.read_text().splitlines()[0])["version"] == 2


def test_an_export_never_replaces_the_ledger_itself(run: Runner, stream: Path, tmp_path: Path) -> None:
    run("import", stream)
    refused = run("export", "--force", tmp_path / "ledger.db")
    assert refused.status == 1
    assert refused.stderr.endswith("ledger.db: belongs to the ledger itself; name another file\n")
    assert len(run("articles", "-f", "ndjson").lines) == 2


def test_there_is_nothing_to_export_where_there_is_no_ledger(run: Runner, tmp_path: Path) -> None:
    refused = run("export", tmp_path / "out")
    assert refused.status == 3
    assert list(tmp_path.iterdir()) == []


def test_an_import_into_nothing_makes_the_same_ledger(run: Runner, ask: Runner, stream: Path, whole: Run) -> None:
    taken = run("import", stream, "-f", "json")
    assert taken.json == [{"export": str(stream), "new": 2, "changed": 0, "unchanged": 0, "rulings": 0}]
    assert taken.stderr.startswith("new ledger: ")
    assert run("export").stdout == whole.stdout
    for question in (["claims"], ["sagas"], ["people"], ["sources"], ["articles"]):
        assert run(*question, "-f", "json").stdout == ask(*question, "-f", "json").stdout
    assert run("import", "-", "-f", "json", stdin=stream.read_bytes()).json[0]["unchanged"] == 2


def test_what_comes_through_a_pipe_is_taken_too(ask: Runner, tmp_path: Path, whole: Run) -> None:
    taking = program(tmp_path / "piped.db", "import", "-", "-f", "csv", stdin=subprocess.PIPE)
    out, _ = taking.communicate(whole.stdout.encode())
    assert (taking.returncode, out.decode().splitlines()[1].split(",")[1:]) == (0, ["2", "0", "0", "0"])


@pytest.mark.parametrize("cut", [0, 1, 400, -2])
def test_a_bad_export_is_refused_by_name_and_nothing_of_it_stored(
    run: Runner, tmp_path: Path, stream: Path, cut: int
) -> None:
    bad = tmp_path / "bad.ndjson"
    bad.write_bytes(stream.read_bytes()[:cut])
    refused = run("import", bad)
    assert refused.status == 1
    assert refused.stderr.startswith(f"refused {bad}: ")
    assert not (tmp_path / "ledger.db").exists()
    both = run("import", bad, stream, tmp_path / "missing")
    assert both.status == 1
    assert both.stderr.endswith(
        f"refused {tmp_path}/missing: cannot be read: No such file or directory; check the path\n"
    )
    assert len(run("articles", "-f", "ndjson").lines) == 2


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGTERM, 143)])
def test_an_import_that_is_stopped_is_completed_by_the_next(
    run: Runner, tmp_path: Path, sent: signal.Signals, status: int
) -> None:
    with Ledger.open(tmp_path / "ledger.db", create=True) as ledger:
        for number in range(ARTICLES):
            claim = Make.claim("Kai Lund", "Lyon", f"Club {number % 7}")
            ledger.add(*Make.article(f"Number {number} of many. " * 20, claim, path=f"{number}.txt"), "4-aa")
    stream = tmp_path / "export.ndjson"
    run("export", stream)
    copy = tmp_path / "copy.db"
    stored = 0
    while stored == 0:
        taking = program(copy, "import", stream)
        while taking.poll() is None and not stored:
            time.sleep(0.01)
            seen = run("--db", copy, "articles", "-f", "ndjson")
            stored = len(seen.lines) if seen.status == 0 else 0
        taking.send_signal(sent)
        taking.communicate()
    if taking.returncode in (0, -signal.SIGTERM):  # it had done all of it, and heard nothing more on its way out
        assert run("--db", copy, "export").stdout == stream.read_text()
    else:
        assert taking.returncode == status
    assert run("--db", copy, "import", stream).status == 0
    assert run("--db", copy, "export").stdout == stream.read_text()
    assert run("--db", copy, "sagas", "-f", "json").stdout == run("sagas", "-f", "json").stdout


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """The path of an article of which the ledger has two versions, with one claim each, beside another article."""
    path = tmp_path / "lund.txt"
    with Ledger.open(tmp_path / "ledger.db", create=True) as ledger:
        for club in ("Porto", "Ajax"):
            claim = Make.claim("Kai Lund", "Lyon", club)
            ledger.add(*Make.article(f"Lund to {club}", claim, path=str(path)), "1")
        claim = Make.claim("Arda Guler", "Real Madrid", "Porto")
        ledger.add(*Make.article("Guler to Porto", claim, path=str(path.with_name("other.txt"))), "1")
    return path


def texts(run: Runner) -> list[str]:
    return [json.loads(line)["article"] for line in run("articles", "--superseded", "-f", "ndjson").lines]


def test_a_path_is_forgotten_with_all_its_versions(run: Runner, two: Path) -> None:
    gone = run("forget", two, "--yes", "-f", "ndjson")
    assert gone.status == 0
    assert [json.loads(line)["article"] for line in gone.lines] == [str(two)] * 2
    assert gone.stderr.splitlines()[-1] == "forgot 2 articles"
    assert texts(run) == [str(two.with_name("other.txt"))]
    assert run("timeline", "Lund").status == 1
    assert run("clubs", "-f", "csv").stdout.count("Ajax") == 0


def test_an_id_is_forgotten_alone_and_the_version_before_is_current_again(run: Runner, two: Path) -> None:
    (current,) = (row for row in run("articles", "-f", "json").json if row["article"] == str(two))
    assert run("forget", current["article_id"][:9], "-y").status == 0
    assert [row["to_club"] for row in run("claims", "--person", "Lund", "-f", "json").json] == ["Porto"]


def test_what_is_not_there_is_not_forgotten(run: Runner, two: Path) -> None:
    refused = run("forget", two, "nothing.txt", "--yes")
    assert refused.status == 1
    told = "no article in the ledger has an id that begins “nothing.txt”, or that path; see rumourctl articles"
    assert refused.stderr == f"rumourctl: {told}\n"
    many = run("forget", "a", "--yes")
    assert many.status == 1
    assert many.stderr.endswith("give more of the id\n")
    assert len(texts(run)) == 3


def test_nothing_is_forgotten_where_nobody_can_be_asked(run: Runner, two: Path) -> None:
    refused = run("forget", two)
    assert refused.status == 2
    assert refused.stderr.splitlines()[-1] == (
        "rumourctl: forget 2 articles for good? Nobody is there to answer; add --yes to go on without asking"
    )
    assert len(texts(run)) == 3


@pytest.mark.parametrize(("answer", "left"), [(b"y\n", 1), (b"n\n", 3), (b"\n", 3), (b"\x04", 3)])
def test_at_a_terminal_it_asks_first(run: Runner, two: Path, answer: bytes, left: int) -> None:
    master, terminal = pty.openpty()
    try:
        asking = program(two.with_name("ledger.db"), "forget", two, stdin=terminal)
        os.write(master, answer)
        _, said = asking.communicate()
    finally:
        os.close(terminal)
        os.close(master)
    assert "forget 2 articles for good? [y/N] " in said.decode()
    assert len(texts(run)) == left
    assert asking.returncode == (0 if left == 1 else 1)


def test_rulings_on_what_was_forgotten_stay_and_do_no_harm(run: Runner, two: Path) -> None:
    (claim,) = run("claims", "--person", "Lund", "-f", "json").json
    run("merge", "Kai Lund", "Arda Guler")
    run("retract", claim["claim_id"], "--why", "misread")
    run("forget", two, "-y")
    assert [row["kind"] for row in run("rulings", "-f", "json").json] == ["merge", "retract"]
    assert [(row["person"], row["claims"]) for row in run("people", "-f", "json").json] == [("Arda Guler", 1)]
    assert (run("undo").status, run("undo").status) == (0, 0)
    assert [(row["person"], row["claims"]) for row in run("people", "-f", "json").json] == [("Arda Guler", 1)]
