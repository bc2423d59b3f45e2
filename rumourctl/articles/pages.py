"""Web pages saved from a browser: the article in them, without menus, advertisements, comments and other stories.

Trafilatura finds it, and what the page says of it. That takes many passes over the page, a few of which grow with the
square of what is in it; so a page that is out of all proportion is refused before, and no page takes longer than
seconds.
"""

from __future__ import annotations

import re
from datetime import date
from email.message import Message
from email.parser import BytesParser
from typing import TYPE_CHECKING

from rumourctl.articles.decoding import page_text
from rumourctl.articles.record import Record, on_one_line
from rumourctl.articles.refusal import Refusal

if TYPE_CHECKING:
    from trafilatura.settings import Document

_MARKUP = 5_000_000
"""Characters of a page, apart from programs, styles, drawings and embedded files."""
_TAGS = 30_000
"""A long article with its page has some thousands."""
_LATEST = "2199-12-31"
"""Any later date is none. Without a bound the finder of dates takes the day on which it runs for one."""

_PROGRAMS = re.compile(
    r"(?is)<(?:script\b(?![^>]{0,200}ld\+json)|style\b)[^>]*>.*?(?:</(?:script|style)\s*>|\Z)"
    r"|<svg\b.*?(?:</svg\s*>|\Z)"
)
_EMBEDDED = re.compile(r"""(?i)\bdata:[^"'\s)<>]{200,}""")
_TAG = re.compile(r"<[a-zA-Z]")
# A tag of 500 attributes, as browsers part them. The parser compares each attribute of a tag with all before it.
_FLOOD = re.compile(
    r"""<[a-zA-Z][^\s/>]*+(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|(?=>)))?+){500}"""
)
_SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>]+)")
_MIME = re.compile(rb"[\w-]{1,50}:[^\n]*\n(?:[^\n]+\n){0,20}?Content-Type:\s*multipart/related", re.IGNORECASE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LONGEST_HEAD = 100_000


def is_in_mime(head: bytes) -> bool:
    """Whether a file that begins so is a page with its pictures in one MIME message, as Chrome saves it (.mhtml)."""
    return _MIME.match(head) is not None


def page(data: bytes) -> Record:
    """The article on the HTML page ``data``. Raises Refusal where it holds none, or is out of all proportion."""
    return _article(data, None, None)


def page_in_mime(data: bytes) -> Record:
    """The article on the first HTML page of the MIME message ``data`` (RFC 2557). Raises Refusal as :func:`page`."""
    head, body = _parted(data)
    boundary = head.get_boundary()
    if not boundary:
        raise Refusal("is no whole MHTML file; save the page again")
    for written in body.split(b"--" + boundary.encode("utf-8", "surrogateescape"))[1:]:
        if written.startswith(b"--"):
            break
        part, content = _parted(written.lstrip(b"\r\n"))
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            part.set_payload(content.decode("latin-1"))
            whole = part.get_payload(decode=True)
            assert isinstance(whole, bytes)
            at = part.get("Content-Location") or head.get("Snapshot-Content-Location")
            return _article(whole, part.get_content_charset(), str(at) if at else None)
    raise Refusal("holds no HTML page; save the page again")


def _parted(data: bytes) -> tuple[Message, bytes]:
    """The header of a MIME message or part, and what follows it."""
    end = _HEAD_END.search(data, 0, _LONGEST_HEAD)
    if end is None:
        raise Refusal("is no whole MHTML file; save the page again")
    return BytesParser().parsebytes(data[: end.start()], headersonly=True), data[end.end() :]


def _article(data: bytes, charset: str | None, address: str | None) -> Record:
    """The article on a page that is in ``charset`` if that is known, and came from ``address``."""
    written = page_text(data, charset)
    found = _found(_EMBEDDED.sub("data:", _PROGRAMS.sub(" ", written)))
    lines = [line for line in (found.text or "").splitlines() if line.strip()]
    if any("\ufffd" in line for line in lines) and written.count("\ufffd") > data.count(b"\xef\xbf\xbd"):
        raise Refusal("mixes encodings, or has none that is known; save the page again as UTF-8")
    title = on_one_line(found.title)
    if title and lines and on_one_line(lines[0]) == title:
        del lines[0]
    saved_from = _SAVED_FROM.search(written, 0, 5_000)
    url = found.url or (saved_from and saved_from[1]) or address
    return Record(
        text="\n\n".join(lines),
        published=date.fromisoformat(found.date) if found.date else None,
        title=title,
        publisher=on_one_line(found.sitename),
        url=on_one_line(url) if url and url.startswith(("http://", "https://")) else None,
        author=on_one_line((found.author or "").replace(";", ",")),
    )


def _found(page: str) -> Document:
    """What there is on ``page``. Raises Refusal where there is no article."""
    if len(page) > _MARKUP or len(_TAG.findall(page)) > _TAGS or _FLOOD.search(page):
        raise Refusal("is an HTML page out of all proportion for an article; save its words as plain text")
    try:
        from trafilatura import bare_extraction  # an extra, and slow to load
    except ImportError:
        raise Refusal("is an HTML page, which it takes an extra to read: pip install 'rumourctl[html]'") from None
    dates = {"original_date": True, "extensive_search": False, "max_date": _LATEST}
    try:
        found = bare_extraction(page, include_comments=False, with_metadata=True, date_extraction_params=dates)
    except Exception as error:  # whatever it and what it rests on raise at a page that nobody foresaw
        raise Refusal(
            f"cannot be read as an HTML page ({type(error).__name__}); save its words as plain text"
        ) from None
    if found is None or isinstance(found, dict) or not found.text:
        raise Refusal("is an HTML page without an article; save it again when all of it is shown")
    return found
