"""Where the persons of an article are, as far as all that it claims of them tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from rumourctl.claims.model import SETTLED, Certainty, Claim, Move, Role, SourceKind, Stage
from rumourctl.language.cast import Cast, Person
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Node, UnitKind
from rumourctl.language.tokens import Kind
from rumourctl.rules.engine import Reading

_RECEIVES = closed_class("receives")
_SHARES = ("sell-on", "sell")
_SELLS = ("accepted", "sell", "selling", "sale", "stay", "stays", "staying", "leave", "leaving")
_AHEAD_OF_HIM = ("future", "contract", "deal", "renewal", "extension")
_JUST = 100
"""In how many days somebody is still new where he went."""
_SAID = 1.0
_GUESSED = 0.5
_POSTED = 1.1
_HIRED, _HIRED_ONCE = 1.8, 0.9
_WANTED = 0.6
"""What a club counts from which a sentence itself says that somebody moves, or for which he acts; where he is by what
went before; where he has a post, of no other club; and which hired him in the past, or so long ago that he may have
gone on since. The last is what a club loses that wants him."""
_LONG_AGO = 1200
"""In how many days whoever was hired may well have moved on."""


def paid_club(nodes: Sequence[Node]) -> str | None:
    """The club that a brief statement says sells: "€12m to Rennes, five-year contract", "Lens receive €4m", "From Lens,
    €4m"; None in any other."""
    if shares := _shares_in_sale(nodes):
        return shares
    units = [n.unit for n in nodes if n.unit]
    clubs = [u for u in units if u.kind is UnitKind.CLUB and len(u.refs) == 1]
    if units and units[0].money and (first := _paid_first(nodes)):
        return first
    if len(clubs) != 1 or not any(u.money for u in units) or any(u.kind is UnitKind.PERSON for u in units):
        return None
    club, words = clubs[0], [n.norm for n in nodes if n.unit is None and n.kind is Kind.WORD]
    before = [n for n in nodes if n.end <= club.start]
    if units[0] is club:
        return club.refs[0] if set(words) & _RECEIVES or [n.norm for n in before] == ["from"] else None
    paid = len(before) > 1 and before[-1].norm == "to" and before[-2].unit is not None and before[-2].unit.money
    return club.refs[0] if paid else None


def spoken_for(nodes: Sequence[Node], cast: Cast) -> tuple[str, str] | None:
    """Of whose future somebody speaks for his own club: "Lyon director Brown on Smith's future", with that club."""
    sells = any(n.quoted and n.unit is None and n.norm in _SELLS for n in nodes)
    for at, node in enumerate(nodes[1:-2], 1):
        speaker, spoken_of = nodes[at - 1].unit, nodes[at + 1].unit
        if node.unit or node.norm != "on" or not (speaker and speaker.refs and spoken_of and spoken_of.refs):
            continue
        person = cast.persons.get(speaker.refs[0])
        named = spoken_of.kind is UnitKind.PERSON
        his = named and ((spoken_of.possessive and nodes[at + 2].norm in _AHEAD_OF_HIM) or sells)
        if his and person and person.club and person.part in ("manager", "official", "staff"):
            return spoken_of.refs[0], person.club
    return None


def _shares_in_sale(nodes: Sequence[Node]) -> str | None:
    """The club for which a clause of a sale behind is kept: "a sell-on clause of 20% for Lyon"."""
    for at, node in enumerate(nodes[:-2]):
        if node.unit is None and node.norm in _SHARES and any(n.norm == "for" for n in nodes[at + 1 : at + 4]):
            link = next(i for i in range(at + 1, at + 4) if nodes[i].norm == "for")
            unit = nodes[link + 1].unit if link + 1 < len(nodes) else None
            if unit and unit.kind is UnitKind.CLUB and len(unit.refs) == 1:
                return unit.refs[0]
    return None


