"""Cutting a sentence's nodes where one statement ends and the next begins.

The cut is shallow: relative and subordinate clauses, coordinated predicates, participles, asides and quotations each
become a clause of their own. A clause without a subject of its own inherits one, so that relative clauses and
coordination have the same shape as plain sentences for whoever reads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rumourctl.language.clauses import Clause, ClauseKind
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, Unit, UnitKind
from rumourctl.language.tokens import Kind
from rumourctl.language.verbs import Verbs

_AUXILIARIES = closed_class("auxiliaries")
_BE = closed_class("be")
_SUBORDINATORS = closed_class("subordinators")
_ABSOLUTE = closed_class("absolute")
_ALSO_PREPOSITIONS = closed_class("also_prepositions")
_FRAGMENTS = closed_class("fragments")
_MODALS = closed_class("modals")
_PREPOSITIONS = closed_class("prepositions")
_SPEECH_LENGTH = 4
_ASIDE_LENGTH = 20


def read_clauses(nodes: Sequence[Node], verbs: Verbs) -> list[Clause]:
    """The clauses of a sentence's ``nodes``, in the order in which they begin."""
    return [c for c in _Cutter(verbs, _with_speech(nodes)).clauses() if c.nodes]


def _with_speech(nodes: Sequence[Node]) -> list[Node]:
    """Nodes whose ``quoted`` is true only inside quotations long enough to be speech, not scare quotes."""
    result: list[Node] = []
    last_mark = max((i for i, n in enumerate(nodes) if n.kind is Kind.QUOTE and n.norm == '"'), default=-1)
    at = 0
    while at < len(nodes):
        end = at
        while end < len(nodes) and nodes[end].quoted == nodes[at].quoted and nodes[end].kind is not Kind.QUOTE:
            end += 1
        run = nodes[at:end]
        goes_on = end > last_mark
        speech = bool(run) and run[0].quoted and (goes_on or sum(n.kind is Kind.WORD for n in run) >= _SPEECH_LENGTH)
        result.extend(n if n.quoted == speech else replace(n, quoted=speech) for n in run)
        if end < len(nodes) and nodes[end].kind is Kind.QUOTE:
            result.append(nodes[end])
            end += 1
        at = max(end, at + 1)
    return result


@dataclass(slots=True)
class _Open:
    """A clause being gathered."""

    kind: ClauseKind
    intro: str = ""
    parent: _Open | None = None
    antecedent: Unit | None = None
    nodes: list[Node] = field(default_factory=list)
    inherits: bool = False
    at_start: bool = False
    quoted: bool = False
    prefix: int = 0
    """How many of its nodes are words taken over from the clause above, before its own subject."""


