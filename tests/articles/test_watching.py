"""Which files are ready to be read: new or changed, and left alone since the last look."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rumourctl.articles.watching import Watched
from rumourctl.errors import Problem


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    return tmp_path / "news"


def test_a_file_is_given_once_it_stood_still_between_two_looks(folder: Path) -> None:
    watched = Watched([str(folder)])
    assert watched.look() == []
    article = folder / "lund.txt"
    article.write_text("one")
    assert watched.look() == []
    with article.open("a") as more:
        more.write(" two")
    assert watched.look() == []  # it has grown meanwhile
    assert watched.look() == [str(article)]
    assert watched.look() == []


def test_a_changed_file_is_given_again(folder: Path) -> None:
    article = folder / "lund.txt"
    article.write_text("one")
    watched = Watched([str(folder)])
    watched.look()
    assert watched.look() == [str(article)]
    draft = folder / ".draft"
    draft.write_text("two")
    os.utime(draft, ns=(0, article.stat().st_mtime_ns + 1))
    draft.replace(article)  # as editors and downloads do: of the same size
    assert watched.look() == []
    assert watched.look() == [str(article)]


def test_a_file_that_was_gone_is_given_again(folder: Path) -> None:
    article = folder / "lund.txt"
    watched = Watched([str(folder)])
    for _ in range(2):
        article.write_text("one")
        assert watched.look() == []
        assert watched.look() == [str(article)]
        article.unlink()
        assert watched.look() == []


def test_a_folder_may_be_empty_and_a_pattern_match_nothing_yet(folder: Path) -> None:
    watched = Watched([str(folder), str(folder / "*.md")])
    assert (watched.look(), watched.look()) == ([], [])


def test_a_missing_file_is_given_once_and_again_when_it_is_there(folder: Path) -> None:
    missing = folder / "lund.txt"
    watched = Watched([str(missing)])
    assert [watched.look(), watched.look(), watched.look()] == [[], [str(missing)], []]
    missing.write_text("one")
    assert [watched.look(), watched.look()] == [[], [str(missing)]]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_what_cannot_be_looked_at_is_told_once_as_long_as_it_lasts(folder: Path) -> None:
    circle = folder / "round"
    circle.symlink_to(folder)
    watched = Watched([str(folder)])
    (told,) = watched.look()
    assert isinstance(told, Problem)
    assert watched.look() == []
    circle.unlink()
    assert watched.look() == []
    circle.symlink_to(folder)
    assert watched.look() == [told]
