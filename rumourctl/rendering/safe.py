"""Text from outside, made harmless to print."""

from __future__ import annotations

import unicodedata

_SPACES = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "\u2028": " ", "\u2029": " ", "\x0b": " ", "\x0c": " "})
_REFUSED = {"Cc", "Cf", "Cs"}  # controls, invisible formatting (bidirectional, zero-width), lone surrogates


def safe(text: str) -> str:
    """``text`` on one line, every control, bidirectional or invisible character shown as ``<U+202E>``.

    A headline must not move the cursor, recolour the terminal, turn the line around or hide a word.
    """
    return safe_lines(text.translate(_SPACES))


def safe_lines(text: str) -> str:
    """Like :func:`safe`, but line breaks stay: for the text of an article."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    if char == "\n" or unicodedata.category(char) not in _REFUSED:
        return char
    return f"<U+{ord(char):04X}>"
