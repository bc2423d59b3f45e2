"""Joins what says the same: one claim with all its evidence, and the best source that the article gives for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import replace

from rumourctl.claims.identity import same_statement_key
from rumourctl.claims.model import SETBACKS, SETTLED, Certainty, Claim, Move, Source, SourceKind, Stage
from rumourctl.extraction.careers import is_exit_to_come, with_careers
from rumourctl.extraction.destinations import NEAR, by_person, with_destinations, with_facts
from rumourctl.extraction.loaned import with_loans
from rumourctl.extraction.pricing import on_the_deal
from rumourctl.extraction.ranking import (
    ANOTHER_BID,
    FAREWELL,
    VAGUE,
    completes,
    has_moved,
    is_his_wish,
    names_better,
    outranks,
    same_move,
    undoes,
    within_bounds,
)
from rumourctl.extraction.reasons import Drop
from rumourctl.extraction.tracing import Step, TellStep
from rumourctl.extraction.turnedback import home_again, told_twice

_REPORTERS = (SourceKind.OUTLET, SourceKind.JOURNALIST)
_SPOKESMEN = (SourceKind.PERSON, SourceKind.CLUB)


def merge(claims: Iterable[Claim], headings: frozenset[int], tell: TellStep) -> list[Claim]:
    """``claims`` without repeats; ``headings`` are offsets of headings, which add nothing to a body that says more.

    ``tell`` hears what each step left.
    """
    drafts = _without_farewells(list(claims))
    body = [c for c in drafts if c.evidence[0].start not in headings]
    spoken = {c.person for c in body}
    wooed = {(c.person, c.to_club) for c in body}
    kept = [
        c for c in drafts
        if c.evidence[0].start not in headings or c.person not in spoken or _adds_suitor(c, min(headings), wooed)
    ]  # fmt: skip
    tell(Step(Drop.HEADING, drafts, kept))
    for reason, step in _STEPS:
        before, kept = kept, step(kept)
        tell(Step(reason, before, kept))
    return sorted(kept, key=lambda c: c.evidence[0].start)


def _without_farewells(claims: list[Claim]) -> list[Claim]:
    """Of somebody of whom it is told otherwise that he goes, "he leaves with our best wishes" says nothing more."""
    going = {c.person for c in claims if FAREWELL not in c.rules and c.move is not Move.STAY and c.stage in SETTLED}
    return [c for c in claims if FAREWELL not in c.rules or c.person not in going]


def _adds_suitor(claim: Claim, title: int, wooed: Set[tuple[str, str | None]]) -> bool:
    """Whether a heading in the text says of somebody by name that a club wants him of which the text does not speak."""
    text = claim.evidence[0].text
    named = claim.person.split()[-1] in text and claim.from_club is not None and claim.to_club is not None
    return named and claim.evidence[0].start > title and (claim.person, claim.to_club) not in wooed


_OFFICIAL = "made-official"
_LABELS = frozenset(("to-club", "loan-to-club"))
_NEWS_DAYS = 28


def _highest_in_sentence(claims: list[Claim]) -> list[Claim]:
    """Of two rungs that one sentence tells of one move, the higher; a refusal stands for what it refuses."""
    told: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        told[claim.evidence[0].start].append(claim)
    result: list[Claim] = []
    kept: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        here = kept[claim.evidence[0].start]
        rivals = [other for other in told[claim.evidence[0].start] if other is not claim]
        if any(
            (same_move(other, claim) and outranks(other, claim)) or undoes(other, claim) or completes(other, claim)
            for other in rivals
        ):
            continue
        if again := next((other for other in here if other in rivals and _says_again(claim, other)), None):
            result[result.index(again)] = here[here.index(again)] = _with_evidence(again, claim)
            continue  # said again more or less surely, or with more of it
        for other in rivals:
            if same_move(claim, other) and outranks(claim, other) and claim.stage not in SETBACKS:
                claim = with_facts(claim, other, other.from_club if other.from_club != claim.to_club else None)
            elif claim.stage is Stage.REJECTED and same_move(claim, other) and outranks(claim, other):
                claim = replace(claim, date=min(claim.date, other.date), fee=claim.fee or other.fee)
        here.append(claim)
        result.append(claim)
    return result


def _says_again(claim: Claim, kept: Claim) -> bool:
    """Whether two claims of a sentence differ in how sure they are only; a second sum is a second bid."""
    same_sum = kept.fee == claim.fee or None in (kept.fee, claim.fee)
    return _tells_same(kept, claim) and kept.source == claim.source and same_sum


def _settled_in(claims: list[Claim]) -> list[Claim]:
    """Where it is news that somebody moved, "I'm glad he's here" and "I'm happy here" are none."""
    first: dict[str, Claim] = {}
    for claim in claims:
        first.setdefault(claim.person, claim)
    moved = {person for person, claim in first.items() if has_moved(claim, person) and claim.is_news}
    claims = [c for c in claims if c.move is not Move.STAY or c.person not in moved or not c.is_news]
    result: list[Claim] = []
    come: dict[tuple[str, str | None], set[Source]] = defaultdict(set)  # who has told that somebody came to a club
    for claim in claims:
        told = come[claim.person, claim.to_club]
        known = claim.source in told or (told and claim.source.kind is SourceKind.PUBLISHER)
        courted = claim.stage in (Stage.INTEREST, Stage.TALKS, Stage.BID, Stage.TERMS) and claim.is_news
        wanted = bool(told) and courted and claim.source.kind in _SPOKESMEN
        tired = claim.person in moved and claim.stage is not Stage.AGREED and is_exit_to_come(claim)
        tired = tired and (claim.source.kind in _SPOKESMEN or claim.from_club == first[claim.person].to_club)
        if not ((_goes_on(claim) and known) or (wanted and claim.certainty is Certainty.ASSERTED) or tired):
            result.append(claim)  # nor is "we have wanted him for years", "I needed a new challenge", of who has come
        if claim.is_news and claim.stage is Stage.DONE and claim.to_club:
            told.add(claim.source)
    return result


def _goes_on(claim: Claim) -> bool:
    """Whether it only goes on about a move if that is done: "has joined Chelsea. He will spend the season there"."""
    settled = claim.stage in (Stage.AGREED, Stage.CLOSE) and claim.certainty is Certainty.ASSERTED
    return settled and claim.to_club is not None


def _without_labels(claims: list[Claim]) -> list[Claim]:
    """ "Smith to Everton" only says of what a text is, where it goes on to say how far that has come; "confirmed" says
    so of such a label alone."""
    persons = by_person(claims)
    result: list[Claim] = []
    for claim in claims:
        labels = [c for c in persons[claim.person] if _LABELS & set(c.rules) and c.to_club == claim.to_club]
        if (_OFFICIAL in claim.rules and not labels) or (
            claim in labels and any(_fulfils(other, claim) for other in persons[claim.person])
        ):
            continue
        label = next((c for c in labels if c is not claim and _fulfils(claim, c)), None)
        result.append(with_facts(claim, label, label.from_club) if label else claim)
    return result


def _fulfils(other: Claim, label: Claim) -> bool:
    """Whether ``other`` says near ``label`` how far the same move has come, or that it is off."""
    near = abs(other.evidence[0].start - label.evidence[0].start) < NEAR and other.to_club == label.to_club
    beside = other is not label and other.evidence == label.evidence  # "Smith to Everton: talks continue"
    further = (beside or other.stage in {*SETTLED, Stage.OFF}) and other.stage is not label.stage is Stage.CLOSE
    return near and further and other.is_news == label.is_news


def _joined(claims: list[Claim]) -> list[Claim]:
    by_key: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        key = same_statement_key(claim)
        by_key[key] = _with_evidence(by_key[key], claim) if key in by_key else claim
    return list(by_key.values())


def _completed(claims: list[Claim]) -> list[Claim]:
    """A move told twice, once without the club that is left, or the manager who signs him: one."""
    result: list[Claim] = []
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for claim in claims:
        near = alike[claim.person, claim.move, claim.stage, claim.background]
        twin = next((i for i in near if _is_twin(result[i], claim) or _is_twin(claim, result[i])), None)
        if twin is None:
            near.append(len(result))
            result.append(claim)
        else:
            fuller, other = sorted((result[twin], claim), key=lambda c: (c.to_club is None, c.from_club is None))
            result[twin] = _with_evidence(fuller, other)
    return result


def _is_twin(one: Claim, two: Claim) -> bool:
    if one.move is Move.LOAN and two.to_club is None and one.stage is Stage.DONE:
        told = one.source == two.source or two.source.kind is SourceKind.PUBLISHER
        return told and _tells_same(one, replace(two, to_club=one.to_club)) and one.from_club == two.from_club
    if one.source != two.source or one.certainty is not two.certainty:
        return False
    his_own = one.source.name is not None and one.source.name in (one.actor, two.actor)  # who speaks of his own act
    same_club = one.from_club == two.from_club
    refusal = one.stage is Stage.REJECTED  # by the club, and by who refuses for it
    same_act = one.actor != two.actor and (one.stage in SETTLED or his_own or refusal)
    offer = one.stage in (Stage.BID, Stage.REJECTED)
    retold = one.source.kind is SourceKind.PERSON or (offer and ANOTHER_BID not in {*one.rules, *two.rules})
    same_bid = retold and None in (one.fee, two.fee)  # in his words, told before, or with its sum in the next sentence
    alike = _tells_same(one, replace(two, actor=one.actor) if refusal else two)
    return alike and (None in (one.from_club, two.from_club) or (same_club and (same_act or same_bid)))


def _vouched(claims: list[Claim]) -> list[Claim]:
    """What the article tells in its own voice or from unnamed sources, and elsewhere names the source of, is one."""
    persons = by_person(claims)
    result: list[Claim] = []
    dropped: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        rivals = (c for c in persons[claim.person] if c is not claim and _tells_same(c, claim))
        denied_on = any(_denies_by_name(c, claim) for c in persons[claim.person])
        if denied_on or any(_words_of_its_people(claim, c) or _replaces(c, claim) for c in rivals):
            dropped[claim.person].append(claim)
        else:
            result.append(claim)
    for number, claim in enumerate(result):
        for vague in dropped[claim.person]:
            if _tells_same(claim, vague):
                result[number] = claim = _with_evidence(claim, vague)
        if ends := next((c for c in persons[claim.person] if _says_why(c, claim)), None):
            result[number] = replace(claim, source=ends.source, via=ends.via)
    return result


def _says_why(named: Claim, vague: Claim) -> bool:
    """Whether ``named`` is the word on the departure that ``vague`` told just before: "he is to leave. His contract
    will not be renewed, the club said"."""
    leaves = vague.move is Move.EXIT and vague.stage in SETTLED and vague.is_news
    ends = (named.move, named.stage) == (Move.RENEWAL, Stage.OFF) and named.source.kind in _SPOKESMEN
    behind = named.evidence[0].start - vague.evidence[0].start
    told = vague.source.kind is SourceKind.PUBLISHER and named.from_club == vague.from_club
    return leaves and ends and told and 0 <= behind < NEAR


