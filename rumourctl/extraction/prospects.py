"""Whether a move that only a noun names, and no operator wraps, lies ahead: "a move to Lyon beckons for Smith".

The tense of the verb tells: what is said of the move in the present, or of who is about it, has not come about; what
was said of it in the past may have, and then the noun only takes it up.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rumourctl.claims.model import Move
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node, UnitKind
from rumourctl.language.tokens import Kind
from rumourctl.rules.engine import Reading
from rumourctl.rules.hits import is_idle

_IS = frozenset(("is", "are", "'s"))
_OTHERWISE = frozenset(("has", "was", "does"))
_MODALS = closed_class("modals") - {"to"}
_ADVERBS = closed_class("light_adverbs")
_DETERMINERS = closed_class("articles") | {"being"}
_HAVE = ("have", "has")
_NEEDS = frozenset(("must", "need", "needs"))
_TOWARDS = ("for", "towards", "toward", "to")
_OPENS = ("", "and", "but", "that", "while", "who", ",", ":", ";")
"""What may open a clause that tells news; others tell when or on what condition."""


def in_prospect(reading: Reading) -> bool:
    """Whether ``reading``, of a noun that names a move and its goal, has it in prospect."""
    main, clause = reading.main, reading.clause
    noun = main.found.verb_form is None and main.rule.move in (Move.TRANSFER, Move.LOAN)
    wrapped = any(h.rule.kind == "operator" and not is_idle(h, clause) for h in reading.hits)
    if not noun or clause.intro not in _OPENS or wrapped or not 0 < clause.predicate < len(clause.nodes):
        return False
    units = [u for placed in reading.positions.values() for u in placed]
    persons = [u for u in units if u.kind is UnitKind.PERSON and u.refs]
    dated = any(n.unit and n.unit.date and not n.unit.date.future for n in clause.nodes)
    if not persons or dated:
        return False
    goes = any(u.kind is UnitKind.CLUB and u.refs for u in reading.positions.get("to", ()))
    if main.end <= clause.predicate:
        return goes and not main.rule.value("generic") and _fares(clause.nodes[clause.predicate :])
    acts = next((u for u in reading.positions.get("subject", ()) if u.refs), None)
    between = [n for n in clause.nodes[clause.predicate : main.start] if n.norm not in _ADVERBS]
    if acts is None or not _is_at_it(between):
        return False
    if acts.kind is UnitKind.PERSON:  # "is pressing for a move", not "is enjoying his move"
        return goes and not main.rule.value("generic") and any(n.norm in _TOWARDS for n in between[2:])
    for_him = any(u.kind is UnitKind.PERSON and u.refs for u in reading.positions.get("for", ()))
    return acts.kind is UnitKind.CLUB and between[-1].norm in ("a", "an") and for_him


def must_come_first(reading: Reading, above: Sequence[str]) -> bool:
    """Whether the words ``above`` a clause that "before" begins say what somebody has to do until then: "must sell
    before signing Smith", not "had to wait before signing Smith"."""
    if not reading.clause.nodes[0].norm.endswith("ing"):
        return False
    has_to = any(one in _HAVE and two == "to" for one, two in pairwise(above))
    return has_to or not _NEEDS.isdisjoint(above)


def _fares(behind: tuple[Node, ...]) -> bool:
    """Whether it is said in the present how the move fares: "is taking shape", "would suit", "appeals"; not what it is,
    or who looks into it: "is his third", "is being investigated"."""
    verb, rest = behind[0].norm, [n for n in behind[1:] if n.norm not in _ADVERBS]
    if verb in _IS:
        owned = bool(rest) and rest[0].unit is not None and rest[0].unit.possessive
        return bool(rest) and not owned and rest[0].norm not in _DETERMINERS
    return verb in _MODALS or _in_present(behind[0])


def _is_at_it(between: Sequence[Node]) -> bool:
    """Whether somebody is about the move now: "is pressing for", "are pushing"."""
    words = [n.norm for n in between]
    return len(words) > 1 and words[0] in _IS and words[1].endswith("ing")


def _in_present(verb: Node) -> bool:
    plain = verb.unit is None and verb.kind is Kind.WORD and verb.norm not in _IS | _OTHERWISE
    return plain and verb.norm.endswith("s") and not verb.norm.endswith("ss")
