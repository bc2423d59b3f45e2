"""``rumourctl ingest``: read articles into the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import typer

from rumourctl.commands import given, options
from rumourctl.commands.shape import shape_of
from rumourctl.commands.signals import heeding_signals
from rumourctl.context import Context, OutputLost, ReaderGone
from rumourctl.errors import ExitStatus, Problem, UsageProblem
from rumourctl.rendering.formats import FOR_PEOPLE, Format
from rumourctl.rendering.ingested import INGESTED, REHEARSED, listed
from rumourctl.rendering.notices import note, say
from rumourctl.rendering.sheet import how_many

if TYPE_CHECKING:
    from rumourctl.articles.model import Article
    from rumourctl.commands.entering import Ingestion

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
    watch: options.Watch = False,
    every: options.Every = 2.0,
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
    db: options.Database = None,
) -> ExitStatus:
    """Read articles into the ledger, with what they claim.

    The same article a second time changes nothing; a changed one at the same path takes the place of the old
    version, which stays in the ledger. What cannot be read is refused by name, and the rest is still stored. Ctrl-C
    and SIGTERM end the run behind the article at hand; the same command again goes on from there.

    With --dry-run it reads all, tells what would be stored and prints the claims, but writes nothing. With --watch it
    goes on: what is new or changed is read as soon as nobody writes to it any more, until Ctrl-C or SIGTERM.

    Examples:

    $ rumourctl ingest articles/
    $ rumourctl ingest "news/**/*.md" extra.txt --publisher "The Guardian"
    $ pbpaste | rumourctl ingest - --date yesterday
    $ rumourctl ingest articles/ --dry-run
    $ rumourctl ingest articles/ --watch -f ndjson
    """
    # Imported here, so that other commands and --help start without the extractor and its words.
    from rumourctl.commands.entering import Ingestion

    if watch and dry_run:
        raise UsageProblem("--dry-run writes nothing, so there is nothing to --watch for; leave one of them out")
    if watch and "-" in paths:
        raise UsageProblem("--watch looks at files and folders, and - is standard input; leave one of them out")
    context = given.context_of(ctx, db)
    shape = shape_of(ctx, form, template, REHEARSED if dry_run else INGESTED)
    reading = given.read_options(context, published, day_first, publisher, mapped)
    extractor = given.extractor_of(context, rules)
    run = Ingestion(context, paths, reading, extractor, jobs, shape)
    if dry_run:
        from rumourctl.commands.rehearsing import tell_what_would_be_stored  # see above

        return tell_what_would_be_stored(run)
    if watch:
        from rumourctl.commands.watching import watch as watch_paths  # see above

        watch_paths(run, every)
    return _store(run)


def _store(run: Ingestion) -> ExitStatus:
    from rumourctl.commands.entering import STALE, Done, entered  # see ingest
    from rumourctl.commands.reading import crew_of, found_articles, how_many_files
    from rumourctl.rendering.output import output
    from rumourctl.rendering.progress import progress

    context, shape, extractor = run.context, run.shape, run.extractor
    is_new = not context.ledger.exists()
    done = Done()
    with (
        heeding_signals() as signals,
        given.open_ledger(context, create=True, signals=signals) as ledger,
        crew_of(context, extractor, run.jobs) as crew,
        progress(context, partial(how_many_files, run.paths)) as done.step,
    ):
        try:
            found = found_articles(context, run.paths, run.reading)
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
        note(context, STALE.format(how_many(stale, "article was", "articles were")))
    return done.status


def _with_news_of_the_ledger(context: Context, found: Iterable[_Found]) -> Iterator[_Found]:
    note(context, f"new ledger: {context.ledger}")
    yield from found
