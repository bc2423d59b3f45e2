"""Who stands around an event, and whether he can have a part in it: asked of one reading and its units."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from rumourctl.claims.model import Move, Stage
from rumourctl.extraction.reasons import Drop
from rumourctl.language.analysis import AnalysedSentence
from rumourctl.language.around import in_place_of
from rumourctl.language.cast import Cast
from rumourctl.language.clauses import ClauseKind
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import Form, Node, Unit, UnitKind
from rumourctl.language.tokens import Kind
from rumourctl.rules.engine import Reading
from rumourctl.rules.hits import Hit

_COORDINATORS = closed_class("list_links") | {","}
_JOINT = 5
"""How many words may join two clubs, ", there is none with", or part a list from "when their contracts expire"."""
_FIRST_PERSON = closed_class("first_singular")
_DRESSED_BY_CLUB = closed_class("dressed_by_club")
_ANYBODY = closed_class("anybody")
_SEVERAL = closed_class("several_clubs")
_BY_CLUBS = frozenset(("by", "from", "among", "with"))
_ENQUIRIES = closed_class("enquiries")
_QUANTIFIERS = closed_class("quantifiers")
_EQUATES = closed_class("equates")
_BE = closed_class("be")
_IF_PASSIVE = closed_class("equates_if_passive")
_JOBS = closed_class("jobs")
_TOPICS = closed_class("topic_prepositions")
_SIDES = ("subject", "object", "possessor", "to")
_PREPOSITIONS = closed_class("prepositions")
_BECOMING = closed_class("becoming") | {"became"}
_EMBODIED = frozenset(("in the shape of", "in the form of", "in the person of", "in the guise of"))


def why_nobody(blocked: bool, reading: Reading) -> Drop:
    """Why ``reading`` has no mover: he is not named (``blocked``), or there is nobody who could be."""
    if blocked:
        return Drop.UNNAMED
    units = (unit for placed in reading.positions.values() for unit in placed)
    return Drop.NO_MOVER if any(u.kind is UnitKind.PERSON and u.refs for u in units) else Drop.NO_PERSON


def owner_of(reading: Reading, event: Hit | None = None) -> Unit | None:
    """The club right before the noun that says the move, or before that of another ``event``: "Newcastle's interest in
    Smith", "an Everton exit"."""
    said = event or reading.main
    nodes, at = reading.clause.nodes, said.start - 1
    beside = at
    while at >= 0 and nodes[at].unit is None and nodes[at].kind is Kind.WORD and said.start - at <= 2:
        at -= 1
    unit = nodes[at].unit if at >= 0 and not said.found.verb_form else None
    owns = unit is not None and unit.kind is UnitKind.CLUB and bool(unit.refs)
    return unit if owns and unit and (unit.possessive or at == beside) else None


def asker(reading: Reading) -> Unit | None:
    """The club that an event's own words have for the one that asks: "an approach **from Everton** fizzled out", or
    that owns what is turned down: "rejected **Everton's** proposal of a loan"."""
    nodes = reading.clause.nodes
    refuses = reading.main.rule.stage == Stage.REJECTED and bool(reading.main.found.verb_form)
    refused = next((e for e in reading.events if e.start > reading.main.start), None) if refuses else None
    if refused and refused.rule.stage == Stage.BID and (owner := owner_of(reading, refused)) and owner.possessive:
        return owner
    asked = (e for e in reading.events if next(iter((e.rule.frame or {}).get("to", ())), "") == "from")
    inside = (
        (before, node.unit)
        for e in asked
        for before, node in pairwise(nodes[e.start : e.end])
        if node.unit and node.unit.kind is UnitKind.CLUB and node.unit.refs
    )
    return next((unit for before, unit in inside if before.norm == "from"), None)


