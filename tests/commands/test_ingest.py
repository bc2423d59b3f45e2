"""Ingesting: what is stored, what is refused, and what is said about it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("still_sound")

Runner = Callable[..., Any]

GOOD = "Date: 20 May 2025\n\nChelsea have signed Kai Lund from Brighton.\n"
BROKEN = {
    "empty.txt": b"",
    "blank.txt": b" \n\n ",
    "undated.txt": b"Chelsea have signed Kai Lund.\n",
    "ambiguous.txt": b"Date: 03/04/2025\n\nChelsea have signed Kai Lund.\n",
    "impossible.txt": b"Date: 31 February 2025\n\nChelsea have signed Kai Lund.\n",
    "future.txt": b"Date: 2031-01-01\n\nChelsea have signed Kai Lund.\n",
    "binary.txt": b"\x7fELF\x00\x00\x01\x02\x00\x00\x00",
    "\x1b[2Jclear.txt": b"Chelsea have signed Kai Lund.\n",
}


@pytest.fixture
def articles(tmp_path: Path, seeds: Path) -> Path:
    folder = tmp_path / "articles"
    shutil.copytree(seeds, folder)
    return folder


def test_the_first_ingest_says_where_the_ledger_is_and_what_came_in(
    run: Runner, articles: Path, tmp_path: Path
) -> None:
    done = run("ingest", articles)
    assert done.status == 0
    assert done.stderr.splitlines()[0] == f"new ledger: {tmp_path / 'ledger.db'}"
    assert "2 new" in done.stderr
    assert [line.split()[1] for line in done.lines[1:]] == ["new", "new"]


def test_the_second_ingest_changes_nothing_and_says_so(run: Runner, articles: Path) -> None:
    run("ingest", articles)
    before = run("claims", "-f", "json").stdout
    again = run("ingest", articles)
    assert (again.status, again.stdout) == (0, "")
    assert again.stderr == "2 unchanged; nothing changed\n"
    assert run("claims", "-f", "json").stdout == before


def test_a_changed_article_supersedes_the_old_one_which_stays(run: Runner, tmp_path: Path) -> None:
    article = tmp_path / "lund.txt"
    article.write_text(GOOD)
    run("ingest", article)
    article.write_text(GOOD + "\nMore follows.\n")
    (row,) = run("ingest", article, "-f", "json").json
    assert row["status"] == "superseded"
    assert row["supersedes"] != row["article_id"]
    assert len(run("articles", "-f", "json").json) == 1
    assert len(run("articles", "--superseded", "-f", "json").json) == 2


def test_broken_files_are_refused_by_name_and_the_rest_comes_in(run: Runner, articles: Path) -> None:
    for name, content in BROKEN.items():
        (articles / name).write_bytes(content)
    done = run("ingest", articles, "-f", "json")
    refused = [line for line in done.stderr.splitlines() if line.startswith("refused ")]
    assert done.status == 1
    assert len(refused) == len(BROKEN)
    for name in BROKEN:
        assert any(name.replace("\x1b", "<U+001B>") in line for line in refused)
    assert "\x1b" not in done.stderr
    assert sorted(row["status"] for row in done.json) == ["new"] * 2 + ["refused"] * len(BROKEN)
    assert all(row["reason"] for row in done.json if row["status"] == "refused")
    assert len(run("articles", "-f", "json").json) == 2


def test_an_article_in_another_language_is_stored_and_not_read(run: Runner, tmp_path: Path) -> None:
    article = tmp_path / "lund.txt"
    article.write_text(
        "Date: 20 May 2025\n\nEl Chelsea ha fichado a Kai Lund, según la prensa. El jugador, que tiene contrato hasta "
        "2028 con el Brighton, pasa hoy el reconocimiento médico en Londres.\n"
    )
    done = run("ingest", article, "-f", "json")
    assert done.status == 0
    assert [(row["status"], row["language"], row["claims"]) for row in done.json] == [("new", "es", 0)]
    said = f"{article}: is in Spanish; only English is read, so it gives no claims"
    assert said in done.stderr.splitlines()
    assert [row["language"] for row in run("articles", "-f", "json").json] == ["es"]
    alone = run("extract", article, "-f", "ndjson")
    assert (alone.status, alone.stdout, alone.stderr.strip()) == (0, "", said)


def test_nothing_to_ingest_is_no_success(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("ingest", tmp_path / "empty").status == 1
    missing = run("ingest", tmp_path / "nowhere.txt")
    assert missing.status == 1
    assert "nowhere.txt" in missing.stderr


def test_standard_input_takes_its_date_and_publisher_from_options(run: Runner) -> None:
    done = run(
        "ingest", "-", "--date", "yesterday", "--publisher", "The Guardian", "-f", "json", stdin=b"Kai Lund stays."
    )
    (row,) = done.json
    assert (row["article"], row["published"], row["publisher"]) == ("-", "2026-03-11", "The Guardian")


@pytest.mark.parametrize(("option", "day"), [("--day-first", "2025-04-03"), ("--month-first", "2025-03-04")])
def test_the_order_of_day_and_month_is_settled_by_an_option(run: Runner, tmp_path: Path, option: str, day: str) -> None:
    (tmp_path / "lund.txt").write_bytes(BROKEN["ambiguous.txt"])
    (row,) = run("ingest", tmp_path / "lund.txt", option, "-f", "json").json
    assert (row["status"], row["published"]) == ("new", day)


def test_date_must_be_one_day(run: Runner, articles: Path) -> None:
    said = run("ingest", articles, "--date", "May 2025").stderr
    assert said == "rumourctl: --date: “May 2025” is not one day; write it like 2025-05-20, yesterday or '20 May'\n"
    assert run("ingest", articles, "--date", "sometime").status == 2


def test_extract_touches_no_ledger(run: Runner, articles: Path, tmp_path: Path) -> None:
    done = run("extract", articles, "-f", "ndjson")
    assert done.status == 0
    assert done.lines
    assert not (tmp_path / "ledger.db").exists()


def test_extract_gives_the_claims_that_ingest_stores(run: Runner, articles: Path) -> None:
    run("ingest", articles)
    stored = {claim["claim_id"] for claim in run("claims", "-f", "json").json}
    assert {claim["claim_id"] for claim in run("extract", articles, "-f", "json").json} == stored


def test_extract_prints_what_it_can_and_says_what_it_cannot(run: Runner, articles: Path) -> None:
    (articles / "undated.txt").write_bytes(BROKEN["undated.txt"])
    done = run("extract", articles, "-f", "json")
    assert done.status == 1
    assert done.json
    assert done.stderr.startswith("refused ")


def test_reextract_with_the_same_rules_changes_nothing(run: Runner, articles: Path) -> None:
    run("ingest", articles)
    (row,) = run("reextract", "-f", "json").json
    assert row == {"articles": 2, "changed": 0, "added": 0, "removed": 0}
