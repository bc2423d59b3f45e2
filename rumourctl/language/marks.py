"""What marks part in a sentence: quotations, sums put in between commas, and the "and" behind a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node, UnitKind
from rumourctl.language.tokens import Kind

_COORDINATORS = closed_class("coordinators")
_LIKENED = closed_class("likened")
_STATIONED = closed_class("stationed")
_REFLEXIVES = closed_class("reflexives")
_STEPS = closed_class("steps_of_a_deal")
_STEP = 3
"""Words of such a step, at most: "full personal terms"."""
_AUXILIARIES = closed_class("auxiliaries")
_TAG = 3
"""Nodes of such a question, at least."""
_LATELY = ("last ", "most recently ", "lastly ")
_UNATTACHED = tuple(closed_class("unattached"))
_LAST = 7
"""Nodes up to somebody's last club, and with it, at most: "without a club since Ajax"."""
_SUM_LENGTH = 9
_STATION = 5
"""Nodes of words at the end of a sentence, at most, that say where somebody was."""
_SPEECH_LENGTH = 4
_PHRASE_LENGTH = 8
"""Quoted words, at least, that are speech though a "that" hangs on them: says there is "no chance at all" that he …"""


def to_be_cut(nodes: Sequence[Node]) -> list[Node]:
    """``nodes`` as they are cut into clauses: scare quotes are none, no "himself" only stresses somebody, and no "isn't
    it?" only asks for assent."""
    return without_emphasis(_without_tag(_with_too(_without_scare_quotes(_with_speech(_without_label_mark(nodes))))))


def _with_too(nodes: list[Node]) -> list[Node]:
    """``nodes`` without the commas around a "too" that stands behind a verb: "has been linked, too, with Lyon"."""
    set_apart = {
        at
        for at in range(2, len(nodes) - 1)
        if nodes[at].norm == "too" and nodes[at - 1].norm == nodes[at + 1].norm == "," and nodes[at - 2].unit is None
    }
    return [n for at, n in enumerate(nodes) if not {at - 1, at + 1} & set_apart] if set_apart else nodes


def _without_tag(nodes: list[Node]) -> list[Node]:
    """``nodes`` without a question that only asks for assent: "Smith will go, **won't he**?"."""
    for at, node in enumerate(nodes):
        if node.norm != "?" or at < _TAG:
            continue
        who = nodes[at - 1]
        asked = who.norm in ("it", "there") or (who.unit is not None and who.unit.pronoun is not None)
        verb = at - 2 - (nodes[at - 2].norm in ("n't", "not"))
        if asked and nodes[verb].unit is None and nodes[verb].norm in _AUXILIARIES and nodes[verb - 1].norm == ",":
            return [*nodes[: verb - 1], *_without_tag(nodes[at:])]
    return nodes


def _without_label_mark(nodes: Sequence[Node]) -> Sequence[Node]:
    """``nodes`` without the mark behind a step of a deal with which they begin: "Personal terms: agreed", "Medical?
    Tomorrow" say "personal terms agreed", "medical tomorrow"."""
    first = next((at for at, n in enumerate(nodes) if n.kind is not Kind.SYMBOL), 0)
    for at in range(first + 1, min(first + _STEP + 1, len(nodes) - 1)):
        if nodes[at].unit is None and nodes[at].norm in (":", "?"):
            step = nodes[at - 1].unit is None and nodes[at - 1].norm in _STEPS
            behind = nodes[at + 1].unit
            told = behind is None or behind.kind is UnitKind.DATE
            return [*nodes[:at], *nodes[at + 1 :]] if step and told else nodes
    return nodes


def _with_speech(nodes: Sequence[Node]) -> list[Node]:
    """Nodes whose ``quoted`` is true only inside quotations long enough to be speech, not scare quotes."""
    result: list[Node] = []
    last_mark = max((i for i, n in enumerate(nodes) if n.kind is Kind.QUOTE and n.norm == '"'), default=-1)
    at = 0
    while at < len(nodes):
        end = at
        while end < len(nodes) and nodes[end].quoted == nodes[at].quoted and nodes[end].kind is not Kind.QUOTE:
            end += 1
        run = nodes[at:end]
        goes_on = end > last_mark
        long = sum(n.kind is Kind.WORD for n in run) >= _words_of_speech(nodes, end)
        speech = bool(run) and run[0].quoted and (goes_on or long)
        result.extend(n if n.quoted == speech else replace(n, quoted=speech) for n in run)
        if end < len(nodes) and nodes[end].kind is Kind.QUOTE:
            result.append(nodes[end])
            end += 1
        at = max(end, at + 1)
    return result


def _words_of_speech(nodes: Sequence[Node], closing: int) -> int:
    """How many words up to the mark at ``closing``, at least, are speech: fewer are where a "that" hangs on them."""
    hangs_on = closing + 1 < len(nodes) and nodes[closing + 1].norm == "that"
    return _PHRASE_LENGTH if hangs_on else _SPEECH_LENGTH


