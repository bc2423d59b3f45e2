"""Applies rules to clauses: finds what is said, and composes operators over events.

The engine knows no football: moves, stages and slots are words of the rule files to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from rumourctl.language.clauses import Clause
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import POSTS, Form, Node, Unit, UnitKind
from rumourctl.rules.hits import Hit, find_hits, is_idle
from rumourctl.rules.loading import Rule, RuleSet
from rumourctl.rules.positions import positions_in

_AUXILIARIES = closed_class("auxiliaries")
_PERFECT = closed_class("perfect")
_BE = closed_class("be")
_KEEPING = closed_class("keeping")
_OCCASIONS = closed_class("occasion_of")
_TIMES = closed_class("gap_times") | {"loan"}
_GOALS = (UnitKind.CLUB, UnitKind.COMPETITION, UnitKind.NATION, UnitKind.PLACE)
_BEHIND_GOAL = ("down", "back", "in", "order")
"""What may stand behind whom somebody refuses: "turned Lyon **down** to stay", "refused Lyon **in order** to stay"."""
_AIMS = ("in", "with")
"""With which the words of a purpose may begin: "in a bid to"."""
_STOPS = closed_class("prepositions") | {",", "and", "or"}
_GROUP = 3
"""How many words of a verb may stand before its main one: "has now been snapped up"."""
_OBJECTS = frozenset((UnitKind.PERSON, UnitKind.CLUB, UnitKind.COMPETITION))
"""Units that an act may be done to."""


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

    def places(self, name: str | None, position: str) -> bool:
        """Whether ``name`` is among those who stand at ``position``."""
        return name in self.named_at(position)

    def named_at(self, position: str) -> list[str]:
        """Who stand at ``position``, by their names."""
        return [name for unit in self.positions.get(position, ()) for name in unit.refs]


def read_clause(clause: Clause, rules: RuleSet) -> list[Reading]:
    """The readings of ``clause``: none where no event's words stand in it, two where an act serves another.

    "is willing to sell A to fund a move for B" says one thing of A and another of B.
    """
    hits = find_hits(clause.nodes, rules)
    if (cut := _set_apart(hits)) is not None:
        behind = replace(clause, nodes=clause.nodes[cut:], predicate=1, subject=(), passives=frozenset())
        return [*read_clause(replace(clause, nodes=clause.nodes[:cut]), rules), *read_clause(behind, rules)]
    purpose = _purpose(clause, hits, rules)
    parts = [clause] if purpose is None else _parted(clause, hits, *purpose)
    return [r for part in parts if (r := _read(part, find_hits(part.nodes, rules) if purpose else hits, rules))]


def _set_apart(hits: Sequence[Hit]) -> int | None:
    """Where words stand, behind another event, that say something of their own: "offer a deal **to ward off Lyon**"."""
    first = next((h.start for h in hits if h.rule.kind == "event"), None)
    return next((h.start for h in hits if h.rule.value("apart") and first is not None and first < h.start), None)


def _parted(clause: Clause, hits: Sequence[Hit], act: Hit, cut: int) -> list[Clause]:
    """``clause`` up to the purpose at ``cut``, and the purpose, which has come no further than the ``act`` that serves
    it: "wants to leave Lyon to join Everton" says that he wants to join."""
    wrapped = any(h.rule.kind == "operator" and h.start < act.start for h in hits)
    before = [n.norm for n in clause.nodes[max(0, act.start - _GROUP) : act.start] if n.unit is None]
    due = act.found.verb_form == "gerund" and bool(_BE & set(before))  # "is leaving Lyon to join Everton"
    shares = clause.nodes[cut].norm == "to" and (wrapped or due)
    if shares:
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
                setback = act.rule.stage in rules.setbacks
                kinds = _GOALS if setback else _OBJECTS  # "snubbed a move to Spain to stay"
                has_object = any(n.unit and n.unit.kind in kinds for n in clause.nodes[act.start : at])
                goes_on = not setback or _ends_in_goal(clause.nodes, at)
                begins = _begins(clause, hits, at, rules)
                told = any(h.rule.kind == "event" and h.end > at + 1 for h in hits)
                if has_object and goes_on and told and begins is not None and begins >= act.end:
                    return act, begins
    return None


def _begins(clause: Clause, hits: Sequence[Hit], at: int, rules: RuleSet) -> int | None:
    """Where a purpose with "to" at ``at`` begins: there, or with the "in" of "in a bid to"; None where it is none."""
    spans = next((h for h in hits if h.start < at < h.end), None)
    if spans is not None:
        return spans.start if clause.nodes[spans.start].norm in _AIMS else None
    bare = any(form == "base" for _, form in rules.verb_forms.get(clause.nodes[at + 1].norm, ()))
    return at if bare else None


def _ends_in_goal(nodes: Sequence[Node], at: int) -> bool:
    """Whether a club, league or country stands before ``at`` itself: "has turned down Lyon to", no "offer to"."""
    goal = next((i for i in range(at - 1, 0, -1) if nodes[i].unit or nodes[i].norm not in _BEHIND_GOAL), at - 1)
    unit, before = nodes[goal].unit, nodes[goal - 1]
    ahead = [n.norm for n in nodes[at + 1 : at + 5]]
    keeps = bool(_KEEPING & set(ahead[:1])) or ahead[1:3] == ["a", "new"]  # "snubbed interest from Turkey to stay"
    if before.unit is None and before.norm in ("from", "by") and not keeps:
        return False  # "an offer from Lyon to take him"
    return unit is not None and unit.kind in _GOALS and not unit.possessive


def _read(clause: Clause, hits: list[Hit], rules: RuleSet) -> Reading | None:
    events = _told_first(hits, clause, rules)
    if not events:
        return None
    main = _main(events, clause, rules)
    events = [e for e in events if e is main or not _only_aims(e, clause)]
    wrapping = [h for h in hits if not is_idle(h, clause)]
    stage, certainty, negated = _compose(wrapping, main, clause, rules)
    governor = _governor(clause, rules) or _beside(clause, stage, rules)
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
        positions=positions_in(
            clause if governor or clause.intro != "that" else replace(clause, outer=()),
            main,
            events,
            [h for h in hits if h.rule.value("aside")],
            _owner(hits, main, clause),
        ),
        values={k: v for h in hits for k, v in (h.rule.values or {}).items()},
    )


def _main(events: Sequence[Hit], clause: Clause, rules: RuleSet) -> Hit:
    """The event that says what happens: a setback before all, then the last with a stage, then the last with a move.

    What only tells after what it happened goes last: "parted ways **after** a meeting".
    """
    setback = next((h for h in events if h.rule.stage in rules.setbacks), None)
    told = [h for h in events if h.rule.move and h.rule.stage]
    acts = bool(told) and told[0].rule.stage != rules.intended
    aside = [
        h for h in told
        if _is_occasion(h, clause) or (h is not told[0] and (acts or _names_another(h, clause)) and _is_aim(h, clause))
    ]  # fmt: skip
    staged = next((h for h in reversed(told) if h not in aside), told[-1] if told else None)
    return setback or staged or next((h for h in reversed(events) if h.rule.move), events[-1])


def _told_first(hits: Sequence[Hit], clause: Clause, rules: RuleSet) -> list[Hit]:
    """The events among ``hits`` without what ", with a new contract on the table" adds of another move to one that is
    told before, or to what is settled ("have agreed a fee, with personal terms no problem")."""
    nodes, events = clause.nodes, [h for h in hits if h.rule.kind == "event"]
    with_ = next((i for i in range(1, len(nodes)) if nodes[i].norm == "with" and nodes[i - 1].norm == ","), len(nodes))
    told = next((h for h in events if h.rule.stage and h.rule.move and h.start < with_), None)
    if told is None:
        return events
    wrapped = any(h.rule.kind == "operator" and h.start < with_ for h in hits)
    settled = told.rule.stage in rules.reached and not wrapped
    return [h for h in events if h.start < with_ or (h.rule.move == told.rule.move and not settled)]


def _is_aim(event: Hit, clause: Clause) -> bool:
    """Whether it is only told in whose place somebody is wanted: "have bid for Smith **to replace** Brown"."""
    return bool(event.rule.value("leads")) and event.start > 0 and clause.nodes[event.start - 1].norm == "to"


def _only_aims(event: Hit, clause: Clause) -> bool:
    """Whether an aim has no part in what happens, whoever does it: "a fee has been agreed with Lyon for Smith **to
    replace** Brown", but not "in talks to replace Brown", "approached Smith to replace Brown at Lyon"."""
    if not _is_aim(event, clause) or event.start < 2:
        return False
    apart = clause.nodes[event.start - 2]
    clubs = any(n.unit and n.unit.kind is UnitKind.CLUB for n in clause.nodes[event.end :])
    return (apart.unit is not None or apart.norm in _TIMES) and not clubs


