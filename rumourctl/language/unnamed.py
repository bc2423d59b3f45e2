"""Speakers without a name, and the name that the article tells elsewhere: "his agent said" … "Jane Doe told Marca"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from rumourctl.claims.model import SourceKind
from rumourctl.language.attribution import Attribution
from rumourctl.language.cast import Cast
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, Unit, UnitKind

_AGENTS = closed_class("agents")
_LEADS = "manager"
_NEXT = 6
"""Sentences behind, within which somebody new who speaks is whom the article has only described."""


def named_later(nodes: Sequence[Sequence[Node]], said: Sequence[Attribution], cast: Cast) -> list[Attribution]:
    """The attributions ``said`` of the sentences of these ``nodes``, with the names of agents and managers who lacked
    them.

    An agent or manager is he who speaks next and is named there first; else whoever the article calls so, if it is one.
    """
    called: dict[str, set[str]] = defaultdict(set)
    for unit in (unit for own in nodes for unit in _units(own)):
        if unit.form is Form.NAME and (trade := _trade(unit)):
            called[trade] |= set(unit.refs)
    seen: set[str] = set()
    known: dict[str, str] = {}
    result = list(said)
    for at, (own, found) in enumerate(zip(nodes, said, strict=True)):
        seen |= {name for unit in _units(own) for name in unit.refs}
        trade = next((trade for unit in _beside(own, found) if (trade := _trade(unit))), None)
        if found.source.kind is not SourceKind.PERSON or found.source.name or trade is None:
            continue
        alike = {name for name in called[trade] if _may_be(name, own, found, cast)}
        behind = zip(nodes[at + 1 : at + _NEXT], said[at + 1 : at + _NEXT], strict=True)
        newly = (_newcomer(units, later, seen, cast) for units, later in behind)
        again = known.get(trade)
        again = again if again and _may_be(again, own, found, cast) else None
        name = again or next((n for n in newly if n), next(iter(alike)) if len(alike) == 1 else None)
        if name:
            known[trade] = name
            result[at] = _called(found, name)
            if trade == _LEADS:
                cast.persons[name].count(trade)
            else:
                _speaks_for(name, own, found, cast)
    return result


def _called(found: Attribution, name: str) -> Attribution:
    """``found`` with the ``name`` of who speaks, and goes on to: "the agent has confirmed …, but warns that"."""
    source = replace(found.source, name=name)
    on = found.then if found.then and found.then.source == found.source else None
    return replace(found, source=source, then=_called(on, name) if on else found.then)


def _speaks_for(name: str, nodes: Sequence[Node], found: Attribution, cast: Cast) -> None:
    """Notes in ``cast`` whose agent the one called ``name`` is, as the words of attribution tell."""
    person, near = cast.persons.get(name), _beside(nodes, found)
    client = next((c for u in near if (c := u.whose or (u.refs[0] if u.possessive and u.refs else None))), None)
    if person and client and client != name and not (person.client or person.part or person.clubs):
        person.client = client
        person.count("other")


def _may_be(name: str, nodes: Sequence[Node], found: Attribution, cast: Cast) -> bool:
    """Whether ``name`` may be the agent of those named in the words of attribution: he is not known to be another's."""
    person = cast.persons.get(name)
    clients = {ref for unit in _beside(nodes, found) for ref in unit.refs}
    return not (person and person.client and clients) or person.client in clients


def _units(nodes: Sequence[Node]) -> list[Unit]:
    return [n.unit for n in nodes if n.unit and n.unit.kind in (UnitKind.PERSON, UnitKind.OTHER)]


def _trade(unit: Unit) -> str | None:
    """What somebody is called who speaks for another: by the noun an agent, by his part whoever leads a team."""
    noun, leads = unit.dressing.noun, unit.dressing.part == _LEADS and not unit.dressing.former
    return noun if noun in _AGENTS else _LEADS if leads else None


def _beside(nodes: Sequence[Node], found: Attribution) -> list[Unit]:
    """The persons in the words of attribution and right before them, be the verb in front: "says Smith's agent"."""
    first, last = sorted((found.start, found.end))
    return _units(nodes[max(0, first - 2) : last + 1])


def _newcomer(nodes: Sequence[Node], later: Attribution, seen: set[str], cast: Cast) -> str | None:
    """Whoever speaks, or was heard by an outlet, and has no part in the article yet."""
    heard = any(n.unit and n.unit.kind is UnitKind.OUTLET for n in nodes)
    first = next((unit for unit in _units(nodes) if unit.form is not Form.PRONOUN), None)
    named = first is not None and first.form is Form.NAME and not first.possessive
    guest = next(iter(first.refs), None) if named and first else None
    name = later.source.name if later.source.kind is SourceKind.PERSON else guest if heard else None
    person = cast.persons.get(name or "")
    return name if person and name not in seen and person.part in (None, "other") and not person.clubs else None
