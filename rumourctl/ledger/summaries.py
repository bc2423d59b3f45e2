"""Rows a person, a club and a source, counted over the claims that a filter leaves; most claims first."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from rumourctl.claims.model import Role, SourceKind, Stage
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.filters import EVERYTHING, Filter, storable
from rumourctl.ledger.naming import SPEAKERS, known_as_all
from rumourctl.ledger.queries import most, union
from rumourctl.ledger.rows import ClubRow, Counts, PersonRow, SourceRow

_Text = TypeVar("_Text", bound=str)
_PLACES = {stage: place for place, stage in enumerate(Stage)}


def people(file: LedgerFile, where: Filter) -> list[PersonRow]:
    """The persons of the claims under ``where``."""
    return [person(file, name, where) for name in names(file, where)]


def names(file: LedgerFile, where: Filter) -> list[str]:
    """The display names of the persons of the claims under ``where``, most claims first."""
    if where == Filter(limit=where.limit):
        asked, parameters = "SELECT known_as, claims FROM people WHERE claims > 0", list[Any]()
    else:
        told, parameters = union(file, where, "c.person")
        counted = f"SELECT person, count(*) AS claims FROM ({told}) GROUP BY +person"
        asked = (
            f"SELECT p.known_as, counted.claims FROM ({counted}) counted CROSS JOIN people p ON p.n = counted.person"
        )
    rows = file.rows(f"{asked} ORDER BY 2 DESC, 1 LIMIT ?", [*parameters, most(where.limit)])
    with file.reading():
        return [str(row["known_as"]) for row in rows]


def person(file: LedgerFile, name: str, where: Filter = EVERYTHING) -> PersonRow:
    """The person of this name, by the claims under ``where``, of which there is one at least."""
    told, parameters = union(
        file,
        replace(where, person=name, limit=None),
        "c.article, c.date, c.role, c.stage = 'done' AND c.certainty != 'denied' AS arrived,"
        " (SELECT shown FROM clubs f WHERE f.n = c.from_club) AS from_club,"
        " (SELECT shown FROM clubs t WHERE t.n = c.to_club) AS to_club",
    )
    rows = file.rows(told, parameters)
    # Each club that a person was at, with the last date of it; arriving somewhere outdoes leaving on the same day.
    clubs: dict[str, tuple[str, bool]] = {}
    with file.reading():
        for row in rows:
            for club, arrives in ((row["from_club"], False), (row["to_club"] if row["arrived"] else None, True)):
                if club is not None:
                    clubs[club] = max(clubs.get(club, ("", False)), (row["date"], arrives))
        return PersonRow(
            name=name,
            roles=_most_first(Counter(Role(row["role"]) for row in rows)),
            clubs=tuple(_latest_first(clubs)),
            claims=len(rows),
            articles=len({row["article"] for row in rows}),
            first=date.fromisoformat(min(row["date"] for row in rows)),
            last=date.fromisoformat(max(row["date"] for row in rows)),
        )


def clubs(file: LedgerFile, where: Filter) -> list[ClubRow]:
    """The clubs of the claims under ``where``."""
    if where == Filter(limit=where.limit):
        return _busiest(file, where.limit)
    told, parameters = union(file, where, "c.n, c.date, c.person, c.from_club, c.to_club")
    rows = file.rows(
        f"WITH moves AS (SELECT *, from_club IS NOT to_club AS moves FROM ({told}))"
        " SELECT k.shown AS name, count(DISTINCT m.n) AS claims, count(DISTINCT m.comes) AS people_in,"
        " count(DISTINCT m.goes) AS people_out, min(m.date) AS first, max(m.date) AS last FROM ("
        " SELECT n, date, to_club AS club, iif(moves, person, NULL) AS comes, NULL AS goes FROM moves"
        " UNION ALL SELECT n, date, from_club, NULL, iif(moves, person, NULL) FROM moves"
        ") m JOIN clubs k ON k.n = m.club GROUP BY k.shown ORDER BY claims DESC, k.shown LIMIT ?",
        [*parameters, most(where.limit)],
    )
    with file.reading():
        return [_club(row) for row in rows]


def _busiest(file: LedgerFile, limit: int | None) -> list[ClubRow]:
    """The clubs with most claims, each counted in its own part of an index; no more of them than are asked for."""
    # Of a claim of two clubs that are shown as one, both have counted it.
    at_most = file.rows(
        "SELECT shown, sum(claims) AS claims FROM clubs GROUP BY shown HAVING sum(claims) > 0 ORDER BY 2 DESC, 1"
    )
    found: list[ClubRow] = []
    for row in at_most:
        if limit is not None and sum(club.claims > row["claims"] for club in found) >= limit:
            break
        found.append(_counted(file, row["shown"]))
    return sorted(found, key=lambda club: (-club.claims, club.name))[:limit]


def _counted(file: LedgerFile, name: str) -> ClubRow:
    """The club of this name, of which there is a claim."""
    told, parameters = union(file, Filter(club=name), "c.date, c.person, c.from_club, c.to_club")
    of_it = "IN (SELECT n FROM clubs WHERE shown = ?1) AND from_club IS NOT to_club, person, NULL))"
    rows = file.rows(
        f"SELECT ?1 AS name, count(*) AS claims, count(DISTINCT iif(to_club {of_it} AS people_in,"
        f" count(DISTINCT iif(from_club {of_it} AS people_out, min(date) AS first, max(date) AS last FROM ({told})",
        [name, *parameters],
    )
    with file.reading():
        return _club(rows[0])


def _club(row: sqlite3.Row) -> ClubRow:
    return ClubRow(**dict(row) | {"first": date.fromisoformat(row["first"]), "last": date.fromisoformat(row["last"])})


@dataclass(slots=True)
class _Tally:
    numbers: set[int] = field(default_factory=set)
    stages: Counter[Stage] = field(default_factory=Counter)
    via: Counter[str] = field(default_factory=Counter)
    dates: list[str] = field(default_factory=list)


def sources(file: LedgerFile, where: Filter) -> list[SourceRow]:
    """The sources of the claims under ``where``; a person's forms of name count together."""
    told = _told(file, where)
    tallies: dict[tuple[str, str | None], _Tally] = defaultdict(_Tally)
    with file.reading():
        rows = file.rows(
            f"SELECT s.n, s.kind, s.shown AS name, told.* FROM ({told.by_source}) told"
            " CROSS JOIN sources s ON s.n = told.source WHERE ? IN (s.kind, '')",
            [*told.parameters, where.kind or ""],
        )
        called = known_as_all(file, {row["name"] for row in rows if row["kind"] in SPEAKERS and row["name"]})
        for row in rows:
            name = called.get(row["name"], row["name"]) if row["kind"] in SPEAKERS else row["name"]
            tally = tallies[row["kind"], name]
            tally.numbers.add(row["n"])
            tally.stages[Stage(row["stage"])] += row["claims"]
            tally.dates += (row["first"], row["last"])
            for through in () if row["via"] == "[]" else json.loads(row["via"]):
                tally.via[through] += row["claims"]
        people = _people_by_source(file, told)
        found = [
            SourceRow(
                name=name,
                kind=SourceKind(kind),
                claims=tally.stages.total(),
                people=people(tally.numbers),
                stages=dict(sorted(tally.stages.items(), key=lambda counted: _PLACES[counted[0]])),
                first=date.fromisoformat(min(tally.dates)),
                last=date.fromisoformat(max(tally.dates)),
                via=_most_first(tally.via),
            )
            for (kind, name), tally in tallies.items()
        ]
    return sorted(found, key=lambda row: (-row.claims, row.kind, row.name or ""))[: where.limit]


