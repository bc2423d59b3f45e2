"""Whose move a sentence tells of that names nobody: the persons of an article, and who of them was spoken of before."""

from __future__ import annotations

from itertools import pairwise

from rumourctl.claims.model import Move, Stage
from rumourctl.extraction.filled import Slots
from rumourctl.extraction.focus import Focus
from rumourctl.extraction.parties import equates, governs_others, is_about_another, is_bare, some_of_them, whose_wish
from rumourctl.extraction.story import Story
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.around import beside_another
from rumourctl.language.cast import Cast
from rumourctl.language.clauses import ClauseKind
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, UnitKind
from rumourctl.language.tokens import Kind
from rumourctl.rules.engine import Reading

_FIRST_PERSON = closed_class("first_singular")
_HEARS = closed_class("hears")
_MOVES = closed_class("several_moves")
_DEALS = closed_class("deals")
_MODALS = closed_class("modals")
_FRONTS = closed_class("fronts") | {"having", "once"}
_TURNS_TO = closed_class("turns_to")
_TELLS_WHEN = closed_class("tells_when")
_DETERMINERS = closed_class("definite") | {"a", "an", "that"}
_DEALT_WITH = closed_class("business") | closed_class("deals") | closed_class("of_an_owner") | closed_class("jobs")
_VERB_GROUP = (
    closed_class("auxiliaries") | closed_class("be") | closed_class("modals") | closed_class("light_adverbs")
) | {"since", "not"}


