"""What in the ledger begins with what a user has typed so far: for completion, which asks often and must never wait.

Nothing is written here, nobody is waited for, and whatever takes too long is given up.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from rumourctl.claims.people import fold
from rumourctl.errors import LedgerError
from rumourctl.ledger.connecting import connect
from rumourctl.ledger.migrations import migrations, unknown_to_us
from rumourctl.ledger.strangers import refuse_strangers
from rumourctl.ledger.trust import refuse_foreign_code

MOST = 100
"""So many are offered at most; more are no help to whoever has to choose."""
_LATEST = 300
"""Claims that are looked at where nothing has been typed: what is in the news."""
_MOST_CLUBS = 50_000
"""There is no index of folded names of clubs, which are few."""
_SECONDS = 0.4
_STEPS = 10_000
"""After so many steps of SQLite's machine it is looked whether the time is up."""
_LAST_CHARACTER = "\U0010ffff"

_IN_THE_NEWS = f"FROM (SELECT * FROM claims WHERE live ORDER BY date DESC LIMIT {_LATEST}) c"
_MOST_FIRST = "ORDER BY p.claims DESC"


class Beginning(NamedTuple):
    """Something that may be meant, as a command takes it, and what it is, where that needs to be said."""

    text: str
    told: str = ""


class Kind(StrEnum):
    """What may be asked for."""

    PEOPLE = "people"
    CLUBS = "clubs"
    SOURCES = "sources"
    OUTLETS = "outlets"
    SAGAS = "sagas"
    CLAIMS = "claims"
    ARTICLES = "articles"
    RULINGS = "rulings"


def beginnings(path: Path, kinds: Iterable[Kind], typed: str) -> list[Beginning]:
    """What of these kinds the ledger at ``path`` holds that begins with ``typed``: of each at most MOST. Where nothing
    is typed, what is in the news.

    Names are compared without case and accents, and any word of a name may be its beginning. Where the ledger cannot be
    asked here and now, because there is none, it is locked, of another version, or holds code of somebody else's,
    nothing is found.
    """
    try:
        refuse_strangers(path, create=False)
        with closing(connect(path, create=False)) as db:
            if unknown_to_us(db) or migrations.pending(db):
                return []
            refuse_foreign_code(db, path)
            db.execute("PRAGMA query_only = ON")
            end = time.monotonic() + _SECONDS
            db.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
            asking = _Asking(db)
            return [each for kind in kinds for each in asking.of_kind(kind, typed)]
    except (LedgerError, sqlite3.Error, UnicodeDecodeError):
        return []


