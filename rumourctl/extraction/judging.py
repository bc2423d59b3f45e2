"""What a reading amounts to: its stage and certainty after negation, denial and hedging."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from rumourctl.claims.model import Certainty, Move, SourceKind, Stage
from rumourctl.extraction.allowing import is_permitted, is_purpose, runs_out
from rumourctl.extraction.doubting import doubted, is_doubted, is_ruled_out, seems_so
from rumourctl.extraction.negating import is_negated
from rumourctl.extraction.prospects import in_prospect, must_come_first
from rumourctl.extraction.reasons import Drop, Ground
from rumourctl.extraction.scope import of_rumour
from rumourctl.extraction.supposing import above, ends_by_it, in_present, is_asked, is_due, supposed
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.attribution import Attribution
from rumourctl.language.clauses import ClauseKind
from rumourctl.language.grammar import closed_class
from rumourctl.rules.engine import Reading

_ASKED = closed_class("asked")
_BY_THE_WAY = closed_class("tells_when")
_CONDITIONS = closed_class("conditions")
_WISHED = closed_class("wished")
_AHEAD = closed_class("yet_to_come") | _WISHED
_ACHIEVED = (Stage.DONE, Stage.AGREED, Stage.CLOSE)
_GONE_BY = frozenset(("was", "were", "had", "wanted"))
_MUST_FIRST = closed_class("must_first")
_MODALS = closed_class("modals")
_WEIGHS = closed_class("weighs")
_TELLS = closed_class("tells_so")
_TELLING = closed_class("telling")
_POSSIBLY = frozenset(("could", "may", "might", "would"))
_CHANCES = closed_class("chances")
_BE = ("is", "are", "be", "am", "'s")
_EXPECTED = closed_class("expectations")
_THINKS = closed_class("thinks")
_NO_CHANCE = {"no", "zero"}
_LAST = closed_class("last_of_all")
_HURDLES = closed_class("hurdles")
_SOON = closed_class("matter_of")
_FAILED = closed_class("failed")
_HINDERED = frozenset(("unable", "fail", "fails", "failed"))
_GETS_READY = 6
_ASSURED = frozenset(("told", "assured", "promised", "informed"))
"""Within a quotation, before "would" they tell what was to be."""
_COMES_AFTER = ("after", "following", "by")  # "the gap left by"
_FOR_NOTHING = ("for", "to")
"""Behind these it is no object: "free to leave for nothing", "came to nothing"."""
_YET_TO = ("will", "would", "could", "may", "might", "can")


@dataclass(frozen=True, slots=True)
class Judgement:
    """The stage, move and certainty of a reading."""

    move: Move
    stage: Stage
    certainty: Certainty


def _bare_stage(reading: Reading) -> Stage | str | None:
    """How far the event by itself has come; None where it only waits for an operator."""
    if reading.stage is not None:
        return reading.stage
    if reading.values.get("denies"):
        return Stage.INTEREST
    if _is_ahead(reading):
        return Stage.AGREED
    if _dated_move(reading) or told_as_done(reading):
        return Stage.DONE
    return Stage.INTEREST if in_prospect(reading) else None


def _is_ahead(reading: Reading) -> bool:
    """ "Has landed in Spain ahead of his loan move to Lyon": what somebody gets ready for is settled."""
    main, nodes = reading.main, reading.clause.nodes
    before = [n.norm for n in nodes[max(0, main.start - _GETS_READY) : main.start] if n.unit is None]
    goes = reading.positions.get("to") and reading.move in (Move.TRANSFER, Move.LOAN)
    return bool(goes) and not main.found.verb_form and any(pair == ("ahead", "of") for pair in pairwise(before))


def _lent_or_sold(move: Move, reading: Reading) -> Move:
    """The move of the event, where its own words say that it is for good, or a loan."""
    if move is Move.LOAN and _for_good(reading):
        return Move.TRANSFER
    lent = any(n.unit is None and n.norm == "loan" for n in reading.clause.nodes[reading.main.start : reading.main.end])
    told_of = any(
        "loan" in e.words for p in reading.main.rule.patterns for e in p.elements
    )  # "made his loan permanent"
    return (
        Move.LOAN if move is Move.TRANSFER and lent and (reading.main.rule.value("generic") or not told_of) else move
    )  # "plotting a loan raid for"


def _before_it_happens(reading: Reading, sentence: AnalysedSentence) -> Stage | None:
    """How far has come what is told behind "before"; None where conditions stand in its way."""
    words = set(above(reading, sentence))
    if words & _LAST and words & _HURDLES:
        return Stage.CLOSE  # "only the final details remain before he joins"
    if words & _GONE_BY and "past" in (reading.main.found.verb_form or ()):
        return Stage.DONE  # "were keen on him before he joined Lyon"
    if words & _AHEAD:
        return Stage.INTEREST if words & _WISHED else Stage.AGREED  # "in Milan for a medical before joining Inter"
    if not in_present(reading):
        return Stage.DONE
    if words & _MUST_FIRST:
        return None  # "two conditions must be met before Lyon sell him"
    return Stage.AGREED  # "before he takes over at Inter"


def _once_it_happens(reading: Reading, sentence: AnalysedSentence) -> bool:
    """ "Once Smith has left, Lyon will bid for Brown": what is yet to happen, and told elsewhere."""
    if reading.clause.intro != "once" or reading.stage != Stage.DONE:
        return False
    others = (n for c in sentence.clauses if c is not reading.clause for n in c.nodes)
    return any(n.unit is None and n.norm in _YET_TO for n in others)


def judge(reading: Reading, attribution: Attribution, sentence: AnalysedSentence) -> Judgement | Drop:
    """The judgement on ``reading``, or why it says nothing, as an event does that only waits for an operator."""
    led = reading.clause.kind not in (ClauseKind.RELATIVE, ClauseKind.COORDINATE)  # not "Smith, who asked to leave"
    if led and reading.main.start == 0 and reading.clause.nodes[0].norm in _ASKED:
        return Drop.WAITS  # "Asked about Smith, …": what an interviewer asks
    bare = _bare_stage(reading)
    if bare is None:
        return Drop.WAITS
    if reading.move is None:
        return Drop.NO_MOVE
    if supposed(reading, sentence) or _once_it_happens(reading, sentence):
        return Drop.SUPPOSED
    move, stage = _lent_or_sold(Move(reading.move), reading), Stage(bare)
    certainty = Certainty(_certainty(reading, attribution) or "asserted")
    let = move is Move.EXIT or (move is Move.LOAN and bool(set(above(reading, sentence)[-4:]) & _TELLING))
    if let and stage is Stage.INTEREST and not reading.negated and is_permitted(reading, sentence):
        certainty = Certainty.ASSERTED
    if certainty is Certainty.HEDGED and is_purpose(reading, sentence):
        certainty = Certainty.ASSERTED
    open_question = _conditional(reading, sentence) or is_asked(reading.clause, sentence)
    if open_question and stage in _ACHIEVED:
        stage, certainty = Stage.INTEREST, Certainty.HEDGED
    elif open_question and reading.values.get("mood") != "wish":
        certainty = Certainty.HEDGED
    hindered = {n.norm for n in reading.clause.nodes if n.unit is None} & _HINDERED
    dead = stage is Stage.OFF or (hindered and stage in (Stage.TALKS, Stage.BID, Stage.TERMS))
    if dead and move is not Move.EXIT and reading.clause.intro in _CONDITIONS:
        stage, certainty = Stage.INTEREST, Certainty.HEDGED  # "if they fail to land Smith"
    if _alternative(reading, sentence) and stage in _ACHIEVED:
        stage = Stage.INTEREST
        certainty = certainty if set(above(reading, sentence)) & _WEIGHS else Certainty.HEDGED
    if stage is Stage.AGREED and reading.clause.intro == "before" and set(above(reading, sentence)) & _MUST_FIRST:
        return Drop.SUPPOSED  # "work left before a fee is agreed"
    if reading.clause.intro == "before" and must_come_first(reading, above(reading, sentence)):
        return Judgement(move, min(stage, Stage.INTEREST, key=lambda s: s.rung), certainty)
    if stage is Stage.DONE and reading.clause.intro == "before":
        ahead = _before_it_happens(reading, sentence)
        if ahead is None:
            return Drop.SUPPOSED
        stage = ahead
    if (move, stage) == (Move.EXIT, Stage.INTEREST) and "last" in above(reading, sentence)[-4:]:
        stage = Stage.OFF  # "the last player that they want to sell"
    if stage in _ACHIEVED and reading.clause.intro == "that" and _NO_CHANCE & set(above(reading, sentence)[-6:-1]):
        stage = Stage.OFF  # "there is no chance that he will go"
    elif stage in _ACHIEVED and reading.clause.intro == "that" and _is_chance(above(reading, sentence)):
        stage, certainty = Stage.INTEREST, Certainty.HEDGED  # "a chance that they will let him go"
    if (move, stage) == (Move.EXIT, Stage.INTEREST) and runs_out(reading, sentence):
        stage = Stage.AGREED
    if stage is Stage.AGREED and _as_good_as_sure(reading, sentence):
        stage = Stage.CLOSE
    if stage in (Stage.AGREED, Stage.CLOSE) and reading.clause.intro == "that" and of_rumour(reading.clause, sentence):
        stage = Stage.INTEREST
    if stage is Stage.AGREED and _imagined(reading, sentence):
        stage = Stage.INTEREST
        certainty = certainty if _reported(reading, sentence) else Certainty.HEDGED
    return _as_said(Judgement(move, stage, certainty), reading, attribution, sentence)


def _as_said(judged: Judgement, reading: Reading, attribution: Attribution, sentence: AnalysedSentence) -> Judgement:
    """``judged`` as its clause has it: negated, still going on, denied, or hedged by whose word it is."""
    move, stage, certainty = judged.move, judged.stage, judged.certainty
    if is_doubted(reading, sentence) and not reading.negated:
        likely = None if is_ruled_out(reading, sentence) else doubted(move, stage)
        move, stage, certainty = (*likely, certainty) if likely else _negate(reading, move, stage, certainty)
    elif is_negated(reading, sentence) or _with_nobody(reading) or sentence.answer is False:
        certainty = Certainty.ASSERTED if sentence.answer is False else certainty  # "Could he go? No"
        move, stage, certainty = _negate(reading, move, stage, certainty)
    elif (
        stage is Stage.DONE
        and not reading.values.get("wanted")
        and (_progressive(reading) or _to_come(reading) or is_due(reading, sentence) or ends_by_it(reading, sentence))
    ):
        stage = Stage.AGREED
    if move is Move.STAY and stage is Stage.OFF:  # "has decided not to stay", "have no plans to keep him"
        move, stage = Move.EXIT, Stage.INTEREST if reading.values.get("wanted") else Stage.AGREED
    if move is Move.STAY and stage is Stage.DONE:
        stage = Stage.INTEREST if reading.values.get("wanted") else Stage.AGREED
    if reading.values.get("denies"):
        certainty = Certainty.DENIED
    if certainty is Certainty.ASSERTED and (
        _hedged_by_source(attribution, reading) or is_asked(reading.clause, sentence)
    ):
        certainty = Certainty.HEDGED
    return Judgement(move, stage, certainty)


def _as_good_as_sure(reading: Reading, sentence: AnalysedSentence) -> bool:
    """ "Barring a late hitch, he will join", "it is a matter of time before he joins"."""
    words = set(above(reading, sentence))
    if reading.clause.intro == "that" and words & _EXPECTED:
        return True  # "there is optimism that an agreement will be reached"
    if seems_so(reading, sentence):
        return True
    ahead = any(n.unit is None and n.norm == "will" for n in reading.clause.nodes[: reading.main.end])
    if reading.clause.quoted and ahead and set(above(reading, sentence)[-1:]) & _THINKS:
        return True  # “I think he will leave”
    return "barring" in words or (reading.clause.intro == "before" and "matter" in words and bool(words & _SOON))


def _is_chance(above_it: list[str]) -> bool:
    """Whether what follows is only possible: "a chance that", "could mean that"."""
    meant = [word for word in above_it[-2:] if word != "that"][-1:] == ["mean"]
    return bool(set(above_it[-2:]) & _CHANCES) or (meant and bool(set(above_it[-5:]) & _POSSIBLY))


def _for_good(reading: Reading) -> bool:
    """ "Want to sign him permanently at the end of his loan": no loan, of whomever it is told."""
    feature = any(h.rule.kind == "feature" and h.rule.value("deal") == "permanent" for h in reading.hits)
    return feature and any(e.rule.move == Move.TRANSFER and not e.rule.value("generic") for e in reading.events)


def _with_nobody(reading: Reading) -> bool:
    """ "I have talked to no one", "have heard nothing from them": the "not" stands behind the verb."""
    behind = [n.norm for n in reading.clause.nodes[reading.main.start + 1 : reading.main.end + 3] if n.unit is None]
    nothing = any(word == "nothing" and before not in _FOR_NOTHING for before, word in pairwise(["", *behind]))
    nobody = "nobody" in behind or "no one" in " ".join(behind)
    return bool(reading.main.found.verb_form) and (nobody or nothing)


def _alternative(reading: Reading, sentence: AnalysedSentence) -> bool:
    """ "Whether to sell him or let him go": one thing or another, and not yet either."""
    if reading.clause.intro == "whether":
        return sentence.answer is None
    before = (c for c in sentence.clauses if c.intro == "whether" and c.start < reading.clause.end)
    return reading.clause.intro == "or" and next(before, None) is not None


def grounds(reading: Reading, attribution: Attribution, sentence: AnalysedSentence) -> list[Ground]:
    """What weighs on the judgement of ``reading``, for explaining it."""
    weighs = {
        Ground.DATED: reading.stage is None and _dated_move(reading),
        Ground.AHEAD: reading.stage is None
        and _bare_stage(reading) is Stage.INTEREST
        and not reading.values.get("denies"),
        Ground.NEGATED: is_negated(reading, sentence),
        Ground.DENIED: bool(reading.values.get("denies")),
        Ground.PROGRESSIVE: _progressive(reading) and reading.stage == Stage.DONE,
        Ground.CONDITION: _conditional(reading, sentence),
        Ground.QUESTION: is_asked(reading.clause, sentence),
        Ground.WHETHER: reading.clause.intro == "whether",
        Ground.IMAGINED: reading.stage == Stage.AGREED and _imagined(reading, sentence),
        Ground.HEARSAY: _hedged_by_source(attribution, reading),
    }
    return [ground for ground, so in weighs.items() if so]


def _dated_move(reading: Reading) -> bool:
    """ "his £8m move from Lyon in 2019": a move that bears a date of its own has happened."""
    units = [n.unit for n in reading.clause.nodes if n.unit]
    dated = any(u.date and u.date.explicit and not u.date.future for u in units)
    return (
        dated and bool(reading.positions.get("from") or reading.positions.get("to")) and reading.move == Move.TRANSFER
    )


def told_as_done(reading: Reading) -> bool:
    """ "After the signing of Smith", "following his switch to Lyon": what something else came after has happened."""
    wrapped = any(h.rule.kind == "operator" and not h.rule.value("head") for h in reading.hits)
    goes = reading.move == Move.EXIT and reading.main.rule.stage is None and not reading.clause.acting
    moves = goes or (reading.move == Move.TRANSFER and not reading.main.rule.value("generic"))
    behind = reading.clause.nodes[reading.main.end - 1 : reading.main.end + 1]
    aims = any(n.unit is None and n.norm in ("for", "over") for n in behind)
    failed = any(n.unit is None and n.norm in _FAILED for n in reading.clause.nodes[: reading.main.start])
    comes_after = reading.clause.intro in _COMES_AFTER or (goes and reading.clause.intro == "since")
    return moves and comes_after and not (wrapped or aims or failed)


def _negate(reading: Reading, move: Move, stage: Stage, certainty: Certainty) -> tuple[Move, Stage, Certainty]:
    """What "not" makes of it: a refusal ("will not sell") is off; a rung that was not reached is denied."""
    willed = bool(reading.values.get("mood")) or _progressive(reading)
    refused = any(h.rule.kind == "operator" and h.rule.stage == Stage.OFF for h in reading.hits)
    if stage is Stage.OFF and (move is Move.EXIT or (refused and move in (Move.STAY, Move.RENEWAL))):
        return move, Stage.INTEREST if refused else stage, certainty  # "has not ruled out leaving"
    if move is Move.STAY:
        near = stage in (Stage.AGREED, Stage.CLOSE) and reading.values.get("mood") == "near"  # "unlikely to stay"
        gone = Stage.CLOSE if near else Stage.AGREED if stage is Stage.AGREED else Stage.INTEREST
        return Move.EXIT, gone, certainty
    weighed = any(h.rule.value("weighs") for h in reading.hits) and reading.values.get("deal") == "sacked"
    if move is Move.EXIT and weighed:
        return move, Stage.INTEREST, Certainty.DENIED  # "are not thinking of sacking him"
    frame = reading.main.rule.frame or {}
    lends = (
        move is Move.LOAN
        and [*frame.get("from", ())][:1] == ["subject"]
        and [*frame.get("person", ())][:1] == ["object"]
    )
    if move is Move.EXIT and stage is Stage.CLOSE and reading.values.get("mood") == "near":
        return Move.STAY, stage, certainty  # "do not expect to lose him"
    if (move is Move.EXIT and willed) or (lends and (willed or stage is Stage.INTEREST)):
        return move, Stage.OFF, certainty
    if move is Move.RENEWAL:
        return move, Stage.OFF if willed else stage, certainty if willed else Certainty.DENIED
    if willed and stage in (Stage.DONE, Stage.AGREED, Stage.CLOSE):
        return move, Stage.OFF, certainty
    if reading.values.get("mood") == "will" and stage in (Stage.INTEREST, Stage.TALKS, Stage.BID):
        return move, Stage.OFF, certainty
    if stage in (Stage.OFF, Stage.REJECTED):
        return move, Stage.INTEREST, certainty
    return move, stage, Certainty.DENIED


def _imagined(reading: Reading, sentence: AnalysedSentence) -> bool:
    """ "would join", unless somebody said so of what he himself was to do: "said that he would join"."""
    if reading.values.get("mood") != "would" or reading.negated:
        return False
    own_act = (reading.main.rule.frame or {}).get("person", ("",))[0] == "subject"
    return not (own_act and _reported(reading, sentence))


def _reported(reading: Reading, sentence: AnalysedSentence) -> bool:
    """Whether somebody is said to say it: "said that …", "said that A was back and would …"."""
    clause = reading.clause
    if clause.kind is ClauseKind.COORDINATE and clause.intro == "and":
        before = (c for c in sentence.clauses if c.start < clause.start)
        clause = max(before, key=lambda c: c.start, default=clause)
    if clause.kind is ClauseKind.PARTICIPLE and clause.nodes and clause.nodes[0].norm in _TELLS:
        return not clause.quoted  # "…, confirming he would leave"
    names_its_subject = bool(clause.nodes) and clause.nodes[0].norm not in _MODALS  # not "conditions that would …"
    own = clause.quoted and not _ASSURED.isdisjoint(above(reading, sentence))  # “I was told that he would stay”
    reports = clause.intro == "that" and clause.kind is ClauseKind.SUBORDINATE and names_its_subject
    return reports and (own or not clause.quoted)


def _progressive(reading: Reading) -> bool:
    """ "is leaving", "are signing": settled, and yet to happen."""
    main = reading.main
    inside = [n.norm for n in reading.clause.nodes[main.start : main.end] if n.unit is None]
    if any(one in _BE and two.endswith("ing") for one, two in pairwise(inside)):
        return True  # "his time is coming to an end"
    before = [n.norm for n in reading.clause.nodes[max(0, main.start - 3) : main.start]]
    if "base" in (main.found.verb_form or "") and before[-1:] and before[-1] in _BE:
        return True  # "is leaving to join": what he does it for
    if "base" in (main.found.verb_form or "") and before[-1:] == ["to"]:
        events = [e for e in reading.events if e.start < main.start and e.found.verb_form == "gerund"]
        return any(reading.clause.nodes[e.start - 1].norm in _BE for e in events if e.start)  # "is leaving … to join"
    is_ = (*_BE, "was", "were") if reading.clause.intro == "that" else _BE  # "confirmed that he was leaving"
    return main.found.verb_form == "gerund" and any(w in is_ for w in before)


def _to_come(reading: Reading) -> bool:
    """ "His time there **will** come to an end", "his exit in June has been confirmed": settled for a later day."""
    main, nodes = reading.main, reading.clause.nodes
    if main.rule.move != Move.EXIT:
        return False
    will = any(n.unit is None and n.norm == "will" for n in nodes[main.start : main.end])
    later = any(n.unit and n.unit.date and n.unit.date.future for n in nodes[main.end :])
    return will or (later and main.found.verb_form is None)


def _certainty(reading: Reading, attribution: Attribution) -> str | None:
    """How sure the words are; "reportedly" says no more than whom the sentence credits with it."""
    credited = attribution.source.kind in (SourceKind.OUTLET, SourceKind.JOURNALIST) and not attribution.hedged
    hedges = [h.rule for h in reading.hits if h.rule.certainty]
    return None if credited and hedges and all(rule.value("reports") for rule in hedges) else reading.certainty


def _hedged_by_source(attribution: Attribution, reading: Reading) -> bool:
    """Whether the article has it from hearsay; what it tells by the way ("when he left last month") it knows."""
    by_the_way = reading.clause.intro in _BY_THE_WAY and reading.stage == Stage.DONE and not attribution.narrow
    return attribution.hedged and reading.clause.kind is not ClauseKind.RELATIVE and not by_the_way


def _conditional(reading: Reading, sentence: AnalysedSentence) -> bool:
    """Whether it is, or hangs on, a condition: "will sign him if the price drops"."""
    if reading.clause.intro in _CONDITIONS:
        answered = reading.clause.intro == "whether" and sentence.answer is not None
        return not (answered or seems_so(reading, sentence))
    later = (c for c in sentence.clauses if c.start > reading.clause.start)
    following = min(later, key=lambda c: c.start, default=None)
    bought_later = any(h.rule.kind == "feature" for h in reading.hits)  # the condition is the option's own
    if following is None or following.intro not in ("if", "unless") or reading.realised or bought_later:
        return False
    return reading.clause.nodes[-1].norm != "even"  # "will not sack him even if they go down"
