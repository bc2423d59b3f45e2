"""What the article's news tells of somebody's past moves: whither he went who left, and who lent him."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from rumourctl.claims.model import Certainty, Claim, Deal, Move, Precision, Role, Stage

_WENT_ON = (None, Deal.FREE, Deal.PERMANENT)
"""How somebody leaves who goes straight on to the next club."""
_STRAIGHT_ON = timedelta(days=5 * 366)
"""For how long whoever left is taken to have gone where he is now."""
_LENT = timedelta(days=3 * 366)
"""For how long whoever was lent is taken to have been at his present club then."""
_JUST_LEFT = timedelta(days=20)
"""For how long whoever left, and joins another club, is taken to come from the one that he left."""
_ANOTHER_YEAR = timedelta(days=370)
"""How far apart two moves of the past are that are two."""
_NEAR = 400
"""How many characters apart the steps of a career are told."""


def with_careers(claims: list[Claim], persons: dict[str, list[Claim]]) -> list[Claim]:
    """``claims``, of which past departures lead to the club where somebody now is by all that ``persons`` has of him:
    "Celtic want Burnley's Smith, who left Motherwell in 2020"; and of which past loans say whence."""
    result = [_placed(claim, persons[claim.person]) if _is_past(claim) else claim for claim in _in_steps(claims)]
    result = [_as_wooed(claim, persons[claim.person]) for claim in result]
    free = {(c.person, c.from_club): c.date for c in result if _is_past(c) and c.move is Move.EXIT}
    return [_from_nowhere(claim, free) for claim in result] if free else result


def _in_steps(claims: list[Claim]) -> list[Claim]:
    """``claims``, of which a past step that does not say whence goes on from the one told before: "was bought by Lyon
    in 2017. … He was sold to Nice in 2019"."""
    last: dict[str, Claim] = {}
    result: list[Claim] = []
    for claim in claims:
        step = _is_step(claim)
        before = last.get(claim.person) if step else None
        if before and claim.from_club is None and _follows(claim, before):
            claim = replace(claim, from_club=before.to_club)
        if step and claim.move is Move.TRANSFER:
            last[claim.person] = claim
        result.append(claim)
    return result


def _is_step(claim: Claim) -> bool:
    past = claim.background and claim.stage is Stage.DONE and claim.role is Role.PLAYER
    return past and claim.to_club is not None and claim.move in (Move.TRANSFER, Move.LOAN)


def _follows(claim: Claim, before: Claim) -> bool:
    near = 0 <= claim.evidence[0].start - before.evidence[0].start < _NEAR
    return near and before.date < claim.date and claim.to_club not in (before.to_club, before.from_club)


def long_gone(left: Claim, news: Claim) -> bool:
    """Whether somebody had ``left`` long before the ``news`` that he goes: "parted company with Lyon in May"; or long
    before or after another move that is told as history as well, or after he had been lent."""
    if left.background and news.background:
        dated = left.date_precision is not Precision.DAY  # the article's own day says nothing of when
        if news.move is Move.LOAN and dated and left.date - news.date > _JUST_LEFT:
            return True
        return abs(news.date - left.date) > _ANOTHER_YEAR
    return news.is_news and news.date - left.date > _JUST_LEFT


def is_exit_to_come(claim: Claim) -> bool:
    """Whether ``claim`` is news of a departure that may come, or will."""
    return claim.move is Move.EXIT and claim.stage in (Stage.INTEREST, Stage.AGREED) and claim.is_news


def _as_wooed(claim: Claim, his: Iterable[Claim]) -> Claim:
    """``claim`` of somebody's arrival, which does not say whence, from where the club wooed him that he came to: "Lyon
    had an option on Lens' Smith. They took it up in June"."""
    came = claim.stage is Stage.DONE and claim.to_club is not None and claim.move in (Move.TRANSFER, Move.LOAN)
    if not came or claim.from_club is not None or claim.certainty is Certainty.DENIED:
        return claim
    wooed = (c for c in his if c.to_club == claim.to_club and c.from_club and c.stage not in (Stage.DONE, Stage.OFF))
    told = (c for c in wooed if c.evidence[0].start < claim.evidence[0].start and c.date <= claim.date)
    whence = {c.from_club for c in told} - {claim.to_club}
    return replace(claim, from_club=whence.pop()) if len(whence) == 1 else claim


def goes_again(claim: Claim, left: Iterable[Claim]) -> bool:
    """Whether somebody will go (``claim``) who has ``left`` that club only years ago."""
    before = (c for c in left if (c.person, c.from_club) == (claim.person, claim.from_club))
    return claim.stage is Stage.AGREED and all(long_gone(c, claim) for c in before)


def _from_nowhere(claim: Claim, free: dict[tuple[str, str | None], date]) -> Claim:
    """``claim``, which names no club that is left where he has long left the one, "has been out of work since leaving
    Lyon in May"; and the one that he has only just left."""
    left = free.get((claim.person, claim.from_club))
    goes = claim.is_news and claim.move in (Move.TRANSFER, Move.LOAN) and claim.to_club != claim.from_club
    if claim.from_club is None and goes and claim.stage is Stage.DONE:
        just = {c for (p, c), day in free.items() if p == claim.person and day < claim.date <= day + _JUST_LEFT}
        return replace(claim, from_club=just.pop()) if len(just) == 1 and claim.to_club not in just else claim
    return replace(claim, from_club=None) if left and goes and claim.date - left > _JUST_LEFT else claim


def _is_past(claim: Claim) -> bool:
    past = claim.background and claim.stage is Stage.DONE and claim.certainty is Certainty.ASSERTED
    return past and claim.move in (Move.EXIT, Move.LOAN)


def _placed(claim: Claim, his: Iterable[Claim]) -> Claim:
    news = [c for c in his if c.is_news]
    homes = {c.from_club for c in news if c.from_club}
    past = [c for c in his if c.background and c is not claim]
    ago = max((c.date for c in news), default=claim.date) - claim.date
    if len(homes) != 1 or not ago or claim.role is not Role.PLAYER:
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
