"""``rumourctl check``: whether the ledger can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

import typer

from rumourctl.commands import given, options
from rumourctl.commands.shape import shape_of
from rumourctl.errors import ExitStatus
from rumourctl.rendering.formats import Format, Row
from rumourctl.rendering.notices import counted, note
from rumourctl.rendering.sheet import how_many

if TYPE_CHECKING:
    from rumourctl.ledger.findings import Finding


def check(
    ctx: typer.Context,
    repair: options.Repair = False,
    rules: options.Rules = None,
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Check the whole ledger, and print what is wrong with it.

    The file itself, its tables, indexes and search; every article and claim against its id; every sentence of evidence
    against its article; and all that is derived (names, persons, clubs, sources, near-copies, sagas) against a fresh
    derivation. It changes nothing, and holds nobody up. With --repair, what is derived is put in order, and claims that
    are damaged are read from their articles again; an article whose text is damaged is kept, and named.

    Examples:

    $ rumourctl check
    $ rumourctl check --repair
    $ rumourctl check -f json
    """
    # Imported here, so that other commands and --help start without it.
    from rumourctl.ledger import checking
    from rumourctl.ledger.fresh import Reader
    from rumourctl.rendering.checked import CHECKED
    from rumourctl.rendering.output import output

    context = given.context_of(ctx, db)
    shape = shape_of(ctx, form, template, CHECKED)
    watch = partial(counted, context, noun="articles checked")
    if repair:
        extractor = given.extractor_of(context, rules)
        reader = Reader(extractor.extract, extractor.version, extractor.country_of)
        found, left = checking.repair(context.ledger, reader, watch, partial(note, context))
        mended = [finding for finding in found if finding not in left]
    else:
        mended, left = [], checking.check(context.ledger, watch)
    output(context, shape, CHECKED, [*_rows(mended, "repaired"), *_rows(left)])
    note(context, _summary(len(mended), len(left)))
    return ExitStatus.PARTIAL if left else ExitStatus.DONE


def _rows(findings: Iterable[Finding], state: str | None = None) -> Iterator[Row]:
    for finding in findings:
        told = asdict(finding)
        can_be = "repairable" if told.pop("repairable") else "not repairable"
        yield told | {"state": state or can_be}


def _summary(mended: int, left: int) -> str:
    if not mended and not left:
        return "the ledger is sound"
    told = [f"{mended} repaired"] if mended else []
    return "; ".join([*told, how_many(left, "fault") + " left" if mended else how_many(left, "fault")])
