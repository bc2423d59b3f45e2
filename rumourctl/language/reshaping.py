"""Clauses in unusual order, brought to the plain one: a subject behind its verb, items behind a colon, a verb left out.

Each takes nodes of clauses and gives nodes again; what they say, and where it stands in the text, stays the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rumourctl.language.clauses import ClauseKind
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import PARTIES, Form, Node, UnitKind
from rumourctl.language.opened import Open
from rumourctl.language.ranked import among_candidates, listed_clubs, listed_persons, of_them, ranks
from rumourctl.language.verbs import Verbs

_INVERTING = closed_class("inverting")
_BE = closed_class("be")
_HAVE = frozenset(("has", "have", "had"))
_MODALS = closed_class("modals") - {"to"}
_COUNTED = closed_class("number_words") | {"other", "others", "more"}
_CLUBS = closed_class("several_clubs")
_MARKS = (":", "–", "—", "-")
"""Behind which those are named who were only counted before."""
_TAKES_PLACE = closed_class("takes_place")
_BEHIND_NAME = (",", ".", ";", ":", "and", "who", "until", "for", "on", "in", "after", "with", "according")
_PARTICLES = ("in", "up", "off", "out", "over", "away", "down", "back")
_DONE_TO_HIM = closed_class("done_to_him")
_GONE = ("signed", "opted", "agreed", "gone", "moved", "headed")
_SHORTEST = 4
"""Nodes, at least, of a clause that tells by a participle of whom it speaks."""
_LINKS = ("for", "to", "from", "at", "with", "by")


def in_plain_order(nodes: Sequence[Node], verbs: Verbs) -> list[Node]:
    """ "Second on the list is Smith" as "Smith is second on the list", "the new coach of Lyon will be Smith" as "Smith
    will be the new coach of Lyon", "the man tipped to come is Smith" as "Smith is tipped to come"; other ``nodes`` as
    they are."""
    if (place := _told_by_participle(nodes, verbs)) is not None:
        verb, name, rest = place
        return [*nodes[name:rest], *nodes[verb:name], *nodes[1:verb], *nodes[rest:]]
    if (place := _named_last(nodes, verbs)) is not None:
        verb, name, rest = place
        return [*nodes[name:rest], *nodes[verb:name], *nodes[:verb], *nodes[rest:]]
    if not nodes or nodes[0].unit is not None:
        return list(nodes)
    if nodes[0].norm not in _INVERTING and "participle" not in verbs.forms(nodes[0].norm):
        return list(nodes)
    start = next((i for i, n in enumerate(nodes) if n.unit is None and n.norm in _BE | _MODALS | _HAVE and i), None)
    if start is None:
        return list(nodes)
    end = start + 1
    while end < len(nodes) and nodes[end].unit is None and (nodes[end].norm in _BE or nodes[end].norm in verbs.adverbs):
        end += 1
    stop = end + 1
    while stop + 1 < len(nodes) and nodes[stop].norm in ("of", "from") and nodes[stop + 1].unit is not None:
        stop += 2
    subject = nodes[end].unit if end < len(nodes) else None
    if subject is None or subject.kind not in PARTIES or (stop < len(nodes) and verbs.finite(nodes, stop)):
        return list(nodes)
    return [*nodes[end:stop], *nodes[start:end], *nodes[:start], *nodes[stop:]]


def written_out(nodes: Sequence[Node], verbs: Verbs) -> list[Node]:
    """``nodes`` with "has" for the "is" that was read for "'s" and stands for it: "he**'s** already signed Smith",
    "he**'s** signed for Lyon", but not "he's signed by Lyon"."""
    result = list(nodes)
    for at, node in enumerate(nodes):
        if node.unit is not None or node.norm != "is":
            continue
        verb = at + 1
        while verb < len(nodes) and nodes[verb].unit is None and nodes[verb].norm in verbs.adverbs:
            verb += 1
        if verb == len(nodes) or nodes[verb].unit is not None:
            continue
        behind = next((n for n in nodes[verb + 1 :] if n.unit or n.norm not in _PARTICLES), None)
        acts = behind is not None and behind.unit is not None and behind.unit.kind in PARTIES
        goes = behind is not None and behind.unit is None and behind.norm in ("for", "with")
        if (acts and nodes[verb].norm in _DONE_TO_HIM) or (goes and nodes[verb].norm in _GONE):
            result[at] = replace(node, norm="has")
    return result


def _named_last(nodes: Sequence[Node], verbs: Verbs) -> tuple[int, int, int] | None:
    """Where the verb, the name and what follows begin in a clause that says who it is that it speaks of: "their first
    signing **was** **Smith** of Lyon", "the next Lyon manager **is set to be** **Smith**"."""
    start = verbs.predicate(nodes)
    if not _is_described(nodes[:start]):
        return None
    end = start
    while end < len(nodes) and nodes[end].unit is None and nodes[end].norm != ",":
        end += 1
    if end == start or nodes[end - 1].norm not in _BE:
        return None
    stop = _name_end(nodes, end)
    return (start, end, stop) if stop else None


