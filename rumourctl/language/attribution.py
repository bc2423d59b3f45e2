"""Whose word a statement is: the values, and what stands for sources without a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rumourctl.claims.model import Source, SourceKind
from rumourctl.language.dates import DateMention
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Lexicon
from rumourctl.language.nodes import Node
from rumourctl.language.saying import has_said
from rumourctl.language.tokens import Kind


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose word it is. ``start`` and ``end`` are the nodes that say so, for explaining and for dates beside them."""

    source: Source
    via: tuple[str, ...] = ()
    hedged: bool = False
    start: int = 0
    end: int = 0
    carried: bool = False
    said: DateMention | None = None
    """When it was said, where the words of saying bear a date."""
    credit: bool = False
    """Given by a bracket or a line of its own, which covers all that the item says."""
    narrow: bool = False
    """Hearsay, which covers its own clause and what hangs on it."""
    before: Attribution | None = None
    """Whose word it is that stands before ``start``, where the words of saying cover what follows only."""
    item: Attribution | None = None
    """Whose word the rest of the item is, where the source covers its own words only: the bracket's at its end."""
    hedge: Attribution | None = None
    """Hearsay in a sentence that somebody else is credited with, for all of which that does not hold."""
    then: Attribution | None = None
    """Whose word it is from there on, where the sentence goes on to credit another: "A reports …, while B writes …"."""

    def vouches_beside(self, credit: Attribution) -> bool:
        """Whether somebody else than the outlet of ``credit`` says it, through whom the outlet has it."""
        if self.source == credit.source:
            return False
        if self.source.kind is SourceKind.OUTLET:
            beside = self.source.name not in {credit.source.name, *credit.via}
            return beside and not self.credit and not self.carried
        return self.source.kind in (SourceKind.PERSON, SourceKind.JOURNALIST, SourceKind.CLUB)

    @property
    def last(self) -> Attribution:
        """The one whose word the sentence's end is."""
        return self.then.last if self.then else self


@dataclass(slots=True)
class Spoken:
    """Who was credited before, for frames that take a source up again."""

    outlet: Attribution | None = None
    person: Attribution | None = None
    house: Attribution | None = None
    """The outlet that has the article's news from its own sources: "sources have told X"."""
    goes_on: bool = False
    """Whether they are said to have told more: the article is that outlet's report."""
    club: str | None = None
    """The club that the article spoke of last."""
    statement: str | None = None
    """The club that made a statement last."""
    brought_in: Attribution | None = None
    """The reporter who was brought in last with his outlet."""
    last: Attribution | None = None
    """Whose word the sentence before was, where it was anybody's."""

    @property
    def reporter(self) -> Attribution | None:
        """The person, if a reporter."""
        return self.person if self.person and self.person.source.kind is SourceKind.JOURNALIST else None


_NEAR = 4
"""Words within which "there was" and "that" stand around what is rumoured."""
_SAYS_THAT = ("that", "suggesting", "suggest", "claiming", "claim", "saying", "say", "linking", "link")
_LINKING = closed_class("links_him")
_BY_THE_WAY = closed_class("by_the_way")
_PRESS = closed_class("press")
_THOUGHTS = closed_class("thoughts")
_RUMOUR_NOUNS = closed_class("rumours")
_REPORT_NOUNS = closed_class("reports")
_PERFECT = ("has", "had")
_PERHAPS = closed_class("perhaps")
_DEFINITE = closed_class("definite")
_HEDGING_ADVERBS = closed_class("hedging_adverbs")
_PASSIVES = closed_class("passive_auxiliaries")
_FLOATED = ("mentioned", "suggested")
_OF_PLANS = closed_class("of_plans")
PUBLISHER = Attribution(Source())
UNNAMED = Source(SourceKind.UNNAMED)


def all_hearsay(nodes: Sequence[Node], lexicon: Lexicon) -> Attribution | None:
    """The first words of hearsay in a sentence, and with ``then`` the next: "are said to …, and are claimed to …"."""
    first = hearsay(nodes, lexicon)
    further = hearsay(nodes, lexicon, first.end) if first else None
    return replace(first, then=further) if first and further else first


