"""Denials of what was told just before: "His agent calls that nonsense", "The reports are wide of the mark".

Such a sentence has no event of its own: it takes up the claims of the one before.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from rumourctl.claims.model import Certainty, Claim, Evidence, Source, SourceKind, Stage
from rumourctl.extraction.sharing import supplemented
from rumourctl.extraction.vouching import vouched
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.attribution import Attribution
from rumourctl.language.clauses import Clause
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node, UnitKind
from rumourctl.language.tokens import Kind
from rumourctl.rules.hits import Hit, find_hits
from rumourctl.rules.loading import RuleSet

RULE = "denial"
_POINTS = closed_class("points_back")
_TALES = closed_class("tales")
_BETWEEN = closed_class("before_denials")
_REACH = 6
"""Words of a noun phrase, at most, between a denial and the "reports" that it is about."""
_SETTLED = (Stage.DONE, Stage.OFF, Stage.REJECTED)


def taken_up(
    before: Sequence[Claim], sentence: AnalysedSentence, rules: RuleSet, since: Set[str] | None, text: str
) -> tuple[list[Claim], list[Claim]]:
    """The claims told ``before`` with what ``sentence``, which makes none of its own, adds to them, and those that it
    says are not so; without ``since`` it denies nothing.
    """
    refused = denied(before, sentence, rules, since, text) if since is not None else []
    told = supplemented(before, sentence, rules)
    return told if refused else vouched(told, sentence), refused


def denied(
    before: Sequence[Claim], sentence: AnalysedSentence, rules: RuleSet, since: Set[str], text: str
) -> list[Claim]:
    """The claims told ``before``, denied, where ``sentence`` says that they are not so.

    ``since`` are the clubs spoken of from there on: another of them may be in question now.
    """
    told = [c for c in before if c.is_news and c.certainty is not Certainty.DENIED and c.stage not in _SETTLED]
    if not told or any(c.person != told[0].person for c in told):
        return []
    clause = next((c for c in sentence.clauses if _denies(c, find_hits(c.nodes, rules))), None)
    goes_on = clause is not None and any(c.intro == "that" and c.start >= clause.end for c in sentence.clauses)
    clubs = {club for c in told for club in (c.from_club, c.to_club)}
    if clause is None or goes_on or since - clubs:
        return []
    words = _whose(clause, sentence)
    start, end = sentence.sentence.start, sentence.sentence.end
    return [
        replace(
            claim,
            certainty=Certainty.DENIED,
            source=words.source,
            via=words.via,
            actor=None,
            fee=None,
            evidence=(Evidence(start, end, text[start:end]),),
            rules=(RULE,),
        )
        for claim in told
        if claim.source.name is None or claim.source != words.source
    ]


def _denies(clause: Clause, hits: Sequence[Hit]) -> bool:
    """Whether ``clause`` says of "that", "it" or "the reports" that it is not so."""
    if any(h.rule.value("negates") for h in hits):
        return False
    nodes = clause.nodes
    return any(
        h.rule.value("denies")
        and (_is_tale(nodes[h.start : h.end]) or _points(nodes, h) or _is_tale(nodes[h.end : h.end + _REACH]))
        for h in hits
    )


def _points(nodes: Sequence[Node], hit: Hit) -> bool:
    """Whether a pronoun or a word for a story stands beside the words of denial: "denied it", "that is nonsense"."""
    behind = [n for n in nodes[hit.end : hit.end + 3] if n.kind is not Kind.QUOTE]
    ends = len(behind) == 1 or (len(behind) > 1 and (behind[1].is_date or behind[1].kind is not Kind.WORD))
    if ends and _word(behind[0]) in _POINTS:
        return True
    if any(_word(n) in _POINTS for n in nodes[hit.start + 1 : hit.end]):
        return True  # "played it down"
    at = hit.start - 1
    while at >= 0 and nodes[at].unit is None and nodes[at].norm in _BETWEEN:
        at -= 1
    return at >= 0 and (_word(nodes[at]) in _POINTS or _is_tale(nodes[at : at + 1]))


def _word(node: Node) -> str:
    return (node.unit.pronoun or "") if node.unit else node.norm


def _is_tale(nodes: Sequence[Node]) -> bool:
    return any(n.unit is None and n.norm in _TALES for n in nodes)


def _whose(clause: Clause, sentence: AnalysedSentence) -> Attribution:
    """Whose denial it is: the one to whom the sentence is credited, else who denies it."""
    found = sentence.speaker if clause.quoted and sentence.speaker else sentence.attribution
    if found.source.kind is not SourceKind.PUBLISHER and not found.carried:
        return found
    by = next((at + 1 for at, n in enumerate(clause.nodes) if n.unit is None and n.norm == "by"), None)
    heads = clause.nodes[: max(clause.predicate, 1)] if by is None else clause.nodes[by : by + 1]
    unit = next((n.unit for n in heads if n.unit and n.unit.kind in (UnitKind.PERSON, UnitKind.CLUB)), None)
    if unit is None or unit.pronoun in _POINTS:
        return found
    kind = SourceKind.PERSON if unit.kind is UnitKind.PERSON else SourceKind.CLUB
    name = unit.refs[0] if unit.refs and not unit.possessive else None  # "the player's camp" has no name
    return found if kind is SourceKind.CLUB and not name else Attribution(Source(kind, name))
