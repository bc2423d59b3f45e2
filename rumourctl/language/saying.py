"""Words of saying in a sentence: whether a verb says something, which unit is its subject, how long a quotation runs.

Everything here looks at one sentence alone; whose word it is in the end is settled by
:mod:`rumourctl.language.speech`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rumourctl.language.grammar import closed_class
from rumourctl.language.inverting import inverted_subject
from rumourctl.language.lexicon import Lexicon
from rumourctl.language.news import names_news, says_nothing
from rumourctl.language.nodes import Form, Node, Unit, UnitKind
from rumourctl.language.papers import is_where_posted
from rumourctl.language.tokens import Kind

_SUBORDINATORS = closed_class("subordinators")
_BEFORE_SAYING = closed_class("before_saying")
_NOT_SAYING = closed_class("not_saying")
_INSIDE_SAYING = closed_class("inside_saying")
_MODALS = closed_class("modals")
_AGENTS = closed_class("agents")
_BE = closed_class("be")
_AUXILIARIES = closed_class("auxiliaries")
_PAGES = closed_class("pages")
_PREPOSITIONS = closed_class("prepositions")
_BEHIND_COMMA = closed_class("behind_said")
_JOBS = closed_class("jobs")
_OFFERS = closed_class("offers")
_HEARSAY = ("believed", "thought", "understood", "reported", "rumoured", "rumored")
_DETERMINERS = ("that", "this", "a", "an", "any", "another", "no", "his", "her", "their", "our", "first")
_PARTS = ("but", "while", "whereas", "although", "though", "and", ";")
_SUBJECTS = ("he", "she", "they", "we", "i")
_RELATIVES = ("whose", "which")
_WHEN = ("after", "since")
_SOMEWHERE = ("in", "from", "across", "out")
_BRACKET = 10
"""Nodes in a bracket between a subject and its verb, at most."""
_HEARD = ("told", "informed", "assured", "advised", "warned", "promised", "urged")
"""What who hears something is, as well as who says it."""
_REPORTS = closed_class("reporting_nouns") | {"rumours", "rumors", "speculation"}
_REPORTS_REACH = 7
"""Nodes before ", claiming", at most, in which the reports stand that claim it."""
_GOING_ON = closed_class("going_on")
_OPENING = 4
"""Nodes of a sentence in which its subject is begun."""
_TO_HEARER = 5
"""Nodes behind a verb of saying, at most, to the "to" before who hears it."""
_LONGEST_RELATIVE = 24
"""Within how many nodes a relative clause between a speaker and his verb begins."""
_LONG = 40
"""Nodes of a part of a sentence, at most."""
_SUBJECT_REACH = 14
"""Nodes before a verb of saying, short of which its subject stands."""


def is_saying(nodes: Sequence[Node], at: int, lexicon: Lexicon) -> bool:
    """Whether the word at ``at`` is a verb that says what follows: "reports", but not "the reports", "is said to"."""
    node = nodes[at]
    if at and nodes[at - 1].norm == "," and all(n.unit is None and n.kind is Kind.PUNCT for n in nodes[at + 1 :]):
        return False  # "…, confirmed."
    if at == 0 and at + 1 < len(nodes) and nodes[1].norm in (":", "-", "–", "|", "!"):
        return False  # "Confirmed: Lyon want him"
    if any(n.norm == "to" for n in nodes[at + 1 : at + 2]) and any(n.norm in _OFFERS for n in nodes[at + 2 : at + 6]):
        return False  # "has not replied to the offer"
    if node.norm.startswith("insist") and at + 1 < len(nodes) and nodes[at + 1].norm == "on":
        return False  # "insist on a fee"
    if node.norm.startswith("report") and at + 1 < len(nodes) and nodes[at + 1].norm in ("back", "for"):
        return False  # "has reported back for training"
    if node.norm == "back":
        return False  # "bring Smith back"
    if node.norm.startswith("conclud") and at + 1 < len(nodes) and nodes[at + 1].norm not in ("that", ",", ":", '"'):
        return False  # "keen to conclude a deal"
    if node.norm in _GOING_ON and at + 1 < len(nodes) and nodes[at + 1].norm == "to":
        return False  # "continues to attract interest"
    if node.unit is not None or not lexicon.says(node.norm) or not _is_finite(nodes, at, lexicon):
        return False
    behind = nodes[at + 1].unit if at + 1 < len(nodes) else None
    if behind is not None and behind.kind is UnitKind.MONEY:
        return False  # "Lyon say £20m or nothing": what they ask
    if behind is not None and behind.kind is UnitKind.PERSON and node.norm == "adding" and not node.quoted:
        return False  # "…, with Smith also adding Brown to his squad"
    if node.norm in {*_HEARSAY, "said", "claimed"} and [n.norm for n in nodes[at + 1 : at + 3]] in (
        ["to", "be"],
        ["to", "have"],
    ):
        return False  # "…, believed to be worth £5m"
    if _is_noun(nodes, at, lexicon) or (at and nodes[at - 1].norm == "as" and node.norm.endswith("ing")):
        return False  # "was quoted as saying"
    return not says_nothing(nodes[at + 1 : at + 5])


def outlet_tells(nodes: Sequence[Node], outlet: int, at: int, lexicon: Lexicon) -> bool:
    """Whether the outlet at ``outlet`` is the subject of a verb at ``at``: whatever it does, it tells what follows."""
    node = nodes[at]
    forms = {f for _, f in lexicon.verb_forms.get(node.norm, ())}
    if outlet and nodes[outlet - 1].norm in _DETERMINERS and nodes[outlet - 1].unit is None:
        return lexicon.says(node.norm, "report")  # "that Sun story", "it emerged that Marca report"
    if outlet and nodes[outlet - 1].norm == "with" and "gerund" in forms:
        return lexicon.says(node.norm)  # "with the Mirror claiming that"
    if node.norm == "," and any(n.norm in ("which", "who") for n in nodes[at + 1 : at + 2]):
        return any(n.unit is None and lexicon.says(n.norm, "report") for n in nodes[at + 2 : at + 4])
    if outlet and nodes[outlet - 1].norm == "as":
        return lexicon.says(node.norm, "report")  # "as Marca reports"
    if is_where_posted(nodes, outlet):
        return False  # "accounts on the platform X have it that"
    if outlet and _is_preposition(nodes[outlet - 1]):
        return outlet > 1 and nodes[outlet - 2].norm in _PAGES and lexicon.says(node.norm)
    if node.norm == "," and at <= _OPENING:
        behind = nodes[at + 1 : at + 2]
        return any(n.unit is None and n.norm in _BEHIND_COMMA for n in behind) or passes_on(nodes, at + 1, lexicon) > 0
    return node.unit is None and (bool(forms & {"third", "past", "base"}) or node.norm in _MODALS)


def passes_on(nodes: Sequence[Node], at: int, lexicon: Lexicon) -> int:
    """How many nodes at ``at`` are words like "via" and "as relayed by", before who has it at second hand."""
    phrases = (" ".join(n.norm for n in nodes[at : at + length]) for length in (3, 2, 1))
    return next((3 - i for i, phrase in enumerate(phrases) if phrase in lexicon.speech["via"]), 0)


def subject_of(nodes: Sequence[Node], at: int) -> int | None:
    """The position of the unit that says, for the verb of saying at ``at``; None where no unit is its subject.

    It stands behind the verb in "…, says his agent"; else before it, past adverbs, dates and an aside between commas.
    """
    if (inverted := inverted_subject(nodes, at)) is not None:
        return inverted
    if (head := _before_relative(nodes, at)) is not None:
        return head
    if nodes[at].norm.endswith("ing") and at > 1 and nodes[at - 1].norm == ",":
        told = any(n.unit is None and n.norm in _REPORTS for n in nodes[max(0, at - _REPORTS_REACH) : at])
        told = told and nodes[at].norm != "telling"  # "dismissed the rumours, telling Marca that"
        return None if told else _first_subject(nodes, at)  # "Smith has snubbed Lyon, saying he will stay"
    here, commas = before_where(nodes, at), 0
    while here >= 0 and at - here < _SUBJECT_REACH:
        node = nodes[here]
        if node.norm in ("and", "but") and node.unit is None and nodes[here + 1].unit is None:
            return _first_subject(nodes, here)
        if commas and node.unit and node.unit.pronoun == "who":
            here -= 1  # "Smith, who broke the story, says"
            continue
        if _may_say(node.unit):
            if here and _is_preposition(nodes[here - 1]) and not _acts(node.unit, nodes[here - 1]):
                if nodes[here - 1].norm == "with" and nodes[at].norm.endswith("ing") and not commas:
                    return here  # "with Lyon announcing that"
                if nodes[here - 1].norm in _WHEN and not commas and node.unit and node.unit.kind is UnitKind.CLUB:
                    return here  # "after Lyon confirmed that"
                if nodes[here - 1].norm != "of" and not commas:
                    return None
                here -= 2
                continue
            return _apposed_to(nodes, here) if commas else here
        if not commas and _is_unknown(node.unit):
            of = here - 1 - (here > 0 and nodes[here - 1].norm == "the")
            if of < 0 or nodes[of].norm not in ("of", "from", "at"):
                return None  # "Lyon want Smith, the FBA confirmed"
            here = of - 1
            continue
        if node.norm in (",", "-", "–", "—") and node.unit is None:
            commas += 1
            if commas > 2:
                return None
        elif node.unit is None and commas == 0 and node.norm not in _INSIDE_SAYING and not node.norm.endswith("ly"):
            return None
        here -= 1
    return None


def _before_relative(nodes: Sequence[Node], at: int) -> int | None:
    """Whom a relative clause tells of that ends at the comma before ``at``: "Smith, who was at Lyon then, has said",
    "Smith, the winger who joined in May, has said"."""
    while at and nodes[at - 1].unit is None and nodes[at - 1].norm in _INSIDE_SAYING:
        at -= 1
    if at < 4 or nodes[at - 1].norm != ",":
        return None
    for here in range(at - 2, max(0, at - _LONGEST_RELATIVE), -1):
        unit = nodes[here].unit
        relative = unit.pronoun == "who" if unit else nodes[here].norm == "whose"
        head = here - 1 - (nodes[here - 1].norm == ",")
        told = nodes[head].unit
        if relative and (head < here - 1 or (told and told.kind is UnitKind.PERSON and told.form is Form.NAME)):
            return head if _may_say(told) else None
    return None


def relative_speaker(nodes: Sequence[Node], who: int, at: int, lexicon: Lexicon) -> int | None:
    """The position of whom the "who" at ``who`` means, if he says something with the verb at ``at``: "Smith, who told
    Marca that", "Lyon, who confirmed the move", but not "who added two goals"."""
    head = who - 1 - (who > 1 and nodes[who - 1].norm == ",")
    if head < 0 or not _may_say(nodes[head].unit):
        return None
    behind = nodes[at + 1 : at + 1 + _TO_HEARER]
    said = any(n.unit is None and n.norm in ("that", ":") for n in behind) or any(n.quoted for n in behind[:2])
    if said or names_news(behind):
        return head
    first, verb = (*behind, None, None)[:2]
    tells = first is not None and first.unit is not None and verb is not None and verb.unit is None
    return head if tells and verb and _is_predicate(verb, lexicon) else None


