"""Appositions and complements: a name and a description of one person, side by side or joined by "is" or "as"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Way
from rumourctl.language.names import Mention
from rumourctl.language.nodes import POSTS, Dressing, Form, Node, Unit, UnitKind
from rumourctl.language.tokens import Kind

_AUXILIARIES = closed_class("auxiliaries")
_COPULAS = closed_class("copulas")
_BEHIND_APPOSED = closed_class("behind_apposed")
_AHEAD = {"to", "will", "could", "would", "may", "might", "before", "until"}
_YET = ("will", "could", "would", "may", "might", "should")
_YET_TO = closed_class("yet_to")
_LEFT_POST = closed_class("leaves_a_post")
_TAKES_POST = closed_class("takes_a_post")
_CANDIDATES = closed_class("candidates_for_a_post")
_VERB_GROUP = 5
"""How many words of a verb may stand before "as": "is set to be confirmed as"."""
_CANDIDACY = 8
"""How many words may stand from what makes a candidate to "as": "is considered for a shock new role as"."""
_PEOPLE = ("player", "manager", "staff", "official", "other")
_SEVERAL = ("clubs", "sides", "teams", "outfits")
_AND = ("and", "or", "&", "plus")
_TARGETS = closed_class("sought")
_NOT_NOW = frozenset(("former", "reported", "rumoured", "alleged"))
_ONE = ("a", "an", "the", "another", "one")
_TARGET_WORDS = 5
"""How many words say at most that somebody is a target: "a long-term transfer target"."""
_CLUB_LINKS = (",", "and", "or", "&")
_RANKING = closed_class("ranking")
_EPITHET = 5
"""Nodes, at most, from a first description to the name behind a second: "former striker and fan hero Smith"."""
_NO_EPITHETS = closed_class("prepositions") | closed_class("auxiliaries") | closed_class("articles") | {"who"}
_NATIONAL = ("national", "team", "side", "squad")
_BEHIND_COPULA = ("now", "still", "currently", "also", "not")


def join_appositions(nodes: list[Node]) -> list[Node]:
    """Joins "Feyenoord's technical director, Daan Oosterhof," and "Smith, the former Lyon man," into one unit each."""
    joined: list[Node] = []
    at = 0
    while at < len(nodes):
        node = nodes[at]
        if _named_in(nodes, at):
            at += 2  # "another striker in Smith" is Smith
            continue
        if _countrymen(nodes, at):
            at += 1  # "the Frenchmen Smith and Brown" are Smith and Brown
            continue
        if club := _club_apposed(nodes, at):
            joined.append(Node(node.start, club.end, f"<{club.kind}>", club, node.quoted))
            at += 3 + _closed_by_comma(nodes, at + 3)
            continue
        if (twice := _described_twice(nodes, at)) is not None:
            both, at = twice
            joined.append(Node(node.start, both.end, node.norm, both, node.quoted))
            continue
        if (named := _post_holder(nodes, at)) is not None:
            unit, behind = named
            joined.append(Node(node.start, unit.end, f"<{unit.kind}>", unit, node.quoted))
            at = behind + (behind < len(nodes) and nodes[behind].norm == ",")
            continue
        beside = _beside(nodes, at)
        if wanted := _wanted_by(nodes, at, beside):
            unit, at = wanted
            joined.append(Node(node.start, unit.end, node.norm, unit, node.quoted))
            continue
        behind = beside + 1
        partner = nodes[beside].unit if beside < len(nodes) else None
        if _names(node.unit) and partner and (posted := _with_team(nodes, beside)):
            partner, behind = posted, beside + 3
        closes = (
            behind >= len(nodes)
            or nodes[behind].norm in (",", ".", ":", ")", "-", "–", '"')
            or (partner is not None and partner.dressing.age is not None)  # which takes the comma behind it along
            or (_names(node.unit) and (_told_of(nodes[behind]) or _one_such(partner, nodes[behind])))
        )
        merged = _apposed(node.unit, partner) if node.unit and partner and closes else None
        if merged is None:
            joined.append(node)
            at += 1
            continue
        trailing = behind + 1 < len(nodes) and nodes[behind].norm == ","
        joined.append(Node(node.start, merged.end, node.norm if node.unit else "", merged, node.quoted))
        at = behind + trailing
    return joined


def _countrymen(nodes: Sequence[Node], at: int) -> bool:
    """Whether people of a country stand at ``at``, and right behind them who they are: "the Danes Smith and Brown"."""
    people, named = nodes[at].unit, nodes[at + 1].unit if at + 1 < len(nodes) else None
    if people is None or named is None or people.form is not Form.DESCRIPTION or people.possessive:
        return False
    side = people.kind is UnitKind.CLUB and bool(people.dressing.nations) and not people.dressing.clubs
    return side and named.kind is UnitKind.PERSON and _names(named)


def _with_team(nodes: Sequence[Node], at: int) -> Unit | None:
    """The bare name of a post at ``at`` with its team behind it: "Smith, **manager of Lyon**, has"."""
    post, team = nodes[at].unit, nodes[at + 2].unit if at + 2 < len(nodes) else None
    if post is None or team is None or team.mention is None or team.possessive or nodes[at + 1].norm != "of":
        return None
    said = post.dressing
    bare = post.kind is UnitKind.OTHER and said.part in POSTS and not (said.plural or said.definite or said.clubs)
    if not bare or team.kind not in (UnitKind.CLUB, UnitKind.NATION):
        return None
    if team.kind is UnitKind.NATION:
        return replace(post, end=team.end, dressing=replace(said, nations=(team.mention,)))
    of_club = (team.mention,)
    return replace(
        post,
        end=team.end,
        dressing=replace(said, former_clubs=of_club) if said.former else replace(said, clubs=of_club),
    )


def _post_holder(nodes: Sequence[Node], at: int) -> tuple[Unit, int] | None:
    """Who holds the post that is named at ``at`` with its club, and what stands behind him: "The coach of Lyon, John
    Smith, has resigned", "the captain of the Danish national team, John Smith,", "his manager at Lyon, John Smith,"."""
    first = nodes[at].unit
    if first is None or first.kind is UnitKind.CLUB or first.dressing.clubs or at + 4 >= len(nodes):
        return None
    where = ("of", "at") if first.dressing.part in POSTS else ("of",)
    team = nodes[at + 2].unit if nodes[at + 1].norm in where else None
    if team is None or team.mention is None or first.form is Form.NAME:
        return None
    if team.kind not in (UnitKind.CLUB, UnitKind.NATION):
        return None
    comma = next((i for i in range(at + 3, min(at + 6, len(nodes))) if nodes[i].norm not in _NATIONAL), at)
    if team.possessive and (team.kind is UnitKind.CLUB or comma <= at + 3):
        return None  # but "the captain of Denmark's national team"
    holder = nodes[comma + 1].unit if comma + 1 < len(nodes) and nodes[comma].norm == "," else None
    behind = comma + 2
    closed = behind >= len(nodes) or nodes[behind].norm in (",", ".", ":", "(")
    if holder is None or holder.form is not Form.NAME or not closed:
        return None
    nation = tuple(entry._replace(way=Way.NAME) for entry in team.mention.entries) if comma > at + 3 else ()
    mention = replace(team.mention, entries=nation or team.mention.entries)  # "the Russian national team"
    of_club = team.kind is UnitKind.CLUB
    clubs, nations = ((mention,), first.dressing.nations) if of_club else ((), (mention,))
    unit = _apposed(replace(first, dressing=replace(first.dressing, clubs=clubs, nations=nations)), holder)
    return (unit, behind) if unit else None


