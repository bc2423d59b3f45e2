"""One reading of a sentence with what was found of it so far: what its clubs and persons are settled by."""

from __future__ import annotations

from dataclasses import dataclass

from rumourctl.claims.model import Stage
from rumourctl.extraction.judging import Judgement
from rumourctl.extraction.slots import Slots
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.attribution import Attribution
from rumourctl.rules.engine import Reading


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
    def is_wish(self) -> bool:
        """Whether it tells of what somebody would like, in a verb."""
        verb = self.reading.main.found.verb_form
        return self.judgement.stage is Stage.INTEREST and bool(verb) and self.reading.values.get("mood") != "may"
