"""The words for days, months, seasons and small numbers, and which day they mean, counted from another day.

Everything here is about the calendar as football uses it: a season runs from 1 July to 30 June, summer deals are
dated to 1 July and winter deals to 1 January.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from rumourctl.language.folding import fold

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty")
NUMBERS = (
    {"a": 1, "an": 1, "a couple of": 2, "half a dozen": 6, "a dozen": 12}
    | {word: number for number, word in enumerate(_ONES + _TEENS, 1)}
    | {word: number for number, word in zip(range(20, 60, 10), _TENS, strict=True)}
    | {f"{ten}-{one}": 20 + 10 * i + j for i, ten in enumerate(_TENS) for j, one in enumerate(_ONES, 1)}
)
TIMES_OF_YEAR = {
    "spring": (3, 3, 5),
    "summer": (7, 6, 8),
    "autumn": (9, 9, 11),
    "fall": (9, 9, 11),
    "winter": (1, 12, 2),
}
"""Each with the month that dates it, and its first and last month."""

# Parts of patterns. The gap is bounded, so that a page of blanks costs no more than a page of words, and may wrap a
# line but not cross a paragraph.
_GAP = r"(?:[^\S\n]{1,3}|[^\S\n]{0,2}\n)"
_NAMED = re.compile(r"\(\?P<\w+>")
YEAR = r"(?:19|20)\d\d(?![\d£€$])"
SEASON_YEARS = r"(?:19|20)\d\d[/–-](?:(?:19|20)\d\d|\d\d)(?![\d/–-])"
MONTH = f"(?-i:{'|'.join(MONTHS)})\\b"  # a small "may" or "march" is a verb
ANY_MONTH = rf"(?:{MONTH}|(?-i:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b(?:\.(?=,? \d))?)"
WEEKDAY = f"(?-i:{'|'.join(WEEKDAYS)})\\b"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """``pattern`` compiled to match from the start of a word, in any case, a blank standing for any small gap."""
    return re.compile(rf"\b(?:{pattern})".replace(" ", _GAP), re.IGNORECASE)


def either(patterns: Iterable[str]) -> re.Pattern[str]:
    """Matches where one of ``patterns`` does, each as :func:`compiled` reads it; its groups have no names."""
    return compiled("|".join(_NAMED.sub("(?:", pattern) for pattern in patterns))


def month_number(word: str) -> int:
    """1 for "January" or "Jan." Raises ValueError for a word that is no month."""
    return [month[:3] for month in MONTHS].index(word[:3].title()) + 1


def number_of(words: str) -> int:
    """4 for "4" and "four", 1 for "a". Raises KeyError for words that :data:`NUMBER` does not match."""
    plain = " ".join(fold(words).split())
    return int(plain) if plain.isdigit() else NUMBERS[plain]


def season_first_year(years: str) -> int:
    """2023 for "2023/24", "2023-24" and "2023/2024". Raises ValueError where the second year is not the next one."""
    first, second = int(years[:4]), years[5:]
    if int(second[-2:]) != (first + 1) % 100 or (len(second) == 4 and int(second) != first + 1):
        raise ValueError("the two years of a season follow one another")
    return first


def season_of(day: date) -> int:
    """The first year of the season that ``day`` falls in."""
    return day.year if day.month >= 7 else day.year - 1


def first_of_month(day: date, months: int = 0) -> date:
    """The first day of the month that lies ``months`` after that of ``day`` (before it, where negative)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def end_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def latest_weekday(weekday: int, day: date) -> date:
    """The latest such weekday (Monday is 0) not after ``day``."""
    return day - timedelta((day.weekday() - weekday) % 7)


def latest_month(month: int, day: date) -> date:
    """The first day of the latest such month that had begun by ``day``."""
    return date(day.year if month <= day.month else day.year - 1, month, 1)


def latest_day_of_month(month: int, number: int, day: date) -> date:
    """The latest such day not after ``day``, eight years back at most. Raises ValueError for a day that never comes."""
    for year in range(day.year, day.year - 9, -1):
        if number <= monthrange(year, month)[1] and date(year, month, number) <= day:
            return date(year, month, number)
    raise ValueError(f"{MONTHS[month - 1]} never has {number} days")


def time_of_year_span(name: str, year: int) -> tuple[date, date]:
    """First and last day of the spring, summer, autumn or winter that ends in ``year``."""
    _, first, last = TIMES_OF_YEAR[name]
    return date(year - (first > last), first, 1), end_of_month(year, last)


def last_time_of_year(name: str, day: date) -> int:
    """The year in which the latest such time of year ended that was over by ``day``."""
    return day.year if time_of_year_span(name, day.year)[1] < day else day.year - 1
