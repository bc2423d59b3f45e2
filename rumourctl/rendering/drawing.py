"""Sheets drawn on a terminal: coloured, and fitted to its width."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from rumourctl.rendering.safe import safe, safe_lines
from rumourctl.rendering.sheet import MARGIN, Cell, Passage, Sheet

_WIDE = 120
"""Columns of a terminal from which on no column needs to give way."""


def draw(sheet: Sheet, width: int) -> str:
    """The sheet for a terminal of ``width`` columns: heading, passages, table and notes, an empty line between them."""
    console = Console(
        file=io.StringIO(),
        width=max(width - len(MARGIN), 20),
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    with console.capture() as capture:
        for part in _parts(sheet, narrow=width < _WIDE):
            console.print(part)
    return "".join(f"{MARGIN}{line}\n" if line else "\n" for line in capture.get().splitlines())


def _parts(sheet: Sheet, *, narrow: bool) -> Iterator[RenderableType]:
    blocks: list[list[RenderableType]] = []
    if sheet.subject:
        heading = Text(safe(sheet.subject), style="bold")
        heading.append("".join(f" · {safe(fact)}" for fact in sheet.facts if fact), style="not bold dim")
        blocks.append([heading])
    blocks += [[_passage(passage)] for passage in sheet.passages]
    if sheet.rows:
        blocks.append([_table(sheet, narrow=narrow)])
    if sheet.notes:
        blocks.append([Text(safe(note), style="dim") for note in sheet.notes])
    for number, block in enumerate(blocks):
        if number:
            yield Text()
        yield from block


def _passage(passage: Passage) -> Text:
    """Running text, what is marked in yellow."""
    text = Text()
    for piece, marked, label in passage.pieces():
        text.append(safe_lines(piece), style="yellow" if marked else "")
        text.append(label, style="bold")
    text.rstrip()
    return text


def _table(sheet: Sheet, *, narrow: bool) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="underline")
    table.show_header = any(column.title for column in sheet.columns)
    for column in sheet.columns:
        table.add_column(
            Text(safe(column.title)),
            no_wrap=not column.wraps,
            overflow="fold" if column.wraps else "ellipsis",
            max_width=column.at_most if narrow else None,
            justify="right" if column.right else "left",
            style=column.style,
        )
    for row in sheet.rows:
        table.add_row(*(_cell(cell) for cell in row))
    return table


def _cell(cell: Cell | str) -> Text:
    if isinstance(cell, str):
        return Text(safe(cell))
    if not cell.lead:
        return Text(safe(cell.text), style=cell.style)
    text = Text(safe(cell.lead), style="bold")
    return text.append(f" {safe(cell.text)}", style=f"not bold {cell.style}") if cell.text else text
