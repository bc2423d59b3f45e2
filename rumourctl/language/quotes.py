"""Who speaks in an article, sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise, takewhile

from rumourctl.language.cast import Cast
from rumourctl.language.governing import joins_another_act
from rumourctl.language.nodes import Form, Node, Unit, UnitKind
from rumourctl.language.tokens import Kind, Sentence

_PARTS = (",", "but", "–", "—", "-", ";", "…")
_OF_HIM = ("of", "to")
"""Before who is spoken of, and speaks not himself: "a source close to Smith said"."""
_ANSWERING = ("manager", "official", "staff", "other")
_RECENT = 3
"""Sentences, at most, since somebody spoke who is taken up again."""
_BESIDE = (-1, 1, -2, -3, 2)
"""Where the speaker stands around a verb of saying, the likelier first: three before it behind a comma only."""


def speakers(
    sentences: Sequence[Sentence], nodes: Sequence[Sequence[Node]], cast: Cast, says: Callable[[str], bool]
) -> list[str | None]:
    """The person whose words each of ``sentences``, of these ``nodes``, tells or quotes; None where nobody is known.

    It is who is named beside a verb of saying (``says``), there or further on or back in the paragraph; else who
    spoke the quotation before it, where that was not followed by other words; else whom the sentence before is about,
    if it stands in the same paragraph or he is one to speak; else who spoke last.
    """
    speaking = [speaking_in(own, says) for own in nodes]
    quoted = [any(n.quoted for n in own) for own in nodes]
    named = [
        _who(unit, cast) if unit and not (quotes and _is_bare(unit, own)) else None
        for unit, own, quotes in zip(speaking, nodes, quoted, strict=True)
    ]
    heard = set(named)
    found: list[str | None] = []
    for at, sentence in enumerate(sentences):
        if not quoted[at]:
            found.append(_goes_on_speaking(at, speaking, nodes, found, cast) or named[at])
            continue
        same = (i for i in range(at, len(sentences)) if sentences[i].paragraph == sentence.paragraph)
        saying = next((i for i in same if speaking[i]), None)
        if saying is not None:
            speaker, taken_up = named[saying], _takes_up(speaking[saying])
        else:
            speaker, taken_up = None, all(n.quoted for n in nodes[at] if n.kind is Kind.WORD)
        if speaker is None and taken_up and at:
            before = (found[at - 1],) if quoted[at - 1] else (named[at - 1], *_about(nodes[at - 1], cast))
            if not quoted[at - 1] and _speaks_unnamed(speaking[at - 1], named[at - 1]):
                before = ()  # "Their director said that they want Smith. “We like him,” he said"
            led = nodes[at - 1][-1:] and nodes[at - 1][-1].norm == ":"  # "He wrote on his page:"
            if saying is None and not (quoted[at - 1] or led) and sentences[at - 1].paragraph != sentence.paragraph:
                last = next((name for name in reversed(found) if name), None)
                before = tuple(name for name in before if name in heard or (name and _answers(name, cast))) or (last,)
            if last_told := _told_by_owner(nodes[at - 1], before, found[-_RECENT:], cast):
                before = (last_told,)
            others = _named_in(nodes[at], cast)
            speaker = next((name for name in before if name and name not in others), None)
            last = next((name for name in reversed(found) if name), None)
            plays = speaker is not None and cast.persons[speaker].part == "player"
            if others & set(before) and plays and last and last not in others and _answers(last, cast):
                speaker = last  # "Lee has told me," of two who are named
        found.append(speaker)
    return found


def speaking_in(nodes: Sequence[Node], says: Callable[[str], bool]) -> Unit | None:
    """The person beside a verb of saying outside the quotation marks, or whose words a colon introduces."""
    for at, node in enumerate(nodes):
        if node.norm == ":" and not node.quoted and any(n.quoted for n in nodes[at + 1 : at + 3]):
            if brought_in := _brought_in(nodes, at):
                return brought_in
            spoken_of = {id(n) for before, n in pairwise(nodes[:at]) if before.norm in _OF_HIM}
            return next((n.unit for n in nodes[:at] if id(n) not in spoken_of and _is_person(n)), None)
        if node.quoted or node.unit is not None or not says(node.norm) or node.norm == "back":  # "bring Smith back"
            continue
        for step in _BESIDE:
            near = at + step
            if not 0 <= near < len(nodes):
                continue
            parted = nodes[at - 2].norm != "," if step == -3 else step == 2 and nodes[near - 1].norm == "that"
            parted |= step > 0 and at > 0 and nodes[at - 1].kind is Kind.WORD  # "the paper claims Smith is"
            parted |= step < 0 < near and nodes[near - 1].norm in _OF_HIM  # "the agent of Smith has said"
            parted |= step < 0 and joins_another_act(nodes, near)
            unit = nodes[near].unit if not parted else None
            if unit and _may_speak(unit) and not nodes[near].quoted:
                return unit
    return None


def _brought_in(nodes: Sequence[Node], colon: int) -> Unit | None:
    """Who answers for a club right before the ``colon``, behind something else that is told: "Lyon want Smith, Ajax
    coach Brown: “…”"."""
    unit = nodes[colon - 1].unit if colon > 2 else None
    parted = colon > 2 and nodes[colon - 2].unit is None and nodes[colon - 2].norm in _PARTS
    answers = unit is not None and unit.kind is UnitKind.PERSON and unit.dressing.part in _ANSWERING
    return unit if parted and answers else None


