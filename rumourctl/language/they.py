"""The club that "they" and "them" are in a sentence that tells of several."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rumourctl.language.around import hearing_club, teller_club
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node, Unit, UnitKind

_TELLS_TO = closed_class("tells_to")
_TURNS = ("and", "but", "while", "whereas", "although", "though", "yet", "so", ";")


def club_just_told_of(
    pronoun: Unit, so_far: Sequence[Node], says: Callable[[Node], bool], finite: Callable[[Node], bool], quoted: bool
) -> tuple[str, ...]:
    """The club that "they" or "them" is behind ``so_far``: whom something was told, or who says or does something."""
    if pronoun.possessive and (told := told_club(so_far)):
        return told
    if pronoun.pronoun == "them":
        return hearing_club(so_far)
    return teller_club(so_far, says) or (() if quoted else _acting_club(so_far, finite))


def _acting_club(so_far: Sequence[Node], finite: Callable[[Node], bool]) -> tuple[str, ...]:
    """The club of which a verb was said last in its sentence: "they" in "Lyon want him, but Nice will bid if they"."""
    for at in range(len(so_far) - 2, 0, -1):
        unit, before = so_far[at].unit, so_far[at - 1]
        if unit is None or unit.kind is not UnitKind.CLUB or unit.possessive or unit.pronoun:
            continue
        if finite(so_far[at + 1]) and before.unit is None and before.norm in _TURNS and len(unit.refs) == 1:
            return unit.refs
    return ()


def told_club(so_far: Sequence[Node]) -> tuple[str, ...]:
    """The club that is to do something in the words that ``so_far`` ends with: "their" in "told Lyon to end **their**
    pursuit", "asked Lyon in plain words to improve **their** offer"."""
    to = next((at for at in range(len(so_far) - 1, 1, -1) if so_far[at].unit is None and so_far[at].norm == "to"), 0)
    for at in range(to - 1, 0, -1):
        unit = so_far[at].unit
        if unit is not None:
            named = unit.kind is UnitKind.CLUB and not unit.possessive and len(unit.refs) == 1
            return unit.refs if named and so_far[at - 1].norm in _TELLS_TO else ()
    return ()
