"""``rumourctl datasette``: the ledger in a real Datasette, asked over HTTP."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

import rumourctl

Runner = Callable[..., Any]
FOR_PEOPLE = {"articles", "claims", "clubs", "evidence", "people", "rulings", "sagas", "sources"}


def columns(ledger: Path) -> dict[str, set[str]]:
    """The tables and views of a ledger, with their columns."""
    with closing(sqlite3.connect(ledger)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")]
        return {name: {row[1] for row in db.execute(f"PRAGMA table_info({name})")} for name in names}


def test_the_metadata_are_about_what_there_is_and_hide_the_rest(ask: Runner, seed_ledger: Path) -> None:
    told = ask("datasette", "--metadata", "-").json
    (name,) = told["databases"]
    assert name == seed_ledger.stem
    there, described = columns(seed_ledger), told["databases"][name]["tables"]
    assert set(described) == set(there)
    for table, about in described.items():
        assert about["description"], table
        named = {*about.get("columns", ()), *about.get("facets", ())}
        named |= {about[key] for key in ("label_column", "sort", "sort_desc") if key in about}
        assert named <= there[table], table
    assert {table for table, about in described.items() if not about.get("hidden")} == FOR_PEOPLE | {
        "timeline",
        "sources_summary",
    }


def test_the_metadata_go_to_a_file_that_is_replaced_only_by_force(ask: Runner, tmp_path: Path) -> None:
    file = tmp_path / "metadata.json"
    assert ask("datasette", "--metadata", file).status == 0
    assert json.loads(file.read_text())["title"] == "Football rumours"
    assert ask("datasette", "--metadata", file).status == 1
    assert ask("datasette", "--metadata", file, "--force").status == 0


def test_the_commands_are_printed_with_names_quoted(run: Runner, seed_ledger: Path, tmp_path: Path) -> None:
    shutil.copy(seed_ledger, tmp_path / "my $(ledger).db")
    done = run("--db", tmp_path / "my $(ledger).db", "datasette", "--print")
    assert (done.status, done.stderr) == (0, "")
    making, serving = done.lines
    assert making == f"rumourctl --db '{tmp_path}/my $(ledger).db' datasette --metadata metadata.json --force"
    assert serving.startswith(f"datasette serve '{tmp_path}/my $(ledger).db' --host 127.0.0.1 --port 8001 ")


def test_without_datasette_it_says_what_to_install_and_prints_the_commands(
    ask: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rumourctl.commands.datasette.find_spec", lambda name: None)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    done = ask("datasette")
    assert done.status == 1
    assert done.stdout == ask("datasette", "--print").stdout
    assert done.stderr.startswith("rumourctl: Datasette is not installed: pip install 'rumourctl[datasette]', or ")


def test_without_a_ledger_it_says_so_and_makes_none(run: Runner, tmp_path: Path) -> None:
    assert run("datasette", "--print").status == 3
    assert list(tmp_path.iterdir()) == []


Get = Callable[[str], Any]


@pytest.fixture
def served(seed_ledger: Path, tmp_path: Path) -> Iterator[tuple[Get, Path, subprocess.Popen[str]]]:
    """A copy of the ledger of the seeds, served; gives what answers a path below it."""
    ledger = tmp_path / "rumours.db"
    shutil.copy(seed_ledger, ledger)
    (tmp_path / "made").mkdir()
    environ = {
        "PATH": os.environ["PATH"],
        "TMPDIR": str(tmp_path / "made"),
        "PYTHONPATH": str(Path(rumourctl.__file__).parents[1]),
    }
    command = [sys.executable, "-m", "rumourctl", "--db", str(ledger), "datasette", "--port", "0"]
    hearing = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # whoever runs the tests may not heed it
    with subprocess.Popen(
        command, env=environ, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True, preexec_fn=hearing
    ) as process:
        assert process.stderr is not None
        address = next(line.split("running on ")[1].split()[0] for line in process.stderr if "running on http" in line)
        # What it says of refused queries is long: unread, it fills the pipe, and the server waits for ever.
        Thread(target=process.stderr.read, daemon=True).start()

        def get(path: str) -> Any:
            with urlopen(f"{address}/rumours{path}", timeout=30) as answer:
                told = answer.read().decode()
                return json.loads(told) if ".json" in path else told

        try:
            yield get, ledger, process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.slow
def test_tables_facets_and_queries_are_there_and_nothing_can_be_written(
    served: tuple[Get, Path, subprocess.Popen[str]], ask: Runner, run: Runner
) -> None:
    get, ledger, process = served
    home = get(".json")
    assert {table["name"] for table in home["tables"] if not table["hidden"]} == FOR_PEOPLE
    claims = ask("claims", "-f", "json").json
    rows = get("/timeline.json?_shape=array&_size=max")
    assert sorted(row["claim_id"] for row in rows) == sorted(claim["claim_id"] for claim in claims)
    facets = get("/timeline.json")["facet_results"]
    assert {"stage", "certainty", "move", "source_kind"} <= facets.keys()
    assert "The articles, exactly as they were read" in get("/articles")
    parameters = urlencode({"person": "mac", "club": "Real Madrid", "words": "midfielder", "_shape": "array"})
    for query in home["queries"]:
        assert get(f"/{query['name']}.json?{parameters}"), query["name"]
    for sql in ("DELETE FROM claims", "PRAGMA user_version = 9"):
        with pytest.raises(HTTPError):
            get(f".json?{urlencode({'sql': sql})}")
    # Who writes meanwhile is not held up, and what is written is seen.
    run("--db", ledger, "alias", "add", "The Whites", "Real Madrid", "--of", "club")
    assert len(get("/rulings.json?_shape=array")) == 1
    process.send_signal(signal.SIGINT)
    assert process.wait(30) in (0, 130)
    assert not list((ledger.parent / "made").iterdir())
