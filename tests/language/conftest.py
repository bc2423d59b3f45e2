"""The word lists, loaded once, and texts read with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from rumourctl.articles.model import Article
from rumourctl.language.analysis import AnalysedArticle, analyse
from rumourctl.language.datafiles import data_root
from rumourctl.language.lexicon import Lexicon, load_lexicon
from rumourctl.rules.loading import load_rules

Read = Callable[[str], AnalysedArticle]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def read(lexicon: Lexicon) -> Read:
    """Reads a text as an article of 12 March 2026."""
    adverbs = load_rules(data_root() / "rules", lexicon.verb_forms).adverbs
    return lambda text: analyse(Article(text, date(2026, 3, 12), "article.txt"), lexicon, adverbs)
