"""Exports of a ledger in which something is not as it was written, but signed anew, as a careful forger would."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from rumourctl.ledger.store import Ledger
from rumourctl.ledger.stream import Unfit, read_lines
from tests.fuzz import prose
from tests.fuzz.checks import told
from tests.fuzz.commands import run, seed_ledger, state

_ODD = st.one_of(
    st.sampled_from((None, True, -1, 0, 2**70, 1.5, float("nan"), "", "\0", "\ud800", [], {}, [None], "2025-02-30")),
    st.sampled_from(
        ("9999-12-31", "0001-01-01", "done", "club", "undo", "r1", "header", "end", "c1-0", "../x", "'; --")
    ),
    prose.phrase,
)


def exports() -> st.SearchStrategy[bytes]:
    """The export of a small ledger with up to three values changed, left out or doubled, and a fitting end."""
    return st.deferred(lambda: _changed(json.dumps(_records())))


@st.composite
def _changed(draw: st.DrawFn, export: str) -> bytes:
    records = json.loads(export)
    for _ in range(draw(st.integers(0, 3))):
        _change(draw, records)
    body = b"".join(json.dumps(record).encode() + b"\n" for record in records[:-1])
    if isinstance(records[-1], dict):
        records[-1]["sha256"] = hashlib.sha256(body).hexdigest()
    return body + json.dumps(records[-1]).encode() + b"\n"


def check_import(data: bytes) -> None:
    """An export is refused with a reason, or taken: then the ledger answers, and takes it again without a change."""
    try:
        list(read_lines(io.BytesIO(data)))
    except Unfit as error:
        told(error)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        with Ledger.open(path, create=True) as ledger:
            ledger.take(read_lines(io.BytesIO(data)))
        before = state(path)
        with Ledger.open(path) as ledger:
            ledger.take(read_lines(io.BytesIO(data)))
        assert state(path) == before


def _change(draw: st.DrawFn, records: list[Any]) -> None:
    """Changes a value somewhere in ``records``."""
    inside: Any = records
    while True:
        key = draw(st.sampled_from(sorted(inside) if isinstance(inside, dict) else range(len(inside))))
        if not (isinstance(inside[key], dict | list) and inside[key]) or not draw(st.integers(0, 9)):
            break
        inside = inside[key]
    match draw(st.sampled_from(("other", "other", "other", "gone", "double"))):
        case "other":
            inside[key] = draw(_ODD)
        case "gone" if len(inside) > 1:
            del inside[key]
        case "double" if isinstance(inside, list):
            inside.append(inside[key])


@cache
def _records() -> list[Any]:
    """The lines of the export of a ledger with one ruling."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        path.write_bytes(seed_ledger().read_bytes())
        run(path, ("alias", "add", "Marca", "Marca Online", "--of", "outlet"))
        status, written, err = run(path, ("export",))
        assert status == 0, err
    return [json.loads(line) for line in written.splitlines()]
