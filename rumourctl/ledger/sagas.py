"""Sagas kept in the ledger: made anew for the persons whom a change touched, and read back. See ``schema/m003.sql``."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from rumourctl.claims.model import Certainty, Deal, Fee, Move, Recorded, Role, Source, SourceKind, Stage
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.filters import EVERYTHING, Conditions, Filter, on_articles, storable
from rumourctl.ledger.queries import CLAIM_TABLES, recorded
from rumourctl.ledger.rulings import settlements
from rumourctl.sagas.outcome import Fate, Outcome
from rumourctl.sagas.rulings import Settlement
from rumourctl.sagas.saga import Saga, Trend, Way, saga_slug, sagas_of
from rumourctl.sagas.threads import Filled, Standing, Status, is_appointment
from rumourctl.sagas.verdicts import Judged, Sort, Verdict

VERSION = "2"
"""Of the rules by which sagas are made; raised where the same claims give other sagas."""
_IS_STALE = "ap.person IN (SELECT person FROM stale_people)"
_AT_ONCE = 500
"""The sagas of so many persons are made together: few enough to be held in memory, and written in a second or two."""


def refresh(file: LedgerFile) -> None:
    """Make the sagas anew of all persons whom changes touched since the last time, or of all persons where other rules
    made those that are here. Called inside a transaction."""
    while refresh_some(file):
        pass


def refresh_some(file: LedgerFile) -> bool:
    """Like :func:`refresh`, but of some persons; gives whether there may be others. Called inside a transaction."""
    if _version(file) != VERSION:
        file.execute("DELETE FROM saga_version")
        file.execute("INSERT INTO saga_version VALUES (?)", [VERSION])
        file.execute("INSERT OR IGNORE INTO stale_people SELECT n FROM people")
    stale = file.rows("SELECT person FROM stale_people ORDER BY person LIMIT ?", [_AT_ONCE])
    if not stale:
        return False
    due = f"BETWEEN {stale[0]['person']} AND {stale[-1]['person']}"
    of_these = f"IN (SELECT person FROM stale_people WHERE person {due})"
    numbers = {row["known_as"]: row["n"] for row in file.rows(f"SELECT n, known_as FROM people WHERE n {of_these}")}
    file.execute(f"DELETE FROM sagas WHERE person {of_these}")
    for saga in _derived(file, EVERYTHING, settlements(file), f"ap.person {of_these}"):
        _store(file, numbers[saga.person], saga)
    file.execute(f"DELETE FROM stale_people WHERE person {due}")
    return len(stale) == _AT_ONCE


def derived(file: LedgerFile, where: Filter) -> list[Saga]:
    """The sagas made from the claims under ``where`` (a person, a day): what is stored, or how it was on that day."""
    return _derived(file, where, settlements(file, where.as_of))


def _derived(
    file: LedgerFile, where: Filter, ruled: Mapping[str, Sequence[Settlement]], of_whom: str = "TRUE"
) -> list[Saga]:
    """The sagas made from the claims under ``where`` that are of persons for whom the SQL ``of_whom`` holds."""
    of_person: dict[str, list[Recorded]] = defaultdict(list)
    found = on_articles(where)
    found.add(of_whom)
    if where.person is not None:
        found.add("ap.person = (SELECT n FROM people WHERE known_as = ?)", storable(where.person))
    for each in recorded(file, found):
        of_person[each.known_as].append(each)
    sagas: list[Saga] = []
    countries = _countries(file, found)
    for person, said in sorted(of_person.items()):
        posts = _posts(file, said, where.as_of)
        sagas += sagas_of(said, posts, countries[person].get, ruled.get(person, ()))
    return sagas


def current(file: LedgerFile, where: Filter) -> list[Saga]:
    """The sagas of a person or club, or all, by person and then by their beginning, as the claims have them by now."""
    kept = Conditions()
    if where.person is not None:
        kept.add("s.person = (SELECT n FROM people WHERE known_as = ?)", storable(where.person))
    if where.club is not None:
        kept.add("s.n IN (SELECT saga FROM saga_clubs WHERE club = ?)", storable(where.club))
    return _current(file, kept, lambda saga: where.club in (None, *saga.clubs), where.person)


def with_claim(file: LedgerFile, claim_id: str) -> str | None:
    """The id of the saga that holds a claim; None where none does."""
    people = file.rows(
        "SELECT DISTINCT p.known_as FROM claims c JOIN appearances ap ON ap.n = c.appearance"
        " JOIN people p ON p.n = ap.person WHERE c.claim_id = ? ORDER BY p.known_as",
        [claim_id],
    )
    sagas = (saga for row in people for saga in current(file, Filter(person=row["known_as"])))
    return next((saga.saga_id for saga in sagas if claim_id in saga.claim_ids), None)


def with_id(file: LedgerFile, prefix: str) -> list[Saga]:
    """The sagas whose id is ``prefix``, or the person and window as shown; where there is none, those that begin so."""
    exact, begin = Conditions(), Conditions()
    slug = saga_slug(prefix)
    if not slug:
        return []
    exact.add("s.saga_id = ?", slug)
    begin.add("s.saga_id >= ? AND s.saga_id < ?", slug, slug + "\U0010ffff")
    return _current(file, exact, lambda saga: saga.saga_id == slug) or _current(
        file, begin, lambda saga: saga.saga_id.startswith(slug)
    )


def _current(file: LedgerFile, kept: Conditions, fits: Callable[[Saga], bool], person: str | None = None) -> list[Saga]:
    """The sagas under ``kept``, of ``person`` if given, as they are kept; where claims or rules have changed since they
    were made, those that ``fits`` chooses of what the claims give now. So no reader depends on a writer's having
    finished."""
    if _version(file) != VERSION:
        made = _derived(file, Filter(person=person), settlements(file))
        return _in_order(filter(fits, made))
    if not file.rows("SELECT 1 FROM stale_people LIMIT 1"):
        return _loaded(file, kept)
    kept.add("s.person NOT IN (SELECT person FROM stale_people)")
    made = _derived(file, Filter(person=person), settlements(file), _IS_STALE)
    return _in_order([*_loaded(file, kept), *filter(fits, made)])


def _in_order(sagas: Iterable[Saga]) -> list[Saga]:
    """As :func:`_loaded` has them; of sagas that begin on one day, those stay as they come."""
    return sorted(sagas, key=lambda saga: (saga.person, saga.first))


def horizon(file: LedgerFile, today: date) -> date:
    """How far the ledger sees: the day of its latest article, but no later than ``today``."""
    latest: str | None = file.value(
        "SELECT max(published) FROM articles WHERE superseded_by IS NULL AND published <= ?", [today.isoformat()]
    )
    return date.fromisoformat(latest) if latest else today


def _version(file: LedgerFile) -> str | None:
    version: str | None = file.value("SELECT version FROM saga_version")
    return version


def _posts(file: LedgerFile, said: Iterable[Recorded], as_of: date | None) -> list[Filled]:
    """The appointments to the posts that somebody may have been a candidate for."""
    clubs = sorted({r.claim.to_club for r in said if r.claim.role is not Role.PLAYER and r.claim.to_club})
    if not clubs:
        return []
    found = on_articles(Filter(as_of=as_of))
    marks = ", ".join("?" * len(clubs))
    found.add(f"c.role != 'player' AND c.stage = 'done' AND t.shown IN ({marks})", *clubs)
    appointed = [r for r in recorded(file, found) if is_appointment(r.claim)]
    return [Filled(r.claim.to_club or "", r.known_as, r.claim.date) for r in appointed]


def _countries(file: LedgerFile, found: Conditions) -> dict[str, dict[str, str]]:
    """By person, the countries of the clubs in the claims under ``found``.

    What other claims say of a club, which an alias makes one with these, is left aside: whoever hears of it would have
    to make these sagas anew.
    """
    countries: dict[str, dict[str, str]] = defaultdict(dict)
    for row in file.rows(
        "SELECT p.known_as, k.shown, coalesce(max(iif(k.name = k.shown, k.country, NULL)), min(k.country)) AS country"
        f" FROM {CLAIM_TABLES} JOIN people p ON p.n = ap.person JOIN clubs k ON k.n IN (c.from_club, c.to_club)"
        f" WHERE ({found.sql}) AND k.country IS NOT NULL GROUP BY p.n, k.shown",
        found.parameters,
    ):
        countries[row["known_as"]][row["shown"]] = row["country"]
    return countries


def _store(file: LedgerFile, person: int, saga: Saga) -> None:
    ended, standing = saga.ended, saga.standing
    lowest, highest = saga.fees or (None, None)
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
    for position, judged in enumerate(saga.sources):
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
        )


def _loaded(file: LedgerFile, found: Conditions) -> list[Saga]:
    """The sagas under ``found``, by person and then by their beginning."""
    chosen = f"SELECT s.n FROM sagas s WHERE {found.sql}"
    clubs = _by_saga(file, "saga_clubs", chosen, found, "club")
    claims = _by_saga(file, "saga_claims", chosen, found, "position")
    ways = _by_saga(file, "saga_ways", chosen, found, "position")
    sources = _by_saga(file, "saga_sources", chosen, found, "position")
    rows = file.rows(
        f"SELECT s.*, p.known_as FROM sagas s JOIN people p ON p.n = s.person WHERE {found.sql}"
        " ORDER BY p.known_as, s.first, s.n",
        found.parameters,
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


def _by_saga(file: LedgerFile, table: str, chosen: str, found: Conditions, order: str) -> dict[int, list[sqlite3.Row]]:
    rows: dict[int, list[sqlite3.Row]] = defaultdict(list)
    limit = f"WHERE saga IN ({chosen})" if found else ""
    for row in file.rows(f"SELECT * FROM {table} {limit} ORDER BY saga, {order}", found.parameters):
        rows[row["saga"]].append(row)
    return rows


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
