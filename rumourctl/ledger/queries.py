"""Articles and claims read back from the ledger."""

from __future__ import annotations

import json
import sqlite3
import sys
from datetime import date

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

CLAIM_TABLES = """live_claims c
    JOIN appearances ap ON ap.n = c.appearance
    JOIN articles a ON a.n = c.article"""
_CLAIM_COLUMNS = """c.claim_id, a.article_id, a.path, a.publisher, a.published, p.known_as, nm.name AS person,
    c.role, c.move, c.stage, c.date, f.shown AS from_club, t.shown AS to_club, c.actor, c.certainty,
    s.kind AS source_kind, s.shown AS source_name, c.via, c.deal, c.fee_text, c.fee_amount, c.fee_currency,
    c.contract_until, c.date_precision, c.background, c.rules,
    (SELECT voice FROM article_voices WHERE article = a.n) AS voice,
    (SELECT json_group_array(json_array(e.start, e.stop, e.text))
     FROM (SELECT start, stop, text FROM evidence WHERE claim = c.n ORDER BY n) e) AS evidence"""
_CLAIM_WORDS = """JOIN names nm ON nm.n = ap.name
    JOIN people p ON p.n = ap.person
    JOIN sources s ON s.n = c.source
    LEFT JOIN clubs f ON f.n = c.from_club
    LEFT JOIN clubs t ON t.n = c.to_club"""
_ARTICLE_COLUMNS = """a.article_id, a.path, a.published, a.publisher, a.title, a.url, a.author, a.characters,
    a.language, a.extractor,
    (SELECT o.article_id FROM article_voices v JOIN articles o ON o.n = v.original WHERE v.article = a.n) AS copy_of,
    (SELECT count(*) FROM claims c WHERE c.article = a.n) AS claims,
    (SELECT later.article_id FROM articles later WHERE later.n = a.superseded_by) AS superseded_by"""


def conditions_on_claims(file: LedgerFile, where: Filter) -> Conditions:
    """All that ``where`` asks of claims, for a query over CLAIM_TABLES."""
    found = on_claims(where, _sources_named(file, where.source))
    found.extend(on_articles(where))
    found.extend(within(where, "c.date"))
    if where.text is not None:
        found.add_match(
            "c.n IN (SELECT e.claim FROM evidence_fts x JOIN evidence e ON e.n = x.rowid WHERE evidence_fts MATCH ?)",
            where.text,
        )
    return found


def claims(file: LedgerFile, where: Filter) -> list[Recorded]:
    return recorded(file, conditions_on_claims(file, where), where.limit)


def recorded(file: LedgerFile, found: Conditions, limit: int | None = None, *, raw: bool = False) -> list[Recorded]:
    """The claims under ``found``, in order of their date, then publication, then place in the article.

    With ``raw``, as the articles have them: without the user's aliases, and those too that the user retracted.
    """
    asked = f"SELECT {_CLAIM_COLUMNS} FROM {CLAIM_TABLES} {_CLAIM_WORDS}"
    rows = file.rows(
        f"{_as_written(asked) if raw else asked} WHERE {found.sql}"
        " ORDER BY c.date, a.published, a.article_id, c.position LIMIT ?",
        [*found.parameters, _most(limit)],
    )
    aliases: Aliases = {} if raw else alias_rulings(file)
    with file.reading():
        return [_recorded(row, aliases) for row in rows]


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
        [*found.parameters, _most(limit)],
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


def _most(limit: int | None) -> int:
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


def _recorded(row: sqlite3.Row, aliases: Aliases) -> Recorded:
    fee = Fee(row["fee_text"], row["fee_amount"], row["fee_currency"]) if row["fee_text"] is not None else None
    return Recorded(
        claim_id=_words(row)["claim_id"],
        article_id=row["article_id"],
        article=row["path"],
        publisher=row["publisher"],
        published=date.fromisoformat(row["published"]),
        known_as=row["known_as"],
        voice=alias_of(aliases, SourceKind.OUTLET, row["voice"]) if row["voice"] else None,
        claim=Claim(
            person=row["person"],
            move=Move(row["move"]),
            stage=Stage(row["stage"]),
            date=date.fromisoformat(row["date"]),
            role=Role(row["role"]),
            from_club=row["from_club"],
            to_club=row["to_club"],
            actor=row["actor"],
            certainty=Certainty(row["certainty"]),
            source=Source(SourceKind(row["source_kind"]), row["source_name"]),
            via=tuple(alias_of(aliases, SourceKind.OUTLET, name) for name in json.loads(row["via"])),
            deal=Deal(row["deal"]) if row["deal"] else None,
            fee=fee,
            contract_until=row["contract_until"],
            date_precision=Precision(row["date_precision"]),
            background=bool(row["background"]),
            evidence=tuple(Evidence(*span) for span in json.loads(row["evidence"])),
            rules=tuple(json.loads(row["rules"])),
        ),
    )
