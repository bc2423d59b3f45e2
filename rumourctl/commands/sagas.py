"""``rumourctl sagas``: each person's possible change, where it stands, and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from rumourctl.commands import options
from rumourctl.commands.shape import shape_of
from rumourctl.errors import ExitStatus
from rumourctl.rendering.formats import Format

if TYPE_CHECKING:
    from rumourctl.sagas.saga import Saga


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
    from rumourctl.ledger.filters import Filter
    from rumourctl.rendering.output import output
    from rumourctl.rendering.sagas import SAGAS, Shown
    from rumourctl.sagas.likelihood import History

    context = options.context_of(ctx, db)
    shape = shape_of(ctx, form, template)
    day = options.last_day("--as-of", as_of, context.today)
    today = day or context.today
    with options.read_ledger(context) as ledger:
        name, at = the_person(ledger, person), the_club(ledger, club)
        everything = ledger.sagas(today, Filter(as_of=day))
    history = History(everything)
    found = [
        Shown(saga, history.likelihoods(saga), today)
        for saga in everything
        if name in (None, saga.person)
        and (at is None or at in saga.clubs)
        and season in (None, saga.season)
        and _has_status(saga, status)
    ]
    quiet = [shown for shown in found if stale is None or (not shown.saga.is_settled and shown.quiet >= stale)]
    latest_first = sorted(quiet, key=lambda shown: (-shown.saga.last.toordinal(), shown.saga.saga_id))
    output(context, shape, SAGAS, latest_first[:limit])
    return options.found_or_not(context, latest_first, "no saga fits")


def _has_status(saga: Saga, status: options.SagaStatus | None) -> bool:
    """Whether a saga stands so; what has neither come nor gone is open."""
    told = saga.standing.status.value
    return status is None or status.value == ("open" if told == "none" else told)
