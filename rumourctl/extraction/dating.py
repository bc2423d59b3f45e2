"""Which date a claim bears, as far as its sentence tells, and whether that makes it history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from rumourctl.claims.model import COURTING, Move, Precision, SourceKind, Stage
from rumourctl.extraction.supposing import in_present, is_due
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.attribution import Attribution
from rumourctl.language.clauses import Clause, ClauseKind
from rumourctl.language.dates import DateMention, is_span
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import PARTIES, Node, UnitKind
from rumourctl.rules.engine import Reading

_HAPPENED = frozenset(
    (Stage.DONE, Stage.REJECTED, Stage.BID, Stage.TALKS, Stage.OFF, Stage.AGREED, Stage.MEDICAL, Stage.TERMS)
)
_ENDED = (Stage.DONE, Stage.REJECTED, Stage.OFF)
_SPENT = closed_class("spent")
_ONCE = closed_class("once")
_BESIDE = closed_class("beside")
_AHEAD = closed_class("ahead")
_OCCASIONS = closed_class("occasions")
_OFFERED = closed_class("contracts") | closed_class("offers") | {"extension"}
_COUNTED = "one-of-a-row"
_COUNTS, _COUNTS_NEAR = closed_class("ordinals"), 4
_LEAD = 30
"""Within how many nodes the clause behind one that opens a sentence says what it comes to."""
_GONE_BY = ("last", "since", "earlier")
_PASTS = closed_class("irregular_pasts")
_PREPOSITIONS = closed_class("prepositions")
_EMERGED = ("emerged", "transpired", "surfaced", "broke")
_REASONS = ("where", "because")
_TO_MOVE = closed_class("to_move")
_PERFECT = closed_class("perfect")
_GLAD = closed_class("glad")
_OVER = ("done", "ok", "underway", "after", "over")
_ENDED_DAYS, _STALE_DAYS = 28, 180
"""After how many days what came to an end, and what never did, is history."""
_LASTS = {Precision.WEEK: 7, Precision.MONTH: 31, Precision.SEASON: 62}
"""For how many days from its date on a claim may be of any day."""


_NEWS = 31
"""In how many days what "has" happened can have."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """When somebody spoke, and through whom it is known."""

    day: DateMention
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dating:
    """The day of a claim and how exact it is; ``given`` says that the text tells when it happened, else it is the day
    on which it was said."""

    day: date
    precision: Precision
    given: bool

    def is_before(self, published: date, days: int) -> bool:
        """Whether the text dates it, and more than ``days`` ago even where it was as late as its words allow."""
        return self.given and (published - self.day).days - _LASTS.get(self.precision, 0) > days


def dating_of(
    reading: Reading, stage: Stage, said: DateMention | None, sentence: AnalysedSentence, published: date
) -> Dating:
    """When the claim was made or happened: ``said`` is the date of the words that vouch for it.

    A date beside the words of saying dates the statement; one in the event's clause dates an event that happened.
    """
    inserted = _inserted(reading.clause)
    nodes = [n for n in _without_offers(reading) if n not in inserted]
    own = [*_moment(reading.clause, sentence), *_dates(nodes, sentence, stage)]
    if any(h.rule.name == _COUNTED for h in reading.hits):  # "the third to join this summer": of all three
        own = [day for day in own if day.precision is Precision.DAY]
    told = [d for d in own if stage not in COURTING or not _is_of_the_move(reading, d, sentence)]
    happened = next((d for d in told if _past(d, published)), None) or _opening(sentence, own, published)
    ahead = stage is Stage.MEDICAL and _lies_ahead(reading, sentence)
    if ahead or (stage is Stage.AGREED and is_due(reading, sentence)):
        happened = None
    ruled_out = reading.move == Move.EXIT and stage is Stage.OFF
    told_as_past = stage in _HAPPENED or (stage is Stage.INTEREST and _in_the_past(reading))
    if happened and told_as_past and not (ruled_out or (stage in _HAPPENED and _wished(reading))):
        return Dating(happened.date, happened.precision, True)
    said = said or _came_up(reading.clause)
    if said and _past(said, published):
        return Dating(said.date, said.precision, False)
    if stage is Stage.DONE and not own and not _wished(reading) and not _tells_earlier(reading.clause):
        others = [c for c in sentence.clauses if c is not reading.clause and _tells_earlier(c)]
        beside = [n for n in sentence.nodes if n not in inserted and not any(n in c.nodes for c in others)]
        anywhere = next((d for d in _dates(beside, sentence, stage) if _past(d, published)), None)
        if anywhere and (is_perfect(reading) or in_present(reading)) and (published - anywhere.date).days > _NEWS:
            anywhere = None  # "has left after joining in 2020"
        if anywhere and (anywhere.explicit or reading.clause.intro == "with"):
            return Dating(anywhere.date, anywhere.precision, True)
    return Dating(published, Precision.DAY, False)


def _came_up(clause: Clause) -> DateMention | None:
    """On which day what ``clause`` tells came to be known: "it emerged on Tuesday that"."""
    above = pairwise(clause.governors)
    return next((n.unit.date for verb, n in above if verb.norm in _EMERGED and n.unit and n.unit.date), None)


def _inserted(clause: Clause) -> Sequence[Node]:
    """Words between commas in front of the verb of ``clause``, which say something else of its subject and no day by
    themselves: "Lyon, unbeaten since May, have bid"."""
    nodes = clause.nodes[: clause.predicate]
    comma = next((at for at, n in enumerate(nodes) if n.unit is None and n.norm == ","), 0)
    head = nodes[comma - 1].unit if comma else None
    if head is None or head.kind not in PARTIES or (comma > 1 and nodes[comma - 2].norm in _PREPOSITIONS):
        return ()
    inside = nodes[comma + 1 :]
    return () if inside and inside[0].is_date else inside


def _without_offers(reading: Reading) -> Sequence[Node]:
    """The nodes of the clause without what only tells which contract is meant, and when that was offered: "will not
    sign the deal they put to him in May"."""
    nodes = reading.clause.nodes
    for at in range(max(1, reading.main.end), len(nodes)):
        unit, offer = nodes[at].unit, nodes[at - 1]
        acts = unit is not None and unit.kind in PARTIES and not unit.possessive
        if acts and offer.unit is None and offer.norm in _OFFERED:
            return nodes[:at]
    return nodes


