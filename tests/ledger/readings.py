"""Articles of the d3 set as careful readers labelled them, each claim with the sentence that proves it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from rumourctl.articles.model import Article
from rumourctl.claims.model import Claim, Evidence
from rumourctl.ledger.fresh import Reader
from rumourctl.ledger.store import Ledger
from tests.sagas.gold import claims

TODAY = date(2025, 2, 5)
COUNTRIES = {"Porto": "Portugal", "Bologna": "Italy"}


@dataclass(frozen=True)
class Reading:
    """An article with the claims in it."""

    article: Article
    claims: list[Claim]

    def enter(self, ledger: Ledger) -> None:
        ledger.add(self.article, self.claims, "gold", COUNTRIES.get)


def readings() -> list[Reading]:
    """The articles by name, their texts made of the sentences that prove their claims."""
    by_article = groupby(sorted(claims(), key=lambda r: r.article), lambda r: r.article)
    return [_reading(name, [recorded.claim for recorded in said]) for name, said in by_article]


def _reading(name: str, said: list[Claim]) -> Reading:
    sentences = list(dict.fromkeys(span.text for claim in said for span in claim.evidence))
    text = "\n".join([f"Date: 1 January 2025 in {name}.", "", *sentences])
    proved = [replace(claim, evidence=tuple(_found(text, span.text) for span in claim.evidence)) for claim in said]
    day = max(claim.date for claim in said)
    return Reading(
        Article(text, day, f"{name}.txt", publisher=f"The {name}", title=f"About {name}", body_start=text.index("\n")),
        proved,
    )


def _found(text: str, sentence: str) -> Evidence:
    start = text.index(sentence)
    return Evidence(start, start + len(sentence), sentence)


def copied(reading: Reading, publisher: str) -> Reading:
    """The same report as another publisher prints it."""
    article = replace(reading.article, publisher=publisher, path=f"{publisher}.txt")
    return Reading(article, reading.claims)


def changed(reading: Reading, word: str) -> Reading:
    """A later version of the same file, with a word more."""
    return Reading(replace(reading.article, text=f"{reading.article.text} {word}"), reading.claims)


def reader_of(known: Iterable[Reading]) -> Reader:
    """What reads articles again as they were read at first."""
    by_id: Mapping[str, list[Claim]] = {reading.article.article_id: reading.claims for reading in known}
    return Reader(lambda article: by_id[article.article_id], "again", COUNTRIES.get)
