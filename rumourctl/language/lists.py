"""Lists of names: "A, B and C" is one unit with three references."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, Unit, UnitKind

_OF_SEVERAL = closed_class("of_several")
_ADVERBS_BETWEEN = closed_class("adverbs_between")
_BOUNDARIES = closed_class("boundaries")
_PREPOSITIONS = closed_class("prepositions")
_AT_CLUB = ("of", "from", "at")
_SETS = closed_class("sets_of_clubs")
_OFFERS = closed_class("offers") | {"interest"}
_MOVES = closed_class("deals") | {"return"}
_CLUBS = closed_class("several_clubs")
_NAMING = ("including", "like", "as")
_REPORTING = closed_class("before_reported")
_LINKS = closed_class("list_links")
_TOLD = closed_class("telling") | closed_class("auxiliaries") | {"that", "been", "all", "also", ",", "-", "–", "—"}
_OWNERS = (UnitKind.NATION, UnitKind.COMPETITION, UnitKind.PLACE, UnitKind.PERSON)
_LINK_STARTS = {link.split()[0] for link in _LINKS}


def named_last(nodes: Sequence[Node]) -> tuple[str, ...]:
    """The persons of the list that ``nodes`` end with, be it behind "that" or what was done to them: "told Smith, Brown
    and Lund that", "Smith, Brown and Lund - have been told"; none where they end otherwise, or with one only."""
    at, names = len(nodes), list[str]()
    while at and nodes[at - 1].unit is None and nodes[at - 1].norm in _TOLD:
        at -= 1
    while at and (unit := nodes[at - 1].unit) and unit.kind is UnitKind.PERSON and not unit.possessive:
        names[:0] = unit.refs
        at -= 1
        while at and nodes[at - 1].unit is None and nodes[at - 1].norm in (",", "and", "or"):
            at -= 1
    return tuple(names) if len(names) > 1 else ()


def join_lists(nodes: Sequence[Node], finite: Callable[[Node], bool]) -> list[Node]:
    """Joins "A, B and C" and "A and B" of one kind into a unit with several references."""
    joined: list[Node] = []
    at = 0
    while at < len(nodes):
        end, members = _list_at(nodes, at, finite) if at + 1 < len(nodes) and nodes[at].unit else (at + 1, [])
        if len(members) < 2:
            joined.append(nodes[at])
            at += 1
            continue
        if members[0].form is Form.DESCRIPTION and members[0].dressing.plural and len(members[0].refs) > 1:
            members = [replace(members[1], start=members[0].start), *members[2:]]  # "four of the men, A, B, C and D"
        refs = tuple(dict.fromkeys(r for m in members for r in m.refs))
        unit = replace(
            members[0], end=members[-1].end, refs=refs, members=tuple(members), possessive=members[-1].possessive
        )
        joined.append(Node(nodes[at].start, members[-1].end, nodes[at].norm, unit, nodes[at].quoted))
        at = end
    return joined