def _dates(nodes: Sequence[Node], sentence: AnalysedSentence, stage: Stage) -> list[DateMention]:
    """The dates among ``nodes``; what is done did not happen "since May", and "last season's top scorer Smith" says who
    he is."""
    tokens = sentence.sentence.tokens
    owners = {n.start for n, behind in pairwise(nodes) if behind.unit and tokens[n.end - 1].norm == "'s"}
    own = (n for n in nodes if n.is_date and n.start not in owners and not _goes_with_after(n, sentence))
    dates = ((n.unit.date, tokens[n.start].norm) for n in own if n.unit)
    return [date for date, first in dates if date and (first != "since" or stage is not Stage.DONE)]


def _moment(clause: Clause, sentence: AnalysedSentence) -> list[DateMention]:
    """The date that a clause with "when" is about: "at the club since 2023 when he joined"; and how long ago what
    hangs on "after" was: "two years after he joined"."""
    if clause.intro not in ("when", "after"):
        return []
    before = [n for n in sentence.before(clause) if n.norm not in (clause.intro, ",")]
    unit = before[-1].unit if before else None
    if clause.intro == "after" and not told_how_long_after(clause, sentence):
        return []
    return [unit.date] if unit and unit.kind is UnitKind.DATE and unit.date else []


def told_how_long_after(clause: Clause, sentence: AnalysedSentence) -> bool:
    """Whether it is told how long after ``clause`` something else was: "two years **after he came**"."""
    before = [n for n in sentence.before(clause) if n.norm not in ("after", ",")]
    return clause.intro == "after" and bool(before) and _goes_with_after(before[-1], sentence)


