"""Who fills an event's slots: the person who moves, the clubs, and whose act it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rumourctl.claims.model import Move, Stage
from rumourctl.extraction.reasons import Drop
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.around import in_place_of
from rumourctl.language.cast import Cast
from rumourctl.language.coreference import Discourse
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Way
from rumourctl.language.nodes import Form, Unit, UnitKind
from rumourctl.language.tokens import Kind
from rumourctl.rules.engine import Hit, Reading

_MOVER_POSITIONS = frozenset(("object", "for", "of", "on", "over", "subject"))
_COORDINATORS = closed_class("list_links") | {","}
_JOINT = 5
"""How many words may join two clubs: ", there is none with"."""
_ANYBODY = closed_class("anybody")
_SEVERAL = closed_class("several_clubs")
_NO_MOVERS = ("official", "other")
_EQUATES = closed_class("equates")
_SIDES = ("subject", "object", "possessor", "to")
_BESIDE = 4
"""How few words may stand between an owner and the noun of his act."""
_AT = ("at", "of", "post", "as")
_PREPOSITIONS = closed_class("prepositions")
_BECOMING = closed_class("becoming") | {"became"}
_FIRST_PERSON = closed_class("first_singular")


@dataclass(slots=True)
class Slots:
    """The persons and clubs of one reading; ``blocked`` where the mover is somebody who is not named."""

    persons: list[str] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    from_: list[str] = field(default_factory=list)
    actor: str | None = None
    blocked: bool = False
    somewhere: bool = False
    """Whether he goes to a club that is not named: "several clubs are keen"."""
    explicit_person: bool = False


def why_nobody(slots: Slots, reading: Reading) -> Drop:
    """Why ``slots`` have no person."""
    if slots.blocked:
        return Drop.UNNAMED
    units = (unit for placed in reading.positions.values() for unit in placed)
    return Drop.NO_MOVER if any(u.kind is UnitKind.PERSON and u.refs for u in units) else Drop.NO_PERSON


def _owner(reading: Reading) -> Unit | None:
    """The club right before the noun that says the move: "Newcastle's interest in Smith", "an Everton exit"."""
    nodes, at = reading.clause.nodes, reading.main.start - 1
    beside = at
    while at >= 0 and nodes[at].unit is None and nodes[at].kind is Kind.WORD and reading.main.start - at <= 2:
        at -= 1
    unit = nodes[at].unit if at >= 0 and not reading.main.found.verb_form else None
    owns = unit is not None and unit.kind is UnitKind.CLUB and bool(unit.refs)
    return unit if owns and unit and (unit.possessive or at == beside) else None


def _asker(reading: Reading) -> Unit | None:
    """The club that an event's own words have for the one that asks: "an approach **from Everton** fizzled out"."""
    nodes = reading.clause.nodes
    asked = (e for e in reading.events if next(iter((e.rule.frame or {}).get("to", ())), "") == "from")
    inside = (
        (before, node.unit)
        for e in asked
        for before, node in pairwise(nodes[e.start : e.end])
        if node.unit and node.unit.kind is UnitKind.CLUB and node.unit.refs
    )
    return next((unit for before, unit in inside if before.norm == "from"), None)


def _left_behind(reading: Reading) -> list[Unit]:
    """The clubs inside the words of a departure beside the main event: "ended his **Lyon** spell to join Chelsea"."""
    ways = (e for e in reading.events if e is not reading.main and e.rule.move == Move.EXIT and e.found.verb_form)
    nodes = reading.clause.nodes
    return [n.unit for e in ways for n in nodes[e.start : e.end] if n.unit and n.unit.kind is UnitKind.CLUB]


