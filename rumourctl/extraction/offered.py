"""Whether a contract that is offered is a new one with his own club, or one with a club that wants him."""

from __future__ import annotations

from rumourctl.claims.model import Certainty, Move, Stage
from rumourctl.extraction.details import is_free_agent
from rumourctl.extraction.focus import Focus
from rumourctl.extraction.openended import Settled
from rumourctl.extraction.statement import Statement
from rumourctl.extraction.story import Story
from rumourctl.language.cast import Person
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import UnitKind

_OF_HIS_OWN = closed_class("of_his_own_contract")
_OFFERING = closed_class("offering")
_COURTED = (Stage.INTEREST, Stage.TALKS, Stage.BID)


def offered_elsewhere(
    person: Person, at: str | None, to: str | None, told: Statement, story: Story, focus: Focus
) -> Settled | None:
    """The move to the club that offers ``person``, who is ``at`` a club, a contract, where ``to`` or whoever wants him
    and was told of just before offers it; None where it is his own club's."""
    if told.judgement.stage is not Stage.BID:
        return None
    if to is None:
        suitor = _suitor(person, at, told, story)
        return (Move.TRANSFER, at, suitor) if suitor else None
    if at is not None or not told.reading.places(to, "subject"):
        return None
    sought = (person.name, to) in focus.homes.wanted and person.part in (None, "manager")
    free = is_free_agent(person.name, told.reading, told.sentence)
    return (Move.TRANSFER, None, to) if free or sought or focus.is_about_another(to) else None


def _suitor(person: Person, at: str | None, told: Statement, story: Story) -> str | None:
    """Who wants ``person``, as the sentence before tells, where this one leaves out who offers him a contract: "Lyon
    are in talks with Smith of Lens. A five-year deal is on the table"; "a new deal" is his own club's."""
    last, reading = story.last, told.reading
    if last is None or last.person != person.name or told.index - story.sentence > 1 or last.stage not in _COURTED:
        return None
    if last.to_club in (None, at, last.from_club) or last.certainty is Certainty.DENIED:
        return None
    acts = any(u.kind is UnitKind.CLUB for place in ("subject", "by") for u in reading.positions.get(place, ()))
    own = any(n.unit is None and n.norm in _OF_HIS_OWN for n in reading.clause.nodes)
    return None if acts or own else last.to_club


def is_withheld(told: Statement) -> bool:
    """Whether a club is told not to offer somebody a new contract, as only his own can, or his own then."""
    main, nodes = told.reading.main, told.reading.clause.nodes
    off = told.judgement.stage is Stage.OFF
    return off and any(n.unit is None and n.norm.startswith("offer") for n in nodes[main.start : main.end])


def is_offered_by(club: str, told: Statement) -> bool:
    """Whether ``club`` makes an offer: "**we** have made him an offer"."""
    offers = any(n.unit is None and n.norm in _OFFERING for n in told.reading.clause.nodes)
    return offers and told.reading.places(club, "subject")


def is_for(person: Person, told: Statement, story: Story) -> bool:
    """Whether an offer of his own club is one to ``person``: the clause names him or a contract, or what was told of
    him last is of one; "we are close to making an offer" is for somebody whom it does not have yet."""
    units = [n.unit for n in told.reading.clause.nodes if n.unit]
    named = any(person.name in u.refs or u.contract for u in units)
    named = named or any(n.unit is None and n.norm == "contract" for n in told.sentence.nodes)
    return named or story.latest.get(person.name) in (Move.RENEWAL, Move.STAY)
