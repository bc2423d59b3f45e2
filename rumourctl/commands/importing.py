"""``rumourctl import``: what another ledger exported."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from rumourctl.commands import given, options
from rumourctl.commands.shape import shape_of
from rumourctl.commands.signals import Terminated, heeding_signals
from rumourctl.errors import ExitStatus
from rumourctl.rendering.formats import Format
from rumourctl.rendering.notices import counted, note, say

if TYPE_CHECKING:
    from rumourctl.context import Context
    from rumourctl.ledger.store import Ledger

_PIECE = 1 << 20
"""Bytes that are copied at once."""


def import_(
    ctx: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILES...", help="Exports, folders of claim files, or - for standard input."),
    ],
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Take in what other ledgers exported.

    Each export is checked wholly before anything of it is stored. What is here already stays as it is; of an article
    that two ledgers read differently, the later reading stands. Twice makes no difference; nor does another order, but
    for rulings of one day that contradict each other. Where it was stopped the same command again completes it.

    Examples:

    $ rumourctl import ledger.ndjson
    $ rumourctl --db both.db import mine.ndjson yours.ndjson
    $ ssh desk rumourctl export | rumourctl import -
    $ rumourctl import claims/
    $ rumourctl import claims.parquet
    """
    # Imported here, so that --help and --version need not wait for the ledger.
    from rumourctl.ledger.stream import Unfit, read_lines
    from rumourctl.rendering.directories import IMPORTED
    from rumourctl.rendering.output import output

    context = given.context_of(ctx, db)
    shape = shape_of(ctx, form, template, IMPORTED)
    rows = []
    named = [each for file in files for each in _files_at(file)]
    with heeding_signals(), ExitStack() as opened:
        ledger: Ledger | None = None
        for file in named:
            try:
                with _checked(context, file) as stream:
                    if ledger is None:
                        is_new = not context.ledger.exists()
                        ledger = opened.enter_context(given.open_ledger(context, create=True))
                        opened.enter_context(ledger.adding_many())
                        if is_new:
                            note(context, f"new ledger: {context.ledger}")
                    taken = ledger.take(counted(context, read_lines(stream), "records taken"))
                rows.append({"export": file} | asdict(taken))
            except Unfit as error:
                say(context, f"refused {file}: {error}")
            except (KeyboardInterrupt, Terminated):
                say(context, f"stopped while importing {file}; the same command completes it")
                raise
    output(context, shape, IMPORTED, rows)
    return ExitStatus.DONE if rows and len(rows) == len(named) else ExitStatus.PARTIAL


def _files_at(place: str) -> list[str]:
    """A file itself; of a folder, the claim files in it."""
    if not os.path.isdir(place):
        return [place]
    return sorted(
        os.path.join(place, name) for name in os.listdir(place) if name.endswith((".ndjson", ".parquet"))
    ) or [place]


@contextmanager
def _checked(context: Context, file: str) -> Iterator[BinaryIO]:
    """An export that has been read to its end. Raises Unfit where it is not whole and sound."""
    from rumourctl.ledger.stream import read_lines  # see above

    with _opened(context, file) as stream:
        beginning = stream.tell()
        for _ in counted(context, read_lines(stream), "records checked"):
            pass
        stream.seek(beginning)
        yield stream


@contextmanager
def _opened(context: Context, file: str) -> Iterator[BinaryIO]:
    """An export as lines that can be read twice: what comes through a pipe, or is Parquet, is kept so in a temporary
    file. Raises Unfit where it cannot be read."""
    from rumourctl.ledger.stream import Unfit  # see above

    try:
        with nullcontext(context.stdin) if file == "-" else open(file, "rb") as stream, ExitStack() as kept:
            if not stream.seekable():
                stream = kept.enter_context(_copied(iter(partial(stream.read, _PIECE), b"")))
            if _is_parquet(stream):
                from rumourctl.ledger.parquet import parquet_records  # see above
                from rumourctl.ledger.stream import framed

                stream = kept.enter_context(_copied(framed(parquet_records(stream))))
            yield stream
    except OSError as error:
        raise Unfit(f"cannot be read: {error.strerror or error}; check the path") from error


@contextmanager
def _copied(pieces: Iterable[bytes]) -> Iterator[BinaryIO]:
    """A temporary file of these bytes, at its beginning."""
    with tempfile.TemporaryFile() as kept:
        kept.writelines(pieces)
        kept.seek(0)
        yield kept


def _is_parquet(stream: BinaryIO) -> bool:
    from rumourctl.ledger.parquet import MAGIC  # see above

    beginning = stream.tell()
    found = stream.read(len(MAGIC))
    stream.seek(beginning)
    return found == MAGIC