@dataclass(frozen=True, slots=True)
class _ToldBy:
    """Queries for who told what, counted (source, stage, via, claims, first, last), for who told of whom (source,
    person; each pair at least once), and of how many persons (source, people)."""

    by_source: str
    of_people: str
    people: str
    parameters: Sequence[Any]


def _told(file: LedgerFile, where: Filter) -> _ToldBy:
    clubs = file.rows("SELECT n FROM clubs WHERE shown = ?", [storable(where.club)]) if where.club is not None else []
    if where == Filter(club=where.club, kind=where.kind, limit=where.limit) and len(clubs) == 1:
        # Of clubs that are shown as one, both have counted a claim.
        return _ToldBy(
            "SELECT source, stage, via, claims, first, last FROM club_sources WHERE club = ?",
            "SELECT source, person FROM club_people WHERE club = ?",
            "SELECT source, count(*) AS people FROM club_people WHERE club = ? GROUP BY source",
            [clubs[0]["n"]],
        )
    told, parameters = union(file, where, "c.source, c.stage, c.via, c.person, c.date")
    # The signs keep SQLite from going through all claims in the order of another index.
    counted = "SELECT source, stage, via, count(*) AS claims, min(date) AS first, max(date) AS last"
    people = f"SELECT source, count(DISTINCT person) AS people FROM ({told}) GROUP BY +source"
    return _ToldBy(f"{counted} FROM ({told}) GROUP BY +source, +stage, +via", told, people, parameters)


def _people_by_source(file: LedgerFile, told: _ToldBy) -> Callable[[Set[int]], int]:
    """Tells of how many persons some sources speak together."""
    alone = {row["source"]: row["people"] for row in file.rows(told.people, told.parameters)}

    def of(numbers: Set[int]) -> int:
        """Several sources may speak of one person."""
        if len(numbers) == 1:
            only: int = alone[next(iter(numbers))]
            return only
        chosen = f"FROM ({told.of_people}) WHERE source IN (SELECT value FROM json_each(?))"
        given = [*told.parameters, json.dumps(sorted(numbers))]
        people: int = file.value(f"SELECT count(DISTINCT person) {chosen}", given)
        return people

    return of


def counts(file: LedgerFile) -> Counts:
    """How much there is in current articles."""
    (row,) = file.rows(
        "SELECT (SELECT count(*) FROM articles WHERE superseded_by IS NULL) AS articles, count(*) AS people,"
        " coalesce(sum(claims), 0) AS claims FROM people WHERE claims > 0"
    )
    clubs: int = file.value("SELECT count(DISTINCT shown) FROM clubs WHERE claims > 0")
    return Counts(row["articles"], row["claims"], row["people"], clubs)


def _most_first(counted: Counter[_Text]) -> tuple[_Text, ...]:
    return tuple(item for item, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _latest_first(last_at: dict[str, tuple[str, bool]]) -> list[str]:
    return sorted(sorted(last_at), key=lambda club: last_at[club], reverse=True)
