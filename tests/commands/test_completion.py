"""Completion, asked for by the real shells: each has its script from the program, and somebody presses Tab."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shellingham
import typer

import rumourctl
from rumourctl.app import app
from rumourctl.articles.model import Article
from rumourctl.claims.model import Certainty, Claim, Evidence, Move, Source, SourceKind, Stage
from rumourctl.claims.people import fold
from rumourctl.ledger.store import Ledger
from rumourctl.rendering.safe import safe
from tests.commands.terminal import terminal

Runner = Callable[..., Any]

SHELLS = {"bash": ["bash", "--norc", "--noprofile", "-i"], "zsh": ["zsh", "-f", "-i"], "fish": ["fish", "-N", "-i"]}
SETTINGS = {
    "bash": "PS1='re''ady> '; set +o history; source script.bash",
    "zsh": "PROMPT='re''ady> '; autoload -Uz compinit; compinit -u -d zcompdump; source script.zsh",
    "fish": "function fish_prompt; echo -n re'ady> '; end; source script.fish",
}
"""How a shell is made to complete; a person would have this in the settings."""

HOSTILE = {
    "quo": "Quentin \"the 'quote'\" Quorn",
    "dol": "Dolly $(touch harm) `touch harm` $HOME Dolan",
    "bac": "Bacca\\slash Backe",
    "sem": "Semi; touch harm & touch harm | x > harm Semedo",
    "col": "Colin: the Colon",
    "ban": "Bang! Bangura",
    "sta": "Star * ? [a] {b,c} ~ #Stam",
    "eur": "Żółw Eurén",
}
"""What is typed, and the person who is meant: nothing of the name may be obeyed by any shell."""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of clubs, outlets and persons of ordinary and of hostile names."""
    path = tmp_path_factory.mktemp("completion") / "ledger.db"
    with Ledger.open(path, create=True) as opened:
        for number, person in enumerate(["Arda Güler", "Alexis Mac Allister", "Kevin Mac Allister", *HOSTILE.values()]):
            article = Article(f"Real Madrid want {person}.", date(2025, 5, 20), f"articles/{number}.txt", "Marca")
            claim = Claim(
                person=person,
                move=Move.TRANSFER,
                stage=Stage.INTEREST,
                certainty=Certainty.ASSERTED,
                from_club="Bodø/Glimt",
                to_club="Real Madrid",
                source=Source(SourceKind.OUTLET, "Defensa Central"),
                date=article.published,
                evidence=(Evidence(0, len(article.text), article.text),),
            )
            opened.add(article, [claim], "test")
    return path


Press = Callable[[str], list[str]]


@pytest.fixture(scope="module", params=SHELLS)
def press(request: pytest.FixtureRequest, ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    """Type keys at a shell, Return at the end; gives the arguments that the program would have been called with."""
    shell: str = request.param
    if not shutil.which(shell):
        pytest.skip(f"needs {shell}")
    folder = tmp_path_factory.mktemp(shell)
    environ = {
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "PYTHONPATH": str(Path(rumourctl.__file__).parents[1]),
        "RUMOURCTL_DB": str(ledger),
        "TERM": "xterm",
        "LC_ALL": "C.UTF-8",
    }
    program = folder / "bin" / "rumourctl"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\nif [ "$_RUMOURCTL_COMPLETE" ]; then exec "{sys.executable}" -m rumourctl "$@"; fi\n'
        'for each; do printf "%s\\n" "$each"; done > draft; mv draft called\n'
    )
    program.chmod(0o755)
    asked = [sys.executable, "-m", "rumourctl", "--show-completion", "--shell", shell]
    shown = subprocess.run(asked, env=environ, capture_output=True, check=True)
    (folder / f"script.{shell}").write_bytes(shown.stdout)
    (folder / "of-a-file.txt").touch()
    called = folder / "called"
    with terminal(SHELLS[shell], environ, folder) as at:
        at.type(f"{SETTINGS[shell]}\r")
        at.wait_for("ready> ")

        def pressed(keys: str) -> list[str]:
            at.type(f"rumourctl {keys}\r")
            at.wait_for(called)
            found = called.read_text(encoding="utf-8").splitlines()
            called.unlink()
            return found

        yield pressed
    assert not list(folder.glob("harm*"))


