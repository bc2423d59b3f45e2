"""Applies rules to clauses: finds what is said, composes operators over events, and gathers who stands where.

The engine knows no football: moves, stages and slots are words of the rule files to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rumourctl.language.clauses import Clause
from rumourctl.language.units import Node, Unit
from rumourctl.rules.loading import Rule, RuleSet
from rumourctl.rules.pattern import Found


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's words in a clause, at node positions of the clause."""

    rule: Rule
    found: Found

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.found.start

    @property
    def end(self) -> int:
        """Where its words end, exclusive."""
        return self.found.end


@dataclass(slots=True)
class Reading:
    """What one clause says: its events and operators composed, and the units in each position."""

    clause: Clause
    hits: list[Hit]
    events: list[Hit]
    move: str | None
    stage: str | None
    certainty: str | None
    negated: bool
    realised: bool
    positions: dict[str, list[Unit]] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of the rules that had a part in it."""
        return tuple(dict.fromkeys(h.rule.name for h in self.hits))


def find_hits(nodes: Sequence[Node], rules: RuleSet) -> list[Hit]:
    """The rules' words in ``nodes``, left to right; of those that begin together the longest, and none overlapping."""
    hits: list[Hit] = []
    at = 0
    while at < len(nodes):
        best: Hit | None = None
        for rule, pattern in rules.index.get(nodes[at].norm, ()):
            found = pattern.match(nodes, at, rules.verb_forms, rules.adverbs)
            if found and (best is None or found.end > best.end):
                best = Hit(rule, found)
        if best is None:
            at += 1
        else:
            hits.append(best)
            at = max(best.end, at + 1)
    return hits


def read_clause(clause: Clause, rules: RuleSet) -> Reading | None:
    """The reading of ``clause``, or None where no event's words stand in it."""
    hits = find_hits(clause.nodes, rules)
    events = [h for h in hits if h.rule.kind == "event"]
    if not events:
        return None
    main = next((h for h in reversed(events) if h.rule.move), events[-1])
    stage, certainty, negated = _compose(hits, main)
    return Reading(
        clause=clause,
        hits=hits,
        events=events,
        move=_move(events),
        stage=stage,
        certainty=certainty,
        negated=negated,
        realised=all(h.rule.kind != "operator" for h in hits),
        positions=_positions(clause, main),
        values={k: v for h in hits for k, v in (h.rule.values or {}).items()},
    )


_MOVE_ORDER = ("loan", "renewal", "stay", "transfer", "exit")


def _move(events: Iterable[Hit]) -> str | None:
    """The most specific move among the events; a destination beats a departure."""
    moves = {h.rule.move for h in events}
    return next((m for m in _MOVE_ORDER if m in moves), None)


def _compose(hits: Sequence[Hit], main: Hit) -> tuple[str | None, str | None, bool]:
    """Folds operators over the main event: first those after it (predicates on it), then those before, inside out."""
    stage, certainty, negated = main.rule.stage, main.rule.certainty, False
    after = [h for h in hits if h.start > main.start]
    before = [h for h in hits if h not in after and h is not main]
    for hit in (*after, *reversed(before)):
        rule = hit.rule
        if rule.kind == "event":
            if hit in before and rule.stage and (stage is None or stage in ("done", "agreed") or rule.stage in ("rejected", "off")):
                stage = rule.stage
            elif hit in after and rule.stage and stage is None:
                stage = rule.stage
            continue
        if rule.kind != "operator":
            continue
        if rule.value("negates"):
            negated = not negated
            stage = (rule.turns or {}).get(stage or "", stage)
            continue
        certainty = rule.certainty or certainty
        if rule.turns and stage in rule.turns:
            stage = rule.turns[stage]
        elif rule.stage and stage not in rule.keeps:
            stage = rule.stage
    return stage, certainty, negated


_PREPOSITIONS = frozenset("by from to for with of in over at between as on about into towards toward regarding re against after via under until before".split())
_TRANSPARENT = frozenset("the a an both either fellow domestic la liga side club".split())


def _positions(clause: Clause, main: Hit) -> dict[str, list[Unit]]:
    """Who stands where around the events of ``clause``."""
    nodes = clause.nodes
    places: dict[str, list[Unit]] = {}
    for at, node in enumerate(nodes):
        unit = node.unit
        if unit is None:
            continue
        preposition = _preposition(nodes, at)
        if unit.possessive:
            places.setdefault("possessor", []).append(unit)
        elif preposition:
            places.setdefault(preposition, []).append(unit)
        elif at < clause.predicate:
            places.setdefault("subject", []).append(unit)
        elif _is_inner_subject(nodes, at, main):
            places.setdefault("inner", []).append(unit)
        elif unit.form.value == "description" and unit.dressing.part in ("manager", "staff") and not unit.refs:
            places.setdefault("post", []).append(unit)
        else:
            places.setdefault("object", []).append(unit)
    if "subject" not in places and clause.subject:
        places["subject"] = list(clause.subject)
    if clause.object_unit:
        places.setdefault("object", []).append(clause.object_unit)
    return _in_active_voice(places) if clause.passive_at(main.start) else places


def _preposition(nodes: Sequence[Node], at: int) -> str | None:
    before = at - 1
    while before >= 0 and nodes[before].unit is None and nodes[before].norm in _TRANSPARENT:
        before -= 1
    if before >= 0 and nodes[before].unit is None and nodes[before].norm in _PREPOSITIONS:
        return "to" if nodes[before].norm == "into" else nodes[before].norm
    return None


def _is_inner_subject(nodes: Sequence[Node], at: int, main: Hit) -> bool:
    """The unit in "want X to go", "let X leave": right before the main event's infinitive, after an operator."""
    ahead = at + 1
    while ahead < len(nodes) and ahead < main.start and nodes[ahead].unit is None and nodes[ahead].norm in ("to", "not", "both", "now"):
        ahead += 1
    return ahead == main.start and main.found.verb_form is not None and "base" in main.found.verb_form


def _in_active_voice(places: dict[str, list[Unit]]) -> dict[str, list[Unit]]:
    """A passive's subject is its verb's object, and its "by" the subject."""
    turned = dict(places)
    turned["object"] = [*places.get("subject", []), *places.get("object", [])]
    turned["subject"] = places.get("by", [])
    return turned
