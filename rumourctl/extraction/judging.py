"""What a reading amounts to: its stage and certainty after negation, denial and hedging."""

from __future__ import annotations

from dataclasses import dataclass

from rumourctl.claims.model import Certainty, Move, SourceKind, Stage
from rumourctl.extraction.reasons import Drop, Ground
from rumourctl.extraction.scope import of_rumour
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.attribution import Attribution
from rumourctl.language.clauses import ClauseKind
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node, UnitKind
from rumourctl.language.tokens import Kind
from rumourctl.rules.engine import Reading, is_idle

_ASKED = closed_class("asked")
_HEARD = closed_class("heard")
_CONDITIONS = closed_class("conditions")
_WISHED = closed_class("wished")
_AHEAD = closed_class("yet_to_come") | _WISHED
_PITCH = closed_class("pitch")
_ACTORS = (UnitKind.CLUB, UnitKind.PERSON)
_ACTING = ("subject", "possessor", "outer")
_WHENEVER = closed_class("whenever")
_ACHIEVED = (Stage.DONE, Stage.AGREED, Stage.CLOSE)
_ASKS = closed_class("asks")
_BEHIND_STAYING = closed_class("behind_staying")
_BEFORE_ORDERS = closed_class("before_orders")
_BEFORE_TOPICS = closed_class("before_topics")
_FINITE = closed_class("auxiliaries")
_OPINIONS = closed_class("opinions")
_MUST_FIRST = closed_class("must_first")
_CROWD = closed_class("crowd")
_WHO = closed_class("asks_for")
_MODALS = closed_class("modals")
_LIGHT = closed_class("light_adverbs")
_OCCURS = closed_class("occurs")
_NOUN_PHRASE = 4
"""How many words may stand between an owner and the noun that is owned: "Everton's third summer signing"."""
_THEIR_BUSINESS = closed_class("business") | closed_class("of_an_owner")
_PREPOSITIONS = closed_class("prepositions")
_WEIGHS = closed_class("weighs")
_TELLING = closed_class("telling")
_CHANCES = closed_class("chances")
_FAILED = closed_class("failed")
_COMES_AFTER = ("after", "following")


@dataclass(frozen=True, slots=True)
class Judgement:
    """The stage, move and certainty of a reading."""

    move: Move
    stage: Stage
    certainty: Certainty


