"""What is not known: "it is not clear whether Lyon will bid", "who leads the race is anybody's guess"."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node
from rumourctl.rules.engine import Reading

_OPENS_QUESTION = closed_class("opens_question")
_NOT_KNOWN = closed_class("not_known")
_KNOWN = closed_class("known_for_sure")
_NOT = ("not", "n't", "hardly", "far", "never", "no")
_LINKS = ("is", "was", "remains", "remained")
_TURNS = (",", "and", "but")
_NEAR = 4
"""Words between "not" and what is not so, and between that and the question, at most."""


def is_unknown(reading: Reading, sentence: AnalysedSentence) -> bool:
    """Whether ``reading`` is what nobody is said to know yet: its question stands behind such words, or before them."""
    clause = reading.clause
    opens = clause.intro in _OPENS_QUESTION
    inside = [_word(n) for n in clause.nodes[: reading.main.start]]
    at = next((i for i in range(len(inside) - 1, -1, -1) if inside[i] in _OPENS_QUESTION), None)
    above = [_word(n) for n in sentence.before(clause)]
    above = above[:-1] if above and above[-1] == clause.intro else above
    lead = inside[:at] if at is not None else above if opens or clause.intro == "that" else []
    if _says_unknown(lead[-_NEAR:]):
        return True
    fronted = at == 0 or (opens and clause.intro != "if" and (not above or above[-1] in _TURNS))
    last = clause.nodes[min(reading.main.end, len(clause.nodes)) - 1].end
    behind = [n.norm for n in sentence.nodes if n.start >= last]
    verb = next((i for i, norm in enumerate(behind) if norm in _LINKS), None)
    return fronted and verb is not None and _says_unknown(behind[verb : verb + _NEAR + 1])


def _word(node: Node) -> str:
    """The word at a node, be it a pronoun that stands for somebody."""
    return (node.unit.pronoun or node.norm) if node.unit else node.norm


def _says_unknown(words: Sequence[str]) -> bool:
    """Whether ``words`` say that something is not known: "is not yet clear", "remains to be seen"."""
    joined = " ".join(words)
    if any(phrase in joined for phrase in _NOT_KNOWN):
        return True
    denied = next((i for i, word in enumerate(words) if word in _NOT), None)
    return denied is not None and any(word in _KNOWN for word in words[denied + 1 :])
