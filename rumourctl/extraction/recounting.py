"""What goes on from a past deal of its own sentence: "Lyon took a bid from Ajax last May, but he turned it down"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from rumourctl.claims.model import Claim, Move, Stage
from rumourctl.extraction.dating import Dating, is_perfect, told_how_long_after
from rumourctl.extraction.statement import Statement
from rumourctl.extraction.stints import club_before_joining
from rumourctl.extraction.story import Story
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.cast import Person
from rumourctl.language.clauses import ClauseKind
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form

_DEALS = closed_class("deals") | closed_class("offers") | {"chance", "opportunity", "club"}
_LEADING = (ClauseKind.MAIN, ClauseKind.COORDINATE)
_STEPS_APART = 3
"""How many sentences apart dated steps of a career are told."""
_POINTS = closed_class("definite") | {"that"}


def taken_up_from(told: Statement, story: Story) -> Claim | None:
    """The claim of a day gone by before ``told`` in its sentence, of the same person, that "the move" goes back to."""
    sentence, claim = story.dated or (-1, None)
    if claim is None or sentence != told.index or claim.person not in told.slots.persons or not claim.to_club:
        return None
    nodes = told.reading.clause.nodes
    named = any(a.norm in _POINTS and b.norm in _DEALS for a, b in pairwise(nodes) if not (a.unit or b.unit))
    return claim if named or any(n.unit is None and n.norm == "it" for n in nodes) else None


def of_the_same_time(dating: Dating, told: Statement, story: Story) -> Dating:
    """``dating``, or the day of what ``told`` goes back to, where it has none of its own."""
    claim = None if dating.given else taken_up_from(told, story) or _led_on(told, story)
    return Dating(claim.date, claim.date_precision, True) if claim else dating


def _led_on(told: Statement, story: Story) -> Claim | None:
    """The claim of a day gone by of which ``told`` tells what came next: "left Lyon in 2012, joining Nice", "was bought
    by Lyon in 2017. However, he was lent to Nice"."""
    sentence, claim = story.dated or (-1, None)
    if claim is None or told.judgement.stage is not Stage.DONE or told.slots.persons != [claim.person]:
        return None
    if sentence == told.index:
        return claim if told.reading.clause.acting and told.slots.to else None
    past = "past" in (told.reading.main.found.verb_form or ())  # or "was lent"
    further = sentence == told.index - 1 and claim.background and claim.to_club and not is_perfect(told.reading)
    return claim if further and past and told.slots.to and told.reading.clause.kind in _LEADING else None


def goes_on(name: str, dating: Dating, told: Statement, story: Story) -> bool:
    """Whether ``told`` goes on, without a day of its own, with what its sentence tells of somebody's past: "joined Lyon
    in 2015, was lent to Nice"."""
    sentence, claim = story.steps.get(name, (-1, None))
    return claim is not None and claim.background and sentence == told.index and not dating.given


def came_from(
    person: Person,
    move: Move,
    clubs: tuple[str | None, str | None],
    dating: Dating,
    told: Statement,
    story: Story,
) -> str | None:
    """Whence ``person`` came in a past move between ``clubs``: from where he was told to have gone before, if anywhere;
    None where that is not known."""
    from_club, to_club = clubs
    if dating.given and not told.slots.from_ and _was_elsewhere_then(person, move, from_club, told, story):
        from_club = None
    return _step_before(person.name, move, to_club, dating.day, told, story) or from_club


def told_beside(person: Person, to_club: str | None, told: Statement, story: Story) -> str | None:
    """The club other than his own now from which somebody was wanted, as the sentence of ``told`` said before it, where
    that came to nothing, or he went where he is now: "They tried to sign him from Nice, but the move collapsed and he
    joined Lyon instead". None where ``told`` itself, or nothing, says it."""
    before = [claim for at, claim in (story.dated or (-1, None), (story.sentence, story.last)) if at == told.index]
    last = before[-1] if before else None
    if last is None or last.person != person.name or told.slots.from_ or last.stage is Stage.DONE:
        return None
    fails = told.judgement.stage is Stage.OFF and to_club == last.to_club
    elsewhere = told.judgement.stage is Stage.DONE and to_club == person.club != last.to_club
    known = last.move is Move.TRANSFER and last.from_club not in {None, to_club, person.club}
    return last.from_club if to_club and known and (fails or elsewhere) else None


