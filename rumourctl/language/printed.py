"""Reports that an article prints as they stood: "This is from the Evening Standard:" and the paragraphs below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rumourctl.claims.model import Source, SourceKind
from rumourctl.language.attribution import PUBLISHER, Attribution
from rumourctl.language.credits import outlet_name
from rumourctl.language.grammar import closed_class
from rumourctl.language.items import is_bulleted
from rumourctl.language.nodes import Form, Node, UnitKind
from rumourctl.language.tokens import Kind, Sentence

_REPORTERS = (SourceKind.OUTLET, SourceKind.JOURNALIST)
_LINKS = closed_class("links_elsewhere")


def printed(
    sentences: Sequence[Sentence], nodes: Sequence[Sequence[Node]], said: Sequence[Attribution]
) -> Iterator[tuple[range, Attribution]]:
    """The sentences below a line that ends in a colon and tells whose words they are, with that source: paragraphs in
    quotation marks, the lines of a list, or of a report one plain paragraph. ``said`` is whose word each sentence is.
    """
    for at in range(len(sentences) - 1):
        if not _introduces(sentences[at], nodes[at]):
            continue
        source = _source(nodes[at], said[at])
        end = _block_end(sentences, at + 1, source.source.kind in _REPORTERS) if source else at + 1
        if source and end > at + 1:
            yield range(at + 1, end), source


def _introduces(sentence: Sentence, nodes: Sequence[Node]) -> bool:
    """Whether a sentence ends in a colon, and is no headline of links: "Read more from Sky Sports:"."""
    words = [t for t in sentence.tokens if t.kind is not Kind.QUOTE]
    colon = bool(words) and words[-1].norm == ":" and not words[-1].quoted
    return colon and not any(n.unit is None and n.norm in _LINKS for n in nodes)


def _source(nodes: Sequence[Node], found: Attribution) -> Attribution | None:
    """Whom the introduction credits, or else the one outlet that it names."""
    if found.last.source.name:
        return replace(found.last, start=0, end=0, carried=False, before=None, then=None)
    named = [n.unit for n in nodes if n.unit and n.unit.kind is UnitKind.OUTLET and n.unit.form is Form.NAME]
    if found != PUBLISHER or len(named) != 1:
        return None
    return Attribution(Source(SourceKind.OUTLET, outlet_name(named[0])))


def _block_end(sentences: Sequence[Sentence], first: int, reported: bool) -> int:
    """Where what is printed from the sentence ``first`` on ends; ``reported`` says that it is a report."""
    opening = sentences[first]
    if not opening.opens_paragraph or opening.heading:
        return first
    quoted, listed = opening.tokens[0].kind is Kind.QUOTE, is_bulleted(opening)
    end = first
    while end < len(sentences):
        here = sentences[end]
        further = here.opens_paragraph and end > first
        alike = (quoted and here.tokens[0].kind is Kind.QUOTE) or (listed and is_bulleted(here))
        if here.heading or (further and not alike):
            break
        end += 1
    return end if quoted or listed or reported else first
