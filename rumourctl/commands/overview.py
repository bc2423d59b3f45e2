"""``rumourctl`` alone: what the ledger holds, and what to try next."""

from __future__ import annotations

import shlex
from datetime import timedelta

from rumourctl.commands import given
from rumourctl.context import Context
from rumourctl.ledger.filters import Filter
from rumourctl.ledger.store import Ledger
from rumourctl.rendering.output import output_sheets
from rumourctl.rendering.sheet import Column, Sheet, how_many
from rumourctl.rendering.when import full_day

_BEGIN = (
    ("rumourctl ingest articles/", "read articles, from files and folders, into a ledger"),
    ("rumourctl extract article.txt", "see what one article claims, without a ledger"),
)
_HELP = ("rumourctl --help", "all commands; rumourctl COMMAND --help explains one")


def overview(context: Context, version: str) -> None:
    """Write the overview to stdout, with the program's own ``version``.

    Raises LedgerError where there is a ledger that cannot be used.
    """
    favourites: list[Sheet] = []
    if not context.ledger.exists():
        facts, steps = [f"no ledger yet at {context.ledger}"], [*_BEGIN, _HELP]
    else:
        facts, steps, favourites = _of_ledger(context)
    columns = [Column("", style="bold"), Column("", wraps=True)]
    sheet = Sheet(columns, [list(step) for step in steps], subject=f"rumourctl {version}", facts=facts)
    output_sheets(context, [sheet, *favourites])


def _of_ledger(context: Context) -> tuple[list[str], list[tuple[str, str]], list[Sheet]]:
    """What there is, questions that have an answer in it, and how much on the user's favourite clubs."""
    with given.read_ledger(context) as ledger:
        held = ledger.counts()
        followed = [_of_favourites(context, ledger)] if context.settings.favourites and held.claims else []
        people, clubs = ledger.people(Filter(limit=1)), ledger.clubs(Filter(limit=1))
    claims, articles = how_many(held.claims, "claim"), how_many(held.articles, "article")
    facts = [f"{claims} on {how_many(held.people, 'person', 'people')} in {articles}", str(context.ledger)]
    steps = [(f"rumourctl timeline {shlex.quote(person.name)}", "what was claimed of one person") for person in people]
    steps += [
        (f"rumourctl sources --club {shlex.quote(club.name)}", "whose word a club's rumours rest on") for club in clubs
    ]
    steps += [
        ('rumourctl brief --since "last 7 days"', "a digest of what is new"),
        ("rumourctl sagas", "where all stand"),
    ]
    return facts, [*(steps if held.claims else _BEGIN), _HELP], followed


def _of_favourites(context: Context, ledger: Ledger) -> Sheet:
    """How much has been claimed of each, and lately."""
    from rumourctl.commands.naming import favourites  # here, as few have some

    week = context.today - timedelta(days=7)
    rows = []
    for club in favourites(context, ledger):
        told = {row.name: row for row in ledger.clubs(Filter(clubs=(club,)))}[club]
        lately = {row.name: row for row in ledger.clubs(Filter(clubs=(club,), since=week))}.get(club)
        rows.append([club, str(told.claims), str(lately.claims) if lately else "–", full_day(told.last)])
    columns = [
        Column("Your clubs", wraps=True),
        Column("Claims", right=True),
        Column("Last 7 days", right=True),
        Column("Last word", right=True),
    ]
    return Sheet(columns, rows)
