"""Where a relative clause begins and ends, and whom it is about: questions asked while a sentence is cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rumourctl.language.boundaries import Boundaries
from rumourctl.language.complements import said_apart
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, Unit, UnitKind
from rumourctl.language.opened import PLURAL
from rumourctl.language.verbs import Verbs

_AUXILIARIES = closed_class("auxiliaries")
_BE = closed_class("be")
_PREPOSITIONS = closed_class("prepositions")
_MODALS = closed_class("modals")
_QUANTIFIERS = closed_class("quantifiers")
_IN_OFFICE = closed_class("in_office")
_IN_WRITING = closed_class("in_writing")
_SUMS = ("fee", "sum", "figure", "price")
_LETTING = ("allowing", "permitting", "enabling", "letting", "entitling")


class Relatives:
    """The questions about relative clauses in one sentence of ``nodes``.

    ``at`` is always a position among them, and ``gathered`` are the nodes that the clause now open has so far.
    """

    def __init__(self, verbs: Verbs, nodes: Sequence[Node], boundaries: Boundaries) -> None:
        self._verbs, self._nodes, self._boundaries = verbs, nodes, boundaries

    def relative_word(self, at: int) -> str | None:
        """The word at ``at`` where it is one that may begin a relative clause."""
        node = self._nodes[at]
        word = node.norm
        if node.unit is not None:
            word = node.unit.pronoun or "" if node.unit.form is Form.PRONOUN else ""
        return word if word in ("who", "whom", "whose", "which", "that") else None

    def that_relates(self, at: int, gathered: Sequence[Node], antecedent: Unit) -> bool:
        """Whether "that" means ``antecedent``, as in "the club that sold him", and not what is said or thought."""
        after_unit = bool(gathered) and (gathered[-1].unit is not None or gathered[-1].norm == ",")
        return (
            after_unit
            and not said_apart(self._nodes, at, self._verbs)
            and self._verbs.finite(self._nodes, at + 1, plural=True)
            and antecedent.kind in (UnitKind.PERSON, UnitKind.CLUB, UnitKind.OTHER)
        )

    def relative_behind_comma(self, at: int) -> bool:
        """Whether a word that can only be relative stands at ``at``, behind a comma."""
        return any(
            n.norm in ("whose", "which") or (n.unit is not None and n.unit.pronoun in ("who", "whom"))
            for n in self._nodes[at : at + 1]
        )

    def zero_relative(self, at: int, gathered: Sequence[Node]) -> bool:
        """Whether a clause on the description just before begins at ``at``: "the player Roma want"."""
        described = gathered[-1].unit if gathered else None
        if self.of_a_sum(at, gathered) or self._of_a_contract(at, gathered):
            return True
        if described is not None and described.form is Form.NAME and gathered[0].norm == "it":
            return all(n.norm in _BE or n.norm == "not" for n in gathered[1:-1]) and self._boundaries.opens_clause(
                at
            )  # a cleft
        if described is not None and _ends_in_description(described):
            return self._boundaries.opens_clause(at)
        apposed = len(gathered) > 1 and gathered[-2].norm == ","  # "Lyon, the club he left", not "told the club he is"
        return (
            described is not None
            and described.form is Form.DESCRIPTION
            and not described.possessive
            and (described.kind in (UnitKind.PERSON, UnitKind.OTHER) or (described.kind is UnitKind.CLUB and apposed))
            and self._boundaries.opens_clause(at)
        )

    def _of_a_contract(self, at: int, gathered: Sequence[Node]) -> bool:
        """Whether it is said at ``at`` what a contract provides for: "a clause allowing him to leave"."""
        lets = self._nodes[at].unit is None and self._nodes[at].norm in _LETTING
        return lets and bool(gathered) and gathered[-1].unit is None and gathered[-1].norm in _IN_WRITING

    def of_a_sum(self, at: int, gathered: Sequence[Node]) -> bool:
        """Whether a clause on the sum just before begins at ``at``: "the £20m Lyon paid for Smith"."""
        fee = len(gathered) > 1 and gathered[-1].unit is None and gathered[-1].norm in _SUMS
        gathered = gathered[:-1] if fee else gathered  # "the £20m fee Lyon paid for Smith"
        sum_ = gathered[-1].unit if gathered else None
        definite = len(gathered) > 1 and gathered[-2].norm == "the"
        return sum_ is not None and sum_.kind is UnitKind.MONEY and definite and self._boundaries.opens_clause(at)

    def resumes(self, at: int, gathered: Sequence[Node]) -> bool:
        """Whether the verb at ``at`` goes on with the clause around a relative one: "who scored twice has signed"."""
        if not gathered:
            return False
        before = gathered[-1]
        if before.unit is None and (before.norm in _AUXILIARIES or before.norm in _MODALS or before.norm in _BE):
            return False
        return self._nodes[at].norm in _AUXILIARIES and self._nodes[at].norm not in ("have", "do")

    def place(self, gathered: Sequence[Node]) -> Unit | None:
        """The club of "Ajax, where he was on loan", whose name ends ``gathered``."""
        named = [n.unit for n in gathered[-2:] if n.norm != ","]
        club = named[-1] if named else None
        return club if club and club.kind is UnitKind.CLUB and club.refs and not club.possessive else None

    def governs(self, gathered: Sequence[Node]) -> bool:
        """Whether a preposition behind a name ends ``gathered``: the "for" of "Smith, for whom"."""
        if len(gathered) < 2 or gathered[-1].unit is not None or gathered[-1].norm not in _PREPOSITIONS:
            return False
        return gathered[-2].unit is not None or gathered[-2].norm == "," or gathered[-2].norm in _QUANTIFIERS

    def head(self, at: int, gathered: Sequence[Node]) -> Unit | None:
        """The person of "Smith of Ajax, who", "Smith, in charge of Ajax, who": whom "who" at ``at`` means, unless its
        verb is a club's; and who speaks in "said Smith, who", which stands apart from what he says."""
        speaker = self._nodes[at - 2].unit if at > 2 and self._nodes[at - 1].norm == "," else None
        apart = speaker is not None and speaker.kind is UnitKind.PERSON and not any(n.unit is speaker for n in gathered)
        if apart and self._nodes[at - 3].unit is None:
            return speaker
        named = [n for n in gathered[-7:] if n.norm != ","]
        if len(named) < 3 or named[-2].norm != "of" or not named[-1].unit or named[-1].unit.kind is not UnitKind.CLUB:
            return None
        holder = next((n.unit for n in reversed(named[:-2]) if n.unit or n.norm not in _IN_OFFICE), None)
        verb = self._nodes[at + 1].norm if at + 1 < len(self._nodes) else ""
        plural = verb == "want" or verb in PLURAL
        return holder if holder and holder.kind is UnitKind.PERSON and not plural else None


