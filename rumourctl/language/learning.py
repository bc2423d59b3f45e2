"""What an article tells of its persons by the way: their clubs, parts, positions, nations and ages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import chain, pairwise

from rumourctl.language.cast import Cast, Person
from rumourctl.language.clients import REPRESENTS, clients_told
from rumourctl.language.clubs import ClubReader
from rumourctl.language.credits import byline
from rumourctl.language.grammar import closed_class
from rumourctl.language.lending import lent
from rumourctl.language.lexicon import Way
from rumourctl.language.managing import leading
from rumourctl.language.mates import share_side
from rumourctl.language.nodes import POSTS, Dressing, Form, Node, Unit, UnitKind
from rumourctl.language.playing import bound, of_several, placed_at, playing_for, theirs, told_his_future, traces
from rumourctl.language.posted import posters
from rumourctl.language.tokens import Sentence

_MATES = closed_class("mate") | closed_class("beside_a_player")
_OFFERS = closed_class("offers")
_AGENTS = closed_class("agents")
_MANAGERS_ACTS = closed_class("managers_acts")
_MANAGERS_OWN = closed_class("managers_own")
_NO_NOUN = closed_class("function_words") | {",", ";", "."}
_FROM_REACH = 6
"""Nodes between a person and "from" and the club that he comes from, at most."""
_MAY_PLAY = closed_class("kin_at_play")
ANYBODY = ("man", "figure", "favourite", "favorite", "hero", "legend", "icon", "idol")
_SOUGHT = closed_class("sought")
_NO_POSTS = _MAY_PLAY | _SOUGHT
_WRITES = closed_class("writes")
_SQUAD_ACTS = closed_class("squad_acts")
_BUILDER_REACH = 5
"""Nodes before such an act within which stands who means to do it."""
_PERSON_PARTS = ("player", *POSTS, "other")


def learn(person: Person, dressing: Dressing, clubs_of: ClubReader) -> None:
    """Notes of ``person`` what words around his name or a description of him say; ``clubs_of`` reads their clubs."""
    if person.leads and dressing.part == "player" and not dressing.former:
        return  # somebody else is meant
    if dressing.group:
        person.groups.add(dressing.group)
    if not dressing.former:
        person.spots |= dressing.spots
    held = (not dressing.former or dressing.part in ("manager", "official", "other")) and dressing.noun not in _NO_POSTS
    anybody = dressing.noun in ANYBODY and not (dressing.clubs or dressing.group)  # "the man who guided them there"
    if dressing.noun and held and not anybody and dressing.part in _PERSON_PARTS:
        person.count(dressing.part)
    if dressing.part == "metonym":
        person.count("official")  # "Everton directors Smith and Brown"
    if dressing.age:
        person.ages.add(dressing.age)
    for mention in dressing.nations:
        person.nations.add(mention.entries[0].name)
        if (
            dressing.part in ("manager", "staff")
            and not dressing.former
            and not dressing.clubs
            and mention.entries[0].way is Way.NAME
        ):
            _append(person.clubs, mention.entries[0].name)
    person.sought = person.sought or (dressing.noun in _SOUGHT and not dressing.former)
    clubs = [c for m in dressing.clubs if (c := clubs_of.club_of(m))]
    person.former_clubs.update(c for m in dressing.former_clubs if (c := clubs_of.club_of(m)))
    for club in clubs:
        if dressing.former and not dressing.former_clubs:  # but "Lyon's former Chelsea striker"
            person.former_clubs.add(club)
        elif dressing.incoming:
            person.incoming = club
        else:
            _append(person.clubs, club)
    if person.posted is None and clubs_of.spoken and _holds_post(dressing):
        person.posted = clubs_of.topic(clubs_of.spoken[-1].sentence)
        person.posted_there = clubs_of.acts_here(person.posted)
    if (
        not clubs
        and dressing.part in POSTS
        and dressing.owner in ("their", "its")
        and clubs_of.spoken
        and not person.clubs
    ):
        _append(person.clubs, clubs_of.topic(clubs_of.spoken[-1].sentence) or clubs_of.spoken[-1].name)


def _holds_post(dressing: Dressing) -> bool:
    """Whether it gives somebody a post now, and does not say where: "manager John Smith", not "the Danish coach"."""
    where = dressing.clubs or dressing.nations or dressing.places
    return dressing.part in POSTS and not (where or dressing.former or dressing.incoming)


def learn_beside(cast: Cast, sentence: Sentence, nodes: Sequence[Node]) -> None:
    """Notes in ``cast`` what words side by side say in ``sentence``, with its ``nodes``: "Smith of Ajax" is there, "the
    Mail's Jane Doe" writes for it."""
    norms = {n.norm for n in nodes}
    if any(n.unit and n.unit.refs for n in nodes):
        _learn_places(cast, nodes, norms)
        _learn_leaders(cast, nodes, norms)
        _learn_others(cast, nodes, norms)
        _learn_posters(cast, sentence, nodes)


