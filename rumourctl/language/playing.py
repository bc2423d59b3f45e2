"""Where persons play, told by the way: "has scored twelve goals for Lyon this season"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node, Unit, UnitKind

_PLAYS = closed_class("plays")
_SEASONS = closed_class("this_season")
_REACH = 9


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


def _names(unit: Unit | None, kind: UnitKind) -> bool:
    return unit is not None and unit.kind is kind and bool(unit.refs)