def _told_by_participle(nodes: Sequence[Node], verbs: Verbs) -> tuple[int, int, int] | None:
    """The same of a clause that speaks of somebody by what is done to him: "the man tipped to replace him **is**
    **Smith**"."""
    if len(nodes) < _SHORTEST or nodes[1].unit is not None or "participle" not in verbs.forms(nodes[1].norm):
        return None
    if not _is_described(nodes[:2]):
        return None
    for at in range(2, len(nodes) - 1):
        if nodes[at].unit is None and nodes[at].norm in ("is", "was"):
            stop = _name_end(nodes, at + 1)
            return (at, at + 1, stop) if stop else None
    return None


def _name_end(nodes: Sequence[Node], at: int) -> int | None:
    """Behind the name at ``at`` and the club that somebody is of; None where there is none, or his clause goes on."""
    named = nodes[at].unit if at < len(nodes) else None
    if named is None or named.kind is not UnitKind.PERSON or named.form is not Form.NAME or named.possessive:
        return None
    stop = at + 1
    while stop + 1 < len(nodes) and nodes[stop].norm in ("of", "from") and nodes[stop + 1].unit is not None:
        stop += 2
    return stop if stop == len(nodes) or (nodes[stop].unit is None and nodes[stop].norm in _BEHIND_NAME) else None


def _is_described(nodes: Sequence[Node]) -> bool:
    """Whether ``nodes`` speak of somebody by what he is to a club: "their first signing", "the new coach of Lyon"."""
    first = nodes[0].unit if nodes else None
    told = first is not None and first.kind in (UnitKind.PERSON, UnitKind.OTHER) and first.form is Form.DESCRIPTION
    described = told and first is not None and not first.possessive and (first.dressing.incoming or len(nodes) > 1)
    return described or any(n.unit is None and n.norm in _TAKES_PLACE for n in nodes)


