"""Sheets as plain lines, without colour and at full width: what is drawn where stdout is no terminal.

Thousands of rows are drawn so in a fraction of the time that Rich takes, which need not even be loaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rumourctl.rendering.safe import safe, safe_lines
from rumourctl.rendering.sheet import MARGIN, Cell, Passage, Sheet

_GAP = "  "


def plain(sheet: Sheet) -> str:
    """Heading, passages, table and notes, an empty line between them."""
    blocks: list[list[str]] = []
    if sheet.subject:
        blocks.append([" · ".join(safe(told) for told in (sheet.subject, *sheet.facts) if told)])
    blocks += [_passage(passage).split("\n") for passage in sheet.passages]
    if sheet.rows:
        blocks.append(list(_table(sheet)))
    if sheet.notes:
        blocks.append([safe(note) for note in sheet.notes])
    lines = [line.rstrip() for number, block in enumerate(blocks) for line in ([""] if number else []) + block]
    return "".join(f"{MARGIN}{line}\n" if line else "\n" for line in lines)


def _passage(passage: Passage) -> str:
    """Running text, what is marked between » and «."""
    return "".join(
        (f"»{safe_lines(piece)}«" if marked else safe_lines(piece)) + label for piece, marked, label in passage.pieces()
    ).rstrip()


def _table(sheet: Sheet) -> Iterator[str]:
    rows = [[_cell(cell) for cell in row] for row in sheet.rows]
    titles = [safe(column.title) for column in sheet.columns]
    if any(titles):
        rows.insert(0, titles)
    widths = [max(map(_width, texts)) for texts in zip(*rows, strict=True)]
    columns = [(column.right, width) for column, width in zip(sheet.columns, widths, strict=True)]
    return (_line(row, columns) for row in rows)


def _line(row: Sequence[str], columns: Sequence[tuple[bool, int]]) -> str:
    """A row of texts, each in a column that has a side and a width."""
    cells = []
    for text, (right, width) in zip(row, columns, strict=True):
        told = text.rstrip() if right else text
        blank = " " * (width - _width(told))
        cells.append(blank + told if right else told + blank)
    return _GAP.join(cells)


def _cell(cell: Cell | str) -> str:
    if isinstance(cell, str):
        return safe(cell)
    return " ".join(safe(text) for text in (cell.lead, cell.text) if text)


def _width(text: str) -> int:
    """Columns that a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # here, as most texts need none of its tables

    return cell_len(text)
