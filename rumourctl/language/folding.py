"""What two spellings of a name or word share; a module of its own, so that dates on the command line load no more."""

from __future__ import annotations

import unicodedata

_LETTER_FOLDS = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th",
     "Ø": "O", "Ł": "L", "Đ": "D", "Æ": "AE", "Œ": "OE", "Ð": "D", "Þ": "Th", "’": "'", "‘": "'", "ʼ": "'", "´": "'",
     "‐": "-", "‑": "-"}
)  # fmt: skip


def fold(text: str) -> str:
    """``text`` without accents and case, with straight apostrophes: what two spellings of a name share."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTER_FOLDS))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
