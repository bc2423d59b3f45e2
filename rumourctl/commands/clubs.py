"""``rumourctl clubs``: which clubs are in the ledger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from rumourctl.commands import given, options
from rumourctl.commands.shape import shape_of
from rumourctl.errors import ExitStatus
from rumourctl.rendering.formats import Format, Row

if TYPE_CHECKING:
    from rumourctl.ledger.rows import ClubRow


def clubs(
    ctx: typer.Context,
    person: options.Person = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    limit: options.Limit = None,
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Print the clubs that people are said to join or leave.

    Those with most claims come first; In and Out count the people.

    Examples:

    $ rumourctl clubs
    $ rumourctl clubs --person Rodrygo
    """
    # Imported here, so that --help and --version need not wait for the ledger.
    from rumourctl.commands.naming import the_person
    from rumourctl.rendering.directories import CLUBS
    from rumourctl.rendering.output import output

    context = given.context_of(ctx, db)
    shape = shape_of(ctx, form, template)
    where = given.within(context, since, until, as_of)
    with given.read_ledger(context) as ledger:
        found = ledger.clubs(replace(where, person=the_person(ledger, person), limit=limit))
    output(context, shape, CLUBS, map(_row, found))
    return given.found_or_not(context, found, "no club fits")


def _row(club: ClubRow) -> Row:
    return {
        "club": club.name,
        "claims": club.claims,
        "people_in": club.people_in,
        "people_out": club.people_out,
        "first": club.first.isoformat(),
        "last": club.last.isoformat(),
    }
