"""Days as articles and file names write them: "2025-05-20", "Tuesday 20th May 2025", "May 20, 2025", "20/05/2025"."""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo
from pathlib import PurePath

from rumourctl.articles.refusal import Refusal

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+"
_TIME_BEFORE = r"[0-9]{1,2}[:.][0-9]{2}\s*(?:[ap]m)?\s*(?:[a-z]{2,5})?,?\s+(?:on\s+)?"
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?\b"
_YEAR = r"(?:[0-9]{4}|[0-9]{2})"

_WRITTEN = re.compile(
    rf"""
    (?:{_TIME_BEFORE})?
    (?:{_WEEKDAY})?
    (?P<written>
        (?P<iso>[0-9]{{4}}(?P<iso_mark>[-/.])[0-9]{{1,2}}(?P=iso_mark)[0-9]{{1,2}})
      | (?P<compact>[0-9]{{8}})
      | (?P<numbers>[0-9]{{1,2}}(?P<mark>[-/.])[0-9]{{1,2}}(?P=mark){_YEAR})
      | {_DAY}(?:\s+of)?[\s-]+(?P<month_second>{_MONTH}),?[\s-]+{_YEAR}
      | (?P<month_first>{_MONTH})\s+{_DAY},?\s+{_YEAR}
    )
    (?:T[0-9]{{1,2}}:?[0-9]{{2}}[0-9:.,]*(?P<offset>Z|[+-][0-9]{{2}}:?[0-9]{{2}})?)?
    (?!\w|[-/.:][0-9])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NUMBER = re.compile(r"[0-9]+")
_IN_NAME = re.compile(r"(?<![A-Za-z0-9])([0-9]{4})([-_.]?)([0-9]{2})\2([0-9]{2})(?![0-9])")


def match_date(text: str) -> re.Match[str] | None:
    """The date that begins ``text``, with a weekday and time before it or an ISO time behind."""
    return _WRITTEN.match(text)


def day_of(match: re.Match[str], day_first: bool | None, zone: tzinfo | None = None) -> date:
    """The calendar day that a match of ``match_date`` writes, whatever its time zone; with a ``zone``, of a time that
    names its own the day that it was there.

    ``day_first`` says how to read 03/04/2025. Raises ``Refusal`` for such a date when it is ``None``, for a day
    that does not exist, and for a year of two digits.
    """
    written = match["written"]
    if zone and match["offset"] and (moment := _moment(match[0])):
        return moment.astimezone(zone).date()
    if match["compact"]:
        return _day(written, int(written[:4]), int(written[4:6]), int(written[6:]))
    *others, last = _NUMBER.findall(written)
    if match["iso"]:
        return _day(written, int(others[0]), int(others[1]), int(last))
    if len(last) == 2:
        raise Refusal(f"the date {written!r} has only two digits for the year; write all four")
    if match["numbers"]:
        return _day_of_numbers(written, int(others[0]), int(others[1]), int(last), day_first)
    month = _MONTHS.index((match["month_second"] or match["month_first"])[:3].casefold()) + 1
    return _day(written, int(last), month, int(others[0]))


def _moment(written: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written)
        return moment if moment.tzinfo else None
    except ValueError:
        return None


def day_in_name(path: str) -> date | None:
    """The first day in a file's name: "2025-05-20-title.txt", "20250520_title.txt", "marca 2025.05.20.md".

    Raises ``Refusal`` for a day that does not exist, unless it is eight digits on end, which may be any number.
    """
    for match in _IN_NAME.finditer(PurePath(path).name):
        year, mark, month, day = match.groups()
        existing = _existing(int(year), int(month), int(day))
        if existing:
            return existing
        if mark:
            raise _impossible(match[0])
    return None


def _day_of_numbers(written: str, first: int, second: int, year: int, day_first: bool | None) -> date:
    readings = [day for day in (_existing(year, second, first), _existing(year, first, second)) if day]
    if not readings:
        raise _impossible(written)
    if day_first is None and readings[0] != readings[-1]:
        both = f"{readings[0]} or {readings[-1]}"
        raise Refusal(f"the date {written!r} can be {both}; write it so, or pass --day-first or --month-first")
    return readings[-1] if day_first is False else readings[0]


def _day(written: str, year: int, month: int, day: int) -> date:
    existing = _existing(year, month, day)
    if existing is None:
        raise _impossible(written)
    return existing


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _impossible(written: str) -> Refusal:
    return Refusal(f"the date {written!r} does not exist; correct it")
