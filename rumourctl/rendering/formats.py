"""Rows for machines: JSON, JSON lines, CSV and TSV."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from textwrap import indent
from typing import Any

from rumourctl.rendering.safe import Spelling, safe, safe_lines

Row = Mapping[str, Any]


class Format(StrEnum):
    """How a command prints what it found."""

    TABLE = "table"
    JSON = "json"
    NDJSON = "ndjson"
    CSV = "csv"
    TSV = "tsv"
    MARKDOWN = "markdown"


FOR_PEOPLE = (Format.TABLE, Format.MARKDOWN)


_Parts = Mapping[str, Sequence[tuple[str, str]]]
_STATE = ("stage", "certainty", "move", "date", "actors", "sources", "claim_ids")
_PARTS: _Parts = {
    "source": (("source_name", "name"), ("source_kind", "kind")),
    **{
        fee: tuple((f"{fee}_{part}", part) for part in ("text", "amount", "currency"))
        for fee in ("fee", "fee_low", "fee_high")
    },
    **{side: tuple((f"{side}_{part}", part) for part in _STATE) for side in ("before", "after", "against")},
}
"""Nested fields that become flat columns of their own in CSV and TSV, and where each comes from."""

# A spreadsheet runs what begins so, some also behind blanks or quotes, in full width, or behind a semicolon, at which
# those of half of Europe part cells.
_FORMULA = re.compile(r"((?:\A|;)[\s\"'“”‘’]*)(?=[=+\-@＝＋－＠﹢﹣﹦﹫⁺₊⁼₌−])")


def _escape(code: int) -> str:
    """A character as JSON escapes it, which gives the same text back."""
    units = chr(code).encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


_ESCAPED = Spelling(_escape)
"""JSON allows these as they are, but terminals obey some of them, and readers of lines break at others."""


def machine_text(form: Format, columns: Sequence[str], rows: Iterable[Row], *, flat: bool = False) -> Iterator[str]:
    """``rows`` in one of the machine formats, in pieces as they come; ``columns`` names the fields, in order.

    ``flat`` rows have a column of its own for each value already.
    """
    parts = {} if flat else _PARTS
    match form:
        case Format.NDJSON:
            return (_json(row) + "\n" for row in rows)
        case Format.CSV:
            return _delimited(",", columns, rows, parts)
        case Format.TSV:
            return _delimited("\t", columns, rows, parts)
        case _:
            return _array(rows)


def _json(value: Any, depth: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=depth).translate(_ESCAPED)


def _array(rows: Iterable[Row]) -> Iterator[str]:
    lead = "["
    for row in rows:
        yield f"{lead}\n" + indent(_json(row, 2), "  ")
        lead = ","
    yield "\n]\n" if lead == "," else "[]\n"


def _delimited(delimiter: str, columns: Sequence[str], rows: Iterable[Row], parts: _Parts) -> Iterator[str]:
    flat = [name for column in columns for name in _flat_names(column, parts)]
    yield _record(delimiter, [_cell(name, delimiter) for name in flat])
    for row in rows:
        yield _record(
            delimiter, [_cell(value, delimiter) for name in columns for value in _flat_values(name, row, parts)]
        )


def _record(delimiter: str, cells: Sequence[str]) -> str:
    line = io.StringIO(newline="")
    # The writer quotes only those line breaks that it would itself end a line with; a bare \r must be quoted too.
    csv.writer(line, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return line.getvalue().removesuffix("\r\n") + "\n"


def _flat_names(column: str, parts: _Parts) -> list[str]:
    return [name for name, _ in parts[column]] if column in parts else [column]


def _flat_values(column: str, row: Row, parts: _Parts) -> list[Any]:
    value = row.get(column)
    if column not in parts:
        return [value]
    return [(value or {}).get(part) for _, part in parts[column]]


def _cell(value: Any, delimiter: str) -> str:
    text = one_text(value)
    if value is None or isinstance(value, int | float):
        return text
    # A sheet is looked at and run: what JSON gives back exactly is spelt out here, and the quote makes a formula text.
    shown = safe(text) if delimiter == "\t" else safe_lines(text)
    return _FORMULA.sub(r"\1'", shown)


def one_text(value: Any) -> str:
    """What a field of a row holds, in one text: of nothing nothing, of a list its parts, of counts each with its name,
    and of what has words of its own those."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return "; ".join(_one(item) for item in value)
        case {"text": _} | {"name": _, "kind": _}:
            return _one(value)
        case Mapping():
            return "; ".join(f"{name} {count}" for name, count in value.items())
        case _:
            return _one(value)


def _one(item: Any) -> str:
    """One value of a list: of evidence its words, of a claim its id, of a source its name, of a verdict whose it is, of
    a saga's ways where they lead."""
    match item:
        case {"text": text}:
            return str(text)
        case {"claim_id": identity}:
            return str(identity)
        case {"source": {"name": name}, "verdict": verdict}:
            return f"{name} {verdict}"
        case {"club": club, "stage": stage, "outcome": outcome}:
            return f"{club or 'away'} {stage} ({outcome})"
        case {"relay": relay, "origin": origin}:
            return f"{relay} from {origin}"
        case {"name": name, "kind": kind}:
            return str(name or kind)
        case _:
            return str(item)
