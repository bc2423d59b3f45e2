"""Articles with their claims, as the reading would hand them to the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rumourctl.articles.model import Article
from rumourctl.claims.model import Claim, Evidence, Move, Stage
from rumourctl.claims.shape import claim_from_dict
from rumourctl.ledger.store import Ledger

GOLD = Path(__file__).parents[1] / "gold"
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
        found = [
            Claim(**{f: getattr(c, f) for f in c.__slots__} | {"evidence": (Evidence(0, len(text), text),)})
            for c in claims
        ]
        return Article(text, published, path), found


@pytest.fixture
def make() -> type[Make]:
    return Make


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.db", create=True) as opened:
        yield opened


@pytest.fixture
def seeds() -> list[Reading]:
    """The two seed articles with their hand-made claims."""
    readings = []
    for line in (GOLD / "seeds.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        text = (GOLD / "seeds" / gold["article"]).read_bytes().decode("utf-8")
        article = Article(text, date.fromisoformat(gold["published"]), f"seeds/{gold['article']}", publisher="The Site")
        readings.append((article, [_from_gold(values, gold["published"], text) for values in gold["claims"]]))
    return readings


def _from_gold(values: dict[str, Any], published: str, text: str) -> Claim:
    snippet = values["evidence"]
    start = text.index(snippet.rstrip(".")) if snippet.rstrip(".") in text else 0
    span = {"start": start, "end": start + len(snippet), "text": text[start : start + len(snippet)]}
    return claim_from_dict({"date": published} | values | {"evidence": [span]})


