"""Attribution frames: the words by which one sentence says whose word it is.

A source is found by its frame ("according to X", "X reports", "X told Y", "a report in X", "it is understood"), so
that an outlet that no list knows is found as well. What went before counts only for what a frame takes up again:
"the newspaper adds", "a statement read".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from rumourctl.claims.model import Source, SourceKind
from rumourctl.language.attribution import PUBLISHER, UNNAMED, Attribution, Spoken, hearsay
from rumourctl.language.cast import Cast
from rumourctl.language.credited import Credited
from rumourctl.language.credits import bracket, outlet_name
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Lexicon, Thing
from rumourctl.language.nodes import Form, Node, Unit, UnitKind
from rumourctl.language.saying import (
    hearer_behind,
    is_governed,
    is_saying,
    makes_plain,
    outlet_tells,
    subject_of,
    taken_up,
)
from rumourctl.language.tokens import Kind

_CLUB_SAYS = closed_class("club_says")
_TELLS = closed_class("tells")
_REPORTERS_ONLY = closed_class("reporters_only")
_PRIVATE_EARS = closed_class("private_ears")
_SUBORDINATORS = closed_class("subordinators")
_REPORTING_NOUNS = closed_class("reporting_nouns")
_TURNS = closed_class("turns")
_ADDED = closed_class("added")
_ACCOUNTS = closed_class("accounts")
_COMES = closed_class("news_comes")
_NEAR = 5
_REACH = 7
"""Nodes behind words of attribution within which the source is named."""


class FrameReader:
    """Finds the frame of a sentence. ``spoken`` is kept up to date by whoever reads the sentences in order."""

    def __init__(self, lexicon: Lexicon, cast: Cast) -> None:
        self._lexicon = lexicon
        self._credited = Credited(lexicon, cast)
        self.spoken = Spoken()

    def read(self, nodes: Sequence[Node]) -> Attribution | None:
        """Whom ``nodes`` credit in so many words; None where they credit nobody."""
        credit = bracket(nodes)
        found: Attribution | None = None
        for frame in reversed(self._frames(nodes)):
            found = replace(frame, then=replace(found, before=None)) if found else frame
        if credit:
            if found and found.vouches_beside(credit):
                return replace(found, via=(*credit.via, credit.source.name or ""), item=credit)
            return replace(credit, hedged=bool(found and found.hedged) or hearsay(nodes, self._lexicon) is not None)
        return found or hearsay(nodes, self._lexicon)

    def _frames(self, nodes: Sequence[Node]) -> list[Attribution]:
        """The first frame, and those further on that credit another with a statement of its own."""
        found: list[Attribution] = []
        at = 0
        while at < len(nodes):
            hit = None
            if not nodes[at].quoted:
                hit = self._introduced(nodes, at) or self._subject_noun(nodes, at) or self._saying(nodes, at)
            if hit is None:
                at += 1
                continue
            at = max(at + 1, hit.end)
            hit = self._from_here(nodes, hit) if not found else self._further(nodes, hit, found[-1].end)
            if hit:
                found.append(hit)
                if hit.source.kind in (SourceKind.OUTLET, SourceKind.JOURNALIST) and not hit.carried:
                    self.spoken.outlet = replace(hit, before=None)
        return found

    def _from_here(self, nodes: Sequence[Node], found: Attribution) -> Attribution:
        """``found`` with what is before it set apart, where it opens a statement of its own: ", and X says that"."""
        if not (self._opens(nodes, found) and _goes_on(nodes, found)):
            return found
        return replace(found, before=hearsay(nodes[: found.start], self._lexicon) or PUBLISHER)

    def _further(self, nodes: Sequence[Node], found: Attribution, since: int) -> Attribution | None:
        """``found`` behind another source, if a statement of its own stands with it: behind it, or before it since a
        turn of the sentence (", and Y has bid, according to B")."""
        if self._opens(nodes, found) and _goes_on(nodes, found):
            return found
        turn = next((i for i in range(found.start - 1, since, -1) if nodes[i].norm in _TURNS), None)
        if turn is None or _goes_on(nodes, found) or nodes[turn - 1].norm != ",":
            return None
        return replace(found, start=turn)

    def _opens(self, nodes: Sequence[Node], found: Attribution) -> bool:
        """Whether the sentence turns to something else right before ``found``."""
        start = found.start - 1
        while start > 0 and (nodes[start].norm in ("the", "by", "on", "in") or _is_date(nodes[start])):
            start -= 1
        return found.start > 0 and nodes[start].unit is None and nodes[start].norm in _TURNS

    # --- a source behind words that introduce it ------------------------------------------------------------------

    def _introduced(self, nodes: Sequence[Node], at: int) -> Attribution | None:
        """ "according to X", "as reported by X", "per X", "if X is to be believed", "a report in X"."""
        if nodes[at].unit is not None:
            return None
        norm = nodes[at].norm
        following = nodes[at + 1].norm if at + 1 < len(nodes) else ""
        if f"{norm} {following}" in self._lexicon.speech["introduces"]:
            return self._named_source(nodes, at + 2, at)
        if norm in self._lexicon.speech["introduces"]:
            beside = nodes[at + 2 if following == "the" else at + 1 :][:1]
            known = beside and beside[0].unit and self._reports_news(beside[0].unit)
            return self._named_source(nodes, at + 1, at) if known or self._takes_up(nodes, at + 1) else None
        if norm in _COMES and following in ("from", "via", "through", "courtesy"):
            named = next((n.unit for n in nodes[at + 2 : at + _NEAR] if n.unit), None)
            return self._named_source(nodes, at + 2, at) if named and self._reports_news(named) else None
        if following == "by" and self._lexicon.says(norm, "report_by"):
            return self._named_source(nodes, at + 2, at)
        if norm in ("by", "on") and following in ("its", "their") and self.spoken.outlet:
            told = nodes[at + 2].norm if at + 2 < len(nodes) else ""
            return replace(self.spoken.outlet, start=at, end=at + 3) if told in _ACCOUNTS else None
        if norm == "it" and following in ("was", "is") and any(n.norm in _ADDED for n in nodes[at + 2 : at + 4]):
            return replace(self.spoken.outlet, start=at, end=at + 3) if self.spoken.outlet else None
        if norm == "it" and following in ("was", "is"):
            turn = next((i for i, n in enumerate(nodes[at + 2 : at + 7], at + 2) if n.unit), None)
            unit = nodes[turn].unit if turn is not None else None
            return self._credited.outlet(nodes, turn, at) if turn and unit and unit.kind is UnitKind.OUTLET else None
        if norm in ("if", "should") and (trusted := self._trusted(nodes, at)):
            return trusted
        if norm in _REPORTING_NOUNS and following in ("in", "by", "from", "on") and not is_governed(nodes, at):
            behind = at + 3 if at + 2 < len(nodes) and nodes[at + 2].norm == "the" else at + 2
            unit = nodes[behind].unit if behind < len(nodes) else None
            if unit and self._reports_news(unit):
                return self._named_source(nodes, behind, at)
        return None

    def _takes_up(self, nodes: Sequence[Node], at: int) -> bool:
        """Whether "the report", "the same outlet" stands at ``at``, where an outlet has been named."""
        noun = next((i for i in range(at, min(at + 3, len(nodes))) if self._is_outlet_noun(nodes[i])), None)
        return noun is not None and self.spoken.outlet is not None and taken_up(nodes[at:noun])

    def _is_outlet_noun(self, node: Node) -> bool:
        return node.unit is None and node.norm in self._lexicon.speech["outlet_nouns"]

    def _reports_news(self, unit: Unit) -> bool:
        return unit.kind is UnitKind.OUTLET or any(name in self._lexicon.journalists for name in unit.refs)

    def _trusted(self, nodes: Sequence[Node], at: int) -> Attribution | None:
        """ "if X is to be believed", "if you believe X": X has it."""
        words = [n.norm for n in nodes[at : at + 10]]
        if "believed" in words or "trusted" in words:
            return self._named_source(nodes, at + 1, at)
        if words[1:3] in (["you", "believe"], ["<person>", "believe"], ["we", "believe"]):
            return self._named_source(nodes, at + 3, at)
        return None

    def _named_source(self, nodes: Sequence[Node], at: int, start: int) -> Attribution | None:
        """The source named from ``at`` on."""
        for here in range(at, min(len(nodes), at + _REACH)):
            unit = nodes[here].unit
            if unit is None:
                norm = nodes[here].norm
                if norm in (",", "."):
                    return None
                if norm in self._lexicon.speech["outlet_nouns"] and self.spoken.outlet and taken_up(nodes[at:here]):
                    return replace(self.spoken.outlet, start=start, end=here + 1, carried=True)
                if norm in self._lexicon.speech["unnamed_nouns"] and not self._outlet_behind(nodes, here):
                    return Attribution(UNNAMED, hedged=True, start=start, end=here + 1)
                continue
            if unit.kind is UnitKind.OUTLET:
                return self._credited.outlet(nodes, here, start)
            speaker = nodes[here + 1].unit if unit.possessive and here + 1 < len(nodes) else None
            if speaker and speaker.dressing.part == "other" and not speaker.refs:
                return Attribution(Source(SourceKind.PERSON), start=start, end=here + 2)
            if unit.kind is UnitKind.PERSON and unit.refs:
                return self._credited.person(nodes, here, start)
            if unit.dressing.part in ("other", "official") and not unit.refs:
                return Attribution(Source(SourceKind.PERSON), start=start, end=here + 1)
            if unit.kind is UnitKind.CLUB and unit.refs and not unit.possessive:
                return Attribution(Source(SourceKind.CLUB, unit.refs[0]), start=start, end=here + 1)
        return None

    def _outlet_behind(self, nodes: Sequence[Node], at: int) -> bool:
        """Whether an outlet or a reporter follows a noun like "report" or "sources": "a report in Marca"."""
        for node in nodes[at + 1 : at + 5]:
            if node.unit:
                return self._reports_news(node.unit)
            if node.norm in (",", "."):
                return False
        return False

    # --- a source as the subject of a verb ------------------------------------------------------------------------

    def _subject_noun(self, nodes: Sequence[Node], at: int) -> Attribution | None:
        """ "The Spanish daily stands by its story", "…, the Madrid daily goes on, …": the outlet spoken of, as the
        subject of whatever it does."""
        outlet = self.spoken.outlet
        if outlet is None or at + 1 >= len(nodes) or nodes[at].unit is not None or nodes[at + 1].unit is not None:
            return None
        if not self._lexicon.verb_forms.get(nodes[at + 1].norm) or nodes[at].norm in ("source", "sheet"):
            return None
        comma = max((i for i in range(at) if nodes[i].norm == ","), default=-1)
        interposed = comma >= 0 and any(n.norm in (",", ".") for n in nodes[at + 2 : at + 4])
        own = nodes[comma + 1 : at] if interposed else nodes[:at]
        if nodes[at].norm in self._lexicon.speech["outlet_nouns"] and len(own) < _NEAR and taken_up(own):
            return replace(outlet, start=at - len(own), end=at + 1)
        return None

    def _saying(self, nodes: Sequence[Node], at: int) -> Attribution | None:
        """ "X reports", "X's Y writes", "said X", "reports in Spain claim", "the newspaper adds"."""
        node = nodes[at]
        outlet = nodes[at - 1].unit if at else None
        if (
            outlet
            and outlet.kind is UnitKind.OUTLET
            and not outlet.possessive
            and outlet_tells(nodes, at, self._lexicon)
        ):
            return self._credited.outlet(nodes, at - 1, at - 1)
        if not is_saying(nodes, at, self._lexicon) and not makes_plain(nodes, at, self._lexicon):
            return self._denier(nodes, at)
        subject = subject_of(nodes, at)
        if subject is None:
            return self._unnamed_subject(nodes, at)
        unit = nodes[subject].unit
        assert unit is not None
        if unit.kind is UnitKind.OUTLET and (self._lexicon.says(node.norm, "report")):
            return (
                self._credited.outlet(nodes, subject, subject)
                if subject < at
                else Attribution(Source(SourceKind.OUTLET, outlet_name(unit)), start=at, end=subject + 1)
            )
        if unit.kind in (UnitKind.PERSON, UnitKind.OTHER) and (unit.refs or unit.dressing.part):
            return self._person_says(nodes, subject, at)
        bases = {b for b, _ in self._lexicon.verb_forms.get(node.norm, ())}
        return self._club_says(nodes, subject, at) if unit.kind is UnitKind.CLUB and bases & _CLUB_SAYS else None

    def _denier(self, nodes: Sequence[Node], at: int) -> Attribution | None:
        """ "X rejected suggestions that", "X played down talk of": who denies is who says so."""
        if nodes[at].unit is not None or not self._lexicon.says(nodes[at].norm, "denies"):
            return None
        object_ = takewhile(lambda n: n.norm not in _SUBORDINATORS and n.norm != ",", nodes[at + 1 : at + _REACH])
        denied = any(n.norm in self._lexicon.speech["deniable"] for n in object_)
        subject = subject_of(nodes, at) if denied else None
        unit = nodes[subject].unit if subject is not None else None
        if subject is None or unit is None:
            return None
        if unit.kind is UnitKind.PERSON and (unit.refs or unit.dressing.part):
            return self._person_says(nodes, subject, at)
        return self._club_says(nodes, subject, at) if unit.kind is UnitKind.CLUB else None

    def _club_says(self, nodes: Sequence[Node], subject: int, at: int) -> Attribution | None:
        """The club that speaks; where it is only described, the first that the sentence names, or the last before."""
        unit, last = nodes[subject].unit, self.spoken.last
        assert unit is not None
        if unit.pronoun == "they" and last and last.source.kind is SourceKind.OUTLET:
            return replace(last, start=subject, end=at + 1)  # "they add": the newspaper
        if unit.dressing.noun in self._lexicon.speech["unnamed_nouns"]:
            return Attribution(UNNAMED, start=subject, end=at + 1)  # "club sources say"
        named = (n.unit.refs[0] for n in nodes if n.unit and n.unit.kind is UnitKind.CLUB and n.unit.refs)
        name = unit.refs[0] if unit.refs else next(named, self.spoken.club) if unit.dressing.definite else None
        return Attribution(Source(SourceKind.CLUB, name), start=subject, end=at + 1) if name else None

    def _unnamed_subject(self, nodes: Sequence[Node], at: int) -> Attribution | None:
        """ "Reports in Spain claim", "the report adds", "it adds", "sources told X", "a statement read"."""
        lexicon = self._lexicon
        if nodes[at + 1 : at + 3] and (inverted := self._inverted_noun(nodes, at)):
            return inverted
        for here in range(at - 1, max(-1, at - _REACH), -1):
            node = nodes[here]
            unit = node.unit
            named = unit and unit.kind in (UnitKind.PERSON, UnitKind.CLUB) and not is_governed(nodes, here)
            if node.norm in (",", ":") or named:
                return None
            if unit is None and node.norm in lexicon.speech["statements"]:
                return self._statement(nodes, here, at)
            if unit is None and node.norm in lexicon.speech["outlet_nouns"] | lexicon.speech["unnamed_nouns"]:
                if node.norm in lexicon.speech["outlet_nouns"] and self.spoken.outlet and taken_up(nodes[:here][-4:]):
                    return replace(self.spoken.outlet, start=here, end=at + 1)
                if here and nodes[here - 1].norm == "which":
                    return None  # "a fee which reports said was £5m": of the fee alone
                if node.norm in lexicon.speech["unnamed_nouns"]:
                    return self._told_outlet(nodes, at) or Attribution(UNNAMED, hedged=True, start=here, end=at + 1)
            if unit is None and node.norm == "it" and here == at - 1 and self.spoken.outlet:
                return (
                    replace(self.spoken.outlet, start=here, end=at + 1)
                    if lexicon.says(nodes[at].norm, "report")
                    else None
                )
        return None

    def _inverted_noun(self, nodes: Sequence[Node], at: int) -> Attribution | None:
        """ "…, claim reports in Italy", "…, read a statement", "…, the sources say"."""
        if at == 0 or not (nodes[at - 1].norm == "," or nodes[at - 1].norm == '"'):
            return None
        for here, node in enumerate(nodes[at + 1 : at + 4], at + 1):
            if node.unit and node.unit.kind is not UnitKind.NATION:
                return None
            if node.norm in self._lexicon.speech["statements"]:
                return self._statement(nodes, here, at)
            if node.norm in self._lexicon.speech["unnamed_nouns"]:
                return Attribution(UNNAMED, hedged=True, start=at, end=here + 1)
        return None

    def _statement(self, nodes: Sequence[Node], at: int, verb: int) -> Attribution | None:
        """A club's statement: the club's named with it, else the one that the article speaks of."""
        clubs = (
            n.unit.refs[0] for n in nodes if n.unit and n.unit.kind is UnitKind.CLUB and n.unit.refs and not n.quoted
        )
        name = next(clubs, self.spoken.club)
        start, end = sorted((at, verb))
        return Attribution(Source(SourceKind.CLUB, name), start=start, end=end + 1) if name else None

    def _told_outlet(self, nodes: Sequence[Node], at: int) -> Attribution | None:
        """ "sources told X": an outlet that cites its sources."""
        told = nodes[at + 1].unit if at + 1 < len(nodes) else None
        tells = {b for b, _ in self._lexicon.verb_forms.get(nodes[at].norm, ())} & _TELLS
        if tells and told and told.kind is UnitKind.OUTLET:
            return Attribution(Source(SourceKind.OUTLET, outlet_name(told)), start=at, end=at + 2)
        return None

    def _person_says(self, nodes: Sequence[Node], subject: int, at: int) -> Attribution | None:
        unit = nodes[subject].unit
        assert unit is not None
        bases = {b for b, _ in self._lexicon.verb_forms.get(nodes[at].norm, ())}
        if bases & _REPORTERS_ONLY and not (unit.refs and unit.refs[0] in self._lexicon.journalists):
            return None
        if unit.dressing.noun in self._lexicon.speech["spokespersons"]:
            return self._for_club(unit, subject, at)
        if not unit.refs:
            known = unit.dressing.part in ("other", "official")
            return Attribution(Source(SourceKind.PERSON, None), start=subject, end=at + 1) if known else None
        found = self._credited.person(nodes, subject, subject)
        spoken = self.spoken.person
        if unit.form is Form.PRONOUN and spoken and not any(n.quoted for n in nodes):
            return replace(spoken, start=subject, end=at + 1)
        if not bases & self._lexicon.speech["say"] and self._in_private(nodes, hearer_behind(nodes, at)):
            return None
        if bases & _TELLS:
            told = nodes[at + 1].unit if at + 1 < len(nodes) else None
            if told and told.kind in (UnitKind.OUTLET, UnitKind.OTHER, UnitKind.PLACE) and told.mention:
                return replace(found, via=(outlet_name(told) or told.mention.text,), end=at + 2)
            if self._in_private(nodes, at + 1):
                return None
        outlet = self._where_said(nodes)
        if outlet and found.source.kind is SourceKind.PERSON and not found.via:
            return replace(found, via=(outlet,))
        return replace(found, end=at + 1)

    def _for_club(self, unit: Unit, subject: int, at: int) -> Attribution | None:
        """A club's spokesman: what he says, the club says."""
        dressed = (e.name for m in unit.dressing.clubs for e in m.entries if e.thing is Thing.CLUB)
        name = next(dressed, self.spoken.club)
        return Attribution(Source(SourceKind.CLUB, name), start=subject, end=at + 1) if name else None

    def _in_private(self, nodes: Sequence[Node], at: int) -> bool:
        """Whether those who are told at ``at`` are no public: his club, his coach, his friends."""
        if any(n.quoted for n in nodes) or at >= len(nodes):
            return False
        unit = nodes[at].unit
        if unit:
            return unit.kind in (UnitKind.CLUB, UnitKind.PERSON) or unit.dressing.part in (
                "metonym",
                "staff",
                "manager",
            )
        return any(n.norm in _PRIVATE_EARS for n in nodes[at : at + 3] if n.unit is None)

    def _where_said(self, nodes: Sequence[Node]) -> str | None:
        for before, node in pairwise(nodes):
            if (
                node.unit
                and node.unit.kind is UnitKind.OUTLET
                and not node.quoted
                and before.norm in ("to", "on", "with", "in")
            ):
                return outlet_name(node.unit)
        return None


def _goes_on(nodes: Sequence[Node], found: Attribution) -> bool:
    """Whether what was said stands behind ``found``, which is no mere tail: "X says that …"."""
    return found.end < len(nodes) and (nodes[found.end].unit is not None or nodes[found.end].kind is Kind.WORD)


def _is_date(node: Node) -> bool:
    return node.unit is not None and node.unit.kind is UnitKind.DATE