def _described_twice(nodes: Sequence[Node], at: int) -> tuple[Unit, int] | None:
    """Who is described in two ways at ``at``, the first without an article, which nobody but he can be: "Lyon striker
    and Denmark international Smith", "Everton target and Lyon striker Smith"; and what stands behind him."""
    first = nodes[at].unit
    if first is None or at + 2 >= len(nodes) or nodes[at + 1].norm != "and" or first.form is not Form.DESCRIPTION:
        return None
    name = next((i for i in range(at + 2, min(at + _EPITHET, len(nodes))) if nodes[i].unit), at)
    named = nodes[name].unit
    if named is None or named.kind is not UnitKind.PERSON or named.form is not Form.NAME:
        return None
    said, more = first.dressing, named.dressing
    bare = not (said.definite or said.owner or said.plural or first.possessive)
    bare = bare and said.part in ("player", "manager", "staff")
    if bare and said.former and _is_epithet(nodes[at + 2 : name]):
        once = replace(named, start=first.start, dressing=_both(more, said))
        return once, name + 1  # "Former striker and club hero Smith"
    here = bare and not said.former and bool(said.clubs or said.nations or said.suitors)
    alike = more.part == said.part and more.noun is not None and not (said.clubs and more.clubs)
    if not (here and alike and name == at + 2):
        return None
    return replace(named, start=first.start, dressing=replace(_both(more, said), former=False)), name + 1


