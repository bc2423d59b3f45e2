"""What a reading says besides who moves where: role, kind of deal, fee, contract and actor."""

from __future__ import annotations

from rumourctl.claims.model import Deal, Fee, Move, Role, Stage
from rumourctl.extraction.judging import Judgement
from rumourctl.extraction.slots import Slots
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.cast import Person
from rumourctl.language.nodes import UnitKind
from rumourctl.rules.engine import Reading

_DEPARTURES = (Deal.SACKED, Deal.RESIGNED, Deal.RELEASED, Deal.RETIRED)
_WITHOUT_CONTRACT = (Stage.INTEREST, Stage.TALKS, Stage.REJECTED, Stage.OFF)


def role_of(person: Person, reading: Reading) -> Role:
    """In what capacity ``person`` moves: the post that is named, what he is known to be, or what the event implies."""
    post = next(
        (u.dressing.part for p in ("as", "post") for u in reading.positions.get(p, ()) if u.dressing.part), None
    )
    if post == "staff" and reading.values.get("role"):
        return Role.STAFF
    if person.part in ("manager", "staff"):
        return Role(person.part)
    if person.part is None and reading.values.get("role") and not person.groups:
        return Role(reading.values["role"])
    return Role.PLAYER


def deal_of(reading: Reading, move: Move) -> Deal | None:
    """The kind of deal that the words say, where it suits ``move``."""
    value = reading.values.get("deal")
    if value is None:
        return None
    deal = Deal(value)
    if deal in _DEPARTURES:
        return deal if move is Move.EXIT else None
    return deal if move is not Move.STAY else None


def fee_of(reading: Reading, sentence: AnalysedSentence, name: str) -> Fee | None:
    """The sum of the clause, or that which dresses the person called ``name``, or else the sentence's first."""
    sums = [n.unit.money for n in reading.clause.nodes if n.unit and n.unit.money]
    sums += [
        n.unit.dressing.price for n in reading.clause.nodes if n.unit and n.unit.dressing.price and name in n.unit.refs
    ]
    if not sums:
        sums = [n.unit.money for n in sentence.nodes if n.unit and n.unit.money]
    return Fee(sums[0].text, sums[0].amount, sums[0].currency) if sums else None


def contract_end_of(sentence: AnalysedSentence, move: Move, stage: Stage) -> str | None:
    """Until when the contract runs that the sentence tells of, as the article counts (a year or a date in ISO form)."""
    if move in (Move.LOAN, Move.EXIT, Move.STAY) or stage in _WITHOUT_CONTRACT:
        return None
    return next((n.unit.contract.value for n in sentence.nodes if n.unit and n.unit.contract), None)


def actor_of(name: str, slots: Slots, reading: Reading, judgement: Judgement, from_club: str | None) -> str | None:
    """Whose wish or act it is: another than the mover, the mover himself, or the club that turns it down."""
    if slots.actor and slots.actor != name:
        return slots.actor
    if judgement.stage is Stage.REJECTED:
        subject = next((u for u in reading.positions.get("subject", ()) if u.refs), None)
        if subject and subject.kind is UnitKind.PERSON and name in subject.refs:
            return name
        return from_club
    wishes = reading.values.get("mood") in ("wish", "ready") or reading.values.get("own")
    subjects = reading.positions.get("subject", ())
    his = any(name in u.refs or u.pronoun == "i" for u in subjects)
    return name if wishes and his and judgement.stage is Stage.INTEREST else None
