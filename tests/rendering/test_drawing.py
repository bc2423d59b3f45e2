"""Tables for people: fitted and coloured on a terminal, plain and whole elsewhere."""

from __future__ import annotations

import io
import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from rumourctl.context import Context
from rumourctl.rendering.markdown import markdown
from rumourctl.rendering.output import output_sheets
from rumourctl.rendering.sheet import Cell, Column, Mark, Passage, Sheet

LONG = "subject of a bid from a club whose name is as long as a name may be, and longer still"
HOSTILE = "[red]a|b[/] `x` <img src=x> ![i](http://e.x) \x1b[2J\u202e*b*"


def drawn(sheet: Sheet, *, terminal: bool = False, width: int = 80, **environ: str) -> str:
    context = Context(
        io.StringIO(), io.StringIO(), io.BytesIO(), date(2026, 1, 1), environ=environ, terminal=terminal, width=width
    )
    output_sheets(context, [sheet])
    return str(context.stdout.getvalue())


def without_colour(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def sheet(text: str) -> Sheet:
    return Sheet(
        [Column("When"), Column("Claim", wraps=True)], [["20 May 25", Cell(text, "red")]], "Kai Lund", ["2 claims"]
    )


def test_off_a_terminal_nothing_is_cut_wrapped_or_coloured() -> None:
    assert drawn(sheet(LONG)) == f" Kai Lund · 2 claims\n\n When       Claim\n 20 May 25  {LONG}\n"


def test_a_terminal_gets_colour_and_lines_that_fit() -> None:
    for width in (40, 80, 120):
        told = drawn(sheet(LONG), terminal=True, width=width)
        assert "\x1b[31m" in told
        assert max(cell_len(line) for line in without_colour(told).splitlines()) <= width
        assert " ".join(without_colour(told).split()).endswith("and longer still")


texts = st.text(max_size=9)
cells = texts | st.builds(Cell, texts, st.just("red"), texts)
tables = st.builds(
    Sheet,
    st.just([Column("N", right=True), Column("Wer"), Column("", wraps=True), Column("東京", at_most=3)]),
    st.lists(st.tuples(cells, cells, cells, cells), min_size=1, max_size=5),
    texts,
    st.lists(texts, max_size=2),
    st.lists(texts, max_size=2),
)


@given(tables)
def test_what_is_plain_is_what_a_very_wide_terminal_shows(table: Sheet) -> None:
    on_terminal = without_colour(drawn(table, terminal=True, width=1_000_000))
    assert drawn(table).split("\n") == [line.rstrip() for line in on_terminal.split("\n")]


def test_no_color_and_dumb_terminals_get_the_plain_form() -> None:
    assert drawn(sheet(LONG), terminal=True, NO_COLOR="1") == drawn(sheet(LONG))
    assert drawn(sheet(LONG), terminal=True, TERM="dumb") == drawn(sheet(LONG))


def test_text_from_outside_is_neither_markup_nor_control() -> None:
    for terminal in (False, True):
        told = without_colour(drawn(sheet(HOSTILE), terminal=terminal))
        assert "[red]a|b[/]" in told
        assert "\x1b" not in told
        assert "\u202e" not in told


def test_marks_stand_out_with_and_without_colour() -> None:
    passage = Passage("Villa want him. He stays.", [Mark(0, 15, "[1]"), Mark(0, 15, "[2]"), Mark(90, 95)])
    page = Sheet([], [], "Kai Lund", passages=[passage])
    assert "»Villa want him.«[1][2] He stays." in drawn(page)
    assert "\x1b[33mVilla want him.\x1b[0m" in drawn(page, terminal=True)
    assert "> **Villa want him.**\\[1\\]\\[2\\] He stays." in markdown(page)


def test_markdown_holds_hostile_text_in_its_cell() -> None:
    *_, row = markdown(sheet(HOSTILE)).strip().splitlines()
    assert len(re.findall(r"(?<!\\)\|", row)) == 3
    assert not re.search(r"<|(?<!\\)[`\[*]|[\x1b\u202e]", row)
    assert "&lt;img src=x&gt;" in row


def test_markdown_has_heading_table_and_notes() -> None:
    page = Sheet(
        [Column("N", right=True), Column("Who")], [["1", Cell("left", lead="Kai")]], "Title", ["a fact"], ["a note"]
    )
    assert markdown(page) == "**Title** · a fact\n\n| N | Who |\n| ---: | --- |\n| 1 | **Kai** left |\n\na note\n"
