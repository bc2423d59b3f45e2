"""How far a source carries: over sentences, paragraphs and whole articles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

WANTED = "Tobin Aske transfer/interest Lyon -> Chelsea"


def test_a_source_carries_on_while_its_report_goes_on(assert_claims: Callable[..., None]) -> None:
    assert_claims(
        "Marca report that Chelsea want Lyon midfielder Tobin Aske. "
        "The outlet adds that they have already made a bid for him.",
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


def test_a_bracket_on_a_line_of_its_own_credits_the_paragraph_above_it(assert_claims: Callable[..., None]) -> None:
    assert_claims(
        "Chelsea want Lyon midfielder Tobin Aske.\n(Marca)\n\nEverton have signed Idris Okomo from Rennes.",
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


def test_who_says_the_club_in_a_quotation_makes_no_statement_of_the_article(assert_claims: Callable[..., None]) -> None:
    assert_claims(
        "Torino manager Carlo Bertazzi has left.\n\n"
        "“The directors of the Club thank him,” chairman Nino Cavarra said. Torino will play Lyon on Friday.",
        "Carlo Bertazzi exit/done Torino -> ?; as manager",
    )


def test_a_paragraph_that_begins_with_a_quotation_is_whose_who_is_named_in_it(
    assert_claims: Callable[..., None],
) -> None:
    assert_claims(
        "Torino said they would look for a new coach.\n\n"
        "“Tobin Aske will stay at Torino. He is happy,” sporting director Nino Cavarra said.",
        "Tobin Aske stay/agreed Torino -> Torino; by person Nino Cavarra",
    )


def test_a_credit_reaches_back_to_the_heading_of_its_item(assert_claims: Callable[..., None]) -> None:
    assert_claims(
        "Aske wanted\n\nChelsea want Lyon midfielder Tobin Aske.\n\nEverton have made a bid for Aske. (Marca)\n\n"
        "Okomo signs\n\nRennes have sold Idris Okomo to Everton. (Metro)",
        f"{WANTED}; by outlet Marca",
        "Tobin Aske transfer/bid Lyon -> Everton; by outlet Marca",
        "Idris Okomo transfer/done Rennes -> Everton; by outlet Metro",
    )


@pytest.mark.parametrize(
    "afterthought",
    [
        "At least, that is what Marca say.",
        "That is what Spanish newspaper Marca are reporting this morning.",
        "All of this is according to a report in Marca.",
        "That is if Marca is to be believed.",
        "The rumour comes courtesy of Marca.",
        "The claim was made by Marca.",
        "This is being reported by Marca.",
        "The story appears in today's Marca.",
        "Or so Marca would have us believe.",
    ],
)
def test_an_afterthought_tells_whose_word_the_paragraphs_above_it_are(
    afterthought: str, assert_claims: Callable[..., None]
) -> None:
    assert_claims(
        f"Chelsea want Lyon midfielder Tobin Aske.\n\nThey have already made a bid for him.\n\n{afterthought}",
        f"{WANTED}; by outlet Marca",
        "Tobin Aske transfer/bid Lyon -> Chelsea; by outlet Marca",
    )


@pytest.mark.parametrize(
    "news",
    [
        "So Marca report that Everton want Rennes defender Idris Okomo.",
        "It is Marca who say that Everton want Rennes defender Idris Okomo.",
    ],
)
def test_what_tells_news_of_its_own_is_no_afterthought(news: str, assert_claims: Callable[..., None]) -> None:
    assert_claims(
        f"Chelsea want Lyon midfielder Tobin Aske.\n\n{news}",
        WANTED,
        "Idris Okomo transfer/interest Rennes -> Everton; by outlet Marca",
    )


def test_an_afterthought_ends_above_a_paragraph_that_names_its_people_anew(assert_claims: Callable[..., None]) -> None:
    assert_claims(
        "Chelsea want Lyon midfielder Tobin Aske.\n\nEverton have made a bid for Rennes defender Idris Okomo.\n\n"
        "That is according to Marca.",
        WANTED,
        "Idris Okomo transfer/bid Rennes -> Everton; by outlet Marca",
    )


def test_paragraphs_in_quotation_marks_are_the_papers_that_is_named_above_them(
    assert_claims: Callable[..., None],
) -> None:
    assert_claims(
        "This is from the Evening Standard:\n\n“Chelsea want Lyon midfielder Tobin Aske.\n\n"
        "“Everton are close to signing Rennes defender Idris Okomo.”\n\nI think Fulham will sign Daan Kooistra.",
        f"{WANTED}; by outlet Evening Standard",
        "Idris Okomo transfer/close Rennes -> Everton; by outlet Evening Standard",
        "Daan Kooistra transfer/agreed ? -> Fulham",
    )


def test_the_lines_of_a_list_are_the_papers_that_is_named_above_them(assert_claims: Callable[..., None]) -> None:
    assert_claims(
        "Marca has it all in two lines:\n\n• Lyon midfielder Tobin Aske is wanted by Chelsea.\n\n"
        "• Everton have signed Idris Okomo from Rennes.\n\nFulham want Daan Kooistra.",
        f"{WANTED}; by outlet Marca",
        "Idris Okomo transfer/done Rennes -> Everton; by outlet Marca",
        "Daan Kooistra transfer/interest ? -> Fulham",
    )


def test_one_plain_paragraph_is_the_reports_that_a_line_above_it_announces(assert_claims: Callable[..., None]) -> None:
    assert_claims(
        "Marca journalist Hanna Brill writes:\n\nChelsea want Lyon midfielder Tobin Aske.\n\n"
        "Everton want Idris Okomo of Rennes.",
        f"{WANTED}; by journalist Hanna Brill; via Marca",
        "Idris Okomo transfer/interest Rennes -> Everton",
    )


def test_what_stands_below_a_line_of_links_is_not_theirs(assert_claims: Callable[..., None]) -> None:
    assert_claims("Read more from Marca:\n\nChelsea want Lyon midfielder Tobin Aske.", WANTED)


def test_a_paragraph_in_single_quotation_marks_is_his_who_is_said_to_speak(assert_claims: Callable[..., None]) -> None:
    assert_claims(
        "Chelsea manager Maro Velling told Marca:\n\n'We want to sign Tobin Aske. He is a good player.'",
        "Tobin Aske transfer/interest ? -> Chelsea; by person Maro Velling; via Marca",
    )


def test_a_source_behind_a_name_alone_is_that_of_a_picture(assert_claims: Callable[..., None]) -> None:
    assert_claims(
        "A long day at Chelsea\n\nChelsea want Lyon midfielder Tobin Aske. Everton will let Idris Okomo go.\n\n"
        "Tobin Aske. Source: Jane Doeman\n\nEverton have signed Peder Lunde from Rennes.",
        WANTED,
        "Idris Okomo exit/interest Everton -> ?",
        "Peder Lunde transfer/done Rennes -> Everton",
    )
