"""Reading costs in proportion to the length of a text, whatever stands in it. Work is counted, not timed."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from datetime import date
from types import FrameType

import pytest

from rumourctl.articles import likeness
from rumourctl.articles.model import Article
from rumourctl.articles.reading import ReadOptions, read_article
from rumourctl.extraction.explaining import explained
from rumourctl.extraction.pipeline import Extractor
from rumourctl.rendering.safe import safe

LENGTH = 6_000
"""Long enough for many sentences of the longest that are read as one."""
MOST = 2.4
"""Times as much work for twice the text, at most; four for what is quadratic."""


def _name(chance: random.Random) -> str:
    return chance.choice("ABCDEFGHKLM") + "".join(chance.choice("aeioulnrst") for _ in range(5))


REPEATED = (
    *('"', "“", "'", "(", "((“", ")", "[", "—", "-", ",", ".", "…", "?", ";", ": ", "#", "*", "> ", "  - ", "# A\n"),
    *("a", "1", "A", "£", "🚨", "\u0301", "e\u0301", "\xad", "\u202e", " ", "\xa0", "\n", "a\n", "1,000,", "A.", "J. "),
    *("John Smith ", "Smith-", "Smith/", "Smith's ", "SMITH JOINS LYON ", "Mac ", "de la ", "Smith and ", "Lyon, "),
    *("signed joined ", "not ", "if ", "he said that ", "he ", "who ", "French ", "or ", "and "),
    *("£10m ", "10m euros rising to ", "on Monday ", "20 May 2025 ", "until 2027 ", "two-year ", "10:30 "),
    *("Chelsea want Smith from Lyon. ", "Chelsea want Smith and ", "“Lyon want Smith,” he said, “and "),
    *("Lyon want Smith; ", "Smith, who joined Lyon, ", "Smith (Lyon), ", "- Smith (Lyon to Everton, £10m)\n"),
    *("Lyon want Smith.\n\n", "Read more: ", "By John Smith\n", "@smith ", "http://", "ı", "ＡＢ "),
)
COMPOSED: tuple[Callable[[random.Random], str], ...] = (
    lambda chance: f"Lyon want {_name(chance)} {_name(chance)} and he is keen. ",
    lambda chance: f"“We want {_name(chance)},” said {_name(chance)} {_name(chance)}. ",
    lambda chance: f"{_name(chance)} United want {_name(chance)} from FC {_name(chance)}.\n\n",
    lambda chance: f"the ({_name(chance)} is said to want {_name(chance)} ",
    lambda chance: f"- {_name(chance)} {_name(chance)} (Lyon to Everton, £10m)\n",
)
SHAPES = (*REPEATED, *range(len(COMPOSED)))


def made(shape: str | int, length: int) -> str:
    """So many characters of one thing over and over, or of sentences that each have other names."""
    if isinstance(shape, str):
        return (shape * length)[:length]
    chance = random.Random(shape)
    return "".join(COMPOSED[shape](chance) for _ in range(length // 20))[:length]


def calls(of: Callable[[], object]) -> int:
    """How many functions, Python's own included, a call calls."""
    count = 0

    def counting(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counting)
    try:
        of()
    finally:
        sys.setprofile(None)
    return count


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    made = Extractor()
    made.extract(Article("Chelsea want Kai Lund of Lyon, he said.", date(2025, 5, 20), "a.txt"))  # what is made once
    return made


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES[::3])  # all of them take minutes
def test_twice_the_text_is_twice_the_work(extractor: Extractor, shape: str | int) -> None:
    def work(length: int) -> int:
        article = Article(made(shape, length), date(2025, 5, 20), "a.txt")
        return calls(lambda: list(explained(extractor.trace(article), extractor.rules)))

    assert work(2 * LENGTH) <= MOST * work(LENGTH) + 1_000


@pytest.mark.parametrize("shape", SHAPES)
def test_a_file_is_read_compared_and_shown_in_as_much_work_as_it_is_long(shape: str | int) -> None:
    def work(length: int) -> int:
        text = made(shape, length)
        options = ReadOptions(today=date(2026, 3, 12), given=date(2025, 5, 20))

        def through() -> None:
            read_article(text.encode(), "a.txt", options)
            likeness.marks(likeness.runs(text))
            safe(text)

        return calls(through)

    assert work(20_000) <= MOST * work(10_000) + 1_000
