"""Articles by a club's followers, who say "we" of it: "we signed him for £4m", "scored against us", "our midfield"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, Unit, UnitKind
from rumourctl.language.tokens import Sentence

_WE_DO = closed_class("followers_do")
_BEFORE_US = closed_class("before_us")
_OURS = closed_class("followers_have")
_ENOUGH = 3
"""How much, at least, the sentences of one who follows a club weigh: each that shows it by itself weighs two."""
_REACH = 4
"""Words, at most, between "we" and what we do, and from "our" to what is ours."""


def followed_club(found: Sequence[Sentence], nodes: Sequence[Sequence[Node]]) -> str | None:
    """The club that the writer of the sentences ``found`` calls "us": that which he names first; None where he speaks
    of no club so. ``nodes`` are theirs, with their references filled."""
    own = [[n for n in line if not n.quoted] for s, line in zip(found, nodes, strict=True) if not s.heading]
    if sum(map(_weight, own)) < _ENOUGH:
        return None
    return next((unit.refs[0] for line in nodes for unit in _clubs(line)), None)


def _clubs(nodes: Sequence[Node]) -> Iterator[Unit]:
    """The clubs that ``nodes`` name by themselves, outside quotation marks."""
    for unit in (n.unit for n in nodes if n.unit and not n.quoted):
        if unit.kind is UnitKind.CLUB and unit.form is Form.NAME and len(unit.refs) == 1 and not unit.opponent:
            yield unit


def _weight(nodes: Sequence[Node]) -> int:
    """How surely one speaks in a sentence as of a club of his own, in which "for us" alone says little."""
    if _follows(nodes):
        return 2
    last = zip((n.norm for n in nodes), (n.unit for n in nodes[1:]), strict=False)
    return int(any(word in ("for", "to") and unit is not None and unit.pronoun == "us" for word, unit in last))


def _follows(nodes: Sequence[Node]) -> bool:
    """Whether a sentence speaks of a club of one's own."""
    for at, node in enumerate(nodes):
        unit = node.unit
        if unit is None:
            continue
        if unit.pronoun == "we" and not unit.possessive and _does(nodes[at + 1 : at + 1 + _REACH]):
            return True
        if unit.pronoun == "us" and at and nodes[at - 1].norm in _BEFORE_US:
            return True
        noun = unit.dressing.part in ("player", "manager") if unit.dressing.owner == "our" else False
        if noun or (unit.pronoun == "we" and unit.possessive and _has(nodes[at + 1 : at + 1 + _REACH])):
            return True
    return False


def _does(ahead: Sequence[Node]) -> bool:
    """Whether the first words behind "we" are a club's business, past what only helps to say it."""
    words = [n.norm for n in ahead if n.unit is None]
    return any(word in _WE_DO for word in words)


def _has(ahead: Sequence[Node]) -> bool:
    """Whether what is "our" is a club's: "our leaky defence"."""
    return any(n.norm in _OURS for n in ahead if n.unit is None)
