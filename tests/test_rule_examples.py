"""Every rule does what its example says, and keeps out of its counter-example."""

from __future__ import annotations

from datetime import date

import pytest

from rumourctl.articles.model import Article
from rumourctl.extraction.pipeline import Extractor
from rumourctl.language.analysis import analyse
from rumourctl.rules.hits import find_hits

EXTRACTOR = Extractor()
RULES = {rule.name: rule for rule in EXTRACTOR.rules.rules}
EVENTS = [name for name, rule in RULES.items() if rule.kind == "event"]
# An event without a stage waits for an operator and claims nothing alone.
CLAIMING = [name for name in EVENTS if RULES[name].stage]
WITH_COUNTER = [name for name, rule in RULES.items() if rule.counter]


def article(text: str) -> Article:
    return Article(text=text, published=date(2026, 3, 10), path="example.txt")


def rules_found(text: str) -> set[str]:
    """The names of all rules whose words are found in ``text``."""
    analysed = analyse(article(text), EXTRACTOR.lexicon, EXTRACTOR.rules.adverbs)
    clauses = [clause for sentence in analysed.sentences for clause in sentence.clauses]
    return {hit.rule.name for clause in clauses for hit in find_hits(clause.nodes, EXTRACTOR.rules)}


def claims_made(text: str) -> list[tuple[str, set[str]]]:
    """What each claim of ``text`` says, in short, and the rules that had a part in it."""
    return [
        (f"{c.person} {c.move} {c.stage}, {c.from_club} → {c.to_club}", set(c.rules))
        for c in EXTRACTOR.extract(article(text))
    ]


@pytest.mark.parametrize("name", RULES)
def test_the_words_of_a_rule_are_found_in_its_example(name: str) -> None:
    example = RULES[name].example
    found = rules_found(example)
    assert name in found, f"“{example}” gives {sorted(found)}"


@pytest.mark.parametrize("name", CLAIMING)
def test_the_example_of_an_event_makes_a_claim(name: str) -> None:
    example = RULES[name].example
    made = claims_made(example)
    assert any(name in rules for _, rules in made), f"“{example}” makes {made}"


@pytest.mark.parametrize("name", WITH_COUNTER)
def test_a_counter_example_makes_no_claim_by_its_rule(name: str) -> None:
    counter = RULES[name].counter
    made = claims_made(counter)
    assert not any(name in rules for _, rules in made), f"“{counter}” makes {made}"


@pytest.mark.parametrize("name", EVENTS)
def test_every_event_has_a_counter_example(name: str) -> None:
    assert RULES[name].counter
