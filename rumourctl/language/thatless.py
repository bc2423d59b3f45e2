"""What somebody says in a clause without "that" whose subject is a plain noun: "says no offer has been received"."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node, Unit
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
_BE = closed_class("be")
_NOMINATIVES = closed_class("nominatives")
_REPORTS = closed_class("reporting_nouns") | closed_class("rumours") | closed_class("reports")
_SEEM = closed_class("seem")
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


def likened(before: Sequence[Node]) -> bool:
    """Whether ``before`` lead into a clause of what seems so: "it **looks like** Smith will go"."""
    return [n.norm for n in before[-1:]] == ["like"] and bool(before[-2:-1]) and before[-2].norm in _SEEM


def gerund_governs(before: Sequence[Node], who: Unit | None) -> bool:
    """Whether a gerund at the end of ``before`` has a clause behind it that begins with ``who``: "was quoted as saying
    he would go", "are hoping he will stay", "reports claiming Lyon have bid", "by admitting he wants to leave"."""
    ahead = before[-2].norm if len(before) > 1 else ""
    nominative = who is not None and who.pronoun in _NOMINATIVES
    return nominative or ahead == "as" or ahead in _BE or ahead in _REPORTS


def _says(node: Node, verbs: Verbs) -> bool:
    """Whether somebody says something with the verb, and does not only hold it true of himself: "believe a deal"."""
    says = node.unit is None and verbs.says(node.norm) and not verbs.takes_person(node.norm)
    return says and "gerund" not in verbs.forms(node.norm) and not node.norm.startswith(_HELD)
