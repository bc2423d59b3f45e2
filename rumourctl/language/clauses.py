"""Clauses: one statement each, with what it takes from the clauses around it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rumourctl.language.nodes import Node, Unit


class ClauseKind(StrEnum):
    """How the clause stands in its sentence."""

    MAIN = "main"
    COORDINATE = "coordinate"
    RELATIVE = "relative"
    SUBORDINATE = "subordinate"
    PARTICIPLE = "participle"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement: its nodes, where its predicate begins, and what it inherits.

    ``subject`` comes from outside the clause's own nodes; ``intro`` is the word that opened it.
    """

    nodes: tuple[Node, ...]
    kind: ClauseKind
    predicate: int
    subject: tuple[Unit, ...] = ()
    intro: str = ""
    quoted: bool = False
    passives: frozenset[int] = frozenset()
    outer: tuple[Unit, ...] = ()
    """The subject of the clause above, where this one has a subject of its own: "A wait, with B at the top"."""
    governors: tuple[Node, ...] = ()
    """The words above that govern a clause of what is said or thought: "hope" in "they hope that B stays"."""
    beside: tuple[Node, ...] = ()
    """What is said above of the one who does besides what a gerund behind a comma tells: "is set to leave A" in "is set
    to leave A, **joining** B"."""
    acting: bool = False
    """Begins with a gerund, whose subject is the one that it takes over: "after **tabling** an offer, Lyon …"."""

    denied: bool = False
    """Tells what is denied behind it: "claims that **A wants B** have been dismissed"."""

    def passive_at(self, position: int) -> bool:
        """Whether the verb at ``position`` of the nodes is in the passive voice."""
        return position in self.passives

    @property
    def start(self) -> int:
        """The token at which it begins."""
        return min((n.start for n in self.nodes), default=0)

    @property
    def end(self) -> int:
        """The token before which it ends."""
        return max((n.end for n in self.nodes), default=0)
