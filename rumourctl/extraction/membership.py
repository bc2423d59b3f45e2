"""Who is named of several of whom a clause tells, behind it: "The following will leave: Smith and Lund"."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, Unit, UnitKind
from rumourctl.language.tokens import Kind
from rumourctl.rules.engine import Reading

_COORDINATORS = closed_class("list_links") | {","}
_BEFORE_LIST = 15
"""How many words may stand between what is said of several and the words behind which they are named."""
_NAMING = (("among", "them"), ("among", "those"), ("including",), ("such", "as"), ("namely",))


def named_behind(reading: Reading, sentence: AnalysedSentence) -> list[str]:
    """The persons who are named of those of whom ``reading`` tells, behind its clause: as a list behind a colon, or
    "when their contracts end, among them Smith and Brown"."""
    behind = [n for n in sentence.nodes if n.start >= reading.clause.end]
    colon = next((at for at, n in enumerate(behind) if n.norm == ":"), None)
    if colon is None:
        return _among_them(behind[: _BEFORE_LIST + 3])
    if colon > _BEFORE_LIST or any(_is_party_named(n) for n in behind[:colon]):
        return []
    listed = [n for n in behind[colon + 1 :] if n.unit is not None or n.kind is Kind.WORD]
    units = [n.unit for n in listed if n.unit]
    named = all(n.norm in _COORDINATORS for n in listed if n.unit is None)
    persons = [u for u in units if _is_person(u)]
    return [name for u in persons for name in u.refs] if named and len(persons) == len(units) else []


def _among_them(behind: Sequence[Node]) -> list[str]:
    words = [n.unit.pronoun if n.unit else n.norm for n in behind]
    for at, node in enumerate(behind):
        if node.unit and _is_person(node.unit):
            before = any(tuple(words[max(0, at - len(w)) : at]) == w for w in _NAMING)
            return list(node.unit.refs) if before or words[at + 1 : at + 3] == ["among", "them"] else []
        if _is_party_named(node):
            return []
    return []


def _is_person(unit: Unit) -> bool:
    return unit.kind is UnitKind.PERSON and unit.form is Form.NAME


def _is_party_named(node: Node) -> bool:
    unit = node.unit
    return unit is not None and unit.form is Form.NAME and unit.kind in (UnitKind.PERSON, UnitKind.CLUB)
