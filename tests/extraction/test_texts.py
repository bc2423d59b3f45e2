"""Texts of several persons, clubs or items: lists, stories, gossip columns, round-ups."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rumourctl.claims.model import Claim

AssertClaims = Callable[..., None]
Extract = Callable[[str], list[Claim]]


def test_each_suitor_of_a_list_has_a_claim(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Chelsea, Everton and Fulham want Lyon midfielder Tobin Aske.",
        "Tobin Aske transfer/interest Lyon -> Chelsea",
        "Tobin Aske transfer/interest Lyon -> Everton",
        "Tobin Aske transfer/interest Lyon -> Fulham",
    )


def test_each_target_of_a_list_has_a_claim(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Everton want to sign Idris Okomo, Nael Bensalem and Tobin Aske.",
        "Idris Okomo transfer/interest ? -> Everton",
        "Nael Bensalem transfer/interest ? -> Everton",
        "Tobin Aske transfer/interest ? -> Everton",
    )


def test_what_is_said_of_a_pair_holds_for_both(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Everton have signed Rennes pair Idris Okomo and Nael Bensalem.",
        "Idris Okomo transfer/done Rennes -> Everton",
        "Nael Bensalem transfer/done Rennes -> Everton",
    )


def test_two_predicates_of_one_sentence_are_two_claims(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Chelsea have signed Tobin Aske from Lyon and sold Maro Velling to Everton.",
        "Tobin Aske transfer/done Lyon -> Chelsea",
        "Maro Velling transfer/done Chelsea -> Everton",
    )


def test_two_sentences_that_say_the_same_are_one_claim_with_two_places(extract: Callable[[str], list[Claim]]) -> None:
    first, second = "Chelsea want Lyon midfielder Tobin Aske.", "Chelsea are keen on the midfielder."
    (claim,) = extract(f"{first} {second}")
    assert [evidence.text for evidence in claim.evidence] == [first, second]


def test_a_story_that_moves_on_has_a_claim_for_each_step(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Everton made a bid for Rennes defender Idris Okomo on Monday. Rennes rejected the offer on Tuesday.",
        "Idris Okomo transfer/bid Rennes -> Everton; on 2026-03-09 (day)",
        "Idris Okomo transfer/rejected Rennes -> Everton; actor Rennes; on 2026-03-10 (day)",
    )


def test_a_departure_and_its_destination_are_one_transfer(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Idris Okomo has left Rennes. The defender has joined Everton.",
        "Idris Okomo transfer/done Rennes -> Everton",
    )


def test_a_headline_that_only_repeats_the_body_adds_nothing(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Everton eye Okomo swoop\n\nEverton have made a bid for Rennes defender Idris Okomo.",
        "Idris Okomo transfer/bid Rennes -> Everton",
    )


def test_a_pronoun_is_whoever_was_spoken_of(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Idris Okomo is a Rennes defender. He is set to join Everton.",
        "Idris Okomo transfer/close Rennes -> Everton",
    )


def test_nobody_is_claimed_who_is_not_named(assert_claims: AssertClaims) -> None:
    assert_claims("Everton want to sign a midfielder in the summer. They have made a bid for a Rennes player.")


GOSSIP = """Chelsea want Lyon midfielder Tobin Aske. (Marca)

Everton have made a bid for Rennes defender Idris Okomo. (Bild)

Getafe are in talks with Sevilla over a deal for striker Nael Bensalem. (AS)

