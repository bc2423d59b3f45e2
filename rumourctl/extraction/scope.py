"""How far an attribution and a denial reach: to which clauses of a sentence."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

from rumourctl.claims.model import Source, SourceKind, Stage
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.attribution import PUBLISHER, Attribution
from rumourctl.language.clauses import Clause, ClauseKind
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Unit, UnitKind
from rumourctl.language.tokens import Kind
from rumourctl.rules.engine import Reading
from rumourctl.rules.hits import find_hits
from rumourctl.rules.loading import RuleSet

_RUMOUR = Attribution(Source(SourceKind.UNNAMED), hedged=True)
_RUMOUR_NOUNS = closed_class("rumour_nouns")
_REPORTS = closed_class("reports")
_LINKING = closed_class("links_him")
_CONCEDES = ("while", "whilst", "although", "though")
_AMID = {"amid", "amidst", "despite", "following", "with"}
_BESIDE = {*_AMID, "as", "while", "about", "on", "over"}
_NEAR = 5
_WHERE = ("in", "from", "across", "the", "and", "last", "night")
_TELLING = closed_class("telling")
_PASSIVE = closed_class("be")
_INSERTED = (ClauseKind.RELATIVE, ClauseKind.PARTICIPLE, ClauseKind.ASIDE)
_APART = ("but", "while", "whereas")
_DESPITE = closed_class("despite")
_TURNS = closed_class("opens_own")
_PREPOSITIONS = closed_class("prepositions")
_BY_THE_WAY = closed_class("tells_when")


def attribution_of(clause: Clause, sentence: AnalysedSentence, denied: bool) -> Attribution:
    """Whose word ``clause`` is: the quotation's speaker, the sentence's source as far as it reaches, or the article.

    What is ``denied`` is the word of who denies it, be it a rumour.
    """
    if clause.quoted and sentence.speaker:
        return sentence.speaker
    found = sentence.attribution
    if clause.kind is ClauseKind.RELATIVE and found.hedged and not (found.credit or _holds(clause, sentence, found)):
        return PUBLISHER  # hearsay reaches to its own clause only
    while found.then and _stands_behind(clause, sentence, found.then):
        found = found.then
    rest = found.item or PUBLISHER
    credited = found.item or (found if found.credit else None)
    rumour = replace(credited, hedged=True) if credited else _RUMOUR
    if _within(clause, sentence, found) or _behind_speaker(clause, sentence, found):
        return rest  # told of who speaks, between his name and what he says, or behind both
    believed = found.source.kind is SourceKind.PERSON and not (found.carried or clause.quoted)
    aside = clause.kind is ClauseKind.PARTICIPLE or (found.item is not None and clause.kind in _INSERTED)
    if believed and aside and clause.passives and clause.start > _end_of(found, sentence):
        return rest  # "believes that Smith, sought by Lyon, will stay"
    if clause.intro in _BY_THE_WAY and _behind_words(clause, sentence, found):
        return rumour if _links(clause) else rest  # "Smith will stay, his manager has said, after Lyon bid for him"
    if found.item and (clause.kind is ClauseKind.ASIDE or clause.intro == "with"):
        return rest  # told beside somebody's words, not by him
    if not found.credit and not _same_part(clause, sentence, found):
        return rest
    if not clause.quoted and _told_aside(sentence, found):
        return (found.before or rest) if _beside(clause, sentence, found) else found
    if found.before and clause.end <= sentence.nodes[found.start].start:
        return rest if found.before == PUBLISHER else found.before
    if found.narrow and not _hearsay_reaches(clause, sentence, found):
        return rest
    if found.source.kind is SourceKind.PERSON and _answers_back(clause, sentence, found):
        return rest
    if clause.intro in _CONCEDES and not (clause.quoted or found.credit) and _before_words(clause, sentence, found):
        return rest  # "While Lyon have been linked with him, his manager says that"
    if found.hedge and _hearsay_reaches(clause, sentence, found.hedge):
        found = replace(found, hedged=True)
    if clause.intro in _DESPITE and any(n.norm in _RUMOUR_NOUNS | {"reports"} for n in clause.nodes):
        return rumour
    if clause.intro in _DESPITE and not clause.quoted and found.source.kind in (SourceKind.PERSON, SourceKind.CLUB):
        return rest
    if clause.intro == "that" and not denied and of_rumour(clause, sentence):
        return rumour
    spoken = found.source.kind is SourceKind.PERSON and not clause.quoted
    return rumour if spoken and not denied and _links(clause) else found


def _told_aside(sentence: AnalysedSentence, found: Attribution) -> bool:
    """Whether the words of saying are told by the way: "Lyon want him, despite Nice insisting that"."""
    before = sentence.nodes[found.start - 1] if found.start and not (found.credit or found.carried) else None
    return before is not None and before.unit is None and before.norm in _DESPITE


def _beside(clause: Clause, sentence: AnalysedSentence, found: Attribution) -> bool:
    """Whether ``clause`` stands before the words of saying, or behind the comma that ends what they open."""
    ends = (n.end for n in sentence.nodes[found.start :] if n.norm == ",")
    return clause.end <= sentence.nodes[found.start].start or (
        found.start == 1 and clause.start >= next(ends, clause.end)
    )


def as_told(reading: Reading, sentence: AnalysedSentence, found: Attribution) -> Attribution:
    """``found``; but reports without a name where the article only tells what is reported ("a reported target"), or
    the article's own voice where hedged words stand beside hearsay ("is said to be free and has been linked with")."""
    kind = found.source.kind
    if kind is SourceKind.PUBLISHER and any(h.rule.value("reports") or h.rule.value("hearsay") for h in reading.hits):
        return replace(_RUMOUR, said=found.said)
    if found.carried and reading.main.rule.certainty:
        return PUBLISHER  # "He has also been linked with"
    beside = reading.clause.kind is ClauseKind.COORDINATE and found.narrow and kind is SourceKind.UNNAMED
    own = beside and reading.main.rule.certainty and sentence.nodes[found.start] not in reading.clause.nodes
    return PUBLISHER if own else found


