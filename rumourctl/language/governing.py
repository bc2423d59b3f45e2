"""What the words of a clause govern beyond it: a plural verb, a second infinitive, a clause with "that"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import PARTIES, Form, Node, Unit, UnitKind

_ASKS_OTHERS = closed_class("asks_others")
_BE = closed_class("be")
_BORNE_ON = closed_class("borne_on")
_MODALS = closed_class("modals")
_PREPOSITIONS = closed_class("prepositions")
_TENURES = closed_class("tenures")
_BARE_VERBS = ("i", "we", "you", "they")


def several(unit: Unit | None) -> bool:
    """Whether a plural verb may have ``unit`` as its subject."""
    if unit is None:
        return False
    return unit.kind in (UnitKind.CLUB, UnitKind.OUTLET) or len(unit.refs) > 1 or unit.pronoun in _BARE_VERBS


def governing_words(nodes: Sequence[Node]) -> Sequence[Node]:
    """The words that govern a second infinitive too: "want to" in "want to sign Smith and loan Jones"."""
    governs = (i for i, (n, behind) in enumerate(pairwise(nodes)) if n.norm in _MODALS and behind.unit is None)
    last = max(governs, default=-1)  # but not the "to" of "back to Lyon"
    return nodes[: last + 1]


def asks_another(nodes: Sequence[Node]) -> bool:
    """Whether somebody asks somebody to do what is told last in ``nodes``: "asked Lyon to relent"."""
    asked = (i for i, n in enumerate(nodes) if n.unit is None and n.norm in _ASKS_OTHERS)
    at = next(asked, len(nodes))
    heard = nodes[at + 1].unit if at + 2 < len(nodes) else None
    return heard is not None and not heard.possessive and nodes[at + 2].norm == "to"


def intro_of(word: str, before: Sequence[Node]) -> str:
    """As what ``word`` behind ``before`` begins a clause: "in light of", "due to" and "given" as "after" does,
    "complicated by" as "amid", "provided", "so long as" and "on condition that" as "if"."""
    last = before[-1].norm if before else ""
    if word in ("provided", "providing") or (last, word) == ("condition", "that") or _so_long(word, before):
        return "if"
    if last in _BORNE_ON:
        return "amid" if word == "by" else word
    return "after" if word in ("of", "to", "given") and last != "spite" else word


def _so_long(word: str, before: Sequence[Node]) -> bool:
    """Whether ``word`` behind ``before`` ends "as long as"; not "for as long as", which tells of a time."""
    last = [n.norm for n in before[-3:]]
    return word == "as" and last[-1:] == ["long"] and last[-2:-1] in (["so"], ["as"]) and last[:1] != ["for"]


def anticipated(nodes: Sequence[Node]) -> list[Node]:
    """The words of ``nodes`` where their "it" stands for a clause with "that" to come: "it is … that"; else none."""
    if not nodes or nodes[0].norm != "it" or not any(n.norm in _BE for n in nodes):
        return []
    named = (behind is not None and behind.unit is not None for behind in (*nodes[1:], None))
    words = ((n, leads) for n, leads in zip(nodes, named, strict=True) if n.unit is None)
    return [n for n, leads in words if not (leads and n.norm in _PREPOSITIONS)]  # "it is said in Spain that"


def names_post(nodes: Sequence[Node], at: int) -> bool:
    """Whether a post is named at ``at`` that nobody has, or in which somebody's time was: "his appointment as Everton
    manager is near", "his reign as Everton manager is over"."""
    unit = nodes[at].unit
    if unit is None or unit.form is not Form.DESCRIPTION or unit.dressing.definite or unit.dressing.owner:
        return False
    spent = at > 1 and nodes[at - 2].unit is None and nodes[at - 2].norm in _TENURES
    return (spent or not unit.refs) and unit.dressing.part in ("manager", "staff")


def joins_another_act(so_far: Sequence[Node], at: int) -> bool:
    """Whether "and" behind the one at ``at`` goes on with what another does: "Lyon rejected a bid for Smith and
    say"."""
    behind = so_far[at + 1]
    goes_on = behind.unit is None and behind.norm in ("and", "but")
    return goes_on and any(n.unit and n.unit.kind in PARTIES and not n.unit.possessive for n in so_far[:at])


def of_a_club(nodes: Sequence[Node], at: int) -> bool:
    """Whether the person at ``at`` is told with where he is: "Smith of Lyon has"."""
    if at + 3 >= len(nodes) or nodes[at + 1].norm != "of":
        return False
    person, club = nodes[at].unit, nodes[at + 2].unit
    named = person is not None and person.kind is UnitKind.PERSON and person.form is Form.NAME
    return named and club is not None and club.kind is UnitKind.CLUB


def has_agent(nodes: Sequence[Node]) -> bool:
    """Whether ``nodes`` begin with somebody and those whom he has, called by what they are: "the striker's agent"."""
    owner, owned = [*(n.unit for n in nodes), None, None][:2]
    owns = owner is not None and owner.kind is UnitKind.PERSON and owner.possessive
    people = owned is not None and owned.kind in (UnitKind.PERSON, UnitKind.OTHER)
    return owns and people and owned is not None and owned.form is Form.DESCRIPTION and not owned.possessive
