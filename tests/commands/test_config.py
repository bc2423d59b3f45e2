"""Settings: whence each comes, how they are changed, what they do, and what is said where they are wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rumourctl.context import SETTINGS_FILE
from rumourctl.language import wordfiles
from rumourctl.rendering.formats import Format
from rumourctl.settings.schema import SETTINGS
from rumourctl.settings.template import TEMPLATE
from tests.commands.test_program import loaded, program

Runner = Callable[..., Any]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the settings are that ``ask_with`` and ``run_with`` use."""
    return tmp_path / "settings" / "config.toml"


@pytest.fixture
def run_with(run: Runner, file: Path) -> Runner:
    """Run the program with the settings in ``file``."""

    def run_program(*arguments: str | Path, env: dict[str, str] | None = None, **options: Any) -> Any:
        return run(*arguments, env={"RUMOURCTL_CONFIG": str(file), **(env or {})}, **options)

    return run_program


@pytest.fixture
def ask_with(run_with: Runner, seed_ledger: Path) -> Runner:
    """The same, on the ledger of the seeds."""
    return lambda *arguments, **options: run_with("--db", seed_ledger, *arguments, **options)


def settings(file: Path, text: str) -> None:
    """Let ``file`` say this."""
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)


def test_it_lists_what_holds_and_whence(run_with: Runner, file: Path, tmp_path: Path) -> None:
    settings(file, '# mine\nledger = "my.db"\ncolour = "never"\n\n[aliases]\n"Big Mac" = "Alexis Mac Allister"\n')
    bare = {"RUMOURCTL_DB": "", "RUMOURCTL_RULES": ""}
    rows = {row["setting"]: row for row in run_with("config", "list", "-f", "json", env=bare).json}
    assert (rows["ledger"]["value"], rows["ledger"]["origin"]) == (str(file.parent / "my.db"), "file")
    assert rows["ledger"]["place"] == f"{file}:2"
    assert (rows["format"]["value"], rows["format"]["origin"], rows["format"]["place"]) == ("table", "default", None)
    assert (rows["aliases.Big Mac"]["value"], rows["aliases.Big Mac"]["place"]) == ("Alexis Mac Allister", f"{file}:6")
    by_option = run_with("config", "list", "--db", "other.db", "-f", "json", env={"NO_COLOR": "1"}).json
    rows = {row["setting"]: row for row in by_option}
    assert (rows["ledger"]["value"], rows["ledger"]["origin"], rows["ledger"]["place"]) == (
        "other.db",
        "option",
        "--db",
    )
    assert (rows["colour"]["value"], rows["colour"]["place"]) == ("never", "NO_COLOR")
    assert rows["rules"]["origin"] == "environment"
    assert "line 3" in run_with("config", "list").stdout


