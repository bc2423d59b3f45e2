"""Attribution: whose word a sentence is, and how far that carries.

The frame of a sentence names its source (:mod:`rumourctl.language.frames`), which carries on while the article goes on
telling the same report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rumourctl.claims.model import Source, SourceKind
from rumourctl.language.attribution import PUBLISHER, Attribution
from rumourctl.language.cast import Cast
from rumourctl.language.credits import byline, club_named, outlet_name
from rumourctl.language.dates import DateMention
from rumourctl.language.frames import FrameReader
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Lexicon
from rumourctl.language.nodes import Form, Node, UnitKind
from rumourctl.language.saying import leaves_open
from rumourctl.language.tokens import Kind, Sentence

_FIRST_PERSON = closed_class("first_singular") | closed_class("first_plural")
_INTERVIEWS = closed_class("interviews")
_SOURCES = closed_class("sources")
_HEAR = (UnitKind.OUTLET, UnitKind.OTHER)
_REPORTERS = (SourceKind.OUTLET, SourceKind.JOURNALIST)
_NEAR_NODES = 4
_POST = 10
"""Sentences of a post, at most."""
_PARTS = (",", "and", "but")


class SpeechReader:
    """Finds the attributions of an article's sentences, in order."""

    def __init__(self, lexicon: Lexicon, cast: Cast) -> None:
        self._frames = FrameReader(lexicon, cast)
        self._last: Attribution | None = None
        self._last_sentence = -9
        self._speaker: Attribution | None = None
        self._voice = PUBLISHER
        self._prefix: Attribution | None = None
        self._post: Attribution | None = None
        """Whose post it is, where that began with a picture and his name."""
        self._post_ends = 0
        self._interview: Attribution | None = None
        self._reported: Attribution | None = None
        self._section: Attribution | None = None
        """The paper under whose name as a heading the text stands."""

    def set_voice(self, voice: Attribution) -> None:
        """From here on the article's own voice is ``voice``: a club's statement, a reporter's posts."""
        self._voice = voice

    def fresh_topic(self) -> None:
        """A new item begins: what was carried ends."""
        self._last = self._speaker = self._post = self._frames.spoken.house = None
        self._frames.spoken.goes_on = False

    def read(self, sentence: Sentence, nodes: Sequence[Node]) -> tuple[Attribution, Attribution | None]:
        """Whose word the sentence is, and whose its quotation is where it holds one."""
        if sentence.heading:  # stands between, and ends nothing
            self._last_sentence += self._last_sentence == sentence.index - 1
            self._section = _paper_named(nodes)
            self._frames.spoken.outlet = self._section or self._frames.spoken.outlet
            self._reported = None  # whatever quotation was left open ends here
            return self._frames.read(nodes) or self._voice, None
        self._frames.spoken.last = self._last
        found = self._frames.read(nodes)
        self._interview = self._interview_in(nodes) or self._interview
        if sentence.opens_paragraph:
            self._prefix = self._poster(sentence, nodes, found)
        if found is None or found.source.kind is SourceKind.UNNAMED:
            found = self._prefix or found
        found = found or self._quoted_report()
        if found is None:
            found = self._carried(sentence, nodes) or self._section
        elif (found.source.name or found.source.kind is SourceKind.PERSON) and not found.carried:
            found = self._in_interview(replace(found, said=_date_beside(found, nodes)))
        self._reported = found if leaves_open(nodes, self._reported is not None) else None
        speaker = self._quotation(nodes, found)
        self._note(found.last if found else None, nodes)
        if found:
            self._last, self._last_sentence = found.last, sentence.index
        elif not all(n.quoted for n in nodes if n.kind is Kind.WORD):
            self._last = None
        return found or self._voice, speaker

    def _note(self, found: Attribution | None, nodes: Sequence[Node]) -> None:
        """Keeps in mind what later frames may take up: who was credited, and the club that is spoken of."""
        spoken = self._frames.spoken
        if found and not found.carried and found.source.kind in _REPORTERS:
            spoken.outlet = found
        elif spoken.outlet is None:
            spoken.outlet = _only_outlet(nodes)
        if found and found.source.kind in (SourceKind.PERSON, SourceKind.JOURNALIST) and found.source.name:
            spoken.person = found
        elif found and found.source.kind is not SourceKind.PERSON:
            spoken.person = None
        if found and found.source.kind is SourceKind.CLUB:
            spoken.statement = found.source.name
        spoken.club = club_named(nodes) or spoken.club

    def _quoted_report(self) -> Attribution | None:
        """The report whose words in single quotation marks go on: "The report adds: 'For this reason …'"."""
        return _carried_on(self._reported) if self._reported else None

    def _interview_in(self, nodes: Sequence[Node]) -> Attribution | None:
        """ "X gave an interview to Y", "speaking to Y": where what X says from here on was said, and when."""
        for at in range(len(nodes) - 2):
            if nodes[at].norm not in _INTERVIEWS or nodes[at + 1].norm not in ("to", "with", "on", "by"):
                continue
            heard = [n.unit for n in nodes[at + 2 : at + 6] if n.unit]
            outlet = next((unit for unit in heard if unit.kind is UnitKind.OUTLET), next(iter(heard[:1]), None))
            people = (n.unit for n in nodes if n.unit and n.unit.kind is UnitKind.PERSON and not n.unit.possessive)
            person = next((unit for unit in people if unit.refs), None)
            if outlet and outlet.mention and outlet.kind in _HEAR and person:
                said = next((n.unit.date for n in nodes if n.unit and n.unit.date), None)
                return Attribution(Source(SourceKind.PERSON, person.refs[0]), (outlet_name(outlet),), said=said)
        return None

    def _in_interview(self, found: Attribution) -> Attribution:
        """``found`` with the outlet and date of the interview in which it was said, if it does not tell its own."""
        interview = self._interview
        if interview is None or found.source != interview.source or found.via:
            return found
        return replace(found, via=interview.via, said=found.said or interview.said)

    def _poster(self, sentence: Sentence, nodes: Sequence[Node], found: Attribution | None) -> Attribution | None:
        """Whose post the paragraph is that begins with ``nodes``, which credit ``found``: it says so, or goes on with
        one that began with a picture: "🚨 Sky understands: …"."""
        named = self._reporter_prefix(nodes)
        pictured = sentence.tokens[0].kind is Kind.SYMBOL
        if named is None and found and pictured and found.source.kind in _REPORTERS and _leads(nodes, found):
            named = replace(found, start=0, end=0)
        if named or (found and found.source.name):
            self._post = named if pictured else None
            self._post_ends = sentence.index + _POST
        return named or (self._post if sentence.index < self._post_ends else None)

    def _reporter_prefix(self, nodes: Sequence[Node]) -> Attribution | None:
        """ "Jane Doe: …", "Jane Doe (Sky): …": the reporter whose post the paragraph is."""
        posted = byline(nodes)
        if posted is None:
            return None
        poster, outlet = posted
        kind = SourceKind.OUTLET if poster.kind is UnitKind.OUTLET else SourceKind.JOURNALIST
        return Attribution(Source(kind, poster.refs[0]), (outlet_name(outlet),) if outlet else ())

    # --- carrying ------------------------------------------------------------------------------------------------

    def _carried(self, sentence: Sentence, nodes: Sequence[Node]) -> Attribution | None:
        """The last source, where the sentence goes on with what it told: its subject is taken up, not named anew."""
        last = self._last
        if last is None or sentence.index - self._last_sentence > 1 or last.source.kind not in _REPORTERS:
            return None
        subject = next(
            (n.unit for n in nodes if n.unit and n.unit.kind in (UnitKind.PERSON, UnitKind.CLUB, UnitKind.OUTLET)), None
        )
        house = self._frames.spoken.house if self._frames.spoken.goes_on else None
        own_news = house is not None and last.source == house.source and not sentence.opens_paragraph
        takes_up = subject is not None and (own_news or subject.form is not Form.NAME)
        takes_up &= subject is not None and subject.pronoun not in _FIRST_PERSON
        return _carried_on(last) if takes_up and not _names_another(nodes, last) else None

    def _quotation(self, nodes: Sequence[Node], found: Attribution | None) -> Attribution | None:
        """Whose words the sentence quotes: its own speaker's, or the one's whose quotation goes on."""
        quoted = any(n.quoted for n in nodes)
        anonymous = quoted and found is not None and not found.narrow and any(_is_source(n) for n in nodes[: found.end])
        if found and not found.carried and (found.source.kind in (SourceKind.PERSON, SourceKind.CLUB) or anonymous):
            self._speaker = found
        if not quoted:
            if not (found and found.source.kind in (SourceKind.PERSON, SourceKind.CLUB)):
                self._speaker = self._speaker if nodes and nodes[-1].norm == ":" else None
            return None
        return self._speaker


