"""``rumourctl sources``: who vouches for what, and who was right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from rumourctl.commands import given, options
from rumourctl.commands.options import Sorting
from rumourctl.commands.shape import check_chart, shape_of
from rumourctl.context import Context
from rumourctl.errors import ExitStatus
from rumourctl.rendering.formats import Format

if TYPE_CHECKING:
    from rumourctl.ledger.rows import SourceRow
    from rumourctl.rendering.output import View
    from rumourctl.rendering.records import Ranked
    from rumourctl.sagas.records import Record


def sources(
    ctx: typer.Context,
    club: options.Club = None,
    person: options.Person = None,
    kind: options.Kind = None,
    season: options.Season = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    sort: options.SortBy = Sorting.CLAIMS,
    at_least: options.AtLeast = 0,
    limit: options.Limit = None,
    chart: options.Chart = False,
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Print who claimed how much and who was right, a row a source.

    A source is right about a saga when the person went where it said, at whatever stage it said so, and is counted once
    a saga. The hit rate has its 95% interval and needs five settled sagas; the lead is the median of days before the
    event. Unnamed sources have a row of their own, and so has what articles say in their own voice; neither is judged.
    With --chart the hit rates are drawn as bars with their intervals.

    Examples:

    $ rumourctl sources --club "Real Madrid"
    $ rumourctl sources --kind journalist --sort rate --min 5
    $ rumourctl sources --season 2024/25 -f csv
    $ rumourctl sources --sort settled --chart
    """
    # Imported here, so that --help and --version need not wait for the ledger.
    from rumourctl.commands.naming import the_club, the_person
    from rumourctl.ledger.outlook import SagaFilter
    from rumourctl.rendering.output import output
    from rumourctl.rendering.records import SOURCES
    from rumourctl.sagas.records import Rates, Records

    context = given.context_of(ctx, db)
    shape = shape_of(ctx, form, template)
    check_chart(chart, shape)
    where = replace(given.within(context, since, until, as_of), kind=kind)
    with given.read_ledger(context) as ledger:
        where = replace(where, person=the_person(ledger, person), club=the_club(ledger, club))
        rows = ledger.sources(where)
        outlook = ledger.outlook(where.as_of or context.today, where.as_of)
        of = SagaFilter(where.person, where.club, season, since=where.since, until=where.until)
        told = Records(ledger.called)
        outlook.enter(of, told)
        found = told.judged(Rates.told(outlook.tally))
    ranked = ranked_sources(rows, [r for r in found if kind in (None, r.source.kind)])
    ranked = [row for row in ranked if max(row.claims, row.record.moves.settled) >= at_least]
    ranked.sort(key=lambda row: place(row, sort))
    output(context, shape, _chart(context) if chart else SOURCES, ranked[:limit])
    return given.found_or_not(context, ranked, "no source fits")


def _chart(context: Context) -> View[Ranked]:
    from rumourctl.rendering.charts import pen_of, sources_chart  # see above

    return sources_chart(pen_of(context))


def ranked_sources(rows: Sequence[SourceRow], found: Sequence[Record]) -> list[Ranked]:
    """Every source that claims something or is judged: an outlet may be judged by its journalists' claims alone."""
    from rumourctl.claims.model import Source
    from rumourctl.rendering.records import Ranked
    from rumourctl.sagas.records import Record

    by_source = {record.source: record for record in found}
    claimed = [
        Ranked(
            record=by_source.pop(source, Record(source)),
            claims=row.claims,
            people=row.people,
            stages=row.stages,
            first=row.first,
            last=row.last,
            via=row.via,
        )
        for row in rows
        for source in [Source(row.kind, row.name)]
    ]
    return [*claimed, *map(Ranked, by_source.values())]


def place(row: Ranked, sort: Sorting) -> tuple[object, ...]:
    """What sorts a source: the most first, then by claims, kind and name."""
    record = row.record
    first: object
    match sort:
        case Sorting.CLAIMS:
            first = -row.claims
        case Sorting.RATE:
            low, _ = record.moves.interval or (-1.0, 0.0)
            first = (record.moves.rate is None, -low)
        case Sorting.SETTLED:
            first = -record.moves.settled
        case Sorting.FIRST:
            first = -record.first
        case Sorting.LEAD:
            first = -(record.lead if record.lead is not None else -1)
        case Sorting.NAME:
            first = (record.source.name or "").casefold()
    return (first, -row.claims, record.source.kind.value, record.source.name or "")