def is_denied_above(clause: Clause, sentence: AnalysedSentence, rules: RuleSet) -> bool:
    """Whether ``clause`` is what somebody denies: "denied that …", "denied having …", "no truth in reports that …",
    "claims that … were dismissed"."""
    if clause.denied or clause.intro not in ("that", "having"):
        return clause.denied
    above = [n for n in sentence.before(clause) if n.norm != "that"]
    hits = find_hits(above, rules)
    refused = any(h.rule.value("negates") or h.rule.stage == "off" for h in hits)
    return not refused and any(h.rule.value("denies") for h in hits if h.end >= len(above) - 2)


def hearer_of(clause: Clause, sentence: AnalysedSentence) -> tuple[str, ...]:
    """The clubs that are told what ``clause`` says: "told Chelsea that …", "Chelsea have been warned …"; else none."""
    before = [n for n in sentence.before(clause) if n.norm != "that" and not n.is_date]
    if len(before) > 2 and before[-1].unit is not None and before[-2].norm == "by":
        before = before[:-2]  # "Lyon have been told by his agent that"
    if len(before) < 2:
        return ()
    last, before_last = before[-1], before[-2]
    if last.unit and last.unit.kind is UnitKind.CLUB:
        return last.unit.refs if before_last.norm in _TELLING else ()
    if last.norm not in _TELLING or before_last.norm not in _PASSIVE:
        return ()
    told = next(
        (n.unit for p, n in reversed(list(pairwise(before))) if _may_hear(n.unit) and p.norm not in _PREPOSITIONS), None
    )
    told = told or before[0].unit
    return told.refs if told and told.kind is UnitKind.CLUB else ()


def _may_hear(unit: Unit | None) -> bool:
    return unit is not None and unit.kind in (UnitKind.CLUB, UnitKind.PERSON)


def is_reported(reading: Reading) -> bool:
    """Whether the clause is what somebody is said to have said: "The Sun says that …"."""
    return reading.clause.intro == "that" and reading.clause.kind is ClauseKind.SUBORDINATE


def is_of_others(reading: Reading, found: Attribution, clubs: Collection[str | None]) -> bool:
    """Whether a club is credited with what others than it did, told before its own news: "A has joined Lyon and B Lens,
    the newcomers announced"."""
    others = found.source.kind is SourceKind.CLUB and found.source.name not in {None, *clubs}
    return others and bool(found.start) and not (reading.clause.quoted or is_reported(reading))


