"""``rumourctl people``: who is in the ledger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from rumourctl.commands import given, options
from rumourctl.commands.shape import shape_of
from rumourctl.errors import ExitStatus
from rumourctl.rendering.formats import Format, Row

if TYPE_CHECKING:
    from rumourctl.ledger.rows import PersonRow


def people(
    ctx: typer.Context,
    club: options.Club = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    limit: options.Limit = None,
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Print the people of whom something is claimed.

    Those with most claims come first; the club is where they were last known to be.

    Examples:

    $ rumourctl people
    $ rumourctl people --club "Real Madrid" --limit 10
    """
    # Imported here, so that --help and --version need not wait for the ledger.
    from rumourctl.commands.naming import the_club
    from rumourctl.rendering.directories import PEOPLE
    from rumourctl.rendering.output import output

    context = given.context_of(ctx, db)
    shape = shape_of(ctx, form, template)
    where = given.within(context, since, until, as_of)
    with given.read_ledger(context) as ledger:
        found = ledger.people(replace(where, club=the_club(ledger, club), limit=limit))
    output(context, shape, PEOPLE, map(_row, found))
    return given.found_or_not(context, found, "nobody fits")


def _row(person: PersonRow) -> Row:
    return {
        "person": person.name,
        "roles": [role.value for role in person.roles],
        "clubs": list(person.clubs),
        "claims": person.claims,
        "articles": person.articles,
        "first": person.first.isoformat(),
        "last": person.last.isoformat(),
    }
