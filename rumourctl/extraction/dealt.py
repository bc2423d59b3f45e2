"""Which side of a deal the one club is on that a statement names, by what was told of whoever moves before, and whether
it is his own club's."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.claims.model import Move, Stage
from rumourctl.extraction.filled import Slots
from rumourctl.extraction.statement import Statement
from rumourctl.extraction.story import Story
from rumourctl.language.cast import Person
from rumourctl.language.nodes import POSTS, Form, UnitKind
from rumourctl.rules.engine import Reading

_LATELY = 2
"""In how many sentences behind somebody's departure talks with another are about that he stays."""
_AIMED = ("for", "over")
"""Behind these stands whom a bid, a move or talks are about."""
_SOUGHT = (Move.TRANSFER, Move.LOAN)
_LENT = ("on-loan", "loan", "loanee")
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


def is_aimed_at(told: Statement, persons: Sequence[Person]) -> bool:
    """Whether something is tried for ``persons``, whose clubs are known, and its sentence does not tell who tries, so
    that it is whoever was spoken of: "a deal **for** Lyon's Smith looks off"."""
    reading, frame = told.reading, told.reading.main.rule.frame or {}
    aimed = {n for place in _AIMED if place in frame.get("person", ()) for n in reading.named_at(place)}
    tried = reading.main.rule.move in _SOUGHT and not reading.named_at("subject")
    if not (tried and persons and all(p.club and p.name in aimed for p in persons)):
        return False
    homes = {p.club for p in persons}
    named = (u for n in told.sentence.nodes if (u := n.unit) and u.kind is UnitKind.CLUB and not u.opponent)
    return all(homes.issuperset(u.refs) for u in named)


def is_his_own_deal(reading: Reading, person: Person, clubs: tuple[str, str | None, str | None], story: Story) -> bool:
    """Whether he or those who act for him deal with his own club, or are known to: over a new contract."""
    at, from_, to = clubs
    with_it = to == at and not from_
    places = ("subject", "between", "with") if with_it else ("subject",)
    parties = (u for p in places for u in reading.positions.get(p, ()))
    his = any(person.name in u.refs or u.dressing.part == "other" for u in parties)
    spoken_to = his and to is None and from_ == at and bool(reading.main.rule.value("generic"))
    return spoken_to or (with_it and (his or person.name in story.renewals))


def deals_with_own(told: Statement, at: str, story: Story) -> bool:
    """Whether talks go on with one more of whom ``at`` just told who goes when his contract ends: "Smith will leave.
    Talks are continuing with Brown"."""
    reading = told.reading
    alone = not (told.slots.to or told.slots.from_ or reading.positions.get("subject"))
    talks = alone and told.judgement.stage is Stage.TALKS and bool(reading.main.rule.value("generic"))
    last = story.last if told.index - story.sentence <= _LATELY else None
    left = last is not None and (last.move, last.from_club) == (Move.EXIT, at) and last.person not in told.slots.persons
    return talks and left and any(reading.places(name, "with") for name in told.slots.persons)


def is_own_contract(reading: Reading, person: Person, story: Story) -> bool:
    """ "has agreed a contract to 2029", "wants a three-year deal", where nobody else is in question: with his club."""
    words = (n.norm for n in reading.clause.nodes if n.unit is None)
    dated = any(n.unit and n.unit.contract for n in reading.clause.nodes)
    wished = reading.stage == Stage.INTEREST  # "said yes to a four-year deal" with whom is told elsewhere
    named = dated or any(word == "contract" or (wished and word.endswith("-year")) for word in words)
    agreed = bool(reading.main.rule.value("contract"))
    return named and bool(person.club) and agreed and story.bound_for(person.name) is None


def is_lent(person: Person, told: Statement) -> bool:
    """Whether the sentence calls ``person`` a player on loan: "on-loan Lyon striker Smith", "loan striker Smith"."""
    units = (n.unit for n in told.reading.clause.nodes if n.unit and person.name in n.unit.refs)
    tokens = told.sentence.sentence.tokens
    return any(t.norm in _LENT for unit in units for t in tokens[max(0, unit.start - 1) : unit.end])


def lender_told(told: Statement) -> str | None:
    """The club from which somebody is on loan who is to stay where he is: "beyond the end of his loan from Lyon"."""
    nodes = told.reading.clause.nodes
    beside = zip(nodes, nodes[1:], nodes[2:], strict=False)
    lent = (club.unit for loan, behind, club in beside if (loan.norm, behind.norm) == ("loan", "from"))
    return next((u.refs[0] for u in lent if u and u.kind is UnitKind.CLUB and u.refs), None)


def is_told_of(club: str | None, reading: Reading, story: Story) -> bool:
    """Whether ``reading`` tells of ``club`` by its name, or as "the team" unless it wants somebody just told of."""
    courts = {goal for name in story.persons for goal in story.suitors.get(name, ())}
    units = (u for placed in reading.positions.values() for u in placed if u.kind is UnitKind.CLUB and club in u.refs)
    return any(u.form is Form.NAME or club not in courts for u in units)


def only_described(reading: Reading, club: str) -> bool:
    """Whether ``club`` is called nothing but "the club", and another may be meant: "Smith was the club's choice"."""
    units = [u for placed in reading.positions.values() for u in placed if u.kind is UnitKind.CLUB and club in u.refs]
    return bool(units) and all(u.form is Form.DESCRIPTION for u in units)


def sells(reading: Reading, club: str | None) -> bool:
    """Whether ``club`` acts where the event's words have the one that lets somebody go: "Lyon will lend him"."""
    return reading.places(club, "subject") and "subject" in list((reading.main.rule.frame or {}).get("from", ()))[:1]
