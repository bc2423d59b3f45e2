"""``rumourctl export``: the whole ledger as one stream."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rumourctl.commands import given, options
from rumourctl.commands.signals import heeding_signals
from rumourctl.context import Context
from rumourctl.errors import ExitStatus, UsageProblem
from rumourctl.files import new_file
from rumourctl.rendering.notices import counted, note
from rumourctl.rendering.sheet import how_many

if TYPE_CHECKING:
    from rumourctl.ledger.entries import Piece
    from rumourctl.ledger.store import Ledger


def export(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where it goes; else, or with -, standard output.")] = "-",
    parquet: options.AsParquet = False,
    force: options.Force = False,
    db: options.Database = None,
) -> ExitStatus:
    """Write the whole ledger as JSON lines or Parquet, from which import makes the same ledger.

    All versions of all articles with their claims, and all rulings, as they are at one moment; others may write
    meanwhile. The last line has the counts and a digest of all before it, without which the rest was cut off. A FILE
    that ends in .parquet is Parquet: a table of the claims with their articles, for pandas, Polars, DuckDB or Spark.

    Examples:

    $ rumourctl export ledger.ndjson
    $ rumourctl export | zstd > ledger.ndjson.zst
    $ rumourctl export claims.parquet
    """
    context = given.context_of(ctx, db)
    as_parquet = parquet or file.endswith(".parquet")
    if as_parquet and file == "-":
        raise UsageProblem("--parquet: Parquet is no text; name a file for it")
    with heeding_signals(), given.read_ledger(context) as ledger:
        told = counted(context, ledger.told(), "records")
        if file == "-":
            _to_stdout(context, told)
            return ExitStatus.DONE
        write = _as_parquet if as_parquet else _as_lines
        with new_file(Path(file), force=force, never=ledger.paths) as draft:
            counts = write(ledger, told, draft)
    articles, claims = how_many(counts["article"], "article"), how_many(counts["claim"], "claim")
    note(context, f"exported to {file}: {articles}, {claims}, {how_many(counts['ruling'], 'ruling')}")
    return ExitStatus.DONE


def _to_stdout(context: Context, told: Iterable[Piece]) -> None:
    from rumourctl.ledger.stream import lines  # here, so that --help and --version need not wait for the ledger

    for line in lines(told):
        context.write(line.decode("ascii"))


def _as_lines(_: Ledger, told: Iterable[Piece], draft: Path) -> Mapping[str, int]:
    from rumourctl.ledger.stream import lines  # see above

    with draft.open("wb") as stream:
        for line in lines(told):
            stream.write(line)
    counts = json.loads(line)
    return {kind: counts[f"{kind}s"] for kind in ("article", "claim", "ruling")}


def _as_parquet(ledger: Ledger, told: Iterable[Piece], draft: Path) -> Mapping[str, int]:
    from rumourctl.ledger.parquet import write_parquet  # see above

    return write_parquet(told, draft, ledger.shown)
