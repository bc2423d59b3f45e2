"""The persons and clubs that fill an event's slots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Slots:
    """The persons and clubs of one reading; ``blocked`` where the mover is somebody who is not named."""

    persons: list[str] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    from_: list[str] = field(default_factory=list)
    actor: str | None = None
    blocked: bool = False
    somewhere: bool = False
    """Whether he goes to a club that is not named: "several clubs are keen"."""
    explicit_person: bool = False
    whence: dict[str, str | None] = field(default_factory=dict)
    """Of ``persons`` named in a row the club that is told with each: "signed Smith, Brown from Lyon and Lund"."""
    leaves: bool = False
    """Whether a "from" says which club he leaves, not only his part in what happens."""

    def from_of(self, person: str) -> str | None:
        """The club that ``person`` leaves: of as many clubs as persons the one told with him, else the first."""
        if person in self.whence:
            return self.whence[person]
        each = len(self.from_) == len(self.persons) > 1
        return self.from_[self.persons.index(person)] if each else self.from_[0] if self.from_ else None


def owner_sells(frame: Mapping[str, Sequence[str]]) -> bool:
    """Whether whoever owns the noun of the event with this ``frame`` is the club that is left before all: "**Lyon's**
    rejection of Ajax's bid"."""
    left, goal = [*frame.get("from", ())][:1], [*frame.get("to", ())]
    return left == ["possessor"] and "possessor" in goal[1:]
