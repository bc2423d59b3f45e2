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
_WHOLE = 6
"""Sentences above it, at most, of a post of several paragraphs."""
_PICTURED = (Kind.SYMBOL, Kind.TAG)


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
        paragraph = found[first - 1].paragraph
        opens = next((i for i in range(first - 1, -1, -1) if found[i].paragraph != paragraph), -1) + 1
        pictured = any(t.kind in _PICTURED for s in found[opens:first] for t in s.tokens)
        if not pictured or at - opens > _WHOLE:
            break
        first = opens
    return first
