"""One ledger carried over into another: all that it tells, and what comes of it where some of it is known already."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from rumourctl.errors import LedgerError
from rumourctl.ledger import queries
from rumourctl.ledger.docket import Docket
from rumourctl.ledger.entering import (
    CountryOf,
    enter_article,
    enter_claims,
    enter_likeness,
    withdraw_claims,
    withdraw_likeness,
)
from rumourctl.ledger.entries import Entry, Piece, Placed, Replaced, Shown, entry_to_dict
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.rows import Taken
from rumourctl.ledger.rulings import all_rulings
from rumourctl.ledger.strangers import damaged
from rumourctl.ledger.versions import give_way
from rumourctl.sagas.rulings import Ruled

_LATER_VERSIONS_FIRST = """WITH RECURSIVE version (n, age) AS (
        SELECT n, 0 FROM articles WHERE superseded_by IS NULL
        UNION ALL SELECT a.n, v.age + 1 FROM version v JOIN articles a ON a.superseded_by = v.n
    )
    SELECT n FROM version JOIN articles USING (n) ORDER BY age, published, article_id"""


def told(file: LedgerFile) -> Iterator[Piece]:
    """All that the ledger has to tell, in an order that its content alone decides. Called inside a snapshot.

    Raises LedgerError where damage keeps an article from being found.
    """
    for row in file.rows("SELECT name, country FROM clubs WHERE country IS NOT NULL ORDER BY name"):
        yield Placed(row["name"], row["country"])
    missing: int = file.value("SELECT count(*) FROM articles")
    for row in file.each(_LATER_VERSIONS_FIRST):
        missing -= 1
        yield _entry(file, row["n"])
    if missing:
        raise LedgerError(f"{file.path}: {damaged(f'{missing} articles stand in no order of versions')}")
    for row in file.rows(
        "SELECT a.article_id, later.article_id AS by FROM also_superseded_by s JOIN articles a ON a.n = s.article"
        " JOIN articles later ON later.n = s.later ORDER BY a.article_id, later.article_id"
    ):
        yield Replaced(row["article_id"], row["by"])
    yield from all_rulings(file)


def shown(file: LedgerFile, article_id: str) -> dict[str, Shown]:
    """What the ledger makes of each claim of an article."""
    rows = file.rows(
        "SELECT c.claim_id, coalesce(p.known_as, nm.name) AS known_as, r.claim_id IS NOT NULL AS retracted"
        " FROM articles a JOIN claims c ON c.article = a.n JOIN appearances ap ON ap.n = c.appearance"
        " JOIN names nm ON nm.n = ap.name LEFT JOIN people p ON p.n = ap.person"
        " LEFT JOIN retracted r ON r.claim_id = c.claim_id WHERE a.article_id = ?",
        [article_id],
    )
    return {row["claim_id"]: Shown(row["known_as"], bool(row["retracted"])) for row in rows}


def take(file: LedgerFile, pieces: Iterable[Piece]) -> Taken:
    """Take what another ledger told: each article with its claims in one transaction, then all rulings in one. The
    sagas of all whom any of it touches are then due."""
    done = Counter[str]()
    countries: dict[str, str] = {}
    rulings: list[Ruled] = []
    for piece in pieces:
        match piece:
            case Placed():
                countries[piece.club] = piece.country
            case Entry():
                with file.writing():
                    done[_take_article(file, piece, countries.get)] += 1
            case Replaced():
                with file.writing():
                    give_way(file, piece.article_id, piece.by)
            case Ruled():
                rulings.append(piece)
    with file.writing():
        _take_countries(file, countries)
    ruled = Docket(file).take(rulings, sagas_wait=True)
    return Taken(done["new"], done["changed"], done["unchanged"], ruled)


def _take_article(file: LedgerFile, entry: Entry, country_of: CountryOf) -> str:
    """Take an article with its claims; gives "new", "changed" or "unchanged".

    Of two entries of one article that stands which :func:`_rank` puts higher, whichever came first. A version that was
    replaced in one of two ledgers is replaced in both.
    """
    article_id = entry.article.article_id
    number: int | None = file.value("SELECT n FROM articles WHERE article_id = ?", [article_id])
    if number is None:
        number = enter_article(file, entry.article, entry.location, entry.extractor, entry.language)
        enter_likeness(file, number, entry.article.text[entry.article.body_start :])
        enter_claims(file, number, entry.claims, country_of)
        status = "new"
    elif _rank(entry) > _rank(_entry(file, number)):
        _replace(file, number, entry, country_of)
        status = "changed"
    else:
        status = "unchanged"
    if entry.superseded_by is not None and give_way(file, article_id, entry.superseded_by) and status == "unchanged":
        status = "changed"
    return status


def _take_countries(file: LedgerFile, countries: Mapping[str, str]) -> None:
    """Note where clubs play. Of two countries that ledgers give one club, the first by the alphabet is kept."""
    for club, country in countries.items():
        file.execute(
            "UPDATE clubs SET country = ?1 WHERE name = ?2 AND (country IS NULL OR country > ?1)", [country, club]
        )


def _entry(file: LedgerFile, number: int) -> Entry:
    (row,) = file.rows(
        "SELECT a.*, later.article_id AS later FROM articles a LEFT JOIN articles later ON later.n = a.superseded_by"
        " WHERE a.n = ?",
        [number],
    )
    with file.reading():
        article = queries.article_of(row)
        if article.article_id != row["article_id"]:
            raise ValueError(f"{row['article_id']} is not the id of its article")
    return Entry(
        article,
        location=row["location"],
        extractor=row["extractor"],
        language=row["language"],
        superseded_by=row["later"],
        claims=queries.claims_of(file, number),
    )


def _rank(entry: Entry) -> tuple[int, str, str]:
    """That of the later reading is higher, and of one reading that which is spelt later: all ledgers agree on that."""
    number = entry.extractor.partition("-")[0]
    reading = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else -1
    return reading, entry.extractor, json.dumps(entry_to_dict(entry) | {"superseded_by": None})


def _replace(file: LedgerFile, number: int, entry: Entry, country_of: CountryOf) -> None:
    article = entry.article
    withdraw_claims(file, number)
    withdraw_likeness(file, number)
    file.execute(
        "UPDATE articles SET path = ?, location = ?, publisher = ?, title = ?, url = ?, author = ?, body_start = ?,"
        " extractor = ?, language = ? WHERE n = ?",
        [
            *(article.path, entry.location, article.publisher, article.title, article.url, article.author),
            *(article.body_start, entry.extractor, entry.language, number),
        ],
    )
    enter_likeness(file, number, article.text[article.body_start :])
    enter_claims(file, number, entry.claims, country_of)
