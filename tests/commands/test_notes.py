"""``report`` as Markdown: a document for notes and wikis, of which nothing from outside is more than words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.commands.hostile import faults_of_markdown, faults_of_text

Runner = Callable[..., Any]
OWN = ("heading", "bullet_list", "ordered_list", "list_item")


def test_a_section_a_saga_with_claims_by_date_evidence_and_articles(ask: Runner, tmp_path: Path) -> None:
    done = ask("report", "--person", "mac allister", "-o", tmp_path / "story.md")
    assert (done.status, done.stdout) == (0, "")
    page = (tmp_path / "story.md").read_text(encoding="utf-8")
    headings = re.findall(r"^#+ .*", page, re.MULTILINE)
    assert headings == [
        "# Alexis Mac Allister",
        "## Alexis Mac Allister summer 2026",
        "## Alexis Mac Allister summer 2025",
        "## Sources",
        "## Articles",
    ]
    claims = ask("claims", "--person", "mac allister", "-f", "json").json
    assert f"2 sagas, {len(claims)} claims, 2 articles" in page
    for claim in claims:
        for span in claim["evidence"]:
            assert " ".join(span["text"].split())[:60] in page
    assert re.findall(r"^\d\. \d+ \w+ \d{4}", page, re.MULTILINE) == ["1. 20 May 2025", "2. 10 Mar 2026"]


def test_of_everything_of_a_club_and_of_a_saga_with_what_changed(ask: Runner) -> None:
    for limits in ((), ("--club", "real madrid", "--since", "2025-12"), ("--saga", "mac allister 2025s")):
        done = ask("report", *limits, "-f", "markdown", terminal=True)
        assert done.status == 0
        assert faults_of_markdown(done.stdout, OWN) == []
        assert ("## What changed" in done.stdout) == ("--since" in limits)


def test_nothing_of_an_article_is_markup_or_obeyed(run: Runner, hostile: Path) -> None:
    page = run("--db", hostile, "report", "-f", "markdown", "--limit", "200").stdout
    assert page.count("\n## ") > 50
    assert faults_of_markdown(page, OWN) == []
    assert faults_of_text(page) == []


def test_html_is_still_what_it_is_without_a_word(ask: Runner, tmp_path: Path) -> None:
    for more in (("-o", tmp_path / "story.html"), ("-o", tmp_path / "story.md", "-f", "html")):
        assert ask("report", *more).status == 0
        assert Path(more[1]).read_text(encoding="utf-8").startswith("<!doctype html>")
