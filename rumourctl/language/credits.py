"""Credits: an outlet in a bracket, or on a line of its own, that stands for a whole item."""

from __future__ import annotations

from collections.abc import Sequence

from rumourctl.claims.model import Source, SourceKind
from rumourctl.language.attribution import UNNAMED, Attribution
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Thing
from rumourctl.language.names import MentionKind
from rumourctl.language.nodes import Form, Node, Unit, UnitKind
from rumourctl.language.tokens import Kind, Sentence

_BRACKET_NOISE = closed_class("bracket_noise")
_BEHIND_BRACKET = frozenset((".", "!", ",", "*", "_", "(", "external", "external-link", "link"))
_COLONS = (":", ";")
_DASHES = ("-", "–", "—")
_BEFORE_CREDIT = (*_DASHES, "|", "(", "[")
"""What a credit stands behind; a bracket is left open where it ends in an address."""
_DASH_NOISE = _BRACKET_NOISE | {"(", ")", ","}
_DASH_REACH = 9
_BEFORE_DASH = 2
"""Words, at least, of what a credit behind a dash is for."""
_HEADS_CREDIT = closed_class("heads_credit")
_PASSED_ON = closed_class("passed_on")
_EXCLUSIVES = ("excl", "exclusive", "exclusif", "exclusiva", "esclusiva", "exklusiv")
_VARIOUS = closed_class("various")
_OWN_PAGES = closed_class("own_pages")
_OWN = ("official", "club")
_WRITES = closed_class("writes_news")
_PLATFORMS = ("X", "Twitter", "YouTube", "Instagram", "Facebook", "Twitch", "Bluesky", "Substack", "TikTok")


def bracket(nodes: Sequence[Node]) -> Attribution | None:
    """A bracket at the end that credits an outlet, "(A Bola - in Portuguese)", "(Fotomac, via Football Espana)", or a
    dash and its name, also as a sentence of its own."""
    end = len(nodes)
    while end and (nodes[end - 1].kind in (Kind.QUOTE, Kind.TAG) or nodes[end - 1].norm in _BEHIND_BRACKET):
        end -= 1
    return _in_bracket(nodes, end) or _behind_dash(nodes, end)


def _behind_dash(nodes: Sequence[Node], end: int) -> Attribution | None:
    """The outlet or reporter who stands alone behind the last dash: "… for the striker - Bild (in German)"."""
    reach = (*range(end - 1, max(_BEFORE_DASH, end - _DASH_REACH), -1), *([0] if 1 < end <= _DASH_REACH else []))
    marks = (i for i in reach if nodes[i].unit is None and nodes[i].norm in _BEFORE_CREDIT)
    dash = next((i for i in marks if i + 1 < end and nodes[i + 1].unit is not None), None)
    if dash is None:
        return None
    first, *others = nodes[dash + 1 : end]
    listed = first.unit and (first.unit.kind is UnitKind.OUTLET or is_reporter(first.unit))
    if not listed or any(n.unit is None and n.norm not in _DASH_NOISE for n in others):
        return None
    return _credit(nodes[dash + 1 : end], dash)


def _in_bracket(nodes: Sequence[Node], end: int) -> Attribution | None:
    if end < 3 or nodes[end - 1].norm not in (")", "]"):
        return None
    opening = next((i for i in range(end - 2, -1, -1) if nodes[i].norm in ("(", "[")), None)
    if opening is None or end - opening > 14:
        return None
    named = nodes[opening - 1].unit if opening else None
    return _credit(nodes[opening + 1 : end - 1], opening, dresses=named is not None and named.kind is UnitKind.PERSON)


def credit_line(nodes: Sequence[Node]) -> Attribution | None:
    """A line of its own that credits the item above it: "Full story: Bild (in German)"."""
    words = [n.norm for n in nodes[:4]]
    colon = next((at for at, word in enumerate(words) if word in _COLONS), None)
    if colon is None or not _HEADS_CREDIT & set(words) or ("read" in words and "full" not in words):
        return None
    return _credit([n for n in nodes[colon + 1 :] if n.norm not in ("(", ")", ".", ",")], 0)


def closing_credit(sentence: Sentence, nodes: Sequence[Node]) -> Attribution | None:
    """An outlet or listed reporter alone behind an item's last full stop: "… like him too. Daily Mirror, external"."""
    if sentence.opens_paragraph or any(t.kind is Kind.TAG for t in sentence.tokens):
        return None
    first = next((at for at, n in enumerate(nodes) if n.norm not in _DASHES), len(nodes))
    credited = nodes[first].unit if first < len(nodes) else None
    if credited is None or not (_is_listed_outlet(credited) or is_reporter(credited)):
        return None
    noise = _BRACKET_NOISE | {"read", ",", ".", "(", ")", "external-link"}
    return None if any(n.unit or n.norm not in noise for n in nodes[first + 1 :]) else _credit(nodes[first:], 0)


