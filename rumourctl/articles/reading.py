"""Files to articles: finds, opens, decodes and dates them, and says of each that it refuses why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import BinaryIO
from urllib.parse import quote

from rumourctl.articles import archives, jsonlines, opening
from rumourctl.articles.archives import Member
from rumourctl.articles.dates import day_in_name
from rumourctl.articles.decoding import decode
from rumourctl.articles.discovery import STDIN, SUFFIXES, find_files, path_as_text, why_unreadable
from rumourctl.articles.formats import Records, format_of
from rumourctl.articles.header import Header, read_header
from rumourctl.articles.model import Article
from rumourctl.articles.publishers import UNKNOWN, PublisherHabits, habits_of
from rumourctl.articles.record import Record
from rumourctl.articles.refusal import Refusal
from rumourctl.errors import Problem

EARLIEST_YEAR = 1850
"""There was no football to report on; an earlier date is a slip."""

NO_WORDS = "has no words; check that all of it was saved"
_ONLY_A_HEADER = "has no text besides its header; add the article below it"
_WORD = re.compile(r"\w")


@dataclass(frozen=True)
class ReadOptions:
    """How to read articles, and what to take for granted where they do not say it themselves.

    ``today`` is the day against which dates in the future are found. ``given`` is the date of articles that state
    none: a date in the article goes before it, and it goes before one in the file's name. ``day_first`` reads
    03/04/2025 as 3 April (true) or 4 March (false); without it such dates are refused. ``publisher`` is the one of
    articles that name none. A file of more than ``max_bytes`` (1 MB by default: 200,000 words) is refused unread.
    ``fields`` names those of JSON Lines that go by other names than ``jsonlines.FIELDS``. ``publishers`` are those of
    whom something is known beforehand, which goes before the other options but for ``publisher``.
    """

    today: date
    given: date | None = None
    day_first: bool | None = None
    publisher: str | None = None
    max_bytes: int = 1_000_000
    fields: Mapping[str, str] = field(default_factory=dict)
    publishers: Sequence[PublisherHabits] = ()

    def habits(self, path: str, publisher: str | None, url: str | None) -> PublisherHabits:
        """Those of whoever published the article at ``path`` that names this ``publisher``, or none, and ``url``."""
        return habits_of(self.publishers, publisher or self.publisher, url, path) if self.publishers else UNKNOWN


def read_articles(arguments: Sequence[str], options: ReadOptions, stdin: BinaryIO) -> Iterator[Article | Problem]:
    """The articles that ``arguments`` (files, folders, patterns, "-" for ``stdin``) mean, one at a time.

    Whatever cannot be read comes as a ``Problem`` in its place; nothing is raised for it.
    """
    for found in find_files(arguments):
        yield from read_found(found, options, stdin)


def read_found(found: str | Problem, options: ReadOptions, stdin: BinaryIO) -> Iterator[Article | Problem]:
    """What there is in one of the files that find_files found: an article, or all that it holds where it holds many."""
    if isinstance(found, Problem):
        yield found
        return
    path = path_as_text(found)
    try:
        if found == STDIN:
            yield from _read_whole(opening.all_of(stdin, partial(_most, found, options)), found, found, options)
        elif archives.is_packed(found) or jsonlines.is_such(found):
            with opening.opened(found) as file:
                yield from _within(Member(path, found, file), options)
        else:
            yield from _read_whole(opening.contents(found, partial(_most, found, options)), path, found, options)
    except Refusal as refusal:
        yield Problem(path, str(refusal))
    except (OSError, ValueError) as error:
        yield Problem(path, why_unreadable(found, error))


def _within(file: Member, options: ReadOptions) -> Iterator[Article | Problem]:
    """The articles in a file, whether it holds one or many."""
    try:
        if archives.is_packed(file.name):
            for member in archives.members(file.path, file.stream, _is_taken):
                yield from [member] if isinstance(member, Problem) else _within(member, options)
        elif jsonlines.is_such(file.name):
            habits = partial(options.habits, file.path)
            records = jsonlines.records(file.stream, options.fields, options.day_first, habits)
            yield from _articles(records, file.path, options, jsonlines.UNDATED)
        else:
            data = opening.all_of(file.stream, partial(_most, file.name, options))
            yield from _read_whole(data, file.path, file.name, options)
    except Refusal as refusal:
        yield Problem(file.path, str(refusal))
    except archives.DAMAGE as error:
        yield Problem(file.path, f"is damaged or cut off ({error or type(error).__name__}); get it again")


def _is_taken(member: str) -> bool:
    """Whether a member of an archive is read, by its name: what a folder would give, and JSON Lines."""
    return not any(part.startswith(".") and part != ".." for part in member.split("/")) and (
        member.lower().endswith(SUFFIXES) or jsonlines.is_such(member)
    )


def _most(name: str, options: ReadOptions, head: bytes) -> int:
    form = format_of(name, head)
    return form.most if form else options.max_bytes


def _read_whole(data: bytes, path: str, name: str, options: ReadOptions) -> Iterator[Article | Problem]:
    """What there is in the file called ``name``, of which all was read."""
    form = format_of(name, data[: opening.HEAD])
    if form is None:
        yield read_article(data, path, options)
        return
    told = form.read(data, options.fields, options.day_first)
    if isinstance(told, Record):
        yield _article(told, path, options, day_in_name(path), form.undated)
    else:
        yield from _articles(told, path, options, form.undated)


def _articles(records: Records, path: str, options: ReadOptions, undated: str) -> Iterator[Article | Problem]:
    """The articles of a file that holds many. The place of each is the file with its id or url behind it, by which a
    changed one is known again; without them it has a place of its own."""
    for number, record in records:
        try:
            if isinstance(record, Refusal):
                raise record
            article = _article(record, path, options, None, undated)
        except Refusal as refusal:
            yield Problem(f"{path}:{number}", str(refusal))
        else:
            yield replace(article, path=f"{path}#{quote(record.key or article.article_id, safe=':')}")


def _article(record: Record, path: str, options: ReadOptions, in_name: date | None, undated: str) -> Article:
    """The article that ``record`` is, of the day ``in_name`` where nothing else gives one. Raises Refusal."""
    text = decode(record.text.encode())
    if len(text.encode()) > options.max_bytes:
        raise opening.too_large(f"{len(text.encode()):,}", options.max_bytes)
    published = record.published or options.given or in_name
    if published is None:
        raise Refusal(f"no date found; {undated}")
    _check_day(published, options)
    if not _WORD.search(text):
        raise Refusal(NO_WORDS)
    return Article(
        text=text,
        published=published,
        path=path,
        publisher=options.habits(path, record.publisher, record.url).name or record.publisher or options.publisher,
        title=record.title,
        url=record.url,
        author=record.author,
    )


def read_article(data: bytes, path: str, options: ReadOptions) -> Article | Problem:
    """The article that the bytes of the file at ``path`` hold, or why it is refused; touches no file.

    Its date is the one that the article states, else ``options.given``, else the one in the file's name.
    """
    shown = path_as_text(path)
    try:
        if len(data) > options.max_bytes:
            raise opening.too_large(f"{len(data):,}", options.max_bytes)
        text = decode(data)
        header = read_header(text, options.day_first, partial(options.habits, path))
        published = _published(header, shown, options)
        if not _WORD.search(text, header.body_start):
            raise Refusal(_ONLY_A_HEADER if header.body_start else NO_WORDS)
    except Refusal as refusal:
        return Problem(shown, str(refusal))
    return Article(
        text=text,
        published=published,
        path=shown,
        publisher=header.publisher or options.publisher,
        title=header.title,
        url=header.url,
        author=header.author,
        body_start=header.body_start,
    )


def _published(header: Header, path: str, options: ReadOptions) -> date:
    published = header.published or options.given or day_in_name(path)
    if published is None and header.unread is not None:
        unread = header.unread[:40]
        raise Refusal(f"the date {unread!r} is not understood; write it like 2025-05-20 or pass --date")
    if published is None:
        hint = "begin the file with 'date 2025-05-20', name it 2025-05-20-title.txt, or pass --date"
        raise Refusal(f"no date found; {hint}")
    _check_day(published, options)
    return published


def _check_day(published: date, options: ReadOptions) -> None:
    if (published - options.today).days > 1:
        raise Refusal(f"is dated {published}, which lies in the future (today is {options.today}); correct the date")
    if published.year < EARLIEST_YEAR:
        raise Refusal(f"is dated {published}, which is before {EARLIEST_YEAR} and cannot be right; correct the date")
