"""The built wheel works away from the repository, with its rules, words and page; and so does the compiled one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DATA = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "rumourctl" / "data").rglob("*") if file.is_file())
COMPILE = {"HATCH_BUILD_HOOK_ENABLE_MYPYC": "1"}
QUESTIONS = [
    ("timeline", "Mac Allister"),
    ("sources", "--club", "Real Madrid"),
    ("claims", "-f", "ndjson"),
    ("extract", "seeds", "-f", "ndjson"),
    ("report", "--as-of", "2026-03-10"),
]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a wheel is built from, so that nothing left over from an earlier build gets into it."""
    folder = tmp_path_factory.mktemp("sources")
    shutil.copytree(ROOT / "rumourctl", folder / "rumourctl", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "compiled"])
def wheel(sources: Path, request: pytest.FixtureRequest) -> Path:
    """The wheel, plain and with what reads texts compiled."""
    if request.param and not shutil.which("cc"):
        pytest.skip("no C compiler")
    out = sources / f"dist-{request.param}"
    succeed(
        *(sys.executable, "-m", "build", "--wheel", "-o", out, sources),
        cwd=sources,
        environ=COMPILE if request.param else {},
    )
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, installed from the wheel into an environment of its own."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=True)
    binaries = home / ("Scripts" if os.name == "nt" else "bin")
    succeed(binaries / "python", "-m", "pip", "install", wheel, cwd=home)
    return binaries / "rumourctl"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder with a copy of the seeds, and nothing else of the repository."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return tmp_path


def test_rules_words_and_page_travel_in_the_wheel_and_tests_do_not(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert sorted(name for name in names if name.startswith("rumourctl/data/")) == DATA
    others = [name for name in names if ".dist-info/" not in name and not is_compiled(name)]
    assert {name.split("/")[0] for name in others} == {"rumourctl"}
    assert "rumourctl/py.typed" in names
    assert any(map(is_compiled, names)) == (not wheel.name.endswith("-none-any.whl"))


def test_it_gives_what_the_sources_give(installed: Path, sources: Path, elsewhere: Path) -> None:
    from_sources = {"PYTHONPATH": str(sources)}
    for question in [("ingest", "seeds"), *QUESTIONS]:
        told = succeed(installed, "--db", "installed.db", *question, cwd=elsewhere)
        run = [sys.executable, "-m", "rumourctl", "--db", "own.db", *question]
        assert told, question
        assert told == succeed(*run, cwd=elsewhere, environ=from_sources), question


def is_compiled(name: str) -> bool:
    return name.endswith((".so", ".pyd"))


def succeed(*command: str | Path, cwd: Path, environ: dict[str, str] | None = None) -> str:
    """What a command prints on stdout; it must not fail."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=clean | (environ or {}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
