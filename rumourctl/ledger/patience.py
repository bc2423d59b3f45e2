"""How long a program waits where others use the ledger, and what it says meanwhile."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

GLANCE = 0.1
"""How many seconds SQLite itself waits, deaf to signals and to how long it has been: short, so that Ctrl-C is heard."""
_SOON = 1.0
"""From so many seconds on, whoever sits there is told."""
_PAUSE = 0.02
_HELD_BY_OTHERS = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL)

_Result = TypeVar("_Result")


def heed_nothing() -> None:
    """Nothing ends the waiting but its end."""


@dataclass
class Patience:
    """Waits for others who use the ledger at ``path``, up to ``seconds`` each time; tells so once, when that has taken
    about a second.

    Whoever waits has nothing at hand. ``heed`` is called again and again meanwhile, and ends the waiting by raising.
    """

    seconds: float
    path: Path
    tell: Callable[[str], None]
    heed: Callable[[], None] = heed_nothing
    _told: bool = field(default=False, init=False)

    def __str__(self) -> str:
        minutes = self.seconds / 60
        return f"{minutes:g} minutes" if minutes > 1 else f"{self.seconds:g} seconds"

    def until_done(self, action: Callable[[], _Result]) -> _Result:
        """What ``action`` gives, which is tried until it no longer fails because others use the ledger.

        All who wait look equally often, so that each is as likely as any to be next, however long the others have been
        there. Raises the last of SQLite's errors where patience ends.
        """
        began = time.monotonic()
        waited = None
        try:
            while True:
                try:
                    return action()
                except sqlite3.OperationalError as error:
                    waited = time.monotonic() - began
                    if not held_by_others(error) or waited >= self.seconds:
                        raise
                if waited >= _SOON and not self._told:
                    self._told = True
                    self.tell(f"waiting for another rumourctl to finish writing {self.path}; Ctrl-C to stop")
                self.heed()
                time.sleep(random.uniform(0, _PAUSE))
        except Exception:
            raise
        except BaseException:
            if self._told and waited is not None:
                self.tell("stopped waiting; nothing more was stored")
            raise


def held_by_others(error: sqlite3.DatabaseError) -> bool:
    """Whether SQLite fails only because another program uses the file just now."""
    return primary_code(error) in _HELD_BY_OTHERS


def primary_code(error: sqlite3.DatabaseError) -> int:
    """SQLite's primary result code: extended codes carry detail in their higher bytes."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
