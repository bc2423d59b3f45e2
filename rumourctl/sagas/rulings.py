"""The user's own word: rulings, which stand beside what is derived from articles and outlive any new reading."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rumourctl.claims.model import Move, Stage
from rumourctl.sagas.outcome import Fate, Outcome
from rumourctl.sagas.threads import Standing, Status


class Ruling(StrEnum):
    """What a user can rule."""

    SETTLE = "settle"
    """How a saga ended."""
    RETRACT = "retract"
    """That a claim was not made: it no longer counts anywhere."""
    ALIAS = "alias"
    """That two names of a club, an outlet or a journalist are one."""
    MERGE = "merge"
    """That two names are one person."""
    SPLIT = "split"
    """That a name means somebody else where it stands with a certain club."""
    UNDO = "undo"
    """That an earlier ruling no longer holds."""


SUBJECTS: Mapping[Ruling, Set[str]] = {
    Ruling.SETTLE: {"saga", "person", "anchor", "outcome", "on"},
    Ruling.RETRACT: {"claim"},
    Ruling.ALIAS: {"of", "alias", "name"},
    Ruling.MERGE: {"name", "into"},
    Ruling.SPLIT: {"name", "club"},
    Ruling.UNDO: {"ruling"},
}
"""The parts of what each is about."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruling in the ledger. ``subject`` are its parts by name, ``undone`` the day on which it was undone."""

    ruling_id: str
    made: date
    kind: Ruling
    subject: Mapping[str, str]
    note: str | None
    undone: date | None = None


STAYED, LEFT = "stayed", "left"
"""Outcomes of a saga beside a club: nobody went, or went without a destination."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a saga ended, by ruling. ``anchor`` is a day in the saga, by which it is found again; ``result`` is a club,
    or STAYED or LEFT; ``on`` is the day of the event."""

    ruling_id: str
    anchor: date
    result: str
    on: date

    def outcome(self, from_club: str | None) -> Outcome:
        """The outcome of the saga of somebody at ``from_club``."""
        if self.result == STAYED:
            return Outcome(Fate.REFUTED, on=self.on, claim_id=self.ruling_id)
        if self.result == LEFT:
            return Outcome(Fate.CONFIRMED, on=self.on, claim_id=self.ruling_id, left=True, move=Move.EXIT)
        renewed = self.result == from_club
        move = Move.RENEWAL if renewed else None
        return Outcome(Fate.CONFIRMED, self.result, self.on, self.ruling_id, left=not renewed, move=move)

    def standing(self, from_club: str | None) -> Standing:
        """Where the saga of somebody at ``from_club`` stands."""
        if self.result == STAYED:
            return Standing(Status.OFF)
        return Standing(Status.DONE, Stage.DONE, from_club if self.result == LEFT else self.result)
