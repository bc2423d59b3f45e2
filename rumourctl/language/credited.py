"""From a unit that is credited to its attribution: an outlet with its reporter, a reporter with his outlet, and through
whom the news came."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.claims.model import Source, SourceKind
from rumourctl.language.attribution import Attribution
from rumourctl.language.cast import Cast
from rumourctl.language.credits import outlet_name
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Lexicon
from rumourctl.language.nodes import POSTS, Form, Node, Unit, UnitKind
from rumourctl.language.saying import passes_on
from rumourctl.language.tokens import Kind

_TITLE = 3
"""Words of a reporter's title, at most, between his outlet and his name."""
_AGENTS = closed_class("agents")
_CARRIERS = closed_class("carriers")
_WRITING = closed_class("writing")
_WHICH = ("which", "who")


class Credited:
    """Makes attributions to the units of a sentence. ``start`` is the node where the words of attribution begin."""

    def __init__(self, lexicon: Lexicon, cast: Cast) -> None:
        self._lexicon, self._cast = lexicon, cast

    def introduce(self, nodes: Sequence[Node]) -> Attribution | None:
        """The reporter whom ``nodes`` bring in with his outlet, kept in mind: "Sky reporter Jane Doe has news"."""
        found: Attribution | None = None
        for at, node in enumerate(nodes):
            unit = node.unit
            if unit and unit.refs and unit.dressing.noun in self._lexicon.speech["reporters"]:
                person, outlet = self._cast.persons.get(unit.refs[0]), self._outlet_near(nodes, at)
                if person and outlet:
                    person.outlet = outlet
                    found = Attribution(Source(SourceKind.JOURNALIST, person.name), (outlet,))
        return found

    def outlet(self, nodes: Sequence[Node], at: int, start: int) -> Attribution:
        """An outlet, its reporter where one is named with it, and through whom it came."""
        unit = nodes[at].unit
        assert unit is not None
        name = outlet_name(unit)
        following = nodes[at + 1].unit if at + 1 < len(nodes) else None
        reporter = _after_noun(nodes, at + 1) if following is None else following
        if (
            reporter
            and reporter.kind is UnitKind.PERSON
            and reporter.form is Form.NAME
            and reporter.refs
            and (unit.possessive or following is None or reporter.dressing.part == "other")
        ):
            return Attribution(Source(SourceKind.JOURNALIST, reporter.refs[0]), (name,), start=start, end=at + 3)
        cited = self._cited(nodes, at + 1)
        if cited is not None and cited.kind is UnitKind.PERSON:
            return Attribution(Source(SourceKind.PERSON, cited.refs[0]), (name,), start=start, end=at + 2)
        if cited is not None:
            return Attribution(Source(SourceKind.OUTLET, outlet_name(cited)), (name,), start=start, end=at + 1)
        return Attribution(Source(SourceKind.OUTLET, name), self._via(nodes, at + 1), start=start, end=at + 1)

    def _cited(self, nodes: Sequence[Node], at: int) -> Unit | None:
        """The outlet behind "citing", "crediting", "relays" or "which quotes", which has the news that the one before
        it tells; or the person of "quotes Smith as saying"."""
        if at < len(nodes) and nodes[at].norm == ",":
            at += 1
            at += at < len(nodes) and nodes[at].norm in _WHICH
        while at < len(nodes) and nodes[at].norm in _CARRIERS:
            at += 1
        if at + 1 >= len(nodes) or nodes[at].unit is not None or nodes[at + 1].norm == "by":
            return None
        if not self._lexicon.says(nodes[at].norm, "relays"):
            return None
        for here, node in enumerate(nodes[at + 1 : at + 6], at + 1):
            if node.unit is not None and node.unit.kind is UnitKind.NATION:
                continue  # "quoting Turkey's Fanatik"
            if node.unit or node.norm in (",", "that"):
                return node.unit if node.unit and _is_cited(node.unit, nodes[here + 1 : here + 3]) else None
        return None

    def _via(self, nodes: Sequence[Node], at: int) -> tuple[str, ...]:
        """The outlet behind "via", "as relayed by", through whom the one before it came to us."""
        if at < len(nodes) and nodes[at].norm in (",", "("):
            at += 1
        behind = at + passes_on(nodes, at, self._lexicon)
        unit = nodes[behind].unit if at < behind < len(nodes) else None
        return (outlet_name(unit),) if unit and unit.kind is UnitKind.OUTLET else ()

    def reports(self, unit: Unit) -> bool:
        """Whether ``unit`` names a reporter: one who is listed, who signs posts, or whom his trade dresses."""
        if unit.kind is not UnitKind.PERSON or unit.form is not Form.NAME or not unit.refs:
            return False
        person = self._cast.persons.get(unit.refs[0])
        listed = unit.refs[0] in self._lexicon.journalists or (person is not None and person.writes)
        return listed or unit.dressing.noun in self._lexicon.speech["reporters"]

    def person(self, nodes: Sequence[Node], at: int, start: int, reports: bool = False) -> Attribution:
        """Credits the person named at ``at``, in words that begin at ``start``: a reporter, or anybody else.

        ``reports`` says that the words are those of a reporter's trade: whoever has no other is one.
        """
        unit = nodes[at].unit
        assert unit is not None
        name = unit.refs[0]
        outlet = self._outlet_near(nodes, at)
        person = self._cast.persons.get(name)
        if _is_a_paper(unit) and not (person and (person.part or person.groups or person.clubs)):
            return Attribution(Source(SourceKind.OUTLET, name), start=start, end=at + 1)
        if outlet or self.reports(unit) or (person and person.writes):
            employer = outlet or (person.outlet if person else None)
            if person and outlet:
                person.outlet = outlet
            via = (employer,) if employer else ()
            kind = SourceKind.PERSON if _is_in_the_game(unit) else SourceKind.JOURNALIST
            return Attribution(Source(kind, name), via, start=start, end=at + 1)
        if person and person.outlet:
            return Attribution(Source(SourceKind.JOURNALIST, name), (person.outlet,), start=start, end=at + 1)
        if (
            reports
            and unit.form is Form.NAME
            and person
            and person.part is None
            and not (person.groups or person.clubs)
        ):
            return Attribution(Source(SourceKind.JOURNALIST, name), start=start, end=at + 1)
        return Attribution(Source(SourceKind.PERSON, name), start=start, end=at + 1)

    def _outlet_near(self, nodes: Sequence[Node], at: int) -> str | None:
        """The reporter's own outlet: "Marca's Ana Soler", "Rossini of La Gazzetta", "X (talkSPORT)"."""
        before = nodes[at - 1].unit if at else None
        here = nodes[at].unit
        if here is not None and here.dressing.noun in _AGENTS:
            return None  # "speaking to Sky, agent John Smith said"
        trade = here is not None and here.dressing.part == "other"
        if before and before.kind is UnitKind.OUTLET and (before.possessive or trade):
            return outlet_name(before)
        titled = trade or (at > 1 and nodes[at - 1].unit is None and (nodes[at - 1].norm,) in self._lexicon.nouns)
        for back in range(at - 2, max(-1, at - 1 - _TITLE), -1) if titled else ():
            further = nodes[back].unit
            if further and further.kind is UnitKind.OUTLET:
                return outlet_name(further)  # "Sky's chief reporter Jane Doe"
            if further or nodes[back].kind is not Kind.WORD:
                break
        return _outlet_behind(nodes, at) or _writes_in(nodes, at)


