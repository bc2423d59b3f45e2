"""Applies rules to clauses: finds what is said, composes operators over events, and gathers who stands where.

The engine knows no football: moves, stages and slots are words of the rule files to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from rumourctl.language.clauses import Clause, ClauseKind
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node, Unit, UnitKind
from rumourctl.language.tokens import Kind
from rumourctl.rules.loading import Rule, RuleSet
from rumourctl.rules.matching import Found
from rumourctl.rules.pattern import Pattern


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's words in a clause, at node positions of the clause."""

    rule: Rule
    found: Found
    negated: bool = False
    """A "not" stands among its words that its pattern does not ask for: "an agreement has not been reached"."""

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.found.start

    @property
    def end(self) -> int:
        """Where its words end, exclusive."""
        return self.found.end


@dataclass(slots=True)
class Reading:
    """What one clause says: its events and operators composed, and the units in each position."""

    clause: Clause
    hits: list[Hit]
    main: Hit
    events: list[Hit]
    move: str | None
    stage: str | None
    certainty: str | None
    negated: bool
    realised: bool
    positions: dict[str, list[Unit]] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of the rules that had a part in it."""
        return tuple(dict.fromkeys(h.rule.name for h in self.hits))


def find_hits(nodes: Sequence[Node], rules: RuleSet) -> list[Hit]:
    """The rules' words in ``nodes``, left to right; none overlapping.

    Of those that begin together the longest counts, and of equally long ones the one that says most of its words.
    """
    hits: list[Hit] = []
    at = 0
    while at < len(nodes):
        best: Hit | None = None
        weight = (0, 0)
        for number, found in rules.matcher.matches(nodes, at):
            rule, pattern = rules.patterns[number]
            weighs = (found.end, len(pattern.elements))
            if weighs > weight and _stands_free(rule, found, nodes, rules.adverbs):
                best, weight = Hit(rule, found, _negates(nodes[found.start : found.end], pattern)), weighs
        if best is None:
            at += 1
        else:
            if best.rule.value("lends"):
                best = replace(best, found=replace(best.found, end=best.end - 1))
            hits.append(best)
            at = max(best.end, at + 1)
    return hits


def _negates(nodes: Sequence[Node], pattern: Pattern) -> bool:
    asked_for = any(element.words & _NEGATORS for element in pattern.elements)
    behind = (m.norm for n, m in pairwise(nodes) if n.unit is None and n.norm in _NEGATORS)
    return not asked_for and any(word not in ("to", "only") for word in behind)  # "agreed not to disclose the sum"


def _stands_free(rule: Rule, found: Found, nodes: Sequence[Node], adverbs: frozenset[str]) -> bool:
    """Whether a brief statement opens its clause, or fills it from comma to comma, where its rule says that it must."""
    if rule.value("last"):
        behind = nodes[found.end] if found.end < len(nodes) else None
        return behind is None or (behind.unit is None and (behind.kind is not Kind.WORD or behind.norm in adverbs))
    if not (rule.value("opens") or rule.value("alone")):
        return True
    outside = [*nodes[: found.start]]
    if rule.value("alone"):
        commas = [-1, *(i for i, n in enumerate(nodes) if n.norm == ","), len(nodes)]
        first = max(c for c in commas if c < found.start) + 1
        last = min(c for c in commas if c >= found.end)
        outside = [*nodes[first : found.start], *nodes[found.end : last]]
    named = (n.unit for n in nodes[found.start : found.end] if n.unit)
    return not any(u.possessive or u.pronoun for u in named) and all(
        n.unit.kind in _NO_PARTY if n.unit else n.kind is not Kind.WORD or n.norm in adverbs for n in outside
    )


def read_clause(clause: Clause, rules: RuleSet) -> list[Reading]:
    """The readings of ``clause``: none where no event's words stand in it, two where an act serves another.

    "is willing to sell A to fund a move for B" says one thing of A and another of B.
    """
    hits = find_hits(clause.nodes, rules)
    purpose = _purpose(clause, hits, rules)
    parts = [clause] if purpose is None else _parted(clause, hits, *purpose)
    return [r for part in parts if (r := _read(part, find_hits(part.nodes, rules) if purpose else hits, rules))]


def _parted(clause: Clause, hits: Sequence[Hit], act: Hit, cut: int) -> list[Clause]:
    """``clause`` up to the purpose at ``cut``, and the purpose, which has come no further than the ``act`` that serves
    it: "wants to leave Lyon to join Everton" says that he wants to join."""
    if any(h.rule.kind == "operator" and h.start < act.start for h in hits):
        first, kept = cut + 1, act.start
        subject, predicate = clause.subject, clause.predicate
    else:
        first, kept, predicate = cut, 0, 1
        subject = clause.subject or tuple(n.unit for n in clause.nodes[: clause.predicate] if n.unit)[:1]
    moved = frozenset(p - first + kept for p in clause.passives if p >= first)
    purpose = replace(
        clause,
        nodes=(*clause.nodes[:kept], *clause.nodes[first:]),
        predicate=predicate,
        subject=subject,
        passives=moved | {p for p in clause.passives if p < kept},
    )
    return [replace(clause, nodes=clause.nodes[:cut]), purpose]


def _purpose(clause: Clause, hits: Sequence[Hit], rules: RuleSet) -> tuple[Hit, int] | None:
    """A completed act, and where an infinitive of purpose begins behind it and its object, with an event of its own."""
    acts = [h for h in hits if h.rule.kind == "event" and h.rule.value("act") and h.found.verb_form]
    for act in acts:
        for at in range(act.end, len(clause.nodes) - 1):
            if clause.nodes[at].norm == "to" and clause.nodes[at].unit is None and clause.nodes[at + 1].unit is None:
                has_object = any(n.unit and n.unit.kind in _OBJECTS for n in clause.nodes[act.start : at])
                follows = clause.nodes[at + 1].norm
                goes_on = act.rule.stage not in rules.setbacks or _ends_in_goal(clause.nodes, at)
                if (
                    has_object
                    and goes_on
                    and any(f == "base" for _, f in rules.verb_forms.get(follows, ()))
                    and any(h.rule.kind == "event" and h.start > at for h in hits)
                    and not any(h.start < at < h.end for h in hits)
                ):
                    return act, at
    return None


def _ends_in_goal(nodes: Sequence[Node], at: int) -> bool:
    """Whether a club or a league itself stands before ``at``: "has turned down Lyon to", not "Lyon's offer to"."""
    unit = nodes[at - 1].unit
    return unit is not None and unit.kind in (UnitKind.CLUB, UnitKind.COMPETITION) and not unit.possessive


def _read(clause: Clause, hits: list[Hit], rules: RuleSet) -> Reading | None:
    events = [h for h in hits if h.rule.kind == "event"]
    if not events:
        return None
    events = _told_first(events, clause)
    main = _main(events, clause, rules)
    wrapping = [h for h in hits if not is_idle(h, clause)]
    stage, certainty, negated = _compose(wrapping, main, clause, rules)
    governor = _governor(clause, rules)
    if governor and stage:
        stage, certainty = _wrapped(stage, governor), governor.certainty or certainty
    return Reading(
        clause=clause,
        hits=hits,
        main=main,
        events=events,
        move=_move(events, rules),
        stage=stage,
        certainty=certainty,
        negated=negated,
        realised=all(h.rule.kind != "operator" for h in hits),
        positions=_positions(
            clause if governor or clause.intro != "that" else replace(clause, outer=()),
            main,
            events,
            [h for h in hits if h.rule.value("aside")],
        ),
        values={k: v for h in hits for k, v in (h.rule.values or {}).items()},
    )


def _main(events: Sequence[Hit], clause: Clause, rules: RuleSet) -> Hit:
    """The event that says what happens: a setback before all, then the last with a stage, then the last with a move.

    What only tells after what it happened goes last: "parted ways **after** a meeting".
    """
    setback = next((h for h in events if h.rule.stage in rules.setbacks), None)
    told = [h for h in events if h.rule.move and h.rule.stage]
    staged = next((h for h in reversed(told) if not _is_occasion(h, clause)), told[-1] if told else None)
    return setback or staged or next((h for h in reversed(events) if h.rule.move), events[-1])


def _told_first(events: list[Hit], clause: Clause) -> list[Hit]:
    """``events`` without what ", with a new contract on the table" adds of another move to one that is told before."""
    nodes = clause.nodes
    with_ = next((i for i in range(1, len(nodes)) if nodes[i].norm == "with" and nodes[i - 1].norm == ","), len(nodes))
    told = next((h for h in events if h.rule.stage and h.rule.move and h.start < with_), None)
    if told is None:
        return events
    return [h for h in events if h.start < with_ or h.rule.move == told.rule.move]


def _is_occasion(event: Hit, clause: Clause) -> bool:
    """Whether a noun tells after or amid what something happened."""
    before = clause.nodes[max(0, event.start - _GROUP) : event.start]
    noun = event.found.verb_form in (None, "gerund")
    return noun and any(n.unit is None and n.norm in _OCCASIONS for n in before)


def _move(events: Iterable[Hit], rules: RuleSet) -> str | None:
    """The most specific move among the events; those that suit any count only by themselves."""
    moves = {h.rule.move for h in events if not h.rule.value("generic")} - {None} or {h.rule.move for h in events}
    return next((m for m in rules.moves if m in moves), None)


def is_idle(hit: Hit, clause: Clause) -> bool:
    """A rule that counts only as the head of its clause, elsewhere: the "to" of "Smith to join Chelsea"."""
    return bool(hit.rule.value("head")) and hit.start != clause.predicate


def _infinitive(main: Hit, clause: Clause) -> bool:
    return "base" in (main.found.verb_form or "") and main.start > 0 and clause.nodes[main.start - 1].norm == "to"


def _perfect(main: Hit, clause: Clause) -> bool:
    """Whether the main event's verb is finite and tells what has been done: "has now been snapped up"."""
    before = [n.norm for n in clause.nodes[max(0, main.start - _GROUP) : main.start] if n.unit is None]
    return bool(main.found.verb_form) and bool(_PERFECT & set(before)) and "to" not in before


