"""What is said on stderr."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest

from rumourctl.context import Context
from rumourctl.rendering.notices import counted, say, say_lines


@pytest.fixture
def context() -> Context:
    return Context(io.StringIO(), io.StringIO(), io.BytesIO(), date(2026, 1, 1))


def test_a_notice_is_one_harmless_line(context: Context) -> None:
    say(context, "refused a\nb\x1b[2J.txt: empty")
    assert context.stderr.getvalue() == "refused a b<U+001B>[2J.txt: empty\n"


def test_a_fault_stays_underlined_where_it_stands(context: Context) -> None:
    say_lines(context, "events.toml: no such verb\n  sing PERSON\n  ^^^^\x07")
    assert context.stderr.getvalue() == "events.toml: no such verb\n  sing PERSON\n  ^^^^<U+0007>\n"


def test_progress_is_drawn_only_where_somebody_watches(context: Context) -> None:
    assert list(counted(context, iter("abc"), "articles")) == ["a", "b", "c"]
    assert context.stderr.getvalue() == ""
    silenced = replace(context, error_terminal=True, environ={"NO_COLOR": "1"})
    assert list(counted(silenced, iter("abc"), "articles")) == ["a", "b", "c"]
    assert context.stderr.getvalue() == ""
    watched = replace(context, error_terminal=True)
    assert list(counted(watched, iter("abc"), "articles")) == ["a", "b", "c"]
    assert "articles" in context.stderr.getvalue()
