"""``--template``: one's own lines, with the fields of JSON, in which nothing of an article is obeyed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markupsafe import escape

from rumourctl.rendering.safe import safe

Runner = Callable[..., Any]

QUESTIONS = [
    ("timeline", "mac allister"),
    ("timeline", "real madrid"),
    ("diff", "2025-05-20", "2026-03-10"),
    ("sagas",),
    ("sources",),
    ("calibration",),
    ("claims",),
    ("articles",),
    ("people",),
    ("clubs",),
    ("show", "Mac Allister 2025s"),
    ("show", "aaf7"),
    ("extract", "seeds"),
    ("query", "SELECT stage, count(*) AS n FROM claims GROUP BY stage"),
]
SHORT = "{{date}} {{person}} -> {{to_club}}"


def test_a_line_a_record_with_what_is_missing_left_out(ask: Runner) -> None:
    claims = ask("claims", "-f", "json").json
    done = ask("claims", "--template", SHORT)
    assert (done.status, done.stderr) == (0, "")
    assert done.lines == [f"{c['date']} {c['person']} -> {c['to_club'] or ''}" for c in claims]
    assert any(line.endswith("-> ") for line in done.lines)


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_every_question_has_the_fields_of_its_json(ask: Runner, question: tuple[str, ...]) -> None:
    rows = ask(*question, "-f", "json").json
    fields = list(rows[0])
    every = " ".join("{{" + field + "}}" for field in fields)
    assert len(ask(*question, "--template", every).lines) == len(rows)
    wrong = ask(*question, "--template", "{{datum}}")
    assert (wrong.status, wrong.stdout) == (2, "")
    assert wrong.stderr == f"rumourctl: --template: there is no field “datum”; the fields are {', '.join(fields)}\n"


def test_parts_lists_and_conditions(ask: Runner) -> None:
    told = "{{source.kind}}|{{source}}|{{via}}|{{evidence[0].text|length}}"
    told += "|{% if fee %}{{fee.amount}}{% else %}-{% endif %}"
    claims = ask("claims", "-f", "json").json
    expected = [
        f"{c['source']['kind']}|{c['source']['name'] or c['source']['kind']}|{'; '.join(c['via'])}"
        f"|{len(c['evidence'][0]['text'])}|{c['fee']['amount'] if c['fee'] else '-'}"
        for c in claims
    ]
    assert ask("claims", "--template", told).lines == expected
    assert ask("claims", "--limit", "1", "--template", "{{fee.amount}}{{row['date'][:4]}}").lines == [
        claims[0]["date"][:4]
    ]


def test_a_template_may_lie_in_a_file_and_have_several_lines(ask: Runner, tmp_path: Path) -> None:
    file = tmp_path / "own.txt"
    file.write_text("* {{person}}\n  {{stage}}\n", encoding="utf-8")
    assert ask("claims", "--limit", "2", "--template", f"@{file}").lines[::2] == [
        f"* {c['person']}" for c in ask("claims", "--limit", "2", "-f", "json").json
    ]


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{{date", "--template: line 1 is no template: "),
        ("{% for x in %}", "--template: line 1 is no template: "),
        ("{{date|nofilter}}", "--template: line 1 is no template: "),
        ("{{source.nmae}}", "--template: there is no “nmae” where it is looked for; there are name, kind"),
        ("{{evidence[9].text}}", "--template: there is no “9” where it is looked for"),
        ("{{date + 1}}", "--template: cannot be filled in: "),
        ("{{1 / 0}}", "--template: cannot be filled in: "),
        ("{{''.__class__.__mro__}}", "--template: "),
        ("{% include '/etc/passwd' %}", "--template: cannot be filled in: "),
        ("@{folder}/none.txt", "{folder}/none.txt: cannot be read as a template: No such file or directory"),
        ("@{folder}", "{folder}: cannot be read as a template: Is a directory"),
        ("@{folder}/bytes", "{folder}/bytes: cannot be read as a template: it is not UTF-8"),
    ],
)
def test_a_template_that_is_wrong_is_refused_in_one_sentence(
    ask: Runner, tmp_path: Path, template: str, reason: str
) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff")
    template, reason = (text.replace("{folder}", str(tmp_path)) for text in (template, reason))
    done = ask("claims", "--template", template)
    assert (done.status, done.stdout) == (2, "")
    assert done.stderr.startswith(f"rumourctl: {reason}")
    assert done.stderr.count("\n") == 1


def test_with_a_format_or_a_picture_it_is_refused(ask: Runner) -> None:
    done = ask("claims", "--template", "x", "-f", "json")
    assert done.status == 2
    assert done.stderr == "rumourctl: --template and --format are two ways to print the same; give one of them\n"
    assert ask("claims", "--template", "x", "-f", "table").status == 2
    assert ask("timeline", "mac allister", "--chart", "--template", "x").status == 2


def test_a_ruling_with_a_wrong_template_is_not_made(run: Runner, seeds: Path) -> None:
    run("ingest", seeds)
    (claim, *_) = run("claims", "-f", "json").json
    assert run("retract", claim["claim_id"], "--why", "x", "--template", "{{oops}}").status == 2
    assert run("rulings", "-f", "json").json == []
    done = run("retract", claim["claim_id"], "--why", "x", "--template", "{{kind}} {{note}}")
    assert (done.status, done.stdout) == (0, "retract x\n")


def test_an_ingest_with_a_wrong_template_stores_nothing(run: Runner, seeds: Path, tmp_path: Path) -> None:
    assert run("ingest", seeds, "--template", "{{oops}}").status == 2
    assert not run("articles").lines
    done = run("ingest", seeds, "--template", "{{status}} {{claims}}")
    assert done.lines == ["new 20", "new 8"]


def test_nothing_of_an_article_is_obeyed_by_a_terminal(run: Runner, hostile: Path) -> None:
    for terminal in (True, False):
        done = run(
            "--db", hostile, "claims", "--template", "{{person}}\t{{evidence}}\t{{article}}\t{{row}}", terminal=terminal
        )
        assert done.status == 0
        assert len(done.stdout.split("\n")) == len(run("--db", hostile, "claims", "-f", "ndjson").stdout.split("\n"))
        assert all(safe(cell) == cell for line in done.stdout.split("\n") for cell in line.split("\t"))


def test_what_filters_make_is_safe_too(run: Runner, hostile: Path) -> None:
    done = run("--db", hostile, "claims", "--template", "{{person|tojson}}\t{{person|e}}\t{{person|upper}}")
    rows = run("--db", hostile, "claims", "-f", "json").json
    lines = done.stdout.split("\n")[:-1]
    assert [json.loads(line.split("\t")[0]) for line in lines] == [row["person"] for row in rows]
    assert all(safe(cell) == cell for line in lines for cell in line.split("\t"))
    for line, row in zip(lines, rows, strict=True):
        if safe(row["person"]) == row["person"]:
            assert line.split("\t")[1] == str(escape(row["person"]))
