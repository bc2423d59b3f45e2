"""Whom and which club the head of a post joins without a verb: "Smith–Everton: deal close", "Everton x Smith"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from rumourctl.language.folding import fold
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Lexicon, Thing, Way
from rumourctl.language.nodes import Form, Node, UnitKind
from rumourctl.language.tokens import Kind, Sentence, Token

PAIR = "x"
"""The word that joins the two in the nodes."""
_JOINERS = closed_class("pair_joiners")
_LOOSE = frozenset(("and", "&"))
"""These join in any sentence; of a pair only where a colon stands behind it."""
_DASHES = ("-", "–", "—")
_LISTS = frozenset((",", "-", "–", "—", "|"))
"""These mark many things; of a pair only where nothing but a mark stands behind it."""
_ENDS = frozenset((".", "!", "?", ":", "…", ",", "-", "–", "—", "|", ";"))
_SURE = (Way.NAME, Way.NICKNAME, Way.CAREFUL)
_STATUS = closed_class("pair_status")
"""What a pair without a mark behind it comes to: "Smith-Everton off"."""
_LEAD_WORDS = 4
_NAME_WORDS = 3


def part_pair(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """``sentence`` with the two names parted that a hyphen or a dash without blanks joins at its head: "Smith-Everton",
    "Everton–Kai Lund"."""
    tokens = sentence.tokens
    start = _behind_lead([t.norm for t in tokens])
    last = min(start + _NAME_WORDS, len(tokens) - 1)
    at = next((i for i in range(start, last) if not tokens[i].capitalised or "-" in tokens[i].norm), last)
    if at > start and _is_tight_dash(tokens, at):
        parts: tuple[Token, ...] | None = (replace(tokens[at], norm=PAIR, kind=Kind.WORD),)
    else:
        words = tokens[at + 1 : at + _NAME_WORDS]
        behind = next((t for t in words if t.kind is not Kind.WORD or not t.capitalised), None)
        told = behind is None or behind.norm in _ENDS or behind.norm in _STATUS
        whole = tokens[at].kind is not Kind.WORD or not told
        parts = None if whole else _parted(tokens[at], lexicon, first=at == start)
    return replace(sentence, tokens=(*tokens[:at], *parts, *tokens[at + 1 :])) if parts else sentence


def _is_tight_dash(tokens: Sequence[Token], at: int) -> bool:
    """Whether a dash at ``at`` joins two names without a blank."""
    here, behind = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    touches = behind is not None and tokens[at - 1].end == here.start and here.end == behind.start
    return here.norm in _DASHES and touches and behind is not None and behind.capitalised


def _parted(token: Token, lexicon: Lexicon, *, first: bool) -> tuple[Token, ...] | None:
    """The names that ``token`` joins, of which one is a club's; the club may only come before the hyphen where it is
    the ``first`` word: "Smith Jones-Everton"."""
    before, _, behind = token.text.rpartition("-")
    if not before or not behind or not before[0].isupper() or not behind[0].isupper():
        return None
    if lexicon.longest_name([token.norm], 0):
        return None
    clubs = [_is_club(fold(name), lexicon) for name in (before, behind)]
    if clubs not in ([True, False], [False, True]) or (clubs[0] and not first):
        return None
    middle = token.start + len(before)
    return (
        Token(token.start, middle, before, fold(before), Kind.WORD, token.quoted),
        Token(middle, middle + 1, "-", PAIR, Kind.WORD, token.quoted),
        Token(middle + 1, token.end, behind, fold(behind), Kind.WORD, token.quoted),
    )


def _is_club(norm: str, lexicon: Lexicon) -> bool:
    hit = lexicon.longest_name([norm], 0)
    return hit is not None and any(e.thing is Thing.CLUB and e.way in _SURE for e in hit[1])


def joined_at_head(nodes: Sequence[Node]) -> Sequence[Node]:
    """``nodes`` with a person and a club that stand joined at the head as "Smith x Everton", whichever came first."""
    at = _behind_lead([n.norm for n in nodes])
    if len(nodes) < at + 3 or nodes[at + 1].unit is not None:
        return nodes
    one, joiner, two = nodes[at : at + 3]
    kinds = {n.unit.kind for n in (one, two) if n.unit and n.unit.form is Form.NAME and len(n.unit.refs) == 1}
    if kinds != {UnitKind.PERSON, UnitKind.CLUB} or not _joins(joiner.norm, nodes[at + 3 :]):
        return nodes
    person, club = (one, two) if one.unit and one.unit.kind is UnitKind.PERSON else (two, one)
    rest = nodes[at + 4 :] if nodes[at + 3 : at + 4] and nodes[at + 3].norm in _ENDS else nodes[at + 3 :]
    colon = Node(two.end, two.end, ":", kind=Kind.PUNCT)
    return [*nodes[:at], person, replace(joiner, norm=PAIR), club, *([colon] if rest else ()), *rest]


def _joins(joiner: str, behind: Sequence[Node]) -> bool:
    """Whether ``joiner`` makes a pair of what stands at its sides, by what follows ``behind`` it."""
    mark = behind[0].norm if behind else "."
    if joiner == PAIR:
        return mark != "'s"
    if joiner in _LISTS:
        return mark in (":", ",", "!", "?") if joiner != "," else all(n.norm in _ENDS for n in behind)
    if joiner in _LOOSE:
        return mark == ":"
    return joiner in _JOINERS and mark in _ENDS


def _behind_lead(norms: Sequence[str]) -> int:
    """Where the sentence begins behind pictures and a label: "🚨 Update: "."""
    words = list(takewhile(lambda norm: norm != ":", norms[: _LEAD_WORDS + 1]))
    lead = len(words) + 1 if len(words) < min(len(norms), _LEAD_WORDS + 1) and set(words) & _LEADS else 0
    at = lead
    while at < len(norms) and not any(c.isalnum() or c == "<" for c in norms[at]):
        at += 1
    return at


_LEADS = closed_class("post_leads")
