"""Verbs that words between commas part from their auxiliary: "have, after long talks, signed"."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.clauses import ClauseKind
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node
from rumourctl.language.opened import Open
from rumourctl.language.verbs import Verbs

_LEADING = closed_class("auxiliaries") | closed_class("be") | closed_class("modals")
_NOT_FINITE = {"participle", "gerund", "base"}
_ASIDE_LENGTH = 12
"""Nodes between the commas, at most."""


def parted(now: Open, nodes: Sequence[Node], ahead: int, verbs: Verbs, done: list[Open]) -> Open | None:
    """The clause that goes on with the verb at ``ahead``, behind a comma: ``now``, or the one around it, where it broke
    off behind an auxiliary. What it gathered since becomes an aside among ``done``.
    """
    verb = verbs.skip_adverbs(nodes, ahead)
    if verb >= len(nodes) or nodes[verb].unit is not None or not verbs.forms(nodes[verb].norm) & _NOT_FINITE:
        return None
    for part in (now, now.parent):
        if part is None or (broken := _broken_at(part.nodes)) is None:
            continue
        if part is now:
            done.append(Open(ClauseKind.ASIDE, ",", part, nodes=part.nodes[broken + 1 :]))
        del part.nodes[broken:]
        return part
    return None


def _broken_at(nodes: Sequence[Node]) -> int | None:
    """Behind which of ``nodes`` a clause broke off: an auxiliary at their end, or before their last comma."""
    if nodes and _leads(nodes[-1]):
        return len(nodes)
    for at in range(len(nodes) - 1, max(0, len(nodes) - _ASIDE_LENGTH), -1):
        if nodes[at].unit is None and nodes[at].norm == ",":
            return at if _leads(nodes[at - 1]) else None
    return None


def _leads(node: Node) -> bool:
    return node.unit is None and node.norm in _LEADING
