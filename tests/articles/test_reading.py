"""From arguments to articles, with real files; what is refused, and that nothing is raised for it."""

from __future__ import annotations

import io
import os
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rumourctl.articles.model import Article
from rumourctl.articles.reading import ReadOptions, read_article, read_articles
from rumourctl.errors import Problem

TODAY = date(2026, 4, 1)
OPTIONS = ReadOptions(today=TODAY)
SEEDS = Path(__file__).parents[2] / "seeds"
NEWS = b"date 2025-05-20 Klopp wants Mac Allister."


def read(*arguments: str | Path, options: ReadOptions = OPTIONS, stdin: bytes = b"") -> list[Article | Problem]:
    return list(read_articles([str(each) for each in arguments], options, io.BytesIO(stdin)))


def article(data: bytes | str, path: str = "a.txt", options: ReadOptions = OPTIONS) -> Article:
    result = read_article(data.encode() if isinstance(data, str) else data, path, options)
    assert isinstance(result, Article), result
    return result


def reason(data: bytes | str, path: str = "a.txt", options: ReadOptions = OPTIONS) -> str:
    result = read_article(data.encode() if isinstance(data, str) else data, path, options)
    assert isinstance(result, Problem), result
    assert result.file == path
    return result.reason


def test_the_seeds_are_read_with_their_dates_and_every_character() -> None:
    first, second = read(SEEDS)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert [first.published, second.published] == [date(2025, 5, 20), date(2026, 3, 10)]
    assert first.text.encode() == (SEEDS / "000_61c07a2d2b7f4386.txt").read_bytes()
    assert first.text[first.body_start :].startswith("Carlo Ancelotti wants")
    assert second.text[second.body_start :].startswith("Jurgen Klopp wants")


def test_standard_input_is_an_article_called_dash() -> None:
    (result,) = read("-", stdin=NEWS)
    assert isinstance(result, Article)
    assert (result.path, result.text) == ("-", NEWS.decode())


def test_each_article_is_read_only_when_it_is_asked_for(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(NEWS)
    articles = read_articles([str(tmp_path)], OPTIONS, io.BytesIO())
    next(articles)
    (tmp_path / "b.txt").write_bytes(b"date 2025-05-21 Changed meanwhile.")
    second = next(articles)
    assert isinstance(second, Article)
    assert second.published == date(2025, 5, 21)


@pytest.mark.parametrize(
    "name",
    ["2025-05-20-title.txt", "2025-05-20.md", "20250520_title.txt", "2025_05_20 title.txt", "2025.05.20",
     "news/marca-2025-05-20-klopp.txt", "marca_20250520.txt", "2025-05-20T0800.txt"],
)  # fmt: skip
def test_a_file_name_gives_the_date_of_an_article_that_has_none(name: str) -> None:
    assert article("Klopp wants Mac Allister.", name).published == date(2025, 5, 20)


@pytest.mark.parametrize("name", ["12345678.txt", "000_61c07a2d2b7f4386.txt", "2025.txt", "1-2-2025.txt", "-"])
def test_other_numbers_in_a_file_name_are_no_date(name: str) -> None:
    assert reason("Klopp signs.", name) == (
        "no date found; begin the file with 'date 2025-05-20', name it 2025-05-20-title.txt, or pass --date"
    )


def test_the_article_goes_before_the_option_and_the_option_before_the_file_name() -> None:
    given_date = replace(OPTIONS, given=date(2025, 5, 22))
    assert article(NEWS, "2025-05-21.txt", given_date).published == date(2025, 5, 20)
    assert article("Klopp signs.", "2025-05-21.txt", given_date).published == date(2025, 5, 22)
    assert article("Klopp signs.", "2025-05-21.txt").published == date(2025, 5, 21)


def test_the_article_goes_before_the_option_for_its_publisher() -> None:
    options = replace(OPTIONS, publisher="Marca")
    assert article(NEWS, options=options).publisher == "Marca"
    assert article(b"Source: AS\n" + NEWS, options=options).publisher == "AS"


def test_a_date_that_is_not_understood_is_named_unless_another_is_given() -> None:
    text = "Date: 20 mai 2025\n\nKlopp signs."
    assert reason(text).startswith("the date '20 mai 2025' is not understood")
    assert article(text, options=replace(OPTIONS, given=TODAY)).published == TODAY


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (
            "date 2026-04-03 Klopp signs.",
            "a.txt",
            "is dated 2026-04-03, which lies in the future (today is 2026-04-01)",
        ),
        ("date 9999-12-31 Klopp signs.", "a.txt", "lies in the future"),
        ("Klopp signs.", "2026-04-03-klopp.txt", "lies in the future"),
        ("Klopp signs.", "2025-02-30-klopp.txt", "the date '2025-02-30' does not exist"),
        ("date 2025-02-30 Klopp signs.", "2025-02-28.txt", "the date '2025-02-30' does not exist"),
        ("Date: 03/04/2025\n\nKlopp signs.", "a.txt", "--day-first or --month-first"),
        ("date 1849-12-31 Klopp signs.", "a.txt", "is before 1850"),
        ("date 2025-05-20\n \n", "a.txt", "has no text besides its header"),
        ("…", "2025-05-20.txt", "has no words"),
    ],
)
def test_an_article_with_an_unusable_date_or_nothing_to_read_is_refused(text: str, name: str, expected: str) -> None:
    assert expected in reason(text, name)


