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
    position = reading.main.rule.value("trades")
    if not position or claim.to_club is None or claim.from_club is None:
        return
    names = dict.fromkeys(
        r for u in reading.positions.get(position, ()) if u.kind is UnitKind.PERSON and not u.possessive for r in u.refs
    )
    for name in names:
        person = cast.persons.get(name)
        if name != claim.person and person and person.part not in (*NO_MOVERS, "manager", "staff"):
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