def _list_at(nodes: Sequence[Node], at: int, finite: Callable[[Node], bool]) -> tuple[int, list[Unit]]:
    """The list of names that begins at ``nodes[at]``: where it ends, and its members (one: no list)."""
    first = nodes[at].unit
    if first is None or not _listable(first) or first.possessive:
        return at + 1, []
    members, end, closed = [first], at + 1, False
    while not closed and end < len(nodes):
        ahead = end
        comma = nodes[ahead].norm == ","
        if comma:
            ahead += 1
        if link := link_length(nodes, ahead):
            if comma and len(members) == 1 and link == 1:
                break
            ahead, closed = ahead + link, True
        elif not comma and members[-1].dressing.age is None:  # an age takes the comma behind it along
            break
        if ahead < len(nodes) and nodes[ahead].norm in _ADVERBS_BETWEEN:
            ahead += 1
        ahead += first.kind is UnitKind.CLUB and _owns_next(nodes, ahead)
        unit = nodes[ahead].unit if ahead < len(nodes) else None
        if closed and len(members) > 1 and _is_some_club(unit):
            end = ahead + 1
            break  # "Lyon, Everton and a Spanish club"
        other = unit is None or unit.kind is not first.kind or not _listable(unit) or unit.refs == first.refs
        if unit is None or other or unit.dressing.pair:
            closed = False
            break  # "at Old Trafford and the club expect", "with Lyon and the two clubs": they are no lists
        at_verb = ahead + (3 if _told_with_his_club(nodes, ahead) else 1)
        verb = closed and at_verb < len(nodes) and (finite(nodes[at_verb]) or nodes[at_verb].norm in _OF_SEVERAL)
        if verb and len(members) == 1 and not _begins_clause(nodes, at):
            closed = False
            break  # "wanted by A and B have asked": B begins a clause
        members.append(unit)
        end = ahead + 1
        if unit.mention and unit.start < unit.mention.start and _goes_on(nodes, end):
            closed = False  # "Lyon and Premier League rivals Everton and Leeds"
        if (link := link_length(nodes, end)) and first.kind is UnitKind.CLUB and _owns_next(nodes, end + link):
            closed = False  # "Lyon and Everton and Italy's Roma"
        if _adds_one(nodes, end, first.kind):
            closed = False  # "Lyon and Everton, as well as Roma"
        if unit.possessive:
            break
    if not closed and len(members) < 3:
        return at + 1, []
    return end, members


def _adds_one(nodes: Sequence[Node], at: int, kind: UnitKind) -> bool:
    """Whether one more name of a ``kind`` is added at ``at``: ", as well as Roma", or a last person, ", and Smith"."""
    start = at + (at < len(nodes) and nodes[at].norm == ",")
    link = link_length(nodes, start)
    ahead = start + link + _owns_next(nodes, start + link)
    unit = nodes[ahead].unit if ahead < len(nodes) else None
    last = start > at and kind is UnitKind.PERSON and _closes_list(nodes, ahead + 1)
    return (link > 1 or (link == 1 and last)) and unit is not None and unit.kind is kind and _listable(unit)


def _closes_list(nodes: Sequence[Node], at: int) -> bool:
    """Whether nothing more is told at ``at`` of what stands before it: no verb of his own follows."""
    end = at + (at < len(nodes) and nodes[at].norm == ",")
    return at >= len(nodes) or nodes[at].norm == "." or (end < len(nodes) and nodes[end].norm == "but")


def _owns_next(nodes: Sequence[Node], at: int) -> bool:
    """Whether a country, a league or who leads it owns the club behind ``at``: "Lyon and **Italy's** Roma", "Lyon and
    **Smith's** Roma"."""
    unit, club = nodes[at].unit if at < len(nodes) else None, nodes[at + 1].unit if at + 1 < len(nodes) else None
    owns = unit is not None and unit.possessive and unit.form is Form.NAME and unit.kind in _OWNERS
    return owns and club is not None and club.kind is UnitKind.CLUB


def _is_some_club(unit: Unit | None) -> bool:
    """Whether a club is meant that is not named: "a Spanish club"."""
    return unit is not None and unit.kind is UnitKind.OTHER and unit.dressing.part == "club"


def _told_with_his_club(nodes: Sequence[Node], at: int) -> bool:
    """Whether "of Lyon" stands behind the person at ``at``."""
    club = nodes[at + 2].unit if at + 2 < len(nodes) and nodes[at + 1].norm == "of" else None
    person = nodes[at].unit
    return bool(club and club.kind is UnitKind.CLUB and person and person.kind is UnitKind.PERSON)


