"""Streams made by hand, as export writes them or as somebody else might."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from rumourctl.claims.identity import claim_id
from rumourctl.claims.model import Claim, Fee, Move, Source, SourceKind, Stage
from rumourctl.ledger.entries import Entry, Piece, Placed
from rumourctl.sagas.rulings import Ruled, Ruling
from tests.ledger.conftest import Make
from tests.ledger.histories import Added

DAY = date(2025, 5, 20)


def entry(deed: Added, superseded_by: str | None = None) -> Entry:
    claims = {claim_id(deed.article.article_id, claim): claim for claim in deed.claims}
    return Entry(deed.article, "/a.txt", deed.extractor, "en", superseded_by, claims)


def some() -> list[Piece]:
    """A small ledger with one of everything."""
    claim = Claim(
        "Endrick", Move.LOAN, Stage.BID, DAY, to_club="Lyon", source=Source(SourceKind.OUTLET, "Marca"),
        via=("AS",), fee=Fee("£40m", 40_000_000, "GBP"),
    )  # fmt: skip
    article, (said,) = Make.article("Endrick to Lyon, says Marca.", claim)
    newer = entry(Added(article, [said], "4-aa"))
    older = entry(Added(Make.article("Endrick to stay.")[0], [], "4-aa"), article.article_id)
    return [
        Placed("Lyon", "France"),
        newer,
        older,
        Ruled("r1", DAY, Ruling.RETRACT, {"claim": "c1-0"}, "misread"),
        Ruled("r2", DAY, Ruling.UNDO, {"ruling": "r1"}, None),
    ]


def sealed(records: list[dict[str, Any]]) -> list[bytes]:
    """Records as lines, the last with the digest of those before it: what somebody else may write."""
    written = [json.dumps(record).encode() + b"\n" for record in records]
    digest = hashlib.sha256(b"".join(written[:-1])).hexdigest()
    return [*written[:-1], json.dumps(records[-1] | {"sha256": digest}).encode() + b"\n"]
