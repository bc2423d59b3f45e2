"""Others who are named beside the one who moves, and move with him or did before: "the sixth signing, after Smith"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rumourctl.claims.model import Move, Role, Stage
from rumourctl.extraction.statement import Statement
from rumourctl.extraction.story import Story
from rumourctl.language.cast import Cast, Person
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, Unit, UnitKind
from rumourctl.language.tokens import Kind
from rumourctl.rules.engine import Reading

_ORDINALS = closed_class("ordinals")
_NEWCOMERS = closed_class("newcomers")
_COMES = ("join", "joining", "arrive", "arriving", "sign", "signing")
_ON_THE_WAY = (Stage.CLOSE, Stage.AGREED, Stage.MEDICAL, Stage.DONE)
_WHENCE = ("from", "of", "(")
_JOINS = ("and", "plus", "&")
_ENDS = closed_class("prepositions") | {"as", "too", "also", "(", "who", "in"}
"""What may stand behind the last of a row."""
_TOGETHER = ("along", "together")
_AFTER = ("after", "following", "alongside", "joining")


def also_named(unit: Unit, reading: Reading) -> dict[str, str | None]:
    """Who is named in a row with ``unit``, with the club from which he is told to come: "want Smith, Brown from Lyon
    and Lund"; else after whom ``unit`` is counted."""
    nodes = reading.clause.nodes
    at = next((i for i, n in enumerate(nodes) if n.unit is unit), len(nodes))
    governed = any(u is unit for u in reading.positions.get("object", ())) and bool(reading.main.found.verb_form)
    row = _row(nodes, at) if governed and at > reading.main.start else []
    named = {name: club for other, club in row for name in other.refs}
    return named if len(row) > 1 else dict.fromkeys((*_counted_before(reading), *_along_with(reading)))


def buyers_around(reading: Reading, movers: Sequence[Person], taken: list[Unit]) -> list[str]:
    """The clubs that do what "with" adds, other than those of the ``movers``: "Lyon want Smith, with Brown also
    targeted", "with a bid for Jones rejected", "with Jones set to join"; they are ``taken`` then."""
    main, frame = reading.main, reading.main.rule.frame or {}
    suffered = any(main.start <= at < main.end for at in reading.clause.passives) and "subject" in frame.get("to", ())
    courted = (u for place in ("for", "over") for u in reading.positions.get(place, ()))
    sought = suffered or any(mover.name in u.refs for u in courted for mover in movers)
    sought = sought and not (reading.positions.get("subject") or reading.positions.get("possessor"))
    elsewhere = any(mover.club or mover.former_clubs for mover in movers)
    elsewhere = elsewhere or reading.clause.nodes[main.start].norm in _COMES
    goes = reading.move in (Move.TRANSFER, Move.LOAN) and "subject" in frame.get("person", ())
    moves = goes and not reading.clause.nodes[main.start].norm.startswith("return")  # from an injury, it may be
    if not sought and not (elsewhere and moves and reading.stage in _ON_THE_WAY):
        return []
    homes = {mover.club for mover in movers}
    around = [u for u in reading.positions.get("outer", ()) if u.kind is UnitKind.CLUB and homes.isdisjoint(u.refs)]
    taken += around
    return [club for unit in around for club in unit.refs]


def _row(nodes: Sequence[Node], at: int) -> list[tuple[Unit, str | None]]:
    """The persons of the row that begins at ``at``, each with the club behind him from which he comes; the row ends
    with the one behind "and", of whom no verb follows."""
    row: list[tuple[Unit, str | None]] = []
    while at < len(nodes) and (unit := nodes[at].unit) and _is_named(unit):
        club = nodes[at + 2].unit if at + 2 < len(nodes) and nodes[at + 1].norm in _WHENCE else None
        told = club is not None and club.kind is UnitKind.CLUB and len(club.refs) == 1 and not club.possessive
        row.append((unit, club.refs[0] if told and club else None))
        at += 1 + 2 * told
        at += at < len(nodes) and nodes[at].norm == ")"
        comma = at < len(nodes) and nodes[at].norm == ","
        linked = at + comma < len(nodes) and nodes[at + comma].norm in _JOINS
        if linked:
            closed = [*nodes[at + comma + 2 :], None][0]
            ends = closed is None or closed.kind is not Kind.WORD or closed.norm in _ENDS
            return [*row, *_row(nodes, at + comma + 1)] if ends else []
        if not comma:
            return row
        at += 1
    return []


