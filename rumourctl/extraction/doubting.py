"""Doubt in the clause above: whoever does not think that somebody will go thinks that he will not."""

from __future__ import annotations

from rumourctl.claims.model import Move, Stage
from rumourctl.extraction.supposing import above
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.grammar import closed_class
from rumourctl.rules.engine import Reading

_THINKS = closed_class("thinks") | {"expect", "expects", "expected", "thinks", "believes", "thought", "believed", "see"}
_SEEM = closed_class("seem")
_LEADS = {"that": ("like",), "if": ("as", "if"), "though": ("as", "though")}
"""The last words before a clause of what seems so, by what begins it."""
_DOUBTS = ("doubt", "doubts", "doubted", "doubtful")
_ADVERBS = closed_class("light_adverbs") - {"not", "n't"}
_NOBODY = ("nobody", "no-one", "none")
_LIKELY = (Stage.AGREED, Stage.CLOSE)


def is_doubted(reading: Reading, sentence: AnalysedSentence) -> bool:
    """Whether the clause above that of ``reading`` doubts it: "I don't think that", "nobody should think"."""
    words = [word for word in above(reading, sentence) if word not in ("that", ",") and word not in _ADVERBS]
    if seeming := seems_so(reading, sentence):
        words = words[: -len(_LEADS[reading.clause.intro])]
    if not words or not (seeming or reading.clause.intro in (None, "", "that")):
        return False
    before = words[-3:-1]
    refuses = before[-1:] == ["not"]
    if words[-1] not in (_THINKS | _SEEM if seeming else _THINKS):
        return words[-1] in _DOUBTS and not refuses
    return refuses or (before[-1:] == ["should"] and before[0] in _NOBODY)


def seems_so(reading: Reading, sentence: AnalysedSentence) -> bool:
    """Whether the clause tells what seems so: "it looks like he will leave", "it seems as if he will leave"."""
    leads, words = _LEADS.get(reading.clause.intro, ()), above(reading, sentence)
    at = len(words) - len(leads)
    return bool(leads) and at > 0 and tuple(words[at:]) == leads and words[at - 1] in _SEEM


def is_ruled_out(reading: Reading, sentence: AnalysedSentence) -> bool:
    """Whether such a doubt is put to everybody, and so rules it out: "nobody should think that we will sell him"."""
    return "should" in above(reading, sentence)[-3:]


def doubted(move: Move, stage: Stage) -> tuple[Move, Stage] | None:
    """What becomes of a ``move`` at ``stage`` that somebody does not think likely; None where the doubt denies it."""
    if move is Move.STAY:
        return Move.EXIT, Stage.CLOSE
    return (Move.STAY, Stage.CLOSE) if move is Move.EXIT and stage in _LIKELY else None
