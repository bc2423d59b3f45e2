"""A table for people, before it is drawn: the same sheet becomes a terminal table or Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

MARGIN = " "
"""What stands before each line of a sheet."""


class Cell(NamedTuple):
    """Text in a table, as it came from outside (whoever draws it makes it safe), and a Rich style for it.

    ``lead`` stands in bold before the text: the person of whom the rest is said.
    """

    text: str
    style: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, whether its text may be broken over lines on a narrow terminal, and its alignment.

    ``at_most`` is the width on a terminal at which it gives way to columns that tell more.
    """

    title: str
    wraps: bool = False
    at_most: int | None = None
    right: bool = False
    style: str = ""


class Mark(NamedTuple):
    """A span of a passage that is to stand out, and what to put after it."""

    start: int
    end: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text with marks; marks may overlap, and may lie outside the text."""

    text: str
    marks: Sequence[Mark] = ()

    def pieces(self) -> Iterator[tuple[str, bool, str]]:
        """The text cut at the marks: each piece, whether it stands out, and the labels that end with it."""
        inside = [mark for mark in self.marks if 0 <= mark.start < mark.end <= len(self.text)]
        cuts = sorted({0, len(self.text), *(m.start for m in inside), *(m.end for m in inside)})
        for start, end in pairwise(cuts):
            marked = any(mark.start <= start and end <= mark.end for mark in inside)
            yield self.text[start:end], marked, "".join(mark.label for mark in inside if mark.end == end)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a line above it (what it is about, then some facts), passages of text, and notes below it."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell | str]]
    subject: str = ""
    facts: Sequence[str] = ()
    notes: Sequence[str] = ()
    passages: Sequence[Passage] = ()


def without_unused(sheet: Sheet) -> Sheet:
    """The sheet without those columns in which no row has text."""
    used = [n for n in range(len(sheet.columns)) if any(_text(row[n]) for row in sheet.rows)]
    return replace(sheet, columns=[sheet.columns[n] for n in used], rows=[[row[n] for n in used] for row in sheet.rows])


def _text(cell: Cell | str) -> str:
    return cell if isinstance(cell, str) else cell.lead + cell.text


def how_many(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: "1 claim", "2 claims"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