def _denies_by_name(named: Claim, vague: Claim) -> bool:
    """Whether ``named`` gives the words of a denial that ``vague`` announced: "Smith's camp have ruled it out. …"."""
    announced = vague.source.kind in VAGUE or vague.source.name is None
    return (
        named.certainty is vague.certainty is Certainty.DENIED
        and announced
        and named.source.kind in (SourceKind.PERSON, SourceKind.CLUB)
        and named.source.name is not None
        and (named.person, named.to_club) == (vague.person, vague.to_club)
        and 0 <= named.evidence[0].start - vague.evidence[0].start < NEAR
    )


def _tells_same(one: Claim, two: Claim) -> bool:
    return (
        (one.person, one.move, one.stage) == (two.person, two.move, two.stage)
        and (one.to_club, one.background) == (two.to_club, two.background)
        and (one.certainty is Certainty.DENIED) == (two.certainty is Certainty.DENIED)
        and (one.actor == two.actor or (two.actor is None and not is_his_wish(one)))
    )  # fmt: skip


def _leads_to(vague: Claim, named: Claim) -> bool:
    """A vague telling comes first and its source is named later; told after, it is a report of its own."""
    if vague.source == named.source:
        return abs(vague.evidence[0].start - named.evidence[0].start) < NEAR
    return vague.evidence[0].start <= named.evidence[0].start or (
        vague.actor == named.actor and vague.source.kind is SourceKind.PUBLISHER
    )


