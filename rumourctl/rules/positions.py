"""Who stands where around the events of a clause: as a part of it, or behind a preposition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rumourctl.claims.model import Move
from rumourctl.language.clauses import Clause, ClauseKind
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import NO_PARTY, POSTS, Node, Unit, UnitKind
from rumourctl.language.tokens import Kind
from rumourctl.rules.hits import Hit

_PREPOSITIONS = closed_class("prepositions")
_OWNERS = (UnitKind.PERSON, UnitKind.COMPETITION, UnitKind.NATION, UnitKind.PLACE)
_BRINGING = closed_class("phrasal_in")
_NOMINATIVES = closed_class("nominatives")
_QUANTIFIERS = closed_class("quantifiers")
_TRANSPARENT = closed_class("transparent")
_EXPECTING = closed_class("expecting")
_CONTRASTS = ("while", "whereas")
_LIGHT = 6
"""How many words a verb may stand before the noun that it leads to, at most: "to make an improved second bid"."""
_SEES = ("see", "imagine", "envisage", "picture", "foresee")
_AROUND_HIM = closed_class("around_him")
_STAFF = closed_class("at_a_club_they_act")
_BEFORE_GERUNDS = ("of", "on", "about", "over")


def positions_in(
    clause: Clause, main: Hit, events: Sequence[Hit], asides: Sequence[Hit], owner: Unit | None = None
) -> dict[str, list[Unit]]:
    """Who stands where around the events of ``clause``; whoever the words of ``asides`` enclose has no part in it, and
    the ``owner`` of what is told is its subject."""
    nodes = clause.nodes
    places: dict[str, list[Unit]] = {}
    starts = {h.start for h in events if h.found.verb_form and "base" in h.found.verb_form}
    starts |= _made_by_another(nodes, main) | {h.start for h in events if _seen_or_wished(nodes, h.start)}
    gerunds = {h.start for h in events if h.found.verb_form == "gerund"}
    alone = list((main.rule.frame or {}).get("person", ())) == ["subject"]
    predicate = clause.predicate
    said_of_it = not clause.subject or (clause.kind is ClauseKind.COORDINATE and predicate >= main.end)
    topic = (
        main.start == 0 and main.found.verb_form == "gerund" and said_of_it
    )  # "selling Smith last year has given them room"
    governed = clause.kind is not ClauseKind.SUBORDINATE and main.found.verb_form == "base"
    governed = governed and main.end <= predicate and nodes[main.start - 1].norm == "to"  # "Lyon's desire to sign him"
    for at, node in enumerate(nodes):
        unit = node.unit
        if unit is None or unit.kind in NO_PARTY or any(h.start < at < h.end for h in asides):
            continue
        preposition = _preposition(nodes, at)
        of_them = preposition == "of" and (_of_the_last(nodes, at) or (at > predicate and _some_of_them(nodes, at)))
        if of_them or _thrown_in(nodes, at, main):
            continue
        if preposition == "with" and nodes[0].norm == "with" and not places.keys() - {"possessor"}:
            preposition = None  # "with Smith on the list": he stands there as a subject
        if preposition == "at" and _is_staff(nodes, at):
            preposition = _preposition(nodes, at - 2)  # "nobody at Everton has called", "met people at Everton"
        post = _is_post(unit, at, main)
        if unit.possessive and at < predicate and unit.kind is UnitKind.PERSON and _act_for_him(nodes, at):
            places.setdefault("subject", []).append(replace(unit, possessive=False))
        elif unit.possessive:
            places.setdefault("possessor", []).append(unit)
        elif preposition in _BEFORE_GERUNDS and (at + 1 in gerunds or _acts_on(nodes, at, main)):
            places.setdefault("inner", []).append(unit)  # "the possibility of Smith leaving Lyon has grown"
            predicate = min(predicate, at + 1)
        elif preposition == "as" and post and unit.dressing.part == "player":
            places.setdefault("post", []).append(unit)  # "will be announced as an Arsenal player"
        elif alone and preposition == "with" and _acts_then(unit, places) and _is_inner_subject(nodes, at, starts):
            places.setdefault("inner", []).append(unit)  # "have opened talks with Smith to become their coach"
        elif preposition and not (preposition == "for" and _is_inner_subject(nodes, at, starts)):
            places.setdefault(preposition, []).append(unit)  # but "for Smith to join": he joins
        elif at < predicate and not topic and not (at > main.start and (post or governed)):
            places.setdefault("subject", []).append(unit)
        elif _is_inner_subject(nodes, at, starts):
            places.setdefault("inner", []).append(unit)
        elif post:
            places.setdefault("post", []).append(unit)
        elif unit.pronoun not in _NOMINATIVES or unit.start < nodes[main.start].start:
            # but "will not sell somebody **he** admires"
            places.setdefault("object", []).append(unit)
    if "subject" not in places and clause.subject:
        aside = main.found.verb_form is None and clause.kind is ClauseKind.SUBORDINATE and not clause.acting
        places.setdefault("outer" if aside else "subject", []).extend(clause.subject)
    _put_in_order(places, clause, main, owner)
    nominal = not main.found.verb_form  # "bid … was laughed off": the verb comes later in the words
    voiced = range(main.start + 1, main.end) if nominal else (main.start,)
    return _in_active_voice(places) if any(map(clause.passive_at, voiced)) else places


def _thrown_in(nodes: Sequence[Node], at: int, main: Hit) -> bool:
    """Whether somebody is offered besides a sum for another: "a bid of £1m plus the winger **Brown**"."""
    unit, before = nodes[at].unit, nodes[at - 2] if at > 1 else None
    if unit is None or before is None or unit.kind is not UnitKind.PERSON or nodes[at - 1].norm != "plus":
        return False
    if main.rule.value("trades"):
        return False  # which tells what becomes of him
    return before.norm in ("cash", "money") if before.unit is None else before.unit.kind is UnitKind.MONEY


def _put_in_order(places: dict[str, list[Unit]], clause: Clause, main: Hit, owner: Unit | None) -> None:
    """Puts in the subject's place whose act it is, and outside whoever stood there only to tell, want or allow it."""
    inner = places.pop("inner", [])
    if inner and (inner[0].refs or "object" not in (main.rule.frame or {}).get("person", ())):
        places["outer"], places["subject"] = places.get("subject", []), inner
    tellers = places.get("subject", ())
    if tellers and places.get("object") and all(u.kind is UnitKind.OUTLET for u in tellers):
        places["subject"] = places["object"]  # "the Mirror had Everton in talks": who tells of it has no part in it
    if owner is not None:
        places["outer"], places["subject"] = places.get("subject", []), [owner]
        places["possessor"] = [u for u in places["possessor"] if u is not owner]
    turns = clause.intro in _CONTRASTS and main.rule.move == Move.RENEWAL
    if clause.outer and not turns:  # "Lyon are keen, while talks over an extension go on": with his own club
        places.setdefault("outer", []).extend(clause.outer)


