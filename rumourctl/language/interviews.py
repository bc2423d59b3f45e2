"""Interviews: who answers where questions stand between what is said, and nobody is told to say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node
from rumourctl.language.tokens import Kind, Sentence

_FIRST_PERSON = closed_class("first_singular") | closed_class("first_plural")
_ANSWERS = ("a", "answer")
_QUESTIONS = ("q", "question")
_YOU = ("you", "your", "yourself")
_QUESTION = 2
"""Sentences of a paragraph, at most, that is but a question."""


def answers_of(sentences: Sequence[Sentence], nodes: Sequence[Sequence[Node]]) -> frozenset[int]:
    """Which of ``sentences`` answer a question with which a paragraph ends: between quotation marks, or, where it is
    put to "you" and no more is said there, in the first person without any."""
    paragraphs: dict[int, list[int]] = defaultdict(list)
    for at, sentence in enumerate(sentences):
        if _opens_comments(sentence):
            break  # readers ask and answer below it
        if not sentence.heading or _asks(nodes[at]):
            paragraphs[sentence.paragraph].append(at)
    answers: set[int] = set()
    asked = put = False
    for own in paragraphs.values():
        answer = [nodes[at] for at in own]
        if asked and _is_answer(answer) and (put or _is_spoken(answer)):
            answers |= set(own)
        else:
            asked = _asks(nodes[own[-1]])
            put = asked and len(own) <= _QUESTION and _addresses(answer)
    return frozenset(answers)


def _opens_comments(sentence: Sentence) -> bool:
    """Whether a line counts the comments of readers that stand below it: "4 COMMENTS"."""
    number, *others = sentence.tokens
    return number.norm.isdigit() and [t.norm for t in others] in (["comments"], ["comment"])


def _asks(nodes: Sequence[Node]) -> bool:
    """Whether a sentence is a question that nobody is quoted with."""
    return bool(nodes) and nodes[-1].norm == "?" and not any(n.quoted or n.kind is Kind.QUOTE for n in nodes)


def _addresses(paragraph: Sequence[Sequence[Node]]) -> bool:
    """Whether it is put to somebody: to "you", or behind a label."""
    nodes = [node for own in paragraph for node in own]
    labelled = nodes[0].norm in _QUESTIONS and [n.norm for n in nodes[1:2]] in ([":"], ["."])
    return labelled or any(n.norm in _YOU or (n.unit and n.unit.pronoun in _YOU) for n in nodes)


def _is_spoken(paragraph: Sequence[Sequence[Node]]) -> bool:
    """Whether it stands between quotation marks, or behind a label."""
    nodes = [node for own in paragraph for node in own]
    if nodes[0].norm in _ANSWERS and [n.norm for n in nodes[1:2]] == [":"]:
        return True
    return all(n.quoted for n in nodes if n.kind is Kind.WORD or n.unit)


def _is_answer(paragraph: Sequence[Sequence[Node]]) -> bool:
    """Whether it is spoken, or in the first person without quotation marks."""
    words = [n for own in paragraph for n in own if n.kind is Kind.WORD or n.unit]
    first = any(n.unit and n.unit.pronoun in _FIRST_PERSON for n in words)
    return _is_spoken(paragraph) or (first and not any(n.quoted for n in words))
