"""``rumourctl diff``: what changed between two days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import typer

from rumourctl.commands import given, options
from rumourctl.commands.shape import shape_of
from rumourctl.context import Context
from rumourctl.errors import ExitStatus, NothingFound, UsageProblem
from rumourctl.rendering.formats import FOR_PEOPLE, Format

if TYPE_CHECKING:
    from rumourctl.ledger.store import Ledger


_MOST_SHOWN = 500
"""Changes in a table: more are read by nobody, and are drawn for seconds."""


def diff(
    ctx: typer.Context,
    start: options.From,
    end: options.To,
    club: options.Club = None,
    person: options.Person = None,
    everything: options.All = False,
    limit: options.Limit = None,
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Print what changed between two days, or two articles.

    A day stands for all that was published by its end, a month or season for its last day, and an article for the day
    of its publication. Each saga stands with where it stood and stands: opened, advanced, fell back, contradicted by
    another source, settled, or gone quiet; where it has several stories, one row a club.
    Words followed by ? are hedged by their source. With --limit the weightiest changes are shown; a table has no more
    than 500 without it, and says how many there are.

    Examples:

    $ rumourctl diff 2025-05-20 2026-03-10 --club "Real Madrid"
    $ rumourctl diff "last month" today --all
    $ rumourctl diff articles/monday.txt articles/friday.txt -f json
    """
    # Imported here, so that --help and --version need not wait for the ledger.
    from rumourctl.commands.naming import the_club, the_person
    from rumourctl.commands.news import MANY, heard, is_much, news
    from rumourctl.ledger.filters import Filter
    from rumourctl.rendering.changes import changes_view, stories
    from rumourctl.rendering.notices import note
    from rumourctl.rendering.output import output

    context = given.context_of(ctx, db)
    shape = shape_of(ctx, form, template)
    with given.read_ledger(context) as ledger:
        first, last = _day(context, ledger, start), _day(context, ledger, end)
        if last < first:
            raise UsageProblem(f"“{start}” is after “{end}”; give the earlier one first")
        where = Filter(person=the_person(ledger, person), club=the_club(ledger, club))
        # Who has gone quiet is everybody else: asked where it is shown, and for people where they are not too many.
        too_many = not everything and shape in FOR_PEOPLE and is_much(ledger, where)
        of_all = everything or (shape in FOR_PEOPLE and not too_many)
        found = (news if of_all else heard)(ledger, where, first, last)
    shown = [change for change in found if everything or not change.turn.is_silent]
    quiet = [change for change in found if change.turn.is_silent and not everything]
    about = [name for name in (where.person, where.club) if name]
    if too_many:
        note(context, f"who has gone quiet is not told of {MANY:,} claims and more; --all tells it")
    most = limit or (_MOST_SHOWN if shape in FOR_PEOPLE else len(shown))
    view = changes_view(first, last, about, where.club, quiet, more=max(0, len(shown) - most))
    output(context, shape, view, stories(shown[:most]))
    return ExitStatus.DONE


def _day(context: Context, ledger: Ledger, moment: str) -> date:
    """The last day of a date or period, or the day of an article. Raises UsageProblem where it is neither."""
    try:
        return given.period("", moment, context.today)[1]
    except UsageProblem as no_date:
        articles = ledger.find_article(moment)
        if len(articles) > 1:
            raise NothingFound(f"“{moment}” fits {len(articles)} articles; give more of the id") from no_date
        if not articles:
            raise UsageProblem(
                f"“{moment}” is neither a date nor an article; write 2025-05-20, or see rumourctl articles"
            ) from no_date
        return articles[0].published
