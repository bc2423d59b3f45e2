"""Whether it is said only in which part of the world somebody is to play, and not for which club."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rumourctl.claims.model import Stage
from rumourctl.language.cast import Person
from rumourctl.language.grammar import closed_class
from rumourctl.language.names import Mention
from rumourctl.language.nodes import Unit, UnitKind
from rumourctl.rules.engine import Reading

_REGIONS = closed_class("regions")
_CLUBS_PLAY_THERE = (UnitKind.NATION, UnitKind.COMPETITION)


def is_abroad(reading: Reading, wanted: bool = False) -> bool:
    """Whether somebody goes to a country, a league or a continent, or where that may be said is ``wanted`` there: "a
    move to England", "calls from Italy", "turn down interest from Turkey"; not where he is only looked over."""
    refused = reading.main.rule.stage == Stage.REJECTED
    if reading.main.rule.stage == Stage.MEDICAL:
        return False
    asks = ("from",) if wanted and (refused or "from" in (reading.main.rule.frame or {}).get("to", ())) else ()
    goals = (u for place in ("to", *asks) for u in reading.positions.get(place, ()) if not u.possessive)
    return any(u.kind in _CLUBS_PLAY_THERE or _is_region(u) for u in goals)


def suitor_there(
    person: Person, reading: Reading, suitors: Iterable[str], plays_in: Callable[[str, Mention], bool]
) -> str | None:
    """The one of his ``suitors`` that plays in the country or league to which ``person`` wants to go himself: "Everton
    have bid for Smith, who is keen on a move to England"."""
    if not reading.places(person.name, "subject"):
        return None
    goals = [u.mention for u in reading.positions.get("to", ()) if u.kind in _CLUBS_PLAY_THERE and u.mention]
    there = [club for club in suitors if any(plays_in(club, goal) for goal in goals)]
    return there[0] if len(there) == 1 and there != [person.club] else None


def _is_region(unit: Unit) -> bool:
    """Whether it is a part of the world with clubs of many countries: "South America", not a club's town."""
    return unit.kind is UnitKind.PLACE and unit.mention is not None and " ".join(unit.mention.norms) in _REGIONS