def judge(reading: Reading, attribution: Attribution, sentence: AnalysedSentence) -> Judgement | Drop:
    """The judgement on ``reading``, or why it says nothing, as an event does that only waits for an operator."""
    if reading.main.start == 0 and reading.clause.nodes[0].norm in _ASKED:
        return Drop.WAITS  # "Asked about Smith, …": what an interviewer asks
    bare = reading.stage
    if bare is None and reading.values.get("denies"):
        bare = Stage.INTEREST
    if bare is None and (_dated_move(reading) or told_as_done(reading)):
        bare = Stage.DONE
    if bare is None:
        return Drop.WAITS
    if reading.move is None:
        return Drop.NO_MOVE
    if _supposed(reading, sentence):
        return Drop.SUPPOSED
    move, stage = Move(reading.move), Stage(bare)
    if move is Move.LOAN and _for_good(reading):
        move = Move.TRANSFER
    certainty = Certainty(_certainty(reading, attribution) or "asserted")
    if move is Move.EXIT and stage is Stage.INTEREST and not reading.negated and _permitted(reading, sentence):
        certainty = Certainty.ASSERTED
    if certainty is Certainty.HEDGED and _so_that(reading, sentence):
        certainty = Certainty.ASSERTED
    open_question = _conditional(reading, sentence) or _asks(sentence)
    if open_question and stage in _ACHIEVED:
        stage, certainty = Stage.INTEREST, Certainty.HEDGED
    elif open_question and reading.values.get("mood") != "wish":
        certainty = Certainty.HEDGED
    if _alternative(reading, sentence) and stage in _ACHIEVED:
        stage = Stage.INTEREST
        certainty = certainty if set(_above(reading, sentence)) & _WEIGHS else Certainty.HEDGED
    if stage is Stage.DONE and reading.clause.intro == "before" and set(_above(reading, sentence)) & _AHEAD:
        wished = bool(set(_above(reading, sentence)) & _WISHED)
        stage = Stage.INTEREST if wished else Stage.AGREED  # "is in Milan for a medical before joining Inter"
    if stage is Stage.DONE and reading.clause.intro == "before" and _in_present(reading):
        if set(_above(reading, sentence)) & _MUST_FIRST:
            return Drop.SUPPOSED  # "two conditions must be met before Lyon sell him"
        stage = Stage.AGREED  # "before he takes over at Inter"
    if stage in _ACHIEVED and reading.clause.intro == "that" and set(_above(reading, sentence)[-2:]) & _CHANCES:
        stage, certainty = Stage.INTEREST, Certainty.HEDGED  # "a chance that they will let him go"
    if stage in (Stage.AGREED, Stage.CLOSE) and reading.clause.intro == "that" and of_rumour(reading.clause, sentence):
        stage = Stage.INTEREST
    if stage is Stage.AGREED and _imagined(reading, sentence):
        stage = Stage.INTEREST
        certainty = certainty if _reported(reading, sentence) else Certainty.HEDGED
    if reading.negated or _with_nobody(reading):
        move, stage, certainty = _negate(reading, move, stage, certainty)
    elif _progressive(reading) and stage is Stage.DONE:
        stage = Stage.AGREED
    if move is Move.STAY and stage is Stage.DONE:
        stage = Stage.INTEREST if reading.values.get("wanted") else Stage.AGREED
    if reading.values.get("denies"):
        certainty = Certainty.DENIED
    if certainty is Certainty.ASSERTED and (_hedged_by_source(attribution, reading) or _asks(sentence)):
        certainty = Certainty.HEDGED
    return Judgement(move, stage, certainty)


def _permitted(reading: Reading, sentence: AnalysedSentence) -> bool:
    """Whether his club lets him: "can leave", "has been told that he may go"."""
    if any(clause.intro in _CONDITIONS for clause in sentence.clauses):
        return False
    modal = {n.norm for n in reading.clause.nodes[: reading.main.start] if n.unit is None} & _MODALS
    return "can" in modal or ("may" in modal and bool(set(_above(reading, sentence)[-4:]) & _TELLING))


def _so_that(reading: Reading, sentence: AnalysedSentence) -> bool:
    """ "So that he can join": what something is done for, and no mere possibility."""
    purpose = reading.clause.intro == "so" or (
        reading.clause.intro == "that" and _above(reading, sentence)[-2:-1] == ["so"]
    )
    return purpose and any(n.norm == "can" for n in reading.clause.nodes[: reading.main.start])


def _for_good(reading: Reading) -> bool:
    """ "Want to sign him permanently at the end of his loan": no loan, of whomever it is told."""
    feature = any(h.rule.kind == "feature" and h.rule.value("deal") == "permanent" for h in reading.hits)
    return feature and any(e.rule.move == Move.TRANSFER and not e.rule.value("generic") for e in reading.events)


def _with_nobody(reading: Reading) -> bool:
    """ "I have talked to no one": the "not" stands behind the verb."""
    behind = [n.norm for n in reading.clause.nodes[reading.main.end - 1 : reading.main.end + 3] if n.unit is None]
    return bool(reading.main.found.verb_form) and ("nobody" in behind or "no one" in " ".join(behind))


def _alternative(reading: Reading, sentence: AnalysedSentence) -> bool:
    """ "Whether to sell him or let him go": one thing or another, and not yet either."""
    if reading.clause.intro == "whether":
        return True
    before = [c for c in sentence.clauses if c.end <= reading.clause.start]
    return reading.clause.intro == "or" and bool(before) and before[-1].intro == "whether"


