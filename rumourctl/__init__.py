"""A command-line ledger of football rumours: who claimed what, when, and on whose word.

The names below are the Python interface, and stay as they are; each is loaded when it is first used. They are what the
program itself is made of: see ``rumourctl/docs/python.md``.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rumourctl.articles.model import Article
    from rumourctl.articles.reading import ReadOptions, read_articles
    from rumourctl.claims.model import Claim, Recorded
    from rumourctl.claims.shape import claim_to_dict, recorded_to_dict
    from rumourctl.errors import Problem, RumourError
    from rumourctl.extraction.pipeline import Extractor, extract
    from rumourctl.ledger.filters import Filter
    from rumourctl.ledger.store import Ledger

__version__ = "0.1.0"

__all__ = (
    "Article",
    "Claim",
    "Extractor",
    "Filter",
    "Ledger",
    "Problem",
    "ReadOptions",
    "Recorded",
    "RumourError",
    "claim_to_dict",
    "extract",
    "read_articles",
    "recorded_to_dict",
)

_HOMES = {
    "Article": "articles.model",
    "ReadOptions": "articles.reading",
    "read_articles": "articles.reading",
    "Claim": "claims.model",
    "Recorded": "claims.model",
    "claim_to_dict": "claims.shape",
    "recorded_to_dict": "claims.shape",
    "Problem": "errors",
    "RumourError": "errors",
    "Extractor": "extraction.pipeline",
    "extract": "extraction.pipeline",
    "Filter": "ledger.filters",
    "Ledger": "ledger.store",
}


def __getattr__(name: str) -> object:
    """A public name, from the module where it lives: ``import rumourctl`` alone loads nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
