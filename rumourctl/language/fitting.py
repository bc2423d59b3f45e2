"""How well a description ("the German striker", "the former Ajax coach") fits somebody of the article.

A fit is a number: higher is better, 0 says nothing either way, and None means that the description contradicts what
the article says of the person. Whom a description means is settled by :mod:`rumourctl.language.coreference`.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TypeVar

from rumourctl.language.bearers import Bearers, suits
from rumourctl.language.cast import Person
from rumourctl.language.clubs import ClubReader
from rumourctl.language.nodes import POSTS, Dressing

T = TypeVar("T")
_NAME = 1.0
"""What a name counts that sounds like one of the nation said."""
_PLAYED_ENOUGH = 42
_WIDE = frozenset(("winger",))
"""Spots that some papers count among the midfield."""


def person_fit(person: Person, dressing: Dressing, clubs: ClubReader, peoples: Sequence[Bearers] = ()) -> float | None:
    """How well the description ``dressing`` fits ``person``, or None where it contradicts what is known of him.

    ``clubs`` tells which clubs the description names, ``peoples`` by which names people of a nation are known.
    """
    if dressing.part in POSTS and not dressing.former and person.part != dressing.part:
        return None if person.part is not None or person.groups or dressing.part == "official" else -1.0
    if dressing.part in POSTS and dressing.spots and person.spots and not dressing.spots & person.spots:
        return None  # an assistant is no sporting director
    score = _part_fit(person, dressing)
    if score is not None:
        score = _traits_fit(person, dressing, score)
    if score is not None and dressing.spots and person.spots:
        score += _spot_fit(dressing.spots, person.spots)
    if score is not None and dressing.age:
        score = _age_fit(person, dressing.age, score)
    if score is not None and dressing.nations and not person.nations:
        score += _NAME * suits(person.norms, _nations(dressing), peoples)
    if score is not None:
        score = _clubs_fit(person, dressing, clubs, score)
    return score


def unnamed_fit(dressing: Dressing) -> float | None:
    """How well the description fits somebody without a name: well if it is bare, badly or not if it says much."""
    if dressing.age:
        return None
    return -1.0 if dressing.group or dressing.clubs or dressing.nations else 0.0


def _part_fit(person: Person, dressing: Dressing) -> float | None:
    """The fit by part alone; a post that is held now has been found to be the person's."""
    if dressing.former:
        if dressing.part != "manager":
            return 0.5 if person.part == "manager" else 0.0
        return 1.0 if person.part == "manager" else -1.0 if person.groups else 0.0
    if dressing.part in POSTS:
        return 2.0
    if person.part in ("other", "official") or (person.part == "manager" and dressing.group):
        return None
    if person.part in ("manager", "staff"):
        if dressing.part == "player" and dressing.noun in ("player", "international"):
            return -3.0
        return -1.5 if dressing.noun else -0.2 if dressing.nations or dressing.age else -0.5
    return 0.0


def _traits_fit(person: Person, dressing: Dressing, score: float) -> float | None:
    """``score`` with what position, nation and age add to it; a former player may have any position now."""
    group, nations, age = _set(dressing.group), _nations(dressing), _set(dressing.age)
    traits: tuple[tuple[Set[object], Set[object]], ...] = (
        (group, person.groups), (nations, person.nations), (age, person.ages)
    )  # fmt: skip
    for said, known in traits:
        if said and known:
            if said & known:
                score += 1 if said is group else 2  # many play there
            elif said is group and "midfielder" in said | known and _WIDE & (dressing.spots | person.spots):
                score -= 0.5  # who plays wide is called a midfielder as well
            elif not (dressing.former and said is group):
                return None
        elif said:
            score -= 0.4
    return score


def _spot_fit(said: frozenset[str], known: set[str]) -> float:
    """What is added for where in the team somebody plays, or what his post is: "full-back" may be said of a left-back,
    "right-back" not."""
    return 0.5 if said <= known else 0.0 if known <= said else -1.5


def _age_fit(person: Person, age: int, score: float) -> float | None:
    """``score`` with what ``age`` says of the part: few play at forty, and few lead a team below."""
    plays = person.part == "player" or bool(person.groups)
    if age >= _PLAYED_ENOUGH:
        return None if plays else score + 0.8 * (person.part == "manager")
    return score - (person.part in POSTS and age < _PLAYED_ENOUGH - 8)


def _clubs_fit(person: Person, dressing: Dressing, clubs: ClubReader, score: float) -> float | None:
    """``score`` with what the clubs add to it that the description names, now or formerly the person's."""
    named = {c for m in dressing.clubs if (c := clubs.club_of(m))}
    former = {c for m in dressing.former_clubs if (c := clubs.club_of(m))} | (named if dressing.former else set())
    if former:
        return score + (2 if former & person.former_clubs else -0.3)
    if named:
        known = {*person.clubs, *filter(None, (person.incoming, person.leads))}
        if named & known:
            return score + 2
        if named & person.origins:
            return score + 1
        elsewhere = bool(person.origins) and not named & person.told_with
        return None if known else score - (2.0 if elsewhere else 0.3)
    return score


def _set(value: T | None) -> set[T]:
    return {value} if value else set()


def _nations(dressing: Dressing) -> set[str]:
    return {m.entries[0].name for m in dressing.nations}
