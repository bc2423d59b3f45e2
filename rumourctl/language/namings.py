"""What a name means where it stands: a person, a club, an outlet or a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rumourctl.language.cast import Cast, listed_names
from rumourctl.language.clubs import ClubReader
from rumourctl.language.grammar import closed_class
from rumourctl.language.learning import learn
from rumourctl.language.lexicon import Lexicon, Thing, Way
from rumourctl.language.names import Mention, MentionKind
from rumourctl.language.nodes import Dressing, Node, Unit, UnitKind
from rumourctl.language.trail import Trail

_WHERE_HE_WAS = closed_class("where_he_was")
_CREDITS = closed_class("before_credited")
_BEFORE_CLUBS = closed_class("before_clubs")
_BEFORE_PLACES = closed_class("before_places")
_FRONTS = closed_class("fronts")
_DEPARTING = closed_class("departing")
_SPEAKS_OF = ("of", "about", "on", "regarding")
_ASKED = ("asked", "quizzed", "pressed", "questioned", "speaking", "talking")
_FRONTED = 9
"""Nodes, at most, of a phrase that opens a sentence, before and behind a pronoun in it."""


class NameReader:
    """Settles the named units of one article against its ``cast`` and clubs; ``trail`` tells who was spoken of."""

    def __init__(self, cast: Cast, lexicon: Lexicon, clubs: ClubReader, trail: Trail) -> None:
        self._cast, self._lexicon, self._clubs, self._trail = cast, lexicon, clubs, trail
        self._outlets: list[str] = []

    def thing(self, unit: Unit, mention: Mention, before: str, way_before: str, after: str) -> Unit:
        """``unit`` as what its ``mention`` names, with the words around it: two ``before`` it and one ``after`` it."""
        club_like = mention.kind is MentionKind.CLUB or any(e.thing is Thing.CLUB for e in mention.entries)
        named = len(mention.norms) == 1 and any(e.way in (Way.NAME, Way.CAREFUL, Way.SHARED) for e in mention.entries)
        if (surname := self._cast.names_for(mention) if named else []) and not unit.dressing.definite:
            of_places = _BEFORE_CLUBS if club_like else _BEFORE_PLACES
            rare = before == "for" and all(e.way is Way.CAREFUL for e in mention.entries)
            if before not in of_places or rare:  # "an offer for Lund", of which town hardly anybody is
                return replace(unit, kind=UnitKind.PERSON, refs=tuple(surname[:1]))
        if club_like:
            outlets = listed_names(mention, Thing.OUTLET)
            led = before in _CREDITS or (way_before, before) == ("according", "to") or (before, after) == ("(", ")")
            credited = bool(outlets) and (self._lexicon.says(after, "report") or led)
            his = self._his(mention) if before in _WHERE_HE_WAS else None
            where = "" if unit.possessive else before  # no town has what a club has: "in Lyon's win"
            club = None if credited else his or self._clubs.club_of(mention, where, way_before, after)
            if club:
                return replace(unit, kind=UnitKind.CLUB, refs=(club,))
            if outlets:
                return replace(unit, kind=UnitKind.OUTLET, refs=tuple(outlets[:1]))
            return replace(unit, kind=UnitKind.PLACE)
        if mention.kind in (MentionKind.PLACE, MentionKind.UNKNOWN):
            club = self._clubs.at_home_in(mention)
            return replace(unit, kind=UnitKind.PLACE, refs=(club,) if club else ())
        if mention.kind is MentionKind.NATION:
            return replace(unit, refs=(mention.entries[0].name,))
        return unit

    def outlet(self, unit: Unit, mention: Mention) -> Unit:
        """``unit`` as the outlet that its ``mention`` names; by its last word that of one named before: "The Daily
        Record claims …, the Record adds"."""
        named = (listed_names(mention, Thing.OUTLET) or [mention.text])[0]
        fuller = next((name for name in self._outlets if name.endswith(f" {mention.text}")), None)
        self._outlets.append(named)
        return replace(unit, refs=(fuller or named,), mention=replace(mention, entries=()) if fuller else mention)

    def _his(self, mention: Mention) -> str | None:
        """The one club among those that ``mention`` may mean of which it was spoken with the person named last: "Smith,
        who led Rovers", behind "Smith has left Bristol Rovers"."""
        last = self._trail.people[-1] if self._trail.people else None
        told = {s.sentence for s in self._trail.people if last and s.name == last.name and s.sentence < last.sentence}
        clubs = {s.name for s in self._clubs.spoken if s.sentence in told}
        his = [club for club in listed_names(mention, Thing.CLUB) if club in clubs]
        return his[0] if len(his) == 1 else None

    def person(self, unit: Unit) -> Unit:
        """``unit``, which looks like a person's name, as what it turned out to be."""
        assert unit.mention is not None
        kind = self._cast.kind_of(unit.mention)
        if kind is MentionKind.CLUB:
            return replace(unit, kind=UnitKind.CLUB, refs=(unit.mention.text,))
        if kind is MentionKind.OUTLET:
            return replace(unit, kind=UnitKind.OUTLET, refs=(unit.mention.text,))
        if kind is not MentionKind.PERSON:
            return replace(unit, kind=UnitKind.PLACE)
        names = self._cast.names_for(unit.mention)
        if not names:
            return replace(unit, kind=UnitKind.OTHER)
        name = names[0] if len(names) == 1 else self._trail.latest(names)
        learn(self._cast.persons[name], unit.dressing, self._clubs)
        return replace(unit, refs=(name,), wanted_by=self.wanting(unit.dressing))

    def to_come(self, nodes: Sequence[Node], position: int) -> str | None:
        """Whom "his" at ``position`` means who is named only behind the phrase that it opens: "Following the expiry of
        **his** contract, Smith has joined"."""
        if nodes[position].quoted:
            return self._spoken_of(nodes, position)
        fronted = 0 < position < _FRONTED and nodes[0].unit is None and nodes[0].norm in _FRONTS
        pronoun, owned = nodes[position].unit, [n.norm for n in nodes[position + 1 : position + 2]]
        his = pronoun is not None and pronoun.possessive and pronoun.pronoun in ("he", "she")
        if not (fronted and his) or set(owned) & _DEPARTING:
            return None
        comma = next((i for i, n in enumerate(nodes[: position + _FRONTED]) if n.norm == ","), 0)
        named = nodes[comma + 1].unit if position < comma < len(nodes) - 1 else None
        people = any(n.unit and n.unit.kind is UnitKind.PERSON for n in nodes[:position])
        if people or named is None or named.kind is not UnitKind.PERSON or not named.mention or named.possessive:
            return None
        names = self._cast.names_for(named.mention)
        return names[0] if len(names) == 1 else None

    def club_to_come(self, nodes: Sequence[Node], position: int, answers: str | None) -> str | None:
        """The club that "their" at ``position`` means and that is named only behind the phrase which it opens: "With
        **their** bid now in, Lyon are waiting"; no club stands there before but one that ``answers`` theirs."""
        fronted = 0 < position < _FRONTED and nodes[0].unit is None and nodes[0].norm in _FRONTS | {"having"}
        pronoun = nodes[position].unit
        if not fronted or pronoun is None or not (pronoun.possessive and pronoun.pronoun == "they"):
            return None
        clubs = [n.unit for n in nodes[:position] if n.unit and n.unit.kind is UnitKind.CLUB]
        comma = next((i for i, n in enumerate(nodes[: position + _FRONTED]) if n.norm == ","), 0)
        named = nodes[comma + 1].unit if position < comma < len(nodes) - 1 else None
        if (clubs and answers is None) or len(clubs) > 1 or named is None or named.possessive or named.mention is None:
            return None
        return self._clubs.club_of(named.mention) if named.kind is UnitKind.CLUB else None

    def _spoken_of(self, nodes: Sequence[Node], position: int) -> str | None:
        """Whom "him" at ``position`` in a quotation means, of whom it is told behind it: "“We like him,” Brown said of
        Smith"."""
        unit = nodes[position].unit
        if unit is None or unit.pronoun not in ("he", "she", "him", "her"):
            return None
        for at in range(position + 1, len(nodes) - 1):
            node, named = nodes[at], nodes[at + 1].unit
            told = not node.quoted and node.unit is None and node.norm in _SPEAKS_OF
            if (told and self._lexicon.says(nodes[at - 1].norm)) or (told and nodes[at - 1].norm in _ASKED):
                person = named is not None and named.kind is UnitKind.PERSON and named.mention is not None
                names = self._cast.names_for(named.mention) if person and named and named.mention else []
                return names[0] if len(names) == 1 else None
        return None

    def wanting(self, dressing: Dressing) -> tuple[str, ...]:
        """The clubs whose target somebody is called: "Chelsea target Smith", "the Chelsea and Everton target"."""
        return tuple(club for m in dressing.suitors if (club := self._clubs.club_of(m)))