He is set to leave the club. (Mirror)
"""


def test_each_item_of_a_gossip_column_stands_by_itself(assert_claims: AssertClaims) -> None:
    assert_claims(
        GOSSIP,
        "Tobin Aske transfer/interest Lyon -> Chelsea; by outlet Marca",
        "Idris Okomo transfer/bid Rennes -> Everton; by outlet Bild",
        "Nael Bensalem transfer/talks Sevilla -> Getafe; by outlet AS",
    )


ITEMS = {
    "Chelsea want to sign Lyon midfielder Tobin Aske, 23, this summer.": "Marca",
    "Everton have made a bid for Rennes defender Idris Okomo.": "Bild",
    "Getafe are in talks with Sevilla over a deal for striker Nael Bensalem.": "AS",
    "He could cost £60m.": "Mirror",
    "The striker is wanted by Roma as well.": "The Sun",
}
CREDITED = (
    *("{} ({})", "{} ({}, external)", "{} ({} - in Spanish)", "{} [{}]", "{} *({})*", "**{}** ({})", "• {} ({})"),
    *("{} – {}", "{} - {}", "{} | {}", "{} Source: {}", "{}\n({})", "{}\n\n{}"),
    *("{} ({} https://news.example/a)", "{} ([{}](https://news.example/a))"),
)


@pytest.mark.parametrize("written", CREDITED)
def test_however_a_column_credits_its_items_each_has_its_own_source_and_persons(
    assert_claims: AssertClaims, written: str
) -> None:
    assert_claims(
        "\n\n".join(written.format(item, outlet) for item, outlet in ITEMS.items()),
        "Tobin Aske transfer/interest Lyon -> Chelsea; by outlet Marca",
        "Idris Okomo transfer/bid Rennes -> Everton; by outlet Bild",
        "Nael Bensalem transfer/talks Sevilla -> Getafe; by outlet AS",
    )


SEPARATE = (
    "Chelsea want Lyon midfielder Tobin Aske. (Marca)",
    "Everton boss Marcel Dray says winger Kofi Adair will not leave. (Echo)",
    "The Toffees have made a bid for Rennes defender Idris Okomo. (Bild)",
    "Getafe are in talks with Sevilla over a deal for striker Nael Bensalem. (AS)",
    "Lyon have turned down £30m from Everton for Dario Kostovic, who wants to go. (L'Equipe)",
    "Sevilla goalkeeper Maro Velling, 31, is free to join Roma. (Gazzetta dello Sport, via Football Italia)",
)


def test_what_an_item_says_is_the_same_whatever_stands_around_it(extract: Extract) -> None:
    def claims_in(text: str) -> dict[str, list[tuple[object, ...]]]:
        """What is claimed in each item of ``text``."""
        told: dict[str, list[tuple[object, ...]]] = {item: [] for item in SEPARATE if item in text}
        for claim in extract(text):
            item = next(each for each in told if claim.evidence[0].text in each)
            told[item].append((claim.person, claim.move, claim.stage, claim.from_club, claim.to_club, claim.source))
        return told

    alone = {item: claims for each in SEPARATE for item, claims in claims_in(each).items()}
    assert all(alone.values())
    for turn in range(len(SEPARATE)):
        column = [*SEPARATE[turn:], *SEPARATE[:turn]]
        for order in (column, column[::-1]):
            assert claims_in("\n\n".join(order)) == alone


ROUND_UP = """Everton

IN: Idris Okomo (Rennes, £15m), Nael Bensalem (Sevilla, loan)

OUT: Dario Kostovic (Napoli, free), Maro Velling (released)

Fulham

IN: Tobin Aske (Lyon, undisclosed)
"""


def test_a_round_up_lists_who_came_and_went(assert_claims: AssertClaims) -> None:
    assert_claims(
        ROUND_UP,
        "Idris Okomo transfer/done Rennes -> Everton; fee 15000000 GBP",
        "Nael Bensalem loan/done Sevilla -> Everton",
        "Dario Kostovic transfer/done Everton -> Napoli; free",
        "Maro Velling exit/done Everton -> ?; released",
        "Tobin Aske transfer/done Lyon -> Fulham",
    )


def test_a_line_lists_who_came_or_went_club_by_club(assert_claims: AssertClaims) -> None:
    assert_claims(
        """Done deals

IN: Aston Villa (Okomo), Blackburn (Bensalem, Kostovic), Derby (Velling)