def _is_predicate(node: Node, lexicon: Lexicon) -> bool:
    forms = {f for _, f in lexicon.verb_forms.get(node.norm, ())}
    return node.norm in _MODALS or node.norm in _AUXILIARIES or bool(forms & {"third", "past"})


def in_relative(nodes: Sequence[Node], at: int) -> bool:
    """Whether words of saying that begin at ``at`` stand in a relative clause: "whose agent says", "who Lyon say"."""
    here = [nodes[at], *(nodes[at - 1 : at] if at else [])]
    return any((n.unit.pronoun in ("who", "whom")) if n.unit else n.norm in _RELATIVES for n in here)


def main_goes_on(nodes: Sequence[Node], since: int, lexicon: Lexicon) -> int | None:
    """The comma behind ``since`` at which a relative clause ends and the verb of the clause around it follows: "Smith,
    whose agent says he is happy, has been linked with Lyon"."""
    for at in range(since, min(since + _LONG, len(nodes) - 1)):
        if nodes[at].norm == "," and not nodes[at].quoted and nodes[at + 1].unit is None:
            verb = nodes[at + 1]
            return at if _is_predicate(verb, lexicon) and not lexicon.says(verb.norm) else None
    return None


def hearer_behind(nodes: Sequence[Node], at: int) -> int:
    """The position of who hears it, behind "made it clear to" at ``at``; the sentence's end where none is told."""
    return next((i + 1 for i in range(at, min(at + _TO_HEARER, len(nodes))) if nodes[i].norm == "to"), len(nodes))


