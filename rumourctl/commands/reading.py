"""What the commands without a ledger share: the articles among the files they are given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rumourctl.articles.model import Article
from rumourctl.articles.reading import ReadOptions, read_articles
from rumourctl.articles.tongues import why_unread
from rumourctl.context import Context
from rumourctl.errors import Problem
from rumourctl.rendering.notices import say


def english_articles(
    context: Context, paths: Sequence[str], reading: ReadOptions, refused: list[Problem]
) -> Iterator[Article]:
    """The articles at ``paths`` that can be read for claims, each as soon as it is there.

    Of the others stderr says why; those of which nothing can be read join ``refused``.
    """
    for item in read_articles(paths, reading, context.stdin):
        if isinstance(item, Problem):
            say(context, f"refused {item}")
            refused.append(item)
        elif reason := why_unread(item.language):
            say(context, f"{item.path}: {reason}")
        else:
            yield item
