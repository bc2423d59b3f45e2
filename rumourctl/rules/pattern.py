"""The pattern language of the rule files: words in a row, over the nodes of a clause.

    ~sign                 any form of the verb "sign"
    bid|offer|proposal    one of several words
    a?                    may be missing
    ...                   up to six nodes of anything but a comma
    PERSON CLUB MONEY     a unit of that kind (also NATION, OUTLET, COMPETITION, PLACE, DATE, CONTRACT, OTHER)
    ANY                   any unit
    POST                  a post that somebody takes up: "the new manager"
    LEADER                a post that somebody has: "the manager", "head coach of Lyon"
    MEMBER                what somebody is at a club: "a Chelsea player"
    NEWCOMER              what somebody has just become at a club: "new Chelsea player"

Adverbs that change nothing ("already", "now") may stand between any two elements. A faulty pattern is refused with
a line that shows it and a caret below the fault.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from rumourctl.errors import DataError
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Dressing, Form, Node, Unit, UnitKind
from rumourctl.language.tokens import fold
from rumourctl.language.units import OWNER_PRONOUNS

GAP = 6
VerbForms = Mapping[str, tuple[tuple[str, str], ...]]

_UNIT_KINDS = {kind.name: kind for kind in UnitKind}
_WORD = re.compile(r"[^\W_]+(?:['&/-][^\W_]+)*|'s|,")


def forms_by_verb(verb_forms: VerbForms) -> dict[str, set[str]]:
    """All forms of each verb, by its base."""
    forms: dict[str, set[str]] = defaultdict(set)
    for form, senses in verb_forms.items():
        for base, _ in senses:
            forms[base].add(form)
    return forms


_DESCRIBED: Mapping[str, Callable[[Dressing], bool]] = {
    "POST": lambda d: d.incoming and d.part in ("manager", "staff"),
    "LEADER": lambda d: d.part in ("manager", "staff") and not d.former,
    "MEMBER": lambda d: d.part == "player" and bool(d.clubs),
    "NEWCOMER": lambda d: d.part == "player" and bool(d.clubs) and d.incoming and not d.definite,
}
"""By what it says of somebody, whether a description is of the kind."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a pattern: words, a verb's base, a kind of unit or of description, or a gap."""

    words: frozenset[str] = frozenset()
    verb: str | None = None
    unit: UnitKind | None = None
    any_unit: bool = False
    described: str | None = None
    gap: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern's match: node positions (end exclusive), and the form of its first verb."""

    start: int
    end: int
    verb_form: str | None


@dataclass(frozen=True)
class Pattern:
    """A compiled pattern."""

    source: str
    elements: tuple[Element, ...]

    def triggers(self, forms_of: Mapping[str, Set[str]]) -> Set[str]:
        """The clean forms of which one must stand where the pattern begins; ``forms_of`` are those of each verb."""
        first = self.elements[0]
        if first.verb:
            return forms_of[first.verb]
        if first.described:
            return {f"<{UnitKind.PERSON}>", f"<{UnitKind.OTHER}>"}
        return set(first.words) if first.words else {f"<{first.unit}>"}

    def match(self, nodes: Sequence[Node], at: int, verb_forms: VerbForms, adverbs: frozenset[str]) -> Found | None:
        """The longest match that begins at ``nodes[at]``."""
        if self.elements[0].verb and at and _is_noun(nodes[at - 1], nodes[at], verb_forms):
            return None
        if self.elements[0].verb and _joins(nodes, at, adverbs):
            return None
        found = self._from(nodes, at, 0, verb_forms, adverbs, None)
        return Found(at, found[0], found[1]) if found else None

    def _from(
        self,
        nodes: Sequence[Node],
        at: int,
        index: int,
        verb_forms: VerbForms,
        adverbs: frozenset[str],
        form: str | None,
    ) -> tuple[int, str | None] | None:
        if index == len(self.elements):
            return at, form
        element = self.elements[index]
        if element.gap:
            for skipped in range(GAP + 1):
                if at + skipped > len(nodes) or any(n.norm == "," for n in nodes[at : at + skipped]):
                    return None
                found = self._from(nodes, at + skipped, index + 1, verb_forms, adverbs, form)
                if found:
                    return found
            return None
        here = at
        while index and here < len(nodes) and nodes[here].norm in adverbs and nodes[here].norm not in element.words:
            here += 1
        last = index == len(self.elements) - 1
        if here < len(nodes) and (hit := _fits(element, nodes[here], verb_forms, last)):
            found = self._from(nodes, here + 1, index + 1, verb_forms, adverbs, form or (hit if element.verb else None))
            if found:
                return found
        return self._from(nodes, at, index + 1, verb_forms, adverbs, form) if element.optional else None


