"""From an article to its claims: the order of the steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from rumourctl.articles.model import Article
from rumourctl.articles.tongues import why_unread
from rumourctl.cache import Cache
from rumourctl.claims.model import Claim, Evidence
from rumourctl.extraction.assembly import Assembler
from rumourctl.extraction.briefs import headings_of
from rumourctl.extraction.loading import load
from rumourctl.extraction.merging import merge
from rumourctl.extraction.tracing import Case, Step, Trace
from rumourctl.extraction.womens import is_of_women, of_womens_teams
from rumourctl.language.analysis import analyse
from rumourctl.language.mates import share_side
from rumourctl.language.spelling import usual_spelling

EXTRACTOR = "14"
"""Version of the code that reads; to be raised where it reads otherwise with the same words and rules."""


class Extractor:
    """Reads claims out of articles. Loading the words and rules takes a moment, so make one and keep it."""

    def __init__(self, own: Path | None = None, cache: Cache | None = None) -> None:
        """Loads the package's words and rules, and those in the user's folder ``own``; from ``cache``, where it has
        them as they are now.

        Raises DataError where a file of them is faulty.
        """
        self.own, self.cache = own, cache
        compiled = load(own, cache)
        self.lexicon, self.rules = compiled.lexicon, compiled.rules
        self.version = f"{EXTRACTOR}-{compiled.digest[:8]}"
        """Of the reading: stored with each article's claims, so that the ledger knows which are stale."""

    def country_of(self, club: str) -> str | None:
        """The country in which a club plays, None where the words do not say."""
        facts = self.lexicon.clubs.get(club)
        return facts.country if facts else None

    def extract(self, article: Article) -> list[Claim]:
        """The claims of ``article``, in text order; the same article always gives the same claims.

        What is written in another language than English gives none: what its words look like, they are not.
        """
        if why_unread(article.language):
            return []
        trace = self.trace(article)
        return [_in_own_text(claim, trace) for claim in trace.claims]

    def trace(self, article: Article) -> Trace:
        """The claims of ``article`` with the whole way to them."""
        spelling = usual_spelling(article.text)
        usual = replace(article, text=spelling.text, body_start=spelling.place(article.body_start))
        analysed = analyse(usual, self.lexicon, self.rules.adverbs)
        headings = headings_of(analysed.sentences)
        assembler = Assembler(analysed, self.rules)
        assembler.place_persons()
        for sentence in analysed.sentences:
            share_side(analysed.cast, sentence.nodes)
        cases: list[Case] = []
        steps: list[Step] = []
        found: Iterable[Claim] = assembler.claims(cases.append)
        if is_of_women(analysed.sentences):
            found = self._of_women(found, cases)
        claims = merge(found, headings, steps.append)
        return Trace(article, spelling, analysed, cases, steps, claims)

    def _of_women(self, claims: Iterable[Claim], cases: Sequence[Case]) -> list[Claim]:
        """``claims`` of women's teams; what became of the ``cases`` is told of them as well."""
        named = [of_womens_teams(claim, self.lexicon.clubs.__contains__) for claim in claims]
        for case in cases:
            case.outcomes[:] = [
                of_womens_teams(o, self.lexicon.clubs.__contains__) if isinstance(o, Claim) else o
                for o in case.outcomes
            ]
        return named


def extract(
    text: str, published: date, *, publisher: str | None = None, title: str | None = None, url: str | None = None
) -> list[Claim]:
    """The claims of a text that was published on a day, in text order, by the package's own words and rules.

    Offsets of evidence are characters of ``text``. The words and rules are loaded at the first call. For words of
    one's own, and for the reasons of each claim, see :class:`Extractor`.
    """
    return _usual().extract(Article(text, published, path="-", publisher=publisher, title=title, url=url))


@cache
def _usual() -> Extractor:
    return Extractor()


def _in_own_text(claim: Claim, trace: Trace) -> Claim:
    """``claim`` with its evidence cut from the article as it is."""
    if trace.spelling.offsets is None:
        return claim
    own, text = trace.spelling.own, trace.article.text
    spans = ((own(e.start), own(e.end)) for e in claim.evidence)
    return replace(claim, evidence=tuple(Evidence(start, end, text[start:end]) for start, end in spans))
