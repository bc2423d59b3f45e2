"""The user's own words and rules: where they are, how they are laid over the package's, and how faults are told."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rumourctl.language.lexicon import load_lexicon

Runner = Callable[..., Any]

ARTICLE = "Date: 20 May 2025\n\nHeathermoor Rovers have lassoed Lyon midfielder Kai Lund, says Gazette of Moor.\n"
CLUB = """country = "England"

[[club]]
name = "Heathermoor Rovers"
names = ["Heathermoor"]
"""
VERBS = 'regular = ["lasso"]\n'
OUTLET = '[[outlet]]\nname = "Gazette of Moor"\ncountry = "England"\n'
RULE = """[[event]]
name = "lasso"
words = ["~lasso"]
move = "transfer"
stage = "done"
person = ["object"]
to = ["subject"]
from = ["from", "of"]
example = "Chelsea have lassoed Lyon midfielder John Smith."
counter = "John Smith lassoed a bull."
"""
FILES = {
    "words/clubs/mine.toml": CLUB,
    "words/verbs.toml": VERBS,
    "words/outlets.toml": OUTLET,
    "rules/mine.toml": RULE,
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a club, an outlet, a verb and a rule that the package does not have."""
    folder = tmp_path / "own"
    for name, text in FILES.items():
        write(folder / name, text)
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def extracted(run: Runner, *options: str | Path, **more: Any) -> list[tuple[str, ...]]:
    rows = run("extract", "-", *options, "-f", "json", stdin=ARTICLE.encode(), **more).json
    return [(row["person"], row["stage"], row["from_club"], row["to_club"], row["source"]["name"]) for row in rows]


LASSOED = [("Kai Lund", "done", "Lyon", "Heathermoor Rovers", "Gazette of Moor")]


def test_a_miss_is_mended_with_words_and_a_rule_of_ones_own(run: Runner, own: Path) -> None:
    assert extracted(run) == []
    assert extracted(run, "--rules", own) == LASSOED
    explained = run("explain", "-", "--rules", own, stdin=ARTICLE.encode()).stdout
    assert "rules  lasso “lassoed” (transfer, done)" in explained


def test_the_folder_is_named_by_the_environment_too_and_the_option_goes_first(
    run: Runner, own: Path, no_rules: Path
) -> None:
    assert extracted(run, env={"RUMOURCTL_RULES": str(own)}) == LASSOED
    assert extracted(run, "--rules", no_rules, env={"RUMOURCTL_RULES": str(own)}) == []


