"""From where on the claims on a person must be read to make the sagas of two days as all claims would.

A player's sagas follow one another: each begins with a claim that does not go on with the one before, whatever comes
later. So they can be made from the first claim of any saga that is kept, where all before it was on both days as it is
now. All claims are read where sagas hang on more: of managers and officials, whose sagas end by the word on others too,
of those on whose sagas the user ruled, and where a club of theirs goes by several names.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.rulings import settlements
from rumourctl.ledger.sagas import by_our_rules

_OF_THEM = "json_each(?) them CROSS JOIN claims c ON c.person = them.value"


@dataclass(frozen=True, slots=True)
class Start:
    """The day from which on claims are read, and the windows of the sagas before it."""

    day: date = date.min
    earlier: tuple[str, ...] = ()


def starts(
    file: LedgerFile, people: Mapping[int, str], since: Mapping[int, date], first: date, last: date
) -> dict[int, Start]:
    """Where to start with each of some people, given by number and name, so that no saga is missed in which something
    was said from the day on that ``since`` has, and those of the days ``first`` and ``last`` come out whole."""
    found = dict.fromkeys(people, Start())
    if not by_our_rules(file):
        return found
    ruled = settlements(file).keys()
    quick = [n for n, name in people.items() if name not in ruled]
    quick = sorted({*quick} - _intricate(file, quick))
    replaced = _replaced(file, quick, first, last)
    for person, sagas in _kept(file, quick).items():
        before = min(since[person], replaced.get(person, date.max))
        place = _last_sure(file, sagas, before, first)
        if place:
            begun = date.fromisoformat(sagas[place]["first"])
            found[person] = Start(begun, tuple(saga["window"] for saga in sagas[:place]))
    return found


def _intricate(file: LedgerFile, people: Collection[int]) -> set[int]:
    """Those whose sagas are due to be made anew, or hang on more than the claims on them in order."""
    these = json.dumps(list(people))
    working = f"SELECT DISTINCT c.person FROM {_OF_THEM} WHERE c.role != 'player'"
    aliased = (
        f"SELECT DISTINCT c.person FROM {_OF_THEM} JOIN clubs k ON k.n IN (c.from_club, c.to_club)"
        " WHERE k.shown IN (SELECT shown FROM clubs WHERE name != shown)"
    )
    asked = [("SELECT person FROM stale_people", []), (working, [these])]
    if file.rows("SELECT 1 FROM clubs WHERE name != shown LIMIT 1"):
        asked.append((aliased, [these]))
    return {row["person"] for sql, given in asked for row in file.rows(sql, given)}


def _replaced(file: LedgerFile, people: Collection[int], first: date, last: date) -> dict[int, date]:
    """By person, the day of the earliest claim that counts no more, as its article was replaced, but did on a day."""
    rows = file.rows(
        f"SELECT c.person, min(c.date) AS day FROM {_OF_THEM} JOIN articles a ON a.n = c.article"
        " JOIN articles later ON later.n = a.superseded_by"
        " WHERE +c.live = 0 AND a.published <= ? AND later.published > ? GROUP BY c.person",
        [json.dumps(list(people)), last.isoformat(), first.isoformat()],
    )
    with file.reading():
        return {row["person"]: date.fromisoformat(row["day"]) for row in rows}


def _kept(file: LedgerFile, people: Collection[int]) -> dict[int, list[sqlite3.Row]]:
    """By person, what is kept of the sagas, in their order."""
    kept: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in file.rows(
        "SELECT s.n, s.person, s.window, s.first, s.last FROM json_each(?) them"
        " CROSS JOIN sagas s ON s.person = them.value ORDER BY s.person, s.first, s.n",
        [json.dumps(list(people))],
    ):
        kept[row["person"]].append(row)
    return kept


def _last_sure(file: LedgerFile, sagas: Sequence[sqlite3.Row], before: date, day: date) -> int:
    """The place of the last saga that began before a day, and by ``day`` was known to, as was all that came before it;
    0 where that is none but the first."""
    latest = [saga["last"] for saga in sagas]
    for place in range(len(sagas) - 1, 0, -1):
        if (
            sagas[place]["first"] < before.isoformat()
            and max(latest[:place]) <= day.isoformat()
            and _begins_afresh(file, sagas[place - 1]["n"], sagas[place]["n"], day)
        ):
            return place
    return 0


def _begins_afresh(file: LedgerFile, earlier: int, later: int, day: date) -> bool:
    """Whether a saga begins on a day after all claims of the one before it, and was known to by ``day``."""
    rows = file.rows(
        "SELECT (SELECT max(date) FROM claims WHERE claim_id = e.claim_id) AS ended, c.date AS begun, a.published"
        " FROM saga_claims e CROSS JOIN saga_claims l ON l.saga = ? AND l.position = 0"
        " CROSS JOIN claims c ON c.claim_id = l.claim_id CROSS JOIN articles a ON a.n = c.article"
        " WHERE e.saga = ? ORDER BY e.position DESC LIMIT 1",
        [later, earlier],
    )
    return bool(rows) and rows[0]["ended"] < rows[0]["begun"] and rows[0]["published"] <= day.isoformat()
