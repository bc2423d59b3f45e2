"""What the article's news tells of somebody's past moves: whither he went who left, and who lent him."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from rumourctl.claims.model import Certainty, Claim, Deal, Move, Role, Stage

_WENT_ON = (None, Deal.FREE, Deal.PERMANENT)
"""How somebody leaves who goes straight on to the next club."""
_STRAIGHT_ON = timedelta(days=5 * 366)
_LENT = timedelta(days=3 * 366)
"""For how long whoever left is taken to have gone where he is now, and whoever was lent to have been there then."""


def with_careers(claims: list[Claim], persons: dict[str, list[Claim]]) -> list[Claim]:
    """``claims``, of which past departures lead to the club where somebody now is by all that ``persons`` has of him:
    "Celtic want Burnley's Smith, who left Motherwell in 2020"; and of which past loans say whence."""
    return [_placed(claim, persons[claim.person]) if _is_past(claim) else claim for claim in claims]


def _is_past(claim: Claim) -> bool:
    past = claim.background and claim.stage is Stage.DONE and claim.certainty is Certainty.ASSERTED
    return past and claim.role is Role.PLAYER and claim.move in (Move.EXIT, Move.LOAN)


def _placed(claim: Claim, his: Iterable[Claim]) -> Claim:
    news = [c for c in his if c.is_news]
    homes = {c.from_club for c in news if c.from_club}
    past = [c for c in his if c.background and c is not claim]
    ago = max((c.date for c in news), default=claim.date) - claim.date
    if len(homes) != 1 or not ago:
        return claim
    home = homes.pop()
    if any(c.to_club == home and c.from_club not in (None, claim.from_club) for c in past):
        return claim  # he came there from elsewhere
    if claim.move is Move.LOAN:
        known = claim.from_club or claim.to_club == home or ago > _LENT
        return claim if known or any(c.to_club == home for c in past) else replace(claim, from_club=home)
    went = claim.deal in _WENT_ON and claim.from_club != home and ago <= _STRAIGHT_ON
    further = any(c.from_club == claim.from_club and c.to_club for c in past)
    return replace(claim, move=Move.TRANSFER, to_club=home) if went and not further else claim
