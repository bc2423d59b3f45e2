"""Which club somebody leaves or stays at where the statement does not say it: by what its sentence names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rumourctl.claims.model import Move, Stage
from rumourctl.extraction.dealt import sells
from rumourctl.extraction.focus import Focus
from rumourctl.extraction.statement import Statement
from rumourctl.extraction.story import Story
from rumourctl.language.cast import Person
from rumourctl.language.nodes import Unit, UnitKind

_BY_THE_WAY = ("against", "v", "vs", "versus", "on", "about")
"""Behind these stands a club that is met in a match, or only spoken of: "in his book on Everton"."""


def seller_of(person: Person, told: Statement, focus: Focus, story: Story) -> str | None:
    """The club that somebody leaves where none is said, which is none that is only said not to want him; of whom it is
    told where he once was, only one that his own sentence names."""
    club = focus.seller(told.reading.clause, told.sentence, story)
    club = None if story.suitors.get(person.name, {}).get(club or "") is False else club  # told not to want him
    named = (n.unit for n in told.sentence.nodes if n.unit and n.unit.kind is UnitKind.CLUB)
    return club if club is None or not person.former_clubs or any(club in u.refs for u in named) else None


def only_club(person: Person, told: Statement, focus: Focus, story: Story) -> str | None:
    """The club of ``told``'s sentence, if it speaks of a single one: "Everton have had a request from Smith", "Smith
    has made clear to Everton that he will go". None where it is met in a match, ``person`` has left it or goes there,
    it wants him or somebody beside him, something is only done for him, or it is not settled yet where all are."""
    homes, nodes = focus.homes, told.sentence.nodes
    units = [n.unit for n in nodes if n.unit]
    named = [unit for unit in units if unit.kind is UnitKind.CLUB]
    clubs = {club for unit in named for club in unit.refs} or _hosts(units, focus)
    club = next(iter(clubs)) if len(clubs) == 1 else None
    aside = any(n.norm in _BY_THE_WAY and b.unit and b.unit.kind is UnitKind.CLUB for n, b in pairwise(nodes))
    if not focus.placed or club is None or aside or person.former_clubs or any(map(_is_aside, named)):
        return None
    people = {person.name, *(ref for unit in units if unit.kind is UnitKind.PERSON for ref in unit.refs)}
    left = (person.name, club) in homes.left or club == person.incoming or club in story.suitors.get(person.name, ())
    served = told.reading.main.found.verb_form is None and told.reading.places(person.name, "for")  # "room for Smith"
    return None if left or served or any((name, club) in homes.wanted for name in people) else club


def by_label(move: Move, to: str | None, told: Statement, story: Story) -> tuple[str | None, str | None]:
    """The club that labels the paragraph: as the one where somebody is, and as the goal of a move that is told without
    one: "Everton: Smith deal close", but not "Lyon: Smith, medical done"."""
    club, medical = story.section, told.judgement.stage is Stage.MEDICAL
    arrives = move in (Move.TRANSFER, Move.LOAN) and to is None and not _goes_off(told, club)
    return (None if medical or arrives else club), (club if arrives and not medical else None)


def goal_by_label(clubs: tuple[str | None, str | None], told: Statement, story: Story) -> str | None:
    """The club that labels the paragraph, where somebody goes who is at, or comes from, other ``clubs``."""
    return None if story.section in clubs or _goes_off(told, story.section, clubs[1]) else story.section


def _goes_off(told: Statement, *clubs: str | None) -> bool:
    """Whether he is told to go somewhere else, or some of ``clubs`` sell."""
    return told.slots.somewhere or told.is_open or any(sells(told.reading, club) for club in clubs)


def _hosts(units: Sequence[Unit], focus: Focus) -> set[str]:
    """The clubs of the towns named: "No surprise in Freiburg, where the coach has renewed"."""
    places = (u.mention for u in units if u.kind is UnitKind.PLACE and u.mention)
    return {club for place in places if (club := focus.host_in(place))}


def _is_aside(unit: Unit) -> bool:
    """Whether a club is not known, or only met in a match, one where somebody was before, or the owner of something:
    "before Lyon's game"."""
    return unit.opponent or unit.bygone or unit.possessive or not unit.refs
