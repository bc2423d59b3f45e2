"""Articles and claims read back from the ledger."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from rumourctl.articles.model import Article
from rumourctl.claims.model import (
    Certainty,
    Claim,
    Deal,
    Evidence,
    Fee,
    Move,
    Precision,
    Recorded,
    Role,
    Source,
    SourceKind,
    Stage,
)
from rumourctl.claims.people import fold, surname
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.filters import Conditions, Filter, on_articles, on_claims, within
from rumourctl.ledger.naming import namesakes
from rumourctl.ledger.rows import ArticleRow
from rumourctl.ledger.rulings import Aliases, alias_of, alias_rulings
from rumourctl.ledger.walking import pages, ways

CLAIM_TABLES = """live_claims c
    JOIN appearances ap ON ap.n = c.appearance
    JOIN articles a ON a.n = c.article"""
_SAID = """c.claim_id, a.article_id, a.path, a.publisher, a.published, p.known_as, nm.name AS person,
    c.role, c.move, c.stage, c.date, f.shown AS from_club, t.shown AS to_club, c.actor, c.certainty,
    s.kind AS source_kind, s.shown AS source_name, c.via, c.deal, c.fee_text, c.fee_amount, c.fee_currency,
    c.contract_until, c.date_precision, c.background"""
_CLAIM_COLUMNS = f"""{_SAID}, c.rules,
    (SELECT voice FROM article_voices WHERE article = a.n) AS voice,
    (SELECT json_group_array(json_array(e.start, e.stop, e.text))
     FROM (SELECT start, stop, text FROM evidence WHERE claim = c.n ORDER BY n) e) AS evidence"""
OUTLINED_COLUMNS = f"{_SAID}, '[]' AS rules, NULL AS voice, '[]' AS evidence"
"""Like _CLAIM_COLUMNS, for those who do not ask for the words, the rules and whose voice an article's is."""
_COLUMNS = 28
CLAIM_WORDS = """JOIN names nm ON nm.n = ap.name
    JOIN people p ON p.n = ap.person
    JOIN sources s ON s.n = c.source
    LEFT JOIN clubs f ON f.n = c.from_club
    LEFT JOIN clubs t ON t.n = c.to_club"""
# To ask an enum for each value of each claim takes a sixth of the time of reading it.
_move, _stage, _role = cache(Move), cache(Stage), cache(Role)
_certainty, _precision, _kind = cache(Certainty), cache(Precision), cache(SourceKind)
_FIRST = 50
"""How many claims are read before the first is given."""
_ARTICLE_COLUMNS = """a.article_id, a.path, a.published, a.publisher, a.title, a.url, a.author, a.characters,
    a.language, a.extractor,
    (SELECT o.article_id FROM article_voices v JOIN articles o ON o.n = v.original WHERE v.article = a.n) AS copy_of,
    (SELECT count(*) FROM claims c WHERE c.article = a.n) AS claims,
    (SELECT later.article_id FROM articles later WHERE later.n = a.superseded_by) AS superseded_by"""


def union(file: LedgerFile, where: Filter, columns: str) -> tuple[str, list[Any]]:
    """The query for ``columns`` of all claims c under ``where``, in no order, with its parameters."""
    found = [way.select(columns) for way in ways(file, where, _sources_named(file, where.source))]
    if not found:
        return f"SELECT {columns} FROM claims c WHERE 0", []
    return " UNION ALL ".join(sql for sql, _ in found), [each for _, parameters in found for each in parameters]


def last_published(file: LedgerFile, where: Filter) -> date | None:
    """The latest day on which a claim under ``where`` was published."""
    found = on_articles(where)
    fits = on_claims(where, _sources_named(file, where.source))
    fits.extend(within(where, "c.date"))
    # Newest first: of much that is told, the first article that is looked at has some.
    rows = file.rows(
        f"SELECT a.published FROM articles a WHERE {found.sql} AND EXISTS ("
        "SELECT 1 FROM claims c JOIN appearances ap ON ap.n = c.appearance WHERE c.article = a.n"
        f" AND +c.claim_id NOT IN (SELECT claim_id FROM retracted) AND {fits.sql})"
        " ORDER BY a.published DESC LIMIT 1",
        [*found.parameters, *fits.parameters],
    )
    with file.reading():
        return date.fromisoformat(rows[0]["published"]) if rows else None


