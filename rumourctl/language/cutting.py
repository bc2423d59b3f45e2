"""Cutting a sentence's nodes where one statement ends and the next begins.

The cut is shallow: relative and subordinate clauses, coordinated predicates, participles, asides and quotations each
become a clause of their own. A clause without a subject of its own inherits one, so that relative clauses and
coordination have the same shape as plain sentences for whoever reads them. Where a clause may begin is asked of
:mod:`rumourctl.language.boundaries`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rumourctl.language.boundaries import Boundaries, anticipated, governing_words, several
from rumourctl.language.clauses import Clause, ClauseKind
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node, Unit, UnitKind
from rumourctl.language.tokens import Kind
from rumourctl.language.verbs import Verbs

_PREPOSITIONS = closed_class("prepositions")
_SPEECH_LENGTH = 4


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
        self._boundaries = Boundaries(verbs, nodes)
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
        if node.unit is not None and self._boundaries.bare_complement(at, self._now.nodes[self._now.prefix :]):
            self._begin(ClauseKind.SUBORDINATE, intro="that", parent=self._now)
        self._now.nodes.append(node)
        return at + 1

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
        node, word = self._nodes[at], self._boundaries.relative_word(at)
        if word is None:
            return False
        antecedent = _last_unit(self._now.nodes, word in ("who", "whom", "whose"))
        if antecedent is None:
            return False
        if word == "that" and not self._boundaries.that_relates(at, self._now.nodes, antecedent):
            return False
        if word == "which" and self._now.nodes[-1].norm == ",":
            antecedent = None  # may take up the whole statement
        outer = self._now
        opened = self._begin(ClauseKind.RELATIVE, intro=word, parent=outer, antecedent=antecedent, inherits=True)
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
        if ahead >= len(nodes) or self._boundaries.relative_behind_comma(ahead):
            return at + 1
        if self._boundaries.fragment(ahead):
            self._begin(ClauseKind.MAIN, intro=",")
            return at + 1
        if now.nodes and now.nodes[-1].unit is not None and (end := self._boundaries.apposition_end(ahead)):
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
            and self._verbs.finite(nodes, ahead, plural=now.kind is ClauseKind.RELATIVE and several(now.antecedent))
            and (now.kind is ClauseKind.RELATIVE or not self._verbs.says(nodes[ahead].norm))
        ):
            self._now = now.parent
            return at + 1
        if now.at_start and now.kind in (ClauseKind.SUBORDINATE, ClauseKind.PARTICIPLE):
            self._begin(ClauseKind.MAIN, parent=now)
            return at + 1
        if self._boundaries.participle(ahead):
            self._begin(ClauseKind.PARTICIPLE, parent=now, inherits=True)
            return at + 1
        if self._boundaries.being(ahead):
            self._begin(ClauseKind.SUBORDINATE, parent=now, intro="with")
            return at + 1
        if self._boundaries.opens_clause(ahead):
            self._begin(ClauseKind.COORDINATE, parent=now, intro=",")
            return at + 1
        now.nodes.append(nodes[at])
        return at + 1

    def _coordinate(self, at: int) -> bool:
        nodes, now = self._nodes, self._now
        ahead = self._verbs.skip_adverbs(nodes, at + 1)
        if ahead >= len(nodes) or not now.nodes:
            return False
        word = nodes[at].norm
        if self._boundaries.coordinated_subject(ahead):
            self._begin(ClauseKind.COORDINATE, intro=word, parent=now)
            return True
        if nodes[ahead].unit is not None or nodes[ahead].norm in ("who", "which", "whose"):
            return False
        root = now
        while (
            root.kind in (ClauseKind.RELATIVE, ClauseKind.ASIDE, ClauseKind.PARTICIPLE)
            and root.parent
            and nodes[at - 1].norm == ","
        ):
            root = root.parent
        if self._boundaries.coordinated_verb(ahead, word):
            self._begin(ClauseKind.COORDINATE, intro=word, parent=root, inherits=True)
            return True
        if (prefix := governing_words(root.nodes)) and self._boundaries.coordinated_infinitive(ahead):
            opened = self._begin(ClauseKind.COORDINATE, intro=word, parent=root, inherits=True)
            opened.nodes.extend(prefix)
            return True
        return False

    def _subordinate(self, at: int) -> bool:
        now, word = self._now, self._nodes[at].norm
        if word == "having":
            if not self._boundaries.having(at, now.nodes, behind_with=now.intro == "with"):
                return False
            self._begin(ClauseKind.PARTICIPLE, parent=now, inherits=True, intro="having")
            return True
        if not self._boundaries.subordinate(at, now.nodes):
            return False
        governing = anticipated(now.nodes) if word == "that" else []
        opened = self._begin(
            ClauseKind.SUBORDINATE,
            intro=word,
            parent=now,
            inherits=word not in ("that", "with"),
            at_start=not now.nodes and now.kind is ClauseKind.MAIN,
            prefix=len(governing),
        )
        opened.nodes.extend(governing)
        return True

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