def _acts_then(unit: Unit, places: dict[str, list[Unit]]) -> bool:
    """Whether a club, or who acts for it, deals with the person in ``unit``, who is to do what they deal about."""
    acting = places.get("subject", ())
    dealing = unit.kind is UnitKind.PERSON and unit.dressing.part != "official"
    return dealing and bool(acting) and all(u.kind is UnitKind.CLUB or u.dressing.part in POSTS for u in acting)


def _acts_on(nodes: Sequence[Node], at: int, main: Hit) -> bool:
    """Whether a verb in "-ing" leads from the unit at ``at`` to the event's noun: "talk **of Lyon making** a bid"."""
    verb, *between = nodes[at + 1 : main.start] or (nodes[at],)
    plain = all(n.unit is None or n.unit.kind in NO_PARTY for n in between)
    return verb.unit is None and verb.norm.endswith("ing") and plain


def _act_for_him(nodes: Sequence[Node], at: int) -> bool:
    """Whether those stand behind the person at ``at`` who act for him: "**Smith's** entourage have met Lyon"."""
    return at + 1 < len(nodes) and nodes[at + 1].unit is None and nodes[at + 1].norm in _AROUND_HIM


def _made_by_another(nodes: Sequence[Node], main: Hit) -> set[int]:
    """Where the verb stands that leads to the main event's noun, if another is to do it: "expect Lyon **to make** a
    bid"."""
    at = next((i for i in range(main.start - 2, max(2, main.start - _LIGHT), -1) if nodes[i].norm == "to"), 0)
    between = nodes[at + 1 : main.start]
    awaits = at > 1 and nodes[at - 1].unit is not None and nodes[at - 2].norm in _EXPECTING
    plain = all(n.unit is None or n.unit.kind in NO_PARTY for n in between)
    return {at + 1} if awaits and plain else set()


