"""Where "can", "may" and "will" say that somebody is let go, and no mere possibility."""

from __future__ import annotations

from rumourctl.extraction.supposing import above
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.grammar import closed_class
from rumourctl.rules.engine import Reading

_CONDITIONS = closed_class("conditions")
_WISHED = closed_class("wished")
_MODALS = closed_class("modals")
_TELLING = closed_class("telling")
_EXPIRES = closed_class("expires")


def runs_out(reading: Reading, sentence: AnalysedSentence) -> bool:
    """ "Will be allowed to leave when his contract expires": he goes then."""
    if not any(n.unit is None and n.norm == "will" for n in reading.clause.nodes[: reading.main.start]):
        return False
    later = (c for c in sentence.clauses if c.start > reading.clause.start and c.intro in ("when", "once"))
    words = {n.norm for clause in later for n in clause.nodes if n.unit is None}
    return bool({"contract", "deal"} & words and _EXPIRES & words)


def is_permitted(reading: Reading, sentence: AnalysedSentence) -> bool:
    """Whether his club lets him: "can leave", "has been told that he may go"."""
    conditions = (clause for clause in sentence.clauses if clause.intro in _CONDITIONS)
    if not all({n.norm for n in clause.nodes} & _WISHED for clause in conditions):  # but "if he wants to"
        return False
    said = {n.norm for n in reading.clause.nodes[: reading.main.start] if n.unit is None}
    modal = set() if "not" in said else said & _MODALS  # "I cannot rule out leaving"
    return "can" in modal or ("may" in modal and bool(set(above(reading, sentence)[-4:]) & _TELLING))


def is_purpose(reading: Reading, sentence: AnalysedSentence) -> bool:
    """ "So that he can join": what something is done for, and no mere possibility."""
    that = reading.clause.intro == "that" and above(reading, sentence)[-2:-1] == ["so"]
    purpose = that or reading.clause.intro == "so"
    return purpose and any(n.norm == "can" for n in reading.clause.nodes[: reading.main.start])
