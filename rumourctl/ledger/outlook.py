"""The sagas as they stand on one day, found by what is asked of them, and what all of them teach."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from heapq import merge
from itertools import islice

from rumourctl.ledger import clubrecords, recordrows, sagarows, sagas
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.filters import Conditions, Filter, storable
from rumourctl.ledger.queries import most
from rumourctl.sagas.lessons import Lessons, Tally, Topic
from rumourctl.sagas.records import Records
from rumourctl.sagas.saga import Saga, windows_of
from rumourctl.sagas.threads import Status

_PAGE = 200
"""Sagas that are read at once."""
_LAPSED = "coalesce(s.settles <= ?, 0)"


@dataclass(frozen=True, slots=True)
class SagaFilter:
    """Limits that all hold at once; None does not limit.

    ``person`` and ``club`` are names exactly as the ledger shows them. ``since`` and ``until`` ask for sagas that were
    going on between these days, ``unheard_since`` for open ones without a word after that day. ``limit`` keeps the
    first sagas of the answer.
    """

    person: str | None = None
    club: str | None = None
    season: str | None = None
    status: Status | None = None
    since: date | None = None
    until: date | None = None
    unheard_since: date | None = None
    limit: int | None = None

    def fits(self, saga: Saga) -> bool:
        """Whether a saga, as it stands, is asked for."""
        return (
            self.person in (None, saga.person)
            and (self.club is None or self.club in saga.clubs)
            and self.season in (None, saga.season)
            and self.status in (None, _told(saga.standing.status))
            and (self.since is None or saga.last >= self.since)
            and (self.until is None or saga.first <= self.until)
            and (self.unheard_since is None or (not saga.is_settled and saga.last <= self.unheard_since))
        )


def _told(status: Status) -> Status:
    """What has neither come nor gone is open."""
    return Status.OPEN if status is Status.NONE else status


class Outlook:
    """The sagas of a ledger as they stand on the day ``today``; with ``as_of``, as they were told by that day.

    A window has closed once the ledger holds an article that was published later: of what happened since, nothing is
    known. What was told by an earlier day is derived from the claims of then, all of it at the first question.
    """

    def __init__(self, file: LedgerFile, today: date, as_of: date | None = None) -> None:
        self._file = file
        self._as_of = as_of
        self.day = sagas.horizon(file, as_of or today)

    def latest(self, where: SagaFilter) -> Iterator[Saga]:
        """The sagas that ``where`` asks for, those with the latest word first, each as soon as it is read."""
        made = sorted(filter(where.fits, self._made), key=_latest_first)
        found = made if self._all_made else merge(self._read(where, latest_first=True), made, key=_latest_first)
        return islice(found, min(where.limit, sys.maxsize) if where.limit else None)

    def by_person(self, where: SagaFilter) -> Iterator[Saga]:
        """The sagas that ``where`` asks for, by person and then by their beginning."""
        made = filter(where.fits, self._made)
        found = made if self._all_made else merge(self._read(where, latest_first=False), made, key=_by_person)
        return islice(found, min(where.limit, sys.maxsize) if where.limit else None)

    def tally(self, topic: Topic, name: str) -> Tally:
        """How many lessons of a topic and name all sagas tell."""
        new = self._lessons.tally(topic, name)
        if self._all_made:
            return new
        (row,) = self._file.rows(
            "SELECT coalesce(sum(came_true), 0) AS came_true, coalesce(sum(settled), 0) AS settled FROM saga_tallies"
            " WHERE topic = ? AND name = ? AND day <= ?",
            [topic.value, sagarows.lesson_name(name), self.day.isoformat()],
        )
        old = self._outdated.tally(topic, name)
        return Tally(row["came_true"] + new.right - old.right, row["settled"] + new.settled - old.settled)

    def count(self, where: SagaFilter) -> int:
        """How many sagas ``where`` asks for, whatever its limit."""
        made = sum(map(where.fits, self._made))
        return made if self._all_made else made + self._kept(where, "count(*)")[0][0]

    def people(self) -> set[str]:
        """Of whom there is a saga."""
        made = {saga.person for saga in self._made}
        if self._all_made:
            return made
        there = "(SELECT known_as FROM people p WHERE p.n = s.person)"
        return made | {name for (name,) in self._kept(SagaFilter(), f"DISTINCT {there}")}

    def enter(self, where: SagaFilter, records: Records) -> None:
        """Enter in track records what the sagas that ``where`` asks for come to."""
        for saga in filter(where.fits, self._made):
            records.add(saga)
        if self._all_made:
            return
        if where == SagaFilter(club=where.club) and where.club is not None and self._all_counted:
            clubrecords.enter_club(self._file, storable(where.club), self.day, records)
        else:
            found = self._conditions(where)
            found.add("+s.person NOT IN (SELECT person FROM stale_people)")
            recordrows.enter_kept(self._file, _source(where), found, self.day, records)

    @cached_property
    def _all_made(self) -> bool:
        """Whether no saga is as it is kept."""
        return self._as_of is not None or not sagas.by_our_rules(self._file)

    @cached_property
    def _all_counted(self) -> bool:
        """Whether all that is counted of the kept sagas is so now."""
        stale = self._file.rows("SELECT 1 FROM stale_people LIMIT 1")
        return not stale and clubrecords.are_counted(self._file)

    @cached_property
    def _made(self) -> list[Saga]:
        """Those that are not kept as they are now, by person and then by their beginning."""
        if self._as_of is not None:
            made = sagas.derived(self._file, Filter(as_of=self._as_of))
        elif self._all_made:
            made = sagas.derived(self._file, Filter())
        else:
            made = sagas.due(self._file)
        return sorted((saga.at(self.day) for saga in made), key=_by_person)

    @cached_property
    def _lessons(self) -> Lessons:
        return Lessons(self._made)

    @cached_property
    def _outdated(self) -> Lessons:
        """What those sagas tell that are kept, but are not so any more."""
        found = Conditions()
        found.add("s.person IN (SELECT person FROM stale_people)")
        return Lessons(saga.at(self.day) for saga in sagarows.kept(self._file, found))

    def _read(self, where: SagaFilter, *, latest_first: bool) -> Iterator[Saga]:
        """The kept sagas that ``where`` asks for and that are as they were."""
        found = self._conditions(where)
        if where == SagaFilter(status=where.status, since=where.since, until=where.until, limit=where.limit):
            # Searched for from a day on, be it the first of all, they come by the index in the order of the answer, and
            # are read as far as the limit goes.
            found.add("s.last >= ?", (where.since or date.min).isoformat())
        found.add("+s.person NOT IN (SELECT person FROM stale_people)")
        order = "s.last DESC, s.saga_id, p.known_as, s.first, s.n" if latest_first else "p.known_as, s.first, s.n"
        rows = self._file.each(
            f"SELECT s.n FROM {_source(where)} CROSS JOIN people p ON p.n = s.person WHERE {found.sql} ORDER BY {order}"
            " LIMIT ?",
            [*found.parameters, most(where.limit)],
        )
        while numbers := [row["n"] for row in islice(rows, _PAGE)]:
            yield from (saga.at(self.day) for saga in sagarows.loaded(self._file, numbers))

    def _kept(self, where: SagaFilter, columns: str) -> list[sqlite3.Row]:
        """Columns of the kept sagas that ``where`` asks for and that are as they were."""
        found = self._conditions(where)
        found.add("+s.person NOT IN (SELECT person FROM stale_people)")
        return self._file.rows(f"SELECT {columns} FROM {_source(where)} WHERE {found.sql}", found.parameters)

    def _conditions(self, where: SagaFilter) -> Conditions:
        found, day = Conditions(), self.day.isoformat()
        if where.club is not None:
            found.add("c.club = ?", storable(where.club))
        if where.person is not None:
            found.add("s.person = (SELECT n FROM people WHERE known_as = ?)", storable(where.person))
        if where.season is not None:
            found.add("s.window IN (?, ?)", *windows_of(where.season))
        if where.status is not None:
            _add_status(found, where.status, day)
        if where.since is not None:
            found.add("s.last >= ?", where.since.isoformat())
        if where.until is not None:
            found.add("s.first <= ?", where.until.isoformat())
        if where.unheard_since is not None:
            found.add("s.fate = 'open' AND (s.settles IS NULL OR s.settles > ?)", day)
            found.add("s.last <= ?", where.unheard_since.isoformat())
        return found


def _source(where: SagaFilter) -> str:
    """Where sagas are looked for: by the index that leaves fewest, or in the order of the answer."""
    if where.club is not None:
        return "saga_clubs c CROSS JOIN sagas s ON s.n = c.saga"
    return "sagas s"


def _add_status(found: Conditions, status: Status, day: str) -> None:
    """That a saga stands so on a day: once its window has closed, what was open has come to nothing."""
    goes = "EXISTS (SELECT 1 FROM saga_ways w WHERE w.saga = s.n)"
    lapsed = f"s.fate = 'open' AND {_LAPSED}"
    if status is Status.DONE:
        found.add(f"s.status = 'done' AND NOT ({lapsed})", day)
    elif status is Status.OFF:
        found.add(f"iif({lapsed}, {goes}, s.status = 'off')", day)
    else:
        found.add(f"iif({lapsed}, NOT {goes}, s.status IN ('open', 'none'))", day)


def _latest_first(saga: Saga) -> tuple[object, ...]:
    return -saga.last.toordinal(), saga.saga_id, *_by_person(saga)


def _by_person(saga: Saga) -> tuple[str, date]:
    return saga.person, saga.first
