"""A claim as a plain dict: the one shape for JSON, CSV and rows."""

from __future__ import annotations

from typing import Any

from rumourctl.claims.model import Claim, Recorded


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
