"""Where somebody was until he joined another club, as the sentence that tells of it says by the way."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rumourctl.claims.model import Claim, Stage
from rumourctl.extraction.parties import is_anothers
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.clauses import Clause
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node, Unit, UnitKind
from rumourctl.rules.engine import Reading

_SUCCEEDED = "succeed"
_LEAVES = closed_class("leaves")
_STINTS = closed_class("stints")
_SERVES = closed_class("serves")
_ACHIEVES = closed_class("achieves")
_BEHIND = ("after", "following")
_ONCE = ("after", "following", "when", "once")
_BONDS = frozenset(("contract", "deal", "terms"))
_BE = closed_class("be")
_BEGINNINGS = closed_class("beginnings")
_LED = frozenset(("led", "managed", "coached", "guided", "steered", "took", "kept", "saved"))
_UNTIL = ("before", "until", "and", "but")
_AT = ("at", "with", "for")
_GOES = ("moving", "joining", "switching", "heading", "signing", "returning")
"""Words that open what somebody does who has left: "has left Lyon, joining Lens"."""
_SCHOOLS = closed_class("schools")
_LOANS = ("loan", "loans", "loaned", "trial")
_ARRIVALS = closed_class("newcomers") | {"purchase", "import", "transfer", "signee"}
_REACH = 7


def club_before_joining(clause: Clause, sentence: AnalysedSentence) -> str | None:
    """The club of "joined after three seasons at Lyon" and of "came through the ranks at Lyon before joining"."""
    nodes = clause.nodes
    before = sentence.before(clause)
    if nodes and nodes[0].norm == "to" and (left := _left_to(before)):
        return left
    if cleft := _singled_out(sentence.nodes):
        return cleft
    goes = bool(nodes) and nodes[0].unit is None and nodes[0].norm in _GOES
    if (clause.intro == "with" or goes) and (left := _left_by_all(before)):
        return left
    for at, node in enumerate(nodes):
        words = [n.norm for n in nodes[max(0, at - 2 - _REACH) : at]]
        behind = next((i for i in range(len(words) - 1, -1, -1) if words[i] in _BEHIND), None)
        if not _is_club(node) or behind is None or not words:
            continue
        spent = words[-1] in ("at", "with") and _spent(words[behind:])
        if spent or _worked(words[behind:]):
            return node.unit.refs[0] if node.unit else None
    if out := _out_of_contract(sentence.nodes, clause):
        return out
    if clause.intro not in ("before", "when"):
        return _schooled_at(clause, sentence)
    earlier = before[-_REACH:]
    last = next((i for i in range(len(earlier) - 1, 0, -1) if earlier[i].unit and _is_club(earlier[i])), None)
    if last is None or earlier[last - 1].norm not in _AT or any(n.norm in _LOANS for n in earlier):
        return None
    if clause.intro == "when" and earlier[last - 2].norm not in _BE:
        return None  # "was with Lyon when Nice signed him"
    unit = earlier[last].unit
    return unit.refs[0] if unit else None


def led_until(clause: Clause, sentence: AnalysedSentence, name: str) -> str | None:
    """The club that the one called ``name`` led until he left, in "he led Lyon to the title before being sacked"."""
    if clause.intro not in _UNTIL:
        return None
    before = sentence.before(clause)
    for at, (verb, node) in enumerate(pairwise(before)):
        leads = verb.unit is None and verb.norm in _LED and node.unit is not None and _is_club(node)
        if leads and node.unit and any(n.unit and name in n.unit.refs for n in before[:at]):
            return node.unit.refs[0]
    return None


def by_the_way(unit: Unit, position: str, reading: Reading, movers: Sequence[str]) -> bool:
    """Whether ``unit`` only tells of somebody's past: whence another than the ``movers`` comes, or he once came, or
    where he was before he goes where another says, "was appointed after a spell at Lyon"."""
    if position == "from":
        return is_anothers(unit, reading, movers) or _bought_earlier(unit, reading)
    if position not in ("at", "with"):
        return False
    nodes = reading.clause.nodes
    at = next((i for i, n in enumerate(nodes) if n.unit is unit), 0)
    first = max(reading.main.end if at > reading.main.start else 0, at - 2 - _REACH)
    words = [n.norm for n in nodes[first:at]]
    behind = next((i for i in range(len(words) - 1, -1, -1) if words[i] in _BEHIND), None)
    return behind is not None and _spent(words[behind:])


def _bought_earlier(unit: Unit, reading: Reading) -> bool:
    """Whether ``unit`` only says whence somebody once came whom another club is now to have: "want Smith, a £2m signing
    from Lyon"."""
    nodes = reading.clause.nodes
    at = next((i for i, n in enumerate(nodes) if n.unit is unit), 0) - 2
    if at <= 0 or (reading.stage or reading.main.rule.stage) == Stage.DONE or nodes[at + 1].norm != "from":
        return False
    noun = nodes[at].unit.dressing.noun if nodes[at].unit else nodes[at].norm  # type: ignore[union-attr]
    comma = next((i for i in range(at - 1, max(0, at - _REACH), -1) if nodes[i].norm == ","), 0)
    named = nodes[comma - 1].unit if comma else None
    return noun in _ARRIVALS and named is not None and named.kind is UnitKind.PERSON


