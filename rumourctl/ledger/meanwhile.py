"""What was said between two days, and how the sagas of those spoken of stood on either, from no more claims than bear
on that."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from rumourctl.claims.model import Recorded
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.filters import Filter
from rumourctl.ledger.queries import CLAIM_COLUMNS, CLAIM_WORDS, EVIDENCE, claims, recorded_of, union
from rumourctl.ledger.rulings import alias_rulings, settlements
from rumourctl.ledger.sagas import horizon, posts_of
from rumourctl.ledger.starts import Start, starts
from rumourctl.sagas.rulings import Settlement
from rumourctl.sagas.saga import Saga, sagas_of

_AT_ONCE = 500
"""Persons whose claims are held at once."""
_COLUMNS = CLAIM_COLUMNS.replace(EVIDENCE, f"iif(c.move = 'stay', {EVIDENCE}, '[]')")
"""Of what proves a claim, sagas look at promises only."""
_REPLACED = "(SELECT later.published FROM articles later WHERE later.n = a.superseded_by)"
_COUNTS = "+c.claim_id NOT IN (SELECT claim_id FROM retracted)"
_TABLES = f"JOIN appearances ap ON ap.n = c.appearance JOIN articles a ON a.n = c.article {CLAIM_WORDS}"
_ORDER = "ORDER BY c.date, a.published, a.article_id, c.position"


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim, when its article was replaced, if it was, and its clubs: as shown, by name, and where each plays."""

    recorded: Recorded
    replaced: date | None
    clubs: Sequence[tuple[str, str, str | None]]

    def was_known(self, day: date) -> bool:
        """Whether it counted on a day."""
        return self.recorded.published <= day and (self.replaced is None or self.replaced > day)


class Meanwhile:
    """What was said of the person and club of ``where`` after the day ``first`` and until ``last``."""

    def __init__(self, file: LedgerFile, where: Filter, first: date, last: date) -> None:
        self._file = file
        self._first, self._last = first, last
        self._where = replace(where, as_of=last, after=first)

    def said(self) -> list[Recorded]:
        """The claims, in order."""
        return list(claims(self._file, self._where))

    def before(self) -> list[Recorded]:
        """What was known on the first day, history aside, of those spoken of and the same clubs."""
        told, parameters = union(self._file, self._where, "c.person, coalesce(c.to_club, c.from_club) AS club")
        rows = self._file.rows(
            f"WITH told AS (SELECT DISTINCT new.person, k.n AS club FROM ({told}) new"
            " CROSS JOIN clubs o ON o.n = new.club CROSS JOIN clubs k ON k.shown = o.shown)"
            f" SELECT {CLAIM_COLUMNS} FROM told CROSS JOIN claims c"
            f" ON c.person = told.person AND coalesce(c.to_club, c.from_club) = told.club {_TABLES}"
            f" WHERE NOT c.background AND {_COUNTS} AND a.published <= ? AND coalesce({_REPLACED} > ?, 1) {_ORDER}",
            [*parameters, *[self._first.isoformat()] * 2],
        )
        aliases = alias_rulings(self._file)
        with self._file.reading():
            return [recorded_of(row, aliases) for row in rows]

    def sagas(self, since: Mapping[str, date]) -> tuple[list[Saga], list[Saga]]:
        """The sagas of some of those spoken of, by name, as they stood on either day; without some of those that were
        over before the day that is given for each."""
        told, parameters = union(self._file, self._where, "c.person")
        rows = self._file.rows(
            f"SELECT n, known_as FROM people WHERE n IN (SELECT person FROM ({told})) ORDER BY known_as", parameters
        )
        people = {row["n"]: row["known_as"] for row in rows if row["known_as"] in since}
        wanted = {number: since[name] for number, name in people.items()}
        begin = starts(self._file, people, wanted, self._first, self._last)
        days = {self._first: list[Saga](), self._last: list[Saga]()}
        ruled = {day: settlements(self._file, day) for day in days}
        for place in range(0, len(people), _AT_ONCE):
            for number, told_of in self._told(list(begin.items())[place : place + _AT_ONCE]).items():
                for day, sagas in days.items():
                    settled = ruled[day].get(people[number], ())
                    sagas += self._made([t for t in told_of if t.was_known(day)], day, settled, begin[number].earlier)
        return days[self._first], days[self._last]

    def _told(self, begin: Iterable[tuple[int, Start]]) -> dict[int, list[_Told]]:
        """By person, the claims from the start on that were known on one of the days."""
        told: dict[int, list[_Told]] = {number: [] for number, _ in begin}
        aliases = alias_rulings(self._file)
        rows = self._file.rows(
            f"SELECT {_COLUMNS}, c.person AS number, {_REPLACED} AS replaced,"
            " f.name AS from_name, f.country AS from_country, t.name AS to_name, t.country AS to_country"
            " FROM json_each(?) them CROSS JOIN claims c ON c.person = json_extract(them.value, '$[0]')"
            f" AND c.date >= json_extract(them.value, '$[1]') {_TABLES}"
            f" WHERE {_COUNTS} AND a.published <= ? AND coalesce({_REPLACED} > ?, 1) {_ORDER}",
            [
                json.dumps([(number, start.day.isoformat()) for number, start in begin]),
                self._last.isoformat(),
                self._first.isoformat(),
            ],
        )
        with self._file.reading():
            for row in rows:
                clubs = [(row[f"{side}_club"], row[f"{side}_name"], row[f"{side}_country"]) for side in ("from", "to")]
                replaced = date.fromisoformat(row["replaced"]) if row["replaced"] else None
                told[row["number"]].append(_Told(recorded_of(row, aliases), replaced, clubs))
        return told

    def _made(
        self, told: Sequence[_Told], day: date, settled: Sequence[Settlement], earlier: Sequence[str]
    ) -> list[Saga]:
        """The sagas of one person as they stood on a day, from the claims of then."""
        if not told:
            return []
        said = [each.recorded for each in told]
        found = sagas_of(said, posts_of(self._file, said, day), _countries(told).get, settled, earlier)
        return [saga.at(self._horizons[day]) for saga in found]

    @cached_property
    def _horizons(self) -> dict[date, date]:
        return {day: horizon(self._file, day) for day in (self._first, self._last)}


def _countries(told: Iterable[_Told]) -> dict[str, str]:
    """Where each club plays: if known, the country of the club by whose name it is shown, else the first of others."""
    found: dict[str, tuple[bool, str]] = {}
    for shown, name, country in (club for each in told for club in each.clubs):
        if country is not None:
            found[shown] = min(found.get(shown, (True, country)), (name != shown, country))
    return {shown: country for shown, (_, country) in found.items()}
