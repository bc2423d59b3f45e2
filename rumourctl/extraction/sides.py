"""From which club to which: settled by where the person is, by who speaks, and by what the article told before."""

from __future__ import annotations

from rumourctl.claims.model import SETTLED, Move, Role, SourceKind, Stage
from rumourctl.extraction.abroad import is_abroad, suitor_there
from rumourctl.extraction.dealt import (
    deals_with_own,
    is_his_own_deal,
    is_lent,
    is_own_contract,
    is_told_of,
    lender_told,
    only_described,
    sells,
)
from rumourctl.extraction.focus import Focus
from rumourctl.extraction.offered import is_for, is_offered_by, is_withheld, offered_elsewhere
from rumourctl.extraction.onlyclub import by_label, goal_by_label, only_club, seller_of
from rumourctl.extraction.openended import Settled, signs_again, without_goal
from rumourctl.extraction.parties import is_own_pact, is_way_out
from rumourctl.extraction.reasons import Drop
from rumourctl.extraction.recounting import joined_then, left_before_return
from rumourctl.extraction.statement import Statement
from rumourctl.extraction.stints import club_before_joining, has_lost_office, led_until
from rumourctl.extraction.story import Story
from rumourctl.language.cast import Person
from rumourctl.language.clubs import ClubReader
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import UnitKind

_FOLLOWED = closed_class("follows_a_departure")
_NEGOTIATED = (Stage.TALKS, Stage.BID, Stage.REJECTED, Stage.TERMS)
_BEFORE_OFFICE = (*_NEGOTIATED, Stage.INTEREST, Stage.OFF)
_AHEAD = (Stage.INTEREST, Stage.TALKS, Stage.BID, Stage.TERMS, Stage.CLOSE, Stage.AGREED, Stage.MEDICAL)
_TOO = closed_class("too")
_LATELY = 400
"""In how many days an article on a club tells of those whom it has lost."""


