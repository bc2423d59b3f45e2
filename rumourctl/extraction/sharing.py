"""Which claims a sum or the end of a contract belongs to that stands beside them, in their sentence or the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rumourctl.claims.model import COURTING, SETBACKS, SETTLED, Claim, Deal, Fee, Move, SourceKind, Stage
from rumourctl.extraction.details import WITHOUT_CONTRACT, as_fee
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.clauses import Clause
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node, Unit, UnitKind
from rumourctl.language.tokens import Kind
from rumourctl.rules.hits import find_hits
from rumourctl.rules.loading import RuleSet

_LOAN_OPENS = closed_class("opens_loan")
_WHEN = closed_class("tells_when") | closed_class("by_the_way")
_LOAN_TERMS = frozenset(("loan", "agreement", "deal", "verbal", "straight", "initial"))
_OF_A_PRICE = closed_class("of_a_price")
_ASKED = "price-asked"
_LOANS = (Deal.LOAN_WITH_OPTION, Deal.LOAN_WITH_OBLIGATION)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, and the clause that makes it."""

    claim: Claim
    clause: Clause


def shared(told: Sequence[Told], sentence: AnalysedSentence) -> list[Claim]:
    """The claims of ``sentence``, each with what another clause says of its price and contract."""
    sums = [n for n in sentence.nodes if n.unit and n.unit.money]
    ends = [n for n in sentence.nodes if n.unit and n.unit.contract]
    result = []
    for one in told:
        claim = one.claim
        if claim.fee is None and _may_cost(claim):
            price = next((n for n in sums if _belongs(n, one, told, sentence)), None)
            claim = replace(claim, fee=_fee(price.unit) if price and price.unit else None)
        if claim.contract_until is None and _may_bind(claim):
            end = next((n for n in ends if not _runs_now(n, sentence) and _belongs(n, one, told, sentence)), None)
            claim = replace(claim, contract_until=_end(end.unit) if end and end.unit else None)
        result.append(replace(claim, move=Move.LOAN) if _lent(one, told, sentence) else claim)
    return result


def _lent(one: Told, told: Sequence[Told], sentence: AnalysedSentence) -> bool:
    """Whether another clause, without a claim, says that it is a loan: "joins Lyon, agreement reached on a loan"."""
    claim = one.claim
    if claim.move is not Move.TRANSFER or claim.stage is Stage.INTEREST or not claim.is_news or claim.fee is not None:
        return False
    if any(other.claim.person != claim.person for other in told):
        return False
    when = (clause.start for clause in sentence.clauses if clause.intro in _WHEN)  # "back after his loan"
    telling = [*(other.clause.start for other in told), *when]
    behind = (c.nodes[:5] for c in sentence.clauses if c.start > one.clause.start and c.start not in telling)
    words = ([n.norm for n in nodes if n.unit is None] for nodes in behind if not _of_his_own(nodes))
    return any("loan" in said and said[0] in _LOAN_TERMS for said in words if said)


def _of_his_own(nodes: Sequence[Node]) -> bool:
    """Whether somebody's loan is told of, on which he is or was: "back in Lyon, his loan having ended"."""
    owned = ((a.unit, b) for a, b in pairwise(nodes))
    return any(u and u.possessive and u.kind is UnitKind.PERSON and b.norm == "loan" for u, b in owned)


def supplemented(claims: Sequence[Claim], sentence: AnalysedSentence, rules: RuleSet) -> list[Claim]:
    """``claims`` of the sentence before, with what ``sentence``, which makes none of its own, adds to them: "The fee
    is £20m", "Contract until 2029", "The deal includes an option to buy"."""
    units = [n.unit for n in sentence.nodes if n.unit]
    if not claims or any(u.kind is UnitKind.PERSON and u.refs and u.refs[0] != claims[-1].person for u in units):
        return list(claims)
    priced = any(n.unit is None and n.norm in _OF_A_PRICE for n in sentence.nodes) or not _has_verb(sentence)
    fee = next((_fee(u) for u in units if u.money), None) if priced else None
    end = next((_end(u) for u in units if u.contract), None)
    deals = [h.rule.value("deal") for h in find_hits(sentence.nodes, rules) if h.rule.kind == "feature"]
    deal = next((Deal(d) for d in deals if d and Deal(d) in _LOANS), None)
    if Deal.RELEASED in deals:
        claims = [_by_consent(claim, sentence) for claim in claims]
    words = [n.norm for n in sentence.nodes[:3] if n.unit is None]
    loan = bool(words) and "loan" in words and words[0] in _LOAN_OPENS
    return [
        replace(
            claim,
            move=Move.LOAN if loan and claim.move is Move.TRANSFER and claim.is_news else claim.move,
            fee=claim.fee or (fee if _may_cost(claim) and claim.stage not in (Stage.OFF, Stage.INTEREST) else None),
            contract_until=claim.contract_until or (end if _may_bind(claim) else None),
            deal=claim.deal or (deal if claim.move is Move.LOAN else None),
        )
        if claim.person == claims[-1].person
        else claim
        for claim in claims
    ]


