"""A text's paragraphs, without the furniture of the page that it was saved from: links, captions, notices, bylines."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from rumourctl.language.bylines import is_byline
from rumourctl.language.datafiles import data_root

_LINE = re.compile(r"[^\r\n]+")
_BULLET = re.compile(
    r"\s*(?:(?:[•·*▪◦‣–—-]|\d{1,2}[.)]|\d{1,2}/\d{0,2})\s|[\d*]\ufe0f?\u20e3|\d{1,2}[:.h]\d{2}(?:\s?[ap]m)?\s?[–—|:-])"
)
"""What begins an item: a bullet, its number in a list or a thread ("2/4"), or when it was told ("14:05 —")."""
_DRESSING = " \t\xa0•·*▪◦‣–—-#>|[]_→»"
_STOPS = frozenset('.!?…)]}"”’»') | {"'"}
_WRAP_WIDTH = 60
_WIDEST = 120
"""Characters in a line of text that was broken to a width, at least in a line that is continued and at most in any."""
_LINK_WORDS = 30
_CREDIT_WORDS = 8
_EMBED = re.compile(
    r"[—–-]+\s?[^\n(—–]{2,50}\s\(@\w+\)(?:\s*$"
    r"|\s+(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: \d{1,2},)? \d{4})"
)
"""Who posted what stands before it, and when: "— Jane Doe (@janedoe) January 5, 2018", or only who did."""

_PICTURE = re.compile(
    r"\((?:(?:photo|photograph|picture|pic|image|credit)s?\b(?: by| credit|:)|copyright\b|©)[^()]{2,90}\)\s*$",
    re.IGNORECASE,
)
"""Who took the picture above or below: "(Photo by Jane Doe/Getty Images)"."""
_CREDIT = re.compile(r"""(?<=[.!?”"])\s?\((?=[A-Z])[^()]{2,40}\)(?=\s+[A-Z“"]|\s*$)""", re.MULTILINE)
"""A bracket behind the end of a sentence that names a paper."""
_CREDITED = re.compile(r"""[.!?]["”']?\s?\([^()]{2,60}\)(?:, external)?$""")
"""A sentence whose end a bracket with its paper follows, and what a page's link to it leaves there."""
_ENDED = (".", "!", "?", ")", "”", '"')
_TEASER = re.compile(r"(?:[a-z &'’-]{3,30} )?\d{1,2} (?:min(?:ute)?|hour|hr|day|week|month)s? ago")
"""The section and the age of another article, whose headline stands below: "Transfers 6 days ago"."""
_COPY = 3
"""Paragraphs of prose before it, at least: above them an age is the article's own."""

Span = tuple[int, int]


def paragraphs(text: str, start: int = 0) -> Iterator[Span]:
    """The spans of the article's own paragraphs from ``start`` on: lines, joined where one only wraps the other."""
    in_list, copy = False, 0
    for span in (_without_picture(text, joined) for joined in _joined(text, start)):
        written = text[span[0] : span[1]].strip()
        line = _plain(written)
        copy += line.endswith(".")
        if line in _forms("blocks") or (copy >= _COPY and (line in _forms("labels") or _TEASER.fullmatch(line))):
            in_list = True
        elif not (in_list and _is_link(line)):
            in_list = False
            signs = is_byline(written) and not _EMBED.fullmatch(written)
            if not (line in _forms("labels") or _is_furniture(line) or line.startswith(_forms("sports")) or signs):
                yield from _parted(text, span)


def _without_picture(text: str, span: Span) -> Span:
    """``span`` without a bracket at its end that credits a picture, behind the text of a paragraph."""
    credit = _PICTURE.search(text, *span) if text[: span[1]].rstrip().endswith(")") else None
    ended = credit and text[span[0] : credit.start()].rstrip(" \t\n-–—|").endswith(_ENDED)
    return (span[0], credit.start()) if credit and ended else span


def _joined(text: str, start: int) -> Iterator[Span]:
    lines = [match.span() for match in _LINE.finditer(text, start) if match.group().strip()]
    width = max((end - first for first, end in lines), default=0)
    span, last = None, (0, 0)
    for line in lines:
        if span and width <= _WIDEST and _continues(text, last, line, width):
            span = (span[0], line[1])
        else:
            if span:
                yield span
            span = line
        last = line
    if span:
        yield span


def _continues(text: str, before: Span, line: Span, width: int) -> bool:
    """Whether ``line`` goes on where ``before`` had no room for another word."""
    gap = text[before[1] : line[0]].replace("\r\n", "\n")
    pictured = unicodedata.category(text[line[0] : line[1]].lstrip()[0]) == "So"  # "✅ Medical done"
    if gap.count("\n") > 1 or gap.count("\r") > 1 or pictured or _BULLET.match(text, *line):
        return False
    first_word = len(text[line[0] : line[1]].split(maxsplit=1)[0])
    length = before[1] - before[0]
    no_room = length >= _WRAP_WIDTH and length + 1 + first_word > width
    return no_room and (text[before[1] - 1] not in _STOPS or text[line[0]].islower())


def _parted(text: str, span: Span) -> Iterator[Span]:
    """``span`` with each signature of a post that was pasted in, and each item of a column that runs on behind the
    bracket with its paper, as a paragraph of its own."""
    start, end = span
    for embed in _EMBED.finditer(text, start, end):
        if text[start : embed.start()].strip():
            yield from _items(text, (start, embed.start()))
        yield embed.span()
        start = embed.end()
    if text[start:end].strip():
        yield from _items(text, (start, end))


def _items(text: str, span: Span) -> Iterator[Span]:
    """``span`` cut behind each of the brackets that stand behind its full stops, where there are several: "Lyon want
    Smith. (Bild) Lens have sold Brown. (Kicker)"."""
    ends = [m.end() for m in _CREDIT.finditer(text, *span)]
    ends = ends if len(ends) > 1 else []
    yield from ((a, b) for a, b in pairwise((span[0], *ends, span[1])) if text[a:b].strip())


def _plain(line: str) -> str:
    return line.strip(_DRESSING).rstrip(":").replace("’", "'").casefold()


def _is_furniture(line: str) -> bool:
    """Whether a line, which ``_plain`` made so, is no part of the article by itself."""
    return len(line.split()) <= _LINK_WORDS and (
        line.startswith(_forms("openings")) or line.endswith(_forms("captions")) or _credits_picture(line)
    )


def _credits_picture(line: str) -> bool:
    """Whether a line ends in who took the picture above or below it: "Smith scores at Lyon. Picture: Jane Doe"."""
    at = max(line.rfind(f"{before}{form}") for form in _forms("credits") for before in " (|")
    return at > 0 and len(line[at:].split()) <= _CREDIT_WORDS


def _is_link(line: str) -> bool:
    """A headline among others: no sentence, and not long."""
    ended = line.endswith((".", "!", '."', ".”")) or _CREDITED.search(line)
    return len(line.split()) <= _LINK_WORDS and not ended


@cache
def _forms(kind: str) -> tuple[str, ...]:
    file = data_root() / "words" / "furniture.toml"
    return tuple(tomllib.loads(file.read_text(encoding="utf-8"))[kind])
