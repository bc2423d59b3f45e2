"""What an article that comes to the ledger is there: new, known, or another version of what its file held."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.rows import Added


class Held(NamedTuple):
    """An article that the ledger holds: its place, None of one without, how many claims it has, and whether another
    version took its place."""

    place: str | None
    claims: int
    superseded: bool


def held(file: LedgerFile, article_id: str) -> Held | None:
    """The article of exactly this id."""
    rows = file.rows(
        "SELECT location, superseded_by, (SELECT count(*) FROM claims c WHERE c.article = a.n) AS claims"
        " FROM articles a WHERE article_id = ?",
        [article_id],
    )
    return Held(rows[0]["location"], rows[0]["claims"], rows[0]["superseded_by"] is not None) if rows else None


def current_at(file: LedgerFile, place: str | None) -> list[str]:
    """The current articles at a place: several, the last published first, where ledgers that were taken together knew
    several. At no place there is none."""
    if place is None:
        return []
    rows = file.rows(
        "SELECT article_id FROM articles WHERE location = ? AND superseded_by IS NULL"
        " ORDER BY published DESC, article_id DESC",
        [place],
    )
    return [row["article_id"] for row in rows]


def placed(article_id: str, place: str | None, here: Held | None, current: Sequence[str], claims: int) -> Added:
    """What an article of so many ``claims`` comes to that is ``here`` already, or not, where ``current`` are at its
    ``place``.

    One that is here stays as it is, from whatever place it comes; but an old version that is back at its own is
    current again.
    """
    if here and here.place != place:
        return Added("unchanged", article_id, claims)
    others = [other for other in current if other != article_id]
    if others:
        return Added("superseded", article_id, claims, others[0])
    return Added("unchanged" if here and not here.superseded else "new", article_id, claims)