class Movers:
    """Tells which persons of one article a reading means that names none."""

    def __init__(self, cast: Cast, focus: Focus) -> None:
        self._persons, self._focus = cast.persons, focus

    def sift(self, reading: Reading, sentence: AnalysedSentence, slots: Slots, story: Story) -> None:
        """Takes from ``slots`` whoever has no part in a move, and nobody has who is named there in his stead."""
        if self._only_hears(reading, sentence, slots, story):
            slots.persons = []
        if slots.persons and self._chats_at_home(reading, sentence, slots):
            slots.persons, slots.blocked = [], True
        if not slots.persons and (again := self._described_again(reading, story.in_question(sentence.sentence.index))):
            slots.persons, slots.blocked = [again], False

    def _chats_at_home(self, reading: Reading, sentence: AnalysedSentence, slots: Slots) -> bool:
        """ "I have had a chat with him," said by who works for his club: no other has a part in that."""
        if reading.main.rule.stage != Stage.TALKS or slots.to or slots.from_ or reading.move != Move.TRANSFER:
            return False
        speaks = any(u.pronoun in _FIRST_PERSON for u in reading.positions.get("subject", ()))
        own = self._focus.speaks_for((sentence.speaker or sentence.attribution).source, slots.persons[0])
        return speaks and own is not None and own == self._persons[slots.persons[0]].club

    def _only_hears(self, reading: Reading, sentence: AnalysedSentence, slots: Slots, story: Story) -> bool:
        """ "The manager is unaware of Everton's interest": in the player who is in question, not in him."""
        in_question = story.in_question(sentence.sentence.index)
        if not slots.persons or in_question is None or reading.main.found.verb_form or self._leads(in_question):
            return False
        hears = any(n.unit is None and n.norm in _HEARS for n in reading.clause.nodes[: reading.main.start])
        return hears and all(self._leads(name) for name in slots.persons)

    def meant(self, reading: Reading, slots: Slots, story: Story, told: AnalysedSentence) -> list[str]:
        """The persons of ``slots``; whom somebody unnamed wants, where "Lyon are among them" tells who that is; or the
        player in question where they are a manager by a pronoun, who only admires him or deals for his club: "Lyon want
        Smith. Coach Jones is a big admirer. Ajax missed out on him", "He is a player I like, but I have not spoken to
        Ajax"."""
        if reading.main.rule.value("among"):
            courted = story.courted_before(told.sentence.index)
            slots.blocked = courted is None
            return [courted] if courted else []
        in_question = story.in_question(told.sentence.index)
        name = slots.persons[0] if len(slots.persons) == 1 else None
        if in_question is None or name is None or story.of_managers or name in story.latest:
            return slots.persons
        if reading.clause.intro == "that" and equates(reading) and _names(told, name):
            return slots.persons  # "Dyer was asked about reports that he is on the list"
        placed = (u for placed in reading.positions.values() for u in placed)
        units = [u for u in placed if name in u.refs or (u.pronoun in _FIRST_PERSON and not u.refs)]
        by_pronoun = bool(units) and all(u.form is Form.PRONOUN for u in units)
        admires = by_pronoun and self._leads(name) and not self._leads(in_question)
        return [in_question] if admires and reading.values.get("role") != "manager" else slots.persons

    def recall(self, reading: Reading, sentence: AnalysedSentence, slots: Slots, story: Story) -> None:
        """ "The deal", "a second bid": the move that was spoken of just before, in this sentence or the last."""
        if owner := whose_wish(reading):
            slots.persons = list(owner.refs)
            return
        main = reading.main
        first = next(iter((main.rule.frame or {}).get("person", ())), "")
        clubs = any(u.kind is UnitKind.CLUB for units in reading.positions.values() for u in units if not u.possessive)
        below = story.below == sentence.sentence.index and main.start == 0 and clubs
        bare = is_bare(reading) or below
        offered = reading.move == Move.RENEWAL and first == "object"  # "Lyon have offered a new deal"
        if (
            main.found.verb_form
            and first in ("object", "subject")
            and not (main.rule.value("generic") or bare or offered)
        ):
            return  # such a verb names its own
        if main.found.verb_form and not main.rule.value("generic") and governs_others(reading, first):
            return
        if main.rule.value("named") or is_about_another(reading) or _is_of_some_thing(reading) or _are_several(reading):
            return
        if some_of_them(reading):
            return
        if main.found.verb_form is None and story.turned_to_boardroom(sentence.sentence.index):
            return
        behind = self._told_behind(reading, sentence) or _wanted_speaker(reading, sentence, slots, story)
        behind = behind or self._client(reading, sentence)
        if behind:
            slots.persons = [behind]
            return
        before = self._named_before(reading, sentence)
        in_question = story.in_question(sentence.sentence.index)
        if ahead := self._named_ahead(reading, sentence, in_question):
            slots.persons = [ahead]
            return
        if before and in_question and self._leads(before[-1]) and not self._leads(in_question):
            before = [name for name in before if not self._leads(name)] or [in_question]
        if before:
            slots.persons = before[-1:]
            return
        if self._names_others(reading):
            return
        if bare and in_question and not self._may_sell(reading, in_question):
            return
        if in_question and (own := self._his_speakers(in_question, sentence, story)) is not None:
            in_question = own
        posted = self._focus.posted and story.introduced == in_question
        if in_question and main.rule.value("alone") and not (posted or slots.to or story.speaks_of_move(in_question)):
            return  # "final stages", where nobody is said to move
        if in_question and (sought := self._between(in_question, slots, story)):
            in_question = sought
        left = story.vacated[0] if story.vacant and main.rule.move == "transfer" else None
        slots.persons = [in_question] if in_question and in_question != left else []

    def _described_again(self, reading: Reading, in_question: str | None) -> str | None:
        """Who is ``in_question``, where a clause tells how his club came by him and calls him no more than a player:
        "could make money on **a player they signed from Lyon**"."""
        club = self._persons[in_question].club if in_question in self._persons else None
        came = reading.main.rule.stage == Stage.DONE and reading.realised and bool(reading.positions.get("from"))
        came = came and reading.clause.kind is ClauseKind.RELATIVE
        if club is None or not came or not reading.places(club, "subject"):
            return None
        called = (u for u in reading.positions.get("object", ()) if u.kind is UnitKind.OTHER)
        alone = any(u.dressing.part == "player" and not (u.dressing.plural or u.dressing.clubs) for u in called)
        return in_question if alone and not reading.places(club, "from") else None

    def _names_others(self, reading: Reading) -> bool:
        """Whether somebody takes part whom the article does not let us name, or another who could move."""
        nameless = any(
            u.kind is UnitKind.PERSON and not u.refs and u.pronoun in ("he", "him", "she", "her")
            for u in reading.positions.get("subject", ())
        )
        return nameless or any(
            u.kind is UnitKind.PERSON
            and u.refs
            and self._moves(u.refs[0])
            and not self._works(u.refs[0])
            and not (position == "subject" and self._wants(u.refs[0], reading))
            for position, units in reading.positions.items()
            for u in units
        )

    def _client(self, reading: Reading, sentence: AnalysedSentence) -> str | None:
        """Whom an agent speaks for who says of a deal that there is none: "no offer has come"."""
        speaker = sentence.speaker.source.name if sentence.speaker and reading.clause.quoted else None
        person = self._persons.get(speaker or "")
        return person.client if person and person.client in self._persons else None

    def _named_before(self, reading: Reading, sentence: AnalysedSentence) -> list[str]:
        """Who is named before the clause in its sentence and may move, in order; those of an aside that tells when only
        where nobody else is."""
        above = sentence.before(reading.clause)
        named = [
            n for at, n in enumerate(above)
            if not beside_another(above[max(0, at - 3) : at])
            and n.unit and n.unit.kind is UnitKind.PERSON and n.unit.refs and self._moves(n.unit.refs[0])
            and (n.unit.refs[0] != sentence.attribution.source.name or self._plays(n.unit.refs[0]))
        ]  # fmt: skip
        aside = [c for c in sentence.clauses if c.intro in _TELLS_WHEN and not c.start <= reading.clause.start < c.end]
        told = [n for n in named if not any(c.start <= n.start < c.end for c in aside)]
        return [n.unit.refs[0] for n in told or named if n.unit]

    def _named_ahead(self, reading: Reading, sentence: AnalysedSentence, in_question: str | None) -> str | None:
        """Whom the statement names that is behind the phrase which opens the sentence, where that names nobody: "With a
        fee agreed by Lyon, Smith is set to fly in"; unless another is ``in_question``, who may be meant, or they turn
        to him from another."""
        if not _opens(reading, sentence):
            return None
        main = next((c for c in sentence.clauses if c.start >= reading.clause.end - 1 and not c.intro), None)
        if main is None or any(n.unit is None and n.norm in _TURNS_TO for n in main.nodes):
            return None
        people = [n.unit for n in main.nodes if n.unit and n.unit.kind is UnitKind.PERSON and n.unit.refs]
        names = {u.refs[0] for u in people if self._moves(u.refs[0]) and u.refs[0] != sentence.attribution.source.name}
        name = names.pop() if len(names) == 1 else None
        heads = bool(people) and main.nodes[0].unit is people[0]
        return name if heads or in_question in (None, name) else None

    def _between(self, name: str, slots: Slots, story: Story) -> str | None:
        """Whom a club wants from the other of the two that ``slots`` names, where ``name`` has to do with neither: the
        move of whom was told of last, "Lyon want Smith of Ajax. Jones may go. Ajax have rejected Lyon's bid"."""
        if len(slots.from_) != 1 or len(slots.to) != 1:
            return None
        seller, buyer = slots.from_[0], slots.to[0]
        if self._persons[name].club == seller or buyer in story.suitors.get(name, ()):
            return None
        known = (p for p in reversed(story.suitors) if p != name and buyer in story.suitors[p])
        return next((p for p in known if self._persons[p].club in (None, seller)), None)

    def _his_speakers(self, name: str, sentence: AnalysedSentence, story: Story) -> str | None:
        """Of whom an official speaks who is at another club than the one called ``name``, and no suitor's: the player
        of his own club whose move was told of last. Empty for nobody, None where he may well mean ``name``."""
        own = self._focus.speaks_for(sentence.attribution.source, name)
        club = self._persons[name].club
        if own is None or club in (None, own) or own in story.suitors.get(name, ()):
            return None
        persons = self._persons
        return next((p for p in reversed(story.latest) if p in persons and persons[p].club == own), "")

    def _wants(self, name: str, reading: Reading) -> bool:
        """Whether he leads a team for which somebody is wanted: "Smith, the Lyon manager, is an admirer"."""
        frame = reading.main.rule.frame or {}
        aims = "subject" in frame.get("to", ()) and "subject" not in frame.get("person", ())
        return aims and self._leads(name) and reading.main.rule.stage == Stage.INTEREST

    def _works(self, name: str) -> bool:
        """Whether he works for a club as its director or scout, and so deals for it."""
        person = self._persons.get(name)
        return person is not None and person.part == "staff"

    def _may_sell(self, reading: Reading, name: str) -> bool:
        """Whether ``name`` may be with the club that is the subject."""
        sellers = [ref for unit in reading.positions.get("subject", ()) for ref in unit.refs]
        club = self._persons[name].club
        return club is None or club in sellers

    def replaces_player(self, reading: Reading) -> bool:
        """Whether somebody takes a player's place in the side, not a manager's in his office."""
        if len(reading.events) > 1:
            return False  # "first choice to replace Smith"
        bought = not reading.realised or bool(reading.positions.get("from"))
        if bought and "with" in list((reading.main.rule.frame or {}).get("person", ()))[:1]:
            return False  # "looking to replace Smith with Brown", "replaced Smith with Brown from Lyon"
        verb = reading.clause.nodes[reading.main.start].norm
        people = (r for p in ("subject", "object") for u in reading.positions.get(p, ()) for r in u.refs)
        persons = (self._persons.get(name) for name in people)
        return verb.startswith(("replac", "succe")) and any(p is not None and p.part == "player" for p in persons)

    def _told_behind(self, reading: Reading, sentence: AnalysedSentence) -> str | None:
        """Whom "who had bid for Smith" names, behind "have turned away Lyon"."""
        later = (c for c in sentence.clauses if c.start > reading.clause.start)
        clause = min(later, key=lambda c: c.start, default=None)
        if clause is None or not reading.main.rule.value("generic"):
            return None
        last = reading.clause.nodes[-1]
        if clause.intro == "that" and last.unit is None and last.norm in _DEALS and clause.nodes[0].norm in _MODALS:
            people = (n.unit.refs[0] for n in clause.nodes if n.unit and n.unit.kind is UnitKind.PERSON and n.unit.refs)
            return next((name for name in people if self._moves(name)), None)  # "a deal that would have seen Smith go"
        if clause.kind is not ClauseKind.RELATIVE or clause.intro not in ("who", "which"):
            return None
        named = (
            node.unit.refs[0]
            for before, node in pairwise(clause.nodes)
            if node.unit
            and node.unit.kind is UnitKind.PERSON
            and node.unit.refs
            and before.norm in ("for", "of", "over")
        )
        return next((name for name in named if self._moves(name)), None)

    def named_in(self, sentence: AnalysedSentence) -> str | None:
        """The first person of the sentence who may move, other than its speaker, or a manager whose words on another
        follow: "coach Jones, clear on Smith: “There is no offer”"."""
        speakers = {sentence.attribution.source.name, sentence.speaker.source.name if sentence.speaker else None}
        people = [n for n in sentence.nodes if n.unit and n.unit.kind is UnitKind.PERSON]
        named = [r for n in people if n.unit for r in n.unit.refs[:1] if r not in speakers and self._moves(r)]
        spoken_of = {r for on, n in pairwise(sentence.nodes) if on.norm == "on" and n.unit for r in n.unit.refs[:1]}
        if named and self._leads(named[0]):
            named = [name for name in named if name in spoken_of and not self._leads(name)] or named
        return next(iter(named), None)

    def _leads(self, name: str) -> bool:
        return self._persons[name].part in ("manager", "staff")

    def _moves(self, name: str) -> bool:
        person = self._persons.get(name)
        return person is not None and person.part not in ("official", "other")

    def _plays(self, name: str) -> bool:
        return self._persons[name].part == "player"