def test_what_is_set_is_got_and_what_is_unset_is_gone(run_with: Runner, file: Path) -> None:
    assert run_with("config", "set", "favourites", "Real Madrid", "Lyon").status == 0
    assert run_with("config", "set", "aliases.Big Mac", "Alexis Mac Allister").status == 0
    assert run_with("config", "set", "publishers.Marca.com.hosts", "marca.com").status == 0
    assert run_with("config", "set", "day-first", "yes").status == 0
    assert run_with("config", "get", "favourites").lines == ["Real Madrid", "Lyon"]
    assert run_with("config", "get", "aliases.Big Mac").lines == ["Alexis Mac Allister"]
    assert run_with("config", "get", "publishers.Marca.com.hosts").lines == ["marca.com"]
    assert run_with("config", "get", "day-first").lines == ["true"]
    assert run_with("config", "unset", "publishers.Marca.com").status == 0
    assert run_with("config", "unset", "day-first").status == 0
    gone = run_with("config", "get", "day-first")
    assert (gone.status, gone.stdout) == (1, "")
    assert gone.stderr == "rumourctl: day-first is not set; rumourctl config set day-first VALUE does it\n"
    assert file.read_text() == (
        'favourites = ["Real Madrid", "Lyon"]\n\n[aliases]\n"Big Mac" = "Alexis Mac Allister"\n\n'
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["fromat", "csv"], "there is no setting “fromat”; did you mean format?"),
        (["format", "xml"], "format: “xml” is none of table, json, ndjson, csv, tsv, markdown"),
        (["format", "csv", "tsv"], 'format: must be a text: "…"'),
        (["jobs", "0"], "jobs: must be a whole number from 1 on"),
        (["day-first", "perhaps"], "day-first: must be true or false"),
        (["publishers.Marca", "x"], "there is no setting “publishers.Marca”; write publishers.NAME.SETTING, with one"),
        (["publishers.Marca.time-zone", "Spain"], "no time zone here is called “Spain”; write it like Europe/Madrid"),
    ],
)
def test_what_cannot_be_set_is_refused_and_nothing_written(
    run_with: Runner, file: Path, arguments: list[str], said: str
) -> None:
    done = run_with("config", "set", *arguments)
    assert (done.status, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not file.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("format = \n", ":1: is not TOML: Invalid value; rumourctl config edit opens the file"),
        ('# mine\nfromat = "csv"\n', ":2: fromat: there is no such setting; did you mean format?"),
        ('[aliases]\na = "b"\n\n[[publishers]]\nname = 1\n', ":4: publishers: must be a table: [publishers]"),
        ("jobs = 0\n", ":1: jobs: must be a whole number from 1 on"),
        ('favourites = "Lyon"\n', ':1: favourites: must be a list of texts: ["…", "…"]'),
        ("aliases.x = 1\n", ':1: aliases.x: must be a text: "…"'),
        (
            "[publishers.AS]\nhost = ['as.com']\n",
            ":2: publishers.AS.host: there is no such setting; did you mean hosts",
        ),
        ("[publishers.AS]\ntime-zone = '../x'\n", ":2: publishers.AS.time-zone: no time zone here is called “../x”"),
    ],
)
def test_a_fault_is_one_sentence_with_file_and_line(ask_with: Runner, file: Path, text: str, said: str) -> None:
    settings(file, text)
    done = ask_with("sagas")
    assert (done.status, done.stdout) == (2, "")
    assert done.stderr.startswith(f"rumourctl: {file}{said}")
    assert len(done.stderr.splitlines()) == 1
    assert ask_with("config", "path").lines == [str(file)]  # so that it can be mended
    assert run_status(ask_with("--version")) == 0


def run_status(done: Any) -> int:
    status: int = done.status
    return status


def test_a_file_that_is_no_text_or_a_folder_is_refused(ask_with: Runner, file: Path) -> None:
    settings(file, "")
    file.write_bytes(b"\xff")
    assert f"{file}: is not UTF-8" in ask_with("sagas").stderr
    file.unlink()
    file.mkdir()
    done = ask_with("sagas")
    assert done.status == 2
    assert f"{file}: cannot be read: Is a directory" in done.stderr


def test_an_editor_opens_it_and_it_is_checked_afterwards(file: Path, tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path), "RUMOURCTL_CONFIG": str(file), "EDITOR": f"{sys.executable} -c ''"}
    done = program("config", "edit", **environ)
    assert (done.returncode, done.stderr.decode()) == (0, f"{file}: all right\n")
    assert file.read_text() == TEMPLATE
    breaks = f"""{sys.executable} -c 'import sys; open(sys.argv[1], "a").write("x")'"""
    done = program("config", "edit", **environ | {"VISUAL": breaks})
    assert done.returncode == 2
    assert f"{file}:{TEMPLATE.count(chr(10)) + 1}: is not TOML" in done.stderr.decode()
    done = program("config", "edit", **environ | {"VISUAL": "no-such-editor"})
    assert done.returncode == 2
    assert "no-such-editor cannot be started; set EDITOR" in done.stderr.decode()