def hearsay(nodes: Sequence[Node], lexicon: Lexicon, since: int = 0) -> Attribution | None:
    """ "It is understood that", "are said to", "reportedly", "speculation that", "rumours of"."""
    for at, node in enumerate(nodes):
        if at < since or node.unit is not None or node.quoted:
            continue
        if node.norm in lexicon.speech["hedges"] and node.norm not in _PERHAPS:
            whole = not at and [n.norm for n in nodes[1:2]] == [","]  # "Reportedly, …", which is no part of a clause
            return Attribution(UNNAMED, hedged=True, start=at, end=at + 1, narrow=not whole)
        if (
            lexicon.says(node.norm, "hearsay")
            and "participle" in {f for _, f in lexicon.verb_forms.get(node.norm, ())}
            and _passive(nodes, at)
        ):
            return Attribution(UNNAMED, hedged=True, start=at, end=at + 1, narrow=True)
        if _rumour(nodes, at, lexicon):
            return Attribution(UNNAMED, hedged=True, start=at, end=at + 1, narrow=True)
    return None


def _rumour(nodes: Sequence[Node], at: int, lexicon: Lexicon) -> bool:
    """ "Speculation that", "reports have put", "word from Spain is", "in the Spanish press", "credited with"."""
    norm = nodes[at].norm
    before = nodes[at - 1].norm if at else ""
    following = nodes[at + 1].norm if at + 1 < len(nodes) else ""
    if norm in _PRESS and any(n.unit is None and n.norm in _LINKING for n in nodes[at + 1 : at + _NEAR]):
        return True  # "local media have linked him with"
    if norm in _PRESS:
        return any(n.norm in ("in", "by", "across") for n in nodes[max(0, at - 4) : at])
    if norm in _THOUGHTS and not at - (before == "the"):
        words = [n.norm for n in nodes[at + 1 : at + 2 + _NEAR]]
        if ("is", "that") in pairwise(words):
            return True  # "the belief in Spain is that"
    if norm == "credited":
        return following == "with"
    if any(n.norm in _BY_THE_WAY for n in nodes[max(0, at - 3) : at]):
        return False  # "amid speculation", "has ended speculation": told on the way to something else
    if norm == "word":
        return following in ("from", "in", "is", "out", "around", "on", "has") and before in ("", "the", "latest", ",")
    if norm in _RUMOUR_NOUNS:
        ends = all(n.unit is None and n.kind is Kind.PUNCT for n in nodes[at + 1 : at + 2])
        return not (ends and before in _DEFINITE)  # "was quick to dismiss the rumours"
    if norm not in _REPORT_NOUNS:
        return False
    if any(n.norm == "there" for n in nodes[max(0, at - _NEAR) : at]):
        return any(n.norm == "that" for n in nodes[at + 1 : at + 1 + _NEAR])  # "there was talk last summer that"
    acts = any(f in ("third", "past", "base") for _, f in lexicon.verb_forms.get(following, ()))
    if not at and following in ("in", "from", "across"):
        return any(n.norm in _SAYS_THAT for n in nodes[at + 2 : at + 2 + _NEAR])  # "Reports in Turkey that"
    return following in ("that", "of", "linking") or (norm == "reports" and acts)


def _passive(nodes: Sequence[Node], at: int) -> bool:
    before = at - 1
    while before >= 0 and nodes[before].unit is None and nodes[before].norm in _HEDGING_ADVERBS:
        before -= 1
    if before > 0 and nodes[before].norm == "been" and nodes[before - 1].norm in _PERFECT:
        before -= 1  # "it has been claimed that"
    elif before > 0 and nodes[before].norm == "being":
        now = 1 + (nodes[before - 1].norm in ("now", "also", "still"))
        if before >= now and nodes[before - now].norm in _PASSIVES:
            before -= now  # "it is now being claimed that"
    elif before >= 0 and nodes[before].norm in _PERFECT:
        return False  # "Smith has said that"
    if before < 0 or nodes[before].norm not in _PASSIVES or has_said(nodes, before, at):
        return False
    if before and nodes[before - 1].norm == "what":
        return False  # "for what is believed to be a record fee"
    following = nodes[at + 1].norm if at + 1 < len(nodes) else ""
    impersonal = before > 0 and nodes[before - 1].norm == "it"
    floated = following == "as" and nodes[at].norm in _FLOATED  # "has been mentioned as a target for"
    if nodes[at].norm in _OF_PLANS and not (impersonal or floated):
        return False
    widely = any(n.norm == "as" for n in nodes[max(0, before - 2) : before])  # "as has been reported,"
    return following in ("to", "that") or impersonal or floated or (widely and following == ",")
