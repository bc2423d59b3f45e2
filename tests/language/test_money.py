"""Sums of money as football articles write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumourctl.language.money import MoneyMention, find_money

SUMS = [
    ("£40.2m", 40_200_000, "GBP"),
    ("€60m", 60_000_000, "EUR"),
    ("€70M", 70_000_000, "EUR"),
    ("$25m", 25_000_000, "USD"),
    ("US$25m", 25_000_000, "USD"),
    ("R$ 40 million", 40_000_000, "BRL"),
    ("£900,000", 900_000, "GBP"),
    ("€1.200.000", 1_200_000, "EUR"),
    ("€8,5m", 8_500_000, "EUR"),
    ("€50 mln", 50_000_000, "EUR"),
    ("£200k", 200_000, "GBP"),
    ("£1.2bn", 1_200_000_000, "GBP"),
    ("£5 million", 5_000_000, "GBP"),
    ("SEK 5m", 5_000_000, "SEK"),
    ("5m SEK", 5_000_000, "SEK"),
    ("CHF 3 million", 3_000_000, "CHF"),
    ("50m€", 50_000_000, "EUR"),
    ("12m-euro", 12_000_000, "EUR"),
    ("80 million euros", 80_000_000, "EUR"),
    ("10m Swiss francs", 10_000_000, "CHF"),
    ("20 million dollars", 20_000_000, "USD"),
    ("500 million Saudi riyals", 500_000_000, "SAR"),
    ("three million pounds", 3_000_000, "GBP"),
    ("half a million pounds", 500_000, "GBP"),
    # blanks of every kind, and letters that are small forms of others
    ("£30\u202fmillion", 30_000_000, "GBP"),
    ("€30\u2009m", 30_000_000, "EUR"),
    ("£30\tm", 30_000_000, "GBP"),
    ("5 mİllion euros", 5_000_000, "EUR"),
    ("ſix million pounds", 6_000_000, "GBP"),
    # conversions and ranges are part of it, and the first sum counts
    ("60m euros (£51.6m)", 60_000_000, "EUR"),
    ("€50 million (£43m)", 50_000_000, "EUR"),
    ("£50m (€58m/$65m)", 50_000_000, "GBP"),
    ("€40-50m", 40_000_000, "EUR"),
    ("€12 to 15 million", 12_000_000, "EUR"),
    ("£25m-£30m", 25_000_000, "GBP"),
    # add-ons: the fixed part
    ("£27m plus add-ons", 27_000_000, "GBP"),
    ("€45m plus 10 in add-ons", 45_000_000, "EUR"),
    ("€42m plus €4m in extras", 42_000_000, "EUR"),
    ("€19M fixed + 3 in bonuses", 19_000_000, "EUR"),
    ("80m euros plus bonuses", 80_000_000, "EUR"),
    ("£25m including bonuses", 25_000_000, "GBP"),
    ("£30m plus a further £5m in add-ons", 30_000_000, "GBP"),
    # rising: the full sum, unless the first is called initial
    ("£20m, rising to £25m", 25_000_000, "GBP"),
    ("£20m that could rise to £25m", 25_000_000, "GBP"),
    ("an initial 12m euros (£10.2m), rising to 16m euros with bonuses", 12_000_000, "EUR"),
    # how nearly is part of what was said
    ("around £14m", 14_000_000, "GBP"),
    ("at least £50m", 50_000_000, "GBP"),
    ("up to £74m", 74_000_000, "GBP"),
    ("as much as €40m", 40_000_000, "EUR"),
]


def only(text: str) -> MoneyMention:
    (mention,) = find_money(text)
    return mention


@pytest.mark.parametrize(("written", "amount", "currency"), SUMS, ids=[case[0] for case in SUMS])
def test_a_sum_is_found_whole(written: str, amount: int, currency: str) -> None:
    text = f"The club want {written} for him."
    mention = only(text)
    assert (mention.text, mention.amount, mention.currency, mention.wage) == (written, amount, currency, False)
    assert text[mention.start : mention.end] == mention.text


def test_what_a_deal_could_reach_is_its_sum() -> None:
    assert only("in a deal that could reach £37m.").amount == 37_000_000


def test_a_price_tag_ends_before_its_adjective() -> None:
    assert only("the £60m-rated midfielder").text == "£60m"


def test_a_share_of_a_sum_is_a_sum_of_its_own() -> None:
    assert [m.text for m in find_money("€25m, of which €5m hangs on promotion")] == ["€25m", "€5m"]


def test_wages_beside_a_fee_do_not_make_it_a_wage() -> None:
    mention = only("It would set them back £2m plus his wages.")
    assert (mention.text, mention.wage) == ("£2m", False)


@pytest.mark.parametrize(
    "text",
    [
        "£300,000-a-week",
        "£200,000 per week",
        "£65,000pw",
        "€100,000/week",
        "€4m a year",
        "10m euros per season",
        "a salary of £5m",
        "a weekly wage of around £90,000",
        "earning £150,000",
        "£12m in wages",
    ],
)
def test_what_is_paid_by_time_is_a_wage(text: str) -> None:
    assert only(f"They offer {text} now").wage


@pytest.mark.parametrize(
    "text",
    [
        "the 100m",
        "60m of rope",
        "from 60 to 85M",
        "No 10",
        "3-2",
        "20 pounds too heavy",
        "Euro 2024",
        "the 2024 euro",
        "£999999999999999999m",
    ],
)
def test_a_number_without_a_currency_is_no_money(text: str) -> None:
    assert find_money(text) == []


@given(st.text(alphabet="£€$1234567890.,mkbn -–()/plus bonuses rising to euros a week", max_size=120))
def test_mentions_stand_in_order_inside_the_text_whatever_it_is(text: str) -> None:
    done = 0
    for mention in find_money(text):
        assert done <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        assert 0 <= mention.amount <= 10**12
        done = mention.end
