"""Whatever the text, reading it ends, repeats itself, and leads back to the text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rumourctl.articles.model import Article
from rumourctl.claims.model import Claim
from rumourctl.extraction.pipeline import Extractor

Extract = Callable[[str], list[Claim]]

STORY = """Chelsea close in on Aske

Chelsea have made a £30m bid for Lyon midfielder Tobin Aske, according to Marca. The 24-year-old wants to join
the London club, who sold Maro Velling to Everton in January.

“We will not sell him,” coach Carlo Bertazzi told L'Equipe on Tuesday. He is set to sign a new contract. (Mirror)
"""


def test_the_same_article_always_gives_the_same_claims(extractor: Extractor) -> None:
    article = Article(STORY, date(2026, 3, 12), "a.txt")
    first = extractor.extract(article)
    assert len(first) > 3
    assert extractor.extract(article) == first
    assert Extractor().extract(article) == first


def test_claims_come_in_text_order(extract: Extract) -> None:
    starts = [claim.evidence[0].start for claim in extract(STORY)]
    assert starts == sorted(starts)


def assert_evidence_leads_back(text: str, claims: list[Claim]) -> None:
    for claim in claims:
        assert claim.evidence
        for evidence in claim.evidence:
            assert evidence.text == text[evidence.start : evidence.end]
            assert evidence.text.strip()


LINE_ENDS = ["\n", "\r\n", "\r"]


@pytest.mark.parametrize("end", LINE_ENDS, ids=repr)
def test_evidence_is_cut_from_the_text_whatever_its_line_ends(extract: Extract, end: str) -> None:
    text = STORY.replace("\n", end)
    claims = extract(text)
    assert claims
    assert_evidence_leads_back(text, claims)


def test_the_header_of_an_article_is_not_read(extractor: Extractor) -> None:
    header = "Title: Everton sign Idris Okomo from Rennes\n\n"
    text = header + "Chelsea want Lyon midfielder Tobin Aske."
    article = Article(text, date(2026, 3, 12), "a.txt", body_start=len(header))
    claims = extractor.extract(article)
    assert [claim.person for claim in claims] == ["Tobin Aske"]
    assert_evidence_leads_back(text, claims)


SILENT = {
    "empty": "",
    "blank": " \n\t\r\n ",
    "one letter": "a",
    "only emoji": "🚨🔥✅👨‍👩‍👧 " * 100,
    "only marks": "…!?., ;:-–— " * 100,
    "quotation marks": "“" * 10_000,
    "straight quotation marks": '"' * 10_000,
    "apostrophes": "'" * 10_000,
    "brackets": "(" * 10_000,
    "closing brackets": ")" * 10_000,
    "pairs of brackets": "()" * 5_000,
    "commas": "," * 10_000,
    "control characters": "\x00\x01\x07\x1b[31m" * 100,
    "one long word": "a" * 50_000,
    "lone surrogate": "\ud800 \udfff",
}


@pytest.mark.parametrize("text", [pytest.param(text, id=label) for label, text in SILENT.items()])
def test_text_without_words_claims_nothing(extract: Extract, text: str) -> None:
    assert extract(text) == []


LONG = {
    "one sentence of 5,000 words": "Chelsea want Tobin Aske and " * 1_000,
    "one list of 2,000 clubs": "Chelsea, Everton, " * 1_000 + "and Lyon want Tobin Aske.",
    "one list of 1,000 names": "Everton want " + "Tobin Aske, " * 1_000 + "and Maro Velling.",
    "relative clauses in one another": "Tobin Aske, who joined Lyon, " * 500,
    "quotations never closed": "“I want to join Chelsea, " * 100,
    "brackets never closed": "Chelsea want Tobin Aske (" * 500,
    "capitals": STORY.upper() * 20,
    "one line": STORY.replace("\n", " ") * 20,
    "one word a line": STORY.replace(" ", "\n") * 5,
}


@pytest.mark.parametrize("text", [pytest.param(text, id=label) for label, text in LONG.items()])
def test_text_of_odd_shape_is_read_to_its_end(extract: Extract, text: str) -> None:
    assert_evidence_leads_back(text, extract(text))


# Arbitrary characters hardly ever make a claim; pieces of sentences, put together anyhow, do.
PIECES = st.sampled_from(
    [
        "Chelsea", "Lyon", "Real", "the Reds", "Tobin Aske", "Aske", "van", "Henrik Valdahl", "manager",
        "the 24-year-old", "he", "they", "who", "his", "want", "sign", "signing", "signed", "to", "from", "for",
        "of", "by", "with", "at", "not", "will", "have", "has", "is", "been", "a", "the", "bid", "talks", "deal",
        "loan", "contract", "until 2030", "£30m", "£30m-rated", "on Tuesday", "in 2021", "last week",
        "according to", "Marca", "reports", "said", "told", "(", ")", "“", "”", '"', "'s", ",", ".", "?", "!", ":",
        "-", "–", "and", "or", "but", "if", "that", "\n", "\n\n", "IN:", "OUT:", "#CFC", "🚨", "Full story:",
        "(Marca)", "No.", "…", "\u2028", "\x00",
    ]
)  # fmt: skip
ANY_ARTICLE = st.one_of(
    st.text(), st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES, max_size=30).map("".join)
)


@settings(deadline=None, max_examples=200)
@given(text=ANY_ARTICLE, body_start=st.integers(0, 3))
def test_any_text_gives_claims_that_lead_back_to_it(extractor: Extractor, text: str, body_start: int) -> None:
    article = Article(text, date(2026, 3, 12), "a.txt", body_start=min(body_start, len(text)))
    claims = extractor.extract(article)
    assert_evidence_leads_back(text, claims)
    assert all(claim.person and (claim.from_club or claim.to_club) for claim in claims)