def _serves_noun(main: Hit, hits: Sequence[Hit], clause: Clause) -> bool:
    """Whether the main event is what a noun before it is for, of which the clause then says something."""
    nouns = (h for h in hits if h.rule.kind == "event" and h.start < main.start and not h.found.verb_form)
    return _infinitive(main, clause) and next(nouns, None) is not None


def _compose(hits: Sequence[Hit], main: Hit, clause: Clause, rules: RuleSet) -> tuple[str | None, str | None, bool]:
    """Folds operators over the main event: first those after it (predicates on it), then those before, inside out."""
    stage, certainty, negated = main.rule.stage, main.rule.certainty, any(h.negated for h in hits)
    after = [h for h in hits if h.start > main.start]
    if main.found.verb_form and not main.rule.value("generic") and not _serves_noun(main, hits, clause):
        after = [h for h in after if h.rule.kind == "event"]  # a verb is wrapped from its left
    before = [h for h in hits if h.start < main.start]
    limited = any(h.rule.value("limits") for h in hits)
    serves = main.start > 1 or "object" in list((main.rule.frame or {}).get("person", ()))[:1]
    if _infinitive(main, clause) and serves and stage in rules.reached and not before:
        stage = rules.intended
    for hit in (*after, *reversed(before)):
        rule = hit.rule
        if rule.kind == "event":
            reaches = stage in rules.reached and not rule.value("opens") and not _perfect(main, clause)
            outranks = hit in before and (reaches or rule.stage in rules.setbacks)
            if rule.stage and (stage is None or outranks):
                stage = rule.stage
            continue
        if rule.kind != "operator":
            continue
        if rule.value("negates") and limited:
            continue
        certainty = rule.certainty or certainty
        if rule.value("negates"):
            negated = True
            stage = (rule.turns or {}).get(stage or "", stage)
            continue
        stage = _wrapped(stage, rule)
    return stage, certainty, negated


