"""Where persons play or work, told by the way: "has scored twelve goals for Lyon this season", "now at Lyon"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node, Unit, UnitKind

_PLAYS = closed_class("plays")
_SEASONS = closed_class("this_season")
_REACH = 9
_WHEREABOUTS = closed_class("whereabouts")
_BOUND = closed_class("bound_at")
_PLACING = max(len(words.split()) for words in _WHEREABOUTS)


def playing_for(nodes: Sequence[Node]) -> Iterator[tuple[str, str]]:
    """Persons and the clubs for which ``nodes``, one sentence with its references filled, has them play this season."""
    if not any(n.norm in ("this", "so") and m.norm in _SEASONS for n, m in pairwise(nodes)):
        return
    for at, node in enumerate(nodes):
        if not (_names(node.unit, UnitKind.PERSON) and node.unit and not node.unit.possessive):
            continue
        ahead = nodes[at + 1 : at + 1 + _REACH]
        if not any(n.unit is None and n.norm in _PLAYS for n in ahead):
            continue
        for before, goal in pairwise(ahead):
            if before.norm == "for" and goal.unit and _names(goal.unit, UnitKind.CLUB) and not goal.unit.possessive:
                yield node.unit.refs[0], goal.unit.refs[0]
                break


def placed_at(nodes: Sequence[Node]) -> Iterator[tuple[str, str, bool]]:
    """Persons and the clubs where ``nodes`` has them, if in charge: "Smith, now at Lyon", "has a year left at Lyon"."""
    for at in range(1, len(nodes) - 1):
        word = _word(nodes[at])
        for length in range(1, _PLACING + 1):
            words = " ".join(map(_word, nodes[at : at + length]))
            goal = nodes[at + length].unit if at + length < len(nodes) else None
            bound = word in _BOUND and words == f"{word} at"
            if not (_names(goal, UnitKind.CLUB) and goal and not goal.possessive and (bound or words in _WHEREABOUTS)):
                continue
            before = nodes[max(0, at - _REACH) : at] if bound else nodes[max(0, at - 2) : at]
            person = next((n.unit for n in reversed(before) if n.unit and _names(n.unit, UnitKind.PERSON)), None)
            if person:
                yield person.refs[0], goal.refs[0], "charge" in words


def _word(node: Node) -> str:
    """What stands there as a word: a pronoun's own, too."""
    return node.norm if node.unit is None else node.unit.pronoun or ""


def _names(unit: Unit | None, kind: UnitKind) -> bool:
    return unit is not None and unit.kind is kind and bool(unit.refs)
