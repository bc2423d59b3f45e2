"""From which club to which: settled by where the person is, by who speaks, and by what the article told before."""

from __future__ import annotations

from rumourctl.claims.model import Move, SourceKind, Stage
from rumourctl.extraction.homes import Homes
from rumourctl.extraction.judging import Judgement
from rumourctl.extraction.reasons import Drop
from rumourctl.extraction.slots import Slots
from rumourctl.extraction.story import Story
from rumourctl.language.analysis import AnalysedArticle, AnalysedSentence
from rumourctl.language.attribution import Attribution
from rumourctl.language.cast import Person
from rumourctl.language.clauses import Clause
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import UnitKind
from rumourctl.rules.engine import Hit, Reading

Settled = tuple[Move, str | None, str | None]
_NEGOTIATED = (Stage.TALKS, Stage.BID, Stage.REJECTED, Stage.TERMS)
_OWN_CLUBS = (Move.EXIT, Move.RENEWAL, Move.STAY)
_HEARD = closed_class("informs")
"""Behind these a club only hears what is said."""
_TOO = closed_class("too")


def _is_way_out(event: Hit) -> bool:
    """Whether a noun says that somebody goes: "an exit", "the sale"."""
    return event.rule.move == Move.EXIT and event.found.verb_form is None and not event.rule.stage


