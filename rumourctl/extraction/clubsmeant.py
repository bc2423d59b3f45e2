"""Which clubs a unit stands for where an event takes one: its own, those that dress it, or whom it acts for."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.extraction.parties import is_mere_squad, is_national
from rumourctl.language.cast import Cast
from rumourctl.language.coreference import Discourse
from rumourctl.language.leaders import led_on
from rumourctl.language.lexicon import Way
from rumourctl.language.nodes import POSTS, Form, Unit, UnitKind
from rumourctl.rules.engine import Reading

_AGAINST = ("by", "with", "against", "over")
_WHERE = ("to", "from", "for", "in", "on", "object")
"""Behind these a place stands for its club: "a new deal on Tyneside", "a move to Turin"."""


class ClubsMeant:
    """Reads the clubs of one article's units."""

    def __init__(self, cast: Cast, discourse: Discourse) -> None:
        self._cast, self._discourse = cast, discourse

    def acts_elsewhere(self, unit: Unit, reading: Reading) -> bool:
        """Whether a manager acts for another club than his: years ago, when he was somewhere else, or where it is said
        for which: "Smith signed him in 2007", "Smith, who signed him for Lyon"."""
        person = self._cast.persons.get(unit.refs[0]) if unit.kind is UnitKind.PERSON and unit.refs else None
        dates = (n.unit.date for n in reading.clause.nodes if n.unit and n.unit.date)
        past = bool(person and person.incoming) and any(d.explicit and not d.future for d in dates)
        hires = reading.realised and reading.main.rule.value("act")
        said = person and hires and any(u.kind is UnitKind.CLUB and u.refs for u in reading.positions.get("for", ()))
        return past or bool(said)

    def led_then(self, unit: Unit, reading: Reading) -> str | None:
        """The club that a manager whom everybody knows led on the day that is spoken of: "Smith sold him in 2014"."""
        person = self._cast.persons.get(unit.refs[0]) if unit.kind is UnitKind.PERSON and unit.refs else None
        dates = (n.unit.date for n in reading.clause.nodes if n.unit and n.unit.date)
        day = next((d.date for d in dates if d.explicit and not d.future), None)
        return led_on(person.spells, day) if person and person.spells and day else None

    def of_unit(self, unit: Unit, movers: Sequence[str], manager: bool, position: str) -> list[str]:
        """The clubs that ``unit`` stands for at ``position``; ``manager`` where whoever moves leads a team."""
        if unit.opponent and (position in _AGAINST or (position in ("at", "of", "to") and manager)):
            return []  # "the defeat by Lyon led to his dismissal", "before the tie with Lyon"
        if unit.kind is UnitKind.CLUB:
            called_up = not manager and is_national(unit)  # "joined the Nigeria squad"
            called_up = called_up or (position == "object" and is_mere_squad(unit))
            return [] if called_up else list(unit.refs)
        if unit.kind is UnitKind.PLACE and position in _WHERE:
            return list(unit.refs)
        if unit.kind is UnitKind.NATION and manager and position not in ("to", "in"):  # "a move to Germany"
            return list(unit.refs)
        if unit.kind is UnitKind.PERSON and not set(unit.refs) & set(movers):
            return self._stands_for(unit, position)
        if position == "object" and set(unit.refs) & set(movers) and not unit.dressing.incoming:
            return []  # where he is
        if unit.kind in (UnitKind.PERSON, UnitKind.OTHER) and position in ("post", "as", "object"):
            return self._dressing(unit, position)
        return []

    def own_club(self, unit: Unit, movers: Sequence[str], reading: Reading) -> str | None:
        """The mover's own club where only "the club" is left: "Everton's Smith is set to leave the club"; but "left the
        club for Lyon" says whither he went."""
        bare = unit.kind is UnitKind.CLUB and unit.form is Form.DESCRIPTION and unit.dressing.noun == "club"
        plain = bare and not (unit.dressing.clubs or unit.dressing.places or unit.dressing.nations)
        person = self._cast.persons.get(movers[0]) if movers and plain else None
        units = (n.unit for n in reading.clause.nodes if n.unit and n.unit.kind is UnitKind.CLUB)
        named = {c for u in units if u.form is Form.NAME for c in u.refs}
        return person.club if person and person.club not in named else None

    def _dressing(self, unit: Unit, position: str) -> list[str]:
        newcomer = unit.dressing.incoming and position == "as"
        acts = unit.dressing.part == "official" and unit.kind is UnitKind.PERSON and not unit.refs
        if unit.dressing.part not in ("manager", "staff") and not acts and position != "post" and not newcomer:
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
        clubs = self._dressing(unit, position) if position in ("post", "as") or not unit.refs else []
        for name in unit.refs:
            person = self._cast.persons.get(name)
            if person and person.part in POSTS:
                club = (
                    person.incoming
                    or person.team
                    or (self._discourse.clubs.main() if person.part == "manager" else None)
                )
                if club:
                    clubs.append(club)
        return clubs[:1]
