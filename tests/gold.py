"""Claims as gold files have them, and the programs that measure the reading by them."""

from __future__ import annotations

import subprocess
import sys
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
    Role,
    Source,
    SourceKind,
    Stage,
)


def claim_of(values: dict[str, Any], published: str, text: str) -> Claim:
    """A claim of a gold file, with its evidence as it stands in ``text``."""
    source, fee = values.get("source") or {}, values.get("fee")
    start = text.index(values["evidence"])
    return Claim(
        person=values["person"],
        role=Role(values.get("role") or Role.PLAYER),
        move=Move(values["move"]),
        stage=Stage(values["stage"]),
        from_club=values.get("from_club"),
        to_club=values.get("to_club"),
        actor=values.get("actor"),
        certainty=Certainty(values.get("certainty") or Certainty.ASSERTED),
        source=Source(SourceKind(source.get("kind") or SourceKind.PUBLISHER), source.get("name")),
        via=tuple(values.get("via") or ()),
        deal=Deal(values["deal"]) if values.get("deal") else None,
        fee=Fee(fee["text"], fee["amount"], fee["currency"]) if fee else None,
        contract_until=values.get("contract_until"),
        date=date.fromisoformat(values.get("date") or published),
        date_precision=Precision(values.get("date_precision") or Precision.DAY),
        background=bool(values.get("background")),
        evidence=(Evidence(start, start + len(values["evidence"]), values["evidence"]),),
    )


def measured(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What ``script`` of ``tests/quality`` tells, given ``arguments``."""
    quality = Path(__file__).parent / "quality"
    environ = {"PYTHONPATH": str(quality.parents[1]), "COLUMNS": "200"}
    command = [sys.executable, str(quality / script), *arguments]
    return subprocess.run(command, env=environ, capture_output=True, encoding="utf-8", check=False)