def _leads(nodes: Sequence[Node], found: Attribution) -> bool:
    """Whether all that a sentence tells stands behind the words ``found`` and a colon."""
    colon = any(n.norm == ":" for n in nodes[found.end : found.end + 2])
    return colon and not any(n.unit for n in nodes[: found.start])


def _carried_on(found: Attribution) -> Attribution:
    """``found`` as the source of a later sentence, all of which it covers: its words stand in another."""
    return replace(found, carried=True, before=None, then=None, start=0, end=0)


def _paper_named(nodes: Sequence[Node]) -> Attribution | None:
    """The outlet whose name is all that a heading says: what stands below it is its own."""
    units = [n.unit for n in nodes if n.unit or n.kind is Kind.WORD]
    alone = units[0] if len(units) == 1 else None
    named = alone is not None and alone.kind is UnitKind.OUTLET and alone.form is Form.NAME
    return Attribution(Source(SourceKind.OUTLET, outlet_name(alone)), carried=True) if alone and named else None


def _only_outlet(nodes: Sequence[Node]) -> Attribution | None:
    """The one outlet that a sentence names, which "the website" may mean from there on."""
    named = [n.unit for n in nodes if n.unit and n.unit.kind is UnitKind.OUTLET and n.unit.form is Form.NAME]
    return Attribution(Source(SourceKind.OUTLET, outlet_name(named[0]))) if len(named) == 1 else None


