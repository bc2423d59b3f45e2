"""Whether a ledger can be trusted, and how it is mended: by deriving all that can be derived afresh, and comparing.

What is checked is a copy, taken at one moment, so that nobody waits for a check and a check sees no half-written thing.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from rumourctl.errors import LedgerError, RumourError
from rumourctl.files import new_file
from rumourctl.ledger import sagas, soundness
from rumourctl.ledger.differences import differences
from rumourctl.ledger.file import Tell, tell_nobody
from rumourctl.ledger.findings import Finding
from rumourctl.ledger.found import FoundFile
from rumourctl.ledger.fresh import Reader, Watch, copy_record, derive, empty
from rumourctl.ledger.store import PATIENCE
from rumourctl.ledger.structure import structure, views_as_in


def unwatched(numbers: Iterable[int]) -> Iterator[int]:
    """Nobody looks at the progress."""
    return iter(numbers)


def check(path: Path, watch: Watch = unwatched) -> list[Finding]:
    """All that is wrong with the ledger at ``path``, which is left as it is.

    Needs room for two more of it where temporary files go. Raises LedgerError where it cannot be used at all.
    """
    with closing(FoundFile(path, patience=PATIENCE)) as ledger, _workshop(ledger) as (old, fresh):
        return _findings(old, fresh, None, watch)


def repair(
    path: Path, reader: Reader, watch: Watch = unwatched, tell: Tell = tell_nobody
) -> tuple[list[Finding], list[Finding]]:
    """Mend what can be mended of the ledger at ``path``, in one transaction; gives what was found and what is left.

    A copy of the ledger as it was is kept beside it; ``tell`` is called with where, and with whom it waits for. Raises
    LedgerError as :func:`check` does, and with nothing changed where there can be no copy, or where somebody wrote to
    the ledger meanwhile.
    """
    with closing(FoundFile(path, patience=PATIENCE, tell=tell)) as ledger:
        state = ledger.state
        with _workshop(ledger) as (old, fresh):
            found = _findings(old, fresh, reader, watch)
            if not any(finding.repairable for finding in found):
                return found, found
            kept = _keep(ledger)
            try:
                ledger.replace_with(fresh, state=state)
            except BaseException:
                if ledger.state == state:
                    kept.unlink()
                raise
    tell(f"{path}: as it was before the repair, it is kept in {kept}")
    return found, check(path, watch)


def _keep(ledger: FoundFile) -> Path:
    """Copy the ledger, damaged as it is, to a file beside it; gives its path."""
    now = ledger.value("SELECT strftime('%Y%m%d-%H%M%f', 'now')")
    target = ledger.path.with_name(f"{ledger.path.name}.repair.{now}.bak")
    try:
        with new_file(target, force=False, like=ledger.path) as draft:
            ledger.copy_to(draft)
    except RumourError as error:
        reason = f"is not repaired without a backup, and none can be made: {error}"
        raise LedgerError(f"{ledger.path}: {reason}") from error
    return target


@contextmanager
def _workshop(ledger: FoundFile) -> Iterator[tuple[FoundFile, FoundFile]]:
    """A copy of ``ledger``, its schema brought up to date, and a new one, for as long as they are needed."""
    with tempfile.TemporaryDirectory(prefix="rumourctl-") as folder:
        try:
            ledger.copy_to(Path(folder) / "old.db")
            with closing(FoundFile(Path(folder) / "old.db")) as old, closing(empty(Path(folder) / "fresh.db")) as fresh:
                old.migrate()
                yield old, fresh
        except LedgerError as error:
            if str(error).startswith(folder):
                raise LedgerError(
                    f"{ledger.path}: could not be checked, for which a copy of it is made: {error};"
                    " make room and try again"
                ) from error
            raise


def _findings(old: FoundFile, fresh: FoundFile, reader: Reader | None, watch: Watch) -> list[Finding]:
    """What is wrong with ``old``; afterwards ``fresh`` is what it should be."""
    found = list(structure(old, fresh))
    try:
        copy_record(fresh, old)
        unread = list(soundness.rulings(fresh))
    except LedgerError as error:
        lost = f"has lost some of its articles or rulings ({error.__cause__ or error}); restore a backup"
        unread = [Finding("file", "the file", lost)]
    if unread:
        # Nothing can be derived from a record that is not whole.
        return [replace(finding, repairable=False) for finding in (*found, *unread)]
    views_as_in(old, fresh)
    found += soundness.versions(fresh)
    is_broken = any(finding.kind == "file" for finding in found)
    for examined in derive(fresh, old, reader, watch, may_lack_claims=is_broken):
        found += examined.findings
    old.execute("PRAGMA foreign_keys = ON")
    # What is only still to be made is no fault. Where damage keeps it from being made, it is named itself.
    with suppress(LedgerError, sqlite3.IntegrityError), old.writing():
        sagas.refresh(old)
    # Where claims are damaged, their order is too: the claims beside them would all be named for nothing.
    damaged = {finding.kind for finding in found if finding.kind in ("claim", "evidence")}
    told = {(finding.kind, finding.where) for finding in found}
    found += (each for each in differences(fresh, old) if (each.kind, each.where) not in told)
    return [each for each in dict.fromkeys(found) if each.kind not in damaged or (each.kind, each.where) in told]