def share_out(parts: Sequence[Open], verbs: Verbs) -> None:
    """Gives each item of a list behind a colon the statement that the words before the colon make of them all.

    "Three names are on the list: A of Lyon; B" says "A of Lyon are on the list" and "B are on the list"; "Lyon have two
    targets: A and B" says "Lyon have two targets A and B"; "three clubs want him: A, B, C" says "A, B, C want him".
    """
    head: Open | None = None
    before: Open | None = None
    for part in parts:
        if part.kind is not ClauseKind.MAIN or not part.nodes:
            continue
        if before is not None and part.intro in _MARKS and (clubs := listed_clubs(part.nodes)):
            counted = next((i for i, n in enumerate(before.nodes) if _is_clubs(n)), len(before.nodes))
            told = before.nodes[counted + 1 :]
            bare = counted + 1 == len(before.nodes) or not verbs.has_finite(before.nodes)
            part.nodes = [clubs, *(told or (of_them(before.nodes) if bare else ()))]
        elif before is not None and part.intro in _MARKS and ranks(before.nodes, verbs):
            persons = listed_persons(part.nodes, verbs)
            part.nodes = [persons, *among_candidates(before.nodes)] if persons else part.nodes
        before = part
        listed = part.intro in _MARKS or (part.intro == ";" and head is not None)
        if not listed:
            head = part if _announces(part.nodes, verbs) else None
        elif head is not None and _is_item(part.nodes, verbs):
            predicate = verbs.predicate(head.nodes)
            if any(n.unit and n.unit.kind in PARTIES and not n.unit.possessive for n in head.nodes[:predicate]):
                at = next((i for i in range(predicate, len(head.nodes)) if _counts(head.nodes[i])), len(head.nodes))
                part.nodes = [*head.nodes[:at], *part.nodes, *head.nodes[at + 1 :]]
            else:
                part.nodes = [*part.nodes, *head.nodes[predicate:]]
        elif part.intro in _MARKS:
            head = None


def _is_clubs(node: Node) -> bool:
    """Whether ``node`` speaks of clubs without naming them: "three clubs", "several sides"."""
    if node.unit is None:
        return node.norm in _CLUBS
    return node.unit.kind is UnitKind.CLUB and not node.unit.refs and node.unit.dressing.plural


def _announces(nodes: Sequence[Node], verbs: Verbs) -> bool:
    """Whether ``nodes`` speak of several who are not named there: "two others", "three names"."""
    counted = any(n.norm in _COUNTED or _counts(n) for n in nodes)
    named = any(n.unit and n.unit.kind is UnitKind.PERSON and n.unit.form is Form.NAME and not n.unit.possessive
                for n in nodes)  # fmt: skip
    return counted and not named and verbs.has_finite(nodes)


def _counts(node: Node) -> bool:
    """Whether a unit stands for several without naming them: "two men"."""
    return node.unit is not None and node.unit.kind is UnitKind.OTHER and node.unit.dressing.plural


def _is_item(nodes: Sequence[Node], verbs: Verbs) -> bool:
    """Whether ``nodes`` are a name with what describes it, and no statement."""
    return any(n.unit and n.unit.kind is UnitKind.PERSON for n in nodes) and not verbs.has_finite(nodes)


def verb_left_out(gathered: Sequence[Node], rest: Sequence[Node], verbs: Verbs) -> list[Node]:
    """The words to be thought behind the first of ``rest`` in "A has signed for B and C for D": "has signed".

    "A is expected to join B and C to join D" leaves out "is expected". ``gathered`` are the nodes before the "and".
    Empty where nothing is left out.
    """
    if len(rest) > 2 and rest[0].unit and rest[0].unit.kind in PARTIES and rest[1].norm == "to":
        last = max((i for i, n in enumerate(gathered) if n.norm == "to" and n.unit is None), default=-1)
        predicate = verbs.predicate(gathered)
        infinitive = rest[2].unit is None and "base" in verbs.forms(rest[2].norm)
        return [n for n in gathered[predicate:last] if n.unit is None] if infinitive and predicate < last else []
    subject, goal = (rest[0].unit, rest[2].unit) if len(rest) > 2 else (None, None)
    if subject is None or goal is None or not {subject.kind, goal.kind} <= set(PARTIES):
        return []
    link, ends = rest[1], len(rest) == 3 or rest[3].norm in (",", ".", ";")
    if link.unit is not None or link.norm not in _LINKS or not ends:
        return []
    predicate = verbs.predicate(gathered)
    behind = next((i for i in range(predicate, len(gathered)) if gathered[i].norm == link.norm), None)
    if predicate and gathered[predicate - 1].norm == "on":
        return []  # "Smith on loan from A and Brown from B"
    if behind is None or not any(n.unit and n.unit.kind is subject.kind for n in gathered[:predicate]):
        return []
    return [n for n in gathered[predicate:behind] if n.unit is None]
