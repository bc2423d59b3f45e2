"""All articles of the ledger read again, one transaction an article."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from rumourctl.articles.model import Article
from rumourctl.claims.model import Claim
from rumourctl.ledger import queries
from rumourctl.ledger.entering import CountryOf, by_id, enter_claims, withdraw_claims
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.rows import Rederived


def rederive(
    file: LedgerFile,
    extract: Callable[[Article], Sequence[Claim]],
    extractor: str,
    country_of: CountryOf,
    stored: Callable[[Rederived], None],
    ahead: Callable[[Iterator[Article]], Iterable[Article]],
) -> Rederived:
    """Read all current articles again; the sagas of those whom it touches are then due. See Ledger.rederive."""
    total = Rederived()
    due: deque[sqlite3.Row] = deque()
    for article in ahead(_due(file, extractor, due)):
        row = due.popleft()
        new = by_id(article, extract(article))
        with file.writing():
            here = file.value("SELECT article_id FROM articles WHERE n = ? AND superseded_by IS NULL", [row["n"]])
            if here != row["article_id"]:
                continue  # forgotten or replaced
            old = queries.claims_of(file, row["n"])
            same = list(old.items()) == list(new.items())
            if not same:
                withdraw_claims(file, row["n"])
                enter_claims(file, row["n"], new, country_of)
            file.execute(
                "UPDATE articles SET extractor = ?1, language = ?2"
                " WHERE n = ?3 AND (extractor != ?1 OR language IS NOT ?2)",
                [extractor, article.language, row["n"]],
            )
        total = Rederived(
            articles=total.articles + 1,
            changed=total.changed + (not same),
            added=total.added + len(new.keys() - old.keys()),
            removed=total.removed + len(old.keys() - new.keys()),
        )
        stored(total)
    return total


def _due(file: LedgerFile, extractor: str, noted: deque[sqlite3.Row]) -> Iterator[Article]:
    """The articles to be read again; of each its number and id are ``noted``."""
    for row in file.rows(
        "SELECT n, article_id FROM articles WHERE superseded_by IS NULL ORDER BY extractor = ?, n", [extractor]
    ):
        article = queries.stored(file, row["article_id"])
        if article is not None:  # not forgotten by now
            noted.append(row)
            yield article
