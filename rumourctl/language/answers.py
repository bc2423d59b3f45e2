"""Questions that a text answers itself: "Have they bid? No. Have they asked? Yes."

A question claims nothing; with its answer it says what it asks, or that it is not so.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node
from rumourctl.language.tokens import Kind, Sentence

_YES = closed_class("answers_yes")
_NO = closed_class("answers_no")
_BEFORE = closed_class("before_answers")
_LABELS = closed_class("question_labels")
_SAYS_YES = tuple(closed_class("says_yes"))
_SAYS_NO = tuple(closed_class("says_no"))
_PHRASE = 6
"""Words of an answer, at most, that make a phrase."""
_CURT = 2
"""Words of an answer, at most, whose first is followed by no mark: "not yet"."""


def answer_in(nodes: Sequence[Node]) -> bool | None:
    """Whether a sentence begins with a yes or a no that is all of it, or stands apart; None where with neither."""
    told = [n for n in nodes if n.kind is not Kind.QUOTE]
    if nodes and nodes[0].quoted:
        told = list(takewhile(lambda n: n.quoted, told))  # "“Nothing,” he said"
    first = next((at for at, n in enumerate(told) if n.unit is not None or n.norm not in _BEFORE), None)
    if first is None:
        return None
    words = " ".join("is" if n.norm == "'s" else n.norm for n in told[first : first + _PHRASE])
    if words.startswith(_SAYS_YES) or words.startswith(_SAYS_NO):
        return words.startswith(_SAYS_YES)
    if told[first].unit is not None or told[first].norm not in _YES | _NO:
        return None
    apart = first + 1 == len(told) or told[first + 1].kind is Kind.PUNCT
    curt = sum(n.unit is not None or n.kind is Kind.WORD for n in told[first:]) <= _CURT
    return told[first].norm in _YES if apart or curt else None


def put_to(question: Sentence, following: Sentence) -> bool:
    """Whether an interviewer asks ``question``: behind "Q:", or outside of quotation marks with the answer between
    them in the next paragraph."""
    first = question.tokens[0]
    if first.norm in _LABELS and question.tokens[1:2] and question.tokens[1].norm in (":", ".", ")", "-", "–"):
        return True
    spoken = any(t.quoted or t.kind is Kind.QUOTE for t in question.tokens)
    return following.opens_paragraph and not spoken and following.tokens[0].norm == '"'