def is_clubs_act(reading: Reading) -> bool:
    """Whether a club stands where the mover should: "Everton return to London", "sold Everton to a fund", "since their
    return to the top flight"."""
    frame = (reading.main.rule.frame or {}).get("person", ())
    if (owner := owner_of(reading)) and owner.possessive and not reading.positions.get("for"):
        return any(u.kind is UnitKind.COMPETITION for u in reading.positions.get("to", ()))
    if not reading.main.found.verb_form or not frame:
        return False
    alone = list(frame) == ["subject"]
    if not (alone or (frame[0] == "object" and reading.values.get("act"))):
        return False
    nodes, end = reading.clause.nodes, reading.main.end
    if nodes[reading.main.start - 1].norm in _TOPICS and len(reading.events) > 1:
        return False  # "has talked to Smith about replacing Brown"
    inside = [n.unit for n in nodes[reading.main.start : end] if n.unit]
    if any(u.kind is UnitKind.PERSON for u in inside):
        return False  # "let Smith join"
    behind = [n.unit for n in nodes[end : end + 2]]
    beside = nodes[end - 1].unit is None and nodes[end - 1].norm not in _PREPOSITIONS
    if not alone and beside and behind and behind[0] and behind[0].kind is UnitKind.CLUB and not behind[0].possessive:
        return not (behind[1:] and behind[1] and behind[1].kind is UnitKind.PERSON)  # but "sold Everton Smith"
    units = [u for u in reading.positions.get(frame[0], ()) if not any(u is known for known in inside)]
    verb = reading.clause.nodes[reading.main.start].start
    named = any(u.kind is UnitKind.CLUB and u.refs and (u.start < verb) is alone for u in units)
    return named and not any(u.kind is UnitKind.PERSON for u in units)


def is_own_pact(reading: Reading, name: str, club: str | None) -> bool:
    """Whether his own ``club`` agrees with the one called ``name``: "we will find an agreement with Smith"."""
    partners = (r for u in reading.positions.get("with", ()) for r in u.refs)
    return bool(reading.main.rule.value("pact")) and name in partners and reading.places(club, "subject")


def is_national(unit: Unit) -> bool:
    """Whether the unit is a team described by its nation: "the Nigeria squad"."""
    nations = {entry.name for mention in unit.dressing.nations for entry in mention.entries}
    return unit.form is Form.DESCRIPTION and bool(unit.refs) and nations.issuperset(unit.refs)


def becomes_something(reading: Reading) -> bool:
    """Whether it is said what somebody becomes, and that is no post: "has become the heartbeat of Smith's team"."""
    main = reading.main
    if reading.clause.nodes[main.start].norm not in _BECOMING or main.end > main.start + 1:
        return False
    units = [u for place in ("post", "object", "as") for u in reading.positions.get(place, ())]
    return not any(u.dressing.part in ("manager", "staff") for u in units)


def is_mere_squad(unit: Unit) -> bool:
    """Whether the unit is the players at hand, without whose they are: "has joined the squad"."""
    return unit.form is Form.DESCRIPTION and unit.dressing.noun == "squad" and not unit.dressing.clubs


def is_about_another(reading: Reading) -> bool:
    """Whether no person stands behind it where only the mover can, or one of no name: "the return of English clubs", "a
    bid for Derby", "have to sell **somebody**"."""
    frame, nodes, main = reading.main.rule.frame or {}, reading.clause.nodes, reading.main
    verb = main.found.verb_form and main.end == main.start + 1 and list(frame.get("person", ()))[:1] == ["object"]
    if verb and any(n.unit is None and n.norm in _ANYBODY for n in nodes[main.end : main.end + 1]):
        return True
    movers = set(frame.get("person", ())) - {*frame.get("to", ()), *frame.get("from", ()), *_SIDES}
    here = reading.clause.nodes[reading.main.start].start
    behind = [u for position in movers for u in reading.positions.get(position, ()) if u.start > here]
    return any(u.kind in (UnitKind.CLUB, UnitKind.NATION, UnitKind.COMPETITION) for u in behind)


