"""Who fills an event's slots: the person who moves, the clubs, and whose act it is."""

from __future__ import annotations

from collections.abc import Iterable

from rumourctl.claims.model import Move, SourceKind, Stage
from rumourctl.extraction.abroad import is_abroad
from rumourctl.extraction.clubsmeant import ClubsMeant
from rumourctl.extraction.companions import also_named, buyers_around
from rumourctl.extraction.filled import Slots, owner_sells
from rumourctl.extraction.membership import named_behind
from rumourctl.extraction.parties import (
    are_courted_for,
    asker,
    bars_subject,
    becomes_something,
    behind_its_verb,
    deals_with_their_club,
    dresses_noun,
    introduces,
    is_about_another,
    is_between_clubs,
    is_clubs_act,
    is_clubs_business,
    is_followed,
    is_joined,
    is_one_of,
    is_way_out,
    left_behind,
    lends,
    names_job,
    of_several,
    owned_by,
    owner_of,
    owns_side,
    refuses_for_club,
    says_where,
    take_part,
    tells,
)
from rumourctl.extraction.stints import by_the_way
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.cast import Cast
from rumourctl.language.clauses import ClauseKind
from rumourctl.language.coreference import Discourse
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import NO_MOVERS, POSTS, Form, Unit, UnitKind
from rumourctl.rules.engine import Reading

_LISTED = ("object", "including", "as")
"""Where some of several may be named: "six players, including Smith", "such as Smith"."""
_MOVER_POSITIONS = frozenset(("object", "for", "of", "on", "over", "subject"))
_BESIDE = 4
"""How few words may stand between an owner and the noun of his act."""
_PLAYS = (None, "player")
_AT = ("at", "of", "post", "as")
_GOALS = ("object", "to", "for", "at")
_FIRST_PERSON = closed_class("first_singular")