def _by_consent(claim: Claim, sentence: AnalysedSentence) -> Claim:
    """``claim``, a departure that ``sentence`` says was agreed on by both sides; the club's, where the club says so."""
    if claim.move is not Move.EXIT or claim.stage not in SETTLED or claim.deal not in (None, Deal.RESIGNED):
        return claim
    said = (sentence.speaker or sentence.attribution).source
    its_own = (
        said.kind is SourceKind.CLUB and said.name == claim.from_club and claim.source.kind is SourceKind.PUBLISHER
    )
    return replace(claim, deal=Deal.RELEASED, source=said if its_own else claim.source)


def _may_cost(claim: Claim) -> bool:
    """Whether a sum told beside ``claim`` may be its price."""
    return claim.move not in (Move.STAY, Move.RENEWAL) and claim.is_news


def _may_bind(claim: Claim) -> bool:
    """Whether the end of a contract told beside ``claim`` may be that of the contract that it brings."""
    return claim.move in (Move.TRANSFER, Move.RENEWAL) and claim.stage not in WITHOUT_CONTRACT and claim.is_news


def _belongs(node: Node, one: Told, told: Sequence[Told], sentence: AnalysedSentence) -> bool:
    """Whether a sum or end in another clause serves ``one``: where that clause tells of the same move, or makes no
    claim of its own and stands behind ``one``'s."""
    owners = [t.claim for t in told if _inside(node, t.clause)]
    if owners:
        return all(owner is one.claim or _same_business(one.claim, owner) for owner in owners)
    clause = next((c for c in sentence.clauses if _inside(node, c)), None)
    if clause is not None and clause.intro == "since":
        return False  # "since his £17m move from Lyon"
    if clause is None or not _is_about(clause, one.claim):
        return False
    behind = [t for t in told if t.clause.start <= node.start]
    nearest = max(behind or told, key=lambda t: t.clause.start if behind else -t.clause.start)
    return nearest.claim.person == one.claim.person


def _runs_now(node: Node, sentence: AnalysedSentence) -> bool:
    """Whether the end at ``node`` is that of the contract which somebody has: "Smith, whose contract runs to 2027"."""
    return any(c.intro == "whose" and _inside(node, c) for c in sentence.clauses)


def _same_business(claim: Claim, owner: Claim) -> bool:
    return (
        claim.person == owner.person
        and (claim.to_club == owner.to_club or None in (claim.to_club, owner.to_club))
        and owner.stage not in SETBACKS
        and not (claim.move is Move.EXIT and owner.move is not Move.EXIT and owner.stage in COURTING)
        and not (_ASKED in owner.rules and claim.move is not Move.EXIT)  # what is asked is not what is offered
        and claim.date == owner.date
        and owner.is_news
    )


def _is_about(clause: Clause, claim: Claim) -> bool:
    """Whether the clause names nobody and no acting club but those of ``claim``."""
    persons = [n.unit.refs[0] for n in clause.nodes if n.unit and n.unit.kind is UnitKind.PERSON and n.unit.refs]
    head = clause.nodes[: clause.predicate]
    clubs = [n.unit.refs[0] for n in head if n.unit and n.unit.kind is UnitKind.CLUB and n.unit.refs]
    mine = {claim.from_club, claim.to_club}
    return all(p == claim.person for p in persons) and all(c in mine for c in clubs)


def _inside(node: Node, clause: Clause) -> bool:
    return any(own.start == node.start and own.unit is node.unit for own in clause.nodes)


def _has_verb(sentence: AnalysedSentence) -> bool:
    starts = (c.nodes[c.predicate] for c in sentence.clauses if 0 < c.predicate < len(c.nodes))
    return any(n.unit is None and n.kind is Kind.WORD and n.norm != "to" for n in starts)


def _fee(unit: Unit) -> Fee | None:
    return as_fee(unit.money) if unit.money else None


def _end(unit: Unit) -> str | None:
    return unit.contract.value if unit.contract else None
