"""Days and periods as people type them: "last month", "2025-05", "summer 2025"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from rumourctl.language.calendar_words import (
    ANY_MONTH,
    DAY,
    NUMBER,
    SEASON_YEARS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    compiled,
    end_of_month,
    first_of_month,
    last_time_of_year,
    latest_day_of_month,
    latest_month,
    latest_weekday,
    month_number,
    number_of,
    season_first_year,
    season_of,
    time_of_year_span,
)
from rumourctl.language.folding import fold

Period = tuple[date, date]

_EXAMPLES = "2025-05-20, 2025-05, 2025/26, 'May 2025', 'last month' or 'summer 2025'"


def parse_when(phrase: str, today: date) -> Period:
    """First and last day of the period that ``phrase`` means, counted from ``today``.

    Raises ValueError, with a sentence for the user, where it is no date or could be two.
    """
    words = " ".join(phrase.replace("’", "'").split())
    shown = words if len(words) <= 40 else words[:39] + "…"
    for pattern, resolve in _FORMS:
        if match := pattern.fullmatch(words):
            try:
                return resolve(match, today)
            except OverflowError:
                raise ValueError(f"{shown!r} lies outside the calendar") from None
            except ValueError as error:
                raise ValueError(f"{shown!r} is no date: {error}") from None
    raise ValueError(f"{shown!r} is no date; write for example {_EXAMPLES}")


def _day(match: re.Match[str], _today: date) -> Period:
    day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    return day, day


def _named_day(match: re.Match[str], today: date) -> Period:
    number, month = int(match["day"]), month_number(match["month"])
    day = date(int(match["year"]), month, number) if match["year"] else latest_day_of_month(month, number, today)
    return day, day


def _slashed_day(match: re.Match[str], _today: date) -> Period:
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if first <= 12 and second <= 12 and first != second:
        one, other = date(year, second, first), date(year, first, second)
        raise ValueError(f"it could mean {one} or {other}; write the one you mean")
    day = date(year, second, first) if second <= 12 else date(year, first, second)
    return day, day


def _month(match: re.Match[str], _today: date) -> Period:
    year, month = int(match["year"]), int(match["month"])
    return date(year, month, 1), end_of_month(year, month)


def _named_month(match: re.Match[str], today: date) -> Period:
    month = month_number(match["month"])
    first = date(int(match["year"]), month, 1) if match["year"] else latest_month(month, today)
    if match["last"] and first == first_of_month(today):
        first = first.replace(year=first.year - 1)
    return first, end_of_month(first.year, first.month)


def _year(match: re.Match[str], _today: date) -> Period:
    return _whole_year(int(match["year"]))


def _whole_year(year: int) -> Period:
    return date(year, 1, 1), date(year, 12, 31)


def _season(match: re.Match[str], _today: date) -> Period:
    return _whole_season(season_first_year(match["years"]))


def _whole_season(first: int) -> Period:
    return date(first, 7, 1), date(first + 1, 6, 30)


def _time_of_year(match: re.Match[str], _today: date) -> Period:
    name = fold(match["name"])
    if match["years"]:
        first = season_first_year(match["years"])
        return time_of_year_span(name, first if name in ("summer", "autumn", "fall") else first + 1)
    if name == "winter":
        year = int(match["year"])
        earlier, later = f"{year - 1}/{year % 100:02}", f"{year}/{(year + 1) % 100:02}"
        raise ValueError(f"a winter has two years; write winter {earlier} or winter {later}")
    return time_of_year_span(name, int(match["year"]))


def _near_time_of_year(match: re.Match[str], today: date) -> Period:
    name = fold(match["name"])
    match fold(match["which"]):
        case "last":
            return time_of_year_span(name, last_time_of_year(name, today))
        case "this":
            # a winter spoken of in the second half of the year is the one to come
            return time_of_year_span(name, today.year + (name == "winter" and today.month > 6))
    coming = (time_of_year_span(name, today.year + years) for years in range(3))
    return next(span for span in coming if span[0] > today)


def _weekday(match: re.Match[str], today: date) -> Period:
    day = latest_weekday([fold(name) for name in WEEKDAYS].index(fold(match["weekday"])), today)
    if match["last"] and day == today:
        day -= timedelta(7)
    return day, day


def _near_day(match: re.Match[str], today: date) -> Period:
    day = today + timedelta({"yesterday": -1, "today": 0, "tomorrow": 1}[fold(match["word"])])
    return day, day


def _near(match: re.Match[str], today: date) -> Period:
    steps = {"last": -1, "this": 0, "next": 1}[fold(match["which"])]
    return _period(match["unit"], steps, today)


def _ago(match: re.Match[str], today: date) -> Period:
    return _period(match["unit"], -number_of(match["number"]), today)


def _past(match: re.Match[str], today: date) -> Period:
    """The last few days, weeks, months or years, up to and with ``today``."""
    number, unit = number_of(match["number"]), fold(match["unit"]).rstrip("s")
    if unit in ("day", "week"):
        return today - timedelta(number * (7 if unit == "week" else 1) - 1), today
    months = number * (12 if unit == "year" else 1)
    start = first_of_month(today, -months)
    day = min(today.day, end_of_month(start.year, start.month).day)
    return start.replace(day=day), today


def _period(unit: str, steps: int, today: date) -> Period:
    """The whole day, week, month, year or season that lies ``steps`` of them from ``today``."""
    match fold(unit).rstrip("s"):
        case "day":
            day = today + timedelta(steps)
            return day, day
        case "week" | "fortnight" as name:
            monday = today - timedelta(today.weekday()) + timedelta(steps * (14 if name == "fortnight" else 7))
            return monday, monday + timedelta(6)
        case "weekend":
            saturday = today - timedelta(today.weekday()) + timedelta(7 * steps + 5)
            return saturday, saturday + timedelta(1)
        case "month":
            first = first_of_month(today, steps)
            return first, end_of_month(first.year, first.month)
        case "season":
            return _whole_season(season_of(today) + steps)
    return _whole_year(today.year + steps)


_ON = "(?:(?:in|on|since|during) )?(?:the )?"
_NAME = "(?P<name>spring|summer|autumn|fall|winter)"
_HOW_MANY = rf"(?P<number>{NUMBER})"

_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Period]], ...] = tuple(
    (compiled(pattern.replace("(?-i:", "(?:")), resolve)  # typed without capitals as well
    for pattern, resolve in (
        (r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", _day),
        (rf"{_ON}(?P<day>{DAY})(?:st|nd|rd|th)? (?:of )?(?P<month>{ANY_MONTH})(?:,? (?P<year>{YEAR}))?", _named_day),
        (rf"{_ON}(?P<month>{ANY_MONTH}) (?P<day>{DAY})(?:st|nd|rd|th)?(?:,? (?P<year>{YEAR}))?", _named_day),
        (r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})", _slashed_day),
        (rf"(?P<year>{YEAR})-(?P<month>0?[1-9]|1[0-2])", _month),  # so 2011-12 is a month, 2011/12 a season
        (rf"(?P<years>{SEASON_YEARS})(?: season)?", _season),
        (rf"{_ON}(?P<last>last )?(?P<month>{ANY_MONTH})(?:,? (?:of )?(?P<year>{YEAR}))?", _named_month),
        (rf"{_ON}(?P<year>{YEAR})", _year),
        (rf"{_ON}{_NAME} (?:of )?(?:(?P<years>{SEASON_YEARS})|(?P<year>{YEAR}))", _time_of_year),
        (rf"(?P<which>last|this|next) {_NAME}", _near_time_of_year),
        (rf"{_ON}(?P<last>last )?(?P<weekday>{WEEKDAY})", _weekday),
        (r"(?P<word>today|yesterday|tomorrow)", _near_day),
        (r"(?P<which>last|this|next) (?P<unit>week|weekend|month|year|season)", _near),
        (rf"{_HOW_MANY} (?P<unit>days?|weeks?|fortnights?|months?|years?|seasons?) ago", _ago),
        (rf"(?:the )?(?:last|past) {_HOW_MANY} (?P<unit>days?|weeks?|months?|years?)", _past),
    )
)
