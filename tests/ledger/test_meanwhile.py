"""What became of those spoken of between two days is read from part of the claims on them, and is the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rumourctl.articles.model import Article
from rumourctl.claims.model import Certainty, Claim, Evidence, Move, Role, Source, SourceKind, Stage
from rumourctl.commands.news import heard, news
from rumourctl.errors import NothingFound
from rumourctl.ledger.filters import Filter
from rumourctl.ledger.meanwhile import Meanwhile
from rumourctl.ledger.starts import Start
from rumourctl.ledger.store import Ledger
from rumourctl.sagas.changes import changes
from rumourctl.sagas.turns import SagaChange, saga_changes

FIRST, DAYS = date(2021, 1, 1), 1500
CLUBS = ("Porto", "Lyon", "Ajax", "Roma", "Genk")
COUNTRIES = {"Porto": "Portugal", "Lyon": "France", "Ajax": "Netherlands", "Roma": "Italy", "Genk": "Belgium"}
PEOPLE = ("Kai Lund", "Ole Berg", "Ivo Novak", "Jan Weiss")
SOURCES = (Source(), Source(SourceKind.OUTLET, "Marca"), Source(SourceKind.JOURNALIST, "Jo Fisch"))


class Story:
    """Some years of talk of a few people, each thing chosen by ``chance``, that a ledger may hear in any order."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._managers = chance.sample(PEOPLE, chance.choice([0, 1]))

    def articles(self) -> Iterator[tuple[Article, list[Claim]]]:
        """Articles of all days, some of them later versions of others."""
        pick, paths = self._chance, list[str]()
        days = sorted(pick.randrange(DAYS) for _ in range(60))
        for number, day in enumerate(days):
            path = pick.choice(paths) if paths and pick.random() < 0.15 else f"{number}.txt"
            paths.append(path)
            words = f"What is said in {number} until the end of the season."
            said = [self._claim(FIRST + timedelta(day), words) for _ in range(pick.randint(1, 3))]
            yield Article(words, FIRST + timedelta(day), path, pick.choice([None, "Marca", "Echo"])), said

    def _claim(self, published: date, words: str) -> Claim:
        pick = self._chance
        name = pick.choice(PEOPLE)
        is_manager = (name in self._managers) != (pick.random() < 0.01)
        lag = pick.choices([0, pick.randrange(5), pick.randrange(400), -pick.randrange(20)], [12, 4, 1, 1])[0]
        to_club, from_club = pick.choice([*CLUBS, None]), pick.choice([*CLUBS[:2], None])
        return Claim(
            name,
            pick.choices(list(Move), [8] + [1] * (len(Move) - 1))[0],
            pick.choice(list(Stage)),
            published - timedelta(lag),
            role=Role.MANAGER if is_manager else Role.PLAYER,
            from_club=from_club,
            to_club=to_club if to_club or from_club else CLUBS[0],
            certainty=pick.choices(list(Certainty), [6, 2, 1])[0],
            source=pick.choice(SOURCES),
            background=pick.random() < 0.1,
            evidence=(Evidence(0, len(words), words),),
        )


def write(path: Path, seed: int) -> None:
    """A ledger with what a story tells, told in some order, and with the user's rulings on it now and then."""
    chance = random.Random(seed)
    articles = list(Story(chance).articles())
    with Ledger.open(path, create=True) as ledger:
        with ledger.adding_many():
            for article, said in articles:
                ledger.add(article, said, "1", COUNTRIES.get)
        if chance.random() < 0.3:
            ledger.docket.alias("club", "Genk", "Roma", made=FIRST, note=None)
        if chance.random() < 0.3:
            saga = chance.choice(ledger.sagas(FIRST + timedelta(DAYS)))
            ledger.docket.settle(saga, "stayed", saga.last, made=FIRST, note=None)
        if chance.random() < 0.5:
            ledger.docket.retract(chance.choice(ledger.claims()).claim_id, made=FIRST, note=None)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
