"""Whom "they", "them" and "their" mean: persons told of together, or a club of a sentence that tells of several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from rumourctl.language.around import hearing_club, listed_first, teller_club, two_named
from rumourctl.language.clubs import ClubReader
from rumourctl.language.grammar import closed_class
from rumourctl.language.lists import named_last
from rumourctl.language.nodes import Node, Unit, UnitKind
from rumourctl.language.trail import Trail

_TELLS_TO = closed_class("tells_to")
_TURNS = ("and", "but", "while", "whereas", "although", "though", "yet", "so", ";")
_EITHER = {"either", "neither"}
_LEADS_ON = closed_class("telling") | {"that"}

_ANSWERS = closed_class("answers_offers")
_WAS = ("been", "was", "were", "be")
_TOLD = ("told", "informed", "tell", "inform")
_OFFERS = closed_class("offers")
_OFFER = 5
"""Nodes of an offer, at most: "their improved £20m bid"."""


def answering_club(so_far: Sequence[Node], ahead: Sequence[Node]) -> str | None:
    """The club that turns down or accepts the offer which "their" between ``so_far`` and ``ahead`` has, and which
    cannot be its own: "after **Lyon** turned down their bid", "**Lyon** have told Everton that their bid"."""
    offer = any(n.unit is None and n.norm in _OFFERS for n in ahead[:_OFFER])
    clubs = [i for i, n in enumerate(so_far) if n.unit and n.unit.kind is UnitKind.CLUB]
    tells = len(clubs) > 1 and _is_told(so_far, clubs[-1])
    club = clubs[-2] if tells else clubs[-1] if clubs else None
    unit = so_far[club].unit if offer and club is not None else None
    answers = tells or (club is not None and any(n.unit is None and n.norm in _ANSWERS for n in so_far[club + 1 :]))
    return unit.refs[0] if unit and answers and len(unit.refs) == 1 and not unit.possessive else None


def _is_told(so_far: Sequence[Node], club: int) -> bool:
    """Whether what follows ``so_far`` is told to the ``club`` there: "have told Everton", "have told Everton that"."""
    behind = [n.norm for n in so_far[club + 1 :]]
    return club > 0 and so_far[club - 1].norm in _TOLD and behind in ([], ["that"])


def club_just_told_of(
    pronoun: Unit, so_far: Sequence[Node], says: Callable[[Node], bool], finite: Callable[[Node], bool], quoted: bool
) -> tuple[str, ...]:
    """The club that "they" or "them" is behind ``so_far``: whom something was told, or who says or does something."""
    if pronoun.possessive and (told := told_club(so_far)):
        return told
    if pronoun.pronoun == "them":
        return hearing_club(so_far)
    return teller_club(so_far, says) or (() if quoted else _acting_club(so_far, finite))


def _is_passive(nodes: Sequence[Node], at: int) -> bool:
    """Whether something "has been told" at ``at``, before anything else is."""
    passive = nodes[at].unit is None and nodes[at].norm in _TOLD and nodes[at - 1].norm in _WAS
    return passive and not any(n.unit and n.unit.kind is UnitKind.PERSON for n in nodes[at + 1 :])


def nation_acting(so_far: Sequence[Node], finite: Callable[[Node], bool]) -> tuple[str, ...]:
    """The nation that "they" is where no club is named before it: "**Denmark** have made up their mind: they want"."""
    if any(n.unit and n.unit.kind is UnitKind.CLUB for n in so_far):
        return ()
    for node, verb in reversed(list(pairwise(so_far))):
        unit = node.unit
        if unit is not None and unit.kind is UnitKind.NATION and not unit.possessive and finite(verb):
            return unit.refs
    return ()


def either_of_two(so_far: Sequence[Node]) -> bool:
    """Whether what stands behind ``so_far`` is one of two, or none of them: "either club", "neither of them"."""
    words = ["", *(n.norm for n in so_far[-2:] if n.unit is None)]
    return words[-1] in _EITHER or (words[-1] == "of" and words[-2] in _EITHER)


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


def persons_told_of(so_far: Sequence[Node], index: int, own: bool, trail: Trail, clubs: ClubReader) -> tuple[str, ...]:
    """The persons whom "they" means in sentence ``index``, or "their" for what is ``own``: "told Smith and Brown that
    they can go", or all that the last sentence was about; none where it is a club."""
    there = next((i for i in range(len(so_far) - 1, 0, -1) if so_far[i].unit is None and so_far[i].norm == "there"), 0)
    if there and so_far[there - 1].norm in {*_TOLD, "that"}:
        so_far = so_far[:there]  # "have been told there will be no contract for them"
    told = named_last(so_far)
    if not told and so_far and so_far[-1].norm in _LEADS_ON:
        told = listed_first(so_far)  # "Smith, Brown and Lund have been told they can leave"
    if own:  # "Smith and Brown have been told their deals will not be extended"
        named = any(n.unit and n.unit.kind is UnitKind.CLUB for n in so_far)
        return () if named else two_named(so_far[:3])
    informed = next((i for i in range(len(so_far) - 1, 1, -1) if _is_passive(so_far, i)), 0)
    told = told or named_last(so_far[:informed])  # "Smith and Brown have been told there is no deal for them"
    last = trail.groups[-1] if trail.groups else None
    acting = any(s.sentence >= index - 1 and s.subject for s in clubs.spoken)
    return told or (last.names if last and last.acts and last.sentence == index - 1 and not acting else ())
