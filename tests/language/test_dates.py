"""Phrases of time and the ends of contracts, counted from an article of Tuesday 20 May 2025."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumourctl.claims.model import Precision
from rumourctl.language.dates import DateMention, find_contract_ends, find_dates

PUBLISHED = date(2025, 5, 20)

CASES = [
    # days
    ("yesterday", "2025-05-19", "day"),
    ("the day before yesterday", "2025-05-18", "day"),
    ("yesterday evening", "2025-05-19", "day"),
    ("last night", "2025-05-19", "day"),
    ("today", "2025-05-20", "day"),
    ("this morning", "2025-05-20", "day"),
    ("on Tuesday", "2025-05-20", "day"),
    ("on Monday", "2025-05-19", "day"),
    ("on Thursday evening", "2025-05-15", "day"),
    ("late on Friday", "2025-05-16", "day"),
    ("Saturday night", "2025-05-17", "day"),
    ("Saturday’s", "2025-05-17", "day"),
    ("last Tuesday", "2025-05-13", "day"),
    ("last Monday", "2025-05-19", "day"),
    ("since Thursday", "2025-05-15", "day"),
    ("on 9 May", "2025-05-09", "day"),
    ("on the 9th of May", "2025-05-09", "day"),
    ("11 July", "2025-07-11", "day"),  # ten months back is too far: the coming one
    ("11 October", "2024-10-11", "day"),
    ("October 11", "2024-10-11", "day"),
    ("29 February", "2024-02-29", "day"),
    ("8 May 2024", "2024-05-08", "day"),
    ("May 8, 2024", "2024-05-08", "day"),
    ("on Wednesday, 8 May 2024", "2024-05-08", "day"),
    ("2024-05-08", "2024-05-08", "day"),
    ("by the 20th", "2025-05-20", "day"),
    ("on the 21st", "2025-04-21", "day"),
    ("eleven days ago", "2025-05-09", "day"),
    ("twenty-one days ago", "2025-04-29", "day"),
    ("48 hours ago", "2025-05-18", "day"),
    # weeks
    ("last week", "2025-05-13", "week"),
    ("a week ago", "2025-05-13", "week"),
    ("three weeks ago", "2025-04-29", "week"),
    ("three weeks since", "2025-04-29", "week"),
    ("six weeks ago", "2025-04-08", "week"),
    ("a couple of weeks ago", "2025-05-06", "week"),
    ("a fortnight ago", "2025-05-06", "week"),
    ("earlier this week", "2025-05-19", "week"),
    ("at the weekend", "2025-05-17", "week"),
    ("over the weekend", "2025-05-17", "week"),
    ("since the weekend", "2025-05-17", "week"),
    ("at Christmas", "2024-12-25", "week"),
    # months
    ("in April", "2025-04-01", "month"),
    ("in May", "2025-05-01", "month"),
    ("in June", "2024-06-01", "month"),
    ("as recently as March", "2025-03-01", "month"),
    ("at the beginning of November", "2024-11-01", "month"),
    ("last August", "2024-08-01", "month"),
    ("last May", "2024-05-01", "month"),
    ("late March", "2025-03-01", "month"),
    ("in the January transfer window", "2025-01-01", "month"),
    ("last month", "2025-04-01", "month"),
    ("earlier this month", "2025-05-01", "month"),
    ("a year ago", "2024-05-01", "month"),
    ("this time last year", "2024-05-01", "month"),
    ("twelve months ago", "2024-05-01", "month"),
    ("a year and a half ago", "2023-11-01", "month"),
    ("December 2023", "2023-12-01", "month"),
    ("in January 2022", "2022-01-01", "month"),
    # seasons
    ("last summer", "2024-07-01", "season"),
    ("since the summer", "2024-07-01", "season"),
    ("last season", "2023-07-01", "season"),
    ("the second half of last season", "2024-01-01", "season"),
    ("two seasons ago", "2022-07-01", "season"),
    ("the summer before last", "2023-07-01", "season"),
    ("in the spring", "2025-03-01", "season"),
    ("summer of 2021", "2021-07-01", "season"),
    ("in the winter of 2024/25", "2025-01-01", "season"),
    ("at the end of the 2023/24 campaign", "2024-06-30", "season"),
    ("in 2018-19", "2018-07-01", "season"),
    # years
    ("in 2023", "2023-01-01", "year"),
    ("since 2023", "2023-01-01", "year"),
    ("early 2024", "2024-01-01", "year"),
    ("last year", "2024-01-01", "year"),
    ("two years ago", "2023-01-01", "year"),
    ("two and a half years ago", "2022-01-01", "year"),
    ("a decade ago", "2015-01-01", "year"),
    # ahead
    ("tomorrow", "2025-05-21", "day"),
    ("by Friday", "2025-05-23", "day"),
    ("before Saturday’s", "2025-05-24", "day"),
    ("next week", "2025-05-27", "week"),
    ("in a fortnight", "2025-06-03", "week"),
    ("in three days’ time", "2025-05-23", "day"),
    ("this weekend", "2025-05-24", "week"),
    ("next weekend’s", "2025-05-24", "week"),
    ("next month", "2025-06-01", "month"),
    ("by September", "2025-09-01", "month"),
    ("this summer", "2025-07-01", "season"),
    ("in the summer", "2025-07-01", "season"),
    ("next season", "2025-07-01", "season"),
    ("at the end of the season", "2025-06-30", "season"),
    ("next year", "2026-01-01", "year"),
    ("in 2027", "2027-01-01", "year"),
]


def only(text: str, published: date = PUBLISHED) -> DateMention:
    (mention,) = find_dates(text, published)
    return mention


@pytest.mark.parametrize(("phrase", "day", "precision"), CASES, ids=[case[0] for case in CASES])
def test_a_phrase_of_time_means_one_day(phrase: str, day: str, precision: str) -> None:
    text = f"The winger, they say, moved {phrase}, for good."
    mention = only(text)
    assert text[mention.start : mention.end] == phrase
    assert (mention.date.isoformat(), mention.precision) == (day, precision)
    assert mention.future == (day > "2025-05-20")


@pytest.mark.parametrize(
    "text",
    [
        "a fee of £60m, 3-2 up, and No 10 at 25",
        "the 2030 World Cup",
        "the Under-21 striker aged 19",
        "kick-off at 3pm",
        "a contract until 2030",
        "on loan until June",
        "stays until the end of the season",
        "a contract that runs to 2029",
        "his deal expires in June 2026",
        "a contract that runs out on 31 December",
        "a five-year deal for three years",
        "on loan for the 2025/26 season",
        "on loan for the rest of the season",
        "in the last year of his deal",
        "his last season at the club",
        "who may march on",
        "May could yet leave; April too",
        "Sheffield Wednesday want him, and Wednesday's owner agrees",
        "the Mail on Sunday and the Sunday Times",
        "by the 81st minute",
        "on 31 April",
        "in the 2023/27 season",
        "a year later",  # than what?
        "weeks ago",
        "said Good Friday was quiet",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert find_dates(text, PUBLISHED) == []


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("on Boxing\nDay", "on Boxing Day"),
        ("on New  Year’s  Day", "on New Year's Day"),
        ("last wİnter", "last winter"),
        ("sıx weeks ago", "six weeks ago"),
        ("laſt week", "last week"),
    ],
)
def test_wrapped_lines_and_odd_letters_change_no_date(written: str, plain: str) -> None:
    odd, usual = only(written), only(plain)
    assert (odd.date, odd.precision) == (usual.date, usual.precision)


def test_a_phrase_with_its_own_year_is_explicit() -> None:
    found = find_dates("in 2023, on 8 May 2024, in January 2022, in April, last week", PUBLISHED)
    assert [mention.explicit for mention in found] == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("published", "day", "future"),
    [("2025-01-28", "2025-07-01", True), ("2025-09-30", "2025-07-01", False), ("2025-12-05", "2025-07-01", False)],
)
def test_the_summer_without_a_year_is_this_years(published: str, day: str, future: bool) -> None:
    mention = only("He can leave in the summer.", date.fromisoformat(published))
    assert (mention.date.isoformat(), mention.future) == (day, future)


def test_last_season_in_june_is_the_one_just_over() -> None:
    assert only("He scored ten last season.", date(2025, 6, 20)).date == date(2024, 7, 1)


def test_at_the_weekend_in_a_sunday_paper_is_that_weekend_and_last_weekend_the_one_before() -> None:
    sunday = date(2025, 5, 18)
    assert only("They met at the weekend.", sunday).date == date(2025, 5, 17)
    assert only("They met last weekend.", sunday).date == date(2025, 5, 10)


def test_a_later_phrase_counts_from_the_date_before_it_and_is_no_more_exact() -> None:
    text = "He left in 2022, and a year later came back. On Wednesday he flew in; the next morning he signed."
    found = [(m.date.isoformat(), m.precision) for m in find_dates(text, PUBLISHED)]
    assert found == [
        ("2022-01-01", Precision.YEAR),
        ("2023-01-01", Precision.YEAR),
        ("2025-05-14", Precision.DAY),
        ("2025-05-15", Precision.DAY),
    ]


def test_days_after_count_back_from_the_day_just_named() -> None:
    found = find_dates("They met on Monday, four days after the derby.", PUBLISHED)
    assert [m.date.isoformat() for m in found] == ["2025-05-19", "2025-05-15"]


def test_a_later_phrase_does_not_reach_across_paragraphs() -> None:
    assert len(find_dates("He left in 2022.\n\nA year later, all is well.", PUBLISHED)) == 1


def test_american_papers_leave_out_the_preposition() -> None:
    assert only("The club announced Monday that he left.").date == date(2025, 5, 19)


def test_dates_outside_the_calendar_are_left_out() -> None:
    assert find_dates("It was 40 years ago, and last year.", date(1, 1, 5)) == []


CONTRACT_ENDS = [
    ("a contract until 2030", "until 2030", "2030"),
    ("new player until June 2029.", "until June 2029", "2029"),
    ("a contract that runs to 2029", "to 2029", "2029"),
    ("has signed through to 2029", "through to 2029", "2029"),
    ("terms until the summer of 2029", "until the summer of 2029", "2029"),
    ("a deal until 30 June 2028", "until 30 June 2028", "2028-06-30"),
    ("a deal until June 30, 2028", "until June 30, 2028", "2028-06-30"),
    ("until the end of the 2026/27 season", "until the end of the 2026/27", "2027-06-30"),
    ("a contract to the end of 2027", "to the end of 2027", "2027"),
    ("will sign there until mid-2031", "until mid-2031", "2031"),
    ("his terms were extended to 2028 a month ago", "to 2028", "2028"),
]


@pytest.mark.parametrize(("text", "phrase", "value"), CONTRACT_ENDS)
def test_the_end_of_a_contract_is_a_day_where_it_names_one_and_else_a_year(text: str, phrase: str, value: str) -> None:
    (end,) = find_contract_ends(text, PUBLISHED)
    assert (text[end.start : end.end], end.value) == (phrase, value)


@pytest.mark.parametrize(
    "text",
    [
        "who takes Colombia to 2030?",
        "they would sooner wait until 2027",
        "on loan until June",
        "He signed. The road leads to 2030.",
        "was under contract until 2019",
        "until 31 April 2028",
    ],
)
def test_other_ends_are_no_contracts(text: str) -> None:
    assert find_contract_ends(text, PUBLISHED) == []


@given(st.text(alphabet="in the last May 2024 on 9, Friday’s weeks ago until to 2030/31\n", max_size=200), st.dates())
def test_mentions_stand_in_order_inside_the_text_whatever_it_is(text: str, published: date) -> None:
    done = 0
    for mention in find_dates(text, published):
        assert done <= mention.start < mention.end <= len(text)
        done = mention.end
    for end in find_contract_ends(text, published):
        assert 0 <= end.start < end.end <= len(text)
