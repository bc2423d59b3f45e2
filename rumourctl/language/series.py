"""Predicates in a row that have one subject: "joined Lyon in 2015, was lent to Nice and has played since"."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.governing import several
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import PARTIES, Node
from rumourctl.language.opened import acts_headlong
from rumourctl.language.verbs import Verbs

_AUXILIARIES = closed_class("auxiliaries")
_REACH = 16
"""Nodes, at most, to the "and" before the last of several predicates."""


def next_predicate(nodes: Sequence[Node], at: int, gathered: Sequence[Node], verbs: Verbs) -> bool:
    """Whether another predicate of the subject of ``gathered`` begins at ``at``, behind a comma: the verb of a
    headline, one behind "then", or one of several of which "and" joins the last."""
    if not verbs.finite(nodes, at) or nodes[at].unit is not None:
        return False
    if acts_headlong(gathered, verbs):
        return True
    subject = gathered[0].unit if gathered else None
    if subject is None or subject.kind not in PARTIES or subject.possessive or not verbs.has_finite(gathered):
        return False
    if nodes[at].norm == "then":
        return True
    verb = nodes[verbs.skip_adverbs(nodes, at)].norm
    certain = verb in _AUXILIARIES or "participle" not in verbs.forms(verb)
    return certain and _joined_ahead(nodes, at + 1, verbs, several(subject))


def _joined_ahead(nodes: Sequence[Node], at: int, verbs: Verbs, plural: bool) -> bool:
    """Whether "and" joins a further verb to the one before ``at``, before anybody else acts."""
    ends = range(at + 1, min(len(nodes) - 1, at + _REACH))
    return any(nodes[i].unit is None and nodes[i].norm == "and" and verbs.finite(nodes, i + 1, plural) for i in ends)
