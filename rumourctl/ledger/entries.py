"""What one ledger tells another: all that is record, and what the reading found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from rumourctl.articles.model import Article
from rumourctl.claims.model import Claim
from rumourctl.claims.shape import claim_to_dict
from rumourctl.sagas.rulings import Ruled


@dataclass(frozen=True, slots=True)
class Placed:
    """In which country a club plays, as far as the reading knew."""

    club: str
    country: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with the claims, by id, that version ``extractor`` of the reading found in it.

    ``location`` is the absolute path by which a changed file is known again, ``language`` what the reading took it
    for, ``superseded_by`` the id of the version that replaced it.
    """

    article: Article
    location: str | None
    extractor: str
    language: str | None
    superseded_by: str | None
    claims: Mapping[str, Claim]


@dataclass(frozen=True, slots=True)
class Replaced:
    """By which version an article was replaced besides the one that its entry names, as some ledger saw it. Both are
    ids."""

    article_id: str
    by: str


class Shown(NamedTuple):
    """What a ledger makes of a claim, and makes anew of what is imported."""

    known_as: str
    retracted: bool = False


Piece: TypeAlias = Placed | Entry | Replaced | Ruled


def entry_to_dict(entry: Entry) -> dict[str, Any]:
    """All of an entry as JSON values, in a stable order."""
    article = entry.article
    return {
        "article_id": article.article_id,
        "path": article.path,
        "location": entry.location,
        "published": article.published.isoformat(),
        "publisher": article.publisher,
        "title": article.title,
        "url": article.url,
        "author": article.author,
        "body_start": article.body_start,
        "language": entry.language,
        "extractor": entry.extractor,
        "superseded_by": entry.superseded_by,
        "text": article.text,
        "claims": [{"claim_id": claim_id, **claim_to_dict(claim)} for claim_id, claim in entry.claims.items()],
    }
