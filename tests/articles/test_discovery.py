"""Which files the arguments mean, in which order, and what is said of those that mean none."""

from __future__ import annotations

import os
import tracemalloc
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


def test_links_that_lead_round_in_circles_are_said_and_links_elsewhere_followed_once(news: Path) -> None:
    (news / "news/2025/up").symlink_to(news / "news", target_is_directory=True)
    (news / "news/again").symlink_to(news / "news", target_is_directory=True)
    (news / "news/2026/other").symlink_to(news / "other", target_is_directory=True)
    (news / "news/2026/others").symlink_to(news / "other", target_is_directory=True)
    circles = [f"news/{name}: is a link back to a folder that it lies in, so it is not followed; remove it"
               for name in ("2025/up", "again")]  # fmt: skip
    everything = [*ALL_NEWS, "news/2026/other/g.txt"]
    assert sorted(found("news")) == sorted([*everything, *circles])
    assert sorted(found("news/**/*.t*xt", "news/**/*.TXT", "news/**/*.m*")) == sorted([*everything, *circles])
    assert found("news", "news", "news/2026", "news/again/2026")[len(everything) + 2 :] == []


def test_a_file_with_many_names_is_read_once(news: Path) -> None:
    os.link(news / "other/g.txt", news / "news/2026/hard.txt")
    (news / "other/a.txt").symlink_to(news / "other/g.txt")
    (news / "news/z.txt").symlink_to(news / "other/g.txt")
    (news / "news/zz").symlink_to(news / "news/z.txt")
    assert found("other") == ["other/g.txt"]
    assert found("news/z.txt", "news/zz", "other") == ["news/z.txt"]
    assert found("other", "news/z.txt", "other/a.txt") == ["other/g.txt"]
    assert sorted(found("news")) == sorted([*ALL_NEWS, "news/z.txt"])
    assert found("other/a.txt", "other/h.log", "other/g.txt", "other/h.log") == ["other/a.txt", "other/h.log"]


def test_a_hidden_or_other_file_in_a_folder_is_still_found_by_its_name(news: Path) -> None:
    assert found("news", "news/.draft.txt", "news/photo.jpg") == [*ALL_NEWS, "news/.draft.txt", "news/photo.jpg"]


@pytest.mark.skipif(os.name == "nt", reason="paths have no such limit there")
def test_folders_too_deep_for_a_path_are_said_and_the_others_read(news: Path) -> None:
    home = os.open(".", os.O_RDONLY)
    for _ in range(30):
        os.mkdir("d" * 200)
        os.chdir("d" * 200)
        Path("deep.txt").write_text("date 2025-05-20 Klopp signs.")
    os.fchdir(home)
    os.close(home)
    *files, problem = find_files(["d" * 200])
    assert len(files) > 15
    assert isinstance(problem, Problem)
    assert problem.reason == "its path is too long for this system; move it up, or start in a folder nearer to it"


def test_of_the_files_in_folders_nothing_is_kept(news: Path) -> None:
    many = news / "many"
    for folder in range(10):
        (many / str(folder)).mkdir(parents=True)
        for name in range(300):
            (many / str(folder) / f"{name}.txt").touch()

    def most_held() -> int:
        tracemalloc.start()
        try:
            assert sum(1 for _ in find_files(["many"])) == 3_000
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    most_held()  # whatever is loaded or cached on the way
    assert most_held() < 3_000 * 40  # a path and its place in a set take 200


@pytest.mark.parametrize(
    ("argument", "reason"),
    [
        (
            "empty",
            "the folder holds no article; of a folder, .txt, .md, .html, .rss and the like are read",
        ),
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
