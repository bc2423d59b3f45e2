"""Hostile words in every field, through every command that prints, in every format: they stay words.

One ledger holds every payload in every field into which text can come from outside.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from rumourctl.ledger.store import Ledger
from tests.commands.hostile import (
    EVERYTHING,
    NAMES,
    PAYLOADS,
    SUBJECT,
    faults_of_markdown,
    faults_of_text,
    floods,
    person,
    readings,
    sheet_of_words,
)

Runner = Callable[..., Any]

QUESTIONS = {
    "timeline": ("timeline", "Lyon"),
    "timeline of one": ("timeline", "{person}"),
    "claims": ("claims",),
    "articles": ("articles", "--superseded"),
    "people": ("people",),
    "clubs": ("clubs",),
    "sources": ("sources",),
    "sources by rate": ("sources", "--sort", "rate", "--min", "1"),
    "sagas": ("sagas",),
    "diff": ("diff", "2025-05-01", "2026-01-01", "--all"),
    "rulings": ("rulings",),
    "show claim": ("show", "{claim}"),
    "show article": ("show", "{article}"),
    "show saga": ("show", "{saga}"),
}


@pytest.fixture
def ask(run: Runner, ruled: Path) -> Runner:
    """Ask a question of :data:`QUESTIONS`, with the ids that it needs."""
    with Ledger.open(ruled) as ledger:
        name = ledger.find_people(SUBJECT).exact[0].name
        claim = next(r for r in ledger.claims() if r.known_as == name)
        ids = {
            "{person}": name,
            "{claim}": claim.claim_id,
            "{article}": claim.article_id,
            "{saga}": ledger.find_saga(f"{name} 2025s", date(2026, 1, 1))[0].saga_id,
        }

    def asked(question: str, *more: str, **options: Any) -> Any:
        return run("--db", ruled, *(ids.get(part, part) for part in QUESTIONS[question]), *more, **options)

    return asked


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("width", [None, 60])
def test_a_terminal_obeys_nothing_of_it(ask: Runner, question: str, width: int | None) -> None:
    done = ask(question, terminal=width is not None, width=width or 80)
    assert done.status == 0
    assert done.stdout.strip()
    assert faults_of_text(done.stdout, coloured=width is not None) + floods(done.stdout) == []
    assert faults_of_text(done.stderr) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_markdown_holds_no_markup_of_it(ask: Runner, question: str) -> None:
    done = ask(question, "-f", "markdown")
    assert faults_of_text(done.stdout) + floods(done.stdout) == []
    assert faults_of_markdown(done.stdout) == []
    tokens = MarkdownIt("commonmark").enable("table").parse(done.stdout)
    wide = sum(token.type == "th_open" for token in tokens)
    rows = sum(token.type == "tr_open" for token in tokens)
    assert sum(token.type == "td_open" for token in tokens) == wide * (rows - (wide > 0))
    table = [line for line in done.lines if line.startswith("| ")]
    assert len(table) == rows + (wide > 0)


@pytest.mark.parametrize("question", QUESTIONS)
def test_json_is_exact_and_an_object_a_line(ask: Runner, question: str) -> None:
    whole = ask(question, "-f", "json")
    lines = ask(question, "-f", "ndjson")
    assert faults_of_text(whole.stdout + lines.stdout) == []
    assert [json.loads(line) for line in lines.stdout.splitlines()] == whole.json
    assert whole.json


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_a_spreadsheet_runs_nothing_of_it(ask: Runner, question: str, form: str) -> None:
    told = ask(question, "-f", form).stdout
    assert faults_of_text(told.replace("\t", "") if form == "tsv" else told) == []
    rows = sheet_of_words(told, "\t" if form == "tsv" else ",")
    assert len(rows) == len(ask(question, "-f", "json").json)
    if form == "tsv":
        assert len(told.splitlines()) == len(rows) + 1


def test_json_gives_every_text_back_as_it_was(ask: Runner) -> None:
    claims = ask("claims", "-f", "json").json
    assert {claim["person"] for claim in claims} == {person(payload, surname) for surname, payload in NAMES.items()}
    assert {claim["fee"]["text"] for claim in claims} == set(NAMES.values())
    articles = ask("articles", "-f", "json").json
    for field in ("title", "url", "author", "extractor"):
        assert {article.get(field) for article in articles} == set(NAMES.values()), field
    wanted = {article.text for surname, payload in NAMES.items() for article, _ in readings(surname, payload)}
    assert {span["text"] for claim in claims for span in claim["evidence"]} == wanted


ASKED = {
    "as the command": ("{}",),
    "as an option": ("claims", "--{}"),
    "as a format": ("claims", "-f", "{}"),
    "as a date": ("claims", "--since", "{}"),
    "as a number": ("claims", "--limit", "{}"),
    "as a ledger": ("--db", "{}", "people"),
    "as a ledger that is checked": ("--db", "{}", "check", "--repair"),
    "as a ledger that is copied": ("--db", "{}", "backup", "copy.db"),
    "as an export": ("import", "--", "{}"),
    "as what is forgotten": ("forget", "--yes", "--", "{}"),
    "as rules": ("extract", "--rules", "{}", "-"),
    "as a name": ("timeline", "--", "{}"),
    "as a person": ("claims", "--person", "{}"),
    "as a club": ("sources", "--club", "{}"),
    "as a source": ("claims", "--source", "{}"),
    "as words": ("claims", "--text", "{}"),
    "as words of articles": ("articles", "--text", "{}"),
    "as a season": ("sagas", "--season", "{}"),
    "as an id": ("show", "--", "{}"),
    "as days": ("diff", "--", "{}", "today"),
    "as a saga": ("settle", "--outcome", "{}", "--note", "{}", "--", "{}"),
    "as a claim": ("retract", "--why", "{}", "--", "{}"),
    "as an alias": ("alias", "add", "--of", "club", "--note", "{}", "--", "{}", "x{}"),
    "as persons": ("merge", "--note", "{}", "--", "{}", "{}"),
    "as two persons": ("split", "--club", "{}", "--", "{}"),
    "as a ruling": ("undo", "--", "{}"),
}
LONG = (" ".join(f"kai{n}" for n in range(9_000)), "kai" * 10_000, "kai\udcff", '"* ' * 5_000)


@pytest.mark.parametrize("place", ASKED)
def test_what_is_typed_is_quoted_or_searched_for_and_never_obeyed(
    run: Runner, hostile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    path = tmp_path / "ledger.db"
    shutil.copy(hostile, path)
    desk = tmp_path / "desk"
    desk.mkdir()
    monkeypatch.chdir(desk)
    some = PAYLOADS[list(ASKED).index(place) % 16 :: 16]
    for payload in (*some, EVERYTHING, *LONG):
        typed = payload.replace("\x00", "")  # no program can be given one
        done = run("--db", path, *(part.replace("{}", typed) for part in ASKED[place]))
        assert done.status in (0, 1, 2, 3), payload
        assert faults_of_text(done.stdout) + floods(done.stdout) == [], payload
        assert faults_of_text(done.stderr) + floods(done.stderr) == [], payload
        assert done.stdout or len(done.stderr.splitlines()) == 1, payload
        assert done.status != 3 or place.startswith("as a ledger"), done.stderr
    assert list(desk.iterdir()) == []
    with Ledger.open(path) as ledger:
        assert len(ledger.claims()) == 2 * len(NAMES)


@pytest.mark.parametrize("command", ["ingest", "extract", "explain"])
def test_names_of_files_that_are_not_there_are_quoted(run: Runner, tmp_path: Path, monkeypatch, command: str) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    monkeypatch.chdir(desk)
    done = run(command, "--", *PAYLOADS, *LONG)
    assert done.status == 1
    assert faults_of_text(done.stderr) + floods(done.stderr) == []
    assert sum(line.startswith("refused ") for line in done.stderr.splitlines()) == len({*PAYLOADS, *LONG})
    assert list(desk.iterdir()) == []


def a_file(payload: str) -> str:
    """An article with ``payload`` in its header, and in its prose wherever it can be."""
    quoted = json.dumps(payload)
    head = f"---\ndate: 2025-05-20\ntitle: {quoted}\npublisher: {quoted}\nauthor: {quoted}\nurl: {quoted}\n---\n"
    return f"{head}\nChelsea want Lyon midfielder {payload} Kai Lund {payload}, as Marca {payload} say.\n\n{payload}\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of such articles, in files and folders of such names as far as the file system takes them."""
    top = tmp_path_factory.mktemp("articles")
    for number, payload in enumerate(PAYLOADS):
        name = payload.replace("/", "∕").replace("\x00", "")[:60] + str(number)
        (top / name).mkdir()
        (top / name / f"{name}.txt").write_text(a_file(payload), encoding="utf-8", newline="")
    return top


READ = {
    "ingest": (".", ("table", "markdown", "ndjson", "csv")),
    "extract": ("*5", ("markdown", "ndjson", "csv")),
    "explain": ("*5", ("table", "markdown")),
}


@pytest.mark.parametrize("command", READ)
def test_hostile_articles_in_hostile_files_are_read_as_words(
    run: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(folder)
    before = sorted(folder.rglob("*"))
    paths, forms = READ[command]
    for form in forms:
        done = run(command, paths, "-f", form, terminal=form == "table", width=100)
        assert done.stdout
        assert faults_of_text(done.stdout, coloured=form == "table") == []
        assert faults_of_text(done.stderr) + floods(done.stderr) == []
        if form == "markdown":
            assert faults_of_markdown(done.stdout) == []
        if form == "csv":
            sheet_of_words(done.stdout, ",")
        if form == "ndjson":
            assert [json.loads(line) for line in done.stdout.splitlines()]
    assert sorted(folder.rglob("*")) == before
