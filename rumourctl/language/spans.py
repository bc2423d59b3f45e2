"""The sums, dates and contract ends of an article, found at once and handed out sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from rumourctl.articles.model import Article
from rumourctl.language.dates import ContractEnd, DateMention, find_contract_ends, find_dates
from rumourctl.language.money import MoneyMention, find_money
from rumourctl.language.tokens import Sentence
from rumourctl.language.units import Spans

_COMPARES = (" more than", " less than", " short of", " more,", " more.", " apart", " too much")
"""Behind a sum they make it a difference, not a price."""


class ArticleSpans:
    """The sums, dates and contract ends of an article, handed out sentence by sentence."""

    def __init__(self, article: Article) -> None:
        text = article.text
        self._money = [m for m in find_money(text) if not (m.wage or text.startswith(_COMPARES, m.end))]
        self._dates = find_dates(text, article.published)
        self._contracts = find_contract_ends(text, article.published)

    def within(self, sentence: Sentence) -> Spans:
        """Those that begin in ``sentence``."""
        return Spans(
            tuple(_between(self._money, sentence)),
            tuple(_between(self._dates, sentence)),
            tuple(_between(self._contracts, sentence)),
        )


_Span = TypeVar("_Span", MoneyMention, DateMention, ContractEnd)


def _between(spans: Sequence[_Span], sentence: Sentence) -> Sequence[_Span]:
    first = bisect_left(spans, sentence.start, key=lambda span: span.start)
    return spans[first : bisect_left(spans, sentence.end, key=lambda span: span.start)]
