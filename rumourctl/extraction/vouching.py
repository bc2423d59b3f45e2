"""News that the article tells first, and whose word it is in a sentence of its own: "The club confirmed the move"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rumourctl.claims.model import COURTING, Certainty, Claim, Precision, Source, SourceKind
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.attribution import Attribution
from rumourctl.language.clauses import ClauseKind
from rumourctl.language.dates import DateMention
from rumourctl.language.news import makes_known
from rumourctl.rules.engine import Reading

_VAGUE = (SourceKind.PUBLISHER, SourceKind.UNNAMED)


def with_club(source: Source, club: str | None) -> Source:
    """``source``, by its name: ``club``, which has to do with a move, where only a club's own pages are credited."""
    if source.name == "":
        return Source(SourceKind.UNNAMED)
    return replace(source, name=club) if source.kind is SourceKind.CLUB and source.name is None else source


def vouched(claims: Sequence[Claim], sentence: AnalysedSentence) -> list[Claim]:
    """``claims`` told just before ``sentence``, which makes none of its own, with the source that it names for them."""
    found = sentence.attribution
    named = found.source.kind not in _VAGUE and not found.carried
    if not (claims and named and makes_known(sentence.nodes, found.start, found.end)):
        return list(claims)
    dates = (n.unit.date for n in sentence.nodes if n.unit and n.unit.date)
    said = found.said or next((date for date in dates if not date.future), None)
    official = found.source.kind in (SourceKind.PERSON, SourceKind.CLUB)
    return [claim if official and claim.stage in COURTING else _by(claim, found, said) for claim in claims]


def is_announced(reading: Reading, sentence: AnalysedSentence) -> bool:
    """Whether ``reading`` is news that its own relative clause makes known: "Everton, who announced the move"."""
    found, clause = sentence.attribution, reading.clause
    if clause.kind is not ClauseKind.RELATIVE or found.end == 0:
        return False
    inside = clause.start <= sentence.nodes[min(found.end, len(sentence.nodes)) - 1].start < clause.end
    return inside and makes_known(sentence.nodes, found.start, found.end)


def _by(claim: Claim, found: Attribution, said: DateMention | None) -> Claim:
    if claim.source.kind not in _VAGUE or not claim.is_news or claim.certainty is Certainty.DENIED:
        return claim
    said = said if claim.date_precision is Precision.DAY else None
    rumour = claim.source.kind is SourceKind.UNNAMED  # hedged for want of a name
    return replace(
        claim,
        certainty=Certainty.ASSERTED if rumour else claim.certainty,
        source=with_club(found.source, claim.to_club or claim.from_club),
        via=tuple(found.via),
        date=min(claim.date, said.date) if said else claim.date,
        date_precision=said.precision if said and said.date < claim.date else claim.date_precision,
    )