def _is_named(unit: Unit) -> bool:
    return unit.kind is UnitKind.PERSON and unit.form is Form.NAME and bool(unit.refs) and not unit.possessive


def _along_with(reading: Reading) -> tuple[str, ...]:
    """Who is named as sought together with somebody: "is among the favourites, along with Brown"."""
    nodes = reading.clause.nodes[reading.main.end :] if not reading.main.found.verb_form else ()
    if reading.stage != Stage.INTEREST or reading.move != Move.TRANSFER:
        return ()
    for at, node in enumerate(nodes[:-1]):
        behind = nodes[at + 1].unit
        linked = node.norm == "alongside" or (node.norm == "with" and at and nodes[at - 1].norm in _TOGETHER)
        if linked and behind is not None and _is_named(behind):
            return behind.refs
    return ()


def _counted_before(reading: Reading) -> tuple[str, ...]:
    """Those after whom somebody is counted among the signings: as their sixth, he tells of five that are done."""
    main, nodes = reading.main, reading.clause.nodes
    counts = any(n.unit is None and (n.norm in _ORDINALS or n.norm[:1].isdigit()) for n in nodes[: main.end])
    signed = nodes[main.end - 1].norm in _NEWCOMERS and reading.move == Move.TRANSFER and reading.stage == Stage.DONE
    if not (counts and signed):
        return ()
    for before, node in pairwise(nodes[main.end :]):
        unit = node.unit
        if unit and unit.kind is UnitKind.PERSON and unit.form is Form.NAME and not unit.possessive:
            return unit.refs if before.norm in _AFTER else ()
    return ()


def followed_to(told: Statement, story: Story, cast: Cast, near: bool, leads: bool) -> list[str | None]:
    """Where those of whom ``told`` speaks, or those whom they follow, were told to go, the likeliest first: ``told`` is
    ``near`` what stood just before, or of somebody who ``leads``."""
    slots, reading, rule = told.slots, told.reading, told.reading.main.rule
    going = [story.settled.get(p) or story.bound_for(p) for p in slots.persons if rule.value("alone")]
    going += [story.settled.get(p) for p in slots.persons if rule.value("leads")]
    if rule.value("suitor") == "subject" and reading.positions.get("with"):  # "would like to bring Smith with him"
        leaders = [n for u in reading.positions.get("subject", ()) for n in u.refs]
        going += [story.bound_for(n) or (cast.persons[n].incoming if n in cast.persons else None) for n in leaders]
    last = story.last if story.sentence == told.index else None
    if leads and last and last.role is Role.MANAGER and rule.value("role") == "manager":
        going += [last.to_club]  # "Lyon will name Smith, but Brown has also held talks about the job"
    led = story.last if rule.value("role") == "staff" and told.index - story.sentence <= 1 else None
    going += [led.to_club] if led and led.role is Role.MANAGER else []  # "Smith takes over. Brown joins as coach"
    done = told.judgement.stage is Stage.DONE
    if near and story.sentence == told.index:
        going += [(done and story.settled.get(p)) or story.bound_for(p) for p in story.persons[-1:]]
    if rule.value("suitor") == "followed":
        before = (n for u in reading.positions.get("object", ()) for n in u.refs if n not in slots.persons)
        going = [story.settled.get(n) or story.bound_for(n) for n in before]
    return going
