"""The claims that careful readers found in the articles of the d3 set, as a ledger would hold them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from rumourctl.claims.model import (
    Certainty,
    Claim,
    Deal,
    Evidence,
    Fee,
    Move,
    Precision,
    Recorded,
    Role,
    Source,
    SourceKind,
    Stage,
)
from rumourctl.sagas.threads import in_order

DEV = Path(__file__).parents[1] / "quality" / "dev"


def fixture() -> dict[str, Any]:
    """The hand-made sagas, with the rules that they follow."""
    loaded: dict[str, Any] = json.loads((DEV / "d3-sagas.json").read_text(encoding="utf-8"))
    return loaded


def claims() -> list[Recorded]:
    """All claims that every careful reader would find, in order."""
    lines = (DEV / "d3.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    return in_order(
        _recorded(entry, place, claim)
        for entry in entries
        for place, claim in enumerate(entry["claims"])
        if not claim.get("optional")
    )


def _recorded(entry: dict[str, Any], place: int, gold: dict[str, Any]) -> Recorded:
    source = gold.get("source", {})
    fee, deal = gold.get("fee"), gold.get("deal")
    published = date.fromisoformat(entry["published"])
    claim = Claim(
        person=gold["person"],
        role=Role(gold.get("role", "player")),
        move=Move(gold["move"]),
        stage=Stage(gold["stage"]),
        date=date.fromisoformat(gold.get("date", entry["published"])),
        date_precision=Precision(gold.get("date_precision", "day")),
        from_club=gold.get("from_club"),
        to_club=gold.get("to_club"),
        actor=gold.get("actor"),
        certainty=Certainty(gold.get("certainty", "asserted")),
        source=Source(SourceKind(source.get("kind", "publisher")), source.get("name")),
        via=tuple(gold.get("via", ())),
        deal=Deal(deal) if deal else None,
        fee=Fee(fee["text"], fee["amount"], fee["currency"]) if fee else None,
        contract_until=gold.get("contract_until"),
        background=gold.get("background", False),
        evidence=(Evidence(0, 0, gold["evidence"]),),
    )
    name = entry["article"]
    return Recorded(f"c-{name}-{place:03}", name, name, None, published, claim.person, claim)