def _was_elsewhere_then(person: Person, move: Move, from_club: str | None, told: Statement, story: Story) -> bool:
    """Whether it is not known where ``person`` came from in the past: no transfer brought him to where he is now from
    there, and who lent him then is not told by the club that the article is about. But "signed Lyon's Smith in 2020"
    tells it."""
    here = from_club in person.clubs
    units = (u for placed in told.reading.positions.values() for u in placed if person.name in u.refs)
    if here and from_club not in story.suitors.get(person.name, ()) and any(u.dressing.clubs for u in units):
        return False
    if here and club_before_joining(told.reading.clause, told.sentence) == from_club:
        return False
    if move is Move.LOAN:
        return not here
    return move is Move.TRANSFER and (here or from_club in story.suitors.get(person.name, ()))


def joined_then(person: Person, to: str | None, told: Statement, story: Story) -> str | None:
    """The club where ``person`` is, where ``told`` has him join "the club" long ago and that seems to be one that only
    wants him now: "Everton want Lyon's Smith. He joined the club from Nice in 2020"."""
    wants = to in story.suitors.get(person.name, ()) and story.settled.get(person.name) != to
    came = told.long_ago and told.judgement.stage is Stage.DONE and told.judgement.move is Move.TRANSFER
    if not (wants and came) or person.club in {None, to, *told.slots.from_}:
        return None
    goals = [u for place in ("object", "to", "at", "for") for u in told.reading.positions.get(place, ())]
    named = any(u.form is Form.NAME and to in u.refs for u in goals)
    return None if named else person.club


def left_before_return(person: Person, told: Statement, story: Story) -> str | None:
    """The club to which the same sentence has ``person`` come, where ``told`` only says how long before he left: "is to
    return to Lyon, two years after he left"."""
    last = story.last if story.sentence == told.index else None
    leaves = told.judgement.move is Move.EXIT and told.judgement.stage is Stage.DONE
    if last is None or last.person != person.name or not leaves or told.reading.positions.get("object"):
        return None
    return last.to_club if told_how_long_after(told.reading.clause, told.sentence) else None


def _step_before(name: str, move: Move, to_club: str | None, day: date, told: Statement, story: Story) -> str | None:
    """The club that somebody was told to have gone to just before he went on from there: "joined Lyon in 2015, was sold
    to Nice in 2018"; None where ``told`` says itself whence, or nothing was told."""
    sentence, claim = story.steps.get(name, (-1, None))
    if claim is None or told.slots.from_ or move not in (Move.TRANSFER, Move.LOAN, Move.EXIT):
        return None
    apart = told.index - sentence if sentence >= 0 else -1
    near = 0 <= apart <= 1 or (1 < apart <= _STEPS_APART and claim.background and claim.date < day)
    undated = claim.background and claim.date in (day, story.today)  # to where he only goes now, he was not
    earlier = claim.date < day or undated
    return claim.to_club if near and earlier and claim.to_club != to_club else None


def is_anothers(club: str | None, sentence: AnalysedSentence, story: Story) -> bool:
    """Whether ``sentence`` names ``club`` only as the one that somebody else goes to or is at: "Smith has joined Derby,
    and Brown has left", "are in talks with Lyon over Smith, and Brown may go"."""
    told = story.sentence == sentence.sentence.index and not story.of_managers  # who takes over from whom
    parties = {c for p in story.persons for to in story.suitors.get(p, ()) for c in (to, story.origin.get((p, to)))}
    if not told or club is None or club not in parties:
        return False
    # but "with Lyon keen, while others go"
    heads = (n.unit for c in sentence.clauses if c.intro != "with" for n in c.nodes[: max(c.predicate, 1)])
    return not any(unit is not None and club in unit.refs for unit in heads)


def taken_before(told: Statement, persons: Sequence[Person]) -> str | None:
    """The club that somebody leads, of whom it is told by the way that he got the post: "who was appointed in May"."""
    past = told.judgement.stage is Stage.DONE and (told.long_ago or told.reading.clause.kind is ClauseKind.RELATIVE)
    return next((p.club for p in persons if p.part == "manager" and not p.incoming and p.club), None) if past else None
