"""What is told of a move beside it and is part of it: whence he goes, for how much, on which terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from rumourctl.claims.model import SETBACKS, SETTLED, Certainty, Claim, Move, Stage
from rumourctl.extraction.careers import goes_again, is_exit_to_come, long_gone
from rumourctl.extraction.ranking import foretold

NEAR = 600
"""How many characters apart a departure and its destination may be told."""
_PRICES = frozenset(("asking-price", "price-of-club"))
_WORTH = "bid-worth"
_BOUND = "bound-by-deal"
_TRAVELS = frozenset(("journey", "bound-for"))


def with_destinations(claims: list[Claim]) -> list[Claim]:
    """A departure whose destination is told beside it is one transfer; terms told with a signing are part of it."""
    result: list[Claim] = []
    departures: dict[str, list[Claim]] = defaultdict(list)
    persons = by_person(claims)
    claims = [c for c in claims if not (foretold(c, persons[c.person]) or _only_travels(c, persons[c.person]))]
    left = [c for c in claims if c.move is Move.EXIT and c.stage is Stage.DONE]
    gone = {(c.person, c.from_club) for c in left}
    sure = {(c.person, c.from_club) for c in left if c.certainty is Certainty.ASSERTED and c.is_news}
    leaving = {(c.person, c.from_club, c.source) for c in claims if c.move is Move.EXIT and c.stage is Stage.AGREED}
    prices: dict[str, Claim] = {}
    for claim in claims:
        if is_exit_to_come(claim) and (claim.person, claim.from_club) in gone and not goes_again(claim, left):
            continue  # that he might go, told where he has gone
        wanted = claim.move is Move.EXIT and claim.stage is Stage.INTEREST and claim.certainty is not Certainty.DENIED
        if wanted and (claim.person, claim.from_club, claim.source) in leaving:
            prices.setdefault(claim.person, claim)
            continue  # nor that he may, by who tells that he will
        if claim in left and claim.certainty is Certainty.HEDGED and (claim.person, claim.from_club) in sure:
            continue  # nor what is only believed of what is known
        if any(c is not claim and _is_part_of(claim, c) for c in persons[claim.person]):
            departures[claim.person].append(claim)
        else:
            result.append(claim)
    for number, claim in enumerate(result):
        price = prices.get(claim.person)
        if price and claim.move is Move.EXIT and claim.stage is Stage.AGREED and claim.from_club == price.from_club:
            result[number] = claim = replace(claim, fee=claim.fee or price.fee)
        for part in departures[claim.person]:
            if _is_part_of(part, claim):
                result[number] = claim = with_facts(claim, part, part.from_club if part.move is Move.EXIT else None)
    return result


def _only_travels(claim: Claim, his: Iterable[Claim]) -> bool:
    """Whether ``claim`` only says that somebody is on his way to where ``his`` claims have him agreed: "here we go. He
    will fly to Lyon tomorrow"."""
    if claim.stage is not Stage.CLOSE or not _TRAVELS & set(claim.rules):
        return False
    settled = (c for c in his if c.stage in (Stage.AGREED, Stage.DONE) and c.is_news and c.source == claim.source)
    return any(c.to_club == claim.to_club and c.certainty is Certainty.ASSERTED for c in settled)


def with_facts(claim: Claim, part: Claim, left: str | None) -> Claim:
    """``claim`` with what only ``part`` of it told; ``left`` is the club that it may have left out."""
    return replace(
        claim,
        from_club=claim.from_club or (left if left != claim.to_club else None),
        fee=claim.fee or part.fee,
        deal=claim.deal or (None if part.move is Move.EXIT else part.deal),
        contract_until=claim.contract_until or part.contract_until,
    )


def by_person(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """``claims`` of each person, in order."""
    persons: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        persons[claim.person].append(claim)
    return persons


def _is_part_of(part: Claim, whole: Claim) -> bool:
    if (
        part.person != whole.person
        or whole.move not in (Move.TRANSFER, Move.LOAN, Move.RENEWAL)
        or whole.certainty is Certainty.DENIED
    ):
        return False
    behind = part.evidence[0].start - whole.evidence[0].start
    goes_on = part.move is Move.EXIT and part.from_club and part.from_club == whole.from_club and part.is_news
    apart = 0 if goes_on and whole.stage is Stage.DONE and whole.is_news else abs(behind)
    if _WORTH in part.rules:  # of how much was the bid of which it is told
        tried = whole.stage in (Stage.BID, Stage.REJECTED) and not whole.fee and _WORTH not in whole.rules
        return tried and 0 < behind < NEAR and whole.to_club == part.to_club
    if _BOUND in part.rules:  # until when the deal keeps him is told of the deal
        return 0 < behind < NEAR and whole.to_club == part.to_club and whole.stage in SETTLED
    if whole.move is Move.RENEWAL or (whole.background and part.is_news):
        return False
    if not apart and whole.is_news and part.move is Move.RENEWAL and part.stage is whole.stage is Stage.DONE:
        return part.to_club == whole.to_club  # "has signed him, tying him to a long contract"
    if apart > NEAR or (apart and part.background != whole.background):
        return False
    if _PRICES & set(part.rules) and part.actor != part.person:  # what he would cost is told with those who want him
        before = whole.evidence[0].start <= part.evidence[0].start
        return before and whole.to_club is not None and not whole.background and whole.stage not in SETBACKS
    if not apart and part.move is Move.EXIT and part.stage in SETTLED and whole.stage is Stage.TERMS:
        return not long_gone(part, whole)  # "has chosen Chelsea and will leave Lyon"
    if part.stage is Stage.TERMS and whole.stage is Stage.DONE:
        return part.source == whole.source and part.background == whole.background
    goes = part.move is Move.EXIT and part.stage in SETTLED and whole.stage in SETTLED
    return goes and part.from_club != whole.to_club and not long_gone(part, whole)