def _names_another(event: Hit, clause: Clause) -> bool:
    """Whether a player is named in whose place somebody is a choice: "first choice to replace **Smith**"."""
    behind = clause.nodes[event.end].unit if event.end < len(clause.nodes) else None
    named = behind is not None and behind.kind is UnitKind.PERSON and behind.form is Form.NAME
    return named and behind is not None and not (behind.possessive or behind.dressing.part in POSTS)


def _is_occasion(event: Hit, clause: Clause) -> bool:
    """Whether a noun tells after or amid what something happened."""
    before = clause.nodes[max(0, event.start - _GROUP) : event.start]
    noun = event.found.verb_form in (None, "gerund")
    return noun and any(n.unit is None and n.norm in _OCCASIONS for n in before)


def _move(events: Iterable[Hit], rules: RuleSet) -> str | None:
    """The most specific move among the events; those that suit any count only by themselves."""
    moves = {h.rule.move for h in events if not h.rule.value("generic")} - {None} or {h.rule.move for h in events}
    return next((m for m in rules.moves if m in moves), None)


def _infinitive(main: Hit, clause: Clause) -> bool:
    return "base" in (main.found.verb_form or "") and main.start > 0 and clause.nodes[main.start - 1].norm == "to"


def _perfect(main: Hit, clause: Clause) -> bool:
    """Whether the main event's verb is finite and tells what has been done: "has now been snapped up"."""
    before = [n.norm for n in clause.nodes[max(0, main.start - _GROUP) : main.start] if n.unit is None]
    finite = main.found.verb_form not in (None, "gerund")  # not "have enquired about taking him on loan"
    return finite and bool(_PERFECT & set(before)) and "to" not in before


