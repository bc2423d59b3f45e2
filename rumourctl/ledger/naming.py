"""Who is meant by the names in the ledger: kept up to date for the surnames that a change touches, and only those."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from rumourctl.claims.model import Source, SourceKind
from rumourctl.claims.people import Haunts, Namesakes, search_words, surname
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.rulings import Persons

SPEAKERS = (SourceKind.PERSON, SourceKind.JOURNALIST)
"""Sources that are persons, whom several names may mean."""
_AT_ONCE = 500
"""Names that are looked up together."""
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
    # Unless the user ruled on who is who, this was decided when the name came in.
    decided = file.rows(
        "SELECT p.known_as FROM names nm JOIN people p ON p.n = nm.person WHERE nm.name = ?"
        " AND NOT EXISTS (SELECT 1 FROM rulings WHERE kind IN ('merge', 'split'))",
        [name],
    )
    if decided:
        return str(decided[0]["known_as"])
    return namesakes(file, surname(name)).known_as(name)


def known_as_all(file: LedgerFile, names: Collection[str]) -> dict[str, str]:
    """What :func:`known_as` gives for each of some names."""
    found: dict[str, str] = {}
    if not file.rows("SELECT 1 FROM rulings WHERE kind IN ('merge', 'split') LIMIT 1"):
        wanted = sorted(names)
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            rows = file.rows(
                "SELECT nm.name, p.known_as FROM names nm JOIN people p ON p.n = nm.person"
                f" WHERE nm.name IN ({', '.join('?' * len(some))})",
                some,
            )
            found.update((row["name"], row["known_as"]) for row in rows)
    return {name: found.get(name) or known_as(file, name) for name in names}


def called_all(file: LedgerFile, sources: Collection[Source]) -> dict[Source, Source]:
    """What each of some sources goes under: a person or journalist by the display name."""
    speakers = {source: source.name for source in sources if source.kind in SPEAKERS and source.name}
    known = known_as_all(file, set(speakers.values()))
    return {s: Source(s.kind, known[speakers[s]]) if s in speakers else s for s in sources}


def numbers_of(file: LedgerFile, people: Collection[str]) -> dict[str, int]:
    """The numbers of some people, by display name, in order of that."""
    found: dict[str, int] = {}
    wanted = sorted(people)
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        rows = file.rows(f"SELECT known_as, n FROM people WHERE known_as IN ({marks}) ORDER BY known_as", some)
        found.update((row["known_as"], row["n"]) for row in rows)
    return found


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
    settle_names(file, news)
    # Where nothing new is known of a surname, what was decided before stands, and only this article is open.
    file.execute(
        "UPDATE appearances SET person = (SELECT person FROM names nm WHERE nm.n = appearances.name)"
        " WHERE article = ? AND person IS NULL",
        [article],
    )
    for row in file.rows(
        "SELECT ap.n, nm.name, nm.surname FROM appearances ap JOIN names nm ON nm.n = ap.name"
        " WHERE ap.article = ? AND ap.person IS NULL",
        [article],
    ):
        _settle_short(file, _Deciding(file, row["surname"]), row["name"], "ap.n = ?", row["n"])


def withdraw_names(file: LedgerFile, article: int) -> None:
    """Take an article's names out again, once its claims are gone, with all that only they gave."""
    names = file.rows(
        "SELECT ap.name, ap.person, nm.surname FROM appearances ap JOIN names nm ON nm.n = ap.name"
        " WHERE ap.article = ?",
        [article],
    )
    file.execute("DELETE FROM appearances WHERE article = ?", [article])
    for row in names:
        file.execute("DELETE FROM name_clubs WHERE name = ?", [row["name"]])
        file.execute(f"INSERT INTO name_clubs (name, club, year) {_SEEN} WHERE ap.name = ?", [row["name"]])
        file.execute(
            "DELETE FROM names WHERE n = ? AND NOT EXISTS (SELECT 1 FROM appearances ap WHERE ap.name = names.n)",
            [row["name"]],
        )
    settle_names(file, {row["surname"] for row in names})
    _drop_unmeant(file, {row["person"] for row in names})


