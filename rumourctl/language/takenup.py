"""Which of those named before a word may take up: one of two, or a player who is bought."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node
from rumourctl.language.tokens import Kind

_AUXILIARIES = closed_class("auxiliaries")
_OFFERED = ("offer", "offers", "bid", "bids", "fee", "race", "chase")
_OFFER = 4
"""How many words back an offer may stand: "a bid of £20m for him"."""
_ASIDE = 14
"""How long an aside may be between an offer and whom it is for."""
OF_TWO = {"both": slice(None), "former": slice(1), "latter": slice(1, None)}
"""The words that take up two named before, or one of them."""
_PREPOSITIONS = closed_class("prepositions")
_SIGNS = closed_class("signs_players") | {"want", "wants", "wanted"}


def is_bought(so_far: Sequence[Node]) -> bool:
    """Whether somebody behind ``so_far`` is bought or wanted, and so a player: "sign him", "made an offer for him"."""
    if not so_far or so_far[-1].unit is not None:
        return False
    before = so_far[-_OFFER:-1]
    if len(so_far) > 1 and so_far[-2].norm == ",":  # "a bid, which is thought to be of £20m, for him"
        comma = next((i for i in range(len(so_far) - 3, max(0, len(so_far) - _ASIDE), -1) if so_far[i].norm == ","), 0)
        before = so_far[max(0, comma - _OFFER) : comma]
    offered = so_far[-1].norm == "for" and any(n.unit is None and n.norm in _OFFERED for n in before)
    return offered or so_far[-1].norm in _SIGNS


def of_two(node: Node, so_far: Sequence[Node], ahead: Sequence[Node], finite: Callable[[Node], bool]) -> slice | None:
    """Which of two named before the word at ``node`` takes up: "both have", "the latter has", "want the former"; None
    for a word that takes up none."""
    behind = next(iter(ahead), None)
    plain = behind is not None and behind.unit is None
    if node.norm not in OF_TWO or (behind is not None and not plain):
        return None
    acts = behind is not None and behind.norm in _AUXILIARIES
    ends = behind is None or behind.kind is Kind.PUNCT or behind.norm in _PREPOSITIONS or finite(behind)
    alone = node.norm != "both" and bool(so_far) and so_far[-1].norm == "the" and ends
    return OF_TWO[node.norm] if acts or alone else None
