"""Until when somebody is promised to stay, where the promise says so."""

from __future__ import annotations

import re
from datetime import date

from rumourctl.claims.model import Claim

_SEASON_ENDS = (6, 30)
_DAYS = {
    "january": (1, 1),
    "the winter": (1, 1),
    "christmas": (12, 25),
    "the new year": (1, 1),
    "the summer": (7, 1),
    "next summer": (7, 1),
    "the season": _SEASON_ENDS,
    "the end of the season": _SEASON_ENDS,
    "the campaign": _SEASON_ENDS,
    "the end of the campaign": _SEASON_ENDS,
}
_UNTIL = re.compile(
    r"\b(?:until|till|before|at|in|see|see out|sees out|finish|finishes|end|ends|complete|completes|rest of)\s+("
    + "|".join(sorted(map(re.escape, _DAYS), key=len, reverse=True))
    + r")\b",
    re.IGNORECASE,
)


def promised_until(claim: Claim) -> date | None:
    """The day to which the evidence of ``claim`` says that the person stays: the next such day after the statement."""
    for span in claim.evidence:
        found = _UNTIL.search(span.text)
        if found and (days := _DAYS.get(found[1].casefold())):  # not "the campaıgn", which the pattern matches
            day = date(claim.date.year, *days)
            return day if day > claim.date else date(day.year + 1, day.month, day.day)
    return None