OUT: Arsenal (Aske, Moravek), Chelsea (Berg)
""",
        "Okomo transfer/done ? -> Aston Villa",
        "Bensalem transfer/done ? -> Blackburn Rovers",
        "Kostovic transfer/done ? -> Blackburn Rovers",
        "Velling transfer/done ? -> Derby County",
        "Aske exit/done Arsenal -> ?",
        "Moravek exit/done Arsenal -> ?",
        "Berg exit/done Chelsea -> ?",
    )


def test_done_deals_are_listed_below_days(assert_claims: AssertClaims) -> None:
    assert_claims(
        """Done deals

Premier League

10 March

Idris Okomo (Rennes to Everton) £8m

Nael Bensalem [Sevilla - Fulham] Loan

9 March

Tobin Aske – Lyon to Chelsea – undisclosed""",
        "Idris Okomo transfer/done Rennes -> Everton; fee 8000000 GBP; on 2026-03-10 (day)",
        "Nael Bensalem loan/done Sevilla -> Fulham; on 2026-03-10 (day)",
        "Tobin Aske transfer/done Lyon -> Chelsea; on 2026-03-09 (day)",
    )


def test_labels_say_what_becomes_of_contracts(assert_claims: AssertClaims) -> None:
    assert_claims(
        """Everton can confirm their retained list following the end of the season.

Contract options exercised on: Idris Okomo

Offered new contracts: Nael Bensalem

In talks: Tobin Aske

Under contract: Henrik Valdahl

Players leaving the club: Paolo Ferlaino""",
        "Idris Okomo renewal/done Everton -> Everton; by club Everton",
        "Nael Bensalem renewal/bid Everton -> Everton; by club Everton",
        "Tobin Aske renewal/talks Everton -> Everton; by club Everton",
        "Paolo Ferlaino exit/done Everton -> ?; by club Everton",
    )


def test_a_list_is_of_the_club_that_it_began_with(assert_claims: AssertClaims) -> None:
    assert_claims(
        """Everton: business so far

IN
Idris Okomo (Rennes) £8m
Nael Bensalem (Sevilla) free
OUT
Tobin Aske (Lyon) loan

Released by Fulham: Henrik Valdahl""",
        "Idris Okomo transfer/done Rennes -> Everton; fee 8000000 GBP",
        "Nael Bensalem transfer/done Sevilla -> Everton; free",
        "Tobin Aske loan/done Everton -> Lyon",
        "Henrik Valdahl exit/done Fulham -> ?; released",
    )


def test_clubs_of_a_list_need_not_be_known(assert_claims: AssertClaims) -> None:
    assert_claims(
        """Moves: Everton

Arrivals: Idris Okomo (Rennes, free); Nael Bensalem (Vardstrand Kite, £1m); Tobin Aske (Lyon, loan)""",
        "Idris Okomo transfer/done Rennes -> Everton; free",
        "Nael Bensalem transfer/done Vardstrand Kite -> Everton; fee 1000000 GBP",
        "Tobin Aske loan/done Lyon -> Everton",
    )


def test_what_is_confirmed_in_a_list_is_done(assert_claims: AssertClaims) -> None:
    assert_claims(
        """Confirmed moves

Confirmed: Idris Okomo (Rennes to Everton, £8m)

Confirmed: Nael Bensalem (Sevilla to Fulham, loan)""",
        "Idris Okomo transfer/done Rennes -> Everton; fee 8000000 GBP",
        "Nael Bensalem loan/done Sevilla -> Fulham",
    )


def test_a_statement_is_its_clubs_throughout(assert_claims: AssertClaims) -> None:
    assert_claims(
        """Everton are delighted to announce the signing of Idris Okomo, subject to international clearance.

The 25-year-old joins from Rennes.""",
        "Idris Okomo transfer/done Rennes -> Everton; by club Everton",
    )


def test_a_heading_says_which_way_the_lines_below_it_go(assert_claims: AssertClaims) -> None:
    assert_claims(
        """Everton

Players in

Idris Okomo - Rennes - £8m

Players out

Tobin Aske (Chelsea), free

