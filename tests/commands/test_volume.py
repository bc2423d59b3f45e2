"""How much is said on stderr: --quiet leaves errors and refusals alone, --verbose adds what is used."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer

from rumourctl.app import app, main
from rumourctl.context import Context

Runner = Callable[..., Any]

NOTING: Sequence[tuple[str, ...]] = [
    ("ingest", "{seeds}"),
    ("ingest", "{seeds}", "--dry-run"),
    ("extract", "{spanish}"),
    ("extract", "{seeds}", "--out", "{folder}/parts"),
    ("report", "-o", "{folder}/report.html"),
    ("backup", "{folder}/copy.db"),
    ("export", "{folder}/ledger.ndjson"),
    ("import", "{folder}/ledger.ndjson", "--db", "{folder}/other.db"),
    ("check",),
    ("forget", "{seed}", "--yes"),
]
"""Commands that have something to say when all goes well, in an order in which each can run; ``{...}`` are places."""


@pytest.fixture
def places(tmp_path: Path, seeds: Path) -> dict[str, str]:
    spanish = tmp_path / "2025-05-20-spanish.txt"
    spanish.write_text(
        "El Chelsea ha fichado a Kai Lund, según la prensa. El jugador, que tiene contrato hasta 2028 con el "
        "Brighton, pasa hoy el reconocimiento médico en Londres.\n"
    )
    seed = seeds / "000_61c07a2d2b7f4386.txt"
    return {"seeds": str(seeds), "spanish": str(spanish), "folder": str(tmp_path), "seed": str(seed)}


def commands() -> dict[str, Any]:
    """All commands, also those of groups, by what is typed."""
    group: Any = typer.main.get_command(app)
    found = {}
    for name, command in group.commands.items():
        inner = getattr(command, "commands", None)
        found |= {f"{name} {part}": each for part, each in inner.items()} if inner else {name: command}
    return found


@pytest.mark.parametrize("name", commands())
def test_every_command_takes_both(name: str) -> None:
    taken = {spelling for param in commands()[name].params for spelling in param.opts}
    assert {"--quiet", "-q", "--verbose", "-v"} <= taken


def test_quiet_silences_notes_and_changes_nothing_else(run: Runner, places: dict[str, str]) -> None:
    for command in NOTING:
        arguments = [argument.format(**places) for argument in command]
        done = run(*arguments, "--quiet")
        assert (done.status, done.stderr) == (0, ""), command


def test_without_it_the_same_commands_say_something(run: Runner, places: dict[str, str]) -> None:
    for command in NOTING:
        done = run(*(argument.format(**places) for argument in command))
        assert done.status == 0
        assert done.stderr != "", command


def test_it_may_stand_before_the_command(run: Runner, seeds: Path) -> None:
    assert run("-q", "ingest", seeds).stderr == ""
    assert "reading: version" in run("-v", "ingest", seeds).stderr


def test_quiet_leaves_refusals_errors_and_statuses_as_they_are(run: Runner, tmp_path: Path) -> None:
    undated = tmp_path / "undated.txt"
    undated.write_text("Kai Lund stays.")
    for arguments in (["ingest", undated], ["extract", undated], ["show", "c1-nothing"], ["claims", "--person", "x"]):
        loud, quiet = run(*arguments), run(*arguments, "-q")
        assert quiet.status == loud.status != 0
        assert quiet.stderr.splitlines()[0] in loud.stderr.splitlines()
    nothing = run("claims", "--stage", "medical", "-q")
    assert (nothing.status, len(nothing.stderr.splitlines())) == (1, 1)


def test_quiet_draws_no_progress(tmp_path: Path, seeds: Path, no_rules: Path, cache: Path) -> None:
    def drawn(*arguments: str) -> str:
        """What a terminal at stderr gets."""
        stderr = io.StringIO()
        places = {"RUMOURCTL_DB": str(tmp_path / f"{len(arguments)}.db"), "RUMOURCTL_RULES": str(no_rules)}
        environ = {**places, "RUMOURCTL_CACHE": str(cache), "RUMOURCTL_CONFIG": str(no_rules / "config.toml")}
        out, today = io.StringIO(), date(2026, 3, 12)
        context = Context(out, stderr, io.BytesIO(), today, environ, error_terminal=True)
        assert main(["ingest", str(seeds), *arguments], context) == 0
        return stderr.getvalue()

    assert "articles ·" in drawn()
    assert drawn("--quiet") == ""


def test_verbose_tells_what_is_used_and_how_long_it_took(run: Runner, seeds: Path, tmp_path: Path) -> None:
    settings = tmp_path / "config.toml"
    settings.write_text("jobs = 1\n")
    done = run("ingest", seeds, "--verbose", env={"RUMOURCTL_CONFIG": str(settings)})
    said = done.stderr.splitlines()
    assert f"settings: {settings}" in said
    assert f"ledger: {tmp_path / 'ledger.db'}" in said
    assert any(line.startswith("words and rules of your own: ") for line in said)
    assert any(line.startswith("cache: ") for line in said)
    assert any(re.fullmatch(r"reading: version \S+", line) for line in said)
    assert re.fullmatch(r"took \d+\.\d\d s", said[-1])
    asked = run("people", "-v")
    assert asked.status == 0
    assert [line.split(":")[0].split(" ")[0] for line in asked.stderr.splitlines()] == ["settings", "ledger", "took"]
    assert "settings: none" in asked.stderr
    assert asked.stdout == run("people").stdout


def test_both_at_once_are_refused(run: Runner) -> None:
    done = run("people", "-q", "-v")
    assert (done.status, done.stdout) == (2, "")
    assert done.stderr == "rumourctl: --quiet and --verbose contradict each other; leave one of them out\n"