class _Asking:
    """The questions of each kind. Each raises sqlite3.Error where it fails or takes too long."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def of_kind(self, kind: Kind, typed: str) -> list[Beginning]:
        """What of the ``kind`` begins as ``typed``."""
        match kind:
            case Kind.PEOPLE:
                return self._people(typed)
            case Kind.CLUBS:
                return self._clubs(typed)
            case Kind.SOURCES:
                return self._sources(typed, "s.name IS NOT NULL")
            case Kind.OUTLETS:
                return self._sources(typed, "s.kind = 'outlet'")
            case Kind.SAGAS:
                return self._sagas(typed)
            case Kind.CLAIMS:
                return self._claims(typed)
            case Kind.ARTICLES:
                return self._articles(typed)
            case Kind.RULINGS:
                return self._rulings(typed)

    def _people(self, typed: str) -> list[Beginning]:
        words = fold(typed).split()
        if not words:
            return self._found(f"SELECT DISTINCT p.known_as {_IN_THE_NEWS} JOIN people p ON p.n = c.person")
        return self._found(f"SELECT DISTINCT p.known_as {_people_called(words)} {_MOST_FIRST}", _bounds(words))

    def _clubs(self, typed: str) -> list[Beginning]:
        words = fold(typed).split()
        if not words:
            return self._found(
                f"SELECT DISTINCT k.shown {_IN_THE_NEWS} JOIN clubs k ON k.n IN (c.from_club, c.to_club)"
            )
        rows = self._db.execute(
            f"SELECT name, shown FROM clubs WHERE claims > 0 ORDER BY claims DESC LIMIT {_MOST_CLUBS}"
        )
        return _offered((shown,) for name, shown in rows if _fits(words, name) or _fits(words, shown))

    def _sagas(self, typed: str) -> list[Beginning]:
        """As the list shows them: "Alexis Mac Allister 2025s"."""
        asked = "SELECT DISTINCT p.known_as, s.saga_id"
        words = fold(typed).split()
        if not words:
            rows = self._db.execute(
                f"{asked} FROM sagas s JOIN people p ON p.n = s.person ORDER BY s.n DESC LIMIT {MOST}"
            )
            return _offered(map(_saga, rows))
        joined = "JOIN sagas s ON s.person = p.n"
        rows = self._db.execute(f"{asked} {_people_called(words, joined)} LIMIT {MOST}", _bounds(words))
        found = _offered(map(_saga, rows))
        if found or len(words) == 1:
            return found
        *words, window = words  # the last word may be the beginning of one
        rows = self._db.execute(f"{asked} {_people_called(words, joined)}", _bounds(words))
        return _offered(saga for saga in map(_saga, rows) if saga[0].rpartition(" ")[2].startswith(window))

    def _claims(self, typed: str) -> list[Beginning]:
        """By id; and of whom each is."""
        return self._found(
            "SELECT c.claim_id, p.known_as || ', ' || c.stage || ', ' || c.date"
            f" FROM (SELECT * FROM claims WHERE claim_id >= ? AND claim_id < ? LIMIT {MOST}) c"
            " JOIN people p ON p.n = c.person",
            [typed, typed + _LAST_CHARACTER],
        )

    def _articles(self, typed: str) -> list[Beginning]:
        """By id and by path."""
        bounds = [typed, typed + _LAST_CHARACTER]
        by_id = self._found("SELECT article_id, path FROM articles WHERE article_id >= ? AND article_id < ?", bounds)
        by_path = self._found("SELECT DISTINCT path FROM articles WHERE path >= ? AND path < ?", bounds)
        return [*by_path, *by_id][:MOST]

    def _rulings(self, typed: str) -> list[Beginning]:
        """By id, those that can be undone."""
        return self._found(
            "SELECT ruling_id, kind FROM rulings_in_force WHERE ruling_id >= ? AND ruling_id < ?",
            [typed, typed + _LAST_CHARACTER],
        )

    def _sources(self, typed: str, condition: str) -> list[Beginning]:
        plain = fold(typed)
        if not plain:
            return self._found(
                f"SELECT DISTINCT s.shown, s.kind {_IN_THE_NEWS} JOIN sources s ON s.n = c.source WHERE {condition}"
            )
        return self._found(
            "SELECT DISTINCT s.shown, s.kind FROM sources s WHERE s.n IN ("
            "SELECT n FROM sources WHERE folded >= ? AND folded < ?"
            " UNION SELECT n FROM sources WHERE surname >= ? AND surname < ?"
            f") AND s.claims > 0 AND {condition} ORDER BY s.claims DESC",
            [plain, plain + _LAST_CHARACTER] * 2,
        )

    def _found(self, sql: str, parameters: Sequence[str] = ()) -> list[Beginning]:
        return _offered(self._db.execute(f"{sql} LIMIT {MOST}", parameters))


def _people_called(words: Sequence[str], joined: str = "") -> str:
    """The part of a query that finds people p, with a name of whom each word begins as one of ``words``."""
    others = " AND EXISTS (SELECT 1 FROM name_words o WHERE o.name = w.name AND o.word >= ? AND o.word < ?)" * (
        len(words) - 1
    )
    return (
        "FROM name_words w JOIN names nm ON nm.n = w.name JOIN people p ON p.n = nm.person"
        f" {joined} WHERE w.word >= ? AND w.word < ?{others} AND p.claims > 0"
    )


def _bounds(words: Sequence[str]) -> list[str]:
    """The parameters of such a query: the longest word first, as the fewest names have it."""
    return [bound for word in sorted(words, key=len, reverse=True) for bound in (word, word + _LAST_CHARACTER)]


def _fits(words: Sequence[str], name: str) -> bool:
    of = fold(name).split()
    return all(any(other.startswith(word) for other in of) for word in words)


def _saga(row: Sequence[str]) -> tuple[str]:
    person, saga_id = row
    window = saga_id.removeprefix(fold(person).replace(" ", "-")).strip("-")
    return (f"{person} {window}",)


def _offered(rows: Iterable[Sequence[object]]) -> list[Beginning]:
    """What ``rows`` hold, each once; what is no text is no rumourctl's."""
    found = (Beginning(*map(str, row)) for row in map(tuple, rows) if all(isinstance(value, str) for value in row))
    return list(islice(dict.fromkeys(found), MOST))
