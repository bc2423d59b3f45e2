"""The forms that articles come in besides plain text, each told by how a file begins, else by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from rumourctl.articles import feeds, jsondocs, jsonlines, pages
from rumourctl.articles.kinds import kind_of
from rumourctl.articles.record import Record
from rumourctl.articles.refusal import Refusal

Records: TypeAlias = Iterator[tuple[int, Record | Refusal]]
"""The articles of a file that holds many, each with its number in it, or why one is not taken."""


@dataclass(frozen=True, slots=True)
class Format:
    """A form: what it is called, the endings of its files, and how it is read.

    A file of more than ``most`` bytes is refused unread. ``read`` is given its bytes, the names of fields, and whether
    days come first in dates; it may raise Refusal. ``undated`` says what to do for an article without a date.
    """

    name: str
    endings: tuple[str, ...]
    most: int
    undated: str
    read: Callable[[bytes, Mapping[str, str], bool | None], Record | Records]


_NAME_IT = "name it 2025-05-20-title.html, or pass --date"
PAGE = Format("an HTML page", (".html", ".htm", ".xhtml"), 20_000_000, _NAME_IT, lambda data, *_: pages.page(data))
PAGE_IN_MIME = Format(
    "an HTML page in a MIME message",
    (".mhtml", ".mht"),
    50_000_000,
    _NAME_IT.replace("html", "mhtml"),
    lambda data, *_: pages.page_in_mime(data),
)
FEED = Format(
    "an XML file",
    (".rss", ".atom", ".rdf", ".xml"),
    20_000_000,
    "pass --date",
    lambda data, _, day_first: feeds.entries(data.lstrip(), day_first),
)
JSON = Format("a JSON file", (".json", ".js"), 100_000_000, jsonlines.UNDATED, jsondocs.records)
FORMATS = (PAGE, PAGE_IN_MIME, FEED, JSON)
ENDINGS = (
    *(ending for form in (PAGE, PAGE_IN_MIME, FEED) for ending in form.endings),
    *("outbox.json", "tweets.js", "tweet.js"),
)
"""How files end that are taken from folders; of JSON, which may be anything, archives of posts by their names."""
_BEFORE = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"


def format_of(name: str, head: bytes) -> Format | None:
    """The form of a file called ``name`` that begins with ``head``; None where it is plain text, or nothing known."""
    kind = kind_of(head)
    if pages.is_in_mime(head):
        return PAGE_IN_MIME
    if kind is None and head.lstrip(_BEFORE)[:1] in (b"<", b"[", b"{"):
        return next((form for form in FORMATS if name.lower().endswith(form.endings)), None)
    return next((form for form in FORMATS if form.name == kind), None)