def _without_scare_quotes(nodes: Sequence[Node]) -> list[Node]:
    """``nodes`` without the marks around a few words that are no speech: "he 'could' leave"."""
    marks = [i for i, n in enumerate(nodes) if n.kind is Kind.QUOTE]
    scare: set[int] = set()
    for opening, closing in pairwise(marks):
        inside = nodes[opening + 1 : closing]
        plain = all(not n.quoted and n.unit is None and n.kind is Kind.WORD for n in inside)
        alike = nodes[opening].norm == nodes[closing].norm and opening not in scare
        if alike and plain and 0 < len(inside) < _words_of_speech(nodes, closing):
            scare |= {opening, closing}
    return [n for i, n in enumerate(nodes) if i not in scare]


def without_emphasis(nodes: Sequence[Node]) -> list[Node]:
    """``nodes`` without a "himself" that only stresses whom it stands behind: "the player himself was asked"."""
    return [n for at, n in enumerate(nodes) if not (_is_reflexive(n) and at and _may_be_stressed(nodes[at - 1]))]


def _is_reflexive(node: Node) -> bool:
    return node.unit is not None and node.unit.pronoun in _REFLEXIVES


def _may_be_stressed(node: Node) -> bool:
    unit = node.unit
    return unit is not None and unit.kind in (UnitKind.PERSON, UnitKind.OTHER) and not unit.possessive


def joins_clauses(nodes: Sequence[Node], at: int) -> bool:
    """Whether "and" or its like stands at ``at``: "yet" does so behind a comma only, not in "have not yet met", and
    "but" not in "has all but signed"."""
    node = nodes[at]
    joins = node.unit is None and node.norm in _COORDINATORS
    if joins and node.norm == "but" and at and nodes[at - 1].norm == "all":
        return False
    return joins and (node.norm != "yet" or (at > 0 and nodes[at - 1].norm in (",", "-", "–")))


def comes_later(nodes: Sequence[Node], at: int, mark: str) -> bool:
    """Whether ``mark`` stands somewhere behind ``at``."""
    return any(n.norm == mark and n.unit is None for n in nodes[at + 1 :])


def sum_ends(nodes: Sequence[Node], at: int) -> int | None:
    """Where what is said at ``at`` of a sum alone ends: at the next comma, if nobody is named before."""
    for end in range(at + 1, min(len(nodes), at + _SUM_LENGTH)):
        unit = nodes[end].unit
        if nodes[end].norm == "," and unit is None:
            return end
        if unit is not None and unit.kind is not UnitKind.MONEY:
            return None
    return None


def sets_beside(nodes: Sequence[Node], at: int) -> bool:
    """Whether the words at ``at``, behind a comma, bring in another beside somebody, or say where he is or was: "Smith,
    like Brown, has left", "Smith, once of Ajax, has left"."""
    return nodes[at].unit is None and (nodes[at].norm in _LIKENED or _says_station(nodes, at))


def station_end(nodes: Sequence[Node], at: int) -> int | None:
    """Where words end that only say where somebody was: those with which the sentence does, ", formerly of Ajax.", or
    that tell of his last club: ", last at Ajax, …", ", out of work since Ajax, …"."""
    if (club := _last_club(nodes, at)) is not None:
        ends = club + 1 == len(nodes) or (nodes[club + 1].unit is None and nodes[club + 1].norm in (",", ".", ";"))
        return min(club + 1, len(nodes) - 1) if ends else None
    return len(nodes) - 1 if _says_station(nodes, at) and len(nodes) - at <= _STATION else None


def _says_station(nodes: Sequence[Node], at: int) -> bool:
    behind = nodes[at + 1].norm if at + 1 < len(nodes) else ""
    return (nodes[at].norm in _STATIONED and behind in ("of", "at", "with")) or _last_club(nodes, at) is not None


def _last_club(nodes: Sequence[Node], at: int) -> int | None:
    """Where the club is named that somebody without one had last: "last at Ajax", "free since Ajax"."""
    reach = nodes[at : at + _LAST]
    club = next((i for i, n in enumerate(reach) if n.unit and n.unit.kind is UnitKind.CLUB), None)
    words = " ".join(n.norm for n in reach[:club]) if club and not any(n.unit for n in reach[:club]) else ""
    lately = words.startswith(_LATELY) and words.endswith((" at", " of", " with"))
    return at + club if club and (lately or (words.startswith(_UNATTACHED) and words.endswith(" since"))) else None


def was_last_at(nodes: Sequence[Node], at: int) -> bool:
    """Whether the club at ``at`` is the one that somebody without one had last: "free since **Lyon**"."""
    return any(_last_club(nodes, start) == at for start in range(max(0, at - _LAST), at))