def spelt(found: str, name: str) -> bool:
    """Whether a name is completed: fish, which knows no accents, gets it without them."""
    return found in (name, fold(name))


def test_a_command_is_completed(press: Press) -> None:
    assert press("timel\t") == ["timeline"]


def test_an_option_and_a_word_that_it_takes_are_completed(press: Press) -> None:
    assert press("claims --cert\tden\t") == ["claims", "--certainty", "denied"]


def test_a_person_is_completed_by_any_word_without_case_and_accents(press: Press) -> None:
    (_, name) = press("timeline gul\t")
    assert spelt(name, "Arda Güler")


def test_a_name_may_stand_in_quotes_or_behind_an_equals_sign(press: Press) -> None:
    assert press('timeline "alexis m\t') == ["timeline", "Alexis Mac Allister"]
    assert press("timeline 'alexis m\t") == ["timeline", "Alexis Mac Allister"]
    assert press("timeline alexis\\ m\t") == ["timeline", "Alexis Mac Allister"]
    option, _, club = press("claims --club=bod\t")[-1].partition("=")
    assert option == "--club"
    assert spelt(club, "Bodø/Glimt")
    assert press("claims --club real\t--source def\t")[1:] == ["--club", "Real Madrid", "--source", "Defensa Central"]


def test_nothing_in_a_name_is_obeyed(press: Press) -> None:
    for typed, name in HOSTILE.items():
        (_, found) = press(f"timeline {typed}\t")
        assert spelt(found, name), typed
        (_, found) = press(f'timeline "{typed}\t')
        assert spelt(found, name), typed


def test_a_file_is_completed_where_one_is_wanted(press: Press) -> None:
    assert press("ingest of-a\t") == ["ingest", "of-a-file.txt"]
    assert press("--db of-a\tclaims") == ["--db", "of-a-file.txt", "claims"]


def answers(run: Runner, shell: str, *words: str | Path, ledger: Path) -> list[str]:
    """What a script would be told."""
    done = run(*words, env={"_RUMOURCTL_COMPLETE": shell, "RUMOURCTL_DB": str(ledger)})
    assert (done.status, done.stderr) == (0, "")
    return done.lines


def test_every_command_is_offered_and_every_option_of_each(run: Runner, ledger: Path) -> None:
    group: Any = typer.main.get_command(app)
    assert answers(run, "fish", "", ledger=ledger)[1:] == list(group.commands)
    for name, command in group.commands.items():
        if not hasattr(command, "commands"):
            offered = {line.split("\t")[0] for line in answers(run, "fish", name, "--", ledger=ledger)[1:]}
            long = {o for p in command.params for o in (*p.opts, *p.secondary_opts) if o.startswith("--")}
            assert offered == long | {"--help"}, name
    assert answers(run, "fish", "alias", "", ledger=ledger)[1:] == ["add"]


def test_what_was_given_is_not_offered_again(run: Runner, ledger: Path) -> None:
    shown = answers(run, "fish", "claims", "--person", "x", "-f", "json", "--", ledger=ledger)
    assert not [line for line in shown if line.startswith(("--person", "--format"))]
    assert "--club\tOnly moves to or from this club." in shown


def test_what_is_found_elsewhere_does_not_take_the_place_of_what_was_typed(run: Runner, ledger: Path) -> None:
    shown = answers(run, "bash", "rumourctl timeline mac", "rumourctl", "mac", ledger=ledger)
    assert shown == ["words", r"Alexis\ Mac\ Allister", r"Kevin\ Mac\ Allister", " "]


def test_a_saga_a_claim_and_an_article_are_offered(run: Runner, ledger: Path) -> None:
    assert answers(run, "fish", "settle", "guler", ledger=ledger) == ["words", "arda guler 2025s\tArda Güler 2025s"]
    (_, claim, *others) = answers(run, "fish", "show", "c1-", ledger=ledger)
    assert claim.endswith(", interest, 2025-05-20")
    assert len(others) == 10
    assert "articles/3.txt" in answers(run, "fish", "forget", "art", ledger=ledger)


def test_what_a_terminal_would_obey_is_not_offered(run: Runner, hostile: Path) -> None:
    for shell in SHELLS:
        for name in ("Kai", "ongo", ""):
            words = [f"rumourctl timeline {name}", "rumourctl", name] if shell == "bash" else ["timeline", name]
            shown = run(*words, env={"_RUMOURCTL_COMPLETE": shell, "RUMOURCTL_DB": str(hostile)}).stdout
            assert all(safe(cell) == cell for line in shown.split("\n") for cell in line.split("\t"))