def _serves_noun(main: Hit, hits: Sequence[Hit], clause: Clause) -> bool:
    """Whether the main event is what a noun before it is for, of which the clause then says something."""
    nouns = (h for h in hits if h.rule.kind == "event" and h.start < main.start and not h.found.verb_form)
    told_of = any(h.rule.value("yields") and h.start < main.start for h in hits)  # "a deal that would see him join"
    return (told_of or _infinitive(main, clause)) and next(nouns, None) is not None


def _dresses_subject(hit: Hit, main: Hit, clause: Clause) -> bool:
    """Whether an event is only of what is spoken of: "Smith, a winger **watched** by Lyon, is close to", "Smith, the
    **alternative**, had joined", "his **agreement** was prolonged"."""
    if not hit.found.verb_form and hit.rule.stage == "agreed" and main.start in clause.passives:
        return "to" not in {n.norm for n in clause.nodes[hit.end : main.start]}
    if hit.rule.value("named") and main.found.verb_form not in (None, "gerund") and not _infinitive(main, clause):
        return True
    dresses = hit.start in clause.passives and hit.start > 0 and clause.nodes[hit.start - 1].unit is not None
    between = clause.nodes[hit.end : main.start]
    return dresses and any(n.unit is None and n.norm in _AUXILIARIES for n in between)


def _compose(hits: Sequence[Hit], main: Hit, clause: Clause, rules: RuleSet) -> tuple[str | None, str | None, bool]:
    """Folds operators over the main event: first those after it (predicates on it), then those before, inside out."""
    stage, negated = main.rule.stage, any(h.negated for h in hits)
    tipped = (
        h.rule.certainty for h in hits if h.rule.kind == "event" and h.rule.stage == stage and h.start < main.start
    )
    certainty = main.rule.certainty or next(tipped, None)  # "has been touted as a target for Lyon"
    after = [h for h in hits if h.start > main.start and not (stage and h.rule.value("yields"))]
    after = [h for h in after if not (h.rule.value("negates") and _negates_other(h, main, clause, rules))]
    topic = is_topic(main, clause)
    after = [h for h in after if not topic or h.rule.stage]  # "signing him will not be easy" rules nothing out
    verb = main.found.verb_form and not (topic or _is_noun(main, clause))
    if verb and not main.rule.value("generic") and not _serves_noun(main, hits, clause):
        # a verb is wrapped from its left, and hedged in its midst ("his time seems to be over")
        inside = [h for h in after if h.start < main.end]
        after = [
            h for h in after
            if h.rule.kind == "event"
            or (h in inside and (h.rule.value("mood") == "near" or not (h.rule.stage or h.rule.turns)))
        ]  # fmt: skip
    before = [h for h in hits if h.start < main.start]
    put_off = main.rule.value("act") and any(n.unit and n.unit.contract for n in clause.nodes[main.end :])
    limited = put_off or any(h.rule.value("limits") for h in hits)  # "will not join until 2027"
    serves = main.start > 1 or "object" in list((main.rule.frame or {}).get("person", ()))[:1]
    if _infinitive(main, clause) and serves and stage in rules.reached and not before:
        stage = rules.intended
    so_far = any(h.rule.stage and not h.rule.value("yields") for h in before)
    for hit in (*_inside_out(after), *reversed(before)):
        rule = hit.rule
        if rule.kind == "operator" and rule.stage and hit in after and _is_purpose(hit, main, clause):
            continue
        if so_far and rule.value("yields"):
            continue
        if rule.kind == "event":
            if hit in before and (rule.value("suitor") == "back" or _dresses_subject(hit, main, clause)):
                continue  # "is to go the other way by swapping Lyon for Nice"
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


