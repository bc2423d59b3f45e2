"""Statements without a verb, as posts and headlines make them behind a comma: what they begin with."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, UnitKind
from rumourctl.language.tokens import Kind

_ABSOLUTE = closed_class("absolute")
_BRIEF = 4
"""Words of a statement without a verb, at most."""
_TO_DO = closed_class("to_do")
_VERBLESS = [phrase.split() for phrase in closed_class("verbless")]


def brief_statement(nodes: Sequence[Node], at: int) -> bool:
    """Whether a club with no verb but "also" or "keen" follows, and ends the sentence: "…, Lyon also keen"; or a
    person who is "set to", "close to" and the like without a verb."""
    unit = nodes[at].unit
    if unit is not None and unit.kind is UnitKind.PERSON and unit.form is Form.NAME and not unit.possessive:
        return verbless(nodes, at + 1)
    rest = [n.norm for n in nodes[at + 1 :] if n.kind is not Kind.PUNCT]
    brief = 0 < len(rest) <= _BRIEF and rest[0] in _ABSOLUTE | {"interested", "in", "too"}
    return unit is not None and unit.kind is UnitKind.CLUB and brief and not any(n == "," for n in rest)


def verbless(nodes: Sequence[Node], at: int) -> bool:
    """Whether words that do without a verb stand at ``at``: "set to", "close to"."""
    ahead = [n.norm for n in nodes[at : at + 3]]
    return any(ahead[: len(words)] == words for words in _VERBLESS)


def headline(nodes: Sequence[Node], at: int, gathered: Sequence[Node]) -> bool:
    """Whether a person and what he is to do follow behind a comma: "…, Smith to be unveiled tomorrow"."""
    unit, told = nodes[at].unit, nodes[at + 1 : at + 3]
    person = unit is not None and unit.kind is UnitKind.PERSON and unit.form is Form.NAME and not unit.possessive
    listed = bool(gathered) and gathered[-1].unit is not None and gathered[-1].unit.kind is UnitKind.PERSON
    return person and not listed and len(told) == 2 and told[0].norm == "to" and told[1].norm in _TO_DO
