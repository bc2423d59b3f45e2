"""Which claims make one saga, and when its window closes it."""

from __future__ import annotations

from datetime import date

import pytest

from rumourctl.claims.model import Certainty, Move, Role, Stage
from rumourctl.sagas.outcome import Fate
from rumourctl.sagas.rulings import LEFT, STAYED, Settlement
from rumourctl.sagas.windows import window_of
from tests.sagas.build import CLUB, DAY, sagas, said

YEAR = 365


def tags(*claims: object, **options: object) -> list[str]:
    return [saga.saga_id for saga in sagas(*claims, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "country", "name", "closes"),
    [
        ("2024-08-30", None, "summer 2024", "2024-08-30"),
        ("2024-08-31", "Germany", "winter 2025", "2025-02-03"),
        ("2024-09-02", "Turkey", "summer 2024", "2024-09-13"),
        ("2018-08-10", "England", "winter 2019", "2019-01-31"),
        ("2018-08-10", "Italy", "summer 2018", "2018-08-17"),
        ("2024-12-31", "Spain", "winter 2025", "2025-02-03"),
        ("2025-02-04", "United States", "winter 2025", "2025-04-23"),
        ("2025-05-01", "Nowhere", "summer 2025", "2025-09-01"),
    ],
)
def test_talk_is_of_the_window_that_closes_next(day: str, country: str | None, name: str, closes: str) -> None:
    window = window_of(date.fromisoformat(day), country)
    assert (window.name, window.closes.isoformat()) == (name, closes)


def test_a_player_has_a_saga_a_window() -> None:
    assert tags(said(Stage.INTEREST), said(Stage.TALKS, 60), said(Stage.TALKS, 150)) == ["ola-2025s", "ola-2026w"]


def test_a_saga_runs_to_the_last_close_among_the_leagues_concerned() -> None:
    late = said(Stage.BID, 98, "Galatasaray")  # 7 September
    assert tags(said(Stage.INTEREST), late, countries={"Galatasaray": "Turkey"}) == ["ola-2025s"]
    (saga,) = sagas(said(Stage.INTEREST), late, countries={"Galatasaray": "Turkey"})
    assert saga.closes == date(2025, 9, 13)


def test_word_that_goes_on_after_the_close_carries_the_saga_on() -> None:
    assert tags(said(Stage.TALKS, 80), said(Stage.TALKS, 100)) == ["ola-2025s"]
    assert tags(said(Stage.TALKS, 80), said(Stage.TALKS, 110)) == ["ola-2025s", "ola-2026w"]


def test_a_denial_after_the_close_is_of_what_has_been() -> None:
    assert tags(said(Stage.TALKS, 80), said(Stage.BID, 100, certainty=Certainty.DENIED)) == ["ola-2025s"]


def test_a_contract_under_negotiation_knows_no_window() -> None:
    offered = said(Stage.BID, 60, "Ajax", move=Move.RENEWAL)
    signed = said(Stage.DONE, 200, "Ajax", move=Move.RENEWAL, by=CLUB)
    (saga,) = sagas(offered, signed, today=200)
    assert (saga.ended.fate, saga.ended.destination, saga.ended.left) == (Fate.CONFIRMED, "Ajax", False)


def test_what_is_agreed_waits_for_the_next_window() -> None:
    agreed, later = said(Stage.AGREED, 80), said(Stage.DONE, 220, by=CLUB)
    (saga,) = sagas(agreed, later, today=220)
    assert saga.ended.destination == "Lyon"


def test_once_the_window_has_closed_what_was_open_has_come_to_nothing() -> None:
    (before,) = sagas(said(Stage.BID), today=90)
    (after,) = sagas(said(Stage.BID), today=93)
    assert (before.ended.fate, before.standing.told) == (Fate.OPEN, "bid")
    assert (after.ended.fate, after.standing.told, after.ended.on) == (Fate.REFUTED, "off", date(2025, 9, 1))


