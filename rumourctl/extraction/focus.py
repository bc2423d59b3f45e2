"""Which clubs are in question where a sentence names none: the speaker's own, those spoken of just before, or the one
that the article is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from rumourctl.claims.model import COURTING, Certainty, Move, Source, SourceKind, Stage
from rumourctl.extraction.briefs import banner_of, tagged_club
from rumourctl.extraction.companions import followed_to
from rumourctl.extraction.countries import countries_meant, of_countries
from rumourctl.extraction.dealt import is_aimed_at
from rumourctl.extraction.dominance import Dominance
from rumourctl.extraction.homes import Homes
from rumourctl.extraction.judging import told_as_done
from rumourctl.extraction.openended import signs
from rumourctl.extraction.parties import is_own_pact
from rumourctl.extraction.parts import Parts
from rumourctl.extraction.recounting import is_anothers, taken_before
from rumourctl.extraction.scope import hearer_of
from rumourctl.extraction.statement import Statement
from rumourctl.extraction.story import MEMORY, Story
from rumourctl.language.analysis import AnalysedArticle, AnalysedSentence
from rumourctl.language.around import in_place_of
from rumourctl.language.cast import Person
from rumourctl.language.clauses import Clause, ClauseKind
from rumourctl.language.grammar import closed_class
from rumourctl.language.names import Mention
from rumourctl.language.nodes import POSTS, UnitKind
from rumourctl.language.tokens import Kind
from rumourctl.language.whose import tells_whose

_HEARD = closed_class("informs")
"""Behind these a club only hears what is said."""
_DEALS_OF_OTHERS = 2
"""Of how many of other clubs, at least, who go to yet others a text tells that is about no one club."""
_CONTRASTS = closed_class("contrasts")
_GONE = closed_class("gone")
_ALL = closed_class("all_of_them")


class Focus:
    """Tells which clubs the sentences of one article are about."""

    def __init__(self, analysed: AnalysedArticle, contractual: frozenset[str]) -> None:
        self._analysed = analysed
        self._is_list = any(s.opens_item for s in analysed.sentences)
        self.posted = any(t.kind in (Kind.SYMBOL, Kind.TAG) for s in analysed.sentences for t in s.sentence.tokens)
        """Whether it has the pictures or tags of social media."""
        self._tagged = tagged_club(analysed.sentences) if self.posted else None
        self.banner = banner_of(analysed.sentences)
        """The club with whose name a short text is headed: "Everton latest 🔵"."""
        self.placed = False
        """Whether it is settled where the persons are: the article's main club counts only from then on."""
        self.homes = Homes(contractual, analysed.article.published)
        self._dominance = Dominance(analysed.sentences, self.spoken_of)
        self.parts = Parts(analysed)
        self._deals_of_others: dict[str, int] = {}

    def main_club(self) -> str | None:
        """The club that the article is about: of which it speaks far more often than of any other, or whose manager it
        is about, be it the next one."""
        if not self.placed or self._is_list:
            return None
        main = self._analysed.cast.main
        about = self._analysed.discourse.clubs.main() or self._tagged
        if about or main is None or main.part != "manager":
            return about
        goals = {club for name, club in self.homes.wanted if name == main.name}
        return main.club if not goals else goals.pop() if len(goals) == 1 else None

    def is_near(self, club: str, index: int) -> bool:
        """Whether ``club`` is spoken of in the sentence at ``index``, or in the two before it."""
        return any(club in {*self.spoken_of(s)} for s in self._analysed.sentences[max(0, index - 2) : index + 1])

    def _is_beside(self, club: str, index: int) -> bool:
        """Whether ``club`` is spoken of so far in the paragraph of the sentence at ``index``, or is its heading."""
        here = self._analysed.sentences[index].sentence.paragraph
        so_far = (s for s in reversed(self._analysed.sentences[: index + 1]))
        beside = takewhile(lambda s: s.sentence.paragraph == here or s.sentence.heading, so_far)
        return any(club in {*self.spoken_of(s)} for s in beside)

    def is_about_another(self, club: str) -> bool:
        """Whether the article is about another club than ``club``."""
        return self._analysed.discourse.clubs.main() not in (None, club)

    def club_before(self, clause: Clause, sentence: AnalysedSentence) -> str | None:
        """The club named last before the clause in its sentence, and behind any semicolon there."""
        nodes = sentence.before(clause)
        opened = max((at for at, n in enumerate(nodes, 1) if n.norm == ";"), default=0)
        clubs = ((last, u) for last, n in pairwise((None, *nodes[opened:])) if n and (u := n.unit) and u.refs)
        before = [
            unit.refs[-1]
            for last, unit in clubs
            if unit.kind is UnitKind.CLUB
            and not unit.opponent
            and not (last and (last.norm in ("from", "to", "leaving") or last.norm in _HEARD))
        ]
        return before[-1] if before else None

    def subject_of(self, sentence: AnalysedSentence, story: Story) -> str | None:
        """The club of which the sentence speaks: the first that stands as a subject, or its subject speaks for, unless
        another club wants him."""
        for clause in (c for i, c in enumerate(sentence.clauses) if c.intro != "with" or not i):
            head = clause.nodes[: max(clause.predicate, 1)]
            for at, unit in ((at, n.unit) for at, n in enumerate(head) if n.unit and n.unit.refs):
                if unit.kind is UnitKind.CLUB and not unit.opponent and not tells_whose(head, at):
                    return unit.refs[0]
                person = self._analysed.cast.persons.get(unit.refs[0]) if len(unit.refs) == 1 else None
                if person and person.team and person.part in POSTS and person.name not in story.suitors:
                    return person.team
        return None

    def spoken_of(self, sentence: AnalysedSentence) -> Iterator[str]:
        """The clubs that the sentence speaks of, by name or by those who act for them."""
        for unit in (n.unit for n in sentence.nodes if n.unit and n.unit.refs and not n.unit.opponent):
            person = self._analysed.cast.persons.get(unit.refs[0])
            if unit.kind is UnitKind.CLUB and not unit.dressing.pair:
                yield from unit.refs
            elif person and person.team and person.part in ("manager", "official"):
                yield person.team

    def speaks_for(self, source: Source, mover: str) -> str | None:
        """The club that speaks, or whose manager or official does."""
        if source.kind is SourceKind.CLUB:
            return source.name
        teller = self._analysed.cast.persons.get(source.name or "")
        return teller.club if teller and teller.name != mover and teller.part in POSTS else None

    def leads(self, source: Source) -> bool:
        """Whether somebody speaks who leads a team."""
        teller = self._analysed.cast.persons.get(source.name or "")
        return source.kind is SourceKind.PERSON and teller is not None and teller.part == "manager"

    def bidder(self, told: Statement, person: Person, at: str, story: Story) -> str | None:
        """The club other than ``at``, where he is, that speaks as one that wants him."""
        club = self.speaks_for(told.attribution.source, person.name)
        suitors = story.suitors.get(person.name, ())
        announces = told.attribution.source.kind is SourceKind.CLUB and not suitors  # whose deal else is off?
        known = (club in suitors or announces or told.by_speaker) and not told.slots.somewhere
        return club if club != at and known and club in self._analysed.discourse.clubs.times else None

    def home(self, person: Person, office: str | None, index: int, story: Story) -> str | None:
        """In an article about one club, a player of whom no club is said is taken to be its own, unless he is after the
        ``office`` there that is vacant; in a round-up, if the sentence at ``index`` is near where it is spoken of."""
        heir = story.is_vacant(office) and not (person.part or person.groups)
        leads = person.part == "manager" or heir
        club = self._pervading(person) if not leads and not person.former_clubs else None
        here = story.turned_to(club, [person.name])
        club = here if here and (person.name, here) not in self.homes.wanted | self.homes.left else club
        if story.about and self.parts.go_round and not leads:
            here = story.about if self._is_beside(story.about, index) else None
            return here if (person.name, here) not in self.homes.wanted else None
        club = story.about if story.about and self.placed and not leads else club
        gone = (person.name, club) in self.homes.left | self.homes.wanted or person.sought
        return None if gone else club

    def telling(self, told: Statement, to: str) -> str | None:
        """The club that tells ``to`` that somebody is not for sale: "Lyon have told Everton that Smith will stay"."""
        heard = to in hearer_of(told.reading.clause, told.sentence)
        units = (n.unit for n in told.sentence.before(told.reading.clause) if heard and n.unit)
        return next((u.refs[0] for u in units if u.kind is UnitKind.CLUB and u.refs and to not in u.refs), None)

    def office_for(self, person: Person, clubs: tuple[str | None, ...], story: Story) -> str | None:
        """The club in search of a manager, for one who may be after its office and is at none of ``clubs`` there."""
        leads = person.part == "manager" or (story.of_managers and not (person.part or person.groups))
        return story.vacant if leads and story.vacant not in clubs else None

    def _pervading(self, person: Person) -> str | None:
        """The club that the article is about all along, or whose people it names so, unless ``person`` is its chief."""
        chief = self._analysed.cast.main
        own = self._analysed.discourse.clubs.own() if self.placed and chief and person.name != chief.name else None
        club = own or self.main_club()
        if club is not None and club not in self._deals_of_others:
            self._deals_of_others[club] = self.homes.deals_of_others(club, self._analysed.cast)
        others = self._deals_of_others.get(club or "", 0)
        return club if others < _DEALS_OF_OTHERS and self._dominance.runs_through(club) else None

    def is_said(self, person: Person) -> bool:
        """Whether words beside his name tell where ``person`` is."""
        return bool(person.clubs) and person.name not in self.homes.placed

    def lost_by(self, person: Person, to: str, told: Statement, story: Story) -> str | None:
        """The club that wants another in his place; else the one of which the sentence before spoke, where somebody
        of whom nothing else is said goes to another: "Lyon know how it feels. Smith left for Chelsea in August"."""
        if not person.clubs and (club := self._where_replaced(told)) and club != to:
            return club
        goes = told.reading.places(person.name, "subject")
        known = set(person.clubs) - {to} or person.former_clubs
        if not (self.placed and goes and told.index) or known:
            return None
        before = self._analysed.sentences[told.index - 1]
        if before.sentence.paragraph != told.sentence.sentence.paragraph:
            return None
        clubs = set(self.spoken_of(before)) - {to}
        club = clubs.pop() if len(clubs) == 1 else None
        if any(club in suitors for name, suitors in story.suitors.items() if name != person.name):
            return None  # to which somebody else has gone
        return None if (person.name, club) in self.homes.wanted else club

    def of_paragraph(self, told: Statement, story: Story) -> str | None:
        """The club of which the paragraph spoke just before ``told``, as the subject of a sentence: the one that lost
        or bought whoever is said to have gone or come, and no club is told."""
        before = self._analysed.sentences[max(0, told.index - MEMORY) : told.index]
        here = (s for s in reversed(before) if s.sentence.paragraph == told.sentence.sentence.paragraph)
        return next((club for s in here if (club := self.subject_of(s, story))), None)

    def beside(self, told: Statement, story: Story) -> str | None:
        """The club before ``told`` in its sentence, which somebody leaves: "Lyon bought Smith, while Brown went"."""
        clause, verb = told.reading.clause, told.reading.main.start
        goes = clause.nodes[verb].norm in _GONE and clause.intro in _CONTRASTS
        return self.subject_of(told.sentence, story) if goes and self.placed else None

    def _where_replaced(self, told: Statement) -> str | None:
        """The club in question where a relative clause tells of who is to be followed there: "Lyon want a replacement
        for Smith, who has left"."""
        nodes, clause = told.sentence.nodes, told.reading.clause
        who = clause.subject[0] if clause.kind is ClauseKind.RELATIVE and clause.subject else None
        at = next((i for i, n in enumerate(nodes) if n.unit is who), 0) if who else 0
        return self.club_before(clause, told.sentence) if in_place_of(nodes[max(0, at - 3) : at]) else None

    def left_by(self, person: Person) -> str | None:
        """A club that ``person`` is known to have left."""
        return next((club for name, club in sorted(self.homes.left) if name == person.name), None)

    def seller(self, clause: Clause, sentence: AnalysedSentence, story: Story) -> str | None:
        """The club that somebody leaves or stays at where none is said: the one just named, or that the text is
        about."""
        spoken_of = None if self._analysed.discourse.clubs.own() else story.topic_club
        hearers = hearer_of(clause, sentence)  # "has told Chelsea that he will leave"
        named = self.club_before(clause, sentence)
        if is_anothers(named, sentence, story):
            named, acting = None, self.subject_of(sentence, story) if self.placed else None
            spoken_of = acting or spoken_of
        beside = named or next(iter(hearers), None)
        known = beside or story.section or self.main_club() or spoken_of
        fronted = clause.nodes[0].norm == "with" and clause.start <= sentence.nodes[0].start  # "With Smith to go, …"
        return known or (self.subject_of(sentence, story) if fronted and self.placed else None)

    def _came_home(self, person: Person, told: Statement) -> bool:
        """Whether he came to the club where the article has him from another: "signed on arrival from Lyon"."""
        came = told.judgement.stage is Stage.DONE and told.reading.main.rule.value("suitor") == "arrival"
        from_ = told.slots.from_
        return came and bool(from_) and self.is_said(person) and person.club not in from_

    def suitors(self, told: Statement, story: Story) -> list[str]:
        """ "Accepts the job", "has come from Lyon", "is next on the list": the club is the one spoken of."""
        reading, slots, rule = told.reading, told.slots, told.reading.main.rule
        nouns = [e.rule for e in reading.events if e.found.verb_form is None and e.rule.value("role") == "manager"]
        job = rule.move == Move.TRANSFER and any(noun.value("suitor") for noun in nouns)  # "is linked to the job"
        tells = (n.unit for n in told.sentence.before(reading.clause)[:1])  # his own club, if he tells it so himself
        himself = any(u.kind is UnitKind.PERSON and set(u.refs) & set(slots.persons) for u in tells if u)
        if told.judgement.stage is Stage.OFF and not himself and (hearers := hearer_of(reading.clause, told.sentence)):
            return list(hearers)  # "Everton have been told that he is not for sale"
        named = [p for name in slots.persons if (p := self._analysed.cast.persons.get(name))]
        if any(is_own_pact(reading, p.name, p.club) or self._came_home(p, told) for p in named):
            return []
        if (signing := self._signing(told) or self._newcomer(told) or self._displaced(told)) or (
            rule.value("suitor") == "arrival" and (not slots.from_ or told.by_another)
        ):
            return [signing] if signing else []
        if told.judgement.stage is Stage.MEDICAL and (ahead := self._host(told, story) or self._club_ahead(told)):
            return ahead
        if rule.value("deal") == "permanent" and (hosts := [p.lent_to for p in named if p.lent_to]):
            return hosts[:1]  # "Smith, on loan at Lyon, wants to make his move permanent"
        if rule.value("suitor") == "bound":
            goals = (story.bound_for(p.name) for p in named if not self._signs_here(p, told, story))
            return [club for club in goals if club][:1]
        sells = bool(rule.value("mutual") and slots.from_) and not any(
            story.in_play(p.name) or p.club not in {None, *slots.from_} for p in named
        )
        after = reading.stage is None and told_as_done(reading) and reading.move != Move.EXIT
        sought = is_aimed_at(told, named)
        if not (after or rule.value("suitor") or job or sells or sought):
            return self._vacancy(told, story, named)
        near = after or sought or rule.value("suitor") in ("near", "same")
        leads = reading.values.get("role") == "manager" or any(p.part == "manager" for p in named)
        leads = leads or (story.of_managers and not any(p.part not in (None, "staff") or p.groups for p in named))
        if rule.value("role") == "manager" and (office := taken_before(told, named)):
            return [office]
        going = followed_to(told, story, self._analysed.cast, near, leads)
        further = story.wanting_another() if rule.value("suitor") == "same" else None
        lost = story.lost_beside(told.index, slots.persons)
        spoken_of = (lost, self.club_before(reading.clause, told.sentence), further or story.topic_club)
        several = rule.value("named") and len(slots.persons) > 1  # "A, B and C are among the candidates"
        main = self.main_club()
        about = None if near and not several else story.turned_to(main, slots.persons) or main
        part = story.about if self.parts.go_round else None
        aside = rule.value("suitor") == "arrival" and reading.clause.kind is not ClauseKind.MAIN
        own = about if aside else None  # "Smith, signed from Lyon in 2020, …", whoever was spoken of before
        done = told.judgement.stage is Stage.DONE
        held = (story.office_here(told.index, not done) or story.vacant) if leads else None
        clubs = (part, *going, held, own, *spoken_of, about)
        suitors = [club for name in slots.persons for club in story.suitors.get(name, ())] if told.long_ago else []
        return next(([club] for club in clubs if club and club not in {*slots.from_, *suitors}), [])

    def _signs_here(self, person: Person, told: Statement, story: Story) -> bool:
        """Whether what ``person`` signs is a contract with his own club: one is in question, or that club speaks."""
        own = self.speaks_for(told.attribution.source, person.name)
        return signs(told.reading) and (story.renews(person.name, told.index) or own in {*person.clubs})

    def _vacancy(self, told: Statement, story: Story, persons: Sequence[Person]) -> list[str]:
        """The club without a manager for which ``told`` names somebody: "need a manager. Smith has been mentioned"."""
        named = told.judgement.stage is Stage.INTEREST and told.judgement.move is Move.TRANSFER
        leads = story.of_managers and all(p.part in (None, "manager") and not p.groups for p in persons)
        return [story.vacant] if named and leads and persons and story.vacant else []

    def goals(self, name: str, told: Statement, story: Story) -> list[str | None]:
        """The clubs that ``told`` says the person called ``name`` goes to: those that it names, else of a denial or a
        refusal of all of them those that were spoken of just before; None where it leaves that open."""
        slots, judgement = told.slots, told.judgement
        person = self._analysed.cast.persons.get(name)
        home = [person.club] if person and person.club else []
        silent = (
            judgement.certainty is Certainty.DENIED and judgement.stage is Stage.TALKS
        )  # "we have heard from nobody"
        asked = slots.to == home and (silent or not told.reading.positions.get("subject"))  # "nobody has contacted us"
        if slots.to and not asked:
            return [*slots.to]
        if person and self._signs_here(person, told, story):
            return [None]
        refused = judgement.stage is Stage.REJECTED and any(n.norm in _ALL for n in told.reading.clause.nodes)
        denied = judgement.certainty is Certainty.DENIED and judgement.move in (Move.TRANSFER, Move.LOAN)
        with_another = home and slots.from_ and slots.from_ != home
        kept = judgement.stage is Stage.OFF and judgement.move is Move.EXIT and story.sentence == told.index
        kept = kept and "object" in (told.reading.main.rule.frame or {}).get("person", ())  # his club's act, not his
        if kept and not slots.to and not told.slots.somewhere:
            told_so = story.last is not None and story.last.stage is Stage.REJECTED
            aside = any(n.norm == "despite" for n in told.sentence.before(told.reading.clause))
            here = [] if told_so or aside else story.sought.get(name, [])
            return [*here] or [None]  # "Chelsea want Smith, but Lyon will not sell"
        of = countries_meant(told.reading)
        open_to_all = (denied or refused) and not (slots.somewhere and not of) and not with_another
        in_play = of_countries(story.in_play(name), of, self._analysed.discourse.clubs) if open_to_all else []
        his_own = self.speaks_for(told.attribution.source, name) in home  # which may mean anybody's
        spoken = told.attribution.source.kind is not SourceKind.PUBLISHER
        if denied and spoken and open_to_all and not (in_play or his_own):
            in_play = [club for club in story.since(told.index - 2) if club not in {*home, *slots.from_}]
            in_play = in_play if len(in_play) == 1 else []  # "Ignore the chatter about Everton and Smith"
        first = name not in story.touched and judgement.stage in COURTING
        if denied and open_to_all and self.placed and his_own and first and not in_play:
            later = {club for mover, club in self.homes.wanted if mover == name and club not in {*home, *slots.from_}}
            in_play = [*later] if len(later) == 1 else []  # "have had no offers for Smith. Everton are keen on him"
        return [*in_play] or [*slots.to] or [None]

    def _host(self, told: Statement, story: Story) -> list[str]:
        """The club in whose town somebody is looked over, who is not known to be wanted by others: "has landed in
        Naples for his medical"."""
        places = [u.mention for u in told.reading.positions.get("in", ()) if u.kind is UnitKind.PLACE and u.mention]
        hosts = [club for place in places if (club := self.host_in(place))]
        wanted = {club for name in told.slots.persons for club in story.suitors.get(name, ())}
        return [club for club in hosts if club in wanted or not wanted]

    def host_in(self, place: Mention) -> str | None:
        """The one club of some rank in the town that ``place`` names."""
        return self._analysed.discourse.clubs.host_in(place)

    def _club_ahead(self, told: Statement) -> list[str]:
        """The club of which the rest of the sentence tells: "a medical before joining Chelsea"."""
        later = (c for c in told.sentence.clauses if c.start > told.reading.clause.start)
        units = [n.unit for clause in later for n in clause.nodes if n.unit]
        named = [unit.refs[0] for unit in units if unit.kind is UnitKind.CLUB and unit.refs and not unit.opponent]
        called = [self._analysed.discourse.clubs.club_of(m) for unit in units for m in unit.dressing.clubs]
        persons = (self._analysed.cast.persons.get(name) for name in told.slots.persons)
        home = {*told.slots.from_, *(p.club for p in persons if p)}
        out = home | self._analysed.cast.persons.keys()
        return [club for club in (*named, *called) if club and club not in out][:1]

    def _newcomer(self, told: Statement) -> str | None:
        """The club whose new player he is called: "Chelsea's new signing Smith has arrived from Lyon"."""
        persons = (self._analysed.cast.persons.get(name) for name in told.slots.persons)
        arrives = told.reading.main.rule.value("suitor") == "arrival" or told_as_done(told.reading)
        arrives = arrives and bool(told.slots.from_)
        return next((p.incoming for p in persons if p and p.incoming), None) if arrives else None

    def _displaced(self, told: Statement) -> str | None:
        """The club of whom somebody's arrival hurts: "Brown has lost his place since the arrival of Smith"."""
        reading = told.reading
        came = told.slots.from_ and (reading.main.rule.value("suitor") == "arrival" or told_as_done(reading))
        if not came or reading.main.found.verb_form:
            return None
        units = (u for place in ("subject", "outer") for u in reading.positions.get(place, ()))
        others = (name for unit in units for name in unit.refs if name not in told.slots.persons)
        persons = (self._analysed.cast.persons.get(name) for name in others)
        return next((p.club for p in persons if p and p.club), None)

    def _signing(self, told: Statement) -> str | None:
        """The club that tells of its signing: "Everton can confirm that Smith has put pen to paper"."""
        teller, rule = told.attribution.source, told.reading.main.rule
        signs = told.judgement.move is Move.TRANSFER and told.judgement.stage is Stage.DONE and rule.value("act")
        goals = (unit for place in ("object", "to", "at", "in") for unit in told.reading.positions.get(place, ()))
        elsewhere = any(unit.kind is not UnitKind.PERSON for unit in goals)
        own = teller.kind is SourceKind.CLUB and signs and not elsewhere and teller.name not in told.slots.from_
        return teller.name if own else None
