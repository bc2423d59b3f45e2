"""What the ways of ``rumourctl ingest`` share: articles that are entered one by one, and how far that has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from rumourctl.articles.model import Article
from rumourctl.articles.reading import ReadOptions
from rumourctl.articles.tongues import why_unread
from rumourctl.claims.model import Claim
from rumourctl.commands.reading import recorded
from rumourctl.commands.signals import Signals, Terminated
from rumourctl.context import Context
from rumourctl.errors import ExitStatus, Problem, RumourError
from rumourctl.extraction.crew import Crew
from rumourctl.extraction.pipeline import Extractor
from rumourctl.ledger.entering import by_id
from rumourctl.ledger.rehearsal import Rehearsal
from rumourctl.ledger.rows import Added
from rumourctl.ledger.store import Ledger
from rumourctl.rendering.formats import FOR_PEOPLE
from rumourctl.rendering.ingested import INGESTED, LISTED, STORED, Entered
from rumourctl.rendering.notices import note, say
from rumourctl.rendering.output import Shape
from rumourctl.rendering.progress import Step
from rumourctl.rendering.sheet import how_many

_Found: TypeAlias = Article | Problem | None


STALE = "{} read earlier, with other words or rules; rumourctl reextract reads all again"
"""What is said of articles that are here, and how many they are."""


@dataclass(frozen=True, slots=True)
class Ingestion:
    """What is to be ingested, and how: by so many ``jobs``, reported in a ``shape``."""

    context: Context
    paths: Sequence[str]
    reading: ReadOptions
    extractor: Extractor
    jobs: int | None
    shape: Shape


@dataclass
class Done:
    """How far a run has come: of all that was reported only counts are kept, since there may be millions."""

    rehearsed: bool = False
    """Whether all this only would have been done."""
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

    def noting(self, entries: Iterable[Entered]) -> Iterator[Entered]:
        """``entries`` as they come. What ends them too early is kept, so that those that came are still reported."""
        try:
            for entry in entries:
                self.articles[entry.status] += 1
                claims = entry.row["claims"] if entry.status in STORED else 0
                self.claims += claims
                self.step(claims)
                yield entry
            self.whole = True
        except (KeyboardInterrupt, Terminated, RumourError) as error:
            self.broken_off = error

    def add(self, other: Done) -> None:
        """Count what another came to as well, and end as it did."""
        self.articles += other.articles
        self.claims += other.claims
        self.broken_off = other.broken_off

    @property
    def status(self) -> ExitStatus:
        """The exit status of a run that went through all."""
        return ExitStatus.PARTIAL if self.articles["refused"] or not self.articles else ExitStatus.DONE

    def conclude(self, context: Context, shape: Shape) -> None:
        """Tell what all came to."""
        said = f"{self}" if self.articles else "no articles found"
        note(context, f"dry run, nothing was written: {said}" if self.rehearsed else said)
        if shape in FOR_PEOPLE and sum(self.articles[status] for status in STORED) > LISTED:
            note(context, f"the first {LISTED:,} are listed; -f ndjson reports every one")

    def __str__(self) -> str:
        counts = self.articles
        told = [f"{counts[status]} {status}" for status in (*STORED, "unchanged", "refused") if counts[status]]
        if not told:
            return "no article"
        nothing = "nothing would change" if self.rehearsed else "nothing changed"
        stored = any(counts[status] for status in STORED)
        return ", ".join(told) + (f"; {how_many(self.claims, 'claim')}" if stored else f"; {nothing}")


def entered(
    context: Context,
    ledger: Ledger | Rehearsal,
    crew: Crew,
    extractor: Extractor,
    found: Iterable[_Found],
    signals: Signals,
) -> Iterator[Entered]:
    """What became of each that was found, when it is stored for good. A signal waits until it has been reported."""

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
                    note(context, f"{item.path}: {reason}")
                yield _taken(item, claims, added)


def _refused(problem: Problem) -> Entered:
    told = {"article": problem.file, "status": "refused", "reason": problem.reason}
    return Entered(dict.fromkeys(INGESTED.columns) | told)


def _taken(article: Article, claims: Iterable[Claim], added: Added) -> Entered:
    row = {
        "article": article.path,
        "status": added.status,
        "article_id": added.article_id,
        "published": article.published.isoformat(),
        "publisher": article.publisher,
        "claims": added.claims,
        "supersedes": added.supersedes,
        "language": article.language,
    }
    return Entered(
        dict.fromkeys(INGESTED.columns) | row, [recorded(article, claim) for claim in by_id(article, claims).values()]
    )
