"""What begins with "that": what is said or thought, or what somebody or something does of whom it was spoken."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node
from rumourctl.language.verbs import Verbs

_AUXILIARIES = closed_class("auxiliaries")
_BRINGING = closed_class("bringing")
_MODALS = closed_class("modals")
_PREPOSITIONS = closed_class("prepositions")
_OCCASION = closed_class("occasion_of")
_STOPS = (".", "!", "?", ";", ":")
_AHEAD = 20
"""Nodes behind "that" within which its verb stands."""
_WHEN_SAID = 20
"""Nodes between a verb of saying and what is said, at most, that tell when and where."""


def said_apart(nodes: Sequence[Node], at: int, verbs: Verbs) -> bool:
    """Whether "that" at ``at`` begins what a verb of saying says that is parted from it by words that tell where and
    when: "said at his press conference on Friday that", not "said of the club that sold him"."""
    if verbs.finite(nodes, at + 1, plural=True) and not verbs.finite(nodes, at + 2):
        return False
    for here in range(at - 2, max(-1, at - _WHEN_SAID), -1):
        node, behind = nodes[here], nodes[here + 1]
        if node.norm in _STOPS or node.quoted != nodes[at].quoted or (node.unit is None and node.norm == "that"):
            return False
        if node.unit is None and verbs.says(node.norm) and verbs.finite(nodes, here):
            return behind.is_date or (behind.unit is None and behind.norm in _PREPOSITIONS | _OCCASION)
    return False


def brings(nodes: Sequence[Node], at: int) -> bool:
    """Whether the words at ``at`` say what a deal is for: "(a deal that) will bring Smith" is one statement."""
    return nodes[at].norm in _MODALS and at + 1 < len(nodes) and nodes[at + 1].norm in _BRINGING


def verb_ahead(nodes: Sequence[Node], at: int, verbs: Verbs) -> bool:
    """Whether a verb stands between ``at`` and the next stop."""
    for node in nodes[at : at + _AHEAD]:
        if node.norm in _STOPS:
            return False
        if node.unit is None and (node.norm in _AUXILIARIES or verbs.forms(node.norm)):
            return True
    return False
