"""What was said between two days, and how those spoken of stood on either, from no more claims than bear on that."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from rumourctl.claims.model import Recorded
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.filters import Filter
from rumourctl.ledger.naming import numbers_of
from rumourctl.ledger.queries import CLAIM_WORDS, OUTLINED_COLUMNS, claims, recorded_of, union
from rumourctl.ledger.rulings import alias_rulings, settlements
from rumourctl.ledger.sagas import horizon, posts_of
from rumourctl.ledger.starts import Start, starts
from rumourctl.sagas.outlines import Outline, outlines_of
from rumourctl.sagas.rulings import Settlement

_AT_ONCE = 500
"""Persons whose claims are held at once."""
_REPLACED = "(SELECT later.published FROM articles later WHERE later.n = a.superseded_by)"
_KNOWN = (
    "+c.claim_id NOT IN (SELECT claim_id FROM retracted) AND a.published <= ?"
    f" AND coalesce({_REPLACED} > ?, a.superseded_by IS NULL)"
)
"""That a claim was known by a day, and its article not replaced by another."""
_TABLES = f"JOIN appearances ap ON ap.n = c.appearance JOIN articles a ON a.n = c.article {CLAIM_WORDS}"
_ORDER = "ORDER BY c.date, a.published, a.article_id, c.position"


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim, when its article was replaced, if it was, and its clubs: as shown, by name, and where each plays."""

    recorded: Recorded
    replaced: date | None
    clubs: Sequence[Sequence[Any]]

    def was_known(self, day: date) -> bool:
        """Whether it counted on a day."""
        return self.recorded.published <= day and (self.replaced is None or self.replaced > day)


@dataclass(frozen=True, slots=True)
class Known:
    """What was known of some persons on the first of two days, history aside, as far as it bears on the stories that
    they are in; and their sagas as they stood on either day."""

    claims: list[Recorded] = field(default_factory=list)
    then: list[Outline] = field(default_factory=list)
    now: list[Outline] = field(default_factory=list)


class Meanwhile:
    """What was said of the person and club of ``where`` after the day ``first`` and until ``last``."""

    def __init__(self, file: LedgerFile, where: Filter, first: date, last: date) -> None:
        self._file = file
        self._first, self._last = first, last
        self._where = replace(where, as_of=last, after=first)

    def said(self) -> list[Recorded]:
        """The claims, in order."""
        return list(claims(self._file, self._where))

    def known(self, since: Mapping[str, date]) -> Known:
        """What was known of some persons, by name; without some sagas that were over before the day that is given for
        each."""
        people = {n: name for name, n in numbers_of(self._file, since).items()}
        begin = starts(self._file, people, {n: since[name] for n, name in people.items()}, self._first, self._last)
        known = Known(claims=self._earlier(begin))
        for place in range(0, len(people), _AT_ONCE):
            some = dict(list(begin.items())[place : place + _AT_ONCE])
            for number, told in self._told(some).items():
                then, now = ([each for each in told if each.was_known(day)] for day in (self._first, self._last))
                known.claims.extend(each.recorded for each in then if not each.recorded.claim.background)
                known.then.extend(self._outlined(then, self._first, people[number], begin[number].earlier))
                known.now.extend(self._outlined(now, self._last, people[number], begin[number].earlier))
        return known

    def _earlier(self, begin: Mapping[int, Start]) -> list[Recorded]:
        """What was known on the first day of the stories that there is word of, from before the start for each."""
        told, parameters = union(self._file, self._where, "c.person, coalesce(c.to_club, c.from_club) AS club")
        days = [(number, start.day.isoformat()) for number, start in begin.items() if start.day > date.min]
        rows = self._file.rows(
            f"WITH told AS (SELECT DISTINCT new.person, k.n AS club FROM ({told}) new"
            " CROSS JOIN clubs o ON o.n = new.club CROSS JOIN clubs k ON k.shown = o.shown),"
            " begin AS (SELECT json_extract(value, '$[0]') AS person, json_extract(value, '$[1]') AS day"
            " FROM json_each(?))"
            f" SELECT {OUTLINED_COLUMNS} FROM begin JOIN told USING (person)"
            " CROSS JOIN claims c ON c.person = told.person AND c.date < begin.day"
            f" AND coalesce(c.to_club, c.from_club) = told.club {_TABLES}"
            f" WHERE NOT c.background AND {_KNOWN} {_ORDER}",
            [*parameters, json.dumps(days), *[self._first.isoformat()] * 2],
        )
        aliases = alias_rulings(self._file)
        with self._file.reading():
            return [recorded_of(row, aliases) for row in rows]

    def _told(self, begin: Mapping[int, Start]) -> dict[int, list[_Told]]:
        """By person, the claims from the start on that were known on one of the days."""
        days = json.dumps([(number, start.day.isoformat()) for number, start in begin.items()])
        rows = self._file.rows(
            f"SELECT {OUTLINED_COLUMNS}, c.person AS number, {_REPLACED} AS replaced,"
            " f.shown, f.name, f.country, t.shown, t.name, t.country"
            " FROM json_each(?) them CROSS JOIN claims c ON c.person = json_extract(them.value, '$[0]')"
            f" AND c.date >= json_extract(them.value, '$[1]') {_TABLES} WHERE {_KNOWN} {_ORDER}",
            [days, self._last.isoformat(), self._first.isoformat()],
        )
        aliases = alias_rulings(self._file)
        told: dict[int, list[_Told]] = {number: [] for number in begin}
        with self._file.reading():
            for row in rows:
                number, day, *clubs = row[-8:]  # by place: to look for each by its name takes longer
                replaced = date.fromisoformat(day) if day else None
                told[number].append(_Told(recorded_of(row, aliases), replaced, (clubs[:3], clubs[3:])))
        return told

    def _outlined(self, told: Sequence[_Told], day: date, person: str, earlier: Sequence[str]) -> Iterable[Outline]:
        """The sagas of a person as they stood on a day, from the claims of then."""
        said = [each.recorded for each in told]
        settled = self._settled[day].get(person, ())
        found = outlines_of(said, posts_of(self._file, said, day), _countries(told).get, settled, earlier)
        return (outline.at(self._horizons[day]) for outline, _ in found)

    @cached_property
    def _settled(self) -> Mapping[date, Mapping[str, Sequence[Settlement]]]:
        return {day: settlements(self._file, day) for day in (self._first, self._last)}

    @cached_property
    def _horizons(self) -> Mapping[date, date]:
        return {day: horizon(self._file, day) for day in (self._first, self._last)}


def _countries(told: Iterable[_Told]) -> dict[str, str]:
    """Where each club plays: if known, the country of the club by whose name it is shown, else the first of others."""
    found: dict[str, tuple[bool, str]] = {}
    for shown, name, country in (club for each in told for club in each.clubs):
        if country is not None:
            found[shown] = min(found.get(shown, (True, country)), (name != shown, country))
    return {shown: country for shown, (_, country) in found.items()}
