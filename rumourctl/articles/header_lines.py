"""One line of an article's header: ``Published: 20 May 2025``, ``**Source:** Marca``, ``By James Smith``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rumourctl.articles.dates import match_date

# The labels of each fact, the one that counts most first: the day of publication goes before that of an update.
BARE_DATE = "bare date"
_UPDATES = ("updated", "last updated", "date modified", "last modified")
DATES = (
    *("published", "first published", "date published", "publication date", "publish date", "pubdate", "posted"),
    *("date", BARE_DATE, *_UPDATES),
)
TITLES = ("title", "headline")
PUBLISHERS = ("publisher", "source", "publication", "outlet")
URLS = ("url", "link", "canonical url")
AUTHORS = ("author", "by", "byline", "authors")
LABELS = frozenset((*DATES, *TITLES, *PUBLISHERS, *URLS, *AUTHORS))

LONGEST_LINE = 400
"""What is read of a line; a longer one is no header line as a whole."""
_LONGEST_REMARK = 60

_DRESSING = re.compile(r"[\s>*_-]*")
_ALTERNATIVES = "|".join(sorted((label.replace(" ", r"\s") for label in LABELS), key=len, reverse=True))
_LABEL = re.compile(rf"({_ALTERNATIVES})\b[*_]*\s*(?:\b(?:on|at)\b)?\s*(:?)[*_\s]*", re.IGNORECASE)
_BYLINE = re.compile(r"[Bb][Yy]\s+([A-Z][\w.'’-]+(?:,?\s(?:and|&|for|of|in|at|the|[A-Z][\w.'’-]*)){1,8})")
_TIME = re.compile(
    r"[\s,|·•@–-]*(?:at\s+)?[0-9]{1,2}(?:[:.][0-9]{2}){0,2}(?:[.,][0-9]+)?\s*(?:[AaPp]\.?[Mm]\b\.?)?"
    r"\s*(?:[A-Z]{1,5}\b)?\s*(?:[+-][0-9]{1,2}(?::?[0-9]{2})?)?(?!\w)"
)
# What may stand behind a date in a header line: "by James Smith", "| Updated 21 May", "UK time". Other words are prose.
_REMARK = re.compile(r"\s*(?:[|,;·•(–—-].*|(?:by|(?:last\s)?updated|edited)\b.*|\S+(?:\s+\S+)?)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """A line with one of ``LABELS``, and what it says.

    ``prose`` is the offset in the line at which prose begins behind a date, or ``None`` when the line holds none.
    """

    label: str
    value: str
    prose: int | None = None


def read_header_line(content: str, in_header: bool) -> HeaderLine | None:
    """``content`` (at most ``LONGEST_LINE`` of a line) as a header line, or ``None`` when it is prose.

    Only ``in_header``, where no prose came before, does a date alone count, and may prose follow "date 2025-05-20".
    """
    dressing = _DRESSING.match(content)
    start = dressing.end() if dressing else 0
    end = len(content.rstrip("*_ \t") if content[:start].strip() else content.rstrip())
    if label := _LABEL.match(content, start, end):
        name, colon, value = " ".join(label[1].lower().split()), bool(label[2]), content[label.end() : end]
        if name in DATES:
            return _dated(name, value, label.end(), colon, in_header)
        if colon and value and end < LONGEST_LINE:
            return HeaderLine(name, value)
    if byline := _BYLINE.fullmatch(content, start, end):
        return HeaderLine("by", byline[1])
    date = match_date(content[start:end]) if in_header else None
    if date and _behind_time(content, start + date.end(), end) == end:
        return HeaderLine(BARE_DATE, date[0])
    return None


def _dated(label: str, value: str, offset: int, colon: bool, in_header: bool) -> HeaderLine | None:
    """The line in which a label for dates is followed by ``value``, which stands at ``offset``."""
    date = match_date(value)
    if date is None:
        is_meant_as_date = label == "date" or (label not in _UPDATES and value[:1].isdigit())
        return HeaderLine(label, value) if colon and is_meant_as_date and len(value) <= _LONGEST_REMARK else None
    rest = value[_behind_time(value, date.end(), len(value)) :]
    has_prose_behind = in_header and label == "date" and not colon
    if not rest or (not has_prose_behind and len(rest) <= _LONGEST_REMARK and _REMARK.match(rest)):
        return HeaderLine(label, date[0])
    return HeaderLine(label, date[0], prose=offset + date.end()) if has_prose_behind or colon else None


def _behind_time(text: str, start: int, end: int) -> int:
    time = _TIME.match(text, start, end)
    return time.end() if time else start
