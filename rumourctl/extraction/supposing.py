"""Whether a reading tells of no move: what is asked, advised, weighed or thought of, and what is no move at all."""

from __future__ import annotations

from itertools import pairwise

from rumourctl.claims.model import Move, Precision, Stage
from rumourctl.extraction.nobodys import is_complement, is_fit, is_nobodys, is_share, is_somebody
from rumourctl.extraction.unknown import is_unknown
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.clauses import Clause, ClauseKind
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import UnitKind
from rumourctl.language.tokens import Kind
from rumourctl.language.trail import heads_topic
from rumourctl.rules.engine import Reading, is_topic
from rumourctl.rules.hits import is_idle

_HEARD = closed_class("heard")
_CONDITIONS = closed_class("conditions")
_PITCH = closed_class("pitch")
_ACTORS = (UnitKind.CLUB, UnitKind.PERSON)
_ACTING = ("subject", "possessor", "outer")
_WHENEVER = closed_class("whenever")
_ASKS = closed_class("asks")
_BEFORE_ORDERS = closed_class("before_orders")
_BEFORE_TOPICS = closed_class("before_topics")
_BE = closed_class("be")
_FINITE = closed_class("auxiliaries")
_OPINIONS = closed_class("opinions")
_CROWD = closed_class("crowd")
_SINGS = closed_class("sings")
_PRESUMED = closed_class("presumed")
_UNREAL = closed_class("unreal")
_WAS = {"was", "were", "would", "might"}
_WHO = closed_class("asks_for")
_ASKING = closed_class("asks_who")
_TURNS = ("but", "so", "and", "-", "–", "—", ":", ";")
_MODALS = closed_class("modals")
_LIGHT = closed_class("light_adverbs")
_OCCURS = closed_class("occurs")
_AFFECTS = closed_class("affects")
_PASSED_OVER = closed_class("passed_over")
_MARKS = closed_class("opens_status")
_IN_WRITING = closed_class("in_writing")
_HINGES = (Stage.BID, Stage.MEDICAL, Stage.REJECTED)
"""Stages that in a condition are not told: "if an offer comes", "if they say no", "if he passes his medical"."""
_TAKEN_UP = ("clause-up", "option-up")
_NOUN_PHRASE = 4
"""How many words may stand between an owner and the noun that is owned: "Everton's third summer signing"."""
_MATES = closed_class("mates")
_PURPOSES = closed_class("purposes")
_THEIR_BUSINESS = closed_class("business") | closed_class("of_an_owner") | closed_class("around_him")
_PREPOSITIONS = closed_class("prepositions")


