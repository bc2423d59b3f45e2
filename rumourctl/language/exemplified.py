"""Several clubs of whom some are named: "a host of Premier League clubs, including A and B" are A and B."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import PARTIES, Form, Node, UnitKind

_CLUBS = closed_class("several_clubs")
_SETS = closed_class("sets_of_clubs")
_COUNTS = closed_class("club_counts") | closed_class("number_words")
_NAMING = (("including",), ("such", "as"), ("like",), ("namely",))
_NAMES = frozenset(("include", "includes", "contains", "contain", "features", "feature", "comprises"))
_LIKES = ("the", "likes", "of")
_LISTS = ("list", "queue", "likes")
_TURNS = ("but", "while", "although", "though", "whereas", ";", "(")
_DOING = 30
"""Nodes, at most, from several clubs to where some of them are named."""
_CLUB, _PERSON = UnitKind.CLUB, UnitKind.PERSON
_FIRST = 3
"""Before which node "others" begin their sentence: "among others", "and others" do not."""
_COUNT_REACH = 4
"""Words before "clubs" that tell how many and of what kind, at most."""


def join_exemplified(nodes: Sequence[Node]) -> list[Node]:
    """``nodes`` with those who are named in the place of the several among whom they are."""
    nodes = _with_included(nodes)
    joined: list[Node] = []
    at = 0
    while at < len(nodes):
        if liked := _liked(nodes, at):
            joined.append(liked)
            at += len(_LIKES) + 1
            continue
        if counted := _counted_people(nodes, at):
            del joined[len(joined) - counted :]
            joined.append(_from(nodes[at], nodes[at - counted]))
            at += 1
            continue
        named = _named_behind(nodes, at, _CLUB) if _is_several(nodes[at]) else None
        unit = nodes[named].unit if named is not None else None
        if named is None or unit is None:
            joined.append(_named_at_end(nodes, at, joined) or nodes[at])
            at += 1
            continue
        start = _begins(nodes, at)
        del joined[len(joined) - (at - start) :]
        joined.append(_from(nodes[named], nodes[start]))
        at = _behind(nodes, at, named)
    return joined


def _with_included(nodes: Sequence[Node]) -> Sequence[Node]:
    """``nodes`` with "including" for a clause that says no more: "a shortlist **that includes** Smith", "several clubs,
    **who include** Lyon". Of whom it is told who is with him on a list, another is named in a clause of its own."""
    pairs = [
        at
        for at in range(1, len(nodes) - 2)
        if _relates(nodes[at]) and nodes[at + 1].unit is None and nodes[at + 1].norm in _NAMES
    ]
    for at in reversed(pairs):
        named = nodes[at + 2].unit
        head = nodes[at - 2 if nodes[at - 1].norm == "," and at > 1 else at - 1].unit
        people = any(n.unit and n.unit.kind is UnitKind.PERSON for n in nodes[:at])
        if named is None or named.kind not in PARTIES or (people and named.kind is UnitKind.PERSON):
            continue
        if head is None or head.kind is UnitKind.OTHER or head.form is not Form.NAME:
            including = replace(nodes[at], end=nodes[at + 1].end, norm=_NAMING[0][0], unit=None)
            nodes = [*nodes[:at], including, *nodes[at + 2 :]]
    return nodes


def _relates(node: Node) -> bool:
    return node.unit.pronoun == "who" if node.unit else node.norm in ("that", "which")


def _named_at_end(nodes: Sequence[Node], at: int, joined: list[Node]) -> Node | None:
    """Several clubs, or "others", at ``at`` as those of them who are named only behind what they do: "several clubs
    want him, including Lyon", ", with Lyon among them", "others have applied, such as Smith". The words that count them
    are taken from the end of ``joined``."""
    kind = _CLUB if _is_several(nodes[at]) else _PERSON if _are_others(nodes, at) else None
    if kind is None:
        return None
    for here in range(at + 1, min(at + _DOING, len(nodes) - 1)):
        if nodes[here].norm in _TURNS or _is_several(nodes[here]):
            return None
        named = _named_behind(nodes, here, kind) if here > at + 1 else None
        unit = nodes[named].unit if named is not None else None
        if unit is not None:
            start = _begins(nodes, at)
            del joined[len(joined) - (at - start) :]
            return nodes[at].holding(replace(unit, start=nodes[start].start, end=nodes[at].end))
    return None


