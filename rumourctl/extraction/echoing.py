"""What was said in the sentence before, said of another: "The same is true of Lyon's Smith", "So have Nice"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rumourctl.claims.model import Claim, Evidence, Move
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.cast import Cast
from rumourctl.language.echoes import echoed
from rumourctl.language.nodes import UnitKind

RULE = "same-said"
_HERE = (Move.STAY, Move.RENEWAL)


def said_of_another(before: Sequence[Claim], sentence: AnalysedSentence, cast: Cast, text: str) -> list[Claim]:
    """The news of ``before``, the claims of the last sentence on one person, as ``sentence`` says it of another person
    or club; empty where it says nothing so."""
    one = next((at for start in (0, 1) if (at := echoed(sentence.nodes, start)) is not None), None)
    unit = sentence.nodes[one].unit if one is not None else None
    told = [claim for claim in before if claim.is_news]
    if unit is None or len({claim.person for claim in told}) != 1:
        return []
    start, end = sentence.sentence.start, sentence.sentence.end
    again = [
        other
        for claim in told
        for name in unit.refs
        if (other := _of_person(claim, name, cast) if unit.kind is UnitKind.PERSON else _of_club(claim, name))
    ]
    evidence = (Evidence(start, end, text[start:end]),)
    plain = {"fee": None, "contract_until": None, "actor": None, "evidence": evidence, "rules": (RULE,)}
    return list(dict.fromkeys(replace(claim, **plain) for claim in again))  # type: ignore[arg-type]


def _of_person(claim: Claim, name: str, cast: Cast) -> Claim | None:
    """``claim`` of the person called ``name``, who has a club of his own, or none that is told."""
    person = cast.persons.get(name)
    if person is None or name == claim.person or person.part in ("official", "other"):
        return None
    if claim.to_club is None or claim.move in _HERE:
        club = person.club or claim.from_club
        return replace(claim, person=name, from_club=club, to_club=club if claim.move in _HERE else None)
    return replace(claim, person=name, from_club=person.club) if person.club != claim.to_club else None


def _of_club(claim: Claim, club: str) -> Claim | None:
    """``claim`` with ``club`` as the one that he goes to."""
    wants = claim.to_club is not None and claim.move not in _HERE
    return replace(claim, to_club=club) if wants and club not in (claim.from_club, claim.to_club) else None