@example(seed=2112)  # all that was told of a club is taken back
def test_changes_are_those_that_all_claims_give(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("meanwhile") / "ledger.db"
    write(path, seed)
    chance = random.Random(seed)
    with Ledger.read(path) as ledger:
        for _ in range(25):
            first = FIRST + timedelta(chance.randrange(DAYS))
            last = first + timedelta(chance.choice([1, 10, 60, 400]))
            where = Filter(club=chance.choice([None, None, "Porto", "Roma"]))
            assert_same(ledger, where, first, last)


def test_of_a_player_of_long_ago_only_the_last_sagas_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "ledger.db", 3)
    begun: list[Start] = []
    plain = Meanwhile._told

    def told_from(self: Meanwhile, begin: dict[int, Start]) -> object:
        begun.extend(begin.values())
        return plain(self, begin)

    monkeypatch.setattr(Meanwhile, "_told", told_from)
    with Ledger.read(tmp_path / "ledger.db") as ledger:
        for days in range(1000, DAYS, 50):
            found(heard, (ledger, Filter(), FIRST + timedelta(days), FIRST + timedelta(days + 50)))
    assert sum(start.day > FIRST + timedelta(600) for start in begun) > len(begun) / 3


Asked = tuple[Ledger, Filter, date, date]


def found(ask: Callable[[Ledger, Filter, date, date], list[SagaChange]], asked: Asked) -> list[SagaChange]:
    """What changed; nothing where nothing was published."""
    try:
        return ask(*asked)
    except NothingFound:
        return []


def assert_same(ledger: Ledger, where: Filter, first: date, last: date) -> None:
    """What changed is what all claims, and the sagas made of all of them, give; nothing where no claim is left."""
    then, now = (ledger.claims(replace(where, as_of=day)) for day in (first, last))
    before, after = ([s.outline for s in ledger.sagas(day, Filter(as_of=day))] for day in (first, last))
    plain = saga_changes(changes(then, now), before, after) if now else []
    assert found(news, (ledger, where, first, last)) == plain
    assert spoken_of(found(heard, (ledger, where, first, last))) == spoken_of(plain)


def spoken_of(found: list[SagaChange]) -> list[SagaChange]:
    """Without those of whom nothing was said."""
    return [change for change in found if not change.turn.is_silent]


def said(day: str, stage: Stage, to_club: str = "Lyon", published: str = "") -> tuple[date, Claim]:
    """What an article of a day says of Kai Lund, of the same day unless it was ``published`` on another."""
    claim = Claim("Kai Lund", Move.TRANSFER, stage, date.fromisoformat(day), from_club="Porto", to_club=to_club)
    return date.fromisoformat(published or day), claim


@pytest.mark.parametrize(
    "talk",
    [
        pytest.param(
            # Only later is it known that the talk was over when the window closed, and so what goes on is new.
            [
                said("2021-06-01", Stage.TALKS),
                said("2021-08-20", Stage.OFF, published="2022-03-01"),
                said("2021-09-08", Stage.INTEREST),
                said("2021-11-01", Stage.TALKS),
            ],
            id="said later of before",
        ),
        pytest.param(
            # A last word on what has been, on the day on which the next saga begins.
            [
                said("2021-06-01", Stage.TALKS),
                said("2021-08-20", Stage.OFF),
                said("2021-09-08", Stage.OFF),
                said("2021-09-08", Stage.INTEREST, "Roma"),
                said("2021-11-01", Stage.TALKS, "Roma"),
            ],
            id="of one day",
        ),
    ],
)
def test_where_a_saga_begins_otherwise_all_claims_are_read(tmp_path: Path, talk: list[tuple[date, Claim]]) -> None:
    with Ledger.open(tmp_path / "ledger.db", create=True) as ledger:
        for number, (published, claim) in enumerate(talk):
            ledger.add(Article(f"{number}", published, f"{number}.txt", "Marca"), [claim], "1", COUNTRIES.get)
    with Ledger.read(tmp_path / "ledger.db") as ledger:
        assert len(ledger.sagas(date(2022, 6, 1))) == 2
        assert found(heard, (ledger, Filter(), date(2021, 10, 1), date(2021, 12, 1))) != []
        assert_same(ledger, Filter(), date(2021, 10, 1), date(2021, 12, 1))
