"""One setting written into the text of a file, or taken out of it: all else stays as it was, comments too."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from rumourctl.errors import UsageProblem
from rumourctl.settings.reading import MEND
from rumourctl.settings.statements import Path as Names
from rumourctl.settings.statements import Statement, statements

_BARE = re.compile(r"[A-Za-z0-9_-]+")

Value = str | bool | int | list[str]


def with_setting(file: Path, text: str, names: Names, value: Value) -> str:
    """``text``, that of ``file``, with ``value`` at ``names``. Raises UsageProblem where what is there stands in the
    way."""
    lines, found = text.split("\n"), list(statements(text))
    here = [statement for statement in found if not statement.is_header and statement.paths == (names,)]
    if here:
        place = slice(here[0].first, here[0].last + 1)
        lines[place] = _replaced("\n".join(lines[place]), value).split("\n")
    else:
        at, above, below = _room_for(found, lines, names)
        lines[at:at] = [*above, f"{_key(names[-1])} = {_toml(value)}", *below]
    return _checked(file, text, "\n".join(lines), names, value)


def without_setting(file: Path, text: str, names: Names) -> str:
    """``text``, that of ``file``, without what is at ``names``: a setting, or a whole table. Raises UsageProblem where
    it stands together with others."""
    lines = text.split("\n")
    for statement in reversed(list(statements(text))):
        if all(path[: len(names)] == names for path in statement.paths):
            del lines[statement.first : statement.last + 1]
    return _checked(file, text, "\n".join(lines), names, None)


def _replaced(statement: str, value: Value) -> str:
    """A statement with another value, and its comments: that at its end, and those within above it."""
    sign = next(at for at in _all(statement, "=") if _is_toml(f"{statement[: at + 1]} 0"))
    *within, end = _comments(statement)
    kept = [comment for comment in within if comment]
    return "\n".join([*kept, f"{statement[:sign].rstrip()} = {_toml(value)}{f'  {end}' if end else ''}"])


def _comments(statement: str) -> list[str]:
    """The comment at the end of each line of a statement, empty where there is none."""
    lines, said = statement.split("\n"), tomllib.loads(statement)
    found = []
    for number, line in enumerate(lines):
        shortened = ("\n".join([*lines[:number], line[:at], *lines[number + 1 :]]) for at in _all(line, "#"))
        without = next((each for each in shortened if _is_toml(each) and tomllib.loads(each) == said), statement)
        found.append(line[len(line) - (len(statement) - len(without)) :].rstrip() if without != statement else "")
    return found


def _room_for(found: list[Statement], lines: list[str], names: Names) -> tuple[int, list[str], list[str]]:
    """The line before which a new setting goes, and what must stand above and below it there."""
    table = names[:-1]
    end = len(lines) - (lines[-1] == "")
    head = next((s for s in found if s.is_header and s.paths == (table,)), None)
    if table and head is None:
        blank = [""] if any(line.strip() for line in lines) else []
        return end, [*blank, f"[{'.'.join(map(_key, table))}]"], []
    own = [s for s in found if not s.is_header and all(path[:-1] == table for path in s.paths)]
    if own or head:
        return max(s.last for s in [*own, *([head] if head else [])]) + 1, [], []
    if not found:
        return end, [], []
    # Before the first table, and before the comment that belongs to it.
    at = found[0].first
    while at and lines[at - 1].startswith("#"):
        at -= 1
    return at, [], [""]


def _checked(file: Path, before: str, after: str, names: Names, value: Value | None) -> str:
    """``after``, if it says what ``before`` did, but for what is at ``names``."""
    wanted = tomllib.loads(before)
    if not _put(wanted, names, value) or not _is_toml(after) or _full(tomllib.loads(after)) != _full(wanted):
        raise UsageProblem(f"{file}: {'.'.join(names)} cannot be changed there without touching others; {MEND}")
    return after


def _put(content: dict[str, Any], names: Names, value: Value | None) -> bool:
    """Puts ``value`` into ``content``, or takes out what is there; gives whether there is room for it."""
    for name in names[:-1]:
        content = content.setdefault(name, {})
        if not isinstance(content, dict):
            return False
    if value is None:
        content.pop(names[-1], None)
    else:
        content[names[-1]] = value
    return True


def _full(content: dict[str, Any]) -> dict[str, Any]:
    """``content`` without tables in which there is nothing."""
    within = {name: _full(value) if isinstance(value, dict) else value for name, value in content.items()}
    return {name: value for name, value in within.items() if value != {}}


def _all(text: str, sign: str) -> list[int]:
    return [at for at, each in enumerate(text) if each == sign]


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _toml(name)


def _toml(value: Value) -> str:
    """``value`` in TOML, whose texts are those of JSON but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
