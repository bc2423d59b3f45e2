"""A clause while it is gathered, and the finished clause that it becomes: its predicate, and whom it takes over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from rumourctl.language.clauses import Clause, ClauseKind
from rumourctl.language.echoes import told_behind
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import NO_PARTY, Form, Node, Unit, UnitKind
from rumourctl.language.verbs import Verbs

_ARTICLES = closed_class("articles")
_REFLEXIVES = closed_class("reflexives")
_SINGULAR = closed_class("singular_verbs")
_IS = closed_class("be") | {"remain", "remains", "remained"}
_SOUGHT = closed_class("sought")
_SOUGHT_BY = closed_class("sought_by")
_PREPOSITIONS = closed_class("prepositions")
_BUSINESS = closed_class("business")
_WITHOUT_VERB = closed_class("before_nouns_only")
_OCCASIONS = closed_class("govern_nouns")
_OCCASION = 5
"""Nodes, at most, up to the "of" of a noun behind a preposition: "after the early departure of"."""
_PEOPLE = (UnitKind.PERSON, UnitKind.CLUB, UnitKind.OTHER, UnitKind.PLACE, UnitKind.NATION)
_AROUND_HIM = closed_class("around_him")
PLURAL = ("are", "have", "were")
"""Verbs of several subjects."""
_SUBJECTS = (UnitKind.PERSON, UnitKind.CLUB, UnitKind.OTHER, UnitKind.OUTLET)


@dataclass(slots=True)
class Open:
    """A clause being gathered."""

    kind: ClauseKind
    intro: str = ""
    parent: Open | None = None
    antecedent: Unit | None = None
    nodes: list[Node] = field(default_factory=list)
    inherits: bool = False
    at_start: bool = False
    governor: Node | None = None
    """The preposition before its relative word: "for whom Lyon paid"."""
    prefix: int = 0
    """How many of its nodes are words taken over from the clause above, before its own subject."""

    @property
    def tells_aside(self) -> bool:
        """Whether it only says more of what the clause around it names, so that a comma and "and" go on with that."""
        kinds = (ClauseKind.RELATIVE, ClauseKind.ASIDE, ClauseKind.PARTICIPLE)
        return self.kind in kinds or (self.intro == "where" and self.antecedent is not None)

    @property
    def tells_of_deal(self) -> bool:
        """Whether it says more of a deal that the clause around it is about, and not whose that is: "the move **that
        looked off** is on"."""
        named = any(n.unit and n.unit.kind is UnitKind.PERSON and n.unit.refs for n in self.nodes)
        around = self.parent.nodes if self.intro == "that" and self.parent and not named else []
        words = [n.norm for n in around if n.unit is None and n.norm not in _PREPOSITIONS]
        return bool(words) and words[-1] in _BUSINESS

    def joined_by(self, mark: str, verb: str) -> Open:
        """The clause with which ``verb`` behind ``mark`` and "and" goes on: what it only tells aside, or leads to with
        another verb, or of many, is over: "Smith **has** been told he can go as funds are short, and **has** called
        Lyon", "Brown wants Smith, though Lyon **are** holding out, and **is** hopeful"."""
        root = self
        while root.tells_aside and root.parent and mark == ",":
            root = root.parent
        many = root.kind is ClauseKind.SUBORDINATE and any(n.norm in PLURAL and n.unit is None for n in root.nodes)
        if many and root.parent and mark == "," and verb in _SINGULAR:
            return root.parent
        led = root.kind is ClauseKind.SUBORDINATE and verb in _SINGULAR and not any(n.norm == verb for n in root.nodes)
        above = root.parent
        while led and above and above.kind is ClauseKind.SUBORDINATE and not any(n.norm == verb for n in above.nodes):
            above = above.parent
        return above if led and above and any(n.norm == verb for n in above.nodes) else root

    @property
    def around_relative(self) -> Open | None:
        """The clause around the relative one that it is, or that it goes on with."""
        part: Open | None = self
        while part is not None and part.kind is not ClauseKind.RELATIVE:
            part = part.parent
        return part.parent if part is not None else None

    @property
    def ends_in_age(self) -> bool:
        """Whether it ends in a person with his age, which takes the comma behind it along."""
        unit = self.nodes[-1].unit if self.nodes else None
        return unit is not None and unit.dressing.age is not None

    @property
    def _is_occasion(self) -> bool:
        """Whether it is but a noun behind a preposition: "following the departure of Brown"."""
        of = next((i for i, n in enumerate(self.nodes[:_OCCASION]) if n.unit is None and n.norm == "of"), 0)
        return self.intro in _OCCASIONS and of > 0 and all(n.unit is None for n in self.nodes[:of])

    def awaits_verb(self, verbs: Verbs) -> bool:
        """Whether it has a subject, its own or one taken over, and no finite verb yet: "Smith, the Lyon winger, …"."""
        if self.kind in (ClauseKind.PARTICIPLE, ClauseKind.ASIDE) or self.intro == "with":
            return False
        first = self.nodes[0] if self.nodes and self.kind is ClauseKind.SUBORDINATE else None
        if first and first.unit is None and "gerund" in verbs.forms(first.norm):
            return False  # "after leaving Lyon"
        if self.intro in _WITHOUT_VERB or self._is_occasion:
            return False  # "despite his injury", "following the departure of Brown"
        if first and first.unit and first.unit.possessive and first.unit.pronoun and self.intro in _PREPOSITIONS:
            return False  # "after his move from Lyon"
        verb = verbs.skip_adverbs(self.nodes, 0)
        if self.kind is ClauseKind.RELATIVE and verb < len(self.nodes) and "base" in verbs.forms(self.nodes[verb].norm):
            return False  # "who want to sign him"
        own = any(n.unit and n.unit.kind in _SUBJECTS for n in self.nodes)
        own = own or (
            bool(self.nodes) and self.nodes[0].unit is None and self.nodes[0].norm in _ARTICLES
        )  # "the fee, …"
        if self.kind is ClauseKind.MAIN and acts_headlong(self.nodes, verbs):
            return False
        return (own or self.kind is ClauseKind.RELATIVE) and not verbs.has_finite(self.nodes)

    def awaiting(self, verbs: Verbs) -> Open | None:
        """The nearest of it and the clauses above it that awaits its verb."""
        part: Open | None = self
        while part is not None and not part.awaits_verb(verbs):
            part = part.parent
        return part

    def inherited(self, verbs: Verbs) -> tuple[Unit, ...]:
        """The subject of the nearest clause from it upwards that has one of its own."""
        part: Open | None = self
        while part is not None:
            predicate = verbs.predicate(part.nodes)
            own = tuple(
                n.unit for i, n in enumerate(part.nodes[:predicate])
                if n.unit and n.unit.kind in _SUBJECTS and not n.unit.possessive and not _governed(part.nodes, i)
                and n.unit.pronoun not in _REFLEXIVES
            )  # fmt: skip
            own = own or tuple(_acted_for(part.nodes[:predicate]))
            if own:
                return own[-1:] if len(own) > 1 and part.nodes[0].unit is None else own[:1]
            if part.kind is ClauseKind.RELATIVE and part.antecedent:
                return (part.antecedent,)
            part = part.parent
        return ()


