"""``rumourctl export``: the whole ledger as one stream."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from rumourctl.commands import options
from rumourctl.commands.signals import heeding_signals
from rumourctl.errors import ExitStatus
from rumourctl.files import new_file
from rumourctl.rendering.notices import counted, say
from rumourctl.rendering.sheet import how_many


def export(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where it goes; else, or with -, standard output.")] = "-",
    force: options.Force = False,
    db: options.Database = None,
) -> ExitStatus:
    """Write the whole ledger as JSON lines, from which import makes the same ledger.

    All versions of all articles with their claims, and all rulings, as they are at one moment; others may write
    meanwhile. The last line has the counts and a digest of all before it, without which the rest was cut off.

    Examples:

    $ rumourctl export ledger.ndjson
    $ rumourctl export | zstd > ledger.ndjson.zst
    """
    # Imported here, so that --help and --version need not wait for the ledger.
    from rumourctl.ledger.stream import lines

    context = options.context_of(ctx, db)
    with heeding_signals(), options.read_ledger(context) as ledger:
        told = lines(counted(context, ledger.told(), "records"))
        if file == "-":
            for line in told:
                context.write(line.decode("ascii"))
            return ExitStatus.DONE
        with new_file(Path(file), force=force, never=ledger.paths) as draft, draft.open("wb") as stream:
            for line in told:
                stream.write(line)
    counts = json.loads(line)
    articles, claims = how_many(counts["articles"], "article"), how_many(counts["claims"], "claim")
    say(context, f"exported to {file}: {articles}, {claims}, {how_many(counts['rulings'], 'ruling')}")
    return ExitStatus.DONE