def is_fronted(nodes: Sequence[Node], comma: int) -> bool:
    """Whether a clause that hangs on what is behind it ends at ``comma``: "Although X says no, …"."""
    first = [n.norm for n in nodes[:2] if n.unit is None]
    return bool(set(first) & _SUBORDINATORS) and not any(n.norm == "," for n in nodes[:comma])


def is_governed(nodes: Sequence[Node], at: int) -> bool:
    """Whether a preposition stands before ``at``, past an article."""
    before = at - 1
    while before >= 0 and nodes[before].unit is None and nodes[before].norm in ("the", "a", "an"):
        before -= 1
    return before >= 0 and _is_preposition(nodes[before])


def leaves_open(nodes: Sequence[Node], opened: bool) -> bool:
    """Whether a quotation in single marks, opened behind a colon or before, is still open at the sentence's end.

    ``opened`` says that one was open when the sentence began.
    """
    for before, node in pairwise(nodes):
        if node.kind is Kind.QUOTE and node.norm == "'":
            opened = before.norm == ":" and not opened
    return opened and not (nodes and nodes[-1].kind is Kind.QUOTE and nodes[-1].norm == "'")


def _is_noun(nodes: Sequence[Node], at: int, lexicon: Lexicon) -> bool:
    """ "…, reports say", "Claims in Spain suggest": what may be a verb of saying is the subject of one."""
    if nodes[at].norm not in lexicon.speech["unnamed_nouns"] or (at and nodes[at - 1].norm not in (",", "and", "but")):
        return False
    following = nodes[at + 1] if at + 1 < len(nodes) else None
    return (
        following is not None
        and following.unit is None
        and (following.norm in _SOMEWHERE or lexicon.says(following.norm))
    )


