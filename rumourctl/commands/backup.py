"""``rumourctl backup``: copy the ledger while others use it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from rumourctl.commands import given, options
from rumourctl.errors import ExitStatus
from rumourctl.rendering.notices import note
from rumourctl.rendering.sheet import how_many


def backup(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")],
    force: options.Force = False,
    db: options.Database = None,
) -> ExitStatus:
    """Copy the ledger to a file, as it is at one moment.

    Others may read and write meanwhile. The copy is opened and checked before it gets its name; it is a ledger like any
    other, to be named with --db or put in the place of a lost one. A ledger of an older or newer version is copied
    as it is.

    Examples:

    $ rumourctl backup ~/backups/ledger.db
    $ rumourctl backup --force /media/stick/ledger.db
    """
    # Imported here, so that --help and --version need not wait for the ledger.
    from rumourctl.ledger.copying import copy_ledger
    from rumourctl.ledger.patience import Patience
    from rumourctl.ledger.store import PATIENCE

    context = given.context_of(ctx, db)
    patience = Patience(PATIENCE, context.ledger, partial(note, context))
    rows = copy_ledger(context.ledger, file, force=force, patience=patience)
    told = f"{how_many(rows['articles'], 'article')}, {how_many(rows['claims'], 'claim')}"
    note(context, f"copied {context.ledger} to {file}, and checked: {told}")
    return ExitStatus.DONE
