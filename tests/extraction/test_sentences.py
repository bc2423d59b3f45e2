"""Plain sentences and the claims that they make: the files in ``sentences`` are the documentation of the reading.

A case is a label behind "#", a text, and the claims that it should give, indented and written as ``line`` in
``conftest.py`` writes them; cases are parted by a blank line. ``misread.txt`` holds what is not read rightly yet, each
case labelled with the reason: one that passes has been mended and belongs into the file of its topic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "sentences"
MISREAD = FOLDER / "misread.txt"


def cases(file: Path) -> Iterator[tuple[str, str, list[str]]]:
    """The cases of a file: label, text, claims."""
    for block in file.read_text(encoding="utf-8").strip().split("\n\n"):
        label, text, *claims = block.split("\n")
        assert label.startswith("# "), f"{file.name}: {label!r} is no label"
        assert all(claim.startswith("    ") for claim in claims), (
            f"{file.name}: {text!r} has claims that are not indented"
        )
        yield label[2:], text, [claim.strip() for claim in claims]


READ = [
    pytest.param(text, claims, id=f"{file.stem}: {label}")
    for file in sorted(FOLDER.glob("*.txt"))
    if file != MISREAD
    for label, text, claims in cases(file)
]
NOT_YET = [
    pytest.param(text, claims, id=text, marks=pytest.mark.xfail(reason=reason, raises=AssertionError))
    for reason, text, claims in cases(MISREAD)
]


@pytest.mark.parametrize(("text", "claims"), READ)
def test_a_plain_sentence_makes_its_claims(assert_claims: Callable[..., None], text: str, claims: list[str]) -> None:
    assert_claims(text, *claims)


@pytest.mark.parametrize(("text", "claims"), NOT_YET)
def test_a_sentence_is_misread(assert_claims: Callable[..., None], text: str, claims: list[str]) -> None:
    assert_claims(text, *claims)


def test_no_sentence_stands_twice() -> None:
    texts = [text for file in FOLDER.glob("*.txt") for _, text, _ in cases(file)]
    assert sorted({text for text in texts if texts.count(text) > 1}) == []