def _is_finite(nodes: Sequence[Node], at: int, lexicon: Lexicon) -> bool:
    """Whether what may be a verb at ``at`` is one, not a noun ("the reports"), nor in the passive ("is said to")."""
    before = at - 1
    one = nodes[before].unit if at else None
    if one and (one.possessive or (one.kind is UnitKind.CLUB and nodes[at].norm in _JOBS)):
        return False  # "his post", "the Lyon post"
    if one and one.kind is UnitKind.PERSON and one.form is not Form.PRONOUN and len(one.refs) == 1:
        near = before and nodes[before - 1].norm in ("to", "of")  # "sources close to Smith insist"
        bare = {f for _, f in lexicon.verb_forms.get(nodes[at].norm, ())} == {"base"}  # "bring Smith back"
        return bool(near) or not bare
    while before >= 0 and nodes[before].unit is None and _is_adverb(nodes[before].norm, lexicon):
        before -= 1
    if _shares_passive(nodes, before, lexicon):
        return False
    if before >= 0 and nodes[before].unit is None and nodes[before].norm in _NOT_SAYING:
        forms = {f for _, f in lexicon.verb_forms.get(nodes[at].norm, ())}
        return (nodes[before].norm in ("is", "are") and "gerund" in forms) or has_said(nodes, before, at)
    return True


def has_said(nodes: Sequence[Node], short: int, at: int) -> bool:
    """Whether the "'s" at ``short``, which is taken for an "is", is a "has", as who says it himself stands before it
    and what he says behind the participle at ``at``: "he's now claimed that", not "he's said to be keen"."""
    if not 0 < short < at < len(nodes) - 1 or nodes[short].norm != "is":
        return False
    before, behind = nodes[short - 1].unit, nodes[at + 1]
    if before is None or before.pronoun not in ("he", "she"):
        return False
    heard = nodes[at].norm in _HEARD
    named = behind.unit is not None and (not heard or behind.unit.kind is UnitKind.OUTLET)
    return named or (not heard and behind.norm in ("that", ":", "how", "why"))


def _is_adverb(norm: str, lexicon: Lexicon) -> bool:
    """Whether a word may stand between a verb of saying and its auxiliary: "was **officially** informed"."""
    return norm in _BEFORE_SAYING or (norm.endswith("ly") and norm not in lexicon.verb_forms)


def _shares_passive(nodes: Sequence[Node], conjunction: int, lexicon: Lexicon) -> bool:
    """Whether the "and" at ``conjunction`` goes on with a passive: "the deal is done and confirmed"."""
    if conjunction < 2 or nodes[conjunction].norm != "and":
        return False
    first, be = nodes[conjunction - 1], nodes[conjunction - 2]
    passive = be.unit is None and be.norm in _BE
    return passive and any(f == "participle" for _, f in lexicon.verb_forms.get(first.norm, ()))


