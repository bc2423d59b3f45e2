"""From an article to its claims: the order of the steps."""

from __future__ import annotations

from rumourctl.articles.model import Article
from rumourctl.claims.model import Claim

EXTRACTOR = "1"
"""Version of the reading: stored with each article's claims, so that the ledger knows which are stale."""


class Extractor:
    """Reads claims out of articles. Loading the words and rules takes a moment, so make one and keep it."""

    def extract(self, article: Article) -> list[Claim]:
        """The claims of ``article``, in text order; the same article always gives the same claims."""
        raise NotImplementedError
