"""When two claims of one article are one, and the id that a claim has everywhere."""

from __future__ import annotations

import hashlib
import json

from rumourctl.claims.model import Claim, Stage
from rumourctl.claims.shape import claim_to_dict

VERSION = "c1"
"""Tag of the way ids are made; a new way gets a new tag, so that old and new ids never collide."""

_NOT_IDENTITY = ("evidence", "rules")


def same_statement_key(claim: Claim) -> tuple[object, ...]:
    """Two claims of one article with this same key say the same thing, and are one with two evidence spans."""
    fee = claim.fee.amount if claim.fee and claim.stage in (Stage.BID, Stage.REJECTED) else None
    return (
        claim.person,
        claim.move,
        claim.stage,
        claim.from_club,
        claim.to_club,
        claim.certainty,
        claim.source,
        claim.actor,
        fee,
    )


def claim_id(article_id: str, claim: Claim) -> str:
    """A short id from the article's id and what is claimed; evidence and rule names are left out of it."""
    values = {k: v for k, v in claim_to_dict(claim).items() if k not in _NOT_IDENTITY}
    content = json.dumps([VERSION, article_id, values], ensure_ascii=True, sort_keys=True)
    return VERSION + "-" + hashlib.sha256(content.encode()).hexdigest()[:16]
