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
    from rumourctl.articles.reading import read_articles
    from rumourctl.articles.tongues import why_unread
    from rumourctl.claims.identity import claim_id
    from rumourctl.rendering.claims import CLAIMS
    from rumourctl.rendering.notices import say
    from rumourctl.rendering.output import output

    context = options.context_of(ctx)
    reading = options.read_options(context, published, day_first, publisher)
    extractor = options.extractor_of(context, rules)
    refused: list[Problem] = []

    def claims() -> Iterator[Recorded]:
        for item in read_articles(paths, reading, context.stdin):
            if isinstance(item, Problem):
                say(context, f"refused {item}")
                refused.append(item)
                continue
            if reason := why_unread(item.language):
                say(context, f"{item.path}: {reason}")
            for claim in extractor.extract(item):
                yield Recorded(
                    claim_id=claim_id(item.article_id, claim),
                    article_id=item.article_id,
                    article=item.path,
                    publisher=item.publisher,
                    published=item.published,
                    known_as=claim.person,
                    claim=claim,
                )

    output(context, form, CLAIMS, claims())
    return ExitStatus.PARTIAL if refused else ExitStatus.DONE