def supposed(reading: Reading, sentence: AnalysedSentence) -> bool:
    """Whether nothing is said to be: "would match any bid", "asked whether he would stay", “I read that I had gone”."""
    if reading.clause.quoted and reading.clause.intro == "that" and set(above(reading, sentence)[-2:]) & _HEARD:
        return True
    if reading.negated and reading.clause.intro == "that" and above(reading, sentence)[-2:] == ["so", "that"]:
        return True  # "are keen to sell so that he doesn't leave for nothing"
    if reading.clause.intro in _PASSED_OVER or _is_sung(sentence) or _is_visit(reading):
        return True  # "on loan rather than sell him"
    if reading.clause.intro in ("whether", "if") and set(above(reading, sentence)[-4:]) & _ASKS:
        return True
    taken_up = reading.main.rule.name in _TAKEN_UP  # "Lyon keep a share if they trigger it"
    hinges = reading.main.rule.stage in _HINGES or (reading.main.rule.stage == Stage.TALKS and _is_noun(reading))
    if reading.clause.intro in _CONDITIONS and (hinges or reading.negated or taken_up):
        return True  # "if the right offer comes", "if he does not sign", "should the negotiations fail"
    if reading.clause.intro in _WHENEVER and in_present(reading):
        return True
    wish, move = reading.values.get("mood") == "wish", reading.main.rule.move
    if reading.clause.intro == "if" and (move == Move.STAY or (move == Move.EXIT and wish)):
        return True  # "would not stand in his way if he wants to leave", "if he stays, I will be happy"
    parted = move == Move.EXIT and "object" in list((reading.main.rule.frame or {}).get("person", ()))[:1]
    passive = reading.clause.nodes[reading.main.start].norm in _BE  # "if Smith is shown the door"
    if reading.clause.intro == "if" and in_present(reading) and parted and not passive:
        return True  # "will regret it if they sell him"
    if (
        _is_left_undone(reading)
        or _comes_after(reading)
        or _is_play(reading)
        or _had_it_been(reading)
        or _never_was(reading, sentence)
    ):
        return True
    if _is_some_way(reading) or _is_of_theirs(reading) or _is_order(reading) or _is_other_act(reading):
        return True
    if _is_mere_topic(reading) or _is_weighed(reading) or _has_stayed(reading) or _is_of_fans(reading):
        return True
    if _concerns_others(reading, sentence) or _serves(reading) or _is_of_leader(reading) or is_fit(reading, sentence):
        return True
    if _joins_mates(reading) or _is_in_writing(reading, sentence) or is_share(reading) or is_nobodys(reading):
        return True
    if sentence.put or (asks(sentence) and _asks_who(sentence)) or is_unknown(reading, sentence):
        return True
    if _follows_if(reading, sentence):
        return True  # "if he goes, he goes with our blessing"
    if sentence.sentence.heading and heads_topic(sentence.nodes):
        return True  # "On whether Smith will sign"
    noun = _is_noun(reading)
    before = [n.norm for n in reading.clause.nodes[max(0, reading.main.start - 2) : reading.main.start]]
    if noun and reading.main.rule.stage == Stage.INTEREST and not reading.positions and {"a", "an"} & set(before):
        return True  # "it is an open race"
    ruled_out = reading.negated or reading.values.get("denies") or reading.stage == Stage.OFF
    return noun and "any" in before and not ruled_out


def _is_noun(reading: Reading) -> bool:
    return reading.main.found.verb_form is None


def _follows_if(reading: Reading, sentence: AnalysedSentence) -> bool:
    """Whether it is told in the present of what an "if" before it leaves open."""
    before = (c for c in sentence.clauses if c.start < reading.clause.start)
    last = max(before, key=lambda c: c.start, default=None)
    hangs = last is not None and last.intro == "if" and reading.clause.kind is ClauseKind.MAIN
    goes = (
        reading.main.rule.move == Move.EXIT and "subject" in list((reading.main.rule.frame or {}).get("person", ()))[:1]
    )
    return hangs and goes and in_present(reading)


def ends_by_it(reading: Reading, sentence: AnalysedSentence) -> bool:
    """Whether it only adds what ends by what is yet to happen: "he will retire in May, **ending** his time here"."""
    clause, main = reading.clause, reading.main
    adds = clause.kind is ClauseKind.PARTICIPLE and main.rule.move == Move.EXIT and main.found.verb_form == "gerund"
    return adds and main.start == 0 and bool({"will", "would"} & set(above(reading, sentence)))


def _is_in_writing(reading: Reading, sentence: AnalysedSentence) -> bool:
    """Whether it is what a contract provides for: "has a clause which allows him to leave on loan"."""
    if reading.clause.intro not in ("which", "that"):
        return False
    lets = reading.clause.nodes[reading.main.start].norm.startswith(("allow", "permit", "enabl", "let", "entitl"))
    return lets and any(
        n.unit is None and n.norm in _IN_WRITING for n in sentence.before(reading.clause)[-_NOUN_PHRASE:]
    )


def in_present(reading: Reading) -> bool:
    """Whether the main event's verb is in the present, which behind "when" and "once" means what is yet to come."""
    form = reading.main.found.verb_form
    nodes, at = reading.clause.nodes, reading.main.start
    wrapped = any(h.rule.kind == "operator" and not is_idle(h, reading.clause) for h in reading.hits)
    return form in ("base", "third") and not wrapped and not (at and nodes[at - 1].norm == "to")


