"""Words that stand for an outlet: "the newspaper", "the same outlet", "the Portuguese newspaper Record"."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Lexicon
from rumourctl.language.nodes import Form, Node, UnitKind

_AT_LARGE = closed_class("outlets_at_large")
_OF_PLATFORMS = ("the", "social", "media", "platform", "site", "network")
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


def is_where_posted(nodes: Sequence[Node], at: int) -> bool:
    """Whether the name at ``at`` is where others post: "accounts on X", "on the social media platform X"."""
    before = at - 1
    while before > 0 and nodes[before].unit is None and nodes[before].norm in _OF_PLATFORMS:
        before -= 1
    at_large = before > 0 and nodes[before - 1].norm in _AT_LARGE
    return before >= 0 and nodes[before].norm == "on" and (at_large or at - before > 1)


def has_it(nodes: Sequence[Node], at: int) -> bool:
    """Whether the verb at ``at`` tells what follows: "accounts on X **have it** that"."""
    return nodes[at].norm in ("has", "have") and [n.norm for n in nodes[at + 1 : at + 3]] == ["it", "that"]
