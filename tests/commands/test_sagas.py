"""Sagas, verdicts and rulings on the command line, over a ledger of the d3 set as careful readers labelled it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from rumourctl.articles.model import Article
from rumourctl.ledger.store import Ledger
from tests.sagas.gold import claims

pytestmark = pytest.mark.usefixtures("still_sound")

Runner = Callable[..., Any]
TODAY = date(2025, 2, 5)


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the labelled claims; not to be written to."""
    path = tmp_path_factory.mktemp("d3") / "ledger.db"
    by_article = groupby(sorted(claims(), key=lambda r: r.article), lambda r: r.article)
    with Ledger.open(path, create=True) as ledger:
        for name, said in by_article:
            found = list(said)
            ledger.add(Article(f"The text of {name}.", found[0].published, name), [r.claim for r in found], "gold")
    return path


@pytest.fixture
def ask(run: Runner, labelled: Path, tmp_path: Path) -> Runner:
    """Run a command on a copy of the ledger."""
    path = tmp_path / "ledger.db"
    shutil.copy(labelled, path)
    return lambda *arguments, **options: run(*arguments, today=TODAY, **options)


def test_a_saga_has_one_row_with_where_it_stands(ask: Runner) -> None:
    (row,) = ask("sagas", "--person", "kvalheim", "-f", "json").json
    assert (row["saga_id"], row["status"], row["club"]) == ("sindre-kvalheim-2024s", "done", "Aston Villa")
    assert (row["outcome"], row["destination"], row["outcome_date"]) == ("confirmed", "Aston Villa", "2024-07-01")
    assert (row["independent_sources"], row["season"], row["fee_high"]["text"]) == (3, "2024/25", "£39m")
    assert {way["club"]: way["outcome"] for way in row["ways"]} == {
        "Aston Villa": "confirmed",
        "RB Leipzig": "refuted",
        "Feyenoord": "refuted",
    }


def test_sagas_can_be_limited(ask: Runner) -> None:
    def people(*options: str) -> set[str]:
        return {row["person"] for row in ask("sagas", "-f", "json", *options).json}

    assert "Ryoma Minakawa" in people("--status", "open") - people("--status", "done")
    assert people("--club", "werder") == {"Krešimir Vuletin"}
    assert "Ryoma Minakawa" not in people("--stale", "5")
    assert "Sindre Kvalheim" not in people("--season", "2025/26")
    assert people("--season", "2023/24") == set()
    assert ask("sagas", "--season", "2023/24").stderr == "no saga fits\n"


def test_as_of_a_day_nothing_later_is_known(ask: Runner) -> None:
    (row,) = ask("sagas", "--person", "kvalheim", "--as-of", "2024-06-15", "-f", "json").json
    assert (row["status"], row["stage"], row["outcome"]) == ("open", "bid", "open")
    page = ask("show", "sindre-kvalheim-2024s", "--as-of", "2024-06-15")
    assert "open" in page.stdout
    assert "right" not in page.stdout
    for command in ("articles", "people", "clubs", "sources", "claims"):
        assert ask(command, "--as-of", "2024-05-09", "-f", "json").json != ask(command, "-f", "json").json


def test_show_tells_every_source_with_its_verdict(ask: Runner) -> None:
    page = ask("show", "Kvalheim 2024s")
    assert page.lines[0] == " Sindre Kvalheim · summer 2024 · Feyenoord · done Aston Villa · 1 Jul 2024"
    assert any("Orla Kinsella (The Athletic)" in line and "right" in line and "53 days" in line for line in page.lines)
    assert any("Jeroen Wolthuis" in line and "wrong" in line for line in page.lines)


def test_open_sagas_say_what_their_likelihood_lacks(ask: Runner) -> None:
    assert "not enough history: " in ask("show", "Minakawa 2025w").stdout
    assert "–: not enough history for a likelihood" in ask("sagas", "--person", "minakawa").stdout
    done = ask("calibration")
    assert (done.status, done.stderr) == (1, "no settled saga has enough history to be forecast\n")


def test_the_league_table(ask: Runner) -> None:
    rows = {row["source"]["name"]: row for row in ask("sources", "-f", "json").json}
    assert (rows["Daily Mail"]["right"], rows["Daily Mail"]["wrong"], rows["Daily Mail"]["open"]) == (1, 2, 1)
    assert (rows["The Athletic"]["right"], rows["The Athletic"]["wrong"]) == (3, 1)
    assert rows["The Athletic"]["lead_days"] == 21
    assert rows["Jeroen Wolthuis"]["denials_settled"] == 1
    assert rows["The Athletic"]["hit_rate"] is None  # four cases carry no rate
    assert rows["BBC Sport"]["relays"] == {"L'Équipe": 1}


