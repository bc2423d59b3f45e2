"""Who wrote an article, as a name by itself below the headline: it has no part in what is told."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.names import Mention, MentionKind
from rumourctl.language.tokens import Kind, Sentence

_FULL_NAME = (2, 3)
_HEADLINE = 4
"""Words of a headline, at least."""
_OPENING = 3
"""Sentences, at most, before the name of who wrote the article."""


def without_writer(found: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]) -> list[Sequence[Mention]]:
    """``mentions`` without the name of who wrote the article, which stands alone between headline and copy and is not
    named again."""
    kept = list(mentions)
    words = [sum(t.kind is Kind.WORD for t in s.tokens) for s in found[: _OPENING + 2]]
    alone = [len(m) == 1 and _is_all(m[0], s) for s, m in zip(found[: _OPENING + 2], mentions, strict=False)]
    for at in range(1, min(_OPENING + 1, len(found) - 1)):
        name = mentions[at][0].norms[-1] if alone[at] else ""
        if alone[at] and not alone[at + 1] and found[at].heading and words[at - 1] >= _HEADLINE:
            again = any(name in m.norms for i, others in enumerate(mentions) for m in others if i != at)
            kept[at] = mentions[at] if again else ()
    return kept


def _is_all(mention: Mention, sentence: Sentence) -> bool:
    """Whether a sentence is nothing but the full name of somebody of whom no list knows."""
    full = mention.kind is MentionKind.PERSON and len(mention.norms) in _FULL_NAME
    return full and not mention.entries and mention.end - mention.start == len(sentence.tokens)
