"""What a file says of an article, whatever form it has: the common shape of web pages, feeds, posts and JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from rumourctl.articles.dates import day_of, match_date
from rumourctl.articles.refusal import Refusal

_MILLISECONDS = 100_000_000_000
"""From here on a time is in milliseconds; in seconds this is the year 5138."""


@dataclass(frozen=True, slots=True)
class Record:
    """An article as a file gives it; None for what it does not say.

    ``key`` is its id, else its url: what it is known by among the others of its file.
    """

    text: str
    published: date | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    author: str | None = None
    key: str | None = None


def sound(text: str) -> str:
    """``text`` as it is. Raises Refusal where it holds half a character, which no file can keep."""
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise Refusal("holds half a character, as an escape without its other half (\\ud800 to \\udfff); write both")
    return text


def on_one_line(text: str | None) -> str | None:
    """``text`` with every run of blanks as one; None where nothing is left."""
    return " ".join(sound(text or "").split()) or None


def day(value: object, day_first: bool | None, zone: tzinfo | None = None) -> date | None:
    """The calendar day that ``value`` writes, in its own time zone; or, of a number, the day of so many seconds or
    milliseconds since 1970 in UTC. With a ``zone``, the day that it was there, where that can be told. None where it
    says nothing. Raises Refusal for what is no day."""
    if value is None or value == "":
        return None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        try:
            moment = datetime.fromtimestamp(value / 1000 if value >= _MILLISECONDS else value, UTC)
            return moment.astimezone(zone or UTC).date()
        except (ValueError, OverflowError, OSError):
            raise Refusal(f"the time {value} does not exist; write the day like 2025-05-20") from None
    match = match_date(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise Refusal(f"the date {str(value)[:40]!r} is not understood; write it like 2025-05-20")
    return day_of(match, day_first, zone)
