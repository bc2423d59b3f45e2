"""The words of rules where they stand in a clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rumourctl.language.clauses import Clause
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import NO_PARTY, Node, UnitKind
from rumourctl.language.tokens import Kind
from rumourctl.rules.loading import Rule, RuleSet
from rumourctl.rules.pattern import Pattern
from rumourctl.rules.walking import Found

_REMAINS_SO = closed_class("remains_so")
_REMAINS_SO_IN = closed_class("remains_so_in")
_LEADS = closed_class("posts_lead")
_LEAD = 4
"""How many words, with a comma, may stand before a statement that begins its clause."""
_MODALS = ("may", "near", "will", "would")
"""The moods of operators that may stand inside an event's words."""
_WHENS = (UnitKind.DATE, UnitKind.CONTRACT)
_WHEN = closed_class("time_asides")
_NEGATORS = closed_class("negators")


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's words in a clause, at node positions of the clause."""

    rule: Rule
    found: Found
    negated: bool = False
    """A "not" stands among its words that its pattern does not ask for: "an agreement has not been reached"."""

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.found.start

    @property
    def end(self) -> int:
        """Where its words end, exclusive."""
        return self.found.end


def find_hits(nodes: Sequence[Node], rules: RuleSet) -> list[Hit]:
    """The rules' words in ``nodes``, left to right; none overlapping.

    Of those that begin together the longest counts, and of equally long ones the one that says most of its words.
    """
    hits: list[Hit] = []
    at = 0
    while at < len(nodes):
        best: Hit | None = None
        within: Pattern | None = None
        weight = (0, 0)
        for number, found in rules.matcher.matches(nodes, at):
            rule, pattern = rules.patterns[number]
            weighs = (found.end, len(pattern.elements))
            if weighs > weight and _stands_free(rule, found, nodes, rules):
                best, weight = Hit(rule, found, _negates(nodes[found.start : found.end], pattern)), weighs
                within = pattern
        if best is None:
            at += 1
        else:
            if best.rule.value("lends"):
                best = replace(best, found=replace(best.found, end=best.end - 1))
            hits.append(best)
            if within is not None and best.rule.kind == "event":
                hits += _modals_within(best, within, nodes, rules)
            at = max(best.end, at + 1)
    return hits


def _modals_within(hit: Hit, pattern: Pattern, nodes: Sequence[Node], rules: RuleSet) -> Iterator[Hit]:
    """Operators in a gap of an event's words: "a deal for Smith **could** be done", "his time **seems to** be over"."""
    if not any(element.gap for element in pattern.elements):
        return
    asked_for = {word for element in pattern.elements for word in element.words}
    for at in range(hit.start + 1, hit.end - 1):
        if nodes[at].unit is not None or nodes[at].norm in asked_for:
            continue
        for number, found in rules.matcher.matches(nodes, at):
            rule = rules.patterns[number][0]
            weighs = rule.value("mood") in _MODALS or (rule.certainty and not rule.stage)
            if rule.kind == "operator" and weighs and found.end < hit.end:
                yield Hit(rule, found)


def _negates(nodes: Sequence[Node], pattern: Pattern) -> bool:
    asked_for = any(element.words & _NEGATORS for element in pattern.elements)
    behind = (m.norm for n, m in pairwise(nodes) if n.unit is None and n.norm in _NEGATORS)
    return not asked_for and any(word not in ("to", "only") for word in behind)  # "agreed not to disclose the sum"


def _stands_free(rule: Rule, found: Found, nodes: Sequence[Node], rules: RuleSet) -> bool:
    """Whether a brief statement opens its clause, or fills it from comma to comma, where its rule says that it must;
    whether a verb follows where it says that; and whether somebody remains at all."""
    adverbs = rules.adverbs
    if found.end - found.start == 1 and nodes[found.start].norm.startswith("remain"):
        words = [n.norm for n in nodes[found.end : found.end + 2]]  # "remain close to signing him"
        return not (_REMAINS_SO & set(words[:1]) or " ".join(words) in _REMAINS_SO_IN)
    if rule.value("verbal"):
        ahead = (n for n in nodes[found.end :] if n.unit or not (n.norm in adverbs or n.norm.endswith("ly")))
        verb = next(ahead, None)
        forms = rules.verb_forms.get(verb.norm, ()) if verb is not None and verb.unit is None else ()
        return any(form == "base" for _, form in forms)
    if rule.value("last"):
        behind = nodes[found.end] if found.end < len(nodes) else None
        if behind is not None and behind.unit is not None:
            return behind.unit.kind in _WHENS
        return behind is None or behind.kind is not Kind.WORD or behind.norm in adverbs
    if not (rule.value("opens") or rule.value("alone")):
        return True
    outside = [] if _behind_lead(nodes, found.start) else [*nodes[: found.start]]
    if rule.value("alone"):
        commas = [-1, *(i for i, n in enumerate(nodes) if n.norm == ","), len(nodes)]
        first = max(c for c in commas if c < found.start) + 1
        last = min(c for c in commas if c >= found.end)
        outside = [*nodes[first : found.start], *nodes[found.end : last]]
    named = (n.unit for n in nodes[found.start : found.end] if n.unit)
    return not any(u.possessive or u.pronoun for u in named) and all(
        n.unit.kind in NO_PARTY
        if n.unit
        else n.kind is not Kind.WORD or n.norm in adverbs or n.norm in _WHEN or n.norm in _LEADS
        for n in outside
    )


def _behind_lead(nodes: Sequence[Node], start: int) -> bool:
    """Whether only a few words and a comma stand before ``start``: "Official, Smith to Everton"."""
    return 1 < start <= _LEAD and nodes[start - 1].norm == "," and not any(n.unit for n in nodes[:start])


def is_idle(hit: Hit, clause: Clause) -> bool:
    """A rule that counts only as the head of its clause, elsewhere: the "to" of "Smith to join Chelsea"."""
    return bool(hit.rule.value("head")) and hit.start != clause.predicate