def _acted_for(nodes: Sequence[Node]) -> Iterator[Unit]:
    """For whom those act who are the subject: "**the winger's** entourage have spoken to Lyon"."""
    for before, node in pairwise(nodes):
        person = before.unit is not None and before.unit.kind is UnitKind.PERSON and before.unit.possessive
        if before.unit is not None and person and node.unit is None and node.norm in _AROUND_HIM:
            yield replace(before.unit, possessive=False)


def called_target(node: Node, unit: Unit) -> Open:
    """What "Chelsea target Smith" says of him beside all else: that they want him; and "Chelsea-bound Smith"."""
    clubs = Unit(UnitKind.CLUB, Form.NAME, unit.start, unit.start, refs=unit.wanted_by)
    if unit.dressing.bound:
        is_bound = [Node(node.start, node.start, word) for word in ("is", "bound", "for")]
        return Open(ClauseKind.ASIDE, "(", nodes=[node, *is_bound, Node(node.start, node.start, "<club>", clubs)])
    want = [Node(node.start, node.start, "<club>", clubs), Node(node.start, node.start, "want")]
    return Open(ClauseKind.ASIDE, "(", nodes=[*want, node])


def sought_by(nodes: Sequence[Node], now: Open, verbs: Verbs) -> Open | None:
    """The clause that "wanted by Lyon" at the head of ``nodes`` makes behind a person, where the verb of the one that
    is open ``now`` is to come."""
    if len(nodes) < 4 or nodes[0].unit is not None or nodes[0].norm not in _SOUGHT_BY:
        return None
    club, last = nodes[2].unit, now.nodes[-1].unit if now.nodes else None
    begins = nodes[1].norm == "by" and club is not None and club.kind is UnitKind.CLUB and not club.possessive
    named = last is not None and last.kind is UnitKind.PERSON and not last.possessive
    if not (begins and named) or verbs.has_finite(now.nodes):
        return None
    is_ = Node(nodes[0].start, nodes[0].start, "is")
    return Open(ClauseKind.RELATIVE, "who", now, last, [is_, *nodes[:3]], inherits=True)