class Sides:
    """Settles the clubs of one article's statements, by those in ``focus``."""

    def __init__(self, focus: Focus, clubs: ClubReader) -> None:
        self._focus, self._clubs = focus, clubs

    def settle(self, person: Person, to: str | None, told: Statement, story: Story) -> Settled | Drop:
        """Move and clubs, or why the statement lacks a club that it needs."""
        reading, slots = told.reading, told.slots
        to = self._office(person, told, story) or joined_then(person, to, told, story) or to
        move = self._move(person, to, told, story)
        from_ = slots.from_of(person.name) or left_before_return(person, told, story)
        if len(slots.persons) > 1 and person.name != slots.persons[0] and person.club not in (None, from_):
            from_ = None  # of several he has a club of his own
        if from_ is None and (to or move is Move.TRANSFER) and told.judgement.stage is Stage.DONE:
            from_ = club_before_joining(reading.clause, told.sentence)
        own = self._focus.speaks_for(told.attribution.source, person.name) or told.house
        office = to if reading.main.rule.value("suitor") == "near" else None
        kept = move in (Move.RENEWAL, Move.STAY)
        gone = not (kept or person.former_clubs) and (told.judgement.stage is Stage.DONE or move is Move.EXIT)
        gone = gone and (to is None or reading.clause.intro == "by")  # "the gap left by his move to Lyon"
        near = self._near(person, gone, told, story)
        if person.part == "manager" and self._focus.leads(told.attribution.source):
            own = None  # whoever leads a team himself speaks of no colleague of his own
        guess = self._focus.home(person, office, told.index, story)
        bought = reading.places(to, "subject") and told.judgement.stage in (Stage.DONE, Stage.AGREED)
        if guess and bought and (len(slots.persons) > 1 or not self._focus.is_near(guess, told.index)):
            guess = None  # "West Ham have signed Smith", in a text on the deals of many
        beside = self._focus.beside(told, story) if to and told.judgement.stage is Stage.DONE else None
        section, goal = by_label(move, to, told, story)
        homes = (own, section, near, beside, guess)
        at = person.club or next((club for club in homes if club and club not in (to, goal)), None)
        if _was_elsewhere(person, told.judgement.stage, story):
            at = story.origin.get((person.name, person.club or ""), at)
        acts = reading.places(to, "subject")
        hears = reading.places(from_, "with") or reading.places(from_, "object")
        if (acts or slots.actor) and hears and person.club in (None, to) and any(map(is_way_out, reading.events)):
            to, from_ = from_, to  # "in talks with Lyon over an exit for Smith"
        if move in (Move.RENEWAL, Move.STAY):
            return self._kept(person, at, from_, to, move, told, story)
        if move in (Move.TRANSFER, Move.LOAN):
            dealt = not told.slots.somewhere and told.judgement.stage in _NEGOTIATED
            if dealt and at and is_his_own_deal(reading, person, (at, from_, to), story):
                return Move.RENEWAL, at, at
            here = at or story.left
            if here and person.club in (None, here) and deals_with_own(told, here, story):
                return Move.RENEWAL, here, here
            if at and to is None and from_ is None and signs_again(person, told, story):
                return Move.RENEWAL, at, at
            settled = to is None and reading.main.rule.value("generic") and told.judgement.stage is Stage.DONE
            if settled and not reading.negated:
                to = story.bound_for(person.name)  # "that deal has now been confirmed"
            elif (
                to is None and move is Move.LOAN and not told.slots.somewhere and reading.places(person.name, "subject")
            ):
                known = story.settled.get(person.name)  # "Smith to Lyon is done. He joins on loan"
                to = known if known not in (at, from_) and person.name in story.persons else None
            return self._transfer(person, at, from_, to, move, told, story)
        if reading.move == Move.STAY:
            from_, to = from_ or to, None  # "will not stay at X"
        from_ = from_ or led_until(reading.clause, told.sentence, person.name)
        return self._exit(person, at, from_, to, told, story)

    def _near(self, person: Person, gone: bool, told: Statement, story: Story) -> str | None:
        """The club of which the paragraph, or of a manager the sentence, speaks, where he is told to leave and no club
        is named; ``gone`` where he is not told to go to one either."""
        reading = told.reading
        near = self._focus.of_paragraph(told, story) if gone and self._focus.placed else None
        leads = person.part == "manager" or reading.values.get("role")
        if not (leads or reading.values.get("deal") in ("resigned", "sacked")):
            return near
        if not (gone or reading.main.rule.move == Move.EXIT):
            return near
        here = self._focus.subject_of(told.sentence, story) if self._focus.placed else None
        clubs = (story.office_here(told.index), here, near)
        return next((club for club in clubs if club and club not in story.suitors.get(person.name, ())), None)

    def _mourner(self, person: Person, to: str, told: Statement, story: Story) -> str | None:
        """The club of which the sentence speaks that has lost him ``to`` another: "Lyon have been short of goals since
        Smith left for Chelsea"."""
        if told.reading.clause.intro not in _FOLLOWED or person.former_clubs or not self._focus.placed:
            return None
        here = self._focus.subject_of(told.sentence, story)
        return here if here != to and here not in story.suitors.get(person.name, ()) else None

    def _office(self, person: Person, told: Statement, story: Story) -> str | None:
        """The club whose manager ``person`` replaces, where no club is named and the other was told to leave it: "Smith
        has been sacked by Lyon. Brown replaces him"."""
        reading = told.reading
        if not reading.main.rule.value("leads"):
            return None
        units = [u for placed in reading.positions.values() for u in placed]
        if any((u.kind is UnitKind.CLUB and u.refs) or u.dressing.clubs for u in units):
            return None
        others = (n for u in reading.positions.get("object", ()) for n in u.refs if n not in told.slots.persons)
        return next(
            (club for name in others if (club := story.gone.get(name) or self._focus.homes.left_by_one(name))), None
        )

    def _move(self, person: Person, to: str | None, told: Statement, story: Story) -> Move:
        """The move that is meant: what is told of a deal goes on about the loan or the contract in question."""
        reading, move = told.reading, told.judgement.move
        wishes = move is Move.STAY and told.judgement.stage is Stage.INTEREST and not reading.values.get("wanted")
        others = (u for p in ("outer", "subject") for u in reading.positions.get(p, ()) if person.name not in u.refs)
        wishes = wishes and not any(u.refs or u.pronoun not in (None, "me", "us") for u in others)
        if wishes and story.renews(person.name, told.index):
            return Move.RENEWAL  # "has a new offer; he wants to stay"
        generic = bool(reading.main.rule.value("generic"))
        if move is not Move.TRANSFER:
            return move
        if to and to == person.club and reading.main.rule.value("stays") and told.judgement.stage is not Stage.DONE:
            return Move.STAY  # "will be a Lyon player", of one who is
        if generic and story.is_loan(person.name, to, told.index):
            move = Move.LOAN
        if move is Move.TRANSFER and told.judgement.stage is Stage.INTEREST and (person.name, None) in story.loans:
            move = Move.LOAN  # his own club lends him, whoever wants him
        if (
            move is Move.TRANSFER
            and to is None
            and generic
            and not told.slots.somewhere
            and story.latest.get(person.name) is Move.RENEWAL
            and told.judgement.stage is not Stage.MEDICAL
        ):
            move = Move.RENEWAL  # "the two sides are far apart"
        pact = to in (None, person.club) and is_own_pact(reading, person.name, person.club)
        if move is Move.TRANSFER and (pact or (to is None and is_own_contract(reading, person, story))):
            move = Move.RENEWAL
        if move is Move.TRANSFER and to is None and any(e.rule.move == Move.EXIT for e in reading.events):
            move = Move.EXIT  # "will leave on a free transfer"
        return move

    def _kept(
        self,
        person: Person,
        at: str | None,
        from_: str | None,
        to: str | None,
        move: Move,
        told: Statement,
        story: Story,
    ) -> Settled | Drop:
        """A stay or a new contract: where he is, unless another club offers it."""
        done = told.judgement.stage is Stage.DONE
        if to and move is Move.RENEWAL and is_withheld(told):
            return move, to, to  # "decided against offering him a new deal": his club then
        if to and at and to != at and move is Move.RENEWAL and not done:
            lent = any(name == person.name for name, _ in story.loans)
            return Move.LOAN if lent else Move.TRANSFER, at, to  # another club's contract
        offered = offered_elsewhere(person, at, to, told, story, self._focus) if move is Move.RENEWAL else None
        if offered:
            return offered
        if to and at and to != at and move is Move.STAY and not done and is_lent(person, told):
            return Move.LOAN, at, to  # "hope to keep on-loan Lyon striker Smith"
        hopes = move is Move.STAY and told.judgement.stage is Stage.INTEREST
        if to and at and to != at and hopes and (to == person.lent_to or (person.name, to) in story.loans):
            return Move.TRANSFER, at, to  # "wants to remain at Cincinnati", where he is on loan
        if move is Move.STAY and (lender := lender_told(told)):
            here = next(
                (c for c in (to, at, story.topic_club, self._focus.main_club()) if c not in {None, lender}), None
            )
            return (Move.TRANSFER, lender, here) if here else Drop.NO_CLUB
        if any(u.kind is UnitKind.CLUB and not (u.refs or u.pronoun) for u in told.reading.positions.get("with", ())):
            return Drop.NO_CLUB  # "extended his stay with the Angolan giants"
        club = to or from_ or at
        if at and club != at and (to is None or not done):
            club = at
        spoken_of = self._focus.seller(told.reading.clause, told.sentence, story)
        spoken_of = None if spoken_of in story.suitors.get(person.name, ()) else spoken_of
        club = club or spoken_of or only_club(person, told, self._focus, story)
        return (move, club, club) if club else Drop.NO_CLUB

    def _exit(
        self, person: Person, at: str | None, from_: str | None, to: str | None, told: Statement, story: Story
    ) -> Settled | Drop:
        """A departure: a transfer where the goal is told."""
        stage, joined = told.judgement.stage, story.bound_for(person.name)
        if stage is Stage.INTEREST and self._focus.is_said(person) and told.reading.main.found.verb_form is None:
            from_ = person.club  # "are put off Lyon's Smith by his asking price"
        if to is None and joined and stage is Stage.TALKS:
            to = joined  # "talks over a sale" go on with whoever wants him
        if to is None and stage is Stage.AGREED and told.reading.places(from_, "subject"):
            to = story.settled.get(person.name)  # "agree to sell" to whoever has his word
        if to and to != from_ and (to != at or stage is Stage.DONE):
            left = from_ or (at if at != to else self._focus.left_by(person))
            left = left or self._focus.telling(told, to) or self._mourner(person, to, told, story)
            left = left or self._focus.lost_by(person, to, told, story)
            return Move.TRANSFER, left or self._lost_by_main(person, to, told, story), to
        last = story.last if story.sentence == told.index and told.reading.values.get("deal") == "resigned" else None
        if last and last.role is Role.MANAGER and last.person != person.name and not self._focus.is_said(person):
            at = last.to_club or at  # "is the favourite to return to Lyon after Smith resigned"
        sentence, hired, office = story.hired
        follows = told.reading.clause.intro in _FOLLOWED and stage is Stage.DONE and sentence == told.index
        if follows and hired != person.name and not self._focus.is_said(person):
            at = office or at  # "Brown was appointed after Smith's dismissal"
        if from_ is None and at and stage is Stage.DONE and at == self._focus.homes.new_at(person.name, story.today):
            at = next(
                (c for c in (self._focus.subject_of(told.sentence, story), self._focus.main_club()) if c != at), None
            )
        came = story.settled.get(person.name) if stage is Stage.DONE else None
        joins = story.steps.get(person.name, (-9, None))[1]
        news = joins and joins.is_news and not has_lost_office(joins, told.reading.values.get("deal"))
        if from_ is None and joins and news and stage is Stage.DONE and at in (None, joins.to_club):
            return (Move.EXIT, joins.from_club, None) if joins.from_club else Drop.PART  # "has joined. He left after"
        club = from_ or at or came or self._focus.left_by(person)
        if club is None and any(n.unit is None and n.norm in _TOO for n in told.reading.clause.nodes):
            club = story.left
        club = (
            club
            or seller_of(person, told, self._focus, story)
            or person.leads
            or person.led
            or only_club(person, told, self._focus, story)
        )
        return (Move.EXIT, club, None) if club else Drop.NO_CLUB

    def _transfer(
        self,
        person: Person,
        at: str | None,
        from_: str | None,
        to: str | None,
        move: Move,
        told: Statement,
        story: Story,
    ) -> Settled | Drop:
        stage = told.judgement.stage
        said = person.club if self._focus.is_said(person) else None
        caretaker = told.reading.main.rule.value("inside")
        rises = told.reading.values.get("role") == "manager" and person.part == "staff" and stage in SETTLED
        inside = caretaker or (rises and to in (None, said, person.posted))
        if from_ is None and inside and (to is None or said in (None, to)):
            teller = told.attribution.source.name if told.attribution.source.kind is SourceKind.CLUB else None
            named = to if not caretaker or is_told_of(to, told.reading, story) else None
            clubs = (named, teller, story.office_here(told.index), story.vacant, to, at)
            here = next((club for club in clubs if club), None) or self._focus.main_club()
            if here not in (None, person.incoming, story.settled.get(person.name)):  # no new manager, but a caretaker
                leads = person.part == "manager" and said == here
                return Drop.OWN_CLUB if leads else (move, here, here)
        if to and to == at and stage is Stage.BID and not from_ and is_offered_by(to, told):
            return (Move.RENEWAL, at, at) if is_for(person, told, story) else Drop.OWN_CLUB
        if to and to == at and stage is not Stage.DONE:
            came = told.reading.places(from_, "from")  # "lured from Lyon in 2020"
            if from_ and from_ != at and not (came and stage is Stage.INTEREST):
                from_, to = to, from_
            elif stage is Stage.INTEREST:
                to = self._focus.main_club() if only_described(told.reading, to) else None
                if to in (None, at):
                    return Drop.OWN_CLUB  # his own club's regard for him is no suitor's
            else:
                to = None
        if to is None:
            found = self._goal(person, (at, from_), move, told, story)
            if isinstance(found, Drop):
                return found
            from_, to = found
        if to is None and stage is Stage.INTEREST:
            to = suitor_there(person, told.reading, story.suitors.get(person.name, ()), self._clubs.plays_in)
        to = to or goal_by_label((at, from_), told, story) or self._goal_of_article(person, (at, from_), told, story)
        if to is None:
            return without_goal(person, (at, from_), move, told)
        ahead = move is Move.TRANSFER and stage is not Stage.DONE
        refuses = stage is Stage.REJECTED and any(told.reading.places(from_, p) for p in ("by", "subject"))
        if ahead and not (told.slots.leaves or refuses) and self._focus.is_said(person):
            from_ = person.club  # whoever else has a part in it
        return move, self._origin(person, (from_, at), to, told, story), to

    def _goal(
        self, person: Person, clubs: tuple[str | None, str | None], move: Move, told: Statement, story: Story
    ) -> tuple[str | None, str | None] | Drop:
        """From where to where, for a statement that names no goal: by the two ``clubs``, where he is and where he is
        told to come from, by who speaks, and by what was told before; the goal may stay open."""
        (at, from_), stage = clubs, told.judgement.stage
        if stage is Stage.DONE and from_ is None and person.incoming and told.reading.main.found.verb_form:
            return None, person.incoming  # "new Lyon manager Smith, who was appointed on Friday"
        if stage is Stage.DONE:
            home = told.reading.main.rule.value("home") and (person.name, at) not in self._focus.homes.left
            return from_, at if (from_ or home) and at != from_ else None
        dealt = stage in {*_NEGOTIATED, Stage.AGREED, Stage.MEDICAL} and not sells(told.reading, from_)
        if from_ and at and from_ != at and dealt:
            comes = told.reading.places(from_, "from")
            events = (e.rule for e in told.reading.events if e.rule.move in (Move.TRANSFER, Move.LOAN))
            moves = not all(rule.value("generic") for rule in events)
            return (from_, at) if comes and moves else (at, from_)  # with whom his own club, or his agent, has dealt
        speaks = told.by_speaker and at and not is_abroad(told.reading)
        if speaks and self._focus.speaks_for(told.attribution.source, person.name) == at:
            return Drop.OWN_CLUB  # "I spoke to him yesterday"
        if at and (bidder := self._focus.bidder(told, person, at, story)):
            return from_, bidder
        if told.slots.somewhere or told.is_open:
            return from_, None
        acts = told.reading.places(from_, "subject") or (told.slots.actor and told.reading.main.found.verb_form)
        lends = move is Move.LOAN and from_ and acts and stage is not Stage.REJECTED
        known = story.settled.get(person.name) if lends else story.bound_for(person.name)
        came = at is not None and story.settled.get(person.name) == at and stage in _BEFORE_OFFICE
        if known and (came or known != (from_ or at)):
            return from_, known
        return from_, goal_by_label((at, from_), told, story)

    def _goal_of_article(
        self, person: Person, clubs: tuple[str | None, str | None], told: Statement, story: Story
    ) -> str | None:
        """Where he goes whom a statement has go from ``clubs``, where he is or was, and nowhere: to the club that the
        article or the paragraph is about, as far as the statement can be of it."""
        (at, from_), stage, main = clubs, told.judgement.stage, self._focus.main_club()
        sold = told.slots.somewhere or sells(told.reading, at) or sells(told.reading, from_)
        here = self._focus.of_paragraph(told, story)
        if at and main not in {None, *clubs} and stage in _AHEAD and not sold:
            return None if here == at else main  # "has been scouted", in an article about one club
        sought = told.reading.places(person.name, "object") and not told.reading.positions.get("subject")
        if sought and stage is Stage.INTEREST and here not in {None, *clubs} and not sold:
            return here  # "Lyon want a winger. Smith is one of those being looked at"
        buyer = next((club for club in (here, main) if club not in {None, *clubs}), None)
        if buyer and told.reading.places(from_, "from") and not (told.slots.somewhere or told.is_open):
            return buyer  # "has had a medical before a move from Lyon"
        unplaced = from_ is None and (at is None or (at == main and not self._focus.is_said(person)))
        if unplaced and told.names_nowhere and main not in set(self._focus.spoken_of(told.sentence)):
            return main  # "Smith and Brown have signed too"
        others = [u for u in told.reading.positions.get("subject", ()) if u.kind is UnitKind.PERSON]
        alone = all(person.name in u.refs for u in others)  # not "I watched him when he led Lyon"
        if not alone and told.reading.main.rule.value("act") and main not in clubs:
            return main  # "he is close to adding Smith to his options"
        if alone and stage in _BEFORE_OFFICE and not told.slots.somewhere:
            return self._focus.office_for(person, (from_, at), story)  # "talks with Smith broke down"
        return None

    def _origin(
        self, person: Person, told_of: tuple[str | None, str | None], to: str, told: Statement, story: Story
    ) -> str | None:
        """Where somebody who goes ``to`` a club comes from: as told, where he is, where he was known to be, or which
        club is left to have lost him."""
        from_, at = told_of
        known = story.origin.get((person.name, to)) or story.left_by(person.name)
        leads = person.leads if told.judgement.stage is not Stage.DONE else None  # today, not when he came
        told_so = story.origin.get((person.name, to)) if told.judgement.stage is Stage.DONE else None
        here = None if at and _was_elsewhere(person, told.judgement.stage, story) else person.club
        club = next((club for club in (from_, told_so, here, known, at, leads) if club and club != to), None)
        if club is None and told.judgement.stage in SETTLED:
            return self._focus.lost_by(person, to, told, story) or self._lost_by_main(person, to, told, story)
        return club

    def _lost_by_main(self, person: Person, to: str, told: Statement, story: Story) -> str | None:
        """The club that the article is about, where somebody of whom nothing else is known is told to have gone to
        another: as that sees it, who is sold or leaves, and who joined lately."""
        main, reading = self._focus.main_club(), told.reading
        theirs = main in (None, to) or (person.name, main) in self._focus.homes.wanted or person.former_clubs
        if theirs or told.judgement.stage is not Stage.DONE or set(person.clubs) - {to}:
            return None
        parts = reading.main.rule.move == Move.EXIT
        dates = [n.unit.date.date for n in reading.clause.nodes if n.unit and n.unit.date]
        recent = all(story.today is not None and (story.today - day).days < _LATELY for day in dates)
        hired = reading.values.get("role") == "manager"  # of whose last club nothing is told
        return main if parts or (recent and not hired and not reading.places(to, "subject")) else None


def _was_elsewhere(person: Person, stage: Stage, story: Story) -> bool:
    """Whether what led up to no move yet came before ``person`` went to his club, as the article tells: "Lyon have
    signed Smith from Nice; Lens had been keen"."""
    return stage in _BEFORE_OFFICE and person.club is not None and story.settled.get(person.name) == person.club
