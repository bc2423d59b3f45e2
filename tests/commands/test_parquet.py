"""Parquet: a table of typed columns for other programs, of which import makes the same ledger."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet

from rumourctl.claims.shape import claim_to_dict
from rumourctl.ledger.parquet import COLUMNS
from rumourctl.ledger.store import Ledger

ROOT = Path(__file__).parents[2]
Runner = Callable[..., Any]


@pytest.fixture
def exported(run: Runner, tmp_path: Path, seed_ledger: Path) -> Path:
    """A ledger with versions, rulings and an article without claims, as Parquet."""
    shutil.copy(seed_ledger, tmp_path / "full.db")
    story = tmp_path / "story.txt"
    for text in ("Nothing happened at Lyon.", "Lyon have sacked Jon Ibsen.", "Lyon sacked Kai Lund for £2m."):
        story.write_text(f"Date: 2026-01-02\n\n{text}\n")
        run("--db", tmp_path / "full.db", "ingest", story)
    (claim, *_) = run("--db", tmp_path / "full.db", "claims", "-f", "json").json
    run("--db", tmp_path / "full.db", "retract", claim["claim_id"], "--why", "misread")
    run("--db", tmp_path / "full.db", "alias", "add", "The Whites", "Real Madrid", "--of", "club")
    done = run("--db", tmp_path / "full.db", "export", tmp_path / "full.parquet")
    assert (done.status, done.stdout) == (0, "")
    assert done.stderr.startswith(f"exported to {tmp_path / 'full.parquet'}: 5 articles, ")
    return tmp_path / "full.parquet"


def reimported(run: Runner, file: Path) -> str:
    ledger = file.with_name("again.db")
    done = run("--db", ledger, "import", file)
    assert done.status == 0, done.stderr
    assert run("--db", ledger, "check").status == 0
    told: str = run("--db", ledger, "export").stdout
    return told


def test_an_import_of_it_makes_the_same_ledger(run: Runner, exported: Path) -> None:
    assert reimported(run, exported) == run("--db", exported.with_suffix(".db"), "export").stdout


def test_it_comes_through_a_pipe_too(run: Runner, exported: Path) -> None:
    done = run("--db", exported.with_name("piped.db"), "import", "-", stdin=exported.read_bytes())
    assert done.status == 0
    told = run("--db", exported.with_name("piped.db"), "export").stdout
    assert told == run("--db", exported.with_suffix(".db"), "export").stdout


def test_every_claim_is_a_row_of_typed_columns_and_an_article_without_claims_is_one(
    run: Runner, exported: Path
) -> None:
    table = parquet.read_table(exported)
    assert {field.name: str(field.type).replace("element: ", "") for field in table.schema} == {
        name: "date32[day]" if kind == "date32" else kind for name, kind in COLUMNS.items()
    }
    rows = table.to_pylist()
    with Ledger.open(exported.with_suffix(".db")) as ledger:
        for recorded in ledger.claims():
            (row,) = [r for r in rows if (r["claim_id"], r["article_id"]) == (recorded.claim_id, recorded.article_id)]
            values = claim_to_dict(recorded.claim)
            assert row["date"] == recorded.claim.date
            assert row["published"] == recorded.published
            assert (row["source_name"], row["source_kind"]) == tuple(values["source"].values())
            assert row["fee_amount"] == (values["fee"] or {}).get("amount")
            assert [row[name] for name in ("person", "via", "evidence", "rules", "background")] == [
                values[name] for name in ("person", "via", "evidence", "rules", "background")
            ]
            assert (row["known_as"], row["retracted"]) == (recorded.known_as, False)
            assert row["text"][row["evidence"][0]["start"] : row["evidence"][0]["end"]] == row["evidence"][0]["text"]
    assert [row["retracted"] for row in rows].count(True) == 1
    (empty,) = [row for row in rows if row["claim_id"] is None]
    assert (empty["text"], empty["published"]) == ("Date: 2026-01-02\n\nNothing happened at Lyon.\n", date(2026, 1, 2))
    assert empty["superseded_by"] in {row["article_id"] for row in rows}


def test_the_guide_lists_all_columns(exported: Path) -> None:
    page = (ROOT / "rumourctl" / "docs" / "scale.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in COLUMNS)


@pytest.mark.slow
def test_claim_files_may_be_parquet(run: Runner, seeds: Path, tmp_path: Path) -> None:
    claims = tmp_path / "claims"
    assert run("extract", seeds, "--out", claims, "--parquet", "--size", 1).status == 0
    assert [part.suffix for part in claims.iterdir()] == [".parquet"] * 2
    assert "2 there already" in run("extract", seeds, "--out", claims, "--parquet", "--size", 1).stderr
    run("--db", tmp_path / "local.db", "ingest", seeds)
    assert run("--db", tmp_path / "far.db", "import", claims).status == 0
    assert run("--db", tmp_path / "far.db", "export").stdout == run("--db", tmp_path / "local.db", "export").stdout


def test_no_payload_is_lost_or_changed(run: Runner, ruled: Path, tmp_path: Path) -> None:
    file = tmp_path / "hostile.parquet"
    assert run("--db", ruled, "export", file).status == 0
    run("--db", tmp_path / "again.db", "import", file)
    assert run("--db", tmp_path / "again.db", "export").stdout == run("--db", ruled, "export").stdout


def changed(file: Path, column: str, to: Callable[[list[Any]], list[Any]]) -> Path:
    """The file as another program writes it, with one column changed."""
    table = parquet.read_table(file)
    place = table.schema.get_field_index(column)
    field = table.schema.field(column)
    table = table.set_column(place, field, pyarrow.array(to(table.column(column).to_pylist()), field.type))
    parquet.write_table(table, file.with_name("changed.parquet"))
    return file.with_name("changed.parquet")


def test_what_another_program_wrote_again_is_taken_too(run: Runner, exported: Path) -> None:
    table = parquet.read_table(exported)
    wide = [
        field.with_type(pyarrow.large_string()) if field.type == pyarrow.string() else field for field in table.schema
    ]
    again = exported.with_name("wide.parquet")
    parquet.write_table(table.cast(pyarrow.schema(wide, table.schema.metadata)), again, compression="gzip")
    metadata = parquet.ParquetFile(exported).metadata.metadata[b"rumourctl"]
    parquet.write_table(
        parquet.read_table(again).replace_schema_metadata({b"rumourctl": metadata}), again, row_group_size=3
    )
    assert reimported(run, again) == run("--db", exported.with_suffix(".db"), "export").stdout


@pytest.mark.parametrize("column", ["text", "person", "claim_id", "article_id", "published", "body_start"])
def test_a_change_is_noticed_and_nothing_is_stored(run: Runner, exported: Path, column: str) -> None:
    other = {"published": date(2020, 1, 1), "body_start": 10**9}.get(column, "Somebody Else")
    file = changed(exported, column, lambda values: [other, *values[1:]])
    metadata = parquet.ParquetFile(exported).metadata.metadata[b"rumourctl"]
    parquet.write_table(parquet.read_table(file).replace_schema_metadata({b"rumourctl": metadata}), file)
    refuses(run, file, "")


def refuses(run: Runner, file: Path, reason: str) -> None:
    none = file.with_name("none.db")
    done = run("--db", none, "import", file, "-f", "json")
    assert (done.status, done.stdout) == (1, "[]\n")
    assert done.stderr.startswith(f"refused {file}: {reason}")
    assert done.stderr.count("\n") == 1
    assert not none.exists()


def test_what_is_damaged_or_something_else_is_refused(run: Runner, exported: Path, tmp_path: Path) -> None:
    whole = exported.read_bytes()
    reason = "is damaged, or no Parquet file of rumourctl's: "
    for name, content in {
        "cut.parquet": whole[:-100],
        "magic.parquet": b"PAR1",
        "flipped.parquet": whole[:400] + bytes([whole[400] ^ 255]) + whole[401:],
    }.items():
        (tmp_path / name).write_bytes(content)
        refuses(run, tmp_path / name, reason)
    parquet.write_table(pyarrow.table({"a": [1]}), tmp_path / "other.parquet")
    refuses(run, tmp_path / "other.parquet", reason + "its metadata do not say that it is one; upgrade ")
    metadata = {b"rumourctl": json.dumps({"format": "rumourctl claims", "version": 99}).encode()}
    newer = parquet.read_table(exported).replace_schema_metadata(metadata)
    parquet.write_table(newer, tmp_path / "newer.parquet")
    refuses(run, tmp_path / "newer.parquet", reason + "it is of version 99, which this rumourctl does not know; ")


def test_without_pyarrow_it_says_what_to_install(
    run: Runner, exported: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    told = "Parquet needs pyarrow: pip install 'rumourctl[parquet]'\n"
    done = run("--db", exported.with_suffix(".db"), "export", exported.with_name("x.parquet"))
    assert (done.status, done.stderr) == (1, f"rumourctl: {told}")
    assert not exported.with_name("x.parquet").exists()
    done = run("extract", seeds, "--out", exported.with_name("claims"), "--parquet")
    assert (done.status, done.stderr) == (1, f"rumourctl: {told}")
    assert run("--db", exported.with_name("x.db"), "import", exported).stderr == f"refused {exported}: {told}"


def test_parquet_is_not_printed(run: Runner, exported: Path) -> None:
    done = run("--db", exported.with_suffix(".db"), "export", "--parquet")
    assert (done.status, done.stdout) == (2, "")
    assert done.stderr == "rumourctl: --parquet: Parquet is no text; name a file for it\n"
