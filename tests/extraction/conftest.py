"""Claims written as one line each, so that a test can say what a text should give and show what it gave."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest

from rumourctl.articles.model import Article
from rumourctl.claims.model import Certainty, Claim, Precision, Role, SourceKind
from rumourctl.extraction.pipeline import Extractor

PUBLISHED = date(2026, 3, 12)  # a Thursday

Extract = Callable[[str], list[Claim]]
AssertClaims = Callable[..., None]


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """One for all tests: loading the words and rules takes most of a second."""
    return Extractor()


@pytest.fixture(scope="session")
def extract(extractor: Extractor) -> Extract:
    """The claims of a text that was published on Thursday, 12 March 2026."""

    def claims_of(text: str) -> list[Claim]:
        return extractor.extract(Article(text, PUBLISHED, "article.txt"))

    return claims_of


@pytest.fixture(scope="session")
def assert_claims(extract: Extract) -> AssertClaims:
    """``assert_claims(text, *lines)``: the text gives just these claims, written as :func:`line` writes them.

    It fails with the claims that are missing, those that are surplus, and those that are right but for some parts.
    """

    def check(text: str, *expected: str) -> None:
        given = [line(claim) for claim in extract(text)]
        faults = differences(expected, given)
        assert not faults, "\n".join([f"“{text}”", *faults])

    return check


def line(claim: Claim) -> str:
    """``claim`` as "person move/stage from -> to", then what is not default: "; hedged; by outlet Marca; fee …"."""
    clubs = f"{claim.from_club or '?'} -> {claim.to_club or '?'}"
    parts = [f"{claim.person} {claim.move}/{claim.stage} {clubs}"]
    if claim.role is not Role.PLAYER:
        parts.append(f"as {claim.role}")
    if claim.actor:
        parts.append(f"actor {claim.actor}")
    if claim.certainty is not Certainty.ASSERTED:
        parts.append(claim.certainty)
    if claim.source.kind is not SourceKind.PUBLISHER:
        parts.append(" ".join(filter(None, ("by", claim.source.kind, claim.source.name))))
    parts.extend(f"via {outlet}" for outlet in claim.via)
    if claim.deal:
        parts.append(claim.deal)
    if claim.fee:
        parts.append(f"fee {claim.fee.amount} {claim.fee.currency}")
    if claim.contract_until:
        parts.append(f"until {claim.contract_until}")
    if claim.date != PUBLISHED or claim.date_precision is not Precision.DAY:
        parts.append(f"on {claim.date} ({claim.date_precision})")
    if claim.background:
        parts.append("background")
    return "; ".join(parts)


def differences(expected: Iterable[str], given: Iterable[str]) -> list[str]:
    """One line for each fault, the gravest first: claims missing, surplus, nearly right. None where both agree."""
    missing, surplus = list(expected), []
    for claim in given:
        if claim in missing:
            missing.remove(claim)
        else:
            surplus.append(claim)
    nearly = []
    for claim in list(missing):
        twin = max(surplus, key=lambda other: _likeness(claim, other), default=None)
        if twin is not None and _likeness(claim, twin) >= 2:
            missing.remove(claim)
            surplus.remove(twin)
            nearly.append(f"nearly right: {twin}\n      should be: {claim}")
    return [*(f"missing: {claim}" for claim in missing), *(f"surplus: {claim}" for claim in surplus), *nearly]


def _likeness(one: str, two: str) -> int:
    """How many words two lines share, where they are of one person; else 0."""
    first, second = one.split(), two.split()
    return len(set(first) & set(second)) if first[:2] == second[:2] else 0
