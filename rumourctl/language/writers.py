"""Who wrote an article, as a name by itself below the headline: it has no part in what is told."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.names import Mention, MentionKind
from rumourctl.language.tokens import Kind, Sentence

_FULL_NAME = (2, 3)
_HEADLINE = 4
"""Words of a headline, at least."""
_OPENS_ASKER = ("–", "—", "-", "(", "~")
_BESIDE_ASKERS = ("in", "from", "via", "of", "on", "the", "by", "email", "twitter")
_ASKER = 6
"""Words of who asks and where he lives, at most."""
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


def without_askers(found: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]) -> list[Sequence[Mention]]:
    """``mentions`` without those of who sent in a question: "Will he leave? – Hannah, Leeds"."""
    kept = list(mentions)
    for at in range(1, len(found)):
        asked = next((t.norm for t in reversed(found[at - 1].tokens) if t.kind is not Kind.QUOTE), "") == "?"
        if asked and _is_signature(found[at]):
            kept[at] = ()
    return kept


def _is_signature(sentence: Sentence) -> bool:
    """Whether a sentence is a dash, or a bracket, and a name with, maybe, a place or an account."""
    words = [t for t in sentence.tokens[1:] if t.kind is Kind.WORD]
    named = all(t.text[:1].isupper() or t.norm in _BESIDE_ASKERS for t in words)
    return sentence.tokens[0].norm in _OPENS_ASKER and 0 < len(words) <= _ASKER and named


def _is_all(mention: Mention, sentence: Sentence) -> bool:
    """Whether a sentence is nothing but the full name of somebody of whom no list knows."""
    full = mention.kind is MentionKind.PERSON and len(mention.norms) in _FULL_NAME
    return full and not mention.entries and mention.end - mention.start == len(sentence.tokens)