def _is_epithet(nodes: Sequence[Node]) -> bool:
    """Whether ``nodes`` are nothing but words that dress the name behind them: "**fan** hero Smith", "**current** Lyon
    coach Smith"."""
    return all(n.kind is Kind.WORD and n.norm not in _NO_EPITHETS for n in nodes)


def _wanted_by(nodes: Sequence[Node], at: int, beside: int) -> tuple[Unit, int] | None:
    """Who is told between commas behind his name to be a target of clubs, as if they stood before it, and where that
    ends: "want £9m for Smith, a target for Lyon and Nice"."""
    unit = nodes[at].unit
    if unit is None or unit.kind is not UnitKind.PERSON or unit.form is not Form.NAME or unit.possessive:
        return None
    if not at or nodes[at - 1].unit is not None:
        return None  # of a subject more is told: "Smith, a target for Lyon, has"
    words = [n.norm for n in takewhile(lambda n: n.unit is None, nodes[beside : beside + _TARGET_WORDS])]
    noun = next((i for i, word in enumerate(words) if word in _TARGETS), None)
    if noun is None or words[0] not in _ONE or _NOT_NOW & set(words):
        return None
    clubs: list[Mention] = []
    end = beside + noun + 1
    while end + 1 < len(nodes) and nodes[end].norm in (_CLUB_LINKS if clubs else ("for", "of")):
        club = nodes[end + 1].unit
        if club is None or club.kind is not UnitKind.CLUB or club.mention is None or club.possessive:
            break
        clubs.append(club.mention)
        end += 2
    if len(clubs) > 1 and nodes[end - 2].norm == ",":
        clubs.pop()  # which acts: "amid doubts over Smith, a target for Lyon, Everton have asked"
        end -= 2
    if not clubs:
        return None
    dressing = replace(unit.dressing, suitors=(*unit.dressing.suitors, *clubs))
    acts = end + 1 < len(nodes) and (behind := nodes[end + 1].unit) and behind.kind is UnitKind.CLUB
    closed = end < len(nodes) and nodes[end].norm == "," and not acts
    return replace(unit, end=nodes[end - 1].end, dressing=dressing), end + closed


def _beside(nodes: Sequence[Node], at: int) -> int:
    """The position behind the comma behind ``at``, be it one that an age took along ("Smith, 24, the Lyon man"); where
    there is none, the end."""
    unit = nodes[at].unit
    if at + 1 < len(nodes) and nodes[at + 1].norm == ",":
        return at + 2
    if unit is None or unit.dressing.age is None or unit.mention is None or unit.mention.end == unit.end:
        return len(nodes)
    return at + 1


def _named_in(nodes: Sequence[Node], at: int) -> bool:
    """Whether the player described at ``at`` is named behind "in": "another striker in Lyon's Smith"."""
    described, named = nodes[at].unit, nodes[at + 2].unit if at + 2 < len(nodes) else None
    player = described is not None and described.kind is UnitKind.OTHER and described.dressing.part == "player"
    one = player and described is not None and not described.dressing.plural
    person = named is not None and named.kind is UnitKind.PERSON and _names(named) and not named.possessive
    return one and person and nodes[at + 1].norm == "in" and nodes[at + 1].unit is None