def _replaces(named: Claim, vague: Claim) -> bool:
    if named.background and vague.source.kind is SourceKind.PERSON:
        return named.source.kind is SourceKind.PUBLISHER  # history that the article tells, and somebody recalls
    recalled = named.background and named.source.kind is SourceKind.PERSON
    earlier = named.source.kind in _REPORTERS and named.date < vague.date  # a report from before it was done
    recalled |= earlier and named.stage is Stage.DONE and vague.source.kind is SourceKind.PUBLISHER
    return names_better(named, vague) and _leads_to(vague, named) and not recalled


def _words_of_its_people(said: Claim, announced: Claim) -> bool:
    """Whether ``said`` are the words of a club's officials, or of the player, on what it ``announced``."""
    kinds = (said.source.kind, announced.source.kind) == (SourceKind.PERSON, SourceKind.CLUB)
    own = announced.source.name in (announced.to_club, announced.from_club)
    return kinds and own and announced.stage in SETTLED and not announced.background


def _with_evidence(claim: Claim, other: Claim) -> Claim:
    spans = {(e.start, e.end): e for e in (*claim.evidence, *other.evidence)}
    lasts = claim.stage is Stage.INTEREST and claim.background is not other.background  # "want him, and did last year"
    # the day that a text gives is before the article's own
    dated = min(claim, other, key=lambda c: (lasts and c.background, c.date))
    return replace(
        claim,
        via=claim.via or (other.via if other.source == claim.source else ()),
        date=dated.date,
        date_precision=dated.date_precision,
        background=dated.background and (claim.background is other.background or not _fresh(claim, other)),
        evidence=tuple(spans[k] for k in sorted(spans)),
        rules=tuple(dict.fromkeys((*claim.rules, *other.rules))),
        fee=claim.fee or other.fee,
        deal=claim.deal or other.deal,
        contract_until=claim.contract_until or other.contract_until,
        from_club=claim.from_club or other.from_club,
    )


def _fresh(one: Claim, two: Claim) -> bool:
    """Whether a day that one of them gives is so near the other's that both tell the same news."""
    return abs((one.date - two.date).days) <= _NEWS_DAYS


_STEPS = (
    (Drop.TOO_MANY, within_bounds),
    (Drop.PART, _settled_in),
    (Drop.SAME, with_loans),
    (Drop.PART, home_again),
    (Drop.SAME, told_twice),
    (Drop.SAME, lambda claims: with_careers(claims, by_person(claims))),
    (Drop.OUTRANKED, _without_labels),
    (Drop.OUTRANKED, _highest_in_sentence),
    (Drop.SAME, _joined),
    (Drop.SAME, _completed),
    (Drop.SAME, _vouched),
    (Drop.PART, with_destinations),
    (Drop.SAME, on_the_deal),
)
