"""What a claim says beside its move: fee, deal, end of contract, date, background and whose act it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FEES = [
    ("of a signing", "Everton have signed Idris Okomo from Rennes for €18m.", "Idris Okomo transfer/done Rennes -> Everton; fee 18000000 EUR"),
    ("worth", "Everton have made an offer worth €20m for Rennes defender Idris Okomo.", "Idris Okomo transfer/bid Rennes -> Everton; fee 20000000 EUR"),
    ("release clause", "Everton have triggered the €25m release clause of Rennes defender Idris Okomo.", "Idris Okomo transfer/done Rennes -> Everton; fee 25000000 EUR"),
    ("plus add-ons", "Everton have agreed a £12m plus add-ons deal with Rennes for Idris Okomo.", "Idris Okomo transfer/agreed Rennes -> Everton; fee 12000000 GBP"),
    ("undisclosed", "Everton have signed Idris Okomo from Rennes for an undisclosed fee.", "Idris Okomo transfer/done Rennes -> Everton"),
    ("wages are none", "Everton want Rennes defender Idris Okomo, who earns £90,000 a week.", "Idris Okomo transfer/interest Rennes -> Everton"),
]

DEALS = [
    ("free", "Idris Okomo has joined Everton on a free transfer.", "Idris Okomo transfer/done ? -> Everton; free"),
    ("option to buy", "Idris Okomo has joined Everton on loan from Rennes with an option to buy.", "Idris Okomo loan/done Rennes -> Everton; loan_with_option"),
    ("obligation to buy", "Idris Okomo has joined Everton on loan from Rennes with an obligation to buy.", "Idris Okomo loan/done Rennes -> Everton; loan_with_obligation"),
    ("permanent", "Idris Okomo has joined Everton from Rennes on a permanent deal.", "Idris Okomo transfer/done Rennes -> Everton; permanent"),
]

CONTRACTS = [
    ("until a year", "Maro Velling has signed a new contract until 2030 at Chelsea.", "Maro Velling renewal/done Chelsea -> Chelsea; until 2030"),
    ("a length is no end", "Idris Okomo has joined Everton from Rennes on a four-year contract.", "Idris Okomo transfer/done Rennes -> Everton"),
    ("the end of a loan is none", "Idris Okomo has joined Everton on loan from Rennes until 2027.", "Idris Okomo loan/done Rennes -> Everton"),
]

DATES = [
    ("yesterday", "Everton signed Idris Okomo from Rennes yesterday.", "Idris Okomo transfer/done Rennes -> Everton; on 2026-03-11 (day)"),
    ("weekday", "Everton made a bid for Rennes defender Idris Okomo on Monday.", "Idris Okomo transfer/bid Rennes -> Everton; on 2026-03-09 (day)"),
    ("last week", "Rennes rejected a bid from Everton for Idris Okomo last week.", "Idris Okomo transfer/rejected Rennes -> Everton; actor Rennes; on 2026-03-05 (week)"),
    ("month", "Everton signed Idris Okomo from Rennes in January.", "Idris Okomo transfer/done Rennes -> Everton; on 2026-01-01 (month); background"),
    ("year", "Everton signed Idris Okomo from Rennes in 2021.", "Idris Okomo transfer/done Rennes -> Everton; on 2021-01-01 (year); background"),
    ("last summer", "Idris Okomo joined Everton from Rennes last summer.", "Idris Okomo transfer/done Rennes -> Everton; on 2025-07-01 (season); background"),
    ("of a wish, not of the move", "Everton want to sign Rennes defender Idris Okomo in the summer.", "Idris Okomo transfer/interest Rennes -> Everton"),
    ("of the saying", "On Tuesday, Marca reported that Everton want Rennes defender Idris Okomo.", "Idris Okomo transfer/interest Rennes -> Everton; by outlet Marca; on 2026-03-10 (day)"),
]

BACKGROUND = [
    (
        "relative clause",
        "Everton want Idris Okomo, who joined Rennes from Lens in 2023.",
        ("Idris Okomo transfer/interest Rennes -> Everton", "Idris Okomo transfer/done Lens -> Rennes; on 2023-01-01 (year); background"),
    ),
    ("former is biography", "Everton want former Lens defender Idris Okomo.", ("Idris Okomo transfer/interest ? -> Everton",)),
    (
        "since joining",
        "Idris Okomo has played 40 times since joining Rennes from Lens in 2023.",
        ("Idris Okomo transfer/done Lens -> Rennes; on 2023-01-01 (year); background",),
    ),
]

ACTORS = [
    ("a manager's wish", "Everton manager Henrik Valdahl wants to sign Rennes defender Idris Okomo.", "Idris Okomo transfer/interest Rennes -> Everton; actor Henrik Valdahl"),
    ("the player's wish", "Rennes defender Idris Okomo wants to join Everton.", "Idris Okomo transfer/interest Rennes -> Everton; actor Idris Okomo"),
    ("a club has none", "Everton want to sign Rennes defender Idris Okomo.", "Idris Okomo transfer/interest Rennes -> Everton"),
]

TABLES = {"fee": FEES, "deal": DEALS, "contract": CONTRACTS, "date": DATES, "actor": ACTORS}
CASES = [
    *(pytest.param(text, (claim,), id=f"{table}: {label}") for table, rows in TABLES.items() for label, text, claim in rows),
    *(pytest.param(text, claims, id=f"background: {label}") for label, text, claims in BACKGROUND),
]


@pytest.mark.parametrize(("text", "claims"), CASES)
def test_details_are_read_from_the_sentence(assert_claims: Callable[..., None], text: str, claims: tuple[str, ...]) -> None:
    assert_claims(text, *claims)
