"""Every rule does what its example says, and keeps out of its counter-example."""

from __future__ import annotations

from datetime import date

import pytest

from rumourctl.articles.model import Article
from rumourctl.extraction.pipeline import Extractor
from rumourctl.language.analysis import analyse
from rumourctl.rules.engine import find_hits
from rumourctl.rules.loading import Rule

EXTRACTOR = Extractor()
RULES = EXTRACTOR.rules.rules
CLAIMING = [rule for rule in RULES if rule.kind == "event" and rule.stage]
"""An event without a stage waits for an operator and claims nothing alone."""


def article(text: str) -> Article:
    return Article(text=text, published=date(2026, 3, 10), path="example.txt")


def rules_found(text: str) -> set[str]:
    """The names of all rules whose words are found in ``text``."""
    analysed = analyse(article(text), EXTRACTOR.lexicon, EXTRACTOR.rules.adverbs)
    clauses = [clause for sentence in analysed.sentences for clause in sentence.clauses]
    return {hit.rule.name for clause in clauses for hit in find_hits(clause.nodes, EXTRACTOR.rules)}


def claims_by(rule: Rule, text: str) -> tuple[list[str], list[str]]:
    """The claims of ``text`` in which ``rule`` had a part, and the others, in words for a failure's message."""
    told: tuple[list[str], list[str]] = ([], [])
    for claim in EXTRACTOR.extract(article(text)):
        words = f"{claim.person}: {claim.move} {claim.stage}, {claim.from_club} → {claim.to_club}, by {claim.rules}"
        told[rule.name not in claim.rules].append(words)
    return told


def of(rules: list[Rule] | tuple[Rule, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("rule", rules, ids=lambda rule: rule.name)


@of(RULES)
def test_the_words_of_a_rule_are_found_in_its_example(rule: Rule) -> None:
    found = rules_found(rule.example)
    assert rule.name in found, f"“{rule.example}” gives only {sorted(found)}"


@of(CLAIMING)
def test_the_example_of_an_event_makes_a_claim(rule: Rule) -> None:
    own, others = claims_by(rule, rule.example)
    assert own, f"“{rule.example}” makes {others or 'no claim'}"


@of([rule for rule in RULES if rule.counter])
def test_a_counter_example_makes_no_claim_by_its_rule(rule: Rule) -> None:
    own, _ = claims_by(rule, rule.counter)
    assert not own, f"“{rule.counter}” makes {own}"


@of([rule for rule in RULES if rule.kind == "event"])
def test_every_event_has_a_counter_example(rule: Rule) -> None:
    assert rule.counter