def is_anothers(unit: Unit, reading: Reading, movers: Sequence[str]) -> bool:
    """Whether the club behind "from" is said of somebody else: "want Smith as well as Brown from Lyon"."""
    nodes = reading.clause.nodes
    at = next((i for i, n in enumerate(nodes) if n.unit is unit), 0)
    beside = nodes[at - 2].unit if at > 1 else None
    if beside is None or beside.kind is not UnitKind.PERSON or beside.possessive or not beside.refs:
        return False
    return beside.form is not Form.PRONOUN and not set(beside.refs) & set(movers)  # "brought him with her from Lyon"


def dresses_noun(unit: Unit, reading: Reading) -> bool:
    """Whether the word "club" only dresses what is added behind a verb: "joined from Lyon, **a club record**"."""
    behind = next((m for n, m in pairwise(reading.clause.nodes) if n.unit is unit), None)
    added = unit.kind is UnitKind.OTHER and unit in reading.positions.get("object", ())
    return added and behind is not None and behind.norm in _DRESSED_BY_CLUB


def lends(unit: Unit, reading: Reading) -> bool:
    """Whether the club only says from where somebody is on loan: "Smith, on loan from Lyon, is a target for Ajax"."""
    nodes = reading.clause.nodes
    at = next((i for i, n in enumerate(nodes) if n.unit is unit), 0)
    return [n.norm for n in nodes[max(0, at - 3) : at]] == ["on", "loan", "from"]


def says_where(unit: Unit, reading: Reading, movers: Sequence[str]) -> bool:
    """Whether the club behind "of" says where a mover named before it is: "an option is Smith of Lyon"."""
    nodes = reading.clause.nodes
    at = next((i for i, n in enumerate(nodes) if n.unit is unit), 0)
    beside = nodes[at - 2].unit if at > 1 else None
    return beside is not None and beside.kind is UnitKind.PERSON and bool(set(beside.refs) & set(movers))


def behind_its_verb(unit: Unit, reading: Reading) -> bool:
    """Whether ``unit`` owns what stands behind a verb of which somebody else is the subject: "leaves Smith's agent"."""
    main = reading.main
    first = next(iter((main.rule.frame or {}).get("person", ())), "")
    return bool(main.found.verb_form) and first == "subject" and unit.start > reading.clause.nodes[main.start].start


def owned_by(unit: Unit, reading: Reading) -> Unit | None:
    """The person whom ``unit`` owns, and not the act: "Brown's captain, Smith"."""
    behind = next((m.unit for n, m in pairwise(reading.clause.nodes) if n.unit is unit), None)
    return behind if behind is not None and behind.kind is UnitKind.PERSON else None


def some_of_them(reading: Reading) -> bool:
    """Whether it is said of players whom nobody names: "several of their stars may be off"."""
    before = reading.clause.nodes[: reading.main.start]
    counted = any(n.unit is None and n.norm in _QUANTIFIERS for n in before[:3])
    return counted and any(n.unit and n.unit.dressing.plural and not n.unit.refs and _is_somebody(n) for n in before)


def names_job(unit: Unit, reading: Reading) -> bool:
    """Whether ``unit`` only says which job it is: "talks over the **head coach** role"."""
    behind = next((m for n, m in pairwise(reading.clause.nodes) if n.unit is unit), None)
    return unit.form is Form.DESCRIPTION and behind is not None and behind.unit is None and behind.norm in _JOBS


def owns_side(unit: Unit, reading: Reading) -> bool:
    """Whether ``unit`` leads the side that is told of: "Smith's side had a bid turned away"."""
    behind = next((m.unit for n, m in pairwise(reading.clause.nodes) if n.unit is unit), None)
    side = behind is not None and behind.kind is UnitKind.CLUB and behind.form is Form.DESCRIPTION
    return side and behind is not None and behind.dressing.noun is None


