"""What becomes of a deal, told behind "but": "have agreed a fee, but **the deal depends** on Lyon", "but no deal"."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node, UnitKind

_BEGIN = closed_class("begin_fares")
_FARES = closed_class("fares")
_DRESSES_FRAGMENT = closed_class("dresses_fragment")
_FRAGMENTS = closed_class("fragments")
_BEHIND_LOAN = frozenset(("with", "until", "deal", "move", "plus", "no", "including"))
_ONLY = ("but", "only", "initially", "albeit", "preferably", "possibly", "again")
_TERMS = 12
"""Nodes, at most, that say at the end on what terms somebody is wanted."""
_LONGEST = 5
"""Words in front of the verb, at most."""


def fragment(nodes: Sequence[Node], at: int) -> bool:
    """Whether a word stands at ``at`` with which a statement without a verb begins: "medical booked", "no deal"."""
    words = [n.norm for n in nodes[at : at + 4]]
    if words[:1] == ["here"] and words[2:3] == ["go"]:
        return True  # "here we go"
    if words[:1] == ["loan"] and set(words[1:2]) & _BEHIND_LOAN and nodes[at].unit is None:
        return True  # "close in on Smith, loan with option"
    while len(words) > 1 and words[0] in _DRESSES_FRAGMENT and nodes[at].unit is None:
        at, words = at + 1, words[1:]
    return nodes[at].unit is None and words[0] in _FRAGMENTS


def on_terms(nodes: Sequence[Node], at: int) -> bool:
    """Whether all that is said at ``at`` to the end is on what terms: "…, 24 - but only on loan"."""
    behind = nodes[at:] if len(nodes) - at <= _TERMS else ()
    words = [n.norm for n in behind if n.unit is None]
    lead = next((w for w in words if w not in _ONLY), "")
    named = any(n.unit and n.unit.kind is UnitKind.PERSON for n in behind)
    return lead in ("in", "on", "for") and "loan" in words and not named


def tells_how_it_fares(nodes: Sequence[Node], at: int) -> bool:
    """Whether a noun that names nobody stands at ``at`` with a verb that tells how it fares, or a fragment."""
    if fragment(nodes, at):
        return True
    if nodes[at].unit is not None or nodes[at].norm not in _BEGIN:
        return False
    for ahead in range(at + 1, min(len(nodes), at + _LONGEST)):
        if nodes[ahead].unit is not None:
            return False
        if nodes[ahead].norm in _FARES:
            return True
    return False
