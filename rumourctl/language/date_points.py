"""What a matched phrase of time means, counted from a day: the resolvers of :mod:`rumourctl.language.date_phrases`.

Each takes the match and the day to count from, and gives a :class:`Point`, or None where the words are no date after
all. It may raise ValueError or OverflowError for days that no calendar has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from rumourctl.claims.model import Precision
from rumourctl.language.calendar_words import (
    TIMES_OF_YEAR,
    WEEKDAYS,
    first_of_month,
    last_time_of_year,
    latest_day_of_month,
    latest_month,
    latest_weekday,
    month_number,
    number_of,
    season_first_year,
    season_of,
)
from rumourctl.language.folding import fold


@dataclass(frozen=True, slots=True)
class Point:
    """What a phrase means. ``future`` is None where the date itself tells."""

    date: date
    precision: Precision
    future: bool | None = None
    explicit: bool = False


_AUTUMN = 9
"""The month from which on the coming turn of the year is meant."""
_FAR_BACK = timedelta(270)
"""A day and month without a year that lie further back than this mean the coming ones."""
_EDGES = {"start", "beginning", "middle", "end", "close", "opening"}
_BEFORE_BARE = re.compile(
    r"(?:ed|said|told|met|won|lost|left|sold|bought|spoke|here|\b[A-ZÀ-Þ][\w'’-]+ (?!Sheffield )[A-ZÀ-Þ][\w'’-]+)\s$"
)


def _words(match: re.Match[str]) -> set[str]:
    return set(fold(match.group()).split())


def weekday(match: re.Match[str], today: date) -> Point | None:
    """The day of "on Friday": the latest, ``today`` included, or the next where the words point ahead ("by Friday").

    "Last Friday", said on a Friday, is a week back. None for a bare "Monday" without a verb or a full name before it.
    """
    lead = fold(match["lead"] or "")
    # American papers have it bare: "announced Monday", "signed John Smith Monday"
    bare = not lead and not match["part"] and not match["owns"]
    if bare and not _BEFORE_BARE.search(match.string, max(0, match.start() - 40), match.start()):
        return None
    day = latest_weekday(WEEKDAYS.index(match["weekday"]), today)
    if lead.startswith(("by", "for", "before", "next", "ahead")) or (lead.startswith("this") and day < today):
        day += timedelta(7)
    elif lead == "last" and day == today:
        day -= timedelta(7)
    return Point(day, Precision.DAY)


def day_and_month(match: re.Match[str], today: date) -> Point:
    """The day of "14 May 2023" or "on 14 May". Raises ValueError for a day that the month lacks.

    Without a year it is the latest such day, or the coming one where that is too far back or "by" points ahead.
    """
    number, month = int(match["day"]), month_number(match["month"])
    if match["year"]:
        return Point(date(int(match["year"]), month, number), Precision.DAY, explicit=True)
    return Point(_nearest(month, number, today, match["lead"]), Precision.DAY)


def _nearest(month: int, number: int, today: date, lead: str | None) -> date:
    """The latest such day, or the coming one where that is too far back or "by" points ahead."""
    latest = latest_day_of_month(month, number, today)
    ahead = fold(lead or "") == "by" or today - latest > _FAR_BACK
    if not ahead or latest == today or (month, number) == (2, 29):
        return latest
    return latest.replace(year=today.year + (latest.year == today.year))


def iso_day(match: re.Match[str], today: date) -> Point:
    """The day that "2025-05-20" writes."""
    return Point(date.fromisoformat(match["iso"]), Precision.DAY, explicit=True)


def nth(match: re.Match[str], today: date) -> Point:
    """The day of "by the 20th": in this month, or the last where still to come. Raises ValueError where it has none."""
    number = int(match["day"])
    month = today if number <= today.day else first_of_month(today, -1)
    return Point(month.replace(day=number), Precision.DAY)


def nth_after(match: re.Match[str], previous: date) -> Point:
    """The day of "the 21st" behind another day: of the same month, or the next."""
    number = int(match["day"])
    return Point(first_of_month(previous, number < previous.day).replace(day=number), Precision.DAY)


def month_and_year(match: re.Match[str], today: date) -> Point:
    """The month of "May 2025"."""
    return Point(date(int(match["year"]), month_number(match["month"]), 1), Precision.MONTH, explicit=True)


def month(match: re.Match[str], today: date) -> Point:
    """The first day of the month in "in January", exact to the month: the latest to have begun, or the coming one.

    The coming one is meant behind "by", "for" and "next", and where "this" or "the end of" is nearer to it.
    """
    words, latest = _words(match), latest_month(month_number(match["month"]), today)
    begun = latest == first_of_month(today)
    coming = latest.replace(year=latest.year + 1)
    if words & {"by", "for"}:
        return Point(latest if begun else coming, Precision.MONTH, future=True)
    nearer = coming - today < today - latest if "this" in words else words & _EDGES and today - latest > _FAR_BACK
    if "next" in words or nearer:
        return Point(coming, Precision.MONTH)
    return Point(latest.replace(year=latest.year - ("last" in words and begun)), Precision.MONTH)


def year(match: re.Match[str], today: date) -> Point:
    """The 1 January of "in 2021", exact to the year; "by 2021" lies ahead where that is the year of ``today``."""
    year = int(match["year"])
    ahead = True if "by" in _words(match) and year == today.year else None
    return Point(date(year, 1, 1), Precision.YEAR, ahead, explicit=True)


def season(match: re.Match[str], today: date) -> Point:
    """The season of "2024/25", or the part of it that is named."""
    first = season_first_year(match["years"])
    return Point(_part_of_season(first, match), Precision.SEASON, explicit=True)


def _part_of_season(first: int, match: re.Match[str]) -> date:
    """The end, the second half or the start of a season, as the phrase says."""
    words = _words(match)
    if words & {"end", "close"}:
        return date(first + 1, 6, 30)
    return date(first + 1, 1, 1) if "second" in words else date(first, 7, 1)


def season_near(match: re.Match[str], today: date) -> Point:
    """The first, middle or last day that "next season" or "the end of the season" means, exact to the season.

    In June "last season" is already the one just over.
    """
    words, first = _words(match), season_of(today)
    if "last" in words:
        # in June the season just over is already the last one
        first = season_of(first_of_month(today, 1)) - 1
    ahead = "next" in words or ("end" in words and "last" not in words) or None
    return Point(_part_of_season(first + ("next" in words), match), Precision.SEASON, ahead)


def time_of_year(match: re.Match[str], today: date) -> Point:
    """Spring, summer, autumn or winter; one without a year is this year's, be it past or ahead."""
    name, words = fold(match["name"]), _words(match)
    month, first_month, _ = TIMES_OF_YEAR[name]
    if "last" in words:
        return Point(date(last_time_of_year(name, today), month, 1), Precision.SEASON)
    # a winter spoken of in the second half of the year is the one to come
    day = date(today.year + (name == "winter" and today.month > 6), month, 1)
    if day > today and words & {"earlier", "since", "back"}:
        begun = first_month <= today.month < month
        day = date(today.year, first_month, 1) if begun else day.replace(year=day.year - 1)
    elif day <= today and words & {"next", "by", "coming"}:
        day = day.replace(year=day.year + 1)
    return Point(day, Precision.SEASON)