def _learn_places(cast: Cast, nodes: Sequence[Node], norms: Set[str]) -> None:
    """Where somebody is."""
    if "of" in norms:
        _learn_of(cast, nodes)
    if {"at", "for"} <= norms and norms & _OFFERS:
        _learn_for(cast, nodes)
    for name, club in chain(theirs(nodes), of_several(nodes), playing_for(nodes, norms)):
        if name in cast.persons and not cast.persons[name].clubs:
            cast.persons[name].clubs.append(club)
    for teller, name in told_his_future(nodes):
        _learn_told(cast, teller, name)
    for name, club in traces(nodes):
        if name in cast.persons:
            cast.persons[name].traces[club] += 1
    for name, host, owner in lent(nodes, norms):
        if name in cast.persons:
            cast.persons[name].lent_to = host
            cast.persons[name].clubs += [owner] if owner and not cast.persons[name].clubs else []
    for name, clubs in bound(nodes):
        if name in cast.persons:
            cast.persons[name].bound.append(clubs)
    for name, club, leads in placed_at(nodes):
        if name in cast.persons and not cast.persons[name].clubs:
            cast.persons[name].clubs.append(club)
            if leads:
                cast.persons[name].count("manager")


def _learn_told(cast: Cast, teller: Unit, name: str) -> None:
    """That somebody called ``name`` is where ``teller`` has a post, or at the club that it is."""
    boss, person = cast.persons.get(next(iter(teller.refs), "")), cast.persons.get(name)
    club = boss.club if boss else teller.refs[0] if teller.refs and teller.kind is UnitKind.CLUB else None
    if club and person and boss is not person and not person.clubs and (boss is None or boss.part in POSTS):
        person.clubs.append(club)


def _learn_of(cast: Cast, nodes: Sequence[Node]) -> None:
    """Who is of a club: "Smith of Lyon", "Smith, of Lyon", below a picture "Smith #4 of Lyon"."""
    plain = [n for n in nodes if not _is_number(n)]
    for first, word, second in zip(plain, plain[1:], plain[2:], strict=False):
        if word.norm == "of" and second.unit and second.unit.kind is UnitKind.CLUB and _names_person(first):
            for club in second.unit.refs if not second.unit.possessive else ():
                _append(cast.persons[first.unit.refs[-1]].clubs, club)  # type: ignore[union-attr]
    for first, comma, word, second in zip(nodes, nodes[1:], nodes[2:], nodes[3:], strict=False):
        if comma.norm == "," and word.norm == "of" and _is_club(second) and _names_person(first) and first.unit:
            _append(cast.persons[first.unit.refs[-1]].clubs, second.unit.refs[0])  # type: ignore[union-attr]


def _learn_for(cast: Cast, nodes: Sequence[Node]) -> None:
    """Where somebody is for whom others ask: "no offers have come in **for Smith at Lyon**"."""
    for before, first, word, second in zip(nodes, nodes[1:], nodes[2:], nodes[3:], strict=False):
        asked = before.norm == "for" and word.norm == "at" and _names_person(first) and _is_club(second)
        if asked and first.unit and second.unit and not cast.persons[first.unit.refs[0]].clubs:
            cast.persons[first.unit.refs[0]].clubs.append(second.unit.refs[0])