def _supposed(reading: Reading, sentence: AnalysedSentence) -> bool:
    """Whether nothing is said to be: "would match any bid", "asked whether he would stay", “I read that I had gone”."""
    if reading.clause.quoted and reading.clause.intro == "that" and set(_above(reading, sentence)[-2:]) & _HEARD:
        return True
    if reading.clause.intro in ("whether", "if") and set(_above(reading, sentence)[-4:]) & _ASKS:
        return True
    if reading.clause.intro in _CONDITIONS and _is_any_bid(reading):
        return True
    if reading.clause.intro in _WHENEVER and _in_present(reading):
        return True
    parted = (
        reading.main.rule.move == Move.EXIT and "object" in list((reading.main.rule.frame or {}).get("person", ()))[:1]
    )
    if reading.clause.intro == "if" and _in_present(reading) and parted:
        return True  # "will regret it if they sell him"
    if _is_play(reading) or _had_it_been(reading):
        return True
    if _is_some_way(reading) or _is_of_theirs(reading) or _is_order(reading) or _is_other_act(reading):
        return True
    if _is_mere_topic(reading) or _is_weighed(reading) or _has_stayed(reading) or _is_of_fans(reading):
        return True
    if _asks(sentence) and sentence.nodes[0].norm in _WHO:
        return True
    noun = reading.main.found.verb_form is None
    before = [n.norm for n in reading.clause.nodes[max(0, reading.main.start - 2) : reading.main.start]]
    if noun and reading.main.rule.stage == Stage.INTEREST and not reading.positions and {"a", "an"} & set(before):
        return True  # "it is an open race"
    return noun and "any" in before and not (reading.negated or reading.values.get("denies"))


def _is_any_bid(reading: Reading) -> bool:
    """ "If the right offer comes": somebody's, whoever he is."""
    here = (units for place, units in reading.positions.items() if place != "outer")
    named = any(u.kind is UnitKind.CLUB and u.refs for units in here for u in units)
    return reading.main.rule.stage == Stage.BID and not named


def _in_present(reading: Reading) -> bool:
    """Whether the main event's verb is in the present, which behind "when" and "once" means what is yet to come."""
    form = reading.main.found.verb_form
    nodes, at = reading.clause.nodes, reading.main.start
    wrapped = any(h.rule.kind == "operator" and not is_idle(h, reading.clause) for h in reading.hits)
    return form in ("base", "third") and not wrapped and not (at and nodes[at - 1].norm == "to")


def _is_mere_topic(reading: Reading) -> bool:
    """ "A sale would make room for Smith": of a move that may never be, something else is said."""
    main, nodes = reading.main, reading.clause.nodes
    modals = [h for h in reading.hits if h.start >= main.end and nodes[h.start].norm in _MODALS - {"will", "to"}]
    if main.found.verb_form or not modals:
        return False
    rest = [n for n in nodes[modals[0].end :] if n.norm not in _LIGHT]
    said = rest[0] if rest else None
    ruled = any(said is nodes[h.start] for h in reading.hits)
    if said is not None and said.norm == "be" and len(rest) > 1 and rest[1].unit is None:
        return rest[1].norm in _OPINIONS
    return said is not None and said.unit is None and said.norm not in _OCCURS and not ruled


def _is_weighed(reading: Reading) -> bool:
    """ "Selling Smith would be a mistake": of an act that may never be, something else is said."""
    main, nodes = reading.main, reading.clause.nodes
    led = all(n.unit is None and n.norm in _BEFORE_TOPICS for n in nodes[: main.start])
    if main.found.verb_form != "gerund" or not led or reading.clause.subject:
        return False
    ruled = any(h.rule.kind == "operator" and (h.rule.stage or h.rule.certainty) for h in reading.hits)
    said = any(n.unit is None and n.norm in _FINITE for n in nodes[main.end :])
    return said and not ruled and len(reading.events) == 1


def _had_it_been(reading: Reading) -> bool:
    """ "Had Lyon offered more, …": what has not been."""
    nodes = reading.clause.nodes
    if reading.clause.kind is ClauseKind.RELATIVE:
        return False  # "Lyon, who had Smith watched"
    return len(nodes) > 2 and nodes[0].norm == "had" and nodes[1].unit is not None and nodes[1].unit.kind in _ACTORS