Released: Nael Bensalem and Maro Velling""",
        "Idris Okomo transfer/done Rennes -> Everton; fee 8000000 GBP",
        "Tobin Aske transfer/done Everton -> Chelsea; free",
        "Nael Bensalem exit/done Everton -> ?; released",
        "Maro Velling exit/done Everton -> ?; released",
    )


def test_a_post_goes_on_over_paragraphs_and_the_next_has_a_topic_of_its_own(assert_claims: AssertClaims) -> None:
    assert_claims(
        """🚨 Everton agree deal with Rennes for Idris Okomo!

Medical tomorrow.

🔵 Chelsea have opened talks with Lyon for Tobin Aske.

Fulham also asked.""",
        "Idris Okomo transfer/agreed Rennes -> Everton",
        "Idris Okomo transfer/medical Rennes -> Everton",
        "Tobin Aske transfer/talks Lyon -> Chelsea",
        "Tobin Aske transfer/talks Lyon -> Fulham",
    )


def test_what_stood_in_a_paper_is_listed_below_its_name(assert_claims: AssertClaims) -> None:
    assert_claims(
        """Daily Mail

• Everton want Rennes defender Idris Okomo.
• Fulham have made a bid for Sevilla goalkeeper Nael Bensalem.

The Sun

• Chelsea are winning the race to sign Lyon midfielder Tobin Aske.""",
        "Idris Okomo transfer/interest Rennes -> Everton; by outlet Daily Mail",
        "Nael Bensalem transfer/bid Sevilla -> Fulham; by outlet Daily Mail",
        "Tobin Aske transfer/interest Lyon -> Chelsea; by outlet Sun",
    )


def test_an_entry_of_a_live_blog_may_run_over_paragraphs(assert_claims: AssertClaims) -> None:
    assert_claims(
        """2340 – Everton have signed Rennes defender Idris Okomo.

2325 – Fulham are in talks with Sevilla over goalkeeper Nael Bensalem.

The 24-year-old has agreed personal terms.

2310 – Chelsea have sold Tobin Aske to Lyon.""",
        "Idris Okomo transfer/done Rennes -> Everton",
        "Nael Bensalem transfer/talks Sevilla -> Fulham",
        "Nael Bensalem transfer/terms Sevilla -> Fulham",
        "Tobin Aske transfer/done Chelsea -> Lyon",
    )


def test_the_briefs_of_a_round_up_keep_to_themselves_and_to_football(assert_claims: AssertClaims) -> None:
    assert_claims(
        "FOOTBALL: Swansea have signed Tobin Aske from Hearts.\n\n"
        "CRICKET: Surrey have released the bowler Nael Bensalem, who will join Kent.\n\n"
        "FOOTBALL: Reading manager Henrik Valdahl has been charged with misconduct.\n\n"
        "FORMULA ONE: Ferrari have extended the contract of Maro Velling.\n\n"
        "FOOTBALL: Wigan have rejected an offer from Bolton for the defender Idris Okomo.\n",
        "Tobin Aske transfer/done Heart of Midlothian -> Swansea City",
        "Idris Okomo transfer/rejected Wigan Athletic -> Bolton Wanderers; actor Wigan Athletic",
    )


def test_posts_that_are_collected_are_their_reporters(assert_claims: AssertClaims) -> None:
    assert_claims(
        """What reporter Jane Marlow posted on Wednesday.

🔵 Everton want Rennes striker Idris Okomo.

