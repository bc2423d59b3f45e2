"""Track records: who was right, first and original; what a likelihood rests on."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumourctl.claims.model import Certainty, Fee, Move, Recorded, Source, SourceKind, Stage
from rumourctl.sagas.lessons import Lessons, Tally
from rumourctl.sagas.likelihood import ENOUGH_WAYS, History, calibration
from rumourctl.sagas.records import Rates, Record, records
from rumourctl.sagas.saga import Saga
from rumourctl.sagas.verdicts import Verdict
from tests.sagas.build import CLUB, outlet, sagas, said

DONE = said(Stage.DONE, 30, by=CLUB, fee=Fee("€20m", 20_000_000, "EUR"))
PORTO = Source(SourceKind.CLUB, "Porto")


def record(name: str, *claims: Recorded, today: int = 60) -> Record:
    found = sagas(*claims, today=today)
    return next(each for each in records(found, Rates.told(Lessons(found).tally)) if each.source.name == name)


def verdict(name: str, *claims: Recorded, today: int = 60) -> Verdict:
    return next(j.verdict for saga in sagas(*claims, today=today) for j in saga.sources if j.source.name == name)


# The intervals are those of Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
@pytest.mark.parametrize(
    ("right", "settled", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_wilsons(right: int, settled: int, low: float, high: float) -> None:
    interval = Tally(right, settled).interval
    assert interval is not None
    assert [round(end, 4) for end in interval] == [low, high]


@given(st.integers(1, 1000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_the_share_and_stays_between_0_and_1(cases: tuple[int, int]) -> None:
    right, settled = cases
    low, high = Tally(right, settled).interval or (1, 0)
    assert 0 <= low <= right / settled + 1e-12
    assert right / settled - 1e-12 <= high <= 1


def test_few_cases_carry_no_rate() -> None:
    assert Tally(4, 4).rate is None
    assert Tally(4, 5).rate == 0.8
    assert Tally().interval is None


def test_right_is_who_said_where_at_whatever_stage() -> None:
    found = record("Marca", said(Stage.INTEREST, certainty=Certainty.HEDGED), said(Stage.INTEREST, 3), DONE)
    assert (found.moves, found.leads, found.first, found.original) == (Tally(1, 1), {30: 1}, 1, 1)
    assert record("Marca", said(Stage.AGREED, to="Porto"), DONE).moves == Tally(0, 1)


def test_who_named_the_true_destination_among_others_is_right() -> None:
    assert verdict("Marca", said(Stage.BID, 0, "Porto"), said(Stage.INTEREST, 5), DONE) is Verdict.RIGHT
    afterwards = said(Stage.DONE, 31)
    assert verdict("Marca", said(Stage.BID, 0, "Porto"), afterwards, DONE) is Verdict.WRONG
    (saga,) = sagas(said(Stage.BID, by="Bild"), afterwards, DONE, today=60)
    assert [judged.source.name for judged in saga.sources] == ["Bild"]


def test_denials_and_promises_are_counted_apart() -> None:
    denied = said(Stage.TALKS, by="Bild", certainty=Certainty.DENIED)
    stays = said(Stage.AGREED, 0, "Ajax", move=Move.STAY, by=Source(SourceKind.PERSON, "Coach"))
    assert (record("Bild", denied, DONE).moves, record("Bild", denied, DONE).denials) == (Tally(), Tally(0, 1))
    assert record("Coach", stays, DONE).denials == Tally(0, 1)
    assert record("Coach", stays, said(Stage.INTEREST), today=100).denials == Tally(1, 1)


def test_who_follows_whom() -> None:
    found = record("Bild", said(Stage.TALKS), said(Stage.BID, 4, by="Bild"), DONE)
    assert (found.original, found.first, dict(found.repeats)) == (0, 0, {"Marca": 1})
    journalist = Source(SourceKind.JOURNALIST, "Ada Reyes")
    own = record("Marca", said(Stage.TALKS, by=journalist, via=("Marca",)), said(Stage.TALKS, 2), DONE)
    assert (own.first, dict(own.repeats)) == (1, {})  # an outlet does not repeat its own journalist
    relayed = record("Express", said(Stage.TALKS, via=("Express",)), DONE)
    assert (relayed.moves, dict(relayed.relays)) == (Tally(), {"Marca": 1})


def test_fees_and_kinds_of_deal_have_figures_of_their_own() -> None:
    near, far = Fee("€21m", 21_000_000, "EUR"), Fee("€30m", 30_000_000, "EUR")
    assert record("Marca", said(Stage.BID, fee=near), DONE).fees == Tally(1, 1)
    assert record("Marca", said(Stage.BID, fee=far), DONE).fees == Tally(0, 1)
    assert record("Marca", said(Stage.BID, move=Move.LOAN), DONE).kinds == Tally(0, 1)


def test_an_articles_own_voice_counts_for_its_publisher() -> None:
    own = Source(SourceKind.PUBLISHER)
    assert record("The Guardian", said(Stage.TALKS, by=own, voice="The Guardian"), DONE).moves == Tally(1, 1)
    (saga,) = sagas(said(Stage.TALKS, by=own, voice="The Guardian"), said(Stage.TALKS), DONE)
    assert saga.independent_sources == 2


def test_whoever_only_announces_what_is_done_is_not_judged() -> None:
    (saga,) = sagas(DONE)
    assert saga.sources == ()


def history(right: int, wrong: int, name: str = "Marca") -> list[Saga]:
    """So many settled sagas in which ``name`` reported talks."""
    found = []
    for number in range(right + wrong):
        end = said(Stage.DONE, 30, "Lyon" if number < right else "Porto", by=CLUB, person=f"Player {number} {name}")
        talks = said(Stage.TALKS, by=name, person=f"Player {number} {name}")
        found += sagas(talks, end, today=60)
    return found


def test_a_likelihood_needs_history() -> None:
    (saga,) = sagas(said(Stage.TALKS, person="New"))
    (told,) = History.of(history(3, 1)).likelihoods(saga).values()
    assert told.chance is None
    assert told.missing == "4 of 20 settled cases that reached talks"
    (unknown,) = sagas(said(Stage.TALKS, by="Bild", person="New"))
    (told,) = History.of(history(15, 10)).likelihoods(unknown).values()
    assert told.missing == "no independent source of it has 5 settled sagas"


def test_a_likelihood_is_that_of_its_stage_where_the_sources_are_like_all() -> None:
    past = history(15, 10)
    (saga,) = sagas(said(Stage.TALKS, person="New"))
    (told,) = History.of(past).likelihoods(saga).values()
    assert told.chance == pytest.approx(16 / 27)
    assert (told.reached, told.overall, told.inputs[0].record) == (Tally(15, 25), Tally(15, 25), Tally(15, 25))


def test_a_better_source_makes_it_likelier_and_a_settled_saga_has_none() -> None:
    past = history(14, 1) + history(2, 13, "Bild")
    chances = {}
    for name in ("Marca", "Bild"):
        (saga,) = sagas(said(Stage.TALKS, by=name, person="New"))
        (told,) = History.of(past).likelihoods(saga).values()
        chances[name] = told.chance or 0
    assert chances["Marca"] > 0.5 > chances["Bild"]
    assert History.of(past).likelihoods(past[0]) == {}


def test_a_forecast_for_calibration_does_not_know_its_own_end() -> None:
    past = history(ENOUGH_WAYS, 0)
    assert calibration(past).forecasts == 0  # without itself, each has one case too few
    found = calibration(history(15, 10))
    assert (found.forecasts, found.unforecast) == (25, 0)
    assert sum(each.came_true.settled for each in found.bins) == 25
    assert sum(each.came_true.right for each in found.bins) == 15


def test_brier_scores_compare_a_sources_stages_with_the_overall_rate() -> None:
    found = history(15, 10)
    (marca,) = [each for each in records(found, Rates.told(Lessons(found).tally)) if each.source == outlet("Marca")]
    assert marca.brier == pytest.approx(marca.brier_base)  # it always says the same
    assert marca.brier == pytest.approx((15 * (11 / 27) ** 2 + 10 * (16 / 27) ** 2) / 25)


def test_a_saga_tells_its_season() -> None:
    (summer,) = sagas(said(Stage.BID))
    (winter,) = sagas(said(Stage.BID, 150))
    assert (summer.season, winter.season, summer.first) == ("2025/26", "2025/26", date(2025, 6, 1))
