"""Outlets that no list knows, by where they stand: a bracket of its own that credits an item, "(Ayr Advertiser)"."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.grammar import closed_class
from rumourctl.language.tokens import Token

_ENDINGS = closed_class("outlet_forms") | closed_class("press_endings")
_JOINING = ("&", "and", "of", "the")
_WORDS = 5
"""Words of such a name, at most."""


def lone_credit(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Where in a sentence that is a bracket and nothing else a name stands that ends as those of papers do."""
    if len(tokens) < 3 or tokens[0].norm != "(" or tokens[-1].norm != ")":
        return None
    inner = tokens[1:-1]
    capitals = all(t.capitalised or t.norm in _JOINING for t in inner)
    named = len(inner) <= _WORDS and capitals and inner[-1].norm in _ENDINGS
    return (1, len(tokens) - 1) if named else None
