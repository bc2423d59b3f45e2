"""``rumourctl timeline``: what was claimed of a person or a club, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from rumourctl.commands import options
from rumourctl.commands.shape import check_chart, shape_of
from rumourctl.context import Context
from rumourctl.errors import ExitStatus, NothingFound, UsageProblem
from rumourctl.rendering.formats import Format

if TYPE_CHECKING:
    from datetime import date

    from rumourctl.claims.model import Recorded
    from rumourctl.ledger.filters import Filter
    from rumourctl.ledger.store import Ledger
    from rumourctl.rendering.output import View
    from rumourctl.rendering.timeline import Placed
    from rumourctl.sagas.saga import Saga, Step


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
    chart: options.Chart = False,
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Print what was claimed of a person or a club, by date.

    A person's claims stand saga by saga, with ▲ and ▼ where one moved the saga, and how it climbed the ladder. A club
    has a row for each claim that somebody comes or leaves.
    Part of a name will do, in any case and without accents; a name that fits several is answered with the candidates.
    A stage with ? is hedged by its source, one with ✗ denied; a date with ~ is exact to the week only.
    With --chart each saga of a person is drawn: time across, the ladder of stages up.

    Examples:

    $ rumourctl timeline "Mac Allister"
    $ rumourctl timeline guler --since "last summer" --no-background
    $ rumourctl timeline "Real Madrid" --stage done -f csv
    $ rumourctl timeline "Mac Allister" --chart
    """
    # Imported here, so that --help and --version need not wait for the ledger.
    from rumourctl.commands.naming import the_club, the_person_or_club
    from rumourctl.ledger.filters import Filter
    from rumourctl.rendering.output import output
    from rumourctl.rendering.timeline import club_timeline, placed

    context = options.context_of(ctx, db)
    shape = shape_of(ctx, form, template)
    check_chart(chart, shape)
    where = Filter(
        since=options.first_day("--since", since, context.today),
        until=options.last_day("--until", until, context.today),
        as_of=options.last_day("--as-of", as_of, context.today),
        source=source,
        stage=stage,
        background=background,
    )
    with options.read_ledger(context) as ledger:
        subject = the_person_or_club(ledger, name)
        other = the_club(ledger, club)
        if not subject.is_person:
            where = replace(where, club=subject.name, other_club=other)
            if not (total := ledger.count_claims(where)):
                raise _nothing(subject.name)
            if chart:
                raise UsageProblem(
                    f"--chart draws the sagas of a person, and {subject.name} is a club; see report --club"
                )
            output(context, shape, club_timeline(subject.name, total), ledger.each_claim(replace(where, limit=limit)))
            return ExitStatus.DONE
        found = ledger.claims(replace(where, person=subject.name, club=other))
        if not found:
            raise _nothing(subject.name)
        told = _sagas_of(ledger, Filter(person=subject.name, as_of=where.as_of), context.today)
        home = next(iter(ledger.person(subject.name).clubs), None)
    if chart:
        _draw(context, subject.name, found[:limit], told)
    else:
        output(context, shape, _of_person(subject.name, len(found), home, told), placed(found[:limit], told))
    return ExitStatus.DONE


def _nothing(name: str) -> NothingFound:
    return NothingFound(f"nothing that was claimed of {name} fits these options")


def _of_person(name: str, total: int, home: str | None, told: Sequence[tuple[Saga, list[Step]]]) -> View[Placed]:
    """How the timeline of a person is shown, of whom there are ``total`` claims and these sagas."""
    from rumourctl.rendering.timeline import person_timeline  # see above

    return person_timeline(name, total, home, {saga.saga_id: taken for saga, taken in told})


def _draw(context: Context, name: str, found: Sequence[Recorded], told: Sequence[tuple[Saga, list[Step]]]) -> None:
    """The sagas of a person as pictures. Raises NothingFound where there is none."""
    from rumourctl.rendering.charts import ladders, pen_of  # see above
    from rumourctl.rendering.output import output_sheets

    sheets = ladders(found, told, context.picture_width, pen_of(context))
    if not sheets:
        raise NothingFound(f"no saga of {name} holds a claim that fits these options")
    output_sheets(context, sheets)


def _sagas_of(ledger: Ledger, of_person: Filter, today: date) -> list[tuple[Saga, list[Step]]]:
    """The sagas of a person, each with its steps; none of a club."""
    from rumourctl.sagas.saga import steps  # see above

    sagas = ledger.sagas(today, of_person)
    claims = {recorded.claim_id: recorded for recorded in ledger.claims(of_person)} if sagas else {}
    return [(saga, steps(claims[i] for i in saga.claim_ids if i in claims)) for saga in sagas]
