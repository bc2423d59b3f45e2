"""The claims that careful readers found in the articles of the d3 set, as a ledger would hold them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from rumourctl.claims.model import Recorded
from rumourctl.sagas.threads import in_order
from tests.gold import claim_of

DEV = Path(__file__).parents[1] / "quality" / "dev"


def fixture() -> dict[str, Any]:
    """The hand-made sagas, with the rules that they follow."""
    loaded: dict[str, Any] = json.loads((DEV / "d3-sagas.json").read_text(encoding="utf-8"))
    return loaded


def claims() -> list[Recorded]:
    """All claims that every careful reader would find, in order."""
    lines = (DEV / "d3.jsonl").read_text(encoding="utf-8").splitlines()
    return in_order(
        _recorded(entry, place, values)
        for entry in map(json.loads, lines)
        for place, values in enumerate(entry["claims"])
        if not values.get("optional")
    )


def _recorded(entry: dict[str, Any], place: int, values: dict[str, Any]) -> Recorded:
    claim = claim_of(values, entry["published"], values["evidence"])
    name, published = entry["article"], date.fromisoformat(entry["published"])
    return Recorded(f"c-{name}-{place:03}", name, name, None, published, claim.person, claim)
