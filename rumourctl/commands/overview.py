"""``rumourctl`` alone: what the ledger holds, and what to try next."""

from __future__ import annotations

import shlex

from rumourctl.commands import options
from rumourctl.context import Context
from rumourctl.ledger.filters import Filter
from rumourctl.rendering.output import output_sheets
from rumourctl.rendering.sheet import Column, Sheet, how_many

_BEGIN = (
    ("rumourctl ingest articles/", "read articles, from files and folders, into a ledger"),
    ("rumourctl extract article.txt", "see what one article claims, without a ledger"),
)
_HELP = ("rumourctl --help", "all commands; rumourctl COMMAND --help explains one")


def overview(context: Context, version: str) -> None:
    """Write the overview to stdout, with the program's own ``version``.

    Raises LedgerError where there is a ledger that cannot be used.
    """
    if not context.ledger.exists():
        facts, steps = [f"no ledger yet at {context.ledger}"], [*_BEGIN, _HELP]
    else:
        facts, steps = _of_ledger(context)
    columns = [Column("", style="bold"), Column("", wraps=True)]
    sheet = Sheet(columns, [list(step) for step in steps], subject=f"rumourctl {version}", facts=facts)
    output_sheets(context, [sheet])


def _of_ledger(context: Context) -> tuple[list[str], list[tuple[str, str]]]:
    """What there is, and questions that have an answer in it."""
    with options.read_ledger(context) as ledger:
        held = ledger.counts()
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
    return facts, [*(steps if held.claims else _BEGIN), _HELP]
