"""Which files are new or changed, told by looking again and again, and read only once nobody writes to them any more.

Looking needs nothing of the system, so that it works on every platform and on network drives and shared folders, where
notices of changes do not arrive.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import NamedTuple

from rumourctl.articles.discovery import find_files
from rumourctl.errors import Problem


class _Stamp(NamedTuple):
    """By what a file that changed is known."""

    size: int
    modified: int


_MISSING = _Stamp(-1, -1)


class Watched:
    """The files that paths mean, as find_files has it, over time. It holds a path and a stamp of each."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths
        self._seen: dict[str, _Stamp] = {}
        """What the last look saw."""
        self._given: dict[str, _Stamp] = {}
        """What each file was like when it was given out."""
        self._problems: set[Problem] = set()

    def look(self) -> list[str | Problem]:
        """The files that are new or other than when they were last given, and as they were at the last look; and what
        cannot be looked at, once. Where there is nothing yet, there may be later."""
        seen: dict[str, _Stamp] = {}
        problems: set[Problem] = set()
        ready: list[str | Problem] = []
        for found in find_files(self._paths, may_be_empty=True):
            if isinstance(found, Problem):
                problems.add(found)
                ready += [] if found in self._problems else [found]
                continue
            stamp = seen[found] = _stamp(found)
            if stamp != self._given.get(found) and stamp == self._seen.get(found):
                self._given[found] = stamp
                ready.append(found)
        for gone in self._given.keys() - seen.keys():
            del self._given[gone]
        self._seen, self._problems = seen, problems
        return ready


def _stamp(path: str) -> _Stamp:
    try:
        status = os.stat(path)
    except (OSError, ValueError):  # opening it says why
        return _MISSING
    return _Stamp(status.st_size, status.st_mtime_ns)
