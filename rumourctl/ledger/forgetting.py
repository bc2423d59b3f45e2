"""Articles taken out of the ledger with all that came of them."""

from __future__ import annotations

from collections.abc import Iterable

from rumourctl.ledger import sagas
from rumourctl.ledger.entering import withdraw_claims, withdraw_likeness
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.versions import leave_place


def forget(file: LedgerFile, article_ids: Iterable[str]) -> None:
    """Let the ledger be as if it had never held some articles, in one transaction, and leave nothing of them in its
    file. Rulings that named their claims stay, and change nothing."""
    with file.erasing():
        for article_id in article_ids:
            for row in file.rows("SELECT n FROM articles WHERE article_id = ?", [article_id]):
                _take_out(file, row["n"])
        sagas.refresh(file)
        for index in ("articles_fts", "evidence_fts"):
            # The search only marks as gone what was deleted; this takes the words themselves out.
            file.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")


def _take_out(file: LedgerFile, number: int) -> None:
    withdraw_likeness(file, number)
    withdraw_claims(file, number)
    leave_place(file, number)
    file.execute("DELETE FROM articles WHERE n = ?", [number])
