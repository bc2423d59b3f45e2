"""What may be set, one entry a setting: the file is checked against it, and the lists and the guide are made of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple


class Shape(Enum):
    """What a setting may be; the value is how it is written in the file."""

    TEXT = 'a text: "…"'
    TEXTS = 'a list of texts: ["…", "…"]'
    PATH = 'a path: "…"'
    FLAG = "true or false"
    COUNT = "a whole number from 1 on"

    def fits(self, value: object) -> bool:
        """Whether ``value``, as TOML gives it, is so shaped, with no text empty."""
        match self:
            case Shape.FLAG:
                return isinstance(value, bool)
            case Shape.COUNT:
                return isinstance(value, int) and not isinstance(value, bool) and value > 0
            case Shape.TEXTS:
                return isinstance(value, list) and all(map(Shape.TEXT.fits, value))
            case _:
                return isinstance(value, str) and bool(value.strip()) and "\0" not in value


class Setting(NamedTuple):
    """A setting: its shape, what it does, what holds without it, an example of a value, its only values where these are
    few, and the variable of the environment that goes before it."""

    shape: Shape
    does: str
    default: str
    example: str
    choices: tuple[str, ...] = ()
    variable: str | None = None

    def fault(self, value: object) -> str | None:
        """What is wrong with ``value``, as TOML gives it."""
        if not self.shape.fits(value):
            return f"must be {self.shape.value}"
        if self.choices and value not in self.choices:
            return f"“{value}” is none of {', '.join(self.choices)}"
        return None


SETTINGS: Mapping[str, Setting] = {
    "ledger": Setting(
        Shape.PATH,
        "the ledger, where `--db` names none",
        "the platform's data folder",
        '"~/news/rumours.db"',
        variable="RUMOURCTL_DB",
    ),
    "rules": Setting(
        Shape.PATH,
        "the folder of your own words and rules, where `--rules` names none",
        "the platform's configuration folder",
        '"~/news/rules"',
        variable="RUMOURCTL_RULES",
    ),
    "format": Setting(
        Shape.TEXT,
        "the format of answers, where `--format` names none",
        "table",
        '"markdown"',
        choices=("table", "json", "ndjson", "csv", "tsv", "markdown"),
    ),
    "colour": Setting(
        Shape.TEXT,
        "whether answers have colour and fit the width: on a terminal (auto), always, or never",
        "auto",
        '"never"',
        choices=("auto", "always", "never"),
        variable="NO_COLOR",
    ),
    "jobs": Setting(
        Shape.COUNT, "how many processes read articles, where `--jobs` does not say", "one for each processor", "2"
    ),
    "day-first": Setting(
        Shape.FLAG,
        "03/04/2025 is 3 April (true) or 4 March (false), where `--day-first` does not say",
        "such a date is refused",
        "true",
    ),
    "favourites": Setting(
        Shape.TEXTS,
        "the clubs that `brief`, `timeline` and `rumourctl` alone are about where you name none",
        "none",
        '["Real Madrid", "Lyon"]',
    ),
}
"""The settings of their own."""

ALIASES = "aliases"
ALIAS = Setting(
    Shape.TEXT,
    "whom or what you mean by NAME, wherever a person, club or source is asked for",
    "none",
    '"Alexis Mac Allister"',
)
"""What stands under any name in the table of aliases."""

PUBLISHERS = "publishers"
PUBLISHER_SETTINGS: Mapping[str, Setting] = {
    "names": Setting(
        Shape.TEXTS, "what its articles also call it; all count as of NAME", "none", '["MARCA.com", "Diario Marca"]'
    ),
    "hosts": Setting(
        Shape.TEXTS,
        "articles that name no publisher are of this one if their `url` is on such a host, or below",
        "none",
        '["marca.com"]',
    ),
    "files": Setting(Shape.TEXTS, "or else if their path fits such a pattern", "none", '["~/news/marca/*"]'),
    "day-first": Setting(Shape.FLAG, "as above, for its articles alone", "as above", "true"),
    "time-zone": Setting(
        Shape.TEXT,
        "a time that names its own zone, or is in seconds, is of the day that it was there",
        "the day as it is written",
        '"Europe/Madrid"',
    ),
}
"""What may stand in the table of one publisher."""