def _is_a_paper(unit: Unit) -> bool:
    """Whether it is one name behind an article, as no person has it: "the Enquirer reported"."""
    named = unit.mention is not None and unit.form is Form.NAME and len(unit.mention.norms) == 1
    return named and unit.mention is not None and unit.mention.start == unit.start + 1 and _is_undressed(unit)


def _is_undressed(unit: Unit) -> bool:
    dressing = unit.dressing
    return not (dressing.part or dressing.noun or dressing.group or dressing.age or dressing.nations or dressing.clubs)


def _is_in_the_game(unit: Unit) -> bool:
    """Whether the words around a name say that somebody plays or has a post, and so does not write: "according to head
    coach John Smith (Marca)"."""
    return unit.dressing.part in {"player", *POSTS}


def _is_cited(unit: Unit, behind: Sequence[Node]) -> bool:
    quoted = [n.norm for n in behind] in (["as", "saying"], ["as", "insisting"], ["as", "claiming"])
    return unit.kind is UnitKind.OUTLET or (quoted and unit.kind is UnitKind.PERSON and bool(unit.refs))


def _outlet_behind(nodes: Sequence[Node], at: int) -> str | None:
    """The outlet behind a name: "Jane Doe of Marca", "Jane Doe, writing for the Sun", "Jane Doe (Sky)"."""
    here = at + 1
    apart = here < len(nodes) and nodes[here].norm == ","
    here += apart
    if here < len(nodes) and nodes[here].norm in _WRITING:
        here += 1
    elif apart and nodes[here : here + 1] and nodes[here].norm != "of":
        return None
    if here >= len(nodes) or nodes[here].norm not in ("of", "from", "at", "(", "for", "in", "on"):
        return None
    here += 1 + (here + 1 < len(nodes) and nodes[here + 1].norm == "the")
    unit = nodes[here].unit if here < len(nodes) else None
    return outlet_name(unit) if unit and unit.kind is UnitKind.OUTLET else None


def _writes_in(nodes: Sequence[Node], at: int) -> str | None:
    """The outlet in front of the first name of a sentence: "Writing in the Sun, Jane Doe says"."""
    units = [n.unit for n in nodes[1:at] if n.unit]
    if nodes[0].norm not in _WRITING or any(u.kind is UnitKind.PERSON for u in units):
        return None
    unit = next(iter(units), None)
    return outlet_name(unit) if unit and unit.kind is UnitKind.OUTLET else None


def _after_noun(nodes: Sequence[Node], at: int) -> Unit | None:
    """The person behind an outlet and a noun of his trade: "Sky Sports reporter Jane Doe", "… chief reporter …"."""
    units = [n.unit for n in nodes[at : at + 2]]
    unit = units[0] if units and units[0] else units[-1] if units else None
    return unit if unit and unit.dressing.part == "other" else None