def _is_number(node: Node) -> bool:
    """Whether it is the number on somebody's shirt: "#4"."""
    return node.unit is None and node.norm.startswith("#") and node.norm[1:].isdigit()


def _learn_leaders(cast: Cast, nodes: Sequence[Node], norms: Set[str]) -> None:
    """Who leads a team."""
    for person, thing, another in zip(nodes, nodes[1:], nodes[2:], strict=False):
        if not (_names_person(person) and person.unit):
            continue
        owned = bool({thing.norm, f"{thing.norm} {another.norm}"} & _MANAGERS_OWN)
        leads = owned or (_is_club(thing) and another.norm in _NO_NOUN)
        owns = person.unit.possessive and leads
        wants = thing.norm in _MANAGERS_ACTS and another.unit and another.unit.kind is UnitKind.PERSON
        if owns or wants:
            lead = cast.persons[person.unit.refs[0]]
            if not lead.parts:
                lead.count("manager")
    for name, team in leading(nodes, norms):
        if name in cast.persons:
            cast.persons[name].led = team
    builders = _builders(nodes) if "to" in norms else ()
    for name in (*builders, *(_led_by(nodes) if "under" in norms else ())):
        if name in cast.persons and not (cast.persons[name].parts or cast.persons[name].groups):
            cast.persons[name].count("manager")


def _learn_others(cast: Cast, nodes: Sequence[Node], norms: Set[str]) -> None:
    """Who is an agent or writes, and whence and with whom somebody comes."""
    if "," in norms and not norms.isdisjoint(("of", "for")):
        _learn_agents(cast, nodes)
    for name, club in _come_from(nodes) if "from" in norms else ():
        if name in cast.persons:
            cast.persons[name].origins.add(club)
            cast.persons[name].told_with.update(r for n in nodes if _is_club(n) and n.unit for r in n.unit.refs)
    for colleague, club in _colleagues(cast, nodes) if "and" in norms else ():
        if not colleague.clubs:
            colleague.clubs.append(club)
    for name in _authors(nodes):
        if name in cast.persons:
            cast.persons[name].count("other", 2)
    posted = byline(nodes) if ":" in norms else None
    for name in posted[0].refs if posted else ():
        if name in cast.persons and not cast.recurs(name):  # "John Smith: Lyon ready to sell", a title on Smith
            cast.persons[name].count("other")
    if any(n.unit and n.unit.kind is UnitKind.OUTLET for n in nodes):
        _learn_writers(cast, nodes)
    for at, node in enumerate(nodes):
        agent = node.unit
        if agent and agent.kind is UnitKind.PERSON and agent.refs and agent.dressing.noun in _AGENTS:
            _person_of(cast, agent).client = _client_beside(nodes, at) or _person_of(cast, agent).client
    for unit in (n.unit for n in nodes if n.unit and n.unit.whose):
        _learn_own_manager(cast, unit)
        if unit.form is Form.NAME:
            _learn_owner(cast, unit)
    for name, client in clients_told(nodes) if norms & REPRESENTS else ():
        if name in cast.persons and cast.persons[name].part not in ("player", "manager"):
            cast.persons[name].client = client
            cast.persons[name].count("other", 3)
    for outlet, writer in pairwise(nodes):
        if outlet.unit is None or writer.unit is None:
            continue
        _learn_under(cast, outlet.unit, writer.unit)
        if outlet.unit.kind is UnitKind.OUTLET and outlet.unit.possessive and _names_person(writer):
            for name in writer.unit.refs:
                cast.persons[name].count("other")


def _learn_posters(cast: Cast, sentence: Sentence, nodes: Sequence[Node]) -> None:
    """Who signs posts with his account, and so writes, if no other words tell what he is."""
    for name in posters(sentence, nodes):
        if name in cast.persons and cast.persons[name].part is None:
            cast.persons[name].writes = True
            cast.persons[name].count("other", 2)


