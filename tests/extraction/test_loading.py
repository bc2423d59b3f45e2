"""Compiled words and rules are kept for later runs: never stale, never from a stranger, and without a word about it.

Whether a run took them from there shows in the file, which is written anew where it did not.
"""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import rumourctl
from rumourctl.cache import Cache
from rumourctl.context import Context
from rumourctl.errors import DataError, ExitStatus, UsageProblem
from rumourctl.extraction import loading

PACKAGE = Path(rumourctl.__file__).parent
ARTICLE = "Date: 20 May 2025\n\nQuxfield have signed Lyon midfielder Kai Lund.\n"
CLUB = 'country = "England"\n\n[[club]]\nname = "Quxfield Town"\nnames = ["Quxfield"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A cache folder in which nothing is kept yet."""
    return tmp_path / "cache"


@pytest.fixture
def club(tmp_path: Path) -> Path:
    """A file of the user's own words, with a club that the package does not have."""
    file = tmp_path / "own" / "words" / "clubs" / "mine.toml"
    file.parent.mkdir(parents=True)
    file.write_text(CLUB)
    return file


@pytest.fixture
def own(club: Path) -> Path:
    """The folder of the user's own words."""
    return club.parents[2]


def quxfield(folder: Path, own: Path) -> list[str]:
    """The clubs that "Quxfield" may mean, as words tell that are loaded with the cache."""
    forms = loading.load(own, Cache(folder)).lexicon.forms.get("quxfield", [])
    return [entry.name for form, entries in forms if form == ("quxfield",) for entry in entries]


def written(folder: Path) -> int:
    """When the file in the folder was written."""
    (file,) = folder.iterdir()
    return file.stat().st_mtime_ns


def program(folder: Path | str, own: Path, package: Path = PACKAGE, before: str = "") -> tuple[int, str, str]:
    """Status, suitor and messages of the program, as a process of its own that reads the article with the user's own
    words; the shell does something ``before``."""
    environ = {"PATH": os.environ["PATH"], "RUMOURCTL_CACHE": str(folder), "PYTHONPATH": str(package.parent)}
    script = f'{before} exec "$0" -m rumourctl extract - --rules "$1" -f json'
    command = ["sh", "-c", script, sys.executable, str(own)]
    done = subprocess.run(command, env=environ, input=ARTICLE, capture_output=True, text=True, cwd=own, check=False)
    return done.returncode, "".join(claim["to_club"] for claim in json.loads(done.stdout or "[]")), done.stderr


TOWN = (ExitStatus.DONE, "Quxfield Town", "")


def test_a_second_run_takes_what_the_first_has_kept(folder: Path, own: Path) -> None:
    assert program(folder, own) == TOWN
    first = written(folder)
    assert program(folder, own) == TOWN
    assert written(folder) == first


def test_what_is_taken_from_the_cache_is_what_was_compiled(folder: Path, own: Path) -> None:
    fresh = loading.load(own, Cache(folder))
    before = written(folder)
    taken = loading.load(own, Cache(folder))
    assert written(folder) == before
    assert (taken.lexicon, taken.digest) == (fresh.lexicon, fresh.digest)
    assert (taken.rules.rules, taken.rules.patterns) == (fresh.rules.rules, fresh.rules.patterns)


def test_a_change_to_the_users_words_counts_at_once(folder: Path, own: Path, club: Path) -> None:
    assert quxfield(folder, own) == ["Quxfield Town"]
    before = club.stat()
    club.write_text(CLUB.replace("Town", "City"))
    os.utime(club, ns=(before.st_atime_ns, before.st_mtime_ns))  # as if nothing had happened
    assert club.stat().st_size == before.st_size
    assert quxfield(folder, own) == ["Quxfield City"]
    club.unlink()
    assert quxfield(folder, own) == []
    club.write_text(CLUB)
    assert quxfield(folder, own) == ["Quxfield Town"]
    club.with_name("more.toml").write_text(CLUB.replace("Town", "United"))
    assert quxfield(folder, own) == ["Quxfield Town", "Quxfield United"]


def test_a_change_to_the_packages_words_or_code_counts_at_once(folder: Path, own: Path, tmp_path: Path) -> None:
    package = tmp_path / "installed" / "rumourctl"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    assert program(folder, own, package) == TOWN
    first = written(folder)
    words = package / "data" / "words" / "clubs" / "england.toml"
    words.write_text(words.read_text().replace('"Chelsea"', '"Quxfield"'))
    assert program(folder, own, package) != TOWN
    second = written(folder)
    code = package / "language" / "lexicon.py"
    code.write_text(code.read_text() + "\n_MORE = True\n")
    program(folder, own, package)
    assert len({first, second, written(folder)}) == 3