def _is_clubs_act(reading: Reading) -> bool:
    """Whether a club stands where the mover should: "Everton return to London", "sold Everton to a fund"."""
    frame = (reading.main.rule.frame or {}).get("person", ())
    if not reading.main.found.verb_form or not frame:
        return False
    alone = list(frame) == ["subject"]
    if not (alone or (frame[0] == "object" and reading.values.get("act"))):
        return False
    nodes, end = reading.clause.nodes, reading.main.end
    inside = [n.unit for n in nodes[reading.main.start : end] if n.unit]
    if any(u.kind is UnitKind.PERSON for u in inside):
        return False  # "let Smith join"
    behind = [n.unit for n in nodes[end : end + 2]]
    beside = nodes[end - 1].unit is None and nodes[end - 1].norm not in _PREPOSITIONS
    if not alone and beside and behind and behind[0] and behind[0].kind is UnitKind.CLUB and not behind[0].possessive:
        return not (behind[1:] and behind[1] and behind[1].kind is UnitKind.PERSON)  # but "sold Everton Smith"
    units = [u for u in reading.positions.get(frame[0], ()) if not any(u is known for known in inside)]
    verb = reading.clause.nodes[reading.main.start].start
    named = any(u.kind is UnitKind.CLUB and u.refs and (u.start < verb) is alone for u in units)
    return named and not any(u.kind is UnitKind.PERSON for u in units)


def _is_national(unit: Unit) -> bool:
    """Whether the unit is a team described by its nation: "the Nigeria squad"."""
    nations = {entry.name for mention in unit.dressing.nations for entry in mention.entries}
    return unit.form is Form.DESCRIPTION and bool(unit.refs) and nations.issuperset(unit.refs)


def _becomes_something(reading: Reading) -> bool:
    """Whether it is said what somebody becomes, and that is no post: "has become the heartbeat of Smith's team"."""
    main = reading.main
    if reading.clause.nodes[main.start].norm not in _BECOMING or main.end > main.start + 1:
        return False
    units = [u for place in ("post", "object", "as") for u in reading.positions.get(place, ())]
    return not any(u.dressing.part in ("manager", "staff") for u in units)


def _is_mere_squad(unit: Unit) -> bool:
    """Whether the unit is the players at hand, without whose they are: "has joined the squad"."""
    return unit.form is Form.DESCRIPTION and unit.dressing.noun == "squad" and not unit.dressing.clubs


def is_about_another(reading: Reading) -> bool:
    """Whether no person stands behind it where only the mover can: "the return of English clubs", "a bid for Derby"."""
    frame = reading.main.rule.frame or {}
    movers = set(frame.get("person", ())) - {*frame.get("to", ()), *frame.get("from", ()), *_SIDES}
    here = reading.clause.nodes[reading.main.start].start
    behind = [u for position in movers for u in reading.positions.get(position, ()) if u.start > here]
    return any(u.kind in (UnitKind.CLUB, UnitKind.NATION, UnitKind.COMPETITION) for u in behind)


def _behind_its_verb(unit: Unit, reading: Reading) -> bool:
    """Whether ``unit`` owns what stands behind a verb of which somebody else is the subject: "leaves Smith's agent"."""
    main = reading.main
    first = next(iter((main.rule.frame or {}).get("person", ())), "")
    return bool(main.found.verb_form) and first == "subject" and unit.start > reading.clause.nodes[main.start].start


def _owns_person(unit: Unit, reading: Reading) -> bool:
    """Whether ``unit`` owns somebody, not the act: "Brown's captain, Smith"."""
    behind = next((m.unit for n, m in pairwise(reading.clause.nodes) if n.unit is unit), None)
    return behind is not None and behind.kind is UnitKind.PERSON


def _is_joined(unit: Unit, to: Unit, reading: Reading) -> bool:
    """Whether ``unit`` is a club joined with its own preposition to another: "by Lyon and by Everton"."""
    if unit.kind is not UnitKind.CLUB or not 0 < unit.start - to.end <= _JOINT:
        return False
    between = [n for n in reading.clause.nodes if to.end <= n.start < unit.start]
    return all(n.unit is None for n in between) and any(n.norm in _COORDINATORS for n in between[:2])


def _of_several(reading: Reading) -> bool:
    """Whether clubs that are not named do it: "a host of clubs are keen"."""
    return any(n.unit is None and n.norm in _SEVERAL | _ANYBODY for n in reading.clause.nodes[: reading.main.start])


