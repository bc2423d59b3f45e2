"""What the top of an article says about it: date, title, publisher, address, author; and where the prose begins.

Three ways of writing it are read, alone or together: YAML front matter; a first line that begins with the word
"date" and the day, with the prose behind it; and lines such as ``Published: 20 May 2025`` or ``Source: Marca``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

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
from rumourctl.articles.refusal import Refusal

_HEADER_LINES = 10
_LONGEST_HEADLINE = 150

_LINE = re.compile(r"[^\r\n]+")
_BLANK = re.compile(r"\s*")
_HEADING = re.compile(r"#\s+(.*?)[\s#]*\Z")
_OTHER_LABEL = re.compile(r"[A-Z][\w-]*(?: [\w-]+)?: ")


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


def read_header(text: str, day_first: bool | None) -> Header:
    """The header of ``text``; ``day_first`` says how to read a date such as 03/04/2025.

    Raises ``Refusal`` for malformed front matter and for a date that is ambiguous, impossible or contradicted, or
    lacks its century.
    """
    said, start = read_front_matter(text, LABELS)
    start = _read_lines(text, start, said, day_first)
    published, unread = _published(said, day_first)
    publisher, url = _first(said, PUBLISHERS), _first(said, URLS)
    if publisher and publisher.startswith(("http://", "https://")):  # "source:" is used for either
        publisher, url = None, url or publisher
    return Header(
        published=published,
        unread=unread,
        title=_first(said, TITLES),
        publisher=publisher,
        url=url,
        author=_first(said, AUTHORS),
        body_start=_behind_blank(text, start) if start else 0,
    )


def _read_lines(text: str, start: int, said: dict[str, str], day_first: bool | None) -> int:
    """Adds to ``said`` what labelled lines from ``start`` on say, and returns the offset behind the header.

    A headline without a label belongs to the header when labelled lines follow it. A date is also taken from a
    labelled line behind the first paragraphs, which then stay prose.
    """
    behind, headline, in_header = start, "", True
    for number, (offset, content) in enumerate(islice(_lines(text, start), _HEADER_LINES)):
        line = read_header_line(content, in_header)
        if line and in_header:
            _refuse_two_days(line, said, day_first)
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
    return behind


def _refuse_two_days(line: HeaderLine, said: Mapping[str, str], day_first: bool | None) -> None:
    """Raises ``Refusal`` where the label of ``line`` has said another day; days without a label may be anything's."""
    if line.label not in DATES or line.label == BARE_DATE or line.label not in said:
        return
    one, other = match_date(said[line.label]), match_date(line.value)
    if one and other and (first := day_of(one, day_first)) != (second := day_of(other, day_first)):
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


def _published(said: Mapping[str, str], day_first: bool | None) -> tuple[date | None, str | None]:
    """The day of the label that counts most, or else what stands there instead of one."""
    values = [said[label] for label in DATES if label in said]
    for value in values:
        if match := match_date(value):
            return day_of(match, day_first), None
    return None, (values[0] if values else None)


def _first(said: Mapping[str, str], labels: tuple[str, ...]) -> str | None:
    for label in labels:
        if value := " ".join(said.get(label, "").split()):
            return value
    return None


def _behind_blank(text: str, start: int) -> int:
    blank = _BLANK.match(text, start)
    return blank.end() if blank else start
