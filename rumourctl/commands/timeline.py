"""``rumourctl timeline``: what was claimed of a person or a club, in order."""

from __future__ import annotations

from dataclasses import replace

import typer

from rumourctl.commands import options
from rumourctl.errors import ExitStatus, NothingFound
from rumourctl.rendering.formats import Format


def timeline(
    ctx: typer.Context,
    name: options.Name,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    club: options.Club = None,
    source: options.Source = None,
    stage: options.OneStage = None,
    background: options.Background = None,
    limit: options.Limit = None,
    form: options.OutputFormat = Format.TABLE,
    db: options.Database = None,
) -> ExitStatus:
    """Print what was claimed of a person or a club, by date.

    A club has a row for each claim that somebody comes or leaves.
    Part of a name will do, in any case and without accents; a name that fits several is answered with the candidates.
    A stage with ? is hedged by its source, one with ✗ denied; a date with ~ is exact to the week only.

    Examples:

    $ rumourctl timeline "Mac Allister"
    $ rumourctl timeline guler --since "last summer" --no-background
    $ rumourctl timeline "Real Madrid" --stage done -f csv
    """
    # Imported here, so that --help and --version need not wait for the ledger.
    from rumourctl.commands.naming import the_club, the_person_or_club
    from rumourctl.ledger.filters import Filter
    from rumourctl.ledger.rows import PersonRow
    from rumourctl.ledger.store import Ledger
    from rumourctl.rendering.claims import club_timeline, person_timeline
    from rumourctl.rendering.output import output

    context = options.context_of(ctx, db)
    where = Filter(
        since=options.first_day("--since", since, context.today),
        until=options.last_day("--until", until, context.today),
        as_of=options.last_day("--as-of", as_of, context.today),
        source=source,
        stage=stage,
        background=background,
    )
    with Ledger.open(context.ledger) as ledger:
        subject = the_person_or_club(ledger, name)
        other = the_club(ledger, club)
        if isinstance(subject, PersonRow):
            found = ledger.claims(replace(where, person=subject.name, club=other))
        else:
            found = ledger.claims(replace(where, club=subject.name))
            found = [r for r in found if other in (None, r.claim.from_club, r.claim.to_club)]
    if not found:
        raise NothingFound(f"nothing that was claimed of {subject.name} fits these options")
    shown = found[:limit]
    if isinstance(subject, PersonRow):
        view = person_timeline(subject.name, len(found), subject.clubs[0] if subject.clubs else None)
    else:
        view = club_timeline(subject.name, len(found))
    output(context, form, view, shown)
    return ExitStatus.DONE
