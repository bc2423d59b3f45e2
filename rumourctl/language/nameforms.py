"""What the form of a name tells: words in it that make it a club's or a paper's, and capitals only for show."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rumourctl.language.calendar_words import WEEKDAYS
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Lexicon
from rumourctl.language.tokens import Kind, Token

_AUXILIARIES = closed_class("auxiliaries")
_CLUB_FORMS = closed_class("club_forms")
_CLUB_SUFFIXES = closed_class("club_suffixes")
_COMPANY_FORMS = closed_class("company_forms")
_OUTLET_FORMS = closed_class("outlet_forms")
_THING_FORMS = closed_class("thing_forms")
_THING_HEADS = closed_class("thing_heads")
_COMPOUND_TAILS = closed_class("compound_tails")
_LEAD_IN = 3
"""Words in capitals, at least, with which an article begins for show."""
_INITIALS = 3
"""Letters of a name in capitals only, at most, that is no name printed for show: "JJ", "RDT"."""
_SHOUTED = re.compile(r"\b(Mc|Mac|)([A-ZÀ-ÖØ-Þ]{3,})\b")


def form_of(norms: Sequence[str], lexicon: Lexicon) -> str | None:
    """The kind of what a name of several words stands for, where a word in it says so."""
    named = norms[0] in lexicon.given
    if len(norms) < 2:
        return None
    if not named and (norms[-1] in _CLUB_SUFFIXES or any(n in _CLUB_FORMS for n in norms)):
        return "club"
    if norms[-1] in _OUTLET_FORMS or norms[0] in _OUTLET_FORMS:
        return "outlet"
    if not named and norms[-1] in _COMPANY_FORMS:
        return "body"
    return "place" if norms[-1] in _THING_FORMS or norms[0] in _THING_HEADS else None  # "Emirates Airline"


def lead_in(tokens: Sequence[Token]) -> int:
    """How many words at the head of ``tokens`` are in capitals for show, before the others: "LYON ARE CLOSE to"."""
    lead = next((at for at, t in enumerate(tokens) if not (t.kind is Kind.WORD and t.text.isupper())), 0)
    return lead if lead >= _LEAD_IN else 0


def day_behind(tokens: Sequence[Token], start: int, at: int) -> bool:
    """Whether a day stands at ``at`` behind the full name that began at ``start``: "signed John Smith Tuesday"."""
    goes_on = at + 1 < len(tokens) and tokens[at + 1].capitalised
    return tokens[at].text in WEEKDAYS and at - start > 1 and not goes_on


def is_ordinary(norm: str, lexicon: Lexicon) -> bool:
    """Whether a word in capitals need not be a name for them."""
    known = norm in lexicon.common or norm in lexicon.verb_forms
    return norm in _AUXILIARIES or (known and norm not in lexicon.given)


def is_compound(norm: str) -> bool:
    """Whether a word with a hyphen dresses a noun and is no name: "Lyon-linked", "24-year-old"."""
    head, hyphen, tail = norm.rpartition("-")
    return bool(hyphen) and (head.partition("-")[0].isdigit() or tail in _COMPOUND_TAILS)


def unshouted(name: str) -> str:
    """``name`` without the capitals in which papers print it for show: "KAI LUND", and at the head "KAI Lund"."""
    if name.isupper():
        return name.title() if len(name) > _INITIALS else name
    words = name.split(" ")
    return " ".join(_SHOUTED.sub(lambda found: found[1] + found[2].title(), word) for word in words)
