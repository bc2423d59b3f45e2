"""Posts of several lines, as they are pasted and collected."""

from __future__ import annotations

from collections.abc import Callable

AssertClaims = Callable[..., None]


def test_whoever_signs_a_post_with_a_known_account_is_its_source(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Everton want Idris Okomo of Rennes.\n\n— Fabrizio Romano (@FabrizioRomano) March 12, 2026\n",
        "Idris Okomo transfer/interest Rennes -> Everton; by journalist Fabrizio Romano",
    )


def test_a_line_that_begins_with_a_mark_or_the_time_is_no_wrapped_one(assert_claims: AssertClaims) -> None:
    for mark in ("▪️", "🔹", "14:05 —", "✅", "2/"):
        assert_claims(
            f"{mark} Idris Okomo is staying at Rennes. Everton called again this morning\n"
            f"{mark} Fulham train behind closed doors today, and nothing is expected there before Monday\n"
            f"{mark} Tobin Aske is close to a move from Lens to Chelsea",
            "Idris Okomo stay/agreed Rennes -> Rennes",
            "Idris Okomo transfer/talks Rennes -> Everton",
            "Tobin Aske transfer/close Lens -> Chelsea",
        )


def test_a_paragraph_of_a_post_without_a_club_goes_on_with_the_one_above(assert_claims: AssertClaims) -> None:
    assert_claims(
        "🚨 Everton have sacked head coach Tomas Wick.\n\n"
        "Assistant Paul Rennard takes interim charge for the trip to Fulham. 🔵",
        "Tomas Wick exit/done Everton -> ?; as manager; sacked",
        "Paul Rennard transfer/done Everton -> Everton; as manager",
    )


def test_lines_below_a_label_are_its_candidates(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Everton's shortlist to replace Tomas Wick, from what I'm told:\n\n"
        "🔹 Paul Rennard (Lens)\n🔹 Juan Velo (Roma)\n🔹 Kai Lund, out of work",
        "Paul Rennard transfer/interest Lens -> Everton",
        "Juan Velo transfer/interest Roma -> Everton",
        "Kai Lund transfer/interest ? -> Everton",
    )


def test_lines_below_a_label_of_clubs_are_suitors(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Idris Okomo will leave Rennes.\n\nInterested clubs:\n🔹 Everton\n🔹 Fulham",
        "Idris Okomo exit/agreed Rennes -> ?",
        "Idris Okomo transfer/interest Rennes -> Everton",
        "Idris Okomo transfer/interest Rennes -> Fulham",
    )


def test_a_post_that_begins_with_a_picture_and_its_source_goes_on(assert_claims: AssertClaims) -> None:
    for source in ("EXCL Marca:", "Marca understands:", "Marca :"):
        assert_claims(
            f"🚨 {source} Everton want Idris Okomo of Rennes.\n\nChelsea and Fulham have made offers for the defender.",
            "Idris Okomo transfer/interest Rennes -> Everton; by outlet Marca",
            "Idris Okomo transfer/bid Rennes -> Chelsea; by outlet Marca",
            "Idris Okomo transfer/bid Rennes -> Fulham; by outlet Marca",
        )


def test_a_post_whose_source_is_credited_behind_its_news_ends_there(assert_claims: AssertClaims) -> None:
    assert_claims(
        "🚨 Everton want Idris Okomo of Rennes, as Marca report.\n\nChelsea have made an offer for the defender.",
        "Idris Okomo transfer/interest Rennes -> Everton; by outlet Marca",
        "Idris Okomo transfer/bid Rennes -> Chelsea",
    )


def test_a_signature_is_for_the_whole_of_a_short_paragraph(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Here is what was posted on Friday night.\n\n"
        "Everton. Big fans of Idris Okomo at Rennes. Offer made. Few minutes this year. He wants it. "
        "— Hanna Brill (@hannabrill) January 9, 2020\n\nFulham want Daan Kooistra.",
        "Idris Okomo transfer/bid Rennes -> Everton; by journalist Hanna Brill",
        "Daan Kooistra transfer/interest ? -> Fulham",
    )


def test_a_post_goes_on_behind_its_signature_to_the_link_to_its_picture(assert_claims: AssertClaims) -> None:
    assert_claims(
        "?????? Idris Okomo to Everton, here we go! Rennes said yes. — Hanna Brill (@hannabrill)\n\n"
        "Told medical is booked for Saturday! ????\n\nPrice is £11m. pic.twitter.com/aB3dE5",
        "Idris Okomo transfer/agreed Rennes -> Everton; by journalist Hanna Brill; fee 11000000 GBP",
        "Idris Okomo transfer/medical Rennes -> Everton; by journalist Hanna Brill",
    )


def test_a_club_whose_news_a_post_is_headed_with_is_in_question_all_along(assert_claims: AssertClaims) -> None:
    assert_claims(
        "#EFC update ⤵️\n\n1️⃣ Talks with Rennes for Idris Okomo continue\n\n2️⃣ Tobin Aske (Lyon) still on the list",
        "Idris Okomo transfer/talks Rennes -> Everton",
        "Tobin Aske transfer/interest Lyon -> Everton",
    )
