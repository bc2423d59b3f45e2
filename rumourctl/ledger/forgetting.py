"""An article taken out of the ledger with all that came of it. Called inside one transaction."""

from __future__ import annotations

from rumourctl.ledger.entering import withdraw_claims, withdraw_likeness
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.versions import close_gap


def forget(file: LedgerFile, number: int) -> None:
    """Let the ledger be as if it had never held an article. Rulings that named its claims stay, and change nothing."""
    withdraw_likeness(file, number)
    withdraw_claims(file, number)
    close_gap(file, number)
    file.execute("DELETE FROM articles WHERE n = ?", [number])


def clear_search(file: LedgerFile) -> None:
    """Take the words of what was deleted out of the search, which only marks them as gone until then."""
    for index in ("articles_fts", "evidence_fts"):
        file.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
