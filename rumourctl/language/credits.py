"""Credits: an outlet in a bracket, or on a line of its own, that stands for a whole item."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.claims.model import Source, SourceKind
from rumourctl.language.attribution import Attribution
from rumourctl.language.grammar import closed_class
from rumourctl.language.names import MentionKind
from rumourctl.language.nodes import Form, Node, Unit, UnitKind
from rumourctl.language.tokens import Kind

_BRACKET_NOISE = closed_class("bracket_noise")
_PASSED_ON = closed_class("passed_on")


def bracket(nodes: Sequence[Node]) -> Attribution | None:
    """A bracket at the end that credits an outlet: "(A Bola - in Portuguese)", "(Fotomac, via Football Espana)"."""
    end = len(nodes)
    while end and (nodes[end - 1].norm in (".", "!") or nodes[end - 1].kind is Kind.QUOTE):
        end -= 1
    if end < 3 or nodes[end - 1].norm != ")":
        return None
    opening = next((i for i in range(end - 2, -1, -1) if nodes[i].norm == "("), None)
    if opening is None or end - opening > 14:
        return None
    return _credit(nodes[opening + 1 : end - 1], opening)


def credit_line(nodes: Sequence[Node]) -> Attribution | None:
    """A line of its own that credits the item above it: "Full story: Bild (in German)"."""
    words = [n.norm for n in nodes[:4]]
    if ":" not in words or not {"story", "source", "via", "report", "more"} & set(words) or "read" in words:
        return None
    return _credit([n for n in nodes[words.index(":") + 1 :] if n.norm not in ("(", ")", ".", ",")], 0)


def _credit(inside: Sequence[Node], at: int) -> Attribution | None:
    outlets = [n.unit for n in inside if n.unit and n.unit.kind is UnitKind.OUTLET]
    if not outlets:
        unknown = [
            n.unit
            for n in inside
            if n.unit
            and n.unit.mention
            and n.unit.kind in (UnitKind.OTHER, UnitKind.PLACE, UnitKind.PERSON, UnitKind.CLUB)
        ]
        if len(unknown) != 1 or any(n.unit is None and n.norm not in _BRACKET_NOISE for n in inside):
            return None
        outlets = unknown
    names = [outlet_name(u) for u in outlets]
    return Attribution(
        Source(SourceKind.OUTLET, names[0]), tuple(reversed(names[1:])), start=at, end=at + len(inside) + 2
    )


def byline(nodes: Sequence[Node]) -> tuple[Unit, Unit | None] | None:
    """Whose post a paragraph is, and the outlet beside the name: "Jane Doe: …", "Jane Doe (Sky): …", "RT @Sky: …".

    A name before a colon may also be the post's subject ("John Smith: medical today"); a reporter writes of others.
    """
    at = 1 if nodes and nodes[0].norm in _PASSED_ON else 0
    colon = next((i for i, n in enumerate(nodes[: at + 6]) if n.norm == ":" and n.unit is None), 0)
    poster = nodes[at].unit if colon > at else None
    if poster is None or poster.form is not Form.NAME or not poster.refs:
        return None
    beside = nodes[at + 2].unit if colon == at + 4 and nodes[at + 1].norm == "(" else None
    if poster.kind is UnitKind.OUTLET:
        return (poster, None) if at else None
    if poster.kind is not UnitKind.PERSON or (colon > at + 1 and not (beside and beside.mention)):
        return None
    others = (n.unit for n in nodes[colon:] if n.unit and n.unit.kind is UnitKind.PERSON and not n.unit.pronoun)
    return (poster, beside) if at or beside or any(u.refs != poster.refs for u in others) else None


def outlet_name(unit: Unit) -> str:
    """What an outlet is called: its known name, else the words as written; empty for a nation or no name at all."""
    if unit.refs:
        return unit.refs[0]
    return unit.mention.text if unit.mention and unit.mention.kind is not MentionKind.NATION else ""
