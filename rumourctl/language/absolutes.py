"""Statements that "with" or "in" joins to another: "…, with Smith leaving", "ended in Smith leaving"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from rumourctl.language.compounds import BUSINESS
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node, UnitKind
from rumourctl.language.verbs import Verbs

_ABSOLUTE = closed_class("absolute")
_CLUB_IN = closed_class("club_in")
_WITH_PARTNERS = closed_class("with_partners")
_PREPOSITIONS = closed_class("prepositions")
_STANDING = closed_class("how_it_stands")
_RUMOURS = closed_class("reports") | closed_class("rumours")
_TELLING = frozenset(("suggesting", "claiming", "saying", "linking", "that", "stating"))
_COURTS = frozenset(
    ("bid", "bids", "offer", "offers", "approach", "approaches", "proposal", "deal", "contract", "loan")
)
"""What a club or a player has of which "with" tells how it stands: "with Lyon's bid rejected"."""
_DEALS = _COURTS | {"move", "switch", "transfer", "talks", "negotiations", "swoop", "discussions"}
_TALKS = frozenset(("talks", "negotiations", "discussions"))
_COURTED = 8
_STANDS = frozenset(("imminent", "ongoing", "under", "on", "all", "in", "almost", "nearly", "virtually"))
"""How a deal may stand: "under way", "on the brink of collapse", "all but done"."""
_PHRASE = 5
"""Words of a noun phrase, at most."""
_STATE = 7
"""How near behind its noun the participle stands: "salary and bonus not expected to matter"."""


def absolute_behind(nodes: Sequence[Node], verbs: Verbs, at: int, gathered: Sequence[Node]) -> bool:
    """Whether the "with" or "in" at ``at`` joins a subject and participle to a statement before or behind; ``gathered``
    are the nodes that the clause now open has."""
    if nodes[at].norm == "in":
        return _in_absolute(nodes, verbs, at, gathered)
    return _with_absolute(nodes, verbs, at, gathered)


def _in_absolute(nodes: Sequence[Node], verbs: Verbs, at: int, gathered: Sequence[Node]) -> bool:
    """Whether what came of something is told at ``at``: "ended in Smith leaving"; not "interest in Smith growing"."""
    person = nodes[at + 1].unit
    named = person is not None and person.kind is UnitKind.PERSON and not person.possessive
    behind = verbs.skip_adverbs(nodes, at + 2)
    if not (named and gathered and behind < len(nodes)) or gathered[-1].norm in _CLUB_IN:
        return False
    acts = nodes[behind].unit is None and nodes[behind].norm not in _PREPOSITIONS
    return acts and "gerund" in verbs.forms(nodes[behind].norm) and verbs.has_finite(gathered)


def _with_absolute(nodes: Sequence[Node], verbs: Verbs, at: int, gathered: Sequence[Node]) -> bool:
    """Whether "with" at ``at`` does: "…, with Smith leaving", "With Smith leaving, …"."""
    apart = _stands_apart(gathered) or not gathered
    if gathered and (len(gathered) == 1 or not (apart or verbs.has_finite(gathered))):
        return False
    if gathered and gathered[-1].unit is None and gathered[-1].norm in _WITH_PARTNERS:
        return False  # "talks with Everton stalled"
    if gathered and (_interest_ahead(nodes, at + 1) or (apart and _talks_ahead(nodes, verbs, at + 1))):
        return True
    if apart and _terms_ahead(nodes, verbs, at + 1):
        return True
    if apart and nodes[at + 1].norm in _RUMOURS and any(n.norm in _TELLING for n in nodes[at + 2 : at + 2 + _PHRASE]):
        return True  # "…, with reports in Spain suggesting they have bid"
    first = at + 1 + (apart and nodes[at + 1].norm == "both")
    if apart and (last := _paired(nodes, first)):
        first = last  # "…, with both Lyon and the winger keen"
    subject = nodes[first].unit
    behind = verbs.skip_adverbs(nodes, first + 1)
    if apart and _deal_ahead(nodes, verbs, at + 1):
        return True
    if subject is not None and subject.possessive:
        return apart and (_state_ahead(nodes, verbs, at + 2, _COURTS | _STANDING) or _goes_on(nodes, verbs, at + 2))
    placed = apart and any(n.norm == "of" for n in nodes[at + 2 : at + 3])
    if placed and subject is not None and subject.kind is UnitKind.PERSON:
        behind = verbs.skip_adverbs(nodes, at + 4)  # "with Smith of Lyon an alternative"
    if subject is None or behind >= len(nodes):
        return False
    if (beside := nodes[behind].unit) is not None:  # "with Lyon another club in the race", "with Smith another target"
        if beside.possessive and beside.pronoun:  # "with Lyon his likely destination"
            return apart and subject.kind is UnitKind.CLUB
        parts = ("player", "manager") if subject.kind is UnitKind.PERSON and apart else ("club",)
        return beside.kind is UnitKind.OTHER and (subject.kind is UnitKind.CLUB or beside.dressing.part in parts)
    norm = nodes[behind].norm
    if norm == "following" and not _follows_somebody(nodes, behind):
        return False  # "parted company with Smith following a defeat"
    if norm == "off" and [n.norm for n in nodes[behind + 1 : behind + 2]] == ["to"]:
        return True  # "with Smith off to Lyon"
    if norm in _ABSOLUTE or nodes[first + 1].norm in _ABSOLUTE or (apart and norm in ("in", "on", "under")):
        return True
    if norm == "in" and behind + 1 < len(nodes) and nodes[behind + 1].norm in _WITH_PARTNERS:
        return True  # "comes with Lyon still in talks"
    return norm not in _PREPOSITIONS and bool(verbs.forms(norm) & {"gerund", "participle"})


def _paired(nodes: Sequence[Node], at: int) -> int:
    """Where the second of two of different kinds stands that are named at ``at``: "Lyon and the winger"; else 0."""
    pair = [n.unit for n in nodes[at : at + 3]]
    two = len(pair) == 3 and pair[0] is not None and pair[1] is None and pair[2] is not None
    joined = two and nodes[at + 1].norm == "and" and not any(u and u.possessive for u in pair)
    return at + 2 if joined and {u.kind for u in pair if u} == {UnitKind.CLUB, UnitKind.PERSON} else 0


def _follows_somebody(nodes: Sequence[Node], at: int) -> bool:
    """Whether "following" at ``at`` says of somebody that he goes after another: "with Smith following him out"."""
    ahead = nodes[at + 1] if at + 1 < len(nodes) else None
    unit = ahead.unit if ahead is not None else None
    person = unit is not None and unit.kind is UnitKind.PERSON and not unit.possessive
    return person or (ahead is not None and ahead.norm == "suit")


def _stands_apart(gathered: Sequence[Node]) -> bool:
    """Whether a comma ends ``gathered``, be it one that an age took along: "Smith, 24, with Lyon in front"."""
    last = gathered[-1] if gathered else None
    aged = (
        last is not None and last.unit is not None and last.unit.dressing.age is not None and last.end > last.start + 1
    )
    return last is not None and (last.norm == "," or aged)


def only_for(nodes: Sequence[Node], at: int) -> bool:
    """Whether it is told at ``at`` what came of it: "had a bid accepted, only for Smith to change his mind"."""
    words = [n.norm if n.unit is None else "" for n in nodes[at : at + 4]]
    return words == ["only", "for", "", "to"]


def _interest_ahead(nodes: Sequence[Node], at: int) -> bool:
    """Whether a noun phrase at ``at`` says who else is after somebody: "…, with strong interest from Lyon"."""
    norms = [n.norm for n in nodes[at : at + _PHRASE] if n.unit is None]
    return "from" in norms and norms[norms.index("from") - 1] == "interest"


def _talks_ahead(nodes: Sequence[Node], verbs: Verbs, at: int) -> bool:
    """Whether it is said at ``at`` that talks go on: "…, with advanced talks taking place between them"."""
    ahead = [n.norm if n.unit is None else "" for n in nodes[at : at + _PHRASE]]
    noun = next((i for i, word in enumerate(ahead[:-1]) if word in _TALKS), None)
    return noun is not None and "" not in ahead[:noun] and "gerund" in verbs.forms(ahead[noun + 1])


def _terms_ahead(nodes: Sequence[Node], verbs: Verbs, at: int) -> bool:
    """Whether it is said at ``at`` how a deal stands: "…, with personal terms agreed", "…, with a fee settled"."""
    return _state_ahead(nodes, verbs, at, _STANDING)


def _goes_on(nodes: Sequence[Node], verbs: Verbs, at: int) -> bool:
    """Whether it is said what becomes, in a gerund, of somebody's business at ``at``: "interest in him growing"."""
    ahead = list(takewhile(lambda n: n.norm not in (",", "."), nodes[at : at + _COURTED]))
    noun = next((i for i, n in enumerate(ahead[:_STATE]) if n.unit is None and n.norm in BUSINESS), None)
    behind = ahead[noun + 1 :] if noun is not None and all(n.unit is None for n in ahead[:noun]) else []
    return any(n.unit is None and "gerund" in verbs.forms(n.norm) for n in behind)


