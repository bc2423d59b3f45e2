"""Articles with their claims, as the reading would hand them to the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rumourctl.articles.model import Article
from rumourctl.claims.model import Claim, Evidence, Move, Stage
from rumourctl.ledger.filters import Filter
from rumourctl.ledger.store import Ledger

Reading = tuple[Article, list[Claim]]


class Make:
    """Short ways to write an article of one claim."""

    @staticmethod
    def claim(person: str, from_club: str | None = None, to_club: str | None = None, **fields: Any) -> Claim:
        return Claim(
            person,
            fields.pop("move", Move.TRANSFER),
            fields.pop("stage", Stage.INTEREST),
            fields.pop("date", date(2025, 5, 20)),
            from_club=from_club,
            to_club=to_club,
            **fields,
        )

    @staticmethod
    def article(text: str, *claims: Claim, path: str = "a.txt", published: date = date(2025, 5, 20)) -> Reading:
        found = [replace(claim, evidence=(Evidence(0, len(text), text),)) for claim in claims]
        return Article(text, published, path), found


@pytest.fixture
def make() -> type[Make]:
    return Make


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.db", create=True) as opened:
        yield opened


@pytest.fixture
def seed_readings(seed_ledger: Path) -> list[Reading]:
    """The two seed articles with their hand-made claims."""
    with Ledger.open(seed_ledger) as ledger:
        return [
            (ledger.stored(row.article_id), [r.claim for r in ledger.claims(Filter(article_id=row.article_id))])
            for row in ledger.articles()
        ]
