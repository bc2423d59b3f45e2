"""``rumourctl ingest``: read articles into the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from rumourctl.commands import options
from rumourctl.errors import ExitStatus, Problem
from rumourctl.rendering.formats import Format, Row
from rumourctl.rendering.ingested import INGESTED
from rumourctl.rendering.notices import counted, say
from rumourctl.rendering.sheet import how_many

if TYPE_CHECKING:
    from rumourctl.articles.model import Article
    from rumourctl.ledger.rows import Added


def ingest(
    ctx: typer.Context,
    paths: options.Paths,
    published: options.Published = None,
    day_first: options.DayFirst = None,
    publisher: options.Publisher = None,
    rules: options.Rules = None,
    form: options.OutputFormat = Format.TABLE,
    db: options.Database = None,
) -> ExitStatus:
    """Read articles into the ledger, with what they claim.

    The same article a second time changes nothing; a changed one at the same path takes the place of the old
    version, which stays in the ledger. What cannot be read is refused by name, and the rest is still stored.

    Examples:

    $ rumourctl ingest articles/
    $ rumourctl ingest "news/**/*.md" extra.txt --publisher "The Guardian"
    $ pbpaste | rumourctl ingest - --date yesterday
    """
    # Imported here, so that other commands and --help start without the extractor and its words.
    from rumourctl.articles.reading import read_articles
    from rumourctl.articles.tongues import why_unread
    from rumourctl.rendering.output import output

    context = options.context_of(ctx, db)
    reading = options.read_options(context, published, day_first, publisher)
    extractor = options.extractor_of(context, rules)
    version = extractor.version
    is_new = not context.ledger.exists()
    rows: list[Row] = []
    refused: list[Problem] = []
    unread: list[str] = []
    with options.open_ledger(context, create=True) as ledger:
        if is_new:
            say(context, f"new ledger: {context.ledger}")
        with ledger.adding_many():
            for item in counted(context, read_articles(paths, reading, context.stdin), "articles"):
                if isinstance(item, Problem):
                    refused.append(item)
                    rows.append(_refused(item))
                    continue
                # Reading takes far longer than looking: an article that is here is not read again.
                claims = [] if ledger.article(item.article_id) else extractor.extract(item)
                rows.append(_taken(item, ledger.add(item, claims, version, extractor.country_of)))
                if reason := why_unread(item.language):
                    unread.append(f"{item.path}: {reason}")
        stale = ledger.stale(version)
    for sentence in unread:
        say(context, sentence)
    for problem in refused:
        say(context, f"refused {problem}")
    output(context, form, INGESTED, rows)
    say(context, _summary(rows))
    if stale:
        told = how_many(stale, "article was", "articles were")
        say(context, f"{told} read earlier, with other words or rules; rumourctl reextract reads all again")
    return ExitStatus.PARTIAL if refused or not rows else ExitStatus.DONE


def _refused(problem: Problem) -> Row:
    return dict.fromkeys(INGESTED.columns) | {
        "article": problem.file,
        "status": "refused",
        "reason": problem.reason,
    }


def _taken(article: Article, added: Added) -> Row:
    return dict.fromkeys(INGESTED.columns) | {
        "article": article.path,
        "status": added.status,
        "article_id": added.article_id,
        "published": article.published.isoformat(),
        "publisher": article.publisher,
        "claims": added.claims,
        "supersedes": added.supersedes,
        "language": article.language,
    }


_STORED = ("new", "superseded")


def _summary(rows: Sequence[Row]) -> str:
    counts = Counter(row["status"] for row in rows)
    claims = sum(row["claims"] for row in rows if row["status"] in _STORED)
    told = [f"{counts[status]} {status}" for status in (*_STORED, "unchanged", "refused") if counts[status]]
    if not told:
        return "no articles found"
    stored = any(counts[status] for status in _STORED)
    return ", ".join(told) + (f"; {how_many(claims, 'claim')}" if stored else "; nothing changed")