def is_topic(main: Hit, clause: Clause) -> bool:
    """Whether the clause opens with a gerund of which it then says something: "**prising** him away was too hard"."""
    return main.found.verb_form == "gerund" and main.start == 0 and clause.predicate >= main.end


def _is_noun(main: Hit, clause: Clause) -> bool:
    """Whether a gerund is a noun, of which the clause says something: "the **signing** of a new deal is close"."""
    behind = clause.nodes[main.start + 1 : main.start + 2]
    of_it = any(n.unit is None and n.norm == "of" for n in behind)
    return main.found.verb_form == "gerund" and of_it and clause.predicate >= main.end


def _owner(hits: Sequence[Hit], main: Hit, clause: Clause) -> Unit | None:
    """Who owns the wish or attempt that the main event is, where a verb before it has another subject: "have answered
    **Lyon's** attempt to sell Smith"."""
    for hit in hits:
        noun = (
            hit.rule.kind == "operator" and not hit.found.verb_form and clause.nodes[hit.end - 1].norm in ("to", "of")
        )
        if noun and clause.predicate < hit.start < main.start:
            before = clause.nodes[max(0, hit.start - _GROUP) : hit.start]
            owner = next((n.unit for n in reversed(before) if n.unit or n.norm in _STOPS), None)
            if owner is not None and owner.possessive and owner.kind in (UnitKind.PERSON, UnitKind.CLUB):
                return owner
    return None


def _negates_other(hit: Hit, main: Hit, clause: Clause, rules: RuleSet) -> bool:
    """Whether a "not" behind the main event denies an act that hangs on it: "depends on Lyon **not activating** it"."""
    ahead = clause.nodes[hit.end : hit.end + 1]
    gerund = any(n.unit is None and ("gerund" in (f for _, f in rules.verb_forms.get(n.norm, ()))) for n in ahead)
    before = clause.nodes[hit.start - 1]
    return gerund and hit.start >= main.end and not (before.unit is None and before.norm in _BE)


def _inside_out(after: Sequence[Hit]) -> Sequence[Hit]:
    """The hits behind the main event, a mood and what it governs turned: "the move **will** reportedly be
    **completed**"."""
    turned = [at for at, h in enumerate(after) if h.rule.kind == "operator" and (h.rule.stage or h.rule.turns)]
    if turned[:1] == [0] and len(turned) > 1 and after[0].rule.value("mood"):
        at = turned[1]
        return [after[at], after[0], *after[1:at], *after[at + 1 :]]
    return after


def _is_purpose(hit: Hit, main: Hit, clause: Clause) -> bool:
    """Whether it says what the act of ``main`` is for: "an approach to Lyon **to explore** a deal"."""
    infinitive = "base" in (hit.found.verb_form or "") and clause.nodes[hit.start - 1].norm == "to"
    return infinitive and any(n.unit is not None for n in clause.nodes[main.end : hit.start])


def _wrapped(stage: str | None, operator: Rule) -> str | None:
    if operator.turns and stage is not None and stage in operator.turns:
        return operator.turns[stage]
    return operator.stage if operator.stage and stage not in operator.keeps else stage


def _beside(clause: Clause, stage: str | None, rules: RuleSet) -> Rule | None:
    """The wish or expectation above that holds for what a gerund adds as well: "**is set to** leave Lyon, joining
    Nice"; nothing where that is refused or has happened."""
    if stage not in rules.reached:
        return None
    above = find_hits(clause.beside, rules)
    first = next((h for h in above if h.rule.kind == "operator" or h.rule.stage in rules.reached), None)
    refused = any(h.rule.value("negates") or h.rule.value("denies") for h in above)
    wraps = first is not None and first.rule.kind == "operator" and first.rule.value("mood") is not None
    return first.rule if first and wraps and not refused else None


def _governor(clause: Clause, rules: RuleSet) -> Rule | None:
    """The wish or expectation in the clause above that wraps this one: "they hope that Smith stays"."""
    above = find_hits(clause.governors, rules)
    last = above[-1] if above else None
    return last.rule if last and last.end == len(clause.governors) and last.rule.value("mood") else None
