"""Attribution frames: the words by which one sentence says whose word it is.

A source is found by its frame ("according to X", "X reports", "X told Y", "a report in X", "it is understood"), so
that an outlet that no list knows is found as well. What went before counts only for what a frame takes up again:
"the newspaper adds", "a statement read".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rumourctl.claims.model import Source, SourceKind
from rumourctl.language.attribution import PUBLISHER, UNNAMED, Attribution, Spoken, all_hearsay, hearsay
from rumourctl.language.cast import Cast
from rumourctl.language.credited import Credited
from rumourctl.language.credits import bracket
from rumourctl.language.denied import denies_tale
from rumourctl.language.governing import has_agent
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Lexicon
from rumourctl.language.news import makes_known, tells_news, turn_behind
from rumourctl.language.nodes import Node, Unit, UnitKind
from rumourctl.language.papers import is_paper, is_where_posted, taken_up
from rumourctl.language.saying import in_relative, is_fronted, is_governed, main_goes_on
from rumourctl.language.subjects import SubjectReader
from rumourctl.language.tokens import Kind

_REPORTING_NOUNS = closed_class("reporting_nouns")
_TURNS = closed_class("turns")
_REPORT = (SourceKind.OUTLET, SourceKind.JOURNALIST)
_REPORTED = ("reported", "broken")
_CLAIM_MADE = ("claim", "claims", "suggestion", "suggestions", "revelation", "revelations")
_PROVES_RIGHT = closed_class("proves_right")
_ADDED = closed_class("added")
_OFFERS = closed_class("offers")
_ACCOUNTS = closed_class("accounts")
_COMES = closed_class("news_comes")
_SOURCES = closed_class("sources")
_APPEARS = ("appears", "appeared", "is", "was", "ran", "featured")
_ARTICLES = closed_class("articles")
_HIS = ("his", "her")
_DESCRIBES = 4
"""Nodes before a unit within which the article stands that begins its description."""
_NEAR = 5
_REACH = 7
"""Nodes behind words of attribution within which the source is named."""


class FrameReader:
    """Finds the frame of a sentence. ``spoken`` is kept up to date by whoever reads the sentences in order."""

    def __init__(self, lexicon: Lexicon, cast: Cast) -> None:
        self._lexicon = lexicon
        self._credited = Credited(lexicon, cast)
        self.spoken = Spoken()
        self._subjects = SubjectReader(lexicon, cast, self.spoken)

    def read(self, nodes: Sequence[Node]) -> Attribution | None:
        """Whom ``nodes`` credit in so many words; None where they credit nobody."""
        self.spoken.brought_in = self._credited.introduce(nodes) or self.spoken.brought_in
        credit = bracket(nodes)
        found: Attribution | None = None
        for frame in reversed(self._frames(nodes)):
            found = replace(frame, then=replace(found, before=None)) if found else frame
        if credit:
            credit = replace(credit, end=min(credit.end, len(nodes)))
            if found and found.vouches_beside(credit):
                return replace(found, via=(*credit.via, credit.source.name or ""), item=credit)
            return replace(credit, hedged=bool(found and found.hedged), hedge=hearsay(nodes, self._lexicon))
        return found or all_hearsay(nodes, self._lexicon)

    def _frames(self, nodes: Sequence[Node]) -> list[Attribution]:
        """The first frame, and those further on that credit another with a statement of its own."""
        found: list[Attribution] = []
        at = 0
        while at < len(nodes):
            hit = None
            if not nodes[at].quoted:
                hit = (
                    self._introduced(nodes, at) or self._subjects.taken_up(nodes, at) or self._subjects.says(nodes, at)
                )
            if hit is None:
                at += 1
                continue
            hit = replace(hit, end=min(hit.end, len(nodes)))
            at = max(at + 1, hit.end)
            tail = hit
            hit = self._from_here(nodes, hit) if not found else self._further(nodes, hit, found[-1].end)
            if hit is None:
                found[-1] = _known_through(found[-1], tail)
            if hit:
                found.append(hit)
                found.extend(self._around(nodes, hit))
                if hit.source.kind in _REPORT and not hit.carried:
                    self.spoken.outlet = replace(hit, before=None)
                elif hit.source.kind is SourceKind.PERSON and hit.via:
                    self.spoken.outlet = Attribution(Source(SourceKind.OUTLET, hit.via[0]))
        return found

    def _from_here(self, nodes: Sequence[Node], found: Attribution) -> Attribution:
        """``found`` with what is before it set apart, where it opens a statement of its own: ", and X says that"."""
        news = makes_known(nodes, found.start, found.end)
        before = nodes[found.start - 1].norm if found.start else ""
        if news and (before in ("and", "as") or in_relative(nodes, found.start)):
            return found  # "Smith is to leave, and the club confirmed the news on Friday"
        quotes = before == "and" and any(n.kind is Kind.QUOTE for n in nodes[found.end : found.end + 1])
        if not (quotes or in_relative(nodes, found.start) or (self._opens(nodes, found) and _goes_on(nodes, found))):
            return found  # but "Smith has joined and said: “…”"
        return replace(found, before=hearsay(nodes[: found.start], self._lexicon) or PUBLISHER)

    def _around(self, nodes: Sequence[Node], found: Attribution) -> list[Attribution]:
        """The article's own voice where a sentence goes on behind a relative clause that says ``found``, or behind the
        news that a club has told turns to another."""
        at = main_goes_on(nodes, found.end, self._lexicon) if in_relative(nodes, found.start) else None
        if at is None and found.source.kind is SourceKind.CLUB and tells_news(nodes, found.end):
            at = turn_behind(nodes, found.end, self._lexicon)
        return [replace(PUBLISHER, start=at, end=at + 1)] if at is not None else []

    def _further(self, nodes: Sequence[Node], found: Attribution, since: int) -> Attribution | None:
        """``found`` behind another source, if a statement of its own stands with it: behind it, or before it since a
        turn of the sentence (", and Y has bid, according to B")."""
        fronted = nodes[found.start - 1].norm == "," and is_fronted(nodes, found.start - 1)
        if (fronted or self._opens(nodes, found)) and _goes_on(nodes, found):
            return found
        turn = next((i for i in range(found.start - 1, since, -1) if nodes[i].norm in _TURNS), None)
        if turn is None or _goes_on(nodes, found) or nodes[turn - 1].norm != ",":
            return None
        return replace(found, start=turn)

    def _opens(self, nodes: Sequence[Node], found: Attribution) -> bool:
        """Whether the sentence turns to something else right before ``found``."""
        start = _before_description(nodes, found.start) - 1
        while start > 0 and (
            nodes[start].norm in ("the", "by", "on", "in")
            or nodes[start].is_date
            or _is_nation(nodes, start)
            or has_agent(nodes[start : start + 2])
        ):
            start -= 1
        if start > 1 and nodes[start].unit is None and nodes[start].norm == "with":
            return True  # ", with the club announcing that"
        if start > 1 and [n.norm for n in nodes[start - 1 : start + 1]] == ["even", "if"]:
            return True  # ", even if X says that"
        if start > 0 and nodes[start].unit is None and nodes[start].norm == "as":
            return any(self._lexicon.says(n.norm, "denies") for n in nodes[found.start : found.end] if n.unit is None)
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
            if (known and not _passes_on(nodes, at)) or self._takes_up(nodes, at + 1):
                return self._named_source(nodes, at + 1, at)
            rumoured = norm == "per" and any(
                n.norm in self._lexicon.speech["unnamed_nouns"] for n in nodes[at + 1 : at + 3]
            )
            return self._named_source(nodes, at + 1, at) if rumoured else None
        if norm == "including" and _is_outlet(nodes, at + 1) and [n.norm for n in nodes[at + 2 : at + 3]] == [","]:
            reports = at + 3 < len(nodes) and self._lexicon.says(nodes[at + 3].norm, "report")
            return self._credited.outlet(nodes, at + 1, at) if reports else None  # "papers, including Bild, report"
        if norm in _COMES and following in ("from", "via", "through", "courtesy"):
            named = next((n.unit for n in nodes[at + 2 : at + _NEAR] if n.unit), None)
            return self._named_source(nodes, at + 2, at) if named and self._reports_news(named) else None
        by = at + 1 + (at + 2 < len(nodes) and nodes[at + 1].is_date)  # "was announced on Friday by Lyon"
        denies = by < len(nodes) and nodes[by].norm == "by" and denies_tale(nodes, at)
        if norm == "made" and following == "by" and any(n.norm in _CLAIM_MADE for n in nodes[max(0, at - 3) : at]):
            return self._named_source(nodes, at + 2, at, True)
        if denies or (by < len(nodes) and nodes[by].norm == "by" and self._lexicon.says(norm, "report_by")):
            turned = not denies and _is_turned_down(nodes, at)
            return None if turned else self._named_source(nodes, by + 1, at, norm in _REPORTED)
        if norm in ("by", "on") and _owner(nodes, at + 1) in ("its", "their", "they", "it") and self.spoken.outlet:
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
        where = at + 2 if following in _APPEARS else at + 1  # "the story appears in"
        told_in = nodes[where].norm if where < len(nodes) else ""
        if norm in _REPORTING_NOUNS and told_in in ("in", "by", "from", "on") and not is_governed(nodes, at):
            behind = where + 1
            while behind < len(nodes) and self._dresses_outlet(nodes, behind):
                behind += 1  # "in the Italian publication X"
            unit = nodes[behind].unit if behind < len(nodes) else None
            if unit and self._reports_news(unit):
                return self._named_source(nodes, behind, at)
        return None

    def _dresses_outlet(self, nodes: Sequence[Node], at: int) -> bool:
        """Whether an article, a day, a nation or "newspaper" stands at ``at``, which may dress an outlet behind it."""
        return (
            nodes[at].norm == "the" or nodes[at].is_date or _is_nation(nodes, at) or is_paper(nodes[at], self._lexicon)
        )

    def _takes_up(self, nodes: Sequence[Node], at: int) -> bool:
        """Whether "the report", "the same outlet" stands at ``at``, where an outlet has been named."""
        noun = next((i for i in range(at, min(at + 3, len(nodes))) if is_paper(nodes[i], self._lexicon)), None)
        return noun is not None and self.spoken.outlet is not None and taken_up(nodes[at:noun])

    def _reports_news(self, unit: Unit) -> bool:
        return unit.kind is UnitKind.OUTLET or any(name in self._lexicon.journalists for name in unit.refs)

    def _trusted(self, nodes: Sequence[Node], at: int) -> Attribution | None:
        """ "if X is to be believed", "if you believe X", "if X has it right": X has it."""
        words = [n.norm for n in nodes[at : at + 10]]
        if "believed" in words or "trusted" in words:
            return self._named_source(nodes, at + 1, at)
        if words[1:3] in (["you", "believe"], ["<person>", "believe"], ["we", "believe"]):
            return self._named_source(nodes, at + 3, at)
        first = next((n.unit for n in nodes[at + 1 : at + _NEAR] if n.unit and n.unit.mention), None)
        if first and self._reports_news(first) and any(proof in " ".join(words) for proof in _PROVES_RIGHT):
            return self._named_source(nodes, at + 1, at)
        return None

    def _named_source(self, nodes: Sequence[Node], at: int, start: int, reports: bool = False) -> Attribution | None:
        """The source named from ``at`` on; ``reports`` says that a person there is a reporter, if nothing else."""
        first = nodes[at].unit if at < len(nodes) else None
        if first and first.dressing.owner in _HIS and first.dressing.noun in self._lexicon.speech["unnamed_nouns"]:
            told = self.spoken.brought_in or Attribution(UNNAMED, hedged=True)  # "according to his sources"
            return replace(told, start=start, end=at + 1)
        for here in range(at, min(len(nodes), at + _REACH)):
            unit = nodes[here].unit
            if unit is None:
                norm = nodes[here].norm
                if (
                    norm == ","
                    and here > at
                    and is_paper(nodes[here - 1], self._lexicon)
                    and _is_outlet(nodes, here + 1)
                ):
                    continue  # "the Spanish newspaper, Marca, Lyon …"
                if norm in (",", "."):
                    return None
                behind = here + 1 + (here + 1 < len(nodes) and nodes[here + 1].norm == ",")
                if (
                    is_paper(nodes[here], self._lexicon)
                    and not _is_outlet(nodes, behind)  # "the Portuguese newspaper Record"
                    and self.spoken.outlet
                    and taken_up(nodes[at:here])
                ):
                    return replace(self.spoken.outlet, start=start, end=here + 1, carried=True)
                if norm in _SOURCES and self.spoken.house:
                    self.spoken.goes_on = True
                    return replace(self.spoken.house, start=start, end=here + 1, before=None)
                if norm in self._lexicon.speech["unnamed_nouns"] and not self._outlet_behind(nodes, here):
                    return Attribution(UNNAMED, hedged=True, start=start, end=here + 1)
                continue
            if unit.kind is UnitKind.OUTLET and is_where_posted(nodes, here):
                return Attribution(UNNAMED, hedged=True, start=start, end=here + 1)
            if unit.kind is UnitKind.OUTLET:
                return self._credited.outlet(nodes, here, start)
            if is_paper(nodes[here + 1], self._lexicon) if here + 1 < len(nodes) else False:
                continue  # "the Lyon newspaper"
            speaker = nodes[here + 1].unit if unit.possessive and here + 1 < len(nodes) else None
            if speaker and speaker.dressing.part == "other" and not speaker.refs:
                return Attribution(Source(SourceKind.PERSON), start=start, end=here + 2)
            if unit.kind is UnitKind.PERSON and unit.refs:
                return self._credited.person(nodes, here, start, reports)
            if unit.dressing.part in ("other", "official") and not unit.refs:
                return Attribution(Source(SourceKind.PERSON), start=start, end=here + 1)
            if unit.kind is UnitKind.CLUB and unit.refs and not unit.possessive:
                return Attribution(Source(SourceKind.CLUB, unit.refs[0]), start=start, end=here + 1)
        return None

    def _outlet_behind(self, nodes: Sequence[Node], at: int) -> bool:
        """Whether an outlet or a reporter follows a noun like "report" or "sources": "a report in Marca"."""
        for node in nodes[at + 1 : at + _REACH]:
            if node.unit and node.unit.kind is not UnitKind.NATION and not node.is_date:
                return self._reports_news(node.unit)
            if node.norm in (",", "."):
                return False
        return False


def _owner(nodes: Sequence[Node], at: int) -> str | None:
    """The possessive word at ``at``, whoever it was found to mean."""
    node = nodes[at] if at < len(nodes) else None
    return node.unit.pronoun if node and node.unit else node.norm if node else None


def _known_through(found: Attribution, tail: Attribution) -> Attribution:
    """``found`` with the outlet of ``tail``, which only tells through whom his words are known: "he said, per X"."""
    if found.source.kind is not SourceKind.PERSON or found.via or tail.source.kind not in _REPORT:
        return found
    return replace(found, via=(*tail.via, tail.source.name or "")[:1])


def _before_description(nodes: Sequence[Node], at: int) -> int:
    """Where the words begin that describe the unit at ``at``: "the boyhood Everton fan"."""
    for start in range(at - 1, max(-1, at - _DESCRIBES), -1):
        if nodes[start].unit is not None or nodes[start].kind is not Kind.WORD:
            break
        if nodes[start].norm in _ARTICLES:
            return start
    return at


def _goes_on(nodes: Sequence[Node], found: Attribution) -> bool:
    """Whether what was said stands behind ``found``, which is no mere tail: "X says that …"."""
    if found.end >= len(nodes):
        return False
    behind = nodes[found.end]
    quotes = behind.norm == ":" and any(n.quoted for n in nodes[found.end + 1 : found.end + 3])
    return quotes or behind.unit is not None or behind.kind is Kind.WORD


def _is_outlet(nodes: Sequence[Node], at: int) -> bool:
    unit = nodes[at].unit if at < len(nodes) else None
    return unit is not None and unit.kind is UnitKind.OUTLET


def _is_nation(nodes: Sequence[Node], at: int) -> bool:
    """Whether a nation stands there, which may dress what follows: "and **French** media have reported"."""
    unit = nodes[at].unit
    return unit is not None and unit.kind is UnitKind.NATION


def _passes_on(nodes: Sequence[Node], at: int) -> bool:
    """Whether "via" at ``at`` names through whom the outlet before it came: "Marca (via Metro)"."""
    before = nodes[at - 2].unit if at > 1 and nodes[at - 1].norm in ("(", ",") else None
    return before is not None and before.kind is UnitKind.OUTLET


def _is_turned_down(nodes: Sequence[Node], at: int) -> bool:
    """Whether the participle at ``at`` is said of an offer or of who is sacked: "saw their first bid dismissed by
    Lyon", "since being dismissed by Lyon"."""
    before = nodes[max(0, at - _NEAR) : at]
    last = next((n.unit for n in reversed(before) if n.unit), None)
    sacked = nodes[at].norm == "dismissed" and last is not None and last.kind is UnitKind.PERSON and not last.possessive
    being = bool(at) and nodes[at - 1].norm == "being" and nodes[at].norm not in _REPORTED
    return sacked or being or any(n.unit is None and n.norm in _OFFERS for n in before)
