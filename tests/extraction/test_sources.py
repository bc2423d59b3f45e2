"""Whose word a claim is: outlets, reporters, persons, clubs and hearsay, and how far a source carries."""

from __future__ import annotations

from collections.abc import Callable

import pytest

WANTED = "Tobin Aske transfer/interest Lyon -> Chelsea"

OF_ONE_SENTENCE = [
    ("own voice", "Chelsea want Lyon midfielder Tobin Aske.", WANTED),
    ("according to", "According to Marca, Chelsea want Lyon midfielder Tobin Aske.", f"{WANTED}; by outlet Marca"),
    ("according to, at the end", "Chelsea want Lyon midfielder Tobin Aske, according to Marca.", f"{WANTED}; by outlet Marca"),
    ("reports", "Marca reports that Chelsea want Lyon midfielder Tobin Aske.", f"{WANTED}; by outlet Marca"),
    ("reports, behind", "Chelsea want Lyon midfielder Tobin Aske, Marca reports.", f"{WANTED}; by outlet Marca"),
    ("understands", "Sky Sports News understands that Chelsea want Lyon midfielder Tobin Aske.", f"{WANTED}; by outlet Sky Sports"),
    ("as per", "Chelsea want Lyon midfielder Tobin Aske, as per Marca.", f"{WANTED}; by outlet Marca"),
    ("bracket", "Chelsea want Lyon midfielder Tobin Aske. (Marca)", f"{WANTED}; by outlet Marca"),
    ("bracket, in another language", "Chelsea want Lyon midfielder Tobin Aske. (Marca - in Spanish)", f"{WANTED}; by outlet Marca"),
    ("bracket with via", "Chelsea want Lyon midfielder Tobin Aske. (Bild, via Metro)", f"{WANTED}; by outlet Bild; via Metro"),
    ("via", "Chelsea want Lyon midfielder Tobin Aske, according to Bild via Metro.", f"{WANTED}; by outlet Bild; via Metro"),
    ("listed reporter", "According to Fabrizio Romano, Chelsea want Lyon midfielder Tobin Aske.", f"{WANTED}; by journalist Fabrizio Romano"),
    ("reporter of an outlet", "Marca's Pilar Ondarra reports that Chelsea want Lyon midfielder Tobin Aske.", f"{WANTED}; by journalist Pilar Ondarra; via Marca"),
    ("reporter, then outlet", "According to Pilar Ondarra of Marca, Chelsea want Lyon midfielder Tobin Aske.", f"{WANTED}; by journalist Pilar Ondarra; via Marca"),
    ("journalist by trade", "According to journalist Pilar Ondarra, Chelsea want Lyon midfielder Tobin Aske.", f"{WANTED}; by journalist Pilar Ondarra"),
    ("reporter's post", "Pilar Ondarra (Marca): Chelsea want Lyon midfielder Tobin Aske.", f"{WANTED}; by journalist Pilar Ondarra; via Marca"),
    ("club confirms", "Chelsea have confirmed that they want Lyon midfielder Tobin Aske.", f"{WANTED}; by club Chelsea"),
    ("unnamed reports", "Reports in Spain claim that Chelsea want Lyon midfielder Tobin Aske.", f"{WANTED}; hedged; by unnamed"),
    ("unnamed sources", "According to sources, Chelsea want Lyon midfielder Tobin Aske.", f"{WANTED}; hedged; by unnamed"),
    ("speculation", "There is speculation that Chelsea want Lyon midfielder Tobin Aske.", f"{WANTED}; hedged; by unnamed"),
    ("understood, with a bracket", "It is understood that Chelsea want Lyon midfielder Tobin Aske. (Marca)", f"{WANTED}; hedged; by outlet Marca"),
    (
        "manager says",
        "Coach Carlo Bertazzi says Chelsea want Lyon midfielder Tobin Aske.",
        f"{WANTED}; by person Carlo Bertazzi",
    ),
    (
        "person told an outlet",
        "Coach Carlo Bertazzi told Marca that Chelsea want Lyon midfielder Tobin Aske.",
        f"{WANTED}; by person Carlo Bertazzi; via Marca",
    ),
    (
        "quotation of another",
        "“Tobin Aske will stay at Lyon next season,” manager Carlo Bertazzi said.",
        "Tobin Aske stay/agreed Lyon -> Lyon; by person Carlo Bertazzi",
    ),
    (
        "person in a bracketed item",
        "Manager Carlo Bertazzi says Tobin Aske will stay at Lyon. (Marca)",
        "Tobin Aske stay/agreed Lyon -> Lyon; by person Carlo Bertazzi; via Marca",
    ),
]


@pytest.mark.parametrize(("text", "claim"), [pytest.param(text, claim, id=label) for label, text, claim in OF_ONE_SENTENCE])
def test_a_sentence_tells_its_source(assert_claims: Callable[..., None], text: str, claim: str) -> None:
    assert_claims(text, claim)


def test_a_source_carries_on_while_its_report_goes_on(assert_claims: Callable[..., None]) -> None:
    assert_claims(
        "Marca report that Chelsea want Lyon midfielder Tobin Aske. The outlet adds that they have already made a bid for him.",
        f"{WANTED}; by outlet Marca",
        "Tobin Aske transfer/bid Lyon -> Chelsea; by outlet Marca",
    )


def test_a_source_ends_where_the_article_names_its_people_anew(assert_claims: Callable[..., None]) -> None:
    assert_claims(
        "Marca report that Chelsea want Lyon midfielder Tobin Aske. Everton have signed Idris Okomo from Rennes.",
        f"{WANTED}; by outlet Marca",
        "Idris Okomo transfer/done Rennes -> Everton",
    )


def test_an_outlet_named_later_stands_behind_the_vague_report_before_it(assert_claims: Callable[..., None]) -> None:
    assert_claims(
        "Chelsea are reportedly keen on Lyon midfielder Tobin Aske.\n\nMarca say Chelsea want the Lyon midfielder.",
        f"{WANTED}; by outlet Marca",
    )


def test_a_line_with_the_full_story_credits_the_paragraph_above_it(assert_claims: Callable[..., None]) -> None:
    assert_claims(
        "Chelsea want Lyon midfielder Tobin Aske.\nFull story: Marca\n\nEverton have signed Idris Okomo from Rennes.",
        f"{WANTED}; by outlet Marca",
        "Idris Okomo transfer/done Rennes -> Everton",
    )


def test_a_bracket_credits_every_sentence_of_its_paragraph(assert_claims: Callable[..., None]) -> None:
    assert_claims(
        "Chelsea want Lyon midfielder Tobin Aske. Everton have made a bid for the Lyon midfielder. (Marca)",
        f"{WANTED}; by outlet Marca",
        "Tobin Aske transfer/bid Lyon -> Everton; by outlet Marca",
    )


def test_a_club_statement_is_the_clubs_word_throughout(assert_claims: Callable[..., None]) -> None:
    assert_claims(
        "Torino can confirm that manager Carlo Bertazzi has left the Club.\n\n"
        "Everyone at the Club thanks Carlo for his work. The Board wishes him well.",
        "Carlo Bertazzi exit/done Torino -> ?; as manager; by club Torino",
    )


def test_a_side_fact_in_an_attributed_sentence_is_the_articles_own(assert_claims: Callable[..., None]) -> None:
    assert_claims(
        "According to Marca, Chelsea want Tobin Aske, who joined Lyon from Lens in 2023.",
        f"{WANTED}; by outlet Marca",
        "Tobin Aske transfer/done Lens -> Lyon; on 2023-01-01 (year); background",
    )
