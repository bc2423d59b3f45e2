"""Where in a TOML file its statements stand: for the line of a fault, and to change one and leave all else alone."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

Path: TypeAlias = tuple[str, ...]
"""The names that lead to a value: its tables, and its own."""


class Statement(NamedTuple):
    """A header of a table, or a key with its value, on the lines ``first`` to ``last`` (from 0).

    ``paths`` are those of the values that it gives; of a header that of its table.
    """

    is_header: bool
    paths: tuple[Path, ...]
    first: int
    last: int


def statements(text: str) -> Iterator[Statement]:
    """The statements of ``text``, which must be TOML, in order."""
    # Only these end a line of TOML, while splitlines knows more.
    lines = text.split("\n")
    table: Path = ()
    number = 0
    while number < len(lines):
        begin = lines[number].strip()
        if not begin or begin.startswith("#"):
            number += 1
            continue
        last, content = _whole(lines, number)
        found = tuple(_paths(content))
        if begin.startswith("["):
            (table,) = found
            yield Statement(True, found, number, last)
        else:
            yield Statement(False, tuple(table + path for path in found), number, last)
        number = last + 1


def line_of(text: str, path: Path) -> int | None:
    """The line (from 1) on which ``path``, or what is in it, is given first; None where it is not."""
    for statement in statements(text):
        if any(given[: len(path)] == path for given in statement.paths):
            return statement.first + 1
    return None


def _whole(lines: list[str], first: int) -> tuple[int, Mapping[str, Any]]:
    """The last line of the statement that begins at ``first``, and what it says: no beginning of it is TOML itself."""
    for last in range(first, len(lines)):
        try:
            return last, tomllib.loads("\n".join(lines[first : last + 1]))
        except tomllib.TOMLDecodeError:
            continue
    raise ValueError(f"no statement of TOML begins on line {first + 1}")


def _paths(content: Mapping[str, Any]) -> Iterator[Path]:
    for name, value in content.items():
        if isinstance(value, dict) and value:
            yield from ((name, *path) for path in _paths(value))
        else:
            yield (name,)
