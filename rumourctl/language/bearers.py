"""Of which nation a name sounds: a hint, no more, for "the Dane" where the article says nobody's nation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_GIVEN = 0.5
_PART = 0.5
_LETTER = 0.12
"""What a first name, a particle and each letter of a surname's ending count for a people; in all, one at most."""


@dataclass(frozen=True, slots=True)
class Bearers:
    """The names of a people, and the nations in which they are common."""

    nations: frozenset[str]
    given: frozenset[str]
    endings: tuple[str, ...]
    """Of surnames, the longest first."""
    parts: frozenset[str]

    def weigh(self, name: Sequence[str]) -> float:
        """How much ``name``, as clean words, sounds like one of theirs, from 0 to 1."""
        last = name[-1]
        ends = last.endswith(self.endings)  # all at once: it is mostly none
        ending = next((e for e in self.endings if last.endswith(e) and len(last) > len(e)), "") if ends else ""
        parts = any(word in self.parts for word in name[:-1])
        return min(1.0, _GIVEN * (name[0] in self.given) + _PART * parts + _LETTER * len(ending))


def read_bearers(rows: Mapping[str, Mapping[str, Any]]) -> tuple[Bearers, ...]:
    """The peoples of a word file's ``rows``."""
    return tuple(
        Bearers(
            frozenset(row.get("nations", ())),
            frozenset(n.casefold() for n in row.get("given", ())),
            tuple(sorted(row.get("endings", ()), key=len, reverse=True)),
            frozenset(row.get("parts", ())),
        )
        for row in rows.values()
    )


def suits(name: Sequence[str], nations: Iterable[str], peoples: Sequence[Bearers]) -> float:
    """How much sooner ``name`` is borne in one of ``nations`` than elsewhere: above 0 for sooner, below for later."""
    wanted = set(nations)
    weights = [(people.weigh(name), bool(people.nations & wanted)) for people in peoples]
    own = max((weight for weight, theirs in weights if theirs), default=None)
    if own is None:
        return 0.0  # no names are known of that nation
    return own - 0.5 * max((weight for weight, _ in weights), default=0.0)
