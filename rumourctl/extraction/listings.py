"""Round-ups: a club's name as a heading, then lists of who came and went.

"IN: Goalkeeper John Smith (Lyon, £3m)" has no verb; its shape says it all. Each entry is a person with a bracket that
holds the other club, a sum, and words for the kind of deal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rumourctl.claims.model import Claim, Deal, Evidence, Fee, Move, Role, Source, Stage
from rumourctl.language.analysis import AnalysedArticle, AnalysedSentence
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node, Unit, UnitKind

RULE = "listing"
_IN = closed_class("in")
_OUT = closed_class("out")
_DEALS = {
    "free": Deal.FREE,
    "released": Deal.RELEASED,
    "retired": Deal.RETIRED,
    "permanent": Deal.PERMANENT,
    "swap": Deal.SWAP,
}


@dataclass(frozen=True, slots=True)
class _Entry:
    """One person of a list, with what the bracket behind the name says."""

    person: str
    part: str | None
    club: str | None
    fee: Fee | None
    words: frozenset[str]


def section_club(sentence: AnalysedSentence) -> str | None:
    """The club whose section a heading opens: a line that holds a club's name and nothing else."""
    units = [n.unit for n in sentence.nodes if n.unit] if sentence.sentence.heading else []
    bare = all(n.unit or n.norm in (":", ".", "-", "–", "•", "*", "#") for n in sentence.nodes)
    if bare and len(units) == 1 and units[0].kind is UnitKind.CLUB and len(units[0].refs) == 1:
        return units[0].refs[0]
    return None


def listed_moves(sentence: AnalysedSentence, section: str | None, analysed: AnalysedArticle) -> Iterator[Claim]:
    """The claims of a line "IN: …" or "OUT: …" in the section of a club; none where the line is no such list."""
    arriving = _direction(sentence.nodes)
    if section is None or arriving is None:
        return
    text = analysed.article.text
    evidence = Evidence(
        sentence.sentence.start, sentence.sentence.end, text[sentence.sentence.start : sentence.sentence.end]
    )
    for entry in _entries(sentence.nodes):
        deal = next((d for word, d in _DEALS.items() if word in entry.words), None)
        loan = "loan" in entry.words and deal is not Deal.PERMANENT
        origin, goal = (entry.club, section) if arriving else (section, entry.club)
        move = Move.EXIT if goal is None else Move.LOAN if loan else Move.TRANSFER
        yield Claim(
            person=entry.person,
            role=Role(entry.part) if entry.part in ("manager", "staff") else Role.PLAYER,
            move=move,
            stage=Stage.DONE,
            from_club=origin,
            to_club=goal,
            source=Source(),
            deal=deal,
            fee=entry.fee,
            date=analysed.article.published,
            evidence=(evidence,),
            rules=(RULE,),
        )


def _direction(nodes: Sequence[Node]) -> bool | None:
    """True for a list of arrivals, False for departures, None for neither."""
    for at, node in enumerate(nodes[:5]):
        if (
            node.unit is None
            and node.norm in _IN | _OUT
            and at + 1 < len(nodes)
            and nodes[at + 1].norm in (":", "-", "–")
        ):
            return node.norm in _IN
    return None


def _entries(nodes: Sequence[Node]) -> Iterator[_Entry]:
    for at, node in enumerate(nodes):
        if node.unit is None or node.unit.kind is not UnitKind.PERSON or not node.unit.refs:
            continue
        inside = _bracket(nodes, at + 1)
        units = [n.unit for n in inside if n.unit]
        yield _Entry(
            node.unit.refs[0],
            node.unit.dressing.part,
            next((u.refs[0] for u in units if u.kind is UnitKind.CLUB and u.refs), None),
            next((_fee(u) for u in units if u.money), None),
            frozenset(word for n in inside if n.unit is None for word in n.norm.split("-")),
        )


def _bracket(nodes: Sequence[Node], at: int) -> Sequence[Node]:
    if at >= len(nodes) or nodes[at].norm != "(":
        return ()
    end = next((i for i in range(at, len(nodes)) if nodes[i].norm == ")"), len(nodes))
    return nodes[at + 1 : end]


def _fee(unit: Unit) -> Fee | None:
    return Fee(unit.money.text, unit.money.amount, unit.money.currency) if unit.money else None