class _Cutter:
    """One pass over one sentence."""

    def __init__(self, verbs: Verbs, nodes: list[Node]) -> None:
        self._verbs, self._nodes = verbs, nodes
        self._done: list[_Open] = []
        self._now = self._begin(ClauseKind.MAIN)

    def clauses(self) -> list[Clause]:
        """All clauses; see :func:`read_clauses`."""
        at = 0
        while at < len(self._nodes):
            at = self._step(at)
        return [self._finish(part) for part in self._done if part.nodes]

    def _begin(self, kind: ClauseKind, **more: object) -> _Open:
        opened = _Open(kind, **more)  # type: ignore[arg-type]
        self._done.append(opened)
        self._now = opened
        return opened

    def _step(self, at: int) -> int:
        node = self._nodes[at]
        if node.kind is Kind.QUOTE:
            return at + 1
        if self._now.nodes and node.quoted != self._now.nodes[-1].quoted and node.norm != ",":
            self._begin(ClauseKind.MAIN)
        if node.norm == "(" and node.unit is None:
            return self._aside(at, ")")
        if node.norm in ("–", "—", "-") and node.unit is None:
            return self._aside(at, node.norm) if self._later(at, node.norm) else self._main(at)
        if node.norm in (";", ":", "…", "|", "/") and node.unit is None:
            return self._main(at)
        if node.norm == ",":
            return self._comma(at)
        if self._relative(at):
            return at + 1
        if node.unit is None and node.norm in ("and", "but", "or", "yet", "nor") and self._coordinate(at):
            return at + 1
        if node.unit is None and self._subordinate(at):
            return at + 1
        if node.unit is not None and self._bare_complement(at):
            self._begin(ClauseKind.SUBORDINATE, intro="that", parent=self._now)
        self._now.nodes.append(node)
        return at + 1

    def _bare_complement(self, at: int) -> bool:
        """Whether a clause without "that" begins: "the manager insists Smith is staying"."""
        before = self._now.nodes[-1] if self._now.nodes else None
        taken_over = len(self._now.nodes) == self._now.prefix
        if before is None or before.unit is not None or taken_over or not self._opens_clause(at):
            return False
        return self._verbs.believes(before.norm) and "gerund" not in self._verbs.forms(before.norm)

    def _main(self, at: int) -> int:
        self._begin(ClauseKind.MAIN, intro=self._nodes[at].norm)
        return at + 1

    def _later(self, at: int, mark: str) -> bool:
        return any(n.norm == mark and n.unit is None for n in self._nodes[at + 1 :])

    def _aside(self, at: int, close: str) -> int:
        """What stands in brackets or between dashes: a clause of its own; the sentence goes on behind it."""
        end = at + 1
        while end < len(self._nodes) and not (self._nodes[end].norm == close and self._nodes[end].unit is None):
            end += 1
        outer = self._now
        inside = [n for n in self._nodes[at + 1 : end] if n.kind is not Kind.QUOTE]
        kind = ClauseKind.ASIDE
        if inside and inside[0].unit and inside[0].unit.pronoun == "who":
            kind, inside = ClauseKind.RELATIVE, inside[1:]
        self._done.append(
            _Open(
                kind,
                intro=self._nodes[at].norm,
                parent=outer,
                antecedent=_last_unit(outer.nodes, kind is ClauseKind.RELATIVE),
                nodes=inside,
            )
        )
        return end + 1

    def _relative(self, at: int) -> bool:
        node = self._nodes[at]
        word = (
            node.unit.pronoun
            if node.unit and node.unit.form is Form.PRONOUN
            else node.norm
            if node.unit is None
            else None
        )
        if word not in ("who", "whom", "whose", "which", "that"):
            return False
        people = word in ("who", "whom", "whose")
        antecedent = _last_unit(self._now.nodes, people)
        if antecedent is None:
            return False
        if word == "that":
            after_unit = bool(self._now.nodes) and (
                self._now.nodes[-1].unit is not None or self._now.nodes[-1].norm == ","
            )
            if not (after_unit and self._verbs.finite(self._nodes, at + 1, plural=True)) or antecedent.kind not in (
                UnitKind.PERSON,
                UnitKind.CLUB,
                UnitKind.OTHER,
            ):
                return False
        if word == "which" and self._now.nodes[-1].norm == ",":
            antecedent = None  # may take up the whole statement
        outer = self._now
        opened = self._begin(ClauseKind.RELATIVE, intro=word or "", parent=outer, antecedent=antecedent, inherits=True)
        if word == "whose" and antecedent:
            opened.nodes.append(
                Node(node.start, node.end, "<person>", replace(antecedent, possessive=True), node.quoted)
            )
        return True

    def _comma(self, at: int) -> int:
        nodes, now = self._nodes, self._now
        ahead = at + 1
        if ahead < len(nodes) and nodes[ahead].kind is Kind.QUOTE:
            ahead += 1
        following = nodes[ahead] if ahead < len(nodes) else None
        if following is None:
            return at + 1
        if following.norm in ("whose", "which") or (following.unit and following.unit.pronoun in ("who", "whom")):
            return at + 1
        if following.unit is None and following.norm in _FRAGMENTS:
            self._begin(ClauseKind.MAIN, intro=",")
            return at + 1
        if now.nodes and now.nodes[-1].unit is not None and (end := self._apposition(ahead)):
            self._done.append(
                _Open(
                    ClauseKind.ASIDE,
                    intro=",",
                    parent=now,
                    antecedent=_last_unit(now.nodes),
                    nodes=list(nodes[ahead:end]),
                )
            )
            return end + 1
        nested = (
            now.kind in (ClauseKind.RELATIVE, ClauseKind.SUBORDINATE, ClauseKind.PARTICIPLE, ClauseKind.COORDINATE)
            and now.parent is not None
        )
        if (
            nested
            and now.parent
            and now.parent.nodes
            and self._verbs.finite(nodes, ahead, plural=now.kind is ClauseKind.RELATIVE and _several(now.antecedent))
            and (now.kind is ClauseKind.RELATIVE or not self._says_next(ahead))
        ):
            self._now = now.parent
            return at + 1
        if now.at_start and now.kind in (ClauseKind.SUBORDINATE, ClauseKind.PARTICIPLE):
            self._begin(ClauseKind.MAIN, parent=now)
            return at + 1
        forms = self._verbs.forms(following.norm) if following.unit is None else set()
        if (
            "gerund" in forms
            or (forms == {"past", "participle"} and not self._verbs.finite(nodes, ahead + 1))
            or following.norm == "having"
        ):
            self._begin(ClauseKind.PARTICIPLE, parent=now, inherits=True)
            return at + 1
        if following.unit is not None and ahead + 1 < len(nodes) and nodes[ahead + 1].norm == "being":
            self._begin(ClauseKind.SUBORDINATE, parent=now, intro="with")
            return at + 1
        if following.unit is not None and self._opens_clause(ahead):
            self._begin(ClauseKind.COORDINATE, parent=now, intro=",")
            return at + 1
        now.nodes.append(nodes[at])
        return at + 1

    def _apposition(self, at: int) -> int | None:
        """Where an apposition that begins at ``at`` ends: at a comma with the main verb behind it."""
        first = self._nodes[at]
        indefinite = first.norm in ("a", "an", "one") if first.unit is None else first.unit.kind is UnitKind.OTHER
        if not indefinite:
            return None
        for end in range(at + 1, min(len(self._nodes) - 1, at + _ASIDE_LENGTH)):
            if self._nodes[end].norm == "," and self._nodes[end].unit is None:
                return end if self._verbs.finite(self._nodes, end + 1) else None
        return None

    def _says_next(self, at: int) -> bool:
        return self._verbs.says(self._nodes[at].norm)

    def _opens_clause(self, at: int) -> bool:
        """Whether the unit at ``at`` is the subject of a finite verb right behind it."""
        unit = self._nodes[at].unit
        if unit is None or unit.possessive or unit.kind in (UnitKind.MONEY, UnitKind.DATE, UnitKind.CONTRACT):
            return False
        return self._verbs.finite(self._nodes, at + 1, _several(unit))

    def _coordinate(self, at: int) -> bool:
        nodes, now = self._nodes, self._now
        ahead = self._verbs.skip_adverbs(nodes, at + 1)
        if ahead >= len(nodes) or not now.nodes:
            return False
        unit = nodes[ahead].unit
        if unit is not None:
            owner = unit.possessive and any(
                n.norm in _AUXILIARIES for n in nodes[ahead + 1 : ahead + 4] if n.unit is None
            )
            if not self._opens_clause(ahead) and not owner:
                return False
            self._begin(ClauseKind.COORDINATE, intro=nodes[at].norm, parent=now)
            return True
        if self._relative_next(ahead):
            return False
        if nodes[ahead].norm in ("the", "a", "an", "no", "there") and any(
            n.norm in _AUXILIARIES for n in nodes[ahead + 1 : ahead + 4] if n.unit is None
        ):
            self._begin(ClauseKind.COORDINATE, intro=nodes[at].norm, parent=now)
            return True
        forms = self._verbs.forms(nodes[ahead].norm)
        root = now
        while (
            root.kind in (ClauseKind.RELATIVE, ClauseKind.ASIDE, ClauseKind.PARTICIPLE)
            and root.parent
            and nodes[at - 1].norm == ","
        ):
            root = root.parent
        if self._verbs.finite(nodes, ahead):
            self._begin(ClauseKind.COORDINATE, intro=nodes[at].norm, parent=root, inherits=True)
            return True
        if "gerund" in forms and nodes[at].norm == "but":
            self._begin(ClauseKind.COORDINATE, intro="but", parent=root, inherits=True)
            return True
        if (
            "base" in forms
            and self._governed(root)
            and ahead + 1 < len(nodes)
            and (
                nodes[ahead + 1].unit is not None
                or nodes[ahead + 1].norm in ("a", "the", "for", "to", "on", "up", "in", "his", "from")
            )
        ):
            prefix = self._prefix(root)
            opened = self._begin(ClauseKind.COORDINATE, intro=nodes[at].norm, parent=root, inherits=True)
            opened.nodes.extend(prefix)
            return True
        return False

    def _relative_next(self, at: int) -> bool:
        return self._nodes[at].norm in ("who", "which", "whose")

    def _governed(self, part: _Open) -> bool:
        return any(n.norm in _MODALS for n in part.nodes)

    def _prefix(self, part: _Open) -> list[Node]:
        """The words that govern a second infinitive too: "want to" in "want to sign Smith and loan Jones"."""
        last = max(i for i, n in enumerate(part.nodes) if n.norm in _MODALS)
        return part.nodes[: last + 1]

    def _subordinate(self, at: int) -> bool:
        node, nodes = self._nodes[at], self._nodes
        following = nodes[at + 1] if at + 1 < len(nodes) else None
        if following is None:
            return False
        word = node.norm
        if word == "having":
            waiting = self._now.intro == "with" and all(n.unit for n in self._now.nodes)
            if (
                waiting
                or self._last_word() in _BE
                or self._last_word() in ("about", "of", "for", "by", "without", "with", "to")
            ):
                return False
            self._begin(ClauseKind.PARTICIPLE, parent=self._now, inherits=True, intro="having")
            return True
        if word == "with":
            if not any(n.unit is None and self._verbs.finite([n], 0) for n in self._now.nodes):
                return False
            if not (
                following.unit and at + 2 < len(nodes) and not following.unit.possessive and self._absolute(at + 2)
            ):
                return False
        elif word == "that":
            last = self._now.nodes[-1].unit if self._now.nodes else None
            own_subject = following.unit is not None and self._opens_clause(at + 1)
            if not self._now.nodes or (
                last is not None and not own_subject and last.kind not in (UnitKind.DATE, UnitKind.MONEY)
            ):
                return False
        elif word == "as":
            if not (following.unit and self._opens_clause(at + 1)):
                return False
        elif word not in _SUBORDINATORS:
            return False
        elif word == "after" and self._last_word() in _BE:
            return False  # "are all after Smith"
        elif word == "since" and self._now.nodes and self._now.nodes[-1].norm in _AUXILIARIES:
            return False
        elif word == "so":
            if not (following.unit and self._opens_clause(at + 1)):
                return False
        elif word in _ALSO_PREPOSITIONS and not self._clausal(at + 1, word):
            return False
        at_start = not self._now.nodes and self._now.kind is ClauseKind.MAIN
        governing = (
            [n for n in self._now.nodes if n.unit is None]
            if word == "that" and self._now.nodes[0].norm == "it" and any(n.norm in _BE for n in self._now.nodes)
            else []
        )
        opened = self._begin(
            ClauseKind.SUBORDINATE,
            intro=word,
            parent=self._now,
            inherits=word not in ("that", "with"),
            at_start=at_start,
            prefix=len(governing),
        )
        opened.nodes.extend(governing)
        return True

    def _last_word(self) -> str:
        """The last word before here that is no adverb."""
        for node in reversed(self._now.nodes):
            if node.unit is not None or node.norm not in self._verbs.adverbs:
                return "" if node.unit else node.norm
        return ""

    def _absolute(self, at: int) -> bool:
        at = self._verbs.skip_adverbs(self._nodes, at)
        if at >= len(self._nodes) or self._nodes[at].unit is not None:
            return False
        forms = self._verbs.forms(self._nodes[at].norm)
        return bool(forms & {"gerund", "participle"}) or self._nodes[at].norm in _ABSOLUTE

    def _clausal(self, at: int, word: str) -> bool:
        """Whether a subject and verb, or a participle, follow the subordinator at ``at - 1``."""
        nodes = self._nodes
        if word in ("if", "should", "when", "where", "amid"):
            return word != "should" or not self._now.nodes
        first = self._verbs.skip_adverbs(nodes, at)
        if first >= len(nodes):
            return False
        if nodes[first].unit is None and self._verbs.forms(nodes[first].norm) & {"gerund", "participle"}:
            return True
        limit = min(len(nodes), at + 7)
        for ahead in range(first, limit):
            if nodes[ahead].norm in (",", "."):
                return False
            if ahead > first and self._verbs.finite(nodes, ahead, plural=nodes[ahead - 1].unit is not None):
                return True
        return False

    def _finish(self, part: _Open) -> Clause:
        nodes = tuple(n for n in part.nodes if n.norm not in ("!", "?", ".") or n.unit)
        predicate = part.prefix + self._verbs.predicate(nodes[part.prefix :])
        subject: tuple[Unit, ...] = ()
        object_unit = None
        if part.antecedent and part.kind is ClauseKind.RELATIVE:
            own = any(n.unit and not n.unit.possessive for n in nodes[:predicate])
            if part.intro == "whom" or (own and part.intro != "whose"):
                object_unit = part.antecedent
            elif not own:
                subject = (
                    (part.antecedent,) if part.antecedent.refs else self._inherited(part.parent) or (part.antecedent,)
                )
        elif part.kind is ClauseKind.ASIDE and part.intro == "," and part.antecedent:
            subject = (part.antecedent,)
        elif part.at_start and not any(n.unit for n in nodes[:predicate]):
            subject = self._inherited(next((p for p in self._done if p.parent is part and p.nodes), None))
        elif part.inherits or (part.kind is ClauseKind.SUBORDINATE and part.intro not in ("that", "with")):
            subject = self._inherited(part.parent)
        return Clause(
            nodes,
            part.kind,
            predicate,
            subject,
            object_unit,
            part.intro,
            quoted=any(n.quoted for n in nodes),
            passives=self._verbs.passives(nodes, part.kind is ClauseKind.PARTICIPLE),
            outer=self._inherited(part.parent) if part.intro == "with" else (),
        )

    def _inherited(self, part: _Open | None) -> tuple[Unit, ...]:
        """The subject of the nearest clause above that has one of its own."""
        while part is not None:
            predicate = self._verbs.predicate(part.nodes)
            own = tuple(
                n.unit for i, n in enumerate(part.nodes[:predicate])
                if n.unit and n.unit.kind in (UnitKind.PERSON, UnitKind.CLUB, UnitKind.OTHER, UnitKind.OUTLET)
                and not n.unit.possessive and not _after_preposition(part.nodes, i)
            )  # fmt: skip
            if own:
                return own[-1:] if len(own) > 1 and part.nodes[0].unit is None else own[:1]
            if part.kind is ClauseKind.RELATIVE and part.antecedent:
                return (part.antecedent,)
            part = part.parent
        return ()


def _several(unit: Unit | None) -> bool:
    """Whether a plural verb may have ``unit`` as its subject."""
    return unit is not None and (unit.kind in (UnitKind.CLUB, UnitKind.OUTLET) or len(unit.refs) > 1)


def _last_unit(nodes: Sequence[Node], people: bool = False) -> Unit | None:
    kinds = (
        (UnitKind.PERSON, UnitKind.CLUB, UnitKind.OTHER, UnitKind.PLACE, UnitKind.NATION) if people else tuple(UnitKind)
    )
    for node in reversed(nodes):
        if (
            node.unit
            and node.unit.kind in kinds
            and node.unit.kind not in (UnitKind.MONEY, UnitKind.DATE, UnitKind.CONTRACT)
        ):
            return node.unit
    return None


def _after_preposition(nodes: Sequence[Node], at: int) -> bool:
    return at > 0 and nodes[at - 1].unit is None and nodes[at - 1].norm in _PREPOSITIONS
