"""Statements that relative clauses part: "Smith, who was released by Lyon, and Brown have signed", "have sold Smith,
who is 31, to Lyon"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rumourctl.language.clauses import ClauseKind
from rumourctl.language.nodes import Form, Node, Unit, UnitKind
from rumourctl.language.opened import PLURAL, Open

_SEVERAL = (*PLURAL, "both", "all")


def join_apart(parts: Sequence[Open]) -> None:
    """Gives the names that stand alone before the relative clauses on them, and so do nothing, a share in what the
    name behind "and" does."""
    waiting: list[Unit] = []
    for before, part in zip([None, *parts], parts, strict=False):
        if part.tells_aside or not part.nodes:
            continue
        name = part.nodes[0].unit
        if name is None or not _lists(name) or (waiting and name.kind is not waiting[0].kind):
            waiting = []
        elif _stands_alone(part.nodes):
            waiting.append(name)
        else:
            parted = waiting and before is not None and before.kind is ClauseKind.RELATIVE
            if parted and (part.intro == "and" or _is_plural(part.nodes)):
                members = (*waiting, *(name.members or (name,)))
                refs = tuple(dict.fromkeys(ref for member in members for ref in member.refs))
                part.nodes[0] = part.nodes[0].holding(replace(name, refs=refs, members=members))
            waiting = []


def goes_on_to(now: Open, nodes: Sequence[Node], at: int) -> Open | None:
    """The clause around ``now``, a relative one, that goes on at ``at``, behind a comma, with a club to go to:
    "have sold Smith, who is 31, **to Lyon**"; None where it does not."""
    above = now.parent
    relative = now.kind is ClauseKind.RELATIVE or (now.intro == "where" and now.antecedent is not None)
    club = nodes[at + 1].unit if at + 1 < len(nodes) and nodes[at].norm == "to" and nodes[at].unit is None else None
    if above is None or club is None or club.kind is not UnitKind.CLUB or not relative:
        return None
    named = next((n.unit for n in reversed(above.nodes) if n.norm != ","), None)
    goal = any(n.norm == "to" and behind.unit is not None for n, behind in pairwise(above.nodes))
    waits = named is not None and _lists(named) and not goal
    return above if waits and any(n.unit is None and n.norm != "," for n in above.nodes) else None


def _lists(unit: Unit) -> bool:
    named = unit.form is Form.NAME and bool(unit.refs) and not unit.possessive
    return named and unit.kind in (UnitKind.PERSON, UnitKind.CLUB)


def _stands_alone(nodes: Sequence[Node]) -> bool:
    return all(n.norm == "," for n in nodes[1:])


def _is_plural(nodes: Sequence[Node]) -> bool:
    """Whether what is behind the first of ``nodes`` tells of several: "Smith **have** signed", "Smith **both** go"."""
    return len(nodes) > 1 and nodes[1].unit is None and nodes[1].norm in _SEVERAL