def settle_names(file: LedgerFile, groups: Collection[str]) -> None:
    """Decide anew who is meant by the names of some surnames, and by those that rulings merge into them."""
    for group in sorted({*groups, *Persons(file).drawn_in(groups)}):
        _settle(file, group)


class _Deciding:
    """Who is meant by the names of one surname: as decided from all of them, then as the user ruled."""

    def __init__(self, file: LedgerFile, group: str) -> None:
        self._file = file
        self._namesakes = namesakes(file, group)
        self._rulings = Persons(file)

    def is_short(self, name: str) -> bool:
        """Whether whom ``name`` means depends on the article that it stands in."""
        return self._namesakes.is_short(name) or self._rulings.splits(name)

    def known_as(self, name: str, haunts: Haunts = frozenset()) -> str:
        """The display name of the person whom ``name`` means where it was seen with ``haunts``."""
        decided = self._namesakes.known_as(name, haunts)
        split_off = self._rulings.split_off(name, decided, (club for club, _ in haunts))
        into = self._rulings.merged_into(name, decided)
        return split_off or (known_as(self._file, into) if into else decided)


def _settle(file: LedgerFile, group: str) -> None:
    """Decide anew who is meant by the names of one surname, wherever they appear; writes only what is other now."""
    persons = _Deciding(file, group)
    left: set[int | None] = set()
    for row in file.rows(
        "SELECT nm.n, nm.name, nm.person, p.known_as FROM names nm LEFT JOIN people p ON p.n = nm.person"
        " WHERE nm.surname = ?",
        [group],
    ):
        if persons.is_short(row["name"]):
            file.execute("UPDATE names SET person = NULL WHERE n = ? AND person IS NOT NULL", [row["n"]])
            left |= _settle_short(file, persons, row["name"], "ap.name = ?", row["n"])
        elif row["known_as"] != persons.known_as(row["name"]):
            person = _person(file, persons.known_as(row["name"]))
            file.execute("UPDATE names SET person = ? WHERE n = ?", [person, row["n"]])
            meant = file.rows("SELECT DISTINCT person FROM appearances WHERE name = ?", [row["n"]])
            left.update(old["person"] for old in meant)
            file.execute("UPDATE appearances SET person = ? WHERE name = ?", [person, row["n"]])
    _drop_unmeant(file, left)


def _settle_short(file: LedgerFile, persons: _Deciding, name: str, which: str, number: int) -> set[int | None]:
    """Decide whom a short name means in each of some appearances. Gives the persons who were meant until now."""
    haunts: dict[tuple[int, int | None, str | None], set[tuple[str, int]]] = defaultdict(set)
    for row in file.rows(
        "SELECT ap.n, ap.person, p.known_as, k.name AS club, CAST(substr(c.date, 1, 4) AS INTEGER) AS year"
        " FROM appearances ap JOIN claims c ON c.appearance = ap.n LEFT JOIN clubs k ON k.n IN (c.from_club, c.to_club)"
        f" LEFT JOIN people p ON p.n = ap.person WHERE {which}",
        [number],
    ):
        seen = haunts[row["n"], row["person"], row["known_as"]]
        if row["club"] is not None:
            seen.add((row["club"], row["year"]))
    left: set[int | None] = set()
    for (appearance, person, known), seen in haunts.items():
        meant = persons.known_as(name, frozenset(seen))
        if meant != known:
            file.execute("UPDATE appearances SET person = ? WHERE n = ?", [_person(file, meant), appearance])
            left.add(person)
    return left


def _person(file: LedgerFile, display_name: str) -> int:
    file.execute("INSERT INTO people (known_as) VALUES (?) ON CONFLICT DO NOTHING", [display_name])
    number: int = file.value("SELECT n FROM people WHERE known_as = ?", [display_name])
    return number


def _drop_unmeant(file: LedgerFile, people: set[int | None]) -> None:
    for person in people - {None}:
        file.execute(
            "DELETE FROM people WHERE n = ? AND NOT EXISTS (SELECT 1 FROM appearances ap WHERE ap.person = people.n)",
            [person],
        )
