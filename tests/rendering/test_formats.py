"""The machine formats: whole, parseable, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumourctl.rendering.formats import Format, machine_text
from rumourctl.rendering.safe import safe_lines

CLAIM = {
    "person": "Kai Lund",
    "source": {"name": None, "kind": "unnamed"},
    "via": ["Express", "Marca"],
    "fee": {"text": "£40.2m", "amount": 40_200_000, "currency": "GBP"},
    "background": False,
    "deal": None,
    "evidence": [{"start": 0, "end": 4, "text": "one."}, {"start": 5, "end": 9, "text": "two."}],
}
BARE = CLAIM | {"fee": None, "via": [], "background": True}


def text(form: Format, rows: list[dict[str, Any]]) -> str:
    return "".join(machine_text(form, list(CLAIM), rows))


def test_json_is_an_array_and_ndjson_an_object_a_line() -> None:
    assert json.loads(text(Format.JSON, [CLAIM, BARE])) == [CLAIM, BARE]
    assert [json.loads(line) for line in text(Format.NDJSON, [CLAIM, BARE]).splitlines()] == [CLAIM, BARE]


def test_no_rows_are_an_empty_array_a_header_or_nothing() -> None:
    assert json.loads(text(Format.JSON, [])) == []
    assert text(Format.NDJSON, []) == ""
    assert text(Format.CSV, []).count("\n") == 1


def test_csv_has_a_column_for_each_part_of_a_nested_field() -> None:
    rows = list(csv.DictReader(io.StringIO(text(Format.CSV, [CLAIM, BARE]))))
    assert rows[0] == {
        "person": "Kai Lund",
        "source_name": "",
        "source_kind": "unnamed",
        "via": "Express; Marca",
        "fee_text": "£40.2m",
        "fee_amount": "40200000",
        "fee_currency": "GBP",
        "background": "false",
        "deal": "",
        "evidence": "one.; two.",
    }
    assert (rows[1]["fee_amount"], rows[1]["via"], rows[1]["background"]) == ("", "", "true")


FORMULAS = (
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    '"=1"',
    "' =1",
    "＝1",
    "＋1",
    "－1",
    "＠A",
    "−1",
)


@pytest.mark.parametrize("cell", FORMULAS)
@pytest.mark.parametrize("form", [Format.CSV, Format.TSV])
def test_a_cell_cannot_be_a_formula(cell: str, form: Format) -> None:
    told = "".join(machine_text(form, ["person", "via"], [{"person": cell, "via": ["Marca", cell, f"{cell};{cell}"]}]))
    cells = list(csv.reader(io.StringIO(told, newline=""), delimiter="\t" if form is Format.TSV else ","))[1]
    assert len(cells) == 2
    for part in (part for text in cells for part in text.split(";")):  # where a semicolon parts cells
        assert unicodedata.normalize("NFKC", part).lstrip(" \n\"'")[:1] not in "=+-@−" or "'" in part, part


def test_a_number_of_ours_stays_a_number_and_words_stay_words() -> None:
    row = {"person": "Saint-Étienne; a - b = c", "via": -3, "deal": -0.5}
    told = "".join(machine_text(Format.CSV, list(row), [row]))
    assert told.splitlines()[1] == "Saint-Étienne; a - b = c,-3,-0.5"


@pytest.mark.parametrize("form", [Format.CSV, Format.TSV])
def test_a_sheet_spells_out_what_cannot_be_seen(form: Format) -> None:
    told = "".join(machine_text(form, ["a"], [{"a": "x\x1b[2J\u202e\u200b\udcff\x9by"}]))
    assert told == "a\nx<U+001B>[2J<U+202E><U+200B><U+DCFF><U+009B>y\n"


def test_tsv_has_one_line_a_row_whatever_the_text() -> None:
    told = "".join(machine_text(Format.TSV, ["a", "b"], [{"a": "x\ty\nz", "b": "w"}]))
    assert told == "a\tb\nx y z\tw\n"


def test_lone_surrogates_and_line_separators_become_json_escapes() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace", newline="")
    stream.writelines(machine_text(Format.NDJSON, ["a"], [{"a": "x\udcff\u2028\x9b\x1b\u202e\U000e0041y"}]))
    stream.flush()
    written = stream.buffer.getvalue().decode()
    assert written == '{"a": "x\\udcff\\u2028\\u009b\\u001b\\u202e\\udb40\\udc41y"}\n'
    assert json.loads(written) == {"a": "x\udcff\u2028\x9b\x1b\u202e\U000e0041y"}


@given(st.lists(st.dictionaries(st.just("a"), st.text(), min_size=1)))
def test_ndjson_gives_every_text_back_and_csv_what_a_table_shows(rows: list[dict[str, Any]]) -> None:
    ndjson = "".join(machine_text(Format.NDJSON, ["a"], rows))
    assert [json.loads(line) for line in ndjson.splitlines()] == rows
    back = list(csv.reader(io.StringIO("".join(machine_text(Format.CSV, ["a"], rows)), newline="")))
    assert [cells[0].replace("'", "") if cells else "" for cells in back[1:]] == [
        safe_lines(row["a"]).replace("'", "") for row in rows
    ]
