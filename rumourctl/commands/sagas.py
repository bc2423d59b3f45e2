"""``rumourctl sagas``: each person's possible change, where it stands, and how it ended."""

from __future__ import annotations

import typer

from rumourctl.commands import given, options
from rumourctl.commands.counting import Counted
from rumourctl.commands.shape import shape_of
from rumourctl.errors import ExitStatus
from rumourctl.rendering.formats import Format


def sagas(
    ctx: typer.Context,
    club: options.Club = None,
    person: options.Person = None,
    status: options.OneStatus = None,
    stale: options.Stale = None,
    season: options.Season = None,
    as_of: options.AsOf = None,
    limit: options.Limit = None,
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Print the sagas: one row a person and transfer window.

    With where it stands (↑ up, ↓ down, = as before, + new, by the latest word), how many independent sources vouch for
    it, the days it has been open and those without a word, the fees told, and how likely it is by the records of its
    sources. The latest word comes first.

    Examples:

    $ rumourctl sagas --status open --club "Real Madrid"
    $ rumourctl sagas --stale 14
    $ rumourctl sagas --as-of 2025-06-30 -f json
    """
    # Imported here, so that --help and --version need not wait for the ledger.
    from rumourctl.commands.naming import the_club, the_person
    from rumourctl.ledger.outlook import SagaFilter
    from rumourctl.rendering.output import output
    from rumourctl.rendering.sagas import SAGAS, Shown
    from rumourctl.sagas.likelihood import History
    from rumourctl.sagas.threads import Status

    context = given.context_of(ctx, db)
    shape = shape_of(ctx, form, template)
    day = given.last_day("--as-of", as_of, context.today)
    today = day or context.today
    with given.read_ledger(context) as ledger:
        where = SagaFilter(
            person=the_person(ledger, person),
            club=the_club(ledger, club),
            season=season,
            status=Status(status.value) if status else None,
            unheard_since=given.days_before(today, stale),
            limit=limit,
        )
        outlook = ledger.outlook(today, day)
        history = History(outlook.tally)
        found = Counted(Shown(saga, history.likelihoods(saga), today) for saga in outlook.latest(where))
        output(context, shape, SAGAS, found)
    return given.found_or_not(context, found, "no saga fits")