def _is_staff(nodes: Sequence[Node], at: int) -> bool:
    """Whether the club at ``at`` is only where those are who act for it: "nobody at Everton", "officials at Lyon"."""
    who = nodes[at - 2].norm if at > 1 and nodes[at - 1].norm == "at" and nodes[at - 2].unit is None else ""
    unit = nodes[at].unit
    named = unit is not None and unit.kind is UnitKind.CLUB and not unit.dressing.definite
    return named and who in _STAFF and not (unit and unit.mention and unit.start < unit.mention.start)


def _is_post(unit: Unit, at: int, main: Hit) -> bool:
    """A description of what somebody is to be: a manager, or a player where the event's own words say so."""
    if unit.form.value != "description":
        return False
    if unit.dressing.part == "player":
        return main.start <= at < main.end and bool(unit.dressing.clubs)
    return unit.dressing.part in ("manager", "staff") and not unit.refs


def _preposition(nodes: Sequence[Node], at: int) -> str | None:
    before = at - 1
    if before >= 0 and (owner := nodes[before].unit) and owner.possessive and owner.kind in _OWNERS:
        before -= 1  # "a move for Smith's team-mate Brown", "from Major League Soccer's Dallas"
    while before >= 0 and _is_transparent(nodes[before]):
        before -= 1
    if before > 0 and nodes[before].norm == "in" and nodes[before - 1].norm in _BRINGING:
        return None  # "brought in Smith"
    unit = nodes[at].unit
    if before > 0 and unit and unit.kind is UnitKind.CLUB and _dresses_club(nodes[before]):
        before -= 1  # "from cash-strapped Lyon"
    if before > 0 and nodes[before].norm == "and" and nodes[before - 1].unit:
        return "between" if _preposition(nodes, before - 1) == "between" else None
    if before >= 0 and nodes[before].unit is None and nodes[before].norm in _PREPOSITIONS:
        if before and nodes[before - 1].norm == "ahead":
            return "ahead of"  # whom somebody leaves behind
        return "to" if nodes[before].norm == "into" else nodes[before].norm
    return None


def _of_the_last(nodes: Sequence[Node], at: int) -> bool:
    """Whether the club at ``at`` is only where the last of several is: "Smith and Brown, **of Lyon**, were sacked"."""
    several = nodes[at - 3].unit if at > 2 and nodes[at - 2].norm == "," else None
    kinds = (several.kind, unit.kind) if several and (unit := nodes[at].unit) else ()
    return several is not None and len(several.refs) > 1 and kinds == (UnitKind.PERSON, UnitKind.CLUB)


def _some_of_them(nodes: Sequence[Node], at: int) -> bool:
    """Whether the unit at ``at`` stands for what was told before: "turned down **all of them**"."""
    unit = nodes[at].unit
    return unit is not None and unit.pronoun == "them" and at > 1 and nodes[at - 2].norm in _QUANTIFIERS


def _is_transparent(node: Node) -> bool:
    """Whether a preposition before ``node`` governs what follows it: "in the winger", "in Smith's team-mate Brown"."""
    return node.norm in _TRANSPARENT if node.unit is None else node.unit.possessive


def _dresses_club(node: Node) -> bool:
    """Whether a word can only dress the club's name behind it: "relegated", "big-spending"."""
    return node.unit is None and node.kind is Kind.WORD and ("-" in node.norm or node.norm.endswith("ed"))


def _seen_or_wished(nodes: Sequence[Node], at: int) -> bool:
    """Whether the verb at ``at`` is what becomes of somebody before it: "want Smith **to be signed**", "hard to see
    Smith **staying**"."""
    if at > 2 and [n.norm for n in nodes[at - 2 : at]] == ["to", "be"]:
        return nodes[at - 3].unit is not None
    return at > 1 and nodes[at - 1].unit is not None and nodes[at - 2].norm in _SEES


def _is_inner_subject(nodes: Sequence[Node], at: int, starts: set[int]) -> bool:
    """The unit in "want X to go", "let X leave": right before an event's infinitive (``starts``)."""
    ahead = at + 1
    while (
        ahead < len(nodes)
        and ahead not in starts
        and nodes[ahead].unit is None
        and nodes[ahead].norm in ("to", "not", "both", "now", "be", "been", "have")
    ):
        ahead += 1
    return ahead in starts


def _in_active_voice(places: dict[str, list[Unit]]) -> dict[str, list[Unit]]:
    """A passive's subject is its verb's object, and its "by" the subject."""
    turned = dict(places)
    turned["object"] = [*places.get("subject", []), *places.get("object", [])]
    turned["subject"] = turned.pop("by", [])
    return turned