def _deal_ahead(nodes: Sequence[Node], verbs: Verbs, at: int) -> bool:
    """Whether it is said at ``at`` how a deal for somebody stands: "…, with a loan deal for Smith believed to be
    close"."""
    of_whom = [i for i, n in enumerate(nodes[at : at + _COURTED], at) if n.unit and n.unit.kind is UnitKind.PERSON]
    words = [n.norm for n in nodes[at : of_whom[0]]] if of_whom else []
    if words[-1:] not in (["for"], ["over"]) or _DEALS.isdisjoint(words):
        return False
    behind = verbs.skip_adverbs(nodes, of_whom[0] + 1)
    norm = nodes[behind].norm if behind < len(nodes) and nodes[behind].unit is None else ""
    how = norm in _ABSOLUTE | _STANDS or bool({"participle", "gerund"} & verbs.forms(norm))
    return how or bool(_STANDS.intersection(words))


def _state_ahead(nodes: Sequence[Node], verbs: Verbs, at: int, nouns: frozenset[str]) -> bool:
    """Whether one of ``nouns`` and a participle follow at ``at``: "opening bid already rejected"."""
    ahead = nodes[at : at + _PHRASE]
    noun = next((i for i, n in enumerate(ahead) if n.unit is None and n.norm in nouns), None)
    behind = (
        nodes[at + noun + 1 : at + noun + _STATE]
        if noun is not None and all(n.unit is None for n in ahead[:noun])
        else []
    )
    return any(n.unit is None and "participle" in verbs.forms(n.norm) for n in behind)