def _has_stayed(reading: Reading) -> bool:
    """ "Stayed at Lyon for six years": where somebody has been is no word on whether he goes."""
    main, form = reading.main, reading.main.found.verb_form or ""
    wrapped = any(h.rule.kind == "operator" and h.start < main.start for h in reading.hits)
    return main.rule.move == Move.STAY and main.rule.stage == Stage.AGREED and "past" in form and not wrapped


def _is_of_fans(reading: Reading) -> bool:
    """ "For fans hoping that Smith stays": what a crowd would like is no news of him."""
    wishes = [h.start for h in reading.hits if h.rule.value("mood") == "wish"]
    before = (reading.clause.nodes[at - 1].unit for at in wishes if at)
    return any(unit is not None and unit.dressing.noun in _CROWD for unit in before)


def _is_play(reading: Reading) -> bool:
    """ "Sold him a dummy and found the far corner": of a match, where no club is named to or from which he goes."""
    played = sum(node.unit is None and node.norm in _PITCH for node in reading.clause.nodes)
    parties = (u for place, units in reading.positions.items() if place not in _ACTING for u in units)
    return played > 1 and not any(u.kind is UnitKind.CLUB and u.refs for u in parties)


def _is_some_way(reading: Reading) -> bool:
    """ "Remains undeterred", "the remaining issue", "what remains of the window": nobody stays."""
    behind = reading.clause.nodes[reading.main.end : reading.main.end + 1]
    stays = reading.main.rule.move == Move.STAY and bool(reading.main.found.verb_form)
    last = reading.clause.nodes[reading.main.end - 1]
    return stays and last.unit is None and any(_is_complement(node) for node in behind)


def _is_of_theirs(reading: Reading) -> bool:
    """ "Left Lyon's training camp", "sold Smith's house": no club is left, nobody is sold."""
    if _dresses_noun(reading):
        return True
    owner, thing = [*reading.clause.nodes[reading.main.end : reading.main.end + 2], None, None][:2]
    if reading.main.found.verb_form is None or owner is None or thing is None or owner.unit is None:
        return False
    last = reading.clause.nodes[reading.main.end - 1]
    named = owner.unit.kind in (UnitKind.CLUB, UnitKind.PERSON) and bool(owner.unit.refs) and owner.unit.possessive
    plain = thing.unit is None and thing.kind is Kind.WORD and thing.norm not in _THEIR_BUSINESS
    ruled = any(0 < h.start - reading.main.end <= _NOUN_PHRASE for h in reading.hits)
    return named and plain and not ruled and last.unit is None


def _dresses_noun(reading: Reading) -> bool:
    """Whether the club in which the words end only dresses what follows: "a step away from a Chelsea record"."""
    nodes, end = reading.clause.nodes, reading.main.end
    club = nodes[end - 1].unit
    if club is None or club.kind is not UnitKind.CLUB or end >= len(nodes) or not _is_complement(nodes[end]):
        return False
    ruled = any(0 <= h.start - end < _NOUN_PHRASE for h in reading.hits)
    plain = nodes[end].norm in _THEIR_BUSINESS | _PREPOSITIONS or nodes[end].norm.endswith("ly")
    return not (plain or ruled)


def _is_complement(node: Node) -> bool:
    return node.unit is None and node.kind is Kind.WORD and node.norm not in _BEHIND_STAYING


def _is_order(reading: Reading) -> bool:
    """ "Sell Smith", "and keep Brown": advice, as those get who play at being managers."""
    clause, first = reading.clause, min(reading.events, key=lambda hit: hit.start)
    led = all(n.unit is None and n.norm in _BEFORE_ORDERS for n in clause.nodes[: first.start])
    subject = clause.subject or clause.outer or reading.positions.get("subject")
    return led and first.found.verb_form == "base" and not subject and clause.intro in (None, "", ":", "and")


def _is_other_act(reading: Reading) -> bool:
    """ "want Smith to score more": what is wanted of somebody is no move."""
    main, nodes = reading.main, reading.clause.nodes
    if reading.stage != Stage.INTEREST or not main.found.verb_form or main.end + 1 >= len(nodes):
        return False
    wanted = nodes[main.end - 1].unit is not None and nodes[main.end].norm == "to" and nodes[main.end + 1].unit is None
    return wanted and not any(h.start == main.end + 1 or h.end > main.end + 1 for h in reading.hits)


