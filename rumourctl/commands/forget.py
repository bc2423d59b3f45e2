"""``rumourctl forget``: take articles out of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rumourctl.commands import given, options
from rumourctl.commands.articles import article_row
from rumourctl.commands.shape import shape_of
from rumourctl.errors import ExitStatus, NothingFound
from rumourctl.rendering.formats import Format
from rumourctl.rendering.notices import confirmed, note, say
from rumourctl.rendering.sheet import how_many

if TYPE_CHECKING:
    from rumourctl.ledger.rows import ArticleRow
    from rumourctl.ledger.store import Ledger


def forget(
    ctx: typer.Context,
    articles: Annotated[
        list[str], typer.Argument(metavar="ARTICLES...", help="The beginning of an id, or a path for all its versions.")
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask first.")] = False,
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Take articles out of the ledger, with all that came of them, as if they had never been there.

    Their words are overwritten, and nowhere in the file afterwards. Rulings stay, and have no effect where they were
    about what is gone. An earlier version that was replaced by one of these is current again.

    Examples:

    $ rumourctl forget articles/private.txt
    $ rumourctl forget a61c07a2 --yes
    """
    # Imported here, so that --help and --version need not wait for the ledger.
    from rumourctl.rendering.directories import ARTICLES
    from rumourctl.rendering.output import output

    context = given.context_of(ctx, db)
    shape = shape_of(ctx, form, template, ARTICLES)
    with given.open_ledger(context) as ledger:
        found = {row.article_id: row for each in articles for row in _meant(ledger, each)}
        for row in found.values():
            claims = how_many(row.claims, "claim")
            (note if yes else say)(
                context, f"{row.path}, of {row.published.isoformat()}, with {claims} ({row.article_id})"
            )
        these = how_many(len(found), "article")
        if not yes and not confirmed(context, f"forget {these} for good?"):
            say(context, "nothing was forgotten")
            return ExitStatus.PARTIAL
        ledger.forget(found)
    output(context, shape, ARTICLES, map(article_row, found.values()))
    note(context, f"forgot {these}")
    return ExitStatus.DONE


def _meant(ledger: Ledger, named: str) -> list[ArticleRow]:
    """The article of an id, or all versions of that at a path. Raises NothingFound where it is none, or several."""
    from rumourctl.commands.naming import listed  # see above

    found = ledger.versions_at(named)
    if found:
        return found
    found = ledger.find_article(named)
    if not found:
        raise NothingFound(
            f"no article in the ledger has an id that begins “{named}”, or that path; see rumourctl articles"
        )
    if len(found) > 1:
        raise NothingFound(f"“{named}” may be {listed([row.article_id for row in found], 'or')}; give more of the id")
    return found