def _learn_own_manager(cast: Cast, unit: Unit) -> None:
    """Where somebody's own manager is: at his club."""
    person, holds = cast.persons.get(unit.whose or ""), unit.dressing.part in POSTS and not unit.dressing.former
    boss = cast.persons.get(unit.refs[0]) if unit.refs and holds else None
    if person and boss and boss is not person and person.club and not boss.clubs:
        boss.clubs.append(person.club)


def _learn_owner(cast: Cast, unit: Unit) -> None:
    """Who leads a team, because its player is called his: "fears that he will lose his captain, John Smith"."""
    leader, dressing = cast.persons.get(unit.whose or ""), unit.dressing
    plays = dressing.part == "player" and dressing.owner in ("his", "her") and dressing.noun not in _MATES
    if leader and leader.part is None and not leader.groups and plays:
        leader.count("manager", 2)


def _learn_agents(cast: Cast, nodes: Sequence[Node]) -> None:
    """Who acts for others: "the agent of Smith, John Doe,", "John Doe, agent of Smith,"."""
    for at, node in enumerate(nodes[:-4]):
        if node.unit is None or node.unit.dressing.part != "other" or node.unit.form is not Form.DESCRIPTION:
            continue
        name_of = nodes[at + 4]
        if nodes[at + 1].norm == "of" and nodes[at + 3].norm == "," and _names_person(name_of) and name_of.unit:
            cast.persons[name_of.unit.refs[0]].count("other", 3)  # "the agent of Smith, John Doe,"
    for first, comma, acts, word in zip(nodes, nodes[1:], nodes[2:], nodes[3:], strict=False):
        noun = acts.unit.dressing.noun if acts.unit else acts.norm
        if comma.norm == "," and noun in _AGENTS and word.norm in ("of", "for") and _names_person(first) and first.unit:
            cast.persons[first.unit.refs[0]].count("other", 3)  # "John Doe, agent of Smith,"


def _learn_writers(cast: Cast, nodes: Sequence[Node]) -> None:
    """Who writes: "Doe of the Mail"."""
    for first, word, second in zip(nodes, nodes[1:], nodes[2:], strict=False):
        writes = word.norm in ("of", "from", "at") and second.unit and second.unit.kind is UnitKind.OUTLET
        if writes and _names_person(first):
            cast.persons[first.unit.refs[0]].count("other")  # type: ignore[union-attr]


def share_club(cast: Cast, clubs: ClubReader, nodes: Sequence[Node]) -> None:
    """ "Lyon's Smith and Brown": both are there, where nothing else is known of the second."""
    for first, *others in (n.unit.members for n in nodes if n.unit and len(n.unit.members) > 1):
        owned = first.kind is UnitKind.PERSON and first.dressing.noun is None and len(first.dressing.clubs) == 1
        club = clubs.club_of(first.dressing.clubs[0]) if owned and not first.dressing.former else None
        for unit in others if club else ():
            plain = unit.dressing == Dressing(age=unit.dressing.age)
            person = cast.persons.get(unit.refs[0]) if plain else None
            if person and club and not person.clubs:
                person.clubs.append(club)
    share_side(cast, nodes)


def _colleagues(cast: Cast, nodes: Sequence[Node]) -> Iterator[tuple[Person, str]]:
    """Who is given a post without a club behind one with it: "Lyon chairman Smith agreed, and manager Brown"."""
    club: str | None = None
    for before, node in zip((None, *nodes), nodes, strict=False):
        unit = node.unit
        if unit is None or not _names_person(node) or unit.dressing.part not in POSTS or unit.dressing.former:
            continue
        person = cast.persons[unit.refs[0]]
        if unit.dressing.clubs:
            club = person.club
        elif club and _holds_post(unit.dressing) and before is not None and before.norm == "and":
            yield person, club


def _learn_under(cast: Cast, owner: Unit, unit: Unit) -> None:
    """ "Brown's captain, Smith": who plays or works under a manager or an official is at his club."""
    leader = cast.persons.get(owner.refs[0]) if owner.possessive and owner.refs else None
    under = unit.refs and unit.dressing.part in ("player", "staff") and unit.dressing.noun not in _SOUGHT
    player = cast.persons.get(unit.refs[0]) if under else None
    if leader and player and leader.club and leader.part in ("manager", "official") and not player.clubs:
        player.clubs.append(leader.club)


