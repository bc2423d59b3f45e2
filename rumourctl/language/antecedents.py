"""Whom relative pronouns mean, and the pronouns in and behind relative clauses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rumourctl.language.nodes import Node, UnitKind
from rumourctl.language.tokens import Kind


def antecedent(nodes: Sequence[Node]) -> str | None:
    """Whom the "who" at the end of ``nodes`` means: the person right before it."""
    at = len(nodes) - 2
    at -= at > 0 and nodes[at].norm == ","
    unit = nodes[at].unit if at >= 0 else None
    return unit.refs[-1] if unit and unit.kind is UnitKind.PERSON and unit.refs else None


def of_whom(nodes: Sequence[Node]) -> str | None:
    """Whom "he" means behind ``nodes`` that end in a relative clause without anybody else: "Smith, who says he"."""
    at = len(nodes) - 1
    while at > 0 and nodes[at].unit is None and nodes[at].kind is Kind.WORD:
        at -= 1
    unit = nodes[at].unit if at > 0 else None
    return antecedent(nodes[: at + 1]) if unit and unit.pronoun == "who" and at < len(nodes) - 1 else None


def past_relative(so_far: Sequence[Node], says: Callable[[Node], bool]) -> str | None:
    """Who is meant by the "he" behind ``so_far`` that a clause on the speaker parts from him: "Smith, who brought Brown
    in, said that he"."""
    nodes = so_far[:-1] if so_far and so_far[-1].norm == "that" else so_far
    if len(nodes) < 5 or not says(nodes[-1]) or nodes[-2].norm != ",":
        return None
    who = (i for i in range(len(nodes) - 3, 1, -1) if (u := nodes[i].unit) and u.pronoun == "who")
    at = next(who, 0)
    head = nodes[at - 2].unit if at and nodes[at - 1].norm == "," else None
    return head.refs[0] if head and head.kind is UnitKind.PERSON and head.refs else None
