"""What an article has told so far: whose move it speaks of, to where, and on what terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from rumourctl.claims.model import Certainty, Claim, Move, Role, Stage
from rumourctl.extraction.dating import Occasion
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node

MEMORY = 4
"""For how many sentences a move stays in question."""
_LOOKS = closed_class("looks_for")
_RECENT = 45
"""For how many days an office that somebody has left may still be vacant."""
_LEAVES = frozenset(("leave", "sell", "departure", "sale", "lose"))
_GOING = (Stage.CLOSE, Stage.AGREED, Stage.DONE)


@dataclass(slots=True)
class Story:
    """The moves in question, up to one sentence of an article or of an item of it."""

    today: date | None = None
    section: str | None = None
    label: str | None = None
    """The club with whose name and a colon the paragraph begins: "Everton: …"."""
    about: str | None = None
    """The club that this part of the text says it is about: "in other Milan news", "at Inter, …"."""
    in_paragraph: int | None = None
    """The paragraph that alone is about it, if it says so only there."""
    topic_club: str | None = None
    topic_person: str | None = None
    persons: list[str] = field(default_factory=list)
    sentence: int = -9
    suitors: dict[str, dict[str, bool]] = field(default_factory=dict)
    """The clubs that are said to want each, the latest told of last, and whether that was more than denied."""
    sought: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The clubs that the last sentence with a claim has after each."""
    spoken_of: dict[str, int] = field(default_factory=dict)
    """The last sentence that spoke of each club."""
    hinted: dict[str, str] = field(default_factory=dict)
    """The clubs to which moves of persons were spoken of, without a word of how far they have come."""
    settled: dict[str, str] = field(default_factory=dict)
    """The clubs to which persons are all but gone."""
    origin: dict[tuple[str, str], str] = field(default_factory=dict)
    """From which club each moves to the one he is bound for."""
    told_from: set[tuple[str, str | None]] = field(default_factory=set)
    """Persons with the clubs that they are told to leave, or to be wanted from."""
    loans: dict[tuple[str, str | None], int] = field(default_factory=dict)
    """Who goes on loan and to which club, to any where his own club lets him go; and the last sentence that said so."""
    renewals: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    """Of whose moves something was said, be it no claim."""
    latest: dict[str, Move] = field(default_factory=dict)
    vacant: str | None = None
    """The club that last lost its manager, or is about to."""
    vacated: tuple[str, int, str | None] = ("", -9, None)
    """Who left it, the sentence that said so, and the club of which it was said before."""
    gone: dict[str, str] = field(default_factory=dict)
    """The club that each was last told to have left, or to be about to."""
    hired: tuple[int, str, str | None] = (-9, "", None)
    """The sentence that last told of a manager's appointment, whose and where."""
    office: tuple[int, int, str | None, bool] = (-9, -1, None, False)
    """The sentence and paragraph that last told of somebody who took or left the office of a manager, where, and
    whether it may be vacant."""
    of_managers: bool = False
    """Whether the claim told last was of a manager."""
    last: Claim | None = None
    dated: tuple[int, Claim] | None = None
    """What was last told of a day gone by, with the sentence's number."""
    courted: tuple[int, str] = (-9, "")
    """The sentence that last told of a suitor whom it did not name, and whom he wants."""
    steps: dict[str, tuple[int, Claim]] = field(default_factory=dict)
    """The last club that each is told to have gone to, with the sentence's number."""
    left: str | None = None
    paragraph: int = -1
    opened: int = 0
    """The sentence with which the paragraph began."""
    headed: str | None = None
    """Whose name alone is the line above."""
    below: int | None = None
    """The sentence below such a line, which may leave him out: "Released in May"."""
    turn: str | None = None
    """The club that the paragraph spoke of first, as the subject of a sentence, before any person who may move."""
    introduced: str | None = None
    """The person whom the paragraph named first."""
    boardroom: int = -9
    """The last sentence that spoke of who owns a club."""
    days: dict[str, Occasion] = field(default_factory=dict)

    def remember(self, claim: Claim, sentence: int, aside: bool = False, leading: bool = True) -> None:
        """Takes note of ``claim``, made in the sentence of that number; what is told ``aside`` of another than the one
        whose move is in question leaves that in question. It is ``leading`` where no other clause leads to it."""
        ago = (self.today - claim.date).days if self.today is not None else 0
        fresh = not claim.background or 0 < ago <= _RECENT  # history without a day of its own may be old
        goes = claim.move is Move.EXIT or (claim.from_club and claim.from_club == self.topic_club)
        if fresh and claim.role is Role.MANAGER and goes and claim.stage in _GOING:
            self.vacated, self.vacant = (claim.person, sentence, self.vacant), claim.from_club
        elif claim.stage is Stage.DONE and claim.to_club and self.vacated[:2] == (claim.person, sentence):
            self.vacant = self.vacated[2]  # "quit Lyon to take over at Chelsea" tells how he came
        if claim.role is Role.MANAGER and claim.to_club and claim.stage in _GOING:
            self.hired = (sentence, claim.person, claim.to_club)
        if claim.role is Role.MANAGER and claim.stage in _GOING and leading:
            goal = claim.to_club if claim.move is Move.TRANSFER else None
            self.office = (sentence, self.paragraph, goal or claim.from_club, goal in (None, claim.from_club))
        if ago > 0:
            self.dated = (sentence, claim)
        if claim.from_club and claim.from_club != claim.to_club and claim.stage in _GOING:
            self.gone[claim.person] = claim.from_club
        if claim.stage is Stage.DONE and claim.move is Move.TRANSFER and claim.to_club:
            self.steps[claim.person] = (sentence, claim)
        if claim.background:
            return
        if claim.from_club and claim.to_club != claim.from_club:
            self.told_from.add((claim.person, claim.from_club))
        if not (aside and self.persons and sentence - self.sentence <= MEMORY):
            if self.sentence != sentence:
                self.persons, self.sought = [], defaultdict(list)
            self.sentence = sentence
            self.persons.append(claim.person)
        self.of_managers = claim.role is Role.MANAGER or self.is_vacant(claim.to_club)
        if claim.to_club and claim.to_club != claim.from_club:
            wanted = claim.certainty is not Certainty.DENIED
            known = self.suitors.setdefault(claim.person, {})
            known[claim.to_club] = known.pop(claim.to_club, False) or wanted
            self.spoken_of[claim.to_club] = sentence
            if wanted and claim.to_club not in self.sought[claim.person]:
                self.sought[claim.person].append(claim.to_club)
            if wanted and claim.stage in {*_GOING, Stage.TERMS, Stage.MEDICAL}:
                self.settled[claim.person] = claim.to_club
            if claim.from_club and wanted:
                self.origin.setdefault((claim.person, claim.to_club), claim.from_club)
        self.last = claim
        self.latest[claim.person] = claim.move
        if claim.move is Move.LOAN:
            self.loans[claim.person, claim.to_club] = sentence
        if claim.move is Move.RENEWAL:
            self.renewals.add(claim.person)
        if claim.move is Move.EXIT and claim.stage in _GOING:
            self.left = claim.from_club

    def office_here(self, index: int, vacant: bool = False) -> str | None:
        """The club of whose manager sentence ``index``, or the one before it in the paragraph, has told; where asked,
        only if it has none to stay."""
        sentence, paragraph, club, open_ = self.office
        near = paragraph == self.paragraph and index - sentence in (0, 1)
        return club if near and (open_ or not vacant) else None

    def seek(self, club: str | None, nodes: Sequence[Node]) -> None:
        """Takes note that ``club`` looks for "a new manager", or "a manager", who is not named among ``nodes``."""
        looks = any(n.norm in _LOOKS and not n.unit for n in nodes)
        sought = (n.unit.dressing for n in nodes if n.unit and n.unit.dressing.part == "manager" and not n.unit.refs)
        if club and any(d.incoming or (looks and not (d.definite or d.plural or d.owner)) for d in sought):
            self.vacant, self.of_managers = club, True

    def is_vacant(self, club: str | None) -> bool:
        """Whether the office of the manager is vacant at ``club``, and it is that of which is told."""
        return self.of_managers and club is not None and club == self.vacant

    def enter(self, paragraph: int, sentence: int, label: str | None = None) -> None:
        """Takes note that ``sentence`` is of that paragraph, which begins with the name of the club ``label``."""
        if paragraph != self.paragraph:
            self.paragraph, self.opened, self.introduced, self.label = paragraph, sentence, self.headed, label
            self.below, self.headed = sentence if self.headed else None, None
            self.turn = None

    def lost_beside(self, sentence: int, persons: Sequence[str]) -> str | None:
        """The club that the same sentence has just had another than ``persons`` leave for elsewhere: "Brown has left
        Lyon for Nice, and Smith is to come in"."""
        last = self.last if self.sentence == sentence else None
        goes = last is not None and last.person not in persons and last.to_club is not None and _LEAVES & {*last.rules}
        return last.from_club if last and goes else None

    def courted_before(self, sentence: int) -> str | None:
        """Who was said just before to be wanted by somebody who was not named."""
        at, person = self.courted
        return person if 0 <= sentence - at <= 1 else None

    def hint(self, person: str, club: str) -> None:
        """Takes note that a move of ``person`` to ``club`` is spoken of: "crucial hours for Smith and the move to"."""
        self.topic_person = person
        self.hinted[person] = club

    def ends_part(self, paragraph: int) -> bool:
        """Whether that paragraph is no longer of the part that is about a club."""
        return self.in_paragraph not in (None, paragraph)

    def speak(self, clubs: Iterable[str], sentence: int) -> None:
        """Takes note of ``clubs`` of which that sentence speaks."""
        self.spoken_of |= dict.fromkeys(clubs, sentence)

    def turned_to(self, main: str | None, persons: Iterable[str]) -> str | None:
        """The club that the paragraph has turned to from ``main``, not spoken of in it, where ``persons`` are new:
        "Across the city there is little to cheer. Lyon will be without …. Smith is close to a move"."""
        away = main is not None and self.spoken_of.get(main, -1) < self.opened and not self.latest.keys() & set(persons)
        return self.turn if away and self.turn != main else None

    def since(self, sentence: int) -> set[str]:
        """The clubs spoken of behind that sentence."""
        return {club for club, at in self.spoken_of.items() if at > sentence}

    def renews(self, person: str, sentence: int) -> bool:
        """Whether a new contract of ``person``, yet to be signed, was told of last, near that sentence."""
        last = self.last if sentence - self.sentence <= MEMORY else None
        return last is not None and (last.person, last.move) == (person, Move.RENEWAL) and last.stage is not Stage.DONE

    def speaks_of_move(self, person: str) -> bool:
        """Whether a move of ``person`` was told of, or spoken of."""
        return person in self.touched or person in self.hinted

    def bound_for(self, person: str) -> str | None:
        """The suitor of ``person`` that was spoken of last: where "the deal" takes him."""
        known = [club for club, wanted in self.suitors.get(person, {}).items() if wanted]
        return max(reversed(known), key=lambda club: self.spoken_of[club], default=self.hinted.get(person))

    def left_by(self, person: str) -> str | None:
        """The one club from which ``person`` is said to move, wherever he goes."""
        clubs = {club for (name, _), club in self.origin.items() if name == person}
        return clubs.pop() if len(clubs) == 1 else None

    def in_play(self, person: str) -> list[str]:
        """All his suitors, be they denied, of the sentence that spoke of one last."""
        known = list(self.suitors.get(person, ()))
        last = max((self.spoken_of[club] for club in known), default=0)
        return [club for club in known if self.spoken_of[club] == last]

    def wanting_another(self) -> str | None:
        """The club that wants him of whom a claim was told last, where the text spoke of his own club since: "Lyon
        want €20m for Smith. Another option is …"."""
        last = self.persons[-1] if self.persons else None
        goal = self.bound_for(last) if last else None
        return goal if last and goal and self.origin.get((last, goal)) == self.topic_club else None

    def is_loan(self, person: str, club: str | None, sentence: int) -> bool:
        """Whether a move of ``person`` to ``club``, or to where he is bound, would be the loan spoken of before: rivals
        told of in the same sentence are after a loan as well."""
        here = any(name == person and at == sentence for (name, _), at in self.loans.items())
        return here or (person, None) in self.loans or (person, club or self.bound_for(person)) in self.loans

    def turned_to_boardroom(self, sentence: int) -> bool:
        """Whether near sentence ``sentence`` the article speaks of a club's sale, and of no move since."""
        return sentence - self.boardroom <= MEMORY and self.sentence < self.boardroom

    def in_question(self, sentence: int) -> str | None:
        """Whose move was spoken of last, near sentence ``sentence``, or whom the paragraph has brought in since."""
        if self.introduced and self.sentence < self.opened:
            return self.introduced
        if sentence - self.sentence <= MEMORY and self.persons:
            return self.persons[0]
        return self.topic_person