def _above(reading: Reading, sentence: AnalysedSentence) -> list[str]:
    """The words before the clause."""
    return [n.norm for n in sentence.before(reading.clause) if n.unit is None]


def grounds(reading: Reading, attribution: Attribution, sentence: AnalysedSentence) -> list[Ground]:
    """What weighs on the judgement of ``reading``, for explaining it."""
    weighs = {
        Ground.DATED: reading.stage is None and _dated_move(reading),
        Ground.NEGATED: reading.negated,
        Ground.DENIED: bool(reading.values.get("denies")),
        Ground.PROGRESSIVE: _progressive(reading) and reading.stage == Stage.DONE,
        Ground.CONDITION: _conditional(reading, sentence),
        Ground.QUESTION: _asks(sentence),
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
    moves = reading.move == Move.TRANSFER and not reading.main.rule.value("generic")
    behind = reading.clause.nodes[reading.main.end - 1 : reading.main.end + 1]
    aims = any(n.unit is None and n.norm in ("for", "over") for n in behind)
    failed = any(n.unit is None and n.norm in _FAILED for n in reading.clause.nodes[: reading.main.start])
    return moves and reading.clause.intro in _COMES_AFTER and not (wrapped or aims or failed)


def _negate(reading: Reading, move: Move, stage: Stage, certainty: Certainty) -> tuple[Move, Stage, Certainty]:
    """What "not" makes of it: a refusal ("will not sell") is off; a rung that was not reached is denied."""
    willed = bool(reading.values.get("mood")) or _progressive(reading)
    if move is Move.STAY:
        return Move.EXIT, Stage.AGREED if stage is Stage.AGREED else Stage.INTEREST, certainty
    if move is Move.EXIT and stage is Stage.OFF:
        return move, stage, certainty
    if move is Move.EXIT and willed:
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
    names_its_subject = bool(clause.nodes) and clause.nodes[0].norm not in _MODALS  # not "conditions that would …"
    return clause.intro == "that" and clause.kind is ClauseKind.SUBORDINATE and not clause.quoted and names_its_subject


def _progressive(reading: Reading) -> bool:
    """ "is leaving", "are signing": settled, and yet to happen."""
    main = reading.main
    if main.found.verb_form != "gerund":
        return False
    before = [n.norm for n in reading.clause.nodes[max(0, main.start - 3) : main.start]]
    return any(w in ("is", "are", "be", "am", "'s") for w in before)


def _certainty(reading: Reading, attribution: Attribution) -> str | None:
    """How sure the words are; "reportedly" says no more than whom the sentence credits with it."""
    credited = attribution.source.kind in (SourceKind.OUTLET, SourceKind.JOURNALIST) and not attribution.hedged
    hedges = [h.rule for h in reading.hits if h.rule.certainty]
    return None if credited and hedges and all(rule.value("reports") for rule in hedges) else reading.certainty


def _hedged_by_source(attribution: Attribution, reading: Reading) -> bool:
    return attribution.hedged and reading.clause.kind is not ClauseKind.RELATIVE


def _conditional(reading: Reading, sentence: AnalysedSentence) -> bool:
    """Whether it is, or hangs on, a condition: "will sign him if the price drops"."""
    if reading.clause.intro in _CONDITIONS:
        return True
    later = (c for c in sentence.clauses if c.start > reading.clause.start)
    following = min(later, key=lambda c: c.start, default=None)
    bought_later = any(h.rule.kind == "feature" for h in reading.hits)  # the condition is the option's own
    if following is None or following.intro not in ("if", "unless") or reading.realised or bought_later:
        return False
    return reading.clause.nodes[-1].norm != "even"  # "will not sack him even if they go down"


def _asks(sentence: AnalysedSentence) -> bool:
    """A question claims nothing for sure, nor does what somebody asks himself."""
    end = next((t.norm for t in reversed(sentence.sentence.tokens) if t.kind is not Kind.QUOTE), "")
    return end == "?"
