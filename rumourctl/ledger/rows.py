"""What the ledger's questions are answered with: plain values, no SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rumourctl.claims.model import Role, SourceKind, Stage


@dataclass(frozen=True, slots=True)
class Added:
    """What storing an article came to. ``supersedes`` is the id of the version that it replaces."""

    status: Literal["new", "unchanged", "superseded"]
    article_id: str
    claims: int
    supersedes: str | None = None


@dataclass(frozen=True, slots=True)
class Rederived:
    """What reading all articles again came to; ``changed`` counts the articles whose claims are other than before."""

    articles: int = 0
    changed: int = 0
    added: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article without its text.

    ``superseded_by`` is the id of the version that took its place, and ``copy_of`` that of the first article of which
    it is a near-copy. ``language`` is the code of the language in which it is written, None where its text tells too
    little.
    """

    article_id: str
    path: str
    published: date
    publisher: str | None
    title: str | None
    url: str | None
    author: str | None
    characters: int
    claims: int
    language: str | None
    extractor: str
    superseded_by: str | None
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person. ``clubs`` are those the person was at, latest known first; ``roles`` the most frequent first."""

    name: str
    roles: tuple[Role, ...]
    clubs: tuple[str, ...]
    claims: int
    articles: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class ClubRow:
    """A club. ``people_in`` counts the persons said to come, ``people_out`` those said to leave."""

    name: str
    claims: int
    people_in: int
    people_out: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source. ``name`` is None for unnamed sources and for the articles' own voice; ``stages`` counts its claims."""

    name: str | None
    kind: SourceKind
    claims: int
    people: int
    stages: Mapping[Stage, int]
    first: date
    last: date
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of another ledger here: how many articles were new, known otherwise, or known, and the new rulings."""

    new: int
    changed: int
    unchanged: int
    rulings: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the ledger holds, superseded versions aside."""

    articles: int
    claims: int
    people: int
    clubs: int


@dataclass(frozen=True, slots=True)
class Named:
    """A person or a club, with how many claims there are."""

    name: str
    claims: int
    is_person: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a name may mean: ``exact`` are matches, best first; without any, ``near`` are names like it."""

    exact: tuple[Named, ...] = ()
    near: tuple[Named, ...] = ()