def count_claims(file: LedgerFile, where: Filter, at_most: int | None = None) -> int:
    """How many claims there are under ``where``, whatever its limit; where they are more than ``at_most``, so many."""
    told, parameters = union(file, where, "1")
    count: int = file.value(f"SELECT count(*) FROM ({told} LIMIT ?)", [*parameters, most(at_most)])
    return count


def claims(file: LedgerFile, where: Filter) -> Iterator[Recorded]:
    """The claims under ``where``, in order of their date, then publication, then place in the article, as they are
    read."""
    left = most(where.limit)
    aliases = alias_rulings(file)
    with file.reading():
        for numbers in pages(
            file, where, _sources_named(file, where.source), _FIRST if left < 0 else min(left, _FIRST)
        ):
            rows = file.rows(
                f"SELECT {_CLAIM_COLUMNS} FROM json_each(?) wanted CROSS JOIN claims c ON c.n = wanted.value"
                f" JOIN appearances ap ON ap.n = c.appearance JOIN articles a ON a.n = c.article {CLAIM_WORDS}"
                " ORDER BY c.date, a.published, a.article_id, c.position LIMIT ?",
                [json.dumps(numbers), left],
            )
            yield from (recorded_of(row, aliases) for row in rows)
            left -= len(rows) if left > 0 else 0
            if left == 0:
                return


def recorded(file: LedgerFile, found: Conditions, limit: int | None = None, *, raw: bool = False) -> list[Recorded]:
    """The claims under ``found``, in order of their date, then publication, then place in the article.

    With ``raw``, as the articles have them: without the user's aliases, and those too that the user retracted.
    """
    asked = f"SELECT {_CLAIM_COLUMNS} FROM {CLAIM_TABLES} {CLAIM_WORDS}"
    rows = file.rows(
        f"{_as_written(asked) if raw else asked} WHERE {found.sql}"
        " ORDER BY c.date, a.published, a.article_id, c.position LIMIT ?",
        [*found.parameters, most(limit)],
    )
    aliases: Aliases = {} if raw else alias_rulings(file)
    with file.reading():
        return [recorded_of(row, aliases) for row in rows]


def claims_of(file: LedgerFile, article: int) -> dict[str, Claim]:
    """The claims of the article of this number, by id, in the order in which they stand in it."""
    of_article = Conditions()
    of_article.add("c.article = ?", article)
    claims = {found.claim_id: found.claim for found in recorded(file, of_article, raw=True)}
    rows = file.rows("SELECT claim_id FROM claims WHERE article = ? ORDER BY position", [article])
    with file.reading():
        return {row["claim_id"]: claims[row["claim_id"]] for row in rows}


def articles(file: LedgerFile, where: Filter) -> list[ArticleRow]:
    """The articles that ``where`` asks for, in order of publication, up to its limit.

    Where it limits claims too, an article must hold one that fits.
    """
    found = on_articles(where)
    found.extend(within(where, "a.published"))
    of_claims = on_claims(where, _sources_named(file, where.source))
    if of_claims:
        found.add(f"a.n IN (SELECT c.article FROM {CLAIM_TABLES} WHERE {of_claims.sql})", *of_claims.parameters)
    if where.text is not None:
        found.add_match("a.n IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)", where.text)
    return article_rows(file, found, where.limit)


def article_rows(file: LedgerFile, found: Conditions, limit: int | None = None) -> list[ArticleRow]:
    """The articles under ``found``, in order of publication."""
    rows = file.rows(
        f"SELECT {_ARTICLE_COLUMNS} FROM articles a WHERE {found.sql}"
        " ORDER BY a.published, a.path, a.article_id LIMIT ?",
        [*found.parameters, most(limit)],
    )
    with file.reading():
        return [ArticleRow(**dict(_words(row)) | {"published": date.fromisoformat(row["published"])}) for row in rows]


