"""The file of settings, read and checked: every fault is a sentence that names file and line."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import tzinfo
from pathlib import Path
from typing import Any, NoReturn

from rumourctl.articles.publishers import PublisherHabits
from rumourctl.errors import DataError
from rumourctl.settings import statements
from rumourctl.settings.model import NOTHING_SET, Settings
from rumourctl.settings.schema import ALIAS, ALIASES, PUBLISHER_SETTINGS, PUBLISHERS, SETTINGS, Setting

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
"""At the end of tomllib's words on a fault."""
MEND = "rumourctl config edit opens the file"


def read_settings(path: Path) -> Settings:
    """The settings in the file at ``path``; without a file, none are set. Raises DataError for whatever is wrong."""
    text = read_text(path)
    return NOTHING_SET if text is None else settings_of(path, text)


def read_text(path: Path) -> str | None:
    """The file as it is written, None where there is none. Raises DataError where it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise DataError(f"{path}: is not UTF-8; save it so, or move it away") from None
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror or error}; RUMOURCTL_CONFIG names another") from error


def settings_of(path: Path, text: str) -> Settings:
    """What ``text`` sets, which is to stand in the file at ``path``. Raises DataError for whatever is wrong in it."""
    return _File(path, text).settings()


class _File:
    """A file of settings that is being checked."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._text = text
        try:
            self._content = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            place = _PLACE.search(str(error))
            line = (place and place[1]) or text.count("\n") + 1
            raise DataError(f"{path}:{line}: is not TOML: {_PLACE.sub('', str(error))}; {MEND}") from None

    def settings(self) -> Settings:
        """All that is set."""
        own = {name: value for name, value in self._content.items() if name not in (ALIASES, PUBLISHERS)}
        self._check((), own, SETTINGS, (ALIASES, PUBLISHERS))
        aliases = self._table(ALIASES)
        for name, value in aliases.items():
            self._check_value((ALIASES, name), value, ALIAS)
        publishers = self._table(PUBLISHERS)
        return Settings(
            ledger=self._place(own.get("ledger")),
            rules=self._place(own.get("rules")),
            format=own.get("format"),
            colour=own.get("colour", NOTHING_SET.colour),
            jobs=own.get("jobs"),
            day_first=own.get("day-first"),
            favourites=tuple(own.get("favourites", ())),
            aliases=aliases,
            publishers=tuple(self._publisher(name) for name in publishers),
        )

    def _publisher(self, name: str) -> PublisherHabits:
        path = (PUBLISHERS, name)
        said = self._table(*path)
        self._check(path, said, PUBLISHER_SETTINGS)
        return PublisherHabits(
            name=name,
            names=tuple(said.get("names", ())),
            hosts=tuple(said.get("hosts", ())),
            files=tuple(str(self._place(pattern)) for pattern in said.get("files", ())),
            day_first=said.get("day-first"),
            zone=self._zone((*path, "time-zone"), said["time-zone"]) if "time-zone" in said else None,
        )

    def _table(self, *path: str) -> Mapping[str, Any]:
        value: Any = self._content
        for name in path:
            value = value.get(name, {})
        if not isinstance(value, dict):
            self._refuse(path, f"must be a table: [{'.'.join(path)}]")
        return value

    def _check(
        self, path: statements.Path, said: Mapping[str, Any], known: Mapping[str, Setting], tables: Iterable[str] = ()
    ) -> None:
        for name, value in said.items():
            if name not in known:
                self._refuse_unknown(path, name, [*known, *tables])
            self._check_value((*path, name), value, known[name])

    def _check_value(self, path: statements.Path, value: object, setting: Setting) -> None:
        if fault := setting.fault(value):
            self._refuse(path, fault)

    def _refuse_unknown(self, path: statements.Path, name: str, known: list[str]) -> NoReturn:
        others = f"; there are {', '.join(known)}"
        self._refuse((*path, name), f"there is no such setting{nearest(name, known) or others}")

    def _refuse(self, path: statements.Path, reason: str) -> NoReturn:
        line = statements.line_of(self._text, path)
        raise DataError(f"{self._path}{f':{line}' if line else ''}: {'.'.join(path)}: {reason}")

    def _zone(self, path: statements.Path, name: str) -> tzinfo:
        from zoneinfo import ZoneInfo  # here, as few set one

        try:
            return ZoneInfo(name)
        except (LookupError, OSError, ValueError):
            self._refuse(path, f"no time zone here is called “{name}”; write it like Europe/Madrid")

    def _place(self, written: str | None) -> Path | None:
        """A path: in the home of the user where it begins so, else as seen from the file's folder."""
        return None if written is None else self._path.absolute().parent / os.path.expanduser(written)


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint at the one of ``known`` that ``name`` may be meant for; nothing where none is near."""
    found = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {found[0]}?" if found else ""
