"""Words that a page sets apart without quotation marks: "Smith said, as quoted by Sky:" and a paragraph of his own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from rumourctl.language.grammar import closed_class
from rumourctl.language.tokens import Kind, Sentence

_FIRST_PERSON = closed_class("first_singular") | closed_class("first_plural")
_SINGLE = ("'", "‘", "’")
_PARAGRAPHS = 3
"""How many of them are quoted, at most."""


def with_blocks_quoted(found: Sequence[Sentence], says: Callable[[str], bool]) -> list[Sentence]:
    """``found`` with the paragraphs quoted that follow somebody's "said:" and speak in the first person."""
    quoted = list(found)
    at = 0
    while at < len(quoted) - 1:
        at += 1
        if not _introduces(quoted[at - 1], says) or quoted[at].paragraph == quoted[at - 1].paragraph:
            continue
        before, last = at - 1, quoted[at].paragraph + _PARAGRAPHS
        while at < len(quoted) and quoted[at].paragraph < last:
            end = _paragraph_end(quoted, at)
            block = quoted[at:end]
            if not _speaks(block):
                break
            quoted[at:end] = [_in_quotes(s) for s in block]
            quoted[before] = replace(quoted[before], heading=False)
            at = end
    return quoted


def _introduces(sentence: Sentence, says: Callable[[str], bool]) -> bool:
    words = [t for t in sentence.tokens if t.kind is not Kind.QUOTE]
    colon = bool(words) and words[-1].norm == ":" and not words[-1].quoted
    return colon and any(says(t.norm) for t in words)


def _speaks(block: Sequence[Sentence]) -> bool:
    """Whether the paragraph has no quotation marks of its own but single ones around it, and says "I" or "we"."""
    tokens = [t for s in block for t in s.tokens]
    if len(tokens) > 1 and tokens[0].text in _SINGLE and tokens[-1].text in _SINGLE:
        tokens = tokens[1:-1]
    plain = not any(t.quoted or t.kind is Kind.QUOTE for t in tokens)
    return plain and not block[0].heading and any(t.norm in _FIRST_PERSON for t in tokens)


def _in_quotes(sentence: Sentence) -> Sentence:
    return replace(sentence, tokens=tuple(replace(t, quoted=True) for t in sentence.tokens))


def _paragraph_end(found: Sequence[Sentence], at: int) -> int:
    end = at
    while end < len(found) and found[end].paragraph == found[at].paragraph:
        end += 1
    return end
