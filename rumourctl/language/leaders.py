"""Managers of whom everybody knows which club they lead: "Ferguson wants Smith", without a word on his club."""

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


Norms = tuple[str, ...]
Leaders = Mapping[Norms, tuple[Spell, ...]]


def read_leaders(rows: Mapping[str, Mapping[str, Any]]) -> Leaders:
    """The listed managers by each of their names, and their spells."""
    listed: dict[Norms, tuple[Spell, ...]] = {}
    for row in rows.values():
        spells = tuple(_spell(text) for text in row.get("spells", ()))
        for name in _names(row):
            listed[tuple(t.norm for t in tokenize(name))] = spells
    return listed


def led_on(spells: Iterable[Spell], day: date) -> str | None:
    """The team of the spell that runs on ``day``, if one does."""
    month = f"{day:%Y-%m}"
    return next((s.club for s in spells if s.first <= month <= s.last), None)


def _names(row: Mapping[str, Any]) -> Iterable[str]:
    return (row["name"], *row.get("names", ()))


def _spell(text: str) -> Spell:
    first, last, club = text.split(" ", 2)
    return Spell(first, last, club)
