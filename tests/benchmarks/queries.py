"""How long questions take on ledgers of many claims, beside the same asked of the file in SQL, and how that grows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.ledgers import make_ledger
from tests.benchmarks.measuring import PROGRAM, SQLITE_UTILS, Cost, Figure, Scale, Unit, in_turn

METHOD = (
    "seconds of processor over those of a run that opens the same ledger and asks nothing (`query 'SELECT 1'`, in both"
    " programs), for the person, club and source with most claims; the reference asks the views of the same ledger by"
    " `sqlite-utils query`, and is, of more than 100,000 claims, the same question to the next smaller ledger; below"
    " 1 ms counts as 1 ms"
)
_IN_CLUB = "(from_club = :club OR to_club = :club)"


class Question(NamedTuple):
    """A command, and the same in SQL. Braces and colons stand for those who are asked for."""

    command: str
    sql: str


QUESTIONS = (
    Question("timeline {person}", "SELECT * FROM timeline WHERE person = :person"),
    Question("timeline {club} --limit 50", f"SELECT * FROM timeline WHERE {_IN_CLUB} LIMIT 50"),
    Question(
        "sources --club {club}", f"SELECT source, source_kind, count(*) FROM timeline WHERE {_IN_CLUB} GROUP BY 1, 2"
    ),
    Question(
        "sources --club {club} --limit 50",
        f"SELECT source, source_kind, count(*) FROM timeline WHERE {_IN_CLUB} GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 50",
    ),
    Question("sources", "SELECT * FROM sources_summary"),
    Question("claims --person {person}", "SELECT * FROM timeline WHERE person = :person"),
    Question(
        "claims --club {club} --stage talks --since 2015 --limit 50",
        f"SELECT * FROM timeline WHERE {_IN_CLUB} AND stage = 'talks' AND date >= '2015-01-01' LIMIT 50",
    ),
    Question("claims --source {source} --limit 50", "SELECT * FROM timeline WHERE source = :source LIMIT 50"),
    Question(
        "claims --certainty denied --until 2010 --limit 50",
        "SELECT * FROM timeline WHERE certainty = 'denied' AND date <= '2010-12-31' LIMIT 50",
    ),
    Question(
        "claims --text medical --limit 50",
        "SELECT t.* FROM timeline t JOIN articles a USING (article_id) WHERE a.n IN"
        " (SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'medical') LIMIT 50",
    ),
    Question("claims --limit 50", "SELECT * FROM timeline LIMIT 50"),
    Question(
        "diff {day} {later}",
        "SELECT * FROM timeline WHERE published > :day AND published <= :later",
    ),
    Question(
        "diff {day} {later} --club {club}",
        f"SELECT * FROM timeline WHERE published > :day AND published <= :later AND {_IN_CLUB}",
    ),
    Question(
        "sagas --limit 50",
        "SELECT s.*, p.known_as FROM sagas s JOIN people p ON p.n = s.person ORDER BY s.last DESC LIMIT 50",
    ),
    Question(
        "sagas --club {club} --limit 50",
        "SELECT s.*, p.known_as FROM saga_clubs c JOIN sagas s ON s.n = c.saga JOIN people p ON p.n = s.person"
        " WHERE c.club = :club ORDER BY s.last DESC LIMIT 50",
    ),
    Question("people --limit 50", "SELECT person, count(*) FROM timeline GROUP BY 1 ORDER BY 2 DESC LIMIT 50"),
    Question(
        "clubs --limit 50",
        "SELECT club, count(*) FROM (SELECT from_club AS club FROM timeline UNION ALL SELECT to_club FROM timeline)"
        " WHERE club IS NOT NULL GROUP BY 1 ORDER BY 2 DESC LIMIT 50",
    ),
)
_LEAST = 0.001
_CHIEF = 100_000
"""Claims from which on figures stand in the README."""
_MOST_IN_SQL = 100_000
"""Claims from which on some of the questions in SQL take minutes."""
_NAMES = str.maketrans("", "", "{}")
_BUSIEST = {
    "person": "SELECT known_as FROM people ORDER BY claims DESC, known_as LIMIT 1",
    "club": "SELECT shown FROM clubs ORDER BY claims DESC, shown LIMIT 1",
    "source": "SELECT shown FROM sources WHERE kind = 'outlet' ORDER BY claims DESC, shown LIMIT 1",
    "day": "SELECT date(max(published), '-37 days') FROM articles",
    "later": "SELECT date(max(published), '-30 days') FROM articles",
}


def measure(scale: Scale, folder: Path) -> Iterator[Figure]:
    """Figures for each number of claims."""
    before: dict[str, float] = {}
    reference = ""
    for claims in sorted(scale.claims):
        ledger = folder / f"claims{claims}.db"
        if not ledger.exists():
            make_ledger(ledger, claims)
        told = f"{claims:,} claims"
        in_sql = claims <= _MOST_IN_SQL or not before
        ours, theirs = _asked(ledger, max(1, scale.rounds * _MOST_IN_SQL // max(claims, _MOST_IN_SQL)), in_sql=in_sql)
        for question, seconds in ours.items():
            chief = claims >= _CHIEF and (
                question.split()[0] in ("timeline", "diff") or question.endswith(("{club}", "sagas"))
            )
            beside = ("the same in SQL", theirs[question]) if in_sql else (reference, before.get(question))
            yield Figure(f"{told}: `{question.translate(_NAMES)}`", Unit.SECONDS, seconds, *beside, chief)
        before, reference = ours, f"the same of {told}"


def _asked(ledger: Path, rounds: int, *, in_sql: bool) -> tuple[dict[str, float], dict[str, float]]:
    """By question, the seconds that it takes of the ledger, and those in SQL where that is asked for."""
    with closing(sqlite3.connect(ledger)) as db:
        known = {name: str(db.execute(sql).fetchone()[0]) for name, sql in _BUSIEST.items()}
        searchable = db.execute("SELECT 1 FROM evidence_fts WHERE evidence_fts MATCH 'medical' LIMIT 1").fetchone()
    commands: dict[str, list[str | Path]] = {
        "nothing": [PROGRAM, "--db", ledger, "query", "SELECT 1"],
        "SELECT 1": [SQLITE_UTILS, "query", ledger, "SELECT 1"],
    }
    parameters = [word for name, value in known.items() for word in ("-p", name, value)]
    questions = [question for question in QUESTIONS if searchable or "--text" not in question.command]
    for question in questions:
        words = [word.format(**known) for word in question.command.split()]
        commands[question.command] = [PROGRAM, "--db", ledger, *words]
        if in_sql:
            commands[question.sql] = [SQLITE_UTILS, "query", ledger, question.sql, *parameters]
    costs = in_turn(commands, rounds)
    ours = {asked.command: _over(costs[asked.command], costs["nothing"]) for asked in questions}
    theirs = {asked.command: _over(costs[asked.sql], costs["SELECT 1"]) for asked in questions if in_sql}
    return ours, theirs


def _over(cost: Cost, start: Cost) -> float:
    """The seconds that a run takes beyond its start."""
    return max(_LEAST, cost.processor - start.processor)