def _come_from(nodes: Sequence[Node]) -> Iterator[tuple[str, str]]:
    """Persons and the clubs that they come from: "Smith from Lyon", "Smith has joined from Lyon"."""
    for at, (word, goal) in enumerate(pairwise(nodes)):
        club = goal.unit if word.norm == "from" and word.unit is None else None
        if club and club.kind is UnitKind.CLUB and len(club.refs) == 1 and not club.possessive:
            before = (n.unit for n in reversed(nodes[max(0, at - _FROM_REACH) : at]) if n.unit)
            person = next((u for u in before if u.kind in (UnitKind.PERSON, UnitKind.CLUB)), None)
            if person and person.kind is UnitKind.PERSON and person.form is Form.NAME and not person.possessive:
                yield from ((name, club.refs[0]) for name in person.refs[:1])


def _builders(nodes: Sequence[Node]) -> Iterator[str]:
    """Who means to sign or keep somebody, as those do who lead a team: "Smith wants to keep Brown"."""
    for at in range(2, len(nodes) - 1):
        acts = nodes[at].unit is None and nodes[at].norm in _SQUAD_ACTS and nodes[at - 1].norm == "to"
        named = nodes[at + 1].unit if acts else None
        if named is None or named.kind is not UnitKind.PERSON or named.form is not Form.NAME or named.possessive:
            continue
        before = next((n for n in reversed(nodes[max(0, at - _BUILDER_REACH) : at - 1]) if n.unit), None)
        if before and before.unit and _names_person(before) and not before.unit.possessive:
            yield from before.unit.refs[:1]


def _led_by(nodes: Sequence[Node]) -> Iterator[str]:
    """Under whom somebody plays: "hardly featured under Smith"."""
    for under, named in pairwise(nodes):
        if under.norm == "under" and _names_person(named) and named.unit and not named.unit.possessive:
            yield from named.unit.refs[:1]


def _authors(nodes: Sequence[Node]) -> Iterator[str]:
    """Who writes, as a relative clause says: "Doe, who broke the story,", "Doe, who covers Lyon for the paper"."""
    for at, (who, verb) in enumerate(pairwise(nodes)):
        if at and who.unit and who.unit.pronoun == "who" and verb.norm in _WRITES:
            unit = nodes[at - 1 - (nodes[at - 1].norm == "," and at > 1)].unit
            if unit and unit.kind is UnitKind.PERSON and unit.form is Form.NAME:
                yield from unit.refs


def _person_of(cast: Cast, unit: Unit) -> Person:
    """The person of the cast whom a resolved ``unit`` means."""
    return cast.persons[unit.refs[0]]


def _client_beside(nodes: Sequence[Node], at: int) -> str | None:
    """For whom the agent at ``at`` speaks: "Smith's agent", "the agent of Smith", "his agent"."""
    beside = [nodes[at - 1]] if at and nodes[at - 1].unit and _owns(nodes[at - 1]) else []
    if at + 2 < len(nodes) and nodes[at + 1].norm in ("of", "for"):
        beside.append(nodes[at + 2])
    named = (n.unit.refs[0] for n in beside if n.unit and n.unit.kind is UnitKind.PERSON and n.unit.refs)
    agent = nodes[at].unit
    return next(named, agent.whose if agent else None)


def _is_club(node: Node) -> bool:
    """Whether a club stands there itself: "Smith's Burnley", not "Smith's Burnley side"."""
    unit = node.unit
    named = (
        unit is not None and unit.mention is not None and unit.start == unit.mention.start
    )  # not "Italian club Milan"
    return named and unit is not None and unit.kind is UnitKind.CLUB and not unit.possessive


def _owns(node: Node) -> bool:
    return node.unit is not None and node.unit.possessive


def _names_person(node: Node) -> bool:
    unit = node.unit
    return unit is not None and unit.kind is UnitKind.PERSON and unit.form is Form.NAME and bool(unit.refs)


def _append(clubs: list[str], club: str) -> None:
    if club not in clubs:
        clubs.append(club)