def _singled_out(nodes: Sequence[Node]) -> str | None:
    """The club of "it was from Lyon that Nice bought him"."""
    if len(nodes) < _REACH or nodes[0].norm != "it" or nodes[2].norm != "from" or nodes[4].norm != "that":
        return None
    return nodes[3].unit.refs[0] if nodes[3].unit and _is_club(nodes[3]) else None


def _out_of_contract(nodes: Sequence[Node], clause: Clause) -> str | None:
    """The club of "joined Nice after his contract at Lyon expired", "when his Lyon deal was up", "following his release
    by Lyon"."""
    for at, node in enumerate(nodes[1:-1], 1):
        if node.start < clause.start or not node.unit or node.unit.kind is not UnitKind.CLUB or not node.unit.refs:
            continue
        words = [n.norm for n in nodes[max(0, at - _REACH) : at]]
        behind = next((i for i in range(len(words) - 1, -1, -1) if words[i] in _ONCE), None)
        if behind is None:
            continue
        bound = words[-1] in ("at", "with") and bool(_BONDS & set(words[behind:]))
        released = words[-2:] in (["release", "by"], ["release", "from"], ["departure", "from"], ["exit", "from"])
        if bound or released or nodes[at + 1].norm in _BONDS:
            return node.unit.refs[0]
    return None


def _schooled_at(clause: Clause, sentence: AnalysedSentence) -> str | None:
    """The club of "a product of the youth system at Lyon, he joined Nice in 2020": of a day of its own, since whoever
    goes now may have been elsewhere since."""
    if not any(n.unit and n.unit.date for n in clause.nodes):
        return None
    nodes = sentence.up_to(clause)
    for at, node in enumerate(nodes):
        if node.unit and node.unit.refs and node.unit.kind is UnitKind.CLUB:
            before = [n.norm for n in nodes[max(0, at - _REACH) : at]]
            behind = [n.norm for n in nodes[at + 1 : at + 2] if node.end <= clause.start]
            words = {*before[before.index(",") + 1 if "," in before else 0 :], *behind}
            begins = words & _BEGINNINGS and nodes[at - 1].norm in _AT
            if (words & _SCHOOLS or begins) and not words & set(_LOANS):
                return node.unit.refs[0]
    return None


def _left_to(earlier: Sequence[Node]) -> str | None:
    """The club that somebody leaves in the words ``earlier`` for what "to" brings in: "quit Lyon to take over at"."""
    if len(earlier) < 2 or earlier[-2].norm not in _LEAVES or not _is_club(earlier[-1]):
        return None
    return earlier[-1].unit.refs[0] if earlier[-1].unit else None


def _left_by_all(earlier: Sequence[Node]) -> str | None:
    """The club that several have left, one of whom is told of behind it: "two have left Lyon, with Smith joining"."""
    for verb, node in pairwise(earlier[-2 * _REACH :]):
        if verb.unit is None and verb.norm in _LEAVES and _is_club(node) and node.unit:
            return node.unit.refs[0]
    return None


def _spent(words: list[str]) -> bool:
    return bool(set(words) & _STINTS) and not set(words) & set(_LOANS)


def _worked(words: list[str]) -> bool:
    """Whether the words behind "after" tell of somebody's work for the club behind them: "winning the title with",
    "scoring 20 goals for", "helping"."""
    works = bool(set(words[1:3]) & (_ACHIEVES | _SERVES)) and not set(words) & set(_LOANS)
    return works and (words[-1] in _AT or words[-1] in _SERVES)


def _is_club(node: Node) -> bool:
    unit = node.unit
    return unit is not None and unit.kind is UnitKind.CLUB and bool(unit.refs) and not unit.possessive


def has_lost_office(joins: Claim, deal: str | None) -> bool:
    """Whether somebody who followed another (``joins``) has lost that office since, as no day is told on which he took
    it: "was succeeded by Smith, who **resigned** last week"."""
    return _SUCCEEDED in joins.rules and deal in ("resigned", "sacked", "released")
