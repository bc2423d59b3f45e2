"""The rule files, checked and compiled: event frames and the operators that wrap them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from rumourctl.claims.model import Certainty, Deal, Move, Role, Stage
from rumourctl.language.datafiles import Row, Schema, Shape, read_data, toml_files
from rumourctl.language.grammar import closed_class
from rumourctl.rules.matching import Matcher
from rumourctl.rules.pattern import Pattern, VerbForms, parse_pattern

POSITIONS = closed_class("prepositions") | {"subject", "object", "possessor", "outer", "post", "ahead of"}
"""Where a unit may stand to an event: as a part of its clause, or behind a preposition."""
SLOTS = ("person", "to", "from")


@dataclass(frozen=True)
class Rule:
    """One rule: what its words mean, wherever they stand.

    An *event* has a ``frame``: for each slot the positions that may fill it, tried in order; its ``move`` and
    ``stage`` are what it says when nothing wraps it (no ``stage``: it waits for an operator). An *operator* turns
    the stage of what it wraps into ``stage``, except a stage in ``keeps``. ``values`` are further results by name.
    """

    name: str
    kind: str
    patterns: tuple[Pattern, ...]
    move: str | None = None
    stage: str | None = None
    frame: Mapping[str, tuple[str, ...]] | None = None
    keeps: frozenset[str] = frozenset()
    turns: Mapping[str, str] | None = None
    certainty: str | None = None
    values: Mapping[str, str] | None = None
    example: str = ""
    counter: str = ""
    origin: str = ""
    """The file and line on which it stands."""

    def value(self, name: str) -> str | None:
        """One of the further results, or None."""
        return self.values.get(name) if self.values else None


@dataclass(frozen=True)
class RuleSet:
    """All rules with what their matching needs."""

    rules: tuple[Rule, ...]
    patterns: tuple[tuple[Rule, Pattern], ...]
    """All patterns with their rules, events in front: of two equal matches the first counts."""
    matcher: Matcher
    """Finds ``patterns`` by their place."""
    verb_forms: VerbForms
    adverbs: frozenset[str]
    moves: tuple[str, ...]
    """The moves that rules may say, the most specific first."""
    reached: frozenset[str]
    """Stages that an event before the main one takes back to its own: what is in talks is not done."""
    setbacks: frozenset[str]
    """Stages that hold whatever they are said of."""
    intended: str | None
    """The stage of what somebody does something else for: "is in town to sign him"."""


_NAMED = {"name": Shape.TEXT, "words": Shape.TEXTS, "example": Shape.TEXT}
_SAID = {"stage": Shape.TEXT, "certainty": Shape.TEXT, "values": Shape.NAMED, "counter": Shape.TEXT}
SCHEMA = Schema(
    keys=dict.fromkeys(("adverbs", "moves", "reached", "setbacks", "intended"), Shape.TEXTS),
    tables={
        "event": {**_NAMED, **_SAID, "move": Shape.TEXT, **dict.fromkeys(SLOTS, Shape.TEXTS)},
        "operator": {**_NAMED, **_SAID, "keeps": Shape.TEXTS, "turns": Shape.NAMED},
        "feature": {**_NAMED, "values": Shape.NAMED, "counter": Shape.TEXT},
        "idiom": {**_NAMED, "values": Shape.NAMED},
    },
)
"""What a rule file may hold."""


def load_rules(folder: Path, verb_forms: VerbForms, own: Path | None = None) -> RuleSet:
    """The rules of all ``*.toml`` files in ``folder``, and of those in ``own``, the user's.

    A rule there takes the place of the one of its name, comes before others that fit as well, and may give only values
    that rules in ``folder`` give. Raises DataError, naming file, line, rule, fault and what is allowed.
    """
    lists: dict[str, list[str]] = {name: [] for name in SCHEMA.keys}
    rules = _rules_in(folder, verb_forms, lists, None)
    if own:
        theirs = _rules_in(own, verb_forms, lists, _values_of(rules.values()))
        rules = theirs | {name: rule for name, rule in rules.items() if name not in theirs}
    events_first = sorted(rules.values(), key=lambda rule: rule.kind != "event")
    patterns = tuple((rule, pattern) for rule in events_first for pattern in rule.patterns)
    adverbs = frozenset(lists["adverbs"])
    return RuleSet(
        rules=tuple(rules.values()),
        patterns=patterns,
        matcher=Matcher((pattern for _, pattern in patterns), verb_forms, adverbs),
        verb_forms=verb_forms,
        adverbs=adverbs,
        moves=tuple(lists["moves"]),
        reached=frozenset(lists["reached"]),
        setbacks=frozenset(lists["setbacks"]),
        intended=next(iter(lists["intended"]), None),
    )


def _rules_in(
    folder: Path, verb_forms: VerbForms, lists: Mapping[str, list[str]], known: _Values | None
) -> dict[str, Rule]:
    """The rules of one folder by name, in order; what its files list beside them is added to ``lists``."""
    rules: dict[str, Rule] = {}
    for file in toml_files(folder):
        read = read_data(file, SCHEMA)
        for name in lists:
            lists[name] += read.content.get(name, ())
        for row in (row for kind in read.content if kind in SCHEMA.tables for row in read.rows(kind)):
            if row.name in rules:
                raise row.fault("there is another rule of this name; give each its own", "name")
            rules[row.name] = _rule(row, verb_forms, known)
    return rules


_Values = Mapping[str, frozenset[str]]


def _values_of(rules: Iterable[Rule]) -> _Values:
    """All values that ``rules`` give, by their names; for deals and roles those that a claim can have."""
    known: dict[str, set[str]] = defaultdict(set)
    for rule in rules:
        for name, value in (rule.values or {}).items():
            known[name].add(value)
    return {name: frozenset(listed) for name, listed in known.items()}


def _rule(row: Row, verb_forms: VerbForms, known: _Values | None) -> Rule:
    said = row.values
    for required in ("name", "words", "example"):
        if not said.get(required):
            raise row.fault(f"{required} is missing; add it")
    _check_terms(row)
    if known is not None:
        _check_values(row, known)
    frame = None
    if row.table == "event":
        frame = {slot: tuple(said.get(slot, ())) for slot in SLOTS}
        for slot, positions in frame.items():
            if strange := set(positions) - POSITIONS:
                raise row.fault(_strange(min(strange), "position", sorted(POSITIONS)), slot)
    return Rule(
        name=row.name,
        kind=row.table,
        patterns=tuple(parse_pattern(words, verb_forms, partial(row.where, "words", words)) for words in said["words"]),
        move=said.get("move"),
        stage=said.get("stage"),
        frame=frame,
        keeps=frozenset(said.get("keeps", ())),
        turns=said.get("turns"),
        certainty=said.get("certainty"),
        values=said.get("values"),
        example=said["example"],
        counter=said.get("counter", ""),
        origin=row.origin(),
    )


def _check_terms(row: Row) -> None:
    """Raises DataError where a rule names a move, stage, certainty, deal or role that no claim can have."""
    said = row.values
    turns, values = said.get("turns", {}), said.get("values", {})
    terms: list[tuple[str, str | None, type[StrEnum]]]
    terms = [("move", said.get("move"), Move), ("stage", said.get("stage"), Stage)]
    terms += [("certainty", said.get("certainty"), Certainty)]
    terms += [("keeps", stage, Stage) for stage in said.get("keeps", ())]
    terms += [("turns", stage, Stage) for stage in (*turns, *turns.values())]
    terms += [("values", values.get("deal"), Deal), ("values", values.get("role"), Role)]
    for key, term, known in terms:
        if term is not None and term not in list(known):
            raise row.fault(_strange(term, known.__name__.lower(), list(known)), key, term)


def _check_values(row: Row, known: _Values) -> None:
    """Raises DataError where a rule gives a value that none of the package's rules does."""
    for name, value in row.values.get("values", {}).items():
        if name not in known:
            raise row.fault(_strange(name, "value", sorted(known)), "values", name)
        if name not in ("deal", "role") and value not in known[name]:
            raise row.fault(_strange(value, f"value of {name}", sorted(known[name])), "values", value)


def _strange(term: str, kind: str, known: Iterable[str]) -> str:
    return f"{term!r} is no {kind}; there may be {', '.join(known)}"
