"""Whoever says something where the verb stands first: "…, says his agent", "…, reports today's Marca"."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, Unit, UnitKind
from rumourctl.language.tokens import Kind

_AUXILIARIES = closed_class("auxiliaries")
_MODALS = closed_class("modals")
_NO_DESCRIPTION = closed_class("prepositions") | closed_class("subordinators") | _AUXILIARIES | {"and", "or"}
_TO_OUTLETS = ("tell", "tells", "told", "inform", "informs", "informed", "quotes", "cites", "credits")
_SPEAKERS = (UnitKind.OUTLET, UnitKind.PERSON)
_BEFORE_NAME = 5
"""Nodes from the article of an outlet to its name, at most."""


def inverted_subject(nodes: Sequence[Node], at: int) -> int | None:
    """The subject behind the verb: "…, says his agent", "so claim Bild", "…, writes the Sun's Jane Doe"."""
    if at and _closes_with_outlet(nodes, at):
        return at + 1
    if not (at and (nodes[at - 1].norm in (",", "so") or nodes[at - 1].kind is Kind.QUOTE)):
        return None
    if nodes[at].norm.endswith("ing"):
        return None  # "…, claiming his clause was secret"
    if (outlet := _outlet_ahead(nodes, at + 1)) is not None:
        return outlet
    for here in (at + 1, at + 2):
        unit = nodes[here].unit if here < len(nodes) else None
        if unit and unit.possessive and here + 1 < len(nodes) and nodes[here + 1].unit:
            continue  # the outlet's reporter, the player's agent
        if unit is None or not (_is_described(unit) or (unit.refs and unit.kind in _SPEAKERS)):
            return None
        following = nodes[here + 1] if here + 1 < len(nodes) else None
        acts = following is not None and following.unit is None and following.norm in _AUXILIARIES | _MODALS - {"to"}
        return None if acts else here
    return None


def _is_described(unit: Unit) -> bool:
    """Whether it is somebody without a name who speaks, for himself or others: "his agent", "the coach", "the club"."""
    acts_for = unit.kind is UnitKind.OTHER and unit.dressing.part in ("official", "other") and not unit.dressing.plural
    person = unit.kind is UnitKind.PERSON and bool(unit.dressing.part)
    club = unit.kind is UnitKind.CLUB
    return unit.form is Form.DESCRIPTION and not unit.possessive and (person or acts_for or club)


def _outlet_ahead(nodes: Sequence[Node], at: int) -> int | None:
    """The outlet behind the words that describe it from ``at`` on: "the Spanish daily Marca", "today's Marca"."""
    described = range(at, min(at + _BEFORE_NAME, len(nodes)))
    outlet = next((i for i in described if (u := nodes[i].unit) and u.kind is UnitKind.OUTLET), None)
    named = nodes[outlet].unit if outlet is not None else None
    if outlet is None or named is None or named.possessive:
        return None
    words = nodes[at:outlet]
    plain = all(n.kind is Kind.WORD and n.norm not in _NO_DESCRIPTION for n in words if n.unit is None)
    return outlet if plain and all(n.is_date or n.unit.kind is UnitKind.NATION for n in words if n.unit) else None


def _closes_with_outlet(nodes: Sequence[Node], at: int) -> bool:
    """Whether nothing but an outlet stands behind the verb of saying at ``at``: "are keen on Smith reports Sky"."""
    unit = nodes[at + 1].unit if at + 1 < len(nodes) else None
    outlet = unit is not None and unit.kind is UnitKind.OUTLET and not unit.possessive
    ends = all(n.kind is not Kind.WORD or n.is_date for n in nodes[at + 2 :])
    return outlet and ends and nodes[at].norm not in _TO_OUTLETS and not nodes[at].norm.endswith("ing")
