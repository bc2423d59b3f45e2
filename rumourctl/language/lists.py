"""Lists of names: "A, B and C" is one unit with three references."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, Unit, UnitKind

_ADVERBS_BETWEEN = closed_class("adverbs_between")
_BOUNDARIES = closed_class("boundaries")
_PREPOSITIONS = closed_class("prepositions")


def join_lists(nodes: Sequence[Node], finite: Callable[[Node], bool]) -> list[Node]:
    """Joins "A, B and C" and "A and B" of one kind into a unit with several references."""
    joined: list[Node] = []
    at = 0
    while at < len(nodes):
        end, members = _list_at(nodes, at, finite)
        if len(members) < 2:
            joined.append(nodes[at])
            at += 1
            continue
        refs = tuple(dict.fromkeys(r for m in members for r in m.refs))
        unit = replace(
            members[0], end=members[-1].end, refs=refs, members=tuple(members), possessive=members[-1].possessive
        )
        joined.append(Node(nodes[at].start, members[-1].end, nodes[at].norm, unit, nodes[at].quoted))
        at = end
    return joined


def _list_at(nodes: Sequence[Node], at: int, finite: Callable[[Node], bool]) -> tuple[int, list[Unit]]:
    """The list of names that begins at ``nodes[at]``: where it ends, and its members (one: no list)."""
    first = nodes[at].unit
    if first is None or not _listable(first) or first.possessive:
        return at + 1, []
    members, end, closed = [first], at + 1, False
    while not closed and end < len(nodes):
        ahead = end
        comma = nodes[ahead].norm == ","
        if comma:
            ahead += 1
        if ahead < len(nodes) and nodes[ahead].norm in ("and", "or", "&", "plus"):
            if comma and len(members) == 1:
                break
            ahead, closed = ahead + 1, True
        elif not comma and members[-1].dressing.age is None:  # an age takes the comma behind it along
            break
        if ahead < len(nodes) and nodes[ahead].norm in _ADVERBS_BETWEEN:
            ahead += 1
        unit = nodes[ahead].unit if ahead < len(nodes) else None
        if unit is None or unit.kind is not first.kind or not _listable(unit):
            closed = False
            break
        if closed and not _begins_clause(nodes, at) and ahead + 1 < len(nodes) and finite(nodes[ahead + 1]):
            closed = False
            break  # "wanted by A and B have asked": B begins a clause
        members.append(unit)
        end = ahead + 1
        if unit.mention and unit.start < unit.mention.start and _goes_on(nodes, end):
            closed = False  # "Lyon and Premier League rivals Everton and Leeds"
        if unit.possessive:
            break
    if not closed and len(members) < 3:
        return at + 1, []
    return end, members


def _goes_on(nodes: Sequence[Node], at: int) -> bool:
    """Whether "and" and one more name stand at ``at``."""
    unit = nodes[at + 1].unit if at + 1 < len(nodes) and nodes[at].norm == "and" else None
    return unit is not None and _listable(unit)


def _begins_clause(nodes: Sequence[Node], at: int) -> bool:
    if at == 0:
        return True
    before = nodes[at - 1]
    if before.unit is not None or before.norm in _BOUNDARIES | {'"', "both", "either"}:
        return before.unit is None
    return before.norm not in _PREPOSITIONS and all(n.unit is None for n in nodes[:at])  # "Told A and B have asked"


def _listable(unit: Unit) -> bool:
    return unit.kind in (UnitKind.PERSON, UnitKind.CLUB) and bool(unit.refs) and unit.form is not Form.PRONOUN