def owning(node: Node, antecedent: Unit) -> Node:
    """The "whose" at ``node`` as the one whom it means: "Smith, **whose** contract ends"."""
    return Node(node.start, node.end, "<person>", replace(antecedent, possessive=True), node.quoted)


def is_apart(nodes: Sequence[Node], at: int) -> bool:
    """Whether a "who" behind a comma stands at ``at``, which parts what it tells from the rest, whoever it means."""
    unit = nodes[at].unit
    return at > 0 and unit is not None and unit.pronoun == "who" and nodes[at - 1].norm == ","


def with_pronoun_first(nodes: list[Node]) -> list[Node]:
    """The nodes of an aside as a plain relative clause: "all of whom were bought" as "whom all were bought"."""
    quantified = len(nodes) > 2 and nodes[0].norm in _QUANTIFIERS and nodes[1].norm == "of"
    whom = nodes[2].unit if quantified else None
    return [nodes[2], nodes[0], *nodes[3:]] if whom is not None and whom.pronoun == "whom" else nodes


def _ends_in_description(unit: Unit) -> bool:
    """Whether what somebody is stands behind his name: "Smith, a winger" of "Smith, a winger Lyon bought"."""
    named = unit.kind is UnitKind.PERSON and unit.form is Form.NAME and unit.mention is not None
    if not named or unit.mention is None or unit.possessive or unit.dressing.age is not None:
        return False
    return unit.mention.end < unit.end and unit.dressing.noun is not None