def _paid_first(nodes: Sequence[Node]) -> str | None:
    """The club to which the sums go that begin ``nodes``: "€27m + €3m to Palmeiras for the midfielder"."""
    link = next((i for i, n in enumerate(nodes) if n.norm == "to"), 0)
    sums = all(
        n.unit.money is not None if n.unit else n.kind is not Kind.WORD or n.norm == "plus" for n in nodes[:link]
    )
    unit = nodes[link + 1].unit if 0 < link < len(nodes) - 1 and sums else None
    return unit.refs[0] if unit and unit.kind is UnitKind.CLUB and len(unit.refs) == 1 else None


def _no_votes() -> dict[str, dict[str, float]]:
    return defaultdict(lambda: defaultdict(float))


@dataclass(slots=True)
class Homes:
    """Who is where: claims are noted one by one, and then the clubs are told by the most."""

    contractual: frozenset[str] = frozenset()
    """The rules of words for a contract, which may as well be one with his own club."""
    today: date | None = None
    """The day of the article, which is that of whatever is told without a day of its own."""
    left: set[tuple[str, str]] = field(default_factory=set)
    """Persons with clubs that they have left."""
    wanted: set[tuple[str, str]] = field(default_factory=set)
    """Persons with clubs that want them, or deny it."""
    pursued: set[tuple[str, str]] = field(default_factory=set)
    """Those of them whom the club has yet to deal with."""
    placed: set[str] = field(default_factory=set)
    """Persons whose club is told by votes alone."""
    _votes: dict[str, dict[str, float]] = field(default_factory=_no_votes)
    _hired: dict[str, Claim] = field(default_factory=dict)
    _gone: dict[str, date] = field(default_factory=dict)
    """When each last left a club."""
    _leads: set[str] = field(default_factory=set)

    def note_said(self, person: str, club: str) -> None:
        """A sentence says itself that ``person`` moves from ``club``, or stays there."""
        self._votes[person][club] += _SAID

    def note_followed(self, claim: Claim, reading: Reading) -> None:
        """Whom a coach is to follow is, or was, where he is to go: "wanted by Lyon to replace Brown"."""
        follows = claim.role is Role.MANAGER and any(e.rule.value("leads") for e in reading.events)
        if follows and claim.to_club and not claim.background:
            for name in {*reading.named_at("object")} - {claim.person}:
                self.note_said(name, claim.to_club)

    def note(self, claim: Claim, own: bool, named: bool) -> None:
        """A club gains by those who leave it or act for it, most where it speaks itself (``own``) or where it is news
        that they leave, and loses by those whom it wants, if the statement itself names it."""
        votes, done = self._votes[claim.person], claim.stage is Stage.DONE
        hires = done and claim.move is Move.TRANSFER and claim.to_club is not None
        if claim.role is Role.MANAGER:
            self._leads.add(claim.person)
        if done and claim.move is Move.EXIT and claim.background and claim.date != self.today:
            self._gone[claim.person] = max(claim.date, self._gone.get(claim.person, claim.date))
        if done and claim.from_club:
            past = claim.background and claim.to_club is not None and (claim.person, claim.from_club) not in self.left
            self.left.add((claim.person, claim.from_club))
            lent = claim.move is Move.LOAN
            votes[claim.from_club] += (_GUESSED if lent else -1) * past  # who was lent goes back
        if hires:
            before = self._hired.get(claim.person)
            later = before is None or (self._is_later(claim, before) and before.to_club != claim.to_club)
            if claim.background and later:  # told again without its day it is no later
                self._hired[claim.person] = claim
        elif claim.from_club and (not done or claim.move is Move.RENEWAL or not (claim.to_club or claim.background)):
            leaves = claim.move is Move.EXIT and claim.is_news and claim.stage in SETTLED
            votes[claim.from_club] += _SAID if own or leaves else _GUESSED
        if named and claim.move in (Move.TRANSFER, Move.LOAN) and claim.to_club and not done:
            if (claim.person, claim.to_club) not in self.wanted:
                votes[claim.to_club] -= _WANTED * (claim.certainty is not Certainty.DENIED)
            self.wanted.add((claim.person, claim.to_club))
            spoken = claim.source.kind is SourceKind.PERSON or not self.contractual.isdisjoint(claim.rules)
            if claim.stage is Stage.INTEREST and not spoken:
                self.pursued.add((claim.person, claim.to_club))
        if claim.actor and claim.actor != claim.person and not done:
            self._votes[claim.actor][claim.to_club or claim.from_club or ""] += _SAID

    def _is_later(self, claim: Claim, before: Claim) -> bool:
        """Whether ``claim`` tells of a later move than ``before``; one with a day of its own tells more."""
        if self.today in (claim.date, before.date):
            return before.date == self.today
        return before.date <= claim.date

    def left_by_one(self, name: str) -> str | None:
        """The one club that the person called ``name`` is known to have left; None of several."""
        left = [club for person, club in self.left if person == name]
        return left[0] if len(left) == 1 else None

    def deals_of_others(self, club: str, cast: Cast) -> int:
        """How many who are said to be elsewhere other clubs want, and not ``club``; and how many clubs want several of
        whom it is not said that they are at ``club``."""
        goals: dict[str, set[str]] = defaultdict(set)
        wanting: dict[str, set[str]] = defaultdict(set)
        for name, goal in self.wanted:
            goals[name].add(goal)
        said = {name: cast.persons[name].clubs for name in goals if name in cast.persons and name not in self.placed}
        for name, goal in self.wanted:
            if goal != club and club not in said.get(name, ()):
                wanting[goal].add(name)
        others = sum(bool(at) and club not in at and club not in goals[name] for name, at in said.items())
        return others + sum(len(names) > 1 for names in wanting.values())

    def new_at(self, person: str, today: date | None) -> str | None:
        """The club that has only just hired ``person``, as the article tells by the way: he can have left another."""
        hired = self._hired.get(person)
        recent = hired is not None and today is not None and 0 <= (today - hired.date).days <= _JUST
        return hired.to_club if hired and recent else None

    def place(self, cast: Cast, main: str | None, today: date | None) -> None:
        """Notes in ``cast`` where those are whose club no words beside their name told, and who leads a team."""
        for name, person in cast.persons.items():
            managed = person.led is not None and not person.groups
            if (name in self._leads or person.listed or managed) and not person.parts:
                person.count("manager")
            here = person.posted if person.posted_there else main or person.posted
            if person.posted and here:
                self._votes[name][here] += _GUESSED if (name, here) in self.wanted else _POSTED
            club = person.leads or self._of(name, person.incoming, today)
            club = club or self._by_traces(person) or self._by_contract(person, main)
            if club and not person.clubs:
                person.clubs.append(club)
                self.placed.add(name)

    def _by_traces(self, person: Person) -> str | None:
        """The one club told of behind a player that does not want him and that he has not left, the most often."""
        if person.part not in (None, "player"):
            return None
        out = {club for name, club in self.wanted | self.left if name == person.name} | person.former_clubs
        kept = [(times, club) for club, times in person.traces.items() if club not in {*out, person.incoming}]
        most = sorted(kept, reverse=True)[:2]
        return most[0][1] if most and (len(most) == 1 or most[0][0] > most[1][0]) else None

    def _by_contract(self, person: Person, main: str | None) -> str | None:
        """The club that the article is about, where it tells of the contract of a player, not with whom, and does not
        have that club pursue him."""
        pursued = main is None or (person.name, main) in self.pursued or person.former_clubs or person.sought
        his = any(clubs <= {main} for clubs in person.bound) and person.part in (None, "player")
        return main if his and not pursued else None

    def _of(self, person: str, bound_for: str | None, today: date | None) -> str | None:
        """The club where ``person`` is by the most votes, other than that for which he is bound."""
        votes = dict(self._votes[person])
        hired = self._hired.get(person)
        if hired and hired.date >= self._gone.get(person, hired.date):
            old = today is not None and (today - hired.date).days > _LONG_AGO
            votes[hired.to_club or ""] = votes.get(hired.to_club or "", 0.0) + (_HIRED_ONCE if old else _HIRED)
        votes.pop(bound_for or "", None)
        best = max(votes, key=lambda club: votes[club], default=None)
        return best if best and votes[best] > 0 else None
