"""Units: a mention with its dressing, read as one thing.

"Liverpool's £60m-rated Argentina midfielder Alexis Mac Allister, 26," is one person with club, price, nation,
position and age; "the north London side" is one club, "the Madrid bosses" stand for theirs. Who a description or
pronoun means is left to :mod:`rumourctl.language.coreference`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rumourctl.language.appositions import join_appositions
from rumourctl.language.dates import ContractEnd, DateMention
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Lexicon
from rumourctl.language.money import MoneyMention
from rumourctl.language.names import Mention, MentionKind
from rumourctl.language.nodes import Form, Node, Unit, UnitKind
from rumourctl.language.phrases import PhraseReader
from rumourctl.language.tokens import Kind, Sentence
from rumourctl.language.wording import Wording

_INCOMING = closed_class("incoming")
_PRONOUNS = closed_class("pronouns")
_CALENDAR = closed_class("calendar")
OWNER_PRONOUNS = {"his": "he", "her": "she", "their": "they", "its": "they", "my": "i", "our": "we"}


@dataclass(frozen=True, slots=True)
class Spans:
    """Sums, dates and contract ends found in a stretch of text, by its offsets."""

    money: tuple[MoneyMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    contracts: tuple[ContractEnd, ...] = ()


class UnitReader:
    """Reads the units of one sentence."""

    def __init__(self, sentence: Sentence, mentions: Sequence[Mention], spans: Spans, lexicon: Lexicon) -> None:
        named = {m.start: m for m in mentions}
        norms = tuple(t.norm for t in sentence.tokens)
        self._words = Wording(sentence.tokens, norms, named, _span_units(sentence, mentions, spans), lexicon)
        self._phrases = PhraseReader(self._words)

    def read(self) -> list[Node]:
        """The sentence as units and plain words, in order; names in apposition are joined to what they name."""
        nodes: list[Node] = []
        at = 0
        while at < len(self._words.tokens):
            units = self._units_at(at)
            for unit in units:
                if _INCOMING & set(self._words.norms[at : unit.start]):  # "a new Chelsea deal"
                    nodes.extend(self._plain(at, unit.start))
                nodes.append(self._node(unit))
                at = unit.end
            if not units:
                nodes.extend(self._plain(at, at + 1))
                at += 1
        return join_appositions(nodes)

    def _plain(self, start: int, end: int) -> list[Node]:
        """The words from ``start`` to ``end`` that are in no unit."""
        tokens = ((at, self._words.tokens[at]) for at in range(start, end))
        said = ((at, t) for at, t in tokens if t.kind is not Kind.SYMBOL)  # pictures and addresses say nothing
        return [Node(at, at + 1, t.norm, None, t.quoted, t.kind) for at, t in said]

    def _node(self, unit: Unit) -> Node:
        return Node(unit.start, unit.end, f"<{unit.kind}>", unit, self._words.tokens[unit.start].quoted)

    def _units_at(self, at: int) -> list[Unit]:
        span = self._words.spans.get(at)
        if span and not (span.kind is UnitKind.MONEY and self._words.price_dresses(span.end)):
            return [span]
        norm = self._words.norms[at]
        club = self._words.mentions.get(at + 1) if norm == "i" else None
        if club and club.kind is MentionKind.CLUB:
            return []  # "I Bianconeri"
        if norm in _PRONOUNS and not (norm == "her" and self._words.describes(at + 1)):
            return [Unit(UnitKind.PERSON, Form.PRONOUN, at, at + 1, pronoun=norm)]
        return self._phrases.read(at) or self._possessive_pronoun(at)

    def _possessive_pronoun(self, at: int) -> list[Unit]:
        """ "his move", "their pursuit": somebody spoken of before, as an owner."""
        owner = OWNER_PRONOUNS.get(self._words.norms[at])
        if owner is None:
            return []
        return [Unit(UnitKind.PERSON, Form.PRONOUN, at, at + 1, pronoun=owner, possessive=True)]


def _span_units(sentence: Sentence, mentions: Sequence[Mention], spans: Spans) -> dict[int, Unit]:
    """Units of the sums, dates and contract ends by their first token; a name goes before a date that overlaps it."""
    units: dict[int, Unit] = {}
    for kind, items in (
        (UnitKind.MONEY, spans.money),
        (UnitKind.DATE, spans.dates),
        (UnitKind.CONTRACT, spans.contracts),
    ):
        for item in items:
            inside = [i for i, t in enumerate(sentence.tokens) if t.start < item.end and t.end > item.start]
            if not inside:
                continue
            start, end = inside[0], inside[-1] + 1
            named = kind is not UnitKind.MONEY and any(
                m.start < end and m.end > start and m.kind is not MentionKind.UNKNOWN and not set(m.norms) <= _CALENDAR
                for m in mentions
            )
            if not named:
                units.setdefault(start, _span_unit(kind, start, end, item))
    return units


def _span_unit(kind: UnitKind, start: int, end: int, item: MoneyMention | DateMention | ContractEnd) -> Unit:
    return Unit(
        kind, Form.NAME, start, end,
        money=item if isinstance(item, MoneyMention) else None,
        date=item if isinstance(item, DateMention) else None,
        contract=item if isinstance(item, ContractEnd) else None,
    )  # fmt: skip
