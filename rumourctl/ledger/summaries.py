"""Rows a person, a club and a source, counted over the claims that a filter leaves; most claims first."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from rumourctl.claims.model import Role, SourceKind, Stage
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.filters import EVERYTHING, Conditions
from rumourctl.ledger.naming import known_as
from rumourctl.ledger.queries import CLAIM_TABLES, conditions_on_claims
from rumourctl.ledger.rows import ClubRow, Counts, PersonRow, SourceRow

_Text = TypeVar("_Text", bound=str)
_SPEAKERS = (SourceKind.PERSON, SourceKind.JOURNALIST)


def people(file: LedgerFile, found: Conditions) -> list[PersonRow]:
    """The persons of the claims under ``found``."""
    totals = file.rows(
        "SELECT p.known_as, count(*) AS claims, count(DISTINCT c.article) AS articles, min(c.date) AS first,"
        f" max(c.date) AS last FROM {CLAIM_TABLES} JOIN people p ON p.n = ap.person WHERE {found.sql}"
        " GROUP BY p.n ORDER BY claims DESC, p.known_as",
        found.parameters,
    )
    roles: dict[str, Counter[Role]] = defaultdict(Counter)
    # Each club that a person was at, with the last date of it; arriving somewhere outdoes leaving on the same day.
    clubs: dict[str, dict[str, tuple[str, bool]]] = defaultdict(dict)
    with file.reading():
        for row in file.rows(
            "SELECT p.known_as, c.role, f.shown AS from_club, t.shown AS to_club, count(*) AS claims,"
            " max(c.date) AS last, c.stage = 'done' AND c.certainty != 'denied' AS arrived"
            f" FROM {CLAIM_TABLES} JOIN people p ON p.n = ap.person"
            " LEFT JOIN clubs f ON f.n = c.from_club LEFT JOIN clubs t ON t.n = c.to_club"
            f" WHERE {found.sql} GROUP BY p.n, c.role, c.from_club, c.to_club, arrived",
            found.parameters,
        ):
            name = row["known_as"]
            roles[name][Role(row["role"])] += row["claims"]
            for club, arrives in ((row["from_club"], False), (row["to_club"] if row["arrived"] else None, True)):
                if club is not None:
                    clubs[name][club] = max(clubs[name].get(club, ("", False)), (row["last"], arrives))
        return [
            PersonRow(
                name=row["known_as"],
                roles=_most_first(roles[row["known_as"]]),
                clubs=tuple(_latest_first(clubs[row["known_as"]])),
                claims=row["claims"],
                articles=row["articles"],
                first=date.fromisoformat(row["first"]),
                last=date.fromisoformat(row["last"]),
            )
            for row in totals
        ]


def clubs(file: LedgerFile, found: Conditions, only: list[str] | None = None) -> list[ClubRow]:
    """The clubs of the claims under ``found``; with ``only``, those of them."""
    marks = "" if only is None else f" AND k.shown IN ({', '.join('?' * len(only))})"
    rows = file.rows(
        "WITH moves AS (SELECT c.n, c.date, ap.person, c.from_club, c.to_club, c.from_club IS NOT c.to_club AS moves"
        f" FROM {CLAIM_TABLES} WHERE {found.sql})"
        " SELECT k.shown AS name, count(DISTINCT m.n) AS claims, count(DISTINCT m.comes) AS people_in,"
        " count(DISTINCT m.goes) AS people_out, min(m.date) AS first, max(m.date) AS last FROM ("
        " SELECT n, date, to_club AS club, iif(moves, person, NULL) AS comes, NULL AS goes FROM moves"
        " UNION ALL SELECT n, date, from_club, NULL, iif(moves, person, NULL) FROM moves"
        f") m JOIN clubs k ON k.n = m.club{marks} GROUP BY k.shown ORDER BY claims DESC, k.shown",
        [*found.parameters, *(only or ())],
    )
    with file.reading():
        return [
            ClubRow(**dict(row) | {"first": date.fromisoformat(row["first"]), "last": date.fromisoformat(row["last"])})
            for row in rows
        ]


@dataclass(slots=True)
class _Tally:
    stages: Counter[Stage] = field(default_factory=Counter)
    people: set[int] = field(default_factory=set)
    via: Counter[str] = field(default_factory=Counter)
    dates: list[str] = field(default_factory=list)


def sources(file: LedgerFile, found: Conditions) -> list[SourceRow]:
    """The sources of the claims under ``found``; a person's forms of name count together."""
    tallies: dict[tuple[str, str | None], _Tally] = defaultdict(_Tally)
    shown: dict[tuple[str, str | None], str | None] = {}
    with file.reading():
        for row in file.rows(
            "SELECT s.kind, s.shown AS name, c.stage, ap.person, c.via, count(*) AS claims, min(c.date) AS first,"
            f" max(c.date) AS last FROM {CLAIM_TABLES} JOIN sources s ON s.n = c.source WHERE {found.sql}"
            " GROUP BY s.kind, s.shown, c.stage, ap.person, c.via",
            found.parameters,
        ):
            kind, name = row["kind"], row["name"]
            if (kind, name) not in shown:
                shown[kind, name] = known_as(file, name) if kind in _SPEAKERS and name else name
            tally = tallies[kind, shown[kind, name]]
            tally.stages[Stage(row["stage"])] += row["claims"]
            tally.people.add(row["person"])
            tally.dates += (row["first"], row["last"])
            for through in json.loads(row["via"]):
                tally.via[through] += row["claims"]
        rows = [
            SourceRow(
                name=name,
                kind=SourceKind(kind),
                claims=tally.stages.total(),
                people=len(tally.people),
                stages={stage: tally.stages[stage] for stage in Stage if tally.stages[stage]},
                first=date.fromisoformat(min(tally.dates)),
                last=date.fromisoformat(max(tally.dates)),
                via=_most_first(tally.via),
            )
            for (kind, name), tally in tallies.items()
        ]
        return sorted(rows, key=lambda row: (-row.claims, row.kind, row.name or ""))


def counts(file: LedgerFile) -> Counts:
    """How much there is in current articles."""
    found = conditions_on_claims(file, EVERYTHING)
    row = file.rows(
        "SELECT (SELECT count(*) FROM articles WHERE superseded_by IS NULL) AS articles, count(*) AS claims,"
        f" count(DISTINCT ap.person) AS people FROM {CLAIM_TABLES} WHERE {found.sql}",
        found.parameters,
    )[0]
    return Counts(row["articles"], row["claims"], row["people"], len(clubs(file, found)))


def _most_first(counted: Counter[_Text]) -> tuple[_Text, ...]:
    return tuple(item for item, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _latest_first(last_at: dict[str, tuple[str, bool]]) -> list[str]:
    return sorted(sorted(last_at), key=lambda club: last_at[club], reverse=True)