def _club_apposed(nodes: Sequence[Node], at: int) -> Unit | None:
    """The club named between commas behind what it is, at ``at``: "Premier League side, Fulham, have", "joined Turkish
    giants, Besiktas, on loan". Of "a Lyon rival" or "the club" nothing is said: a name behind it may be another."""
    described, named = nodes[at].unit, nodes[at + 2].unit if at + 2 < len(nodes) else None
    if described is None or named is None or nodes[at + 1].norm != ",":
        return None
    dressing = described.dressing
    one = dressing.part == "club" and described.form is Form.DESCRIPTION and not described.possessive
    his = dressing.owner in ("his", "her") and not dressing.former  # "remains at his current club, Lyon, until May"
    placed = (his or dressing.leagues or dressing.nations or dressing.places) and not (dressing.clubs or dressing.pair)
    name = named.kind is UnitKind.CLUB and _names(named) and not (named.possessive or named.dressing.owner)
    if not (one and placed and name) or (dressing.plural and dressing.noun in _SEVERAL):
        return None
    if not (_closed_by_comma(nodes, at + 3) or _ends_statement(nodes, at + 3)):
        return None
    return replace(named, start=described.start)


def _closed_by_comma(nodes: Sequence[Node], at: int) -> bool:
    """Whether a comma stands at ``at`` that no list goes on behind: no further club, and no "and" with one."""
    if at >= len(nodes) or nodes[at].norm != ",":
        return False
    behind = at + 1 + (at + 1 < len(nodes) and nodes[at + 1].norm in _AND)
    unit = nodes[behind].unit if behind < len(nodes) else None
    return unit is None or unit.kind is not UnitKind.CLUB


def _ends_statement(nodes: Sequence[Node], at: int) -> bool:
    return at >= len(nodes) or nodes[at].norm in (".", "!", "?")


def _names(unit: Unit | None) -> bool:
    return unit is not None and unit.form is Form.NAME


def _told_of(node: Node) -> bool:
    """Whether more is told behind a description at ``node``: "the 24-year-old who", "the former captain now at"."""
    return node.unit.pronoun in ("who", "whose", "whom") if node.unit else node.norm in _BEHIND_APPOSED


def _one_such(partner: Unit | None, node: Node) -> bool:
    """Whether ``partner`` is "a player" of whom ``node`` begins to tell more: "Smith, a winger **they** watched", "a
    defender **of** some class"."""
    if partner is None or partner.kind is not UnitKind.OTHER or partner.dressing.definite or partner.dressing.owner:
        return False
    if node.unit is None:
        return node.norm == "of"  # "a midfielder from Lyon, has" is told in an aside
    acts = node.unit.kind in (UnitKind.CLUB, UnitKind.PERSON) and not node.unit.possessive
    return acts and partner.dressing.part == "player"


def copula_before(nodes: Sequence[Node], position: int) -> str | None:
    """The word before the description at ``position`` by which it says what the subject is or becomes."""
    unit = nodes[position].unit
    if unit is None or unit.kind is UnitKind.CLUB or unit.possessive:
        return None
    if position + 1 < len(nodes) and nodes[position + 1].unit is None and nodes[position + 1].norm in _AUXILIARIES:
        return None
    ranked = position
    while ranked > 0 and nodes[ranked - 1].unit is None and nodes[ranked - 1].norm in _RANKING:
        ranked -= 1  # "is the latest Lyon player to"
    if ranked > 0 and nodes[ranked - 1].norm in _COPULAS:
        position = ranked
    before = position - 1
    while before >= 0 and nodes[before].unit is None and nodes[before].norm in _BEHIND_COPULA:
        before -= 1
    if 0 <= before < position - 1 and _names(nodes[before].unit):
        return nodes[position - 1].norm  # "with Smith still a Lyon player"
    if before < 0 or nodes[before].unit is not None or nodes[before].norm not in _COPULAS:
        return None
    ahead = {n.norm for n in nodes[max(0, before - _VERB_GROUP) : before] if n.unit is None}
    yet_to_be = _is_yet_to_be([n.norm for n in nodes[max(0, before - 2) : before + 1] if n.unit is None])
    if nodes[before].norm == "as":  # "will take over as", "is considered for a role as"
        wanted = any(n.unit is None and n.norm in _CANDIDATES for n in nodes[max(0, before - _CANDIDACY) : before])
        yet_to_be = yet_to_be or wanted or bool(ahead & _AHEAD)
    return "become" if yet_to_be else nodes[before].norm


