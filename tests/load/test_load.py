"""Eight writers and eight readers at one ledger at once: all succeed, nothing is lost, and no reader sees half."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.crowd import READERS
from tests.load.load import trial


@pytest.mark.slow
def test_a_crowd_leaves_what_one_after_the_other_would(tmp_path: Path) -> None:
    crowd = trial(tmp_path, articles=10, rounds=1)
    assert len(crowd.written) == 8
    assert len(crowd.read) == READERS
    assert all(each.looks for each in crowd.read)
