"""The reading, measured on all sets of this folder: none falls more than a point below the level that it once reached.

After an improvement, ``make quality WRITE=1`` writes the new levels down; ``make quality MISSES=1`` shows all faults.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.gold import measured

HERE = Path(__file__).parent
REACHED = json.loads((HERE / "levels.json").read_text(encoding="utf-8"))
LEEWAY = 0.01


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    """The figures of all sets."""
    done = measured("measure.py", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("level", ["link", "core", "full"])
@pytest.mark.parametrize("name", REACHED)
def test_the_level_is_held(figures: dict[str, Any], name: str, level: str) -> None:
    assert figures[name][level]["f1"] >= REACHED[name][level] - LEEWAY, figures[name][level]


def test_every_set_has_a_level_and_a_folder_of_several_its_sum(figures: dict[str, Any]) -> None:
    assert set(figures) == {*REACHED, "dev", "plain", "unseen"}
    parts = [figures[name]["articles"] for name in ("d1", "d2", "d3")]
    assert figures["dev"]["articles"] == sum(parts)


def test_faults_are_shown_with_their_sentences() -> None:
    done = measured("measure.py", "--set", "seeds", "--misses")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[1].startswith("tests/quality/seeds/")
    assert lines[2].split()[0] in ("MISSED", "EXTRA", "WRONG")
    assert any(line.strip().startswith("“") for line in lines)


@pytest.mark.parametrize("name", ["held", "unseen", "unseen-posts"])
def test_what_is_held_back_is_never_shown(name: str) -> None:
    done = measured("measure.py", "--set", name, "--misses")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"the misses of {name} are never shown" in done.stderr


@pytest.mark.parametrize("file", sorted(HERE.glob("*/*.jsonl")), ids=lambda file: str(file.relative_to(HERE)))
def test_a_gold_file_quotes_its_articles(file: Path) -> None:
    unquoted = []
    for line in file.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        text = (file.parent / entry["article"]).read_text(encoding="utf-8")
        unquoted += [entry["article"] for claim in entry["claims"] if claim["evidence"] not in text]
    assert unquoted == []
