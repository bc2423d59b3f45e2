"""News that a sentence takes up without telling it: "confirmed the move", "his departure was announced by"; and
words of saying that tell none: "said no to Lyon"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Lexicon
from rumourctl.language.nodes import Node, UnitKind
from rumourctl.language.tokens import Kind

_NEWS_TOLD = closed_class("news_told")
_TAKEN_UP = closed_class("takes_up_news")
_DEFINITE = closed_class("definite")
_PREPOSITIONS = closed_class("prepositions")
_NOT_YET = closed_class("not_made_known")
_AUXILIARIES = closed_class("auxiliaries")
_CLAIMS_NOTHING = closed_class("claims_nothing")
_SUBORDINATORS = closed_class("subordinators")
_OF_BEING = {"that", "there", *closed_class("be")}
_HELPERS = closed_class("auxiliaries") | closed_class("modals")
_JOBS = closed_class("jobs")
_PARTS = ("but", "while", "whereas", "although", "though", "and", ";")
_REPEATED = {"again", "twice", "both", "each", "every", "once", "straight"}
_OF = ("of", "for", "to")
_REACH = 5
"""Nodes behind the words of saying within which the news is named."""


def makes_known(nodes: Sequence[Node], start: int, end: int) -> bool:
    """Whether the words of saying from ``start`` to ``end`` have news that was told for their object, or are said of
    it, and it is made known by them: not "has yet to confirm the move"."""
    said = {n.norm for n in nodes[max(0, start - _REACH) : end] if n.unit is None}
    passive = start < len(nodes) and nodes[start].unit is None  # "the deal was announced by X", not "the deal, X says,"
    told = names_news(nodes[end : end + _REACH]) or (passive and names_news(nodes[: min(start, _REACH)]))
    return told and not _NOT_YET & said


def tells_news(nodes: Sequence[Node], end: int) -> bool:
    """Whether the words of saying before ``end`` tell news in a noun: "announced the signing of", not "that"."""
    told = nodes[end : end + _REACH]
    return bool(told) and told[0].norm in _DEFINITE and any(n.norm in _OF for n in told)


def turn_behind(nodes: Sequence[Node], since: int, lexicon: Lexicon) -> int | None:
    """Where behind ``since`` a sentence turns to what another club does: "… the signing of Smith, while Lyon want"."""
    for at in range(since, len(nodes) - 2):
        unit = nodes[at + 1].unit
        if nodes[at].unit or nodes[at].quoted or nodes[at].norm not in _PARTS or unit is None or unit.possessive:
            continue
        verb = nodes[at + 2]
        does = verb.unit is None and (verb.norm in _HELPERS or verb.norm in lexicon.verb_forms)
        if does and unit.kind is UnitKind.CLUB and verb.norm not in _JOBS:
            return at
    return None


def names_news(nodes: Sequence[Node]) -> bool:
    """Whether ``nodes`` begin with news that was told: "the decision", "his departure", "it", "as much"."""
    if [n.norm for n in nodes[:2]] == ["as", "much"]:
        return True
    if nodes and nodes[0].norm in _TAKEN_UP and not any(_goes_on(n) for n in nodes[1:2]):
        return True
    definite = False
    for at, node in enumerate(nodes):
        if node.quoted or (node.unit and not (node.unit.possessive or node.is_date)):
            return False
        if definite and node.unit is None and node.norm in _NEWS_TOLD:
            return not any(n.norm in _OF for n in nodes[at + 1 : at + 2])  # "the departure of a scout" is other news
        definite |= bool(node.unit and node.unit.possessive) or node.norm in _DEFINITE
    return False


def _goes_on(node: Node) -> bool:
    """Whether a statement goes on with ``node`` of which the word before it is the subject: "said it was"."""
    return not node.is_date and node.kind is Kind.WORD and node.norm not in _PREPOSITIONS


def says_nothing(behind: Sequence[Node]) -> bool:
    """Whether what stands ``behind`` a verb of saying is all that is said: "said a firm no to Lyon"; not "says that no
    offer has arrived", "says no offer has arrived"."""
    words = list(takewhile(lambda n: n.norm not in _SUBORDINATORS | _OF_BEING, behind))
    at = next((i for i, n in enumerate(words[:3]) if n.norm in _CLAIMS_NOTHING), None)
    if at is None or (at > 1 and words[0].unit and words[1].norm in _AUXILIARIES):
        return False  # "says he has no plans to leave"
    noun, verb = (*behind[at + 1 : at + 3], None, None)[:2]
    dresses = noun and noun.unit is None and noun.norm not in _PREPOSITIONS | _SUBORDINATORS | _REPEATED
    goes_on = verb and (verb.unit or verb.kind is Kind.WORD)  # not "said no chance."
    return words[at].norm != "no" or not (dresses and goes_on)
