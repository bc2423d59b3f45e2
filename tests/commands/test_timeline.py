"""``timeline``: one glance a row, oldest first, for a person or a club."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

Runner = Callable[..., Any]


def test_a_persons_timeline_reads_at_a_glance(ask: Runner) -> None:
    rows = [re.split(r"  +", line.strip()) for line in ask("timeline", "Mac Allister").lines]
    assert rows[:2] == [["Alexis Mac Allister · 6 claims from 2 articles · Liverpool"], [""]]
    assert rows[2:12] == [
        ["When", "Stage", "Claim", "Source"],
        ["history"],
        ["2023", "done", "joined Liverpool from Brighton & Hove Albion", "–", "[1]"],
        ["summer 2025 · off on 1 Sep 2025", "▁▁"],
        ["Apr 2025", "interest", "wants to stay at Liverpool", "own words (TyC Sports)", "[1]"],
        ["~13 May 25", "▲", "interest", "wanted at Real Madrid by Xabi Alonso", "Defensa Central", "[1]"],
        ["20 May 25", "interest", "wanted at Real Madrid by Carlo Ancelotti", "Defensa Central", "[1]"],
        ["20 May 25", "interest?", "wanted by Real Madrid", "unnamed", "[1]"],
        ["summer 2026 · interest Real Madrid"],
        ["10 Mar 26", "▲", "interest?", "wanted at Real Madrid by Jurgen Klopp", "unnamed", "[2]"],
    ]
    assert rows[13][0].startswith("[1] 20 May 2025")
    assert rows[14][-1].endswith("001_2684353b53128c26.txt")


@pytest.mark.parametrize("name", ["Mac Allister", "mac allister", "ALEXIS", "alexis mac allister"])
def test_part_of_a_name_will_do_in_any_case(ask: Runner, name: str) -> None:
    assert ask("timeline", name).lines[0].startswith(" Alexis Mac Allister · ")


def test_accents_do_not_matter(ask: Runner) -> None:
    assert ask("timeline", "fran garcia").lines[0].startswith(" Fran García · ")
    assert ask("timeline", "Güler").lines[0].startswith(" Arda Guler · ")


def test_a_clubs_timeline_names_the_people_and_not_the_club(ask: Runner) -> None:
    done = ask("timeline", "real madrid", "--stage", "done")
    assert done.lines[0] == " Real Madrid · 2 claims from 2 articles"
    rows = [re.split(r"  +", line.strip())[2] for line in done.lines[3:5]]
    assert rows == ["Dean Huijsen joined from Bournemouth", "Xabi Alonso sacked"]


def test_an_unknown_name_is_answered_with_near_ones(ask: Runner) -> None:
    done = ask("timeline", "Mac Alister")
    assert (done.status, done.stdout) == (1, "")
    assert done.stderr.startswith("rumourctl: no person or club in the ledger is called “Mac Alister”; did you mean ")
    assert "Alexis Mac Allister (6 claims)" in done.stderr


def test_an_ambiguous_name_is_answered_with_the_candidates(ask: Runner) -> None:
    done = ask("timeline", "car")
    assert (done.status, done.stdout) == (1, "")
    assert done.stderr == (
        "rumourctl: “car” may be Carlo Ancelotti (2 claims) or Alvaro Carreras (1 claim); give more of the name\n"
    )


def test_dates_take_a_period_since_its_first_and_until_its_last_day(ask: Runner) -> None:
    def dates(*options: str) -> list[str]:
        return [claim["date"] for claim in ask("timeline", "mac allister", "-f", "json", *options).json]

    assert dates("--since", "2025-05", "--until", "May 2025") == ["2025-05-13", "2025-05-20", "2025-05-20"]
    assert dates("--until", "2023") == ["2023-01-01"]
    assert dates("--since", "this month") == ["2026-03-10"]
    assert dates("--as-of", "2025") == ["2023-01-01", "2025-04-01", "2025-05-13", "2025-05-20", "2025-05-20"]


def test_options_narrow_the_timeline(ask: Runner) -> None:
    def count(*options: str) -> int:
        return len(ask("timeline", "mac allister", "-f", "json", *options).json)

    assert count("--no-background") == 5
    assert count("--background") == 1
    assert count("--source", "defensa central") == 2
    assert count("--club", "brighton") == 1
    assert count("--limit", "2") == 2
    assert len(ask("timeline", "real madrid", "--club", "Bournemouth", "-f", "json").json) == 1


def test_a_limit_is_said(ask: Runner) -> None:
    assert ask("timeline", "mac allister", "-n", "2").lines[0].endswith(" · the first 2 of 6 claims · Liverpool")


def test_nothing_left_is_said_and_no_success(ask: Runner) -> None:
    done = ask("timeline", "mac allister", "--stage", "medical")
    assert (done.status, done.stdout) == (1, "")
    assert (
        done.stderr == "rumourctl: nothing that was claimed of Alexis Mac Allister fits these options; leave some out\n"
    )


def test_a_date_that_is_none_is_wrong_usage(ask: Runner) -> None:
    done = ask("timeline", "mac allister", "--since", "someday")
    assert done.status == 2
    assert done.stderr.startswith("rumourctl: --since: 'someday' is no date")


def test_json_has_every_field_under_its_stable_name(ask: Runner) -> None:
    claim = ask("timeline", "mac allister", "--stage", "done", "-f", "json").json[0]
    assert list(claim) == [
        *("claim_id", "article_id", "article", "publisher", "published", "known_as", "person", "role", "move", "stage"),
        *("from_club", "to_club", "actor", "certainty", "source", "via", "deal", "fee", "contract_until", "date"),
        *("date_precision", "background", "evidence", "rules", "saga_id", "saga_stage", "saga_moved"),
    ]
    assert claim["source"] == {"name": None, "kind": "publisher"}
    assert (claim["date"], claim["date_precision"], claim["background"]) == ("2023-01-01", "year", True)


def test_every_format_tells_the_same_claims(ask: Runner) -> None:
    def told(form: str) -> str:
        return str(ask("timeline", "real madrid", "-f", form).stdout)

    claims = json.loads(told("json"))
    assert [json.loads(line) for line in told("ndjson").splitlines()] == claims
    assert len(told("csv").splitlines()) == len(told("tsv").splitlines()) == len(claims) + 1
    assert told("markdown").count("| [") + told("markdown").count(r"| \[") == len(claims)
