"""What becomes of a deal, told behind "but": "have agreed a fee, but **the deal depends** on Lyon", "but no deal"."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node, UnitKind
from rumourctl.language.verbs import Verbs

_BEGIN = closed_class("begin_fares")
_FARES = closed_class("fares")
_DRESSES_FRAGMENT = closed_class("dresses_fragment")
_OFFERS = closed_class("offers")
_FRAGMENTS = closed_class("fragments")
_AUXILIARIES = closed_class("auxiliaries")
_BUSINESS = closed_class("business") | closed_class("deals") | {"terms", "fee"}
_PREPOSITIONS = closed_class("prepositions")
_SEEMED = ("looked", "seemed", "appeared", "sounded", "remained")
_JOINED = _PREPOSITIONS | {"and"}
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
    unit = nodes[at].unit
    if unit is not None and unit.money and set(words[1:2]) & _OFFERS:
        return True  # "tried for Smith, £20m bid rejected"
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


def business_goes(nodes: Sequence[Node], at: int, verbs: Verbs) -> bool:
    """Whether business is the subject of a verb from ``at`` on: "the deal **looks** off", "a move for Smith **sounds**
    unlikely", "talks with Lyon **have** begun"."""
    noun = next((i for i in range(at, min(len(nodes), at + _LONGEST)) if _is_business(nodes[i])), None)
    if noun is None or not all(_dresses(nodes[i], i == at) for i in range(at, noun)):
        return False
    verb = noun + 1
    while verb + 1 < len(nodes) and nodes[verb].norm in _JOINED and nodes[verb + 1].unit is not None:
        verb += 2
    verb = verbs.skip_adverbs(nodes, verb)
    if verb >= len(nodes) or nodes[verb].unit is not None or _is_business(nodes[verb]):
        return False
    norm = nodes[verb].norm
    return norm in _AUXILIARIES or norm in _SEEMED or "third" in verbs.forms(norm)


def _is_business(node: Node) -> bool:
    return node.unit is None and node.norm in _BUSINESS


def _dresses(node: Node, first: bool) -> bool:
    """Whether a node may stand before the noun of a business, as the ``first`` or later: "the £12m", "a loan"."""
    if node.unit is not None:
        return node.unit.kind is UnitKind.MONEY or node.unit.possessive
    return node.norm in _BEGIN if first else node.norm.isalpha() and node.norm not in _AUXILIARIES | _PREPOSITIONS
