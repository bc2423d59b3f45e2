"""The generated parts of README.md and the guide: outputs of the program, and tables of what it knows of itself.

Each stands between ``<!-- generated: NAME -->`` and ``<!-- end -->``, with NAME a key of :func:`parts`.
``python -m tests.docs.readme`` (or ``make readme``) renews them all.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
import runpy
import shlex
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import typer

from rumourctl.app import app, main
from rumourctl.articles.model import Article
from rumourctl.articles.reading import ReadOptions, read_article
from rumourctl.context import Context
from rumourctl.extraction.reasons import Drop
from rumourctl.language.datafiles import Shape
from rumourctl.language.when import parse_when
from rumourctl.language.wordfiles import CLUBS, FILES
from rumourctl.ledger.store import Ledger
from rumourctl.settings.schema import PUBLISHER_SETTINGS, SETTINGS, Setting
from tests.benchmarks.printing import HEADS, cells, kept

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "rumourctl" / "docs").glob("*.md")))
TODAY = date(2026, 3, 12)

TOUR = {
    "ingest": "ingest seeds/",
    "ingest again": "ingest seeds/",
    "timeline": 'timeline "Mac Allister"',
    "sources": 'sources --club "Real Madrid"',
    "diff": "diff 2025-05-20 2026-03-10",
    "sagas": "sagas --limit 6",
    "claims": 'claims --source "Defensa Central" --limit 3',
    "show": "show {claim}",
    "extract": "extract seeds/ -f ndjson | head -n 1",
    "near names": 'timeline "Mac Alister"',
}
"""What the tour runs, in this order, on one ledger; ``{claim}`` is the id of the first claim listed above it."""

BROKEN = {
    "an empty file": b"",
    "no date anywhere": b"Kai Lund stays at Lyon.",
    "a day that does not exist": b"date 2025-02-30 Kai Lund stays at Lyon.",
    "a day that may be two": b"Published: 03/04/2025\n\nKai Lund stays at Lyon.",
    "a year of two digits": b"Published: 3 April 25\n\nKai Lund stays at Lyon.",
    "two days": b"Date: 2025-05-20\nDate: 2025-05-21\n\nKai Lund stays at Lyon.",
    "a date that is none": b"Published: last Tuesday-ish\nDate: soon\n\nKai Lund stays at Lyon.",
    "a day to come": b"date 2031-01-01 Kai Lund stays at Lyon.",
    "a day before the game": b"date 1066-10-14 Kai Lund stays at Lyon.",
    "a header alone": b"---\ndate: 2025-05-20\n---\n",
    "front matter left open": b"---\ndate: 2025-05-20\n",
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00",
    "a character cut in two": "date 2025-05-20 Kai Lund stays, says Garcí".encode()[:-1],
    "several encodings": "date 2025-05-20 García stays. ".encode() + "Müller too.".encode("cp1252"),
    "another encoding": "date 2025-05-20 Lyon want Świątek.".encode("cp1250"),
    "NUL bytes": b"date 2025-05-20 Kai Lund\0 stays.",
    "more than 1 MB": b"date 2025-05-20 Kai Lund stays. " * 32_000,
}

DATED = {
    " date 2025-05-20 Kai Lund stays": "article.txt",
    "Date: 20 May 2025": "article.txt",
    "Published: 2025-05-20T08:00+02:00": "article.txt",
    "Posted on Tuesday, May 20th, 2025 at 9.15am": "article.txt",
    "Published: 20/05/2025": "article.txt",
    "--- / date: 2025-05-20 / ---": "article.md",
    "": "2025-05-20-title.txt",
}
"""Beginnings of articles (`` / `` ends a line), and their files' names."""

TYPED = (
    *("2025-05-20", "20 May 2025", "May 20", "2025-05", "May", "2025", "2024/25", "summer 2025", "last summer"),
    *("winter 2025/26", "today", "yesterday", "last Tuesday", "last week", "last 3 weeks", "2 months ago"),
    *("this season",),
)

LUND = """Date: 20 May 2025

Chelsea want Lyon midfielder Kai Lund, according to Marca. The 23-year-old, however, is close to a new contract.
Everton are chasing a striker.
"""
"""An article to be explained."""