def _opens(reading: Reading, sentence: AnalysedSentence) -> bool:
    """Whether the clause is a phrase that opens its sentence and leads to another statement: "With …,", "Having …,"."""
    first = sentence.nodes[0]
    opens = reading.clause.start <= first.start + 1 and first.unit is None
    return opens and first.norm in _FRONTS and len(sentence.clauses) > 1


def _names(sentence: AnalysedSentence, name: str) -> bool:
    """Whether ``sentence`` calls somebody by ``name``."""
    return any(n.unit and n.unit.form is Form.NAME and name in n.unit.refs for n in sentence.nodes)


def _are_several(reading: Reading) -> bool:
    """Whether a noun tells of several moves, of which none is anybody's alone: "could stop at those two deals"."""
    last = reading.clause.nodes[reading.main.end - 1]
    return reading.main.found.verb_form is None and last.unit is None and last.norm in _MOVES


def _is_of_some_thing(reading: Reading) -> bool:
    """Whether its verb is said of a thing that is nobody's business: "the privilege was withdrawn", not "the offer"."""
    if not reading.main.found.verb_form or reading.positions.get("subject"):
        return False
    before = [n for n in reading.clause.nodes[: reading.main.start] if n.kind is Kind.WORD or n.unit]
    while before and before[-1].unit is None and before[-1].norm in _VERB_GROUP:
        before.pop()
    the, thing = [*[None, None], *before][-2:]
    plain = the is not None and thing is not None and the.unit is None and thing.unit is None
    return bool(plain and the and thing and the.norm in _DETERMINERS and thing.norm not in _DEALT_WITH)


def _wanted_speaker(reading: Reading, sentence: AnalysedSentence, slots: Slots, story: Story) -> str | None:
    """Who speaks for himself of a club that is known to want him: "nobody from Lyon has called," he said."""
    speaker = sentence.speaker.source.name if sentence.speaker and reading.clause.quoted else None
    clubs = slots.to or [c for u in reading.positions.get("from", ()) if u.kind is UnitKind.CLUB for c in u.refs]
    return speaker if speaker and clubs and set(clubs) & story.suitors.get(speaker, {}).keys() else None
