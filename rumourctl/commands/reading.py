"""What the commands that read articles share: the articles among the files they are given, and who reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rumourctl.articles.discovery import STDIN, find_files
from rumourctl.articles.model import Article
from rumourctl.articles.reading import ReadOptions, read_found
from rumourctl.articles.tongues import why_unread
from rumourctl.claims.identity import claim_id
from rumourctl.claims.model import Claim, Recorded
from rumourctl.context import Context
from rumourctl.errors import Problem
from rumourctl.extraction.crew import Crew, cores
from rumourctl.extraction.pipeline import Extractor
from rumourctl.rendering.notices import note, say


def found_articles(context: Context, paths: Sequence[str], reading: ReadOptions) -> Iterator[Article | Problem | None]:
    """What there is at ``paths``, in order; None before what has to be waited for."""
    for found in find_files(paths):
        if found == STDIN:
            yield None
        yield from read_found(found, reading, context.stdin)


def english_articles(context: Context, found: Iterable[Article | Problem], refused: list[Problem]) -> Iterator[Article]:
    """Those of what was ``found`` that can be read for claims, each as soon as it is there.

    Of the others stderr says why; those of which nothing can be read join ``refused``.
    """
    for item in found:
        if isinstance(item, Problem):
            say(context, f"refused {item}")
            refused.append(item)
        elif reason := why_unread(item.language):
            note(context, f"{item.path}: {reason}")
        else:
            yield item


def crew_of(context: Context, extractor: Extractor, jobs: int | None) -> Crew:
    """Who reads: ``jobs`` processes, else as many as the settings say, or one for each processor."""
    return Crew(extractor, jobs or context.settings.jobs or cores(), lambda sentence: note(context, sentence))


def how_many_files(paths: Sequence[str]) -> int:
    """How many files there are at ``paths``."""
    return sum(1 for _ in find_files(paths))


def recorded(article: Article, claim: Claim) -> Recorded:
    """A claim of an article that is in no ledger, where nobody has another name."""
    return Recorded(
        claim_id=claim_id(article.article_id, claim),
        article_id=article.article_id,
        article=article.path,
        publisher=article.publisher,
        published=article.published,
        known_as=claim.person,
        claim=claim,
    )
