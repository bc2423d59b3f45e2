"""``rumourctl ingest``: read articles into the ledger."""

from __future__ import annotations

from collections import Counter

import typer

from rumourctl.commands import options
from rumourctl.errors import ExitStatus, Problem
from rumourctl.rendering.formats import Format, Row


def ingest(
    ctx: typer.Context,
    paths: options.Paths,
    published: options.Published = None,
    day_first: options.DayFirst = None,
    publisher: options.Publisher = None,
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
    from rumourctl.extraction.pipeline import EXTRACTOR, Extractor
    from rumourctl.ledger.store import Ledger
    from rumourctl.rendering.ingested import INGESTED, ingested_row
    from rumourctl.rendering.notices import counted, say
    from rumourctl.rendering.output import output

    context = options.context_of(ctx, db)
    reading = options.read_options(context, published, day_first, publisher)
    extractor = Extractor()
    fresh = not context.ledger.exists()
    rows: list[Row] = []
    with Ledger.open(context.ledger, create=True) as ledger:
        if fresh:
            say(context, f"new ledger: {context.ledger}")
        for item in counted(context, read_articles(paths, reading, context.stdin), "articles"):
            if isinstance(item, Problem):
                say(context, f"refused {item}")
                rows.append(ingested_row(item.file, "refused", reason=item.reason))
                continue
            added = ledger.add(item, extractor.extract(item), EXTRACTOR)
            rows.append(
                ingested_row(
                    item.path,
                    added.status,
                    article_id=added.article_id,
                    published=item.published.isoformat(),
                    publisher=item.publisher,
                    claims=added.claims,
                    supersedes=added.supersedes,
                )
            )
    output(context, form, INGESTED, rows)
    counts = Counter(row["status"] for row in rows)
    say(context, _summary(counts))
    return ExitStatus.PARTIAL if counts["refused"] or not rows else ExitStatus.DONE


def _summary(counts: Counter[str]) -> str:
    told = [f"{counts[status]} {status}" for status in ("new", "superseded", "unchanged", "refused") if counts[status]]
    if not told:
        return "no articles found"
    changed = counts["new"] + counts["superseded"]
    return ", ".join(told) + ("" if changed else "; nothing changed")
