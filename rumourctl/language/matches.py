"""Which clubs a sentence names only by the way: met on the pitch ("after Saturday's draw with Lyon", "beat Everton"),
or left long ago by somebody else ("Smith, who left Lyon in May, is the favourite")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, Unit, UnitKind

_MATCHES = closed_class("matches")
_MET = closed_class("met_by")
_BEATS = closed_class("beats")
_BEATEN = closed_class("beaten_by")
_NO_MATCH = closed_class("no_match")
_HOW = closed_class("how_it_ended")
_REACH = 4
"""How many words back the match may stand: "defeat away to Lyon"."""
_LEFT = closed_class("where_he_was")
_NOW = closed_class("who_now")
_LEADING = closed_class("leading_a_club")
_SINCE = ("after", "since", "before", "despite", "by", "from", "of", "having")
_CAREER = 12
"""How many words back "who" may stand: "who was sacked as manager of Lyon"."""


def by_the_way(unit: Unit, before: Sequence[Node], behind: str) -> Unit:
    """``unit`` with a note, where it is a club, of whether it stands behind ``before``, and before the word ``behind``,
    by the way only."""
    if unit.kind is not UnitKind.CLUB:
        return unit
    opponent, bygone = is_opponent(before, behind), unit.form is Form.NAME and _is_bygone(before)
    return replace(unit, opponent=opponent, bygone=bygone) if opponent or bygone else unit


def _is_bygone(before: Sequence[Node]) -> bool:
    """Whether the club behind ``before`` is told only of somebody's past: "who was sacked by", "after leaving"."""
    told = [n.norm if n.unit is None else "" for n in before[-2:]]
    if len(told) > 1 and told[0] in _SINCE and told[1] in _LEADING:
        return True
    for at in range(len(before) - 1, max(-1, len(before) - _CAREER), -1):
        node = before[at]
        if node.unit is not None and node.unit.pronoun == "who":
            person = before[at - 1 - (before[at - 1].norm == ",")].unit if at > 1 else None
            told = [n.norm for n in before[at + 1 :] if n.unit is None]
            past = bool(_LEFT.intersection(told)) and told[0] not in _NOW
            return past and person is not None and person.kind is UnitKind.PERSON
        if node.norm == "," and node.unit is None:
            return False
    return False


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
    if last.norm == "of" and len(before) > 2:
        if before[-2].norm == "visit":
            return True  # "for the visit of Lens", "for Saturday's visit of Lens"
        return before[-2].norm in ("defeat", "thrashing") and before[-3].norm[:1].isdigit()  # "the 2-0 defeat of Lens"
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
