"""Which files the arguments mean, in which order, and what is said of those that mean none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rumourctl.articles.discovery import find_files, path_as_text
from rumourctl.errors import Problem


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with articles at three depths and things that are none."""
    for name in (
        "news/b.txt", "news/a.md", "news/2025/c.TXT", "news/2025/may/d.markdown", "news/2026/e.text",
        "news/photo.jpg", "news/.draft.txt", "news/.git/f.txt", "other/g.txt", "other/h.log",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("date 2025-05-20 Klopp signs.")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*arguments: str) -> list[str]:
    return [str(each).replace(os.sep, "/") for each in find_files(arguments)]


ALL_NEWS = ["news/a.md", "news/b.txt", "news/2025/c.TXT", "news/2025/may/d.markdown", "news/2026/e.text"]


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (["news/b.txt"], ["news/b.txt"]),
        (["other/h.log", "news/.draft.txt"], ["other/h.log", "news/.draft.txt"]),
        (["news"], ALL_NEWS),
        (["news/"], ALL_NEWS),
        (["-", "other", "-"], ["-", "other/g.txt"]),
        (["news/*.txt"], ["news/b.txt"]),
        (["*/?.txt"], ["news/b.txt", "other/g.txt"]),
        (["news/[!b]*"], ["news/2025/c.TXT", "news/2025/may/d.markdown", "news/2026/e.text", "news/a.md",
                          "news/photo.jpg"]),
        (["news/202*"], ALL_NEWS[2:]),
        (["news/**"], ALL_NEWS),
        (["**/*.markdown"], ["news/2025/may/d.markdown"]),
        (["news/**/**/may/*"], ["news/2025/may/d.markdown"]),
        (["**/2025/**/*.markdown"], ["news/2025/may/d.markdown"]),
        (["news/b.txt", "news", "./news/../news/b.txt"], ["news/b.txt", "news/a.md", *ALL_NEWS[2:]]),
    ],
)  # fmt: skip
def test_arguments_mean_files_in_sorted_order_each_once(news: Path, arguments: list[str], files: list[str]) -> None:
    assert found(*arguments) == files


def test_the_whole_folder_is_found_from_within(news: Path) -> None:
    assert found("**/*.log", ".") == ["other/h.log", *(f"./{name}" for name in ALL_NEWS), "./other/g.txt"]


def test_a_file_named_like_a_pattern_is_that_file(news: Path) -> None:
    (news / "a[b].txt").write_text("Klopp signs.")
    assert found("a[b].txt") == ["a[b].txt"]


def test_links_that_lead_round_in_circles_are_followed_once(news: Path) -> None:
    (news / "news/2025/up").symlink_to(news / "news", target_is_directory=True)
    (news / "news/again").symlink_to(news / "news", target_is_directory=True)
    (news / "news/2026/other").symlink_to(news / "other", target_is_directory=True)
    everything = [*ALL_NEWS, "news/2026/other/g.txt"]
    assert found("news") == everything
    assert sorted(found("news/**/*.t*xt", "news/**/*.TXT", "news/**/*.m*")) == sorted(everything)


def test_a_linked_file_is_read_once(news: Path) -> None:
    (news / "other/a.txt").symlink_to(news / "other/g.txt")
    assert found("other") == ["other/a.txt"]


@pytest.mark.parametrize(
    ("argument", "reason"),
    [
        ("empty", "the folder holds no article; in folders, files ending in .txt, .text, .md, .markdown are read"),
        ("*.nothing", "the pattern matches no article; check it"),
        ("nowhere/**/*.txt", "the pattern matches no article; check it"),
        ("emp*", "the pattern matches no article; check it"),
        ("\0/*", "the pattern matches no article; check it"),
    ],
)
def test_what_gives_nothing_is_said(news: Path, argument: str, reason: str) -> None:
    (news / "empty").mkdir()
    (news / "empty/photo.jpg").touch()
    assert list(find_files([argument])) == [Problem(argument, reason)]


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may list every folder")
def test_a_folder_that_may_not_be_listed_is_said_and_the_rest_is_read(news: Path) -> None:
    (news / "news/2025").chmod(0)
    try:
        files = found("news")
    finally:
        (news / "news/2025").chmod(0o700)
    assert files == [*ALL_NEWS[:2], "news/2025: cannot be read: Permission denied", "news/2026/e.text"]


def test_a_path_that_is_no_text_is_escaped() -> None:
    assert path_as_text(os.fsdecode(b"G\xfcler.txt")) == "G\\udcfcler.txt"
    assert path_as_text("Güler.txt") == "Güler.txt"
