"""Every reason and ground that explaining may give, met in a text."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rumourctl.articles.model import Article
from rumourctl.extraction.explaining import Row, explained
from rumourctl.extraction.pipeline import Extractor
from rumourctl.extraction.reasons import Drop, Ground

DROPPED = {
    Drop.NO_WORDS: "Kai Lund likes Chelsea.",
    Drop.NO_EVENT: "Chelsea want to win.",
    Drop.WAITS: "Kai Lund spoke about his departure.",
    Drop.SUPPOSED: "Lyon midfielder Kai Lund would match any bid from Chelsea.",
    Drop.UNNAMED: "Chelsea are chasing a striker.",
    Drop.NO_MOVER: "Chelsea chairman Ada Berg has been signed.",
    Drop.NO_PERSON: "Chelsea have rejected a bid.",
    Drop.NO_SUITOR: "There is interest in Kai Lund.",
    Drop.NO_CLUB: "Kai Lund has left.",
    Drop.OWN_CLUB: "Lyon midfielder Kai Lund spoke. Lyon are keen on Lund.",
    Drop.TOO_MANY: "Chelsea want Kai Lund. " * 201,
    Drop.HEADING: "Chelsea want Kai Lund\n\nChelsea want Lyon midfielder Kai Lund, and talks have begun.",
    Drop.OUTRANKED: "Chelsea want Kai Lund and have signed him from Lyon.",
    Drop.PART: "Kai Lund has left Lyon. He has joined Chelsea.",
}
GROUNDS = {
    Ground.DATED: "Kai Lund spoke of his £9m switch from Lyon to Chelsea in 2022.",
    Ground.NEGATED: "Chelsea have not signed Kai Lund.",
    Ground.DENIED: "Lyon denied that Chelsea have made a bid for Kai Lund.",
    Ground.PROGRESSIVE: "Kai Lund is leaving Lyon.",
    Ground.CONDITION: "Chelsea will sign Kai Lund if the price drops.",
    Ground.QUESTION: "Will Kai Lund join Chelsea?",
    Ground.WHETHER: "It is open whether Chelsea will sign Kai Lund.",
    Ground.IMAGINED: "Chelsea would sign Kai Lund.",
    Ground.HEARSAY: "It is understood that Chelsea want Kai Lund.",
}


PIECES = [
    *("Chelsea", "Lyon", "Kai Lund", "Ada Berg", "he", "the midfielder", "Marca", "according to", "“", "”", ",", ". "),
    *("want", "have signed", "will sell", "deny that", "not", "if", "to", "from", "IN:", "on loan", "£9m", "?", "\n\n"),
]


def rows_of(text: str, extractor: Extractor) -> list[Row]:
    trace = extractor.trace(Article(text, date(2026, 3, 12), "article.txt"))
    return list(explained(trace, extractor.rules))


def candidates(rows: list[Row]) -> list[Row]:
    return [candidate for row in rows for clause in row["clauses"] for candidate in clause["candidates"]]


@pytest.mark.parametrize("reason", DROPPED, ids=lambda reason: reason.name)
def test_what_is_dropped_has_its_reason(extractor: Extractor, reason: Drop) -> None:
    rows = rows_of(DROPPED[reason], extractor)
    given = {row["dropped"] for row in rows} | {o["dropped"] for c in candidates(rows) for o in c["outcomes"]}
    assert reason.name.lower() in given


@pytest.mark.parametrize("ground", GROUNDS, ids=lambda ground: ground.name)
def test_what_weighs_on_a_candidate_is_told(extractor: Extractor, ground: Ground) -> None:
    found = candidates(rows_of(GROUNDS[ground], extractor))
    assert {"name": ground.name.lower(), "because": ground.value} in [g for c in found for g in c["grounds"]]


def test_every_claim_of_an_article_is_told_where_it_was_found(extractor: Extractor, seeds: Path) -> None:
    for path in seeds.iterdir():
        rows = rows_of(path.read_text(encoding="utf-8"), extractor)
        told = {outcome["claim_id"] for candidate in candidates(rows) for outcome in candidate["outcomes"]} - {None}
        assert told == {claim["claim_id"] for row in rows for claim in row["claims"]}
        assert len(told) > 5


@settings(max_examples=100, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=40))
def test_whatever_the_text_each_candidate_ends_in_claims_or_reasons(extractor: Extractor, pieces: list[str]) -> None:
    rows = rows_of(" ".join(pieces), extractor)
    assert json.loads(json.dumps(rows)) == rows
    for candidate in candidates(rows):
        assert candidate["outcomes"]
        assert all((outcome["claim_id"] is None) != (outcome["dropped"] is None) for outcome in candidate["outcomes"])


def test_a_claim_told_twice_is_one_and_names_both_sentences(extractor: Extractor) -> None:
    first, second = rows_of("Chelsea want Kai Lund of Lyon. Marca says Chelsea want Lund.", extractor)
    (claim,) = first["claims"]
    assert [c["claim_id"] for c in second["claims"]] == [claim["claim_id"]]
    assert claim["sentences"] == [1, 2]
    assert claim["source"] == {"name": "Marca", "kind": "outlet"}
    (as_told,) = first["clauses"][0]["candidates"][0]["outcomes"]
    assert as_told["claim_id"] == claim["claim_id"]
    assert as_told["source"]["kind"] == "publisher"


def test_a_move_that_turns_out_to_be_a_loan_is_followed(extractor: Extractor) -> None:
    first, second = rows_of("Chelsea are in talks with Lyon for Kai Lund. Lund has joined Chelsea on loan.", extractor)
    (told,) = first["clauses"][0]["candidates"][0]["outcomes"]
    assert (told["dropped"], told["claim_id"]) == (None, first["claims"][0]["claim_id"])
    assert (told["move"], first["claims"][0]["move"]) == ("transfer", "loan")
    assert [claim["move"] for claim in second["claims"]] == ["loan"]


def test_what_the_sentence_does_not_name_is_said_to_be_recalled(extractor: Extractor) -> None:
    _, second = rows_of("Chelsea want Lyon midfielder Kai Lund. He is open to the move.", extractor)
    assert set(second["claims"][0]["recalled"]) <= {"Chelsea", "Lyon"}
    assert "Chelsea" in second["claims"][0]["recalled"]
