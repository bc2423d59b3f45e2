"""What a file says of an article, whatever form it has: the common shape of web pages, feeds, posts and JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rumourctl.articles.refusal import Refusal


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
        raise Refusal("holds half a character, as an escape without its other half (\\ud800 to \\udfff)")
    return text


def on_one_line(text: str | None) -> str | None:
    """``text`` with every run of blanks as one; None where nothing is left."""
    return " ".join(sound(text or "").split()) or None
