"""The forms that articles come in besides plain text, each told by how a file begins, else by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rumourctl.articles import pages
from rumourctl.articles.kinds import kind_of
from rumourctl.articles.record import Record


@dataclass(frozen=True, slots=True)
class Format:
    """A form: what it is called, the endings of its files, and how it is read.

    A file of more than ``most`` bytes is refused unread. ``read`` may raise Refusal.
    """

    name: str
    endings: tuple[str, ...]
    most: int
    read: Callable[[bytes], Record]


PAGE = Format("an HTML page", (".html", ".htm", ".xhtml"), 20_000_000, pages.page)
PAGE_IN_MIME = Format("an HTML page in a MIME message", (".mhtml", ".mht"), 50_000_000, pages.page_in_mime)
FORMATS = (PAGE, PAGE_IN_MIME)
ENDINGS = tuple(ending for form in FORMATS for ending in form.endings)
_BEFORE_MARKUP = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"


def format_of(name: str, head: bytes) -> Format | None:
    """The form of a file called ``name`` that begins with ``head``; None where it is plain text, or nothing known."""
    kind = kind_of(head)
    if pages.is_in_mime(head):
        return PAGE_IN_MIME
    if kind is None and head.lstrip(_BEFORE_MARKUP).startswith(b"<"):
        return next((form for form in FORMATS if name.lower().endswith(form.endings)), None)
    return next((form for form in FORMATS if form.name == kind), None)
