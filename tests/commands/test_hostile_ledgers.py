"""Hostile ledgers and exports, through every command that cares for ledgers: named where wrong, and never obeyed."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rumourctl.claims.model import Claim, Fee, Move, Role, Stage
from rumourctl.ledger.entries import Placed
from rumourctl.ledger.store import Ledger
from rumourctl.ledger.stream import lines
from rumourctl.sagas.rulings import Ruled, Ruling
from tests.commands.hostile import EVERYTHING, NAMES, PAYLOADS, faults_of_output, faults_of_text, fill, floods
from tests.conftest import Run, Runner
from tests.ledger.conftest import Make
from tests.ledger.histories import Added
from tests.ledger.streams import entry, sealed, some

DRAWN = "table on a terminal"
FORMS = ("table", DRAWN, "json", "ndjson", "csv", "tsv", "markdown")
MANY = "ab" * 50_000


def told(run: Runner, form: str, *arguments: str | Path) -> Run:
    """Run a command that prints in ``form``, and hold that nothing it says is more than words."""
    asked = "table" if form == DRAWN else form
    done = run(*arguments[:3], "-f", asked, *arguments[3:], terminal=form == DRAWN, width=70)
    assert faults_of_output(done.stdout, asked, coloured=form == DRAWN) == []
    assert faults_of_text(done.stderr) + floods(done.stderr) == []
    return done


def share(form: str) -> list[str]:
    """The payloads that a format gets where each takes its time: every one gets some, and all together all."""
    return [*PAYLOADS[FORMS.index(form) :: len(FORMS)], EVERYTHING]


def file_names(payloads: Sequence[str]) -> list[str]:
    """The payloads as names of files, as far as a file system takes them, and several at once in long ones."""
    alone = [payload.replace("/", "∕").replace("\x00", "") for payload in payloads]
    joined = "".join(alone).encode()
    cut = [joined[at : at + 200].decode(errors="ignore") for at in range(0, len(joined), 200)]
    return list(dict.fromkeys(name for name in (*cut, *alone) if 0 < len(name.encode()) <= 200 and name != ".."))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


# What is damaged


def damages() -> Iterator[tuple[str, str]]:
    """Statements that put one text in the place of another or into a new row, and the kind of what they damage."""
    yield "person", "INSERT INTO people (known_as) VALUES (:text)"
    yield "club", "INSERT INTO clubs (name, shown) VALUES (:text, :text)"
    yield "source", "INSERT INTO sources (kind, name) VALUES (:text, :text)"
    yield "name", "INSERT INTO names (name, surname) VALUES (:text, :text)"
    yield "saga", "UPDATE sagas SET saga_id = :text WHERE n = :row"
    yield "claim", "UPDATE claims SET stage = :text WHERE n = 3 * :row"
    yield "claim", "UPDATE claims SET date = :text WHERE n = 3 * :row + 1"
    yield "evidence", "UPDATE evidence SET text = :text WHERE n = 3 * :row + 2"
    yield "article", "UPDATE articles SET article_id = :text WHERE n = 2 * :row"
    yield "article", "UPDATE articles SET published = :text WHERE n = 8 * :row + 1"


def damage(path: Path) -> None:
    """Put every payload in the place of ids, names and words of the model, and add tables, indexes and views."""
    with closing(sqlite3.connect(path)) as db, db:
        for row, text in enumerate(PAYLOADS, 1):
            for _, statement in damages():
                db.execute(statement, {"text": text, "row": row})
        for text in (*PAYLOADS, EVERYTHING):
            name = '"' + text.replace('"', '""').replace("\x00", "") + '"'
            if name != '""':
                db.execute(f"CREATE TABLE {name} ({name} TEXT)")
        db.execute(f'CREATE INDEX {name[:-1]} index" ON articles (title)')
        db.execute(f'CREATE VIEW {name[:-1]} view" AS SELECT 1')
        db.execute('CREATE VIRTUAL TABLE "articles_fts (rowid) VALUES (1) --" USING fts5 (text)')


@pytest.mark.parametrize("form", FORMS)
def test_what_is_damaged_is_told_in_words(run: Runner, ruled: Path, tmp_path: Path, form: str) -> None:
    path = Path(shutil.copy(ruled, tmp_path / "ledger.db"))
    damage(path)
    done = told(run, form, "--db", path, "check")
    assert done.status == 1
    if form == "json":
        found = {(row["kind"], row["where"]) for row in done.json}
        for kind in ("person", "club", "name", "article"):
            assert {(kind, text) for text in PAYLOADS} <= found
        assert {kind for kind, _ in damages()} <= {kind for kind, _ in found}
        assert {where for kind, where in found if kind == "search"} == set()
        assert any(EVERYTHING.replace("\x00", "") in where for kind, where in found if kind == "schema")


def test_it_is_read_again_and_what_can_be_mended_is(run: Runner, desk: Path) -> None:
    (name, *_) = file_names([EVERYTHING])
    fill(desk / name, dict(list(NAMES.items())[::9]))
    again = told(run, "ndjson", "--db", name, "reextract")
    assert json.loads(again.stdout)["articles"] == 2 * len(list(NAMES)[::9])
    assert told(run, "markdown", "--db", name, "claims").stdout
    damage(desk / name)
    done = told(run, DRAWN, "--db", name, "check", "--repair")
    assert done.status == 1
    assert "as it was before the repair, it is kept in" in done.stderr
    assert {file.name for file in desk.iterdir()} == {name, *(file.name for file in desk.glob("*.repair.*.bak"))}
    left = told(run, "json", "--db", name, "check").json
    assert {row["state"] for row in left} == {"not repairable"}
    assert {row["kind"] for row in left} <= {"article", "claim", "evidence"}


@pytest.mark.parametrize("form", FORMS)
def test_rulings_that_no_ledger_writes_are_told_in_words(run: Runner, ruled: Path, tmp_path: Path, form: str) -> None:
    path = Path(shutil.copy(ruled, tmp_path / "ledger.db"))
    with closing(sqlite3.connect(path)) as db, db:
        for row, text in enumerate(PAYLOADS, 1000):
            db.execute("INSERT INTO rulings VALUES (?1, ?2, ?2, ?2, ?2, ?2, NULL)", [row, text])
    done = told(run, form, "--db", path, "check")
    assert done.status == 1
    if form == "json":
        assert {row["where"] for row in done.json} == set(PAYLOADS)


# What is written


def test_an_export_is_ascii_and_gives_back_every_text(run: Runner, ruled: Path, tmp_path: Path) -> None:
    stream = run("--db", ruled, "export")
    assert faults_of_text(stream.stdout + stream.stderr) == []
    assert stream.stdout.isascii()
    assert {json.loads(line)["record"] for line in stream.lines} == {"header", "article", "ruling", "end"}
    copy = tmp_path / "copy.db"
    taken = run("--db", copy, "import", "-", "-f", "json", stdin=stream.stdout.encode())
    assert taken.json[0]["new"] == 2 * len(NAMES)
    assert run("--db", copy, "export").stdout == stream.stdout
    assert run("--db", copy, "claims", "-f", "json").stdout == run("--db", ruled, "claims", "-f", "json").stdout


@pytest.mark.parametrize("command", ["backup", "export"])
def test_files_of_any_name_are_written_there_and_nowhere_else(
    run: Runner, seed_ledger: Path, desk: Path, command: str
) -> None:
    names = file_names(PAYLOADS)[::6]
    for name in names:
        done = run("--db", seed_ledger, command, "--", name)
        assert (done.status, done.stdout) == (0, "")
        assert faults_of_text(done.stderr) + floods(done.stderr) == []
        assert len(done.stderr.splitlines()) == 1
        refused = run("--db", seed_ledger, command, "--", name)
        assert refused.status == 1
        assert faults_of_text(refused.stderr) + floods(refused.stderr) == []
    assert sorted(file.name for file in desk.iterdir()) == sorted(names)
    assert len({file.read_bytes() for file in desk.iterdir()}) == 1


@pytest.mark.parametrize("form", FORMS)
def test_exports_of_any_name_are_taken(run: Runner, desk: Path, tmp_path: Path, form: str) -> None:
    names = file_names(share(form))[::2]
    for name in names:
        (desk / name).write_bytes(b"".join(lines(some())))
    done = told(run, form, "--db", tmp_path / "ledger.db", "import", "--", *names)
    assert done.status == 0
    if form == "json":
        assert [row["export"] for row in done.json] == names


@pytest.mark.parametrize("form", FORMS)
def test_what_is_forgotten_is_named_in_words_and_no_file_touched(
    run: Runner, hostile: Path, desk: Path, form: str
) -> None:
    path = Path(shutil.copy(hostile, desk / "ledger.db"))
    with Ledger.open(path) as ledger:
        ids = {row.path: row.article_id for row in ledger.articles()}
    gone = [name for name in ids for payload in share(form) if name.startswith(payload)]
    here = [name for name in gone if "\x00" not in name]
    done = told(run, form, "--db", path, "forget", "--yes", "--", *here, *(ids[name] for name in {*gone} - {*here}))
    assert done.status == 0
    with Ledger.open(path) as ledger:
        assert {row.path for row in ledger.articles()} == ids.keys() - {*gone}
    assert [file.name for file in desk.iterdir()] == ["ledger.db"]


# Exports made by hand


def record(at: int, **values: Any) -> bytes:
    """A small export, sealed as it should be, with other values in one line."""
    records = [json.loads(line) for line in lines(some())]
    records[at].update(values)
    return b"".join(sealed(records))


UNFIT: dict[str, Callable[[str], bytes]] = {
    "a format": lambda text: record(0, format=text),
    "a version": lambda text: record(0, version=text),
    "a kind of line": lambda text: record(1, record=text),
    "a field": lambda text: record(1, **{f"{text}x": text}),
    "an article's id": lambda text: record(2, article_id=text),
    "a text": lambda text: record(2, text=text),
    "a day": lambda text: record(2, published=text),
    "a beginning": lambda text: record(2, body_start=text),
    "a claim": lambda text: record(2, claims=[{text: text}]),
    "claims": lambda text: record(2, claims=text),
    "a later version": lambda text: record(3, superseded_by=text),
    "a ruling": lambda text: record(4, kind=text),
    "a part of a ruling": lambda text: record(4, subject={text: text}),
    "what is undone": lambda text: record(5, subject={"ruling": text}),
    "a digest": lambda text: b"".join([*lines(some())][:-1]) + json.dumps({"record": "end", "sha256": text}).encode(),
    "anything": lambda text: text.encode(),
    "an object": lambda text: json.dumps({text: text}).encode(),
}
HEADER = next(lines(some()))
ODD = (
    *(
        b"[" * 100_000,
        b'{"a":' * 100_000,
        HEADER + b'{"record":' * 100_000,
        HEADER + b'{"record":"club"' + b"}" * 100_000,
    ),
    *(b"", b"\n", b"\x00" * 100, b"\xff\xfe" * 50, b"\xef\xbb\xbf" + HEADER, HEADER.decode().encode("utf-16")),
    *(record(2, body_start=10**400), record(2, body_start=-1), record(2, body_start=1e300), record(2, body_start=True)),
    *(record(2, text=None), record(2, text=["x"]), record(2, claims={}), record(4, subject=[]), record(2, title=7)),
    *(record(2, published="0000-00-00"), record(2, published=20250520), record(2, title="\udc80")),
    *(HEADER + b'{"record":"club","club":"x","country":%b}\n' % value for value in (b"NaN", b"-Infinity", b"1" * 5000)),
    HEADER + b'{"record":"club","club":"x","country":"y","country":"z"}\n',
)


def test_what_is_no_export_is_refused_in_one_line_and_leaves_nothing(run: Runner, desk: Path) -> None:
    made = [spoil(text) for number, spoil in enumerate(UNFIT.values()) for text in PAYLOADS[number :: len(UNFIT)]]
    made += [spoil(text) for spoil in UNFIT.values() for text in (EVERYTHING, MANY)]
    for number, stream in enumerate((*made, *ODD)):
        (desk / str(number)).write_bytes(stream)
    names = sorted(file.name for file in desk.iterdir())
    done = run("--db", "ledger.db", "import", *names, "-f", "csv")
    assert (done.status, len(done.lines)) == (1, 1)
    assert faults_of_text(done.stderr) + floods(done.stderr) == []
    said = done.stderr.splitlines()
    assert [line.split(":")[0] for line in said] == [f"refused {name}" for name in names]
    assert max(map(len, said)) < 5_000
    assert sorted(file.name for file in desk.iterdir()) == names


def test_what_no_reading_would_give_is_shown_like_anything_else(run: Runner, desk: Path) -> None:
    (desk / "precious.txt").write_text("mine")
    claims = [
        Claim("Endrick", move, stage, day, role, "Porto", "Lyon", contract_until=until, fee=Fee("", amount, ""))
        for day in (date(1000, 1, 1), date(8999, 12, 31))
        for move, stage, role, until, amount in (
            (Move.TRANSFER, Stage.AGREED, Role.PLAYER, "soon", 2**63 - 1),
            (Move.RENEWAL, Stage.DONE, Role.MANAGER, "9999-12-31", -(2**63) + 1),
            (Move.STAY, Stage.DONE, Role.PLAYER, "", 0),
        )
    ]
    days = date.min, date(2025, 5, 20), date.max
    readings = [Make.article("x", *claims, path="../../etc/passwd", published=day) for day in days]
    subjects = [
        (Ruling.SETTLE, {"saga": "", "person": "Endrick", "anchor": "0001-01-01", "outcome": "", "on": "9999-12-31"}),
        (Ruling.RETRACT, {"claim": ""}),
        (Ruling.ALIAS, {"of": "club", "alias": "Lyon", "name": ""}),
        (Ruling.ALIAS, {"of": "", "alias": "", "name": "Lyon"}),
        (Ruling.MERGE, {"name": "", "into": ""}),
        (Ruling.MERGE, {"name": "Endrick", "into": ""}),
        (Ruling.SPLIT, {"name": "", "club": ""}),
    ]
    rulings = [Ruled(f"no {n}", days[n % 3], kind, subject, "") for n, (kind, subject) in enumerate(subjects)]
    entries = [replace(entry(Added(*reading, "9" * 50)), location=str(desk / "precious.txt")) for reading in readings]
    (desk / "export").write_bytes(b"".join(lines([Placed("Lyon", "../.."), *entries, *rulings])))
    assert told(run, "csv", "--db", "ledger.db", "import", "export").status == 0
    assert told(run, "table", "--db", "ledger.db", "check").stderr == "the ledger is sound\n"
    for question in (*"timeline claims articles people clubs sources sagas rulings".split(), "diff"):
        more = {"timeline": ["Endrick"], "diff": ["0001-01-01", "9999-12-31"]}.get(question, [])
        assert told(run, DRAWN, "--db", "ledger.db", question, *more).status == 0, question
    assert told(run, "json", "--db", "ledger.db", "forget", "--yes", desk / "precious.txt").status == 0
    assert (desk / "precious.txt").read_text() == "mine"
    assert sorted(file.name for file in desk.iterdir()) == ["export", "ledger.db", "precious.txt"]
