"""The track records of each club's sources, kept as sagas come and go. See ``schema/m008.sql``.

What comes and goes is noted by the database and by :func:`note`, and counted by :func:`count_due` at the end of every
change. A part of a record that a day brings, on which a window closes or a promise ends, is kept under that day.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

from rumourctl.claims.model import Source, SourceKind, Stage
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.naming import called_all
from rumourctl.ledger.recordrows import case_of
from rumourctl.sagas.cases import Case, Result
from rumourctl.sagas.lessons import Tally
from rumourctl.sagas.records import Record, Records
from rumourctl.sagas.verdicts import Verdict

_CASE = "club, told, verdict, lead, wait, turns, turned, waited"
_ALWAYS = ""
_NUMBERS = ("open", "first", "original")
_TALLIES = ("denials", "fees", "kinds")
_DAYS = ("leads", "waits")
_COUNTERS = ("outlets", "repeats", "relays", *_DAYS)
_STAGES = {stage.value: stage for stage in Stage}
_NO_CASE = Tally()
_ONE = "club = ? AND kind = ? AND name = ?"


def note(file: LedgerFile, saga: int) -> None:
    """Note that the saga of this number came, of which all is written. Called inside a transaction."""
    file.execute(f"INSERT INTO records_due SELECT {_CASE}, 1 FROM club_cases WHERE saga = ?", [saga])


def count_due(file: LedgerFile) -> None:
    """Count what was noted. Called inside a transaction."""
    # What went and came again as it was needs no counting.
    rows = file.each(
        f"SELECT {_CASE}, sum(times) AS times FROM records_due GROUP BY {_CASE} HAVING sum(times) != 0 ORDER BY club"
    )
    _count(file, rows)
    file.execute("DELETE FROM records_due")


def count_all(file: LedgerFile) -> None:
    """Count all sagas that are kept, whatever was counted before. Called inside a transaction."""
    file.execute("DELETE FROM club_records")
    file.execute("DELETE FROM records_due")
    clubs = [row["club"] for row in file.rows("SELECT DISTINCT club FROM saga_clubs ORDER BY club")]
    for club in clubs:
        _count(file, file.each(f"SELECT {_CASE}, 1 AS times FROM club_cases WHERE club = ?", [club]))


def are_counted(file: LedgerFile) -> bool:
    """Whether all sagas that are kept are counted."""
    return not file.rows("SELECT 1 FROM records_due LIMIT 1")


def enter_club(file: LedgerFile, club: str, day: date, records: Records) -> None:
    """Enter what all kept sagas of a club come to on a day."""
    rows = file.rows("SELECT kind, name, counted FROM club_records WHERE club = ?", [club])
    with file.reading():
        sources = [Source(SourceKind(row["kind"]), row["name"]) for row in rows]
        records.name(called_all(file, sources))
        # All at once, which is quicker than each by itself.
        by_days = json.loads(f"[{','.join(row['counted'] for row in rows)}]")
        today = day.isoformat()
        for source, by_day in zip(sources, by_days, strict=True):
            record = records.of(source)
            for since, counted in by_day.items():
                if since <= today:
                    _add(record, counted)


@dataclass(slots=True)
class _Sum:
    """What is counted of one source: by day, as it is written, and the parts that have changed since."""

    written: dict[str, Any]
    changed: dict[str, Record] = field(default_factory=dict)

    def on(self, day: str) -> Record:
        """The part that counts from a day on, to be changed."""
        if day not in self.changed:
            self.changed[day] = Record(Source())
            _add(self.changed[day], self.written.get(day, {}))
        return self.changed[day]

    def enter(self, case: Case, row: sqlite3.Row) -> None:
        """Count a case as it stands, and, on the day on which its verdict becomes another, what that changes."""
        at_first, times = Result(Verdict(row["verdict"]), row["lead"], row["wait"]), row["times"]
        self.on(_ALWAYS).enter(case, at_first, times)
        if row["turns"] is not None:
            later = self.on(row["turns"])
            later.enter(case, at_first, -times)
            later.enter(case, Result(Verdict(row["turned"]), row["lead"], row["waited"]), times)

    def as_written(self) -> str | None:
        """All of it as JSON; None where that is nothing."""
        told = self.written | {day: _written(record) for day, record in self.changed.items()}
        kept = {day: counted for day, counted in told.items() if counted}
        return json.dumps(kept, sort_keys=True, separators=(",", ":")) if kept else None


def _count(file: LedgerFile, rows: Iterable[sqlite3.Row]) -> None:
    """Add cases to what is kept; those of a club come together."""
    read = cache(case_of)
    with file.reading():
        for club, cases in groupby(rows, key=lambda row: str(row["club"])):
            sums: dict[Source, _Sum] = {}
            for row in cases:
                if row["verdict"] is None:
                    for relay, origin in json.loads(row["told"]):
                        sum_of = _sum_of(file, club, Source(SourceKind.OUTLET, relay), sums)
                        sum_of.on(_ALWAYS).relays[origin] += row["times"]
                else:
                    case = read(row["told"])
                    _sum_of(file, club, case.source, sums).enter(case, row)
            for source, sum_of in sums.items():
                _keep(file, club, source, sum_of.as_written())


def _sum_of(file: LedgerFile, club: str, source: Source, sums: dict[Source, _Sum]) -> _Sum:
    """What is counted of a source: as it was changed before, or else as it is kept."""
    if source not in sums:
        kept = file.value(f"SELECT counted FROM club_records WHERE {_ONE}", [club, *_key(source)])
        sums[source] = _Sum(json.loads(kept) if kept else {})
    return sums[source]


def _keep(file: LedgerFile, club: str, source: Source, counted: str | None) -> None:
    if counted:
        file.execute("INSERT OR REPLACE INTO club_records VALUES (?, ?, ?, ?)", [club, *_key(source), counted])
    else:
        file.execute(f"DELETE FROM club_records WHERE {_ONE}", [club, *_key(source)])


def _key(source: Source) -> tuple[str, str]:
    return source.kind.value, source.name or ""


def _written(record: Record) -> dict[str, Any]:
    """What a record counts, without what it counts nothing of."""
    told: dict[str, Any] = {name: getattr(record, name) for name in _NUMBERS}
    told |= {name: _pair(getattr(record, name)) for name in _TALLIES}
    told["stages"] = {stage.value: _pair(tally) for stage, tally in record.stages.items() if tally.settled}
    for name in _COUNTERS:
        told[name] = {str(each): times for each, times in getattr(record, name).items() if times}
    return {name: counted for name, counted in told.items() if counted}


def _pair(tally: Tally) -> list[int]:
    return [tally.right, tally.settled] if tally.settled else []


def _add(record: Record, counted: Mapping[str, Any]) -> None:
    """Add to a record what :func:`_written` gave of another."""
    for name, told in counted.items():
        if name in _NUMBERS:
            setattr(record, name, getattr(record, name) + told)
        elif name in _TALLIES:
            setattr(record, name, getattr(record, name).and_of(*told))
        elif name == "stages":
            for stage, pair in told.items():
                record.stages[_STAGES[stage]] = record.stages.get(_STAGES[stage], _NO_CASE).and_of(*pair)
            # Moves are those of all stages.
            record.moves = record.moves.and_of(*map(sum, zip(*told.values(), strict=True)))
        elif name in _DAYS:
            days: Counter[int] = getattr(record, name)
            for day, times in told.items():
                days[int(day)] += times
        else:
            getattr(record, name).update(told)
