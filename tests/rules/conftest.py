"""The word lists and rules, loaded once, and texts read with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from rumourctl.articles.model import Article
from rumourctl.language.analysis import analyse
from rumourctl.language.clauses import Clause
from rumourctl.language.datafiles import data_root
from rumourctl.language.lexicon import Lexicon, load_lexicon
from rumourctl.rules.loading import RuleSet, load_rules

Clauses = Callable[[str], list[Clause]]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def rules(lexicon: Lexicon) -> RuleSet:
    return load_rules(data_root() / "rules", lexicon.verb_forms)


@pytest.fixture(scope="session")
def clauses(lexicon: Lexicon, rules: RuleSet) -> Clauses:
    """All clauses of a text."""

    def read(text: str) -> list[Clause]:
        article = analyse(Article(text, date(2026, 3, 12), "article.txt"), lexicon, rules.adverbs)
        return [clause for sentence in article.sentences for clause in sentence.clauses]

    return read
