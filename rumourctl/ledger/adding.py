"""One article entered with all that is derived from it; the version that its file held before gives way to it."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.articles.model import Article
from rumourctl.claims.model import Claim
from rumourctl.ledger.entering import CountryOf, by_id, enter_article, enter_claims, enter_likeness, place_of
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.placing import current_at, held, placed
from rumourctl.ledger.rows import Added
from rumourctl.ledger.versions import leave_place


def add(file: LedgerFile, article: Article, claims: Sequence[Claim], extractor: str, country_of: CountryOf) -> Added:
    """Enter an article with its claims, unless it is here already. Called inside a transaction. See Ledger.add."""
    place, identity = place_of(article), article.article_id
    here = held(file, identity)
    found = {} if here else by_id(article, claims)
    current = current_at(file, place)
    added = placed(identity, place, here, current, here.claims if here else len(found))
    if added.status == "unchanged":
        return added
    if here is None:
        number = enter_article(file, article, place, extractor, article.language)
        enter_likeness(file, number, article.text[article.body_start :])
        enter_claims(file, number, found, country_of)
    else:
        number = file.value("SELECT n FROM articles WHERE article_id = ?", [identity])
        if here.superseded:  # an old version is back at its place
            leave_place(file, number)
    for other in current_at(file, place):
        if other != identity:
            file.execute("UPDATE articles SET superseded_by = ? WHERE article_id = ?", [number, other])
    return added
