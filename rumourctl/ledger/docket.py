"""The docket: where the user rules. Each ruling is written down and takes effect in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from rumourctl.errors import NothingFound, UsageProblem
from rumourctl.ledger import rulings, sagas
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.naming import settle_names
from rumourctl.sagas.rulings import Ruled, Ruling
from rumourctl.sagas.saga import Saga


class Docket:
    """The rulings of a ledger. ``made`` is everywhere the day of the ruling, ``note`` the user's reason.

    What is ruled on must be here already: whoever calls has looked it up. Every method raises LedgerError where the
    file fails.
    """

    def __init__(self, file: LedgerFile) -> None:
        self._file = file

    def all(self) -> list[Ruled]:
        """Every ruling, undone or not, in the order in which they were made."""
        with self._file.snapshot():
            return rulings.all_rulings(self._file)

    def retraction(self, claim_id: str) -> Ruled | None:
        """The ruling in force by which a claim counts no more, if any."""
        with self._file.snapshot():
            found = rulings.in_force(self._file, Ruling.RETRACT)
        return next((ruled for ruled in found if ruled.subject["claim"] == claim_id), None)

    def settle(self, saga: Saga, outcome: str, on: date, *, made: date, note: str | None) -> Ruled:
        """That ``saga`` ended on a day: with a move to a club, or STAYED or LEFT."""
        subject = {
            "saga": saga.saga_id,
            "person": saga.person,
            "anchor": saga.first.isoformat(),
            "outcome": outcome,
            "on": on.isoformat(),
        }
        return self._rule(made, Ruling.SETTLE, subject, note)

    def retract(self, claim_id: str, *, made: date, note: str | None) -> Ruled:
        """That a claim counts no more."""
        return self._rule(made, Ruling.RETRACT, {"claim": claim_id}, note)

    def alias(self, of: str, alias: str, name: str, *, made: date, note: str | None) -> Ruled:
        """That ``alias``, of a club or of a source of the kind ``of``, is ``name``.

        Raises UsageProblem where ``name`` is shown as ``alias`` itself.
        """
        with self._file.snapshot():
            if rulings.alias_of(rulings.alias_rulings(self._file), of, name) == alias:
                raise UsageProblem(f"“{name}” is shown as “{alias}” already; undo that ruling first")
        return self._rule(made, Ruling.ALIAS, {"of": of, "alias": alias, "name": name}, note)

    def merge(self, name: str, into: str, *, made: date, note: str | None) -> Ruled:
        """That the person called ``name`` is the one called ``into``."""
        return self._rule(made, Ruling.MERGE, {"name": name, "into": into}, note)

    def split(self, name: str, club: str, *, made: date, note: str | None) -> Ruled:
        """That ``name`` means somebody else where it stands with ``club``."""
        return self._rule(made, Ruling.SPLIT, {"name": name, "club": club}, note)

    def undo(self, ruling_id: str | None, *, made: date, note: str | None) -> Ruled:
        """That a ruling, the last one if none is named, holds no more. Gives the ruling that was undone.

        Raises NothingFound where there is none, or where it was undone before.
        """
        past = [ruled for ruled in self.all() if ruled.kind is not Ruling.UNDO]
        wanted = [r for r in past if r.ruling_id == ruling_id or (ruling_id is None and r.undone is None)]
        if not wanted:
            named = f"there is no ruling {ruling_id}" if ruling_id else "there is no ruling to undo"
            raise NothingFound(f"{named}; rumourctl rulings lists them")
        last = wanted[-1]
        if last.undone is not None:
            raise NothingFound(
                f"{last.ruling_id} was undone on {last.undone.isoformat()} already; rumourctl rulings lists them"
            )
        self._rule(made, Ruling.UNDO, {"ruling": last.ruling_id}, note)
        return last

    def take(self, told: Sequence[Ruled], *, sagas_wait: bool = False) -> int:
        """Write down those rulings of another ledger that are not here, in their order; gives how many.

        They get the ids that are next here. What was undone here before is not undone again.
        With ``sagas_wait``, the sagas of those whom they touch are left due.
        """
        with self._file.writing():
            past = rulings.all_rulings(self._file)
            here = {identity: ruling_id for ruling_id, identity in rulings.identities(past).items()}
            undone = {ruled.ruling_id for ruled in past if ruled.undone}
            count = len(here)
            theirs = rulings.identities(told)
            for ruled in told:
                if theirs[ruled.ruling_id] in here:
                    continue
                subject = ruled.subject
                if ruled.kind is Ruling.UNDO:
                    subject = {"ruling": here[theirs[subject["ruling"]]]}
                    if subject["ruling"] in undone:
                        continue
                    undone.add(subject["ruling"])
                new = rulings.enter(self._file, ruled.made, ruled.kind, subject, ruled.note)
                here[theirs[ruled.ruling_id]] = new.ruling_id
                self._enforce(new)
            if not sagas_wait:
                sagas.refresh(self._file)
        return len(here) - count

    def _rule(self, made: date, kind: Ruling, subject: Mapping[str, str], note: str | None) -> Ruled:
        with self._file.writing():
            ruled = rulings.enter(self._file, made, kind, subject, note)
            self._enforce(ruled)
            sagas.refresh(self._file)
        return ruled

    def _enforce(self, ruled: Ruled) -> None:
        """Bring a ruling, or the end of one, to bear on what is derived."""
        match ruled.kind:
            case Ruling.UNDO:
                undone = ruled.subject["ruling"]
                self._enforce(next(r for r in rulings.all_rulings(self._file) if r.ruling_id == undone))
            case Ruling.RETRACT:
                rulings.put_retractions(self._file)
            case Ruling.ALIAS:
                rulings.put_aliases(self._file, ruled.subject["alias"])
            case Ruling.MERGE | Ruling.SPLIT:
                settle_names(self._file, rulings.groups_of(ruled))
            case Ruling.SETTLE:
                person = rulings.Persons(self._file).now_called(ruled.subject["person"])
                self._file.execute(
                    "INSERT OR IGNORE INTO stale_people SELECT n FROM people WHERE known_as = ?", [person]
                )
