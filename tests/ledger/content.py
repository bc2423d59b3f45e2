"""What two ledgers must have in common to be the same, whatever the row numbers in them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

_SAGA = "SELECT s.saga_id, p.known_as, {} FROM sagas s JOIN people p ON p.n = s.person {}"
QUERIES = {
    "claims": "SELECT * FROM timeline",
    "sources": "SELECT * FROM sources_summary",
    "articles": "SELECT a.article_id, a.path, a.location, a.published, a.publisher, a.title, a.url, a.author,"
    " a.characters, a.body_start, a.extractor, a.language, later.article_id, a.text"
    " FROM articles a LEFT JOIN articles later ON later.n = a.superseded_by",
    "also replaced": "SELECT a.article_id, later.article_id FROM also_superseded_by s"
    " JOIN articles a ON a.n = s.article JOIN articles later ON later.n = s.later",
    "positions": "SELECT a.article_id, c.position, c.claim_id FROM claims c JOIN articles a ON a.n = c.article",
    "evidence": "SELECT claim_id, start, stop, e.text FROM evidence e JOIN claims c ON c.n = e.claim",
    "people": "SELECT known_as FROM people",
    "clubs": "SELECT name, shown, country FROM clubs",
    "vouching": "SELECT kind, name, shown, folded, surname FROM sources",
    "names": "SELECT name, surname FROM names",
    "words": "SELECT w.word, nm.name FROM name_words w JOIN names nm ON nm.n = w.name",
    "seen": "SELECT nm.name, k.name, year FROM name_clubs s JOIN names nm ON nm.n = s.name"
    " JOIN clubs k ON k.n = s.club",
    "meant": "SELECT a.article_id, nm.name, p.known_as FROM appearances ap JOIN articles a ON a.n = ap.article"
    " JOIN names nm ON nm.n = ap.name JOIN people p ON p.n = ap.person",
    "marks": "SELECT a.article_id, mark FROM article_marks m JOIN articles a ON a.n = m.article",
    "copies": "SELECT a.article_id, o.article_id FROM article_copies k JOIN articles a ON a.n = k.article"
    " JOIN articles o ON o.n = k.other",
    "retracted": "SELECT claim_id FROM retracted",
    "sagas": _SAGA.format(
        "s.window, s.closes, s.from_club, s.status, s.stage, s.club, s.trend, s.fate, s.destination, s.ended_on,"
        ' s.ended_by, s."left", s.move, s.fee, s.lowest_fee, s.highest_fee, s.relays, s.first, s.last',
        "",
    ),
    "saga clubs": _SAGA.format("k.club", "JOIN saga_clubs k ON k.saga = s.n"),
    "saga claims": _SAGA.format("m.position, m.claim_id", "JOIN saga_claims m ON m.saga = s.n"),
    "ways": _SAGA.format(
        "w.position, w.club, w.stage, w.reached, w.fate, w.sources, w.rumour", "JOIN saga_ways w ON w.saga = s.n"
    ),
    "verdicts": _SAGA.format(
        "j.position, j.kind, j.name, j.outlet, j.sort, j.club, j.away, j.stage, j.verdict, j.turns, j.claim_ids",
        "JOIN saga_sources j ON j.saga = s.n",
    ),
    "stale": "SELECT person FROM stale_people",
    "search": "SELECT * FROM article_words",
    "evidence search": "SELECT * FROM evidence_words",
}


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All tables by content, without the row numbers that say only what came first."""
    connection = sqlite3.connect(path)
    try:
        for words, index in {"article_words": "articles_fts", "evidence_words": "evidence_fts"}.items():
            connection.execute(f"CREATE VIRTUAL TABLE temp.{words} USING fts5vocab(main, {index}, row)")
        return {table: sorted(connection.execute(sql), key=repr) for table, sql in QUERIES.items()}
    finally:
        connection.close()
