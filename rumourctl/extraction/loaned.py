"""Which of the deals that an article tells of are loans, as it elsewhere says."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from rumourctl.claims.model import SETTLED, Certainty, Claim, Deal, Move, Stage

_PURSUED = (Stage.TALKS, Stage.BID, Stage.TERMS, Stage.CLOSE, Stage.AGREED, Stage.MEDICAL)
_AT_HIS_CLUB = (Move.RENEWAL, Move.STAY, Move.EXIT)
_OPTION = "option-in-hand"
_FORMULA = 240
"""How many characters behind a deal it may be said that it is a loan."""


def with_loans(claims: list[Claim]) -> list[Claim]:
    """What the article tells of a deal that it elsewhere calls a loan is said of that loan."""
    loans = {(c.person, c.to_club) for c in claims if c.move is Move.LOAN and c.stage in SETTLED and c.is_news}
    claims = [c for c in claims if _OPTION not in c.rules or (c.person, c.to_club) not in loans]  # part of the loan
    formulas = [c for c in claims if c.move is Move.LOAN and c.stage in _PURSUED and c.certainty is Certainty.ASSERTED]
    lent = {c.person for c in claims if c.move is Move.LOAN and c.stage is Stage.DONE and not c.to_club and c.is_news}
    here: dict[tuple[str, str | None], set[int]] = defaultdict(set)
    for c in claims:
        if c.move in _AT_HIS_CLUB and c.is_news:
            here[c.person, c.from_club].add(c.evidence[0].start)
    claims = [
        replace(c, background=True)  # but not "has signed him, tying him to a contract"
        if (c.move, c.stage) == (Move.TRANSFER, Stage.DONE) and here[c.person, c.to_club] - {c.evidence[0].start}
        else c
        for c in claims
    ]
    came = {(c.person, c.to_club): c.from_club for c in claims if c.stage is Stage.DONE and c.is_news and c.from_club}
    claims = [
        replace(c, from_club=came[c.person, c.from_club])  # "has joined Leeds. He spent last season on loan at Hull"
        if c.move is Move.LOAN and c.background and (c.person, c.from_club) in came and c.to_club != c.from_club
        else c
        for c in claims
    ]
    lenders = {(c.person, c.to_club): c.from_club for c in claims if c.move is Move.LOAN and c.stage is Stage.DONE}
    claims = [
        replace(c, from_club=lenders.get((c.person, c.to_club)))  # "a permanent move", where he is on loan
        if c.move is Move.TRANSFER and c.from_club is None and c.is_news and c.stage is not Stage.DONE
        else c
        for c in claims
    ]
    claims = [_on_terms(c, next((loan for loan in formulas if _is_formula(loan, c)), None)) for c in claims]
    return [
        replace(c, move=Move.LOAN)
        if c.move is Move.TRANSFER
        and ((c.person, c.to_club) in loans or (c.person in lent and c.stage is Stage.DONE))
        and c.deal in (None, Deal.LOAN_WITH_OPTION, Deal.LOAN_WITH_OBLIGATION)
        and c.stage in {*_PURSUED, Stage.DONE}
        and c.is_news
        else c
        for c in claims
    ]


def _is_formula(loan: Claim, deal: Claim) -> bool:
    """Whether ``loan`` says right behind what is told of a deal how it is to be made: "have made a bid for Smith. The
    proposal is a loan with an option"."""
    behind = loan.evidence[0].start - deal.evidence[0].start
    same = (loan.person, loan.to_club, loan.source) == (deal.person, deal.to_club, deal.source)
    pursued = deal.move is Move.TRANSFER and deal.stage in _PURSUED and deal.deal is None
    return same and 0 < behind < _FORMULA and deal.fee is None and pursued and deal.is_news and loan.is_news


def _on_terms(deal: Claim, loan: Claim | None) -> Claim:
    """``deal`` as the ``loan`` that the words behind it make of it; a bid is told with its terms."""
    if loan is None:
        return deal
    same = deal.stage is loan.stage
    return replace(deal, move=Move.LOAN, deal=loan.deal if same else None, fee=loan.fee if same else None)
