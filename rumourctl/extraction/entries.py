"""The entries of a list of moves: a person with what stands behind him up to the next person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile

from rumourctl.claims.model import Fee
from rumourctl.language.credits import is_reporter
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import NO_PARTY, Form, Node, Unit, UnitKind
from rumourctl.language.tokens import Kind

ENTRY_WORDS = closed_class("list_words")
MARKS = frozenset((":", "-", "–", "—"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of a list, with the clubs, the sum and the words behind his name."""

    unit: Unit
    clubs: tuple[str, ...]
    fee: Fee | None
    words: frozenset[str]
    both_ways: bool
    """Its two clubs stand as "A to B"."""
    comes: bool
    """Its one club stands behind "to": "Unattached to A"."""


def entries(nodes: Sequence[Node]) -> Iterator[Entry]:
    """The entries of a line, as long as it holds nothing but entries."""
    opened = [0, *accumulate((n.norm in "([") - (n.norm in ")]") for n in nodes)]
    people = [
        i for i, n in enumerate(nodes)
        if n.unit and n.unit.kind is UnitKind.PERSON and n.unit.refs and not opened[i]
    ]  # fmt: skip
    if not people or any(n.kind is Kind.WORD for n in nodes[: people[0]]):
        return
    for at, following in zip(people, [*people[1:], len(nodes)], strict=True):
        behind = nodes[at + 1 : following]
        inside = bracket(behind)
        loose = [n for n in behind[len(inside) + 2 if inside else 0 :] if n.unit is None and n.kind is Kind.WORD]
        unit = nodes[at].unit
        credit = any(n.unit and is_reporter(n.unit) for n in inside)  # "have signed John Smith (Jane Doe)"
        if unit is None or credit or any(n.norm not in ENTRY_WORDS for n in loose):
            return
        clubs = [i for i, n in enumerate(behind) if n.unit and n.unit.kind is UnitKind.CLUB and n.unit.refs]
        named = [u for i in clubs if (u := behind[i].unit)]
        between = [n.norm for n in behind[clubs[0] + 1 : clubs[1]] if n.norm not in ")]"] if len(clubs) == 2 else []
        yield Entry(
            unit,
            tuple(u.refs[0] for u in named) or _unlisted(inside),
            next((_fee(n.unit) for n in behind if n.unit and n.unit.money), None),
            frozenset(word for n in behind for word in _said(n)),
            len(between) == 1 and between[0] in MARKS | {"to", "|", ">", "/"},
            len(clubs) == 1 and clubs[0] > 0 and behind[clubs[0] - 1].norm == "to",
        )


def _said(node: Node) -> Sequence[str]:
    """The words of an entry that ``node`` holds; a "free agent" comes free."""
    if node.unit is None:
        return node.norm.split("-")
    return ("free",) if node.unit.kind is UnitKind.OTHER and node.unit.dressing.noun == "agent" else ()


def _unlisted(inside: Sequence[Node]) -> tuple[str, ...]:
    """The name first in a bracket behind a player, which is a club's though no list has it: "John Smith (Melgar)"."""
    unit = inside[0].unit if inside else None
    names = unit is not None and unit.form is Form.NAME and unit.kind not in NO_PARTY and not unit.money
    return (unit.mention.text,) if names and unit is not None and unit.mention else ()


def bracket(nodes: Sequence[Node]) -> Sequence[Node]:
    """What stands in a bracket at the head of ``nodes``."""
    if not nodes or nodes[0].norm not in ("(", "["):
        return ()
    return list(takewhile(lambda n: n.norm not in (")", "]"), nodes[1:]))


def _fee(unit: Unit) -> Fee | None:
    return Fee(unit.money.text, unit.money.amount, unit.money.currency) if unit.money else None
