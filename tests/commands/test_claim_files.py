"""Claim files: what is read here or on a cluster, and imported, is what an ingest would have stored."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
Runner = Callable[..., Any]
MANY = 60


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Articles in files, an archive and JSON Lines, with a copy and one that cannot be read among them."""
    folder = tmp_path / "news"
    folder.mkdir()
    for turn in range(MANY):
        text = f"Chelsea want to sign Kai Lund{turn % 7} of Lyon for £{turn + 1}m, according to Marca. " * (
            1 + turn % 3
        )
        (folder / f"{turn:03}.txt").write_text(f"Date: 2025-05-{turn % 28 + 1:02}\n\n{text}\n")
    (folder / "copy.txt").write_bytes((folder / "000.txt").read_bytes())
    (folder / "empty.txt").write_bytes(b"")
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as archive:
        archive.writestr("a.txt", "Date: 2025-06-01\n\nEverton have sacked Jon Ibsen.\n")
    record = {"body": "Lyon have rejected Chelsea’s bid for Kai Lund1.", "at": "2025-06-02", "id": 5}
    (tmp_path / "more.jsonl").write_text(json.dumps(record) + "\n")
    return folder


@pytest.fixture
def sources(news: Path) -> list[str | Path]:
    return [news, news.parent / "more.zip", news.parent / "more.jsonl", "--map", "text=body,date=at"]


@pytest.fixture
def ingested(run: Runner, sources: list[str | Path], tmp_path: Path) -> str:
    """The export of the ledger of an ingest."""
    done = run("--db", tmp_path / "ingested.db", "ingest", *sources)
    assert f"{MANY + 2} new, 1 unchanged, 1 refused" in done.stderr
    return run("--db", tmp_path / "ingested.db", "export").stdout


def imported(run: Runner, folder: Path, *claim_files: str | Path) -> str:
    assert run("--db", folder / "imported.db", "import", *claim_files).status == 0
    return run("--db", folder / "imported.db", "export").stdout


@pytest.mark.slow
def test_claim_files_become_the_ledger_of_an_ingest_in_any_order_and_however_often(
    run: Runner, sources: list[str | Path], ingested: str, tmp_path: Path
) -> None:
    claims = tmp_path / "claims"
    done = run("extract", *sources, "--out", claims, "--size", 10)
    assert done.stderr.splitlines()[-1].startswith(f"7 parts written to {claims}: {MANY + 2} articles")
    assert (done.status, done.stdout) == (1, "")  # of the one that is refused
    parts = sorted(claims.iterdir(), reverse=True)
    assert imported(run, tmp_path, *parts[:3], *parts) == ingested
    assert imported(run, tmp_path, claims) == ingested


@pytest.mark.slow
def test_the_same_command_again_writes_what_is_missing(run: Runner, sources: list[str | Path], tmp_path: Path) -> None:
    claims = tmp_path / "claims"
    run("extract", *sources, "--out", claims, "--size", 20)
    before = {part.name: part.read_bytes() for part in claims.iterdir()}
    min(claims.iterdir()).unlink()
    again = run("extract", *sources, "--out", claims, "--size", 20)
    assert f"1 part written to {claims}, {len(before) - 1} there already" in again.stderr
    assert {part.name: part.read_bytes() for part in claims.iterdir()} == before


def test_two_versions_at_one_place_are_left_to_ingest(run: Runner, tmp_path: Path) -> None:
    records = ({"text": f"Chelsea want Kai Lund{n} of Lyon.", "date": "2025-05-20", "id": 1} for n in range(2))
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    done = run("extract", tmp_path / "news.jsonl", "-o", tmp_path / "claims")
    assert done.status == 1
    assert "news.jsonl#1: is there twice, as two versions; only ingest can tell which is the later" in done.stderr


def test_a_cluster_needs_a_place_for_what_it_reads(run: Runner, news: Path) -> None:
    done = run("extract", news, "--engine", "dask")
    assert done.status == 2
    assert "name a folder for them with --out" in done.stderr


def test_without_dask_it_says_what_to_install(
    run: Runner, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = run("extract", news, "--engine", "dask", "-o", tmp_path / "claims")
    assert done.status == 1
    assert done.stderr.splitlines()[-1] == "rumourctl: --engine dask needs Dask: pip install 'rumourctl[dask]'"


def test_where_no_folder_can_be_made_it_says_so(run: Runner, news: Path) -> None:
    done = run("extract", news, "--out", news / "000.txt")
    assert (done.status, done.stderr) == (
        1,
        f"rumourctl: {news / '000.txt'}: no folder can be made there: File exists; name another\n",
    )


def test_a_map_that_is_none_is_refused(run: Runner, news: Path) -> None:
    done = run("extract", news, "--map", "txt=body")
    assert done.status == 2
    assert "“txt=body” is not one of text, date, title" in done.stderr


def workers_of(parent: int) -> list[int]:
    """The processes that a cluster has started to read."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                command = (entry / "cmdline").read_bytes()
            except OSError:  # ended meanwhile
                continue
            if int(fields[1]) == parent and b"spawn_main" in command:
                found.append(int(entry.name))
    return found


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_gives_what_an_ingest_gives(
    run: Runner, sources: list[str | Path], ingested: str, tmp_path: Path, no_rules: Path
) -> None:
    claims = tmp_path / "claims"
    command = ["extract", *sources, "--engine", "dask", "--jobs", "3", "-o", claims, "--size", "1"]
    environ = {"PYTHONPATH": str(ROOT), "RUMOURCTL_RULES": str(no_rules), "PATH": os.environ["PATH"]}
    process = subprocess.Popen(
        [sys.executable, "-m", "rumourctl", *map(str, command)], env=environ, stderr=subprocess.PIPE, text=True
    )
    while not claims.exists() or not list(claims.glob("*.ndjson")):
        assert process.poll() is None
        time.sleep(0.01)
    os.kill(workers_of(process.pid)[0], signal.SIGKILL)
    assert len(list(claims.glob("*.ndjson"))) < MANY
    _, told = process.communicate()
    assert process.returncode == 1  # of the one that is refused
    assert told.splitlines()[-1].startswith(f"{MANY + 2} parts written to {claims}: {MANY + 2} articles")
    assert imported(run, tmp_path, claims) == ingested