def enclosed(mark: str, outer: Open, inside: list[Node], verbs: Verbs) -> Open:
    """The clause that ``inside`` makes, which ``mark`` sets apart in ``outer`` (a bracket or dash): a relative one with
    "who", or behind a dash with a participle on the person just before ("Smith – released by Lyon in May – says"; the
    bracket of "Smith (signed from Lyon)" only describes him), else an aside."""
    first, person = inside[0].unit if inside else None, outer.nodes[-1].unit if outer.nodes else None
    if first is not None and first.pronoun in ("who", "whom"):
        return Open(ClauseKind.RELATIVE, mark, outer, last_unit(outer.nodes, True), inside[1:])
    told = person is not None and person.kind is UnitKind.PERSON and not person.possessive and mark != "("
    if told and _tells_what_became(inside, verbs):
        is_ = Node(inside[0].start, inside[0].start, "is")
        return Open(ClauseKind.RELATIVE, "who", outer, person, [is_, *inside], inherits=True)
    return Open(ClauseKind.ASIDE, mark, outer, last_unit(outer.nodes), inside)


def _tells_what_became(nodes: Sequence[Node], verbs: Verbs) -> bool:
    """Whether ``nodes`` begin with a participle of what was done to somebody: "released by Lyon", not "left Lyon"."""
    at = verbs.skip_adverbs(nodes, 0)
    if at + 1 >= len(nodes) or nodes[at].unit is not None or "participle" not in verbs.forms(nodes[at].norm):
        return False
    behind = nodes[at + 1].unit
    return behind is None or behind.kind in NO_PARTY


def with_parts(aside: Open, parts: Sequence[Open]) -> list[Open]:
    """``aside`` with the clauses inside it, as its nodes by themselves were cut into ``parts``."""
    first, *rest = parts
    aside.nodes = first.nodes
    for part in rest:
        part.parent = aside if part.parent is first else part.parent
    return [aside, *rest]


def acts_headlong(nodes: Sequence[Node], verbs: Verbs) -> bool:
    """Whether a club or person stands right before a gerund, which is the verb of a headline: "Lyon nearing a deal"."""
    unit = nodes[0].unit if len(nodes) > 1 else None
    named = unit is not None and unit.kind in (UnitKind.CLUB, UnitKind.PERSON) and not unit.possessive
    return named and nodes[1].unit is None and "gerund" in verbs.forms(nodes[1].norm)


