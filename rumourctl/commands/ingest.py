"""``rumourctl ingest``: read articles into the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import typer

from rumourctl.commands import options
from rumourctl.commands.signals import Signals, Terminated, heeding_signals
from rumourctl.context import Context, OutputLost, ReaderGone
from rumourctl.errors import ExitStatus, Problem, RumourError
from rumourctl.rendering.formats import FOR_PEOPLE, Format, Row
from rumourctl.rendering.ingested import INGESTED, LISTED, STORED, listed
from rumourctl.rendering.notices import say
from rumourctl.rendering.sheet import how_many

if TYPE_CHECKING:
    from rumourctl.articles.model import Article
    from rumourctl.extraction.crew import Crew
    from rumourctl.extraction.pipeline import Extractor
    from rumourctl.ledger.rows import Added
    from rumourctl.ledger.store import Ledger
    from rumourctl.rendering.progress import Step

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
    form: options.OutputFormat = Format.TABLE,
    db: options.Database = None,
) -> ExitStatus:
    """Read articles into the ledger, with what they claim.

    The same article a second time changes nothing; a changed one at the same path takes the place of the old
    version, which stays in the ledger. What cannot be read is refused by name, and the rest is still stored. Ctrl-C
    and SIGTERM end the run behind the article at hand; the same command again goes on from there.

    Examples:

    $ rumourctl ingest articles/
    $ rumourctl ingest "news/**/*.md" extra.txt --publisher "The Guardian"
    $ pbpaste | rumourctl ingest - --date yesterday
    """
    # Imported here, so that other commands and --help start without the extractor and its words.
    from rumourctl.commands.reading import crew_of, found_articles, how_many_files
    from rumourctl.rendering.output import output
    from rumourctl.rendering.progress import progress

    context = options.context_of(ctx, db)
    reading = options.read_options(context, published, day_first, publisher, mapped)
    extractor = options.extractor_of(context, rules)
    is_new = not context.ledger.exists()
    done = _Done()
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
            rows = done.noting(_entered(context, ledger, crew, extractor, found, signals))
            output(context, form, INGESTED, listed(rows) if form in FOR_PEOPLE else rows, at_once=True)
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
    _conclude(context, form, done, stale)
    return ExitStatus.PARTIAL if done.articles["refused"] or not done.articles else ExitStatus.DONE


@dataclass
class _Done:
    """How far a run has come: of all that was reported only counts are kept, since there may be millions."""

    articles: Counter[str] = field(default_factory=Counter)
    """How many, by status."""
    claims: int = 0
    """How many, in articles that were stored."""
    whole: bool = False
    """Whether all was gone through."""
    broken_off: BaseException | None = None
    """What else ended the run."""
    step: Step = lambda claims: None
    """Draws how far it has come."""

    def noting(self, rows: Iterable[Row]) -> Iterator[Row]:
        """``rows`` as they come. What ends them too early is kept, so that those that came are still reported."""
        try:
            for row in rows:
                self.articles[row["status"]] += 1
                claims = row["claims"] if row["status"] in STORED else 0
                self.claims += claims
                self.step(claims)
                yield row
            self.whole = True
        except (KeyboardInterrupt, Terminated, RumourError) as error:
            self.broken_off = error

    def __str__(self) -> str:
        counts = self.articles
        told = [f"{counts[status]} {status}" for status in (*STORED, "unchanged", "refused") if counts[status]]
        if not told:
            return "no article"
        stored = any(counts[status] for status in STORED)
        return ", ".join(told) + (f"; {how_many(self.claims, 'claim')}" if stored else "; nothing changed")


def _with_news_of_the_ledger(context: Context, found: Iterable[_Found]) -> Iterator[_Found]:
    say(context, f"new ledger: {context.ledger}")
    yield from found


def _entered(
    context: Context,
    ledger: Ledger,
    crew: Crew,
    extractor: Extractor,
    found: Iterable[_Found],
    signals: Signals,
) -> Iterator[Row]:
    """What became of each that was found, when it is stored for good. A signal waits until it has been reported."""
    from rumourctl.articles.tongues import why_unread  # see ingest

    def is_new(article: Article) -> bool:
        """Reading takes far longer than looking: an article that is here is not read again."""
        return not ledger.holds(article.article_id)

    with ledger.adding_many():
        for item in crew.ahead(found, is_new):
            with signals.finishing():
                if isinstance(item, Problem):
                    say(context, f"refused {item}")
                    yield _refused(item)
                    continue
                claims = crew.extract(item) if is_new(item) else []
                added = ledger.add(item, claims, extractor.version, extractor.country_of)
                if reason := why_unread(item.language):
                    say(context, f"{item.path}: {reason}")
                yield _taken(item, added)


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


def _conclude(context: Context, form: Format, done: _Done, stale: int) -> None:
    say(context, f"{done}" if done.articles else "no articles found")
    if form in FOR_PEOPLE and sum(done.articles[status] for status in STORED) > LISTED:
        say(context, f"the first {LISTED:,} are listed; -f ndjson reports every one")
    if stale:
        told = how_many(stale, "article was", "articles were")
        say(context, f"{told} read earlier, with other words or rules; rumourctl reextract reads all again")