def is_joined(unit: Unit, to: Unit, reading: Reading) -> bool:
    """Whether ``unit`` is a club joined with its own preposition to another: "by Lyon and by Everton"."""
    if unit.kind is not UnitKind.CLUB or not 0 < unit.start - to.end <= _JOINT:
        return False
    between = [n for n in reading.clause.nodes if to.end <= n.start < unit.start]
    return all(n.unit is None for n in between) and any(n.norm in _COORDINATORS for n in between[:2])


def of_several(reading: Reading) -> bool:
    """Whether clubs that are not named do it: "a host of clubs are keen", "has been watched by clubs in Germany"."""
    before = reading.clause.nodes[: reading.main.start]
    units = (n.unit for n in before if n.unit and not n.unit.refs)
    several = any(u.kind is UnitKind.OTHER and u.dressing.part == "club" and u.dressing.plural for u in units)
    words = [n.norm if n.unit is None else "" for n in reading.clause.nodes[max(0, reading.main.end - 1) :]]
    by_them = any(w in _SEVERAL and _BY_CLUBS & set(words[max(0, at - _JOINT) : at]) for at, w in enumerate(words))
    return several or by_them or any(n.unit is None and n.norm in _SEVERAL | _ANYBODY for n in before)


def equates(reading: Reading) -> bool:
    """Whether the clause says what somebody is, becomes or is held to be: "Smith is a target"; not "needs options"."""
    before = reading.clause.nodes[: reading.main.start]
    beside = reading.clause.intro == "with"  # "with Smith a target for Lyon"
    words = [n.norm if n.unit is None else "" for n in before]
    held = [w for w in words if w in _EQUATES]
    passive = any(w in _BE for w in words) or "as" in words
    said = any(w not in _IF_PASSIVE or passive for w in held)
    doing = [ahead for w, ahead in pairwise(words) if w in _BE and ahead.endswith("ing")]
    acts = any(verb not in _EQUATES for verb in doing)  # "is searching for a successor"; not "is emerging as"
    return beside or (said and not acts)


def bars_subject(reading: Reading) -> bool:
    """Whether the subject is not who moves: words that name him are said of him in another way ("Smith needs options"),
    or somebody tells whom he lets go himself: "I will sell one of them"."""
    speaks = any(u.pronoun in _FIRST_PERSON for u in reading.positions.get("subject", ()))
    main, frame = reading.main, (reading.main.rule.frame or {}).get("person", ())
    acts = bool(main.found.verb_form) and not reading.clause.passive_at(main.start)
    parts = reading.main.rule.move == Move.EXIT and "object" in list(frame)[:1] and acts
    return (bool(reading.values.get("named")) and not equates(reading)) or (speaks and parts)


def is_one_of(unit: Unit, reading: Reading) -> bool:
    """Whether ``unit`` are those of whom somebody is one: "is one of several players", or who he is: "a new midfielder
    in the shape of Smith"."""
    nodes = reading.clause.nodes
    at = next((i for i, node in enumerate(nodes) if node.unit is unit), 0)
    before = {n.norm for n in nodes[max(0, at - 3) : at] if n.unit is None}
    if " ".join(n.norm for n in nodes[at + 1 : at + 5] if n.unit is None) in _EMBODIED:
        return True
    if at < 2 and any(n.norm in _BE and m.unit and _is_named(m.unit) for n, m in pairwise(nodes[reading.main.end :])):
        return True  # "another player close to a move is Smith"
    return unit.dressing.plural and bool(before & {"one", "among"})


def left_behind(reading: Reading) -> list[Unit]:
    """The clubs inside the words of a departure beside the main event: "ended his **Lyon** spell to join Chelsea"."""
    ways = (e for e in reading.events if e is not reading.main and e.rule.move == Move.EXIT and e.found.verb_form)
    nodes = reading.clause.nodes
    return [n.unit for e in ways for n in nodes[e.start : e.end] if n.unit and n.unit.kind is UnitKind.CLUB]


