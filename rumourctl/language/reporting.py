"""How far a report goes on: sentences between two that credit the same outlet, and what one of them adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rumourctl.claims.model import SourceKind
from rumourctl.language.attribution import PUBLISHER, Attribution
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, UnitKind
from rumourctl.language.tokens import Sentence

_REPORTERS = (SourceKind.OUTLET, SourceKind.JOURNALIST)
_ALSO = closed_class("also_told")
_AHEAD = 2
"""Sentences ahead, at most, of which one takes the report up again."""


def gone_on(
    sentences: Sequence[Sentence], nodes: Sequence[Sequence[Node]], said: Sequence[Attribution]
) -> list[Attribution]:
    """The attributions ``said`` of ``sentences``, where those without a source that only go on with a report have its:
    "Lyon want him, Marca claims. He is not for sale. The report adds that …", "…, Marca claims. Nice are keen too."
    """
    result = list(said)
    for at, found in enumerate(said):
        if at == 0 or found is not PUBLISHER or not _may_report(sentences[at], nodes[at]):
            continue
        before = result[at - 1].last
        beside = sentences[at - 1].paragraph == sentences[at].paragraph
        if before.source.kind not in _REPORTERS or before.credit or before.item or sentences[at - 1].heading:
            continue
        ahead = range(at + 1, min(at + 1 + _AHEAD, len(said)))
        again = next((i for i in ahead if said[i] is not PUBLISHER), None)
        taken_up = again is not None and said[again].source == before.source
        near = beside or (again is not None and sentences[again].paragraph == sentences[at].paragraph)
        if (near and taken_up) or (beside and _adds_club(nodes[at])):
            result[at] = replace(before, carried=True, before=None, then=None, start=0, end=0)
    return result


def _may_report(sentence: Sentence, nodes: Sequence[Node]) -> bool:
    """Whether a sentence may be an outlet's, though it credits none: nobody is quoted, and no other outlet named."""
    outlets = any(n.unit and n.unit.kind is UnitKind.OUTLET for n in nodes)
    return not (sentence.heading or outlets or any(n.quoted for n in nodes))


def _adds_club(nodes: Sequence[Node]) -> bool:
    """Whether a sentence begins with a club of which it says that it does so as well: "Nice are keen too"."""
    first = nodes[0].unit if nodes else None
    named = first is not None and first.kind is UnitKind.CLUB and first.form is Form.NAME and not first.possessive
    return named and any(n.unit is None and n.norm in _ALSO for n in nodes[1:])
