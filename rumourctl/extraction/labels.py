"""Labels above what is told of one club: "Everton: Smith signs", "Everton update", "🚨 #EFC latest"."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, UnitKind
from rumourctl.language.tokens import Kind

_NEWS = closed_class("news_of_a_club")
_LEADS = closed_class("posts_lead")
_BEHIND = (":", "|", "-", "–", "—", "…", ".", "!")


def labelled(nodes: Sequence[Node]) -> str | None:
    """The club with whose name and a colon a sentence begins, or whose name is all of it: "Everton: Smith is to have a
    medical", "Everton. Closing in on Smith", "🔵 Everton update: …"."""
    at = _club_at(nodes)
    unit = nodes[at].unit if at < len(nodes) else None
    if unit is None or unit.kind is not UnitKind.CLUB or unit.form is not Form.NAME or not unit.refs:
        return None
    end = _behind_news(nodes, at + 1)
    rest = nodes[end:]
    marked = len(rest) > 1 and rest[0].norm in (_BEHIND[:1] if end == at + 1 else _BEHIND[:-2])
    return unit.refs[0] if marked or is_mere_label(nodes) else None


def is_mere_label(nodes: Sequence[Node]) -> bool:
    """Whether a sentence is a club's name, maybe with words for its news, and nothing else: "Everton latest ⤵️"."""
    at = _club_at(nodes)
    unit = nodes[at].unit if at < len(nodes) else None
    if unit is None or unit.kind is not UnitKind.CLUB or unit.form is not Form.NAME:
        return False
    return all(n.kind is Kind.SYMBOL or n.norm in _BEHIND for n in nodes[_behind_news(nodes, at + 1) :])


def _club_at(nodes: Sequence[Node]) -> int:
    """Where a label's club stands: behind pictures and words such as "EXCL |" only."""
    led = (i for i, n in enumerate(nodes) if n.unit or not (n.kind is Kind.SYMBOL or n.norm in {*_LEADS, *_BEHIND}))
    return next(led, len(nodes))


def _behind_news(nodes: Sequence[Node], at: int) -> int:
    """Behind the words for news from ``at`` on: "transfer news"."""
    return next((i for i in range(at, len(nodes)) if nodes[i].unit or nodes[i].norm not in _NEWS), len(nodes))