def of_a_picture(sentence: Sentence, before: Sequence[Node]) -> bool:
    """Whether a credit in ``sentence`` is that of a picture, as only a name stands ``before`` it in its paragraph:
    "Kai Lund. Source: Jane Doe"."""
    words = any(n.unit is None and n.kind is Kind.WORD for n in before)
    named = [n.unit.kind for n in before if n.unit]
    return not sentence.opens_paragraph and not words and named == [UnitKind.PERSON]


def signature(sentence: Sentence, nodes: Sequence[Node]) -> Attribution | None:
    """Who posted what was pasted in above ``sentence``: "— Jane Doe (@janedoe) January 5, 2018"."""
    poster = nodes[1].unit if len(nodes) > 4 and nodes[0].norm in _DASHES else None
    if poster is not None and poster.kind is UnitKind.CLUB and poster.refs and nodes[2].norm == "(":
        return Attribution(Source(SourceKind.CLUB, poster.refs[0]))
    account = sentence.tokens[nodes[3].start].kind if len(nodes) > 4 else Kind.WORD  # a known one is a unit by now
    posted = len(nodes) > 4 and nodes[2].norm == "(" and account in (Kind.TAG, Kind.SYMBOL)
    if poster is None or not posted or poster.kind not in (UnitKind.PERSON, UnitKind.OUTLET):
        return None
    kind = SourceKind.OUTLET if poster.kind is UnitKind.OUTLET else SourceKind.JOURNALIST
    return Attribution(Source(kind, outlet_name(poster))) if poster.mention else None


def lone_bracket(nodes: Sequence[Node]) -> bool:
    """Whether a line holds nothing but a bracket, which then belongs to the one above it: "(Bild)"."""
    return bool(nodes) and nodes[0].norm in ("(", "[")


def credit_heading(nodes: Sequence[Node]) -> Attribution | None:
    """An outlet's name by itself, as it heads what stood in it: "Daily Mail", "THE SUN"."""
    outlets = [n.unit for n in nodes if n.unit]
    alone = all(n.unit or n.kind is not Kind.WORD for n in nodes)
    if not alone or len(outlets) != 1 or outlets[0].kind is not UnitKind.OUTLET:
        return None
    return Attribution(Source(SourceKind.OUTLET, outlet_name(outlets[0])))


def _credit(inside: Sequence[Node], at: int, *, dresses: bool = False) -> Attribution | None:
    """Whom the nodes ``inside`` credit; ``dresses`` says that a club among them may be that of the person before."""
    words = [word for n in inside for word in (n.unit.mention.norms if n.unit and n.unit.mention else (n.norm,))]
    if words and set(words) <= _VARIOUS:
        return Attribution(UNNAMED, start=at, end=at + len(inside) + 2)
    units = [n.unit for n in inside if n.unit and n.unit.mention]
    if _is_own_page(inside):
        club = next((n.unit.refs[0] for n in inside if n.unit and n.unit.refs), None)
        return Attribution(Source(SourceKind.CLUB, club), start=at, end=at + len(inside) + 2)
    if reporter := _reporter(units, [n.norm for n in inside if n.unit is None]):
        outlets = (u for u in reversed(units) if u.kind is UnitKind.OUTLET and outlet_name(u) not in _PLATFORMS)
        source = Source(SourceKind.JOURNALIST, outlet_name(reporter))
        return Attribution(source, tuple(map(outlet_name, outlets)), start=at, end=at + len(inside) + 2)
    passed_on = next((i for i, n in enumerate(inside) if n.norm == "via"), 0)
    named = (n.unit for n in inside[:passed_on] if n.unit and n.unit.mention)
    origin = next((u for u in named if u.kind is not UnitKind.NATION), None)  # "(French expert Jane Doe, via X)"
    credited = [u for u in units if u.kind is UnitKind.OUTLET or u is origin or is_reporter(u)]
    if not credited:
        kinds = {UnitKind.OTHER, UnitKind.PLACE, UnitKind.PERSON}
        unknown = [u for u in units if u.kind in kinds or (u.kind is UnitKind.CLUB and not dresses and _may_write(u))]
        if any(u.members or u.dressing.part or u.dressing.age for u in unknown if u.kind is UnitKind.PERSON):
            return None  # "in a swap (Smith or defender Brown)"
        if len(unknown) != 1 or any(n.unit is None and n.norm not in _BRACKET_NOISE for n in inside):
            return None
        credited = unknown
    first, *further = credited
    writes = is_reporter(first) or (first is origin and first.kind is UnitKind.PERSON)
    kind = SourceKind.JOURNALIST if writes else SourceKind.OUTLET
    names = tuple(outlet_name(u) for u in reversed(further))
    return Attribution(Source(kind, outlet_name(first)), names, start=at, end=at + len(inside) + 2)