def link_length(nodes: Sequence[Node], at: int) -> int:
    """How many nodes from ``at`` on join one name to the next: "and", "as well as"; none: 0."""
    if at >= len(nodes) or nodes[at].norm not in _LINK_STARTS:
        return 0
    words = " ".join(n.norm for n in nodes[at : at + 3])
    return next((link.count(" ") + 1 for link in _LINKS if f"{words} ".startswith(f"{link} ")), 0)


def clubs_beside(nodes: Sequence[Node]) -> tuple[list[Node], list[tuple[Unit, str]]]:
    """``nodes`` without the clubs behind persons of a list, and whose they are: "A of Lyon, B of Nice and C (Lens)".

    A single person's club stays where it is: it may be what a verb asks for.
    """
    persons = [at for at, node in enumerate(nodes) if node.unit and node.unit.kind is UnitKind.PERSON]
    if len(persons) < 2:
        return [*nodes], []
    sizes = {at: _beside(nodes, at) or _abroad(nodes, at) for at in persons}
    placed = any(size and (nodes[at + 1].norm == "of" or _abroad(nodes, at)) for at, size in sizes.items())
    found = [
        (at, size) for at in persons if (size := sizes[at]) or _dressed(nodes[at].unit)
        or (placed and _is_plain(nodes[at].unit))
    ]  # fmt: skip
    chained = {at: size for (at, size), (after, _) in pairwise(found) if _joins(nodes, at + 1 + size, after)}
    chained |= {after: size for (at, _), (after, size) in pairwise(found) if at in chained}
    dropped = {i for at, size in chained.items() for i in range(at + 1, at + 1 + size)}
    owned = [
        (unit, club.refs[0])
        for at, size in chained.items()
        if size
        and (unit := nodes[at].unit)
        and (club := nodes[at + _place(nodes, at)].unit)
        and club.kind is UnitKind.CLUB
    ]
    shared = [
        (other, home)
        for at in chained
        if (home := next((club for unit, club in owned if unit is nodes[at].unit), None))
        for other in _also_from(nodes, at, chained)
    ]
    return [n for i, n in enumerate(nodes) if i not in dropped], owned + shared


def _also_from(nodes: Sequence[Node], at: int, placed: Collection[int]) -> Iterator[Unit]:
    """Who comes from the club of the person at ``at``, as several do of which he is the last: "**A, B** and C from
    Lyon, and D from Nice"."""
    link = ("and",) if nodes[at + 1].norm == "from" else ()
    while at >= 2 and nodes[at - 1].norm in link and at - 2 not in placed and _is_plain(unit := nodes[at - 2].unit):
        if unit:
            yield unit
        at, link = at - 2, (",",)


def _place(nodes: Sequence[Node], at: int) -> int:
    """How many nodes behind the person at ``at`` his club stands: "of Lyon", ", of Lyon,", ", a winger from Lyon,"."""
    return (apart if (apart := _place_apart(nodes, at)) else 2) if nodes[at + 1].norm == "," else 2


def _place_apart(nodes: Sequence[Node], at: int) -> int:
    """How many nodes behind the person at ``at`` his club stands in an aside, "of" or "from" before it and maybe what
    he plays: ", of Lyon,", ", a winger from Lyon,"; none: 0."""
    if at + 4 >= len(nodes) or nodes[at + 1].norm != "," or not _is_plain(nodes[at].unit):
        return 0
    what = nodes[at + 2].unit
    described = what is not None and what.kind is UnitKind.OTHER and what.dressing.part == "player"
    place = at + 3 + described
    club = nodes[place].unit if place < len(nodes) and nodes[place - 1].norm in _AT_CLUB else None
    return place - at if club is not None and club.kind is UnitKind.CLUB and len(club.refs) == 1 else 0