🔴 Fulham have bid for Lyon midfielder Tobin Aske.""",
        "Idris Okomo transfer/interest Rennes -> Everton; by journalist Jane Marlow",
        "Tobin Aske transfer/bid Lyon -> Fulham; by journalist Jane Marlow",
    )


def test_whom_a_new_paragraph_brings_in_is_in_question(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Everton want Lyon midfielder Tobin Aske on loan.\n\n"
        "One man without a club is Odd Sorvik. The striker, released by Everton last summer, has been training with "
        "Fulham. “There is no agreement with Fulham,” his agent said.",
        "Tobin Aske loan/interest Lyon -> Everton",
        "Odd Sorvik exit/done Everton -> ?; released; on 2025-07-01 (season); background",
        "Odd Sorvik transfer/agreed ? -> Fulham; denied; by person",
    )


def test_the_club_of_a_paragraph_goes_before_that_of_the_article(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Everton want Tobin Aske. Everton have made Lyon an offer for Aske. Everton have money.\n\n"
        "Lyon have been here before. Odd Sorvik ran down his contract in 2024 and walked away for nothing.",
        "Tobin Aske transfer/interest Lyon -> Everton",
        "Tobin Aske transfer/bid Lyon -> Everton",
        "Odd Sorvik exit/done Lyon -> ?; on 2024-01-01 (year); background",
    )


def test_players_named_by_the_way_are_at_the_club_that_the_article_begins_with(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Everton are closing in on Lyon coach Tobin Aske as their new manager.\n\n"
        "Everton have held talks with Lyon over the 40-year-old. Lyon want money, but Everton are confident.\n\n"
        "There will be changes on the pitch too. Odd Sorvik and Idris Okomo are expected to leave. Fulham are "
        "monitoring Sorvik. Kai Velling has signed a new contract.",
        "Tobin Aske transfer/close Lyon -> Everton; as manager",
        "Tobin Aske transfer/talks Lyon -> Everton; as manager",
        "Odd Sorvik exit/close Everton -> ?",
        "Idris Okomo exit/close Everton -> ?",
        "Odd Sorvik transfer/interest Everton -> Fulham",
        "Kai Velling renewal/done Everton -> Everton",
    )


def test_a_part_of_a_text_is_about_the_club_that_it_says(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Everton want Tobin Aske of Lyon. Everton have made Lyon an offer of £20m. Everton need a striker.\n\n"
        "In other Fulham news, Odd Sorvik is on his way out. The winger is a target for Brann.\n\n"
        "Idris Okomo, on loan from Rennes until June, will stay.",
        "Tobin Aske transfer/interest Lyon -> Everton",
        "Tobin Aske transfer/bid Lyon -> Everton; fee 20000000 GBP",
        "Odd Sorvik exit/close Fulham -> ?",
        "Odd Sorvik transfer/interest Fulham -> Brann",
        "Idris Okomo stay/agreed Fulham -> Fulham",
    )


def test_each_paragraph_of_a_round_up_is_about_the_club_that_it_begins_with(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Juventus have agreed a deal with Lyon for Tobin Aske. Maro Velling is heading to Fulham.\n\n"
        "Inter are close to signing Kai Lund of Rennes. Odd Sorvik has been offered to Lazio.\n\n"
        "Napoli have lost Idris Okomo. Bram Kestel has left for Lens, and Nael Bensalem has arrived from Brann.",
        "Tobin Aske transfer/agreed Lyon -> Juventus",
        "Maro Velling transfer/close Juventus -> Fulham",
        "Kai Lund transfer/close Rennes -> Inter Milan",
        "Odd Sorvik transfer/interest Inter Milan -> Lazio",
        "Idris Okomo exit/done Napoli -> ?",
        "Bram Kestel transfer/done Napoli -> Lens",
        "Nael Bensalem transfer/done Brann -> Napoli",
    )


def test_each_candidate_of_a_list_is_one_of_the_club_of_the_article(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Everton will appoint a new head coach this week. Everton have sacked Luis Peralosa, and Everton want somebody "
        "with experience. Tobin Aske, Maro Velling of Lyon and Kai Lund are among the candidates.",
        "Luis Peralosa exit/done Everton -> ?; as manager; sacked",
        "Tobin Aske transfer/interest ? -> Everton; as manager",
        "Maro Velling transfer/interest Lyon -> Everton; as manager",
        "Kai Lund transfer/interest ? -> Everton; as manager",
    )


def test_the_club_of_a_new_paragraph_is_that_of_the_article(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Everton want a striker. Everton have made an offer for Tobin Aske of Lyon. Everton need to sell, too. "
        "Odd Sorvik of Everton is considering an offer from Fulham.\n\n"
        "Idris Okomo has returned to the club from Brann.",
        "Tobin Aske transfer/bid Lyon -> Everton",
        "Odd Sorvik transfer/bid Everton -> Fulham",
        "Idris Okomo transfer/done Brann -> Everton",
    )


def test_what_stands_below_a_numbered_name_is_of_him(assert_claims: AssertClaims) -> None:
    assert_claims(
        "The best free agents\n\n1. Idris Okomo\n\nThe defender has held talks with Everton.\n\n2. Tobin Aske\n\n"
        "Released by Lyon after three years. The former winger is in talks with Nice.\n\n3. Odd Sorvik\n\n"
        "Fulham have made an offer.\n\n4. Ben Adeyi\n\nLost his temper at the corner.",
        "Idris Okomo transfer/talks ? -> Everton",
        "Tobin Aske exit/done Lyon -> ?; released",
        "Tobin Aske transfer/talks Lyon -> Nice",
        "Odd Sorvik transfer/bid ? -> Fulham",
    )


def test_what_an_interviewer_asks_is_nobodys_word(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Rennes defender Idris Okomo spoke to Marca.\n\nQ: Did Everton ask Rennes about Idris Okomo?\n\n"
        "“I play for Rennes,” Okomo said.\n\nHave Fulham made Rennes an offer for Idris Okomo?\n\n"
        "“I know of nothing,” Okomo said.",
    )


def test_an_agent_who_is_asked_is_not_the_player_whom_the_question_names(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Idris Okomo’s representative says Okomo wants to leave Rennes. Speaking to Marca, the agent was asked about "
        "Tobin Aske’s future at Lyon.",
        "Idris Okomo exit/interest Rennes -> ?; actor Idris Okomo; by person",
    )


def test_who_wrote_the_article_is_not_whom_it_tells_of(assert_claims: Callable[..., None]) -> None:
    copy = "Everton have agreed a deal with Lyon.\n\nThe 29-year-old striker is set to sign."
    for writer in ("Idris Okomo", "By Idris Okomo", "Idris Okomo 14:35 - 22.07.2024", "Idris Okomo | Football Writer"):
        assert_claims(f"Everton close to deal for forward\n\n{writer}\n\n{copy}")
    told = "Lyon's Idris Okomo is going to Everton"
    assert_claims(
        f"Everton close to deal for forward\n\nIdris Okomo\n\n{copy}\n\n{told}.",
        "Idris Okomo transfer/agreed Lyon -> Everton",
        "Idris Okomo transfer/close Lyon -> Everton",
    )


def test_what_a_page_sets_apart_without_marks_is_quoted(assert_claims: Callable[..., None]) -> None:
    assert_claims(
        "Hull are coached by Maro Velling.\n\nVelling told Sky Sports:\n\n"
        "Nobody need worry. We will keep Idris Okomo.\n\nLyon are keen to sign the Hull midfielder.",
        "Idris Okomo stay/agreed Hull City -> Hull City; by person Maro Velling; via Sky Sports",
        "Idris Okomo transfer/interest Hull City -> Lyon",
    )


def test_a_post_that_was_pasted_in_is_its_posters(assert_claims: Callable[..., None]) -> None:
    for gap in ("\n\n", " "):
        assert_claims(
            f"Lyon want a defender.\n\nLyon have agreed a £5m fee with Hull for Idris Okomo. #OL pic.x.com/a{gap}"
            f"— Jane Doe (@JaneDoeSport) August 31, 2022{gap}Lyon also want Piet Galvan of Lens.",
            "Idris Okomo transfer/agreed Hull City -> Lyon; by journalist Jane Doe; fee 5000000 GBP",
            "Piet Galvan transfer/interest Lens -> Lyon",
        )


def test_below_another_heading_another_full_back_is_meant(assert_claims: Callable[..., None]) -> None:
    assert_claims(
        "Right-back Idris Okomo has left Everton on loan, moving to Lens.\n\nHull turn to Galvan\n\nHull are keen on "
        "Piet Galvan.\n\nHull have bid £6m for the Rennes right-back.",
        "Idris Okomo loan/done Everton -> Lens",
        "Piet Galvan transfer/interest Rennes -> Hull City",
        "Piet Galvan transfer/bid Rennes -> Hull City; fee 6000000 GBP",
    )


def test_a_reporters_sources_are_his(assert_claims: Callable[..., None]) -> None:
    assert_claims(
        "Hull want Rennes striker Idris Okomo.\n\nSky reporter Jane Doe has more on it.\n\nAccording to her sources, "
        "Hull are in talks to sign the striker.",
        "Idris Okomo transfer/interest Rennes -> Hull City",
        "Idris Okomo transfer/talks Rennes -> Hull City; by journalist Jane Doe; via Sky Sports",
    )


def test_a_round_up_that_begins_with_a_club_is_not_about_its_people(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Everton have agreed a fee with Lyon for Jim Jones. Everton hope for more, and Everton will need them.\n\n"
        "Elsewhere, Arsenal are keen on Tobin Aske.\n\n"
        "Fulham want Lens winger Idris Okomo.\n\n"
        "Leeds have asked about Nice striker Kai Lund.",
        "Jim Jones transfer/agreed Lyon -> Everton",
        "Tobin Aske transfer/interest ? -> Arsenal",
        "Idris Okomo transfer/interest Lens -> Fulham",
        "Kai Lund transfer/talks Nice -> Leeds United",
    )


def test_what_tells_of_the_deals_of_many_is_about_the_people_of_none(assert_claims: AssertClaims) -> None:
    assert_claims(
        "The window could be a busy one for Everton.\n\nTobin Aske is on the list of Arsenal.\n\n"
        "Everton have opened talks over Lyon midfielder Jim Jones.\n\n"
        "Fulham want Lens winger Idris Okomo. Everton, too, have goals to find.\n\n"
        "Everton's neighbours Liverpool have asked about Nice striker Kai Lund.",
        "Tobin Aske transfer/interest ? -> Arsenal",
        "Jim Jones transfer/talks Lyon -> Everton",
        "Idris Okomo transfer/interest Lens -> Fulham",
        "Kai Lund transfer/talks Nice -> Liverpool",
    )


def test_who_writes_we_does_not_mean_the_club_with_which_we_deal(assert_claims: AssertClaims) -> None:
    assert_claims(
        "What a summer\n\nI hope we are not paying Lyon for Tobin Aske. Our defence is young, but we signed two last"
        " year.\n\nThere are good players here at Everton, and we have won five in a row.\n\nWe want to sign Rennes"
        " winger Idris Okomo.",
        "Idris Okomo transfer/interest Rennes -> Everton",
    )


def test_briefs_with_a_headline_each_are_items(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Aske signs\n\nLyon have signed defender Tobin Aske from Rennes.\n\nThe club say the Dane will wear ten.\n\n"
        "Okomo wanted\n\nEverton are keen on striker Idris Okomo.\n\nThey hope to sign him on loan.\n\n"
        "Lund injured\n\nFulham will be without Kai Lund for a month.",
        "Tobin Aske transfer/done Rennes -> Lyon",
        "Idris Okomo transfer/interest ? -> Everton",
        "Idris Okomo loan/interest ? -> Everton",
    )


def test_a_heading_of_a_press_conference_says_who_is_spoken_of_below(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Everything Sheffield United manager Kai Lund said before Coventry\n\nSheffield United defender Aldo Renn is"
        " suspended after his tenth booking of the season.\n\nOn Idris Okomo\n\nThere have been reports that Everton"
        " are lining up an offer for the 21-year-old defender.\n\nOn links with Per Dahl\n\nThe Bournemouth striker has"
        " been tipped for a loan move to Bramall Lane.",
        "Idris Okomo transfer/bid ? -> Everton; hedged; by unnamed",
        "Per Dahl loan/interest Bournemouth -> Sheffield United; hedged",
    )


def test_a_word_that_many_clubs_share_means_the_one_that_the_article_calls_so(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Cobblers' rivals part with manager\n\nShrewsbury Town have sacked head coach Idris Okomo\n\nTown are 22nd,"
        " four points below Cobblers.\n\nThe club said Okomo had left with immediate effect. Northampton play Wigan.",
        "Idris Okomo exit/done Shrewsbury Town -> ?; as manager; by club Shrewsbury Town; sacked",
    )


def test_below_a_heading_they_are_the_club_that_it_names(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Everton appoint Kai Lund\n\nKai Lund has become Everton's new head coach. Former Leeds coach Per Dahl has also"
        " been spoken to by Norwich.\n\nWhat the Toffees looked for\n\nThey also held talks with Lyon coach Idris"
        " Okomo.",
        "Kai Lund transfer/done ? -> Everton; as manager",
        "Per Dahl transfer/talks ? -> Norwich City; as manager",
        "Idris Okomo transfer/talks Lyon -> Everton; as manager",
    )


def test_who_says_we_of_a_club_writes_of_his_own(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Should it be Tobin Aske?\n\n"
        "Everton are short of goals again, and our midfield is worse.\n\n"
        "Tobin Aske of Lyon is the name in the papers. Marca reported that we had sent people to watch him.\n\n"
        "We paid far too much last time. Nobody wants to play for us, and Kai Lund turned us down last summer.",
        "Tobin Aske transfer/interest Lyon -> Everton; by outlet Marca",
        "Kai Lund transfer/rejected ? -> Everton; actor Kai Lund; on 2025-07-01 (season); background",
    )


def test_a_post_that_was_pasted_in_is_its_writers_in_all_its_paragraphs(assert_claims: AssertClaims) -> None:
    assert_claims(
        "The window is shut, and Piet Boersma is still at work.\n\n"
        "Everton wanted Lyon midfielder Tobin Aske until the last hour. 🚨 #EFC\n\n"
        "Lyon said no. pic.twitter.com/8hhLpQ0vxe\n\n"
        "— Piet Boersma (@pboersma) March 6, 2026\n\n"
        "The midfielder only joined Lyon from Rennes last year.",
        "Tobin Aske transfer/interest Lyon -> Everton; by journalist Piet Boersma",
        "Tobin Aske transfer/done Rennes -> Lyon; on 2025-01-01 (year); background",
    )


def test_a_question_in_an_essay_opens_no_interview(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Would Tobin Aske of Lyon be the answer?\n\nI had not heard of him before. Everton want him.",
        "Tobin Aske transfer/interest Lyon -> Everton",
    )


def test_a_club_behind_a_name_in_a_headline_is_none_of_it(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Tobin Aske Lyon rumour\n\nThey are at it again.\n\nLyon are trying to sign Tobin Aske from Rennes.",
        "Tobin Aske transfer/interest Rennes -> Lyon",
    )


def test_who_is_brought_in_with_what_he_had_to_say_answers_on_the_topics_below(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Everton manager Nuno Sarda met the press.\n\nHere is what he had to say:\n\n"
        "on whether Kai Lund will stay at Everton…\n\nOf course he will.\n\n"
        "on whether Idris Okomo could leave in January…\n\nNo, I have told you that before.\n\n"
        "on a possible move for Lyon striker Per Dahl…\n\nWe like him, and we have made an offer.",
        "Kai Lund stay/agreed Everton -> Everton; by person Nuno Sarda",
        "Idris Okomo exit/off Everton -> ?; by person Nuno Sarda",
        "Per Dahl transfer/bid Lyon -> Everton; by person Nuno Sarda",
    )


def test_what_he_told_them_is_his_word_without_a_mark(assert_claims: AssertClaims) -> None:
    assert_claims(
        "Everton manager Nuno Sarda met the press. This is what he told them:\n\n"
        "Will Kai Lund leave in January?\n\nNo, he is going nowhere.\n\n"
        "Have you spoken to Idris Okomo about his future?\n\nYes. The club have offered Okomo a new deal.",
        "Kai Lund exit/off Everton -> ?; by person Nuno Sarda",
        "Idris Okomo renewal/bid Everton -> Everton; by person Nuno Sarda",
    )
