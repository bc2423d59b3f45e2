"""JSON Lines: an object a line, of which each is an article or a post. Which of its fields says what can be told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from rumourctl.articles import posts
from rumourctl.articles.header import Habits, nobody_knows
from rumourctl.articles.record import Record, day, on_one_line, sound
from rumourctl.articles.refusal import Refusal

FIELDS = ("text", "date", "title", "publisher", "url", "author", "id")
"""What an object may say of an article; without a mapping, under these names."""
UNDATED = "name the field that has it, with --map date=FIELD, or pass --date"
"""What to do for an object without a date."""
_LONGEST = 8_000_000
"""Bytes of a line: an article of the largest size, escaped, and much beside it."""


def is_such(name: str) -> bool:
    """Whether a file of this name is taken for JSON Lines."""
    return name.lower().endswith((".jsonl", ".ndjson"))


def records(
    stream: BinaryIO, mapping: Mapping[str, str], day_first: bool | None, habits: Habits = nobody_knows
) -> Iterator[tuple[int, Record | Refusal]]:
    """What each line of ``stream`` that is not blank says, with its number, or why it is not taken; see told."""
    for number, line in enumerate(_lines(stream), 1):
        if line:
            try:
                value = _value_of(line)
            except Refusal as refusal:
                yield number, refusal
                continue
            yield from ((number, record) for record in told(value, mapping, day_first, habits) if record is not None)


def told(
    value: object, mapping: Mapping[str, str], day_first: bool | None, habits: Habits = nobody_knows
) -> Iterator[Record | Refusal | None]:
    """What a JSON value says: of an article, or of each post that it holds, or why that is not taken; None for a post
    without words of its own. ``mapping`` has the name of a field for each of FIELDS that goes under another; one within
    others is named ``outer.inner``. With a mapping, the shape
    of an object counts for nothing. ``day_first`` and ``habits`` are as for read_header."""
    inside: Iterable[tuple[object, Mapping[str, Any]]] = [(value, {})]
    if isinstance(value, dict) and not isinstance(_value(value, mapping.get("text", "text")), str):
        inside = posts.unpacked(value)
    for values, around in inside:
        try:
            if not isinstance(values, dict):
                raise Refusal("is no JSON object; write each article as one: {…}")
            if not mapping and posts.is_post(values):
                yield posts.read_post(values, around, day_first)
            else:
                yield _record(values, mapping, day_first, habits)
        except Refusal as refusal:
            yield refusal
        except RecursionError:
            yield Refusal("is nested too deeply for a post; save its words as plain text")


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of ``stream``; one that is too long ends with what was read of it. Blank ones come as empty."""
    while line := stream.readline(_LONGEST):
        yield line.strip()
        while len(line) == _LONGEST and not line.endswith(b"\n"):
            line = stream.readline(_LONGEST)


def _value_of(line: bytes) -> object:
    """The JSON value on a line. Raises Refusal where it is none."""
    if len(line) >= _LONGEST:
        raise Refusal(f"is longer than {_LONGEST:,} bytes; split it into articles")
    try:
        value: object = json.loads(line)
    except (ValueError, RecursionError):
        raise Refusal("is no JSON; each line must be one object") from None
    return value


def _record(values: Mapping[str, Any], mapping: Mapping[str, str], day_first: bool | None, habits: Habits) -> Record:
    """What an object says of an article. Raises Refusal where it has no text."""

    def words(field: str) -> str | None:
        """What ``field`` says on one line, several values joined; None where it says nothing."""
        value = _value(values, mapping.get(field, field))
        parts = value if isinstance(value, list) else [value]
        said = [str(part) for part in parts if isinstance(part, (str, int)) and not isinstance(part, bool)]
        return on_one_line(", ".join(said))

    name = mapping.get("text", "text")
    text = _value(values, name)
    if not isinstance(text, str):
        raise Refusal(f"has no text under {name!r}; name the field that has it, with --map text=FIELD")
    publisher, url = words("publisher"), words("url")
    own = habits(publisher, url)
    order = day_first if own.day_first is None else own.day_first
    return Record(
        text=sound(text),
        published=day(_value(values, mapping.get("date", "date")), order, own.zone),
        title=words("title"),
        publisher=publisher,
        url=url,
        author=words("author"),
        key=words("id") or words("url"),
    )


def _value(values: Mapping[str, Any], name: str) -> Any:
    """What stands under ``name``, or within: under its parts."""
    if name in values:
        return values[name]
    outer, _, inner = name.partition(".")
    within = values.get(outer)
    return _value(within, inner) if inner and isinstance(within, dict) else None
