"""The text that is read: an article's own in the usual letters and blanks, with the way back to the article.

Accents that stand behind their letter are put on it ("u" and U+0308 are "ü"), ligatures and full-width, bold or slanted
letters become plain ones, every blank of print a plain blank or, between thousands, a comma, every break a line's
end; what nobody sees (soft hyphens, joiners, marks of direction, controls) is left out; a quotation mark written as
two small ones is one; "on-loan from" is "on loan from". The words and rules then know one way of writing, and evidence
is still cut from the article.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

_MARKS = "\u0300-\u036f"
_UNSEEN = "\x00-\x08\x0e-\x1b\x1f\x7f\xad\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_UNUSUAL = re.compile(
    rf"""
    (?P<accented>[^\W\d_][{_MARKS}]{{1,4}})
    |(?P<unseen>[{_MARKS}{_UNSEEN}]+|(?<=\w)\u200d(?=\w))
    |(?P<quote>''|``|‘‘|’’)
    |(?P<variant>[\ufb00-\ufb06\uff01-\uff5e\uffe0-\uffe6\U0001d400-\U0001d7ff\u017f\u212a\u212b])
    |(?P<thousands>(?:(?<=\b\d)|(?<=\b\d\d)|(?<=\b\d\d\d))[\xa0\u2009\u202f](?=\d\d\d(?!\d)))
    |(?P<joint>-(?<=\b[Oo]n-)(?=loan(?:[.,;)]|\s(?:from|until|till|to|for|at|with|deal|move|switch|this|next)\b)))
    |(?P<blank>[\u1680\u2000-\u200a\u202f\u205f\u3000])
    |(?P<end>[\x0b\x0c\x1c-\x1e\x85\u2028\u2029])
    |(?P<fraction>(?<=\d)[¼½¾])
    """,
    re.VERBOSE,
)
_FRACTIONS = {"¼": ".25", "½": ".5", "¾": ".75"}


@dataclass(frozen=True, slots=True)
class Spelling:
    """``text`` as it is read. ``offsets`` holds for each place in it, its end included, the one in the own text;
    ``None`` where both are the same."""

    text: str
    offsets: Sequence[int] | None = None

    def own(self, place: int) -> int:
        """The offset in the own text of a ``place`` in ``text``."""
        return place if self.offsets is None else self.offsets[place]

    def place(self, own: int) -> int:
        """The first place in ``text`` of what stands at offset ``own`` of the own text, or behind it."""
        return own if self.offsets is None else bisect_left(self.offsets, own)


def usual_spelling(text: str) -> Spelling:
    """``text`` as it is read; the same object where nothing in it is unusual."""
    if _UNUSUAL.search(text) is None:
        return Spelling(text)
    parts: list[str] = []
    offsets: list[int] = []
    done = 0
    for match in _UNUSUAL.finditer(text):
        usual = _usual(match)
        parts += (text[done : match.start()], usual)
        offsets.extend(range(done, match.start()))
        offsets.extend([match.start()] * len(usual))
        done = match.end()
    offsets.extend(range(done, len(text) + 1))
    return Spelling("".join((*parts, text[done:])), offsets)


def _usual(match: re.Match[str]) -> str:
    match match.lastgroup:
        case "accented":
            # One letter whatever is heaped on it; what cannot be put on it is left out.
            return unicodedata.normalize("NFC", match.group())[0]
        case "variant":
            return unicodedata.normalize("NFKC", match.group())
        case "thousands":
            return ","
        case "fraction":
            return _FRACTIONS[match.group()]
        case "quote":
            return '"'
        case "blank" | "joint":
            return " "
        case "end":
            return "\n"
    return ""
