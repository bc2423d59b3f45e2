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
