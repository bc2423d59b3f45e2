"""Sagas in the ledger: the same whatever the order, and put back exactly where a ruling is undone."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import groupby, permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from rumourctl.articles.model import Article
from rumourctl.claims.model import Claim, Move, Stage
from rumourctl.ledger.filters import Filter
from rumourctl.ledger.migrations import migrations
from rumourctl.ledger.store import Ledger
from rumourctl.sagas.lessons import Lessons
from rumourctl.sagas.records import Rates, records
from rumourctl.sagas.rulings import LEFT, STAYED
from rumourctl.sagas.saga import Saga
from tests.sagas.gold import claims

pytestmark = pytest.mark.usefixtures("still_sound")

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


def state(ledger: Ledger) -> dict[str, object]:
    """All that the ledger derives, as its readers see it."""
    told = ledger.sagas(TODAY)
    return {
        "sagas": told,
        "records": records(told, Rates.told(Lessons(told).tally), ledger.called),
        "claims": ledger.claims(),
        "people": ledger.people(),
        "clubs": ledger.clubs(),
        "sources": ledger.sources(),
        "articles": [replace(row, extractor="") for row in ledger.articles()],
    }


@pytest.fixture
def whole(path: Path) -> dict[str, object]:
    with ledger_of(path, *ARTICLES) as ledger:
        return state(ledger)


SAME_LEDGER = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SAME_LEDGER
@given(order=st.permutations(ARTICLES))
def test_the_order_of_ingest_changes_nothing(order: list[str], path: Path, whole: dict[str, object]) -> None:
    with ledger_of(path, *order) as ledger:
        assert state(ledger) == whole


@SAME_LEDGER
@given(seed=st.integers(0, 1000))
def test_duplicates_and_batches_change_nothing(seed: int, path: Path, whole: dict[str, object]) -> None:
    order = random.Random(seed).choices(ARTICLES, k=60)
    with ledger_of(path, *order) as ledger:
        pass
    with Ledger.open(path) as ledger:
        for name in ARTICLES:
            ledger.add(article(name), said(name), "1", {"Porto": "Portugal", "Bologna": "Italy"}.get)
        assert state(ledger) == whole


def test_many_articles_at_once_give_the_same_sagas(path: Path, whole: dict[str, object]) -> None:
    path.unlink()
    with Ledger.open(path, create=True) as ledger, ledger.adding_many():
        for name in ARTICLES:
            ledger.add(article(name), said(name), "1", {"Porto": "Portugal", "Bologna": "Italy"}.get)
    with Ledger.open(path) as ledger:
        assert state(ledger) == whole


def left_half_way(path: Path, *names: str) -> None:
    """Into a ledger come articles, the sagas of which are not made before the program ends."""

    def interrupted() -> None:
        with Ledger.open(path, create=True) as ledger, ledger.adding_many():
            for name in names:
                ledger.add(article(name), said(name), "1", {"Porto": "Portugal", "Bologna": "Italy"}.get)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()


@pytest.mark.parametrize("kept", [0, len(ARTICLES) // 2, len(ARTICLES) - 1])
def test_a_reader_sees_sagas_that_fit_the_claims_whatever_a_writer_has_left_undone(
    path: Path, whole: dict[str, object], kept: int
) -> None:
    with ledger_of(path, *ARTICLES[:kept]):
        pass
    left_half_way(path, *ARTICLES[kept:])
    with Ledger.read(path) as ledger:
        assert state(ledger) == whole
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT count(*) FROM stale_people").fetchone() != (0,)


def as_asked(ledger: Ledger) -> dict[str, object]:
    """What every way of asking for sagas gives."""
    told = ledger.sagas(TODAY)
    return {
        "of claims": {r.claim_id: ledger.saga_of(r.claim_id) for r in ledger.claims()},
        "by id": [ledger.find_saga(saga.saga_id, TODAY) for saga in told],
        "by a beginning": [ledger.find_saga(saga.saga_id[:-2], TODAY) for saga in told],
        "of nobody": ledger.find_saga("nobody-2024s", TODAY),
        "of persons": [ledger.sagas(TODAY, Filter(person=row.name)) for row in ledger.people()],
        "of clubs": [ledger.sagas(TODAY, Filter(club=row.name)) for row in ledger.clubs()],
    }


@pytest.mark.parametrize(
    "change",
    ["INSERT INTO stale_people SELECT n FROM people WHERE n % 2", "UPDATE saga_version SET version = 'other'"],
    ids=["some persons are stale", "other rules made them"],
)
def test_sagas_that_are_stale_are_looked_up_as_if_they_were_made(
    path: Path, whole: dict[str, object], change: str
) -> None:
    with Ledger.read(path) as ledger:
        wanted = as_asked(ledger)
    with contextlib.closing(sqlite3.connect(path)) as db, db:
        db.execute(change)
        spoilt = "person IN (SELECT person FROM stale_people)" if "stale" in change else "1"
        assert db.execute(f"UPDATE sagas SET saga_id = 'spoilt', first = '1999-01-01' WHERE {spoilt}").rowcount > 10
    with Ledger.read(path) as ledger:
        assert as_asked(ledger) == wanted
        assert state(ledger) == whole
    with Ledger.open(path) as ledger, ledger.adding_many():
        pass
    with contextlib.closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM sagas WHERE saga_id = 'spoilt'").fetchone() == (0,)
    with Ledger.read(path) as ledger:
        assert as_asked(ledger) == wanted


def test_reading_again_changes_nothing(path: Path, whole: dict[str, object]) -> None:
    by_id = {article(name).article_id: said(name) for name in ARTICLES}
    with Ledger.open(path) as ledger:
        ledger.rederive(lambda each: [], "2", {"Porto": "Portugal", "Bologna": "Italy"}.get)
        assert ledger.sagas(TODAY) == []
        ledger.rederive(lambda each: by_id[each.article_id], "3", {"Porto": "Portugal", "Bologna": "Italy"}.get)
        assert state(ledger) == whole


def test_as_of_a_day_it_is_the_ledger_of_that_day(path: Path, tmp_path: Path) -> None:
    day = date(2024, 8, 25)
    until_then = [name for name in ARTICLES if BY_ARTICLE[name][0].published <= day]
    with ledger_of(path, *ARTICLES) as ledger, ledger_of(tmp_path / "other.db", *until_then) as other:
        assert ledger.sagas(TODAY, Filter(as_of=day)) == other.sagas(day) != ledger.sagas(TODAY)


def test_every_ruling_takes_effect_and_undoing_it_restores_everything(path: Path, whole: dict[str, object]) -> None:
    with Ledger.open(path) as ledger:
        rulings = {
            "settled": lambda: ledger.docket.settle(saga("ryoma-minakawa"), STAYED, TODAY, made=TODAY, note=None),
            "left": lambda: ledger.docket.settle(saga("ryoma-minakawa"), LEFT, TODAY, made=TODAY, note="seen"),
            "retracted": lambda: ledger.docket.retract(
                ledger.sagas(TODAY)[0].claim_ids[-1], made=TODAY, note="misread"
            ),
            "club": lambda: ledger.docket.alias("club", "Porto", "FC Porto", made=TODAY, note=None),
            "outlet": lambda: ledger.docket.alias("outlet", "Bild", "BILD", made=TODAY, note=None),
            "merged": lambda: ledger.docket.merge("Kasper Ravnkilde", "Ettore Bellandi", made=TODAY, note=None),
            "split": lambda: ledger.docket.split("Krešimir Vuletin", "Valencia", made=TODAY, note=None),
        }

        def saga(prefix: str) -> Saga:
            return next(each for each in ledger.sagas(TODAY) if each.saga_id.startswith(prefix))

        for name, rule in rulings.items():
            rule()
            assert state(ledger) != whole, name
            ledger.docket.undo(None, made=TODAY, note=None)
            assert state(ledger) == whole, name
        assert len(ledger.docket.all()) == 2 * len(rulings)


def test_rulings_outlive_another_reading(path: Path) -> None:
    by_id = {article(name).article_id: said(name) for name in ARTICLES}
    with ledger_of(path, *ARTICLES) as ledger:
        ledger.docket.alias("outlet", "Bild", "BILD", made=TODAY, note=None)
        ledger.docket.merge("Kasper Ravnkilde", "Ettore Bellandi", made=TODAY, note=None)
        ledger.docket.retract(ledger.sagas(TODAY)[0].claim_ids[-1], made=TODAY, note=None)
        before = state(ledger)
        ledger.rederive(lambda each: [], "2")
        ledger.rederive(lambda each: by_id[each.article_id], "3", {"Porto": "Portugal", "Bologna": "Italy"}.get)
        assert state(ledger) == before


REPORT = " ".join(f"word{number}" for number in range(60))


def copies() -> list[tuple[Article, list[Claim]]]:
    """One report as three publishers print it, and another report of the same."""
    own = said_by_itself()
    days = {"Guardian": 1, "Echo": 2, "Herald": 3}
    printed = [
        (Article(f"{REPORT} {name}", date(2024, 6, day), f"{name}.txt", publisher=name), own)
        for name, day in days.items()
    ]
    other = Article(
        "Another account of what is going on between both clubs.", date(2024, 6, 4), "o.txt", publisher="Times"
    )
    return [*printed, (other, own)]


def said_by_itself() -> list[Claim]:
    return [Claim("Kai Lund", Move.TRANSFER, Stage.TALKS, date(2024, 6, 1), from_club="Lyon", to_club="Fulham")]


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_near_copies_are_one_source_whatever_the_order(order: tuple[int, ...], path: Path) -> None:
    printed = copies()
    with Ledger.open(path, create=True) as ledger:
        for place in order:
            ledger.add(*printed[place], "1")
        (saga,) = ledger.sagas(date(2024, 6, 5))
        assert {row.source.name for row in saga.sources} == {"Guardian", "Times"}
        assert saga.independent_sources == 2
        original = ledger.articles()[0].article_id
        assert [row.copy_of for row in ledger.articles()] == [None, original, original, None]


def test_a_ledger_of_an_older_version_gets_its_sagas_when_it_is_opened(path: Path, tmp_path: Path) -> None:
    printed = copies()
    with Ledger.open(tmp_path / "new.db", create=True) as ledger:
        for reading in printed:
            ledger.add(*reading, "1")
        wanted, rows = ledger.sagas(TODAY), ledger.articles()
    old = Database(path)
    migrations.apply(old, stop_before="m003_sagas")
    new = Database(tmp_path / "new.db")
    for name in (
        "articles",
        "clubs",
        "sources",
        "people",
        "names",
        "name_words",
        "name_clubs",
        "appearances",
        "claims",
    ):
        columns = ", ".join(column.name for column in old[name].columns)
        old.conn.executemany(
            f"INSERT INTO {name} ({columns}) VALUES ({', '.join('?' * len(old[name].columns))})",
            new.execute(f"SELECT {columns} FROM {name}").fetchall(),
        )
    old.conn.commit()
    old.close()
    new.close()
    with Ledger.open(path) as ledger:
        assert ledger.sagas(TODAY) == wanted
        assert ledger.articles() == rows


def test_rulings_are_never_changed_or_deleted(path: Path, whole: dict[str, object]) -> None:
    with Ledger.open(path) as ledger:
        ledger.docket.retract(ledger.sagas(TODAY)[0].claim_ids[0], made=TODAY, note=None)
    with contextlib.closing(sqlite3.connect(path)) as db:
        for statement in ("UPDATE rulings SET note = 'x'", "DELETE FROM rulings"):
            with pytest.raises(sqlite3.IntegrityError, match="rulings are never"):
                db.execute(statement)
