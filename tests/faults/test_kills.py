"""A run that is killed at any moment: nothing reported is lost, nothing is there in part, and the next run goes on.

This is the short run; ``make faults`` is the long one.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults.dying import At, Death, points, run
from tests.faults.kill import boundaries, drawn
from tests.faults.promise import sound
from tests.faults.scenarios import LEDGER, Scenario, scenarios

pytestmark = pytest.mark.slow
DRAWN = 12


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scenario]:
    return {scenario.name: scenario for scenario in scenarios(tmp_path_factory.mktemp("scenarios"))}


def test_ingest_killed_before_and_after_every_commit(tmp_path: Path, every: dict[str, Scenario]) -> None:
    scenario = every["ingest into a full one"]
    deaths = list(boundaries(scenario.points(tmp_path / "counted")))
    assert len(deaths) >= 2 * len(scenario.after.articles.keys() - scenario.before.articles.keys())
    for number, death in enumerate(deaths):
        assert scenario.survived(tmp_path / str(number), death).killed, death


def test_every_command_killed_at_random(tmp_path: Path, every: dict[str, Scenario]) -> None:
    lot = random.Random(5)
    for number, scenario in enumerate(lot.choices(list(every.values()), k=DRAWN)):
        points = scenario.points(tmp_path / f"{number}, counted")
        scenario.survived(tmp_path / str(number), drawn(lot, points, scenario.seconds))


def test_an_export_is_there_whole_or_not_at_all(tmp_path: Path, every: dict[str, Scenario]) -> None:
    ledger = every["ingest into a full one"].start / LEDGER
    arguments = ("--db", ledger, "export", "export.ndjson")
    (tmp_path / "counted").mkdir()
    counted = points(tmp_path / "counted", arguments)
    whole = (tmp_path / "counted" / "export.ndjson").read_bytes()
    for number, death in enumerate((*boundaries(counted), Death(At.BYTE, len(whole) // 2), Death(At.STATEMENT, 9))):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert run(folder, arguments, death).killed, death
        made = folder / "export.ndjson"
        assert not made.exists() or made.read_bytes() == whole, death
        assert run(folder, (*arguments, "--force")).status == 0
        assert made.read_bytes() == whole
    sound(ledger)


def test_the_last_commit_of_a_ruling_is_all_or_nothing(tmp_path: Path, every: dict[str, Scenario]) -> None:
    merge = every["merge"]
    for number, at in enumerate((At.COMMIT, At.COMMITTED)):
        assert merge.survived(tmp_path / str(number), Death(at, 1)).killed
