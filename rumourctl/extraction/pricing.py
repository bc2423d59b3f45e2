"""Of several claims of one move, the one to which a price belongs that has a sentence of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rumourctl.claims.model import Claim, Move, Stage

_STEPS = (Stage.MEDICAL, Stage.TERMS)
_DEALS = (Stage.AGREED, Stage.CLOSE, Stage.DONE)


def on_the_deal(claims: Sequence[Claim]) -> list[Claim]:
    """``claims``, where what a sentence says of nothing but a price or a contract, behind one on a step of a move such
    as the medical, goes to the deal itself, told before: "Smith to Lyon, here we go! Medical booked. Fee €12m"."""
    result = sorted(claims, key=lambda c: c.evidence[0].start)
    for at, step in enumerate(result):
        if step.stage not in _STEPS or not _added(step):
            continue
        before = [i for i, c in enumerate(result[:at]) if c.stage in _DEALS and _of_one_move(c, step)]
        if before:
            deal = result[before[-1]]
            fee = step.fee if _is_added_fee(step) else None
            end = step.contract_until if _is_added_end(step) and step.stage is Stage.MEDICAL else None
            result[before[-1]] = replace(
                deal, fee=deal.fee or fee, contract_until=deal.contract_until or (end if _may_bind(deal) else None)
            )
            result[at] = replace(
                step,
                fee=None if fee else step.fee,
                contract_until=None if end and _may_bind(deal) else step.contract_until,
            )
    return result


def _of_one_move(deal: Claim, step: Claim) -> bool:
    same = (deal.person, deal.move, deal.to_club) == (step.person, step.move, step.to_club)
    return same and not deal.background and not step.background


def _may_bind(deal: Claim) -> bool:
    return deal.move is Move.TRANSFER


def _added(step: Claim) -> bool:
    return _is_added_fee(step) or _is_added_end(step)


def _is_added_fee(step: Claim) -> bool:
    """Whether the price stands in none of the sentences that tell of ``step``."""
    return step.fee is not None and not any(step.fee.text in e.text for e in step.evidence)


def _is_added_end(step: Claim) -> bool:
    """Whether the year in which the contract ends stands in none of the sentences that tell of ``step``."""
    year = (step.contract_until or "")[:4]
    return bool(year) and not any(year in e.text or year[2:] in e.text for e in step.evidence)