def _is_yet_to_be(verb: Sequence[str]) -> bool:
    """Whether the words of a verb say what somebody will, would or should be: "will be", "hopes to be", "could have
    been"."""
    *before, last = ("", "", *verb)
    if last == "be":
        return before[-1] in _YET or (before[-1] == "to" and before[-2] in _YET_TO)
    return last == "been" and before[-1] == "have" and before[-2] in _YET


def _apposed(first: Unit, second: Unit) -> Unit | None:
    """The named one of two units side by side with the other's dressing, where one names what the other describes."""
    introduces = first.kind is UnitKind.OTHER and first.dressing.part in _PEOPLE and not first.dressing.plural
    says_what = second.kind is UnitKind.OTHER and second.dressing.part in _PEOPLE and not second.dressing.plural
    named = first.form is Form.NAME and first.kind is UnitKind.PERSON
    if not (first.kind is UnitKind.PERSON or introduces) or first.possessive:
        return None
    if second.kind is not UnitKind.PERSON and not (named and says_what):
        return None
    acts = first.dressing.part == "other" and second.dressing.former  # "his agent, the former Lyon winger Smith,"
    if first.form is Form.DESCRIPTION and second.form is Form.NAME and acts:
        return replace(second, start=first.start, dressing=first.dressing, whose=first.whose)
    alike = second.dressing.part in (None, first.dressing.part)  # "Chelsea target, defender Smith,"
    if first.form is Form.DESCRIPTION and second.form is Form.NAME and alike:
        return replace(second, start=first.start, dressing=_both(second.dressing, first.dressing))
    if first.form is Form.NAME and second.form is Form.DESCRIPTION and not second.possessive:
        return replace(first, end=second.end, dressing=_both(first.dressing, second.dressing), possessive=False)
    return None


def _both(own: Dressing, other: Dressing) -> Dressing:
    return replace(
        other,
        part=own.part or other.part,
        group=own.group or other.group,
        spots=own.spots or other.spots,
        clubs=own.clubs + other.clubs,
        former_clubs=own.former_clubs + other.former_clubs,
        suitors=own.suitors + other.suitors,
        nations=own.nations + other.nations,
        age=own.age or other.age,
        former=own.former if own.part else other.former,
    )


def tells_part(unit: Unit) -> bool:
    """Whether what somebody is said to be tells what he is; not what he may become, nor a post, which may change."""
    post = unit.dressing.part == "staff" and unit.kind is UnitKind.OTHER
    known = unit.dressing.part in POSTS or unit.dressing.part == "player"
    return known and not (unit.dressing.incoming or post)


def as_told(dressing: Dressing, copula: str) -> Dressing:
    """What a complement says: "was" makes it history; "as" without a club gives a post and does not tell where."""
    placed = dressing.clubs or dressing.nations or copula != "as"
    return replace(
        dressing, former=dressing.former or copula in ("was", "were"), incoming=dressing.incoming or not placed
    )


def left_for_another(nodes: Sequence[Node], position: int) -> bool:
    """Whether the post at ``position`` is one that somebody left to take another: "left his role as Lyon coach to take
    over at Everton"."""
    left = any(n.unit is None and n.norm in _LEFT_POST for n in nodes[max(0, position - _VERB_GROUP - 3) : position])
    ahead = [n.norm for n in nodes[position + 1 : position + 3]]
    return left and ahead[:1] == ["to"] and ahead[-1] in _TAKES_POST