MOORS = """Date: 20 May 2025

Sheffield Example have lassoed Lyon midfielder Kai Lund.
"""
"""An article that it takes words and rules of one's own to read."""

SHAPES = {
    Shape.TEXT: "text",
    Shape.TEXTS: "list of texts",
    Shape.NAMED: "table of texts",
    Shape.LISTS: "table of lists",
    Shape.PAIRS: "table of pairs of texts",
}

_PART = re.compile(r"(<!-- generated: (.+?) -->\n).*?(<!-- end -->)", re.DOTALL)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def refreshed(page: str, known: Mapping[str, str]) -> str:
    """``page`` with its generated parts as ``known`` has them. Raises KeyError for one of an unknown name."""
    return _PART.sub(lambda match: f"{match[1]}\n{known[match[2]]}\n\n{match[3]}", page)


def whole() -> str:
    """All pages in one."""
    return "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


def part_names(page: str) -> list[str]:
    """The names of the generated parts of ``page``, in order."""
    return [match[2] for match in _PART.finditer(page)]


def parts() -> dict[str, str]:
    """All parts by name, in Markdown."""
    with workshop() as folder:
        page = whole()
        return (
            tour()
            | own_words(folder, page)
            | league()
            | {
                "keys": keys(),
                "settings shown": settings_shown(folder, page),
                "settings": settings(SETTINGS),
                "publisher settings": settings(PUBLISHER_SETTINGS),
                "explain": explanation(folder),
                "reasons": reasons(),
                "refusals": refusals(folder),
                "article dates": article_dates(),
                "typed dates": typed_dates(),
                "commands": commands(),
                "options": options(),
                "schema": schema(folder),
                "layers": layers(),
                "levels": levels(),
                "speed": speed(),
                "speed in full": speed_in_full(),
            }
        )


@contextlib.contextmanager
def workshop() -> Iterator[Path]:
    """A new folder with a copy of the seeds, as the current one."""
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        shutil.copytree(ROOT / "seeds", "seeds")
        yield Path(name)


def run(command: str) -> str:
    """What a terminal of 80 columns shows, but for colour, when ``command`` runs in the current folder.

    A command may be cut by ``| head -n N``.
    """
    arguments, _, lines = command.partition(" | head -n ")
    shown = io.StringIO()
    context = Context(
        stdout=shown,
        stderr=shown,
        stdin=io.BytesIO(),
        today=TODAY,
        environ={
            "RUMOURCTL_DB": "rumours.db",
            "RUMOURCTL_RULES": "seeds",  # in which there are none
            "RUMOURCTL_CONFIG": "config.toml",
        },
        terminal=not lines,
    )
    main(shlex.split(arguments), context)
    told = [line.rstrip() for line in _COLOUR.sub("", shown.getvalue()).rstrip().splitlines()]
    return "\n".join(told[: int(lines)] if lines else told)


def tour() -> dict[str, str]:
    shown: dict[str, str] = {}
    for name, command in TOUR.items():
        if "{claim}" in command:
            command = command.format(claim=re.findall(r"\bc1-[0-9a-f]+", shown["claims"])[0])
        shown[name] = shell(command)
    return shown


def league() -> dict[str, str]:
    """The sources of the d3 texts ranked, and one saga among them, as the program reads them."""
    shutil.copytree(ROOT / "tests" / "quality" / "dev", "d3", ignore=shutil.ignore_patterns("d1*", "d2*", "*.json*"))
    run("--db d3.db ingest d3")
    return {
        "league": shell("--db d3.db sources --sort settled --min 2"),
        "one saga": shell('--db d3.db show "Kvalheim 2024s"'),
        "ladder": shell("--db d3.db timeline Kvalheim --chart"),
        "bars": shell("--db d3.db sources --sort settled --limit 8 --chart"),
    }


def explanation(folder: Path) -> str:
    """How a short article is read: what is claimed in it, and what is not."""
    (folder / "lund.txt").write_text(LUND, encoding="utf-8")
    return shell("explain lund.txt")