def stored(file: LedgerFile, article_id: str) -> Article | None:
    """The article of this id with its text, or None where the ledger has none."""
    rows = file.rows("SELECT * FROM articles WHERE article_id = ?", [article_id])
    with file.reading():
        return article_of(rows[0]) if rows else None


def article_of(row: sqlite3.Row) -> Article:
    """The article in a row of its table."""
    return Article(
        text=_words(row)["text"],
        published=date.fromisoformat(row["published"]),
        path=row["path"],
        publisher=row["publisher"],
        title=row["title"],
        url=row["url"],
        author=row["author"],
        body_start=row["body_start"],
    )


def _words(row: sqlite3.Row) -> sqlite3.Row:
    """The same row. Raises ValueError where it holds bytes, for which no column is."""
    if bytes in map(type, row):
        raise ValueError("bytes in the place of words")
    return row


def most(limit: int | None) -> int:
    """``limit`` as SQL has it: -1 for none, and nothing larger than its numbers are."""
    return -1 if limit is None else min(limit, sys.maxsize)


def _as_written(asked: str) -> str:
    """A question for claims, asked of all claims as their articles have them, whoever is meant by their names."""
    for ruled, written in {
        "live_claims": "claims",
        ".shown": ".name",
        "p.known_as": "coalesce(p.known_as, nm.name) AS known_as",
        "JOIN people": "LEFT JOIN people",
    }.items():
        asked = asked.replace(ruled, written)
    return asked


def _sources_named(file: LedgerFile, name: str | None) -> list[int]:
    """The sources that a name stands for: as written, without case and accents, or as the person is shown."""
    wanted = fold(name or "")
    if not wanted:
        return []
    numbers = {row["n"] for row in file.rows("SELECT n FROM sources WHERE folded = ?", [wanted])}
    group = surname(wanted)
    persons = namesakes(file, group)
    for row in file.rows("SELECT n, name FROM sources WHERE surname = ?", [group]):
        if fold(persons.known_as(row["name"])) == wanted:
            numbers.add(row["n"])
    return sorted(numbers)


def recorded_of(row: sqlite3.Row, aliases: Aliases) -> Recorded:
    """The claim in a row that begins with _CLAIM_COLUMNS."""
    # All values at once: to look for each by its name takes as long as what is made of them.
    identity, article_id, path, publisher, published, known_as, *told, voice, evidence = _words(row)[:_COLUMNS]
    return Recorded(
        claim_id=identity,
        article_id=article_id,
        article=path,
        publisher=publisher,
        published=date.fromisoformat(published),
        known_as=known_as,
        voice=alias_of(aliases, SourceKind.OUTLET, voice) if voice else None,
        claim=_claim(told, _listed(evidence), aliases),
    )


def _claim(told: Sequence[Any], evidence: Sequence[Any], aliases: Aliases) -> Claim:
    person, role, move, stage, day, from_club, to_club, actor, certainty, kind, name, via, deal, *terms = told
    fee_text, fee_amount, fee_currency, contract_until, precision, background, rules = terms
    return Claim(
        person=person,
        move=_move(move),
        stage=_stage(stage),
        date=date.fromisoformat(day),
        role=_role(role),
        from_club=from_club,
        to_club=to_club,
        actor=actor,
        certainty=_certainty(certainty),
        source=Source(_kind(kind), name),
        via=tuple(alias_of(aliases, SourceKind.OUTLET, outlet) for outlet in _listed(via)),
        deal=Deal(deal) if deal else None,
        fee=Fee(fee_text, fee_amount, fee_currency) if fee_text is not None else None,
        contract_until=contract_until,
        date_precision=_precision(precision),
        background=bool(background),
        evidence=tuple(Evidence(*span) for span in evidence),
        rules=tuple(_listed(rules)),
    )


def _listed(stored: str) -> Sequence[Any]:
    """What a JSON array holds; most are empty."""
    return () if stored == "[]" else json.loads(stored)
