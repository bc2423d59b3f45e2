"""Swaps: who goes the other way where one is offered for another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rumourctl.claims.model import Claim, Deal, Role
from rumourctl.language.cast import Cast
from rumourctl.language.nodes import NO_MOVERS, UnitKind
from rumourctl.rules.engine import Reading


def swapped(reading: Reading, claim: Claim, cast: Cast) -> Iterator[Claim]:
    """The claims of those who would go to the club that ``claim``'s mover leaves, where its rule ``trades`` the one at
    some position for him: "offer **Brown** plus cash for Smith"."""
    position = reading.main.rule.value("trades") or _swapped_for(reading)
    if not position or claim.to_club is None or claim.from_club is None:
        return
    names = dict.fromkeys(
        r for u in reading.positions.get(position, ()) if u.kind is UnitKind.PERSON and not u.possessive for r in u.refs
    )
    for name in names:
        person = cast.persons.get(name)
        if name != claim.person and person and person.part not in {*NO_MOVERS, "manager", "staff"}:
            yield replace(
                claim,
                person=name,
                role=Role.PLAYER,
                from_club=claim.to_club,
                to_club=claim.from_club,
                fee=None,
                deal=Deal.SWAP,
                contract_until=None,
            )


def _swapped_for(reading: Reading) -> str | None:
    """The position of the other player where words behind the move say that he comes in return: "signed Smith from
    Lyon in a swap **with Brown**", "in exchange **for Brown**"."""
    swaps = (h for h in reading.hits if h.rule.kind == "feature" and h.rule.value("deal") == "swap")
    nodes = reading.clause.nodes
    ends = [(nodes[h.end - 1].norm, n.norm) for h in swaps for n in nodes[h.end : h.end + 1]]
    return "for" if any(last == "for" for last, _ in ends) else "with" if any(n == "with" for _, n in ends) else None
