"""One verb said of several persons, each with particulars of his own: "sold A to X, B to Y and lent C to Z for £1m".

Such a clause becomes one for each person: the words before the first, the person with his particulars, and what
stands behind the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rumourctl.language.grammar import closed_class
from rumourctl.language.lists import link_length
from rumourctl.language.nodes import Form, Node, UnitKind
from rumourctl.language.opened import Open
from rumourctl.language.tokens import Kind

_LINKS = closed_class("gap_links")
_TERMS = closed_class("gap_terms")
_TAILS = closed_class("gap_tails")
_THEN = ("then", "later", "on", "subsequently", "finally")
_NO_GOALS = closed_class("prepositions") - {"to"}
"""Behind these no club is the goal of whoever moves."""
_TIMES = closed_class("gap_times")
_IN_TAILS = (UnitKind.CLUB, UnitKind.MONEY, UnitKind.COMPETITION)

Item = tuple[int, int]
"""Where among the nodes of a clause a person with his particulars begins and ends."""


def spread_out(part: Open) -> list[Open]:
    """``part``, or what it says of each of several persons; the first is ``part`` itself, on which others may hang."""
    if behind := _split_off_last(part):
        return [part, *(replace(part, nodes=nodes) for nodes in behind)]
    if steps := _steps(part.nodes):
        part.nodes, *others = steps
        return [part, *(replace(part, nodes=nodes) for nodes in others)]
    items = _items(part.nodes)
    if len(items) < 2:
        return [part]
    nodes, head, rest = part.nodes, part.nodes[: items[0][0]], part.nodes[items[-1][1] :]
    told = ([n for n in nodes[start:end] if n.norm != ","] for start, end in items)
    part.nodes, *others = ([*head, *own, *rest] for own in told)
    return [part, *(replace(part, nodes=own) for own in others)]


def _split_off_last(part: Open) -> list[list[Node]]:
    """What ``part`` says at its end of another person with the verb of the first, and no longer says itself: "Kai Lund
    to Chelsea" of "John Smith went to Everton and Kai Lund to Chelsea"."""
    nodes = part.nodes
    first = next((at for at, n in enumerate(nodes) if at and n.unit is None and n.norm in _TAILS), None)
    if first is None or not _is_person(nodes[0]) or any(n.unit for n in nodes[1:first]):
        return []
    link = _tail_end(nodes, first)
    told = link if first > 1 and any(n.unit for n in nodes[first:link]) else 0
    others: list[Item] = []
    while told and link < (other := _behind_link(nodes, link)) < len(nodes):
        if (end := _item_end(nodes, other)) is None:
            break
        others, link = [*others, (other, end)], end
    if not others or any(n.unit for n in nodes[link:]):
        return []
    part.nodes = [*nodes[:told], *nodes[link:]]
    return [[nodes[other], *nodes[1:first], *nodes[other + 1 : end]] for other, end in others]


def _steps(nodes: Sequence[Node]) -> list[list[Node]]:
    """What ``nodes`` say of each of the clubs to which somebody went in turn, each with its day, and the first with the
    verb: "moved to Nice in 2018 and then to Lyon in 2020"; none where there is but one."""
    first = next((at for at in range(1, len(nodes) - 1) if _is_club(nodes[at]) and _is_day(nodes[at + 1])), None)
    if first is None or (nodes[first - 1].unit is None and nodes[first - 1].norm in _NO_GOALS):
        return []
    to = nodes[first - 1].norm == "to"
    head, told, end = nodes[: first - to], [nodes[first - to : first + 2]], first + 2
    while (link := _behind_link(nodes, end)) > end:
        here = next((i for i in range(link, len(nodes)) if nodes[i].unit or nodes[i].norm not in _THEN), len(nodes))
        here += to and nodes[here : here + 1] != [] and nodes[here].norm == "to"
        if here + 1 >= len(nodes) or not _is_club(nodes[here]) or not _is_day(nodes[here + 1]):
            break
        told, end = [*told, [*([nodes[first - 1]] if to else []), *nodes[here : here + 2]]], here + 2
    ends = all(n.unit is None and n.kind is Kind.PUNCT for n in nodes[end:])
    return [[*head, *step] for step in told] if len(told) > 1 and ends else []


def _is_club(node: Node) -> bool:
    return node.unit is not None and node.unit.kind is UnitKind.CLUB and not node.unit.possessive


def _is_day(node: Node) -> bool:
    return node.unit is not None and node.unit.kind is UnitKind.DATE


def _items(nodes: Sequence[Node]) -> list[Item]:
    """The first run of persons in ``nodes``, each with particulars, that only commas and "and" part."""
    found: list[Item] = []
    at = 0
    while at < len(nodes):
        end = _item_end(nodes, at)
        if end is None:
            at, found = at + 1, []
            continue
        found.append((at, end))
        ahead = _behind_link(nodes, end)
        if ahead > end and _item_end(nodes, ahead) is not None:
            at = ahead
        elif len(found) > 1:
            break
        else:
            at, found = end, []
    return found


def _item_end(nodes: Sequence[Node], at: int) -> int | None:
    """Where a person with his particulars ends who begins at ``at``: "A to X", "£20m for A"; None where none does."""
    paid = at + 2 < len(nodes) and nodes[at + 1].norm == "for" and _is_sum(nodes[at])
    person = at + 2 if paid else at
    if person >= len(nodes) or not _is_person(nodes[person]):
        return None
    end = _tail_end(nodes, person + 1)
    return end if paid or end > person + 1 else None


def _is_sum(node: Node) -> bool:
    return node.unit is not None and node.unit.kind is UnitKind.MONEY


def _is_person(node: Node) -> bool:
    unit = node.unit
    named = unit is not None and unit.kind is UnitKind.PERSON and unit.form is Form.NAME
    return named and unit is not None and not unit.possessive


def _behind_link(nodes: Sequence[Node], at: int) -> int:
    """The position behind the comma, the "and" or both at ``at``; ``at`` where there is none."""
    end = at
    while end < len(nodes) and nodes[end].unit is None and nodes[end].norm in _LINKS and end - at < 2:
        end += 1
    return end if end - at == 2 else end + link_length(nodes, end)


def _tail_end(nodes: Sequence[Node], at: int) -> int:
    """Where the particulars end that begin at ``at``: clubs, sums and words of a deal behind prepositions."""
    end = at
    while end < len(nodes):
        comma = nodes[end].norm == "," and nodes[end].unit is None
        here = end + comma
        here += comma and here < len(nodes) and nodes[here].norm == "also"  # "Brown, also on loan, from Lyon"
        if here + 1 >= len(nodes) or nodes[here].unit is not None or nodes[here].norm not in _TAILS:
            break
        behind = here + 1
        while behind < len(nodes) and _is_inside(nodes[behind]):
            behind += 1
        lent = end > at and nodes[end - 1].norm == "loan"
        if behind == here + 1 or (
            comma and nodes[behind - 1].unit is not None and nodes[here].norm != "on" and not lent
        ):
            break
        end = behind
    return _behind_time(nodes, end) if end > at else end


def _behind_time(nodes: Sequence[Node], at: int) -> int:
    """The position behind the time at ``at``, "this week", behind which the next person comes or nothing does."""
    end = at
    while end < len(nodes) and _tells_time(nodes[end]):
        end += 1
    return end if end == len(nodes) or _behind_link(nodes, end) > end else at


def _tells_time(node: Node) -> bool:
    return _is_day(node) if node.unit else node.norm in _TIMES


def _is_inside(node: Node) -> bool:
    return node.unit.kind in _IN_TAILS if node.unit else node.norm in _TERMS
