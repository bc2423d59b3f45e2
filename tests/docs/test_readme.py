"""The README and the guide say what is so: outputs and tables are current, commands run, and nothing is left out."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

import rumourctl
from rumourctl.articles.model import Article
from rumourctl.claims.model import Claim, Move, Recorded, Stage
from rumourctl.claims.shape import recorded_to_dict
from rumourctl.errors import ExitStatus
from rumourctl.extraction.explaining import explained
from rumourctl.extraction.pipeline import Extractor
from rumourctl.language.analysis import analyse
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import load_lexicon
from rumourctl.language.nodes import UnitKind
from rumourctl.rendering.formats import Format
from rumourctl.rules.hits import find_hits
from rumourctl.rules.loading import POSITIONS, load_rules

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "rumourctl" / "docs"
PAGES = {path: path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *sorted(GUIDE.glob("*.md")))}
PAGE = "\n".join(PAGES.values())
RUNNABLE = re.findall(r"<!-- runnable(?:: ([\w ]+))? -->\n```sh\n(.*?)```", PAGE, re.DOTALL)
PROSE = re.sub(r"^```.*?^```", "", PAGE, flags=re.DOTALL | re.MULTILINE)
PYTHON = re.findall(r"<!-- runnable: python -->\n```python\n(.*?)```", PAGE, re.DOTALL)
CODE = {code for _, code in re.findall(r"(`+)([^`]+)\1", PROSE)}
"""What stands in code type outside of blocks."""


@pytest.fixture(scope="module")
def readme() -> ModuleType:
    """The script beside this file, which generates parts of the page."""
    spec = importlib.util.spec_from_file_location("readme", Path(__file__).with_name("readme.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def parts(readme: ModuleType) -> dict[str, str]:
    """The generated parts as they should be."""
    generated: dict[str, str] = readme.parts()
    return generated


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the seeds, a ledger of them, and the program as ``bin/rumourctl``."""
    folder = tmp_path_factory.mktemp("examples")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    program = folder / "bin" / "rumourctl"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m rumourctl "$@"\n')
    program.chmod(0o755)
    shell("rumourctl ingest seeds", folder)
    return folder


def shell(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What becomes of a shell script that is run in ``folder``."""
    path = os.pathsep.join([str(folder / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]])
    environ = {"PATH": path, "PYTHONPATH": str(ROOT), "RUMOURCTL_DB": str(folder / "rumours.db"), "HOME": str(folder)}
    command = ["sh", "-eu", "-c", script]
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, encoding="utf-8", check=False)


def test_the_generated_parts_are_current(readme: ModuleType, parts: dict[str, str]) -> None:
    assert readme.refreshed(PAGE, parts) == PAGE, "run `make readme`"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_within_the_pages_lead_somewhere(path: Path) -> None:
    for place, anchor in re.findall(r"\]\((?!http)([^)#]*)#?([^)]*)\)", PAGES[path]):
        target = (path.parent / place).resolve() if place else path
        assert target.exists(), place
        assert not anchor or anchor in headings(PAGES[target]), f"{place}#{anchor}"


def headings(page: str) -> set[str]:
    """The anchors that a page's headings get, as GitHub makes them."""
    prose = re.sub(r"^```.*?^```", "", page, flags=re.DOTALL | re.MULTILINE)
    titles = re.findall(r"^#+ (.*)$", prose, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_page_of_the_guide_is_linked_from_the_readme() -> None:
    assert {path.name for path in GUIDE.glob("*.md")} == set(
        re.findall(r"\(rumourctl/docs/([\w-]+\.md)\)", PAGES[ROOT / "README.md"])
    )


def test_every_part_that_can_be_generated_is_used_once(readme: ModuleType, parts: dict[str, str]) -> None:
    assert sorted(readme.part_names(PAGE)) == sorted(parts)


@pytest.mark.parametrize(("needs", "script"), RUNNABLE, ids=[script.split("\n")[0] for _, script in RUNNABLE])
def test_the_examples_run(needs: str, script: str, folder: Path) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    if missing := [tool for tool in needs.split() if not shutil.which(tool, path=path)]:
        pytest.skip(f"needs {missing[0]}")
    done = shell(script, folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
    assert all((folder / name).stat().st_size for name in re.findall(r"> (\w+\.\w+)", script))


@pytest.mark.parametrize("script", PYTHON, ids=[script.split("import ")[-1].split("\n")[0] for script in PYTHON])
def test_the_examples_in_python_run(script: str, folder: Path) -> None:
    command = [sys.executable, "-W", "error", "-c", script]
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_the_python_interface_is_all_listed() -> None:
    table = PAGES[GUIDE / "python.md"].split("| Name |")[1]
    names = [name for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)]
    assert sorted(names) == sorted(rumourctl.__all__)


def test_examples_are_marked() -> None:
    assert len(RUNNABLE) >= 4


def test_every_command_and_option_is_named(readme: ModuleType) -> None:
    named = set(re.findall(r"[\w-]+", " ".join(CODE)))
    for name, command in readme.command_list().items():
        wanted = {*name.split(), *(opt for param in command.params for opt in (*param.opts, *param.secondary_opts))}
        wanted -= {param.name for param in command.params if param.param_type_name == "argument"}
        assert wanted <= named, name


def test_the_exit_statuses_are_all_listed() -> None:
    table = PAGE.split("**Exit status.**")[1].split("**Environment.**")[0]
    assert [int(status) for status in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)] == list(ExitStatus)


def test_the_fields_of_a_claim_are_all_listed() -> None:
    table = PAGES[GUIDE / "claims.md"]
    listed = [name for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)]
    day = date(2026, 3, 10)
    claim = Claim(person="Kai Lund", move=Move.STAY, stage=Stage.AGREED, date=day)
    recorded = Recorded("c1-0", "a0", "a.txt", None, day, "Kai Lund", claim)
    assert sorted(listed) == sorted(recorded_to_dict(recorded))


