"""Pictures on a terminal: ladders of sagas and bars of hit rates, in blocks, in ASCII, and within 80 columns."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from rich.cells import cell_len

from rumourctl.claims.model import Stage
from rumourctl.rendering.charts import ASCII, BLOCKS, bar, ladder
from rumourctl.rendering.ladder import ticks
from rumourctl.rendering.sheet import Cell
from rumourctl.sagas.records import Tally
from rumourctl.sagas.saga import steps
from tests.sagas.build import DAY, sagas, said

Runner = Callable[..., Any]
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def drawn(*stages: tuple[Stage, int]) -> list[str]:
    """The picture of a saga in which Ola was said to come to these stages, so many days after its beginning."""
    claims = [said(stage, after) for stage, after in stages]
    (saga,) = sagas(*claims)
    sheet = ladder(saga, steps(claims), claims, 42, BLOCKS)
    return [f"{name:>8} {cell.text}" for name, cell in sheet.rows if isinstance(cell, Cell)]


def test_a_ladder_has_time_across_and_stages_up() -> None:
    assert drawn((Stage.INTEREST, 0), (Stage.TALKS, 15), (Stage.TALKS, 15), (Stage.CLOSE, 30)) == [
        "  agreed ",
        "   close                               ●",
        "   terms                               │",
        "     bid                               │",
        "rejected                               │",
        "   talks                2──────────────┘",
        "interest ●──────────────┘",
        "         ┬─────────────────────────────┬",
        "         Jun 2025               Jul 2025",
    ]


def test_what_died_falls_below_all() -> None:
    picture = drawn((Stage.INTEREST, 0), (Stage.TALKS, 10), (Stage.OFF, 20))
    assert picture[:4] == [
        "rejected ",
        "   talks                ●──────────────┐",
        "interest ●──────────────┘              │",
        "     off                               ●",
    ]


@pytest.mark.parametrize(("days", "most"), [(0, 4), (1, 4), (9, 4), (40, 4), (200, 6), (800, 5), (9_000, 3)])
def test_ticks_are_round_days_in_order_and_never_too_many(days: int, most: int) -> None:
    found = [day for day, _ in ticks(DAY, DAY + timedelta(days), most)]
    assert 1 <= len(found) <= most
    assert found == sorted(set(found))
    assert found[0] >= DAY
    assert found[-1] <= DAY + timedelta(days)


def test_a_bar_is_as_long_as_little_is_known() -> None:
    assert bar(Tally(0, 0), ASCII) == ""
    assert bar(Tally(1, 2), ASCII) == "  [--------------------]"
    assert bar(Tally(40, 50), ASCII).strip() == ":   [==o=]"
    assert len(bar(Tally(5, 10), BLOCKS).strip()) > len(bar(Tally(50, 100), BLOCKS).strip())


QUESTIONS = [("timeline", "mac allister", "--chart"), ("sources", "--chart")]


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_a_terminal_gets_blocks_in_colour_within_80_columns(ask: Runner, question: tuple[str, ...]) -> None:
    drawn = ask(*question, terminal=True).stdout
    assert COLOUR.search(drawn)
    assert not COLOUR.sub("", drawn).isascii()
    assert max(cell_len(line) for line in COLOUR.sub("", drawn).splitlines()) <= 80
    assert "…" not in drawn


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
@pytest.mark.parametrize("how", [{}, {"terminal": True, "env": {"NO_COLOR": "1"}, "width": 50}])
def test_piped_it_is_ascii_without_colour(ask: Runner, question: tuple[str, ...], how: dict[str, Any]) -> None:
    drawn = ask(*question, **how).stdout
    picture = [line for line in drawn.splitlines() if " · " not in line]
    assert "".join(picture).isascii()
    assert drawn == ask(*question).stdout
    assert max(map(len, picture)) <= 80


@pytest.mark.parametrize(("locale", "blocks"), [("C", False), ("en_GB.ISO-8859-1", False), ("de_DE.utf8", True)])
def test_where_the_locale_is_not_utf_8_it_is_ascii(ask: Runner, locale: str, blocks: bool) -> None:
    drawn = ask("sources", "--chart", terminal=True, env={"LANG": "en_GB.UTF-8", "LC_ALL": locale}).stdout
    assert COLOUR.sub("", drawn).isascii() is not blocks


def test_a_ladder_shows_the_claims_that_are_asked_for(ask: Runner) -> None:
    everything, hedged = (ask("timeline", "mac allister", "--chart", *more) for more in ((), ("--source", "defensa")))
    assert everything.lines[0] == " Alexis Mac Allister · summer 2025 · off on 1 Sep 2025 · 4 claims"
    assert everything.lines[-1] == " 1 claim told as history: not drawn"
    assert hedged.status == 1
    only = ask("timeline", "mac allister", "--chart", "--source", "defensa central")
    assert only.lines[0].endswith(" · 2 claims")
    assert "summer 2026" not in only.stdout


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (("timeline", "mac allister", "--chart", "-f", "json"), "--chart draws a picture, and json holds words only"),
        (("sources", "--chart", "-f", "csv"), "--chart draws a picture, and csv holds words only"),
    ],
)
def test_what_has_no_picture_is_said(ask: Runner, question: tuple[str, ...], reason: str) -> None:
    done = ask(*question)
    assert (done.status, done.stdout) == (2, "")
    assert done.stderr.startswith(f"rumourctl: {reason}")


def test_of_a_club_each_saga_that_concerns_it_is_drawn_as_they_began(ask: Runner) -> None:
    drawn = ask("timeline", "liverpool", "--chart")
    assert drawn.status == 0
    told = ask("sagas", "--club", "liverpool", "-f", "json").json
    titles = [re.match(r" (.+?) · (\w+ [\d/]+) · ", line) for line in drawn.lines]
    shown = [match[1] for match in titles if match]
    assert shown == [s["person"] for s in sorted(told, key=lambda s: (s["first"], s["saga_id"]))]
    assert "Alexis Mac Allister" in shown
    only = ask("timeline", "liverpool", "--club", "real madrid", "--chart", "--limit", "1")
    assert sum(" · " in line for line in only.lines) == 1
