"""The wordings of one meaning that are read as it: their share falls no more than a point below what was reached.

After an improvement, ``make wordings WRITE=1`` writes the new shares down.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.gold import measured

HERE = Path(__file__).parent
LEEWAY = 0.01
REACHED = json.loads((HERE / "wordings" / "levels.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def shares() -> dict[str, float]:
    """The share of each folder."""
    done = measured("wordings.py", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told: dict[str, float] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("folder", ["open", "unread"])
def test_the_share_is_held(shares: dict[str, float], folder: str) -> None:
    assert shares[folder] >= REACHED[folder] - LEEWAY


def test_what_is_read_otherwise_is_shown_of_open_wordings_only() -> None:
    lines = measured("wordings.py", "--only", "medical").stdout.splitlines()
    of_unread = next(at for at, line in enumerate(lines) if line.startswith("unread"))
    assert any(line.startswith("  ") for line in lines[:of_unread])
    assert not any(line.startswith("  ") for line in lines[of_unread:])


@pytest.mark.parametrize(
    "file", sorted((HERE / "wordings").glob("*/*.txt")), ids=lambda file: f"{file.parent.name}-{file.stem}"
)
def test_a_file_of_wordings_says_what_they_mean(file: Path) -> None:
    first, *wordings = file.read_text(encoding="utf-8").splitlines()
    assert first.startswith("# ")
    assert " -> " in first
    assert len(set(wordings)) == len(wordings) > 15
