"""What a question is limited to, and the SQL conditions that say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rumourctl.claims.model import Certainty, Move, SourceKind, Stage


@dataclass(frozen=True, slots=True)
class Filter:
    """Limits that all hold at once; None does not limit.

    ``person`` and ``club`` are names exactly as the ledger shows them, ``other_club`` is one with which ``club`` deals;
    of ``clubs``, which limit claims and what is counted of them, one is enough;
    ``source`` ignores case and accents and takes a person's display name too. ``since`` and ``until`` bound the date of
    a claim, or the publication of an article where articles are asked for; both days are included. ``as_of`` shows the
    ledger without hindsight: only what was published by then, in the version of then. ``after`` leaves out what was
    published by that day. ``text`` are words that stand in a claim's evidence, or in an article. ``limit`` keeps the
    first rows in the order of the answer. ``superseded`` also shows versions that were replaced.
    """

    person: str | None = None
    club: str | None = None
    other_club: str | None = None
    source: str | None = None
    kind: SourceKind | None = None
    move: Move | None = None
    stage: Stage | None = None
    certainty: Certainty | None = None
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    after: date | None = None
    background: bool | None = None
    text: str | None = None
    limit: int | None = None
    article_id: str | None = None
    superseded: bool = False
    clubs: tuple[str, ...] = ()


EVERYTHING = Filter()


class Conditions:
    """SQL conditions that must all hold, with their parameters, over claims c, appearances ap and articles a."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.parameters: list[Any] = []

    def __bool__(self) -> bool:
        return bool(self._parts)

    def add(self, sql: str, *parameters: Any) -> None:
        self._parts.append(sql)
        self.parameters.extend(parameters)

    def add_match(self, sql: str, text: str) -> None:
        """Add a full-text condition for all words of ``text``, in which nothing of FTS5's own syntax takes effect."""
        words = storable(text).replace("\x00", " ").replace('"', " ").split()
        if words:
            self.add(sql, " ".join(f'"{word}"' for word in words))
        else:
            self.add("0")  # FTS5 refuses to look for nothing

    def extend(self, other: Conditions) -> None:
        self._parts.extend(other._parts)
        self.parameters.extend(other.parameters)

    @property
    def sql(self) -> str:
        return " AND ".join(f"({part})" for part in self._parts) or "1"


def on_articles(where: Filter) -> Conditions:
    """Which articles: one of them, those of a day and before, current versions."""
    found = Conditions()
    if where.article_id is not None:
        found.add("a.article_id = ?", storable(where.article_id))
    if where.after is not None:
        found.add("a.published > ?", where.after.isoformat())
    later = ""
    if where.as_of is not None:
        found.add("a.published <= ?", where.as_of.isoformat())
        later = " OR (SELECT b.published FROM articles b WHERE b.n = a.superseded_by) > ?"
    if not where.superseded:
        found.add("a.superseded_by IS NULL" + later, *([where.as_of.isoformat()] if where.as_of else []))
    return found


def on_claims(where: Filter, sources: Sequence[int]) -> Conditions:
    """Which claims, whenever made; ``sources`` are the numbers of the sources that ``where.source`` names."""
    found = Conditions()
    if where.person is not None:
        found.add("ap.person = (SELECT n FROM people WHERE known_as = ?)", storable(where.person))
    for clubs in ((where.club,), (where.other_club,), where.clubs):
        if named := [storable(club) for club in clubs if club is not None]:
            # Two index look-ups; an OR over both columns would read all claims in the order of their dates instead.
            marks = ", ".join("?" * len(named))
            found.add(
                f"c.n IN (SELECT m.n FROM claims m JOIN clubs k ON k.n = m.from_club WHERE k.shown IN ({marks})"
                f" UNION SELECT m.n FROM claims m JOIN clubs k ON k.n = m.to_club WHERE k.shown IN ({marks}))",
                *named * 2,
            )
    if where.source is not None:
        found.add(f"c.source IN ({', '.join('?' * len(sources))})", *sources)
    if where.kind is not None:
        found.add("c.source IN (SELECT n FROM sources WHERE kind = ?)", str(where.kind))
    for column in ("move", "stage", "certainty"):
        value = getattr(where, column)
        if value is not None:
            found.add(f"c.{column} = ?", str(value))
    if where.background is not None:
        found.add("c.background = ?", int(where.background))
    return found


def within(where: Filter, column: str) -> Conditions:
    """That the date in ``column`` lies between ``since`` and ``until``."""
    found = Conditions()
    if where.since is not None:
        found.add(f"{column} >= ?", where.since.isoformat())
    if where.until is not None:
        found.add(f"{column} <= ?", where.until.isoformat())
    return found


def storable(text: str) -> str:
    """``text`` with lone surrogates, which stand for undecodable bytes of a file name and fit no file, spelt out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
