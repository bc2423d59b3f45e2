"""The user's settings as values. Every run loads this, so it needs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rumourctl.articles.publishers import PublisherHabits


@dataclass(frozen=True, slots=True)
class Settings:
    """What the file of settings says; without a file, or where it is silent, what each has here.

    ``aliases`` are other names under which the user asks for somebody, as they are written. See ``schema.SETTINGS``.
    """

    ledger: Path | None = None
    rules: Path | None = None
    format: str | None = None
    colour: str = "auto"
    jobs: int | None = None
    day_first: bool | None = None
    favourites: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    publishers: tuple[PublisherHabits, ...] = ()


NOTHING_SET = Settings()
