"""Readings to claims: fills what a sentence leaves to what went before, and drops what cannot be filled."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from rumourctl.claims.model import Certainty, Claim, Evidence, Move, Role, Source, SourceKind, Stage
from rumourctl.extraction.dating import Occasion, dating_of, days_of_speech, is_background, said_on
from rumourctl.extraction.details import actor_of, contract_end_of, deal_of, fee_of, role_of
from rumourctl.extraction.judging import Judgement, judge
from rumourctl.extraction.listings import listed_moves, section_club
from rumourctl.extraction.reasons import Drop
from rumourctl.extraction.scope import attribution_of, is_denied_above, is_side_fact
from rumourctl.extraction.slots import SlotFiller, Slots, why_nobody
from rumourctl.extraction.tracing import Case, Tell, unheard
from rumourctl.language.analysis import AnalysedArticle, AnalysedSentence
from rumourctl.language.attribution import PUBLISHER, Attribution
from rumourctl.language.cast import Person
from rumourctl.language.clauses import Clause
from rumourctl.language.nodes import UnitKind
from rumourctl.rules.engine import Reading, read_clause
from rumourctl.rules.loading import RuleSet

_MEMORY = 4


@dataclass(slots=True)
class _Story:
    """What the article has told so far: whose move it speaks of, and to where."""

    persons: list[str] = field(default_factory=list)
    sentence: int = -9
    destination: dict[str, list[str]] = field(default_factory=dict)
    loans: set[str] = field(default_factory=set)
    days: dict[str, Occasion] = field(default_factory=dict)


class Assembler:
    """Makes the claims of one article, sentence by sentence."""

    def __init__(self, analysed: AnalysedArticle, rules: RuleSet) -> None:
        self._analysed, self._rules = analysed, rules
        self._slots = SlotFiller(analysed.cast, analysed.discourse)
        self._story = _Story()
        self._placed = False
        self._topic_club: str | None = None
        self._topic_person: str | None = None
        self._section: str | None = None
        self._left: set[tuple[str, str]] = set()
        self._told_from: dict[str, Counter[str]] = defaultdict(Counter)
        self._is_list = any(s.opens_item for s in analysed.sentences)
        self._tell: Tell = unheard

    def claims(self, tell: Tell = unheard) -> Iterator[Claim]:
        """All claims, in text order; the same statement may come more than once. ``tell`` hears how each reading
        fared."""
        self._tell = tell
        self._story, self._section, self._topic_club, self._topic_person = _Story(), None, None, None
        for sentence in self._analysed.sentences:
            if sentence.opens_item:
                self._story, self._topic_club, self._topic_person = _Story(), None, None
            self._section = section_club(sentence) or self._section
            self._story.days |= days_of_speech(sentence)
            yield from listed_moves(sentence, self._section, self._analysed)
            for clause in sentence.clauses:
                for reading in read_clause(clause, self._rules):
                    yield from self._of(reading, sentence)
            self._topic_club = _subject_club(sentence) or self._club_in_question()
            self._topic_person = self._mover_in(sentence) or self._topic_person

    def place_persons(self, claims: Iterable[Claim]) -> None:
        """Notes where persons are whose club no words beside their name told: the club that ``claims`` have them leave,
        or the last that they joined."""
        leaving: dict[str, list[Claim]] = defaultdict(list)
        joined: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            if claim.role is Role.MANAGER and not self._analysed.cast.persons[claim.person].parts:
                self._analysed.cast.persons[claim.person].parts["manager"] += 1
            if claim.stage is Stage.DONE and claim.from_club:
                self._left.add((claim.person, claim.from_club))
            if claim.move is Move.EXIT and claim.stage is Stage.DONE and not claim.background and claim.from_club:
                leaving[claim.person].append(claim)
            elif claim.stage is Stage.DONE and claim.to_club and claim.move is Move.TRANSFER:
                joined[claim.person].append(claim)
            elif claim.from_club and claim.stage is not Stage.DONE:
                leaving[claim.person].append(claim)
        self._placed = True
        for name, person in self._analysed.cast.persons.items():
            if person.clubs:
                continue
            past = [c for c in joined[name] if c.background]
            if past and not any(c.stage is Stage.DONE for c in leaving[name]):
                self._told_from[name][max(past, key=lambda c: c.date).to_club or ""] += 2
            found = self._told_from[name] or Counter(c.from_club for c in leaving[name] if c.from_club)
            if found:
                person.clubs.append(found.most_common(1)[0][0])

    def _of(self, reading: Reading, sentence: AnalysedSentence) -> Iterator[Claim]:
        denied = is_denied_above(reading.clause, sentence, self._rules)
        if denied:
            reading.values["denies"] = "yes"
        attribution = attribution_of(reading.clause, sentence, denied)
        judgement = judge(reading, attribution, sentence)
        case = Case(sentence.sentence.index, reading, attribution, judgement)
        self._tell(case)
        if isinstance(judgement, Drop):
            case.outcomes.append(judgement)
            return
        slots = case.slots = self._slots.fill(reading, sentence)
        if not slots.to and not slots.blocked:
            self._recall_suitor(reading, sentence, slots)
        if not slots.persons and not slots.blocked:
            self._recall_person(reading, sentence, slots)
        if not slots.persons:
            case.outcomes.append(why_nobody(slots, reading))
            return
        if slots.from_ and not self._placed and judgement.stage is not Stage.DONE:
            for person in slots.persons:
                self._told_from[person][slots.from_[0]] += 1
        goals: list[str | None] = [*slots.to] or [None]
        for person, to in product(slots.persons, goals):
            claim = self._claim(person, to, slots, judgement, reading, sentence, attribution)
            case.outcomes.append(claim)
            if isinstance(claim, Claim):
                self._remember(claim, sentence)
                yield claim

    def _recall_person(self, reading: Reading, sentence: AnalysedSentence, slots: Slots) -> None:
        """ "The deal", "a second bid": the move that was spoken of just before, in this sentence or the last."""
        main = reading.main
        first = next(iter((main.rule.frame or {}).get("person", ())), "")
        if main.found.verb_form and first in ("object", "subject") and not main.rule.value("generic"):
            return  # such a verb names its own
        before = [
            n.unit.refs[0] for n in sentence.nodes
            if n.unit and n.unit.kind is UnitKind.PERSON and n.unit.refs and n.end <= reading.clause.start
            and self._moves(n.unit.refs[0]) and n.unit.refs[0] != sentence.attribution.source.name
        ]  # fmt: skip
        if before:
            slots.persons = before[-1:]
            return
        if any(
            u.kind is UnitKind.PERSON and not u.refs and u.pronoun in ("he", "him", "she", "her")
            for u in reading.positions.get("subject", ())
        ):
            return  # somebody else, whom the article does not let us name
        if any(
            u.kind is UnitKind.PERSON and u.refs
            for units in reading.positions.values()
            for u in units
            if u.refs and self._moves(u.refs[0])
        ):
            return
        if sentence.sentence.index - self._story.sentence <= _MEMORY and self._story.persons:
            slots.persons = list(self._story.persons[:1])
        elif self._topic_person:
            slots.persons = [self._topic_person]

    def _mover_in(self, sentence: AnalysedSentence) -> str | None:
        """The first person of the sentence who may move, other than its speaker."""
        speakers = {sentence.attribution.source.name, sentence.speaker.source.name if sentence.speaker else None}
        named = (r for n in sentence.nodes if n.unit and n.unit.kind is UnitKind.PERSON for r in n.unit.refs[:1])
        return next((name for name in named if name not in speakers and self._moves(name)), None)

    def _recall_suitor(self, reading: Reading, sentence: AnalysedSentence, slots: Slots) -> None:
        """ "accepts the job", "has come from Lyon", "is next on the list": the club is the one spoken of."""
        rule = reading.main.rule
        if rule.value("suitor") == "arrival" and not slots.from_:
            return
        if not (rule.value("suitor") or (rule.value("mutual") and slots.from_)):
            return
        about = None if rule.value("suitor") == "near" else self._main_club()
        for club in (self._club_before(reading.clause, sentence), self._topic_club, about):
            if club and club not in slots.from_:
                slots.to = [club]
                return

    def _moves(self, name: str) -> bool:
        person = self._analysed.cast.persons.get(name)
        return person is not None and person.part not in ("official", "other")

    def _claim(
        self,
        name: str,
        to: str | None,
        slots: Slots,
        judgement: Judgement,
        reading: Reading,
        sentence: AnalysedSentence,
        attribution: Attribution,
    ) -> Claim | Drop:
        person = self._analysed.cast.persons.get(name)
        if person is None:
            return Drop.NO_PERSON
        clubs = self._clubs(person, to, slots, judgement, reading, sentence, self._tellers_club(attribution, name))
        if isinstance(clubs, Drop):
            return clubs
        move, from_club, to_club = clubs
        teller = attribution.source
        if teller.kind is SourceKind.CLUB and from_club is None and to_club not in (None, teller.name):
            from_club = teller.name  # a club tells of its own
        stage = judgement.stage
        if (
            stage is Stage.AGREED
            and reading.main.rule.value("pact")
            and any(name in u.refs for u in reading.positions.get("with", ()))
        ):
            stage = Stage.TERMS  # agreed with the person, not with his club
        published = self._analysed.article.published
        dating = dating_of(reading, stage, said_on(attribution, sentence, self._story.days), sentence, published)
        background = is_background(reading, stage, dating, published)
        if (
            (background or is_side_fact(reading, stage))
            and attribution.source.kind is not SourceKind.CLUB
            and not attribution.credit
        ):
            attribution = PUBLISHER
        deal = deal_of(reading, move)
        return Claim(
            person=name,
            role=role_of(person, reading),
            move=move,
            stage=stage,
            from_club=from_club,
            to_club=to_club,
            actor=actor_of(name, slots, reading, judgement, from_club),
            certainty=judgement.certainty,
            source=attribution.source if attribution.source.name != "" else Source(SourceKind.UNNAMED),
            via=tuple(v for v in attribution.via if v),
            deal=deal,
            fee=fee_of(reading, sentence, name),
            contract_until=contract_end_of(sentence, move, stage),
            date=dating.day,
            date_precision=dating.precision,
            background=background,
            evidence=(self._evidence(sentence),),
            rules=reading.rules,
        )

    def _clubs(
        self,
        person: Person,
        to: str | None,
        slots: Slots,
        judgement: Judgement,
        reading: Reading,
        sentence: AnalysedSentence,
        tellers: str | None,
    ) -> tuple[Move, str | None, str | None] | Drop:
        """Move and clubs, settled by where the person is, or why the statement lacks a club that it needs."""
        move, stage = judgement.move, judgement.stage
        if move is Move.TRANSFER and reading.main.rule.value("generic") and person.name in self._story.loans:
            move = Move.LOAN
        from_ = slots.from_[0] if slots.from_ else None
        if move is Move.TRANSFER and to is None and self._own_contract(reading, person):
            move = Move.RENEWAL
        if move is Move.TRANSFER and to is None and any(e.rule.move == Move.EXIT for e in reading.events):
            move = Move.EXIT  # "will leave on a free transfer"
        own = tellers if move in (Move.EXIT, Move.RENEWAL, Move.STAY) or (move is Move.LOAN and to is None) else None
        at = person.club or next((c for c in (own, self._section, self._home(person)) if c and c != to), None)
        if move in (Move.RENEWAL, Move.STAY):
            if to and at and to != at and move is Move.RENEWAL and stage is not Stage.DONE:
                return Move.TRANSFER, at, to  # another club's contract
            club = to or from_ or at
            if at and club != at and (to is None or stage is not Stage.DONE):
                club = at
            club = (
                club
                or self._club_before(reading.clause, sentence)
                or self._section
                or self._main_club()
                or self._club_in_question()
            )
            return (move, club, club) if club else Drop.NO_CLUB
        if move in (Move.TRANSFER, Move.LOAN):
            return self._transfer(person, at, move, stage, from_, to, bool(reading.main.found.verb_form))
        if reading.move == Move.STAY:
            from_, to = from_ or to, None  # "will not stay at X"
        if to and to != (from_ or at):
            return Move.TRANSFER, from_ or at, to
        joined = self._story.destination.get(person.name) if stage is Stage.DONE else None
        club = (
            from_
            or at
            or (joined[0] if joined else None)
            or next((left for name, left in sorted(self._left) if name == person.name), None)
            or self._club_before(reading.clause, sentence)
            or self._section
            or self._main_club()
            or self._club_in_question()
        )
        return (Move.EXIT, club, None) if club else Drop.NO_CLUB

    def _tellers_club(self, attribution: Attribution, mover: str) -> str | None:
        """The club whose manager or official speaks, who speaks of his own players."""
        if attribution.source.kind is SourceKind.CLUB:
            return attribution.source.name
        teller = self._analysed.cast.persons.get(attribution.source.name or "")
        return teller.club if teller and teller.name != mover and teller.part in ("manager", "official") else None

    def _own_contract(self, reading: Reading, person: Person) -> bool:
        """ "has agreed a contract to 2029", where nobody else is in question: with the club where he is."""
        named = any(n.norm == "contract" or (n.unit and n.unit.contract) for n in reading.clause.nodes)
        return (
            named
            and bool(person.club)
            and bool(reading.main.rule.value("contract"))
            and person.name not in self._story.destination
        )

    def _club_before(self, clause: Clause, sentence: AnalysedSentence) -> str | None:
        """The club named last before the clause in its sentence."""
        before = [
            node.unit.refs[-1]
            for last, node in zip((None, *sentence.nodes), sentence.nodes, strict=False)
            if node.unit
            and node.unit.kind is UnitKind.CLUB
            and node.unit.refs
            and node.end <= clause.start
            and not (last and last.norm == "from")
        ]
        return before[-1] if before else None

    def _home(self, person: Person) -> str | None:
        """In an article about one club, a player of whom no club is said is taken to be its own."""
        club = self._main_club() if person.part != "manager" and not person.former_clubs else None
        return None if (person.name, club) in self._left else club

    def _club_in_question(self) -> str | None:
        """The club spoken of last, where no club is the article's own subject."""
        return None if self._analysed.discourse.clubs.main() else self._topic_club

    def _main_club(self) -> str | None:
        """The club that the article is about, where it names one far more often than any other."""
        return self._analysed.discourse.clubs.main() if self._placed and not self._is_list else None

    def _transfer(
        self, person: Person, at: str | None, move: Move, stage: Stage, from_: str | None, to: str | None, verb: bool
    ) -> tuple[Move, str | None, str | None] | Drop:
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
            known = self._story.destination.get(person.name)
            wish = stage is Stage.INTEREST and verb
            to = (
                None
                if wish
                else known[0]
                if known and known[0] != (from_ or at)
                else self._section
                if self._section != at
                else None
            )
        if to is None and move is Move.LOAN and (from_ or at):
            return move, from_ or at, None
        if to is None:
            return Drop.NO_SUITOR
        if from_ is None and at != to and not (stage is Stage.DONE and at is None):
            from_ = at
        if from_ == to:
            from_ = None
        return move, from_, to

    def _evidence(self, sentence: AnalysedSentence) -> Evidence:
        start, end = sentence.sentence.start, sentence.sentence.end
        return Evidence(start, end, self._analysed.article.text[start:end])

    def _remember(self, claim: Claim, sentence: AnalysedSentence) -> None:
        if claim.background:
            return
        story = self._story
        if story.sentence != sentence.sentence.index:
            story.persons = []
        story.sentence = sentence.sentence.index
        story.persons.append(claim.person)
        if claim.to_club and claim.to_club != claim.from_club and claim.certainty is not Certainty.DENIED:
            story.destination[claim.person] = [claim.to_club]
        if claim.move is Move.LOAN:
            story.loans.add(claim.person)


def _subject_club(sentence: AnalysedSentence) -> str | None:
    """The club of which the sentence speaks: the first that stands as a subject."""
    for clause in sentence.clauses:
        for node in clause.nodes[: max(clause.predicate, 1)]:
            if node.unit and node.unit.kind is UnitKind.CLUB and node.unit.refs:
                return node.unit.refs[0]
    return None
