"""Who is meant by the names in the ledger: kept up to date for the surnames that a change touches, and only those."""

from __future__ import annotations

from collections import defaultdict

from rumourctl.claims.people import Namesakes, search_words, surname
from rumourctl.ledger.file import LedgerFile

_SEEN = """SELECT DISTINCT ap.name, k.n AS club, CAST(substr(c.date, 1, 4) AS INTEGER) AS year
    FROM appearances ap JOIN claims c ON c.appearance = ap.n JOIN clubs k ON k.n IN (c.from_club, c.to_club)"""


def namesakes(file: LedgerFile, group: str) -> Namesakes:
    """The persons among all names of one surname."""
    seen: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for row in file.rows(
        "SELECT nm.name, k.name AS club, nc.year FROM names nm LEFT JOIN name_clubs nc ON nc.name = nm.n"
        " LEFT JOIN clubs k ON k.n = nc.club WHERE nm.surname = ?",
        [group],
    ):
        haunts = seen[row["name"]]
        if row["club"] is not None:
            haunts.add((row["club"], row["year"]))
    return Namesakes({name: frozenset(haunts) for name, haunts in seen.items()})


def known_as(file: LedgerFile, name: str) -> str:
    """The display name of the person whom ``name`` means by itself; ``name`` where it means nobody, or several."""
    return namesakes(file, surname(name)).known_as(name)


def enter_appearance(file: LedgerFile, article: int, name: str) -> int:
    """Note that a name stands in an article. Gives the number of the appearance."""
    if file.execute("INSERT INTO names (name, surname) VALUES (?, ?) ON CONFLICT DO NOTHING", [name, surname(name)]):
        for word in sorted(search_words(name)):
            file.execute("INSERT INTO name_words (word, name) SELECT ?, n FROM names WHERE name = ?", [word, name])
    return file.insert("INSERT INTO appearances (article, name) SELECT ?, n FROM names WHERE name = ?", [article, name])


def decide_names(file: LedgerFile, article: int) -> None:
    """After an article's claims were entered: decide who is meant by the names that it brings news of."""
    fresh = file.rows(
        f"SELECT nm.surname, seen.* FROM ({_SEEN} WHERE ap.article = ?) seen JOIN names nm ON nm.n = seen.name"
        " WHERE NOT EXISTS (SELECT 1 FROM name_clubs nc"
        " WHERE nc.name = seen.name AND nc.club = seen.club AND nc.year = seen.year)",
        [article],
    )
    for row in fresh:
        file.execute("INSERT INTO name_clubs VALUES (?, ?, ?)", [row["name"], row["club"], row["year"]])
    new_names = file.rows(
        "SELECT nm.surname FROM appearances ap JOIN names nm ON nm.n = ap.name WHERE ap.article = ?"
        " AND NOT EXISTS (SELECT 1 FROM appearances other WHERE other.name = ap.name AND other.n != ap.n)",
        [article],
    )
    news = {row["surname"] for row in (*fresh, *new_names)}
    for group in _surnames(file, article):
        # Where nothing new is known of a surname, what was decided before stands, and only this article is open.
        _settle(file, group, None if group in news else article)


def withdraw_names(file: LedgerFile, article: int) -> None:
    """Take an article's names out again, once its claims are gone, with all that only they gave."""
    groups = _surnames(file, article)
    names = [row["name"] for row in file.rows("SELECT name FROM appearances WHERE article = ?", [article])]
    people = _people(file, groups)
    file.execute("DELETE FROM appearances WHERE article = ?", [article])
    for name in names:
        file.execute("DELETE FROM name_clubs WHERE name = ?", [name])
        file.execute(f"INSERT INTO name_clubs (name, club, year) {_SEEN} WHERE ap.name = ?", [name])
        file.execute(
            "DELETE FROM names WHERE n = ? AND NOT EXISTS (SELECT 1 FROM appearances ap WHERE ap.name = names.n)",
            [name],
        )
    for group in groups:
        _settle(file, group, None)
    _drop_unmeant(file, people)


def _surnames(file: LedgerFile, article: int) -> list[str]:
    rows = file.rows(
        "SELECT DISTINCT nm.surname FROM appearances ap JOIN names nm ON nm.n = ap.name WHERE ap.article = ?", [article]
    )
    return sorted(row["surname"] for row in rows)


def _settle(file: LedgerFile, group: str, article: int | None) -> None:
    """Decide who is meant by the names of one surname: in one article, or (None) wherever they appear."""
    persons = namesakes(file, group)
    people = _people(file, [group]) if article is None else []
    for row in file.rows("SELECT n, name FROM names WHERE surname = ?", [group]):
        if persons.is_short(row["name"]):
            for appearance, haunts in _appearances(file, row["n"], article).items():
                _mean(file, persons.known_as(row["name"], frozenset(haunts)), "n = ?", appearance)
        elif article is None:
            _mean(file, persons.known_as(row["name"]), "name = ?", row["n"])
        else:
            _mean(file, persons.known_as(row["name"]), "name = ? AND article = ?", row["n"], article)
    _drop_unmeant(file, people)


def _appearances(file: LedgerFile, name: int, article: int | None) -> dict[int, set[tuple[str, int]]]:
    """The appearances of a name, and the clubs and years that it stands with in each."""
    which, numbers = ("ap.name = ?", [name]) if article is None else ("ap.name = ? AND ap.article = ?", [name, article])
    haunts: dict[int, set[tuple[str, int]]] = defaultdict(set)
    for row in file.rows(
        "SELECT ap.n, k.name AS club, CAST(substr(c.date, 1, 4) AS INTEGER) AS year FROM appearances ap"
        " JOIN claims c ON c.appearance = ap.n LEFT JOIN clubs k ON k.n IN (c.from_club, c.to_club) WHERE " + which,
        numbers,
    ):
        seen = haunts[row["n"]]
        if row["club"] is not None:
            seen.add((row["club"], row["year"]))
    return haunts


def _mean(file: LedgerFile, person: str, which: str, *numbers: int) -> None:
    """Let some appearances mean a person."""
    if file.value("SELECT 1 FROM appearances WHERE " + which, numbers):
        file.execute("INSERT INTO people (known_as) VALUES (?) ON CONFLICT DO NOTHING", [person])
        number = file.value("SELECT n FROM people WHERE known_as = ?", [person])
        file.execute(
            f"UPDATE appearances SET person = ? WHERE {which} AND person IS NOT ?", [number, *numbers, number]
        )


def _people(file: LedgerFile, groups: list[str]) -> list[int]:
    marks = ", ".join("?" * len(groups))
    rows = file.rows(
        "SELECT DISTINCT ap.person FROM names nm JOIN appearances ap ON ap.name = nm.n"
        f" WHERE nm.surname IN ({marks}) AND ap.person IS NOT NULL",
        groups,
    )
    return [row["person"] for row in rows]


def _drop_unmeant(file: LedgerFile, people: list[int]) -> None:
    for person in people:
        file.execute(
            "DELETE FROM people WHERE n = ? AND NOT EXISTS (SELECT 1 FROM appearances ap WHERE ap.person = people.n)",
            [person],
        )
