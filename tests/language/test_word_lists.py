"""The word lists are clean: nothing stands twice, and every entry can be met as one token."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib import resources
from typing import Any

import pytest

from rumourctl.language.folding import fold
from rumourctl.language.tokens import tokenize


def word_list(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("rumourctl") / "data" / "words" / name).read_text(encoding="utf-8"))


LISTS = [
    ("common.toml", "words"),
    ("common.toml", "also_names"),
    ("given.toml", "names"),
    ("verbs.toml", "regular"),
    ("verbs.toml", "doubling"),
]


@pytest.mark.parametrize(("file", "key"), LISTS)
def test_no_word_stands_twice_and_each_is_one_token(file: str, key: str) -> None:
    words = word_list(file)[key]
    assert [word for word, times in Counter(map(fold, words)).items() if times > 1] == []
    assert [word for word in words if len(tokenize(word)) != 1] == []


def test_words_that_are_also_names_are_words() -> None:
    common = word_list("common.toml")
    assert set(common["also_names"]) <= set(common["words"])


def test_a_common_word_that_is_a_given_name_is_marked_as_one() -> None:
    common = word_list("common.toml")
    given = {fold(name) for name in word_list("given.toml")["names"]}
    hardly_ever_names = {"else", "harm", "landing", "sep", "summer", "till"}
    assert {fold(word) for word in common["words"]} & given - set(map(fold, common["also_names"])) == hardly_ever_names


def test_a_verb_has_one_way_to_form_its_past() -> None:
    verbs = word_list("verbs.toml")
    assert not set(verbs["regular"]) & set(verbs["irregular"])
    assert not set(verbs["regular"]) & set(verbs["doubling"])
    assert all(len(forms) == 2 for forms in verbs["irregular"].values())
