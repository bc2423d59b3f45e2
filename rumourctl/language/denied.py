"""What is told only to be denied: "**claims** that Lyon want Smith **have been dismissed** by the club"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rumourctl.language.clauses import Clause, ClauseKind
from rumourctl.language.cutting import read_clauses
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node, UnitKind
from rumourctl.language.verbs import Verbs

_TALES = closed_class("tales")
_ONE_TALE = closed_class("tales_in_the_singular")
_DENYING = closed_class("denying")
_DENYING_WITH = closed_class("denying_with")
_PARTICLES = closed_class("denying_particles")
_TOLD_ASIDE = (ClauseKind.RELATIVE, ClauseKind.ASIDE)
_BEEN = ("been", "was", "were", "is", "are")
_HEAD = 3
"""Nodes before the noun for what is said, at most: "recent French press reports"."""


def statements(nodes: Sequence[Node], verbs: Verbs) -> list[Clause]:
    """The clauses of a sentence's ``nodes``; those of a rumour that is denied behind it are marked so, and the words
    that deny it stand in none: what "dismissed" there is no manager, what is "rejected" no bid."""
    denied = _denied_tale(nodes, verbs)
    if denied is None:
        return read_clauses(nodes, verbs)
    told = [replace(c, denied=c.kind not in _TOLD_ASIDE) for c in read_clauses(nodes[: denied[0]], verbs)]
    return [*told, *read_clauses(nodes[denied[1] + 1 :], verbs)]


def denies_tale(nodes: Sequence[Node], at: int) -> bool:
    """Whether the participle at ``at`` is said of the rumour with which the sentence begins: "were rejected by"."""
    verb = at - 1
    while verb > 0 and nodes[verb].unit is None and nodes[verb].norm.endswith("ly"):
        verb -= 1
    return nodes[at].norm in _DENYING and nodes[verb].norm in _BEEN and _tale(nodes) is not None


def _tale(nodes: Sequence[Node]) -> int | None:
    """Where the noun stands for what is only said with which ``nodes`` begin: "French **reports** that"."""
    tale = next((i for i, n in enumerate(nodes[: _HEAD + 1]) if n.unit is None and n.norm in _TALES), None)
    named = tale is not None and any(n.unit and n.unit.kind is not UnitKind.NATION for n in nodes[:tale])
    return None if named else tale


def _denied_tale(nodes: Sequence[Node], verbs: Verbs) -> tuple[int, int] | None:
    """Where the words stand by which the rumour with which ``nodes`` begin is denied; None for none."""
    tale = _tale(nodes)
    if tale is None or tale + 2 >= len(nodes):
        return None
    whole = nodes[tale + 1].norm == "that" or nodes[tale + 1].unit is not None
    forms = ("has", "had", "was", "is") if nodes[tale].norm in _ONE_TALE else ("have", "had", "were", "are")
    for at in range(tale + 2, len(nodes) - 1):
        if nodes[at].unit is None and nodes[at].norm in forms and _denies(nodes, at, verbs):
            if whole and not verbs.has_finite(nodes[tale + 2 : at]):
                continue  # "claims that bids have been rejected"
            end = next((i for i in range(at, len(nodes)) if nodes[i].unit is None and nodes[i].norm == ","), len(nodes))
            return at, end
    return None


def _denies(nodes: Sequence[Node], at: int, verbs: Verbs) -> bool:
    """Whether a passive of denying begins with the form at ``at``: "have been firmly dismissed", "was played down"."""
    verb = verbs.skip_adverbs(nodes, at + 1)
    if nodes[at].norm not in _BEEN:
        if verb >= len(nodes) or nodes[verb].norm != "been":
            return False
        verb = verbs.skip_adverbs(nodes, verb + 1)
    if verb >= len(nodes) or nodes[verb].unit is not None:
        return False
    behind = nodes[verb + 1].norm if verb + 1 < len(nodes) else ""
    return nodes[verb].norm in _DENYING or (nodes[verb].norm in _DENYING_WITH and behind in _PARTICLES)