def before_where(nodes: Sequence[Node], at: int) -> int:
    """The position before ``at``, past a bracket or a relative clause on where or when that stands there: "reports in
    Spain, where he has a house, say"."""
    if at < 4 or nodes[at - 1].norm != ",":
        return before_bracket(nodes, at)
    comma = next((i for i in range(at - 2, max(0, at - _LONGEST_RELATIVE), -1) if nodes[i].norm == ","), None)
    aside = comma is not None and nodes[comma + 1].unit is None and nodes[comma + 1].norm in ("where", "when", "which")
    return comma - 1 if aside and comma else before_bracket(nodes, at)


def before_bracket(nodes: Sequence[Node], at: int) -> int:
    """The position before ``at``, past a bracket that stands there: "Marca (in Spanish) report"."""
    if not at or nodes[at - 1].norm != ")":
        return at - 1
    opening = next((i for i in range(at - 2, max(-1, at - _BRACKET), -1) if nodes[i].norm == "("), at)
    return opening - 1


def _apposed_to(nodes: Sequence[Node], at: int) -> int:
    """The name before a description at ``at`` that only explains it: "Smith, the agent of Jones, says"."""
    unit, named = nodes[at].unit, nodes[at - 2].unit if at > 1 else None
    described = unit is not None and unit.form is not Form.NAME and not unit.pronoun and nodes[at - 1].norm == ","
    if described and named and named.kind is UnitKind.PERSON and named.form is Form.NAME:
        return at - 2
    comma = next((i for i in range(at - 1, max(0, at - _BRACKET), -1) if nodes[i].norm == ","), 0)
    head, noun = nodes[comma - 1].unit, nodes[at + 1]
    dresses = unit and unit.kind is UnitKind.CLUB and (comma == 1 or (not noun.unit and noun.kind is Kind.WORD))
    if comma and dresses and head is not None and head.kind is UnitKind.PERSON and head.form is Form.NAME:
        return comma - 1  # "Smith, a long-term Everton target, says", "Smith, idle since leaving Lyon, says"
    return at


def _first_subject(nodes: Sequence[Node], before: int) -> int | None:
    """The subject that a coordinated verb shares: of the part of the sentence that began last, the first unit that no
    preposition governs."""
    turn = next((i for i in range(before - 2, max(0, before - _LONG), -1) if _turns(nodes, i)), -1)
    for here in range(turn + 1, before):
        if _may_say(nodes[here].unit) and not (here and _is_preposition(nodes[here - 1])):
            return here
    return None


def _turns(nodes: Sequence[Node], at: int) -> bool:
    """Whether a part of the sentence with a subject of its own begins at ``at``: ", but the Reds are"."""
    unit = at + 1 + (nodes[at + 1].norm == "the")
    acts = unit + 1 < len(nodes) and nodes[unit + 1].unit is None and nodes[unit + 1].norm in _AUXILIARIES | _MODALS
    return nodes[at].unit is None and nodes[at].norm in _PARTS and _may_say(nodes[unit].unit) and acts


def coordinated_at(nodes: Sequence[Node], verb: int) -> int | None:
    """Where "and" or "but" stands through which the verb of saying at ``verb`` shares a subject: "left and said"."""
    for here in range(verb - 1, 0, -1):
        norm = nodes[here].norm
        if nodes[here].unit is None and norm in ("and", "but"):
            return here
        if nodes[here].unit is not None or (norm not in _INSIDE_SAYING and not norm.endswith("ly")):
            return None
    return None


def _may_say(unit: Unit | None) -> bool:
    if unit is None or unit.possessive or unit.pronoun in ("him", "me", "them", "us"):
        return False
    several = unit.dressing.plural and unit.dressing.noun not in _AGENTS  # "his representatives" speak as one
    speaks = unit.kind is UnitKind.OTHER and unit.dressing.part in ("official", "other") and not several
    return speaks or unit.kind in (UnitKind.OUTLET, UnitKind.PERSON, UnitKind.CLUB)


def _acts(unit: Unit | None, before: Node) -> bool:
    """Whether it is a pronoun that nothing governs, or an outlet: "as he confirmed", "as ESPN first reported"."""
    outlet = unit is not None and unit.kind is UnitKind.OUTLET and before.norm == "as"
    return outlet or (unit is not None and unit.pronoun in _SUBJECTS)


def _is_unknown(unit: Unit | None) -> bool:
    """Whether it is a name of which nothing is known that could speak."""
    return unit is not None and unit.kind in (UnitKind.OTHER, UnitKind.PLACE) and unit.mention is not None


def _is_preposition(node: Node) -> bool:
    return node.unit is None and node.norm in _PREPOSITIONS
