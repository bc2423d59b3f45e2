"""What stands before the statement that it belongs to, up to a comma: what for, or what had become of its subject."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from rumourctl.language.nodes import Node, UnitKind
from rumourctl.language.verbs import Verbs

_PHRASE = 5
"""Words within which a purpose is told."""
_OBJECTS = ("them", "him", "her", "us")
_SUBJECT = 20
"""Nodes of a long subject, at most."""


def is_fronted(gathered: Sequence[Node], verbs: Verbs) -> bool:
    """Whether ``gathered`` only leads to what follows: "In a bid to sign Smith, …", "Signed from Lyon in 2020, …"."""
    if len(gathered) < 2 or gathered[0].unit is not None:
        return False
    if gathered[0].norm in ("in", "to", "as"):
        purpose = any(n.norm == "to" and n.unit is None for n in gathered[:_PHRASE])
        return purpose and not verbs.has_finite(gathered)
    beside = gathered[1].unit
    suffered = verbs.forms(gathered[0].norm) >= {"past", "participle"} and not verbs.has_finite(gathered[1:])
    return suffered and (beside is None or beside.kind is UnitKind.DATE)


def acts_on_them(nodes: Sequence[Node], at: int, verbs: Verbs) -> bool:
    """Whether what begins at ``at``, however long it is, does something to somebody spoken of: "(after) a run of one
    win in eleven league games left them bottom"."""
    phrase = takewhile(lambda i: nodes[i].norm not in (",", "."), range(at, min(at + _SUBJECT, len(nodes) - 1)))
    for ahead in phrase:
        unit = nodes[ahead + 1].unit
        if unit is not None and unit.pronoun in _OBJECTS and not unit.possessive:
            return "past" in verbs.forms(nodes[ahead].norm)
    return False