def test_tomorrow_is_a_date_and_so_is_1850() -> None:
    assert article("date 2026-04-02 Klopp signs.").published == date(2026, 4, 2)
    assert article("date 1850-01-01 Association rules agreed.").published == date(1850, 1, 1)


def test_the_last_possible_day_is_no_obstacle_as_today() -> None:
    assert article("date 9999-12-31 Klopp signs.", options=ReadOptions(today=date.max)).published == date.max


def test_a_file_over_the_limit_is_refused_with_both_sizes_and_one_at_the_limit_is_read(tmp_path: Path) -> None:
    options = replace(OPTIONS, max_bytes=1_000)
    large, fitting = tmp_path / "large.txt", tmp_path / "fitting.txt"
    large.write_bytes(NEWS.ljust(1_234, b"."))
    fitting.write_bytes(NEWS.ljust(1_000, b"."))
    refused, taken = read(large, fitting, options=options)
    message = "is too large: 1,234 bytes, and at most 1,000 are read; split it into articles"
    assert refused == Problem(str(large), message)
    assert isinstance(taken, Article)
    assert reason(large.read_bytes(), options=options) == message


def test_standard_input_over_the_limit_is_left_unread_behind_it() -> None:
    stdin = io.BytesIO(NEWS.ljust(5_000, b"."))
    (refused,) = read_articles(["-"], replace(OPTIONS, max_bytes=3_000), stdin)
    assert str(refused) == "-: is too large: more than 3,000 bytes, and at most 3,000 are read; split it into articles"
    assert stdin.tell() == 3_001


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "itself.txt").symlink_to(tmp_path / "itself.txt")
    reasons = [str(each).rpartition("/")[2] for each in read(tmp_path / "missing.txt", tmp_path, "a\0b")]
    assert reasons[:2] == [
        "missing.txt: no such file or folder; check the path",
        "broken.txt: is a link to a file that does not exist; check the path",
    ]
    assert reasons[2] == "itself.txt: is a link that leads back to itself; remove it"
    assert reasons[3].startswith("a\0b: cannot be read: ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_sockets_and_devices_are_refused_without_being_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    os.mkfifo("pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.txt")
        results = read("pipe.txt", "socket.txt", "/dev/null")
    assert [str(each) for each in results] == [
        "pipe.txt: is a pipe, not a file; pass - and feed it to standard input",
        "socket.txt: is a socket, not a file; name a file",
        "/dev/null: is a device, not a file; name a file",
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_file_that_becomes_a_pipe_before_it_is_opened_is_refused_and_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, plain = tmp_path / "a.txt", tmp_path / "plain.txt"
    plain.write_bytes(NEWS)
    as_it_was = os.stat(plain)
    os.mkfifo(path)
    monkeypatch.setattr("rumourctl.articles.opening.os.stat", lambda _: as_it_was)
    assert read(path) == [Problem(str(path), "is a pipe, not a file; pass - and feed it to standard input")]


@pytest.mark.parametrize("size", [len(NEWS) + 10, 20])
def test_a_file_that_grows_or_shrinks_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(NEWS)
    status = os.fstat

    def changing(descriptor: int) -> os.stat_result:
        before = status(descriptor)
        os.truncate(path, size)
        return before

    monkeypatch.setattr("rumourctl.articles.opening.os.fstat", changing)
    assert read(path) == [Problem(str(path), "changed while it was read; try again when it is written")]


@pytest.mark.skipif(not Path("/proc/self/comm").exists(), reason="this system has no /proc")
def test_a_file_that_lies_about_its_size_is_read_whole() -> None:
    path = Path("/proc/self/limits")
    assert path.stat().st_size == 0
    (result,) = read(path, options=replace(OPTIONS, given=TODAY))
    assert isinstance(result, Article)
    assert result.text == path.read_text()


def test_a_stream_that_would_have_to_be_waited_for_is_refused() -> None:
    source, target = os.pipe()
    os.set_blocking(source, False)
    with open(source, "rb") as stream:
        (refused,) = read_articles(["-"], OPTIONS, stream)
    os.close(target)
    assert str(refused) == "-: gives nothing to read; check what feeds it"


@pytest.fixture
def as_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Be somebody whom permissions bind, standing in the test's folder: root may read everything."""
    monkeypatch.chdir(tmp_path)
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    tmp_path.chmod(0o777)
    os.seteuid(65534)
    yield
    os.seteuid(0)


@pytest.mark.skipif(os.name == "nt", reason="permissions are others there")
def test_what_may_not_be_read_is_refused_and_the_rest_is_read(as_nobody: None) -> None:
    for name in ("a.txt", "folder/b.txt", "c.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(NEWS)
    Path("a.txt").chmod(0)
    Path("folder").chmod(0)
    first, second, third = read(".")
    reason = "cannot be read: Permission denied; ask for the right to read it"
    Path("folder").chmod(0o700)
    assert (first, third) == (Problem("./a.txt", reason), Problem("./folder", reason))
    assert isinstance(second, Article)


def test_broken_standard_input_is_refused() -> None:
    closed = io.BytesIO()
    closed.close()
    (refused,) = read_articles(["-"], OPTIONS, closed)
    assert isinstance(refused, Problem)
    assert refused.reason.startswith("cannot be read: ")


def test_a_bad_file_among_good_ones_is_a_problem_in_its_place(tmp_path: Path) -> None:
    for name, data in (("a.txt", NEWS), ("b.txt", b""), ("c.txt", b"%PDF-1.4"), ("d.txt", NEWS)):
        (tmp_path / name).write_bytes(data)
    assert [type(each) for each in read(tmp_path)] == [Article, Problem, Problem, Article]


def test_a_file_name_that_is_no_text_does_not_reach_the_article(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/G\xfcler.txt")
    try:
        Path(path).write_bytes(NEWS)
    except OSError:
        pytest.skip("this file system takes only text as names")
    (result,) = read(path)
    assert isinstance(result, Article)
    assert result.path.endswith("G\\udcfcler.txt")


def _headers() -> Iterator[bytes]:
    yield from (b"", b"date 2025-05-20 ", b"---\n", b"---\ndate: 2025-05-20\n", b"Published: ", b"# ", b"\xef\xbb\xbf")
    yield from (b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00", b"Title: x\nDate: 03/04/2025\n")


@settings(deadline=None)  # a busy machine is no fault
@given(
    header=st.sampled_from(list(_headers())),
    rest=st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")) | st.text("date :-/.0259\n"
    "'\"#").map(str.encode),
    path=st.sampled_from(["a.txt", "2025-05-20.txt", "-", "", "a\0\udcfc"]),
    day_first=st.sampled_from([True, False, None]),
)  # fmt: skip
def test_any_bytes_are_an_article_or_a_problem(header: bytes, rest: bytes, path: str, day_first: bool | None) -> None:
    data = header + rest
    result = read_article(data, path, replace(OPTIONS, day_first=day_first))
    if isinstance(result, Problem):
        assert str(result)
        assert "\n" not in result.reason
        return
    assert 0 <= result.body_start < len(result.text)
    assert result.text.encode()  # no lone surrogates
    assert any(
        data.endswith(encoded) and len(data) - len(encoded) <= 4
        for encoded in (
            result.text.encode(codec, "replace") for codec in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "cp1252")
        )
    )
