"""Ways to say something that take more than a verb of saying: "has made it clear", "went on to say", "is adamant"."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Lexicon
from rumourctl.language.news import names_news
from rumourctl.language.nodes import Node
from rumourctl.language.tokens import Kind

_LEADS = closed_class("leads_to_saying")
_ASSERTING = closed_class("asserting")
_HOLDS_LIKELY = closed_class("holds_likely")
_BE = closed_class("be")
_OTHER_OBJECTS = closed_class("of_persons") | {"add", "continue", "post", "point", "break"}
_REMAINS = ("remain", "remains", "remained", "stay", "stayed")
_REACH = 7
"""Nodes before the word that says, within which the verb of its subject stands."""


def said_through(nodes: Sequence[Node], at: int, lexicon: Lexicon) -> int | None:
    """Where the verb stands whose subject says something, if ``at`` says it in a roundabout way; else None."""
    if nodes[at].unit is not None:
        return None
    if makes_plain(nodes, at, lexicon):
        return at
    if lexicon.says(nodes[at].norm) and nodes[at].norm != "conclude":  # "keen to conclude a deal"
        return (None if _adds_thing(nodes, at) else _led(nodes, at)) or _quoted_as(nodes, at)
    return None


def asserts(nodes: Sequence[Node], at: int) -> bool:
    """Whether somebody "is adamant" or "expects" at ``at``, where the verb stands: he says so."""
    if nodes[at].unit is None and nodes[at].norm in _HOLDS_LIKELY:
        return True
    if nodes[at].unit is not None or nodes[at].norm not in _BE | set(_REMAINS):
        return False
    behind = [n for n in nodes[at + 1 : at + 3] if n.unit is None]
    return any(n.norm in _ASSERTING for n in behind)


def makes_plain(nodes: Sequence[Node], at: int, lexicon: Lexicon) -> bool:
    """ "has made it clear that", "lets it be known", "let slip", "made the news official": public words without a verb
    of saying."""
    if not {base for base, _ in lexicon.verb_forms.get(nodes[at].norm, ())} & {"make", "let", "leave"}:
        return False
    words = [n.norm for n in nodes[at + 1 : at + 6]]
    if words[:1] == ["slip"] or ({"official", "public"} & set(words[1:4]) and names_news(nodes[at + 1 : at + 5])):
        return True
    return bool({"clear", "plain", "known", "doubt"} & set(words)) and any(
        w in ("it", "no", "clear") for w in words[:2]
    )


def _adds_thing(nodes: Sequence[Node], at: int) -> bool:
    """ "Keen to add a striker", "quick to offer him terms": what has other objects than words, unless they follow."""
    following = nodes[at + 1 : at + 2]
    return nodes[at].norm in _OTHER_OBJECTS and any(n.kind is Kind.WORD and n.norm != "that" for n in following)


def _led(nodes: Sequence[Node], at: int) -> int | None:
    """ "went on to say", "was quick to stress", "took to Instagram to confirm": the verb that leads to saying it."""
    to = at - 1
    while to > 0 and nodes[to].unit is None and nodes[to].norm.endswith("ly"):
        to -= 1
    if to <= 0 or nodes[to].norm != "to" or nodes[to].unit is not None:
        return None
    for here in range(to - 1, max(-1, to - _REACH), -1):
        node = nodes[here]
        if node.norm in (",", ";", "that", "not"):
            return None
        if node.unit is None and node.norm in _LEADS:
            return here - 1 if here and nodes[here - 1].norm in _BE and nodes[here - 1].unit is None else here
    return None


def _quoted_as(nodes: Sequence[Node], at: int) -> int | None:
    """ "was quoted by Marca as saying": the verb of who is quoted."""
    if at < 2 or nodes[at - 1].norm != "as" or not nodes[at].norm.endswith("ing"):
        return None
    quoted = (i for i in range(at - 2, max(-1, at - _REACH), -1) if nodes[i].norm in ("quoted", "cited", "reported"))
    return next((i for i in quoted if nodes[i].unit is None), None)
