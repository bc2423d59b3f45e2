"""How each sentence of an article was read, as plain rows: what was found, and why that became a claim or none."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from rumourctl.claims.identity import claim_id
from rumourctl.claims.model import Claim, Move, Source, SourceKind
from rumourctl.extraction.destinations import by_person
from rumourctl.extraction.judging import grounds
from rumourctl.extraction.reasons import Drop
from rumourctl.extraction.tracing import Case, Trace
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.attribution import Attribution
from rumourctl.language.cast import Cast
from rumourctl.language.clauses import Clause
from rumourctl.language.nodes import Node, Unit, UnitKind
from rumourctl.rules.hits import Hit, find_hits, is_idle
from rumourctl.rules.loading import RuleSet

Row = dict[str, Any]


def explained(trace: Trace, rules: RuleSet) -> Iterator[Row]:
    """A row a sentence, in text order; sentences are counted from 1."""
    outcomes = _Outcomes(trace)
    cases: dict[int, list[Case]] = defaultdict(list)
    for case in trace.cases:
        cases[case.sentence].append(case)
    return (_Reader(trace, rules, outcomes, s, cases[s.sentence.index]).row() for s in trace.analysed.sentences)


class _Outcomes:
    """What became of the candidates of an article."""

    def __init__(self, trace: Trace) -> None:
        self._article_id = trace.article.article_id
        self._starts = [s.sentence.start for s in trace.analysed.sentences]
        self._steps = [(step.reason, set(step.after), by_person(step.after)) for step in trace.steps]
        self._claims = by_person(trace.claims)
        self._proved: dict[int, list[Claim]] = defaultdict(list)
        for claim in trace.claims:
            for number in self.sentences(claim):
                self._proved[number].append(claim)

    def proved_in(self, number: int) -> Sequence[Claim]:
        """The claims of the article that the sentence of this number proves."""
        return self._proved[number]

    def id_of(self, claim: Claim) -> str:
        """The content id of a claim of this article."""
        return claim_id(self._article_id, claim)

    def sentences(self, claim: Claim) -> list[int]:
        """The numbers of the sentences that prove a claim."""
        return sorted({bisect_right(self._starts, e.start) for e in claim.evidence})

    def fate(self, claim: Claim) -> Claim | Drop:
        """The claim that ``claim`` ended in, or why it was dropped."""
        for reason, after, persons in self._steps:
            if claim in after:
                continue
            heirs = [c for c in persons[claim.person] if _took_up(c, claim)]
            if not heirs:
                return reason
            claim = max(heirs, key=lambda c: c.move is claim.move)
        return claim

    def instead(self, dropped: Claim) -> str | None:
        """The id of the claim that stands where ``dropped`` does not: the nearest of the person."""
        at = dropped.evidence[0].start
        rivals = self._claims[dropped.person]
        nearest = min(rivals, key=lambda c: min(abs(e.start - at) for e in c.evidence), default=None)
        return self.id_of(nearest) if nearest else None


class _Reader:
    """Tells of one sentence."""

    def __init__(
        self, trace: Trace, rules: RuleSet, outcomes: _Outcomes, read: AnalysedSentence, cases: Sequence[Case]
    ) -> None:
        self._outcomes, self._rules, self._read, self._cases = outcomes, rules, read, cases
        self._article, self._spelling, self._cast = trace.article, trace.spelling, trace.analysed.cast
        self._meant = {name for node in read.nodes if node.unit for name in _meant(node.unit)}

    def row(self) -> Row:
        """The sentence with all that was found in it, as plain values."""
        sentence = self._read.sentence
        start, end = map(self._spelling.own, (sentence.start, sentence.end))
        clauses = [self._clause(clause) for clause in self._read.clauses]
        claims = self._outcomes.proved_in(sentence.index + 1)
        nothing = None
        if not claims and not self._cases:
            nothing = Drop.NO_EVENT if any(clause["rules"] for clause in clauses) else Drop.NO_WORDS
        return {
            "article_id": self._article.article_id,
            "article": self._article.path,
            "published": self._article.published.isoformat(),
            "sentence": sentence.index + 1,
            "start": start,
            "end": end,
            "text": self._article.text[start:end],
            "heading": sentence.heading,
            "source": self._source(self._read.attribution),
            "speaker": self._source(self._read.speaker) if self._read.speaker else None,
            "mentions": [mention(n.unit, self._text([n]), self._cast) for n in self._read.nodes if n.unit],
            "clauses": clauses,
            "claims": [self._draft(claim) | {"claim_id": self._outcomes.id_of(claim)} for claim in claims],
            **_reason(nothing),
        }

    def _text(self, nodes: Sequence[Node]) -> str:
        """The words of the article from the first to the last of ``nodes``."""
        tokens = self._read.sentence.tokens
        if not nodes:
            return ""
        first, last = min(n.start for n in nodes), max(n.end for n in nodes)
        return self._spelling.text[tokens[first].start : tokens[last - 1].end]

    def _source(self, attribution: Attribution) -> Row:
        """Whose word it is, and the words of this sentence that say so; what is carried on or credited has none."""
        # "said X": the name may stand behind the verb
        first, last = sorted((attribution.start, attribution.end - 1))
        words = self._read.nodes[first : last + 1] if attribution.end else ()
        here = not (attribution.carried or attribution.credit) and _names(words, attribution.source)
        return {
            **_named(attribution.source),
            "via": list(attribution.via),
            "hedged": attribution.hedged or attribution.hedge is not None,
            "words": self._text(words) if here else None,
            "carried": attribution.carried,
            "credit": attribution.credit,
        }

    def _clause(self, clause: Clause) -> Row:
        own = {id(node) for node in clause.nodes}
        return {
            "text": self._text(clause.nodes),
            "kind": clause.kind.value,
            "intro": clause.intro or None,
            "quoted": clause.quoted,
            "subject": [_unit_name(unit) for unit in clause.subject],
            "rules": [
                self._hit(clause, hit) for hit in find_hits(clause.nodes, self._rules) if not is_idle(hit, clause)
            ],
            "candidates": [self._candidate(c) for c in self._cases if id(c.reading.clause.nodes[0]) in own],
        }

    def _hit(self, clause: Clause, hit: Hit) -> Row:
        return {
            "rule": hit.rule.name,
            "kind": hit.rule.kind,
            "origin": hit.rule.origin,
            "words": self._text(clause.nodes[hit.start : hit.end]),
            "move": hit.rule.move,
            "stage": hit.rule.stage,
            "certainty": hit.rule.certainty,
        }

    def _candidate(self, case: Case) -> Row:
        reading, slots = case.reading, case.slots
        settled = None if isinstance(case.judgement, Drop) else case.judgement
        return {
            "rules": list(reading.rules),
            "event": reading.main.rule.name,
            "places": {place: [_unit_name(u) for u in units] for place, units in reading.positions.items() if units},
            "person": slots.persons if slots else [],
            "to": slots.to if slots else [],
            "from": slots.from_ if slots else [],
            "move": settled.move.value if settled else reading.move,
            "stage": settled.stage.value if settled else reading.stage,
            "certainty": settled.certainty.value if settled else reading.certainty,
            "grounds": [
                {"name": g.name.lower(), "because": g.value} for g in grounds(reading, case.attribution, self._read)
            ],
            "source": _named(case.attribution.source),
            "outcomes": [self._outcome(o) for o in dict.fromkeys(case.outcomes)],
        }

    def _outcome(self, outcome: Claim | Drop) -> Row:
        """A claim with what became of it, or a reason in its place."""
        if isinstance(outcome, Drop):
            return {"person": None, "claim_id": None, **_reason(outcome), "instead": None}
        end = self._outcomes.fate(outcome)
        if isinstance(end, Claim):
            return {**self._draft(outcome), "claim_id": self._outcomes.id_of(end), **_reason(None), "instead": None}
        return {**self._draft(outcome), "claim_id": None, **_reason(end), "instead": self._outcomes.instead(outcome)}

    def _draft(self, claim: Claim) -> Row:
        return {
            "person": claim.person,
            "move": claim.move.value,
            "stage": claim.stage.value,
            "from_club": claim.from_club,
            "to_club": claim.to_club,
            "actor": claim.actor,
            "certainty": claim.certainty.value,
            "background": claim.background,
            "source": _named(claim.source),
            "recalled": [n for n in (claim.person, claim.from_club, claim.to_club) if n and n not in self._meant],
            "sentences": self._outcomes.sentences(claim),
        }


def mention(unit: Unit, text: str, cast: Cast) -> Row:
    """A unit of a sentence: its words, what it is, and whom or what it means; of a person also part and club."""
    person = cast.persons.get(unit.refs[0]) if unit.refs and unit.kind is UnitKind.PERSON else None
    price = unit.money or unit.dressing.price
    return {
        "text": text,
        "kind": unit.kind.value,
        "form": unit.form.value,
        "means": list(unit.refs),
        "part": person.part if person else unit.dressing.part,
        "club": person.club if person else None,
        "date": unit.date.date.isoformat() if unit.date else None,
        "date_precision": unit.date.precision.value if unit.date else None,
        "contract_until": unit.contract.value if unit.contract else None,
        "fee": {"text": price.text, "amount": price.amount, "currency": price.currency} if price else None,
    }


def _meant(unit: Unit) -> Iterator[str]:
    """Whom or what a unit means, and the clubs that dress it."""
    yield from unit.refs
    for club in unit.dressing.clubs:
        yield from (entry.name for entry in club.entries)


def _unit_name(unit: Unit) -> str:
    """What stands for a unit in a list: whom it means, else its noun or pronoun, else its kind."""
    return " + ".join(unit.refs) or unit.pronoun or unit.dressing.noun or unit.kind.value


def _named(source: Source) -> Row:
    return {"name": source.name, "kind": source.kind.value}


def _names(words: Sequence[Node], source: Source) -> bool:
    """Whether ``words`` can be those that credit ``source``: they say a name where it has one, or speak of it."""
    named = [ref for n in words if n.unit for ref in n.unit.refs]
    return bool(words) and (source.name in named or source.kind is not SourceKind.JOURNALIST)


def _reason(drop: Drop | None) -> Row:
    return {"dropped": drop.name.lower() if drop else None, "because": drop.value if drop else None}


def _took_up(heir: Claim, claim: Claim) -> bool:
    """Whether ``heir`` is ``claim`` with more said or proved; a move may turn out to be a loan."""
    if (heir.stage, heir.to_club) != (claim.stage, claim.to_club) or not set(claim.evidence) <= set(heir.evidence):
        return False
    return heir.move is claim.move or {heir.move, claim.move} == {Move.TRANSFER, Move.LOAN}
