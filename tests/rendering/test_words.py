"""What a claim sounds like in plain words."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import date

import pytest

from rumourctl.claims.model import Certainty, Claim, Deal, Fee, Move, Recorded, Role, Source, SourceKind, Stage
from rumourctl.rendering.words import source_words, stage_words, vouching_words, words

CLUBS = {
    Move.TRANSFER: ("Brighton", "Chelsea"),
    Move.LOAN: ("Brighton", "Chelsea"),
    Move.RENEWAL: ("Brighton", "Brighton"),
    Move.STAY: ("Brighton", "Brighton"),
    Move.EXIT: ("Brighton", None),
}


def claim(move: str, stage: str, **values: object) -> Claim:
    from_club, to_club = CLUBS[Move(move)]
    base = Claim("Kai Lund", Move(move), Stage(stage), date(2025, 1, 1), from_club=from_club, to_club=to_club)
    return replace(base, **values)  # type: ignore[arg-type]


MOVES_AND_STAGES = """
transfer | interest | wanted by Chelsea (from Brighton)
transfer | talks    | in talks to join Chelsea from Brighton
transfer | bid      | subject of a bid from Chelsea
transfer | rejected | subject of a bid from Chelsea, rejected
transfer | terms    | agreed personal terms to join Chelsea from Brighton
transfer | close    | set to join Chelsea from Brighton
transfer | agreed   | will join Chelsea from Brighton
transfer | medical  | having a medical to join Chelsea from Brighton
transfer | done     | joined Chelsea from Brighton
transfer | off      | not joining Chelsea from Brighton
loan     | interest | wanted on loan by Chelsea (from Brighton)
loan     | talks    | in talks to join Chelsea on loan from Brighton
loan     | bid      | subject of a loan bid from Chelsea
loan     | rejected | subject of a loan bid from Chelsea, rejected
loan     | terms    | agreed personal terms to join Chelsea on loan from Brighton
loan     | close    | set to join Chelsea on loan from Brighton
loan     | agreed   | will join Chelsea on loan from Brighton
loan     | medical  | having a medical to join Chelsea on loan from Brighton
loan     | done     | joined Chelsea on loan from Brighton
loan     | off      | not joining Chelsea on loan from Brighton
renewal  | interest | wanted for a new contract at Brighton
renewal  | talks    | in talks to sign a new contract at Brighton
renewal  | bid      | offered the chance to sign a new contract at Brighton
renewal  | rejected | refused the chance to sign a new contract at Brighton
renewal  | terms    | agreed personal terms to sign a new contract at Brighton
renewal  | close    | set to sign a new contract at Brighton
renewal  | agreed   | will sign a new contract at Brighton
renewal  | medical  | having a medical to sign a new contract at Brighton
renewal  | done     | signed a new contract at Brighton
renewal  | off      | not signing a new contract at Brighton
stay     | interest | wants to stay at Brighton
stay     | talks    | in talks to stay at Brighton
stay     | bid      | offered the chance to stay at Brighton
stay     | rejected | refused the chance to stay at Brighton
stay     | terms    | agreed personal terms to stay at Brighton
stay     | close    | set to stay at Brighton
stay     | agreed   | will stay at Brighton
stay     | medical  | having a medical to stay at Brighton
stay     | done     | stayed at Brighton
stay     | off      | not staying at Brighton
exit     | interest | up for sale at Brighton
exit     | talks    | in talks to leave Brighton
exit     | bid      | offered the chance to leave Brighton
exit     | rejected | refused the chance to leave Brighton
exit     | terms    | agreed personal terms to leave Brighton
exit     | close    | set to leave Brighton
exit     | agreed   | will leave Brighton
exit     | medical  | having a medical to leave Brighton
exit     | done     | left Brighton
exit     | off      | not leaving Brighton
"""

ACTORS = """
Kai Lund | transfer | interest | wants to join Chelsea from Brighton
Kai Lund | transfer | rejected | turned down the chance to join Chelsea from Brighton
Kai Lund | transfer | off      | ruled out joining Chelsea from Brighton
Kai Lund | renewal  | interest | wants to sign a new contract at Brighton
Kai Lund | exit     | interest | wants to leave Brighton
Ana Boss | transfer | interest | wanted at Chelsea by Ana Boss (from Brighton)
Ana Boss | loan     | interest | wanted on loan at Chelsea by Ana Boss (from Brighton)
Ana Boss | transfer | off      | kept from joining Chelsea by Ana Boss
Ana Boss | stay     | interest | wanted for longer at Brighton by Ana Boss
Ana Boss | exit     | interest | wanted out of Brighton by Ana Boss
Brighton | transfer | interest | wanted at Chelsea by Brighton
Brighton | transfer | rejected | subject of a bid from Chelsea, rejected by Brighton
Brighton | stay     | interest | wanted for longer by Brighton
Chelsea  | transfer | interest | wanted by Chelsea (from Brighton)
Chelsea  | transfer | rejected | turned down by Chelsea
Chelsea  | transfer | off      | no longer wanted by Chelsea
"""


def table(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


@pytest.mark.parametrize(("move", "stage", "said"), table(MOVES_AND_STAGES))
def test_every_move_at_every_stage(move: str, stage: str, said: str) -> None:
    assert words(claim(move, stage)) == said


@pytest.mark.parametrize(("actor", "move", "stage", "said"), table(ACTORS))
def test_whose_wish_or_act_it_is(actor: str, move: str, stage: str, said: str) -> None:
    assert words(claim(move, stage, actor=actor)) == said


@pytest.mark.parametrize(
    ("deal", "move", "stage", "said"),
    [
        ("sacked", "exit", "done", "sacked by Brighton"),
        ("sacked", "exit", "interest", "could be sacked by Brighton"),
        ("sacked", "exit", "off", "not being sacked by Brighton"),
        ("resigned", "exit", "agreed", "will resign from Brighton"),
        ("released", "exit", "done", "released by Brighton"),
        ("retired", "exit", "close", "set to retire at Brighton"),
        ("free", "exit", "done", "left Brighton on a free transfer"),
        ("free", "transfer", "close", "set to join Chelsea from Brighton on a free transfer"),
        ("swap", "transfer", "talks", "in talks to join Chelsea from Brighton in a swap"),
        ("permanent", "transfer", "agreed", "will join Chelsea from Brighton on a permanent deal"),
        ("loan_with_option", "loan", "done", "joined Chelsea on loan from Brighton with an option to buy"),
        ("loan_with_obligation", "loan", "bid", "subject of a loan bid from Chelsea with an obligation to buy"),
        ("sacked", "transfer", "done", "joined Chelsea from Brighton, having been sacked"),
    ],
)
def test_the_kind_of_deal(deal: str, move: str, stage: str, said: str) -> None:
    assert words(claim(move, stage, deal=Deal(deal))) == said


def test_a_denial_is_said_and_a_hedge_is_left_to_the_stage() -> None:
    denied = claim("transfer", "talks", certainty=Certainty.DENIED)
    hedged = claim("transfer", "talks", certainty=Certainty.HEDGED)
    assert (stage_words(denied), words(denied)) == ("talks ✗", "denied: in talks to join Chelsea from Brighton")
    assert (stage_words(hedged), words(hedged)) == ("talks?", "in talks to join Chelsea from Brighton")
    assert stage_words(claim("transfer", "talks")) == "talks"


def test_the_sum_stands_with_the_bid_and_the_contract_at_the_end() -> None:
    fee = Fee("£40.2m", 40_200_000, "GBP")
    assert words(claim("transfer", "rejected", fee=fee, actor="Brighton")) == (
        "subject of a bid from Chelsea (£40.2m), rejected by Brighton"
    )
    assert words(claim("transfer", "done", fee=fee, contract_until="2029-06-30")) == (
        "joined Chelsea from Brighton (£40.2m), contract to Jun 2029"
    )
    assert words(claim("renewal", "done", contract_until="2030")).endswith("contract to 2030")


def test_the_kind_of_deal_stands_with_the_bid_that_offers_it() -> None:
    bid = claim("loan", "rejected", actor="Brighton", deal=Deal.LOAN_WITH_OPTION)
    assert words(bid) == "subject of a loan bid from Chelsea with an option to buy, rejected by Brighton"


def test_managers_and_staff_join_in_their_role() -> None:
    assert words(claim("transfer", "done", role=Role.MANAGER)) == "joined Chelsea as manager from Brighton"
    assert words(claim("transfer", "interest", role=Role.STAFF, from_club=None)) == "wanted by Chelsea as staff"
    assert words(claim("transfer", "bid", role=Role.MANAGER)) == "subject of an offer from Chelsea"
    assert words(claim("exit", "interest", role=Role.MANAGER)) == "could leave Brighton"


def test_a_loan_may_have_no_destination_yet() -> None:
    assert words(claim("loan", "interest", to_club=None)) == "up for loan at Brighton"
    wanted_out = claim("loan", "interest", to_club=None, actor="Ana Boss")
    assert words(wanted_out) == "wanted out of Brighton on loan by Ana Boss"
    assert words(claim("loan", "close", to_club=None)) == "set to leave Brighton on loan"


def test_what_the_reader_knows_goes_unsaid() -> None:
    joining = claim("transfer", "close")
    assert words(joining, at="Brighton") == "set to join Chelsea"
    assert words(joining, of="Chelsea") == "set to join from Brighton"
    assert words(joining, of="Brighton") == "set to join Chelsea"
    assert words(claim("exit", "done", deal=Deal.SACKED), of="Brighton") == "sacked"
    assert words(claim("exit", "done"), at="Brighton") == "left Brighton"


ACTS = (None, "Kai Lund", "Ana Boss", "Brighton", "Chelsea")


@pytest.mark.parametrize("move", list(Move))
def test_no_combination_reads_badly(move: Move) -> None:
    """No doubled words, no gaps, no None, no club named twice for one reason, whatever the fields."""
    axes = (Stage, Role, ACTS, Certainty, (None, *Deal), (None, "Brighton", "Chelsea"))
    for stage, role, actor, certainty, deal, of in itertools.product(*axes):
        text = words(claim(move, stage, role=role, actor=actor, certainty=certainty, deal=deal), of=of)
        assert not re.search(r"None|  |\b(\w+) \1\b|^ | $|\(\)| ,", text), text
        assert not re.search(r" (by|to|at|from|of|as)$", text), text
        assert (text.startswith("denied: ")) == (certainty is Certainty.DENIED)


def test_own_words_are_known_under_either_name() -> None:
    short = replace(claim("stay", "interest"), person="Lund", source=Source(SourceKind.PERSON, "Kai Lund"))
    recorded = Recorded("c1-1", "a1", "a.txt", None, date(2025, 1, 1), "Kai Lund", short)
    assert vouching_words(recorded) == "own words"
    assert vouching_words(replace(recorded, known_as="Kai Lundgren")) == "Kai Lund"


@pytest.mark.parametrize(
    ("source", "via", "publisher", "said"),
    [
        (Source(SourceKind.OUTLET, "Marca"), (), "Express", "Marca"),
        (Source(SourceKind.OUTLET, "Marca"), ("Express",), None, "Marca (Express)"),
        (Source(SourceKind.JOURNALIST, "Aoife Brannock"), ("The Athletic",), None, "Aoife Brannock (The Athletic)"),
        (Source(SourceKind.PERSON, "Kai Lund"), ("TyC Sports",), None, "own words (TyC Sports)"),
        (Source(SourceKind.PERSON, "Ana Boss"), (), None, "Ana Boss"),
        (Source(SourceKind.PERSON), (), None, "somebody unnamed"),
        (Source(SourceKind.CLUB, "Chelsea"), (), None, "Chelsea"),
        (Source(SourceKind.UNNAMED), (), "Express", "unnamed"),
        (Source(SourceKind.PUBLISHER), (), "Express", "Express"),
        (Source(SourceKind.PUBLISHER), (), None, "–"),
    ],
)
def test_who_vouches_and_through_whom(source: Source, via: tuple[str, ...], publisher: str | None, said: str) -> None:
    assert source_words(source, via, publisher, "Kai Lund") == said