def finish(part: Open, verbs: Verbs, following: Open | None) -> Clause:
    """The clause that ``part`` becomes; ``following`` is the main clause behind it, where it stands in front of one."""
    nodes = tuple(n for n in _with_copula(part) if n.norm not in ("!", "?", ".") or n.unit)
    predicate = part.prefix + verbs.predicate(nodes[part.prefix :])
    above = part.parent.inherited(verbs) if part.parent else ()
    subject: tuple[Unit, ...] = ()
    if part.antecedent and part.kind is ClauseKind.RELATIVE:
        if part.intro == "who" and len(part.antecedent.members) > 1 and _is_of_one(nodes[predicate : predicate + 1]):
            part.antecedent = part.antecedent.members[-1]
        part.antecedent = told_behind(part.antecedent, part.parent.nodes if part.parent else ()) or part.antecedent
        own = any(n.unit and not n.unit.possessive and n.unit.kind not in NO_PARTY for n in nodes[:predicate])
        if own and part.intro != "whose":
            nodes = _with_object(nodes, predicate, part, _identified(part, above), verbs)
        elif not own:
            subject = (part.antecedent,) if part.antecedent.refs else above or (part.antecedent,)
    elif part.kind is ClauseKind.ASIDE and part.intro == "," and part.antecedent:
        subject = (part.antecedent,)
    elif part.at_start and not any(n.unit for n in nodes[:predicate]):
        subject = following.inherited(verbs) if following else ()
    elif part.intro == "where" and part.antecedent:
        nodes, subject = _with_place(nodes, part.antecedent), above
    elif part.inherits or (part.kind is ClauseKind.SUBORDINATE and part.intro not in ("that", "with")):
        subject = above
    occasion = part.intro in ("after", "following") and not verbs.has_finite(nodes)
    surrounded = part.intro in ("with", "that") or occasion  # "after the signing of Smith, Lyon want"
    return Clause(
        nodes,
        part.kind,
        predicate,
        subject,
        part.intro,
        quoted=any(n.quoted for n in nodes),
        passives=verbs.passives(nodes, part.kind is ClauseKind.PARTICIPLE) | _suffered(nodes, part, verbs),
        outer=(above or (following.inherited(verbs) if following else ())) if surrounded else (),
        governors=_governors(part, verbs),
        beside=_beside(part, verbs),
        acting=bool(nodes) and nodes[0].unit is None and "gerund" in verbs.forms(nodes[0].norm),
    )


def _with_copula(part: Open) -> Sequence[Node]:
    """The nodes of ``part``, with the verb that "with Smith another target" leaves out."""
    nodes = part.nodes
    at = 3 if len(nodes) > 3 and nodes[1].norm == "of" else 1  # "Smith of Lyon"
    who, what = (nodes[0].unit, nodes[at].unit) if part.intro == "with" and len(nodes) > at else (None, None)
    if who is None or what is None or who.kind is not UnitKind.PERSON or what.dressing.noun not in _SOUGHT:
        return nodes
    start, quoted = nodes[at].start, nodes[at].quoted
    noun = Node(start, nodes[at].end, what.dressing.noun or "", None, quoted)
    return [*nodes[:at], *(Node(start, start, word, None, quoted) for word in ("is", "a")), noun, *nodes[at + 1 :]]


def _suffered(nodes: Sequence[Node], part: Open, verbs: Verbs) -> frozenset[int]:
    """Where the participle stands that "with" says of a person: "with Smith also wanted"."""
    unit = nodes[0].unit if part.intro == "with" and nodes else None
    at = verbs.skip_adverbs(nodes, 1)
    if unit is None or unit.kind is not UnitKind.PERSON or unit.possessive or at >= len(nodes):
        return frozenset()
    return frozenset((at,)) if nodes[at].unit is None and "participle" in verbs.forms(nodes[at].norm) else frozenset()


def _is_of_one(verb: Sequence[Node]) -> bool:
    """Whether a verb is said of one only: "Smith, Brown and Lund, who **has** a year left"."""
    return any(n.unit is None and n.norm in _SINGULAR for n in verb)


