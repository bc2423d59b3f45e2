"""Bylines: lines of a saved page that only say who wrote it and when: "By Jane Doe", "Jane Doe 14:35 - 22.07.2024"."""

from __future__ import annotations

import re
from itertools import takewhile

from rumourctl.language.grammar import closed_class

_WORD = re.compile(r"[^\s|,·•–—()\[\]]+")
_STAMP = re.compile(
    r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d+\s?(?:min(?:ute)?s?|hours?|hrs?|days?) ago\b"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? (?:\d{1,2}(?:st|nd|rd|th)?,? )?20\d\d\b",
    re.IGNORECASE,
)
_HEADS = ("by", "written", "posted", "published", "updated", "words")
_TRADES = ("writer", "reporter", "correspondent", "editor", "journalist", "columnist")
_AROUND = closed_class("around_bylines")
_CALENDAR = closed_class("calendar")
_LONGEST = 16
_NAMES = 6
_DATED = 5
"""Words that are names, at most: in all, and beside a date."""


def is_byline(line: str) -> bool:
    """Whether nothing stands in ``line`` but a name and words that make it the writer's."""
    words = _WORD.findall(line)
    if not words or len(words) > _LONGEST or line.rstrip().endswith(("!", "?", '"', "”")):
        return False
    names = [w for w in words if not _is_around(w)]
    if not names or len(names) > _NAMES or not all(_is_name(w) for w in names):
        return False
    heads = words[0].casefold().rstrip(":") in _HEADS and len(words) > 1
    trade = any(w.casefold().rstrip(".") in _TRADES for w in words) and not line.rstrip().endswith(".")
    return heads or trade or "@" in line or bool(_STAMP.search(line) and len(names) <= _DATED)


def _is_around(word: str) -> bool:
    norm = word.casefold().strip(".:;-@")
    return not norm or any(c.isdigit() for c in norm) or word[0] == "@" or norm in _AROUND | _CALENDAR


def _is_name(word: str) -> bool:
    letters = "".join(takewhile(lambda c: c not in "'’-.", word))
    return letters.isalpha() and word[0].isupper()
