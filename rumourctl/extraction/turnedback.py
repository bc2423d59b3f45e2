"""What is told besides of one move: where one came to nothing a medical was in vain, and he who goes back goes to where
he is; news that is told again as history is told once."""

from __future__ import annotations

import re
from dataclasses import replace

from rumourctl.claims.model import Claim, Move, Stage

_SHORT = 600
"""Characters of a post, at most: an article tells one thing after the other."""
_BACK = re.compile(r"\bback (?:to|at|in)\b|\breturn(?:s|ed|ing)? to\b")


def home_again(claims: list[Claim]) -> list[Claim]:
    """``claims`` without those that only tell of a move that is off: "The deal is off. The medical was done, he is on
    his way back to Lyon"."""
    offs = [c for c in claims if c.stage is Stage.OFF and c.to_club and c.move in (Move.TRANSFER, Move.LOAN)]
    if not offs or max(c.evidence[-1].end for c in claims) > _SHORT:
        return claims
    back: dict[str, str | None] = {}
    kept = []
    for claim in claims:
        off = next((o for o in offs if o is not claim and _behind(claim, o)), None)
        if off is None or not claim.is_news:
            kept.append(claim)
        elif claim.stage is Stage.MEDICAL and claim.to_club == off.to_club:
            continue
        elif claim.to_club != off.to_club and claim.from_club is None and _goes_back(claim):
            back[claim.person] = claim.to_club
        else:
            kept.append(claim)
    homes = {c.person for c in offs if not c.from_club} & back.keys()
    return [replace(c, from_club=back[c.person]) if c in offs and c.person in homes else c for c in kept]


def told_twice(claims: list[Claim]) -> list[Claim]:
    """``claims`` without what the same sentence tells as news and again as history: "has returned to Everton after they
    cut his loan at Lyon short"."""
    news = {_what(c): i for i, c in enumerate(claims) if c.is_news and c.stage is Stage.DONE and c.to_club}
    again = {i: news[_what(c)] for i, c in enumerate(claims) if c.background and _what(c) in news}
    if not again:
        return claims
    kept = list(claims)
    for history, told in again.items():
        own, other = kept[told], claims[history]
        kept[told] = replace(own, from_club=own.from_club or other.from_club, fee=own.fee or other.fee)
    return [c for i, c in enumerate(kept) if i not in again]


def _what(claim: Claim) -> tuple[object, ...]:
    return claim.evidence[0].start, claim.person, claim.move, claim.stage, claim.to_club


def _behind(claim: Claim, off: Claim) -> bool:
    return claim.person == off.person and claim.evidence[0].start >= off.evidence[0].start


def _goes_back(claim: Claim) -> bool:
    going = claim.move is Move.TRANSFER and claim.stage in (Stage.CLOSE, Stage.AGREED, Stage.DONE)
    return going and _BACK.search(claim.evidence[0].text) is not None
