"""Walks the tree of patterns along a clause, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, Unit, UnitKind
from rumourctl.language.units import OWNER_PRONOUNS
from rumourctl.rules.pattern import DESCRIBED, Element, VerbForms

GAP = 6
"""How many nodes "..." may stand for."""
_BE = closed_class("be")
_SUITORS = closed_class("suitors")
_CROWD = closed_class("crowd")
_ING_PREPOSITIONS = closed_class("ing_prepositions")
_ONLY_NOUNS_BEHIND = closed_class("before_nouns") | closed_class("never_before_verbs")
_ADJECTIVE_ENDS = ("ed", "ous", "ful", "able", "ible", "ial")
_DRESS = ("proposed", "planned", "mooted")
_AT_CLUB = ("of", "from", "at")
_NEW_ONES = closed_class("new_ones")
_SIGNED_ONES = closed_class("signed_ones")
_DRESSES_CONTRACT = closed_class("dresses_contract")
_LENGTHS = ("-year", "-month", "-season")
_DRESSED = 4
"""How many nodes may describe a contract, at most."""
_NOTHING: tuple[()] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern's match: node positions (end exclusive), and the form of its first verb."""

    start: int
    end: int
    verb_form: str | None


@dataclass(slots=True)
class Step:
    """Where one may be in patterns: the steps that words, verbs, units and a gap lead to, and the patterns that end."""

    words: dict[str, list[Step]] = field(default_factory=dict)
    verbs: dict[str, list[Step]] = field(default_factory=dict)
    units: list[tuple[Element, bool, Step]] = field(default_factory=list)
    """With the element, whether it is the pattern's last: a last unit is meant itself, and not what belongs to it
    ("keep Smith" is not "keep Smith's secret")."""
    gap: Step | None = None
    ends: list[tuple[int, int]] = field(default_factory=list)
    """Patterns by number, and which of their variants, with the optional elements or without."""
    made: dict[tuple[Element, bool], Step] = field(default_factory=dict)

    def to(self, element: Element, last: bool) -> Step:
        """The step behind ``element``, made if it is not there."""
        key = (element, last and not (element.words or element.verbs or element.gap))
        if step := self.made.get(key):
            return step
        step = self.made[key] = Step()
        if element.gap:
            self.gap = step
        elif element.verbs:
            for verb in element.verbs:
                self.verbs.setdefault(verb, []).append(step)
        elif element.words:
            for word in element.words:
                self.words.setdefault(word, []).append(step)
        else:
            self.units.append((*key, step))
        return step


class Walk:
    """One walk over a tree along some nodes."""

    def __init__(self, nodes: Sequence[Node], verb_forms: VerbForms, adverbs: frozenset[str]) -> None:
        self._nodes, self._verb_forms, self._adverbs = nodes, verb_forms, adverbs
        self.found: dict[int, tuple[int, int, str | None]] = {}
        """By number the pattern's variant, where it ends, and the form of its first verb."""

    def start(self, root: Step, at: int) -> None:
        """Begins at ``root``: what comes first is no adverb, and no verb where only a noun can stand."""
        node = self._nodes[at]
        noun = bool(root.verbs) and at > 0 and _is_noun(_owner_side(self._nodes, at), node, self._verb_forms)
        verbs = bool(root.verbs) and not noun and not _joins(self._nodes, at, self._adverbs)
        self._into(root, node, at, None, verbs)

    def _go(self, step: Step, at: int, form: str | None) -> None:
        for number, variant in step.ends:
            if number not in self.found or variant < self.found[number][0]:
                self.found[number] = (variant, at, form)
        if step.gap:
            for skipped in range(GAP + 1):
                if at + skipped > len(self._nodes) or (skipped and self._nodes[at + skipped - 1].norm == ","):
                    break
                self._go(step.gap, at + skipped, form)
        if not step.made:
            return
        here = at
        while here < len(self._nodes) and self._nodes[here].norm in self._adverbs:
            for after in step.words.get(self._nodes[here].norm, _NOTHING):
                self._go(after, here + 1, form)
            here += 1
        if here < len(self._nodes):
            self._into(step, self._nodes[here], here, form, True)
        if at == here and (contract := _contract_ahead(self._nodes, at)):
            self._into(step, self._nodes[contract], contract, form, False)

    def _into(self, step: Step, node: Node, at: int, form: str | None, verbs: bool) -> None:
        """Follows the branches that ``node`` opens."""
        if node.unit is not None:
            for word in _own_words(node.unit):
                for after in step.words.get(word, _NOTHING):
                    self._go(after, at + 1, form)
            for element, last, after in step.units:
                if _fits(element, node.unit, last):
                    self._go(after, at + 1, form)
                    if not last and self._told_with_his_club(at):
                        self._go(after, at + 3, form)
            return
        for after in step.words.get(node.norm, _NOTHING):
            self._go(after, at + 1, form)
        if step.verbs and verbs:
            senses = self._verb_forms.get(node.norm, _NOTHING)
            for base in dict.fromkeys(base for base, _ in senses if base in step.verbs):
                stands_in = form or _best_form({feature for verb, feature in senses if verb == base})
                for after in step.verbs[base]:
                    self._go(after, at + 1, stands_in)

    def _told_with_his_club(self, at: int) -> bool:
        """Whether where he is stands behind the person at ``at``: "see **Smith of Lyon** as". It parts no pattern."""
        if at + 2 >= len(self._nodes) or self._nodes[at + 1].norm not in _AT_CLUB:
            return False
        person, club = self._nodes[at].unit, self._nodes[at + 2].unit
        named = person is not None and person.kind is UnitKind.PERSON and not person.possessive
        return named and club is not None and club.kind is UnitKind.CLUB and not club.possessive