def test_each_folder_of_words_and_each_python_has_its_own(
    folder: Path, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def files() -> dict[str, int]:
        return {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}

    shutil.copytree(own, tmp_path / "other")
    for words in (own, tmp_path / "other"):
        loading.load(words, Cache(folder))
    with monkeypatch.context() as patched:
        patched.setattr(sys, "version", "3.99.0")
        loading.load(own, Cache(folder))
    before = files()
    assert len(before) == 3
    for words in (own, tmp_path / "other"):
        loading.load(words, Cache(folder))
    assert files() == before


def test_another_version_of_the_program_compiles_again(
    folder: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loading.load(own, Cache(folder))
    before = written(folder)
    monkeypatch.setattr(loading, "__version__", "99")
    loading.load(own, Cache(folder))
    assert written(folder) != before


@pytest.mark.parametrize("damage", [b"", b"nothing of ours", None], ids=["empty", "foreign", "cut off"])
def test_damage_is_mended(folder: Path, own: Path, damage: bytes | None) -> None:
    loading.load(own, Cache(folder))
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:1_000_000] if damage is None else damage)
    assert quxfield(folder, own) == ["Quxfield Town"]
    mended = written(folder)
    assert quxfield(folder, own) == ["Quxfield Town"]
    assert written(folder) == mended


class _Harmful:
    """Makes a file when it is unpickled."""

    def __init__(self, target: Path) -> None:
        self._command = f"touch {target}"

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (self._command,)


def test_a_pickle_that_is_to_run_code_runs_none(folder: Path, own: Path, tmp_path: Path) -> None:
    place, key = loading.place_of(own), loading.key_of(own)
    assert key
    harmful = _Harmful(tmp_path / "harm")
    for content in (harmful, [harmful], loading.Compiled(harmful, harmful, "")):  # type: ignore[arg-type]
        Cache(folder).put(place, key, pickle.dumps(content))
        assert quxfield(folder, own) == ["Quxfield Town"]
    Cache(folder).put(place, key, pickle.dumps(harmful))
    assert program(folder, own) == TOWN
    assert not (tmp_path / "harm").exists()
    pickle.loads(pickle.dumps(harmful))
    assert (tmp_path / "harm").exists()


@pytest.mark.parametrize("content", [b"", b"no pickle", pickle.dumps("a text"), pickle.dumps(Path)], ids=repr)
def test_a_pickle_of_something_else_is_as_good_as_none(folder: Path, own: Path, content: bytes) -> None:
    place, key = loading.place_of(own), loading.key_of(own)
    assert key
    Cache(folder).put(place, key, content)
    assert quxfield(folder, own) == ["Quxfield Town"]
    assert Cache(folder).get(place, key) != content


def test_several_that_start_at_once_all_read_and_leave_one_whole_file(folder: Path, own: Path) -> None:
    environ = {"RUMOURCTL_CACHE": str(folder), "RUMOURCTL_RULES": str(own), "PYTHONPATH": str(PACKAGE.parent)}
    command = [sys.executable, "-m", "rumourctl", "extract", "article.txt", "-f", "json"]
    (own / "article.txt").write_text(ARTICLE)
    runs = [subprocess.Popen(command, env=environ, cwd=own, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [json.loads(run.communicate()[0])[0]["to_club"] for run in runs] == ["Quxfield Town"] * 3
    before = written(folder)
    loading.load(Path(own), Cache(folder))
    assert written(folder) == before


@pytest.mark.skipif(os.name == "nt", reason="POSIX limits files so")
def test_where_there_is_no_room_nothing_is_left_and_nothing_said(folder: Path, own: Path) -> None:
    assert program(folder, own, before="ulimit -f 1000;") == TOWN
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows tells homes otherwise")
def test_whoever_has_no_home_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_: int) -> None:
        raise KeyError

    variables = [name for name in os.environ if name.startswith(("RUMOURCTL_", "XDG_"))]
    for name in ("HOME", *variables):
        monkeypatch.delenv(name, raising=False)
    assert Context.of_process().cache is not None
    monkeypatch.setattr("pwd.getpwuid", nobody)
    context = Context.of_process()
    assert (context.cache, context.own_words(None)) == (None, None)
    with pytest.raises(UsageProblem, match="name the ledger with --db or RUMOURCTL_DB"):
        _ = context.ledger


def test_it_can_be_switched_off(own: Path) -> None:
    before = set(own.iterdir())
    assert program("off", own) == TOWN
    assert set(own.iterdir()) == before


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("words/clubs/mine.toml", CLUB + "colour = 1\n", ":6: Quxfield Town: unknown key 'colour'"),
        ("words/clubs/mine.toml", CLUB + "places =\n", ":6: is not TOML: Invalid value"),
        ("rules/mine.toml", '[[event]]\nname = "x"\n', ":1: x: words is missing"),
        ("words/mine.toml", "", ": there is no such word file"),
    ],
)
def test_a_fault_in_the_users_files_is_told_each_time(
    folder: Path, own: Path, file: str, text: str, fault: str
) -> None:
    loading.load(own, Cache(folder))
    before = written(folder)
    (own / file).parent.mkdir(exist_ok=True)
    (own / file).write_text(text)
    for cache in (Cache(folder), Cache(folder), None):
        with pytest.raises(DataError) as told:
            loading.load(own, cache)
        assert str(told.value).startswith(f"{own / file}{fault}")
    assert written(folder) == before


def test_the_program_tells_a_fault_as_it_does_without_a_cache(folder: Path, own: Path, club: Path) -> None:
    assert program(folder, own) == TOWN
    club.write_text(CLUB + "colour = 1\n")
    told = program(folder, own)
    assert told[:2] == (ExitStatus.USAGE, "")
    assert told[2].startswith(f"rumourctl: {club}:6: Quxfield Town: unknown key 'colour'")
    assert program("off", own) == told
