"""What is known beforehand of a publisher: which articles are its own, and how it writes dates."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo
from fnmatch import fnmatchcase
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class PublisherHabits:
    """A publisher under its ``name``, and what articles of it leave out.

    An article that names a publisher is of this one if that is its name or one of ``names``. One that names none is, if
    its address is on one of ``hosts`` or below, or else if its absolute path fits one of ``files``, in whose patterns
    ``*`` stands for anything. ``day_first`` reads 03/04/2025 as 3 April (true) or 4 March (false). With a ``zone``, a
    time that names its own zone is of the day that it was there.
    """

    name: str
    names: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    day_first: bool | None = None
    zone: tzinfo | None = None


UNKNOWN = PublisherHabits("")
"""Nothing is known of whoever published it."""


def habits_of(known: Iterable[PublisherHabits], publisher: str | None, url: str | None, path: str) -> PublisherHabits:
    """Those of whoever published the article at ``path`` that names this ``publisher``, or none, and ``url``."""
    if publisher is not None:
        wanted = _plain(publisher)
        return next((each for each in known if wanted in map(_plain, (each.name, *each.names))), UNKNOWN)
    host, place = _host(url or ""), os.path.abspath(path)
    on_host = (
        each for each in known if any(host == own or host.endswith(f".{own}") for own in map(_plain, each.hosts))
    )
    at_place = (each for each in known if any(fnmatchcase(place, pattern) for pattern in each.files))
    return next(on_host, None) or next(at_place, UNKNOWN)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
