"""``rumourctl timeline``: what was claimed of a person or a club, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from rumourctl.commands import given, options
from rumourctl.commands.shape import check_chart, shape_of
from rumourctl.context import Context
from rumourctl.errors import ExitStatus, NothingFound, UsageProblem
from rumourctl.rendering.formats import Format

if TYPE_CHECKING:
    from datetime import date

    from rumourctl.claims.model import Recorded
    from rumourctl.ledger.filters import Filter
    from rumourctl.ledger.store import Ledger
    from rumourctl.rendering.output import Shape
    from rumourctl.sagas.saga import Saga, Step


NAME_A_PERSON = "--chart draws the sagas of a person or a club; name one"
NAME_SOMEBODY = "name a person or a club, or set those that you follow: rumourctl config set favourites CLUB..."


def timeline(
    ctx: typer.Context,
    name: options.Name = None,
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
    """Print what was claimed of a person or a club, or of your favourite clubs, by date.

    A person's claims stand saga by saga, with ▲ and ▼ where one moved the saga, and how it climbed the ladder. A club
    has a row for each claim that somebody comes or leaves.
    Part of a name will do, in any case and without accents; a name that fits several is answered with the candidates.
    A stage with ? is hedged by its source, one with ✗ denied; a date with ~ is exact to the week only.
    With --chart each saga of the person, or that concerns the club, is drawn: time across, the ladder of stages up.

    Examples:

    $ rumourctl timeline "Mac Allister"
    $ rumourctl timeline guler --since "last summer" --no-background
    $ rumourctl timeline "Real Madrid" --stage done -f csv
    $ rumourctl timeline "Mac Allister" --chart
    $ rumourctl timeline "Real Madrid" --since "last month" --chart
    $ rumourctl timeline --since "last week"
    """
    # Imported here, so that --help and --version need not wait for the ledger.
    from rumourctl.commands.naming import the_club, the_person_or_club

    context = given.context_of(ctx, db)
    shape = shape_of(ctx, form, template)
    check_chart(chart, shape)
    if name is None and (chart or not context.settings.favourites):
        raise UsageProblem(NAME_A_PERSON if chart else NAME_SOMEBODY)
    where = replace(given.within(context, since, until, as_of), source=source, stage=stage, background=background)
    with given.read_ledger(context) as ledger:
        if name is None:
            return _of_favourites(context, ledger, where, the_club(ledger, club), limit, shape)
        subject, other = the_person_or_club(ledger, name), the_club(ledger, club)
        if subject.is_person:
            _of_person(context, ledger, replace(where, person=subject.name, club=other), limit, chart, shape)
        else:
            _of_club(context, ledger, replace(where, club=subject.name, other_club=other), limit, chart, shape)
    return ExitStatus.DONE


def _of_favourites(
    context: Context, ledger: Ledger, where: Filter, club: str | None, limit: int | None, shape: Shape
) -> ExitStatus:
    """The claims on the user's favourite clubs, those with ``club`` if given."""
    from rumourctl.commands.naming import favourites  # see above
    from rumourctl.rendering.output import output
    from rumourctl.rendering.timeline import club_timeline

    own = favourites(context, ledger)
    found = ledger.claims(replace(where, clubs=own, club=club))
    if not found:
        raise _nothing(" or ".join(own))
    output(context, shape, club_timeline(own, len(found)), found[:limit])
    return ExitStatus.DONE


def _nothing(name: str) -> NothingFound:
    return NothingFound(f"nothing that was claimed of {name} fits these options; leave some out")


def _of_person(context: Context, ledger: Ledger, where: Filter, limit: int | None, chart: bool, shape: Shape) -> None:
    """Prints the claims on the person of ``where``, saga by saga, or draws the sagas."""
    from rumourctl.ledger.filters import Filter  # see above
    from rumourctl.rendering.output import output
    from rumourctl.rendering.timeline import person_timeline, placed

    name, claims = where.person or "", ledger.claims(where)
    if not claims:
        raise _nothing(name)
    found = claims[:limit]
    told = _sagas_of(ledger, found, Filter(person=name, as_of=where.as_of), context.today)
    if chart:
        _draw(context, name, found, told)
        return
    home = next(iter(ledger.person(name).clubs), None)
    steps = {saga.saga_id: taken for saga, taken in told}
    output(context, shape, person_timeline(name, len(claims), home, steps), placed(found, told))


def _of_club(context: Context, ledger: Ledger, where: Filter, limit: int | None, chart: bool, shape: Shape) -> None:
    """Prints the claims that somebody comes to the club of ``where`` or leaves it, or draws their sagas."""
    from rumourctl.ledger.filters import Filter  # see above
    from rumourctl.rendering.output import output
    from rumourctl.rendering.timeline import club_timeline

    name, total = where.club or "", ledger.count_claims(where)
    if not total:
        raise _nothing(name)
    claims = ledger.each_claim(replace(where, limit=limit))
    if not chart:
        output(context, shape, club_timeline([name], total), claims)
        return
    found = list(claims)
    _draw(context, name, found, _sagas_of(ledger, found, Filter(club=name, as_of=where.as_of), context.today))


def _draw(context: Context, name: str, found: Sequence[Recorded], told: Sequence[tuple[Saga, list[Step]]]) -> None:
    """The sagas of a person or a club as pictures. Raises NothingFound where none holds any of the claims ``found``."""
    from rumourctl.rendering.charts import ladders, pen_of  # see above
    from rumourctl.rendering.output import output_sheets

    sheets = ladders(found, told, context.picture_width, pen_of(context))
    if not sheets:
        raise NothingFound(f"no saga of {name} holds a claim that fits these options; leave some out")
    output_sheets(context, sheets)


def _sagas_of(ledger: Ledger, found: Sequence[Recorded], of: Filter, today: date) -> list[tuple[Saga, list[Step]]]:
    """The sagas of a person or a club that hold some of the claims ``found``, each with its steps, as they began."""
    from rumourctl.ledger.filters import Filter  # see above
    from rumourctl.sagas.saga import steps

    held = {recorded.claim_id for recorded in found}
    sagas = [saga for saga in ledger.sagas(today, of) if held.intersection(saga.claim_ids)]
    people = dict.fromkeys(saga.person for saga in sagas)
    of_people = [r for person in people for r in ledger.claims(Filter(person=person, as_of=of.as_of))]
    claims = {recorded.claim_id: recorded for recorded in of_people}
    in_order = sorted(sagas, key=lambda saga: (saga.first, saga.saga_id))
    return [(saga, steps(claims[i] for i in saga.claim_ids if i in claims)) for saga in in_order]
