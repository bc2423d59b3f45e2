"""What stands before the statement that it belongs to, up to a comma: what for, or what had become of its subject."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.nodes import Node, UnitKind
from rumourctl.language.verbs import Verbs

_PHRASE = 5
"""Words within which a purpose is told."""


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
