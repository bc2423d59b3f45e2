"""One reading of a sentence with what was found of it so far: what its clubs and persons are settled by."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from rumourctl.claims.model import Precision, SourceKind, Stage
from rumourctl.extraction.filled import Slots
from rumourctl.extraction.judging import Judgement
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.attribution import Attribution
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import UnitKind
from rumourctl.rules.engine import Reading

_IN_QUESTION = closed_class("deals") | closed_class("jobs")
_DEFINITE = closed_class("definite")
_LONG_AGO_KINDS = (Precision.MONTH, Precision.SEASON, Precision.YEAR)
_FIRST_PERSON = closed_class("first_singular")
_WHEREVER = (UnitKind.PLACE, UnitKind.NATION, UnitKind.COMPETITION)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a clause says, in which sentence, on whose word, and who fills its slots."""

    reading: Reading
    sentence: AnalysedSentence
    attribution: Attribution
    judgement: Judgement
    slots: Slots

    @property
    def index(self) -> int:
        """The number of its sentence."""
        return self.sentence.sentence.index

    @property
    def house(self) -> str | None:
        """The club for which somebody without a name says it: "…," said the Lyon president."""
        source = self.attribution.source
        return self.sentence.house if source.kind is SourceKind.PERSON and source.name is None else None

    @property
    def is_open(self) -> bool:
        """Whether it tells of what somebody would like, in a verb, and of no move in question: "open to a move", not
        "to the move"."""
        verb = self.reading.main.found.verb_form
        wish = self.judgement.stage is Stage.INTEREST and bool(verb) and self.reading.values.get("mood") != "may"
        nodes = self.reading.clause.nodes
        named = any(n.norm in _DEFINITE and m.norm in _IN_QUESTION for n, m in pairwise(nodes))
        return wish and not named

    @property
    def by_speaker(self) -> bool:
        """Whether it is what its speaker says of himself: "I have not spoken to him"."""
        return any(u.pronoun in _FIRST_PERSON for u in self.reading.positions.get("subject", ()))

    @property
    def by_another(self) -> bool:
        """Whether somebody brings the mover in whose club is not told: "since Smith signed him from Lyon"."""
        buyers = (u for u in self.reading.positions.get("subject", ()) if u.kind is UnitKind.PERSON and u.refs)
        return any(u.refs[0] not in self.slots.persons for u in buyers)

    @property
    def long_ago(self) -> bool:
        """Whether it is told with a date of months or years ago: then nobody came to a club that wants him now."""
        dates = (n.unit.date for n in self.reading.clause.nodes if n.unit and n.unit.date)
        return any(not d.future and d.precision in _LONG_AGO_KINDS for d in dates)

    @property
    def names_nowhere(self) -> bool:
        """Whether it says that somebody has signed, or that there was a bid, and its sentence names no place to which:
        then it can only be of the club that the article is about."""
        rule, stage = self.reading.main.rule, self.judgement.stage
        told_so = rule.stage == stage and stage in (Stage.DONE, Stage.BID) and not self.reading.negated
        if not told_so or self.slots.somewhere or self.is_open or "object" in list((rule.frame or {}).get("from", ())):
            return False
        return not any(n.unit and n.unit.kind in _WHEREVER for n in self.sentence.nodes)