def _reporter(units: Sequence[Unit], words: Sequence[str]) -> Unit | None:
    """The reporter among ``units``, as what stands beside his name tells: "Spanish football expert Jane Doe", "Jane
    Doe, YouTube", "Jane Doe, Sky Sports"."""
    named = next((u for u in units if u.kind is UnitKind.PERSON and u.form is Form.NAME), None)
    if (
        named is None
        or named.members
        or is_reporter(named)
        or (named.dressing.part and named.dressing.noun not in _WRITES)
    ):
        return None
    alone = len(units) == 1 or (units[0] is named and units[1].kind is UnitKind.OUTLET)
    alone = alone and set(words) <= _BRACKET_NOISE | {",", "on"}
    known = named.mention is not None and named.mention.kind is MentionKind.PERSON and len(named.mention.norms) > 1
    return named if named.dressing.noun in _WRITES or (known and alone) else None


def _is_own_page(nodes: Sequence[Node]) -> bool:
    """Whether ``nodes`` credit a club's own pages, be it named or not: "Official website", "Lyon club statement"."""
    words = [n.norm for n in nodes if not (n.unit and n.unit.kind is UnitKind.CLUB)]
    named = len(words) < len(nodes)
    own = any(word in _OWN for word in words) or (named and bool(words))
    return own and set(words) <= _OWN_PAGES


def _may_write(club: Unit) -> bool:
    """Whether what is read as a club has the name of an outlet as well: "(Sport)", but not "(Bologna)"."""
    entries = club.mention.entries if club.mention else ()
    return all(e.thing is not Thing.CLUB for e in entries) or any(e.thing is Thing.OUTLET for e in entries)


def _is_listed_outlet(unit: Unit) -> bool:
    entries = unit.mention.entries if unit.mention else ()
    return unit.kind is UnitKind.OUTLET and any(e.thing is Thing.OUTLET for e in entries)


def is_reporter(unit: Unit) -> bool:
    """Whether the unit names a reporter who is listed."""
    entries = unit.mention.entries if unit.mention else ()
    return unit.kind is UnitKind.PERSON and any(e.thing is Thing.JOURNALIST for e in entries)


def byline(nodes: Sequence[Node]) -> tuple[Unit, Unit | None] | None:
    """Whose post a paragraph is, and the outlet beside the name: "Jane Doe: …", "Jane Doe (Sky): …", "RT @Sky: …".

    A name before a colon may also be the post's subject ("John Smith: medical today"); a reporter writes of others.
    """
    lead = bool(nodes) and nodes[0].norm in _EXCLUSIVES
    at = 1 if nodes and (lead or nodes[0].norm in _PASSED_ON) else 0
    colon = next((i for i, n in enumerate(nodes[: at + 6]) if n.norm == ":" and n.unit is None), 0)
    poster = nodes[at].unit if colon > at else None
    if poster is None or poster.form is not Form.NAME or not poster.refs:
        return None
    beside = nodes[at + 2].unit if colon == at + 4 and nodes[at + 1].norm == "(" else None
    if poster.kind is UnitKind.OUTLET:
        return (poster, None) if at or colon == 1 else None
    if lead or poster.kind is not UnitKind.PERSON or (colon > at + 1 and not (beside and beside.mention)):
        return None
    quoted = any(n.quoted for n in nodes[colon + 1 : colon + 3])
    if quoted and not (beside or is_reporter(poster)):
        return None  # "Lyon president John Smith: “He stays”"
    if not any(n.unit or n.kind is Kind.WORD for n in nodes[colon + 1 :]):
        return poster, beside  # "Jane Doe: 🚨"
    others = (n.unit for n in nodes[colon:] if n.unit and n.unit.kind is UnitKind.PERSON and n.unit.form is Form.NAME)
    return (poster, beside) if at or beside or any(u.refs != poster.refs for u in others) else None


def outlet_name(unit: Unit) -> str:
    """What an outlet is called: its known name, else the words as written; empty for a nation or no name at all."""
    listed = next((e.name for e in (unit.mention.entries if unit.mention else ()) if e.thing is Thing.OUTLET), None)
    if listed:
        return listed
    if unit.refs:
        return unit.refs[0]
    return unit.mention.text if unit.mention and unit.mention.kind is not MentionKind.NATION else ""


def club_named(nodes: Sequence[Node]) -> str | None:
    """The first club that is named outside quotation marks, other than by the way, or else the one that somebody there
    is said to be with."""
    own = [n.unit for n in nodes if n.unit and not (n.quoted or n.unit.opponent or n.unit.bygone)]
    clubs = (unit.refs[0] for unit in own if unit.kind is UnitKind.CLUB and unit.refs)
    dressed = (m for unit in own if not unit.dressing.former for m in unit.dressing.clubs)
    return next(clubs, None) or next((e.name for m in dressed for e in m.entries if e.thing is Thing.CLUB), None)
