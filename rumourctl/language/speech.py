"""Attribution: whose word a sentence is, and how far that carries.

A source is found by its frame ("according to X", "X reports", "X told Y", "(X, via Y)", "it is understood"), so that
an outlet that no list knows is found as well. It carries on while the article goes on telling the same report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rumourctl.claims.model import Source, SourceKind
from rumourctl.language.attribution import PUBLISHER, UNNAMED, Attribution, hearsay
from rumourctl.language.cast import Cast
from rumourctl.language.credits import bracket, outlet_name
from rumourctl.language.dates import DateMention
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Lexicon
from rumourctl.language.nodes import Form, Node, Unit, UnitKind
from rumourctl.language.saying import is_saying, leaves_open, outlet_tells, subject_of
from rumourctl.language.tokens import Kind, Sentence

_CLUB_SAYS = closed_class("club_says")
_INTERVIEWS = closed_class("interviews")
_NEAR_NODES = 4
_TELLS = closed_class("tells")
_REPORTERS_ONLY = closed_class("reporters_only")
_ACCORDING = (("according", "to"), ("as", "per"), ("reports", "from"), ("reported", "by"))


class SpeechReader:
    """Finds the attributions of an article's sentences, in order."""

    def __init__(self, lexicon: Lexicon, cast: Cast) -> None:
        self._lexicon, self._cast = lexicon, cast
        self._last: Attribution | None = None
        self._last_sentence = -9
        self._last_outlet: Attribution | None = None
        self._speaker: Attribution | None = None
        self._voice = PUBLISHER
        self._prefix: Attribution | None = None
        self._last_person: Attribution | None = None
        self._interview: Attribution | None = None
        self._reported: Attribution | None = None

    def set_voice(self, voice: Attribution) -> None:
        """From here on the article's own voice is ``voice``: a club's statement, a reporter's posts."""
        self._voice = voice

    def fresh_topic(self) -> None:
        """A new item begins: what was carried ends."""
        self._last = self._speaker = None

    def read(self, sentence: Sentence, nodes: Sequence[Node]) -> tuple[Attribution, Attribution | None]:
        """Whose word the sentence is, and whose its quotation is where it holds one."""
        found = self._explicit(nodes)
        self._interview = self._interview_in(nodes) or self._interview
        if sentence.opens_paragraph:
            self._prefix = self._reporter_prefix(nodes)
        if found is None or found.source.kind is SourceKind.UNNAMED:
            found = self._prefix or found
        found = found or self._quoted_report()
        if found is None:
            found = self._carried(sentence, nodes)
        elif found.source.name is not None and not found.carried:
            found = self._in_interview(replace(found, said=_date_beside(found, nodes)))
        self._reported = found if leaves_open(nodes, self._reported is not None) else None
        speaker = self._quotation(nodes, found)
        if found and not found.carried and found.source.kind in (SourceKind.OUTLET, SourceKind.JOURNALIST):
            self._last_outlet = found
        if found and found.source.kind in (SourceKind.PERSON, SourceKind.JOURNALIST) and found.source.name:
            self._last_person = found
        elif found and found.source.kind is not SourceKind.PERSON:
            self._last_person = None
        if found:
            self._last, self._last_sentence = found, sentence.index
        elif not all(n.quoted for n in nodes if n.kind is Kind.WORD):
            self._last = None
        return found or self._voice, speaker

    def _quoted_report(self) -> Attribution | None:
        """The report whose words in single quotation marks go on: "The report adds: 'For this reason …'"."""
        return replace(self._reported, carried=True) if self._reported else None

    def _interview_in(self, nodes: Sequence[Node]) -> Attribution | None:
        """ "X gave an interview to Y", "speaking to Y": where what X says from here on was said, and when."""
        for at in range(len(nodes) - 2):
            outlet = nodes[at + 2].unit
            if nodes[at].norm not in _INTERVIEWS or nodes[at + 1].norm not in ("to", "with"):
                continue
            person = next((n.unit for n in nodes if n.unit and n.unit.kind is UnitKind.PERSON and n.unit.refs), None)
            if outlet and outlet.kind is UnitKind.OUTLET and person:
                said = next((n.unit.date for n in nodes if n.unit and n.unit.date), None)
                return Attribution(Source(SourceKind.PERSON, person.refs[0]), (outlet_name(outlet),), said=said)
        return None

    def _in_interview(self, found: Attribution) -> Attribution:
        """``found`` with the outlet and date of the interview in which it was said, if it does not tell its own."""
        interview = self._interview
        if interview is None or found.source != interview.source or found.via:
            return found
        return replace(found, via=interview.via, said=found.said or interview.said)

    def _reporter_prefix(self, nodes: Sequence[Node]) -> Attribution | None:
        """ "Jane Doe: …", "Jane Doe (Sky): …": the reporter whose post the paragraph is."""
        opening = nodes[0].unit if len(nodes) > 2 else None
        if not opening or opening.kind is not UnitKind.PERSON or opening.form is not Form.NAME or not opening.refs:
            return None
        if nodes[1].norm == ":":
            return Attribution(Source(SourceKind.JOURNALIST, opening.refs[0]), end=2)
        outlet = (
            nodes[2].unit
            if nodes[1].norm == "(" and len(nodes) > 4 and nodes[3].norm == ")" and nodes[4].norm == ":"
            else None
        )
        if outlet and outlet.mention:
            return Attribution(Source(SourceKind.JOURNALIST, opening.refs[0]), (outlet_name(outlet),), end=5)
        return None

    # --- frames -------------------------------------------------------------------------------------------------

    def _explicit(self, nodes: Sequence[Node]) -> Attribution | None:
        credit = bracket(nodes)
        found: Attribution | None = None
        for at in range(len(nodes)):
            if nodes[at].quoted:
                continue
            found = self._according(nodes, at) or self._report_noun(nodes, at) or self._saying(nodes, at)
            if found:
                break
        if credit:
            person = found and found.source.kind in (SourceKind.PERSON, SourceKind.JOURNALIST, SourceKind.CLUB)
            if found and person:
                return replace(found, via=(*credit.via, credit.source.name or ""))
            return replace(credit, hedged=bool(found and found.hedged) or hearsay(nodes, self._lexicon) is not None)
        return found or hearsay(nodes, self._lexicon)

    def _report_noun(self, nodes: Sequence[Node], at: int) -> Attribution | None:
        """ "The German daily is sticking to its view": the outlet spoken of, as the subject of whatever it does."""
        if (
            at > 4
            or nodes[at].unit is not None
            or nodes[at].norm not in self._lexicon.speech["outlet_nouns"]
            or not self._last_outlet
        ):
            return None
        acts = (
            at + 1 < len(nodes)
            and nodes[at + 1].unit is None
            and bool(self._lexicon.verb_forms.get(nodes[at + 1].norm))
        )
        if acts and nodes[at].norm not in ("source", "sheet") and any(_is_definite(n) for n in nodes[:at]):
            return replace(self._last_outlet, start=0, end=at + 1)
        return None

    def _according(self, nodes: Sequence[Node], at: int) -> Attribution | None:
        """ "according to X", "as per X", "X, citing Y"."""
        words = tuple(n.norm for n in nodes[at : at + 2])
        if words not in _ACCORDING:
            return None
        return self._named_source(nodes, at + 2, at)

    def _named_source(self, nodes: Sequence[Node], at: int, start: int) -> Attribution | None:
        limit = min(len(nodes), at + 7)
        for here in range(at, limit):
            unit = nodes[here].unit
            if unit is None:
                if nodes[here].norm in self._lexicon.speech["unnamed_nouns"]:
                    if self._the_same(nodes, at, here) and self._last_outlet:
                        return replace(self._last_outlet, start=start, end=here + 1, carried=True)
                    return Attribution(UNNAMED, hedged=True, start=start, end=here + 1)
                if nodes[here].norm in (",", "."):
                    return None
                continue
            if unit.kind is UnitKind.OUTLET:
                return self._outlet_frame(nodes, here, start)
            if unit.kind is UnitKind.PERSON and unit.refs:
                return self._person_source(nodes, here, start)
            if unit.kind is UnitKind.PERSON and unit.dressing.part == "other":
                return Attribution(Source(SourceKind.PERSON), start=start, end=here + 1)
            if unit.kind is UnitKind.CLUB and unit.refs and not unit.possessive:
                return Attribution(Source(SourceKind.CLUB, unit.refs[0]), start=start, end=here + 1)
        return None

    def _the_same(self, nodes: Sequence[Node], first: int, last: int) -> bool:
        return any(n.norm in ("the", "same", "that") for n in nodes[first:last])

    def _outlet_frame(self, nodes: Sequence[Node], at: int, start: int) -> Attribution:
        """An outlet, its reporter where one is named with it, and through whom it came."""
        unit = nodes[at].unit
        assert unit is not None
        name = outlet_name(unit)
        following = nodes[at + 1].unit if at + 1 < len(nodes) else None
        reporter = _after_noun(nodes, at + 1) if following is None else following
        if (
            reporter
            and reporter.kind is UnitKind.PERSON
            and reporter.form is Form.NAME
            and reporter.refs
            and (unit.possessive or following is None)
        ):
            return Attribution(Source(SourceKind.JOURNALIST, reporter.refs[0]), (name,), start=start, end=at + 3)
        via = self._via(nodes, at + 1)
        return Attribution(Source(SourceKind.OUTLET, name), via, start=start, end=at + 1)

    def _via(self, nodes: Sequence[Node], at: int) -> tuple[str, ...]:
        """The outlets behind "via", "as relayed by", "citing": the one behind is nearer to us, but for "citing"."""
        if at < len(nodes) and nodes[at].norm == ",":
            at += 1
        for length in (3, 2, 1):
            phrase = " ".join(n.norm for n in nodes[at : at + length])
            if phrase in self._lexicon.speech["via"] and phrase not in ("citing", "quoting"):
                behind = nodes[at + length].unit if at + length < len(nodes) else None
                if behind and behind.kind is UnitKind.OUTLET:
                    return (outlet_name(behind),)
        return ()

    def _person_source(self, nodes: Sequence[Node], at: int, start: int) -> Attribution:
        unit = nodes[at].unit
        assert unit is not None
        name = unit.refs[0]
        outlet = self._outlet_near(nodes, at)
        person = self._cast.persons.get(name)
        listed = name in self._lexicon.journalists
        if (
            outlet
            or listed
            or unit.dressing.noun in ("journalist", "reporter", "correspondent", "insider", "expert", "columnist")
        ):
            employer = outlet or (person.outlet if person else None)
            if person and outlet:
                person.outlet = outlet
            return Attribution(
                Source(SourceKind.JOURNALIST, name), (employer,) if employer else (), start=start, end=at + 1
            )
        if person and person.outlet:
            return Attribution(Source(SourceKind.JOURNALIST, name), (person.outlet,), start=start, end=at + 1)
        return Attribution(Source(SourceKind.PERSON, name), start=start, end=at + 1)

    def _outlet_near(self, nodes: Sequence[Node], at: int) -> str | None:
        """The reporter's own outlet: "Marca's Lucía Arriaga", "Tassinari of La Gazzetta", "X (talkSPORT)"."""
        before = nodes[at - 1].unit if at else None
        here = nodes[at].unit
        trade = here is not None and here.dressing.part == "other"
        if before and before.kind is UnitKind.OUTLET and (before.possessive or trade):
            return outlet_name(before)
        if at > 1 and nodes[at - 1].unit is None and (nodes[at - 1].norm,) in self._lexicon.nouns:
            further = nodes[at - 2].unit
            if further and further.kind is UnitKind.OUTLET:
                return outlet_name(further)
        if at + 2 < len(nodes) and nodes[at + 1].norm in ("of", "from", "at", "(", "for"):
            behind = nodes[at + 2].unit or (
                nodes[at + 3].unit if at + 3 < len(nodes) and nodes[at + 2].norm == "the" else None
            )
            if behind and behind.kind is UnitKind.OUTLET:
                return outlet_name(behind)
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
            return self._outlet_frame(nodes, at - 1, at - 1)
        if not is_saying(nodes, at, self._lexicon):
            return None
        subject = subject_of(nodes, at)
        if subject is None:
            return self._unnamed_subject(nodes, at)
        unit = nodes[subject].unit
        assert unit is not None
        if unit.kind is UnitKind.OUTLET and (self._lexicon.says(node.norm, "report")):
            return (
                self._outlet_frame(nodes, subject, subject)
                if subject < at
                else Attribution(Source(SourceKind.OUTLET, outlet_name(unit)), start=at, end=subject + 1)
            )
        if unit.kind is UnitKind.PERSON and (unit.refs or unit.dressing.part):
            return self._person_says(nodes, subject, at)
        if (
            unit.kind is UnitKind.CLUB
            and unit.refs
            and any(b in _CLUB_SAYS for b, _ in self._lexicon.verb_forms.get(node.norm, ()))
        ):
            return Attribution(Source(SourceKind.CLUB, unit.refs[0]), start=subject, end=at + 1)
        return None

    def _unnamed_subject(self, nodes: Sequence[Node], at: int) -> Attribution | None:
        """ "Reports in Spain claim", "the report adds", "it adds"."""
        lexicon = self._lexicon
        for here in range(at - 1, max(-1, at - 7), -1):
            node = nodes[here]
            if node.norm in (",", ":") or (node.unit and node.unit.kind in (UnitKind.PERSON, UnitKind.CLUB)):
                return None
            if node.unit is None and node.norm in lexicon.speech["outlet_nouns"] | lexicon.speech["unnamed_nouns"]:
                definite = any(_is_definite(n) for n in nodes[max(0, here - 4) : here])
                if definite and node.norm in lexicon.speech["outlet_nouns"] and self._last_outlet:
                    return replace(self._last_outlet, start=here, end=at + 1)
                if node.norm in lexicon.speech["unnamed_nouns"]:
                    return Attribution(UNNAMED, hedged=True, start=here, end=at + 1)
            if (
                node.unit is None
                and node.norm == "it"
                and here == at - 1
                and self._last_outlet
                and lexicon.says(nodes[at].norm, "report")
            ):
                return replace(self._last_outlet, start=here, end=at + 1)
        return None

    def _person_says(self, nodes: Sequence[Node], subject: int, at: int) -> Attribution | None:
        unit = nodes[subject].unit
        assert unit is not None
        bases = {b for b, _ in self._lexicon.verb_forms.get(nodes[at].norm, ())}
        if bases & _REPORTERS_ONLY and not (unit.refs and unit.refs[0] in self._lexicon.journalists):
            return None
        if not unit.refs:
            return (
                Attribution(Source(SourceKind.PERSON, None), start=subject, end=at + 1)
                if unit.dressing.part == "other"
                else None
            )
        found = self._person_source(nodes, subject, subject)
        if unit.form is Form.PRONOUN and self._last_person and not any(n.quoted for n in nodes):
            return replace(self._last_person, start=subject, end=at + 1)
        told = nodes[at + 1].unit if at + 1 < len(nodes) else None
        if bases & _TELLS:
            if told and told.kind is UnitKind.OUTLET:
                return replace(found, via=(outlet_name(told),), end=at + 2)
            if (told and told.kind is UnitKind.OTHER) or (told and told.kind is UnitKind.PLACE):
                return replace(found, via=(told.mention.text,) if told.mention else found.via, end=at + 2)
            if told and told.kind in (UnitKind.CLUB, UnitKind.PERSON) and not any(n.quoted for n in nodes):
                return None  # a private word, not public speech
        outlet = next(
            (
                n.unit
                for i, n in enumerate(nodes)
                if n.unit
                and n.unit.kind is UnitKind.OUTLET
                and i
                and nodes[i - 1].norm in ("to", "on", "with", "in")
                and not n.quoted
            ),
            None,
        )
        if outlet and found.source.kind is SourceKind.PERSON and not found.via:
            return replace(found, via=(outlet_name(outlet),))
        return replace(found, end=at + 1)

    # --- carrying ------------------------------------------------------------------------------------------------

    def _carried(self, sentence: Sentence, nodes: Sequence[Node]) -> Attribution | None:
        """The last source, where the sentence goes on with what it told: its subject is taken up, not named anew."""
        last = self._last
        if (
            last is None
            or sentence.index - self._last_sentence > 1
            or last.source.kind not in (SourceKind.OUTLET, SourceKind.JOURNALIST)
        ):
            return None
        subject = next(
            (n.unit for n in nodes if n.unit and n.unit.kind in (UnitKind.PERSON, UnitKind.CLUB, UnitKind.OUTLET)), None
        )
        takes_up = subject is not None and subject.form is not Form.NAME
        return replace(last, carried=True) if takes_up else None

    def _quotation(self, nodes: Sequence[Node], found: Attribution | None) -> Attribution | None:
        """Whose words the sentence quotes: its own speaker's, or the one's whose quotation goes on."""
        quoted = any(n.quoted for n in nodes)
        if found and found.source.kind in (SourceKind.PERSON, SourceKind.CLUB) and not found.carried:
            self._speaker = found
        if not quoted:
            if not (found and found.source.kind in (SourceKind.PERSON, SourceKind.CLUB)):
                self._speaker = self._speaker if nodes and nodes[-1].norm == ":" else None
            return None
        return self._speaker


def _date_beside(found: Attribution, nodes: Sequence[Node]) -> DateMention | None:
    """The date that stands beside the words of saying."""
    near = nodes[max(0, found.start - _NEAR_NODES) : found.end + _NEAR_NODES]
    return next((n.unit.date for n in near if n.unit and n.unit.date), None)


def _is_definite(node: Node) -> bool:
    if node.unit is None:
        return node.norm in ("the", "same", "its", "that")
    return node.unit.form is Form.NAME and node.unit.dressing.definite


def _after_noun(nodes: Sequence[Node], at: int) -> Unit | None:
    """The person behind an outlet and a noun of his trade: "Sky Sports reporter Jane Doe"."""
    unit = nodes[at].unit if at < len(nodes) else None
    return unit if unit and unit.dressing.part == "other" else None