def is_side_fact(reading: Reading, stage: Stage, sentence: AnalysedSentence) -> bool:
    """What a clause tells by the way is the article's own word, whoever is credited with the sentence."""
    clause = reading.clause
    first = clause.nodes[0].unit if clause.nodes else None
    dated = first is not None and first.date is not None and sentence.sentence.tokens[first.end - 1].norm in _BY_THE_WAY
    aside = clause.kind is ClauseKind.RELATIVE or clause.intro in _BY_THE_WAY or dated  # "four days after he left"
    return aside and stage in (Stage.DONE, Stage.AGREED) and not (clause.quoted or _is_the_news(clause, sentence))


def _is_the_news(clause: Clause, sentence: AnalysedSentence) -> bool:
    """Whether a relative clause is what a source behind it is credited with, as nobody is named before it: "It was a
    busy day for Lyon, who signed Smith, according to Marca"."""
    found = sentence.attribution
    source = sentence.nodes[found.start : found.end]  # none where it stands outside the statement
    if clause.kind is not ClauseKind.RELATIVE or not source or source[0].start < clause.end:
        return False
    return not any(n.unit and n.unit.kind is UnitKind.PERSON and n.unit.refs for n in sentence.before(clause))


def of_rumour(clause: Clause, sentence: AnalysedSentence) -> bool:
    """Whether the clause says what "speculation that …", or "amid reports that …", is about."""
    before = [n for n in sentence.before(clause) if n.norm != "that"]
    if not before or before[-1].unit is not None:
        return False
    amid = next((n.norm for n in reversed(before[-_NEAR:-1]) if n.unit or n.norm in _AMID), "")
    return before[-1].norm in _RUMOUR_NOUNS or (amid in _AMID and before[-1].norm in _REPORTS)


def _links(clause: Clause) -> bool:
    """Whether the clause tells what links somebody with a club: "as talk continues to link him", "amid reports of"."""
    words = [n.norm if n.unit is None else "" for n in clause.nodes]
    at = next((i for i, word in enumerate(words) if word in _RUMOUR_NOUNS | _REPORTS), None)
    if at is None or not any(word in _LINKING for word in words[at + 1 : at + _NEAR]):
        return False
    intro = clause.intro if "" not in words[:at] else ""  # not "as his agent dismissed reports linking him"
    return bool(_BESIDE & {intro or "", *words[max(0, at - _NEAR) : at]})


def _hearsay_reaches(clause: Clause, sentence: AnalysedSentence, found: Attribution) -> bool:
    """Whether "is said to", "rumours of" or "it is understood that" cover the clause: they cover their own and what
    hangs on it, not a statement before it or one that turns to something else; behind all they cover all."""
    nodes = sentence.nodes
    behind = [n for n in nodes[found.end :] if n.kind is Kind.WORD or n.unit]
    if all(n.is_date or (n.unit.kind is UnitKind.NATION if n.unit else n.norm in _WHERE) for n in behind[:_NEAR]):
        return True  # "…, it was reported in France yesterday"
    here = nodes[found.start].start
    aside = next((c for c in sentence.clauses if c.kind is ClauseKind.RELATIVE and _holds(c, sentence, found)), None)
    if aside is not None:
        return aside.start <= clause.start < aside.end  # "Smith, whom Lyon are said to want, has joined Nice"
    if clause.start <= here < clause.end:
        return not _added(clause, sentence, found)
    if clause.end <= here:
        return False
    impersonal = found.start > 1 and nodes[found.start - 2].norm == "it"
    if clause.intro == "having":
        return False  # "is thought to want Smith, having just sold Brown"
    if clause.intro == "with" and _has_own_subject(clause):
        return False  # "are thought to have cooled, with Lyon focusing on Smith"
    turns = clause.intro in _TURNS or (clause.intro in ("and", ",") and _has_own_subject(clause))
    return (impersonal and clause.intro not in _APART) or not turns


def _added(clause: Clause, sentence: AnalysedSentence, found: Attribution) -> bool:
    """Whether the words of hearsay only begin what is added to ``clause``: "are close to a deal, **but talk** that"."""
    last = sentence.nodes[found.start]
    joined = sentence.nodes[found.start - 1].norm in ("but", "and", "while") and clause.predicate > 0
    return joined and last.unit is None and clause.end <= last.end + 1 and clause.start < last.start - 2


