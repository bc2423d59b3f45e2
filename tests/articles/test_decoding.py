"""Which bytes are read, as which text, and what is said of those that are not."""

from __future__ import annotations

import codecs
import gzip
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rumourctl.articles.decoding import decode
from rumourctl.articles.refusal import Refusal

NEWS = "date 2025-05-20 “Güler won’t leave,” said Perez – for £60m or €70m.\r\nHe’s staying.\n"


@pytest.mark.parametrize(
    "data",
    [
        NEWS.encode(),
        codecs.BOM_UTF8 + NEWS.encode(),
        codecs.BOM_UTF16_LE + NEWS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + NEWS.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + NEWS.encode("utf-32-le"),
        NEWS.encode("utf-16-le"),
        NEWS.encode("utf-16-be"),
        NEWS.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 marked", "utf-16-le", "utf-16-be", "utf-32", "unmarked le", "unmarked be", "windows-1252"],
)
def test_every_encoding_gives_the_same_text_with_its_newlines(data: bytes) -> None:
    assert decode(data) == NEWS


@pytest.mark.parametrize(
    "text",
    [
        "the fee is £60m",
        "MBAPPÉ’S AGENT SPEAKS: £60m",  # "É’" happens to be valid UTF-8, "£" is not
        "Klopp’s “fiancé”—an ex – said “Señor”…",
        "a coach’s protégé",  # the last byte could begin a UTF-8 character
    ],
)
def test_windows_text_is_read_with_its_quotes_accents_and_pounds(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


def test_emoji_and_a_stray_control_character_are_text() -> None:
    text = "date 2025-05-20 🚨 Here we go! 👨‍👩‍👧 " + "Güler signs. " * 20 + "\x1a"
    assert decode(text.encode()) == text


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", NEWS)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t \n", "nothing but blank space"),
        (codecs.BOM_UTF8, "nothing but blank space"),
        ("\u00a0\u200b\ufeff\n".encode(), "nothing but blank space"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "is a PDF"),
        (_zip(), "is a ZIP archive or an Office document"),
        (gzip.compress(NEWS.encode()), "is a compressed file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is an image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "is an image"),
        (b"SQLite format 3\x00", "is an SQLite database"),
        (b"{\\rtf1\\ansi date 2025-05-20}", "is an RTF document"),
        (b"\n<!DOCTYPE html>\n<html>date 2025-05-20", "is an HTML page"),
        (b"date 2025-05-20 Klopp\x00wants a player", "holds control characters or NUL bytes"),
        ((codecs.BOM_UTF16_LE + "Klopp\0wants".encode("utf-16-le")), "holds control characters or NUL bytes"),
        (bytes(range(1, 128)) * 4, "holds control characters or NUL bytes"),
        ("Güler stays at £".encode()[:-1], "middle of a UTF-8 character"),
        ("He won’".encode()[:-1], "middle of a UTF-8 character"),
        ("Klopp wants Gü".encode()[:-1], "middle of a UTF-8 character"),
        (codecs.BOM_UTF8 + "Klopp wants Gü".encode()[:-1], "middle of a UTF-8 character"),
        (codecs.BOM_UTF16_LE + NEWS.encode("utf-16-le")[:-1], "middle of a UTF-16 character"),
        (codecs.BOM_UTF16_BE + "signs 🚨".encode("utf-16-be")[:-2], "middle of a UTF-16 character"),
        (NEWS.encode("utf-16-le")[:-1], "middle of a UTF-16 character"),
        ("Güler’s fee: £60m, ".encode() + b"\xa360m again", "mixes encodings: byte 23 is not UTF-8"),
        (b"a lone surrogate: \xed\xa0\x80 here", "holds half a character (a lone surrogate) at byte 18"),
        (b"Klopp \x9d wants", "is neither UTF-8 nor Windows-1252 at byte 6 (0x9d)"),
        (codecs.BOM_UTF8 + b"fee: \xa360m", "begins as UTF-8, but byte 8 is not UTF-8"),
        (codecs.BOM_UTF16_LE + b"\x00\xdcK\x00", "begins as UTF-16, but byte 2 is not UTF-16"),
    ],
)
def test_what_is_no_whole_text_is_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(Refusal) as refusal:
        decode(data)
    assert reason in str(refusal.value)


PROSE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1).map("date ".__add__)


@settings(deadline=None)  # a busy machine is no fault
@given(PROSE)
def test_all_utf8_text_comes_back_unchanged(text: str) -> None:
    assert decode(text.encode()) == text


@settings(deadline=None)  # a busy machine is no fault
@given(PROSE)
def test_all_marked_utf16_text_comes_back_unchanged(text: str) -> None:
    assert decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be")) == text


@settings(deadline=None)  # a busy machine is no fault
@given(PROSE.filter(lambda text: not text.isascii()), st.data())
def test_a_cut_utf8_character_is_never_read_as_something_else(text: str, data: st.DataObject) -> None:
    last = max(place for place, character in enumerate(text) if not character.isascii())
    whole = ("“" + text[: last + 1]).encode()
    missing = data.draw(st.integers(1, len(text[last].encode()) - 1))
    with pytest.raises(Refusal, match="middle of a UTF-8 character"):
        decode(whole[:-missing])