def _goes_with_after(node: Node, sentence: AnalysedSentence) -> bool:
    """Whether ``node`` only says how long after something: "**two years** after he came"."""
    tokens = sentence.sentence.tokens
    leads = node.end < len(tokens) and tokens[node.end].norm == "after"
    return leads and is_span(" ".join(t.norm for t in tokens[node.start : node.end]))


def is_background(reading: Reading, stage: Stage, dating: Dating, sentence: AnalysedSentence, published: date) -> bool:
    """Told as history: long past, or done and told in a clause that only says who somebody is, or before another."""
    ended = stage in _ENDED
    if dating.is_before(published, _ENDED_DAYS if ended else _STALE_DAYS):
        return True
    clause = reading.clause
    if stage is not Stage.DONE or clause.intro in ("that", "with", "in", "if"):
        return False
    words = clause.nodes[reading.main.start : reading.main.end]
    if any(n.norm in _SPENT for n in words) and not any(n.unit and n.unit.money for n in words):
        return True  # "spent two seasons on loan"
    if clause.kind is ClauseKind.RELATIVE or clause.intro in _REASONS:
        return not is_perfect(reading) or dating.is_before(published, _ENDED_DAYS)
    told_by_the_way = clause.kind is ClauseKind.SUBORDINATE and clause.intro not in _BESIDE
    if told_by_the_way and _is_welcomed(clause, sentence):
        return False
    return told_by_the_way and not dating.given and not in_present(reading)


def _is_welcomed(clause: Clause, sentence: AnalysedSentence) -> bool:
    """Whether somebody is glad of what ``clause`` tells, or looks forward to what comes of it, so that it is the news:
    "says he is delighted **after joining Lyon**", but not "with his first goal after joining Lyon"."""
    if clause.intro != "after":
        return False
    before = sentence.before(clause)
    around = sentence.nodes[:_LEAD] if len(before) <= 1 else before  # "After joining Lyon, he said"
    if any(n.norm in _COUNTS for n in before[-_COUNTS_NEAR:]):
        return False
    spoken = not clause.quoted and any(n.quoted for n in around)  # "“A dream,” he said after joining"
    return spoken or any(n.unit is None and n.norm in _GLAD for n in around)


def days_of_speech(sentence: AnalysedSentence) -> dict[str, Occasion]:
    """On which day whom ``sentence`` names spoke, as far as it tells: beside the words of saying, or of whoever is its
    subject ("Smith was asked about it after Saturday's win")."""
    words = (sentence.attribution, sentence.speaker)
    days = {w.source.name: Occasion(w.said, w.via) for w in words if w and w.said and w.source.name}
    if not days and not any(n.quoted for n in sentence.nodes):
        units = [n.unit for n in sentence.nodes if n.unit]
        subject = next((u.refs[0] for u in units if u.kind is UnitKind.PERSON and u.refs), None)
        day = next((u.date for u in units if u.date and not u.date.future and u.date.precision is Precision.DAY), None)
        if subject and day and any(t.norm in _OCCASIONS for t in sentence.sentence.tokens):
            days[subject] = Occasion(day, ())
    return days


def said_on(words: Attribution, sentence: AnalysedSentence, days: Mapping[str, Occasion]) -> DateMention | None:
    """When ``words`` were said: what somebody said on one of the ``days`` that he spoke goes on to be of that day, to
    the same outlet; so does what a report adds, and what is rumoured is of the day of the sentence."""
    if words.said:
        return words.said
    source = words.source
    if source.kind is SourceKind.UNNAMED:
        return sentence.attribution.said
    occasion = days.get(source.name or "") if source.kind is SourceKind.PERSON or words.carried else None
    same = occasion and (not words.via or not occasion.via or set(words.via) & set(occasion.via))
    return occasion.day if occasion and same else None


