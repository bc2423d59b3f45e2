"""Transfer windows: which one a statement concerns, and when it closes. The days are data, in ``data/windows.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_DEFAULT = "default"
_USUAL = "usual"


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """The window of a country that closes on the day ``closes``; ``season`` is "summer" or "winter"."""

    closes: date
    season: str

    @property
    def label(self) -> str:
        """For ids: "2025s" is the summer window that closes in 2025."""
        return f"{self.closes.year}{self.season[0]}"

    @property
    def name(self) -> str:
        """For readers: "summer 2025"."""
        return f"{self.season} {self.closes.year}"


def window_of(day: date, country: str | None = None) -> Window:
    """The window that talk on ``day`` concerns: the next to close in ``country`` (None: in most of Europe)."""
    return min(
        w for year in (day.year, day.year + 1) for w in _closing_in(year, country or _DEFAULT) if w.closes >= day
    )


@cache
def _closing_in(year: int, country: str) -> tuple[Window, ...]:
    """The windows of ``country`` that close in ``year``."""
    calendar = _calendar()
    found = []
    for season, usual in calendar[_DEFAULT].items():
        own = calendar.get(country, {}).get(season, {})
        days = own if _USUAL in own else {**usual, **own}
        found.append(Window(date.fromisoformat(f"{year}-{days.get(str(year), days[_USUAL])}"), season))
    return tuple(found)


@cache
def _calendar() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Closing days by country, season and year (or "usual")."""
    import tomllib  # here, as most questions are about sagas that were made before

    return tomllib.loads((Path(__file__).parents[1] / "data" / "windows.toml").read_text(encoding="utf-8"))
