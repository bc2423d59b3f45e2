"""``rumourctl claims``: all claims that fit."""

from __future__ import annotations

from dataclasses import replace

import typer

from rumourctl.commands import given, options
from rumourctl.commands.counting import Counted
from rumourctl.commands.shape import shape_of
from rumourctl.errors import ExitStatus
from rumourctl.rendering.formats import Format


def claims(
    ctx: typer.Context,
    person: options.Person = None,
    club: options.Club = None,
    source: options.Source = None,
    kind: options.Kind = None,
    move: options.OneMove = None,
    stage: options.OneStage = None,
    certainty: options.OneCertainty = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    background: options.Background = None,
    text: options.Words = None,
    limit: options.Limit = None,
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Print all claims that fit, by date, with their ids.

    Examples:

    $ rumourctl claims --club Liverpool --certainty denied
    $ rumourctl claims --text "medical" --since 2025-06 -f json
    $ rumourctl claims --source "Defensa Central" --stage interest
    """
    # Imported here, so that --help and --version need not wait for the ledger.
    from rumourctl.commands.naming import the_club, the_person
    from rumourctl.rendering.claims import CLAIMS
    from rumourctl.rendering.output import output

    context = given.context_of(ctx, db)
    shape = shape_of(ctx, form, template)
    where = replace(
        given.within(context, since, until, as_of),
        source=source,
        kind=kind,
        move=move,
        stage=stage,
        certainty=certainty,
        background=background,
        text=text,
        limit=limit,
    )
    with given.read_ledger(context) as ledger:
        where = replace(where, person=the_person(ledger, person), club=the_club(ledger, club))
        found = Counted(ledger.each_claim(where))
        output(context, shape, CLAIMS, found)
    return given.found_or_not(context, found, "no claim fits")
