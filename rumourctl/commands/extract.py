"""``rumourctl extract``: the claims of files, without a ledger."""

from __future__ import annotations

from collections.abc import Iterator

import typer

from rumourctl.claims.model import Recorded
from rumourctl.commands import options
from rumourctl.errors import ExitStatus, Problem
from rumourctl.rendering.formats import Format


def extract(
    ctx: typer.Context,
    paths: options.Paths,
    published: options.Published = None,
    day_first: options.DayFirst = None,
    publisher: options.Publisher = None,
    rules: options.Rules = None,
    form: options.OutputFormat = Format.TABLE,
) -> ExitStatus:
    """Print the claims that files make, touching no ledger.

    With -f ndjson each claim is one line, printed as soon as its article is read: the way in for other programs.

    Examples:

    $ rumourctl extract article.txt
    $ rumourctl extract articles/ -f ndjson | jq -r .person
    $ rumourctl extract article.txt --rules my-rules/
    """
    # Imported here, so that other commands and --help start without the extractor and its words.
    from rumourctl.claims.identity import claim_id
    from rumourctl.commands.reading import english_articles
    from rumourctl.rendering.claims import CLAIMS
    from rumourctl.rendering.output import output

    context = options.context_of(ctx)
    reading = options.read_options(context, published, day_first, publisher)
    extractor = options.extractor_of(context, rules)
    refused: list[Problem] = []

    def claims() -> Iterator[Recorded]:
        """The claims of one article after the other, each as soon as it is read."""
        for article in english_articles(context, paths, reading, refused):
            for claim in extractor.extract(article):
                yield Recorded(
                    claim_id=claim_id(article.article_id, claim),
                    article_id=article.article_id,
                    article=article.path,
                    publisher=article.publisher,
                    published=article.published,
                    known_as=claim.person,
                    claim=claim,
                )

    output(context, form, CLAIMS, claims())
    return ExitStatus.PARTIAL if refused else ExitStatus.DONE
