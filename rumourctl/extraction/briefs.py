"""Short texts about one move, such as posts and items of a column: the club in them that does not want him is his."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeVar

from rumourctl.claims.model import Claim, Move, Stage
from rumourctl.extraction.labels import is_mere_label, labelled
from rumourctl.extraction.parties import is_national
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.cast import Cast
from rumourctl.language.clauses import Clause, ClauseKind
from rumourctl.language.grammar import closed_class
from rumourctl.language.marks import was_last_at
from rumourctl.language.nodes import PARTIES, Node, UnitKind
from rumourctl.language.tokens import Kind
from rumourctl.rules.engine import Reading

_Part = TypeVar("_Part")
_WORDS = 90
"""A text of more is no short one."""
_STATUS, _STATUS_WORDS = 3, 8
"""How many sentences or clauses, of how many words, may stand before the one that names whose move they tell of."""
_REPLACES = "succeed"
"""The rule of whoever follows somebody in his office."""
_ARTICLES = closed_class("articles")
_BE = closed_class("be")
_WE = closed_class("first_plural")
_GOES_FOR = closed_class("goes_for")
_PLAYS = closed_class("beaten_by") | closed_class("beats")
_OUTSIDERS = closed_class("before_outsiders")


def sellers(sentences: Sequence[AnalysedSentence], claims: Sequence[Claim], cast: Cast) -> Iterator[tuple[str, str]]:
    """Who moves in each short text in which nobody else does and no club is said to be his, and the one club with a
    part in it that does not want him: "Smith to Everton, here we go! Lyon will have a sell-on clause"."""
    items = list(_items(sentences))
    starts = [item[0].sentence.start for item in items]
    told: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        told[bisect_right(starts, claim.evidence[0].start) - 1].append(claim)
    players = Counter(club for p in cast.persons.values() if p.part == "player" for club in p.clubs)
    for at, own in told.items():
        movers, suitors = {c.person for c in own}, {c.to_club or "" for c in own}
        long, over = sum(len(s.nodes) for s in items[at]) > _WORDS, all(c.stage is Stage.OFF for c in own)
        person = cast.persons[own[0].person]
        leads = person.part == "manager"  # whoever is named beside a manager need not have lost him
        if long or over or leads or len(movers) != 1 or person.clubs or "" in suitors or any(c.from_club for c in own):
            continue
        parties = {club for s in items[at] for club in _parties(s, person.name, suitors, cast)}
        others = {club for club in parties - suitors - person.former_clubs if not players[club]}
        if len(others) == 1:
            yield person.name, others.pop()


def headings_of(sentences: Sequence[AnalysedSentence]) -> frozenset[int]:
    """Where headings begin, which add nothing to the text below them. A post has none: its lines only lack a stop."""
    found = [s for s in sentences if s.sentence.heading]
    if sum(len(s.nodes) for s in sentences) > _WORDS or any(s.opens_item for s in sentences):
        return frozenset(s.sentence.start for s in found)
    posted = any(t.kind in (Kind.SYMBOL, Kind.TAG) for s in sentences for t in s.sentence.tokens)
    return frozenset(s.sentence.start for s in found if s.sentence.index == 0 and not posted)


def in_order(sentences: Sequence[AnalysedSentence], telling: Sequence[bool]) -> Iterator[tuple[AnalysedSentence, bool]]:
    """``sentences`` with whether each begins an item, where what is told before anybody is named comes behind the
    sentence that names him: "Deal done! Smith to Everton from Lyon". ``telling`` says which tell of anything."""
    for item in _items(sentences):
        heads = any(len(s.nodes) == 1 for s in item[: _STATUS + 1])  # a club's name, whose list stands below
        nobody = [telling[s.sentence.index] and _names_nobody(s.nodes) for s in item[: _STATUS + 1]]
        told = item if heads else _named_first(item, nobody)
        for number, sentence in enumerate(told):
            yield sentence, not number and item[0].opens_item


def clauses_in_order(sentence: AnalysedSentence) -> Sequence[Clause]:
    """The clauses of ``sentence``, where a status before a name comes behind it: "Done deal: Smith to Everton"."""
    nobody = [not c.subject and not c.intro and _names_nobody(c.nodes) for c in sentence.clauses[: _STATUS + 1]]
    return _named_first(sentence.clauses, nobody)


def vacated_first(parts: Sequence[tuple[Clause, Sequence[Reading]]]) -> Sequence[tuple[Clause, Sequence[Reading]]]:
    """``parts``, of which that comes first by which whoever is replaced left his office: "is set to replace Smith,
    **who was sacked by Everton**"."""
    replaces = next((i for i, (_, told) in enumerate(parts) if any(_REPLACES in r.rules for r in told)), None)
    if replaces is None:
        return parts
    behind = [p for p in parts[replaces + 1 :] if p[0].kind is ClauseKind.RELATIVE and any(_vacates(r) for r in p[1])]
    return [*behind, *(p for p in parts if p not in behind)] if behind else parts


def _vacates(reading: Reading) -> bool:
    return reading.move == Move.EXIT and reading.stage == Stage.DONE


