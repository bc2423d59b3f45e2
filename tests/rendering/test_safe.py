"""Text from outside cannot command a terminal, turn a line around or hide a word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumourctl.rendering.safe import safe, safe_lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Arda Güler – “here we go” £40m", "Arda Güler – “here we go” £40m"),
        ("\x1b[31mred\x1b[0m", "<U+001B>[31mred<U+001B>[0m"),
        ("\x9b2J", "<U+009B>2J"),
        ("gp.\u202exslx", "gp.<U+202E>xslx"),
        ("Chel\u200bsea", "Chel<U+200B>sea"),
        ("\ufeffBOM", "<U+FEFF>BOM"),
        ("file\udcff.txt", "file<U+DCFF>.txt"),
        ("two\r\nlines\tand a tab\u2028more", "two lines and a tab more"),
        ("Chel\u034fsea\ufe0f \u3164\U000e0100", "Chel<U+034F>sea<U+FE0F> <U+3164><U+E0100>"),
        ("⚽\ufe0f 👍", "⚽\ufe0f 👍"),
        ("e\u0301" + "n\u0303" * 3, "e\u0301" + "n\u0303" * 3),
        ("Z" + "\u0308" * 1000 + "a", "Z" + "\u0308" * 4 + "<996 more marks>a"),
    ],
)
def test_what_is_not_to_be_seen_is_shown(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_an_article_keeps_its_lines() -> None:
    assert safe_lines("one\n\ntwo\x07") == "one\n\ntwo<U+0007>"
    assert safe_lines("one\r\ntwo\rthree\u2029") == "one\ntwo<U+000D>three<U+2029>"


@given(st.text(st.characters(exclude_categories=())))
def test_nothing_invisible_is_left(text: str) -> None:
    result = safe(text)
    assert not {unicodedata.category(char) for char in result} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert result.encode("utf-8").decode("utf-8") == result
    assert len(result.splitlines()) <= 1