def test_the_ledger_that_the_line_names_is_asked(run: Runner, ledger: Path, tmp_path: Path) -> None:
    none = tmp_path / "none.db"
    assert answers(run, "zsh", "--db", ledger, "timeline", "alexis", ledger=none)[1:] != []
    assert answers(run, "zsh", "timeline", "--db", ledger, "alexis", ledger=none)[1:] != []


def test_without_a_ledger_that_can_be_asked_nothing_is_offered_and_nothing_said(
    run: Runner, ledger: Path, tmp_path: Path
) -> None:
    newer, locked, other = tmp_path / "newer.db", tmp_path / "locked.db", tmp_path / "other.db"
    foreign = tmp_path / "foreign.db"
    for path in (newer, locked, foreign):
        shutil.copy(ledger, path)
    with closing(sqlite3.connect(foreign)) as db, db:
        db.execute("CREATE TRIGGER x AFTER INSERT ON people BEGIN SELECT 1; END")
    with closing(sqlite3.connect(newer)) as db, db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('rumourctl', 'm999_x', '2030')"
        )
    other.write_text("no ledger")
    assert answers(run, "zsh", "timeline", "alexis", ledger=ledger)[1:] != []
    with closing(sqlite3.connect(locked, isolation_level=None)) as db:
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("BEGIN IMMEDIATE")
        db.execute("DELETE FROM stale_people")
        for path in (tmp_path / "none.db", newer, locked, other, foreign, tmp_path):
            assert answers(run, "zsh", "timeline", "alexis", ledger=path)[1:] == [], path
    assert not (tmp_path / "none.db").exists()


def test_completion_loads_no_other_command_and_no_rules(ledger: Path) -> None:
    asked = "import sys, rumourctl.app as app; app.main(['timeline', 'gul']); print(*sys.modules, sep='\\n')"
    told = subprocess.run(
        [sys.executable, "-c", asked],
        env={"_RUMOURCTL_COMPLETE": "zsh", "RUMOURCTL_DB": str(ledger), "PATH": os.environ["PATH"]},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert "Arda Güler" in told.stdout
    loaded = set(told.stdout.splitlines())
    assert "rumourctl.commands.timeline" in loaded
    unwanted = (
        "rumourctl.commands.claims",
        "rumourctl.rules",
        "rumourctl.extraction",
        "rumourctl.language",
        "pydantic",
    )
    assert not [name for name in loaded if name.removeprefix("rumourctl.").startswith(unwanted)]
    assert not loaded & {"pydantic", "sqlite_utils"}  # which take longest


@pytest.mark.parametrize("shell", SHELLS)
def test_it_is_installed_once_however_often_it_is_asked_for(run: Runner, tmp_path: Path, shell: str) -> None:
    settings = tmp_path / {"bash": ".bashrc", "zsh": ".zshrc", "fish": "config"}[shell]
    settings.write_text("alias x=y")
    for _ in range(2):
        done = run("--install-completion", "--shell", shell, env={"HOME": str(tmp_path)})
        assert (done.status, done.stdout) == (0, "")
    script = run("--show-completion", "--shell", shell).stdout
    (installed,) = [path for path in tmp_path.rglob("*rumourctl*") if path.is_file()]
    assert installed.read_text() == script
    assert str(installed) in done.stderr
    assert settings.read_text().startswith("alias x=y")
    assert len(settings.read_text().splitlines()) == (1 if shell == "fish" else 2)


def test_where_the_shell_cannot_be_told_it_asks_for_its_name(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise shellingham.ShellDetectionFailure

    monkeypatch.setattr(shellingham, "detect_shell", fail)
    assert run("--show-completion", env={"SHELL": "/usr/bin/fish"}).stdout.startswith(
        "# Completion of rumourctl for fish"
    )
    done = run("--show-completion", env={"SHELL": "/bin/tcsh"})
    assert (done.status, done.stdout) == (2, "")
    assert done.stderr == (
        "rumourctl: which shell this is cannot be told; say so with --shell, which takes bash, zsh, fish\n"
    )
