"""What is said of nobody's move: a signing that is only counted, interest of nobody, who is fit and not for sale."""

from __future__ import annotations

from itertools import pairwise

from rumourctl.claims.model import Move, Stage
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, UnitKind
from rumourctl.language.tokens import Kind
from rumourctl.rules.engine import Reading

_LEAVES = closed_class("leaves")
_BEHIND_STAYING = closed_class("behind_staying")
_FITNESS = closed_class("fitness")
_ORDINALS = closed_class("ordinals")
_BE = closed_class("be")
_HABIT = 4
"""How many words may stand from "used to" to what somebody did: "used to want to"."""
_NOUN_PHRASE = 4
"""How many words may stand between an owner and the noun that is owned: "Everton's third summer signing"."""


def is_nobodys(reading: Reading) -> bool:
    """Whether nobody is named of whom ``reading`` is: one of several signings, interest that is not told whose; or an
    offer is none of those with whom he is."""
    return (
        _is_counted(reading)
        or _is_bare_interest(reading)
        or _is_lure(reading)
        or _is_of_whom(reading)
        or _is_past(reading)
    )


def _is_past(reading: Reading) -> bool:
    """ "Who **used to** be in charge of Lyon": what somebody was in the habit of, or was once, is no move."""
    before = [n.norm for n in reading.clause.nodes[max(0, reading.main.start - _HABIT) : reading.main.start]]
    return any(pair == ("used", "to") for pair in pairwise(before)) and not _BE & set(before)


def _is_of_whom(reading: Reading) -> bool:
    """ "The question of **who else** is after him"."""
    return any(who.unit and who.norm != "else" == word.norm for who, word in pairwise(reading.clause.nodes[:4]))


def _is_lure(reading: Reading) -> bool:
    """ "Has been offered a rich contract **to quit Lyon** and join Lens": who offers it is not Lyon."""
    leaves = reading.clause.nodes[reading.main.start].norm in _LEAVES and not reading.positions.get("for")
    return leaves and reading.move == Move.RENEWAL and reading.stage == Stage.BID


def _is_bare_interest(reading: Reading) -> bool:
    """ "Will not let him go despite interest": whose, is not told."""
    noun = reading.main.found.verb_form is None
    beside = noun and reading.clause.intro in ("despite", "amid") and reading.stage == Stage.INTEREST
    return beside and not any(n.unit and n.unit.kind is not UnitKind.PERSON for n in reading.clause.nodes)


def _is_counted(reading: Reading) -> bool:
    """ "Are close to their first signing of the summer": one of several, of whom nobody is named."""
    if reading.main.found.verb_form or reading.main.rule.name != "signing-of":
        return False
    before = reading.clause.nodes[max(0, reading.main.start - _NOUN_PHRASE) : reading.main.start]
    named = any(u.kind is not UnitKind.CLUB and u.refs for units in reading.positions.values() for u in units)
    return not named and any(n.unit is None and n.norm in _ORDINALS for n in before)


def is_fit(reading: Reading, sentence: AnalysedSentence) -> bool:
    """Whether ``reading`` says that somebody "is available" in a sentence that speaks of injuries, bans or matches."""
    clause, main = reading.clause, reading.main
    if clause.nodes[main.end - 1].norm != "available" or main.rule.value("named"):
        return False
    return any(n.unit is None and n.norm in _FITNESS for n in sentence.nodes)


def is_share(reading: Reading) -> bool:
    """ "Of which 10% would go to Lyon": what goes there is a part of the fee."""
    before = reading.clause.nodes[: reading.main.start]
    alone = not any(n.unit and n.unit.kind in (UnitKind.CLUB, UnitKind.PERSON) for n in before)
    return bool(reading.main.found.verb_form) and alone and any(n.norm.endswith("%") for n in before)


def is_complement(node: Node) -> bool:
    """Whether what stands behind "remains" says what somebody is, and not where: "remains undeterred"."""
    return node.unit is None and node.kind is Kind.WORD and node.norm not in _BEHIND_STAYING


def is_somebody(node: Node) -> bool:
    """Whether a description at ``node`` says who somebody is, and at no club: "remains **the man** Lyon want"."""
    unit = node.unit
    described = unit is not None and unit.kind is UnitKind.PERSON and unit.form is Form.DESCRIPTION
    return described and unit is not None and not (unit.dressing.clubs or unit.dressing.owner)
