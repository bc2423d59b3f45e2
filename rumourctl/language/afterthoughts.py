"""Afterthoughts: a sentence that only says whose word the ones before it are, "That is according to Bild"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rumourctl.claims.model import Source, SourceKind
from rumourctl.language.attribution import Attribution
from rumourctl.language.credits import outlet_name
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, Unit, UnitKind
from rumourctl.language.tokens import Sentence

_OF_A_WORD = closed_class("of_a_word")
_NEWS_TOLD = closed_class("news_told")
_RUMOURS = closed_class("rumours")
_COMES = closed_class("news_comes")
_MADE_KNOWN = ("announced", "confirmed", "revealed", "reported", "broken", "claimed", "made")
_POINTING = ("the", "that", "this", "these", "those")
_BEFORE_IT = closed_class("before_afterthought")
_TAKES_UP = ("that", "this", "it", "these", "those")
_TO_A_SOURCE = closed_class("leads_to_source")
_INVERTED = closed_class("reports_plainly") | {"say", "reckon", "reckons", "write", "writes"}
_FROM = ("from", "via", "courtesy", "through")
_STANDS = dict.fromkeys(("appears", "appeared", "ran", "featured", "is"), ("in", "on"))
_PARTIES = (UnitKind.PERSON, UnitKind.CLUB)
_FAR = 8
"""Nodes within which such a sentence has come to its source."""


def carried_back(
    sentences: Sequence[Sentence], nodes: Sequence[Sequence[Node]], said: Sequence[Attribution]
) -> list[Attribution]:
    """The attributions ``said`` of ``sentences``, where an afterthought's source is theirs that it is about: its own
    paragraph so far, else the one above, and further up while each goes on with what stands above it."""
    result = list(said)
    for at in range(1, len(result)):
        if result[at].source.name is None or not afterthought(nodes[at], result[at].source):
            continue
        first = at - 1
        for back in range(at - 1, -1, -1):
            below, here = sentences[min(back + 1, at - 1)], sentences[back]
            anew = below.paragraph != here.paragraph and not _goes_on(nodes[first])
            if anew or result[back].source.name is not None or (here.heading and back < at - 1):
                break
            first = back
            result[back] = replace(result[at], start=0, end=0, carried=True)
    return result


def afterthought(nodes: Sequence[Node], source: Source) -> bool:
    """Whether a sentence that credits ``source`` says whose word the one before is: "That is according to X", "At
    least, that is what X say", "So says X", "The move, confirmed by X"."""
    while nodes and nodes[0].unit is None and nodes[0].norm in _BEFORE_IT:
        nodes = nodes[1:]
    words = [n.norm for n in nodes[:_FAR]]
    named = next((at for at, n in enumerate(nodes[:_FAR]) if n.unit and _is_source(n.unit, source)), 0)
    others = (n.unit for n in nodes[named + 1 :] if n.unit and n.unit.kind in _PARTIES)
    tells = any(unit.form is not Form.PRONOUN for unit in others)
    if words[:1] == ["so"]:
        return named > tells and all(n.norm in _INVERTED or n.norm in _POINTING for n in nodes[1:named])
    where = pairwise(words)
    comes = any(
        second in (_STANDS.get(first) or _FROM) for first, second in where if first in _COMES or first in _STANDS
    )
    if words[:1] and words[0] in _TAKES_UP and not _NEWS_TOLD & set(words[1:2]):
        reports = source.kind in (SourceKind.OUTLET, SourceKind.JOURNALIST)
        if reports and named and not (tells and words[0] == "it") and all(_leads_on(n) for n in nodes[1:named]):
            return True  # but "It was X who first said that Lyon want him"
        return words[0] in ("that", "this") and (bool(_OF_A_WORD & set(words[:4])) or (comes and words[1] in _COMES))
    told = any(w in _NEWS_TOLD or w in _RUMOURS for w in words[1:2]) and words[0] in _POINTING
    made_known = any(first in _MADE_KNOWN and second == "by" for first, second in pairwise(words))
    return told and (comes or made_known)


def _is_source(unit: Unit, source: Source) -> bool:
    """Whether ``unit`` is whom the sentence credits, or stands for the outlet of whoever that is."""
    return unit.kind is UnitKind.OUTLET or source.name == outlet_name(unit)


def _leads_on(node: Node) -> bool:
    """Whether a node before the source says nothing but that it is the source: "is what the Spanish newspaper"."""
    if node.unit is not None:
        return node.is_date or node.unit.kind is UnitKind.NATION
    return node.norm in _TO_A_SOURCE


def _goes_on(nodes: Sequence[Node]) -> bool:
    """Whether a paragraph that begins with ``nodes`` goes on with the one above: it names nobody at its head anew."""
    first = next((n.unit for n in nodes if n.unit and n.unit.kind in _PARTIES), None)
    return first is not None and first.form is not Form.NAME
