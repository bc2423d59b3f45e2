"""Files of words and rules: read, checked against what they may hold, with the line of whatever is wrong in them."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Any

from rumourctl.errors import DataError


class Shape(Enum):
    """What a key may hold; the value is how to write it."""

    TEXT = 'a text: "…"'
    TEXTS = 'a list of texts: ["…", "…"]'
    NAMED = 'texts under names: { name = "…" }'
    LISTS = 'lists of texts under names: name = ["…", "…"]'
    PAIRS = 'two texts under each name: sing = ["sang", "sung"]'

    def fits(self, value: object) -> bool:
        """Whether ``value`` is so shaped, with no text empty."""
        if self is Shape.TEXT:
            return isinstance(value, str) and bool(value.strip())
        if self is Shape.TEXTS:
            return isinstance(value, list) and all(map(Shape.TEXT.fits, value))
        if not isinstance(value, dict):
            return False
        inner = Shape.TEXT if self is Shape.NAMED else Shape.TEXTS
        return all(map(inner.fits, value.values())) and (
            self is not Shape.PAIRS or all(len(pair) == 2 for pair in value.values())
        )


Keys = Mapping[str, Shape]
_HEAD = re.compile(r"\s*\[\[\s*([\w-]+)\s*\]\]")


@dataclass(frozen=True)
class Schema:
    """What a file may hold: keys of its own, and the keys of the rows of its tables (``[[club]]``), which have a name.

    ``needs`` are those keys of its own without which its tables mean nothing.
    """

    keys: Keys = field(default_factory=dict)
    tables: Mapping[str, Keys] = field(default_factory=dict)
    needs: tuple[str, ...] = ()

    def __str__(self) -> str:
        return _listed([*(f"[[{table}]]" for table in self.tables), *self.keys])


@dataclass(frozen=True)
class DataFile:
    """A file as it was read. ``path`` is shown with every fault of it."""

    path: str
    text: str
    content: Mapping[str, Any]

    def fault(self, reason: str, key: str = "") -> DataError:
        """What is wrong with the file, or with one of its own keys."""
        keyed = (number for number, line in enumerate(self.lines, 1) if key and _begins(key, line))
        line = next(keyed, None)
        return DataError(f"{self.path}:{line}: {reason}" if line else f"{self.path}: {reason}")

    @cached_property
    def lines(self) -> list[str]:
        """The file's text, line by line."""
        return self.text.splitlines()

    @cached_property
    def heads(self) -> Mapping[str, list[int]]:
        """For each table the positions in ``lines`` at which its rows begin."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(self.lines):
            if head := _HEAD.match(line):
                found[head[1]].append(number)
        return found

    def rows(self, table: str) -> list[Row]:
        """The rows of a table, in order."""
        return [Row(self, table, number, values) for number, values in enumerate(self.content.get(table, ()))]


@dataclass(frozen=True)
class Row:
    """One entry under ``[[table]]``."""

    file: DataFile
    table: str
    number: int
    values: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Its name, or what to call it where it has none."""
        name = self.values.get("name")
        return name if isinstance(name, str) and name else f"[[{self.table}]]"

    def origin(self, key: str = "", value: str = "") -> str:
        """File and line: where ``key`` or ``value`` stands, as far as that can be told, else the first of the entry."""
        return f"{self.file.path}:{self._line(key, value)}"

    def where(self, key: str = "", value: str = "") -> str:
        """File, line and name."""
        return f"{self.origin(key, value)}: {self.name}"

    def fault(self, reason: str, key: str = "", value: str = "") -> DataError:
        """What is wrong with the entry."""
        return DataError(f"{self.where(key, value)}: {reason}")

    def _line(self, key: str, value: str) -> int:
        lines, heads = self.file.lines, self.file.heads[self.table]
        if self.number >= len(heads):
            return 1  # written in some other way
        begin = heads[self.number]
        end = next((n for n in range(begin + 1, len(lines)) if lines[n].startswith("[")), len(lines))
        keyed = next((n for n in range(begin, end) if key and _begins(key, lines[n])), begin)
        return 1 + next((n for n in range(keyed, end) if value and value in lines[n]), keyed)


def _begins(key: str, line: str) -> bool:
    return bool(re.match(rf"\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*[\]=.]", line))


def data_root() -> Path:
    """The folder of the package's own data files."""
    return Path(__file__).parent.parent / "data"


def toml_files(folder: Path) -> list[Path]:
    """The files of ``folder`` that end in .toml, by name; none where there is no such folder.

    Raises DataError where it cannot be listed.
    """
    try:
        files = sorted(folder.iterdir(), key=lambda f: f.name) if folder.is_dir() else []
    except OSError as error:
        raise DataError(f"{folder}: cannot be read: {error.strerror or error}; check who may read it") from error
    return [file for file in files if file.name.endswith(".toml")]


def read_data(file: Path, schema: Schema) -> DataFile:
    """``file``, checked. Raises DataError, naming it, the line, what is wrong, and what would be right."""
    path = str(file)
    try:
        data = _bytes_of(file)
        # as text files are read everywhere
        text = data.decode("utf-8").replace("\r\n", "\n")
        found = DataFile(path, text, tomllib.loads(text))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataError(f"{path}:{line}: is not UTF-8 text; save it as such") from error
    except tomllib.TOMLDecodeError as error:
        raise DataError(_syntax_fault(path, text, str(error))) from error
    _check(found, schema)
    return found


def digest(folders: Iterable[Path]) -> str:
    """A mark of all words and rules in ``folders``, which changes when any of them does.

    Raises DataError where they cannot be read.
    """
    sums = hashlib.sha256()
    for folder in folders:
        for inner in (folder / "rules", folder / "words", folder / "words" / "clubs"):
            for file in toml_files(inner):
                data = _bytes_of(file)
                sums.update(f"{inner.name}/{file.name} {len(data)}\n".encode() + data)
    return sums.hexdigest()


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise DataError(f"{file}: cannot be read: {error.strerror or error}; check who may read it") from error


def _syntax_fault(path: str, text: str, said: str) -> str:
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", said)
    line = (place and place[1]) or len(text.splitlines())
    return f"{path}:{line}: is not TOML: {said[: place.start()] if place else said}"


def _check(file: DataFile, schema: Schema) -> None:
    for key, value in file.content.items():
        if key in schema.tables:
            if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
                raise file.fault(f"{key} must be written once for each entry, in double brackets: [[{key}]]", key)
            _check_rows(file.rows(key), schema.tables[key])
        elif key not in schema.keys:
            raise file.fault(f"unknown {_kind(value)} {key!r}; there may be {schema}", key)
        elif not schema.keys[key].fits(value):
            raise file.fault(f"{key} must be {schema.keys[key].value}", key)
    if missing := [key for key in schema.needs if key not in file.content]:
        raise file.fault(f"{missing[0]} is missing; add it")


def _kind(value: object) -> str:
    holds_rows = isinstance(value, list) and bool(value) and isinstance(value[0], dict)
    return "table" if holds_rows or isinstance(value, dict) else "key"


def _check_rows(rows: Iterable[Row], keys: Keys) -> None:
    seen: set[str] = set()
    for row in rows:
        for key, value in row.values.items():
            if key not in keys:
                raise row.fault(f"unknown key {key!r}; there may be {_listed(sorted(keys))}", key)
            if not keys[key].fits(value):
                raise row.fault(f"{key} must be {keys[key].value}", key)
        if "name" not in row.values:
            raise row.fault("name is missing; add it")
        if row.name in seen:
            raise row.fault("stands in this file twice; keep one", "name")
        seen.add(row.name)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