def _opening(sentence: AnalysedSentence, own: list[DateMention], published: date) -> DateMention | None:
    """The date that opens a sentence and so holds for all of it: "In 2022, as a Lyon player, he …"."""
    if own:
        return None
    first, *rest = sentence.nodes or (None,)
    if first is None or first.unit is None or first.unit.date is None or not rest:
        return None
    since = sentence.sentence.tokens[first.start].norm == "since"  # from then on, no one knows when
    if since or rest[0].norm not in (",", "was", "were", "saw", "brought"):
        return None
    return first.unit.date if _past(first.unit.date, published) else None


def _tells_earlier(clause: Clause) -> bool:
    """Whether a clause only tells of what was before or who somebody is: its date is its own."""
    aside = clause.kind in (ClauseKind.RELATIVE, ClauseKind.PARTICIPLE) or clause.intro == ","
    return aside or clause.intro in ("before", "since")


def _past(mention: DateMention, published: date) -> bool:
    return not mention.future and mention.date <= published


def _in_the_past(reading: Reading) -> bool:
    """Whether the clause tells of a wish that was, not of one that is."""
    main = reading.main
    before = [n.norm for n in reading.clause.nodes[: main.start] if n.unit is None]
    if any(word in _ONCE for word in before):
        return True
    if main.found.verb_form is None:
        return _told_in_past(reading)
    bare = "base" in main.found.verb_form and before[-1:] in (["to"], ["not"])
    past = "past" in main.found.verb_form and not bare
    return past and not (reading.clause.passive_at(main.start) or is_perfect(reading))


def _told_in_past(reading: Reading) -> bool:
    """Whether the verb that governs a noun is in the past: "placed him on their list on 4 June"."""
    clause = reading.clause
    verb = clause.nodes[clause.predicate] if clause.predicate < len(clause.nodes) else None
    plain = verb is not None and verb.unit is None and (verb.norm.endswith("ed") or verb.norm in _PASTS)
    return plain and not clause.passive_at(clause.predicate) and not is_perfect(reading)


def _is_of_the_move(reading: Reading, day: DateMention, sentence: AnalysedSentence) -> bool:
    """Whether ``day`` says when he is to move, not when it was spoken of: "in talks to sign him in January"."""
    nodes = reading.clause.nodes
    at = next((i for i, n in enumerate(nodes) if n.unit and n.unit.date is day), 0)
    vague = day.precision in (Precision.MONTH, Precision.SEASON) and not day.explicit
    if not vague or sentence.sentence.tokens[nodes[at].start].norm in _GONE_BY or _in_the_past(reading):
        return False
    return any(n.unit is None and n.norm in _TO_MOVE for n in nodes[reading.clause.predicate : at])


def _lies_ahead(reading: Reading, sentence: AnalysedSentence) -> bool:
    """Whether a weekday beside the event is one to come: "due on Thursday for his medical", "medical on Monday", "tests
    to take place on Monday"."""
    nodes, tokens = reading.clause.nodes, sentence.sentence.tokens
    words = [n.norm for n in nodes if n.unit is None]
    if any(word in _AHEAD for word in words):
        return True
    on_a_day = any(n.is_date and tokens[n.start].norm == "on" for n in nodes)
    plain = reading.main.found.verb_form is None and not any(n.unit and n.unit.kind is UnitKind.CLUB for n in nodes)
    gone_by = any(w.endswith(("ed", "ing")) or w in _PASTS or w in _ONCE or w in _PERFECT or w in _OVER for w in words)
    return on_a_day and plain and not gone_by


def is_perfect(reading: Reading) -> bool:
    """Whether the event's verb is in the perfect: "has joined"."""
    before = reading.clause.nodes[: reading.main.start]
    return any(n.unit is None and n.norm in _PERFECT for n in before)


def _wished(reading: Reading) -> bool:
    """Whether the event is yet to come, wished for or ruled out, so that a date beside it is no date of it."""
    main = reading.main
    wraps = (h for h in reading.hits if not main.found.verb_form or h.start < main.end)
    return any(
        h.rule.kind == "operator" and (h.rule.stage in ("interest", "close", "off") or h.rule.value("mood"))
        for h in wraps
    )
