"""The lists of what the ledger holds, and one claim or article shown whole."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

Runner = Callable[..., Any]


def test_sources_have_a_row_each_unnamed_and_own_voice_too(ask: Runner) -> None:
    rows = {(row["source"]["name"], row["source"]["kind"]): row for row in ask("sources", "-f", "json").json}
    assert {(None, "publisher"), (None, "unnamed"), ("Defensa Central", "outlet")} <= set(rows)
    row = rows["Defensa Central", "outlet"]
    assert (row["claims"], row["people"], row["stages"], row["via"]) == (8, 7, {"interest": 8}, [])
    assert (row["first"], row["last"]) == ("2025-05-13", "2025-05-20")
    assert rows["Gary McAllister", "person"]["via"] == ["Grosvenor Casino"]


def test_sources_of_a_club_or_a_person(ask: Runner) -> None:
    of_madrid = ask("sources", "--club", "real madrid")
    names = [line.split("  ")[0] for line in of_madrid.lines]
    assert names[:4] == [" Source", " Defensa Central", " the article itself", " unnamed"]
    of_klopp = ask("sources", "--person", "klopp", "-f", "json").json
    assert {row["source"]["name"] for row in of_klopp} == {None, "Gary McAllister"}


def test_stages_are_counted_from_the_furthest(ask: Runner) -> None:
    assert "1 interest" in ask("sources", "--person", "klopp").stdout
    (line,) = [row for row in csv.DictReader(io.StringIO(ask("sources", "-f", "csv").stdout)) if row["claims"] == "7"]
    assert line["stages"] == "interest 5; bid 1; close 1"


def test_claims_are_found_by_every_field(ask: Runner) -> None:
    def people(*options: str) -> list[str]:
        return [claim["person"] for claim in ask("claims", "-f", "json", *options).json]

    assert people("--move", "loan") == ["Arda Guler", "Endrick"]
    assert people("--stage", "talks") == ["Alvaro Carreras"]
    assert people("--kind", "person") == ["Alexis Mac Allister", "Trent Alexander-Arnold", "Jurgen Klopp"]
    assert people("--text", "free transfer") == ["Trent Alexander-Arnold"]
    assert people("--text", "sack Alonso") == ["Xabi Alonso"]
    assert people("--club", "manchester", "--certainty", "hedged") == ["Xabi Alonso"]
    assert people("--source", "Defensa Central", "--person", "rodrygo") == ["Rodrygo"]
    assert people("--background", "--since", "2026") == ["Xabi Alonso", "Jurgen Klopp"]
    assert len(people("--limit", "3")) == 3


def test_no_match_is_said_and_the_machine_formats_stay_valid(ask: Runner) -> None:
    done = ask("claims", "--stage", "medical", "-f", "json")
    assert (done.status, done.json, done.stderr) == (1, [], "no claim fits\n")
    assert ask("articles", "--text", "zebra", "-f", "csv").lines[0].startswith("article_id,article,")
    assert ask("people", "--since", "2027").stderr == "nobody fits\n"
    assert ask("claims", "--person", "nobody at all").status == 1


def test_people_and_clubs(ask: Runner) -> None:
    first = ask("people", "-f", "json").json[0]
    assert first == {
        "person": "Alexis Mac Allister",
        "roles": ["player"],
        "clubs": first["clubs"],
        "claims": 6,
        "articles": 2,
        "first": "2023-01-01",
        "last": "2026-03-10",
    }
    assert first["clubs"][0] == "Liverpool"
    clubs = {row["club"]: row for row in ask("clubs", "-f", "json").json}
    assert (clubs["Arsenal"]["people_in"], clubs["Arsenal"]["people_out"]) == (1, 0)
    assert {row["club"] for row in ask("clubs", "--person", "rodrygo", "-f", "json").json} == {"Real Madrid", "Arsenal"}


def test_articles_come_by_publication_and_can_be_searched(ask: Runner) -> None:
    assert [row["published"] for row in ask("articles", "-f", "json").json] == ["2025-05-20", "2026-03-10"]
    (article,) = ask("articles", "--text", "Grosvenor Casino", "-f", "json").json
    assert (article["published"], article["claims"]) == ("2026-03-10", 10)


def test_show_puts_a_claim_into_its_paragraph(ask: Runner) -> None:
    (claim,) = ask("claims", "--text", "sack Alonso", "-f", "json").json
    page = ask("show", claim["claim_id"][:9])
    assert page.lines[0] == " Xabi Alonso · sacked by Real Madrid"
    assert page.lines[2] == (
        " »Los Blancos made the decision to sack Alonso in January« after Real Madrid lost 3-2 to Barcelona in the "
        "Spanish Super Cup final."
    )
    assert " deal     sacked" in page.lines
    (row,) = ask("show", claim["claim_id"], "-f", "json").json
    assert row["paragraphs"][0].startswith("Los Blancos made the decision to sack Alonso in January after")


def test_show_marks_all_claims_of_an_article(ask: Runner) -> None:
    article = ask("articles", "--since", "2026", "-f", "json").json[0]
    page = ask("show", article["article_id"])
    assert "»who has already been linked with Man City and Liverpool«[" in page.stdout
    assert all(f"[{number}]" in page.stdout for number in range(1, 11))
    (row,) = ask("show", article["article"], "-f", "json").json
    assert row["claims"] == len(row["marked"]) == 10
    assert row["text"].lstrip().startswith("date 2026-03-10 Jurgen Klopp wants")


@pytest.mark.parametrize(
    ("identity", "said"), [("a", "may be"), ("c1-", "or 21 more;"), ("zz", "no claim, article or saga")]
)
def test_show_needs_an_id_that_fits_only_one(ask: Runner, identity: str, said: str) -> None:
    done = ask("show", identity)
    assert (done.status, done.stdout) == (1, "")
    assert said in done.stderr


@pytest.mark.parametrize("listed", ["claims", "articles", "people", "clubs", "sources", "sagas"])
def test_a_limit_beyond_all_numbers_limits_nothing(ask: Runner, listed: str) -> None:
    assert ask(listed, "--limit", str(10**30), "-f", "json").stdout == ask(listed, "-f", "json").stdout
