"""Headlines on somebody whose name stands before a colon: "Smith: Lyon in talks over midfielder"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, Unit, UnitKind

_DETERMINERS = closed_class("articles") | {"new", "other"}
_LABEL = 9
"""Words up to the colon, at most: "Smith agrees terms with Lyon:"."""


def labelled(unit: Unit, nodes: Sequence[Node]) -> str | None:
    """The person in ``unit``, which opens ``nodes``, if a headline is on him: he stands alone before its colon, and
    what stands behind that is not his own words."""
    if unit.kind is not UnitKind.PERSON or unit.form is not Form.NAME or unit.possessive or len(unit.refs) != 1:
        return None
    colon = next((i for i, n in enumerate(nodes[:_LABEL]) if n.norm == ":" and n.unit is None), 0)
    if not colon or any(n.quoted for n in nodes[colon:]):
        return None
    others = any(n.unit and n.unit.kind is UnitKind.PERSON for n in nodes[1:colon])
    return None if others else unit.refs[0]


def taken_up(unit: Unit, first_word: str) -> Unit:
    """``unit`` behind such a colon: a player whom no article brings in ("over midfielder") is a person who is named."""
    dressing = unit.dressing
    bare = unit.kind is UnitKind.OTHER and unit.form is Form.DESCRIPTION and first_word not in _DETERMINERS
    plays = dressing.part == "player" and not (dressing.plural or dressing.incoming or dressing.owner)
    return replace(unit, kind=UnitKind.PERSON) if bare and plays else unit
