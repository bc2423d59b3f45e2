"""How candidates fare between the rules and the claims, for explaining."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from rumourctl.articles.model import Article
from rumourctl.claims.model import Claim
from rumourctl.extraction.filled import Slots
from rumourctl.extraction.judging import Judgement
from rumourctl.extraction.reasons import Drop
from rumourctl.language.analysis import AnalysedArticle
from rumourctl.language.attribution import Attribution
from rumourctl.language.spelling import Spelling
from rumourctl.rules.engine import Reading


@dataclass(slots=True)
class Case:
    """One reading of one sentence, what was decided of it, and the claims or reasons that it ended in."""

    sentence: int
    reading: Reading
    attribution: Attribution
    judgement: Judgement | Drop
    slots: Slots | None = None
    outcomes: list[Claim | Drop] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the merging: what went in, what came out, and why a claim may be missing from that."""

    reason: Drop
    before: Sequence[Claim]
    after: Sequence[Claim]


@dataclass(frozen=True, slots=True)
class Trace:
    """How an article was read: its sentences, the candidates in text order, how they were merged, and the claims.

    All of these have their offsets in the text of ``spelling``, which is the article's own in the usual letters.
    """

    article: Article
    spelling: Spelling
    analysed: AnalysedArticle
    cases: Sequence[Case]
    steps: Sequence[Step]
    claims: list[Claim]


Tell = Callable[[Case], None]
TellStep = Callable[[Step], None]


def unheard(_: Case) -> None:
    """Listens to nothing."""
