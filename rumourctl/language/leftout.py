"""Whom a brief statement leaves out that begins with its verb: "Smith to Everton! Signs until 2029", "Wants to stay".

A post says so of whoever moves, of whom it has just told; clubs, which take a verb of several, are not meant. The
subject is put in again as a pronoun without words of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import PARTIES, Form, Node, Unit, UnitKind
from rumourctl.language.tokens import Sentence

LEFT_OUT = "…"
"""The pronoun that stands for whoever is left out."""
_ACTS = closed_class("movers_act")
_DOES = closed_class("movers_do")
_DOING = closed_class("movers_doing")
_DID = closed_class("movers_did")
_INCLINED = closed_class("inclined") | closed_class("inclined_to")
_AUXILIARIES = closed_class("headless_auxiliaries")
_OF_DEALS = closed_class("done_to_deals")
_WAYS = (("on", "his", "way"), ("on", "her", "way"), ("in", "town", "for"), ("on", "the", "plane"), ("back", "to"))
_SO_THAT = frozenset(("course", "needing", "facing", "short", "looking", "vacancy", "gap", "hole", "question"))
"""Behind "leaves" they tell of what happened before: "Leaves Lyon looking for another"."""
_LOOK = 5
_LONGEST = 24


def with_subject(sentence: Sentence, nodes: Sequence[Node]) -> list[Node]:
    """``nodes`` of ``sentence`` behind the subject that it leaves out, if it does."""
    if not sentence.index or not nodes or len(nodes) > _LONGEST or nodes[0].unit or nodes[0].quoted:
        return list(nodes)
    verb = _verb_of(nodes)
    if verb is None:
        return list(nodes)
    at = nodes[0].start
    who = Unit(UnitKind.PERSON, Form.PRONOUN, at, at, pronoun=LEFT_OUT)
    said = [Node(at, at, verb)] if verb else []
    return [Node(at, at, f"<{UnitKind.PERSON}>", who), *said, *nodes]


def _verb_of(nodes: Sequence[Node]) -> str | None:
    """The verb that is left out with the subject; empty where it stands there, None where nothing is left out."""
    words = [n.norm for n in nodes[:_LOOK] if n.unit is None]
    first, second = nodes[0].norm, nodes[1] if len(nodes) > 1 else None
    if any(mark.norm == ":" and _names_other([behind]) for mark, behind in pairwise(nodes[: _LOOK + 2])):
        return None  # the label of a list: "Returned to parent club: Smith"
    asks = nodes[-1].norm == "?" or (second is not None and second.unit is not None and second.unit.kind in PARTIES)
    if first in _AUXILIARIES:
        return None if asks or _OF_DEALS & set(words[1:]) else ""
    if first in _DOES or first in _DID:
        return None if nodes[-1].norm == "?" or _SO_THAT & set(words[1:]) else ""
    if first == "to" or first == "not":
        rest = words[1:2] if first == "to" else words[1:3]
        return ("" if first == "to" else None) if rest and rest[0] in _ACTS and not _names_other(nodes) else None
    if first in _DOING:
        return "is" if not _names_other(nodes, len(nodes)) else None
    inclined = first in _INCLINED and "to" in words[1:3] and bool(_ACTS & set(words[2:4]))
    on_his_way = any(tuple(words[: len(way)]) == way for way in _WAYS)
    return "is" if (inclined and not _names_other(nodes)) or on_his_way else None


def _names_other(nodes: Sequence[Node], within: int = _LOOK) -> bool:
    """Whether a person is named there who may be the one who is signed: "To sign Smith"."""
    return any(n.unit and n.unit.kind is UnitKind.PERSON and not n.unit.possessive for n in nodes[:within])
