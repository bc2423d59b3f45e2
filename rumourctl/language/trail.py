"""Who was spoken of, and who of them is meant: the persons of an article as they come up, sentence by sentence."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass

from rumourctl.language.bearers import Bearers
from rumourctl.language.cast import Cast, Person
from rumourctl.language.clubs import REACH, ClubReader, Spoken
from rumourctl.language.fitting import person_fit, unnamed_fit
from rumourctl.language.grammar import closed_class
from rumourctl.language.labelled import labelled
from rumourctl.language.nodes import NO_MOVERS, POSTS, Dressing, Node, Unit, UnitKind
from rumourctl.language.tokens import Kind, Sentence

_LABEL = 3.0
"""How much likelier it means whose name and a colon open the sentence."""
_SECTION = 2.0
"""How much likelier it means whose name is the heading above."""
_ONE_OF_MANY = 0.4
"""How much less likely a description of one means somebody of a list."""
_NEW = 0.06
"""How much less likely it is of each who was spoken of since, and for each time that he was spoken of before."""
_LATE, _OFTEN = 0.6, 3
"""How much less likely it is that a club is told so late of somebody who was spoken of more often than that."""
_ABOUT = 0.5
_INTRODUCED = 4
_ABOUT_NEW = 0.5
"""How much likelier whom the article is about; and if what is said of him is new."""
_ASIDE = 0.6
"""How much less likely somebody is meant who was named only beside another."""
_ONLY_HEARD = 0.6
"""How much less likely a description means somebody who was named only as one who says something."""
_SPEAKS = 0.9
"""How much likelier it is that somebody speaks who leads a team, or who spoke in the sentence before."""
_ANSWERS = ("manager", "staff")
_ANOTHER_STORY = 2.0
_ELSEWHERE = 0.5
"""How much less likely it is of somebody of an earlier paragraph, where this one has named somebody."""
_OWN = 0.6
"""How much likelier whoever speaks for a club means one of its own, who was just the subject."""
_LABELS = 1.2
"""How much likelier somebody is meant whose name labels the paragraph: "News Smith: …"."""
_GROUPS = 8
GROUP_SIZES = {
    word: size
    for size, words in ((2, "groups_of_two"), (3, "groups_of_three"), (4, "groups_of_four"), (5, "groups_of_five"))
    for word in closed_class(words)
}
"""How many a noun means: "the trio"."""
_BY_THE_WAY = 4.0
_GROUP_REACH = 3
"""Sentences back, at most, of the persons whom "the pair" means."""
_SHE = ("she", "her", "herself")
_HE = ("he", "him", "himself", "his")
_AGENTS = closed_class("agents")
_TOPIC_OPENERS = closed_class("topic_openers")
_DISMISSES = closed_class("dismisses")
_PASSIVE = closed_class("be") | {"has", "have", "had", "who", ","}
_OF_AN_OFFICE = closed_class("of_an_office")


@dataclass(frozen=True, slots=True)
class Group:
    """Persons named side by side, in the sentence of that number; ``acts`` where they are its subject."""

    sentence: int
    names: tuple[str, ...]
    acts: bool


class Trail:
    """The persons spoken of so far, in order, against the article's ``cast``."""

    def __init__(self, cast: Cast, clubs: ClubReader, peoples: Sequence[Bearers]) -> None:
        self._cast, self._clubs, self._peoples = cast, clubs, peoples
        self.people: deque[Spoken] = deque(maxlen=REACH)
        self.listed: set[tuple[str, int]] = set()
        self.label: tuple[tuple[str, ...], int] | None = None
        """Whose name and a colon open a sentence, and which: "Smith: the striker is wanted"."""
        self.headline: str | None = None
        """Whom the headline is on that is being read: "Smith: Lyon want striker"."""
        """Who was one of a list, with the sentence's number."""
        self.aside: set[tuple[str, int]] = set()
        """Who was named beside another whom he is measured by: "to replace Smith"."""
        self.offices: set[int] = set()
        """The sentences that tell of an office that is somebody's to have."""
        self.dismissed: set[str] = set()
        """Who is told to have lost his office."""
        self.heard: set[tuple[str, int]] = set()
        """Who was named as one who says something, with the sentence's number."""
        self.groups: deque[Group] = deque(maxlen=_GROUPS)
        self.section: str | None = None
        """Whose name alone was the last heading: what stands below it is of him."""
        self.headed = 0
        """The last heading in the text: what stands below it may be another story."""
        self.opened = 0
        """The sentence with which the paragraph began."""

    def open_with(self, unit: Unit, nodes: Sequence[Node], index: int) -> None:
        """Takes note of whom sentence ``index`` is on that opens with ``unit``, if a colon says so."""
        self.headline = labelled(unit, nodes)
        if self.headline or (len(nodes) > 1 and nodes[1].norm == ":"):
            self.label = (unit.refs[:1], index)

    def note(self, nodes: Sequence[Node], index: int) -> None:
        """Takes note of the lists in sentence ``index``, and of who is named there only with what was years ago."""
        for at, unit in ((at, n.unit) for at, n in enumerate(nodes) if n.unit and n.unit.kind is UnitKind.PERSON):
            if unit and _is_dismissed(nodes, at):
                self.dismissed.update(unit.refs)
            if unit and len(unit.members) > 1:
                self.listed.update((name, index) for name in unit.refs)
                self.groups.append(Group(index, unit.refs, not any(n.unit and n.unit.refs for n in nodes[:at])))
        if any(n.unit and n.unit.date and n.unit.date.explicit and not n.unit.date.future for n in nodes):
            times = Counter(s.name for s in self.people)
            here = (s for s in reversed(self.people) if s.sentence == index)
            self.aside.update((s.name, index) for s in here if not s.subject and times[s.name] == 1)

    def enter(self, sentence: Sentence) -> None:
        """Takes note that ``sentence`` begins."""
        self.headline = None
        self.opened = sentence.index if sentence.opens_paragraph else self.opened
        if not _OF_AN_OFFICE.isdisjoint(t.norm for t in sentence.tokens):
            self.offices.add(sentence.index)

    def _named_since(self, index: int) -> bool:
        """Whether somebody has been named in sentence ``index`` or behind it."""
        return any(s.name and s.sentence >= index for s in self.people)

    def head(self, nodes: Sequence[Node], index: int) -> None:
        """Takes note of the heading ``index``, of whom it names if it names one person and says nothing else, and of
        the club that it is about."""
        self.section, self.headed = named_alone(nodes), index
        if self.section:
            self.people.append(Spoken(index, self.section, True))
        clubs = {n.unit.refs for n in nodes if n.unit and n.unit.kind is UnitKind.CLUB and n.unit.refs}
        for name in next(iter(clubs)) if len(clubs) == 1 else ():
            self._clubs.speak(Spoken(index, name, True), counts=False)

    def group(self, index: int, size: int | None = None) -> tuple[str, ...]:
        """The persons named together last, not far before sentence ``index``; of several sizes, those so many."""
        near = (g for g in reversed(self.groups) if index - g.sentence <= _GROUP_REACH)
        return next((g.names for g in near if size in (None, len(g.names))), ())

    def players_here(self, leading: set[str]) -> bool:
        """Whether the paragraph has named anybody but those ``leading``, or nobody at all."""
        here = {s.name for s in self.people if s.sentence >= self.opened}
        return not here or bool(here - leading)

    def latest(self, names: Sequence[str]) -> str:
        """Whichever of ``names`` was spoken of last, else the first."""
        return next((s.name for s in reversed(self.people) if s.name in names), names[0])

    def topic(
        self,
        index: int,
        exclude: set[str] | frozenset[str] = frozenset(),
        pronoun: str | None = None,
        speaks_for: str | None = None,
    ) -> str | None:
        """The person most likely meant by "he": the last subject of this sentence, else the last sentence's first.

        "She" is a woman where one has been named, be it one who only speaks, unless all are women there; "he" is none.
        In the mouth of one who ``speaks_for`` a club it is rather who is there.
        """
        known = [s for s in self.people if s.name not in exclude and (not s.name or self._moves(s.name))]
        if pronoun in _SHE:
            women = [s for s in self.people if s.name not in exclude and self._is_woman(s.name)]
            known = known if self._cast.of_women else women or known
        elif pronoun in _HE:
            known = [s for s in known if not self._is_woman(s.name)]
        here = [s for s in known if s.sentence == index]
        if here:
            acting = [s for s in here if s.subject]
            chief = [s for s in acting if (s.name, index) not in self.aside]
            return [*here[-1:], *acting[-1:], *chief[-1:]][-1].name or None
        first: dict[tuple[int, bool, bool], Spoken] = {}
        for spoken in known:
            acts = spoken.subject and not spoken.taken
            first.setdefault((spoken.sentence, acts, self._is_at(spoken.name, speaks_for)), spoken)
        best = max(first.values(), key=lambda s: self._salience(s, index, speaks_for), default=None)
        return (best.name or None) if best else None

    def told_of(self, index: int) -> str | None:
        """Whom the two sentences before ``index`` told of, as only one, be he one who never moves."""
        names = {s.name for s in self.people if s.name and index - 2 <= s.sentence <= index}
        return names.pop() if len(names) == 1 else None

    def _runs(self, name: str) -> bool:
        """Whether he works for a club and seldom moves: its sporting director, its scout."""
        person = self._cast.persons.get(name)
        return person is not None and person.part == "staff"

    def _is_at(self, name: str, club: str | None) -> bool:
        person = self._cast.persons.get(name)
        return club is not None and person is not None and club in person.clubs

    def _is_woman(self, name: str) -> bool:
        person = self._cast.persons.get(name)
        return person is not None and person.woman

    def _salience(self, spoken: Spoken, index: int, club: str | None) -> float:
        """How near to mind somebody is in a later sentence: by distance, as a subject, as whom the article is about."""
        back = index - spoken.sentence
        faded = 0.0 if back == 1 else 0.7 + 0.3 * min(back, 8)
        faded += _ASIDE * self._runs(spoken.name)
        faded += _ASIDE * ((spoken.name, spoken.sentence) in self.aside)
        faded += _ONE_OF_MANY * ((spoken.name, spoken.sentence) in self.listed)
        own = back == 1 and spoken.subject and self._is_at(spoken.name, club)
        acts = spoken.subject and not spoken.taken
        labels = self.label is not None and self.label[0] == (spoken.name,) and self.label[1] >= self.opened
        return 0.3 * acts + _OWN * own + _LABELS * labels + 0.8 * self._cast.prominence(spoken.name) - faded

    def _moves(self, name: str) -> bool:
        person = self._cast.persons.get(name)
        return person is None or person.part not in NO_MOVERS

    def described(self, dressing: Dressing, index: int, exclude: set[str], after: str | None = None) -> str | None:
        """``exclude`` are those who cannot be meant: the speaker, and whom the same clause has named already.

        ``after`` is given where the one described speaks: it is who spoke in the sentence before, or nobody ("").
        """
        if dressing.part == "other":
            return self._by_part(dressing, index)
        best: tuple[float, str] | None = None
        seen: set[str] = set()
        times = Counter(s.name for s in self.people)
        below = self._named_since(self.headed)
        anybody = any(s.name and s.sentence >= self.opened for s in self.people)
        for spoken in reversed(self.people):
            if spoken.name in seen or spoken.name in exclude:
                continue
            order = len(seen)
            seen.add(spoken.name)
            person = self._cast.persons[spoken.name] if spoken.name else None
            fit = person_fit(person, dressing, self._clubs, self._peoples) if person else unnamed_fit(dressing)
            if fit is None:
                continue
            score = fit - 0.35 * min(index - spoken.sentence, 12) + (0.1 if spoken.subject else 0) - 0.02 * order
            if ((spoken.name,), index) == self.label:
                score += _LABEL
            if spoken.name == self.section:
                score += _SECTION
            if (spoken.name, spoken.sentence) in self.listed:
                score -= _ONE_OF_MANY
            if person and self._is_by_the_way(person, spoken, dressing, index):
                score -= _BY_THE_WAY
            score -= _ANOTHER_STORY * (below and spoken.sentence < self.headed)
            score -= _ELSEWHERE * (anybody and spoken.sentence < self.opened)
            if (spoken.name, spoken.sentence) in self.aside:
                score -= _ASIDE
            score -= _ELSEWHERE * (spoken.name in self.dismissed and dressing.part == "manager" and not dressing.former)
            if after is None and times[spoken.name] == 1 and (spoken.name, spoken.sentence) in self.heard:
                score -= _ONLY_HEARD
            if after is not None and person and spoken.sentence < index:
                score += _SPEAKS * (person.part in _ANSWERS or spoken.name == after)
            elif after is not None and person and spoken.subject:
                score += _SPEAKS  # "Smith will leave, with the striker saying"
            if fit >= 0 and not dressing.former:
                score += _ABOUT * self._cast.prominence(spoken.name)
            elif fit < 0:  # what is new of somebody is said where he comes in, or of whom all is about
                known = bool(dressing.clubs) and times[spoken.name] > _INTRODUCED  # where he plays would have been said
                score += _ABOUT_NEW * self._cast.prominence(spoken.name) * (-1 if known else 1)
                score -= _NEW * (order + min(times[spoken.name], 3))
                score -= _LATE * (bool(dressing.clubs) and times[spoken.name] > _OFTEN)
            if best is None or score > best[0]:
                best = (score, spoken.name)
        return best[1] or None if best and best[0] > -4 else None

    def _is_by_the_way(self, person: Person, spoken: Spoken, dressing: Dressing, index: int) -> bool:
        """Whether somebody is named beside the article's matter and no post of it is his: the coach of a club that it
        does not name, or whom no word gave a post, where it is told whose post it is, unless there or in sentence
        ``index`` it is told of an office that he may be to have."""
        if person.leads and not self._clubs.is_named(person.leads):
            return True
        if dressing.part in POSTS and not (dressing.definite or dressing.clubs or dressing.owner):
            return person.part != dressing.part  # "…, says coach" of one who is none
        goes = dressing.part == "manager" and not self.offices.isdisjoint((spoken.sentence, index))
        another = person.part is None and dressing.part in POSTS and bool(dressing.clubs)
        return another and not (spoken.subject or goes)

    def is_sure(self, name: str, dressing: Dressing, index: int) -> bool:
        """Whether a resolved description may teach: it agrees with what is known, or there is nobody else near."""
        fit = person_fit(self._cast.persons[name], dressing, self._clubs, self._peoples)
        near = {s.name for s in self.people if index - s.sentence <= 1}
        settled = dressing.part == "player" or dressing.clubs or dressing.nations
        leads = dressing.part == "manager" and dressing.definite and self._cast.is_about(name)
        return (fit or 0) >= 1.5 or (near == {name} and bool(settled or leads))

    def _by_part(self, dressing: Dressing, index: int) -> str | None:
        """ "The agent" is the last one introduced as such, if any was."""
        return next(
            (
                s.name
                for s in reversed(self.people)
                if s.name
                and self._cast.persons[s.name].part == dressing.part
                and index - s.sentence < 8
                and not (dressing.noun in _AGENTS and self._cast.persons[s.name].writes)
            ),
            None,
        )


