"""Which side of a deal a club is on that is named alone: the seller, one more suitor, or whose deal fell through."""

from __future__ import annotations

from rumourctl.claims.model import Stage
from rumourctl.extraction.filled import Slots
from rumourctl.extraction.statement import Statement
from rumourctl.extraction.story import Story
from rumourctl.language.nodes import POSTS, UnitKind
from rumourctl.rules.engine import Reading

_FOLLOWS = ("after", "as", "since", "with", "following", "because")


def is_sellers_deal(reading: Reading, slots: Slots, goal: str | None) -> bool:
    """Whether the one club in a deal without a subject sells him who is all but gone to ``goal``: "Smith to Everton.
    Deal with Lyon at final stages"."""
    alone = not (reading.positions.get("subject") or slots.from_ or slots.explicit_person) and len(slots.to) == 1
    dealt = alone and bool(reading.main.rule.value("generic")) and reading.places(slots.to[0], "with")
    return dealt and goal not in {None, *slots.to}


def fails_beside(told: Statement, story: Story) -> bool:
    """Whether it tells why a club wants somebody else, of whom a claim was just made: "Everton want Brown after the
    Smith deal collapsed"."""
    reading, last = told.reading, story.last
    fails = told.judgement.stage is Stage.OFF and reading.main.rule.value("generic") and not told.slots.from_
    another = told.slots.explicit_person and last is not None and last.person not in told.slots.persons
    unknown = not any(story.speaks_of_move(name) for name in told.slots.persons)
    return bool(fails and another and unknown and reading.clause.intro in _FOLLOWS and story.sentence == told.index)


def meets_seller(reading: Reading, slots: Slots, goal: str | None) -> bool:
    """Whether somebody who acts for the ``goal`` of a move deals with the one other club: "Lyon want Smith. Their
    director will meet Ajax today"."""
    acts = [u for place in ("subject", "outer") for u in reading.positions.get(place, ())]
    acting = any(u.kind is UnitKind.OTHER and u.dressing.part in POSTS for u in acts)
    alone = len(slots.to) == 1 and not slots.from_ and reading.main.rule.stage == Stage.TALKS
    return acting and alone and goal not in {None, *slots.to}


def deals_elsewhere(reading: Reading, slots: Slots, at: str | None) -> bool:
    """Whether the one club of a deal without a subject is not that where he is, and so wants him: "Everton want Lyon's
    Smith. Deal with Chelsea collapsed"."""
    alone = not (slots.to or reading.positions.get("subject")) and len(slots.from_) == 1
    dealt = alone and bool(reading.main.rule.value("mutual")) and reading.places(slots.from_[0], "with")
    return dealt and at not in {None, *slots.from_}