class SlotFiller:
    """Fills slots from positions by type: persons with persons, clubs with clubs or whoever stands for one."""

    def __init__(self, cast: Cast, discourse: Discourse) -> None:
        self._cast, self._discourse = cast, discourse
        self._clubs = ClubsMeant(cast, discourse)

    def fill(self, reading: Reading, sentence: AnalysedSentence) -> Slots:
        """The slots of ``reading``."""
        slots = Slots()
        self._fill_person(reading, sentence, slots)
        if reading.main.rule.value("leads") and not self._leads(reading):
            slots.persons, slots.blocked = [], True  # one player for another
        leads = reading.values.get("role") == "manager"
        becomes = [u for p in ("object", "as") for u in (reading.positions.get(p, ()) if leads else ())]
        plays = any(u.kind is UnitKind.OTHER and u.dressing.part == "player" for u in becomes)
        if slots.persons and (plays or becomes_something(reading)):
            slots.persons, slots.blocked = [], True  # "has become Norway's youngest player"
        manager = reading.values.get("role") == "manager" or any(self._part(p) == "manager" for p in slots.persons)
        taken: list[Unit] = []
        slots.to = self._fill_club("to", reading, slots, taken, manager)
        movers = [person for name in slots.persons if (person := self._cast.persons.get(name))]
        if movers and not slots.to and reading.clause.intro == "with" and not is_abroad(reading):
            slots.to = buyers_around(reading, movers, taken)
        slots.from_ = self._fill_club("from", reading, slots, taken, manager)
        plays = not manager and all(p is None or bool(p.groups) for p in map(self._cast.persons.get, slots.persons))
        wanted = plays or reading.main.rule.stage == Stage.REJECTED
        slots.somewhere = slots.somewhere or (not slots.to and (of_several(reading) or is_abroad(reading, wanted)))
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
        if twice and not any(person.club in slots.to for person in movers):
            whence = slots.from_ if slots.leaves else []  # "Lyon's coach brings him from Lyon", to wherever he goes
            slots.to, slots.from_ = ([], whence) if whence else (slots.to, [])  # "talks with Lyon, and speaks of Lyon"
        self._fill_actor(reading, sentence, slots)
        return slots

    def _part(self, name: str) -> str | None:
        person = self._cast.persons.get(name)
        return person.part if person else None

    def _leads(self, reading: Reading) -> bool:
        """Whether anybody in ``reading`` is known to lead a team, or it is said where, or that it is yet to happen."""
        ahead = reading.stage is not None and reading.stage != Stage.DONE  # "sounded out about succeeding Smith"
        if (
            not reading.realised
            or ahead
            or any(u.kind is UnitKind.CLUB for p in _AT for u in reading.positions.get(p, ()))
        ):
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
        rivals = {p for e in reading.events if e.rule.value("rivals") for p in (e.rule.frame or {}).get("to", ())}
        left = set(own.get("from", ())) - {*own.get("to", ()), *rivals} if slot == "to" else rivals & {"from", "with"}
        if slot == "to" and any(is_way_out(e) for e in reading.events):
            left |= {"from"}  # "is negotiating his exit from Lyon"
        seen: dict[str, None] = {}
        generic = reading.main.rule.value("generic")
        moves = [e for e in reading.events if generic and not (e.rule.value("generic") or e.rule.stage)]
        for event in (*moves, reading.main, *reversed(reading.events)):
            for position in (event.rule.frame or {}).get(slot, ()):
                if position not in left or (event in moves and position != "subject"):
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
        if is_clubs_act(reading):
            slots.blocked = True
            return
        for position in self._persons_frame(reading):
            if position == "subject" and bars_subject(reading):
                continue
            for unit in (u for u in reading.positions.get(position, ()) if not names_job(u, reading)):
                acts = self._wants_for_club(unit, reading) or refuses_for_club(unit, reading, self._part)
                if position in ("subject", "possessor") and acts:
                    continue
                if position == "possessor" and (behind_its_verb(unit, reading) or self._owns_another(unit, reading)):
                    continue
                kin = unit.whose and unit.form is Form.DESCRIPTION and position == "subject"
                if kin and unit.dressing.part == "other" and reading.main.rule.value("act"):
                    continue  # "his father retired there"
                names = self._person_names(unit, sentence, reading)
                if names and position == "subject" and self._deals_with_another(unit, reading, sentence):
                    continue
                courted = position == "for" and are_courted_for(names, reading, self._part)
                if names and (courted or (position == "object" and take_part(names, reading, self._part))):
                    continue
                if names:
                    alike = (*_PLAYS, self._part(names[0]))
                    slots.whence = {n: c for n, c in also_named(unit, reading).items() if self._part(n) in alike}
                    slots.persons = [*names, *(n for n in slots.whence if n not in names)]
                    slots.explicit_person = True
                    return
                if (
                    unit.kind is UnitKind.PERSON
                    and unit.pronoun in (None, "he", "him", "she", "her")
                    and not unit.refs
                    and unit.dressing.part != "other"
                    and not (position == "object" and unit.dressing.part in NO_MOVERS)  # "met the Lyon chairman"
                    and position in _MOVER_POSITIONS
                ) or (position == "subject" and self._official_acts(unit, reading)):
                    slots.blocked = True  # somebody whom the article does not let us name, or who is no mover
                    return
                if is_one_of(unit, reading):
                    continue
                listed = (reading.positions.get(place, ()) for place in _LISTED)
                beside = (*reading.positions[position], *(u for units in listed for u in units))
                if unit.dressing.plural and any(self._person_names(u, sentence, reading) for u in beside):
                    continue  # "six players, among them Smith"
                if (
                    unit.kind is UnitKind.OTHER
                    and unit.dressing.part in ("player", "manager", "staff")
                    and (position in _MOVER_POSITIONS or (position == "in" and not unit.dressing.definite))
                    and (reading.main.found.verb_form or position != "object")
                ):
                    slots.persons = named_behind(reading, sentence) if unit.dressing.plural else []
                    slots.blocked = not slots.persons
                    slots.explicit_person = bool(slots.persons)
                    return
        if is_about_another(reading):
            slots.blocked = True
            return
        self._fill_bystander(reading, sentence, slots)

    def _fill_bystander(self, reading: Reading, sentence: AnalysedSentence, slots: Slots) -> None:
        """The player who stands elsewhere in the clause, where none stands where the mover would."""
        places = reading.positions.items()
        for unit in (u for position, units in places if not self._has_no_part(position, reading) for u in units):
            if (
                unit.kind is UnitKind.PERSON
                and unit.form is not Form.PRONOUN
                and unit.refs
                and self._part(unit.refs[0]) in (None, "player")
                and not (reading.values.get("role") or owns_side(unit, reading))
            ):
                slots.persons = self._person_names(unit, sentence, reading)
                return

    def _owns_another(self, unit: Unit, reading: Reading) -> bool:
        """Whether ``unit`` only has a side, or somebody: "have spoken to Smith's former assistant Brown"."""
        owned = owned_by(unit, reading)
        refs = owned.refs if owned is not None and owned.form is Form.NAME else ()
        return owns_side(unit, reading) or (bool(refs) and all(self._part(r) != "other" for r in refs))

    def _official_acts(self, unit: Unit, reading: Reading) -> bool:
        """Whether an official does what movers do, of which nothing is told: "the owner, John Smith, leaves"."""
        official = unit.form is Form.NAME and any(self._part(name) == "official" for name in unit.refs)
        alone = list((reading.main.rule.frame or {}).get("person", ()))[:1] == ["subject"]
        first = min(reading.events, key=lambda e: e.start) is reading.main  # not "has met Smith about succeeding Brown"
        return official and alone and first

    def _deals_with_another(self, unit: Unit, reading: Reading, sentence: AnalysedSentence) -> bool:
        """Whether ``unit`` works for a club and deals for it with somebody: "the Everton manager has met Smith"."""
        if not reading.main.rule.value("generic") or any(self._part(name) not in POSTS for name in unit.refs):
            return False
        works = all(self._part(name) == "staff" for name in unit.refs)
        if works and (is_clubs_business(reading, self._part) or deals_with_their_club(reading, self._cast)):
            return True
        partners = (u for place in ("with", "to") for u in reading.positions.get(place, ()))
        others = (name for u in partners for name in self._person_names(u, sentence, reading))
        leads = any(self._part(name) == "manager" for name in unit.refs)  # and meets another manager as his equal
        return any(self._part(name) in {None, "player", *(() if leads else ("manager",))} for name in others)

    def _has_no_part(self, position: str, reading: Reading) -> bool:
        """Whether who stands at ``position`` cannot be the mover, though no other is: who acts on something else,
        whom somebody joins, whose pass or shirt is wanted."""
        named, verb = set(self._frames(reading, "person")), bool(reading.main.found.verb_form)
        acts = verb and (position == "subject" or (position == "with" and reading.values.get("act")))
        if position not in named and (reading.values.get("named") or acts):
            return True
        joined = position == "object" and named == {"subject"}
        return verb and (joined or (position == "possessor" and len(reading.events) == 1))

    def _wants_for_club(self, unit: Unit, reading: Reading) -> bool:
        """Whether ``unit`` leads a team and wants somebody, or something, for it: "the Italian fancies another try",
        "high on Smith's list"."""
        leads = any(self._part(name) in ("manager", "staff") for name in unit.refs)
        frame, verb = reading.main.rule.frame or {}, reading.main.found.verb_form
        first, second = [*frame.get("person", ()), "", ""][:2]
        if not (leads and reading.main.rule.stage == Stage.INTEREST):
            return False
        if unit.possessive or not verb:
            return unit.possessive and not verb and "possessor" in frame.get("to", ())
        aims = any(u.kind is UnitKind.CLUB for p in _GOALS for u in reading.positions.get(p, ()))
        return second == "with" or (first == "object" and not aims)  # "wants to be reunited with Smith at Lyon"

    def _person_names(self, unit: Unit, sentence: AnalysedSentence, reading: Reading) -> list[str]:
        if unit.form is not Form.PRONOUN and (is_followed(unit, reading) or introduces(unit, reading, sentence)):
            return []
        if unit.form is not Form.PRONOUN and tells(unit, reading, sentence):
            return []
        plays = unit.form is Form.NAME and any(self._part(r) != "other" for r in unit.refs)  # "his brother John"
        if unit.whose and unit.dressing.part == "other" and not plays:
            return [unit.whose]  # "his agent", who acts for him
        acts_for = self._cast.client_of(unit.refs[0]) if unit.refs and reading.main.rule.value("generic") else None
        if acts_for:
            return [acts_for]  # "Smith's agent John Brown has met Lyon"
        if unit.kind is not UnitKind.PERSON:
            return []
        if unit.pronoun in _FIRST_PERSON and not unit.refs:
            source = (sentence.speaker or sentence.attribution).source
            name = source.name if source.kind is SourceKind.PERSON else None
            name = self._cast.client_of(name) or name
            known = name in self._cast.persons and self._part(name) not in NO_MOVERS
            return [name] if name and known and not self._deals_with(name, reading) else []
        return [r for r in unit.refs if self._part(r) not in NO_MOVERS]

    def _deals_with(self, speaker: str, reading: Reading) -> bool:
        """Whether a coach or director speaks of what he has to do with a player: "I have talked to him"."""
        others = (u for place, units in reading.positions.items() if place != "subject" for u in units)
        named = (u.refs[0] for u in others if u.kind is UnitKind.PERSON and u.refs)
        plays = any(name != speaker and self._part(name) in (None, "player") for name in named)
        return plays and self._part(speaker) in ("manager", "staff")

    def _fill_club(self, slot: str, reading: Reading, slots: Slots, taken: list[Unit], manager: bool) -> list[str]:
        if slot == "to" and (asking := asker(reading)):
            taken.append(asking)
            return list(asking.refs)
        owner = owner_of(reading)
        frame = reading.main.rule.frame or {}
        sells = slot == "to" and owner_sells(frame)
        free = not sells and owner is not None and not any(owner is t for t in taken)
        if owner and free and "possessor" in frame.get(slot, ()):
            taken.append(owner)
            return list(owner.refs)
        rivals, behind = list[str](), left_behind(reading)
        left = [*behind, *filter(None, [owner if sells else None])] if slot == "to" else []
        for position in self._frames(reading, slot):
            for unit in reading.positions.get(position, ()):
                if any(unit is t for t in (*taken, *left)):
                    continue
                if position == "subject" and (then := self._clubs.led_then(unit, reading)):
                    return [then]
                if self._clubs.acts_elsewhere(unit, reading) or dresses_noun(unit, reading):
                    continue
                if position == "possessor" and unit.kind is UnitKind.PERSON and self._owns_another(unit, reading):
                    continue
                if by_the_way(unit, position, reading, slots.persons):
                    continue
                unknown = unit.kind is UnitKind.CLUB or (unit.kind is UnitKind.PLACE and position == "subject")
                unknown = unknown and not unit.refs  # "City", which may be any
                if unknown or (unit.kind is UnitKind.OTHER and (unit.dressing.part == "club" or position == "to")):
                    named = reading.positions.get("including", ())  # "several clubs, including Everton"
                    slots.somewhere = slots.somewhere or (slot == "to" and not named)
                    return [club for u in named for club in self._clubs.of_unit(u, slots.persons, manager, "for")]
                clubs = self._clubs.of_unit(unit, slots.persons, manager, position)
                noun = reading.main.found.verb_form is None
                abroad = noun and position == "from" and unit.kind in (UnitKind.NATION, UnitKind.COMPETITION)
                if slot == "to" and abroad and not clubs:
                    slots.somewhere = True  # "interest from Italy"
                    return []
                if slot == "to" and position == "of" and says_where(unit, reading, slots.persons):
                    continue
                if position == "from" and reading.move != Move.LOAN and lends(unit, reading):
                    continue
                told = position == "subject" and reading.clause.kind is ClauseKind.RELATIVE  # "which sold him"
                leaves = slot == "from" and clubs and not told
                if leaves and (own := self._clubs.own_club(unit, slots.persons, reading)):
                    taken.append(unit)
                    return [own]
                if clubs:
                    also = [u for u in reading.positions[position] if slot == "to" and is_joined(u, unit, reading)]
                    taken += [unit, *also]
                    rivals += [*clubs, *(club for u in also for club in u.refs)]
                    if slot == "from" or not reading.values.get("rivals"):
                        slots.leaves = slots.leaves or (slot == "from" == position)
                        return rivals
        return rivals or [club for unit in behind if slot == "from" for club in unit.refs]

    def _settle_sides(self, reading: Reading, slots: Slots) -> None:
        """ "A fee has been agreed with B": the club behind "with" sells, where nobody else is named."""
        partner = next((u for u in reading.positions.get("with", ()) if u.kind is UnitKind.CLUB and u.refs), None)
        named = any(u.refs or u.dressing.part == "other" for u in reading.positions.get("subject", ()))
        taken = not named and not slots.from_ and list(partner.refs if partner else ()) == slots.to
        known = person.club if slots.persons and (person := self._cast.persons.get(slots.persons[0])) else None
        his = known in slots.to if known or reading.negated else True  # else whoever deals with it sells
        outer = next((u for u in reading.positions.get("outer", ()) if u.kind is UnitKind.CLUB and u.refs), None)
        rule = reading.main.rule
        if partner and taken and his and (rule.value("mutual") or (outer and rule.value("generic"))):
            slots.from_, slots.to = slots.to, list(outer.refs) if outer else []

    def part_sides(self, reading: Reading, slots: Slots, bound_for: str | None) -> None:
        """ "A and B have agreed a deal for X": one of two clubs sells. It is the one where he is, else not the one that
        he is ``bound_for``, else the second. Who agrees with the club that he is bound for sells."""
        partner = any(u.refs and [*u.refs] == slots.from_ for u in reading.positions.get("with", ()))
        if partner and slots.from_ == [bound_for] and reading.stage == Stage.AGREED:
            slots.to, slots.from_ = slots.from_, slots.to  # "to join Lyon after Chelsea agreed a fee with the club"
        approached = reading.main.found.verb_form and "object" in (reading.main.rule.frame or {}).get("person", ())[:1]
        if approached and any(slots.persons == list(u.refs) for u in reading.positions.get("object", ())):
            return  # "Everton and Leeds have approached Smith"
        dealt = is_between_clubs(reading)
        sides = [list(u.refs) for p in ("subject", "between") for u in reading.positions.get(p, ())]
        if not dealt or reading.values.get("rivals") or slots.to not in sides or len(slots.to) != 2 or slots.from_:
            return
        person = self._cast.persons.get(slots.persons[0]) if slots.persons else None
        if person is None or person.club not in {None, *slots.to}:
            return  # both are suitors
        buyer, seller = slots.to
        if buyer == person.club or (seller == bound_for and person.club is None):
            buyer, seller = seller, buyer
        slots.to, slots.from_ = [buyer], [seller]

    def _fill_actor(self, reading: Reading, sentence: AnalysedSentence, slots: Slots) -> None:
        """The person whose wish or act it is: a subject who is not the mover, or the mover who wishes it himself."""
        here = reading.clause.nodes[reading.main.start].start
        owners = [
            u for u in reading.positions.get("possessor", ())
            if 0 <= here - u.end < _BESIDE and owned_by(u, reading) is None
        ]  # fmt: skip
        around = [] if reading.clause.intro in ("despite", "amid") else reading.positions.get("outer", [])
        units = (u for u in (*around, *reading.positions.get("subject", ()), *owners) if u.kind is UnitKind.PERSON)
        acting = (u.refs[0] for u in units if u.refs and not tells(u, reading, sentence))
        slots.actor = next((n for n in acting if n not in slots.persons and self._part(n) in POSTS), slots.actor)
