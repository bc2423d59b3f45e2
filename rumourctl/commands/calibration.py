"""``rumourctl calibration``: how the likelihoods of settled sagas compare with what came of them."""

from __future__ import annotations

import typer

from rumourctl.commands import given, options
from rumourctl.commands.shape import shape_of
from rumourctl.errors import ExitStatus
from rumourctl.rendering.formats import Format


def calibration(
    ctx: typer.Context,
    season: options.Season = None,
    as_of: options.AsOf = None,
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Print how well the likelihoods of sagas have been calibrated: a reliability table.

    Each settled saga is forecast as if it had not been, from the rest of the ledger; of the forecasts in each range as
    many should come true as were forecast.

    Examples:

    $ rumourctl calibration
    $ rumourctl calibration --season 2024/25 -f json
    """
    # Imported here, so that --help and --version need not wait for the ledger.
    from rumourctl.ledger.filters import Filter
    from rumourctl.rendering.output import output
    from rumourctl.rendering.records import calibration_row, calibration_view
    from rumourctl.sagas.likelihood import calibration as calibrated

    context = given.context_of(ctx, db)
    shape = shape_of(ctx, form, template)
    day = given.last_day("--as-of", as_of, context.today)
    with given.read_ledger(context) as ledger:
        sagas = ledger.sagas(day or context.today, Filter(as_of=day))
    found = calibrated([saga for saga in sagas if season in (None, saga.season)])
    output(context, shape, calibration_view(found), calibration_row(found))
    return given.found_or_not(context, found.forecasts * [None], "no settled saga has enough history to be forecast")
