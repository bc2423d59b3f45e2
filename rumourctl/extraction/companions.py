"""Others who are named beside the one who moves, and move with him or did before: "the sixth signing, after Smith"."""

from __future__ import annotations

from itertools import pairwise

from rumourctl.claims.model import Move, Stage
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Unit, UnitKind
from rumourctl.language.tokens import Kind
from rumourctl.rules.engine import Reading

_ORDINALS = closed_class("ordinals")
_NEWCOMERS = closed_class("newcomers")
_AFTER = ("after", "following", "alongside", "joining")


def also_named(unit: Unit, reading: Reading) -> tuple[str, ...]:
    """Who ends the clause behind "and", parted from the first object: "signed Smith from Lyon and striker Brown"; else
    after whom he is counted."""
    nodes = [n for n in reading.clause.nodes if n.unit is not None or n.kind is Kind.WORD]
    last = nodes[-1].unit if len(nodes) > 2 else None
    objects = reading.positions.get("object", ())
    acts = reading.main.found.verb_form and any(u is unit for u in objects) and any(u is last for u in objects)
    named = last is not None and last is not unit and last.kind is UnitKind.PERSON and last.form is Form.NAME
    before = nodes[-3].unit if len(nodes) > 2 and nodes[-2].norm == "and" else None
    ends = last is not None and acts and named and before is not None and before.kind is UnitKind.CLUB
    return last.refs if last and ends else _counted_before(reading)


def _counted_before(reading: Reading) -> tuple[str, ...]:
    """Those after whom somebody is counted among the signings: as their sixth, he tells of five that are done."""
    main, nodes = reading.main, reading.clause.nodes
    counts = any(n.unit is None and (n.norm in _ORDINALS or n.norm[:1].isdigit()) for n in nodes[: main.end])
    signed = nodes[main.end - 1].norm in _NEWCOMERS and reading.move == Move.TRANSFER and reading.stage == Stage.DONE
    if not (counts and signed):
        return ()
    for before, node in pairwise(nodes[main.end :]):
        unit = node.unit
        if unit and unit.kind is UnitKind.PERSON and unit.form is Form.NAME and not unit.possessive:
            return unit.refs if before.norm in _AFTER else ()
    return ()
