"""Names of persons that are clubs' or places' as well, or stand before one: "Ferro" is the coach where the text has a
Paulo Ferro, and "Paulo Ferro Lyon" is he and a club."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import replace

from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Lexicon, Thing
from rumourctl.language.names import Mention, MentionKind
from rumourctl.language.tokens import Sentence

_OF_CLUBS = closed_class("before_clubs_alone")
_PLURAL = closed_class("plural")
_ALSO_OF_PEOPLE = ("for", "by", "of", "with", "from")
"""Before a first name they say nothing of a club: "a bid for Donny"."""
_PLACED = (MentionKind.CLUB, MentionKind.NATION, MentionKind.PLACE)


def as_persons(sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """``mentions`` with those of one word left open that are a name of a person named in full, and of which
    nothing in the article says that the club or the place is meant."""
    full = [m for found in mentions for m in found if m.kind is MentionKind.PERSON and len(m.norms) > 1]
    surnames, given = {m.norms[-1] for m in full}, {m.norms[0] for m in full}
    named: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    placed: set[str] = set()
    for sentence, found in zip(sentences, mentions, strict=True):
        for mention in found:
            for entry in mention.entries:
                named[entry.name].add(mention.norms)
            if len(mention.norms) == 1 and mention.norms[0] in surnames | given:
                weak = () if mention.norms[0] in surnames else _ALSO_OF_PEOPLE
                placed |= {mention.norms[0]} if _is_placed(sentence, mention, weak) else set()
    open_to_all = (surnames | given) - placed
    return [[_left_open(m) if _may_be(m, open_to_all, named) else m for m in found] for found in mentions]


def with_clubs_apart(mentions: Sequence[Sequence[Mention]], lexicon: Lexicon) -> list[list[Mention]]:
    """``mentions`` with the club behind a person's name parted from it that the article also gives without the club:
    "John Smith Lyon rumour"."""
    full = {m.norms for found in mentions for m in found if m.kind is MentionKind.PERSON and len(m.norms) > 1}
    return [[part for m in found for part in _club_apart(m, full, lexicon)] for found in mentions]


def _club_apart(mention: Mention, full: Set[tuple[str, ...]], lexicon: Lexicon) -> tuple[Mention, ...]:
    """``mention`` as it is, or as a person of the ``full`` names and the club behind that name."""
    whole = mention.kind is MentionKind.PERSON and not mention.entries
    for cut in range(2, len(mention.norms)) if whole and mention.end - mention.start == len(mention.norms) else ():
        tail = lexicon.longest_name(mention.norms, cut) if mention.norms[:cut] in full else None
        entries = tuple(e for e in tail[1] if e.thing is Thing.CLUB) if tail else ()
        if tail and entries and cut + tail[0] == len(mention.norms):
            at = mention.start + cut
            named = replace(mention, end=at, words=mention.words[:cut], norms=mention.norms[:cut])
            club = Mention(MentionKind.CLUB, at, mention.end, mention.words[cut:], mention.norms[cut:], entries)
            return (named, club)
    return (mention,)


def _is_placed(sentence: Sentence, mention: Mention, weak: Sequence[str]) -> bool:
    """Whether the words beside ``mention`` say that somebody goes there, ``weak`` ones apart, or that several act."""
    before = sentence.tokens[mention.start - 1].norm if mention.start else ""
    after = sentence.tokens[mention.end].norm if mention.end < len(sentence.tokens) else ""
    return (before in _OF_CLUBS and before not in weak) or after in _PLURAL


def _may_be(mention: Mention, surnames: set[str], named: dict[str, set[tuple[str, ...]]]) -> bool:
    """Whether ``mention`` is one of the ``surnames`` alone, of a club or place that goes by no other name here."""
    if mention.kind not in _PLACED or len(mention.norms) > 1 or mention.norms[0] not in surnames:
        return False
    return all(named[entry.name] == {mention.norms} for entry in mention.entries)


def _left_open(mention: Mention) -> Mention:
    return replace(mention, kind=MentionKind.UNKNOWN, entries=())
