"""Which clubs are only met on the pitch: "after Saturday's draw with Lyon", "the defeat at Fulham", "beat Everton"."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node, UnitKind

_MATCHES = closed_class("matches")
_MET = closed_class("met_by")
_BEATS = closed_class("beats")
_BEATEN = closed_class("beaten_by")
_NO_MATCH = closed_class("no_match")
_HOW = closed_class("how_it_ended")
_REACH = 4
"""How many words back the match may stand: "defeat away to Lyon"."""


def is_opponent(before: Sequence[Node], behind: str) -> bool:
    """Whether the club behind ``before``, and before the word ``behind``, is one that another has played or will play.

    Such a club is neither what the text goes on about nor a party to any move that it tells of.
    """
    words = [n.norm for n in before[-_REACH - 1 :] if n.unit is None and not _says_how(n.norm)]
    last = before[-1] if before else None
    if last is None or last.unit is not None:
        return False
    if last.norm in _BEATS:
        return behind not in ("to", "in", "for")  # "beat Everton to his signature"
    if last.norm not in _MET:
        return False
    if last.norm == "with" and set(words) & _NO_MATCH:
        return False  # "a meeting with Lyon over Smith", "at the final stages with Lyon"
    if last.norm == "against" and _BEATEN & set(words[-4:-1]):
        return True  # "scored for Lyon against Lens"
    whom = before[-2].unit if len(before) > 1 else None
    somebody = whom is not None and whom.kind is UnitKind.PERSON  # "lose Smith to Everton"
    return bool(set(words[:-1]) & _MATCHES) or (words[-2:-1] in ([w] for w in _BEATEN) and not somebody)


def _says_how(norm: str) -> bool:
    """Whether a word stands between the result and whom it was against: "lost 2-0 to", "scored twice against"."""
    return norm[:1].isdigit() or norm.endswith("ly") or norm in _HOW
