"""Articles with the evidence of their claims marked, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

from rumourctl.claims.model import Evidence
from rumourctl.rendering.passages import BLANK_LINES
from rumourctl.rendering.report.lines import Line
from rumourctl.rendering.report.model import ArticleText

MOST_TEXT = 60_000
"""Characters of an article beyond which paragraphs without evidence are left out."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Running text. ``evidence`` are the numbers of the claims that it proves; ``begins`` those of which it is the
    beginning, and ``ends`` those of which a sentence ends here."""

    text: str
    evidence: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article ready to be printed. ``skipped`` counts the paragraphs left out, ``claims`` the claims marked;
    ``link`` is its address, where that leads to a page of the web."""

    number: int
    article: ArticleText
    paragraphs: Sequence[Sequence[Piece]]
    skipped: int
    claims: int
    link: str | None


def marked(number: int, article: ArticleText, lines: Sequence[Line]) -> MarkedArticle:
    """The article with the evidence of its claims, which are ``lines``."""
    spans = [(line.number, span) for line in lines for span in line.claim.evidence]
    spans = [(n, span) for n, span in spans if 0 <= span.start < span.end <= len(article.text)]
    first: dict[int, int] = {}
    for n, span in spans:
        first[n] = min(span.start, first.get(n, span.start))
    whole = len(article.text) <= MOST_TEXT
    paragraphs, skipped = [], 0
    for start, end in _bounds(article.text):
        inside = [(n, span) for n, span in spans if span.start < end and span.end > start]
        if whole or inside:
            paragraphs.append(list(_pieces(article.text, start, end, inside, first)))
        else:
            skipped += 1
    return MarkedArticle(number, article, paragraphs, skipped, len(lines), _web_address(article.url))


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph; blank lines part them."""
    start = 0
    for blank in BLANK_LINES.finditer(text):
        if text[start : blank.start()].strip():
            yield start, blank.start()
        start = blank.end()
    if text[start:].strip():
        yield start, len(text)


def _pieces(
    text: str, start: int, end: int, inside: Iterable[tuple[int, Evidence]], first: Mapping[int, int]
) -> Iterator[Piece]:
    spans = [(n, max(span.start, start), min(span.end, end), span.start) for n, span in inside]
    cuts = sorted({start, end, *(s for _, s, _, _ in spans), *(e for _, _, e, _ in spans)})
    for left, right in pairwise(cuts):
        covering = [(n, s, e, told) for n, s, e, told in spans if s <= left and right <= e]
        yield Piece(
            text[left:right],
            evidence=tuple(dict.fromkeys(n for n, *_ in covering)),
            begins=tuple(dict.fromkeys(n for n, s, _, told in covering if s == left and told == first[n])),
            ends=tuple(dict.fromkeys(n for n, _, e, _ in covering if e == right)),
        )


def _web_address(url: str | None) -> str | None:
    """``url`` where it leads to a page of the web, and to nothing that a browser would run."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
