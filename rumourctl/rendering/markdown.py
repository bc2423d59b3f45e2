"""A sheet as Markdown, in which nothing from outside can become a link, an image, HTML or another cell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rumourctl.rendering.safe import safe, safe_lines
from rumourctl.rendering.sheet import Cell, Passage, Sheet

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ACTIVE = re.compile(r"[\\`*_\[\]|~${}]|(?<=mailto):|(?<=xmpp):|:(?=//)|(?<=\bwww)\.|(?<=\w)@(?=\w)", re.IGNORECASE)
"""What begins a span of its own anywhere; addresses too, which some make links of."""
_INDENT = re.compile(r"^[^\S\n]+", re.MULTILINE)
_OPENING = re.compile(r"^(\d{0,9})([#+=.)-])", re.MULTILINE)
"""What makes of a line a heading, an item of a list or a rule."""


def markdown(sheet: Sheet) -> str:
    """``sheet`` as a heading line, a pipe table and its notes."""
    blocks = []
    if sheet.subject:
        blocks.append(" · ".join([f"**{one_line(sheet.subject)}**", *(one_line(fact) for fact in sheet.facts if fact)]))
    blocks += [_passage(passage) for passage in sheet.passages]
    if sheet.rows:
        rule = ["---:" if column.right else "---" for column in sheet.columns]
        lines = [_line(one_line(column.title) for column in sheet.columns), _line(rule)]
        lines += [_line(_cell(cell) for cell in row) for row in sheet.rows]
        blocks.append("\n".join(lines))
    blocks += [one_line(note) for note in sheet.notes]
    return "\n\n".join(blocks) + "\n"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(cell: Cell | str) -> str:
    if isinstance(cell, str):
        return one_line(cell)
    return f"**{one_line(cell.lead)}** {one_line(cell.text)}".rstrip() if cell.lead else one_line(cell.text)


def _passage(passage: Passage) -> str:
    """A block quotation in which what is marked is bold."""
    text = "".join(
        (f"**{_inert(piece)}**" if marked else _inert(piece)) + _inert(label)
        for piece, marked, label in passage.pieces()
    )
    return "\n".join(f"> {line}".rstrip() for line in _plain(text.strip()).split("\n"))


def one_line(text: str) -> str:
    """``text`` as words on one line of Markdown, of which nothing is obeyed."""
    return _plain(_inert(safe(text)))


def _inert(text: str) -> str:
    """``text`` in which no span begins."""
    return _ACTIVE.sub(r"\\\g<0>", safe_lines(text).translate(_ENTITIES))


def _plain(text: str) -> str:
    """``text`` whose lines are words alone; they lose the blanks before them, which would make code of them."""
    return _OPENING.sub(r"\1\\\2", _INDENT.sub("", text))
