"""How operators change the stage of what they wrap, and who stands where around an event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rumourctl.language.clauses import Clause
from rumourctl.rules.engine import Reading, read_clause
from rumourctl.rules.hits import find_hits
from rumourctl.rules.loading import RuleSet

Clauses = Callable[[str], list[Clause]]
Readings = Callable[[str], list[Reading]]


@pytest.fixture(scope="session")
def readings(clauses: Clauses, rules: RuleSet) -> Readings:
    """What the clauses of a text say, before anything is judged or filled in."""
    return lambda text: [reading for clause in clauses(text) for reading in read_clause(clause, rules)]


STAGES = [
    ("an event by itself", "Chelsea have signed Aske.", "done"),
    ("want ∘ sign", "Chelsea want to sign Aske.", "interest"),
    ("set to ∘ join", "Aske is set to join Chelsea.", "close"),
    ("will ∘ join", "Aske will join Chelsea.", "agreed"),
    ("in talks to ∘ sign", "Chelsea are in talks to sign Aske.", "talks"),
    ("agree to ∘ sell", "Lyon have agreed to sell Aske.", "agreed"),
    ("ready to ∘ sell", "Lyon are ready to sell Aske.", "interest"),
    ("refuse to ∘ sell", "Lyon refuse to sell Aske.", "off"),
    ("rule out ∘ selling", "Lyon have ruled out selling Aske.", "off"),
    ("fail to ∘ sign", "Chelsea failed to sign Aske.", "off"),
    ("complete ∘ the signing", "Chelsea have completed the signing of Aske.", "done"),
    ("reject ∘ a bid", "Lyon have rejected a bid for Aske.", "rejected"),
    ("want to ∘ reject ∘ a bid", "Lyon want to reject a bid for Aske.", "rejected"),
    ("plan ∘ a bid", "Chelsea are planning a bid for Aske.", "bid"),
    ("close to ∘ agreeing terms", "Aske is close to agreeing personal terms with Chelsea.", "terms"),
    ("hope to ∘ agree to ∘ sell", "Lyon hope to agree to sell Aske.", "interest"),
    ("set to ∘ undergo a medical", "Aske is set to have a medical at Chelsea.", "medical"),
    ("an event that waits for an operator", "A move to Chelsea for Aske.", None),
    ("hope for ∘ a move", "Chelsea hope for a move for Aske.", "interest"),
    ("headline infinitive", "Aske to join Chelsea.", "close"),
]


@pytest.mark.parametrize(("text", "stage"), [pytest.param(text, stage, id=label) for label, text, stage in STAGES])
def test_operators_compose_from_the_inside_out(readings: Readings, text: str, stage: str | None) -> None:
    (reading,) = readings(text)
    assert reading.stage == stage


NEGATED = [
    ("Lyon will not sell Aske.", True),
    ("Chelsea never made a bid for Aske.", True),
    ("Chelsea have yet to make a bid for Aske.", True),
    ("Lyon will sell Aske.", False),
]


@pytest.mark.parametrize(("text", "negated"), NEGATED)
def test_negation_is_noted_and_left_to_be_judged(readings: Readings, text: str, negated: bool) -> None:
    assert [reading.negated for reading in readings(text)] == [negated]


HEDGED = ["Aske could join Chelsea.", "Chelsea are said to want Aske.", "Aske has been linked with Chelsea."]


@pytest.mark.parametrize("text", HEDGED)
def test_a_hedge_makes_it_uncertain(readings: Readings, text: str) -> None:
    assert [reading.certainty for reading in readings(text)] == ["hedged"]


MOVES = [
    ("loan before transfer", "Chelsea have signed Aske on loan.", "loan"),
    ("any deal takes the move beside it", "Chelsea have agreed a deal to loan Aske.", "loan"),
    ("renewal before transfer", "Chelsea are in talks over a new contract for Aske.", "renewal"),
    ("a deal alone is a transfer", "Chelsea have agreed a deal for Aske.", "transfer"),
    ("stay", "Aske will stay at Chelsea.", "stay"),
    ("exit", "Aske will leave Chelsea.", "exit"),
]


@pytest.mark.parametrize(("text", "move"), [pytest.param(text, move, id=label) for label, text, move in MOVES])
def test_the_most_specific_move_counts(readings: Readings, text: str, move: str) -> None:
    assert [reading.move for reading in readings(text)] == [move]


def places(reading: Reading) -> dict[str, list[str]]:
    return {place: [ref for unit in units for ref in unit.refs] for place, units in reading.positions.items()}


POSITIONS = [
    (
        "active",
        "Chelsea have signed Tobin Aske from Lyon.",
        {"subject": ["Chelsea"], "object": ["Tobin Aske"], "from": ["Lyon"]},
    ),
    (
        "passive",
        "Tobin Aske was signed by Chelsea from Lyon.",
        {"subject": ["Chelsea"], "object": ["Tobin Aske"], "from": ["Lyon"]},
    ),
    ("possessive", "Chelsea's bid for Tobin Aske.", {"possessor": ["Chelsea"], "for": ["Tobin Aske"]}),
    (
        "an infinitive's own subject",
        "Lyon want Tobin Aske to join Chelsea.",
        {"outer": ["Lyon"], "subject": ["Tobin Aske"], "object": ["Chelsea"]},
    ),
    (
        "through words that change nothing",
        "Tobin Aske has moved to the La Liga side Getafe.",
        {"subject": ["Tobin Aske"], "to": ["Getafe"]},
    ),
    ("into is to", "Tobin Aske turned down a move into Chelsea.", {"subject": ["Tobin Aske"], "to": ["Chelsea"]}),
]


@pytest.mark.parametrize(("text", "where"), [pytest.param(text, where, id=label) for label, text, where in POSITIONS])
def test_units_are_gathered_by_position(readings: Readings, text: str, where: dict[str, list[str]]) -> None:
    (reading,) = readings(text)
    assert places(reading) == where


def test_a_relative_clause_has_its_antecedent_as_subject(readings: Readings) -> None:
    (reading,) = readings("Fans like Tobin Aske, who joined Lyon.")[-1:]
    assert places(reading) == {"subject": ["Tobin Aske"], "object": ["Lyon"]}


def test_an_act_and_the_one_that_it_serves_are_two_readings(readings: Readings) -> None:
    first, second = readings("Chelsea will sell Maro Velling to fund a move for Tobin Aske.")
    assert (first.main.rule.name, places(first)["object"]) == ("sell", ["Maro Velling"])
    assert (second.main.rule.name, places(second)["for"]) == ("move", ["Tobin Aske"])


def test_a_wish_and_what_is_wished_are_one_reading(readings: Readings) -> None:
    assert len(readings("Chelsea want to sign Tobin Aske.")) == 1


def test_a_clause_without_an_event_says_nothing(readings: Readings) -> None:
    assert readings("Chelsea want to win and Tobin Aske scored.") == []


def test_the_longest_words_win(clauses: Clauses, rules: RuleSet) -> None:
    (clause,) = clauses("Tobin Aske has signed a new contract.")
    assert [hit.rule.name for hit in find_hits(clause.nodes, rules)] == ["renew"]


def test_an_idiom_keeps_its_words_from_the_events(clauses: Clauses, rules: RuleSet) -> None:
    (clause,) = clauses("Chelsea will deal with the loss.")
    assert "deal" not in [hit.rule.name for hit in find_hits(clause.nodes, rules)]


def test_a_reading_names_the_rules_that_had_a_part_in_it(readings: Readings) -> None:
    (reading,) = readings("Chelsea want to sign Tobin Aske.")
    assert reading.rules == ("wish", "sign")
