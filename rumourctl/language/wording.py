"""The words of one sentence while its units are read: its tokens with the names and sums found among them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Lexicon, NounSense
from rumourctl.language.nameforms import is_compound
from rumourctl.language.names import Mention, MentionKind
from rumourctl.language.nodes import Unit
from rumourctl.language.tokens import Kind, Token

_FUNCTION_WORDS = closed_class("function_words")
_OFFICIAL_ACTS = closed_class("official_acts")
_SOUGHT_MOST = closed_class("sought_most")
_GOES_FORWARD = closed_class("goes_forward")
ALSO_EVENTS = closed_class("also_events")
"""Nouns that say a move as often as a person: "the signing of", "a target for"."""
_NAME_WORDS = 4
"""Words of a club's name, at most."""
_PRICE_TAIL = re.compile(r"(?:.*-)?(?:rated|valued|priced)$")


@dataclass(frozen=True, slots=True)
class Wording:
    """One sentence: its tokens, their clean forms, and by first token its names, sums, dates and contract ends."""

    tokens: tuple[Token, ...]
    norms: tuple[str, ...]
    mentions: Mapping[int, Mention]
    spans: Mapping[int, Unit]
    lexicon: Lexicon

    def noun_at(self, at: int) -> tuple[int, NounSense] | None:
        """The describing noun that begins at ``at``, the longest: the position behind it and what it says."""
        if self.word(at) not in self.lexicon.noun_starts:
            return None
        for length in (4, 3, 2, 1):
            form = self.norms[at : at + length]
            if len(form) == length and form in self.lexicon.nouns and not (length == 1 and at in self.mentions):
                if form == ("official",) and self.word(at + 1) in _OFFICIAL_ACTS:
                    return None
                if form == ("forward",) and self.word(at - 1) in _GOES_FORWARD:
                    return None  # "a step forward"
                if form == ("number", "one") and self.word(at + 2) in _SOUGHT_MOST:
                    return None  # "their number one target", who keeps no goal
                return at + length, self.lexicon.nouns[form]
        return None

    def word(self, at: int) -> str:
        """The clean form at ``at``; empty outside the sentence."""
        return self.norms[at] if 0 <= at < len(self.norms) else ""

    def describes(self, at: int) -> bool:
        """Whether a word at ``at`` describes somebody: a noun or what stands before one."""
        return (self.word(at),) in self.lexicon.nouns or (self.word(at),) in self.lexicon.modifiers

    def compound_end(self, at: int) -> int:
        """Where the words with capitals from ``at`` on end that are a compound, which dresses a noun: "Aston
        Villa-linked"; ``at`` where they are none."""
        for end in range(at, min(at + _NAME_WORDS, len(self.tokens))):
            if end in self.mentions or not self.tokens[end].capitalised:
                break
            if is_compound(self.norms[end]):
                return end + 1
        return at

    def finite(self, at: int) -> bool:
        """Whether a word at ``at`` may be a finite verb of one person."""
        return any(form in ("third", "past") for _, form in self.lexicon.verb_forms.get(self.word(at), ()))

    def noun_like(self, at: int) -> bool:
        """Whether a plain noun stands at ``at``, which what went before only dresses: "the Spanish outlet"."""
        if at >= len(self.tokens) or self.tokens[at].kind is not Kind.WORD or at in self.mentions:
            return False
        joined = self.mentions.get(at + 1) if self.norms[at] in ("and", "&") else None
        if joined and joined.kind is MentionKind.NATION:
            return True  # "the Spanish and European giants"
        norm = self.norms[at]
        if norm in self.lexicon.speech["outlet_nouns"]:
            return True  # "the French daily"
        return not (norm in _FUNCTION_WORDS or norm == "'s" or norm in self.lexicon.verb_forms or norm.endswith("ly"))

    def price_dresses(self, end: int) -> bool:
        """Whether the sum that ends at ``end`` dresses a player: "£60m-rated", "£40m striker", "£5m Lyon striker"."""
        if end >= len(self.norms):
            return False
        if price_tail(self.norms[end]) or price_tail(self.norms[end - 1]):
            return True
        of = self.mentions.get(end)
        head = of.end if of and of.kind in (MentionKind.NATION, MentionKind.CLUB) else end
        return self.noun_at(head) is not None and self.norms[head] not in ALSO_EVENTS


def price_tail(norm: str) -> bool:
    """Whether a word says that a sum is somebody's price: "rated", "£60m-valued"."""
    return _PRICE_TAIL.match(norm) is not None
