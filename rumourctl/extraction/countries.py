"""Of which country's clubs a denial speaks, of those in question: "we have spoken to nobody in England"."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.clubs import ClubReader
from rumourctl.language.nodes import UnitKind
from rumourctl.rules.engine import Reading

_WHERE = ("in", "from")


def countries_meant(reading: Reading) -> set[str]:
    """The countries whose clubs ``reading`` is about: "in England", "with any Spanish club"."""
    units = [(place, u) for place, placed in reading.positions.items() for u in placed]
    where = {u.refs[0] for place, u in units if place in _WHERE and u.kind is UnitKind.NATION and u.refs}
    clubs = (u for _, u in units if not u.refs and (u.kind is UnitKind.CLUB or u.dressing.part == "club"))
    return where | {e.name for u in clubs for m in u.dressing.nations for e in m.entries}


def of_countries(clubs: Sequence[str], countries: set[str], reader: ClubReader) -> list[str]:
    """Those of ``clubs`` that are at home in ``countries``; all of them where none are said."""
    return [club for club in clubs if not countries or reader.is_of(club, set(), countries)]