def test_the_fields_of_an_explanation_are_all_listed(extractor: Extractor) -> None:
    text = "Chelsea want Lyon midfielder Kai Lund, who will not join Everton, says Marca. Lund leaves. Lund will leave."
    trace = extractor.trace(Article(text=text, published=date(2026, 3, 10), path="example.txt"))
    section = PAGE.split("### Why, and why not")[1].split("\n## ")[0]
    listed = set(re.findall(r"`(\w+)`", section))
    assert sorted(fields_of(list(explained(trace, extractor.rules))) - listed) == []


def fields_of(value: object) -> set[str]:
    """The names of all fields in ``value``, which is made of dicts and lists; places are named by rules."""
    if isinstance(value, dict):
        return {*value}.union(*(fields_of(inner) for name, inner in value.items() if name != "places"))
    return set().union(*map(fields_of, value)) if isinstance(value, list) else set()


def test_the_formats_are_all_listed() -> None:
    assert set(Format) <= CODE


def test_what_rules_and_patterns_are_made_of_is_all_explained(extractor: Extractor) -> None:
    values = {name for rule in extractor.rules.rules for name in rule.values or ()}
    kinds = {kind.name for kind in UnitKind} | {"ANY", "POST"}
    explained = {word for code in CODE for word in (code, *re.findall(r"[\w-]+", code))}
    positions = POSITIONS - closed_class("prepositions")
    assert sorted((positions | values | kinds) - explained) == []


def test_the_word_files_are_all_listed() -> None:
    files = {file.name for file in (ROOT / "rumourctl" / "data" / "words").glob("*.toml")}
    assert sorted(files - CODE) == []


def test_the_club_file_shown_is_a_good_one(tmp_path: Path) -> None:
    (tmp_path / "words" / "clubs").mkdir(parents=True)
    (tmp_path / "words" / "clubs" / "example.toml").write_text(example_of("a club file"))
    assert load_lexicon(tmp_path).clubs["Sheffield Example"].places == ("sheffield", "yorkshire")


def test_the_rule_shown_is_a_good_one(extractor: Extractor, tmp_path: Path) -> None:
    (tmp_path / "example.toml").write_text(example_of("a rule file"))
    rules = load_rules(tmp_path, extractor.lexicon.verb_forms)
    (rule,) = rules.rules
    article = Article(text=rule.example, published=date(2026, 3, 10), path="example.txt")
    sentence = analyse(article, extractor.lexicon, extractor.rules.adverbs).sentences[0]
    assert [hit.rule for clause in sentence.clauses for hit in find_hits(clause.nodes, rules)] == [rule]


def example_of(name: str) -> str:
    """The TOML that the page shows as ``name``."""
    return PAGE.split(f"<!-- {name} -->\n```toml\n")[1].split("```")[0]
