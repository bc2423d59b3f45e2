"""``rumourctl brief``: a page of what is new, to be mailed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import typer

from rumourctl.commands import given, options
from rumourctl.errors import ExitStatus, UsageProblem


def brief(
    ctx: typer.Context,
    club: options.Club = None,
    person: options.Person = None,
    since: options.NewsSince = "last 7 days",
    until: options.Until = "today",
    everything: options.AllClubs = False,
    db: options.Database = None,
) -> ExitStatus:
    """Print a digest of what is new, as one page of Markdown.

    What is done, disputed, nearer, further away and new since a day, each with the sentence that proves it, and whose
    word it is with their record. For a mail from cron: where nothing is new, it says so. Without --club and --person it
    is about your favourite clubs, if you have set some.

    Examples:

    $ rumourctl brief --club "Real Madrid" --since "last week"
    $ rumourctl brief --since yesterday | mail -s Rumours me
    """
    # Imported here, so that --help and --version need not wait for the ledger.
    from rumourctl.commands.naming import favourites, the_club, the_person
    from rumourctl.commands.news import news
    from rumourctl.ledger.filters import Filter
    from rumourctl.rendering.brief import Brief, brief_page
    from rumourctl.rendering.paging import page
    from rumourctl.sagas.lessons import Lessons
    from rumourctl.sagas.records import Rates, records

    context = given.context_of(ctx, db)
    first = given.first_day("--since", since, context.today)
    last = given.last_day("--until", until, context.today)
    assert first is not None
    assert last is not None
    if last < first:
        raise UsageProblem(f"--since “{since}” is after --until “{until}”")
    with given.read_ledger(context) as ledger:
        own = () if club or person or everything else favourites(context, ledger)
        where = Filter(person=the_person(ledger, person), club=the_club(ledger, club), clubs=own)
        eve = first - timedelta(days=1) if first > date.min else first
        found, known = news(ledger, where, eve, last), ledger.claims(replace(where, as_of=last))
        sagas = ledger.sagas(last, Filter(as_of=last))
        judged = {record.source: record for record in records(sagas, Rates.told(Lessons(sagas).tally), ledger.called)}
    about = [name for name in (where.person, where.club, *where.clubs) if name]
    page(context, brief_page(Brief(about, first, last, found, known, judged)))
    return ExitStatus.DONE
