"""Labels that rank: those named behind their colon, or in the lines below, may come, or are after somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import PARTIES, Form, Node, UnitKind
from rumourctl.language.tokens import Kind, Sentence
from rumourctl.language.verbs import Verbs

_CANDIDATES = closed_class("those_who_may_come")
_COURTING = closed_class("those_after_him")
_WHENCE = (UnitKind.COMPETITION, UnitKind.NATION, UnitKind.PLACE)
_INSTEAD = ("replace", "succeed", "follow")
_LABEL = 8
"""Nodes of a label before a colon, at most."""


def listed_clubs(nodes: Sequence[Node]) -> Node | None:
    """The clubs that ``nodes`` list, as one; None where they say more than whence the last is: "Lyon, Lens", "Lyon,
    Lens and one club from Spain"."""
    listed = [n for n in nodes if n.norm not in (".", ",")]
    if len(listed) > 2 and listed[-2].norm in ("from", "in") and listed[-1].unit and listed[-1].unit.kind in _WHENCE:
        del listed[-2:]
    units = [n.unit for n in listed if n.unit and n.unit.kind is UnitKind.CLUB and n.unit.refs]
    if not units or len(units) < len(listed):
        return None
    refs = tuple(dict.fromkeys(club for unit in units for club in unit.refs))
    return listed[0].holding(replace(units[0], refs=refs, members=tuple(units))) if len(units) > 1 else listed[0]


def ranks(label: Sequence[Node], verbs: Verbs) -> bool:
    """Whether a label without a verb speaks of those who may come, and names none: "candidates to replace him"."""
    nouns = (n.unit.dressing.noun if n.unit else n.norm for n in label)
    instead = next((at for at, n in enumerate(label) if n.norm in _INSTEAD and n.unit is None), len(label))
    persons = any(n.unit and n.unit.kind is UnitKind.PERSON and n.unit.form is Form.NAME for n in label[:instead])
    ranked = not persons and any(noun in _CANDIDATES for noun in nouns)
    return ranked and len(label) <= _LABEL and not _tells(label, verbs)


def _tells(nodes: Sequence[Node], verbs: Verbs) -> bool:
    """Whether ``nodes`` have a verb that is no mere label's: "targets" and "names" are verbs as well."""
    return any(verbs.finite(nodes, at) and n.norm not in _CANDIDATES for at, n in enumerate(nodes))


def among_candidates(label: Sequence[Node]) -> list[Node]:
    """What a label that ranks says of whom it is for: "Lyon shortlist", "candidates for Lyon" as "among candidates for
    Lyon", "in the list to replace him" as "among candidates"."""
    noun = next(n for n in label if (n.unit.dressing.noun if n.unit else n.norm) in _CANDIDATES)
    clubs = [n for n in label if n.unit and n.unit.kind is UnitKind.CLUB and n.unit.refs]
    club = clubs[0].unit if clubs else None
    goal = [Node(club.start, club.start, "for"), clubs[0].holding(replace(club, possessive=False))] if club else []
    return [Node(noun.start, noun.start, "among"), replace(noun, norm="candidates", unit=None), *goal]


def listed_persons(nodes: Sequence[Node], verbs: Verbs) -> Node | None:
    """Those whom ``nodes`` list by name, as one, without what describes them: "Smith, free since June, and Brown of
    Lens"; None where more is said than who they are."""
    if _tells(nodes, verbs):
        return None
    at = next((i for i, n in enumerate(nodes) if n.unit and n.unit.kind is UnitKind.PERSON), None)
    units = [n.unit for n in nodes if n.unit and n.unit.kind is UnitKind.PERSON]
    if at is None or any(u.form is not Form.NAME or u.possessive or not u.refs for u in units):
        return None
    refs = tuple(dict.fromkeys(name for unit in units for name in unit.refs))
    return nodes[at].holding(replace(units[0], refs=refs, members=tuple(units))) if len(units) > 1 else nodes[at]


def of_them(label: Sequence[Node]) -> Sequence[Node]:
    """What a label without a verb and a name says of the clubs behind its colon: "(in) the race", "interested clubs",
    "among the suitors"; nothing where it names somebody."""
    named = any(n.unit and n.unit.kind in PARTIES and n.unit.form is Form.NAME for n in label)
    return () if named or len(label) > _LABEL else label


def below_labels(found: Sequence[Sentence], nodes: Sequence[Sequence[Node]], verbs: Verbs) -> list[Sequence[Node]]:
    """The ``nodes`` of each sentence, behind the label in a line above it where it is a line of such a list:
    "Candidates for Lyon:", and below "• Smith (Lens)" and "• Brown, out of work"."""
    result: list[Sequence[Node]] = []
    label: Sequence[Node] = ()
    for sentence, own in zip(found, nodes, strict=True):
        line = [n for n in own if n.kind is not Kind.SYMBOL]
        while line and line[0].unit is None and line[0].kind is not Kind.WORD:
            del line[0]
        listed = label and line and sentence.opens_paragraph and _is_line(line, verbs)
        result.append([*_moved(label, line[0].start), *line] if listed else own)
        if not listed:
            label = _label_of(line, verbs)
    return result


def _is_line(line: Sequence[Node], verbs: Verbs) -> bool:
    """Whether ``line`` names persons, or clubs, and says no more than who they are."""
    return listed_persons(line, verbs) is not None or listed_clubs(line) is not None


def _label_of(line: Sequence[Node], verbs: Verbs) -> Sequence[Node]:
    """The label, with its colon, that ``line`` ends with or is; nothing where it ranks nobody."""
    if not line or line[-1].norm != ":" or line[-1].unit is not None:
        return ()
    marks = [i for i, n in enumerate(line) if n.norm in (",", "-", "–", "—", ":") and n.unit is None]
    parts = [line[first + 1 : last] for first, last in pairwise([-1, *marks])]
    label = next((part for part in parts if ranks(part, verbs) or _courts(part)), ())
    return [*label, line[-1]] if label else ()


def _courts(label: Sequence[Node]) -> bool:
    """Whether a label speaks of clubs that want somebody, and names none: "interested clubs"."""
    named = any(n.unit and n.unit.form is Form.NAME for n in label)
    return not named and len(label) <= _LABEL and any(n.unit is None and n.norm in _COURTING for n in label)


def _moved(label: Sequence[Node], at: int) -> list[Node]:
    """``label`` as if it stood before the token ``at``."""
    return [replace(n, start=at, end=at, unit=replace(n.unit, start=at, end=at) if n.unit else None) for n in label]
