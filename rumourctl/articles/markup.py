"""Pieces of HTML, as feeds and posts hold them, to plain text. Whole pages are the business of ``pages``."""

from __future__ import annotations

import html
import re

_UNSEEN = re.compile(r"(?is)<!--.*?(?:-->|\Z)|<(script|style|template|iframe)\b.*?(?:</\1\s*>|\Z)")
_BREAK = re.compile(
    r"(?i)</?(?:address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|ol|p"
    r"|pre|section|table|td|th|tr|ul)\b[^<>]*>"
)
_TAG = re.compile(r"<[/!?]?[a-zA-Z][^<>]*>")


def plain(markup: str) -> str:
    """The words of ``markup``: a paragraph a line, with a blank line behind each, and nothing of its tags."""
    text = _BREAK.sub("\n", _UNSEEN.sub(" ", " ".join(markup.split())))
    lines = (" ".join(html.unescape(_TAG.sub("", line)).split()) for line in text.split("\n"))
    return "\n\n".join(line for line in lines if line)
