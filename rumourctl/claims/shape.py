"""A claim as a plain dict, and back: the one shape for JSON, CSV and rows."""

from __future__ import annotations

from typing import Any

from rumourctl.claims.fields import Fields
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


def claim_from_fields(fields: Fields) -> Claim:
    """The claim that :func:`claim_to_dict` made ``fields`` of. Raises ValueError where they are those of none."""
    claim = Claim(
        person=fields.name("person"),
        role=fields.one_of("role", Role),
        move=fields.one_of("move", Move),
        stage=fields.one_of("stage", Stage),
        from_club=fields.maybe(fields.name, "from_club"),
        to_club=fields.maybe(fields.name, "to_club"),
        actor=fields.maybe(fields.text, "actor"),
        certainty=fields.one_of("certainty", Certainty),
        source=_source(fields.part("source")),
        via=fields.texts("via"),
        deal=fields.maybe(lambda name: fields.one_of(name, Deal), "deal"),
        fee=fields.maybe(lambda name: _fee(fields.part(name)), "fee"),
        contract_until=fields.maybe(fields.text, "contract_until"),
        date=fields.day("date"),
        date_precision=fields.one_of("date_precision", Precision),
        background=fields.flag("background"),
        evidence=tuple(_evidence(Fields(each, "evidence")) for each in fields.objects("evidence")),
        rules=fields.texts("rules"),
    )
    fields.done()
    return claim


def _source(fields: Fields) -> Source:
    source = Source(fields.one_of("kind", SourceKind), fields.maybe(fields.name, "name"))
    fields.done()
    return source


def _fee(fields: Fields) -> Fee:
    fee = Fee(fields.text("text"), fields.whole("amount"), fields.text("currency"))
    fields.done()
    return fee


def _evidence(fields: Fields) -> Evidence:
    evidence = Evidence(fields.whole("start"), fields.whole("end"), fields.text("text"))
    fields.done()
    return evidence
