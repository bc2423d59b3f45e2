"""A date is shown no more exactly than the text gave it."""

from __future__ import annotations

from datetime import date

import pytest

from rumourctl.claims.model import Precision
from rumourctl.rendering.when import full_day, month_or_year, months, when


@pytest.mark.parametrize(
    ("day", "precision", "shown"),
    [
        (date(2025, 5, 20), Precision.DAY, "20 May 25"),
        (date(2025, 5, 3), Precision.DAY, "3 May 25"),
        (date(2025, 5, 13), Precision.WEEK, "~13 May 25"),
        (date(2025, 4, 1), Precision.MONTH, "Apr 2025"),
        (date(2023, 1, 1), Precision.YEAR, "2023"),
        (date(2024, 6, 30), Precision.SEASON, "2023/24"),
        (date(2024, 7, 1), Precision.SEASON, "2024/25"),
        (date(1999, 7, 1), Precision.SEASON, "1999/00"),
    ],
)
def test_as_exact_as_the_text(day: date, precision: Precision, shown: str) -> None:
    assert when(day, precision) == shown


def test_spans_days_and_contract_ends() -> None:
    assert months(date(2025, 5, 1), date(2025, 5, 31)) == "May 25"
    assert months(date(2025, 5, 1), date(2026, 3, 1)) == "May 25 – Mar 26"
    assert full_day(date(2026, 3, 9)) == "9 Mar 2026"
    assert [month_or_year(end) for end in ("2029-06-30", "2029", "next summer")] == ["Jun 2029", "2029", "next summer"]
