"""Sagas in the ledger: the same whatever the order, and put back exactly where a ruling is undone."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rumourctl.articles.model import Article
from rumourctl.claims.model import Claim
from rumourctl.ledger.filters import Filter
from rumourctl.ledger.store import Ledger
from rumourctl.sagas.rulings import LEFT, STAYED
from rumourctl.sagas.saga import Saga
from tests.sagas.gold import claims

TODAY = date(2025, 2, 5)
BY_ARTICLE = {
    name: list(said) for name, said in groupby(sorted(claims(), key=lambda r: r.article), lambda r: r.article)
}
ARTICLES = sorted(BY_ARTICLE)


def article(name: str) -> Article:
    return Article(text=f"The text of {name}.", published=BY_ARTICLE[name][0].published, path=name)


def said(name: str) -> list[Claim]:
    return [recorded.claim for recorded in BY_ARTICLE[name]]


@contextmanager
def ledger_of(path: Path, *names: str) -> Iterator[Ledger]:
    """A ledger into which articles came in the order of ``names``."""
    path.unlink(missing_ok=True)
    with Ledger.open(path, create=True) as ledger:
        for name in names:
            ledger.add(article(name), said(name), "1", {"Porto": "Portugal", "Bologna": "Italy"}.get)
        yield ledger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def whole(path: Path) -> list[Saga]:
    with ledger_of(path, *ARTICLES) as ledger:
        return ledger.sagas(TODAY)


SAME_LEDGER = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SAME_LEDGER
@given(order=st.permutations(ARTICLES))
def test_the_order_of_ingest_changes_nothing(order: list[str], path: Path, whole: list[Saga]) -> None:
    with ledger_of(path, *order) as ledger:
        assert ledger.sagas(TODAY) == whole


@SAME_LEDGER
@given(seed=st.integers(0, 1000))
def test_duplicates_and_batches_change_nothing(seed: int, path: Path, whole: list[Saga]) -> None:
    order = random.Random(seed).choices(ARTICLES, k=60)
    with ledger_of(path, *order) as ledger:
        pass
    with Ledger.open(path) as ledger:
        for name in ARTICLES:
            ledger.add(article(name), said(name), "1", {"Porto": "Portugal", "Bologna": "Italy"}.get)
        assert ledger.sagas(TODAY) == whole


def test_reading_again_changes_nothing(path: Path, whole: list[Saga]) -> None:
    by_id = {article(name).article_id: said(name) for name in ARTICLES}
    with Ledger.open(path) as ledger:
        ledger.rederive(lambda each: [], "2", {"Porto": "Portugal", "Bologna": "Italy"}.get)
        assert ledger.sagas(TODAY) == []
        ledger.rederive(lambda each: by_id[each.article_id], "3", {"Porto": "Portugal", "Bologna": "Italy"}.get)
        assert ledger.sagas(TODAY) == whole


def test_as_of_a_day_it_is_the_ledger_of_that_day(path: Path, tmp_path: Path) -> None:
    day = date(2024, 8, 25)
    until_then = [name for name in ARTICLES if BY_ARTICLE[name][0].published <= day]
    with ledger_of(path, *ARTICLES) as ledger, ledger_of(tmp_path / "other.db", *until_then) as other:
        assert ledger.sagas(TODAY, Filter(as_of=day)) == other.sagas(day) != ledger.sagas(TODAY)


def test_every_ruling_takes_effect_and_undoing_it_restores_everything(path: Path, whole: list[Saga]) -> None:
    with Ledger.open(path) as ledger:
        rulings = {
            "settled": lambda: ledger.docket.settle(saga("ryoma-minakawa"), STAYED, TODAY, made=TODAY, note=None),
            "left": lambda: ledger.docket.settle(saga("ryoma-minakawa"), LEFT, TODAY, made=TODAY, note="seen"),
            "retracted": lambda: ledger.docket.retract(whole[0].claim_ids[-1], made=TODAY, note="misread"),
            "club": lambda: ledger.docket.alias("club", "Porto", "FC Porto", made=TODAY, note=None),
            "outlet": lambda: ledger.docket.alias("outlet", "Bild", "BILD", made=TODAY, note=None),
            "merged": lambda: ledger.docket.merge("Kasper Ravnkilde", "Ettore Bellandi", made=TODAY, note=None),
            "split": lambda: ledger.docket.split("Krešimir Vuletin", "Valencia", made=TODAY, note=None),
        }

        def saga(prefix: str) -> Saga:
            return next(each for each in ledger.sagas(TODAY) if each.saga_id.startswith(prefix))

        for name, rule in rulings.items():
            rule()
            assert ledger.sagas(TODAY) != whole, name
            ledger.docket.undo(None, made=TODAY, note=None)
            assert ledger.sagas(TODAY) == whole, name
        assert len(ledger.docket.all()) == 2 * len(rulings)


def test_rulings_outlive_another_reading(path: Path) -> None:
    by_id = {article(name).article_id: said(name) for name in ARTICLES}
    with ledger_of(path, *ARTICLES) as ledger:
        ledger.docket.alias("outlet", "Bild", "BILD", made=TODAY, note=None)
        ledger.docket.merge("Kasper Ravnkilde", "Ettore Bellandi", made=TODAY, note=None)
        ledger.docket.retract(ledger.sagas(TODAY)[0].claim_ids[-1], made=TODAY, note=None)
        before = ledger.sagas(TODAY)
        ledger.rederive(lambda each: [], "2")
        ledger.rederive(lambda each: by_id[each.article_id], "3", {"Porto": "Portugal", "Bologna": "Italy"}.get)
        assert ledger.sagas(TODAY) == before