def own_words(folder: Path, page: str) -> dict[str, str]:
    """A miss, what is found once the files that the page shows are there, and a fault in one of them."""
    (folder / "moors.txt").write_text(MOORS, encoding="utf-8")
    shown = {"own miss": shell("explain moors.txt --all")}
    files = dict(re.findall(r"<!-- own: (\S+) -->\n```toml\n(.*?)```", page, re.DOTALL))
    files["words/clubs/england.toml"] = page.split("<!-- a club file -->\n```toml\n")[1].split("```")[0]
    for name, text in files.items():
        (folder / "mine" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "mine" / name).write_text(text, encoding="utf-8")
    shown["own found"] = shell("explain moors.txt --rules mine")
    faulty = files["rules/mine.toml"].replace('"done"', '"finished"')
    (folder / "mine" / "rules" / "mine.toml").write_text(faulty, encoding="utf-8")
    return shown | {"own fault": shell("explain moors.txt --rules mine")}


def settings_shown(folder: Path, page: str) -> str:
    """What is listed of the settings that the page shows."""
    (folder / "config.toml").write_text(page.split("<!-- settings -->\n```toml\n")[1].split("```")[0], encoding="utf-8")
    shown = shell("config list")
    (folder / "config.toml").unlink()
    return shown


def settings(known: Mapping[str, Setting]) -> str:
    """A row a setting: what it does, what it is by default, and an example."""
    rows = []
    for name, setting in known.items():
        choices = f" ({', '.join(f'`{choice}`' for choice in setting.choices)})" if setting.choices else ""
        default = f"`{setting.default}`" if setting.default in setting.choices else setting.default
        rows.append((f"`{name} = {setting.example}`", setting.does + choices, default))
    return table(("Such as", "What it does", "Else"), rows)


def shell(command: str) -> str:
    """A command with what it shows."""
    return f"```console\n$ rumourctl {command}\n{run(command)}\n```"


def keys() -> str:
    """A row for each kind of entry and each list of the word files and rule files: what it may hold."""
    rows = []
    for name, schema in {"words/clubs/….toml": CLUBS, **{f"words/{name}": of for name, of in FILES.items()}}.items():
        for table_name, of in schema.tables.items():
            rows.append((f"`{name}`", f"`[[{table_name}]]`", _shapes(of)))
        if schema.keys:
            rows.append((f"`{name}`", "", _shapes(schema.keys)))
    return table(("File", "Entry", "Keys"), rows)


def _shapes(of: Mapping[str, Shape]) -> str:
    """Keys, grouped by what they hold."""
    by_shape: dict[str, list[str]] = {}
    for key, shape in of.items():
        by_shape.setdefault(SHAPES[shape], []).append(f"`{key}`")
    return "; ".join(f"{', '.join(names)}: {shape}" for shape, names in by_shape.items())


def reasons() -> str:
    """A row for each reason why there is no claim."""
    return table(("`dropped`", "`because`"), [(f"`{drop.name.lower()}`", drop.value) for drop in Drop])


def refusals(folder: Path) -> str:
    """What is said of each broken file."""
    for number, content in enumerate(BROKEN.values(), 10):
        (folder / f"{number}.txt").write_bytes(content)
    said = dict(re.findall(r"^refused (\d+)\.txt: (.*)$", run("ingest [0-9]*.txt"), re.MULTILINE))
    rows = [(fault, said[str(number)]) for number, fault in enumerate(BROKEN, 10)]
    return table(("The file has", "`refused FILE:` …"), rows)


def article_dates() -> str:
    """How each way of dating an article is read."""
    rows = []
    for beginning, path in DATED.items():
        text = beginning.replace(" / ", "\n") + "\n\nKai Lund stays at Lyon."
        article = read_article(text.encode(), path, ReadOptions(today=TODAY))
        read = str(article.published) if isinstance(article, Article) else f"refused: {article.reason}"
        rows.append((f"begins `{beginning}`" if beginning else f"is called `{path}`", read))
    return table(("The article", "is of"), rows)


def typed_dates() -> str:
    """What each form of a date on the command line means."""
    rows = []
    for phrase in TYPED:
        first, last = parse_when(phrase, TODAY)
        rows.append((f"`{phrase}`", str(first) if first == last else f"{first} to {last}"))
    return table(("Typed", f"means, on {TODAY.day} March {TODAY.year}"), rows)