@pytest.mark.parametrize("stage", [Stage.CLOSE, Stage.AGREED, Stage.MEDICAL, Stage.DONE])
def test_silence_judges_nothing_that_was_all_but_done(stage: Stage) -> None:
    (saga,) = sagas(said(stage), today=YEAR)
    assert saga.ended.fate is Fate.OPEN


def test_what_later_articles_tell_as_history_settles_what_the_news_left_open() -> None:
    told = said(Stage.DONE, 300, date=date(2025, 7, 1), background=True, by=CLUB)
    (saga,) = sagas(said(Stage.BID), told, today=300)
    assert (saga.ended.destination, saga.ended.on) == ("Lyon", date(2025, 7, 1))
    elsewhere = said(Stage.DONE, 300, "Porto", date=date(2025, 7, 1), background=True, by=CLUB)
    (saga,) = sagas(said(Stage.BID), elsewhere, today=300)
    assert saga.ended.destination is None  # nobody had spoken of it


def test_a_managers_saga_ends_with_an_appointment_or_a_departure() -> None:
    boss = {"role": Role.MANAGER}
    wanted, taken = said(Stage.INTEREST, **boss), said(Stage.DONE, 20, by=CLUB, **boss)
    again = said(Stage.DONE, 25, by=CLUB, **boss)
    sacked = said(Stage.INTEREST, 300, None, leaving="Lyon", **boss)
    assert tags(wanted, taken, again, sacked) == ["ola-2025s", "ola-2026s"]
    assert sagas(said(Stage.TALKS, **boss), today=5 * YEAR)[0].ended.fate is Fate.OPEN


def test_one_article_that_takes_a_player_for_a_manager_makes_no_second_saga() -> None:
    assert tags(said(Stage.INTEREST), said(Stage.TALKS, 5, role=Role.MANAGER), said(Stage.BID, 9)) == ["ola-2025s"]


@pytest.mark.parametrize(
    ("result", "fate", "destination", "told"),
    [
        ("Porto", Fate.CONFIRMED, "Porto", "done Porto"),
        ("Ajax", Fate.CONFIRMED, "Ajax", "done Ajax"),
        (LEFT, Fate.CONFIRMED, None, "done Ajax"),
        (STAYED, Fate.REFUTED, None, "off"),
    ],
)
def test_a_ruling_goes_before_what_claims_say(result: str, fate: Fate, destination: str | None, told: str) -> None:
    ruling = Settlement("r1", DAY, result, date(2025, 7, 1))
    (saga,) = sagas(said(Stage.DONE, by=CLUB), settled=[ruling])
    assert (saga.ended.fate, saga.ended.destination, saga.standing.told) == (fate, destination, told)
    assert saga.ended.left == (result in ("Porto", LEFT))


def test_a_ruling_finds_its_saga_again_when_older_articles_come() -> None:
    ruling = Settlement("r1", DAY, "Porto", date(2025, 7, 1))
    older, saga_ruled_on = said(Stage.INTEREST, -200), said(Stage.BID, 20)
    first, second = sagas(older, said(Stage.TALKS), saga_ruled_on, settled=[ruling])
    assert (first.ended.destination, second.ended.destination) == (None, "Porto")


def test_what_history_tells_ends_a_managers_saga_too() -> None:
    boss = {"role": Role.MANAGER, "leaving": None}
    left = {"role": Role.MANAGER, "leaving": "Lyon", "background": True, "by": CLUB}
    sacked = said(Stage.DONE, 300, None, date=date(2026, 1, 1), **left)
    first, second = sagas(said(Stage.CLOSE, **boss), sacked, said(Stage.INTEREST, 300, "Porto", **boss), today=300)
    assert (first.ended.destination, first.ended.on, first.standing.told) == ("Lyon", None, "done Lyon")
    assert (second.standing.told, second.saga_id) == ("interest", "ola-2026s")
