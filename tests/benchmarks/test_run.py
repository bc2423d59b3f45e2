"""The benchmarks as a whole: they run, measure all there is, and what they print and keep is right."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest
import typer

from rumourctl.app import app
from tests.benchmarks import printing, profiling, startup
from tests.benchmarks.measuring import ROOT, Figure, Unit
from tests.benchmarks.printing import cells, keep, kept, machine, shown
from tests.benchmarks.run import PARTS, main

CHANGING = {"settle", "retract", "merge", "split", "undo", "alias", "forget"}
"""Commands that change the ledger, so that a second run would find another one."""


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_every_part_runs(part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--scale", "tiny", "--only", part, "--folder", str(tmp_path)])
    told = capsys.readouterr().out
    assert machine().split(",")[0] in told
    assert "×" in told


def test_the_start_of_every_command_is_measured() -> None:
    commands = getattr(typer.main.get_command(app), "commands", {})
    measured = {told.split()[0] for told in startup.COMMANDS}
    assert {name for name, command in commands.items() if not command.hidden} - CHANGING <= measured


def test_an_unknown_part_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--only", "speed"])
    assert "no part is called speed; there are startup, " in capsys.readouterr().err


def test_a_step_is_made_of_modules_that_are_there() -> None:
    assert not [name for names in profiling.STEPS.values() for name in names if not _module(name).exists()]


def test_what_a_helper_does_counts_for_the_step_that_called_it() -> None:
    frames: list[str] = []
    known = {"look": lambda: frames.append(profiling.step_of(profiling.sys._getframe(1)))}
    for name in ("language/marks", "language/tokens", "articles/reading"):
        exec(compile(f"def {name.replace('/', '_')}(then): then()", str(_module(name)), "exec"), known)
    known["language_tokens"](lambda: known["language_marks"](known["look"]))  # type: ignore[call-arg]
    known["articles_reading"](known["look"])  # type: ignore[call-arg]
    assert frames == ["tokens", profiling.OTHER]


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (0.0421, Unit.SECONDS, "42 ms"),
        (9.5, Unit.SECONDS, "9,500 ms"),
        (61.2, Unit.SECONDS, "61 s"),
        (8234, Unit.WORDS, "8,230 words/s"),
        (12.34, Unit.ARTICLES, "12.3 articles/s"),
        (4512, Unit.BYTES, "4,510 bytes"),
        (48_200_000, Unit.BYTES, "48 MB"),
    ],
)
def test_figures_are_shown_with_the_digits_that_matter(value: float, unit: Unit, told: str) -> None:
    assert shown(value, unit) == told


def test_a_row_says_how_many_times_the_reference_it_is() -> None:
    figure = Figure("start", Unit.SECONDS, 0.3, "bare", 0.2)
    assert cells(figure) == ("start", "300 ms", "bare", "200 ms", "1.50×")
    assert cells(figure._replace(theirs=None))[3:] == ("–", "–")


def test_each_part_is_kept_until_it_is_measured_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "RESULTS", tmp_path / "results.json")
    old, new = (Figure("start", Unit.SECONDS, figure, "bare", 0.2, True) for figure in (0.3, 0.1))
    keep("startup", "how", [old])
    keep("ingest", "how else", [old])
    keep("startup", "how", [new])
    assert {part: of.figures for part, of in kept().items()} == {"startup": [new], "ingest": [old]}
    assert kept()["startup"].machine == machine()


def test_a_machine_is_told_by_its_class() -> None:
    assert platform.node() not in machine()
    assert platform.python_version() in machine()


def _module(name: str) -> Path:
    return ROOT / "rumourctl" / f"{name}.py"
