"""The machine formats: whole, parseable, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumourctl.rendering.formats import Format, machine_text

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


@pytest.mark.parametrize("cell", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
@pytest.mark.parametrize("form", [Format.CSV, Format.TSV])
def test_a_cell_cannot_be_a_formula(cell: str, form: Format) -> None:
    _, line = "".join(machine_text(form, ["person"], [{"person": cell}])).split("\n", 1)
    assert line.lstrip('"').startswith("'")


def test_tsv_has_one_line_a_row_whatever_the_text() -> None:
    told = "".join(machine_text(Format.TSV, ["a", "b"], [{"a": "x\ty\nz", "b": "w"}]))
    assert told == "a\tb\nx y z\tw\n"


def test_lone_surrogates_and_line_separators_become_json_escapes() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace", newline="")
    stream.writelines(machine_text(Format.NDJSON, ["a"], [{"a": "x\udcff\u2028\x9b\x1by"}]))
    stream.flush()
    written = stream.buffer.getvalue().decode()
    assert written == '{"a": "x\\udcff\\u2028\\u009b\\u001by"}\n'
    assert json.loads(written) == {"a": "x\udcff\u2028\x9b\x1by"}


@given(st.lists(st.dictionaries(st.just("a"), st.text(), min_size=1)))
def test_csv_and_ndjson_can_be_read_back(rows: list[dict[str, Any]]) -> None:
    ndjson = "".join(machine_text(Format.NDJSON, ["a"], rows))
    assert [json.loads(line) for line in ndjson.splitlines()] == rows
    back = list(csv.reader(io.StringIO("".join(machine_text(Format.CSV, ["a"], rows)), newline="")))
    assert [cells[0].removeprefix("'") if cells else "" for cells in back[1:]] == [
        row["a"].removeprefix("'") for row in rows
    ]