def _goes_on_speaking(
    at: int, speaking: Sequence[Unit | None], nodes: Sequence[Sequence[Node]], found: Sequence[str | None], cast: Cast
) -> str | None:
    """Who "he" is in "Lyon, he said, have called": who spoke last, or whom the sentence before is about, if he may."""
    unit = speaking[at]
    if unit is None or not at or not _is_bare(unit, nodes[at]):
        return None
    about = _about(nodes[at - 1], cast)[:1]
    return found[at - 1] or next((name for name in about if name in found or _answers(name, cast)), None)


def _is_bare(unit: Unit, nodes: Sequence[Node]) -> bool:
    """Whether it is a pronoun for which its own sentence names nobody: whom it means, the one before tells."""
    if unit.form is not Form.PRONOUN:
        return False
    before = takewhile(lambda u: u is not unit, (n.unit for n in nodes if n.unit and not n.quoted))
    return not any(u.kind is UnitKind.PERSON and u.form is not Form.PRONOUN for u in before)


def _is_person(node: Node) -> bool:
    return node.unit is not None and node.unit.kind is UnitKind.PERSON


def _may_speak(unit: Unit) -> bool:
    return unit.kind is UnitKind.PERSON and not unit.possessive and unit.pronoun in (None, "he", "she", "who")


def _takes_up(unit: Unit | None) -> bool:
    """Whether it is somebody spoken of just before: "he said", "said the Dane", but not "his agent said"."""
    return unit is not None and unit.form is not Form.NAME and unit.dressing.part not in ("other", "official")


def _about(nodes: Sequence[Node], cast: Cast) -> list[str]:
    """The persons whom a sentence names or takes up, in order."""
    units = (n.unit for n in nodes if n.unit and n.unit.kind is UnitKind.PERSON)
    return [name for unit in units if (name := _who(unit, cast))]


def _answers(name: str, cast: Cast) -> bool:
    return cast.persons[name].part in ("manager", "official", "staff", "other")


def _named_in(nodes: Sequence[Node], cast: Cast) -> set[str | None]:
    """Who is named between the quotation marks: somebody else than speaks there."""
    named = (n.unit for n in nodes if n.quoted and n.unit and n.unit.form is Form.NAME)
    return {_who(unit, cast) for unit in named if unit.kind is UnitKind.PERSON}


def _who(unit: Unit, cast: Cast) -> str | None:
    if unit.refs:
        return unit.refs[0]
    names = cast.names_for(unit.mention) if unit.mention else []
    return names[0] if names else None


def _told_by_owner(
    nodes: Sequence[Node], before: Sequence[str | None], found: Sequence[str | None], cast: Cast
) -> str | None:
    """Who spoke for a club not long ago, where the sentence before only tells of what somebody else has: "Smith's loan
    ends in May. “We have spoken to Ajax,” he said"."""
    last = next((name for name in reversed(found) if name), None)
    units = [n.unit for n in nodes if n.unit and n.unit.kind is UnitKind.PERSON and not n.quoted]
    owned = bool(units) and all(u.possessive for u in units)
    return last if owned and last and last not in before and _answers(last, cast) else None


def _speaks_unnamed(unit: Unit | None, name: str | None) -> bool:
    """Whether the sentence before was somebody's word of whom only his post is told."""
    described = unit is not None and unit.form is Form.DESCRIPTION and name is None
    return described and unit is not None and unit.dressing.part in _ANSWERING
