"""Who takes over from whom, as far as the cutting of clauses goes: "his successor, Smith, has left"."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, UnitKind

_SUCCESSORS = closed_class("successors")
_TAKING_OVER = closed_class("taking_over")
_NO_NOUN = closed_class("prepositions") | closed_class("be") | closed_class("auxiliaries") | {",", "and", "or", "than"}


def with_successors_named(nodes: Sequence[Node]) -> list[Node]:
    """``nodes`` with the name alone where somebody is called another's successor: "his successor, Smith, has left"."""
    if not any(n.unit is None and n.norm in _SUCCESSORS for n in nodes):
        return list(nodes)
    result: list[Node] = []
    at = 0
    while at < len(nodes):
        name = _named_behind(nodes, at)
        if name is None:
            result.append(nodes[at])
            at += 1
            continue
        result.append(nodes[name])
        apart = nodes[name - 1].norm == "," and name + 1 < len(nodes) and nodes[name + 1].norm == ","
        at = name + 1 + apart
    return result


def _named_behind(nodes: Sequence[Node], at: int) -> int | None:
    """Where he is named whom "his successor" at ``at`` means; None where that does not stand there."""
    owner = nodes[at].unit
    if owner is None or not owner.possessive or owner.kind is not UnitKind.PERSON or at + 2 >= len(nodes):
        return None
    name = at + 2 + (nodes[at + 2].norm == ",")
    unit = nodes[name].unit if nodes[at + 1].norm in _SUCCESSORS and name < len(nodes) else None
    named = unit is not None and unit.kind is UnitKind.PERSON and unit.form is Form.NAME and not unit.possessive
    return name if named else None


def taking_over(nodes: Sequence[Node], at: int) -> bool:
    """Whether "replacing Smith" stands at ``at`` behind no comma: "have named Brown on a long deal replacing Smith"."""
    node, before = nodes[at], nodes[at - 1] if at else None
    if node.unit is not None or node.norm not in _TAKING_OVER or before is None or at + 1 >= len(nodes):
        return False
    unit = nodes[at + 1].unit
    behind_noun = before.unit is not None or before.norm not in _NO_NOUN
    return behind_noun and unit is not None and unit.kind is UnitKind.PERSON
