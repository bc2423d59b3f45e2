"""Lines that only say who wrote the article."""

from __future__ import annotations

import pytest

from rumourctl.language.bylines import is_byline


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe",
        "By Jane Doe, Sports Writer",
        "BY JANE DOE FOR MAILONLINE",
        "Jane Doe 14:35 - 22.07.2024",
        "Jane Doe | 22 July 2024",
        "Jane Doe Senior Football Correspondent",
        "Published 10:05 22 Jul 2024 by Jane Doe",
        "Jane Doe 3 hours ago",
        "Jane Doe @janedoe",
    ],
)
def test_it_says_who_wrote(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "Kai Lund",
        "Everton agree deal for Kai Lund",
        "By signing Kai Lund, Everton have their man",
        "Kai Lund joined Everton on 22 July 2024.",
        "Kai Lund (Lyon, £5m)",
        "Jane Doe is a football writer.",
        "July 2024",
    ],
)
def test_it_says_something_else(line: str) -> None:
    assert not is_byline(line)