def _fits(element: Element, node: Node, verb_forms: VerbForms, last: bool) -> str | None:
    """A true string where ``node`` is what ``element`` asks for; for a verb the form that it stands in.

    A ``last`` unit is meant itself, and not what belongs to it: "keep Smith" is not "keep Smith's secret".
    """
    if node.unit is not None:
        if not element.words.isdisjoint(_own_words(node.unit)):
            return "word"
        if element.described:
            return "unit" if _DESCRIBED[element.described](node.unit.dressing) else None
        fits = element.any_unit or element.unit is node.unit.kind
        return "unit" if fits and not (last and node.unit.possessive) else None
    if element.verb:
        forms = [feature for base, feature in verb_forms.get(node.norm, ()) if base == element.verb]
        return _best_form(forms)
    return "word" if node.norm in element.words else None


def _own_words(unit: Unit) -> Iterable[str]:
    """The words under which a pattern may ask for ``unit``: "he", or "his" where it owns; "squad" for "the squad"."""
    if unit.form is Form.DESCRIPTION and unit.dressing.part == "metonym" and unit.dressing.noun:
        return (unit.dressing.noun,)
    if unit.possessive:
        return (owner for owner, pronoun in OWNER_PRONOUNS.items() if pronoun == unit.pronoun)
    return (unit.pronoun,) if unit.pronoun else ()


_BE = closed_class("be")
_ING_PREPOSITIONS = closed_class("ing_prepositions")


def _joins(nodes: Sequence[Node], at: int, adverbs: frozenset[str]) -> bool:
    """Whether an "-ing" word joins a phrase and is no verb: "following talks", but not "are following the player"."""
    if nodes[at].norm not in _ING_PREPOSITIONS:
        return False
    before = at - 1
    while before >= 0 and nodes[before].norm in adverbs:
        before -= 1
    return before < 0 or nodes[before].norm not in _BE


_BEFORE_NOUNS = closed_class("before_nouns")


def _is_noun(before: Node, node: Node, verb_forms: VerbForms) -> bool:
    """Whether a word that may be a verb stands where only a noun can: "a move", "his claims", "Madrid's approach"."""
    if before.unit is None:
        owned = before.norm in _BEFORE_NOUNS
    else:
        # "his £30m move", "the Premier League table"
        owned = before.unit.possessive or before.unit.kind in (UnitKind.MONEY, UnitKind.COMPETITION)
    return (
        owned
        and all(feature in ("base", "third", "past", "participle") for _, feature in verb_forms.get(node.norm, ()))
        and not node.norm.endswith("ed")
    )


def _best_form(forms: Iterable[str]) -> str | None:
    listed = set(forms)
    if {"past", "participle"} <= listed:
        return "base past" if "base" in listed else "past participle"
    return next(iter(sorted(listed)), None)


def parse_pattern(source: str, verb_forms: VerbForms, where: str) -> Pattern:
    """The pattern that ``source`` spells. Raises DataError, pointing at the fault, where it spells none."""
    elements: list[Element] = []
    for match in re.finditer(r"\S+", source):
        text = match.group()
        optional = text.endswith("?")
        bare = text.removesuffix("?")
        if bare == "...":
            elements.append(Element(gap=True))
        elif bare == "ANY":
            elements.append(Element(any_unit=True, optional=optional))
        elif bare in _DESCRIBED:
            elements.append(Element(described=bare, optional=optional))
        elif bare in _UNIT_KINDS:
            elements.append(Element(unit=_UNIT_KINDS[bare], optional=optional))
        elif bare.startswith("~"):
            verb = bare[1:]
            if (verb, "base") not in verb_forms.get(fold(verb), ()):
                raise _fault(source, match.start(), f"{verb!r} is not in the list of verbs", where)
            elements.append(Element(verb=verb, optional=optional))
        else:
            words = bare.split("|")
            for word in words:
                if not _WORD.fullmatch(word) or word != fold(word):
                    raise _fault(source, match.start(), f"{word!r} is no word in lower case", where)
            elements.append(Element(words=frozenset(words), optional=optional))
    if not elements or elements[0].gap or elements[0].optional:
        raise _fault(source, 0, "a pattern begins with something that must be there", where)
    return Pattern(source, tuple(elements))


def _fault(source: str, at: int, reason: str, where: str) -> DataError:
    return DataError(f"{where}: {reason}\n  {source}\n  {' ' * at}^")
