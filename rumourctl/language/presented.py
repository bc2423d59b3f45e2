"""Who holds a post of which only the post is told, and speaks behind it under his name.

"The Lyon manager was asked about him. “We have made an offer,” John Smith said": John Smith leads Lyon.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rumourctl.language.appositions import copula_before
from rumourctl.language.cast import Cast, Person
from rumourctl.language.clubs import ClubReader
from rumourctl.language.nodes import POSTS, Form, Node, Unit, UnitKind
from rumourctl.language.quotes import speaking_in

Presented = Mapping[tuple[int, int], str]
"""Names by the sentence and the first word of the description of who bears them."""
_REACH = 4
"""Sentences behind the description, at most, in which its holder speaks."""


@dataclass(frozen=True, slots=True)
class _Post:
    """A post of which a sentence tells without its holder's name."""

    sentence: int
    unit: Unit
    club: str | None

    def may_be(self, other: _Post) -> bool:
        """Whether both may be the same man's."""
        return self.unit.dressing.part == other.unit.dressing.part and (
            self.club == other.club or None in (self.club, other.club)
        )


def presented(
    nodes: Sequence[Sequence[Node]], cast: Cast, clubs: ClubReader, says: Callable[[str], bool]
) -> dict[tuple[int, int], str]:
    """The names of those whom the sentences of ``nodes`` describe by their posts first, and who speak behind that.

    It is who speaks next and is new there, of whom the article says nothing else, unless posts of several were told.
    """
    seen: set[str] = set()
    posts: list[_Post] = []
    found: dict[tuple[int, int], str] = {}
    for at, own in enumerate(nodes):
        posts += [post for position in range(len(own)) if (post := _post_at(own, position, at, clubs))]
        near = [p for p in posts if at - p.sentence < _REACH and not _is_held(p, seen, cast)]
        speaker = speaking_in(own, says) if near else None
        person = _newcomer(speaker, own, seen, cast) if speaker else None
        if person and all(post.may_be(near[-1]) for post in near):
            found |= {(post.sentence, post.unit.start): person.name for post in near}
            posts = []
        seen |= {name for n in own if n.unit and n.unit.kind is UnitKind.PERSON for name in n.unit.refs}
    return found


def _post_at(nodes: Sequence[Node], position: int, sentence: int, clubs: ClubReader) -> _Post | None:
    """The post that stands at ``position`` for its holder now: "the Lyon manager", "his coach", not "a new manager"."""
    unit = nodes[position].unit if not nodes[position].quoted else None
    if unit is None or unit.kind is not UnitKind.PERSON or unit.form is not Form.DESCRIPTION or unit.possessive:
        return None
    said = unit.dressing
    somebodys = said.definite or said.owner or said.clubs
    if said.part not in POSTS or not somebodys or said.plural or said.former or said.incoming:
        return None
    if said.owner in ("our", "my") or copula_before(nodes, position):
        return None
    return _Post(sentence, unit, next((c for m in said.clubs if (c := clubs.club_of(m))), None))


def _is_held(post: _Post, seen: set[str], cast: Cast) -> bool:
    """Whether somebody named before may be who holds ``post``."""
    people = (cast.persons[name] for name in seen if name in cast.persons)
    return any(
        p.part == post.unit.dressing.part and (post.club in p.clubs or not (post.club and p.clubs)) for p in people
    )


def _newcomer(unit: Unit, nodes: Sequence[Node], seen: set[str], cast: Cast) -> Person | None:
    """Who speaks, if he is named there for the first time, and of whom the article says nothing but that."""
    name = unit.refs[0] if unit.form is Form.NAME and len(unit.refs) == 1 else ""
    person = cast.persons.get(name) if name not in seen else None
    if person is None or person.part or person.groups or person.clubs or person.outlet or person.client:
        return None
    named = [n.unit for n in nodes if n.unit and name in n.unit.refs and n.unit.form is Form.NAME]
    told = (d for u in named for d in (u.dressing,) if d.noun or d.clubs or d.former)
    return person if len(person.norms) > 1 and next(told, None) is None else None
