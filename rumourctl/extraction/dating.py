"""Which date a claim bears: when it was said or happened, as far as its sentence tells."""

from __future__ import annotations

from datetime import date

from rumourctl.claims.model import Move, Precision, Stage
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.dates import DateMention
from rumourctl.language.nodes import UnitKind
from rumourctl.rules.engine import Reading

_HAPPENED = frozenset(
    (Stage.DONE, Stage.REJECTED, Stage.BID, Stage.TALKS, Stage.OFF, Stage.AGREED, Stage.MEDICAL, Stage.TERMS)
)


def date_of(
    reading: Reading, stage: Stage, sentence: AnalysedSentence, published: date
) -> tuple[date, Precision, bool]:
    """The claim's date, its precision, and whether the text gives it (else it is the article's own).

    A date beside the words of saying dates the statement; one in the event's clause dates an event that happened.
    """
    said = (sentence.attribution if sentence.speaker is None else sentence.speaker).said
    own = [n.unit.date for n in reading.clause.nodes if n.unit and n.unit.kind is UnitKind.DATE and n.unit.date]
    happened = next((d for d in own if _past(d, published)), None)
    ruled_out = reading.move == Move.EXIT and stage is Stage.OFF
    if stage in _HAPPENED and happened and not (ruled_out or _wished(reading)):
        return happened.date, happened.precision, True
    if said and _past(said, published):
        return said.date, said.precision, True
    if stage is Stage.DONE and not own and not _wished(reading):
        anywhere = next(
            (n.unit.date for n in sentence.nodes if n.unit and n.unit.date and _past(n.unit.date, published)), None
        )
        if anywhere and anywhere.explicit:
            return anywhere.date, anywhere.precision, True
    return published, Precision.DAY, False


def _past(mention: DateMention, published: date) -> bool:
    return not mention.future and mention.date <= published


def _wished(reading: Reading) -> bool:
    """Whether the event is yet to come, wished for or ruled out, so that a date beside it is no date of it."""
    return any(
        h.rule.kind == "operator" and (h.rule.stage in ("interest", "close", "off") or h.rule.value("mood"))
        for h in reading.hits
    )
