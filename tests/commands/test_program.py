"""What every command promises: where the ledger is, what goes where, how it looks, and how it ends."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

import rumourctl

Runner = Callable[..., Any]

QUESTIONS = [
    ("timeline", "mac allister"),
    ("timeline", "real madrid"),
    ("diff", "2025-05-20", "2026-03-10"),
    ("sources",),
    ("claims",),
    ("articles",),
    ("people",),
    ("clubs",),
]
COMMANDS = ["ingest", "extract", "explain", "reextract", "show", *dict.fromkeys(question[0] for question in QUESTIONS)]
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def program(*arguments: str | Path, stdin: bytes = b"", **environ: str) -> subprocess.CompletedProcess[bytes]:
    """The program as a process of its own, in an environment of its own."""
    home = {"PYTHONPATH": str(Path(rumourctl.__file__).parents[1]), "PATH": os.environ["PATH"]}
    command = [sys.executable, "-m", "rumourctl", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, env=home | environ, timeout=60, check=False)


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_a_terminal_gets_colour_and_at_most_80_columns(ask: Runner, question: tuple[str, ...]) -> None:
    told = ask(*question, terminal=True, width=80).stdout
    assert COLOUR.search(told)
    assert max(cell_len(line) for line in COLOUR.sub("", told).splitlines()) <= 80
    assert "…" not in told


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_without_a_terminal_or_with_no_color_it_is_plain(ask: Runner, question: tuple[str, ...]) -> None:
    piped = ask(*question)
    assert "\x1b" not in piped.stdout
    assert ask(*question, terminal=True, width=40, env={"NO_COLOR": "1"}).stdout == piped.stdout


@pytest.mark.parametrize("form", ["json", "ndjson", "csv", "tsv", "markdown"])
@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_every_question_is_answered_in_every_format(ask: Runner, question: tuple[str, ...], form: str) -> None:
    done = ask(*question, "-f", form, terminal=True)
    assert done.status == 0
    assert done.stdout
    assert "\x1b" not in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_has_examples_of_its_command(run: Runner, command: str) -> None:
    done = run(command, "--help")
    assert done.status == 0
    examples = [line.strip() for line in done.lines if line.strip().startswith("$ ")]
    assert any(f"rumourctl {command}" in example for example in examples)


def test_alone_it_says_what_the_ledger_holds_and_what_to_try_which_works(run: Runner, ask: Runner) -> None:
    done = ask()
    assert done.status == 0
    assert re.match(r" rumourctl \S+ · \d+ claims on \d+ people in 2 articles · ", done.lines[0])
    tried = [shlex.split(re.split(r"  +", line.strip())[0]) for line in done.lines[2:]]
    assert [words[1] for words in tried] == ["timeline", "sources", "brief", "sagas", "--help"]
    for program, *arguments in tried:
        assert program == "rumourctl"
        assert ask(*arguments).status == 0


def test_alone_without_a_ledger_it_says_how_to_begin_and_makes_none(run: Runner, tmp_path: Path) -> None:
    done = run("--db", tmp_path / "none.db")
    assert done.status == 0
    assert "no ledger yet at" in done.lines[0]
    assert any(line.startswith(" rumourctl ingest ") for line in done.lines)
    assert list(tmp_path.glob("*.db")) == []


def test_with_version_it_prints_its_version(run: Runner) -> None:
    assert run("--version").stdout == f"rumourctl {rumourctl.__version__}\n"


def test_the_ledger_is_named_before_or_after_the_command_or_by_the_environment(run: Runner, seed_ledger: Path) -> None:
    expected = run("--db", seed_ledger, "articles").stdout
    assert run("articles", "--db", seed_ledger).stdout == expected
    assert run("articles", env={"RUMOURCTL_DB": str(seed_ledger)}).stdout == expected
    assert run("--db", "nowhere.db", "articles", "--db", seed_ledger).stdout == expected


def test_without_any_it_is_in_the_platforms_data_folder(tmp_path: Path, seeds: Path) -> None:
    done = program("ingest", seeds, HOME=str(tmp_path), XDG_DATA_HOME=str(tmp_path / "data"))
    assert done.returncode == 0
    made = list(tmp_path.rglob("ledger.db"))
    assert len(made) == 1
    assert str(made[0]) in done.stderr.decode()


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_reading_never_makes_a_ledger(run: Runner, tmp_path: Path, question: tuple[str, ...]) -> None:
    done = run(*question)
    assert (done.status, done.stdout) == (3, "")
    assert "there is no ledger yet" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_ledger_is_left_alone(run: Runner, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("mine")
    done = run("--db", notes, "ingest", notes)
    assert done.status == 3
    assert str(notes) in done.stderr
    assert notes.read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show"], "rumourctl: Missing argument 'ID'; see rumourctl show --help\n"),
        (["gossip"], "rumourctl: No such command 'gossip'; see rumourctl --help\n"),
        (["timelin", "x"], "rumourctl: No such command 'timelin'. Did you mean 'timeline'?; see rumourctl --help\n"),
        (["claims", "--stagee", "bid"], "rumourctl: No such option: --stagee"),
        (["claims", "-f", "xml"], "rumourctl: Invalid value for '--format' / '-f': 'xml' is not one of 'table', "),
        (["claims", "--limit", "0"], "rumourctl: Invalid value for '--limit' / '-n': "),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(run: Runner, arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert (done.status, done.stdout) == (2, "")
    assert done.stderr.startswith(said)
    assert len(done.stderr.splitlines()) == 1


def test_an_interrupt_ends_with_130(run: Runner, monkeypatch: pytest.MonkeyPatch, seed_ledger: Path) -> None:
    from rumourctl.ledger.store import Ledger

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Ledger, "each_claim", interrupt)
    done = run("--db", seed_ledger, "claims")
    assert (done.status, done.stdout, done.stderr) == (130, "", "")


def test_a_bug_is_a_plain_traceback(run: Runner, monkeypatch: pytest.MonkeyPatch, seed_ledger: Path) -> None:
    from rumourctl.ledger.store import Ledger

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Ledger, "each_claim", fail)
    with pytest.raises(ZeroDivisionError):
        run("--db", seed_ledger, "claims")


def test_as_a_process_it_answers_in_utf_8_whatever_the_locale(seed_ledger: Path) -> None:
    done = program("--db", seed_ledger, "timeline", "Fran García", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Fran García · 1 claim" in done.stdout.decode("utf-8")


def test_a_reader_that_stops_early_ends_it_quietly(seed_ledger: Path) -> None:
    home = {"PYTHONPATH": str(Path(rumourctl.__file__).parents[1])}
    command = [sys.executable, "-m", "rumourctl", "--db", str(seed_ledger), "claims", "-f", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=home) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_written_is_an_error(seed_ledger: Path) -> None:
    home = {"PYTHONPATH": str(Path(rumourctl.__file__).parents[1])}
    command = [sys.executable, "-m", "rumourctl", "--db", str(seed_ledger), "claims"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, env=home, check=False)
    assert done.returncode == 1
    assert done.stderr == (
        "rumourctl: the output cannot be written: No space left on device; make room, or send it elsewhere\n"
    )


def test_undecodable_file_names_are_spelt_out(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.txt"
    try:
        Path(os.fsdecode(name)).write_text("Kai Lund stays.")
    except OSError:
        pytest.skip("this file system takes no such names")
    done = program("extract", os.fsdecode(name), "-f", "json")
    assert done.returncode == 1
    assert b"udcff.txt: no date found" in done.stderr
    assert json.loads(done.stdout) == []


PROGRAM = {
    "rumourctl",
    "rumourctl.app",
    "rumourctl.claims",
    "rumourctl.claims.model",
    "rumourctl.commands",
    "rumourctl.commands.given",
    "rumourctl.commands.options",
    "rumourctl.commands.signals",
    "rumourctl.context",
    "rumourctl.errors",
    "rumourctl.rendering",
    "rumourctl.rendering.formats",
    "rumourctl.rendering.notices",
    "rumourctl.rendering.safe",
    "rumourctl.settings",
    "rumourctl.settings.model",
}
"""The modules of ours that every run loads."""
OF_DATES = {"", ".when", ".calendar_words", ".folding"}
"""Those of ``rumourctl.language`` that understand dates on the command line."""
FOR_MIGRATIONS = {"sqlite_utils", "click", "pluggy", "dateutil"}


def loaded(*arguments: str | Path, **environ: str) -> set[str]:
    """The modules that a run of the program has loaded at its end."""
    script = "import sys; from rumourctl.app import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    home = {"PYTHONPATH": str(Path(rumourctl.__file__).parents[1])}
    command = [sys.executable, "-c", script, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, env=home | environ, check=True)
    return set(done.stderr.split())


def layers(modules: set[str]) -> set[str]:
    """The layers of ours to which ``modules`` belong."""
    return {name.split(".")[1] for name in modules if name.startswith("rumourctl.")}


def test_the_version_loads_no_command_and_no_library_but_typer() -> None:
    modules = loaded("--version")
    assert {name for name in modules if name.split(".")[0] == "rumourctl"} == PROGRAM
    assert not {"sqlite3", "rich", "tomllib", *FOR_MIGRATIONS} & modules


def test_the_help_loads_no_more_than_the_commands_it_lists() -> None:
    modules = loaded("--help")
    assert layers(modules - PROGRAM) <= {"commands", "rendering", "files"}
    assert not {"sqlite3", "tomllib", *FOR_MIGRATIONS} & modules


@pytest.mark.parametrize("question", [*QUESTIONS, ("sagas",), ("brief",)], ids=" ".join)
def test_a_question_loads_its_command_and_nothing_that_reads_articles(
    seed_ledger: Path, question: tuple[str, ...]
) -> None:
    modules = loaded("--db", seed_ledger, *question)
    commands = {name.removeprefix("rumourctl.commands.") for name in modules if name.startswith("rumourctl.commands.")}
    assert commands <= {question[0], "counting", "given", "naming", "news", "options", "shape", "signals"}
    assert not {"extraction", "rules", "cache"} & layers(modules)
    assert {name for name in modules if name.startswith("rumourctl.language")} <= {
        f"rumourctl.language{name}" for name in OF_DATES
    }
    assert not FOR_MIGRATIONS & modules


def test_a_person_is_asked_for_without_words_rules_and_dates(seed_ledger: Path) -> None:
    modules = loaded("--db", seed_ledger, "timeline", "mac allister")
    assert "language" not in layers(modules)
    assert "tomllib" not in modules


def test_for_machines_no_table_is_drawn(seed_ledger: Path) -> None:
    assert "rich" not in loaded("--db", seed_ledger, "claims", "-f", "ndjson")


def test_reading_articles_loads_nothing_of_the_ledger(seeds: Path, cache: Path) -> None:
    modules = loaded("extract", seeds, "-f", "ndjson", RUMOURCTL_CACHE=str(cache))
    assert not {"ledger", "sagas"} & layers(modules)
    assert not {"sqlite3", "rich", *FOR_MIGRATIONS} & modules