def test_all_that_a_new_file_offers_can_be_set(run_with: Runner, file: Path) -> None:
    offered = [line[1:] for line in TEMPLATE.splitlines() if line.startswith("#") and not line.startswith("# ")]
    settings(file, "\n".join(offered))
    rows = run_with("config", "list", "-f", "json", env={"RUMOURCTL_DB": "", "RUMOURCTL_RULES": ""})
    assert rows.status == 2  # the folder of rules in it is not there
    settings(file, "\n".join(line for line in offered if not line.startswith("rules")))
    rows = run_with("config", "list", "-f", "json", env={"RUMOURCTL_DB": "", "RUMOURCTL_RULES": ""})
    assert {row["origin"] for row in rows.json if row["setting"] != "rules"} == {"file"}


def test_it_lies_beside_the_users_own_words(tmp_path: Path, seeds: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "etc")}
    place = program("config", "path", **home).stdout.decode().strip()
    assert place == str(tmp_path / "etc" / "rumourctl" / "config.toml")
    assert program("config", "set", "format", "csv", **home).returncode == 0
    done = program("extract", seeds, **home)
    assert (done.returncode, done.stdout[:8]) == (0, b"claim_id")
    assert SETTINGS_FILE == wordfiles.SETTINGS


def test_no_run_without_the_file_waits_for_it(seed_ledger: Path, file: Path) -> None:
    assert "tomllib" not in loaded("--db", seed_ledger, "claims", RUMOURCTL_CONFIG=str(file))
    settings(file, 'format = "csv"')
    assert "tomllib" in loaded("--db", seed_ledger, "claims", RUMOURCTL_CONFIG=str(file))


def test_the_ledger_is_that_of_the_settings_where_nothing_else_names_one(
    run_with: Runner, file: Path, seed_ledger: Path
) -> None:
    settings(file, f'ledger = "{os.path.relpath(seed_ledger, file.parent)}"')
    assert run_with("people", env={"RUMOURCTL_DB": ""}).status == 0
    assert run_with("people").status == 3


def test_the_format_is_that_of_the_settings_where_no_option_says(ask_with: Runner, file: Path) -> None:
    settings(file, 'format = "ndjson"')
    assert ask_with("people").stdout.startswith('{"person"')
    assert ask_with("people", "-f", "csv").stdout.startswith("person,")
    assert set(SETTINGS["format"].choices) == set(Format)


@pytest.mark.parametrize(
    ("colour", "terminal", "env", "coloured"),
    [
        ("never", True, {}, False),
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("always", False, {}, True),
        ("always", True, {"NO_COLOR": "1"}, False),
    ],
)
def test_colour_is_as_set_and_the_environment_goes_before(
    ask_with: Runner, file: Path, colour: str, terminal: bool, env: dict[str, str], coloured: bool
) -> None:
    settings(file, f'colour = "{colour}"')
    assert ("\x1b[" in ask_with("people", terminal=terminal, env=env).stdout) is coloured


def test_aliases_stand_for_whom_they_mean(ask_with: Runner, file: Path) -> None:
    settings(
        file, '[aliases]\n"Big Mac" = "Alexis Mac Allister"\n"Los Blancos" = "Real Madrid"\ndc = "Defensa Central"\n'
    )
    assert ask_with("timeline", "big mac").stdout == ask_with("timeline", "Alexis Mac Allister").stdout
    asked = ask_with("claims", "--person", "BIG MAC", "--club", "los blancos", "--source", "DC")
    assert asked.status == 0
    assert asked.stdout == (
        ask_with(
            "claims", "--person", "Alexis Mac Allister", "--club", "Real Madrid", "--source", "Defensa Central"
        ).stdout
    )