class Sides:
    """Settles the clubs of one article's readings."""

    def __init__(self, analysed: AnalysedArticle) -> None:
        self._analysed = analysed
        self._is_list = any(s.opens_item for s in analysed.sentences)
        self.placed = False
        """Whether it is settled where the persons are: the article's main club counts only from then on."""
        self.homes = Homes()

    def settle(
        self,
        person: Person,
        to: str | None,
        slots: Slots,
        judgement: Judgement,
        reading: Reading,
        sentence: AnalysedSentence,
        attribution: Attribution,
        story: Story,
    ) -> Settled | Drop:
        """Move and clubs, or why the statement lacks a club that it needs."""
        move, stage = judgement.move, judgement.stage
        generic = bool(reading.main.rule.value("generic"))
        if move is Move.TRANSFER and generic and story.is_loan(person.name, to, sentence.sentence.index):
            move = Move.LOAN
        if move is Move.TRANSFER and stage is Stage.INTEREST and (person.name, None) in story.loans:
            move = Move.LOAN  # his own club lends him, whoever wants him
        from_ = slots.from_[0] if slots.from_ else None
        if len(slots.persons) > 1 and person.name != slots.persons[0] and person.club:
            from_ = None  # of several he has a club of his own
        if move is Move.TRANSFER and to is None and generic and story.latest.get(person.name) is Move.RENEWAL:
            move = Move.RENEWAL  # "the two sides are far apart"
        if move is Move.TRANSFER and to is None and self._own_contract(reading, person, story):
            move = Move.RENEWAL
        if move is Move.TRANSFER and to is None and any(e.rule.move == Move.EXIT for e in reading.events):
            move = Move.EXIT  # "will leave on a free transfer"
        own = self._tellers_club(attribution, person.name)
        at = person.club or next((c for c in (own, story.section, self._home(person)) if c and c != to), None)
        acts = any(to in u.refs for u in reading.positions.get("subject", ()))
        hears = any(from_ in u.refs for u in reading.positions.get("with", ()))
        if acts and hears and person.club is None and any(_is_way_out(e) for e in reading.events):
            to, from_ = from_, to  # "in talks with Lyon over an exit for Smith"
        if move in (Move.RENEWAL, Move.STAY):
            if to and at and to != at and move is Move.RENEWAL and stage is not Stage.DONE:
                lent = any(name == person.name for name, _ in story.loans)
                return Move.LOAN if lent else Move.TRANSFER, at, to  # another club's contract
            club = to or from_ or at
            if at and club != at and (to is None or stage is not Stage.DONE):
                club = at
            club = club or self._in_question(reading.clause, sentence, story)
            return (move, club, club) if club else Drop.NO_CLUB
        if move in (Move.TRANSFER, Move.LOAN):
            if to and to == at and not from_ and stage in _NEGOTIATED and self._his_own_deal(reading, person, story):
                return Move.RENEWAL, at, at
            wish = stage is Stage.INTEREST and reading.main.found.verb_form and reading.values.get("mood") != "may"
            recalls = not slots.somewhere and not wish
            return self._transfer(person, at, move, stage, from_, to, recalls, story)
        if reading.move == Move.STAY:
            from_, to = from_ or to, None  # "will not stay at X"
        return self._exit(person, at, stage, from_, to, reading, sentence, story)

    def club_before(self, clause: Clause, sentence: AnalysedSentence) -> str | None:
        """The club named last before the clause in its sentence."""
        before = [
            node.unit.refs[-1]
            for last, node in zip((None, *sentence.nodes), sentence.nodes, strict=False)
            if node.unit
            and node.unit.kind is UnitKind.CLUB
            and node.unit.refs
            and node.end <= clause.start
            and not (last and (last.norm == "from" or last.norm in _HEARD))
        ]
        return before[-1] if before else None

    def main_club(self) -> str | None:
        """The club that the article is about: which it names far more often than any other, or whose manager it is
        about."""
        if not self.placed or self._is_list:
            return None
        main = self._analysed.cast.main
        led = main.club if main and main.part == "manager" else None
        return self._analysed.discourse.clubs.main() or led

    def _exit(
        self,
        person: Person,
        at: str | None,
        stage: Stage,
        from_: str | None,
        to: str | None,
        reading: Reading,
        sentence: AnalysedSentence,
        story: Story,
    ) -> Settled | Drop:
        """A departure: a transfer where the goal is told."""
        joined = story.destination.get(person.name)
        if to is None and joined and stage is Stage.TALKS:
            to = joined  # "talks over a sale" go on with whoever wants him
        if to and to != from_ and (to != at or stage is Stage.DONE):
            return Move.TRANSFER, from_ or (at if at != to else self._left_by(person)), to
        club = from_ or at or (joined if stage is Stage.DONE else None) or self._left_by(person)
        if club is None and any(n.unit is None and n.norm in _TOO for n in reading.clause.nodes):
            club = story.left
        club = club or self._in_question(reading.clause, sentence, story)
        return (Move.EXIT, club, None) if club else Drop.NO_CLUB

    def _transfer(
        self,
        person: Person,
        at: str | None,
        move: Move,
        stage: Stage,
        from_: str | None,
        to: str | None,
        recalls: bool,
        story: Story,
    ) -> Settled | Drop:
        if to and to == at and stage is not Stage.DONE:
            if from_ and from_ != at:
                from_, to = to, from_
            elif stage is Stage.INTEREST:
                return Drop.OWN_CLUB  # his own club's regard for him is no suitor's
            else:
                to = None
        if to is None and stage is Stage.DONE:
            to = at if from_ and at != from_ else None
        elif to is None:
            known = story.destination.get(person.name)
            if recalls:
                to = known if known and known != (from_ or at) else story.section if story.section != at else None
            if to is None and from_ and at and from_ != at and stage in (*_NEGOTIATED, Stage.AGREED):
                from_, to = at, from_  # with whom his own club, or his agent, has dealt
        main = self.main_club()
        if to is None and at and main not in (None, at, from_) and stage in (Stage.INTEREST, Stage.TALKS):
            to = main  # "has been scouted", in an article about one club
        if to is None and move is Move.LOAN and (from_ or at):
            return move, from_ or at, None
        if to is None and from_ and stage is Stage.REJECTED:
            return Move.EXIT, from_, None  # "have turned down a bid for him"
        if to is None:
            return Drop.NO_SUITOR
        known = story.origin.get((person.name, to))
        from_ = next((club for club in (from_, person.club, known, at) if club and club != to), None)
        return move, from_, to

    def _his_own_deal(self, reading: Reading, person: Person, story: Story) -> bool:
        """Whether he or those who act for him deal with his own club, or are known to: over a new contract."""
        parties = (u for p in ("subject", "between", "with") for u in reading.positions.get(p, ()))
        his = any(person.name in u.refs or u.dressing.part == "other" for u in parties)
        return his or person.name in story.renewals

    def _own_contract(self, reading: Reading, person: Person, story: Story) -> bool:
        """ "has agreed a contract to 2029", where nobody else is in question: with the club where he is."""
        named = any(n.norm == "contract" or (n.unit and n.unit.contract) for n in reading.clause.nodes)
        agreed = bool(reading.main.rule.value("contract"))
        return named and bool(person.club) and agreed and person.name not in story.destination

    def _tellers_club(self, attribution: Attribution, mover: str) -> str | None:
        """The club that speaks, or whose manager or official does: he speaks of his own players."""
        if attribution.source.kind is SourceKind.CLUB:
            return attribution.source.name
        teller = self._analysed.cast.persons.get(attribution.source.name or "")
        return teller.club if teller and teller.name != mover and teller.part in ("manager", "official") else None

    def _home(self, person: Person) -> str | None:
        """In an article about one club, a player of whom no club is said is taken to be its own."""
        club = self.main_club() if person.part != "manager" and not person.former_clubs else None
        return None if (person.name, club) in self.homes.left | self.homes.wanted else club

    def _left_by(self, person: Person) -> str | None:
        return next((club for name, club in sorted(self.homes.left) if name == person.name), None)

    def _in_question(self, clause: Clause, sentence: AnalysedSentence, story: Story) -> str | None:
        """The club meant where none is said: the one just named, or the one that the text is about."""
        spoken_of = None if self._analysed.discourse.clubs.main() else story.topic_club
        return self.club_before(clause, sentence) or story.section or self.main_club() or spoken_of