def _liked(nodes: Sequence[Node], at: int) -> Node | None:
    """The names behind "the likes of" at ``at``, which are meant themselves: "the likes of A and B want him"."""
    if nodes[at].norm != _LIKES[0]:
        return None
    named = nodes[at + len(_LIKES)] if at + len(_LIKES) < len(nodes) else None
    if named is None or named.unit is None or tuple(n.norm for n in nodes[at : at + len(_LIKES)]) != _LIKES:
        return None
    return _from(named, nodes[at])


def _from(node: Node, first: Node) -> Node:
    """``node`` with its unit begun at ``first``."""
    return node.holding(replace(node.unit, start=first.start)) if node.unit else node


def _counted_people(nodes: Sequence[Node], at: int) -> int:
    """How many words count the players at ``at`` as "a number of" does, which are then who is spoken of; no "list"."""
    unit = nodes[at].unit
    people = (
        unit is not None and unit.kind is UnitKind.OTHER and unit.dressing.plural and unit.dressing.part == "player"
    )
    start = _begins(nodes, at) if people and at > 1 and nodes[at - 1].norm == "of" else at
    return at - start if start < at and nodes[at - 2].norm not in _LISTS else 0


def _is_several(node: Node) -> bool:
    unit = node.unit
    if unit is None:
        return node.norm in _CLUBS
    described = unit.kind in (UnitKind.CLUB, UnitKind.OTHER) and not (unit.refs or unit.possessive)
    return described and unit.dressing.part == "club" and unit.dressing.plural


def _are_others(nodes: Sequence[Node], at: int) -> bool:
    """Whether "others" at ``at`` begin a sentence that they are the subject of."""
    return at < _FIRST and nodes[at].norm == "others" and nodes[at].unit is None and nodes[at + 1 :] != []


def _named_behind(nodes: Sequence[Node], at: int, kind: UnitKind) -> int | None:
    """Where those of a ``kind`` stand that are named among those at ``at``: behind "including", or in ", with A among
    them"."""
    here = at + 1 + (at + 1 < len(nodes) and nodes[at + 1].norm == ",")
    words = tuple(n.norm for n in nodes[here : here + 2])
    naming = next((w for w in _NAMING if words[: len(w)] == w), None)
    if naming:
        here += len(naming)
        here += len(_LIKES) if tuple(n.norm for n in nodes[here : here + 3]) == _LIKES else 0
    elif words[:1] == ("with",) and here + 2 < len(nodes) and _among_them(nodes, here + 2):
        here += 1
    else:
        return None
    unit = nodes[here].unit if here < len(nodes) else None
    return here if unit and unit.kind is kind and unit.refs and not unit.possessive else None


def _among_them(nodes: Sequence[Node], at: int) -> bool:
    return [n.unit.pronoun if n.unit else n.norm for n in nodes[at : at + 2]] == ["among", "them"]


def _begins(nodes: Sequence[Node], at: int) -> int:
    """Where the words begin that count the clubs at ``at``: "a whole host of", "several other"."""
    start = at
    while start and at - start < _COUNT_REACH and nodes[start - 1].unit is None and nodes[start - 1].norm in _COUNTS:
        start -= 1
    if start < 2 or nodes[start - 1].norm != "of":
        return start
    whole = nodes[start - 2]
    noun = whole.unit.dressing.noun if whole.unit else whole.norm
    if noun not in _SETS or (whole.unit and whole.unit.refs):
        return start
    start -= 2
    while start and nodes[start - 1].unit is None and nodes[start - 1].norm in _COUNTS:
        start -= 1
    return start


def _behind(nodes: Sequence[Node], several: int, named: int) -> int:
    """Where the sentence goes on behind those who are ``named``, past "among them" and a closing comma."""
    end = named + 1
    end += 2 if _among_them(nodes, end) else 0
    aside = nodes[several + 1].norm == ","
    return end + (aside and end < len(nodes) and nodes[end].norm == ",")
