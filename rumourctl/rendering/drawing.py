"""Drawing for people: sheets and marked text, coloured and fitted on a terminal, plain and full width elsewhere."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from rumourctl.context import Context
from rumourctl.rendering.safe import safe, safe_lines
from rumourctl.rendering.sheet import Cell, Passage, Sheet

_FULL_WIDTH = 1_000_000
_MARGIN = " "
_WIDE = 120
"""Columns of a terminal from which on no column needs to give way."""


def draw(context: Context, *parts: RenderableType) -> str:
    """``parts`` one below the other, as the text to be written to stdout of ``context``."""
    console = Console(
        file=io.StringIO(),
        width=max(context.width - len(_MARGIN), 20) if context.decorated else _FULL_WIDTH,
        force_terminal=context.decorated,
        color_system="standard" if context.decorated else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    with console.capture() as capture:
        for part in parts:
            console.print(part)
    lines = (line if context.decorated else line.rstrip() for line in capture.get().splitlines())
    return "".join(f"{_MARGIN}{line}\n" if line else "\n" for line in lines)


def sheet_parts(context: Context, sheet: Sheet) -> Iterator[RenderableType]:
    """What :func:`draw` needs for a sheet: heading, passages, table and notes, an empty line between them."""
    blocks: list[list[RenderableType]] = []
    if sheet.subject:
        heading = Text(safe(sheet.subject), style="bold")
        heading.append("".join(f" · {safe(fact)}" for fact in sheet.facts if fact), style="not bold dim")
        blocks.append([heading])
    blocks += [[_passage(passage, decorated=context.decorated)] for passage in sheet.passages]
    if sheet.rows:
        blocks.append([_table(sheet, narrow=context.decorated and context.width < _WIDE)])
    if sheet.notes:
        blocks.append([Text(safe(note), style="dim") for note in sheet.notes])
    for number, block in enumerate(blocks):
        if number:
            yield Text()
        yield from block


def _passage(passage: Passage, *, decorated: bool) -> Text:
    """Running text, what is marked in yellow, or between » and « where there are no colours."""
    text = Text()
    for piece, marked, label in passage.pieces():
        shown = safe_lines(piece)
        text.append(f"»{shown}«" if marked and not decorated else shown, style="yellow" if marked else "")
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
