"""A claim to and from a plain dict: the one shape for JSON, CSV, gold files and rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
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


def claim_to_dict(claim: Claim) -> dict[str, Any]:
    """All fields of ``claim`` as JSON values, under their stable names and in a stable order."""
    return {
        "person": claim.person,
        "role": claim.role.value,
        "move": claim.move.value,
        "stage": claim.stage.value,
        "from_club": claim.from_club,
        "to_club": claim.to_club,
        "actor": claim.actor,
        "certainty": claim.certainty.value,
        "source": {"name": claim.source.name, "kind": claim.source.kind.value},
        "via": list(claim.via),
        "deal": claim.deal.value if claim.deal else None,
        "fee": None
        if claim.fee is None
        else {"text": claim.fee.text, "amount": claim.fee.amount, "currency": claim.fee.currency},
        "contract_until": claim.contract_until,
        "date": claim.date.isoformat(),
        "date_precision": claim.date_precision.value,
        "background": claim.background,
        "evidence": [{"start": e.start, "end": e.end, "text": e.text} for e in claim.evidence],
        "rules": list(claim.rules),
    }


def claim_from_dict(values: Mapping[str, Any]) -> Claim:
    """The claim that :func:`claim_to_dict` wrote. Raises KeyError or ValueError where a field is no such value."""
    source, fee = values.get("source") or {}, values.get("fee")
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
        date=date.fromisoformat(values["date"]),
        date_precision=Precision(values.get("date_precision") or Precision.DAY),
        background=bool(values.get("background")),
        evidence=tuple(Evidence(e["start"], e["end"], e["text"]) for e in values.get("evidence") or ()),
        rules=tuple(values.get("rules") or ()),
    )


def recorded_to_dict(recorded: Recorded) -> dict[str, Any]:
    """A recorded claim under the field names that every command prints in JSON and its kin."""
    return {
        "claim_id": recorded.claim_id,
        "article_id": recorded.article_id,
        "article": recorded.article,
        "publisher": recorded.publisher,
        "published": recorded.published.isoformat(),
        "known_as": recorded.known_as,
        **claim_to_dict(recorded.claim),
    }
