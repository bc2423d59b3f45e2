"""Sources as the subject of a verb: "X reports", "X told Y", "the newspaper adds", "a statement read"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from rumourctl.claims.model import Source, SourceKind
from rumourctl.language.attribution import UNNAMED, Attribution, Spoken
from rumourctl.language.cast import Cast
from rumourctl.language.credited import Credited
from rumourctl.language.credits import club_named, outlet_name
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Lexicon, Thing
from rumourctl.language.nodes import Form, Node, Unit, UnitKind
from rumourctl.language.papers import has_it, is_paper, named_behind, published_by, taken_up
from rumourctl.language.roundabout import asserts, makes_plain, said_through
from rumourctl.language.saying import (
    before_bracket,
    before_where,
    coordinated_at,
    hearer_behind,
    is_governed,
    is_saying,
    outlet_tells,
    relative_speaker,
    subject_of,
)

_CLUB_SAYS = closed_class("club_says")
_TELLS = closed_class("tells")
_REPORTERS_ONLY = closed_class("reporters_only")
_REPORTS = closed_class("reports_only")
_PUBLIC = closed_class("public_ears")
_PRIVATE_EARS = closed_class("private_ears")
_SUBORDINATORS = closed_class("subordinators")
_REPORTING_NOUNS = closed_class("reporting_nouns")
_AT_LARGE = closed_class("outlets_at_large")
_PROMISES = ("promised", "promises", "vowed", "vows", "sworn", "swore", "pledged", "pledges")
_HEARERS = (UnitKind.OUTLET, UnitKind.OTHER, UnitKind.PLACE)
_SPEAK = ("manager", "staff", "official", "other")
_PASSING_ON = closed_class("passing_on")
_BEFORE_SAYING = closed_class("before_saying")
_SOURCES = closed_class("sources")
_CLOSE = (["close", "to"], ["near", "to"], ["inside"], ["within"])
_NEAR_SOMEBODY = closed_class("near_somebody")
_CLUBS_MEDIA = closed_class("clubs_media")
_NEAR = 5
_REACH = 7
"""Nodes before a verb of saying within which a noun without a name is its subject."""


class SubjectReader:
    """Finds who a verb of saying has as its subject. ``spoken`` is who was credited before."""

    def __init__(self, lexicon: Lexicon, cast: Cast, spoken: Spoken) -> None:
        self._lexicon, self._cast, self.spoken = lexicon, cast, spoken
        self._credited = Credited(lexicon, cast)

    def taken_up(self, nodes: Sequence[Node], at: int) -> Attribution | None:
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
        if is_paper(nodes[at], self._lexicon) and len(own) < _NEAR and taken_up(own):
            return replace(outlet, start=at - len(own), end=at + 1)
        return None

    def says(self, nodes: Sequence[Node], at: int) -> Attribution | None:
        """ "X reports", "X's Y writes", "said X", "reports in Spain claim", "the newspaper adds"."""
        before = before_bracket(nodes, at)
        outlet = nodes[before].unit if before >= 0 else None
        if (
            outlet
            and outlet.kind is UnitKind.OUTLET
            and not outlet.possessive
            and outlet_tells(nodes, before, at, self._lexicon)
        ):
            return self._credited.outlet(nodes, before, before)
        if said_last := self._said_last(nodes, at):
            return said_last
        verb = at if is_saying(nodes, at, self._lexicon) else said_through(nodes, at, self._lexicon)
        if verb is None:
            unnamed = self._unnamed_subject(nodes, at) if has_it(nodes, at) else None
            return unnamed or self._statement_reads(nodes, at) or self._denier(nodes, at) or self._asserter(nodes, at)
        subject = subject_of(nodes, verb)
        if subject is None:
            return self._unnamed_subject(nodes, at)
        unit = nodes[subject].unit
        assert unit is not None
        if (near := self._near_somebody(nodes, subject)) is not None:
            told = self._told_outlet(nodes, at)
            return replace(told, start=near) if told else Attribution(UNNAMED, hedged=True, start=near, end=at + 1)
        if unit.pronoun == "who":
            head = relative_speaker(nodes, subject, at, self._lexicon)
            said = self._subject_says(nodes, head, at) if head is not None else None
            return replace(said, start=subject) if said else None
        said = self._subject_says(nodes, subject, at)
        turn = coordinated_at(nodes, verb) if subject < verb else None
        return replace(said, start=turn + 1) if said and turn is not None and said.end > turn + 1 else said

    def _near_somebody(self, nodes: Sequence[Node], subject: int) -> int | None:
        """Where those without a name begin who are close to the one at ``subject``: "sources close to Smith say", "a
        source inside Lyon says"."""
        noun = subject - 2 if subject > 1 and nodes[subject - 1].norm in ("inside", "within") else subject - 3
        near = noun >= 0 and [n.norm for n in nodes[noun + 1 : subject]] in _CLOSE
        unit = nodes[noun].unit if near else None
        word = unit.dressing.noun if unit else nodes[noun].norm if near else None
        return noun if word in self._lexicon.speech["unnamed_nouns"] or word in _NEAR_SOMEBODY else None

    def _subject_says(self, nodes: Sequence[Node], subject: int, at: int) -> Attribution | None:
        """Credits the unit at ``subject`` with what the verb at ``at`` says."""
        unit, node = nodes[subject].unit, nodes[at]
        assert unit is not None
        if unit.kind is UnitKind.OUTLET and (self._lexicon.says(node.norm, "report")):
            return (
                self._credited.outlet(nodes, subject, subject)
                if subject < at
                else replace(self._credited.outlet(nodes, subject, subject), start=at)
            )
        if unit.kind in (UnitKind.PERSON, UnitKind.OTHER) and (unit.refs or unit.dressing.part):
            return self._person_says(nodes, subject, at) if self._in_public(nodes, subject, at) else None
        if unit.dressing.noun in self._lexicon.speech["unnamed_nouns"] and (told := self._told_outlet(nodes, at)):
            return told  # "club sources have told X"
        bases = {b for b, _ in self._lexicon.verb_forms.get(node.norm, ())}
        if unit.kind is not UnitKind.CLUB:
            return None
        public = bases & _TELLS and any(n.norm in _PUBLIC for n in nodes[at + 1 : at + 1 + _NEAR])
        if bases & _CLUB_SAYS or public or makes_plain(nodes, at, self._lexicon):
            return self._club_says(nodes, subject, at)
        unlisted = unit.mention is not None and not unit.mention.entries and self._lexicon.says(node.norm, "report")
        return self._credited.outlet(nodes, subject, subject) if unlisted else None

    def _statement_reads(self, nodes: Sequence[Node], at: int) -> Attribution | None:
        """ "A Lyon statement read: …", "…, read a Lyon statement"."""
        if nodes[at].norm not in ("read", "reads") or nodes[at].unit is not None:
            return None
        around = (*range(at - 1, max(-1, at - _REACH), -1), *range(at + 1, min(at + _NEAR, len(nodes))))
        here = next((i for i in around if self._is_statement(nodes[i])), None)
        return self._statement(nodes, here, at) if here is not None else self._report_reads(nodes, at, around)

    def _report_reads(self, nodes: Sequence[Node], at: int, around: Sequence[int]) -> Attribution | None:
        """ "…," the report read on X", "…," reads the newspaper's report"."""
        here = next((i for i in around if is_paper(nodes[i], self._lexicon)), None)
        if here is None or not any(n.quoted or n.norm == ":" for n in nodes):
            return None
        if paper := published_by(nodes, max(at, here)):
            return replace(self._credited.outlet(nodes, paper, min(at, here)), start=min(at, here))
        outlet = self.spoken.outlet if taken_up(nodes[max(0, here - 2) : here]) else None
        return replace(outlet, start=min(at, here), end=max(at, here) + 1) if outlet else None

    def _is_statement(self, node: Node) -> bool:
        return node.unit is None and node.norm in self._lexicon.speech["statements"]

    def _asserter(self, nodes: Sequence[Node], at: int) -> Attribution | None:
        """ "X is adamant that": who leads a team or speaks for somebody says so; of a player it is his mood."""
        subject = subject_of(nodes, at) if asserts(nodes, at) else None
        return self._person_says(nodes, subject, at) if subject is not None and self._speaks(nodes, subject) else None

    def _in_public(self, nodes: Sequence[Node], subject: int, at: int) -> bool:
        """Whether he at ``subject`` is told of as speaking: what a player promises to do or makes plain, unless to an
        outlet, whoever reports it has heard."""
        promised = nodes[at].norm in _PROMISES and at + 1 < len(nodes) and nodes[at + 1].norm == "to"
        if not promised and not makes_plain(nodes, at, self._lexicon):
            return True
        heard = any(n.quoted for n in nodes) or self._where_said(nodes) is not None
        return heard or self._speaks(nodes, subject)

    def _speaks(self, nodes: Sequence[Node], at: int) -> bool:
        """Whether the unit at ``at`` is a person who speaks for a club or a player."""
        unit = nodes[at].unit
        if unit is None or unit.kind not in (UnitKind.PERSON, UnitKind.OTHER):
            return False
        person = self._cast.persons.get(unit.refs[0]) if unit.refs else None
        return (person.part if person else unit.dressing.part) in _SPEAK

    def _denier(self, nodes: Sequence[Node], at: int) -> Attribution | None:
        """ "X rejected suggestions that", "X played down talk of": who denies is who says so."""
        if nodes[at].unit is not None or not self._lexicon.says(nodes[at].norm, "denies"):
            return None
        object_ = takewhile(lambda n: n.norm not in _SUBORDINATORS and n.norm != ",", nodes[at + 1 : at + _REACH])
        denied = any(
            n.norm in self._lexicon.speech["deniable"] and before.norm != "to"  # "permission to talk"
            for before, n in pairwise((nodes[at], *object_))
        )
        ruled_out = [n.norm for n in nodes[at : at + 2]] in (["ruled", "out"], ["rules", "out"])
        subject = subject_of(nodes, at) if denied or ruled_out else None
        unit = nodes[subject].unit if subject is not None else None
        if subject is None or unit is None or not (denied or self._speaks(nodes, subject)):
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
            told = self._told_before(nodes, subject, at)  # "those sources said"
            return told or Attribution(UNNAMED, start=subject, end=at + 1)  # "club sources say"
        named = (n.unit.refs[0] for n in nodes if n.unit and n.unit.kind is UnitKind.CLUB and n.unit.refs)
        placed = bool(unit.dressing.places or unit.dressing.nations) or unit.form is not Form.DESCRIPTION
        known = unit.refs[0] if unit.refs and (placed or not unit.dressing.definite) else None
        name = known or (next(named, self.spoken.club) if unit.dressing.definite else None)
        return Attribution(Source(SourceKind.CLUB, name), start=subject, end=at + 1) if name else None

    def _unnamed_subject(self, nodes: Sequence[Node], at: int) -> Attribution | None:
        """ "Reports in Spain claim", "the report adds", "it adds", "sources told X", "a statement read"."""
        lexicon = self._lexicon
        if nodes[at + 1 : at + 3] and (inverted := self._inverted_noun(nodes, at)):
            return inverted
        gerund = nodes[at].norm.endswith("ing") and nodes[at - 1].norm == ","  # "… in reports today, claiming"
        first = at - 2 if gerund else before_where(nodes, at)
        for here in range(first, max(-1, first + 1 - _REACH), -1):
            node = nodes[here]
            unit = node.unit
            named = unit and unit.kind in (UnitKind.PERSON, UnitKind.CLUB) and not is_governed(nodes, here)
            if node.norm in (",", ":") or named:
                return None
            if self._is_statement(node):
                return self._statement(nodes, here, at)
            if node.norm in _REPORTING_NOUNS and (paper := published_by(nodes, here)) is not None:
                return self._credited.outlet(nodes, paper, here)  # "a report in Spain from Marca says"
            if unit is None and node.norm in _AT_LARGE and not taken_up(nodes[:here][-4:]):
                return Attribution(UNNAMED, hedged=True, start=here, end=at + 1)
            if unit is None and node.norm in lexicon.speech["outlet_nouns"] | lexicon.speech["unnamed_nouns"]:
                owner = nodes[here - 1].unit if here else None
                if owner and owner.kind is UnitKind.OUTLET and node.norm in _REPORTING_NOUNS:
                    return self._credited.outlet(nodes, here - 1, here - 1)
                if node.norm in lexicon.speech["outlet_nouns"] and self.spoken.outlet and taken_up(nodes[:here][-4:]):
                    return replace(self.spoken.outlet, start=here, end=at + 1)
                if here and nodes[here - 1].norm == "which":
                    return None  # "a fee which reports said was £5m": of the fee alone
                if node.norm in lexicon.speech["unnamed_nouns"]:
                    told = self._told_outlet(nodes, at) or self._told_before(nodes, here, at)
                    return told or Attribution(UNNAMED, hedged=True, start=here, end=at + 1)
            adverbs = all(n.norm in _BEFORE_SAYING for n in nodes[here + 1 : at])
            if unit is None and node.norm == "it" and adverbs and self.spoken.outlet:
                return (
                    replace(self.spoken.outlet, start=here, end=at + 1)
                    if lexicon.says(nodes[at].norm, "report")
                    else None
                )
        return None

    def _said_last(self, nodes: Sequence[Node], at: int) -> Attribution | None:
        """ "…, say sources close to the player" at the end of a sentence, where no other verb follows."""
        if not is_saying(nodes, at, self._lexicon):
            return None
        found = self._inverted_noun(nodes, at)
        behind = [n.norm for n in nodes[found.end :] if n.unit is None] if found else []
        acts = ({f for _, f in self._lexicon.verb_forms.get(norm, ())} for norm in behind)
        return None if any(forms & {"third", "past"} for forms in acts) else found

    def _inverted_noun(self, nodes: Sequence[Node], at: int) -> Attribution | None:
        """ "…, claim reports in Italy", "…, read a statement", "…, the sources say"."""
        if at == 0 or not (nodes[at - 1].norm == "," or nodes[at - 1].norm == '"'):
            return None
        for here, node in enumerate(nodes[at + 1 : at + 4], at + 1):
            if node.unit and node.unit.kind is not UnitKind.NATION:
                return None
            if node.norm in self._lexicon.speech["statements"]:
                return self._statement(nodes, here, at)
            if node.norm in _REPORTING_NOUNS and (paper := published_by(nodes, here)) is not None:
                return replace(self._credited.outlet(nodes, paper, at), start=at, end=paper + 1)
            if is_paper(node, self._lexicon) and taken_up(nodes[at + 1 : here]):
                if named_behind(nodes, here):
                    return replace(self._credited.outlet(nodes, here + 1, at), start=at, end=here + 2)
                if self.spoken.outlet:
                    return replace(self.spoken.outlet, start=at, end=here + 1)  # "…, writes the newspaper"
            if node.norm in self._lexicon.speech["unnamed_nouns"]:
                return Attribution(UNNAMED, hedged=True, start=at, end=here + 1)
        return None

    def _statement(self, nodes: Sequence[Node], at: int, verb: int) -> Attribution | None:
        """A club's statement: that of the one named before it, with it or else spoken of; "the statement" is the last
        club's that made one."""
        again = self.spoken.statement if at and nodes[at - 1].norm == "the" else None
        name = club_named(nodes[max(0, at - _REACH) : at][::-1]) or again or club_named(nodes) or self.spoken.club
        self.spoken.statement = name
        start, end = sorted((at, verb))
        return Attribution(Source(SourceKind.CLUB, name), start=start, end=end + 1) if name else None

    def _told_before(self, nodes: Sequence[Node], here: int, at: int) -> Attribution | None:
        """ "Sources added", where they have told an outlet all along."""
        unit = nodes[here].unit
        bare = unit.dressing.noun in _SOURCES and not unit.dressing.clubs if unit else nodes[here].norm in _SOURCES
        house = self.spoken.house if bare else None
        self.spoken.goes_on |= house is not None
        return replace(house, start=here, end=at + 1, before=None) if house else None

    def _told_outlet(self, nodes: Sequence[Node], at: int) -> Attribution | None:
        """ "sources told X", "sources confirmed to X": an outlet, or its reporter, that cites its sources."""
        to = any(n.norm == "to" for n in nodes[at + 1 : at + 2])
        hearer = at + 1 + to
        told = nodes[hearer].unit if hearer < len(nodes) else None
        tells = to or {b for b, _ in self._lexicon.verb_forms.get(nodes[at].norm, ())} & _TELLS
        if tells and told and (told.kind is UnitKind.OUTLET or self._credited.reports(told)):
            by = self._credited.outlet if told.kind is UnitKind.OUTLET else self._credited.person
            found = by(nodes, hearer, at)
            self.spoken.house = self.spoken.house or found
            return found
        if tells and self.spoken.outlet and self._told_paper(nodes, at + 1):
            return replace(self.spoken.outlet, start=at, end=at + 3)  # "a source told the publication"
        return None

    def _person_says(self, nodes: Sequence[Node], subject: int, at: int) -> Attribution | None:
        unit = nodes[subject].unit
        assert unit is not None
        bases = {b for b, _ in self._lexicon.verb_forms.get(nodes[at].norm, ())}
        if unit.dressing.noun in self._lexicon.speech["spokespersons"]:
            return self._for_club(unit, subject, at)
        if unit.dressing.noun in self._lexicon.speech["unnamed_nouns"] and not unit.refs:
            return self._told_outlet(nodes, at) or Attribution(UNNAMED, hedged=True, start=subject, end=at + 1)
        if not unit.refs:
            if bases & _REPORTERS_ONLY:
                return None
            known = unit.dressing.part in (_SPEAK if unit.dressing.clubs else ("other", "official", "manager"))
            return Attribution(Source(SourceKind.PERSON, None), start=subject, end=at + 1) if known else None
        found = self._credited.person(nodes, subject, subject, bool(bases & _REPORTS))
        if bases & _REPORTERS_ONLY and found.source.kind is not SourceKind.JOURNALIST:
            return None
        reporter = self.spoken.reporter
        if unit.form is Form.PRONOUN and reporter and not any(n.quoted for n in nodes):
            return replace(reporter, start=subject, end=at + 1)
        if not bases & self._lexicon.speech["say"] and self._in_private(nodes, hearer_behind(nodes, at)):
            return None
        if bases & _TELLS:
            told = nodes[at + 1].unit if at + 1 < len(nodes) else None
            if told and told.mention and (told.kind in _HEARERS or self._may_be_outlet(told)):
                return replace(found, via=(outlet_name(told) or told.mention.text,), end=at + 2)
            if paper := self._told_paper(nodes, at + 1):
                return replace(found, via=(paper,), end=at + 3)
            if self._in_private(nodes, at + 1):
                return None
        outlet = self._where_said(nodes)
        if outlet and not found.via:
            return replace(found, via=(outlet,))
        return replace(found, end=at + 1)

    def _may_be_outlet(self, unit: Unit) -> bool:
        """Whether what looks like a person's name is nobody's of whom anything is known: "told Gazeta Futbolli"."""
        if unit.kind is not UnitKind.PERSON or unit.form is not Form.NAME or unit.mention is None:
            return False
        person = self._cast.persons.get(unit.refs[0]) if unit.refs else None
        known = person is None or person.part or person.clubs or person.groups or unit.dressing.noun
        return not (known or unit.mention.entries or unit.mention.norms[0] in self._lexicon.given)

    def _told_paper(self, nodes: Sequence[Node], at: int) -> str | None:
        """The outlet spoken of that "the paper", "the same station" at ``at`` means."""
        noun = at + 2 if [n.norm for n in nodes[at + 1 : at + 2]] == ["same"] else at + 1
        last = self.spoken.outlet
        if last is None or noun >= len(nodes) or not taken_up(nodes[at:noun]):
            return None
        heard = nodes[noun].unit is None and nodes[noun].norm in self._lexicon.speech["outlet_nouns"]
        employer = last.via[:1] if last.source.kind is SourceKind.JOURNALIST else ()
        return (*employer, last.source.name)[0] if heard else None

    def _for_club(self, unit: Unit, subject: int, at: int) -> Attribution | None:
        """A club's spokesman: what he says, the club says."""
        dressed = (e.name for m in unit.dressing.clubs for e in m.entries if e.thing is Thing.CLUB)
        name = next(dressed, self.spoken.club)
        return Attribution(Source(SourceKind.CLUB, name), start=subject, end=at + 1) if name else None

    def _in_private(self, nodes: Sequence[Node], at: int) -> bool:
        """Whether those who are told at ``at`` are no public: his club, his coach, his friends."""
        media = any(n.unit is None and n.norm in _CLUBS_MEDIA for n in nodes[at : at + 4])  # "the club's TV channel"
        if media or any(n.quoted for n in nodes) or at >= len(nodes):
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
        """The outlet in which it was said, or that passes it on: "said on Sky", "in comments carried by Marca"."""
        for at, node in enumerate(nodes[1:], 1):
            if node.unit and node.unit.kind is UnitKind.OUTLET and not node.quoted and self._leads_to_outlet(nodes, at):
                return outlet_name(node.unit)
        return None

    def _leads_to_outlet(self, nodes: Sequence[Node], at: int) -> bool:
        before = nodes[at - 1].norm
        if before != "by":
            return before in ("to", "on", "with", "in", "via", "per")
        return any(n.unit is None and n.norm in _PASSING_ON for n in nodes[max(0, at - _NEAR) : at])
