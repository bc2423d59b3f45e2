"""What is not so though no "not" stands in its clause, which goes on from one that has it: "never met or rang him"."""

from __future__ import annotations

from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.clauses import Clause, ClauseKind
from rumourctl.rules.engine import Reading

_NEGATIONS = frozenset(("not", "n't", "never"))


def is_negated(reading: Reading, sentence: AnalysedSentence) -> bool:
    """Whether ``reading`` is told not to be so, by words of its clause or of the one that it goes on from."""
    return reading.negated or _nor(reading.clause, sentence)


def _nor(clause: Clause, sentence: AnalysedSentence) -> bool:
    """Whether "or" joins ``clause``, which has no subject of its own, to one that says what was not done."""
    if clause.intro != "or" or clause.kind is not ClauseKind.COORDINATE:
        return False
    own = any(n.unit and not n.unit.possessive for n in clause.nodes[: clause.predicate])
    before = max((c for c in sentence.clauses if c.start < clause.start), key=lambda c: c.start, default=None)
    denied = before is not None and any(n.unit is None and n.norm in _NEGATIONS for n in before.nodes)
    return denied and not own and bool(clause.nodes) and clause.nodes[0].unit is None
