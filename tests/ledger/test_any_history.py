"""Whatever happened to a ledger, in whatever order: a check finds nothing wrong with it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rumourctl.articles.model import Article
from rumourctl.claims.model import Claim
from rumourctl.errors import RumourError
from rumourctl.ledger.checking import check
from rumourctl.ledger.clubrecords import count_all
from rumourctl.ledger.filters import Filter
from rumourctl.ledger.store import Ledger
from rumourctl.sagas.rulings import LEFT, STAYED
from tests.ledger.looking import rows
from tests.ledger.readings import COUNTRIES, TODAY, changed, copied, readings

READINGS = readings()
WORDS, PUBLISHERS = ("Confirmed.", "Denied."), ("Echo", "Herald")
CLAIMS = {
    reading.article.article_id: reading.claims
    for one in READINGS
    for reading in (one, *(changed(one, word) for word in WORDS), *(copied(one, name) for name in PUBLISHERS))
}


class History:
    """What may happen to a ledger, each step chosen by ``chance``."""

    def __init__(self, ledger: Ledger, chance: random.Random) -> None:
        self._ledger = ledger
        self._chance = chance

    def ingest(self) -> None:
        """An article, or several at once."""
        with self._ledger.adding_many():
            for _ in range(self._chance.randint(1, 4)):
                self._chance.choice(READINGS).enter(self._ledger)

    def supersede(self) -> None:
        """Another version of an article, perhaps one that was there before."""
        changed(self._chance.choice(READINGS), self._chance.choice(WORDS)).enter(self._ledger)

    def syndicate(self) -> None:
        """An article as another publisher prints it."""
        copied(self._chance.choice(READINGS), self._chance.choice(PUBLISHERS)).enter(self._ledger)

    def reextract(self) -> None:
        """Another reading, which finds less, or all again."""
        share, name = self._chance.choice([0.5, 1]), str(self._chance.random())

        def read(article: Article) -> list[Claim]:
            return [claim for claim in CLAIMS[article.article_id] if self._chance.random() < share]

        self._ledger.rederive(read, name, COUNTRIES.get)

    def settle(self) -> None:
        if sagas := self._ledger.sagas(TODAY):
            saga = self._chance.choice(sagas)
            outcome = self._chance.choice([STAYED, LEFT, "Porto"])
            self._ledger.docket.settle(saga, outcome, TODAY, made=TODAY, note=None)

    def retract(self) -> None:
        if claims := self._ledger.claims(Filter(superseded=True)):
            self._ledger.docket.retract(self._chance.choice(claims).claim_id, made=TODAY, note=None)

    def alias(self) -> None:
        clubs, sources = self._ledger.clubs(), [row for row in self._ledger.sources() if row.kind == "outlet"]
        if self._chance.random() < 0.5 and clubs:
            name, other = (self._chance.choice(clubs).name for _ in range(2))
            self._ledger.docket.alias("club", name, other, made=TODAY, note=None)
        elif sources:
            name = self._chance.choice(sources).name or ""
            self._ledger.docket.alias("outlet", name, "The Press", made=TODAY, note=None)

    def merge(self) -> None:
        if people := self._ledger.people():
            name, into = (self._chance.choice(people).name for _ in range(2))
            self._ledger.docket.merge(name, into, made=TODAY, note=None)

    def split(self) -> None:
        if people := self._ledger.people():
            person = self._chance.choice(people)
            if person.clubs:
                self._ledger.docket.split(person.name, self._chance.choice(person.clubs), made=TODAY, note=None)

    def undo(self) -> None:
        if rulings := self._ledger.docket.all():
            self._ledger.docket.undo(self._chance.choice(rulings).ruling_id, made=TODAY, note=None)

    def forget(self) -> None:
        """Some versions of some articles."""
        if articles := self._ledger.articles(Filter(superseded=True)):
            self._ledger.forget({self._chance.choice(articles).article_id for _ in range(2)})

    def exchange(self) -> None:
        """Another ledger's word on some of the same articles, and of others."""
        with Ledger.open(self._ledger.path.with_name("other.db"), create=True) as other:
            theirs = History(other, self._chance)
            theirs.ingest()
            theirs.supersede()
            theirs.retract()
            self._ledger.take(list(other.told()))


TOLD = """(
    SELECT from_club AS club, source, person, stage, via, date FROM claims WHERE live AND from_club IS NOT NULL
    UNION ALL SELECT to_club, source, person, stage, via, date FROM claims
    WHERE live AND to_club IS NOT NULL AND to_club IS NOT from_club
)"""
SUMS = {
    "club_sources": f"SELECT club, source, stage, via, count(*), min(date), max(date) FROM {TOLD} GROUP BY 1, 2, 3, 4",
    "club_people": f"SELECT club, source, person, count(*) FROM {TOLD} GROUP BY 1, 2, 3",
}
"""By table of sums that are kept, what counting gives."""
STEPS: list[Callable[[History], None]] = [
    History.ingest, History.ingest, History.supersede, History.syndicate, History.reextract, History.settle,
    History.retract, History.alias, History.merge, History.split, History.undo, History.forget, History.exchange,
]  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(STEPS), min_size=3, max_size=15), seed=st.integers(0, 10**6))
def test_a_check_finds_nothing_after_any_history(
    steps: Sequence[Callable[[History], None]], seed: int, tmp_path: Path
) -> None:
    path = tmp_path / "ledger.db"
    path.unlink(missing_ok=True)
    with Ledger.open(path, create=True) as ledger:
        history = History(ledger, random.Random(seed))
        history.ingest()
        for step in steps:
            with suppress(RumourError):  # such as a ruling that was undone before
                step(history)
    for table, counted in SUMS.items():
        assert sorted(rows(path, f"SELECT * FROM {table}")) == sorted(rows(path, counted))
    kept = records(path)
    with Ledger.open(path) as ledger, ledger.deciding():
        count_all(ledger._file)
    assert records(path) == kept
    assert check(path) == []


def records(path: Path) -> list[tuple[object, ...]]:
    """What is kept of track records, and what is yet to be counted."""
    return [*rows(path, "SELECT * FROM club_records"), *rows(path, "SELECT * FROM records_due")]
