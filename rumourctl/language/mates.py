"""Who plays with whom: team-mates are at one club."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rumourctl.language.cast import Cast
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, UnitKind

_MATE = closed_class("mate")


def share_side(cast: Cast, nodes: Sequence[Node]) -> None:
    """ "Smith and team-mate Brown", "Smith's team-mate Brown", "his team-mate Brown": they are at one club; so are
    those of "Smith stays, but team-mate Brown leaves"."""
    units = [n.unit for n in nodes if n.unit]
    if not any(m.dressing.noun in _MATE for u in units for m in (u, *u.members)):
        return
    pairs = [pair for u in units for pair in pairwise(u.members)] + [(a, b) for a, b in pairwise(units) if a.possessive]
    pairs += [(u, u) for u in units if u.whose]
    people = [u for u in units if u.kind is UnitKind.PERSON and u.form is Form.NAME and not u.dressing.former]
    pairs += [(a, b) for a, b in pairwise(people) if not (b.whose or b.dressing.owner)]
    for first, unit in pairs:
        plain = not (unit.dressing.clubs or unit.dressing.former or unit.dressing.nations)
        if unit.dressing.noun not in _MATE or not plain or unit.form is not Form.NAME or not unit.refs:
            continue
        mate, person = cast.persons.get(unit.refs[0]), cast.persons.get(unit.whose or (first.refs[:1] or ("",))[0])
        if mate and person and mate is not person and person.club and not mate.clubs:
            mate.clubs.append(person.club)
