"""Which teams an article has somebody manage, told by the way: "it was an honour to manage Lyon"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node, UnitKind

_MANAGES = closed_class("manages")
_IN_CHARGE = ["in", "charge", "of"]


def leading(nodes: Sequence[Node], norms: Set[str]) -> Iterator[tuple[str, str]]:
    """Persons and the teams that ``nodes``, one sentence with words ``norms``, has them manage, now or once: "has been
    in charge of Lyon since May", "says managing Denmark was an honour"."""
    if _MANAGES.isdisjoint(norms) and "charge" not in norms:
        return
    for at in range(1, len(nodes)):
        team = nodes[at].unit
        charge = at > 2 and [n.norm for n in nodes[at - 3 : at]] == _IN_CHARGE
        if team is None or not team.refs or team.possessive or team.kind not in (UnitKind.CLUB, UnitKind.NATION):
            continue
        verb = nodes[at - 1]
        if charge or (verb.unit is None and verb.norm in _MANAGES):
            people = (n.unit for n in reversed(nodes[: at - 1]) if n.unit and n.unit.kind is UnitKind.PERSON)
            who = next((unit for unit in people if unit.refs), None)
            if who is not None and not who.possessive and len(who.refs) == 1:
                yield who.refs[0], team.refs[0]
