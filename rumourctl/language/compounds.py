"""Words that stand where a preposition does and part a clause from another: "in light of", "due to", "given"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node
from rumourctl.language.verbs import Verbs

BUSINESS = closed_class("business")
"""Nouns of what a club does about somebody: "talks", "interest"."""
_COMPOUNDS = closed_class("compounds_with_of")
_HELPERS = closed_class("auxiliaries") | closed_class("be")
_PHRASE = 5
"""Within how many words behind such words the noun of their phrase stands."""


def compound_at(nodes: Sequence[Node], at: int, verbs: Verbs) -> bool:
    """Whether the "of" or "to" at ``at`` ends such words: "in the wake of a bid being rejected", "due to a bid being
    rejected", but not "due to join"."""
    due = [n.norm for n in nodes[at - 1 : at + 1]] == ["due", "to"]
    if due and nodes[at + 1].norm != "interest" and _infinitive(nodes, at + 1, verbs):
        return False
    before = (" ".join(n.norm for n in nodes[max(0, at - length) : at]) for length in (1, 2, 3))
    return any(words in _COMPOUNDS for words in before)


def given_at(nodes: Sequence[Node], at: int, before: str) -> bool:
    """Whether the "given" at ``at``, behind the word ``before``, tells of something else that bears on what is told:
    "given Smith's departure", but not "was given the move"."""
    ahead = nodes[at + 1]
    known = ahead.unit.possessive if ahead.unit else ahead.norm in ("the", "that")
    return known and before not in _HELPERS and noun_ahead(nodes, at + 1, BUSINESS)


def noun_ahead(nodes: Sequence[Node], at: int, nouns: frozenset[str]) -> bool:
    """Whether a noun phrase at ``at`` tells of a move: "after talks with Lyon", "following interest from Ajax"."""
    phrase = takewhile(lambda n: n.norm not in (",", "."), nodes[at : at + _PHRASE])
    return any(n.unit is None and n.norm in nouns for n in phrase)


def _infinitive(nodes: Sequence[Node], at: int, verbs: Verbs) -> bool:
    """Whether a verb in its bare form stands at ``at``, past adverbs."""
    ahead = verbs.skip_adverbs(nodes, at)
    plain = ahead < len(nodes) and nodes[ahead].unit is None
    return plain and "base" in verbs.forms(nodes[ahead].norm)
