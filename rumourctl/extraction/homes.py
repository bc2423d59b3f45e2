"""Where the persons of an article are, as far as all that it claims of them tells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rumourctl.claims.model import Certainty, Claim, Move, Role, Stage
from rumourctl.language.cast import Cast

_GUESSED = 0.5
_HIRED = 2.0
_WANTED = 0.6
"""What a club counts where somebody is by all that went before, and one that hired him in the past; one from which he
moves, or where he stays, by a sentence's own words counts 1. The last is what a club loses that wants him."""


@dataclass(slots=True)
class Homes:
    """What claims tell of who is where: a club gains by those who leave or stay, and loses by those it wants."""

    votes: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(float)))
    left: set[tuple[str, str]] = field(default_factory=set)
    """Persons with clubs that they have left."""

    def wants(self, person: str, club: str | None) -> bool:
        """Whether ``club`` is after ``person``, by most of what is claimed: he is not there."""
        return club is not None and self.votes[person][club] < 0

    def of(self, person: str, bound_for: str | None = None) -> str | None:
        """The club where ``person`` is, as most claims have it; not yet that which he is ``bound_for``."""
        votes = ((club, number) for club, number in self.votes[person].items() if club != bound_for)
        ranked = sorted(votes, key=lambda vote: -vote[1])
        return ranked[0][0] if ranked and ranked[0][1] > 0 else None


def homes_in(claims: Iterable[Claim]) -> Homes:
    """What ``claims`` tell of where persons are."""
    homes = Homes()
    hired: dict[str, Claim] = {}
    for claim in claims:
        votes, done = homes.votes[claim.person], claim.stage is Stage.DONE
        if done and claim.from_club:
            homes.left.add((claim.person, claim.from_club))
            votes[claim.from_club] -= claim.background and claim.to_club is not None
        if done and claim.to_club and claim.move is Move.TRANSFER:
            if claim.background and (claim.person not in hired or hired[claim.person].date <= claim.date):
                hired[claim.person] = claim
        elif claim.from_club and (not done or (claim.move is Move.EXIT and not claim.background)):
            votes[claim.from_club] += _GUESSED
        if claim.move in (Move.TRANSFER, Move.LOAN) and claim.to_club and not done:
            votes[claim.to_club] -= _WANTED * (claim.certainty is not Certainty.DENIED)
        if claim.actor and claim.actor != claim.person:
            homes.votes[claim.actor][claim.to_club or claim.from_club or ""] += 1  # he acts for it
    for person, claim in hired.items():
        homes.votes[person][claim.to_club or ""] += _HIRED
    return homes


def place_persons(cast: Cast, claims: Iterable[Claim], told_from: Mapping[str, Mapping[str, int]]) -> Homes:
    """Notes in ``cast`` where those are whose club no words beside their name told, and who leads a team.

    ``told_from`` counts the sentences that themselves say from which clubs persons move or where they stay; it is
    filled as ``claims`` are read.
    """
    told = list(claims)
    for name, number in Counter(c.person for c in told if c.role is Role.MANAGER).items():
        if not cast.persons[name].parts:
            cast.persons[name].parts["manager"] += number
    homes = homes_in(told)
    for name, clubs in told_from.items():
        for where, number in clubs.items():
            homes.votes[name][where] += number
    for name, person in cast.persons.items():
        club = homes.of(name, person.incoming)
        if club and not person.clubs:
            person.clubs.append(club)
    return homes
