"""Dates as a reader wants them: as exact as the text was, and no more."""

from __future__ import annotations

from datetime import date

from rumourctl.claims.model import Precision

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")  # in any locale


def when(day: date, precision: Precision = Precision.DAY) -> str:
    """``day`` no more exactly than ``precision``: "20 May 25", "~13 May 25", "Apr 2025", "2023/24", "2023"."""
    month = _MONTHS[day.month - 1]
    match precision:
        case Precision.YEAR:
            return f"{day.year}"
        case Precision.SEASON:
            # a season runs from July to June
            first = day.year if day.month >= 7 else day.year - 1
            return f"{first}/{(first + 1) % 100:02}"
        case Precision.MONTH:
            return f"{month} {day.year}"
        case _:
            about = "~" if precision is Precision.WEEK else ""
            return f"{about}{day.day} {month} {day.year % 100:02}"


def full_day(day: date) -> str:
    """``day`` with its whole year: "20 May 2025"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def months(first: date, last: date) -> str:
    """A span of time by its first and last month: "May 25", "May 25 – Mar 26"."""
    begin, end = (f"{_MONTHS[day.month - 1]} {day.year % 100:02}" for day in (first, last))
    return begin if begin == end else f"{begin} – {end}"


def month_or_year(end: str) -> str:
    """The end of a contract, given as an ISO date or a year: "Jun 2029" or "2029"; other text stays as it is."""
    try:
        return when(date.fromisoformat(end), Precision.MONTH)
    except ValueError:
        return end
