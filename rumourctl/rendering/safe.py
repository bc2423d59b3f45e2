"""Text from outside, made harmless to print."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from itertools import groupby

_SPACES = str.maketrans("\n\r\x0b\x0c\x85\u2028\u2029", " " * 7)
_REFUSED = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Controls, invisible formatting (bidirectional, zero-width), lone surrogates, separators of lines and paragraphs."""
_BLANK = frozenset(
    map(chr, (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x3164, *range(0xFE00, 0xFE10), 0xFFA0))
) | frozenset(map(chr, range(0xE0100, 0xE01F0)))
"""Letters and marks that are drawn as nothing: joiners, fillers, variation selectors."""
_AS_EMOJI = "\ufe0f"
_MOST_MARKS = 4
"""Marks on one letter; no living script needs more, and hundreds of them run over the lines above and below."""


class Spelling(dict[int, str]):
    """For ``str.translate``: every character that cannot be seen, or that a terminal obeys, as ``spell`` writes its
    code; all others, and line feeds, as they are."""

    def __init__(self, spell: Callable[[int], str]) -> None:
        super().__init__()
        self._spell = spell

    def __missing__(self, code: int) -> str:
        char = chr(code)
        hidden = char != "\n" and (char in _BLANK or unicodedata.category(char) in _REFUSED)
        return self.setdefault(code, self._spell(code) if hidden else char)


_SHOWN = Spelling(lambda code: f"<U+{code:04X}>")


def safe(text: str) -> str:
    """``text`` on one line, every control, bidirectional or invisible character shown as ``<U+202E>``.

    A headline must not move the cursor, recolour the terminal, turn the line around or hide a word.
    """
    if text.isascii() and text.isprintable():  # as most of a table is
        return text
    return safe_lines(text.replace("\r\n", " ").translate(_SPACES))


def safe_lines(text: str) -> str:
    """Like :func:`safe`, but line breaks stay: for the text of an article."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\t", " ")
    return text.translate(_SHOWN) if text.isascii() else "".join(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    """``text`` with what is hidden spelt out, and of a flood of marks on one letter the first few."""
    before = ""
    for is_mark, run in groupby(text, _is_mark):
        chars = "".join(run)
        if is_mark:
            if chars.startswith(_AS_EMOJI) and unicodedata.category(before[-1:] or " ") == "So":
                yield _AS_EMOJI
                chars = chars[1:]
            yield chars[:_MOST_MARKS].translate(_SHOWN)
            if len(chars) > _MOST_MARKS:
                yield f"<{len(chars) - _MOST_MARKS} more marks>"
        else:
            yield chars.translate(_SHOWN)
        before = chars


def _is_mark(char: str) -> bool:
    return char > "\u02ff" and unicodedata.category(char) in ("Mn", "Me")
