"""Markdown in which what came from outside is words and nothing else, as a Markdown parser sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from rumourctl.rendering.markdown import markdown
from rumourctl.rendering.sheet import Cell, Column, Mark, Passage, Sheet

OURS = {"paragraph", "text", "softbreak", "inline", "strong", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}
ACTIVE = (
    *("[a](http://e.x)", "![a](http://e.x/i.png)", "<http://e.x>", "http://e.x", "www.e.x", "a@e.x", "mailto:a@e.x"),
    *("<script>alert(1)</script>", "<b>x", "&lt;b&gt;", "&#60;b&#62;", "[a]: http://e.x", "[^1]", "<!-- x", "]]>"),
    *("# head", "head\n===", "head\n---", "- item", "+ item", "* item", "1. item", "12) item", "> quote", "***", "---"),
    *(
        "    code",
        "\tcode",
        "```\ncode\n```",
        "~~~\ncode",
        "`code`",
        "a | b",
        "\\| b",
        "\\",
        "~~gone~~",
        "**b**",
        "__b__",
    ),
    *("$x$", "{{ config }}", "{% raw %}", "a  \nb", "a\\\nb", "| a |\n| --- |\n| b |", "\u2028# head", "\r# head"),
)


def tokens(text: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text):
        yield token
        yield from token.children or ()


def kinds(text: str) -> set[str]:
    return {re.sub(r"_(?:open|close)$", "", token.type) for token in tokens(text)}


def page(text: str) -> Sheet:
    return Sheet(
        [Column("Who"), Column("What", right=True)],
        [[text, Cell(text, lead=text)], [Cell(text), ""]],
        text,
        [text, "a fact"],
        [text],
        [Passage(text, [Mark(1, 3, "[1]")]), Passage(f"before\n{text}\nafter", [Mark(0, 6, "[2]")])],
    )


@pytest.mark.parametrize("text", ACTIVE)
def test_words_are_no_markup(text: str) -> None:
    told = markdown(page(text))
    assert kinds(told) <= OURS
    assert sum(token.type == "tr_open" for token in tokens(told)) == 3
    assert sum(token.type == "td_open" for token in tokens(told)) == 4
    assert not re.search(r"(?<!\\)(?:://|[{}$])|\bwww\.|mailto:|\w@\w", told)


@given(st.text(st.sampled_from("[](){}<>!#=+-*_~`|\\:/@.&; \t\n\r1aw\u2028"), max_size=30))
def test_no_string_of_signs_is_markup(text: str) -> None:
    told = markdown(page(text))
    assert kinds(told) <= OURS
    assert sum(token.type == "td_open" for token in tokens(told)) == 4


@given(st.text(st.characters(exclude_categories=["C", "Z", "M"]), min_size=1, max_size=30))
def test_the_words_come_out_as_they_went_in(text: str) -> None:
    *_, inline = (token for token in tokens(markdown(Sheet([Column("Who")], [[text]]))) if token.type == "inline")
    assert "".join(child.content for child in inline.children or ()) == text
