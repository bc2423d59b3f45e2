"""What a reading says besides who moves where: role, kind of deal, fee, contract and actor."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rumourctl.claims.model import SETTLED, Deal, Fee, Move, Role, Stage
from rumourctl.extraction.filled import Slots
from rumourctl.extraction.judging import Judgement
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.cast import Person
from rumourctl.language.learning import ANYBODY
from rumourctl.language.money import MoneyMention
from rumourctl.language.nodes import Node, UnitKind
from rumourctl.rules.engine import Reading
from rumourctl.rules.hits import find_hits
from rumourctl.rules.loading import RuleSet

_DEPARTURES = (Deal.SACKED, Deal.RESIGNED, Deal.RELEASED, Deal.RETIRED)
LOAN_ENDS = (Deal.LOAN_WITH_OPTION, Deal.LOAN_WITH_OBLIGATION)
_STAFF = ("backroom", "coaching staff")
WITHOUT_CONTRACT = (Stage.INTEREST, Stage.TALKS, Stage.REJECTED, Stage.OFF)


def role_of(person: Person, reading: Reading) -> Role:
    """In what capacity ``person`` moves: the post that is named, what he is known to be, or what the event implies."""
    left = "post" in (reading.main.rule.frame or {}).get("from", ())  # but not "secure an exit, says coach"
    places = ("as", "post") if left or reading.move != Move.EXIT else ("as",)
    post = next((u.dressing.part for p in places for u in reading.positions.get(p, ()) if u.dressing.part), None)
    if post in ("manager", "staff") and (reading.values.get("role") or reading.move == Move.EXIT):
        return Role(post)  # whatever he was before, or else
    if post == "manager" and _wanted_as(person, reading):
        return Role.MANAGER
    steps_up = reading.places(person.name, "subject") or reading.main.rule.value("inside")
    if person.part == "staff" and reading.values.get("role") == "manager" and steps_up:
        return Role.MANAGER  # "assistant Smith will take charge"
    if person.part in ("manager", "staff"):
        return Role(person.part)
    if post == "player":
        return Role.PLAYER  # "unveiled Smith as their new striker"
    if any(n.norm in _STAFF or (n.unit and n.unit.dressing.noun in _STAFF) for n in reading.clause.nodes):
        return Role.STAFF  # "to join his backroom staff"
    others = (e.rule for e in reading.events if not e.rule.value("role"))
    posted = not any(rule.move == "transfer" and rule.stage == "done" for rule in others)  # not "become a new signing"
    plays = person.groups and not (person.former_clubs or _has_retired(person, reading))
    if person.part is None and posted and not plays and (role := _implied(person, reading)):
        return role
    return Role.PLAYER


def _wanted_as(person: Person, reading: Reading) -> bool:
    """Whether the post stands right behind ``person``: "want **Smith as their new manager**"."""
    nodes, posts = reading.clause.nodes, reading.positions.get("as", ())
    at = next((i for i, n in enumerate(nodes) if n.unit and person.name in n.unit.refs), len(nodes))
    return [n.norm for n in nodes[at + 1 : at + 2]] == ["as"] and any(n.unit in posts for n in nodes[at + 2 :])


def _implied(person: Person, reading: Reading) -> Role | None:
    """The role that the event's own words imply, unless they tell of another as a player: "replace the winger with"."""
    role = reading.values.get("role")
    others = (u.dressing for u in reading.positions.get("object", ()) if person.name not in u.refs)
    return Role(role) if role and not any(d.part == "player" and d.noun not in ANYBODY for d in others) else None


def _has_retired(person: Person, reading: Reading) -> bool:
    """Whether it is said what ``person`` once was: "former Lyon winger Smith is in charge", "ex-striker Smith"."""
    units = (u for n in reading.clause.nodes if n.unit for u in n.unit.members or (n.unit,))
    return any(u.dressing.former and u.dressing.group and person.name in u.refs for u in units)


def deal_of(reading: Reading, move: Move) -> Deal | None:
    """The kind of deal that the words say, where it suits ``move``."""
    own = reading.main.rule.value("deal")
    mutual = any(h.rule.kind == "feature" and h.rule.value("deal") == Deal.RELEASED for h in reading.hits)
    value = Deal.RELEASED if mutual and own else own or reading.values.get("deal")  # "mutually agreed to part"
    if value is None:
        return None
    deal = Deal(value)
    if deal is Deal.PERMANENT and reading.values.get("role"):
        return None  # "does not want the post permanently"
    if deal in _DEPARTURES:
        return deal if move is Move.EXIT else None
    return deal if move is not Move.STAY else None


