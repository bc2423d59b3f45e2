"""Where somebody is on loan, told by the way: "Smith, on loan at Lyon from Everton, wants to stay"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, UnitKind

_BETWEEN = closed_class("lent_now")
_WITH = ("at", "with")
_REACH = 6
"""Nodes from somebody's name to "on loan", at most."""


def lent(nodes: Sequence[Node], norms: Set[str]) -> Iterator[tuple[str, str, str | None]]:
    """Persons with the clubs where ``nodes`` have them on loan now, and from which, if that is told.

    ``norms`` are those of all nodes.
    """
    if not {"on", "loan"} <= norms:
        return
    for at in range(1, len(nodes) - 3):
        if [n.norm for n in nodes[at : at + 2]] != ["on", "loan"] or nodes[at + 2].norm not in _WITH:
            continue
        name, host = _before(nodes, at), _club(nodes, at + 3)
        owner = _club(nodes, at + 5) if at + 4 < len(nodes) and nodes[at + 4].norm == "from" else None
        if name and host:
            yield name, host, owner


def _before(nodes: Sequence[Node], at: int) -> str | None:
    """Who stands in front of ``at`` with only such words between as say that it is so now."""
    for node in reversed(nodes[max(0, at - _REACH) : at]):
        unit = node.unit
        if unit is not None and unit.pronoun != "who":
            named = unit.kind is UnitKind.PERSON and unit.form is not Form.PRONOUN and not unit.possessive
            return unit.refs[0] if named and len(unit.refs) == 1 else None
        if unit is None and node.norm not in _BETWEEN:
            return None
    return None


def _club(nodes: Sequence[Node], at: int) -> str | None:
    unit = nodes[at].unit if at < len(nodes) else None
    return unit.refs[0] if unit and unit.kind is UnitKind.CLUB and len(unit.refs) == 1 and not unit.possessive else None
