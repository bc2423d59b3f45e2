"""How firmly a thing is said: denials, questions, hedges, and what refusing makes of a move."""

from __future__ import annotations

from collections.abc import Callable

import pytest

DENIED = [
    ("no bid made", "Chelsea have not made a bid for Lyon midfielder Tobin Aske.", "Tobin Aske transfer/bid Lyon -> Chelsea; denied"),
    ("no contact", "There has been no contact between Chelsea and Tobin Aske.", "Tobin Aske transfer/talks ? -> Chelsea; denied"),
    ("not interested", "Chelsea are not interested in Lyon midfielder Tobin Aske.", "Tobin Aske transfer/interest Lyon -> Chelsea; denied"),
    ("no agreement", "Chelsea have not reached an agreement with Lyon for Tobin Aske.", "Tobin Aske transfer/agreed Lyon -> Chelsea; denied"),
    ("not signed", "Chelsea have not signed Tobin Aske.", "Tobin Aske transfer/done ? -> Chelsea; denied"),
    ("yet to bid", "Chelsea have yet to make a bid for Lyon midfielder Tobin Aske.", "Tobin Aske transfer/bid Lyon -> Chelsea; denied"),
    ("club denies talks", "Chelsea have denied holding talks with Lyon over Tobin Aske.", "Tobin Aske transfer/talks Lyon -> Chelsea; denied; by club Chelsea"),
    ("reports denied", "Lyon midfielder Tobin Aske has denied reports of a move to Chelsea.", "Tobin Aske transfer/interest Lyon -> Chelsea; denied; by person Tobin Aske"),
]

HEDGED = [
    ("could", "Lyon midfielder Tobin Aske could join Chelsea.", "Tobin Aske transfer/interest Lyon -> Chelsea; hedged"),
    ("might bid", "Chelsea might make a bid for Lyon midfielder Tobin Aske.", "Tobin Aske transfer/bid Lyon -> Chelsea; hedged"),
    ("linked", "Lyon midfielder Tobin Aske has been linked with Chelsea.", "Tobin Aske transfer/interest Lyon -> Chelsea; hedged"),
    ("tipped", "Lyon midfielder Tobin Aske has been tipped to join Chelsea.", "Tobin Aske transfer/interest Lyon -> Chelsea; hedged"),
    ("reportedly", "Chelsea are reportedly keen on Lyon midfielder Tobin Aske.", "Tobin Aske transfer/interest Lyon -> Chelsea; hedged; by unnamed"),
    ("understood", "Chelsea are understood to be keen on Lyon midfielder Tobin Aske.", "Tobin Aske transfer/interest Lyon -> Chelsea; hedged; by unnamed"),
    ("it is believed", "It is believed that Chelsea have made a bid for Lyon midfielder Tobin Aske.", "Tobin Aske transfer/bid Lyon -> Chelsea; hedged; by unnamed"),
    ("rumoured", "Chelsea are rumoured to be interested in Lyon midfielder Tobin Aske.", "Tobin Aske transfer/interest Lyon -> Chelsea; hedged; by unnamed"),
    ("could question", "Could Tobin Aske leave Lyon for Chelsea?", "Tobin Aske transfer/interest Lyon -> Chelsea; hedged"),
    ("may leave", "Dario Kostovic may leave Napoli.", "Dario Kostovic exit/interest Napoli -> ?; hedged"),
]

REFUSALS = [
    ("ruled out a sale", "Napoli have ruled out selling Dario Kostovic.", "Dario Kostovic exit/off Napoli -> ?"),
    ("no intention", "Napoli have no intention of selling Dario Kostovic.", "Dario Kostovic exit/off Napoli -> ?"),
    ("will not join", "Dario Kostovic will not join Roma from Napoli.", "Dario Kostovic transfer/off Napoli -> Roma"),
    ("failed", "Roma have failed to sign Napoli defender Dario Kostovic.", "Dario Kostovic transfer/off Napoli -> Roma"),
    ("missed out", "Roma have missed out on Napoli defender Dario Kostovic.", "Dario Kostovic transfer/off Napoli -> Roma"),
    ("ended interest", "Roma have ended their interest in Napoli defender Dario Kostovic.", "Dario Kostovic transfer/off Napoli -> Roma"),
    ("does not want to leave", "Dario Kostovic does not want to leave Napoli.", "Dario Kostovic exit/off Napoli -> ?"),
]

TABLES = {"denied": DENIED, "hedged": HEDGED, "refused": REFUSALS}
CASES = [
    pytest.param(text, claim, id=f"{table}: {label}") for table, rows in TABLES.items() for label, text, claim in rows
]


@pytest.mark.parametrize(("text", "claim"), CASES)
def test_a_claim_is_as_sure_as_its_sentence(assert_claims: Callable[..., None], text: str, claim: str) -> None:
    assert_claims(text, claim)