def is_followed(unit: Unit, reading: Reading) -> bool:
    """Whether another follows the person, as the reading's clause says itself: "a replacement for Smith"."""
    nodes = reading.clause.nodes
    at = next((i for i, n in enumerate(nodes) if n.unit is unit), 0)
    return in_place_of(nodes[max(0, at - 3) : at])


def are_courted_for(names: Sequence[str], reading: Reading, part: Callable[[str], str | None]) -> bool:
    """Whether ``names`` lead a team for which a player is wanted: "Smith is a target for Everton boss Brown"."""
    subjects = (r for u in reading.positions.get("subject", ()) if u.kind is UnitKind.PERSON for r in u.refs)
    plays = any(name not in names and part(name) in (None, "player") for name in subjects)
    return plays and all(part(name) == "manager" for name in names)


def take_part(names: Sequence[str], reading: Reading, part: Callable[[str], str | None]) -> bool:
    """Whether ``names`` deal for a club: "the talks involve sporting director Smith", "he has met Smith"."""
    dealt, noun = bool(reading.main.rule.value("generic")), reading.main.found.verb_form is None
    met = any(
        part(r) not in ("staff", "official", "other") for u in reading.positions.get("subject", ()) for r in u.refs
    )
    met = met and any(u.kind is UnitKind.PERSON and u.refs for u in reading.positions.get("subject", ()))
    staff = all(part(name) == "staff" for name in names)
    return dealt and (noun or met) and staff and not reading.values.get("role")


def tells(unit: Unit, reading: Reading, sentence: AnalysedSentence) -> bool:
    """Whether the person, who is the sentence's source, only says what others do: "Smith says some stars may go"."""
    nodes, said = reading.clause.nodes, sentence.attribution
    at = next((i for i, n in enumerate(nodes) if n.unit is unit), len(nodes))
    speaks = unit.refs[:1] == (said.source.name,)
    speaks = speaks and any(n.start == unit.start for n in sentence.nodes[said.start : said.end])
    between = nodes[at + 1 : reading.main.start]
    named = any(n.unit and _is_named(n.unit) and n.unit.refs[:1] != unit.refs[:1] for n in between)
    return speaks and (named or (reading.main.found.verb_form is not None and any(map(_is_somebody, between))))


def _is_named(unit: Unit) -> bool:
    return unit.kind is UnitKind.PERSON and unit.form is Form.NAME and bool(unit.refs) and not unit.possessive


def _is_somebody(node: Node) -> bool:
    """Whether players stand there who are not named: "some players", "stars"."""
    unit = node.unit
    unnamed = unit is not None and unit.kind is UnitKind.OTHER and unit.dressing.part == "player"
    return unnamed or node.norm in ("players", "stars", "youngsters")


def introduces(unit: Unit, reading: Reading, sentence: AnalysedSentence) -> bool:
    """Whether the person is said to speak what is quoted behind: "Smith said of the appointment: …", and not beside it
    what becomes of him: "Smith, who is wanted by Lyon, said: …"."""
    said = sentence.attribution
    words = sentence.nodes[said.start : said.end]
    quotes = reading.clause.kind is not ClauseKind.RELATIVE and any(n.quoted for n in sentence.nodes)
    acts = words and words[-1].start >= reading.clause.end  # "Smith has pulled out, telling the Times: …"
    if not quotes or acts or said.source.name not in unit.refs:
        return False
    return any(n.unit is not None and n.unit.start == unit.start for n in sentence.nodes[said.start : said.end])


def is_way_out(event: Hit) -> bool:
    """Whether a noun says that somebody goes: "an exit", "the sale"."""
    return event.rule.move == Move.EXIT and event.found.verb_form is None and not event.rule.stage


