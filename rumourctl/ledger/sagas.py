"""Sagas kept in the ledger: made anew for the persons whom a change touched, and found again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from rumourctl.claims.model import Recorded, Role
from rumourctl.ledger.clubrecords import count_due
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.filters import EVERYTHING, Conditions, Filter, on_articles, storable
from rumourctl.ledger.queries import CLAIM_TABLES, recorded
from rumourctl.ledger.rulings import settlements
from rumourctl.ledger.sagarows import kept, lessons_of, loaded, store, store_cases
from rumourctl.sagas.outlines import saga_slug
from rumourctl.sagas.rulings import Settlement
from rumourctl.sagas.saga import Saga, sagas_of
from rumourctl.sagas.threads import Filled

VERSION = "2"
"""Of the rules by which sagas are made; raised where the same claims give other sagas."""
_AT_ONCE = 500
"""So many sagas, or those of so many persons, are made together: few enough to be held in memory, and written in a
second or two."""


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
        count_due(file)
        return False
    due_now = f"person BETWEEN {stale[0]['person']} AND {stale[-1]['person']}"
    these = f"SELECT person FROM stale_people WHERE {due_now}"
    numbers = {row["known_as"]: row["n"] for row in file.rows(f"SELECT n, known_as FROM people WHERE n IN ({these})")}
    file.execute(f"DELETE FROM sagas WHERE person IN ({these})")
    for saga in _derived(file, EVERYTHING, settlements(file), these):
        store(file, numbers[saga.person], saga)
    count_due(file)
    file.execute(f"DELETE FROM stale_people WHERE {due_now}")
    return len(stale) == _AT_ONCE


def derived(file: LedgerFile, where: Filter) -> list[Saga]:
    """The sagas made from the claims under ``where`` (a person, a day): what is stored, or how it was on that day."""
    return _derived(file, where, settlements(file, where.as_of))


def _derived(file: LedgerFile, where: Filter, ruled: Mapping[str, Sequence[Settlement]], only: str = "") -> list[Saga]:
    """The sagas made from the claims under ``where``, of the persons that the query ``only`` finds, if there is one."""
    of_person: dict[str, list[Recorded]] = defaultdict(list)
    found = on_articles(where)
    if only:
        found.add(f"ap.person IN ({only})")
    if where.person is not None:
        found.add("ap.person = (SELECT n FROM people WHERE known_as = ?)", storable(where.person))
    for each in recorded(file, found):
        of_person[each.known_as].append(each)
    sagas: list[Saga] = []
    countries = _countries(file, found)
    for person, said in sorted(of_person.items()):
        posts = posts_of(file, said, where.as_of)
        sagas += sagas_of(said, posts, countries[person].get, ruled.get(person, ()))
    return sagas


def enter_missing(file: LedgerFile) -> None:
    """Enter what sagas tell that were made before anybody counted it. Called inside a transaction."""
    for number, saga in _each(file, "SELECT n FROM sagas WHERE lessons IS NULL ORDER BY n"):
        file.execute("UPDATE sagas SET settles = ?, lessons = ? WHERE n = ?", [*lessons_of(saga), number])
    for number, saga in _each(file, "SELECT DISTINCT saga AS n FROM saga_sources WHERE told IS NULL ORDER BY saga"):
        store_cases(file, number, saga)


def _each(file: LedgerFile, asked: str) -> Iterator[tuple[int, Saga]]:
    """The sagas that a query gives the numbers of, with these."""
    numbers = [row["n"] for row in file.rows(asked)]
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        yield from zip(some, loaded(file, some), strict=True)


def current(file: LedgerFile, where: Filter) -> list[Saga]:
    """The sagas of a person or club, or all, by person and then by their beginning, as the claims have them by now."""
    found = Conditions()
    if where.person is not None:
        found.add("s.person = (SELECT n FROM people WHERE known_as = ?)", storable(where.person))
    if where.club is not None:
        found.add("s.n IN (SELECT saga FROM saga_clubs WHERE club = ?)", storable(where.club))
    return _current(file, found, lambda saga: where.club in (None, *saga.clubs), where.person)


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


def _current(
    file: LedgerFile, found: Conditions, fits: Callable[[Saga], bool], person: str | None = None
) -> list[Saga]:
    """The sagas under ``found``, of ``person`` if given, as they are kept; where claims or rules changed since they
    were made, those that ``fits`` chooses of what the claims give now. So no reader depends on a writer's having
    finished."""
    if not by_our_rules(file):
        made = _derived(file, Filter(person=person), settlements(file))
        return _in_order(filter(fits, made))
    if not file.rows("SELECT 1 FROM stale_people LIMIT 1"):
        return kept(file, found)
    found.add("s.person NOT IN (SELECT person FROM stale_people)")
    return _in_order([*kept(file, found), *filter(fits, due(file, person))])


def by_our_rules(file: LedgerFile) -> bool:
    """Whether the sagas that are kept were made by the rules of today."""
    return _version(file) == VERSION


def due(file: LedgerFile, person: str | None = None) -> list[Saga]:
    """The sagas of those whom changes touched since the last time, or of one of them, as the claims give them now."""
    return _derived(file, Filter(person=person), settlements(file), "SELECT person FROM stale_people")


def _in_order(sagas: Iterable[Saga]) -> list[Saga]:
    """As :func:`kept` has them; of sagas that begin on one day, those stay as they come."""
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


def posts_of(file: LedgerFile, said: Iterable[Recorded], as_of: date | None) -> list[Filled]:
    """The appointments to the posts that somebody may have been a candidate for, as news that nobody denies."""
    clubs = sorted({r.claim.to_club for r in said if r.claim.role is not Role.PLAYER and r.claim.to_club})
    if not clubs:
        return []
    found = on_articles(Filter(as_of=as_of))
    marks = ", ".join("?" * len(clubs))
    theirs = f"c.to_club IN (SELECT n FROM clubs WHERE shown IN ({marks}))"
    found.add(f"c.role != 'player' AND c.stage = 'done' AND {theirs}", *clubs)  # as claims_appointments has them
    found.add("+c.move = 'transfer' AND +c.certainty != 'denied' AND NOT +c.background")
    rows = file.rows(
        f"SELECT t.shown, p.known_as, c.date FROM {CLAIM_TABLES} JOIN people p ON p.n = ap.person"
        f" JOIN clubs t ON t.n = c.to_club WHERE {found.sql} ORDER BY c.date, a.published, a.article_id, c.position",
        found.parameters,
    )
    with file.reading():
        return [Filled(row["shown"], row["known_as"], date.fromisoformat(row["date"])) for row in rows]


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