def _end_of(found: Attribution, sentence: AnalysedSentence) -> int:
    """Where the words of attribution end; a source that a whole item bears may have words of another sentence."""
    return sentence.nodes[min(found.end, len(sentence.nodes)) - 1].end


def _behind_words(clause: Clause, sentence: AnalysedSentence, found: Attribution) -> bool:
    """Whether ``clause`` stands behind somebody's name and verb, and what he says before them."""
    if found.source.kind is not SourceKind.PERSON or found.credit or found.start == 0 or found.end == 0:
        return False
    said_before = sentence.nodes[found.start - 1].norm == "," and found.before is None
    return (
        said_before
        and not clause.quoted
        and clause.start >= sentence.nodes[min(found.end, len(sentence.nodes)) - 1].end
    )


def _before_words(clause: Clause, sentence: AnalysedSentence, found: Attribution) -> bool:
    """Whether ``clause`` stands first in its sentence, and before the words that name who says something."""
    first = min(found.start, max(0, found.end - 1))
    return 0 < clause.start <= 1 and found.end > 0 and clause.end <= sentence.nodes[first].start


def _holds(clause: Clause, sentence: AnalysedSentence, found: Attribution) -> bool:
    """Whether the words of hearsay are among the clause's own."""
    return found.narrow and sentence.nodes[found.start] in clause.nodes


def _answers_back(clause: Clause, sentence: AnalysedSentence, found: Attribution) -> bool:
    """Whether ``clause`` turns from what somebody said to another club's own wish: "his agent said that he would go,
    but Lyon want to keep him"."""
    told = found.end > found.start and not found.credit and _end_of(found, sentence) <= clause.start
    first = clause.nodes[0].unit if clause.nodes else None
    club = first is not None and first.kind is UnitKind.CLUB and first.form is not Form.PRONOUN
    return told and club and clause.intro in ("but", "although", "though", "while", "whereas") and not clause.quoted


def _stands_behind(clause: Clause, sentence: AnalysedSentence, found: Attribution) -> bool:
    """Whether ``clause`` tells what stands behind the words of ``found``, not only what they were added to: "**he
    wants him, and French media say** that"."""
    here = sentence.nodes[found.start].start
    added = clause.start < here and found.end > found.start + 1 and clause.end <= _end_of(found, sentence)
    return clause.end > here and not added


def _within(clause: Clause, sentence: AnalysedSentence, found: Attribution) -> bool:
    """Whether ``clause`` is inserted into the words of attribution, or all of them: "Smith, a Lyon target, said",
    "Smith has spoken after being linked with Lyon, saying"."""
    words = sentence.nodes[found.start : found.end]
    if not words or found.credit or clause.start < words[0].start:
        return False
    aside = clause.kind in _INSERTED or clause.intro in _BY_THE_WAY
    inserted = aside and clause.end < words[-1].end
    return inserted or (found.source.kind is SourceKind.PERSON and clause.end == words[-1].end)


def _behind_speaker(clause: Clause, sentence: AnalysedSentence, found: Attribution) -> bool:
    """Whether ``clause`` is about who has just been said to speak: "…," said Smith, **who was wanted by Lyon**."""
    if clause.kind is not ClauseKind.RELATIVE or clause.quoted or found.source.kind is not SourceKind.PERSON:
        return False
    named = [n.unit for n in sentence.nodes if n.end <= clause.start and n.unit is not None][-2:]
    said_before = any(n.quoted for n in sentence.nodes if n.end <= clause.start)
    return said_before and len(named) == 2 and named[0].refs == (found.source.name,)


def _has_own_subject(clause: Clause) -> bool:
    named = (n.unit for n in clause.nodes[: clause.predicate] if n.unit)
    return any(u.form is Form.NAME and u.kind in (UnitKind.PERSON, UnitKind.CLUB) for u in named)


def _same_part(clause: Clause, sentence: AnalysedSentence, found: Attribution) -> bool:
    """Whether the words of attribution stand in the same part of the sentence, where semicolons part statements."""
    cuts = [i for i, n in enumerate(sentence.nodes) if n.norm == ";"]
    at = next((i for i, n in enumerate(sentence.nodes) if n.end > clause.start), 0)
    return sum(c < at for c in cuts) == sum(c < found.start for c in cuts)
