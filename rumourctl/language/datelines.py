"""Datelines: where, when and for which agency an article was written, in front of its first words.

"MADRID, Aug 9 (Reuters) - Lyon", "Madrid, Aug 9 (IANS) Lyon", "MANCHESTER, England (AP) — Lyon", "RIYADH: Lyon",
"BERLIN May 9 Lyon", "BERLIN, Germany May 9 Lyon". The place in it is no club.
"""

from __future__ import annotations

import re

from rumourctl.language.grammar import closed_class

_AGENCIES = "|".join(sorted(map(re.escape, closed_class("agencies")), key=len, reverse=True))
_WORD = r"[A-Z\u00c0-\u00de][^\W\d_]*\.?"
_PLACE = rf"{_WORD}(?:[ '’-](?:(?:de|do|da|es|la|al|of|the|upon)[ -])*{_WORD}){{0,3}}"
_DAY = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\w*\.? \d{1,2}"
)
_CAPITALS = r"[A-Z\u00c0-\u00de]{3,}(?:[ -][A-Z\u00c0-\u00de]{2,}){0,2}"
_DASH = r"\s*(?:-{1,2}|–|—)\s+"
_WIRED = re.compile(
    rf"(?:{_PLACE}(?:,\s+{_PLACE})?(?:,\s+{_DAY})?,?\s*)?\((?i:{_AGENCIES})\){_DASH}"
    rf"|{_PLACE}(?:,\s+{_PLACE})?,\s+{_DAY},?\s*\((?i:{_AGENCIES})\)\s+"
    rf"|{_PLACE},\s+{_DAY}(?:{_DASH}|:\s+)"
    rf"|{_CAPITALS}(?:,\s+{_PLACE})?,?\s+{_DAY}\s+(?=[A-Z])"
)
_PLACED = re.compile(rf"(?P<place>{_PLACE})(?:{_DASH}|:\s+)")
_PLACES = closed_class("datelines")
_LONGEST = 80
"""Characters of a dateline, at most."""


def dateline_end(text: str, start: int) -> int:
    """Where the words of a paragraph begin that opens at ``start``: behind its dateline, if it has one."""
    wired = _WIRED.match(text, start, start + _LONGEST)
    if wired:
        return wired.end()
    placed = _PLACED.match(text, start, start + _LONGEST)
    if placed and placed["place"].isupper() and placed["place"].casefold() in _PLACES:
        return placed.end()
    return start
