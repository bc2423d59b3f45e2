"""``rumourctl extract``: the claims of files, without a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import typer

from rumourctl.claims.model import Recorded
from rumourctl.commands import given, options
from rumourctl.commands.shape import shape_of
from rumourctl.errors import ExitStatus, Problem, UsageProblem
from rumourctl.rendering.formats import FOR_PEOPLE, Format

if TYPE_CHECKING:
    from rumourctl.articles.model import Article
    from rumourctl.extraction.crew import Crew
    from rumourctl.rendering.progress import Step


def extract(
    ctx: typer.Context,
    paths: options.Paths,
    published: options.Published = None,
    day_first: options.DayFirst = None,
    publisher: options.Publisher = None,
    mapped: options.Mapped = None,
    rules: options.Rules = None,
    jobs: options.Jobs = None,
    out: options.Out = None,
    parquet: options.AsParquet = False,
    size: options.PartSize = 500,
    engine: options.OneEngine = options.Engine.LOCAL,
    scheduler: options.Scheduler = None,
    form: options.OutputFormat = Format.TABLE,
    template: options.OwnLines = None,
) -> ExitStatus:
    """Print the claims that files make, touching no ledger.

    With -f ndjson each claim is one line, printed as soon as its article is read: the way in for other programs.

    With --out it writes claim files instead, with their articles, from which import makes the ledger that ingest would
    have made. They are read here, or by a cluster; the same command again writes those that are missing.

    Examples:

    $ rumourctl extract article.txt
    $ rumourctl extract articles/ -f ndjson | jq -r .person
    $ rumourctl extract article.txt --rules my-rules/
    $ rumourctl extract news/ more.tar.gz --out claims/
    $ rumourctl extract news/ --out claims/ --parquet
    $ rumourctl extract news/ --out claims/ --engine dask --scheduler tcp://10.0.0.1:8786
    """
    # Imported here, so that other commands and --help start without the extractor and its words.
    from rumourctl.commands.reading import crew_of, english_articles, found_articles, how_many_files
    from rumourctl.rendering.claims import CLAIMS
    from rumourctl.rendering.output import output
    from rumourctl.rendering.progress import progress

    context = given.context_of(ctx)
    shape = shape_of(ctx, form, template)
    reading = given.read_options(context, published, day_first, publisher, mapped)
    extractor = given.extractor_of(context, rules)
    if out is not None:
        from rumourctl.commands.parts import Wanted, write_parts  # see above

        wanted = Wanted(out, size, engine, scheduler, jobs or context.settings.jobs, parquet)
        return write_parts(context, paths, reading, extractor, wanted)
    _check_printed(parquet, engine, scheduler)
    refused: list[Problem] = []
    with crew_of(context, extractor, jobs) as crew, progress(context, partial(how_many_files, paths)) as step:
        articles = english_articles(context, crew.ahead(found_articles(context, paths, reading)), refused)
        found: Iterable[Recorded] = _claims(articles, crew, step)
        if shape in FOR_PEOPLE:
            found = list(found)  # which is shown when nothing else is drawn on the terminal
        else:
            output(context, shape, CLAIMS, found)
    if shape in FOR_PEOPLE:
        output(context, shape, CLAIMS, found)
    return ExitStatus.PARTIAL if refused else ExitStatus.DONE


def _check_printed(parquet: bool, engine: options.Engine, scheduler: str | None) -> None:
    """Raises UsageProblem where options are given that are for claim files alone."""
    if parquet:
        raise UsageProblem("--parquet: claim files may be Parquet; name a folder for them with --out")
    if engine is not options.Engine.LOCAL or scheduler is not None:
        raise UsageProblem("--engine, --scheduler: a cluster writes claim files; name a folder for them with --out")


def _claims(articles: Iterable[Article], crew: Crew, step: Step) -> Iterator[Recorded]:
    """The claims of one article after the other, each as soon as it is read."""
    from rumourctl.commands.reading import recorded  # see above

    for article in articles:
        found = crew.extract(article)
        step(len(found))
        for claim in found:
            yield recorded(article, claim)
