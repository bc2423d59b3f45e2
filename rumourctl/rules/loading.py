"""The rule files, checked and compiled: event frames and the operators that wrap them."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

from rumourctl.claims.model import Certainty, Move, Stage
from rumourctl.errors import DataError
from rumourctl.language.grammar import closed_class
from rumourctl.rules.pattern import Pattern, VerbForms, parse_pattern

POSITIONS = closed_class("prepositions") | {"subject", "object", "possessor", "outer", "post"}
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

    def value(self, name: str) -> str | None:
        """One of the further results, or None."""
        return self.values.get(name) if self.values else None


@dataclass(frozen=True)
class RuleSet:
    """All rules with what their matching needs. ``index`` leads from a clean form to the rules it may begin."""

    rules: tuple[Rule, ...]
    index: Mapping[str, tuple[tuple[Rule, Pattern], ...]]
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


_LISTS = {"adverbs", "moves", "reached", "setbacks", "intended"}
_KEYS = {
    "event": {"name", "words", "move", "stage", "person", "to", "from", "values", "example", "counter", "certainty"},
    "operator": {"name", "words", "stage", "keeps", "turns", "certainty", "values", "example", "counter"},
    "idiom": {"name", "words", "example"},
    "feature": {"name", "words", "values", "example", "counter"},
}


def load_rules(folder: Traversable, verb_forms: VerbForms) -> RuleSet:
    """The rules of all ``*.toml`` files in ``folder``. Raises DataError, naming file, rule and fault."""
    rules: dict[str, Rule] = {}
    lists: dict[str, list[str]] = {name: [] for name in _LISTS}
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".toml"):
            continue
        try:
            content = tomllib.loads(file.read_text(encoding="utf-8"))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise DataError(f"{file.name}: {error}") from error
        for name in _LISTS & set(content):
            lists[name] += content.pop(name)
        for rule in _rules_of(file.name, content, verb_forms):
            if rule.name in rules:
                raise DataError(f"{file.name}: the rule {rule.name!r} is there twice")
            rules[rule.name] = rule
    return RuleSet(
        rules=tuple(rules.values()),
        index=_index(rules.values(), verb_forms),
        verb_forms=verb_forms,
        adverbs=frozenset(lists["adverbs"]),
        moves=tuple(lists["moves"]),
        reached=frozenset(lists["reached"]),
        setbacks=frozenset(lists["setbacks"]),
        intended=next(iter(lists["intended"]), None),
    )


def _rules_of(file: str, content: Mapping[str, Any], verb_forms: VerbForms) -> Iterator[Rule]:
    for kind, rows in content.items():
        if kind not in _KEYS:
            raise DataError(f"{file}: unknown table {kind!r}")
        if not isinstance(rows, list):
            raise DataError(f"{file}: {kind} stands once in double brackets for each rule: [[{kind}]]")
        for row in rows:
            yield _rule(kind, row, verb_forms, f"{file}: {row.get('name', 'a rule without a name')}")


def _rule(kind: str, row: Mapping[str, Any], verb_forms: VerbForms, where: str) -> Rule:
    if unknown := set(row) - _KEYS[kind]:
        raise DataError(f"{where}: unknown key {sorted(unknown)[0]!r}")
    for required in ("name", "words", "example"):
        if not row.get(required):
            raise DataError(f"{where}: {required} is missing")
    if not isinstance(row["words"], list):
        raise DataError(f"{where}: words is no list")
    _check_terms(row, where)
    frame = None
    if kind == "event":
        frame = {slot: tuple(row.get(slot, ())) for slot in SLOTS}
        for slot, positions in frame.items():
            if strange := set(positions) - POSITIONS:
                raise DataError(f"{where}: {slot} names the unknown position {sorted(strange)[0]!r}")
    return Rule(
        name=row["name"],
        kind=kind,
        patterns=tuple(parse_pattern(words, verb_forms, where) for words in row["words"]),
        move=row.get("move"),
        stage=row.get("stage"),
        frame=frame,
        keeps=frozenset(row.get("keeps", ())),
        turns=row.get("turns"),
        certainty=row.get("certainty"),
        values=row.get("values"),
        example=row["example"],
        counter=row.get("counter", ""),
    )


def _check_terms(row: Mapping[str, Any], where: str) -> None:
    """Raises DataError where a rule names a move, stage or certainty that no claim can have."""
    turns = row.get("turns", {})
    terms = [("move", row.get("move"), Move), ("certainty", row.get("certainty"), Certainty)]
    terms += [("stage", s, Stage) for s in (row.get("stage"), *row.get("keeps", ()), *turns, *turns.values())]
    for kind, term, known in terms:
        if term is not None and term not in list(known):
            raise DataError(f"{where}: {term!r} is no {kind}; one of {', '.join(known)} is")


def _index(rules: Iterable[Rule], verb_forms: VerbForms) -> dict[str, tuple[tuple[Rule, Pattern], ...]]:
    """Which rules a word may begin; events stand first, since of two equal matches the first counts."""
    index: dict[str, list[tuple[Rule, Pattern]]] = defaultdict(list)
    for rule in sorted(rules, key=lambda r: r.kind != "event"):
        for pattern in rule.patterns:
            for trigger in pattern.triggers(verb_forms):
                index[trigger].append((rule, pattern))
    return {trigger: tuple(listed) for trigger, listed in index.items()}
