"""Articles by a club's followers, who say "we" of it: "we signed him for £4m", "scored against us", "our midfield"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, UnitKind
from rumourctl.language.tokens import Sentence

_WE_DO = closed_class("followers_do")
_BEFORE_US = closed_class("before_us")
_OURS = closed_class("followers_have")
_ENOUGH = 4
"""How much, at least, the sentences of one who follows a club weigh: each that shows it by itself weighs two."""
_REACH = 4
"""Words, at most, between "we" and what we do, and from "our" to what is ours."""


def followed_club(found: Sequence[Sentence], nodes: Sequence[Sequence[Node]]) -> str | None:
    """The club that the writer of the sentences ``found`` calls "us": that which he names first, but for those with
    which "we" deal; None where he speaks of no club so. ``nodes`` are theirs, with their references filled."""
    own = [[n for n in line if not n.quoted] for s, line in zip(found, nodes, strict=True) if not s.heading]
    if sum(map(_weight, own)) < _ENOUGH:
        return None
    others = {club for line in own for club in _dealt_with(line)}
    return next((club for line in nodes for club in _clubs(line) if club not in others), None)


def _clubs(nodes: Sequence[Node]) -> Iterator[str]:
    """The clubs that ``nodes`` name by themselves, outside quotation marks."""
    for unit in (n.unit for n in nodes if n.unit and not n.quoted):
        if unit.kind is UnitKind.CLUB and unit.form is Form.NAME and len(unit.refs) == 1 and not unit.opponent:
            yield unit.refs[0]


def _dealt_with(nodes: Sequence[Node]) -> Iterator[str]:
    """The clubs named behind what "we" do, and so others: "we paid Lyon", but not "we have players here at Lyon"."""
    we = next((at for at, n in enumerate(nodes) if n.unit and n.unit.pronoun == "we" and not n.unit.possessive), None)
    if we is None or not _does(nodes[we + 1 : we + 1 + _REACH]):
        return
    for before, node in pairwise(nodes[we:]):
        if before.norm not in ("at", "as", "for"):
            yield from _clubs([node])


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