def test_without_any_it_is_in_the_platforms_configuration_folder(
    run: Runner, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_config_path", lambda *_, **__: own)
    assert extracted(run, env={"RUMOURCTL_RULES": ""}) == LASSOED
    monkeypatch.setattr("platformdirs.user_config_path", lambda *_, **__: own / "missing")
    assert extracted(run, env={"RUMOURCTL_RULES": ""}) == []


@pytest.mark.parametrize("named_by", ["--rules", "RUMOURCTL_RULES"])
def test_a_named_folder_must_be_there(run: Runner, tmp_path: Path, named_by: str) -> None:
    missing = str(tmp_path / "missing")
    options, env = (["--rules", missing], {}) if named_by == "--rules" else ([], {named_by: missing})
    done = run("extract", "-", *options, env=env, stdin=ARTICLE.encode())
    assert (done.status, done.stdout) == (2, "")
    assert done.stderr == f"rumourctl: {missing}: no such folder; check {named_by}\n"


def test_an_entry_of_the_package_is_extended(own: Path) -> None:
    write(
        own / "words/clubs/mine.toml",
        'country = "England"\n[[club]]\nname = "Arsenal"\nnicknames = ["Woolwich Wanderers"]\nplace = ["Woolwich"]\n',
    )
    write(own / "words/outlets.toml", '[[outlet]]\nname = "Marca"\nkind = "blog"\n')
    plain, laid_over = load_lexicon(), load_lexicon(own)
    arsenal = laid_over.clubs["Arsenal"]
    assert arsenal.places == (*plain.clubs["Arsenal"].places, "woolwich")
    assert arsenal.rank == plain.clubs["Arsenal"].rank
    assert laid_over.longest_name(["woolwich", "wanderers"], 0) is not None
    assert laid_over.outlets["Marca"].kind == "blog"
    assert laid_over.outlets["Marca"].places == plain.outlets["Marca"].places


def test_a_new_club_comes_behind_those_of_its_country(own: Path) -> None:
    clubs = load_lexicon(own).clubs
    assert clubs["Heathermoor Rovers"].rank > clubs["Arsenal"].rank
    assert "Heathermoor Rovers" not in load_lexicon().clubs


CLUBS, VERB_FILE, RULES = "words/clubs/mine.toml", "words/verbs.toml", "rules/mine.toml"
ROVERS = "Heathermoor Rovers"
NO_SUCH_FILE = ": there is no such word file; there may be clubs/….toml, "
FAULTS = {
    "unknown key": (CLUBS, CLUB + 'nick = ["Moors"]\n', f":6: {ROVERS}: unknown key 'nick'; there may be "),
    "wrong type": (CLUBS, CLUB.replace('["Heathermoor"]', '"Moor"'), f":5: {ROVERS}: names must be a list of texts: "),
    "a second name": (
        CLUBS,
        CLUB + f'[[club]]\nname = "{ROVERS}"\n',
        f":7: {ROVERS}: stands in this file twice; keep one\n",
    ),
    "no name": (CLUBS, CLUB + '[[club]]\nground = ["Moor"]\n', ":6: [[club]]: name is missing; add it\n"),
    "no country": (CLUBS, CLUB.replace("country", "# country"), ": country is missing; add it\n"),
    "a number in a list": (VERB_FILE, VERBS + "doubling = [3]\n", ":2: doubling must be a list of texts: "),
    "one form of two": (VERB_FILE, '[irregular]\nsing = ["sang"]\n', ":1: irregular must be two texts under each "),
    "unknown list": (VERB_FILE, 'irregulr = ["lasso"]\n', ":1: unknown key 'irregulr'; there may be regular, "),
    "no TOML": (VERB_FILE, VERBS + "doubling = [\n", ":2: is not TOML: "),
    "unknown stage": (
        RULES,
        RULE.replace('"done"', '"dnoe"'),
        ":5: lasso: 'dnoe' is no stage; there may be ",
    ),
    "unknown value": (RULES, RULE + 'values = { genric = "yes" }\n', ":11: lasso: 'genric' is no value; there may be "),
    "bad pattern": (
        RULES,
        RULE.replace('"~lasso"', '"~lasso", "~lassso up"'),
        ":3: lasso: 'lassso' is not in the list of verbs\n  ~lassso up\n  ^\n",
    ),
    "strange file": ("words/stadiums.toml", VERBS, NO_SUCH_FILE),
    "file that is fixed": ("words/grammar.toml", VERBS, NO_SUCH_FILE),
    "stray file": ("mine.toml", RULE, ": is not read there; words belong in words/, rules in rules/: move it there\n"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_file_line_and_what_is_allowed(run: Runner, own: Path, fault: str) -> None:
    name, text, message = FAULTS[fault]
    write(own / name, text)
    done = run("extract", "-", "--rules", own, stdin=ARTICLE.encode())
    assert (done.status, done.stdout) == (2, "")
    assert done.stderr.startswith(f"rumourctl: {own / name}{message}")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_an_unreadable_file_is_a_fault(run: Runner, own: Path) -> None:
    for place in (own / "words/verbs.toml", own / "rules"):
        place.chmod(0)
        done = run("extract", "-", "--rules", own, stdin=ARTICLE.encode())
        place.chmod(0o755)
        assert done.status == 2
        assert f"{place}: cannot be read: " in done.stderr


def test_a_folder_in_place_of_a_file_is_a_fault(run: Runner, own: Path) -> None:
    (own / "rules/other.toml").mkdir()
    done = run("extract", "-", "--rules", own, stdin=ARTICLE.encode())
    told = "cannot be read: Is a directory; check who may read it"
    assert (done.status, done.stderr) == (2, f"rumourctl: {own / 'rules/other.toml'}: {told}\n")


def test_ingest_notes_that_rules_have_changed_and_reextract_heeds_them(run: Runner, own: Path, tmp_path: Path) -> None:
    article = tmp_path / "lund.txt"
    article.write_text(ARTICLE)
    assert "other words or rules" not in run("ingest", article).stderr
    again = run("ingest", article, "--rules", own)
    assert again.stderr.splitlines() == [
        "1 unchanged; nothing changed",
        "1 article was read earlier, with other words or rules; rumourctl reextract reads all again",
    ]
    (done,) = run("reextract", "--rules", own, "-f", "json").json
    assert done["added"] == 1
    assert "other words or rules" not in run("ingest", article, "--rules", own).stderr
    write(own / "rules/mine.toml", RULE.replace('"done"', '"agreed"'))
    assert "other words or rules" in run("ingest", article, "--rules", own).stderr
