"""``rumourctl articles``: what has been ingested."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from rumourctl.commands import given, options
from rumourctl.commands.shape import shape_of
from rumourctl.errors import ExitStatus
from rumourctl.rendering.formats import Format, Row

if TYPE_CHECKING:
    from rumourctl.ledger.rows import ArticleRow


def articles(
    ctx: typer.Context,
    person: options.Person = None,
    club: options.Club = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    text: options.Words = None,
    superseded: options.Superseded = False,
    limit: options.Limit = None,
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Print the articles in the ledger, by date of publication.

    --since and --until limit the date of publication here.

    Examples:

    $ rumourctl articles --since "last week"
    $ rumourctl articles --text "release clause" -f json
    """
    # Imported here, so that --help and --version need not wait for the ledger.
    from rumourctl.commands.naming import the_club, the_person
    from rumourctl.rendering.directories import ARTICLES
    from rumourctl.rendering.output import output

    context = given.context_of(ctx, db)
    shape = shape_of(ctx, form, template)
    where = replace(
        given.within(context, since, until, as_of),
        text=text,
        superseded=superseded,
        limit=limit,
    )
    with given.read_ledger(context) as ledger:
        found = ledger.articles(replace(where, person=the_person(ledger, person), club=the_club(ledger, club)))
    output(context, shape, ARTICLES, map(article_row, found))
    return given.found_or_not(context, found, "no article fits")


def article_row(article: ArticleRow) -> Row:
    """An article without its text, under the field names of every command."""
    return {
        "article_id": article.article_id,
        "article": article.path,
        "published": article.published.isoformat(),
        "publisher": article.publisher,
        "title": article.title,
        "url": article.url,
        "author": article.author,
        "characters": article.characters,
        "claims": article.claims,
        "language": article.language,
        "extractor": article.extractor,
        "superseded_by": article.superseded_by,
        "copy_of": article.copy_of,
    }
