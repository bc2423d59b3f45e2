"""What the top of an article says about it: date, title, publisher, address, author; and where the prose begins.

Three ways of writing it are read, alone or together: YAML front matter; a first line that begins with the word
"date" and the day, with the prose behind it; and lines such as ``Published: 20 May 2025`` or ``Source: Marca``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from itertools import islice
from typing import NamedTuple, TypeAlias

from rumourctl.articles.dates import day_of, match_date
from rumourctl.articles.front_matter import read_front_matter
from rumourctl.articles.header_lines import (
    AUTHORS,
    BARE_DATE,
    DATES,
    LABELS,
    LONGEST_LINE,
    PUBLISHERS,
    TITLES,
    URLS,
    HeaderLine,
    read_header_line,
)
from rumourctl.articles.publishers import UNKNOWN, PublisherHabits
from rumourctl.articles.refusal import Refusal

_HEADER_LINES = 10
_LONGEST_HEADLINE = 150

_LINE = re.compile(r"[^\r\n]+")
_BLANK = re.compile(r"\s*")
_HEADING = re.compile(r"#\s+(.*?)[\s#]*\Z")
_OTHER_LABEL = re.compile(r"[A-Z][\w-]*(?: [\w-]+)?: ")


Habits: TypeAlias = Callable[[str | None, str | None], PublisherHabits]
"""Gives for the publisher and the address that an article names, None where it names none, whose article it is."""


def nobody_knows(publisher: str | None, url: str | None) -> PublisherHabits:
    """Of no publisher is anything known."""
    return UNKNOWN


@dataclass(frozen=True, slots=True)
class Header:
    """What an article says about itself; ``None`` where it does not.

    ``body_start`` is the offset of the prose behind it, 0 without a header. ``unread`` is what stands where a date
    should, if that is none.
    """

    published: date | None
    unread: str | None
    title: str | None
    publisher: str | None
    url: str | None
    author: str | None
    body_start: int


def read_header(text: str, day_first: bool | None, habits: Habits = nobody_knows) -> Header:
    """The header of ``text``; ``day_first`` says how to read a date such as 03/04/2025, unless ``habits`` does, which
    tell by the publisher and the address that it gives whose article it is.

    Raises ``Refusal`` for malformed front matter and for a date that is ambiguous, impossible or contradicted, or
    lacks its century.
    """
    said, start = read_front_matter(text, LABELS)
    start, again = _read_lines(text, start, said)
    publisher, url = _first(said, PUBLISHERS), _first(said, URLS)
    if publisher and publisher.startswith(("http://", "https://")):  # "source:" is used for either
        publisher, url = None, url or publisher
    own = habits(publisher, url)
    reading = _Reading(day_first if own.day_first is None else own.day_first, own.zone)
    for line in again:
        _refuse_two_days(line, said, reading)
    published, unread = _published(said, reading)
    return Header(
        published=published,
        unread=unread,
        title=_first(said, TITLES),
        publisher=own.name or publisher,
        url=url,
        author=_first(said, AUTHORS),
        body_start=_behind_blank(text, start) if start else 0,
    )


class _Reading(NamedTuple):
    """How dates are read; see dates.day_of."""

    day_first: bool | None
    zone: tzinfo | None


def _read_lines(text: str, start: int, said: dict[str, str]) -> tuple[int, list[HeaderLine]]:
    """Adds to ``said`` what labelled lines from ``start`` on say, and returns the offset behind the header, and those
    that say something again.

    A headline without a label belongs to the header when labelled lines follow it. A date is also taken from a
    labelled line behind the first paragraphs, which then stay prose.
    """
    behind, headline, in_header = start, "", True
    again: list[HeaderLine] = []
    for number, (offset, content) in enumerate(islice(_lines(text, start), _HEADER_LINES)):
        line = read_header_line(content, in_header)
        if line and in_header:
            again += [line] if line.label in said else []
            said.setdefault(line.label, line.value)
            if headline:
                said.setdefault("headline", headline)
            behind = offset + (len(content) if line.prose is None else line.prose)
            in_header = line.prose is None
        elif line:
            if line.label in DATES:
                said.setdefault(line.label, line.value)
        elif in_header and (heading := _heading(content)) and not _first(said, TITLES):
            said["headline"] = heading
            behind = offset + len(content)
        elif number == 0 and _is_headline(content):
            headline = content
        else:
            in_header = in_header and _OTHER_LABEL.match(content) is not None
    return behind, again


def _refuse_two_days(line: HeaderLine, said: Mapping[str, str], reading: _Reading) -> None:
    """Raises ``Refusal`` where the label of ``line`` has said another day; days without a label may be anything's."""
    if line.label not in DATES or line.label == BARE_DATE:
        return
    one, other = match_date(said[line.label]), match_date(line.value)
    if one and other and (first := day_of(one, *reading)) != (second := day_of(other, *reading)):
        raise Refusal(f"gives two dates as {line.label!r}, {first} and {second}; keep the right one")


def _lines(text: str, start: int) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, from their first character that is not, each as far as a header line can go."""
    while line := _LINE.match(text, _behind_blank(text, start)):
        yield line.start(), line[0][:LONGEST_LINE]
        start = line.end()


def _heading(content: str) -> str | None:
    heading = _HEADING.match(content)
    return heading[1] if heading and len(content) < LONGEST_LINE else None


def _is_headline(content: str) -> bool:
    return len(content) <= _LONGEST_HEADLINE and not content.rstrip().endswith((".", ":", ";", ","))


def _published(said: Mapping[str, str], reading: _Reading) -> tuple[date | None, str | None]:
    """The day of the label that counts most, or else what stands there instead of one."""
    values = [said[label] for label in DATES if label in said]
    for value in values:
        if match := match_date(value):
            return day_of(match, *reading), None
    return None, (values[0] if values else None)


def _first(said: Mapping[str, str], labels: tuple[str, ...]) -> str | None:
    for label in labels:
        if value := " ".join(said.get(label, "").split()):
            return value
    return None


def _behind_blank(text: str, start: int) -> int:
    blank = _BLANK.match(text, start)
    return blank.end() if blank else start