def test_favourites_are_meant_where_no_club_is_named(ask_with: Runner, file: Path) -> None:
    settings(file, 'favourites = ["Los Blancos", "Bournemouth", "Lens"]\n[aliases]\n"Los Blancos" = "Real Madrid"\n')
    everything = ask_with("brief", "--since", "2025", "--all").stdout
    own = ask_with("brief", "--since", "2025")
    assert own.lines[0].startswith("# Real Madrid · Bournemouth: ")
    assert own.stderr.startswith("favourites: no club in the ledger is called “Lens”")
    assert everything.startswith("# All rumours")
    assert "Dean Huijsen" in own.stdout
    assert ask_with("brief", "--since", "2025", "--club", "Liverpool").lines[0].startswith("# Liverpool: ")
    told = ask_with("timeline", "-f", "json").json
    both = [{claim["from_club"], claim["to_club"]} & {"Real Madrid", "Bournemouth"} for claim in told]
    assert all(both)
    assert {club for clubs in both for club in clubs} == {"Real Madrid", "Bournemouth"}
    overview = ask_with().lines
    assert any(line.split()[:2] == ["Real", "Madrid"] for line in overview)
    assert any(line.split()[:1] == ["Bournemouth"] for line in overview)


def test_without_favourites_a_timeline_needs_a_name(ask_with: Runner) -> None:
    done = ask_with("timeline")
    assert (done.status, done.stdout) == (2, "")
    assert "rumourctl config set favourites" in done.stderr
    assert ask_with("timeline", "--chart").status == 2


def test_of_favourites_that_are_unknown_it_says_so(ask_with: Runner, file: Path) -> None:
    settings(file, 'favourites = ["Real Madird"]')
    done = ask_with("brief", "--since", "2025")
    assert (done.status, done.stdout) == (1, "")
    assert "of your favourites nothing is claimed yet: no club" in done.stderr
    assert "Real Madrid" in done.stderr


def test_articles_are_read_as_their_publisher_writes(run_with: Runner, file: Path, tmp_path: Path) -> None:
    settings(
        file,
        f"""day-first = false

[publishers.Marca]
names = ["MARCA.com"]
hosts = ["marca.com"]
files = ["{tmp_path}/marca/*"]
day-first = true
time-zone = "Europe/Madrid"
""",
    )
    (tmp_path / "marca").mkdir()
    for name, text in {
        "named.txt": "Source: MARCA.com\nDate: 03/04/2025\n\nKai Lund stays.",
        "linked.txt": "Url: https://www.marca.com/futbol/1.html\nDate: 03/04/2025\n\nKai Lund stays.",
        "marca/placed.txt": "Date: 03/04/2025\n\nKai Lund stays.",
        "other.txt": "Source: AS\nDate: 03/04/2025\n\nKai Lund stays.",
        "marca/late.txt": "Published: 2025-04-03T23:30:00Z\n\nKai Lund stays.",
        "lines.jsonl": '{"text": "Kai Lund stays.", "date": 1743719400, "url": "http://marca.com/x"}\n'
        '{"text": "Kai Lund stays.", "date": 1743719400}\n',
    }.items():
        (tmp_path / name).write_text(text)
    names = ["named.txt", "linked.txt", "marca/placed.txt", "other.txt", "marca/late.txt", "lines.jsonl"]
    rows = run_with("ingest", *(tmp_path / name for name in names), "--dry-run", "-f", "json").json
    assert [(row["publisher"], row["published"]) for row in rows] == [
        ("Marca", "2025-04-03"),
        ("Marca", "2025-04-03"),
        ("Marca", "2025-04-03"),
        ("AS", "2025-03-04"),
        ("Marca", "2025-04-04"),
        ("Marca", "2025-04-04"),
        (None, "2025-04-03"),
    ]
    rows = run_with("ingest", tmp_path / "named.txt", "--month-first", "--dry-run", "-f", "json").json
    assert [row["published"] for row in rows] == ["2025-03-04"]