def _wrapped(stage: str | None, operator: Rule) -> str | None:
    if operator.turns and stage is not None and stage in operator.turns:
        return operator.turns[stage]
    return operator.stage if operator.stage and stage not in operator.keeps else stage


def _governor(clause: Clause, rules: RuleSet) -> Rule | None:
    """The wish or expectation in the clause above that wraps this one: "they hope that Smith stays"."""
    above = find_hits(clause.governors, rules)
    last = above[-1] if above else None
    return last.rule if last and last.end == len(clause.governors) and last.rule.value("mood") else None


_NEGATORS = closed_class("negators")
_PREPOSITIONS = closed_class("prepositions")
_PERFECT = closed_class("perfect")
_OCCASIONS = closed_class("occasion_of")
_GROUP = 3
"""How many words of a verb may stand before its main one: "has now been snapped up"."""
_OBJECTS = frozenset((UnitKind.PERSON, UnitKind.CLUB, UnitKind.COMPETITION))
"""Units that an act may be done to."""
_NO_PARTY = frozenset((UnitKind.MONEY, UnitKind.DATE, UnitKind.CONTRACT))
_OWNERS = (UnitKind.PERSON, UnitKind.COMPETITION, UnitKind.NATION, UnitKind.PLACE)
_BRINGING = closed_class("phrasal_in")
_TRANSPARENT = closed_class("transparent")


