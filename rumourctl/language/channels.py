"""Through whom somebody's words are known, where the article says it once: "he told Marca"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rumourctl.claims.model import SourceKind
from rumourctl.language.attribution import Attribution
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node

_ELSEWHERE = closed_class("said_elsewhere")

Channels = Mapping[str, tuple[str, ...]]


def channels_of(said: Iterable[Attribution | None]) -> Channels:
    """To which outlet each person of an article spoke, of those who spoke to no more than one."""
    told: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for found in said:
        if found and found.source.kind is SourceKind.PERSON and found.source.name and found.via and not found.item:
            told[found.source.name].add(found.via)
    return {name: next(iter(vias)) for name, vias in told.items() if len(vias) == 1}


def through(found: Attribution, nodes: Sequence[Node], channels: Channels) -> Attribution:
    """``found`` with the outlet to which its person spoke, unless its sentence tells that he spoke elsewhere."""
    if found.via or found.source.kind is not SourceKind.PERSON or any(n.norm in _ELSEWHERE for n in nodes):
        return found
    return replace(found, via=channels.get(found.source.name or "", ()))
