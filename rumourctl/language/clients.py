"""For whom an agent is said to act by a verb: "John Doe, who represents Smith"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, UnitKind

REPRESENTS = closed_class("represents")
_BEHIND = ("after", "for")


def clients_told(nodes: Sequence[Node]) -> Iterator[tuple[str, str]]:
    """The agents that ``nodes`` tell of, with whom each acts for."""
    for at, node in enumerate(nodes):
        if node.unit is not None or node.norm not in REPRESENTS:
            continue
        behind = at + 1 + (nodes[at + 1].norm in _BEHIND if at + 1 < len(nodes) else 0)
        if behind == at + 1 and node.norm.startswith(("look", "act")):
            continue  # "looks sharp", "acted"
        client = _person(nodes, behind)
        before = nodes[at - 1].unit if at else None
        relative = before is not None and before.pronoun == "who"
        agent = _person(nodes, at - 2 - (at > 2 and nodes[at - 2].norm == ",")) if relative else None
        if agent and client and agent != client:
            yield agent, client


def _person(nodes: Sequence[Node], at: int) -> str | None:
    unit = nodes[at].unit if 0 <= at < len(nodes) else None
    named = unit is not None and unit.kind is UnitKind.PERSON and unit.form is not Form.PRONOUN and len(unit.refs) == 1
    return unit.refs[0] if named and unit else None
