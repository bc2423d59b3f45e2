"""Lists of comings and goings, and pages whose parts have a number each."""

from __future__ import annotations

from collections.abc import Callable

AssertClaims = Callable[..., None]


def test_a_list_is_of_the_club_in_the_title_or_of_the_only_one_named(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Everton's deadline day:\n\nIN: Idris Okomo (Rennes, loan), Tobin Aske (free)\n"
        "OUT: Nael Bensalem (Lens, loan), Maro Velling (released)",
        "Idris Okomo loan/done Rennes -> Everton",
        "Tobin Aske transfer/done ? -> Everton; free",
        "Nael Bensalem loan/done Everton -> Lens",
        "Maro Velling exit/done Everton -> ?; released",
    )
    assert_claims(
        "Released: Idris Okomo and Tobin Aske. In talks: captain Maro Velling. The other Everton players stay.",
        "Idris Okomo exit/done Everton -> ?; released",
        "Tobin Aske exit/done Everton -> ?; released",
        "Maro Velling renewal/talks Everton -> Everton",
    )


def test_behind_a_bullet_below_a_club_whoever_is_from_another_has_come(assert_claims: AssertClaims) -> None:
    assert_claims(
        "All the deals done so far\n\nEVERTON\n- Idris Okomo (2yr deal after leaving Rennes);\n"
        "- Tobin Aske (season-long loan from Lyon);\n\nFULHAM\n- Maro Velling (free transfer from Lens)",
        "Idris Okomo transfer/done Rennes -> Everton",
        "Tobin Aske loan/done Lyon -> Everton",
        "Maro Velling transfer/done Lens -> Fulham; free",
    )


def test_numbered_headlines_begin_items_and_pictures_credit_nobody(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Championship gossip\n\n1. Striker on the move\n\nLeeds want Rennes striker Idris Okomo. (Bild). "
        "(Photo by Jane Doe/Getty Images)\n\n2. Manager happy\n\nHull are flying. (Bild). (Photo by Jane Doe/PA)\n\n"
        "3. Bees close in on deal for hot-shot\n\nBrentford will give Tobin Aske a new contract. (Bild).",
        "Idris Okomo transfer/interest Rennes -> Leeds United; by outlet Bild",
        "Tobin Aske renewal/agreed Brentford -> Brentford; by outlet Bild",
    )


def test_a_sentence_between_two_lists_says_what_those_below_it_are(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Everton have issued their retained list.\n\nRELEASED\n\nIdris Okomo\n\nFour more players have been made "
        "available for transfer.\n\nTobin Aske\n\nThe following players remain under contract.\n\nMaro Velling",
        "Idris Okomo exit/done Everton -> ?; released",
        "Tobin Aske exit/interest Everton -> ?",
    )
    assert_claims(
        "Everton have issued their retained list.\n\nReleased: Idris Okomo\n\nTransfer-listed: Tobin Aske\n\n"
        "Available: Maro Velling",
        "Idris Okomo exit/done Everton -> ?; released",
        "Tobin Aske exit/interest Everton -> ?",
    )