def _equates(reading: Reading) -> bool:
    """Whether the clause says what somebody is, becomes or is held to be: "Smith is a target"; not "needs options"."""
    before = reading.clause.nodes[: reading.main.start]
    return any(n.unit is None and n.norm in _EQUATES for n in before)


def _in_place_of(unit: Unit, reading: Reading) -> bool:
    """Whether another follows the person, as the reading's clause says itself: "a replacement for Smith"."""
    nodes = reading.clause.nodes
    at = next((i for i, n in enumerate(nodes) if n.unit is unit), 0)
    return in_place_of(nodes[max(0, at - 3) : at])


def _introduces(unit: Unit, sentence: AnalysedSentence) -> bool:
    """Whether the person is said to speak what is quoted behind: "Smith said of the appointment: …"."""
    said = sentence.attribution
    if said.source.name not in unit.refs or not any(n.quoted for n in sentence.nodes):
        return False
    return any(n.unit is not None and n.unit.start == unit.start for n in sentence.nodes[said.start : said.end])


class SlotFiller:
    """Fills slots from positions by type: persons with persons, clubs with clubs or whoever stands for one."""

    def __init__(self, cast: Cast, discourse: Discourse) -> None:
        self._cast, self._discourse = cast, discourse

    def fill(self, reading: Reading, sentence: AnalysedSentence) -> Slots:
        """The slots of ``reading``."""
        slots = Slots()
        self._fill_person(reading, sentence, slots)
        if reading.values.get("leads") and not self._leads(reading):
            slots.persons, slots.blocked = [], True  # one player for another
        if slots.persons and _becomes_something(reading):
            slots.persons, slots.blocked = [], True
        leads = reading.values.get("role") == "manager"
        becomes = [u for p in ("object", "as") for u in (reading.positions.get(p, ()) if leads else ())]
        if slots.persons and any(u.kind is UnitKind.OTHER and u.dressing.part == "player" for u in becomes):
            slots.persons, slots.blocked = [], True  # "has become Norway's youngest player"
        manager = reading.values.get("role") == "manager" or any(self._part(p) == "manager" for p in slots.persons)
        taken: list[Unit] = []
        slots.to = self._fill_club("to", reading, slots, taken, manager)
        slots.from_ = self._fill_club("from", reading, slots, taken, manager)
        slots.somewhere = slots.somewhere or (not slots.to and _of_several(reading))
        dealt = "between" in reading.positions and not reading.values.get("rivals")
        if dealt or reading.values.get("mutual") or "with" in reading.positions:
            self._settle_sides(reading, slots)
        suitors = [c for u in reading.positions.get("by", ()) if u.kind is UnitKind.CLUB for c in u.refs]
        if suitors and any(h.rule.kind == "operator" and h.rule.stage == Stage.OFF for h in reading.hits):
            slots.to, slots.from_ = suitors, slots.from_ or slots.to  # "has blocked a move by Chelsea to take Smith"
        acts = next((u for u in reading.positions.get("subject", ()) if u.kind is UnitKind.CLUB and u.refs), None)
        sells = any(list(u.refs) == slots.to for u in reading.positions.get("with", ()))
        if acts and sells and not slots.from_ and reading.main.rule.stage == Stage.TERMS:
            slots.from_, slots.to = slots.to, list(acts.refs)  # "have agreed terms with Lyon for Smith"
        twice = slots.from_ == slots.to and reading.move == Move.TRANSFER
        clubs = [person.club for name in slots.persons if (person := self._cast.persons.get(name))]
        if twice and not any(club in slots.to for club in clubs):
            slots.from_ = []  # one club named twice: "in talks with Lyon, and speaks well of Lyon"
        self._fill_actor(reading, slots)
        return slots

    def _part(self, name: str) -> str | None:
        person = self._cast.persons.get(name)
        return person.part if person else None

    def _leads(self, reading: Reading) -> bool:
        """Whether anybody in ``reading`` is known to lead a team, or it is said where, or that it is yet to happen."""
        if not reading.realised or any(u.kind is UnitKind.CLUB for p in _AT for u in reading.positions.get(p, ())):
            return True
        units = [unit for units in reading.positions.values() for unit in units]
        parts = [self._part(name) for unit in units for name in unit.refs] + [unit.dressing.part for unit in units]
        return any(part in ("manager", "staff") for part in parts)

    def _frames(self, reading: Reading, slot: str) -> Iterable[str]:
        """The positions that may fill ``slot``: the main event's first, it says most closely what happens.

        Where that suits any move ("talks over a move from A to B"), those of the noun that says the move come before.
        No other event takes as a goal whom the main one takes as the club that is left: in "A reject a bid" A bids not.
        """
        own = reading.main.rule.frame or {}
        left = set(own.get("from", ())) - set(own.get("to", ())) if slot == "to" else set()
        seen: dict[str, None] = {}
        moves: list[Hit] = []
        if reading.main.rule.value("generic"):
            moves = [e for e in reading.events if not (e.rule.value("generic") or e.rule.stage)]
        for event in (*moves, reading.main, *reversed(reading.events)):
            for position in (event.rule.frame or {}).get(slot, ()):
                if position not in left or event in moves:
                    seen.setdefault(position)
        return seen

    def _persons_frame(self, reading: Reading) -> list[str]:
        """The positions that may fill the person's slot; who owns the noun of an own act goes first: "Smith's exit"."""
        frame = list(self._frames(reading, "person"))
        beside = reading.clause.nodes[reading.main.start - 1].unit if reading.main.start else None
        owned = beside is not None and beside.kind is UnitKind.PERSON and beside.possessive
        if owned and reading.main.found.verb_form is None and frame[:1] == ["subject"] and "possessor" in frame:
            frame = ["possessor", *(position for position in frame if position != "possessor")]
        return frame

    def _fill_person(self, reading: Reading, sentence: AnalysedSentence, slots: Slots) -> None:
        if _is_clubs_act(reading):
            slots.blocked = True
            return
        for position in self._persons_frame(reading):
            if position == "subject" and reading.values.get("named") and not _equates(reading):
                continue
            for unit in reading.positions.get(position, ()):
                if position == "possessor" and _behind_its_verb(unit, reading):
                    continue
                names = self._person_names(unit, sentence, reading)
                if names and position == "subject" and self._deals_with_another(unit, reading, sentence):
                    continue
                if names:
                    slots.persons = names
                    slots.explicit_person = True
                    return
                if (
                    unit.kind is UnitKind.PERSON
                    and unit.pronoun in (None, "he", "him", "she", "her")
                    and not unit.refs
                    and unit.dressing.part != "other"
                    and position in _MOVER_POSITIONS
                ):
                    slots.blocked = True  # somebody whom the article does not let us name
                    return
                beside = (*reading.positions[position], *reading.positions.get("object", ()))
                if unit.dressing.plural and any(self._person_names(u, sentence, reading) for u in beside):
                    continue  # "six players, among them Smith"
                if (
                    unit.kind is UnitKind.OTHER
                    and unit.dressing.part in ("player", "manager", "staff")
                    and (position in _MOVER_POSITIONS or (position == "in" and not unit.dressing.definite))
                    and (reading.main.found.verb_form or position != "object")
                ):
                    slots.blocked = True
                    return
        if is_about_another(reading):
            slots.blocked = True
            return
        lone_verb = reading.main.found.verb_form and len(reading.events) == 1
        named = set(self._frames(reading, "person"))
        for position, units in reading.positions.items():
            acts = position == "subject" and reading.values.get("act") and position not in named
            replaced = reading.values.get("named") and position not in named
            if replaced or (lone_verb and (position == "possessor" or acts)):
                continue  # what is wanted is his pass, or his shirt; or he acts on something else
            for unit in units:
                if (
                    unit.kind is UnitKind.PERSON
                    and unit.form is not Form.PRONOUN
                    and unit.refs
                    and self._part(unit.refs[0]) in (None, "player")
                    and not reading.values.get("role")
                ):
                    slots.persons = self._person_names(unit, sentence, reading)
                    return

    def _deals_with_another(self, unit: Unit, reading: Reading, sentence: AnalysedSentence) -> bool:
        """Whether ``unit`` leads a team and deals for it with a player: "the Everton manager has met Smith"."""
        if not reading.main.rule.value("generic") or any(self._part(name) != "manager" for name in unit.refs):
            return False
        others = (name for u in reading.positions.get("with", ()) for name in self._person_names(u, sentence, reading))
        return any(self._part(name) in (None, "player") for name in others)

    def _person_names(self, unit: Unit, sentence: AnalysedSentence, reading: Reading) -> list[str]:
        if unit.form is not Form.PRONOUN and (_in_place_of(unit, reading) or _introduces(unit, sentence)):
            return []
        plays = unit.form is Form.NAME and any(self._part(r) != "other" for r in unit.refs)  # "his brother John"
        if unit.whose and unit.dressing.part == "other" and not plays:
            return [unit.whose]  # "his agent", who acts for him
        if unit.kind is not UnitKind.PERSON:
            return []
        if unit.pronoun in _FIRST_PERSON and not unit.refs:
            name = (sentence.speaker or sentence.attribution).source.name
            known = name in self._cast.persons and self._part(name) not in _NO_MOVERS
            return [name] if name and known and not self._deals_with(name, reading) else []
        return [r for r in unit.refs if self._part(r) not in _NO_MOVERS]

    def _deals_with(self, speaker: str, reading: Reading) -> bool:
        """Whether a coach or director speaks of what he has to do with a player: "I have talked to him"."""
        others = (u for place, units in reading.positions.items() if place != "subject" for u in units)
        named = (u.refs[0] for u in others if u.kind is UnitKind.PERSON and u.refs)
        plays = any(name != speaker and self._part(name) in (None, "player") for name in named)
        return plays and self._part(speaker) in ("manager", "staff")

    def _fill_club(self, slot: str, reading: Reading, slots: Slots, taken: list[Unit], manager: bool) -> list[str]:
        if slot == "to" and (asking := _asker(reading)):
            taken.append(asking)
            return list(asking.refs)
        owner = _owner(reading)
        free = owner is not None and not any(owner is t for t in taken)
        if owner and free and "possessor" in (reading.main.rule.frame or {}).get(slot, ()):
            taken.append(owner)
            return list(owner.refs)
        rivals: list[str] = []
        behind = _left_behind(reading)
        left = behind if slot == "to" else []
        for position in self._frames(reading, slot):
            for unit in reading.positions.get(position, ()):
                if any(unit is t for t in (*taken, *left)):
                    continue
                unknown = unit.kind is UnitKind.CLUB and not unit.refs
                if unknown or (unit.kind is UnitKind.OTHER and (unit.dressing.part == "club" or position == "to")):
                    named = reading.positions.get("including", ())  # "several clubs, including Everton"
                    slots.somewhere = slots.somewhere or (slot == "to" and not named)
                    return [club for u in named for club in self._clubs_of(u, slots.persons, manager, "for")]
                clubs = self._clubs_of(unit, slots.persons, manager, position)
                if clubs:
                    also = [u for u in reading.positions[position] if slot == "to" and _is_joined(u, unit, reading)]
                    taken += [unit, *also]
                    rivals += [*clubs, *(club for u in also for club in u.refs)]
                    if slot == "from" or not reading.values.get("rivals"):
                        return rivals
        return rivals or [club for unit in behind if slot == "from" for club in unit.refs]

    def _clubs_of(self, unit: Unit, movers: Sequence[str], manager: bool, position: str) -> list[str]:
        if unit.kind is UnitKind.CLUB:
            called_up = not manager and _is_national(unit)  # "joined the Nigeria squad"
            called_up = called_up or (position == "object" and _is_mere_squad(unit))
            return [] if called_up else list(unit.refs)
        if unit.kind is UnitKind.PLACE and position in ("to", "from", "for", "in", "object"):
            return list(unit.refs)
        if unit.kind is UnitKind.NATION and manager and position not in ("to", "in"):  # "a move to Germany"
            return list(unit.refs)
        if unit.kind is UnitKind.PERSON and not set(unit.refs) & set(movers):
            return self._stands_for(unit, position)
        if unit.kind in (UnitKind.PERSON, UnitKind.OTHER) and position in ("post", "as", "object"):
            return self._dressing_clubs(unit, position)
        return []

    def _dressing_clubs(self, unit: Unit, position: str) -> list[str]:
        newcomer = unit.dressing.incoming and position == "as"
        if unit.dressing.part not in ("manager", "staff") and position != "post" and not newcomer:
            return []
        speaker = self._cast.persons.get(unit.whose or "")
        if unit.dressing.owner == "our" and speaker and speaker.club:
            return [speaker.club]
        clubs = [c for m in unit.dressing.clubs if (c := self._discourse.clubs.club_of(m))]
        if clubs or (position == "object" and unit.form is Form.NAME):
            return clubs  # "the Norwegian coach Smith" need not lead Norway
        nations = [m.entries[0] for m in unit.dressing.nations if m.entries]
        sure = position in ("post", "as") or any(entry.way is Way.NAME for entry in nations)  # "the French coach"
        return [entry.name for entry in nations if sure]

    def _stands_for(self, unit: Unit, position: str) -> list[str]:
        """The club of a manager or official who acts for it."""
        clubs = self._dressing_clubs(unit, position) if position in ("post", "as") or not unit.refs else []
        for name in unit.refs:
            person = self._cast.persons.get(name)
            if person and person.part in ("manager", "staff", "official"):
                club = (
                    person.incoming
                    or person.club
                    or (self._discourse.clubs.main() if person.part == "manager" else None)
                )
                if club:
                    clubs.append(club)
        return clubs[:1]

    def _settle_sides(self, reading: Reading, slots: Slots) -> None:
        """ "A fee has been agreed with B": the club behind "with" sells, where nobody else is named."""
        partner = next((u for u in reading.positions.get("with", ()) if u.kind is UnitKind.CLUB and u.refs), None)
        named = any(u.refs or u.dressing.part == "other" for u in reading.positions.get("subject", ()))
        taken = not named and not slots.from_ and list(partner.refs if partner else ()) == slots.to
        person = self._cast.persons.get(slots.persons[0]) if slots.persons else None
        his = not (person and person.club) or person.club in slots.to  # else whoever deals with it sells
        outer = next((u for u in reading.positions.get("outer", ()) if u.kind is UnitKind.CLUB and u.refs), None)
        rule = reading.main.rule
        if partner and taken and his and (rule.value("mutual") or (outer and rule.value("generic"))):
            slots.from_, slots.to = slots.to, list(outer.refs) if outer else []

    def part_sides(self, reading: Reading, slots: Slots, bound_for: str | None) -> None:
        """ "A and B have agreed a deal for X": one of two clubs sells. It is the one where he is, else not the one that
        he is ``bound_for``, else the second."""
        dealt = "between" in reading.positions or "with" in reading.positions or reading.values.get("mutual")
        sides = [list(u.refs) for p in ("subject", "between") for u in reading.positions.get(p, ())]
        if not dealt or reading.values.get("rivals") or slots.to not in sides or len(slots.to) != 2 or slots.from_:
            return
        person = self._cast.persons.get(slots.persons[0]) if slots.persons else None
        if person is None or person.club not in (None, *slots.to):
            return  # both are suitors
        buyer, seller = slots.to
        if buyer == person.club or (seller == bound_for and person.club is None):
            buyer, seller = seller, buyer
        slots.to, slots.from_ = [buyer], [seller]

    def _fill_actor(self, reading: Reading, slots: Slots) -> None:
        """The person whose wish or act it is: a subject who is not the mover, or the mover who wishes it himself."""
        here = reading.clause.nodes[reading.main.start].start
        owners = [
            u for u in reading.positions.get("possessor", ())
            if 0 <= here - u.end < _BESIDE and not _owns_person(u, reading)
        ]  # fmt: skip
        for unit in (*reading.positions.get("outer", ()), *reading.positions.get("subject", ()), *owners):
            if unit.kind is UnitKind.PERSON and unit.refs:
                name = unit.refs[0]
                if name not in slots.persons and self._part(name) in ("manager", "official", "staff"):
                    slots.actor = name
                    return
