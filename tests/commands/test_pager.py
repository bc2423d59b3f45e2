"""Long answers on a real terminal go through a pager, and nothing else does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import rumourctl
from tests.commands.terminal import terminal

Shown = Callable[..., tuple[int, str]]
LONG = ("claims",)
MARKING = "sed s/^/paged:/"


@pytest.fixture
def environ(seed_ledger: Path, tmp_path: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(Path(rumourctl.__file__).parents[1]),
        "RUMOURCTL_DB": str(seed_ledger),
        "HOME": str(tmp_path),
        "TERM": "xterm",
        "LINES": "12",
        "COLUMNS": "80",
    }


@pytest.fixture
def shown(environ: dict[str, str], tmp_path: Path) -> Shown:
    """Run the program on a terminal of 12 lines; gives its status, and what was shown."""

    def run_program(*arguments: str, **more: str) -> tuple[int, str]:
        with terminal([sys.executable, "-m", "rumourctl", *arguments], environ | more, tmp_path) as at:
            status = at.wait()
        return status, at.shown.decode()

    return run_program


@pytest.mark.parametrize("variable", ["PAGER", "RUMOURCTL_PAGER"])
def test_what_does_not_fit_goes_through_the_pager(shown: Shown, variable: str) -> None:
    status, told = shown(*LONG, **{"PAGER": "false", variable: MARKING})
    assert status == 0
    lines = told.splitlines()
    assert len(lines) > 12
    assert all(line.startswith("paged:") for line in lines)
    assert "\x1b[" in told  # in colour


def test_a_digest_and_a_page_are_paged_too(shown: Shown) -> None:
    assert shown("brief", "--since", "2025-01-01", "--until", "2026-04-01", PAGER=MARKING)[1].startswith("paged:# All")
    assert shown("show", "aaf7", PAGER=MARKING)[1].startswith("paged:")


@pytest.mark.parametrize(
    ("arguments", "more"),
    [
        (LONG, {"LINES": "1000"}),
        (("--no-pager", *LONG), {}),
        ((*LONG, "-f", "json"), {}),
        ((*LONG, "-f", "markdown"), {}),
        ((*LONG, "--template", "{{person}}"), {}),
        (LONG, {"TERM": "dumb"}),
        (LONG, {"PAGER": "cat"}),
        (LONG, {"PAGER": ""}),
        (LONG, {"PAGER": "no-such-pager --at-all"}),
        (LONG, {"PAGER": "an 'open quote"}),
    ],
)
def test_all_else_is_shown_at_once(shown: Shown, arguments: tuple[str, ...], more: dict[str, str]) -> None:
    status, told = shown(*arguments, **({"PAGER": MARKING} | more))
    assert status == 0
    assert "paged:" not in told
    assert len(told.splitlines()) > 12


def test_who_has_seen_enough_quits_and_that_is_no_error(shown: Shown) -> None:
    status, told = shown(*LONG, PAGER="head -n 2")
    assert status == 0
    assert len(told.splitlines()) == 2


@pytest.mark.skipif(not shutil.which("less"), reason="needs less")
def test_less_shows_the_first_page_and_q_ends_it(environ: dict[str, str], tmp_path: Path) -> None:
    with terminal([sys.executable, "-m", "rumourctl", *LONG], environ, tmp_path) as at:
        at.wait_for("\n:")  # its prompt
        assert b"Id" in at.shown
        at.type("q")
        assert at.wait() == 0
    assert "Traceback" not in at.shown.decode()


def test_a_pipe_is_not_paged(environ: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rumourctl", *LONG], env=environ | {"PAGER": "false"}, capture_output=True, check=True
    )
    assert len(done.stdout.splitlines()) > 12
