"""Interviews: who answers where questions stand between what is said, and nobody is told to say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node, UnitKind
from rumourctl.language.tokens import Kind, Sentence

_FIRST_PERSON = closed_class("first_singular") | closed_class("first_plural")
_TOPIC_OPENERS = closed_class("topic_openers")
_ANSWERS = ("a", "answer")
_QUESTIONS = ("q", "question")
_YOU = ("you", "your", "yourself")
_OPEN = ("…", "...", ":")
_ALL_OF_IT = closed_class("all_he_said")
_SPEAKING = closed_class("speaking")
_QUESTION = 2
"""Sentences of a paragraph, at most, that is but a question."""
_BROUGHT_IN = 3
"""Sentences before the first question in one of which it is told who answers, at most."""


@dataclass(frozen=True, slots=True)
class Interview:
    """The sentences that name a topic on which somebody is asked, those that answer a question or speak on a topic, and
    who answers, where it is told: "Here is what Smith had to say:"."""

    topics: frozenset[int]
    answers: frozenset[int]
    answerer: str | None


def interview_in(sentences: Sequence[Sentence], nodes: Sequence[Sequence[Node]], leaders: Set[str]) -> Interview:
    """What of ``sentences`` is question and answer; ``leaders`` are those who meet the press."""
    paragraphs = _paragraphs(sentences)
    topics = frozenset(own[0] for own in paragraphs if _is_topic(sentences, nodes, own))
    topics = topics if len(topics) > 1 and not _quoted_below(nodes, paragraphs, min(topics)) else frozenset()
    asked = (own[0] for own in paragraphs if own[0] in topics or _asks(nodes[own[-1]]))
    first = next(asked, 0)
    brought_in, name = _answerer(nodes[:first])
    name = name or (_leader(nodes[:first], leaders) if topics else None)
    told = (
        name is not None and len(brought_in) > 0 and brought_in[-1].norm == ":"
    )  # not "Everything that Smith said", whose article narrates
    return Interview(topics, _answers(sentences, nodes, paragraphs, topics, told), name)


def _paragraphs(sentences: Sequence[Sentence]) -> list[list[int]]:
    """The sentences of each paragraph, down to the comments of readers, who ask and answer below the article."""
    found: dict[int, list[int]] = defaultdict(list)
    for at, sentence in enumerate(sentences):
        if _opens_comments(sentence):
            break
        found[sentence.paragraph].append(at)
    return list(found.values())


def _answers(
    sentences: Sequence[Sentence],
    nodes: Sequence[Sequence[Node]],
    paragraphs: Sequence[Sequence[int]],
    topics: Set[int],
    told: bool,
) -> frozenset[int]:
    """Which sentences answer a question with which a paragraph ends: between quotation marks, or, where it is put to
    "you" and no more is said there, in the first person without any; where it is ``told`` who answers, in whatever
    words; and below a topic likewise."""
    answers: set[int] = set()
    asked = put = topical = False
    for own in paragraphs:
        answer = [nodes[at] for at in own]
        if own[0] in topics:
            topical, asked = True, False
        elif sentences[own[0]].heading and not _asks(answer[-1]):
            topical = False
        elif _answers_it(answer, asked=asked, put=put, topical=topical, told=told):
            answers |= set(own)
            asked = False
        else:
            asked = _asks(answer[-1])
            put = asked and len(own) <= _QUESTION and (told or _addresses(answer))
    return frozenset(answers)


def _answers_it(answer: Sequence[Sequence[Node]], *, asked: bool, put: bool, topical: bool, told: bool) -> bool:
    """Whether a paragraph is an answer where something was ``asked``, ``put`` to somebody, or a topic named."""
    spoken = (topical or asked) and _is_answer(answer) and (topical or put or _is_spoken(answer))
    return spoken or (told and (topical or (asked and put)))


def _is_topic(sentences: Sequence[Sentence], nodes: Sequence[Sequence[Node]], own: Sequence[int]) -> bool:
    """Whether a paragraph of its own names what somebody is asked about: "on whether Smith will stay…"."""
    first, sentence = nodes[own[0]], sentences[own[0]]
    opens = bool(first) and first[0].unit is None and first[0].norm in _TOPIC_OPENERS and not first[0].quoted
    return opens and len(own) == 1 and (sentence.heading or sentence.tokens[-1].norm in _OPEN)


def _quoted_below(nodes: Sequence[Sequence[Node]], paragraphs: Sequence[Sequence[int]], first: int) -> bool:
    """Whether anything is quoted below the first topic: an article then, whose headings tell what it comes to."""
    return any(n.quoted for own in paragraphs for at in own if at > first for n in nodes[at])


def _answerer(before: Sequence[Sequence[Node]]) -> tuple[Sequence[Node], str | None]:
    """Who answers, and the sentence before the first question that tells it: "This is what he told them:"."""
    for nodes in reversed(before[-_BROUGHT_IN:]):
        norms = {n.norm for n in nodes if n.unit is None}
        if norms & _ALL_OF_IT and norms & _SPEAKING:
            people = (n.unit for n in nodes if n.unit and n.unit.kind is UnitKind.PERSON and not n.unit.possessive)
            return nodes, next((unit.refs[0] for unit in people if len(unit.refs) == 1), None)
    return before[0] if before else (), None


def _leader(before: Sequence[Sequence[Node]], leaders: Set[str]) -> str | None:
    """Who of those who meet the press is named first."""
    named = (name for nodes in before for n in nodes if n.unit and len(n.unit.refs) == 1 for name in n.unit.refs)
    return next((name for name in named if name in leaders), None)


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
