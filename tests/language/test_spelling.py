"""However an article's letters are written, it is read the same, and its offsets are those of its own text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumourctl.articles.model import Article
from rumourctl.claims.model import Claim
from rumourctl.extraction.pipeline import Extractor
from rumourctl.language.spelling import usual_spelling

TEXT = (
    "Liverpool have agreed a £60m deal to sign Arda Güler from Real Madrid, according to Marca.\n\n"
    'Manager Arne Slot said: "We want João Félix and Łukasz Świątek."\n\n'
    "Chelsea want to sign midfielder Martin Ødegaard from Arsenal for £70.5 million.\n"
)


def _wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _bold(text: str) -> str:
    return "".join(chr(0x1D5D4 + ord(c) - ord("A")) if "A" <= c <= "Z" else c for c in text)


def _inside(mark: str) -> Callable[[str], str]:
    """Puts ``mark`` inside names."""
    return lambda text: text.replace("Liver", f"Liver{mark}").replace("Gü", f"Gü{mark}").replace("Øde", f"Øde{mark}")


WRITTEN = {
    "accents behind their letters": lambda text: unicodedata.normalize("NFD", text),
    "full-width letters and digits": _wide,
    "bold letters": _bold,
    "ligatures": lambda text: text.replace("fi", "ﬁ").replace("ff", "ﬀ"),
    "soft hyphens inside names": _inside("\xad"),
    "zero-width blanks inside names": _inside("\u200b"),
    "joiners inside names": _inside("\u200d"),
    "byte order marks inside names": _inside("\ufeff"),
    "controls inside names": _inside("\x01"),
    "a heap of accents": lambda text: text.replace("Arda", "A" + "\u0334" * 500 + "rda"),
    "non-breaking blanks": lambda text: text.replace(" ", "\xa0"),
    "thin blanks": lambda text: text.replace(" ", "\u2009"),
    "narrow blanks in sums": lambda text: text.replace("60m", "60\u202fm").replace(" million", "\u202fmillion"),
    "two blanks": lambda text: text.replace(" million", "  million"),
    "thousands parted by thin blanks": lambda text: text.replace("60m", "60\u2009000\u2009000"),
    "a fraction": lambda text: text.replace("70.5", "70½"),
    "names turned around": lambda text: text.replace("Arda Güler", "\u202eArda Güler\u202c"),
    "isolated names": lambda text: text.replace("Arda Güler", "\u2068Arda Güler\u2069"),
    "curly quotation marks": lambda text: text.replace(' "', " “").replace('."', ".”"),
    "angled quotation marks": lambda text: text.replace(' "', " «").replace('."', ".»"),
    "low quotation marks": lambda text: text.replace(' "', " „").replace('."', ".“"),
    "doubled quotation marks": lambda text: text.replace('"', "''"),
    "typewriter quotation marks": lambda text: text.replace(' "', " ``").replace('."', ".''"),
    "line separators": lambda text: text.replace("\n", "\u2028"),
    "paragraph separators": lambda text: text.replace("\n\n", "\u2029"),
    "form feeds": lambda text: text.replace("\n\n", "\n\x0c\n"),
    "dotless i in a sum": lambda text: text.replace("million", "mıllıon"),
}


@pytest.fixture(scope="module")
def read() -> Callable[[str], list[Claim]]:
    extractor = Extractor()
    return lambda text: extractor.extract(Article(text, date(2025, 5, 20), "article.txt"))


def said(claims: list[Claim]) -> list[object]:
    return [(c.person, c.stage, c.from_club, c.to_club, c.fee and c.fee.amount, c.source.name) for c in claims]


@pytest.mark.parametrize("way", WRITTEN)
def test_a_text_is_read_alike_in_whatever_way_it_is_written(read: Callable[[str], list[Claim]], way: str) -> None:
    text = WRITTEN[way](TEXT)
    assert text != TEXT
    claims = read(text)
    assert said(claims) == said(read(TEXT))
    assert len(claims) == 4
    for span in (span for claim in claims for span in claim.evidence):
        assert text[span.start : span.end] == span.text


def test_names_keep_the_letters_that_are_theirs(read: Callable[[str], list[Claim]]) -> None:
    (claim,) = read("Lyon have signed Ferdi Kadıoğlu from Fenerbahçe.")
    assert claim.person == "Ferdi Kadıoğlu"


@given(st.text(st.characters() | st.sampled_from("e\u0301\u0327ﬁＡ\xad\u200b\u2029 12½'‘\xa0")))
def test_every_place_of_the_spelling_has_one_in_the_text_in_the_same_order(text: str) -> None:
    spelling = usual_spelling(text)
    own = [spelling.own(place) for place in range(len(spelling.text) + 1)]
    assert own == sorted(own)
    assert own[-1] == len(text)
    assert all(spelling.own(spelling.place(at)) >= at for at in range(len(text) + 1))
