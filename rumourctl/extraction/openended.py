"""What a statement says that names no club to which somebody goes: that he may be lent, is kept, or signs again."""

from __future__ import annotations

from rumourctl.claims.model import Move, Stage
from rumourctl.extraction.abroad import is_abroad
from rumourctl.extraction.reasons import Drop
from rumourctl.extraction.scope import hearer_of
from rumourctl.extraction.statement import Statement
from rumourctl.extraction.story import Story
from rumourctl.language.cast import Person
from rumourctl.rules.engine import Reading

Settled = tuple[Move, str | None, str | None]
_NEAR = 2
"""In how many sentences behind a contract "has signed" goes on with contracts."""


def without_goal(person: Person, clubs: tuple[str | None, str | None], move: Move, told: Statement) -> Settled | Drop:
    """What a statement still says that leaves open where he goes from ``clubs``, where he is and whence he is told to
    come: that he may be lent, is kept, or goes abroad."""
    (at, from_), reading, stage = clubs, told.reading, told.judgement.stage
    if move is Move.LOAN:
        hearers = hearer_of(reading.clause, told.sentence)  # "has told Lyon that he is open to a loan"
        spent = stage is Stage.DONE and reading.main.found.verb_form is None  # "following his loan in Spain"
        if (lender := from_ or at or next(iter(hearers), None)) and not spent:
            return move, lender, None
    if from_ and stage is Stage.REJECTED:
        return Move.EXIT, from_, None  # "have turned down a bid for him"
    goes = reading.places(person.name, "subject") or told.by_speaker
    if at and is_abroad(reading) and goes:
        return Move.EXIT, at, None  # "wants a move to England"
    return Drop.NO_SUITOR


def signs(reading: Reading) -> bool:
    """Whether the event is that somebody puts his name to something, and not that he goes anywhere."""
    return reading.clause.nodes[reading.main.start].norm.startswith(("sign", "pen", "put"))


def signs_again(person: Person, told: Statement, story: Story) -> bool:
    """Whether somebody signs at no club that is told, and so where he is: where new contracts are told of, or he speaks
    of his own: "Smith has a new deal. Brown signed last week", "I signed until 2030"."""
    reading, stage = told.reading, told.judgement.stage
    if not signs(reading) or told.slots.somewhere:
        return False
    if story.renews(person.name, told.index):
        return True  # "has been offered a new contract. They expect him to sign"
    if stage not in (Stage.DONE, Stage.AGREED):
        return False
    bound = any(n.unit and n.unit.contract for n in reading.clause.nodes)
    told_of = story.last is not None and story.last.move is Move.RENEWAL and told.index - story.sentence <= _NEAR
    fresh = person.name not in story.suitors and not person.incoming
    return fresh and ((told.by_speaker and bound) or told_of)
