"""Sagas as they lie in the ledger's tables, written and read back. See ``schema/m003.sql``,
``schema/m005.sql``, ``schema/m006.sql`` and ``schema/m008.sql``."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from rumourctl.claims.model import Certainty, Deal, Fee, Move, Role, Source, SourceKind, Stage
from rumourctl.ledger.clubrecords import note
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.filters import Conditions
from rumourctl.ledger.recordrows import told
from rumourctl.sagas.cases import lasting_cases
from rumourctl.sagas.lessons import Lessons, settles
from rumourctl.sagas.outcome import Fate, Outcome
from rumourctl.sagas.saga import Saga, Trend, Way
from rumourctl.sagas.threads import Standing, Status
from rumourctl.sagas.verdicts import Judged, Sort, Verdict


def store(file: LedgerFile, person: int, saga: Saga) -> None:
    """Write a saga of the person of this number, with all that is counted of it."""
    ended, standing = saga.ended, saga.standing
    lowest, highest = saga.fees or (None, None)
    day, told = lessons_of(saga)
    number = file.enter(
        "sagas",
        saga_id=saga.saga_id,
        person=person,
        role=saga.role.value,
        window=saga.window,
        closes=_day(saga.closes),
        from_club=saga.from_club,
        status=standing.status.value,
        stage=standing.stage.value if standing.stage else None,
        club=standing.club,
        trend=saga.trend.value,
        fate=ended.fate.value,
        destination=ended.destination,
        ended_on=_day(ended.on),
        ended_by=ended.claim_id,
        left=int(ended.left),
        move=ended.move.value if ended.move else None,
        settles=day,
        lessons=told,
        fee=_fee(ended.fee),
        lowest_fee=_fee(lowest),
        highest_fee=_fee(highest),
        relays=json.dumps(saga.relays, ensure_ascii=False),
        first=_day(saga.first),
        last=_day(saga.last),
    )
    _store_parts(file, number, saga)


def _store_parts(file: LedgerFile, number: int, saga: Saga) -> None:
    """The clubs, claims, ways and sources of the saga of this number."""
    for club in sorted(saga.clubs):
        file.enter("saga_clubs", saga=number, club=club)
    for position, claim_id in enumerate(saga.claim_ids):
        file.enter("saga_claims", saga=number, position=position, claim_id=claim_id)
    for position, way in enumerate(saga.ways):
        file.enter(
            "saga_ways",
            saga=number,
            position=position,
            club=way.club,
            stage=way.stage.value,
            reached=way.reached.value,
            fate=way.fate.value,
            sources=json.dumps(way.sources, ensure_ascii=False),
            rumour=int(way.rumour),
        )
    for position, (judged, (case, wait)) in enumerate(zip(saga.sources, lasting_cases(saga), strict=True)):
        file.enter(
            "saga_sources",
            saga=number,
            position=position,
            kind=judged.source.kind.value,
            name=judged.source.name,
            outlet=judged.outlet,
            sort=judged.sort.value,
            club=judged.club,
            away=int(judged.away),
            move=judged.move.value,
            stage=judged.stage.value,
            certainty=judged.certainty.value,
            first=_day(judged.first),
            verdict=judged.verdict.value,
            turns=_day(judged.turns),
            turned=judged.turned.value if judged.turned else None,
            lead=judged.lead,
            fee=_fee(judged.fee),
            deal=judged.deal.value if judged.deal else None,
            claim_ids=json.dumps(judged.claim_ids),
            told=told(case),
            wait=wait,
        )
    note(file, number)


def lessons_of(saga: Saga) -> tuple[str | None, str]:
    """The day from which a saga is settled, as the table has it, and as JSON what it tells from then on."""
    day = settles(saga)
    if day is None:
        return None, "[]"
    told = Lessons([saga if day == date.min else saga.at(day)]).all()
    rows = [(topic.value, lesson_name(name), tally.right, tally.settled) for topic, name, tally in told]
    return "" if day == date.min else day.isoformat(), json.dumps(rows, ensure_ascii=False)


def store_cases(file: LedgerFile, number: int, saga: Saga) -> None:
    """Write beside the sources of a saga that is here already, of this number, what records count of them."""
    for position, (case, wait) in enumerate(lasting_cases(saga)):
        file.execute(
            "UPDATE saga_sources SET told = ?, wait = ? WHERE saga = ? AND position = ?",
            [told(case), wait, number, position],
        )


def lesson_name(name: str) -> str:
    """``name`` as it stands in the lessons of sagas and their sums: SQLite takes NUL for the end of a text in JSON."""
    return name.replace("\\", "\\\\").replace("\x00", "\\0")


def kept(file: LedgerFile, found: Conditions) -> list[Saga]:
    """The sagas under ``found`` that are kept, by person and then by their beginning."""
    rows = file.rows(
        f"SELECT s.n FROM sagas s JOIN people p ON p.n = s.person WHERE {found.sql} ORDER BY p.known_as, s.first, s.n",
        found.parameters,
    )
    return loaded(file, [row["n"] for row in rows])


def loaded(file: LedgerFile, numbers: Sequence[int]) -> list[Saga]:
    """The sagas of these numbers, in this order."""
    clubs, claims, ways, sources = (
        _by_saga(file, table, numbers) for table in ("saga_clubs", "saga_claims", "saga_ways", "saga_sources")
    )
    rows = file.rows(
        "SELECT s.*, p.known_as FROM json_each(?) wanted CROSS JOIN sagas s ON s.n = wanted.value"
        " JOIN people p ON p.n = s.person ORDER BY wanted.key",
        [json.dumps(numbers)],
    )
    with file.reading():
        return [
            Saga(
                saga_id=row["saga_id"],
                person=row["known_as"],
                role=Role(row["role"]),
                window=row["window"],
                closes=_date(row["closes"]),
                from_club=row["from_club"],
                clubs=frozenset(each["club"] for each in clubs[row["n"]]),
                standing=Standing(Status(row["status"]), Stage(row["stage"]) if row["stage"] else None, row["club"]),
                trend=Trend(row["trend"]),
                ended=_outcome(row),
                ways=tuple(map(_way, ways[row["n"]])),
                sources=tuple(map(_judged, sources[row["n"]])),
                relays=tuple((relay, origin) for relay, origin in json.loads(row["relays"])),
                fees=_fees(row),
                first=date.fromisoformat(row["first"]),
                last=date.fromisoformat(row["last"]),
                claim_ids=tuple(each["claim_id"] for each in claims[row["n"]]),
            )
            for row in rows
        ]


def _by_saga(file: LedgerFile, table: str, numbers: Sequence[int]) -> dict[int, list[sqlite3.Row]]:
    """The rows of a table of parts of sagas, by saga, in their order there."""
    rows: dict[int, list[sqlite3.Row]] = defaultdict(list)
    asked = f"SELECT part.* FROM json_each(?) wanted CROSS JOIN {table} part ON part.saga = wanted.value"
    for row in file.rows(f"{asked} ORDER BY wanted.key, part.{_ORDER[table]}", [json.dumps(numbers)]):
        rows[row["saga"]].append(row)
    return rows


_ORDER = {"saga_clubs": "club", "saga_claims": "position", "saga_ways": "position", "saga_sources": "position"}


def _outcome(row: sqlite3.Row) -> Outcome:
    return Outcome(
        fate=Fate(row["fate"]),
        destination=row["destination"],
        on=_date(row["ended_on"]),
        claim_id=row["ended_by"],
        left=bool(row["left"]),
        move=Move(row["move"]) if row["move"] else None,
        fee=_read_fee(row["fee"]),
    )


def _way(row: sqlite3.Row) -> Way:
    return Way(
        club=row["club"],
        stage=Stage(row["stage"]),
        reached=Stage(row["reached"]),
        fate=Fate(row["fate"]),
        sources=tuple(json.loads(row["sources"])),
        rumour=bool(row["rumour"]),
    )


def _judged(row: sqlite3.Row) -> Judged:
    return Judged(
        source=Source(SourceKind(row["kind"]), row["name"]),
        outlet=row["outlet"],
        sort=Sort(row["sort"]),
        club=row["club"],
        away=bool(row["away"]),
        move=Move(row["move"]),
        stage=Stage(row["stage"]),
        certainty=Certainty(row["certainty"]),
        first=date.fromisoformat(row["first"]),
        verdict=Verdict(row["verdict"]),
        turns=_date(row["turns"]),
        turned=Verdict(row["turned"]) if row["turned"] else None,
        lead=row["lead"],
        fee=_read_fee(row["fee"]),
        deal=Deal(row["deal"]) if row["deal"] else None,
        claim_ids=tuple(json.loads(row["claim_ids"])),
    )


def _fees(row: sqlite3.Row) -> tuple[Fee, Fee] | None:
    lowest, highest = _read_fee(row["lowest_fee"]), _read_fee(row["highest_fee"])
    return (lowest, highest) if lowest and highest else None


def _fee(fee: Fee | None) -> str | None:
    return json.dumps([fee.text, fee.amount, fee.currency], ensure_ascii=False) if fee else None


def _read_fee(stored: str | None) -> Fee | None:
    return Fee(*json.loads(stored)) if stored else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