def is_clubs_business(reading: Reading, part_of: Callable[[str], str | None]) -> bool:
    """Whether no club is named with which a director might deal for himself: "the director is leading the talks", "flew
    out to talk to the striker's agent"."""
    around = [u for place, units in reading.positions.items() if place not in ("subject", "outer") for u in units]
    persons = (name for u in around if u.kind is UnitKind.PERSON for name in u.refs)
    plays = any(part_of(name) in (None, "player") for name in persons)
    return plays or not any(u.kind is UnitKind.CLUB and u.refs for u in around)


def deals_with_their_club(reading: Reading, cast: Cast) -> bool:
    """Whether a player of the article is at the club that is dealt with: "Brown has met Lyon", over Smith of Lyon."""
    partners = {c for u in reading.positions.get("with", ()) if u.kind is UnitKind.CLUB for c in u.refs}
    return any(p.part in (None, "player") and partners.intersection(p.clubs) for p in cast.persons.values())


def is_between_clubs(reading: Reading) -> bool:
    """Whether two clubs deal with each other, and do not each ask for somebody: "have both made enquiries", "have held
    talks with his agent"."""
    if any(u.kind is UnitKind.PERSON for u in reading.positions.get("with", ())):
        return False
    dealt = "between" in reading.positions or "with" in reading.positions or bool(reading.values.get("mutual"))
    return dealt and reading.clause.nodes[reading.main.end - 1].norm not in _ENQUIRIES


def refuses_for_club(unit: Unit, reading: Reading, part_of: Callable[[str], str | None]) -> bool:
    """Whether who works for a club turns down a sum: "the sporting director has rejected €8m from Lyon"."""
    works = bool(unit.refs) and all(part_of(name) in ("staff", "official") for name in unit.refs)
    sums = any(n.unit and n.unit.kind is UnitKind.MONEY for n in reading.clause.nodes)
    return works and sums and reading.main.rule.stage == Stage.REJECTED


def is_party(name: str, reading: Reading, to_club: str | None) -> bool:
    """Whether the person himself is one of those who agree: "agreed with Smith", "Smith has agreed a deal with Lyon",
    "Smith has accepted Lyon's proposal"."""
    goal = reading.places(to_club, "with") or reading.places(to_club, "possessor")
    parties = [u for p in ("with", "between", *(["subject"] if goal else [])) for u in reading.positions.get(p, ())]
    return any(name in u.refs or (u.whose == name and u.dressing.part == "other") for u in parties)


def agrees_with(club: str, name: str, reading: Reading) -> bool:
    """Whether terms are agreed with ``club``, which sells: "Chelsea have agreed terms with Lyon for Smith"."""
    personal = any(n.unit is None and n.norm == "personal" for n in reading.clause.nodes)
    his = reading.places(name, "subject")
    return not (personal or his) and reading.places(club, "with")


def governs_others(reading: Reading, preposition: str) -> bool:
    """Whether the event's own preposition governs somebody else, whom nobody names: "missed out on several targets"."""
    ahead = reading.clause.nodes[reading.main.end - 1 : reading.main.end + 1]
    return len(ahead) == 2 and ahead[0].norm == preposition and ahead[1].unit is None


def is_bare(reading: Reading) -> bool:
    """Whether a verb's object is left to what went before, in what is not yet done: "would rather sell"."""
    main, inside = reading.main, reading.clause.nodes[reading.main.start : reading.main.end]
    alone = all(n.unit is None for n in inside) and len(reading.events) == 1 and not reading.positions.get("object")
    return bool(main.rule.value("bare")) and alone and not reading.realised


def whose_wish(reading: Reading) -> Unit | None:
    """Whose noun of a wish governs the event: "**Smith's** priority is to join", "**his** dream is to stay"."""
    nodes = reading.clause.nodes
    wishes = [h.start for h in reading.hits if h.rule.value("mood") == "wish" and 0 < h.start < reading.main.start]
    owners = (nodes[at - 1].unit for at in wishes)
    return next((u for u in owners if u and u.kind is UnitKind.PERSON and u.possessive and u.refs), None)