def is_due(reading: Reading, sentence: AnalysedSentence) -> bool:
    """ "Becomes Ajax manager on Saturday": in the present of a day to come; "joins Ajax, here we go": agreed."""
    joined = reading.clause.intro == "with" and reading.main.found.verb_form == "gerund"  # "with Smith leaving in May"
    if not (in_present(reading) or joined):
        return False
    verb = reading.clause.nodes[reading.main.start].norm not in _BE
    if verb and any(_says_agreed(clause) for clause in sentence.clauses if clause is not reading.clause):
        return True
    if verb and any(n.unit is None and n.norm == "then" for n in reading.clause.nodes[: reading.main.start]):
        return True  # "has his medical today and then signs"
    behind = (n for n in reading.clause.nodes[reading.main.start :] if n.unit and n.unit.date)
    days = ((n.unit.date, sentence.sentence.tokens[n.start].norm) for n in behind if n.unit)
    return any(d and (d.future or (d.precision is Precision.DAY and word == "on" and not joined)) for d, word in days)


def _says_agreed(clause: Clause) -> bool:
    """Whether a statement without a verb says how far a move has come: "here we go", "agreement reached on a loan"."""
    words = [n.norm for n in clause.nodes if n.unit is None]
    brief = clause.intro in _MARKS and bool(clause.nodes)
    return brief and (words[:2] == ["here", "go"] or words[:1] == ["agreement"] or words[1:2] == ["agreed"])


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
    affects = (
        main.rule.stage == Stage.DONE and said is not None and said.norm in _AFFECTS
    )  # "an arrival may see others go"
    return said is not None and said.unit is None and (said.norm not in _OCCURS or affects) and not ruled


def _is_weighed(reading: Reading) -> bool:
    """ "Selling Smith would be a mistake": of an act that may never be, something else is said."""
    main, nodes = reading.main, reading.clause.nodes
    led = all(n.unit is None and n.norm in _BEFORE_TOPICS for n in nodes[: main.start])
    taken_over = reading.clause.subject and not is_topic(main, reading.clause)
    if main.found.verb_form != "gerund" or not led or taken_over:
        return False
    ruled = any(h.rule.kind == "operator" and (h.rule.stage or h.rule.certainty) for h in reading.hits)
    said = any(n.unit is None and n.norm in _FINITE for n in nodes[main.end :])
    dated = any(n.unit and n.unit.date and not n.unit.date.future for n in nodes[main.end :])
    happened = dated and any(n.unit is None and n.norm in ("has", "have", "had") for n in nodes[main.end :])
    return said and not ruled and not happened and len(reading.events) == 1  # but "selling Smith last summer has"


def _is_left_undone(reading: Reading) -> bool:
    """ "Not buying Smith still hurts": of what nobody did, something else is said."""
    nodes, at = reading.clause.nodes, reading.main.start
    undone = at > 0 and nodes[at - 1].norm == "not" and reading.main.found.verb_form == "gerund"
    return undone and all(n.unit is None and n.norm in _BEFORE_TOPICS for n in nodes[: at - 1])


def _comes_after(reading: Reading) -> bool:
    """ "Smith follows Brown, who has quit": nobody is wanted, one comes after another."""
    verb = reading.clause.nodes[reading.main.start].norm
    acts = [u for u in reading.positions.get("subject", ()) if u.refs]
    follows = verb in ("follow", "follows", "followed") and reading.main.rule.move == Move.TRANSFER
    return (
        follows
        and reading.main.rule.stage == Stage.INTEREST
        and bool(acts)
        and all(u.kind is UnitKind.PERSON for u in acts)
    )


def _had_it_been(reading: Reading) -> bool:
    """ "Had Lyon offered more, …": what has not been."""
    nodes = reading.clause.nodes
    if reading.clause.kind is ClauseKind.RELATIVE:
        return False  # "Lyon, who had Smith watched"
    return len(nodes) > 2 and nodes[0].norm == "had" and nodes[1].unit is not None and nodes[1].unit.kind in _ACTORS