def _contract_ahead(nodes: Sequence[Node], at: int) -> int:
    """Where the contract stands that is only described from ``at`` on, behind "new": "a new **two-year Lyon** deal"; 0
    where there is none."""
    if not at or nodes[at - 1].norm not in _NEW_ONES:
        return 0
    behind = at
    while behind < min(len(nodes), at + _DRESSED) and _dresses_contract(nodes[behind]):
        behind += 1
    return behind if at < behind < len(nodes) and nodes[behind].norm in _SIGNED_ONES else 0


def _dresses_contract(node: Node) -> bool:
    """Whether ``node`` can stand before a contract to describe it: "five-year", "£100,000-a-week", "Lyon"."""
    if node.unit is not None:
        return node.unit.kind in (UnitKind.CLUB, UnitKind.MONEY, UnitKind.CONTRACT) and not node.unit.possessive
    return node.norm in _DRESSES_CONTRACT or node.norm.endswith(_LENGTHS)


def _fits(element: Element, unit: Unit, last: bool) -> bool:
    """Whether ``unit`` is what ``element`` asks for."""
    if element.described:
        named = element.described == "LEADER" and unit.form is Form.NAME  # no post, but who has it
        return not named and DESCRIBED[element.described](unit.dressing)
    return (element.any_unit or element.unit is unit.kind) and not (last and unit.possessive)


def _own_words(unit: Unit) -> Iterable[str]:
    """The words under which a pattern may ask for ``unit``: "he", or "his" where it owns; "squad" for "the squad"."""
    noun = unit.dressing.noun
    if unit.form is Form.DESCRIPTION and noun and (unit.dressing.part == "metonym" or noun in _SUITORS | _CROWD):
        return (noun,)
    if unit.possessive:
        return [owner for owner, pronoun in OWNER_PRONOUNS.items() if pronoun == unit.pronoun]
    return (unit.pronoun,) if unit.pronoun else ()


def _joins(nodes: Sequence[Node], at: int, adverbs: frozenset[str]) -> bool:
    """Whether an "-ing" word joins a phrase and is no verb: "following talks", but not "are following the player"."""
    if nodes[at].norm not in _ING_PREPOSITIONS:
        return False
    before = at - 1
    while before >= 0 and nodes[before].norm in adverbs:
        before -= 1
    return before < 0 or nodes[before].norm not in _BE


def _is_noun(before: Node, node: Node, verb_forms: VerbForms) -> bool:
    """Whether a word that may be a verb stands where only a noun can: "a move", "his claims", "Madrid's approach"."""
    if before.unit is None:
        owned = before.norm in _ONLY_NOUNS_BEHIND
    else:
        # "his £30m move", "the Premier League table"
        owned = before.unit.possessive or before.unit.kind in (UnitKind.MONEY, UnitKind.COMPETITION)
    if not owned:
        return False
    features = {feature for _, feature in verb_forms.get(node.norm, ())}
    plain = features <= {"base", "third", "past", "participle"} and features != {"past"}  # but "those broke down"
    return node.norm in _DRESS or (plain and not node.norm.endswith("ed"))


def _owner_side(nodes: Sequence[Node], at: int) -> Node:
    """The node before ``nodes[at]``, or before an adjective that stands between: "his long-awaited move"."""
    before = nodes[at - 1]
    if at > 1 and before.unit is None and (before.norm.endswith(_ADJECTIVE_ENDS) or "-" in before.norm):
        return nodes[at - 2]
    return before


def _best_form(forms: set[str]) -> str | None:
    if {"past", "participle"} <= forms:
        return "base past" if "base" in forms else "past participle"
    return min(forms, default=None)