def _with_place(nodes: tuple[Node, ...], club: Unit) -> tuple[Node, ...]:
    """A clause with "where" as a plain one: "where he was on loan" as "he was on loan at Ajax"."""
    if not nodes:
        return nodes
    at = len(nodes)
    while at > 1 and (nodes[at - 1].is_date or nodes[at - 1].norm == ","):
        at -= 1
    start, quoted = nodes[0].start, nodes[0].quoted
    place = (Node(start, start, "at", None, quoted), Node(start, start, f"<{club.kind}>", club, quoted))
    return (*nodes[:at], *place, *nodes[at:])


def _identified(part: Open, above: tuple[Unit, ...]) -> Unit | None:
    """The antecedent of ``part``, or the person who is said to be it: "Smith is the man Lyon want"."""
    known = part.antecedent is None or part.antecedent.refs or not above or above[0].kind is not UnitKind.PERSON
    copular = part.parent is not None and any(n.unit is None and n.norm in _IS for n in part.parent.nodes)
    return part.antecedent if known or not copular else above[0]


def _with_object(
    nodes: tuple[Node, ...], predicate: int, part: Open, antecedent: Unit | None, verbs: Verbs
) -> tuple[Node, ...]:
    """A relative clause with its antecedent where a plain one has it: "whom Lyon want" as "Lyon want Smith"."""
    if not nodes or antecedent is None:
        return nodes
    at, before = len(nodes), (part.governor,) if part.governor else ()
    while at > 1 and (dated := nodes[at - 1].unit) and dated.kind is UnitKind.DATE:
        at -= 1
    if not before and (nodes[-1].unit is not None or nodes[-1].norm not in _PREPOSITIONS):
        at = verbs.group_end(nodes, predicate)
        if at < len(nodes) and (other := nodes[at].unit) and other.kind in (UnitKind.PERSON, UnitKind.CLUB):
            infinitive = [i for i in range(predicate, at) if nodes[i].norm == "to"]
            at = infinitive[-1] if infinitive else at  # "wants Smith to replace him"
        at += antecedent.kind is UnitKind.MONEY and at < len(nodes) and nodes[at].unit is not None  # "paid Lyon £20m"
    taken = Node(nodes[0].start, nodes[0].start, f"<{antecedent.kind}>", antecedent, nodes[0].quoted)
    return (*nodes[:at], *before, taken, *nodes[at:])


def _governors(part: Open, verbs: Verbs) -> tuple[Node, ...]:
    if part.intro != "that" or part.parent is None or part.prefix >= len(part.nodes):
        return ()
    above = [n for n in part.parent.nodes if n.end <= part.nodes[part.prefix].start]
    return tuple(above[verbs.predicate(above) :])


def _beside(part: Open, verbs: Verbs) -> tuple[Node, ...]:
    """The predicate of the clause above a gerund that goes on with it: none of "having left"."""
    follows = part.kind is ClauseKind.PARTICIPLE and part.inherits and not part.intro and part.parent is not None
    first = part.nodes[0] if follows and part.nodes else None
    if first is None or first.unit is not None or "gerund" not in verbs.forms(first.norm) or part.parent is None:
        return ()
    above = [n for n in part.parent.nodes if n.end <= first.start]
    return tuple(above[verbs.predicate(above) :])


def last_unit(nodes: Sequence[Node], people: bool = False) -> Unit | None:
    """The last of ``nodes`` that a relative clause may be about; with ``people`` one that "who" may mean."""
    for at in range(len(nodes) - 1, -1, -1):
        unit = nodes[at].unit
        if unit and unit.kind not in NO_PARTY and (unit.kind in _PEOPLE or not people):
            return unit
    return None


def _governed(nodes: Sequence[Node], at: int) -> bool:
    return at > 0 and nodes[at - 1].unit is None and nodes[at - 1].norm in _PREPOSITIONS
