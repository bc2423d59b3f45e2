"""The stream that a ledger is exported as: what is not exactly as it was written is refused, by line and reason."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumourctl.claims.model import Evidence
from rumourctl.ledger.entries import Entry, Piece
from rumourctl.ledger.stream import Unfit, lines, read_lines
from tests.ledger.histories import Added, added
from tests.ledger.streams import entry, sealed, some

DAY = date(2025, 5, 20)


WRITTEN = list(lines(some()))


def read(written: list[bytes]) -> list[Piece]:
    return list(read_lines(io.BytesIO(b"".join(written))))


def refusal(written: list[bytes]) -> str:
    with pytest.raises(Unfit) as refused:
        read(written)
    return str(refused.value)


def test_what_was_written_is_read() -> None:
    assert read(WRITTEN) == some()
    assert [json.loads(line)["record"] for line in WRITTEN] == [
        *("header", "club", "article", "article", "ruling", "ruling", "end"),
    ]
    assert json.loads(WRITTEN[-1]) == {
        "record": "end",
        "articles": 2,
        "claims": 1,
        "clubs": 1,
        "rulings": 2,
        "sha256": hashlib.sha256(b"".join(WRITTEN[:-1])).hexdigest(),
    }


def test_others_may_write_it_with_spaces_and_any_letters() -> None:
    records = [json.loads(line) for line in WRITTEN]
    written = [json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records[:-1]]
    digest = hashlib.sha256(b"".join(written)).hexdigest()
    assert read([*written, json.dumps(records[-1] | {"sha256": digest}).encode()]) == some()


@given(deed=added())
def test_any_text_is_read_as_it_was_and_written_in_ascii_without_controls(deed: Added) -> None:
    told = [entry(deed)]
    written = list(lines(told))
    assert read(written) == told
    assert all(line.endswith(b"\n") and line[:-1].decode("ascii").isprintable() for line in written)


def test_an_export_in_the_first_format_is_read() -> None:
    records = [json.loads(line) for line in WRITTEN]
    records[0]["version"] = 1
    assert read(sealed(records)) == some()


@pytest.mark.parametrize("at", range(len(WRITTEN) - 1))
def test_no_line_can_be_lost_doubled_or_changed(at: int) -> None:
    line = WRITTEN[at]
    for others in ([], [line, line], [line.replace(b"e", b"o")], [line + b"\n"], [line.replace(b'":', b'": ')]):
        assert refusal([*WRITTEN[:at], *others, *WRITTEN[at + 1 :]])
    assert refusal([*WRITTEN, WRITTEN[at]])


@given(length=st.integers(0, sum(map(len, WRITTEN)) - 2))
def test_a_stream_that_was_cut_off_anywhere_is_refused(length: int) -> None:
    whole = b"".join(WRITTEN)
    refused = refusal([whole[:length]])
    assert ("was cut off" in refused) == (length > 0)


@given(
    data=st.one_of(
        st.binary(), st.text().map(str.encode), st.recursive(st.none(), st.lists).map(json.dumps).map(str.encode)
    )
)
def test_what_is_no_export_is_refused_and_nothing_else_happens(data: bytes) -> None:
    assert refusal([data])
    assert refusal([WRITTEN[0], data])


CLAIM = 2
OLDER = 3


def change(at: int, **values: Any) -> Callable[[list[dict[str, Any]]], None]:
    """Another value in the record of a line."""
    return lambda records: records[at].update(values)


def change_claim(**values: Any) -> Callable[[list[dict[str, Any]]], None]:
    return lambda records: records[CLAIM]["claims"][0].update(values)


def change_evidence(**values: Any) -> Callable[[list[dict[str, Any]]], None]:
    return lambda records: records[CLAIM]["claims"][0]["evidence"][0].update(values)


REFUSED = {
    "a newer format": (change(0, version=3), "line 1: was written by a newer rumourctl, in format 3; upgrade"),
    "another format": (change(0, format="x"), "line 1: does not begin an export of a ledger"),
    "an older format": (change(0, version=0), "line 1: 'version' is 0, which no export has"),
    "another text": (change(CLAIM, text="Lyon"), "is not the id of its text, day and publisher, which is a"),
    "another day": (change(CLAIM, published="2025-05-21"), "is not the id of its text, day and publisher, which is a"),
    "no day": (change(CLAIM, published="20250520"), "line 3: 'published' of the line is no date like 2025-05-20"),
    "half a character": (change(CLAIM, title="\ud800"), "line 3: 'title' of the line holds half a character at 0"),
    "prose outside": (change(CLAIM, body_start=99), "does not lie in its text"),
    "an unknown field": (change(CLAIM, mood="glad"), "line 3: the line has a field 'mood', which is not known"),
    "no extractor": (change(CLAIM, extractor=""), "line 3: 'extractor' of the line is empty"),
    "a version of nothing": (change(OLDER, superseded_by="a0"), "is superseded by a0, which does not stand before it"),
    "a stranger": (change_claim(person="Rodrygo"), "is not the id of what is claimed, which is c1-"),
    "another id": (change_claim(claim_id="c1-0"), "line 3: c1-0 is not the id of what is claimed, which is c1-"),
    "a day before all days": (change_claim(date="0001-01-01"), "line 3: the date 0001-01-01 of a claim lies outside"),
    "a day after all days": (change_claim(date="9999-12-31"), "line 3: the date 9999-12-31 of a claim lies outside"),
    "a nameless person": (change_claim(person=""), "line 3: 'person' of a claim is empty"),
    "an unknown stage": (change_claim(stage="gossip"), "line 3: 'stage' of a claim is none of interest, talks, bid"),
    "a number as truth": (change_claim(background=1), "line 3: 'background' of a claim is not true or false"),
    "truth as a number": (
        change_claim(fee={"text": "", "amount": True, "currency": "GBP"}),
        "line 3: 'amount' of 'fee' of a claim is not a whole number",
    ),
    "more money than there is": (
        change_claim(fee={"text": "", "amount": 2**63, "currency": "GBP"}),
        "line 3: 'amount' of 'fee' of a claim is too large",
    ),
    "evidence behind the end": (change_evidence(end=99), "does not lie in the text: 0 to 99"),
    "evidence before the text": (change_evidence(start=-3), "does not lie in the text: -3 to 28"),
    "evidence of nothing": (change_evidence(end=0), "does not lie in the text: 0 to 0"),
    "evidence elsewhere": (change_evidence(start=1), "is not what stands in the text from 1 to 28"),
    "another ruling": (change(4, kind="pardon"), "line 5: 'kind' of the line is none of settle, retract"),
    "another subject": (change(4, subject={"saga": "x"}), "line 5: the subject of retract are claim"),
    "the undoing of nothing": (change(5, subject={"ruling": "r9"}), "line 6: r2 undoes r9, which is no ruling before"),
    "two rulings of one id": (change(5, ruling_id="r1"), "line 6: r1 stands twice in the export"),
    "a club in two countries": (lambda records: records.insert(1, records[1]), "line 3: Lyon stands twice"),
    "a claim twice": (lambda records: records[CLAIM]["claims"].append(records[CLAIM]["claims"][0]), "stands twice"),
    "an article twice": (lambda records: records.insert(3, records[CLAIM]), "stands twice in the export"),
    "another order": (lambda records: records.insert(1, records.pop(2)), "line 3: a line of the kind 'club' may not"),
    "two beginnings": (lambda records: records.insert(1, records[0]), "line 2: a line of the kind 'header' may not"),
    "other counts": (change(-1, claims=7), "line 7: 'claims' is 7, but should be 1: the export was changed"),
    "a replacement of nothing": (
        lambda records: records.insert(4, {"record": "replaced", "article_id": "a0", "by": "a0"}),
        "line 5: a0 is no article of the export",
    ),
    "a replacement by itself": (
        lambda records: records.insert(
            4, {"record": "replaced"} | dict.fromkeys(["article_id", "by"], records[2]["article_id"])
        ),
        "cannot replace itself",
    ),
    "no header": (lambda records: records.pop(0), "line 1: does not begin an export of a ledger"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_does_not_fit_is_refused_by_line_and_reason(what: str) -> None:
    spoil, reason = REFUSED[what]
    records = [json.loads(line) for line in WRITTEN]
    spoil(records)
    assert reason in refusal(sealed(records))


def test_other_digests_are_refused() -> None:
    end = json.loads(WRITTEN[-1]) | {"sha256": "0" * 64}
    assert "line 7: 'sha256' is 000" in refusal([*WRITTEN[:-1], json.dumps(end).encode()])


def test_a_field_that_stands_twice_is_refused_at_any_depth() -> None:
    for field in (b'"text":', b'"amount":'):
        line = WRITTEN[CLAIM].replace(field, field + b"0," + field, 1)
        name = field[1:-2].decode()
        told = f"line 3: an object has the field {name!r} more than once; export the ledger again"
        assert refusal([*WRITTEN[:CLAIM], line]) == told


def test_a_reason_is_short_however_much_it_quotes() -> None:
    records = [json.loads(line) for line in WRITTEN]
    records[CLAIM]["article_id"] = "a" * 1_000_000
    assert len(refusal(sealed(records))) < 1_000


def test_claims_without_their_article_are_refused_with_what_to_do() -> None:
    claim = json.loads(WRITTEN[CLAIM])["claims"][0] | {"article_id": "a1", "article": "a.txt"}
    assert refusal([json.dumps(claim).encode()]) == (
        "line 1: is a claim without its article, against whose text it would be checked;"
        " ingest the articles, or export a ledger that has them"
    )


def test_no_more_than_a_megabyte_is_read_of_what_may_be_anything() -> None:
    stream = io.BytesIO(b"\x00" * 5_000_000)
    with pytest.raises(Unfit, match="line 1: is longer than 1,000,000 bytes"):
        next(read_lines(stream))
    assert stream.tell() == 1_000_000


def test_evidence_may_be_of_any_part_of_the_text() -> None:
    newer = some()[1]
    assert isinstance(newer, Entry)
    spans = (Evidence(0, 7, "Endrick"), Evidence(27, 28, "."))
    told = replace(newer, claims={name: replace(claim, evidence=spans) for name, claim in newer.claims.items()})
    assert read(list(lines([told]))) == [told]
