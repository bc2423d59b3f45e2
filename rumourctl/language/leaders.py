"""Managers, directors, presidents and agents whom everybody knows: "Ferguson wants Smith", with no word on his club."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rumourctl.language.tokens import tokenize


@dataclass(frozen=True, slots=True)
class Spell:
    """From when to when somebody led a team: months as "2013-06", the last one included."""

    first: str
    last: str
    club: str


@dataclass(frozen=True, slots=True)
class Leader:
    """What everybody knows of somebody: the part he plays to an article, and the teams for which he has acted."""

    part: str = "manager"
    spells: tuple[Spell, ...] = ()


Norms = tuple[str, ...]
Leaders = Mapping[Norms, Leader]
_PARTS = {"agent": "other"}
"""Parts of those who act for no club, by what the list of officials calls them."""


def read_leaders(managers: Mapping[str, Mapping[str, Any]], officials: Mapping[str, Mapping[str, Any]]) -> Leaders:
    """The listed managers and officials by each of their names."""
    listed: dict[Norms, Leader] = {}
    for row in (*officials.values(), *managers.values()):
        part = row.get("part", "manager")
        leader = Leader(_PARTS.get(part, part), tuple(_spell(text) for text in row.get("spells", ())))
        for name in _names(row):
            listed[tuple(t.norm for t in tokenize(name))] = leader
    return listed


def led_on(spells: Iterable[Spell], day: date) -> str | None:
    """The team of the spell that runs on ``day``, if one surely does: in its first month it may not have begun."""
    month = f"{day:%Y-%m}"
    return next((s.club for s in spells if s.first < month <= s.last), None)


def _names(row: Mapping[str, Any]) -> Iterable[str]:
    return (row["name"], *row.get("names", ()))


def _spell(text: str) -> Spell:
    first, last, club = text.split(" ", 2)
    return Spell(first, last, club)