def deal_behind(reading: Reading, sentence: AnalysedSentence, rules: RuleSet) -> Deal | None:
    """What the rest of its sentence says of a loan's end: "…, who must buy him for £20m if they stay up"."""
    for clause in (c for c in sentence.clauses if c.start > reading.clause.start):
        values = (h.rule.value("deal") for h in find_hits(clause.nodes, rules) if h.rule.kind == "feature")
        if ends := next((value for value in values if value in LOAN_ENDS), None):
            return Deal(ends)
    return None


def is_free_agent(name: str, reading: Reading, sentence: AnalysedSentence) -> bool:
    """Whether the words that dress his name say so, or what he comes as: "free agent John Smith", "as a free agent"."""
    listed = (u for n in reading.clause.nodes if n.unit for u in n.unit.members or (n.unit,))
    named = (unit for unit in listed if name in unit.refs)
    units = (*named, *reading.positions.get("as", ()))
    words = [t.norm for unit in units for t in sentence.sentence.tokens[unit.start : unit.end]]
    bare = " as free agent" in " ".join(n.norm for n in reading.clause.nodes)
    return bare or any(pair == ("free", "agent") for pair in pairwise(words))


def fee_of(reading: Reading, name: str) -> Fee | None:
    """The sum of the clause that stands nearest to the event, or that which dresses the person called ``name``."""
    nodes = reading.clause.nodes
    here = reading.main.start
    sums = [
        (not (at > here and _is_paid(nodes[max(0, at - 2) : at])), abs(at - here), n.unit.money)
        for at, n in enumerate(nodes) if n.unit and n.unit.money
    ]  # fmt: skip
    if sums:
        return as_fee(min(sums, key=lambda found: found[:2])[2])
    prices = (n.unit.dressing.price for n in nodes if n.unit and name in n.unit.refs)
    return next((as_fee(price) for price in prices if price), None)


def _is_paid(before: Sequence[Node]) -> bool:
    """Whether "for" stands before a sum, whatever was raised by it: "raised £60m by selling Smith **for** £35m"."""
    return any(n.unit is None and n.norm == "for" for n in before) and all(n.unit is None for n in before[-1:])


def as_fee(money: MoneyMention) -> Fee:
    """A sum as the fee of a claim."""
    return Fee(money.text, money.amount, money.currency)


def contract_end_of(reading: Reading, move: Move, stage: Stage) -> str | None:
    """Until when the contract runs that the clause tells of, as the article counts (a year or a date in ISO form)."""
    ends = (n.unit.contract.value for n in reading.clause.nodes if n.unit and n.unit.contract)
    binds = move is Move.RENEWAL or (move is Move.TRANSFER and stage not in WITHOUT_CONTRACT)
    return next(ends, None) if binds else None


def actor_of(name: str, slots: Slots, reading: Reading, judgement: Judgement, from_club: str | None) -> str | None:
    """Whose wish or act it is: another than the mover, the mover himself, or the club that turns it down."""
    if slots.actor and slots.actor != name and judgement.stage is not Stage.REJECTED:
        clubs_act = judgement.stage in SETTLED and judgement.move is not Move.STAY
        return None if clubs_act else slots.actor
    if judgement.stage is Stage.REJECTED:
        here = reading.clause.nodes[reading.main.start].start  # "efforts to sign Smith were rebuffed": not by him
        subject = next((u for u in reading.positions.get("subject", ()) if u.refs and u.start <= here), None)
        refuses = [subject, *(reading.positions.get("possessor", ()) if judgement.move is Move.RENEWAL else ())]
        if any(u and u.kind is UnitKind.PERSON and name in u.refs for u in refuses):
            return name  # "Smith has turned down", "Smith's refusal to sign"
        return from_club
    # "is a target in an effort to": whose effort stands behind the event is another's
    moods = [h.rule.value("mood") for h in reading.hits if h.start <= reading.main.start]
    wishes = any(mood in ("wish", "ready") for mood in moods) or reading.values.get("own") or _wants(reading)
    asked = reading.positions.get("from", ()) if reading.main.rule.value("own") else ()  # "had a request from Smith"
    subjects = (*reading.positions.get("subject", ()), *asked)
    his = any(name in u.refs or u.pronoun == "i" for u in subjects)
    return name if wishes and his and judgement.stage is Stage.INTEREST else None


def _wants(reading: Reading) -> bool:
    """Whether its words say of whoever is their subject that he would like a move: "is keen on a move to Lyon"."""
    wanted = (e for e in reading.events if e.rule.stage is None and e.rule.move == Move.TRANSFER)
    goal = next(wanted, None)
    rules = (e.rule for e in reading.events if e.rule.stage == Stage.INTEREST and goal and e.start < goal.start)
    return any("subject" in list((rule.frame or {}).get("to", ()))[:1] for rule in rules)