def _is_source(node: Node) -> bool:
    """Whether it is somebody of no name who is quoted: "a source at the club told KickOff"."""
    return not node.quoted and (node.norm in _SOURCES or bool(node.unit and node.unit.dressing.noun in _SOURCES))


def _names_another(nodes: Sequence[Node], last: Attribution) -> bool:
    """Whether another outlet than that of ``last`` is named, which turns to it."""
    named = (n.unit for n in nodes if n.unit and n.unit.kind is UnitKind.OUTLET and n.unit.form is Form.NAME)
    return any(outlet_name(unit) not in {last.source.name, *last.via} for unit in named)


def _date_beside(found: Attribution, nodes: Sequence[Node]) -> DateMention | None:
    """The date that stands beside the words of saying."""
    words = nodes[found.start : found.end]
    commas = [i for i, n in enumerate(words) if n.norm == ","]
    whose = (i for i, n in enumerate(words) if n.unit and n.unit.pronoun == "who")
    aside = min((*commas[: len(commas) - 1], *whose), default=len(words))
    told = (
        *words[:aside],
        *words[max(aside, len(words) - 2) :],
    )  # "X, who left in May, said", "X, idle since May, said"
    before, behind = nodes[max(0, found.start - _NEAR_NODES) : found.start], nodes[found.end : found.end + _NEAR_NODES]
    named = found.start < len(nodes) and nodes[found.start].unit is not None
    parts = _PARTS if named else (",",)  # "was hurt in May and Smith says", but "met him in May and told"
    comma = max((i for i, n in enumerate(before) if n.unit is None and n.norm in parts), default=-1)
    if found.start > _NEAR_NODES:
        before = before[comma + 1 :]  # "will not go in May, Smith said"
    near = (*before, *told, *behind)
    later = [
        n.unit for n, then in pairwise(near) if then.unit is None and then.norm == "after"
    ]  # "a day after he left"
    return next((n.unit.date for n in near if n.unit and n.unit.date and n.unit not in later), None)
