"""Surnames that are ordinary words too: "Rice", "Young"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rumourctl.language.lexicon import Lexicon
from rumourctl.language.names import Mention, MentionKind


def wordlike_surnames(mentions: Iterable[Sequence[Mention]], lexicon: Lexicon) -> frozenset[str]:
    """The surnames among an article's ``mentions`` that a sentence may begin with as words: "Rice", "Young"."""
    return frozenset(
        m.norms[-1]
        for found in mentions
        for m in found
        if m.kind is MentionKind.PERSON and len(m.norms) > 1 and m.norms[-1] in lexicon.common
    )
