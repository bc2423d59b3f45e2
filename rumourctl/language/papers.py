"""Words that stand for an outlet: "the newspaper", "the same outlet", "the Portuguese newspaper Record"."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.lexicon import Lexicon
from rumourctl.language.nodes import Form, Node, UnitKind

_REACH = 7
"""Nodes behind a report within which the outlet is named whose report it is."""


def is_paper(node: Node, lexicon: Lexicon) -> bool:
    """Whether a plain word stands for an outlet that has been named, or its report: "the newspaper adds"."""
    return node.unit is None and node.norm in lexicon.speech["outlet_nouns"]


def named_behind(nodes: Sequence[Node], noun: int) -> bool:
    """Whether the outlet's name follows the word for it at ``noun``: "the Portuguese newspaper Record"."""
    unit = nodes[noun + 1].unit if noun + 1 < len(nodes) else None
    return unit is not None and unit.kind is UnitKind.OUTLET


def taken_up(nodes: Sequence[Node]) -> bool:
    """Whether a noun behind ``nodes`` is one that was spoken of: "the newspaper", "the same outlet", "its report"."""
    for node in nodes:
        if node.unit is None and node.norm in ("the", "same", "its", "that", "this", "their"):
            return True
        if node.unit and node.unit.form is Form.NAME and node.unit.dressing.definite:
            return True
    return False


def published_by(nodes: Sequence[Node], at: int) -> int | None:
    """The outlet of a report at ``at``: "a story published on Tuesday by X", "a piece in today's edition of X"."""
    for here, node in enumerate(nodes[at + 1 : at + 1 + _REACH], at + 1):
        if node.unit and node.unit.kind is UnitKind.OUTLET:
            return here
        if node.norm == "," or (node.unit and not node.is_date and node.unit.kind is not UnitKind.NATION):
            return None
    return None
