"""``rumourctl ingest``: read articles into the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import typer

from rumourctl.commands import options
from rumourctl.commands.shape import shape_of
from rumourctl.commands.signals import heeding_signals
from rumourctl.context import Context, OutputLost, ReaderGone
from rumourctl.errors import ExitStatus, Problem
from rumourctl.rendering.formats import FOR_PEOPLE, Format
from rumourctl.rendering.ingested import INGESTED, REHEARSED, Entered, listed
from rumourctl.rendering.notices import say
from rumourctl.rendering.sheet import how_many

if TYPE_CHECKING:
    from rumourctl.articles.model import Article
    from rumourctl.articles.reading import ReadOptions
    from rumourctl.extraction.pipeline import Extractor
    from rumourctl.rendering.output import Shape

    _Found: TypeAlias = Article | Problem | None


def ingest(
    ctx: typer.Context,
    paths: options.Paths,
    published: options.Published = None,
    day_first: options.DayFirst = None,
    publisher: options.Publisher = None,
    mapped: options.Mapped = None,
    rules: options.Rules = None,
    jobs: options.Jobs = None,
    dry_run: options.DryRun = False,
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Read articles into the ledger, with what they claim.

    The same article a second time changes nothing; a changed one at the same path takes the place of the old
    version, which stays in the ledger. What cannot be read is refused by name, and the rest is still stored. Ctrl-C
    and SIGTERM end the run behind the article at hand; the same command again goes on from there.

    With --dry-run it reads all, tells what would be stored and prints the claims, but writes nothing.

    Examples:

    $ rumourctl ingest articles/
    $ rumourctl ingest "news/**/*.md" extra.txt --publisher "The Guardian"
    $ pbpaste | rumourctl ingest - --date yesterday
    $ rumourctl ingest articles/ --dry-run
    """
    context = options.context_of(ctx, db)
    shape = shape_of(ctx, form, template, REHEARSED if dry_run else INGESTED)
    reading = options.read_options(context, published, day_first, publisher, mapped)
    extractor = options.extractor_of(context, rules)
    way = _rehearse if dry_run else _store
    return way(context, paths, reading, extractor, jobs, shape)


def _store(
    context: Context,
    paths: Sequence[str],
    reading: ReadOptions,
    extractor: Extractor,
    jobs: int | None,
    shape: Shape,
) -> ExitStatus:
    # Imported here, so that other commands and --help start without the extractor and its words.
    from rumourctl.commands.entering import Done, entered
    from rumourctl.commands.reading import crew_of, found_articles, how_many_files
    from rumourctl.rendering.output import output
    from rumourctl.rendering.progress import progress

    is_new = not context.ledger.exists()
    done = Done()
    with (
        heeding_signals() as signals,
        options.open_ledger(context, create=True, signals=signals) as ledger,
        crew_of(context, extractor, jobs) as crew,
        progress(context, partial(how_many_files, paths)) as done.step,
    ):
        try:
            found = found_articles(context, paths, reading)
            if is_new:
                found = _with_news_of_the_ledger(context, found)
            entries = done.noting(entered(context, ledger, crew, extractor, found, signals))
            output(context, shape, INGESTED, listed(entries) if shape in FOR_PEOPLE else entries, at_once=True)
            if done.broken_off is not None:
                raise done.broken_off
        except ReaderGone:
            if done.whole:
                raise
            say(context, f"stopped after {done}")
            raise OutputLost("nobody reads what is reported; run it again to go on") from None
        except BaseException:
            say(context, f"stopped after {done}; run it again to go on")
            raise
        stale = ledger.stale(extractor.version)
    done.conclude(context, shape)
    if stale:
        told = how_many(stale, "article was", "articles were")
        say(context, f"{told} read earlier, with other words or rules; rumourctl reextract reads all again")
    return ExitStatus.PARTIAL if done.articles["refused"] or not done.articles else ExitStatus.DONE


def _rehearse(
    context: Context,
    paths: Sequence[str],
    reading: ReadOptions,
    extractor: Extractor,
    jobs: int | None,
    shape: Shape,
) -> ExitStatus:
    """Tells what _store would do."""
    from rumourctl.commands.entering import Done, entered  # see _store
    from rumourctl.commands.reading import crew_of, found_articles, how_many_files
    from rumourctl.ledger.rehearsal import rehearse
    from rumourctl.rendering.output import output
    from rumourctl.rendering.progress import progress

    done = Done(rehearsed=True)
    with (
        heeding_signals() as signals,
        rehearse(context.ledger, tell=partial(say, context), heed=signals.obey) as ledger,
        crew_of(context, extractor, jobs) as crew,
        progress(context, partial(how_many_files, paths)) as done.step,
    ):
        found = found_articles(context, paths, reading)
        entries = done.noting(entered(context, ledger, crew, extractor, found, signals))
        if shape in FOR_PEOPLE:
            _show(context, shape, list(listed(entries)))
        else:
            output(context, shape, REHEARSED, entries)
    done.conclude(context, shape)
    if done.broken_off is not None:
        raise done.broken_off
    return ExitStatus.PARTIAL if done.articles["refused"] or not done.articles else ExitStatus.DONE


def _show(context: Context, shape: Shape, entries: Sequence[Entered]) -> None:
    """What would be stored, for people: the articles, and below them their claims."""
    from rumourctl.rendering.claims import CLAIMS  # see _store
    from rumourctl.rendering.output import output

    output(context, shape, INGESTED, entries)
    if claims := [claim for entry in entries for claim in entry.claims]:
        context.write("\n")
        output(context, shape, CLAIMS, claims)


def _with_news_of_the_ledger(context: Context, found: Iterable[_Found]) -> Iterator[_Found]:
    say(context, f"new ledger: {context.ledger}")
    yield from found
