"""One setting is changed, and nothing else in the file: neither comments, nor order, nor spelling."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumourctl.errors import UsageProblem
from rumourctl.settings.editing import with_setting, without_setting

FILE = Path("config.toml")
TEXT = """\
# mine

# what I follow
favourites = [
  "Real Madrid",  # the best
  "Lyon # not a comment",
]  # and no others
format = "json"   # for jq

# whom I mean
[aliases]  # as I say it
"Big Mac" = "Alexis Mac Allister"  # him
United = 'Manchester United'

[publishers.Marca]
day-first = true
"""


@pytest.mark.parametrize(
    ("names", "value", "before", "after"),
    [
        (("format",), "csv", 'format = "json"   # for jq', 'format = "csv"  # for jq'),
        (("aliases", "United"), "Leeds United", "United = 'Manchester United'", 'United = "Leeds United"'),
        (("aliases", "Big Mac"), "#1 = X", '"Big Mac" = "Alexis Mac Allister"', '"Big Mac" = "#1 = X"'),
        (("publishers", "Marca", "day-first"), False, "day-first = true", "day-first = false"),
    ],
)
def test_a_value_changes_in_its_place(names: tuple[str, ...], value: str | bool, before: str, after: str) -> None:
    assert with_setting(FILE, TEXT, names, value) == TEXT.replace(before, after)


def test_comments_within_a_list_that_is_replaced_stand_above_it_then() -> None:
    after = with_setting(FILE, TEXT, ("favourites",), ["Lens"])
    assert '# what I follow\n# the best\nfavourites = ["Lens"]  # and no others\nformat' in after


@pytest.mark.parametrize(
    ("names", "line", "above"),
    [
        (("jobs",), "jobs = 2", 'format = "json"   # for jq'),
        (("aliases", "Rome.1"), '"Rome.1" = 2', "United = 'Manchester United'"),
        (("publishers", "Marca", "time-zone"), "time-zone = 2", "day-first = true"),
        (("publishers", "AS", "day-first"), "day-first = 2", "[publishers.AS]"),
    ],
)
def test_a_new_one_stands_behind_those_of_its_table(names: tuple[str, ...], line: str, above: str) -> None:
    lines = with_setting(FILE, TEXT, names, 2).split("\n")
    assert lines[lines.index(line) - 1] == above
    assert [each for each in lines if each not in (line, above, "")] == [
        each for each in TEXT.split("\n") if each not in (above, "")
    ]


def test_the_first_setting_of_its_own_stands_before_all_tables() -> None:
    text = "# mine\n\n# whom I mean\n[aliases]\na = 'b'\n"
    assert with_setting(FILE, text, ("jobs",), 2) == text.replace("# whom", "jobs = 2\n\n# whom")


@pytest.mark.parametrize("text", ["", "# mine\n", "# mine"])
def test_a_file_of_comments_keeps_them(text: str) -> None:
    after = with_setting(FILE, text, ("jobs",), 2)
    assert after.startswith(text)
    assert tomllib.loads(after) == {"jobs": 2}


def test_what_is_taken_out_leaves_the_rest() -> None:
    assert without_setting(FILE, TEXT, ("format",)) == TEXT.replace('format = "json"   # for jq\n', "")
    assert without_setting(FILE, TEXT, ("publishers", "Marca")) == TEXT.replace(
        "[publishers.Marca]\nday-first = true\n", ""
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("aliases = { a = 'b', c = 'd' }\n", ("aliases", "a")),
        ("aliases = { a = 'b', c = 'd' }\n", ("aliases", "e")),
        ("aliases = 1\n", ("aliases", "a")),
    ],
)
def test_what_stands_together_with_others_is_left_to_an_editor(text: str, names: tuple[str, ...]) -> None:
    with pytest.raises(UsageProblem, match=r"cannot be changed there .* rumourctl config edit opens the file"):
        with_setting(FILE, text, names, "x")


_TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)
_SETTINGS = st.one_of(
    st.tuples(st.tuples(st.just("aliases"), _TEXTS), _TEXTS),
    st.tuples(st.tuples(st.sampled_from(["format", "favourites"])), st.one_of(_TEXTS, st.lists(_TEXTS, max_size=3))),
    st.tuples(st.tuples(st.just("publishers"), _TEXTS, st.sampled_from(["hosts", "day-first"])), st.booleans()),
)


@given(st.lists(_SETTINGS, max_size=6))
def test_whatever_is_set_is_what_the_file_says_then(settings: list[tuple[tuple[str, ...], str | bool]]) -> None:
    text, wanted = TEXT, tomllib.loads(TEXT)
    for names, value in settings:
        text = with_setting(FILE, text, names, value)
        table = wanted
        for name in names[:-1]:
            table = table.setdefault(name, {})
        table[names[-1]] = value
    assert tomllib.loads(text) == wanted
    assert all(comment in text for comment in ("# mine", "# the best", "# and no others", "# for jq", "# him"))
