"""What somebody says in a clause without "that" whose subject is a plain noun: "says no offer has been received"."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node
from rumourctl.language.verbs import Verbs

_OPENS = closed_class("articles") | closed_class("opens_plain_subject")
_HELPERS = closed_class("auxiliaries")
_ENDS = closed_class("subordinators") | {
    "who",
    "whom",
    "whose",
    "which",
    "what",
    "that",
    "to",
    ",",
    ":",
    ";",
    "and",
    "but",
}
_HELD = ("believ", "reckon")
_LONGEST = 12
"""How many nodes such a subject may have."""


def plain_subject(nodes: Sequence[Node], at: int, verbs: Verbs) -> bool:
    """Whether a noun without a name at ``at``, behind a verb of saying, is the subject of a verb further on: "says
    **talks** with Lyon have begun", but not "announced the signing of Smith, who has"."""
    first, verb = nodes[at], nodes[at - 1]
    if not at or first.unit is not None or first.norm not in _OPENS or not _says(verb, verbs):
        return False
    for node in nodes[at + 1 : at + _LONGEST]:
        if node.unit is None and node.norm in _HELPERS:
            return True
        ends = node.unit.pronoun is not None if node.unit else node.norm in _ENDS
        if ends or node.quoted is not first.quoted:
            return False
    return False


def _says(node: Node, verbs: Verbs) -> bool:
    """Whether somebody says something with the verb, and does not only hold it true of himself: "believe a deal"."""
    says = node.unit is None and verbs.says(node.norm) and not verbs.takes_person(node.norm)
    return says and "gerund" not in verbs.forms(node.norm) and not node.norm.startswith(_HELD)