def _never_was(reading: Reading, sentence: AnalysedSentence) -> bool:
    """ "Thought they had signed him", "should have signed him", "if only they had": what has not come about."""
    words = [n.norm for n in reading.clause.nodes[: reading.main.start] if n.unit is None]
    presumed = bool(set(above(reading, sentence)[-3:]) & _PRESUMED)
    told = {n.norm for n in reading.clause.nodes[: reading.main.end] if n.unit is None}
    if presumed and ("had" in words or (reading.clause.quoted and _WAS & told)):
        return True  # "I thought they had signed him", "I thought he was going to Stoke"
    if [n.norm for n in sentence.nodes[:2]] == ["if", "only"]:
        return True
    pairs = pairwise(words)
    wished = any(h.rule.value("mood") == "wish" for h in reading.hits)  # "would have loved to join"
    had_to = wished or " have to" in " ".join(words)  # "would have to pay"
    return not had_to and any(modal in _UNREAL and have == "have" for modal, have in pairs)


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


def _is_visit(reading: Reading) -> bool:
    """ "Will be in Athens today": whoever is somewhere for a day does not stay there."""
    nodes = reading.clause.nodes[reading.main.start : reading.main.end + 1]
    days = (n.unit.date for n in nodes if n.unit and n.unit.date)
    there = any(n.norm in _BE and behind.norm == "in" for n, behind in pairwise(nodes))
    return reading.main.rule.move == Move.STAY and there and any(day.precision is Precision.DAY for day in days)


def _is_sung(sentence: AnalysedSentence) -> bool:
    """ "Fans were chanting that he would be sacked": a song tells of nothing."""
    return any(n.unit is None and n.norm in _SINGS for n in sentence.nodes)


def _is_of_leader(reading: Reading) -> bool:
    """ "Manager Smith has accepted" that somebody will not come: brief words that only a player's news has."""
    alone = bool(reading.main.rule.value("alone")) and reading.main.rule.stage == Stage.TERMS
    return alone and any(u.dressing.part == "manager" for u in reading.positions.get("subject", ()))


def _serves(reading: Reading) -> bool:
    """ "His brother, who serves as his assistant, will leave": what somebody is, is no news of a post taken."""
    verb = reading.clause.nodes[reading.main.start].norm
    return reading.clause.kind is ClauseKind.RELATIVE and verb in ("serves", "serve", "acts", "act")


def _concerns_others(reading: Reading, sentence: AnalysedSentence) -> bool:
    """ "Is not in talks with anybody else", "has had no contact with other clubs": with this one there may be."""
    if not reading.negated:
        return False
    behind = reading.clause.nodes[reading.main.start :]
    if any(n.unit and n.unit.kind is UnitKind.CLUB and n.unit.refs and not n.unit.pronoun for n in behind):
        return False  # "nobody has called, not Chelsea and not anyone else"
    clubs = (n.unit for n in behind if n.unit and n.unit.dressing.part == "club")
    other = any(t.norm == "other" for u in clubs for t in sentence.sentence.tokens[u.start : u.end])
    return other or any(n.norm in ("else", "elsewhere") for n in behind if n.unit is None)


def _joins_mates(reading: Reading) -> bool:
    """ "Will join his new team-mates in Spain": whoever is with those of his side is there already."""
    joined = (unit for place in ("object", "with") for unit in reading.positions.get(place, ()))
    acts = (
        bool(reading.main.found.verb_form) and "subject" in list((reading.main.rule.frame or {}).get("person", ()))[:1]
    )
    return acts and any(unit.dressing.noun in _MATES for unit in joined)


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
    bare = reading.main.end - reading.main.start == 1  # "stay for another" season says where
    return stays and bare and last.unit is None and any(is_complement(n) or is_somebody(n) for n in behind)


