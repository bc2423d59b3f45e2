"""Letters that patterns without case take for others."""

from __future__ import annotations

_TWINS = str.maketrans({"ı": "i", "İ": "I", "ſ": "s", "\u212a": "K"})


def without_twins(text: str) -> str:
    """``text``, as long as before, with plain letters for those that ``re.IGNORECASE`` takes for them.

    A pattern for "million" also matches "mıllıon"; a table that has "million" does not.
    """
    return text if text.isascii() else text.translate(_TWINS)
