"""How work grows with the text. It is counted, not timed: the same on every machine, however busy that is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from types import FrameType
from typing import Any

from hypothesis import strategies as st

from rumourctl.articles.header import read_header
from rumourctl.articles.model import Article
from rumourctl.articles.refusal import Refusal
from rumourctl.language.dates import find_contract_ends, find_dates
from rumourctl.language.money import find_money
from rumourctl.language.tokens import sentences
from tests.fuzz import prose
from tests.fuzz.checks import TODAY, extractor

_MOST = 2.3
"""By how much work may grow where the text doubles."""
_SMALLEST = 2500
"""Characters of the smallest text, at least: beyond the longest sentence that is read whole."""


@dataclass(frozen=True)
class Repeated:
    """A piece of text to repeat, each time with ``between`` behind it, and where ``named`` another name in front."""

    piece: str
    between: str
    named: bool

    def times(self, number: int) -> str:
        """The text of ``number`` repetitions."""
        return "".join(f"{_name(n) if self.named else ''}{self.piece}{self.between}" for n in range(number))


repeated = st.builds(
    Repeated,
    st.one_of(prose.sentence(), prose.phrase.filter(bool), st.lists(prose.piece, min_size=1, max_size=4).map(" ".join)),
    st.sampled_from((" ", ", ", "", "\n", "\n\n")),
    st.booleans(),
)


def check_reading_grows_with_the_text(repeated: Repeated) -> None:
    """A text of twice the length takes twice the work to read for claims."""
    _check(lambda text: extractor().trace(Article(text, TODAY, "a.txt")), repeated)


def check_finding_grows_with_the_text(repeated: Repeated) -> None:
    """So it is with the header, the language, the sentences, the dates and the sums."""
    for find in (_header, _language, sentences, _dates, find_money):
        _check(find, repeated)


def lines_run(action: Callable[[], object]) -> int:
    """How many lines of Python, calls and returns ``action`` takes. What a regular expression does is one line."""
    count = 0

    def step(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += 1
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        action()
    finally:
        sys.settrace(before)
    return count


def _check(read: Callable[[str], object], repeated: Repeated) -> None:
    number = max(100, _SMALLEST // len(repeated.times(1)))
    read(repeated.times(1))  # what is loaded or remembered at first use is no work on the text
    for smaller, larger in pairwise(
        lines_run(lambda n=n: read(repeated.times(n))) for n in (number, 2 * number, 4 * number)
    ):
        assert larger <= _MOST * smaller, (read, number, smaller, larger)


def _header(text: str) -> None:
    try:
        read_header(text, None)
    except Refusal:
        return


def _language(text: str) -> object:
    return Article(text, TODAY, "a.txt").language


def _dates(text: str) -> None:
    find_dates(text, TODAY)
    find_contract_ends(text, TODAY)


def _name(number: int) -> str:
    """The name of somebody else for each number."""
    letters = ""
    while number or not letters:
        number, letter = divmod(number, 26)
        letters += chr(ord("a") + letter)
    return f"Tobin Va{letters}n "