def _is_of_theirs(reading: Reading) -> bool:
    """ "Left Lyon's training camp", "sold Smith's house": no club is left, nobody is sold."""
    if _dresses_noun(reading):
        return True
    end = reading.main.end
    end += any(n.unit is None and n.norm in ("former", "old") for n in reading.clause.nodes[end : end + 1])
    owner, thing = [*reading.clause.nodes[end : end + 2], None, None][:2]
    if reading.main.found.verb_form is None or owner is None or thing is None or owner.unit is None:
        return False
    last = reading.clause.nodes[reading.main.end - 1]
    named = owner.unit.kind in (UnitKind.CLUB, UnitKind.PERSON) and bool(owner.unit.refs) and owner.unit.possessive
    plain = thing.unit is None and thing.kind is Kind.WORD and thing.norm not in _THEIR_BUSINESS
    reach = next((i for i, n in enumerate(reading.clause.nodes[end : end + _NOUN_PHRASE]) if n.norm == "to"), None)
    ruled = any(0 < h.start - end <= (_NOUN_PHRASE if reach is None else reach - 1) for h in reading.hits)
    return named and plain and not ruled and last.unit is None


def _dresses_noun(reading: Reading) -> bool:
    """Whether the club in which the words end only dresses what follows: "a step away from a Chelsea record"."""
    nodes, end = reading.clause.nodes, reading.main.end
    club = nodes[end - 1].unit
    if club is None or club.kind is not UnitKind.CLUB or end >= len(nodes) or not is_complement(nodes[end]):
        return False
    ruled = any(0 <= h.start - end < _NOUN_PHRASE for h in reading.hits)
    plain = nodes[end].norm in _THEIR_BUSINESS | _PREPOSITIONS or nodes[end].norm.endswith("ly")
    return not (plain or ruled)


def _is_order(reading: Reading) -> bool:
    """ "Sell Smith", "and keep Brown": advice, as those get who play at being managers."""
    clause, first = reading.clause, min(reading.events, key=lambda hit: hit.start)
    led = all(n.unit is None and n.norm in _BEFORE_ORDERS for n in clause.nodes[: first.start])
    subject = clause.subject or clause.outer or reading.positions.get("subject")
    noun = any(n.norm in _FINITE for n in clause.nodes[first.start : first.end])  # "new contracts have been offered to"
    return led and first.found.verb_form == "base" and not (subject or noun) and clause.intro in (None, "", ":", "and")


def _is_other_act(reading: Reading) -> bool:
    """ "want Smith to score more": what is wanted of somebody is no move."""
    main, nodes = reading.main, reading.clause.nodes
    if reading.stage != Stage.INTEREST or not main.found.verb_form or main.end + 1 >= len(nodes):
        return False
    wanted = nodes[main.end - 1].unit is not None and nodes[main.end].norm == "to" and nodes[main.end + 1].unit is None
    if nodes[main.end + 1].norm in _PURPOSES:
        return False  # "want Smith to bolster their attack"
    return wanted and not any(h.start == main.end + 1 or h.end > main.end + 1 for h in reading.hits)


def above(reading: Reading, sentence: AnalysedSentence) -> list[str]:
    """The words before the clause."""
    return [n.norm for n in sentence.before(reading.clause) if n.unit is None]


def _asks_who(sentence: AnalysedSentence) -> bool:
    """Whether a question asks which of several it is: "Who will go?", "the question is: which of them will leave?"."""
    opened = max((at for at, n in enumerate(sentence.nodes, 1) if n.norm == ":"), default=0)
    return any(n.norm in _WHO for n in (*sentence.nodes[:1], *sentence.nodes[opened : opened + 1]))


def asks(sentence: AnalysedSentence) -> bool:
    """A question claims nothing for sure, nor does what somebody asks himself, unless the text answers it."""
    return sentence.asks and sentence.answer is None


def is_asked(clause: Clause, sentence: AnalysedSentence) -> bool:
    """Whether ``clause`` is of what its sentence asks, and not said before it: "Smith has gone, but who follows?"."""
    turns = any(c.start > clause.start and c.intro in _TURNS and _first(c) in _ASKING for c in sentence.clauses)
    return asks(sentence) and not (turns and _first(clause) not in _ASKING)


def _first(clause: Clause) -> str:
    """The word with which ``clause`` begins, be it a pronoun."""
    node = clause.nodes[0] if clause.nodes else None
    return "" if node is None else (node.unit.pronoun or "") if node.unit else node.norm
