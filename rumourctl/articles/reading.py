"""Files to articles: finds, opens, decodes and dates them, and says of each that it refuses why."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import BinaryIO
from urllib.parse import quote

from rumourctl.articles import archives, jsonlines
from rumourctl.articles.archives import Member
from rumourctl.articles.dates import day_in_name
from rumourctl.articles.decoding import decode
from rumourctl.articles.discovery import STDIN, SUFFIXES, find_files, path_as_text, why_unreadable
from rumourctl.articles.header import Header, read_header
from rumourctl.articles.model import Article
from rumourctl.articles.refusal import Refusal
from rumourctl.errors import Problem

EARLIEST_YEAR = 1850
"""There was no football to report on; an earlier date is a slip."""

_WORD = re.compile(r"\w")
_KINDS = (
    (stat.S_ISFIFO, "is a pipe, not a file; pass - and feed it to standard input"),
    (stat.S_ISSOCK, "is a socket, not a file"),
    (stat.S_ISCHR, "is a device, not a file"),
    (stat.S_ISBLK, "is a device, not a file"),
)


@dataclass(frozen=True)
class ReadOptions:
    """How to read articles, and what to take for granted where they do not say it themselves.

    ``today`` is the day against which dates in the future are found. ``given`` is the date of articles that state
    none: a date in the article goes before it, and it goes before one in the file's name. ``day_first`` reads
    03/04/2025 as 3 April (true) or 4 March (false); without it such dates are refused. ``publisher`` is the one of
    articles that name none. A file of more than ``max_bytes`` (1 MB by default: 200,000 words) is refused unread.
    ``fields`` names those of JSON Lines that go by other names than ``jsonlines.FIELDS``.
    """

    today: date
    given: date | None = None
    day_first: bool | None = None
    publisher: str | None = None
    max_bytes: int = 1_000_000
    fields: Mapping[str, str] = field(default_factory=dict)


def read_articles(arguments: Sequence[str], options: ReadOptions, stdin: BinaryIO) -> Iterator[Article | Problem]:
    """The articles that ``arguments`` (files, folders, patterns, "-" for ``stdin``) mean, one at a time.

    Whatever cannot be read comes as a ``Problem`` in its place; nothing is raised for it.
    """
    for found in find_files(arguments):
        yield from read_found(found, options, stdin)


def read_found(found: str | Problem, options: ReadOptions, stdin: BinaryIO) -> Iterator[Article | Problem]:
    """What there is in one of the files that find_files found: an article, or all in JSON Lines or an archive."""
    if isinstance(found, Problem):
        yield found
        return
    try:
        if found == STDIN:
            yield read_article(_up_to_limit(stdin, options), found, options)
        elif archives.is_packed(found) or jsonlines.is_such(found):
            with _opened(found) as file:
                yield from _within(Member(path_as_text(found), found, file), options)
        else:
            yield read_article(_contents(found, options), found, options)
    except Refusal as refusal:
        yield Problem(path_as_text(found), str(refusal))
    except (OSError, ValueError) as error:
        yield Problem(path_as_text(found), why_unreadable(found, error))


def _within(file: Member, options: ReadOptions) -> Iterator[Article | Problem]:
    """The articles in a file, whether it holds one or many."""
    try:
        if archives.is_packed(file.name):
            for member in archives.members(file.path, file.stream, _is_taken):
                yield from [member] if isinstance(member, Problem) else _within(member, options)
        elif jsonlines.is_such(file.name):
            for number, line in enumerate(jsonlines.lines(file.stream), 1):
                if line:
                    yield _read_record(line, file.path, number, options)
        else:
            yield read_article(_up_to_limit(file.stream, options), file.path, options)
    except Refusal as refusal:
        yield Problem(file.path, str(refusal))
    except archives.DAMAGE as error:
        yield Problem(file.path, f"is damaged or cut off ({error or type(error).__name__})")


def _is_taken(member: str) -> bool:
    """Whether a member of an archive is read, by its name: what a folder would give, and JSON Lines."""
    return not any(part.startswith(".") and part != ".." for part in member.split("/")) and (
        member.lower().endswith(SUFFIXES) or jsonlines.is_such(member)
    )


def _read_record(line: bytes, path: str, number: int, options: ReadOptions) -> Article | Problem:
    """The article in a line of JSON. Its place is the file with its id or url behind it, by which a changed one is
    known again; without them it has a place of its own."""
    try:
        record = jsonlines.read_record(line, options.fields, options.day_first)
        text = decode(record.text.encode())
        if len(text.encode()) > options.max_bytes:
            raise _too_large(f"{len(text.encode()):,}", options)
        published = record.published or options.given
        if published is None:
            raise Refusal("no date found; name the field that has it, with --map date=FIELD, or pass --date")
        _check_day(published, options)
        if not _WORD.search(text):
            raise Refusal("has no words")
    except Refusal as refusal:
        return Problem(f"{path}:{number}", str(refusal))
    article = Article(
        text=text,
        published=published,
        path=path,
        publisher=record.publisher or options.publisher,
        title=record.title,
        url=record.url,
        author=record.author,
    )
    return replace(article, path=f"{path}#{quote(record.key or article.article_id, safe=':')}")


def read_article(data: bytes, path: str, options: ReadOptions) -> Article | Problem:
    """The article that the bytes of the file at ``path`` hold, or why it is refused; touches no file.

    Its date is the one that the article states, else ``options.given``, else the one in the file's name.
    """
    shown = path_as_text(path)
    try:
        if len(data) > options.max_bytes:
            raise _too_large(f"{len(data):,}", options)
        text = decode(data)
        header = read_header(text, options.day_first)
        published = _published(header, shown, options)
        if not _WORD.search(text, header.body_start):
            raise Refusal("has no text besides its header" if header.body_start else "has no words")
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


def _contents(path: str, options: ReadOptions) -> bytes:
    with _opened(path) as file:
        before = os.fstat(file.fileno())
        if before.st_size > options.max_bytes:
            raise _too_large(f"{before.st_size:,}", options)
        data = _up_to_limit(file, options)
        after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise Refusal("changed while it was read; try again when it is written")
    return data


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    # Before opening, which may do anything to a device; and of what was opened, which another may have put there since.
    _check_kind(os.stat(path))
    with open(path, "rb", opener=_open_without_waiting) as file:
        _check_kind(os.fstat(file.fileno()))
        yield file


def _open_without_waiting(path: str, flags: int) -> int:
    """A descriptor even of a pipe that nobody writes to."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))


def _check_kind(status: os.stat_result) -> None:
    for is_kind, reason in _KINDS:
        if is_kind(status.st_mode):
            raise Refusal(reason)
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        raise Refusal("is not a file that can be read")


def _up_to_limit(stream: BinaryIO, options: ReadOptions) -> bytes:
    data = stream.read(options.max_bytes + 1)
    if data is None:  # a stream that would have to be waited for
        raise Refusal("gives nothing to read")
    if len(data) > options.max_bytes:
        raise _too_large(f"more than {options.max_bytes:,}", options)
    return data


def _too_large(size: str, options: ReadOptions) -> Refusal:
    return Refusal(f"is too large: {size} bytes, and at most {options.max_bytes:,} are read; split it into articles")


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