def commands() -> str:
    """A row a command: how it is called, and what it does."""
    rows = []
    for name, command in command_list().items():
        arguments = [param.metavar for param in command.params if param.param_type_name == "argument"]
        told = " ".join((command.help or "").split("Examples:")[0].split())
        rows.append((f"`{' '.join((name, *arguments))}`", told))
    return table(("`rumourctl` …", ""), rows)


def options() -> str:
    """A row an option: how it is written, what it does, and which commands take it."""
    takers: dict[tuple[str, str], list[str]] = {}
    for name, command in {"rumourctl": typer.main.get_command(app), **command_list()}.items():
        for param in command.params:
            if param.param_type_name == "option":
                spelling = ", ".join(param.opts) + "".join(f" / {other}" for other in param.secondary_opts)
                row = (f"{spelling} {param.metavar or ''}".strip(), param.help)
                takers.setdefault(row, []).append(name)
    rows = [(f"`{spelling}`", told, _listed(names)) for (spelling, told), names in takers.items()]
    return table(("Option", "", "Taken by"), [*rows, ("`-h, --help`", "Show what a command does, and stop.", "all")])


def command_list() -> Mapping[str, Any]:
    """The program's commands by name, those of a group as "group command"."""
    group: Any = typer.main.get_command(app)
    found: dict[str, Any] = {}
    for name, command in group.commands.items():
        inner = getattr(command, "commands", {})
        found |= {f"{name} {part}": each for part, each in inner.items()} if inner else {name: command}
    return found


def schema(folder: Path) -> str:
    """The tables and views of a new ledger, as they are declared."""
    path = folder / "empty.db"
    with Ledger.open(path, create=True):
        pass
    with contextlib.closing(sqlite3.connect(path)) as db:
        rows = db.execute(
            "SELECT sql FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT GLOB '*_fts_*'"
            " AND name NOT GLOB '_*' ORDER BY type = 'view', rowid"
        ).fetchall()
    return "```sql\n" + "\n\n".join(f"{sql};" for (sql,) in rows) + "\n```"


def layers() -> str:
    """A row a layer: what it is, and which layers it may import."""
    may_import = runpy.run_path(str(ROOT / "tests" / "test_layers.py"))["MAY_IMPORT"]
    rows = []
    for name, others in may_import.items():
        folder = ROOT / "rumourctl" / name
        module = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
        told = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
        shown = f"`{name}/`" if folder.is_dir() else f"`{name}.py`"
        rows.append((shown, told.split("\n")[0], ", ".join(sorted(others - {"__init__"})) or "–"))
    return table(("", "What it is", "May import"), rows)


def levels() -> str:
    """The figures that the tests hold."""
    reached = json.loads((ROOT / "tests" / "quality" / "levels.json").read_text(encoding="utf-8"))
    rows = [(f"`{name}`", *(f"{figure:.2f}" for figure in figures.values())) for name, figures in reached.items()]
    return table(("F1", "person and club", "and move, stage, denial", "and source, both clubs"), rows)


def speed() -> str:
    """The chief figures of the benchmarks."""
    measured = kept().values()
    rows = [cells(figure) for part in measured for figure in part.figures if figure.chief]
    return table(HEADS, rows) + "\n\n" + "; ".join(sorted({f"{part.date}, {part.machine}" for part in measured})) + "."


def speed_in_full() -> str:
    """All figures of the benchmarks, with how they were measured."""
    return "\n\n".join(
        f"### {name.capitalize()}\n\nMeasured on {part.date} ({part.machine}): {part.method}.\n\n"
        + table(HEADS, map(cells, part.figures))
        for name, part in kept().items()
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", r"\|") for cell in line) + " |" for line in lines)


def _listed(names: Sequence[str]) -> str:
    """The commands that take an option, or what they have in common."""
    missing = [name for name in command_list() if name not in names]
    if len(missing) > 2:
        return ", ".join(names)
    return "all but " + " and ".join(missing) if missing else "all"


if __name__ == "__main__":
    current = parts()
    for path in PAGES:
        path.write_text(refreshed(path.read_text(encoding="utf-8"), current), encoding="utf-8")
