"""``brief``: a page of what is new, to be mailed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from tests.commands.hostile import NAMES, faults_of_markdown, faults_of_text, floods

Runner = Callable[..., Any]


def test_a_story_is_told_with_what_it_was_before_and_the_sentence_that_proves_it(ask: Runner) -> None:
    done = ask("brief", "--club", "Real Madrid", "--since", "2026-03-01")
    assert done.status == 0
    assert done.lines[0] == "# Real Madrid: 1 Mar 2026 – 12 Mar 2026"
    assert re.fullmatch(r"\d+ claims on \d+ people in 1 article\.", done.lines[2])
    story = done.stdout.split("**Xabi Alonso**")[1].split("\n\n")[0]
    told, quoted, credited = story.split("\n  > ")[:3]
    assert told == " · Real Madrid: sacked (Jan 2026). Before: set to join as manager."
    assert "Alonso" in quoted
    claim = re.fullmatch(r"— \S+, 10 Mar 2026 \((c1-\w+)\)", credited.split("\n")[0])
    assert claim is not None
    assert "Xabi Alonso" in ask("show", claim[1]).stdout


def test_stories_stand_under_what_became_of_them_and_sources_under_their_record(ask: Runner) -> None:
    page = ask("brief", "--club", "Real Madrid", "--since", "2025-05-01", "--until", "2025-05-31").stdout
    headings = [line for line in page.splitlines() if line.startswith("## ")]
    assert headings == ["## Done", "## New", "## Whose word it is"]
    assert "**Dean Huijsen** · Bournemouth → Real Madrid: joined." in page.split("## New")[0]
    assert re.search(r"^- Defensa Central: \d+ claims, nothing settled yet$", page, re.MULTILINE)


def test_hindsight_does_not_enter_the_page_of_a_day(ask: Runner) -> None:
    page = ask("brief", "--since", "2025-05-20", "--until", "2025-05-20").stdout
    assert page.startswith("# All rumours: 20 May 2025\n")
    assert "sacked" not in page


def test_where_nothing_is_new_it_says_so(ask: Runner) -> None:
    done = ask("brief", "--since", "yesterday")
    assert done.status == 0
    assert done.stdout.splitlines()[2] == "No news."
    assert "## " not in done.stdout


def test_what_is_too_much_for_a_page_is_named(ask: Runner) -> None:
    page = ask("brief", "--since", "2025-05-01", "--until", "2025-05-31").stdout
    assert len(re.findall(r"^- \*\*", page.split("## New")[1], re.MULTILINE)) < 25
    assert re.search(r"^Also: .*\.$", page, re.MULTILINE)


def test_days_the_wrong_way_round_and_unknown_names_are_refused(ask: Runner) -> None:
    backwards = ask("brief", "--since", "today", "--until", "yesterday")
    assert (backwards.status, backwards.stdout) == (2, "")
    assert "is after" in backwards.stderr
    assert ask("brief", "--club", "Atlantis").status == 1
    assert ask("brief", "--since", "0001-01-01", "--until", "0001-01-01").status == 1


def test_nothing_in_an_article_is_markup_of_the_page(run: Runner, hostile: Path) -> None:
    done = run("--db", hostile, "brief", "--since", "2025")
    assert faults_of_text(done.stdout) + floods(done.stdout) == []
    assert faults_of_markdown(done.stdout, also=("heading", "bullet_list", "list_item")) == []
    tokens = MarkdownIt("commonmark").parse(done.stdout)
    headings = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"]
    assert headings[1:] == ["Done", "Whose word it is"]
    assert done.stdout.count("Also: ") == 1
    assert all(surname in done.stdout for surname in NAMES)
