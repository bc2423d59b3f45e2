"""The reading, measured on the gold articles: no figure falls below the level that it has reached.

After an improvement raise the levels here; ``python tests/gold/score.py --help`` says how to look at the differences.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).parent

# The least F1 of each set of articles: for person and club, for the move and its stage too, and for the whole claim.
LEVELS = {
    "seeds": {"link": 0.92, "core": 0.83, "full": 0.95},
    "dev/d1": {"link": 0.47, "core": 0.30, "full": 0.15},
    "dev/d2": {"link": 0.59, "core": 0.47, "full": 0.31},
    "dev/d3": {"link": 0.47, "core": 0.39, "full": 0.27},
}
FOLDERS = {name: name.split("/")[0] for name in LEVELS}


@pytest.fixture(scope="module", params=LEVELS)
def measured(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Any]]:
    """A set of gold articles, read by the whole program, and its figures."""
    name: str = request.param
    gold = GOLD / f"{name}.jsonl"
    claims = tmp_path_factory.mktemp("gold") / "claims.ndjson"
    extract = [sys.executable, "-m", "rumourctl", "extract", str(GOLD / FOLDERS[name]), "-f", "ndjson"]
    claims.write_text(output_of(extract), encoding="utf-8")
    score = [sys.executable, str(GOLD / "score.py"), str(gold), str(claims), "--json"]
    return name, json.loads(output_of(score))
