"""Periods as people type them, on Tuesday 20 May 2025."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumourctl.language.when import parse_when

TODAY = date(2025, 5, 20)

CASES = [
    ("2025-05-20", "2025-05-20", "2025-05-20"),
    ("20 May 2025", "2025-05-20", "2025-05-20"),
    ("May 20, 2025", "2025-05-20", "2025-05-20"),
    ("20th of may", "2025-05-20", "2025-05-20"),
    ("21 May", "2024-05-21", "2024-05-21"),
    ("20/05/2025", "2025-05-20", "2025-05-20"),
    ("05/05/2025", "2025-05-05", "2025-05-05"),
    ("today", "2025-05-20", "2025-05-20"),
    ("Yesterday", "2025-05-19", "2025-05-19"),
    ("3 days ago", "2025-05-17", "2025-05-17"),
    ("monday", "2025-05-19", "2025-05-19"),
    ("last Tuesday", "2025-05-13", "2025-05-13"),
    ("last week", "2025-05-12", "2025-05-18"),
    ("this week", "2025-05-19", "2025-05-25"),
    ("two weeks ago", "2025-05-05", "2025-05-11"),
    ("last weekend", "2025-05-17", "2025-05-18"),
    ("last 30 days", "2025-04-21", "2025-05-20"),
    ("past 3 months", "2025-02-20", "2025-05-20"),
    ("2025-05", "2025-05-01", "2025-05-31"),
    ("2011-12", "2011-12-01", "2011-12-31"),
    ("May 2025", "2025-05-01", "2025-05-31"),
    ("  in   april ", "2025-04-01", "2025-04-30"),
    ("last May", "2024-05-01", "2024-05-31"),
    ("last month", "2025-04-01", "2025-04-30"),
    ("3 months ago", "2025-02-01", "2025-02-28"),
    ("2025", "2025-01-01", "2025-12-31"),
    ("last year", "2024-01-01", "2024-12-31"),
    ("2024/25", "2024-07-01", "2025-06-30"),
    ("2024-25", "2024-07-01", "2025-06-30"),
    ("this season", "2024-07-01", "2025-06-30"),
    ("last season", "2023-07-01", "2024-06-30"),
    ("summer 2025", "2025-06-01", "2025-08-31"),
    ("last summer", "2024-06-01", "2024-08-31"),
    ("this summer", "2025-06-01", "2025-08-31"),
    ("winter 2024/25", "2024-12-01", "2025-02-28"),
    ("last wİnter", "2024-12-01", "2025-02-28"),
    ("fıve years ago", "2020-01-01", "2020-12-31"),
]


@pytest.mark.parametrize(("phrase", "first", "last"), CASES, ids=[case[0] for case in CASES])
def test_a_phrase_stands_for_its_first_and_last_day(phrase: str, first: str, last: str) -> None:
    assert parse_when(phrase, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("03/04/2025", "'03/04/2025' is no date: it could mean 2025-04-03 or 2025-03-04; write the one you mean"),
        ("winter 2025", "'winter 2025' is no date: a winter has two years; write winter 2024/25 or winter 2025/26"),
        ("2024/27", "'2024/27' is no date: the two years of a season follow one another"),
        ("31 April", "'31 April' is no date: April never has 31 days"),
        ("2025-02-30", "'2025-02-30' is no date: day"),
        ("soon", "'soon' is no date; write for example 2025-05-20"),
        ("", "'' is no date; write for example"),
        ("x" * 5000, "xxx…' is no date"),
    ],
)
def test_what_is_no_date_is_refused_with_a_sentence(phrase: str, sentence: str) -> None:
    with pytest.raises(ValueError, match="date") as refusal:
        parse_when(phrase, TODAY)
    assert sentence in str(refusal.value)
    assert len(str(refusal.value)) < 200


@given(st.text(max_size=40), st.dates())
def test_anything_typed_is_a_period_in_order_or_refused(phrase: str, today: date) -> None:
    try:
        first, last = parse_when(phrase, today)
    except ValueError:
        return
    assert first <= last


@given(st.sampled_from([case[0] for case in CASES]), st.dates())
def test_on_any_day_a_known_phrase_is_a_period_in_order_or_outside_the_calendar(phrase: str, today: date) -> None:
    try:
        first, last = parse_when(phrase, today)
    except ValueError as refusal:
        assert "calendar" in str(refusal) or "year" in str(refusal)  # noqa: PT017 - either outcome is right
        return
    assert first <= last