def _named_first(parts: Sequence[_Part], nobody: Sequence[bool]) -> Sequence[_Part]:
    """``parts`` with the first that names somebody before those in front of it, of which ``nobody`` says so."""
    first = nobody.index(False) if False in nobody else 0
    return [parts[first], *parts[:first], *parts[first + 1 :]] if first else parts


def _names_nobody(nodes: Sequence[Node]) -> bool:
    """Whether ``nodes`` are a few words of which nobody is the subject: "Deal done", "It's official!"."""
    return len(nodes) <= _STATUS_WORDS and not any(
        n.unit and n.unit.kind in PARTIES and n.unit.pronoun not in _WE for n in nodes
    )


def _parties(sentence: AnalysedSentence, mover: str, suitors: set[str], cast: Cast) -> Iterator[str]:
    """The clubs that have a part in what the sentence tells, themselves or by those who act for them."""
    for at, node in enumerate(sentence.nodes):
        unit, before = node.unit, sentence.nodes[at - 1].norm if at else ""
        if (
            unit is None
            or unit.opponent
            or is_national(unit)
            or _was_his(sentence, at)
            or _is_sought(sentence.nodes, at)
            or (before in _OUTSIDERS and not unit.possessive)
            or _is_apart(sentence.nodes, at)
        ):
            continue
        name = " ".join(unit.mention.norms) if unit.mention else ""
        whose = sentence.nodes[at - 2].unit if at > 1 and before in ("from", "(", "of") else None
        if whose and whose.kind is UnitKind.PERSON and whose.refs and mover not in whose.refs:
            continue  # "as well as Brown from Lyon"
        if name and any(club.casefold().startswith(name) for club in suitors - set(unit.refs)):
            continue  # "Inter" beside Inter Miami
        person = cast.persons.get(unit.refs[0]) if unit.refs else None
        if unit.kind is UnitKind.CLUB:
            yield from unit.refs
        elif person and person.club and person.part in ("manager", "official"):
            yield person.club


def _is_apart(nodes: Sequence[Node], at: int) -> bool:
    """Whether the club at ``at`` is after somebody itself, or only plays a match: "hijack **Lyon's** move for him",
    "**Lyon** drew on Saturday"."""
    unit, behind = nodes[at].unit, nodes[at + 1].norm if at + 1 < len(nodes) else ""
    if unit is None or unit.kind is not UnitKind.CLUB:
        return False
    if unit.possessive:
        return behind in _GOES_FOR
    return behind in _PLAYS and not any(n.unit and n.unit.kind is UnitKind.PERSON for n in nodes)


def _was_his(sentence: AnalysedSentence, at: int) -> bool:
    """Whether the club at ``at`` is only the one that somebody had last: "free since Lyon", "ex Lyon"."""
    unit = sentence.nodes[at].unit
    once = unit is not None and sentence.sentence.tokens[unit.start].norm in ("ex", "ex-")
    return once or was_last_at(sentence.nodes, at)


def _is_sought(nodes: Sequence[Node], at: int) -> bool:
    """Whether a deal with the club at ``at`` is one yet to come: "a deal with Lyon", not "his deal with Lyon ends"."""
    words = [n.norm for n in nodes[max(0, at - 3) : at]]
    behind = nodes[at + 1].norm if at + 1 < len(nodes) else ""
    return words[-2:] == ["deal", "with"] and (words[0] in _ARTICLES or behind in _BE)


def _items(sentences: Sequence[AnalysedSentence]) -> Iterator[Sequence[AnalysedSentence]]:
    """The items of a list, or all of a text that is none."""
    starts = [at for at, s in enumerate(sentences) if s.opens_item or not at]
    for begin, end in zip(starts, [*starts[1:], len(sentences)], strict=False):
        yield sentences[begin:end]


def tagged_club(sentences: Sequence[AnalysedSentence]) -> str | None:
    """The one club that a post is tagged with: "Smith's new deal is done. #nufc"."""
    if sum(len(s.nodes) for s in sentences) > _WORDS:
        return None
    tags = (n.unit for s in sentences for n in s.nodes if n.unit and s.sentence.tokens[n.start].kind is Kind.TAG)
    clubs = {club for unit in tags if unit.kind is UnitKind.CLUB for club in unit.refs}
    return clubs.pop() if len(clubs) == 1 else None


def banner_of(sentences: Sequence[AnalysedSentence]) -> str | None:
    """The club whose news a short text is said to be above its first paragraph: "Everton latest 🔵"."""
    first = next(iter(sentences), None)
    short = first is not None and sum(len(s.nodes) for s in sentences) <= _WORDS
    return labelled(first.nodes) if first and short and is_mere_label(first.nodes) else None


def opener_of(sentence: AnalysedSentence) -> str | None:
    """The one club with whose name a paragraph begins, be it behind "elsewhere"."""
    nodes = sentence.nodes[2 * (sentence.nodes[0].norm in ("elsewhere", "meanwhile")) :] if sentence.nodes else []
    unit = nodes[0].unit if nodes else None
    named = unit is not None and unit.kind is UnitKind.CLUB and not unit.possessive and len(unit.refs) == 1
    return unit.refs[0] if unit and named else None
