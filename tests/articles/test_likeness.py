"""Which articles are one report, whoever prints it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rumourctl.articles.likeness import COPY, MARKS, marks, resemblance, runs

REPORT = (
    "Lyon have turned down a second offer from Fulham for Kai Lund. He is 24, is under contract until 2028 and his"
    " club want at least 30 million euros. Fulham are expected to return, though Everton are also keeping an eye on the"
    " winger, who scored eleven goals last season. Talks are to go on next week."
)


def test_a_copy_with_another_beginning_and_end_is_a_copy() -> None:
    copy = f"LONDON, Friday. {REPORT.upper()} Read more: all the gossip."
    assert resemblance(runs(REPORT), runs(copy)) > COPY
    assert len({*marks(runs(REPORT))} & {*marks(runs(copy))}) > MARKS / 2


def test_another_report_of_the_same_matter_is_none() -> None:
    other = (
        "Fulham have seen their second bid for winger Kai Lund rejected by Lyon, who hold out for 30 million euros."
        " Everton are among the clubs watching Lund, 24, whose contract runs until 2028. Further talks are planned."
    )
    assert resemblance(runs(REPORT), runs(other)) < COPY / 2


@given(st.text(), st.text())
def test_resemblance_is_symmetric_and_a_share(one: str, other: str) -> None:
    assert resemblance(runs(one), runs(other)) == resemblance(runs(other), runs(one))
    assert 0 <= resemblance(runs(one), runs(other)) <= 1
    assert resemblance(runs(one), runs(one)) == (1 if runs(one) else 0)
