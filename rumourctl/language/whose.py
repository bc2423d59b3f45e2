"""Whose clubs and players are meant: those of who speaks, of an agent, of the manager before "side"."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.around import labels
from rumourctl.language.cast import Cast
from rumourctl.language.clubs import ClubReader
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import POSTS, Dressing, Form, Node, Unit, UnitKind

_SINCE = 3
"""Nodes before "the club", at most, in which "since he joined" stands."""
SIDES = closed_class("managers_sides")
"""Words for the club of the manager before them."""
_WHERE = ("of", "from", "at")
_LADS = ("lad", "boy", "kid", "player")
"""What an agent calls his client."""


class Whose:
    """The clubs and players that belong to the persons of one article's ``cast``."""

    def __init__(self, cast: Cast, clubs: ClubReader) -> None:
        self._cast, self._clubs = cast, clubs

    def side_of(self, node: Node, so_far: Sequence[Node]) -> Node:
        """ "Smith's side have asked": a plain word that stands for the club of the manager before it."""
        owner = so_far[-1].unit if so_far and node.norm in SIDES else None
        leads = owner is not None and owner.kind is UnitKind.PERSON and owner.possessive and bool(owner.refs)
        person = self._cast.persons.get(owner.refs[0]) if owner and leads else None
        if person is None or person.part not in (None, "manager"):
            return node
        played = any(
            n.unit is not None and n.unit.opponent for n in so_far
        )  # of a match: whose side it is, is not clear
        club = person.incoming or person.team or (None if played else self._clubs.main())
        unit = Unit(UnitKind.CLUB, Form.DESCRIPTION, node.start, node.end, refs=(club,)) if club else None
        return node.holding(unit) if unit else node

    def client_called(self, dressing: Dressing, so_far: Sequence[Node], speaker: str | None) -> str | None:
        """Who "my client" is, and "the lad" in the mouth of his agent."""
        if dressing.noun in _LADS and dressing.definite:
            return self.client(speaker)
        return self.client_in(so_far, speaker) if dressing.noun == "client" else None

    def client_in(self, so_far: Sequence[Node], speaker: str | None) -> str | None:
        """Who "my client" and "his client" is: he for whom the speaker, or the agent named before, speaks."""
        agents = [speaker, *(n.unit.refs[0] for n in reversed(so_far) if n.unit and n.unit.refs)]
        return next((client for name in agents if (client := self.client(name))), None)

    def client(self, speaker: str | None) -> str | None:
        """The player of whom an agent says "we", "I" and "my client"."""
        person = self._cast.persons.get(speaker or "")
        return person.client if person else None

    def club_for(self, speaker: str | None) -> str | None:
        """The club for which somebody says "we": that where he plays or works."""
        person = self._cast.persons.get(speaker or "")
        return person.team if person and person.part != "other" else None

    def ourselves(self, so_far: Sequence[Node], speaker: str | None) -> str | None:
        """The club that "we" in ``so_far`` means, and "they" behind it does not: "we made an offer, they refused"."""
        first = any(n.quoted and n.unit and n.unit.pronoun == "we" and not n.unit.possessive for n in so_far)
        return self.club_for(speaker) if first else None

    def club_of(self, name: str | None, former: bool) -> str | None:
        """The club where somebody is, or the one where he is told to have been: "his former club"."""
        person = self._cast.persons.get(name or "")
        if person and former:
            return next(iter(person.former_clubs), None) if len(person.former_clubs) == 1 else None
        return person.team if person else None

    def club_joined(self, dressing: Dressing, so_far: Sequence[Node]) -> str | None:
        """Whose club "the club" is in "has scored ten goals since he joined the club": his own, if it is told."""
        plain = dressing.noun == "club" and not (dressing.clubs or dressing.nations or dressing.places)
        words = [n.norm for n in so_far[-_SINCE:] if n.unit is None]
        if not plain or words[-1:] not in (["joined"], ["joining"]) or "since" not in words:
            return None
        named = next((n.unit.refs[0] for n in reversed(so_far) if n.unit and n.unit.refs), None)
        person = self._cast.persons.get(named or "")
        return person.club if person else None

    def labelled_club(self, so_far: Sequence[Node]) -> str | None:
        """The club of a speaker without a name: "Lyon president: “We …”"."""
        label = next((i - 1 for i, n in enumerate(so_far) if i and n.norm == ":" and not n.quoted), None)
        unit = so_far[label].unit if label is not None and labels(so_far, label) else None
        clubs = unit.dressing.clubs if unit and unit.dressing.part in POSTS else ()
        return next((club for mention in clubs if (club := self._clubs.club_of(mention))), None)


def tells_whose(nodes: Sequence[Node], at: int) -> bool:
    """Whether the club at ``at`` among ``nodes`` only tells where somebody is: "Smith of Lyon"."""
    named = nodes[at - 2].unit if at > 1 and nodes[at - 1].norm in _WHERE else None
    return named is not None and named.kind is UnitKind.PERSON and named.form is Form.NAME
