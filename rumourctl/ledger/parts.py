"""What was read, told as a ledger tells it that holds nothing else: a part of an export that never was one ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rumourctl.articles.model import Article
from rumourctl.claims.model import Claim
from rumourctl.ledger.entering import CountryOf, by_id, place_of
from rumourctl.ledger.entries import Entry, Piece, Placed


def part(read: Iterable[tuple[Article, Sequence[Claim]]], extractor: str, country_of: CountryOf) -> list[Piece]:
    """What an export tells of a ledger into which nothing but ``read`` was ingested, by version ``extractor`` of the
    reading.

    Its articles come in the order in which they are given.
    """
    entries = [
        Entry(article, place_of(article), extractor, article.language, None, by_id(article, claims))
        for article, claims in read
    ]
    named = {name for entry in entries for claim in entry.claims.values() for name in (claim.from_club, claim.to_club)}
    countries = {name: country_of(name) for name in sorted(named - {None}, key=str) if name}
    placed = [Placed(name, country) for name, country in countries.items() if country]
    return [*placed, *entries]
