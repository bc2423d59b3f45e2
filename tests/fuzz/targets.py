"""All that is fuzzed: what goes in, what must hold, and how many inputs a long run gives it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.fuzz import checks, commands, exports, prose, toml, twin, work

_CODECS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1")
_MARKS = (b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2", b"\xed\xa0\x80", b"\x81", b"PK\x03\x04", b"\x1b")


@dataclass(frozen=True)
class Target:
    """One thing that is fuzzed. ``few`` inputs are what a run of all tests gives it, ``many`` what a long run does;
    ``guided`` says how many more are found by coverage, for what takes a text or bytes."""

    name: str
    inputs: SearchStrategy[Any]
    check: Callable[[Any], None]
    few: int
    many: int
    guided: int = 0


@st.composite
def _saved(draw: st.DrawFn) -> bytes:
    """A text as some program may have saved it, now and then with bytes of another kind in it."""
    data = draw(prose.phrase).encode(draw(st.sampled_from(_CODECS)), "ignore")
    at = draw(st.integers(0, len(data)))
    return data[:at] + draw(st.sampled_from(_MARKS)) + data[at + draw(st.integers(0, 3)) :]


_LABELS = (
    *(
        "date ",
        "Date: ",
        "Published: ",
        "Updated: ",
        "Source: ",
        "Title: ",
        "# ",
        "By ",
        "URL: ",
        "---\n",
        "title: ",
        '"',
    ),
    *(
        "2025-05-20",
        "20 May 2025",
        "03/04/2025",
        "20 May 25",
        "20250230",
        "08:12 BST",
        "T08:00Z",
        "\n",
        "\n\n",
        "'",
        "\\u",
    ),
)
_headed = st.builds(
    lambda top, rest: "".join(top) + rest,
    st.lists(st.one_of(st.sampled_from(_LABELS), prose.piece), max_size=12),
    prose.phrase,
)
_bytes = st.one_of(_saved(), st.binary(max_size=200))

TARGETS = (
    Target("header", st.one_of(_headed, prose.article), checks.check_header, 150, 20_000, 150_000),
    Target("decoder", _bytes, checks.check_decoder, 150, 20_000, 300_000),
    Target("file", _bytes, checks.check_file, 100, 10_000, 20_000),
    Target("tokens", prose.article, checks.check_tokens, 100, 10_000, 60_000),
    Target("dates", prose.phrase, checks.check_dates, 150, 20_000, 40_000),
    Target("money", prose.phrase, checks.check_money, 150, 20_000, 150_000),
    Target("names", prose.phrase, checks.check_names, 60, 5_000, 10_000),
    Target("when", st.one_of(commands.days, prose.phrase), checks.check_when, 150, 20_000, 250_000),
    Target("pattern", toml.patterns, checks.check_pattern, 150, 20_000, 150_000),
    Target("words and rules", toml.files(), toml.check_file, 60, 5_000),
    Target("words and rules in use", toml.files(), toml.check_own, 1, 100),
    Target("reading", prose.article, checks.check_reading, 12, 4_000, 4_000),
    Target("reading elsewhere", prose.article, twin.check_same_elsewhere, 6, 2_000),
    Target("questions", commands.questions(), commands.check_question, 12, 3_000),
    Target("growth of finding", work.repeated, work.check_finding_grows_with_the_text, 3, 200),
    Target("growth of reading", work.repeated, work.check_reading_grows_with_the_text, 1, 100),
    Target("imports", exports.exports(), exports.check_import, 15, 3_000),
    Target("rulings", commands.rulings, commands.check_rulings, 3, 400),
)