def time_of_named_year(match: re.Match[str], today: date) -> Point:
    """The day to which "summer 2022" or "winter 2021/22" is dated, exact to the season.

    Raises ValueError where the second year does not follow the first.
    """
    month = TIMES_OF_YEAR[fold(match["name"])][0]
    year = season_first_year(match["years"]) + (month < 7) if match["years"] else int(match["year"])
    return Point(date(year, month, 1), Precision.SEASON, explicit=True)


def _shift(number: int, unit: str, today: date) -> Point:
    """``number`` units from ``today``, as exact as people mean it: years and months lose their day."""
    match fold(unit).rstrip("s"):
        case "hour":
            return Point(today + timedelta(hours=24 * (number // 24)), Precision.DAY)
        case "day":
            return Point(today + timedelta(number), Precision.DAY)
        case "week":
            return Point(today + timedelta(7 * number), Precision.WEEK)
        case "fortnight":
            return Point(today + timedelta(14 * number), Precision.WEEK)
        case "month":
            return Point(first_of_month(today, number), Precision.MONTH)
        case "season" | "campaign":
            return Point(date(season_of(today) + number, 7, 1), Precision.SEASON)
        case "summer":
            return Point(date(last_time_of_year("summer", today) + number + 1, 7, 1), Precision.SEASON)
        case "decade":
            return Point(date(today.year + 10 * number, 1, 1), Precision.YEAR)
    if abs(number) == 1:
        return Point(first_of_month(today, 12 * number), Precision.MONTH)
    return Point(date(today.year + number, 1, 1), Precision.YEAR)


def ago(match: re.Match[str], today: date) -> Point:
    """The time of "three weeks ago"."""
    return _shift(-number_of(match["number"]), match["unit"], today)


def ahead(match: re.Match[str], today: date) -> Point:
    """The time of "in two weeks"."""
    return _shift(number_of(match["number"]), match["unit"], today)


def half_years_ago(match: re.Match[str], today: date) -> Point:
    """The month of "a year and a half ago"; the year, from 1 January, of "two and a half years ago"."""
    day = first_of_month(today, -12 * number_of(match["number"]) - 6)
    if fold(match["number"]) == "a":
        return Point(day, Precision.MONTH)
    return Point(date(day.year, 1, 1), Precision.YEAR)


def last_or_next(match: re.Match[str], today: date) -> Point:
    """One unit back or on from ``today``; a plain "last year" is the calendar year, "this time last year" is not."""
    unit, step = fold(match["unit"]), 1 if fold(match["which"]) == "next" else -1
    if unit == "year" and not match["time"]:
        return Point(date(today.year + step, 1, 1), Precision.YEAR)
    return _shift(step, unit, today)


def before_last(match: re.Match[str], today: date) -> Point:
    """The time of "the week before last"."""
    return _shift(-2, match["unit"], today)


def turn_of_the_year(_match: re.Match[str], today: date) -> Point:
    """The January of this year, or from the autumn on of the next: "at the turn of the year"."""
    return Point(date(today.year + (today.month >= _AUTUMN), 1, 1), Precision.MONTH)


def earlier_this(match: re.Match[str], today: date) -> Point:
    """The first day of the week (its Monday), month, year or season of ``today``: "earlier this month"."""
    match fold(match["unit"]):
        case "week":
            return Point(latest_weekday(0, today), Precision.WEEK)
        case "month":
            return Point(first_of_month(today), Precision.MONTH)
        case "year":
            return Point(date(today.year, 1, 1), Precision.YEAR)
    return Point(date(season_of(today), 7, 1), Precision.SEASON)


def weekend(match: re.Match[str], today: date) -> Point:
    """The Saturday of "at the weekend", exact to the week: of the latest weekend to have begun, today's included.

    It is a week later where the words point ahead, and a week earlier for "last weekend" said on one.
    """
    words, saturday, on_it = _words(match), latest_weekday(5, today), today.weekday() >= 5
    if words & {"next", "coming", "by", "before"} or ("this" in words and not on_it):
        saturday += timedelta(7)
    elif "last" in words and on_it:
        saturday -= timedelta(7)
    return Point(saturday, Precision.WEEK)


def same_day(_match: re.Match[str], today: date) -> Point:
    """The day itself: "today", "tonight"."""
    return Point(today, Precision.DAY)


def yesterday(match: re.Match[str], today: date) -> Point:
    """The day before, or the one before that: "the day before yesterday"."""
    return Point(today - timedelta(2 if "before" in _words(match) else 1), Precision.DAY)


def tomorrow(_match: re.Match[str], today: date) -> Point:
    """The day after."""
    return Point(today + timedelta(1), Precision.DAY)


_FEASTS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
}


def feast(match: re.Match[str], today: date) -> Point:
    """The day of "at Christmas", exact to the week, or of "on Boxing Day" and its like, exact to the day.

    It is the latest, or the coming one where that is too far back or "by" points ahead.
    """
    feast = " ".join(fold(match["feast"]).split())
    if feast == "christmas":
        return Point(_nearest(12, 25, today, match["lead"]), Precision.WEEK)
    month, number = _FEASTS[feast]
    return Point(_nearest(month, number, today, match["lead"]), Precision.DAY)


def following(match: re.Match[str], previous: date) -> Point:
    """What "the following week" means, counted from ``previous``; the following morning or night is the next day.

    "The following summer" is the first 1 July after ``previous``, and "the following year" starts on 1 January.
    """
    unit = fold(match["unit"])
    if unit == "year":
        return Point(date(previous.year + 1, 1, 1), Precision.YEAR)
    if unit == "summer":
        return Point(date(previous.year + (previous.month >= 7), 7, 1), Precision.SEASON)
    return _shift(1, unit if unit in ("week", "month", "season") else "day", previous)