def _beside(nodes: Sequence[Node], at: int) -> int:
    """How many nodes behind the person at ``at`` say his club: "of Lyon" two, "(Lyon)" three, ", of Lyon," three or,
    with its second comma, four; none: 0."""
    person = nodes[at].unit
    if place := _place_apart(nodes, at):
        closing = nodes[at + place + 1 : at + place + 3]
        if not closing or closing[0].norm not in (",", ".", "and"):
            return 0
        another = len(closing) > 1 and closing[1].unit is not None  # whom the comma parts from him
        return place + (closing[0].norm == "," and not another)
    club = nodes[at + 2].unit if at + 2 < len(nodes) else None
    if person is None or person.kind is not UnitKind.PERSON or not _listable(person) or person.possessive:
        return 0
    if club is None or club.kind is not UnitKind.CLUB or len(club.refs) != 1 or club.possessive:
        return 0
    closes = at + 3 < len(nodes) and nodes[at + 3].norm == ")"
    return 2 if nodes[at + 1].norm in _AT_CLUB else 3 if nodes[at + 1].norm == "(" and closes else 0


def _abroad(nodes: Sequence[Node], at: int) -> int:
    """How many nodes behind the person at ``at`` say from which country or league he comes: "A from Japan, B and C"."""
    person, place = nodes[at].unit, at + 2
    if place >= len(nodes) or nodes[at + 1].norm != "from" or not _is_plain(person):
        return 0
    place += nodes[place].unit is None and nodes[place].norm == "the"
    unit = nodes[place].unit if place < len(nodes) else None
    abroad = unit is not None and unit.kind in (UnitKind.NATION, UnitKind.COMPETITION, UnitKind.PLACE)
    return place - at if abroad else 0


def _is_plain(unit: Unit | None) -> bool:
    return unit is not None and unit.form is Form.NAME and not unit.possessive and _listable(unit)


def _dressed(unit: Unit | None) -> bool:
    """Whether a person is named with his club before his name: "Porto's Smith"."""
    return unit is not None and unit.kind is UnitKind.PERSON and _listable(unit) and bool(unit.dressing.clubs)


def _joins(nodes: Sequence[Node], start: int, end: int) -> bool:
    """Whether nothing but a comma or "and" stands between ``start`` and ``end``."""
    comma = start < end and nodes[start].norm == ","
    return start + comma + link_length(nodes, start + comma) == end and end > start


def _goes_on(nodes: Sequence[Node], at: int) -> bool:
    """Whether "and" and one more name stand at ``at``."""
    unit = nodes[at + 1].unit if at + 1 < len(nodes) and nodes[at].norm == "and" else None
    return unit is not None and _listable(unit)


def _begins_clause(nodes: Sequence[Node], at: int) -> bool:
    if at == 0:
        return True
    before = nodes[at - 1]
    if before.unit is not None and before.unit.pronoun in ("who", "whom"):
        return True  # "for whom A and B have bid"
    if before.unit is not None and before.unit.possessive and all(n.unit is None for n in nodes[: at - 1]):
        return True  # "The Championship's A and B have asked"
    if before.unit is None and before.norm in _REPORTING:
        return True  # "reports have suggested A and B are keen"
    head = nodes[at - 2] if at > 1 else before
    noun = head.unit.dressing.noun if head.unit else head.norm
    if (before.norm == "of" and noun in _SETS) or (before.norm in _NAMING and noun in _CLUBS):
        return True  # "the likes of A and B have asked", "clubs like A and B have asked"
    led = (before.norm == "from" and noun in _OFFERS) or (before.norm == "to" and noun in _MOVES)
    if led and all(n.unit is None for n in nodes[: at - 2]):
        return True  # "offers from A and B were rejected", "a move to A or B has been suggested"
    if before.unit is not None or before.norm in _BOUNDARIES | {'"', "both", "either", "neither"}:
        return before.unit is None
    return before.norm not in _PREPOSITIONS and all(n.unit is None for n in nodes[:at])  # "Told A and B have asked"


def _listable(unit: Unit) -> bool:
    return unit.kind in (UnitKind.PERSON, UnitKind.CLUB) and bool(unit.refs) and unit.form is not Form.PRONOUN