def test_sources_can_be_sorted_and_small_samples_left_out(ask: Runner) -> None:
    def names(*options: str) -> list[str]:
        return [row["source"]["name"] for row in ask("sources", "--kind", "outlet", "-f", "json", *options).json]

    assert names("--sort", "rate", "--min", "3")[0] == "The Athletic"
    assert names("--sort", "name") == sorted(names("--sort", "name"), key=str.casefold)
    assert len(names("--min", "3")) < len(names())


def test_a_timeline_marks_where_the_stage_moved(ask: Runner) -> None:
    shown = ask("timeline", "kvalheim").stdout
    assert "summer 2024 · done Aston Villa on 1 Jul 2024" in shown
    assert "▼" not in shown
    assert "▲" in shown
    rows = ask("timeline", "kvalheim", "-f", "json").json
    assert [row["saga_stage"] for row in rows if row["saga_moved"]][-1] == "done Aston Villa"


def test_diff_tells_both_sides_of_a_contradiction(ask: Runner) -> None:
    rows = ask("diff", "2025-01-08", "2025-02-05", "--person", "minakawa", "-f", "json").json
    assert {row["saga_kind"] for row in rows} == {"contradicted"}
    (told,) = [row for row in rows if row["against"]]
    assert told["club"] == "Atlético Madrid"
    assert told["against"]["certainty"] == "denied"


def test_a_ruling_settles_a_saga_and_undo_takes_it_back(ask: Runner) -> None:
    before = ask("sagas", "-f", "json").stdout
    settled = ask(
        "settle", "Minakawa 2025w", "--outcome", "bayern", "--on", "2025-02-03", "--note", "seen", "-f", "json"
    )
    assert settled.json[0]["subject"]["outcome"] == "Bayern Munich"
    (row,) = ask("sagas", "--person", "minakawa", "-f", "json").json
    assert (row["destination"], row["settled_by"], row["outcome_date"]) == ("Bayern Munich", "r1", "2025-02-03")
    assert ask("undo").status == 0
    assert ask("sagas", "-f", "json").stdout == before
    assert [row["kind"] for row in ask("rulings", "-f", "json").json] == ["settle", "undo"]
    assert ask("undo").stderr == "rumourctl: there is no ruling to undo; rumourctl rulings lists them\n"


def test_a_retracted_claim_counts_no_more_but_is_still_shown(ask: Runner) -> None:
    (claim,) = [c for c in ask("claims", "--person", "kvalheim", "-f", "json").json if c["to_club"] == "RB Leipzig"][:1]
    assert ask("retract", claim["claim_id"], "--why", "another player").status == 0
    ids = {c["claim_id"] for c in ask("claims", "-f", "json").json}
    assert claim["claim_id"] not in ids
    page = ask("show", claim["claim_id"])
    assert "retracted on 5 Feb 2025: another player (r1)" in page.stdout
    kept = next(iter(ids))
    assert ask("show", kept, "-f", "json").json[0]["retracted"] is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["settle", "nobody 2024s", "--outcome", "left"], "no saga is called “nobody 2024s”"),
        (["settle", "Kvalheim 2024s", "--outcome", " "], "--outcome: name a club"),
        (["settle", "Kvalheim 2024s", "--outcome", "left", "--on", "2024"], "“2024” is not one day"),
        (["retract", "c1-zz", "--why", "x"], "no claim has an id that begins “c1-zz”"),
        (["retract", "c1-", "--why", "x"], "claims have ids that begin “c1-”"),
        (["alias", "add", "Nobody", "Somebody"], "“Nobody” is the name of no club, outlet or journalist"),
        (["alias", "add", "Marca", "Marca"], "“Marca” is shown as “Marca” already"),
        (["merge", "kvalheim", "sindre"], "are one person already"),
        (["split", "kvalheim", "--club", "porto"], "nothing is claimed of Sindre Kvalheim and Porto"),
        (["undo", "r7"], "there is no ruling r7"),
    ],
)
def test_a_ruling_that_cannot_be_is_refused_in_a_sentence(ask: Runner, arguments: list[str], said: str) -> None:
    done = ask(*arguments)
    assert done.status in (1, 2)
    assert done.stdout == ""
    assert said in done.stderr
    assert ask("rulings").stderr == "no rulings yet\n"
