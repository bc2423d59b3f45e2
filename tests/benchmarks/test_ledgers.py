"""The big ledgers of the benchmarks are what the program itself would have made."""

from __future__ import annotations

from pathlib import Path

import pytest

from rumourctl.ledger.checking import check
from rumourctl.ledger.store import Ledger
from tests.benchmarks.ledgers import make_ledger
from tests.ledger.looking import assert_sound, dump_of, rows


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of three blocks."""
    path = tmp_path_factory.mktemp("big") / "ledger.db"
    make_ledger(path, 3000, block=1000)
    return path


def test_a_check_finds_nothing_wrong(path: Path) -> None:
    assert check(path) == []
    assert_sound(path)
    with Ledger.open(path) as ledger:
        assert ledger.counts().claims > 2900


def test_blocks_are_of_other_persons_and_of_the_same_clubs(path: Path) -> None:
    assert rows(path, "SELECT count(*) FROM clubs WHERE name = 'Real Madrid'") == [(1,)]
    assert rows(path, "SELECT count(DISTINCT substr(known_as, -4)) FROM people") == [(3,)]
    per_block = rows(path, "SELECT count(*) FROM people GROUP BY substr(known_as, -4)")
    assert len(set(per_block)) == 1


def test_there_is_something_of_everything(path: Path) -> None:
    for asked in (
        *("article_copies", "articles WHERE superseded_by IS NOT NULL", "claims WHERE background", "saga_tallies"),
        *("sagas WHERE fate = 'open'", "sagas WHERE fate = 'confirmed'", "sagas WHERE fate = 'refuted'"),
    ):
        assert rows(path, f"SELECT count(*) FROM {asked}")[0][0] > 0, asked


def test_one_seed_always_gives_the_same_ledger(path: Path, tmp_path: Path) -> None:
    made = 'INSERT INTO "_sqlite_migrations"'
    make_ledger(tmp_path / "again.db", 3000, block=1000)
    first, again = ([line for line in dump_of(p) if not line.startswith(made)] for p in (path, tmp_path / "again.db"))
    assert first == again
    make_ledger(tmp_path / "other.db", 500, seed=8)
    assert rows(tmp_path / "other.db", "SELECT claim_id FROM claims") != rows(path, "SELECT claim_id FROM claims")
