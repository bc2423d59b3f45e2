"""Posts that were pasted into an article: who wrote them, and how far above their signature they begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rumourctl.language.credits import signature
from rumourctl.language.nodes import Node, UnitKind
from rumourctl.language.tokens import Kind, Sentence

_LAST = 2
"""Sentences above a signature, at most, of a paragraph that ends the post and is longer than a post may be."""
_LENGTH = 300
"""Characters of a post, at most."""
_WHOLE = 8
"""Sentences above it, at most, of a post of several paragraphs."""
_PICTURED = (Kind.SYMBOL, Kind.TAG)
_PICTURE_LINKS = ("pic.twitter.com", "twitter.com/")


def posters(sentence: Sentence, nodes: Sequence[Node]) -> Iterator[str]:
    """Who signs a post with his account, where ``sentence`` is a signature: "— Jane Doe (@janedoe) January 5, 2018"."""
    signed = nodes[1].unit if signature(sentence, nodes) else None
    if signed is not None and signed.kind is UnitKind.PERSON:
        yield from signed.refs


def begins_at(found: Sequence[Sentence], at: int) -> int:
    """The first sentence of ``found`` of the post that the signature at ``at`` ends: the last paragraph above it, and
    those above that one that bear pictures or tags, as the article's own have none."""
    first = at
    while first and found[first - 1].paragraph == found[at - 1].paragraph:
        if at - first >= _LAST and found[at - 1].end - found[first - 1].start > _LENGTH:
            break
        first -= 1
    if first and found[first - 1].paragraph == found[at - 1].paragraph:
        first = at - _LAST  # a paragraph of the article, of which a post may be the end
    while first and at - first < _WHOLE and not found[first - 1].heading:
        opens = _opens(found, first - 1)
        if not _is_pictured(found[opens:first]) or at - opens > _WHOLE:
            break
        first = opens
    return first


def goes_on_to(found: Sequence[Sentence], at: int) -> int:
    """Behind the last sentence of ``found`` of the post that goes on behind the signature at ``at``, as the link to its
    picture tells, which a page may have put there."""
    near = range(min(len(found), at + 1 + _WHOLE) - 1, at, -1)
    return next((i + 1 for i in near if any(t.norm.startswith(_PICTURE_LINKS) for t in found[i].tokens)), at + 1)


def _opens(found: Sequence[Sentence], at: int) -> int:
    """The sentence that opens the paragraph of the one at ``at``."""
    return next((i for i in range(at, -1, -1) if found[i].paragraph != found[at].paragraph), -1) + 1


def _is_pictured(sentences: Sequence[Sentence]) -> bool:
    return any(t.kind in _PICTURED for s in sentences for t in s.tokens)
