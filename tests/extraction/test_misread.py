"""Plain English that is not read rightly yet.

Each row says why. A row that passes has been mended: move it to the table of its topic.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

SIGNING = "“signing” before a name is taken for a noun that dresses it (“new signing X”)"
MISREAD = [
    (SIGNING, "Chelsea are signing Tobin Aske from Lyon.", "Tobin Aske transfer/agreed Lyon -> Chelsea"),
    (SIGNING, "Everton are on the verge of signing Rennes defender Idris Okomo.", "Idris Okomo transfer/close Rennes -> Everton"),
    (SIGNING, "Chelsea are confident of signing Lyon midfielder Tobin Aske.", "Tobin Aske transfer/interest Lyon -> Chelsea"),
    (SIGNING, "Roma have decided against signing Napoli defender Dario Kostovic.", "Dario Kostovic transfer/off Napoli -> Roma"),
    # the wrong way round, or sure of what is not so
    (
        "who accepts a bid is taken for the buyer",
        "Lyon have accepted a £30m bid from Chelsea for Tobin Aske.",
        "Tobin Aske transfer/agreed Lyon -> Chelsea; fee 30000000 GBP",
    ),
    (
        "“yet to” is no negation before “agree a fee”",
        "Chelsea are yet to agree a fee with Lyon for Tobin Aske.",
        "Tobin Aske transfer/agreed Lyon -> Chelsea; denied",
    ),
    (
        "a stay that is negated becomes an exit to its own club",
        "Dario Kostovic will not stay at Napoli.",
        "Dario Kostovic exit/agreed Napoli -> ?",
    ),
    (
        "the departure's destination is the loan that ends",
        "Nael Bensalem has returned to Sevilla from his loan at Getafe.",
        "Nael Bensalem transfer/done Getafe -> Sevilla",
    ),
    (
        "a loan that is made permanent is still a loan",
        "Lyon have made Tobin Aske's loan from Chelsea permanent.",
        "Tobin Aske transfer/done Chelsea -> Lyon; permanent",
    ),
    (
        "the predecessor is taken for the candidate",
        "Ajax are considering Henrik Valdahl as a replacement for Carlo Bertazzi.",
        "Henrik Valdahl transfer/interest ? -> Ajax; as manager",
    ),
    (
        "the move behind “ahead of” takes the place of the medical",
        "Tobin Aske has passed a medical at Chelsea ahead of a £30m move from Lyon.",
        "Tobin Aske transfer/medical Lyon -> Chelsea; fee 30000000 GBP",
    ),
    (
        "of two clubs that talk, both are suitors",
        "Talks between Chelsea and Lyon over Tobin Aske have broken down.",
        "Tobin Aske transfer/off Lyon -> Chelsea",
    ),
    (
        "“£40m-rated” before a club is a sum by itself, and “want £40m” an asking price",
        "Everton want £40m-rated Rennes defender Idris Okomo.",
        "Idris Okomo transfer/interest Rennes -> Everton; fee 40000000 GBP",
    ),
    (
        "“offer … deal” is a contract offer",
        "Everton have offered Rennes a swap deal for Idris Okomo.",
        "Idris Okomo transfer/bid Rennes -> Everton; swap",
    ),
    (
        "“agree a contract” is terms, though the contract is new",
        "Chelsea midfielder Maro Velling has agreed a new contract.",
        "Maro Velling renewal/agreed Chelsea -> Chelsea",
    ),
    # nothing is found
    ("“both” begins a noun phrase and hides the verb", "Tobin Aske and Maro Velling have both left Lyon.", "Tobin Aske exit/done Lyon -> ?\nMaro Velling exit/done Lyon -> ?"),
    ("“want a” is an idiom of the pitch", "Chelsea want a move for Lyon midfielder Tobin Aske.", "Tobin Aske transfer/interest Lyon -> Chelsea"),
    ("“no” is read as if nothing were said", "Chelsea have no interest in Lyon midfielder Tobin Aske.", "Tobin Aske transfer/interest Lyon -> Chelsea; denied"),
    ("a question's subject stands behind its verb", "Are Chelsea about to sign Lyon midfielder Tobin Aske?", "Tobin Aske transfer/interest Lyon -> Chelsea; hedged"),
    ("Will is a given name", "Will Chelsea sign Lyon midfielder Tobin Aske?", "Tobin Aske transfer/interest Lyon -> Chelsea; hedged"),
    ("the club behind “ask to leave” fills no slot", "Tobin Aske has asked to leave Lyon.", "Tobin Aske exit/interest Lyon -> ?; actor Tobin Aske"),
    ("the club behind “free to leave” fills no slot", "Tobin Aske is free to leave Lyon.", "Tobin Aske exit/interest Lyon -> ?"),
    ("“be the new manager of” names no club", "Henrik Valdahl is the new manager of Ajax.", "Henrik Valdahl transfer/done ? -> Ajax; as manager"),
    ("the person behind “talks with” is no candidate", "Ajax have held talks with Henrik Valdahl about the manager's job.", "Henrik Valdahl transfer/talks ? -> Ajax; as manager"),
    ("“fee for X” is an asking price", "A fee for Idris Okomo has been agreed between Everton and Rennes.", "Idris Okomo transfer/agreed Rennes -> Everton"),
    ("“beat … to” is unknown", "Chelsea have beaten Everton to the signing of Lyon midfielder Tobin Aske.", "Tobin Aske transfer/done Lyon -> Chelsea"),
    ("“is off” is unknown", "Chelsea's move for Lyon midfielder Tobin Aske is off.", "Tobin Aske transfer/off Lyon -> Chelsea"),
    ("“go cold” is unknown", "Chelsea's interest in Lyon midfielder Tobin Aske has gone cold.", "Tobin Aske transfer/off Lyon -> Chelsea"),
    ("a predicate noun owned by the suitor", "Lyon midfielder Tobin Aske is Chelsea's top target.", "Tobin Aske transfer/interest Lyon -> Chelsea"),
    ("“choose … over” is unknown", "Lyon midfielder Tobin Aske has chosen Everton over Chelsea.", "Tobin Aske transfer/terms Lyon -> Everton; actor Tobin Aske"),
    ("a manager speaks of his own club's player", "Everton manager Henrik Valdahl says Idris Okomo will leave.", "Idris Okomo exit/agreed Everton -> ?; by person Henrik Valdahl"),
    ("“going nowhere” before its speaker", "Lyon midfielder Tobin Aske is going nowhere, Carlo Bertazzi said.", "Tobin Aske exit/off Lyon -> ?; by person Carlo Bertazzi"),
    ("brothers are kin, who never move", "Everton want Lyon brothers Tobin Aske and Milo Aske.", "Tobin Aske transfer/interest Lyon -> Everton\nMilo Aske transfer/interest Lyon -> Everton"),
    # who says it, and how surely
    ("a denial reaches no clause behind “that”", "His agent has denied that Tobin Aske is in talks with Chelsea.", "Tobin Aske transfer/talks ? -> Chelsea; denied; by person"),
    ("“no truth in” reaches no clause behind “that”", "There is no truth in reports that Chelsea want Lyon midfielder Tobin Aske.", "Tobin Aske transfer/interest Lyon -> Chelsea; denied; by unnamed"),
    ("a condition behind its clause is not seen", "Chelsea will sign Tobin Aske from Lyon if the price drops.", "Tobin Aske transfer/interest Lyon -> Chelsea; hedged"),
    ("an agent named by his player", "Tobin Aske's agent says that Chelsea want the Lyon midfielder.", "Tobin Aske transfer/interest Lyon -> Chelsea; by person"),
    ("“I” is nobody's wish", "“I want to join Chelsea,” Tobin Aske told Marca.", "Tobin Aske transfer/interest ? -> Chelsea; actor Tobin Aske; by person Tobin Aske; via Marca"),
    ("“Radio” is a plain word before an unknown name", "According to Radio Pontefina, Chelsea want Lyon midfielder Tobin Aske.", "Tobin Aske transfer/interest Lyon -> Chelsea; by outlet Radio Pontefina"),
    # details
    ("a sum before “signing” is lost", "Everton have completed the £15m signing of Rennes defender Idris Okomo.", "Idris Okomo transfer/done Rennes -> Everton; fee 15000000 GBP"),
    ("the seller behind “accepted by” is lost", "Roma have had an offer for Dario Kostovic accepted by Napoli.", "Dario Kostovic transfer/agreed Napoli -> Roma"),
    ("the club that is left in a clause before is lost", "After leaving Sevilla, Nael Bensalem has joined Getafe.", "Nael Bensalem transfer/done Sevilla -> Getafe"),
    ("the club that is left is lost before a purpose", "Nael Bensalem has left Sevilla to join Getafe.", "Nael Bensalem transfer/done Sevilla -> Getafe"),
    ("whoever is appointed is a manager", "Roma have appointed Paolo Ferlaino as sporting director.", "Paolo Ferlaino transfer/done ? -> Roma; as staff"),
    ("in a sentence of capitals every word belongs to the name", "EVERTON HAVE SIGNED IDRIS OKOMO FROM RENNES.", "Idris Okomo transfer/done Rennes -> Everton"),
    # nothing is said
    ("“sign … for CLUB” over any object", "Tobin Aske signed autographs for Lyon fans outside the ground.", ""),
    ("whoever approaches anybody of a club", "Idris Okomo approached the Everton fans after the whistle.", ""),
]


@pytest.mark.parametrize(
    ("text", "claims"),
    [pytest.param(text, claims, id=text, marks=pytest.mark.xfail(reason=reason)) for reason, text, claims in MISREAD],
)
def test_plain_english_that_is_misread(assert_claims: Callable[..., None], text: str, claims: str) -> None:
    assert_claims(text, *claims.splitlines())
