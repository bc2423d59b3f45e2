"""``rumourctl sources``: who vouches for what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from rumourctl.commands import options
from rumourctl.errors import ExitStatus
from rumourctl.rendering.formats import Format, Row

if TYPE_CHECKING:
    from rumourctl.ledger.rows import SourceRow


def sources(
    ctx: typer.Context,
    club: options.Club = None,
    person: options.Person = None,
    kind: options.Kind = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    limit: options.Limit = None,
    form: options.OutputFormat = Format.TABLE,
    db: options.Database = None,
) -> ExitStatus:
    """Print who claimed how much, a row a source.

    With the stages, the first and the last date, and (in brackets) through whom it came. Unnamed sources have a row
    of their own, and so has what articles say in their own voice.

    Examples:

    $ rumourctl sources --club "Real Madrid"
    $ rumourctl sources --person "Mac Allister" -f csv
    """
    # Imported here, so that --help and --version need not wait for the ledger.
    from rumourctl.commands.naming import the_club, the_person
    from rumourctl.ledger.filters import Filter
    from rumourctl.ledger.store import Ledger
    from rumourctl.rendering.directories import SOURCES
    from rumourctl.rendering.output import output

    context = options.context_of(ctx, db)
    where = Filter(
        kind=kind,
        since=options.first_day("--since", since, context.today),
        until=options.last_day("--until", until, context.today),
        as_of=options.last_day("--as-of", as_of, context.today),
        limit=limit,
    )
    with Ledger.open(context.ledger) as ledger:
        found = ledger.sources(replace(where, person=the_person(ledger, person), club=the_club(ledger, club)))
    output(context, form, SOURCES, map(_row, found))
    return options.found_or_not(context, found, "no source fits")


def _row(source: SourceRow) -> Row:
    return {
        "source": {"name": source.name, "kind": source.kind.value},
        "claims": source.claims,
        "people": source.people,
        "stages": {stage.value: count for stage, count in source.stages.items() if count},
        "first": source.first.isoformat(),
        "last": source.last.isoformat(),
        "via": list(source.via),
    }
