"""Outlets that no list knows, by where they stand: a bracket of its own that credits an item, "(Ayr Advertiser)", or
words that say whose report it is, "Goal Corner report that"."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Lexicon
from rumourctl.language.tokens import Kind, Token

_ENDINGS = closed_class("outlet_forms") | closed_class("press_endings")
_FORMS = closed_class("outlet_forms") | closed_class("site_endings")
_BY = (("according", "to"), ("as", "per"), ("reported", "by"), ("claimed", "by"), ("revealed", "by"))
_REPORTS = closed_class("reports_plainly")
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


def named_paper(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """Where a name of several words ends that begins at ``at``, if it ends as those of papers and sites do and stands
    where a source does: "Football Talk report that", "according to Soccer Digital". Where none does: 0."""
    end = at if tokens[at].norm != "the" else len(tokens)
    while end < min(at + _WORDS, len(tokens)) and tokens[end].capitalised and tokens[end].kind is Kind.WORD:
        end += 1
    if end - at < 2 or tokens[end - 1].norm not in _FORMS:
        return 0
    behind = tokens[end].norm if end < len(tokens) else ""
    article = at - (at > 0 and tokens[at - 1].norm == "the")
    before = tuple(t.norm for t in tokens[max(0, article - 2) : article])
    credited = before[-1:] == ("per",) or before in _BY
    return end if credited or (article == 0 and behind in _REPORTS and lexicon.says(behind, "report")) else 0
