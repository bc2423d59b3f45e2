"""``ingest --dry-run``: it tells exactly what would be stored, and writes nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.schemas.unpack import SCHEMAS, unpacked

Runner = Callable[..., Any]

LUND = "Date: 20 May 2025\n\nChelsea have signed Kai Lund from Brighton.\n"
MORE = LUND + "\nLyon want Rui Silva, according to Marca.\n"


def content(folder: Path) -> dict[str, tuple[bytes, int]]:
    """All files in a folder with their content and when they were last written."""
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir() if path.is_file()}


def rows(told: Any) -> list[dict[str, Any]]:
    """What a run reports of each file, without the claims that only a dry run prints."""
    found: list[dict[str, Any]] = told.json
    for row in found:
        row.pop("new_claims", None)
    return found


def test_without_a_ledger_it_says_where_one_would_be_and_makes_none(run: Runner, seeds: Path, tmp_path: Path) -> None:
    done = run("ingest", seeds, "--dry-run")
    assert done.status == 0
    assert done.stderr.splitlines() == [
        f"would make a new ledger: {tmp_path / 'ledger.db'}",
        "dry run, nothing was written: 2 new; 28 claims",
    ]
    assert list(tmp_path.iterdir()) == []


def test_it_prints_the_articles_and_below_them_their_claims(run: Runner, seeds: Path) -> None:
    told = run("ingest", seeds, "--dry-run", terminal=True).lines
    assert sum("new" in line for line in told[:3]) == 2
    assert sum("c1-" in line for line in told) == 28
    page = run("ingest", seeds, "--dry-run", "-f", "markdown").stdout
    assert page.count("| c1-") == 28


def test_the_claims_are_those_that_are_stored_later(run: Runner, seeds: Path) -> None:
    rehearsed = [claim for row in run("ingest", seeds, "--dry-run", "-f", "json").json for claim in row["new_claims"]]
    run("ingest", seeds)
    stored = run("claims", "-f", "json").json
    assert {claim["claim_id"]: claim["evidence"] for claim in rehearsed} == {
        claim["claim_id"]: claim["evidence"] for claim in stored
    }


def test_what_it_tells_of_each_file_is_what_becomes_of_it(run: Runner, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "changes.txt").write_text(LUND)
    (folder / "stays.txt").write_text(MORE)
    run("ingest", folder)
    (folder / "changes.txt").write_text(MORE.replace("20 May", "21 May"))
    (folder / "copied.txt").write_text(MORE)
    (folder / "new.txt").write_text(LUND.replace("Lund", "Berg"))
    (folder / "same as new.txt").write_text(LUND.replace("Lund", "Berg"))
    (folder / "undated.txt").write_text("Kai Lund stays.")
    lines = [{"text": "Kai Lund joins Lyon.", "date": f"2025-05-{day}", "id": "one"} for day in (20, 21, 20)]
    (folder / "dump.jsonl").write_text("\n".join(map(json.dumps, lines)))
    paths = (folder, folder / "dump.jsonl")
    before = content(tmp_path)
    rehearsed = run("ingest", *paths, "--dry-run", "-f", "json")
    assert content(tmp_path) == before
    real = run("ingest", *paths, "-f", "json")
    assert (rows(rehearsed), rehearsed.status) == (rows(real), real.status)
    assert {row["status"] for row in real.json} == {"new", "superseded", "unchanged", "refused"}


def test_an_old_version_that_is_back_at_its_place_is_told_as_such(run: Runner, tmp_path: Path) -> None:
    article = tmp_path / "lund.txt"
    for text in (LUND, MORE):
        article.write_text(text)
        run("ingest", article)
    article.write_text(LUND)
    rehearsed = rows(run("ingest", article, "--dry-run", "-f", "json"))
    assert rehearsed == rows(run("ingest", article, "-f", "json"))
    assert [row["status"] for row in rehearsed] == ["superseded"]


def test_of_the_known_it_says_that_nothing_would_change(run: Runner, seeds: Path) -> None:
    run("ingest", seeds)
    again = run("ingest", seeds, "--dry-run")
    assert (again.status, again.stdout) == (0, "")
    assert again.stderr == "dry run, nothing was written: 2 unchanged; nothing would change\n"


@pytest.mark.parametrize("made_by", SCHEMAS[:-1])
def test_an_old_ledger_is_read_as_it_is_and_not_upgraded(run: Runner, tmp_path: Path, made_by: str) -> None:
    path = tmp_path / "ledger.db"
    path.write_bytes(unpacked(made_by))
    article = tmp_path / "lund.txt"
    article.write_text(LUND)
    before = content(tmp_path)
    done = run("ingest", article, "--dry-run")
    assert done.status == 0
    assert f"{path}: would be upgraded for this version of rumourctl first" in done.stderr
    assert content(tmp_path) == before


def test_what_could_not_be_stored_is_refused_with_the_same_words(run: Runner, seeds: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("mine")
    rehearsed, real = (run("ingest", seeds, "--db", notes, *dry) for dry in (["--dry-run"], []))
    assert (rehearsed.status, rehearsed.stderr) == (real.status, real.stderr)
    assert real.status == 3


def test_another_program_that_writes_is_not_waited_for(run: Runner, seeds: Path, tmp_path: Path) -> None:
    from rumourctl.ledger.store import Ledger

    run("ingest", seeds)
    shutil.copytree(seeds, tmp_path / "again")
    with Ledger.open(tmp_path / "ledger.db") as ledger, ledger.deciding():
        assert run("ingest", tmp_path / "again", "--dry-run").status == 0