def _positions(clause: Clause, main: Hit, events: Sequence[Hit], asides: Sequence[Hit]) -> dict[str, list[Unit]]:
    """Who stands where around the events of ``clause``; whoever the words of ``asides`` enclose has no part in it."""
    nodes = clause.nodes
    places: dict[str, list[Unit]] = {}
    starts = {h.start for h in events if h.found.verb_form and "base" in h.found.verb_form}
    gerunds = {h.start for h in events if h.found.verb_form == "gerund"}
    predicate = clause.predicate
    for at, node in enumerate(nodes):
        unit = node.unit
        if unit is None or unit.kind in _NO_PARTY or any(h.start < at < h.end for h in asides):
            continue
        preposition = _preposition(nodes, at)
        if preposition == "with" and nodes[0].norm == "with" and not places:
            preposition = None  # "with Smith on the list": he stands there as a subject
        post = _is_post(unit, at, main)
        if unit.possessive:
            places.setdefault("possessor", []).append(unit)
        elif preposition == "of" and unit.kind is UnitKind.PERSON and at + 1 in gerunds:
            places.setdefault("inner", []).append(unit)  # "the possibility of Smith leaving Lyon has grown"
            predicate = min(predicate, at + 1)
        elif preposition and not (preposition == "for" and _is_inner_subject(nodes, at, starts)):
            places.setdefault(preposition, []).append(unit)  # but "for Smith to join": he joins
        elif at < predicate and not (post and at >= main.start):
            places.setdefault("subject", []).append(unit)
        elif _is_inner_subject(nodes, at, starts):
            places.setdefault("inner", []).append(unit)
        elif post:
            places.setdefault("post", []).append(unit)
        else:
            places.setdefault("object", []).append(unit)
    if "subject" not in places and clause.subject:
        aside = main.found.verb_form is None and clause.kind is ClauseKind.SUBORDINATE
        places.setdefault("outer" if aside else "subject", []).extend(clause.subject)
    inner = places.pop("inner", [])
    if inner and (inner[0].refs or "object" not in (main.rule.frame or {}).get("person", ())):
        places["outer"], places["subject"] = places.get("subject", []), inner
    if clause.outer:
        places.setdefault("outer", []).extend(clause.outer)
    nominal = not main.found.verb_form  # "bid … was laughed off": the verb comes later in the words
    voiced = range(main.start + 1, main.end) if nominal else (main.start,)
    return _in_active_voice(places) if any(map(clause.passive_at, voiced)) else places


def _is_post(unit: Unit, at: int, main: Hit) -> bool:
    """A description of what somebody is to be: a manager, or a player where the event's own words say so."""
    if unit.form.value != "description":
        return False
    if unit.dressing.part == "player":
        return main.start <= at < main.end and bool(unit.dressing.clubs)
    return unit.dressing.part in ("manager", "staff") and not unit.refs


def _preposition(nodes: Sequence[Node], at: int) -> str | None:
    before = at - 1
    if before >= 0 and (owner := nodes[before].unit) and owner.possessive and owner.kind in _OWNERS:
        before -= 1  # "a move for Smith's team-mate Brown", "from Major League Soccer's Dallas"
    while before >= 0 and _is_transparent(nodes[before]):
        before -= 1
    if before > 0 and nodes[before].norm == "in" and nodes[before - 1].norm in _BRINGING:
        return None  # "brought in Smith"
    unit = nodes[at].unit
    if before > 0 and unit and unit.kind is UnitKind.CLUB and _dresses_club(nodes[before]):
        before -= 1  # "from cash-strapped Lyon"
    if before > 0 and nodes[before].norm == "and" and nodes[before - 1].unit:
        return "between" if _preposition(nodes, before - 1) == "between" else None
    if before >= 0 and nodes[before].unit is None and nodes[before].norm in _PREPOSITIONS:
        if before and nodes[before - 1].norm == "ahead":
            return "ahead of"  # whom somebody leaves behind
        return "to" if nodes[before].norm == "into" else nodes[before].norm
    return None


def _is_transparent(node: Node) -> bool:
    """Whether a preposition before ``node`` governs what follows it: "in the winger", "in Smith's team-mate Brown"."""
    return node.norm in _TRANSPARENT if node.unit is None else node.unit.possessive


def _dresses_club(node: Node) -> bool:
    """Whether a word can only dress the club's name behind it: "relegated", "big-spending"."""
    return node.unit is None and node.kind is Kind.WORD and ("-" in node.norm or node.norm.endswith("ed"))


def _is_inner_subject(nodes: Sequence[Node], at: int, starts: set[int]) -> bool:
    """The unit in "want X to go", "let X leave": right before an event's infinitive (``starts``)."""
    ahead = at + 1
    while (
        ahead < len(nodes)
        and ahead not in starts
        and nodes[ahead].unit is None
        and nodes[ahead].norm in ("to", "not", "both", "now")
    ):
        ahead += 1
    return ahead in starts


def _in_active_voice(places: dict[str, list[Unit]]) -> dict[str, list[Unit]]:
    """A passive's subject is its verb's object, and its "by" the subject."""
    turned = dict(places)
    turned["object"] = [*places.get("subject", []), *places.get("object", [])]
    turned["subject"] = turned.pop("by", [])
    return turned
