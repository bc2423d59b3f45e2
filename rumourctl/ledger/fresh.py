"""A ledger derived afresh from the record of another: its articles, their claims, and the user's rulings."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from sqlite_utils.db import quote_identifier

from rumourctl.articles.header import read_header
from rumourctl.articles.model import Article
from rumourctl.articles.refusal import Refusal
from rumourctl.claims.model import Claim
from rumourctl.errors import LedgerError
from rumourctl.ledger import sagas
from rumourctl.ledger.entering import CountryOf, by_id, enter_claims, enter_likeness
from rumourctl.ledger.file import LedgerFile, tell_nobody
from rumourctl.ledger.found import FoundFile
from rumourctl.ledger.rulings import put_retractions
from rumourctl.ledger.soundness import Examined, circles, examine
from rumourctl.ledger.store import derive_missing
from rumourctl.ledger.strangers import damaged
from rumourctl.ledger.structure import RECORD
from rumourctl.ledger.versions import settle_contested

Watch: TypeAlias = Callable[[Iterable[int]], Iterator[int]]
"""Passes on the numbers of articles, one after the other; told so that progress can be shown."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads an article for claims, which version of it that is, and what it knows of clubs."""

    extract: Callable[[Article], Iterable[Claim]]
    version: str
    country_of: CountryOf


def empty(path: Path) -> FoundFile:
    """A new ledger at ``path``."""
    LedgerFile(path, create=True, patience=0, tell=tell_nobody, on_migration=derive_missing).close()
    return FoundFile(path)


def copy_record(fresh: LedgerFile, old: LedgerFile) -> None:
    """Take articles and rulings over, byte for byte. Raises LedgerError where not all can be read."""
    fresh.execute("ATTACH ? AS old", [str(old.path)])
    with fresh.writing():
        for table in RECORD:
            columns = ", ".join(row["name"] for row in fresh.rows(f"PRAGMA main.table_info({table})"))
            try:
                taken = fresh.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM old.{table} NOT INDEXED")
            except sqlite3.IntegrityError as error:
                raise LedgerError(f"{old.path}: {error}") from error
            # Damage can make rows vanish from a table; those that its indexes still know of are lost.
            if taken < max(_known(old, table)):
                raise LedgerError(f"{old.path}: {damaged(f'{table} that were there cannot be found')}")


def derive(
    fresh: LedgerFile, old: LedgerFile, reader: Reader | None, watch: Watch, *, may_lack_claims: bool
) -> Iterator[Examined]:
    """Derive all else in ``fresh``, to which the record of ``old`` was copied, from it and from the claims of ``old``;
    gives each article as it was found there.

    Where the claims of a sound article are damaged, ``reader``, if there is one, reads it again. It reads all again
    where ``old`` may lack claims without a trace, as in a file with damaged pages.
    """
    countries = {row["name"]: row["country"] for row in _rows(old, "SELECT name, country FROM clubs")}

    def country_of(club: str) -> str | None:
        """Where a club plays, as it was told when it came in: whoever checks may know other words."""
        known: str | None = countries.get(club)
        return known if club in countries or reader is None else reader.country_of(club)

    with fresh.writing():
        _mend_articles(fresh)
        for number in watch([row["n"] for row in fresh.rows("SELECT n FROM articles ORDER BY n")]):
            found = examine(old, number)
            claims = found.claims
            if reader and found.article and (may_lack_claims or not found.claims_are_sound):
                claims = by_id(found.article, reader.extract(found.article))
                fresh.execute("UPDATE articles SET extractor = ? WHERE n = ?", [reader.version, number])
            _derive_article(fresh, number, found.article, claims, country_of)
            yield found
        put_retractions(fresh)
        sagas.refresh(fresh)


def _derive_article(
    fresh: LedgerFile, number: int, article: Article | None, claims: Mapping[str, Claim], country_of: CountryOf
) -> None:
    if article:
        values = [len(article.text), _body_start(article), number]
        fresh.execute("UPDATE articles SET characters = ?, body_start = ? WHERE n = ?", values)
    (row,) = fresh.rows("SELECT text, body_start FROM articles WHERE n = ?", [number])
    if isinstance(row["text"], str) and isinstance(row["body_start"], int):
        enter_likeness(fresh, number, row["text"][row["body_start"] :])
    enter_claims(fresh, number, claims, country_of)


def _body_start(article: Article) -> int:
    """Where the prose of an article begins: where it says, or, if it says what cannot be, behind its header."""
    if 0 <= article.body_start <= len(article.text):
        return article.body_start
    try:
        return read_header(article.text, day_first=True).body_start
    except Refusal:
        return 0


def _mend_articles(file: LedgerFile) -> None:
    """Let no article be superseded by one that is not there, nor, by way of others, by itself: the last to come is then
    current. Where ledgers do not agree, that counts which follows from what they tell."""
    file.execute("UPDATE articles SET superseded_by = NULL WHERE superseded_by NOT IN (SELECT n FROM articles)")
    for side in ("article", "later"):
        file.execute(f"DELETE FROM also_superseded_by WHERE {side} NOT IN (SELECT n FROM articles)")
    for circle in circles(file):
        file.execute("UPDATE articles SET superseded_by = NULL WHERE n = ?", [max(circle)])
    settle_contested(file)


def _known(file: LedgerFile, table: str) -> Iterator[int]:
    """How many rows of a table each of its complete indexes knows."""
    yield 0
    for row in _rows(file, f"SELECT name FROM pragma_index_list('{table}') WHERE NOT partial"):
        index = quote_identifier(row["name"])
        yield from (count[0] for count in _rows(file, f"SELECT count(*) FROM {table} INDEXED BY {index}"))


def _rows(file: LedgerFile, sql: str) -> list[sqlite3.Row]:
    """The rows of a query, none where they cannot be read."""
    try:
        return file.rows(sql)
    except LedgerError:
        return []