def _is_dismissed(nodes: Sequence[Node], at: int) -> bool:
    """Whether the person at ``at`` is told to have lost his office: "sacked Smith", "Smith was sacked", "Smith, sacked
    in May,"."""
    before, behind = nodes[at - 1 : at], [n.norm for n in nodes[at + 1 : at + 4] if n.unit is None]
    passive = [word for word in behind if word not in _PASSIVE][:1]
    return any(n.norm in _DISMISSES for n in before) or (passive != behind[:1] and not _DISMISSES.isdisjoint(passive))


def named_alone(nodes: Sequence[Node]) -> str | None:
    """The person whose name is all that a line says, besides numbers and clubs; or of whom it says that what is below
    is about him: "On links with Smith"."""
    units = [n.unit for n in nodes if n.unit and n.unit.kind is UnitKind.PERSON]
    said = any(n.unit is None and n.kind is Kind.WORD for n in nodes) and not heads_topic(nodes)
    return units[0].refs[0] if len(units) == 1 and len(units[0].refs) == 1 and not said else None


def heads_topic(nodes: Sequence[Node]) -> bool:
    """Whether a heading tells on what somebody speaks below it: "On Smith's future", "On whether Smith will stay"."""
    return bool(nodes) and nodes[0].unit is None and nodes[0].norm in _TOPIC_OPENERS
