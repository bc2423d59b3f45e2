"""The pattern language of the rule files: words in a row, over the nodes of a clause.

    ~sign                 any form of the verb "sign"
    ~watch|follow         any form of one of several verbs
    bid|offer|proposal    one of several words; some nouns, but not in front, in the plural as well: "lost their jobs"
    a?                    may be missing
    ...                   up to six nodes of anything but a comma
    PERSON CLUB MONEY     a unit of that kind (also NATION, OUTLET, COMPETITION, PLACE, DATE, CONTRACT, OTHER)
    ANY                   any unit
    POST                  a post that somebody takes up: "the new manager"
    LEADER                a post that somebody has: "the manager", "head coach of Lyon"
    AIDE                  whoever helps somebody in a post: "his assistant"
    MEMBER                what somebody is at a club: "a Chelsea player", "our player"
    NEWCOMER              what somebody has just become at a club: "new Chelsea player"
    TEAM                  a club that is not named: "another club", "a new side"
    AGENT                 somebody who acts for a player: "his agent"

Adverbs that change nothing ("already", "now") may stand between any two elements. A faulty pattern is refused with
a line that shows it and a caret below the fault.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Set
from functools import cache
from typing import NamedTuple

from rumourctl.errors import DataError
from rumourctl.language.folding import fold
from rumourctl.language.grammar import closed_class
from rumourctl.language.inflection import plural
from rumourctl.language.nodes import Dressing, UnitKind

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


_AGENTS = closed_class("agents")
_OFTEN_PLURAL = closed_class("often_plural")
_HIS = ("his", "her", "their")
DESCRIBED: Mapping[str, Callable[[Dressing], bool]] = {
    "POST": lambda d: d.incoming and d.part in ("manager", "staff"),
    "LEADER": lambda d: d.part in ("manager", "staff") and not d.former,
    "MEMBER": lambda d: d.part == "player" and (bool(d.clubs) or d.owner == "our"),
    "NEWCOMER": lambda d: d.part == "player" and bool(d.clubs) and d.incoming and not d.definite,
    "TEAM": lambda d: d.part == "club",
    "AGENT": lambda d: d.noun in _AGENTS,
    "AIDE": lambda d: d.part == "staff" and d.owner in _HIS and "assistant" in d.spots,
}
"""By what it says of somebody, whether a description is of the kind."""


class Element(NamedTuple):
    """One element of a pattern: words, verbs by their base, a kind of unit or of description, or a gap."""

    words: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    unit: UnitKind | None = None
    any_unit: bool = False
    described: str | None = None
    gap: bool = False
    optional: bool = False


class Pattern(NamedTuple):
    """A compiled pattern."""

    source: str
    elements: tuple[Element, ...]

    def triggers(self, forms_of: Mapping[str, Set[str]]) -> Set[str]:
        """The clean forms of which one must stand where the pattern begins; ``forms_of`` are those of each verb."""
        first = self.elements[0]
        if first.verbs:
            return set().union(*(forms_of[verb] for verb in first.verbs))
        if first.described:
            return {f"<{UnitKind.PERSON}>", f"<{UnitKind.OTHER}>"}
        return set(first.words) if first.words else {f"<{first.unit}>"}


_element = cache(Element)
"""Patterns share most of their elements, which are made once."""


def parse_pattern(source: str, verb_forms: VerbForms, where: Callable[[], str]) -> Pattern:
    """The pattern that ``source`` spells. Raises DataError, pointing at the fault, where it spells none.

    ``where`` finds file and line, which takes longer than to read the pattern: only a fault asks for it.
    """
    elements: list[Element] = []
    for match in re.finditer(r"\S+", source):
        text = match.group()
        optional = text.endswith("?")
        bare = text.removesuffix("?")
        if bare == "...":
            elements.append(_element(gap=True))
        elif bare == "ANY":
            elements.append(_element(any_unit=True, optional=optional))
        elif bare in DESCRIBED:
            elements.append(_element(described=bare, optional=optional))
        elif bare in _UNIT_KINDS:
            elements.append(_element(unit=_UNIT_KINDS[bare], optional=optional))
        elif bare.startswith("~"):
            verbs = bare[1:].split("|")
            for verb in verbs:
                if (verb, "base") not in verb_forms.get(fold(verb), ()):
                    raise _fault(source, match.start(), f"{verb!r} is not in the list of verbs", where)
            elements.append(_element(verbs=frozenset(verbs), optional=optional))
        else:
            words = bare.split("|")
            for word in words:
                if not _WORD.fullmatch(word) or word != fold(word):
                    raise _fault(source, match.start(), f"{word!r} is no word in lower case", where)
            plurals = [plural(word) for word in words if elements and word in _OFTEN_PLURAL]
            elements.append(_element(words=frozenset([*words, *plurals]), optional=optional))
    if not elements or elements[0].gap or elements[0].optional:
        raise _fault(source, 0, "a pattern begins with something that must be there", where)
    return Pattern(source, tuple(elements))


def _fault(source: str, at: int, reason: str, where: Callable[[], str]) -> DataError:
    return DataError(f"{where()}: {reason}\n  {source}\n  {' ' * at}^")
