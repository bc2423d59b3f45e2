"""Readings to claims: fills what a sentence leaves to what went before, and drops what cannot be filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from rumourctl.claims.model import COURTING, Certainty, Claim, Deal, Evidence, Move, Role, SourceKind, Stage
from rumourctl.extraction.briefs import clauses_in_order, in_order, sellers, vacated_first
from rumourctl.extraction.dating import dating_of, days_of_speech, is_background, is_perfect, said_on
from rumourctl.extraction.dealt import deals_elsewhere, fails_beside, is_sellers_deal, meets_seller
from rumourctl.extraction.denials import taken_up
from rumourctl.extraction.details import (
    LOAN_ENDS,
    actor_of,
    contract_end_of,
    deal_behind,
    deal_of,
    fee_of,
    is_free_agent,
    role_of,
)
from rumourctl.extraction.echoing import said_of_another
from rumourctl.extraction.filled import Slots
from rumourctl.extraction.focus import Focus
from rumourctl.extraction.homes import paid_club, spoken_for
from rumourctl.extraction.judging import Judgement, judge
from rumourctl.extraction.labels import labelled
from rumourctl.extraction.listings import ListReader
from rumourctl.extraction.movers import Movers
from rumourctl.extraction.parties import agrees_with, is_party, is_way_out, why_nobody
from rumourctl.extraction.reasons import Drop
from rumourctl.extraction.recounting import came_from, goes_on, of_the_same_time, taken_up_from, told_beside
from rumourctl.extraction.scope import as_told, attribution_of, is_denied_above, is_of_others, is_reported, is_side_fact
from rumourctl.extraction.sharing import Told, shared
from rumourctl.extraction.sides import Sides
from rumourctl.extraction.slots import SlotFiller
from rumourctl.extraction.statement import Statement
from rumourctl.extraction.story import Story
from rumourctl.extraction.swaps import swapped
from rumourctl.extraction.tracing import Case, Tell, unheard
from rumourctl.extraction.vouching import is_announced, vouched, with_club
from rumourctl.language.analysis import AnalysedArticle, AnalysedSentence
from rumourctl.language.attribution import PUBLISHER, Attribution
from rumourctl.language.cast import Person
from rumourctl.language.clauses import ClauseKind
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import UnitKind
from rumourctl.language.trail import named_alone
from rumourctl.rules.engine import Reading, read_clause
from rumourctl.rules.loading import RuleSet

_OWNERSHIP = closed_class("ownership")
_PARTIES = (UnitKind.CLUB, UnitKind.PERSON)
_FOLLOWED = ("after", "following", "since", "when", "once")


class Assembler:
    """Makes the claims of one article, sentence by sentence."""

    def __init__(self, analysed: AnalysedArticle, rules: RuleSet) -> None:
        self._analysed, self._rules = analysed, rules
        self._slots = SlotFiller(analysed.cast, analysed.discourse)
        self._focus = Focus(analysed, frozenset(rule.name for rule in rules.rules if rule.value("contract")))
        self._movers = Movers(analysed.cast, self._focus)
        self._sides = Sides(self._focus, analysed.discourse.clubs)
        self._story = Story()
        self._tell: Tell = unheard
        self._named: set[tuple[str, str | None]] = set()
        """Persons with the clubs that a statement itself says want them."""
        self._readings = [
            vacated_first([(c, read_clause(c, rules)) for c in clauses_in_order(s)]) for s in analysed.sentences
        ]
        """By sentence and clause: the claims are told twice, and need be read once only."""
        self._judged = {
            id(reading): self._judge(reading, sentence)
            for sentence, clauses in zip(analysed.sentences, self._readings, strict=True)
            for _, readings in clauses
            for reading in readings
        }
        """Whose word each reading is, and what it comes to: that, too, is the same each time."""

    def claims(self, tell: Tell = unheard) -> Iterator[Claim]:
        """All claims, in text order, of one statement maybe more than one; ``tell`` hears how each reading fared."""
        self._tell = tell
        today = self._analysed.article.published
        story = self._story = Story(today)
        before: list[Claim] = []
        lists = ListReader(self._analysed)
        telling = [any(readings for _, readings in clauses) for clauses in self._readings]
        for sentence, opens in in_order(self._analysed.sentences, telling):
            readings_of = self._readings[sentence.sentence.index]
            if opens:
                story = self._story = Story(today)
            listed = lists.read(sentence, story.topic_club or self._analysed.discourse.clubs.main())
            story.enter(sentence.sentence.paragraph, sentence.sentence.index, labelled(sentence.nodes))
            story.section = lists.club or story.label or self._focus.banner
            story.about = self._focus.parts.about(sentence, story)
            story.speak(self._focus.spoken_of(sentence), sentence.sentence.index)
            if any(t.norm in _OWNERSHIP for t in sentence.sentence.tokens):
                story.boardroom = sentence.sentence.index
            story.days |= days_of_speech(sentence)
            told = [
                Told(claim, clause)
                for clause, readings in (() if listed else readings_of)
                for reading in readings
                for claim in self._of(reading, sentence)
            ]
            if told or opens or sentence.sentence.index - story.sentence > 2:
                others = {t.claim.person for t in told}.isdisjoint(c.person for c in before) and told
                yield from before if opens or others else vouched(before, sentence)
                before = shared(told, sentence)
            else:
                bare = not any(readings for _, readings in readings_of)
                if again := said_of_another(before, sentence, self._analysed.cast, self._analysed.article.text):
                    yield from before
                    before = again
                    for claim in again:
                        story.remember(claim, sentence.sentence.index)
                since = story.since(story.sentence) if bare else None
                before, refused = taken_up(before, sentence, self._rules, since, self._analysed.article.text)
                yield from refused
            yield from listed
            mover, seller = story.in_question(sentence.sentence.index), paid_club(sentence.nodes)
            if mover and seller:
                self._focus.homes.note_said(mover, seller)
            if own := spoken_for(sentence.nodes, self._analysed.cast):
                self._focus.homes.note_said(*own)
            story.topic_club = (story.topic_club if listed else self._focus.subject_of(sentence, story)) or (
                None if self._analysed.discourse.clubs.main() else story.topic_club
            )
            first = next((u.kind for n in sentence.nodes if (u := n.unit) and u.kind in _PARTIES and u.refs), None)
            if first is UnitKind.CLUB and not story.introduced:
                story.turn = story.turn or story.topic_club
            story.seek(story.topic_club, sentence.nodes)
            named = self._movers.named_in(sentence)
            story.headed = named_alone(sentence.nodes) if sentence.sentence.heading else None
            story.topic_person, story.introduced = named or story.topic_person, story.introduced or named
        yield from before

    def place_persons(self) -> None:
        """Notes where persons are whose club no words beside their name told: a first reading shows it."""
        claims = list(self.claims())
        for claim in claims:
            own = self._focus.speaks_for(claim.source, claim.person)
            sought = any(person == claim.person for person, _ in self._named)
            named = (claim.person, claim.to_club) in self._named or not sought
            self._focus.homes.note(claim, own is not None and own == claim.from_club, named)
        for person, club in sellers(self._analysed.sentences, claims, self._analysed.cast):
            self._focus.homes.note_said(person, club)
        self._focus.homes.place(self._analysed.cast, self._analysed.discourse.clubs.main(), self._story.today)
        self._focus.placed = True

    def _judge(self, reading: Reading, sentence: AnalysedSentence) -> tuple[Attribution, Judgement | Drop]:
        """Whose word ``reading`` is, and what it comes to, or why it comes to nothing."""
        denied = is_denied_above(reading.clause, sentence, self._rules)
        if denied:
            reading.values["denies"] = "yes"
        attribution = as_told(reading, sentence, attribution_of(reading.clause, sentence, denied))
        return attribution, judge(reading, attribution, sentence)

    def _of(self, reading: Reading, sentence: AnalysedSentence) -> Iterator[Claim]:
        attribution, judgement = self._judged[id(reading)]
        case = Case(sentence.sentence.index, reading, attribution, judgement)
        self._tell(case)
        if isinstance(judgement, Drop):
            case.outcomes.append(judgement)
            if judgement is Drop.WAITS and reading.move in (Move.TRANSFER, Move.LOAN):
                self._hint(self._slots.fill(reading, sentence), reading, sentence.sentence.index)
            return
        slots = case.slots = self._slots.fill(reading, sentence)
        named = set(slots.to)
        self._movers.sift(reading, sentence, slots, self._story)
        slots.persons = self._movers.meant(reading, slots, self._story, sentence)
        if not slots.persons and not slots.blocked:
            self._movers.recall(reading, sentence, slots, self._story)
        if slots.persons:
            self._slots.part_sides(reading, slots, self._story.bound_for(slots.persons[0]))
        told = Statement(reading, sentence, attribution, judgement, slots)
        last = self._story.last
        back = reading.main.rule.value("suitor") == "back"
        if back and not (slots.to or self._story.sentence == told.index):
            slots.somewhere = True  # "heading the other way is Smith": it is not told where to
        if back and last and self._story.sentence == told.index:
            slots.to, slots.from_ = [c for c in (last.from_club,) if c], [c for c in (last.to_club,) if c]
            if reading.realised and judgement.stage is Stage.INTEREST:  # "signed Smith, with Brown going the other way"
                judgement = case.judgement = replace(judgement, stage=last.stage)
                told = replace(told, judgement=judgement)
        if not (slots.to or slots.blocked or slots.somewhere or self._acts_for_nobody(slots.actor)):
            past = taken_up_from(told, self._story)
            slots.to = [past.to_club] if past and past.to_club else self._focus.suitors(told, self._story)
        if not slots.to and slots.persons and fails_beside(told, self._story):
            slots.to = [club for club in (self._story.last and self._story.last.to_club,) if club]
        if not slots.persons:
            case.outcomes.append(why_nobody(slots.blocked, reading))
            return
        kept = judgement.move in (Move.RENEWAL, Move.STAY)
        dealt = judgement.certainty is Certainty.DENIED and (not slots.to or any(map(is_way_out, reading.events)))
        offered = judgement.move is Move.RENEWAL and judgement.stage is Stage.BID  # by another, maybe, as "dealt" with
        if not self._focus.placed and not (dealt or offered) and (judgement.stage is not Stage.DONE or kept):
            for person, club in product(slots.persons, (slots.from_ or (slots.to if kept else []))[:1]):
                self._focus.homes.note_said(person, club)
        self._send_on(reading, slots)
        for person in slots.persons:
            for to in _in_turn(person, slots, reading) or self._focus.goals(person, told, self._story):
                claim = self._claim(person, to, told)
                case.outcomes.append(claim)
                self._story.touched.add(person)
                if claim is Drop.NO_SUITOR and judgement.stage in COURTING:
                    self._story.courted = (told.index, person)
                if isinstance(claim, Claim):
                    self._named |= {(person, claim.to_club)} if claim.to_club in named else set()
                    if not self._focus.placed:
                        self._focus.homes.note_followed(claim, reading)
                    first = self._readings[told.index][0][0] is reading.clause  # who left the office comes first
                    leading = first or reading.clause.kind in (ClauseKind.MAIN, ClauseKind.COORDINATE)
                    self._story.remember(claim, told.index, is_side_fact(reading, claim.stage, sentence), leading)
                    yield claim
                    yield from swapped(reading, claim, self._analysed.cast)

    def _acts_for_nobody(self, actor: str | None) -> bool:
        """Whether ``actor``, whose wish it is, works for a club that is not known yet: no other is meant."""
        person = self._analysed.cast.persons.get(actor or "")
        return person is not None and person.club is None and not self._focus.placed

    def _hint(self, slots: Slots, reading: Reading, sentence: int) -> None:
        """Takes note of whose move is spoken of, of which nothing is said yet, or that it is a loan."""
        name = self._story.in_question(sentence) if reading.main.rule.value("alone") else None
        if name and reading.move == Move.LOAN and (club := self._story.bound_for(name)):
            self._story.loans[name, club] = sentence
        person = self._analysed.cast.persons.get(slots.persons[0]) if len(slots.persons) == 1 else None
        if person and len(slots.to) == 1 and slots.to[0] != person.club:
            self._story.hint(person.name, slots.to[0])
            if len(slots.from_) == 1 and not self._focus.placed:
                self._focus.homes.note_said(person.name, slots.from_[0])

    def _send_on(self, reading: Reading, slots: Slots) -> None:
        """ "The two clubs" are the one where he is and the one for which he is known to be bound; those that he, or
        nobody, has to do with are his two suitors. Of two that deal with each other, the one that wants him buys."""
        goal = self._story.bound_for(slots.persons[0])
        parties = [u for p in ("subject", "between") for u in reading.positions.get(p, ()) if len(u.refs) == 2]
        deal = parties and reading.main.rule.value("generic") and not (slots.explicit_person or slots.from_)
        rivals = set(slots.to) <= self._story.suitors.get(slots.persons[0], {}).keys()  # "who have both bid"
        if deal and len(slots.to) == 2 and goal in slots.to and not rivals:
            slots.to, slots.from_ = [goal], [club for club in slots.to if club != goal]
            return
        person = self._analysed.cast.persons.get(slots.persons[0])
        if deals_elsewhere(reading, slots, person.club if person else None):
            slots.to, slots.from_ = slots.from_, []
            return
        if meets_seller(reading, slots, goal if not (person and person.club) else None):
            slots.to, slots.from_ = [goal] if goal else [], slots.to
            return
        if is_sellers_deal(reading, slots, self._story.settled.get(slots.persons[0])):
            slots.to, slots.from_ = [], slots.to
            return
        units = (u for placed in reading.positions.values() for u in placed if u.kind is UnitKind.CLUB)
        if not any(u.dressing.pair and len(u.refs) == 2 for u in units):
            return
        both = self._story.in_play(slots.persons[0])
        his = reading.places(slots.persons[0], "subject")
        if len(both) == 2 and (his or reading.negated):
            slots.to, slots.from_ = both, []
            return
        if goal and (len(slots.to) > 1 or goal not in slots.to):
            slots.to, slots.from_ = [goal], []

    def _claim(self, name: str, to: str | None, told: Statement) -> Claim | Drop:
        reading, sentence, slots, judgement = told.reading, told.sentence, told.slots, told.judgement
        person = self._analysed.cast.persons.get(name)
        if person is None:
            return Drop.NO_PERSON
        if self._movers.replaces_player(reading):
            return Drop.SUPPOSED
        clubs = self._sides.settle(person, to, told, self._story)
        if isinstance(clubs, Drop):
            return clubs
        move, from_club, to_club = clubs
        role = self._role(person, told, move, (from_club, to_club))
        if isinstance(role, Drop):
            return role
        if role is Role.MANAGER and move is Move.LOAN:
            move = Move.TRANSFER  # "was brought in on a temporary basis"
        if role is Role.PLAYER and self._analysed.discourse.clubs.is_national(from_club):
            from_club = None
        attribution = told.attribution
        stage = _reached(name, move, (from_club, to_club), told)
        published = self._analysed.article.published
        dating = dating_of(reading, stage, said_on(attribution, sentence, self._story.days), sentence, published)
        dating = of_the_same_time(dating, told, self._story)
        background = is_background(reading, stage, dating, sentence, published) and not is_announced(reading, sentence)
        came_before = stage is Stage.DONE and from_club != to_club and (name, to_club) in self._story.told_from
        came_before = came_before or (stage is Stage.DONE and goes_on(name, dating, told, self._story))
        background = background or (came_before and not is_perfect(reading))  # whence he is to go, he came long ago
        side_fact = is_side_fact(reading, stage, sentence)
        attribution = _credited(attribution, reading, stage, background, side_fact)
        if stage is Stage.DONE and is_of_others(reading, attribution, (from_club, to_club)):
            attribution = PUBLISHER
        if background and stage is Stage.DONE:
            from_club = came_from(person, move, (from_club, to_club), dating, told, self._story)
        from_club = told_beside(person, to_club, told, self._story) or from_club
        deal = self._deal(name, move, stage, told)
        if deal in LOAN_ENDS and move is Move.TRANSFER:
            move = Move.LOAN  # "has joined with a €9m option"
        return Claim(
            person=name,
            role=role,
            move=move,
            stage=stage,
            from_club=from_club,
            to_club=to_club,
            actor=actor_of(name, slots, reading, judgement, from_club),
            certainty=judgement.certainty,
            source=with_club(attribution.source, to_club or from_club),
            via=tuple(v for v in attribution.via if v),
            deal=deal,
            fee=fee_of(reading, name),
            contract_until=contract_end_of(reading, move, stage),
            date=dating.day,
            date_precision=dating.precision,
            background=background,
            evidence=(self._evidence(sentence),),
            rules=reading.rules,
        )

    def _deal(self, name: str, move: Move, stage: Stage, told: Statement) -> Deal | None:
        """How the deal is made, as the event, the words on the person or a later clause say."""
        reading, sentence = told.reading, told.sentence
        deal = deal_of(reading, move)
        if deal is None and move is Move.TRANSFER and stage is Stage.DONE and is_free_agent(name, reading, sentence):
            return Deal.FREE
        if deal is None and move is Move.LOAN and len(sentence.clauses) > 1:
            return deal_behind(reading, sentence, self._rules)
        return deal

    def _role(self, person: Person, told: Statement, move: Move, clubs: tuple[str | None, str | None]) -> Role | Drop:
        """In what capacity ``person`` moves: no player is after a vacant office, or at a national team."""
        role = role_of(person, told.reading)
        if role is not Role.PLAYER:
            return role
        teams = {c for c in clubs if c and self._analysed.discourse.clubs.is_national(c)}
        said = self._story.of_managers or any(teams & set(n.unit.refs) for n in told.sentence.nodes if n.unit)
        plays = bool(person.part or person.groups)
        followed = told.reading.clause.intro in _FOLLOWED and told.index == self._story.sentence
        if not plays and followed and self._story.of_managers and move is Move.EXIT:
            return Role.MANAGER  # "appointed Smith as coach after Brown left"
        cast = self._analysed.cast.persons
        leaders = [p for u in told.reading.positions.get("subject", ()) for r in u.refs if (p := cast.get(r))]
        if teams and any(leader.club in teams for leader in leaders if leader is not person):
            return Drop.NO_CLUB  # whom the England manager recalls
        if teams and (plays or not said):
            return role if clubs[1] and clubs[1] not in teams else Drop.NO_CLUB
        brought = any(leader.part == "manager" for leader in leaders if leader is not person)  # by whom there was
        comes = clubs[0] != clubs[1] and self._story.is_vacant(clubs[1]) and not brought  # who stays is not looked for
        return Role.MANAGER if not plays and (teams or comes) else role

    def _evidence(self, sentence: AnalysedSentence) -> Evidence:
        start, end = sentence.sentence.start, sentence.sentence.end
        return Evidence(start, end, self._analysed.article.text[start:end])


def _reached(name: str, move: Move, clubs: tuple[str | None, str | None], told: Statement) -> Stage:
    """How far the move between ``clubs`` has come: who agrees with whom tells terms from a deal."""
    (from_club, to_club), stage, reading = clubs, told.judgement.stage, told.reading
    pact = stage is Stage.AGREED and move in (Move.TRANSFER, Move.LOAN) and reading.main.rule.value("pact")
    if pact and is_party(name, reading, to_club):
        return Stage.TERMS  # agreed with the person, not with his club
    if stage is Stage.TERMS and move is Move.RENEWAL and any(e.rule.move == Move.RENEWAL for e in reading.events):
        return Stage.AGREED  # "agree terms with Smith to extend his contract"
    if stage is Stage.TERMS and from_club and agrees_with(from_club, name, reading):
        return Stage.AGREED  # agreed with his club
    return stage


def _in_turn(person: str, slots: Slots, reading: Reading) -> list[str]:
    """Where ``person`` goes of several who go "to Lyon and Nice respectively"; none where it is not said so."""
    each = any(n.unit is None and n.norm == "respectively" for n in reading.clause.nodes)
    each = each or (reading.stage == Stage.DONE and reading.realised and len(slots.to) > 1)  # nobody joins two clubs
    return [slots.to[slots.persons.index(person)]] if each and len(slots.persons) == len(slots.to) else []


def _credited(
    attribution: Attribution, reading: Reading, stage: Stage, background: bool, side_fact: bool
) -> Attribution:
    """Whose word the claim is: history and what is told by the way are the article's own, whoever it credits."""
    opens = attribution.end > attribution.start == 0  # "According to Marca, …"
    opens = opens and reading.clause.kind in (ClauseKind.MAIN, ClauseKind.COORDINATE)
    told = opens and stage is not Stage.DONE and not attribution.carried
    history = background and not (told or is_reported(reading) or reading.clause.quoted)
    goes_on = attribution.carried and attribution.source.kind in (SourceKind.OUTLET, SourceKind.JOURNALIST)
    aside = (side_fact and not attribution.narrow) or (goes_on and stage is Stage.DONE)
    printed = attribution.carried or not attribution.end  # the club's statement is the article
    by_club = attribution.source.kind is SourceKind.CLUB and (printed or not history)
    if not (history or aside) or by_club or attribution.credit:
        return attribution
    return attribution.item or PUBLISHER
