"""The closed classes: the small words of grammar, kept as data like all words."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def _classes() -> dict[str, frozenset[str]]:
    file = Path(__file__).parents[1] / "data" / "words" / "grammar.toml"
    return {name: frozenset(words) for name, words in tomllib.loads(file.read_text(encoding="utf-8")).items()}


def closed_class(name: str) -> frozenset[str]:
    """The words of the class called ``name`` in ``data/words/grammar.toml``. Raises KeyError where there is none."""
    return _classes()[name]
