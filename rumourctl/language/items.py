"""Articles that are lists of items with a topic each: gossip columns, live blogs, posts; and where an item begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from rumourctl.language.cast import Cast, listed_names
from rumourctl.language.credits import bracket, credit_heading, credit_line
from rumourctl.language.lexicon import Thing
from rumourctl.language.matches import is_opponent
from rumourctl.language.names import Mention, MentionKind
from rumourctl.language.nodes import Node, UnitKind
from rumourctl.language.tokens import Kind, Sentence

_COLUMN_PARAGRAPHS = 4
_POSTS = 2
_OUTLETS = 2
"""Headings that are an outlet's name, each of which heads what stood in it: a saved page has its own name there, above
other lines."""
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:am|pm)?|\d{1,2}(?:am|pm)")
_BARE_CLOCK = re.compile(r"[0-2]\d[0-5]\d")
_BULLETS = ("•", "*", "-", "–", "▪", "▫", "◾", "◽", "◦", "·", "🔹", "🔸")
_AS_A_PICTURE = "\ufe0f"
"""What makes a picture of the mark before it."""
_LABEL_WORDS = 4
_NUMBERED = 3
_HEADLINES = 2
"""Headlines below the first, at least, of a text that consists of items with a headline each."""
_HEADLINE = 16
"""Tokens of a headline, at most, that ends in a bracket."""
_TURNS = ("but", "however", "yet")
_SHARE = 3
"""One paragraph in so many bears the mark of an item in a list."""


def item_starts(found: Sequence[Sentence], raw: Sequence[Sequence[Node]], cast: Cast) -> list[bool]:
    """Whether each sentence of ``found``, with its nodes in ``raw``, begins an item.

    In a gossip column, where paragraphs end in a credit or stand below an outlet's name, every paragraph does; in a
    live blog those that begin with the time; under bullets and labels each of them; among posts those that name
    somebody, and begin with a picture or a tag or name him for the first time.
    """
    last_of = {s.paragraph: i for i, s in enumerate(found)}
    below = [s.opens_paragraph and bool(credit_heading(nodes)) for s, nodes in zip(found, raw, strict=True)]
    heads = sum(at and not behind.heading for at, behind in zip(below, found[1:], strict=False))
    if heads >= _OUTLETS:
        return [s.opens_paragraph for s in found]
    lines = sum(found[i].opens_paragraph and credit_line(raw[i]) is not None for i in last_of.values())
    credited = sum((credit_line(raw[i]) or bracket(raw[i])) is not None for i in last_of.values())
    told = len(last_of) - lines - sum(s.heading for s in found)
    if len(last_of) >= _COLUMN_PARAGRAPHS and credited * _SHARE >= told:
        return [s.opens_paragraph and not _goes_on(s, nodes) for s, nodes in zip(found, raw, strict=True)]
    clocked = [s.opens_paragraph and _told_by_clock(s) for s in found]
    if len(last_of) >= _COLUMN_PARAGRAPHS and sum(clocked) * _SHARE >= len(last_of):
        return [at or is_bulleted(s) for at, s in zip(clocked, found, strict=True)]
    numbered = [s.opens_paragraph and s.heading and _numbered(s) for s in found]
    if sum(numbered) >= _NUMBERED:
        return numbered
    bulleted = [is_bulleted(s) and not _only_club(nodes) for s, nodes in zip(found, raw, strict=True)]
    if len(last_of) >= _COLUMN_PARAGRAPHS and sum(bulleted) * 2 >= len(last_of):
        return bulleted
    labelled = [s.opens_paragraph and _labelled(s) for s in found]
    if len(last_of) >= _COLUMN_PARAGRAPHS and sum(labelled) * 2 >= len(last_of):
        return labelled
    if headed := _headed(found, raw, cast):
        return headed
    posted = {s.paragraph for s in found if any(_is_mark(t.kind) for t in s.tokens)}
    if len(posted) >= _POSTS and len(posted) * 2 >= len(last_of):
        return _post_starts(found, raw, cast)
    return [False] * len(found)


def _goes_on(sentence: Sentence, nodes: Sequence[Node]) -> bool:
    """Whether a paragraph of a column belongs to the one above it: its credit, or "But the Lyon coach says …"."""
    return sentence.tokens[0].norm in _TURNS or credit_line(nodes) is not None


def _headed(found: Sequence[Sentence], raw: Sequence[Sequence[Node]], cast: Cast) -> list[bool] | None:
    """Where items begin that have a headline each, as in briefs and live feeds, where nobody runs through them
    and each begins with clubs of its own."""
    heads = [bool(at) and _heads(s, nodes) for at, (s, nodes) in enumerate(zip(found, raw, strict=True))]
    if sum(heads) < _HEADLINES:
        return None
    starts = [0, *(i for i, head in enumerate(heads) if head), len(found)]
    told = [
        [n.unit.mention for nodes in raw[at:end] for n in nodes if n.unit and n.unit.mention]
        for at, end in pairwise(starts)
    ]
    opening = ((n for nodes in raw[at : at + 2] for n in nodes) for at in starts[1:-1])
    of_clubs = all(any(n.unit and n.unit.kind is UnitKind.CLUB for n in nodes) for nodes in opening)
    return heads if of_clubs and (_apart(told, cast) or _apart(told[1:], cast)) else None


def _apart(told: Sequence[Sequence[Mention]], cast: Cast) -> bool:
    """Whether of two parts or more, with what each mentions, each has persons of its own, and half at most share a
    club."""
    persons = [{p for m in part if m.kind is MentionKind.PERSON for p in cast.names_for(m)} for part in told]
    clubs = Counter(club for part in told for club in {c for m in part for c in listed_names(m, Thing.CLUB)[:1]})
    alone = len(told) > 1 and all(persons) and sum(map(len, persons)) == len(set[str]().union(*persons))
    return alone and max(clubs.values(), default=0) * 2 <= len(told)


def _heads(sentence: Sentence, nodes: Sequence[Node]) -> bool:
    """Whether a line is a headline, be it one with its paper in a bracket: "Lyon want Smith (Bild)"."""
    credited = len(sentence.tokens) <= _HEADLINE and sentence.tokens[-1].norm == ")" and bracket(nodes) is not None
    return sentence.opens_paragraph and (sentence.heading or credited)


def _told_by_clock(sentence: Sentence) -> bool:
    first, *others = (t.norm for t in sentence.tokens[:2])
    return bool(_CLOCK.fullmatch(first) or (_BARE_CLOCK.fullmatch(first) and set(others) & {"–", "-", ":", "|"}))


def _labelled(sentence: Sentence) -> bool:
    """Whether it begins with a label in capitals: "FOOTBALL: …", "WEST HAM: …"."""
    words = sentence.tokens[: _LABEL_WORDS + 1]
    colon = next((at for at, t in enumerate(words) if t.norm == ":"), 0)
    return colon > 0 and all(t.kind is Kind.WORD and t.text.isupper() for t in words[:colon])


def _numbered(sentence: Sentence) -> bool:
    """Whether it is a headline with its number: "3. Lyon eye Smith"."""
    first = [t.norm for t in sentence.tokens[:3]]
    return len(first) == 3 and first[0].isdigit() and len(first[0]) < 3 and first[1] in (".", ")")


def is_bulleted(sentence: Sentence) -> bool:
    """Whether it is a line of a list, with a mark in front."""
    return sentence.opens_paragraph and sentence.tokens[0].norm.rstrip(_AS_A_PICTURE) in _BULLETS


def _only_club(nodes: Sequence[Node]) -> bool:
    """Whether a line is the name of a club, which says nothing without the line above its list."""
    return all(n.unit.kind is UnitKind.CLUB if n.unit else n.kind is not Kind.WORD for n in nodes)


def _is_mark(kind: Kind) -> bool:
    return kind in (Kind.SYMBOL, Kind.TAG)


def _post_starts(found: Sequence[Sentence], raw: Sequence[Sequence[Node]], cast: Cast) -> list[bool]:
    """A post may run over several paragraphs: one that names nobody or no club, or nobody new and has no mark in front,
    goes on with it."""
    persons: dict[int, set[str]] = {}
    placed = set[int]()
    for sentence, nodes in zip(found, raw, strict=True):
        named = (n.unit.mention for n in nodes if n.unit and n.unit.kind is UnitKind.PERSON and n.unit.mention)
        persons.setdefault(sentence.paragraph, set()).update(name for m in named for name in cast.names_for(m))
        if any(_names_club(nodes, at) for at in range(len(nodes))):
            placed.add(sentence.paragraph)
    starts, item = [], set[str]()
    for sentence in found:
        if sentence.opens_paragraph:
            here = persons[sentence.paragraph] if sentence.paragraph in placed else set[str]()
            opens = bool(here - item) or (bool(here) and _is_mark(sentence.tokens[0].kind))
            item = here if opens else item | here
        starts.append(sentence.opens_paragraph and opens)
    return starts


def _names_club(nodes: Sequence[Node], at: int) -> bool:
    """Whether the node ``at`` names a club, or somebody by his club; one that is only played against is none: "takes
    charge for the trip to Lyon"."""
    unit = nodes[at].unit
    if unit is None or unit.kind is not UnitKind.CLUB:
        return unit is not None and bool(unit.dressing.clubs or unit.dressing.suitors)
    return not is_opponent(nodes[:at], nodes[at + 1].norm if at + 1 < len(nodes) else "")
