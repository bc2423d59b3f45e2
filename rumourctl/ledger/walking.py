"""Which claims a filter leaves, found by the one index that leaves fewest to be looked at.

A *way* is one search in an index by whose order the claims come by date; a filter may take several, which have no claim
in common. All else that is asked is looked at in the index itself, where it has that, and in the claim otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import product

from rumourctl.claims.model import Certainty, Move, Stage
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.filters import Conditions, Filter, on_articles, storable, within

_PAGE = 1000
"""Claims that are read at once; the first are read in smaller pages, so that they are there at once."""


@dataclass(frozen=True, slots=True)
class Way:
    """Where claims c are searched for, and what they must fulfil."""

    source: str
    found: Conditions

    def select(self, columns: str, order: str = "") -> tuple[str, list[object]]:
        """The query for ``columns`` of the claims, with its parameters."""
        return f"SELECT {columns} FROM {self.source} WHERE {self.found.sql} {order}", self.found.parameters


def ways(file: LedgerFile, where: Filter, sources: Sequence[int] = ()) -> list[Way]:
    """The ways to the claims under ``where``; ``sources`` are the numbers of those that ``where.source`` names."""
    clubs = _clubs(file, (where.club,) if where.club is not None else where.clubs)
    rest = _rest(where, sources)
    for wanted in ((where.club,), (where.other_club,), where.clubs):
        if any(name is not None for name in wanted):
            there = _clubs(file, wanted)
            rest.add(f"+c.from_club IN ({_marks(there)}) OR +c.to_club IN ({_marks(there)})", *there, *there)
    article = " CROSS JOIN articles a ON a.n = c.article" if _needs_article(where) else ""
    found = _searches(file, where, clubs, sources)
    return [Way(tables + article, _all(own, rest)) for tables, own in found]


def pages(file: LedgerFile, where: Filter, sources: Sequence[int], first: int) -> Iterator[list[int]]:
    """The numbers of the claims under ``where`` by date, in pages, of which no two have a date in common. The first is
    of at least ``first`` claims, the others are larger."""
    each = [way.select("c.n, c.date", "ORDER BY c.date") for way in ways(file, where, sources)]
    cursors = [file.each(sql, parameters) for sql, parameters in each]
    page: list[int] = []
    size, last = first, None
    for number, day in cursors[0] if len(cursors) == 1 else merge(*cursors, key=lambda row: row[1]):
        if len(page) >= size and day != last:
            yield page
            page, size = [], min(size * 2, _PAGE)
        page.append(number)
        last = day
    if page:
        yield page


def _searches(
    file: LedgerFile, where: Filter, clubs: Sequence[int], sources: Sequence[int]
) -> Iterator[tuple[str, Conditions]]:
    """Tables, and the condition that is searched for in an index."""
    if where.article_id is not None:
        yield "articles one CROSS JOIN claims c ON c.article = one.n", _one("one.article_id = ?", where.article_id)
    elif where.text is not None:
        found = Conditions()
        found.add_match("evidence_fts MATCH ?", where.text)
        words = "(SELECT DISTINCT e.claim FROM evidence_fts CROSS JOIN evidence e ON e.n = evidence_fts.rowid"
        yield f"{words} WHERE {found.sql}) told CROSS JOIN claims c ON c.n = told.claim", _given(found.parameters)
    elif where.person is not None:
        yield "claims c", _one("c.person = (SELECT n FROM people WHERE known_as = ?)", where.person)
    elif where.after is not None:
        until = (where.as_of or date.max).isoformat()
        new = _one("new.published > ?", where.after.isoformat())
        new.add("new.published <= ?", until)
        yield "articles new CROSS JOIN claims c ON c.article = new.n", new
    elif (where.club is not None or where.clubs) and not (where.source is not None and _is_rarer(file, sources, clubs)):
        for club in clubs:
            yield "claims c", _one("c.from_club = ?", club)
        for club in clubs:
            arriving = _one("c.to_club = ?", club)
            # Who stays comes by the first way already.
            arriving.add(f"coalesce(+c.from_club NOT IN ({_marks(clubs)}), 1)", *clubs)
            yield "claims c", arriving
    elif where.source is not None:
        for source in sources:
            yield "claims c", _one("c.source = ?", source)
    elif where.move or where.stage or where.certainty:
        for kind in product(
            _one_of(where.move, Move), _one_of(where.stage, Stage), _one_of(where.certainty, Certainty)
        ):
            found = Conditions()
            found.add("c.move = ? AND c.stage = ? AND c.certainty = ?", *map(str, kind))
            yield "claims c", found
    else:
        # All of them, in the order of the answer: from a day on, be it the first of all, and as far as the limit goes.
        yield "claims c", _one("c.date >= ?", (where.since or date.min).isoformat())


def _is_rarer(file: LedgerFile, sources: Sequence[int], clubs: Sequence[int]) -> bool:
    """Whether there are fewer claims by some sources than of some clubs."""
    by, of = (
        file.value(f"SELECT coalesce(sum(claims), 0) FROM {table} WHERE n IN ({_marks(numbers)})", numbers)
        for table, numbers in (("sources", sources), ("clubs", clubs))
    )
    return bool(by < of)


def _rest(where: Filter, sources: Sequence[int]) -> Conditions:
    """All that is asked beside what is searched for; the signs keep SQLite from searching for it."""
    found = within(where, "c.date")
    if _needs_article(where):
        found.extend(on_articles(where))
        found.add("c.claim_id NOT IN (SELECT claim_id FROM retracted)")
    else:
        found.add("+c.live = 1")
    for column in ("move", "stage", "certainty"):
        value = getattr(where, column)
        if value is not None:
            found.add(f"+c.{column} = ?", str(value))
    if where.background is not None:
        found.add("+c.background = ?", int(where.background))
    if where.person is not None:
        found.add("+c.person = (SELECT n FROM people WHERE known_as = ?)", storable(where.person))
    else:
        found.add("+c.person IS NOT NULL")
    if where.source is not None:
        found.add(f"+c.source IN ({_marks(sources)})", *sources)
    if where.kind is not None:
        found.add("(SELECT kind FROM sources s WHERE s.n = c.source) = ?", str(where.kind))
    return found


def _needs_article(where: Filter) -> bool:
    """Whether a claim is wanted or not by what its article is."""
    return where.superseded or where.as_of is not None or where.after is not None


def _clubs(file: LedgerFile, shown: Iterable[str | None]) -> list[int]:
    """The clubs that are shown under some names, in order."""
    names = [storable(name) for name in shown if name is not None]
    rows = file.rows(f"SELECT n FROM clubs WHERE shown IN ({_marks(names)}) ORDER BY n", names) if names else []
    return [row["n"] for row in rows]


def _one_of(value: object, kinds: type[Move | Stage | Certainty]) -> Sequence[object]:
    return list(kinds) if value is None else [value]


def _one(sql: str, value: str | int) -> Conditions:
    found = Conditions()
    found.add(sql, storable(value) if isinstance(value, str) else value)
    return found


def _given(parameters: Sequence[object]) -> Conditions:
    """No condition, but parameters of what stands before."""
    found = Conditions()
    found.parameters.extend(parameters)
    return found


def _all(*parts: Conditions) -> Conditions:
    found = Conditions()
    for part in parts:
        found.extend(part)
    return found


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
