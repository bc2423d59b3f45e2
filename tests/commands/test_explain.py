"""Explaining: what is told of each sentence, which sentences are told of, and in which formats."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

Runner = Callable[..., Any]

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
TEXT = """Date: 20 May 2025

Chelsea are closing in on Lyon midfielder Kai Lund, according to Marca. Everton are circling a striker instead.

It rained. Leeds lost to Everton. Kai Lund likes Leeds.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "lund.txt"
    path.write_text(TEXT)
    return path


def sentence(row: dict[str, Any]) -> str:
    return row["text"].split()[0]


def test_a_sentence_is_told_with_its_names_source_rules_and_claim(run: Runner, article: Path) -> None:
    told = [line.strip() for line in run("explain", article, "--sentence", "1").lines]
    assert told[0] == f"{article}, 20 May 2025"
    assert told[2:] == [
        "1  Chelsea are closing in on Lyon midfielder Kai Lund, according to Marca.",
        "names  Chelsea; Lyon midfielder Kai Lund = Kai Lund (player, at Lyon); Marca",
        "source  Marca (outlet): “according to Marca”",
        "clause  Chelsea are closing in on Lyon midfielder Kai Lund",
        "rules  closing-in “closing in on Lyon midfielder Kai Lund” (transfer, close)",
        "places  subject Chelsea; on Kai Lund",
        told[-1],
    ]
    assert told[-1].startswith("claim  Kai Lund transfer/close, Lyon → Chelsea, by Marca (outlet)  c1-")


def test_what_became_no_claim_has_its_reason(run: Runner, article: Path) -> None:
    told = run("explain", article, "--sentence", "2").stdout
    assert "dropped  transfer/interest: whoever moves is not named" in told


def test_machines_get_the_same_and_a_claims_id_is_that_of_extract(run: Runner, article: Path) -> None:
    rows = run("explain", article, "--all", "-f", "json").json
    assert rows == [json.loads(line) for line in run("explain", article, "--all", "-f", "ndjson").lines]
    assert [row["sentence"] for row in rows] == [1, 2, 3, 4, 5]
    (claim,) = rows[0]["claims"]
    assert claim["claim_id"] == run("extract", article, "-f", "json").json[0]["claim_id"]
    assert rows[0]["clauses"][0]["candidates"][0]["outcomes"][0]["claim_id"] == claim["claim_id"]
    assert rows[2]["dropped"] == "no_words"


def test_offsets_are_those_of_the_article(run: Runner, article: Path) -> None:
    for row in run("explain", article, "--all", "-f", "json").json:
        assert TEXT[row["start"] : row["end"]] == row["text"]


def test_by_default_only_sentences_come_in_which_something_is_or_may_be_missed(run: Runner, article: Path) -> None:
    def shown(*options: str) -> list[str]:
        return [sentence(row) for row in run("explain", article, "-f", "json", *options).json]

    assert shown() == ["Chelsea", "Everton", "Kai"]
    assert shown("--all") == ["Chelsea", "Everton", "It", "Leeds", "Kai"]
    assert shown("--grep", "EVERTON") == ["Everton", "Leeds"]
    assert shown("--sentence", "3") == ["It"]
    assert shown("--sentence", "3", "--grep", "lund") == []


def test_where_no_sentence_fits_it_says_so(run: Runner, article: Path) -> None:
    done = run("explain", article, "--grep", "zebra")
    assert (done.status, done.stdout) == (1, "")
    assert done.stderr == "no sentence fits\n"


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_a_flat_format_is_refused_in_one_line(run: Runner, article: Path, form: str) -> None:
    done = run("explain", article, "-f", form)
    assert (done.status, done.stdout) == (2, "")
    assert done.stderr.startswith(f"rumourctl: --format: a sentence has parts within parts, which {form} cannot hold;")
    assert len(done.stderr.splitlines()) == 1


def test_a_terminal_gets_colour_and_at_most_80_columns(run: Runner) -> None:
    told = run("explain", "-", terminal=True, stdin=TEXT.encode()).stdout
    assert COLOUR.search(told)
    assert max(cell_len(line) for line in COLOUR.sub("", told).splitlines()) <= 80


def test_with_no_color_a_terminal_gets_what_a_pipe_gets(run: Runner) -> None:
    plain = run("explain", "-", terminal=True, env={"NO_COLOR": "1"}, stdin=TEXT.encode()).stdout
    assert plain == run("explain", "-", stdin=TEXT.encode()).stdout
    assert "\x1b" not in plain


def test_neither_a_text_nor_a_file_name_can_reach_the_terminal(run: Runner, tmp_path: Path) -> None:
    hostile = tmp_path / "\x1b[2J\u202e.txt"
    hostile.write_text("Date: 20 May 2025\n\nChelsea want\u202e Kai [red]Lund[/red] of | Lyon\u200b, says [b]Bild.\n")
    for options in ([], ["-f", "markdown"], ["-f", "json"]):
        told = run("explain", hostile, "--all", *options, terminal=True, env={"NO_COLOR": "1"}).stdout
        assert "Lund" in told
        assert "\x1b" not in told
        assert not {"\u202e", "\u200b"} & set(told) or options == ["-f", "json"]
    assert "[red]" in run("explain", hostile, "--all").stdout


def test_what_cannot_be_read_is_refused_and_the_rest_explained(run: Runner, article: Path, tmp_path: Path) -> None:
    done = run("explain", article, tmp_path / "missing.txt")
    assert done.status == 1
    assert "Kai Lund" in done.stdout
    assert "missing.txt: no such file" in done.stderr
