"""Whose word a whole text is: the club's whose statement it is, or the reporter's whose posts it collects."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.claims.model import Source, SourceKind
from rumourctl.language.attribution import Attribution
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, UnitKind
from rumourctl.language.speech import SpeechReader
from rumourctl.language.tokens import Sentence

_POSTS = closed_class("posts")
_STATEMENTS = closed_class("statement_openings")
_POST = 8
"""Lines of a post, at most."""
_OPENING = 3
"""Sentences of a statement in one of which it says who makes it."""


def club_voice(resolved: Sequence[tuple[Sentence, list[Node], bool]]) -> Attribution | None:
    """The club whose statement a text is: it calls itself "the Club", with a capital, and names itself first in it, or
    begins as statements do: "Lyon can confirm", "Lyon are delighted to announce".

    What somebody says of "the Club" in an article on it is no statement.
    """
    itself = any(
        s.tokens[t].text == "Club" and t and s.tokens[t - 1].norm == "the"
        for s, nodes, _ in resolved for n in nodes if not n.quoted and _is_plain_club(n)
        for t in range(n.start, n.end)
    )  # fmt: skip
    body = [nodes for s, nodes, _ in resolved if not s.heading]
    heads = [nodes for s, nodes, _ in resolved[:_OPENING] if s.heading] + body[:1]
    if teller := next((name for nodes in body[:_OPENING] if (name := _we_announce(nodes, heads))), None):
        return Attribution(Source(SourceKind.CLUB, teller))
    if host := _host(body) or _in_post([nodes for _, nodes, _ in resolved]):
        return Attribution(Source(SourceKind.CLUB, host))
    units = (n.unit for nodes in body for n in nodes if n.unit)
    first = next((u.refs[0] for u in units if u.kind is UnitKind.CLUB and u.refs), None)
    teller = next((name for nodes in body[:_OPENING] if (name := _announcer(nodes))), first if itself else None)
    return Attribution(Source(SourceKind.CLUB, teller)) if teller else None


def _announcer(nodes: Sequence[Node]) -> str | None:
    """The club that speaks of itself as only its own statement does."""
    unit = nodes[0].unit if nodes and not nodes[0].quoted else None
    if unit is None or unit.kind is not UnitKind.CLUB or unit.possessive or len(unit.refs) != 1:
        return None
    words = " ".join(n.norm for n in nodes[1:7] if not n.is_date).removeprefix("football club ")
    return unit.refs[0] if words.startswith(tuple(_STATEMENTS)) else None


def _we_announce(nodes: Sequence[Node], heads: Sequence[Sequence[Node]]) -> str | None:
    """The club that names itself in front and goes on as "we": "Lyon: We are delighted to announce that …"."""
    at = next((i for i, n in enumerate(nodes) if n.unit and n.unit.pronoun == "we" and not n.quoted), None)
    if at is None or not " ".join(n.norm for n in nodes[at + 1 : at + 7]).startswith(tuple(_STATEMENTS)):
        return None
    before = (n.unit for head in heads for n in (nodes[:at] if head is nodes else head) if n.unit)
    return next((u.refs[0] for u in before if u.kind is UnitKind.CLUB and len(u.refs) == 1), None)


def _host(body: Sequence[Sequence[Node]]) -> str | None:
    """The club that bids somebody welcome whom "we" announce: "We are delighted to sign Smith. Welcome to Lyon!"."""
    ours = any(
        n.unit and n.unit.pronoun == "we" and not n.quoted
        and " ".join(m.norm for m in nodes[at + 1 : at + 7]).startswith(tuple(_STATEMENTS))
        for nodes in body[:_OPENING] for at, n in enumerate(nodes)
    )  # fmt: skip
    greeted = (
        nodes[at + 2].unit for nodes in body for at in range(len(nodes) - 2)
        if nodes[at].norm == "welcome" and nodes[at + 1].norm == "to" and not nodes[at].quoted
    )  # fmt: skip
    named = (u.refs[0] for u in greeted if u and u.kind is UnitKind.CLUB and len(u.refs) == 1)
    return next(named, None) if ours else None


def _in_post(lines: Sequence[Sequence[Node]]) -> str | None:
    """The club whose short post ``lines`` are: it speaks for everyone there, or begins as "we" and names itself where
    it welcomes somebody, or last: "We're delighted to announce … Welcome to Lyon", "Everyone at Lyon thanks Smith"."""
    if len(lines) > _POST:
        return None
    after: dict[str, str] = {}
    last = None
    for nodes in lines:
        for at, unit in ((at, n.unit) for at, n in enumerate(nodes) if n.unit and n.unit.kind is UnitKind.CLUB):
            words = " ".join(n.norm for n in nodes[max(0, at - 2) : at])
            if len(unit.refs) == 1 and not nodes[at].quoted:
                after.setdefault(words, unit.refs[0])
                last = last if words.endswith(("from", "with", "against")) else unit.refs[0]
    ours = after.get("everyone at") or after.get("welcome to")
    begins = any(_speaks_for_all(nodes) for nodes in lines[:2])
    return (ours or last if begins else ours if "everyone at" in after else None) or None


def _speaks_for_all(nodes: Sequence[Node]) -> bool:
    """Whether a statement begins "We are delighted to"."""
    at = next((i for i, n in enumerate(nodes[:3]) if n.unit and n.unit.pronoun == "we" and not n.quoted), None)
    return at is not None and " ".join(n.norm for n in nodes[at + 1 : at + 7]).startswith(tuple(_STATEMENTS))


def _is_plain_club(node: Node) -> bool:
    """Whether ``node`` may be "the Club", or part of it; the Club World Cup and Club Brugge are none."""
    return node.unit is None or (node.unit.kind is UnitKind.CLUB and node.unit.form is Form.DESCRIPTION)


def posters_voice(resolved: Sequence[tuple[Sentence, list[Node], bool]], speech: SpeechReader) -> Attribution | None:
    """The reporter whose posts a text collects, as its first words tell: "What Marca's Jane Doe posted on Friday"."""
    first, nodes, _ = resolved[0] if resolved else (None, [], False)
    if first is None or not any(opens for _, _, opens in resolved) or not {t.norm for t in first.tokens} & _POSTS:
        return None
    poster, _ = speech.read(first, nodes)
    return Attribution(poster.source, poster.via) if poster.source.kind is SourceKind.JOURNALIST else None
