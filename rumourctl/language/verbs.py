"""What a word may be of a verb, and where a finite verb stands."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.governing import several
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Lexicon
from rumourctl.language.nodes import Node, UnitKind

_ASKING = closed_class("asking")
_AUXILIARIES = closed_class("auxiliaries")
_BE = closed_class("be")
_HOLDS = closed_class("holds")
_OF_PERSONS = closed_class("of_persons")
_NEGATIONS = frozenset(("not", "never"))
_PREPOSITIONS = closed_class("prepositions")
_SURELY_VERBS = closed_class("surely_verbs")
_TELLS = closed_class("tells")
_HAVE = ("has", "have", "had", "having")
_BEFORE_NO_VERB = frozenset(("the", "a", "an", "of", "for", "from", "by", "with", "at", "against"))
_PHRASAL = closed_class("phrasal_particles")


class Verbs:
    """Asks of words what they may be as verbs; made once per lexicon and set of adverbs."""

    def __init__(self, lexicon: Lexicon, adverbs: frozenset[str]) -> None:
        self._lexicon = lexicon
        self.adverbs = adverbs

    def forms(self, norm: str) -> set[str]:
        """The grammatical forms that a word may be of a verb."""
        return {feature for _, feature in self._lexicon.verb_forms.get(norm, ())}

    def believes(self, norm: str) -> bool:
        """Whether a verb of saying or holding true may govern a clause."""
        return self._lexicon.says(norm) or any(b in _HOLDS for b, _ in self._lexicon.verb_forms.get(norm, ()))

    def tells(self, norm: str) -> bool:
        """Whether the word is a form of a verb whose object hears what is said."""
        return any(b in _TELLS for b, _ in self._lexicon.verb_forms.get(norm, ()))

    def takes_person(self, norm: str) -> bool:
        """Whether the word is a form of a verb of saying whose object may be a person: "offered Smith terms"."""
        return any(b in _OF_PERSONS for b, _ in self._lexicon.verb_forms.get(norm, ()))

    def skip_adverbs(self, nodes: Sequence[Node], at: int) -> int:
        """The first position from ``at`` on that holds no adverb."""
        while at < len(nodes) and nodes[at].unit is None:
            if [n.norm for n in nodes[at : at + 2]] == ["no", "longer"]:
                at += 2
            elif self._is_adverb(nodes[at].norm):
                at += 1
            else:
                break
        return at

    def _is_adverb(self, norm: str) -> bool:
        return (
            norm in self.adverbs or norm in _NEGATIONS or (norm.endswith("ly") and norm not in self._lexicon.verb_forms)
        )

    def finite(self, nodes: Sequence[Node], at: int, plural: bool = False) -> bool:
        """Whether a finite verb stands at ``at`` (after adverbs); ``plural`` admits a bare form."""
        at = self.skip_adverbs(nodes, at)
        if at >= len(nodes) or nodes[at].unit is not None:
            return False
        norm = nodes[at].norm
        if norm in _AUXILIARIES:
            return True
        forms = self.forms(norm)
        return bool(forms & {"third", "past"}) or (plural and "base" in forms)

    def has_finite(self, nodes: Sequence[Node]) -> bool:
        """Whether a finite verb stands among ``nodes``, and not only a noun that looks like one."""
        return any(node.unit is None and self._is_predicate(nodes, at) for at, node in enumerate(nodes))

    def _is_predicate(self, nodes: Sequence[Node], at: int) -> bool:
        """Whether the word at ``at`` is a finite verb, as what stands around it allows."""
        if nodes[at].norm in self.adverbs or not self.finite(nodes, at, self._of_several(nodes, at)):
            return False
        if at and nodes[at - 1].unit is None and nodes[at - 1].norm in _BEFORE_NO_VERB:
            return False
        if at and (owner := nodes[at - 1].unit) and owner.possessive and owner.pronoun:
            return False  # "to their ranks"
        return not self._heads_subject(nodes, at)

    def _of_several(self, nodes: Sequence[Node], at: int) -> bool:
        """Whether a word that is nothing but a verb stands right behind a club, which it may be said of in its bare
        form: "Lyon want to sign Smith as the season nears"."""
        if nodes[at].norm not in _SURELY_VERBS:
            return False
        before = at - 1
        while before > 0 and nodes[before].unit is None and self._is_adverb(nodes[before].norm):
            before -= 1
        unit = nodes[before].unit if before >= 0 else None
        governed = before > 0 and nodes[before - 1].unit is None and nodes[before - 1].norm in _PREPOSITIONS
        return several(unit) and unit is not None and not unit.possessive and not governed

    def _heads_subject(self, nodes: Sequence[Node], at: int) -> bool:
        """Whether a word that looks like a verb is a plural noun that has one: "names are", "talks with … go on"."""
        if self.forms(nodes[at].norm) != {"third"} or any(n.unit and not n.unit.possessive for n in nodes[:at]):
            return False
        behind = at + 1
        while behind < len(nodes) and (nodes[behind].unit is not None or nodes[behind].norm in _PREPOSITIONS):
            behind += 1
        return (at > 0 or behind > at + 1) and self.finite(nodes, behind)

    def says(self, norm: str) -> bool:
        """Whether the word is a form of a verb of saying."""
        return self._lexicon.says(norm)

    def predicate(self, nodes: Sequence[Node]) -> int:
        """Where the predicate of a clause begins: its first finite verb, else its first verb of any form."""
        if len(nodes) > 1 and nodes[0].norm in _AUXILIARIES and nodes[1].unit and not nodes[1].unit.possessive:
            return 2  # a question: "Are Chelsea close …?"
        for at, node in enumerate(nodes):
            if node.unit is None and self._is_predicate(nodes, at):
                return 1 if node.norm in _ASKING and self._opens_headline(nodes[:at]) else at
        for at, node in enumerate(nodes):
            if node.unit is None and (self.forms(node.norm) or node.norm in ("to", "not", "set", "keen")):
                return at
        return next((i + 1 for i, n in enumerate(nodes) if n.unit), 0)

    def _opens_headline(self, nodes: Sequence[Node]) -> bool:
        """Whether ``nodes``, before what may be a noun or a verb, have a verb of several: "Lyon reject Chelsea" bid."""
        return (
            len(nodes) > 2
            and nodes[0].unit is not None
            and nodes[-1].unit is not None
            and (nodes[1].unit is None and "base" in self.forms(nodes[1].norm))
        )

    def group_end(self, nodes: Sequence[Node], at: int) -> int:
        """Where the verbs end that begin at ``at``: behind "have been trying to sign"."""
        end = at
        for ahead in range(at, len(nodes)):
            norm = nodes[ahead].norm
            if nodes[ahead].unit is not None:
                break
            if norm in _AUXILIARIES or self.forms(norm):
                end = ahead + 1
            elif norm not in self.adverbs and norm != "to" and norm not in _NEGATIONS:
                break
        return end

    def passives(self, nodes: Sequence[Node], participle: bool) -> frozenset[int]:
        """Where verbs stand in the passive; ``participle`` says that the clause is one by itself ("sold to Lyon")."""
        found = set()
        for at, node in enumerate(nodes):
            if node.unit is not None or "participle" not in self.forms(node.norm):
                continue
            before = at - 1
            while before >= 0 and nodes[before].unit is None and nodes[before].norm in self.adverbs | _NEGATIONS:
                before -= 1
            by_be = before >= 0 and nodes[before].norm in _BE and nodes[before].unit is None
            beside = nodes[1].unit if len(nodes) > 1 else None
            reduced = at == 0 and participle and (beside is None or beside.kind is UnitKind.DATE)
            ahead = at + 1 + (at + 1 < len(nodes) and nodes[at + 1].norm in _PHRASAL)
            behind = nodes[ahead].norm if ahead < len(nodes) else ""
            headline = behind == "by" and not (before >= 0 and nodes[before].norm in _HAVE)  # "bid rejected by Lyon"
            if by_be or reduced or headline:
                found.add(at)
        return frozenset(found)
