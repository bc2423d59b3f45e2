"""Where persons play or work, told by the way: "has scored twelve goals for Lyon this season", "now at Lyon"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise, takewhile

from rumourctl.language.cast import listed_names
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Thing
from rumourctl.language.marks import was_last_at
from rumourctl.language.nodes import Form, Node, Unit, UnitKind

_SUCCEEDS = closed_class("succeeds")
_PLAYS = closed_class("plays")
_SEASONS = closed_class("this_season")
_TALLIES = closed_class("tallies")
_BYGONES = closed_class("bygones")
_REACH = 9
_OWNED = 6
"""Nodes between a club and its player, at most, of whom it has something: "Lyon's £35m valuation of their captain"."""
_WHEREABOUTS = closed_class("whereabouts")
_NOT_NOW = _BYGONES | closed_class("earlier_on") | closed_class("modals") - {"to"}
_MARKS = (",", "-", "–", "—", ":", "(")
_INSIDE = ("at", "for", "of")
_DEALINGS = closed_class("business") | closed_class("deals") | closed_class("leaves") | {"ahead", "instead", "front"}
"""Behind these a preposition says to whom somebody goes, or who wants him."""
_BOUND = closed_class("bound_at")
_LINKS = closed_class("present_links")
_CONTRACTS = closed_class("contracts")
_RUNS = closed_class("runs_out")
_OWN = 4
"""Nodes within which somebody's contract stands behind him, and what is said of it behind that."""
_RENEWED = closed_class("renewed")
_MATCHES = closed_class("matches")
_AT_MATCH = ("in", "during", "of", "for", "after", "before", "from")
_SERVES = closed_class("serves")
_STINTS = closed_class("stints")
_STINT = 5
"""Nodes within which a season stands before the club with which it was spent."""
_INFORMED = closed_class("informed")
_MAY_GO = closed_class("may_go")
_PLACING = max(len(words.split()) for words in _WHEREABOUTS)


def playing_for(nodes: Sequence[Node], norms: Set[str]) -> Iterator[tuple[str, str]]:
    """Persons and the clubs for which ``nodes``, one sentence with its references filled, has them play this season, or
    have so many goals and games. ``norms`` are those of all."""
    if "for" not in norms or (_TALLIES.isdisjoint(norms) and _PLAYS.isdisjoint(norms)):
        return
    current = any(n.norm in ("this", "so") and m.norm in _SEASONS for n, m in pairwise(nodes)) or _of_a_match(nodes)
    for at, node in enumerate(nodes):
        if not (_names(node.unit, UnitKind.PERSON) and node.unit and not node.unit.possessive):
            continue
        ahead = nodes[at + 1 : at + 1 + _REACH]
        words = [n.norm for n in ahead if n.unit is None]
        tallied = words[:1] == ["has"] and bool(_TALLIES & set(words)) and not _BYGONES & set(words)
        if not tallied and not (current and _PLAYS & set(words)):
            continue
        for before, goal in pairwise(ahead):
            if before.norm == "for" and goal.unit and _names(goal.unit, UnitKind.CLUB) and not goal.unit.possessive:
                yield node.unit.refs[0], goal.unit.refs[0]
                break


def _of_a_match(nodes: Sequence[Node]) -> bool:
    """Whether ``nodes`` tell of a match of these days: "scored for Lyon against Lens on Saturday"."""
    units = [n.unit for n in nodes if n.unit]
    return any(u.opponent for u in units) and not any(u.date and u.date.explicit for u in units)


def placed_at(nodes: Sequence[Node]) -> Iterator[tuple[str, str, bool]]:
    """Persons and the clubs where ``nodes`` has them, if in charge: "Smith, now at Lyon", "is under contract at Lyon",
    "has a year left at Lyon", "whose contract at Lyon expires"."""
    for at in range(1, len(nodes)):
        goal = nodes[at].unit
        if not (goal and (_names(goal, UnitKind.CLUB) or _in_town(nodes, at))) or goal.possessive:
            continue
        if _is_first_of_several(nodes, at) or _is_guessed(goal):
            continue
        if bound := _bound_to(nodes, at):
            yield bound, goal.refs[0], False
            continue
        if follows := _followed_at(nodes, at):
            yield follows, goal.refs[0], False
            continue
        first, words = _phrase_before(nodes, at)
        if words.split(" ")[0] in _BOUND:
            person = _nearest(nodes[max(0, first - _REACH) : first])
        elif words:
            person = _subject_beside(nodes, first)
        else:
            person = _contracted(nodes, at)
        if person:
            yield person.refs[0], goal.refs[0], "charge" in words


def traces(nodes: Sequence[Node]) -> Iterator[tuple[str, str]]:
    """Persons with the clubs that ``nodes`` tells of behind them, in whatever words: "has shone for Lyon", "the best
    player at Lyon". Such a club may well be his own, where nothing says so and it is none that wants him; what is told
    of his past says nothing."""
    if any(n.unit is None and n.norm in _NOT_NOW for n in nodes) or _tells_when(nodes):
        return
    person: Unit | None = None
    for at, node in enumerate(nodes):
        unit = node.unit
        if _names(unit, UnitKind.PERSON) and unit:
            person = None if len(unit.refs) > 1 else unit
        named = person is not None and unit is not None and _names(unit, UnitKind.CLUB) and len(unit.refs) == 1
        if not named or unit is None or unit.opponent or person is None or _is_first_of_several(nodes, at):
            continue
        if was_last_at(nodes, at):
            continue
        owned = unit.whose == person.refs[0] and unit.form is Form.NAME  # "his Lyon deal"
        inside = not unit.possessive and nodes[at - 1].norm in _INSIDE and nodes[at - 2].norm not in _DEALINGS
        if owned or inside or (not person.possessive and (_serves(nodes, at) or _plays_match(nodes, at))):
            yield person.refs[0], unit.refs[0]
            if nodes[at - 1].norm == "for":
                person = None  # "was on the bench for Lyon at Lens"


def told_his_future(nodes: Sequence[Node]) -> Iterator[tuple[Unit, str]]:
    """Who tells whom whether he may go, as only his own club can: "Lyon coach Brown has told Smith he can leave"."""
    for at, (word, hearer) in enumerate(pairwise(nodes)):
        told = hearer.unit if word.unit is None and word.norm in _INFORMED else None
        teller = _nearest_of(nodes[max(0, at - 2) : at]) if told and _names(told, UnitKind.PERSON) else None
        if told is None or teller is None or told.possessive or told.form is not Form.NAME:
            continue
        ahead = [n.norm if n.unit is None else "" for n in nodes[at + 2 : at + 2 + _REACH]]
        first = next((n.unit for n in nodes[at + 2 : at + 4] if n.unit), None)
        his = first is not None and first.refs == told.refs
        if his and not _MAY_GO.isdisjoint(ahead):
            yield teller, told.refs[0]


def _nearest_of(nodes: Sequence[Node]) -> Unit | None:
    """The last unit of ``nodes``, behind which only "has" or "have" stands."""
    for node in reversed(nodes):
        if node.unit or node.norm not in ("has", "have", "had"):
            return node.unit
    return None


def _serves(nodes: Sequence[Node], at: int) -> bool:
    """Whether what stands before the club at ``at`` is a player's work there: "helping Lyon to the title", "a fine
    season with Lyon"."""
    unit, before = nodes[at].unit, [n.norm if n.unit is None else "" for n in nodes[max(0, at - _STINT) : at]]
    if unit is None or unit.possessive:
        return False
    return before[-1:] != [] and (before[-1] in _SERVES or (before[-1] == "with" and bool(_STINTS & set(before))))


def bound(nodes: Sequence[Node]) -> Iterator[tuple[str, frozenset[str]]]:
    """Persons of whose contract, old or new, ``nodes`` tell without a word on whose it is, with all clubs named there:
    "Smith's contract expires", "a new deal for Smith"."""
    words = [n.norm if n.unit is None else "" for n in nodes]
    cues = [i for i, word in enumerate(words) if word in _CONTRACTS]
    persons = [n.unit for n in nodes if n.unit and _names(n.unit, UnitKind.PERSON)]
    of_one = persons[0].refs[0] if persons and len({u.refs for u in persons}) == 1 else None
    clubs = frozenset(r for n in nodes if n.unit and n.unit.kind is UnitKind.CLUB for r in n.unit.refs)
    for cue in cues:
        owner = next((n.unit for n in reversed(nodes[max(0, cue - _OWN) : cue]) if n.unit), None)
        owns = owner is not None and owner.possessive and _names(owner, UnitKind.PERSON)
        runs = words[max(0, cue - 2) : cue] == ["out", "of"] or bool(_RUNS & set(words[cue + 1 : cue + _OWN]))
        if owner and owns and runs:
            yield owner.refs[0], clubs
        elif of_one and (runs or _RENEWED & set(words[max(0, cue - 1) : cue])):
            yield of_one, clubs


def _plays_match(nodes: Sequence[Node], at: int) -> bool:
    """Whether the club at ``at`` has the match that is told of: "limped out of Lyon's League Cup draw"."""
    unit = nodes[at].unit
    played = any(n.unit is None and n.norm in _MATCHES for n in nodes[at + 1 : at + 1 + _OWN])
    return played and unit is not None and unit.possessive and nodes[at - 1].norm in _AT_MATCH


def _tells_when(nodes: Sequence[Node]) -> bool:
    """Whether ``nodes`` tell of a time long past, and not since when something is so."""
    dates = ((n.unit.date, before) for before, n in pairwise(nodes) if n.unit and n.unit.date)
    return any(d and d.explicit and not d.future and before.norm != "since" for d, before in dates)


def theirs(nodes: Sequence[Node]) -> Iterator[tuple[str, str]]:
    """Persons and the clubs that own what is said of them, and them: "will not meet Lyon's valuation of their captain
    Smith"."""
    for at, unit in ((at, n.unit) for at, n in enumerate(nodes)):
        if unit is None or not _names(unit, UnitKind.PERSON) or unit.dressing.owner not in ("their", "its"):
            continue
        owner = next((n.unit for n in reversed(nodes[max(0, at - _OWNED) : at]) if _owns_thing(n)), None)
        if owner is not None and owner.kind is UnitKind.CLUB and owner.refs and owner.possessive:
            yield unit.refs[0], owner.refs[0]


def _owns_thing(node: Node) -> bool:
    """Whether somebody stands there, and no sum."""
    return node.unit is not None and node.unit.money is None


def of_several(nodes: Sequence[Node]) -> Iterator[tuple[str, str]]:
    """Persons who are named behind a mark or "including" where it is said whose they are: "three Lyon youngsters,
    Smith, Brown and Lund, have been", "several Lyon players, including Smith"."""
    for at, unit in enumerate(n.unit for n in nodes[:-2]):
        several = unit is not None and unit.kind is UnitKind.OTHER and unit.dressing.plural and unit.dressing.clubs
        marked = nodes[at + 1].norm in _MARKS
        examples = _exemplifies(nodes, at + 1 + marked)
        if unit is None or not several or unit.dressing.former or not (marked or examples):
            continue
        behind = nodes[at + 1 + marked + examples :]
        named = takewhile(lambda n: n.norm in (",", "and") or _names(n.unit, UnitKind.PERSON), behind)
        clubs = [club for m in unit.dressing.clubs for club in listed_names(m, Thing.CLUB)[:1]]
        names = [name for n in named if n.unit for name in n.unit.refs]
        if len(names) > (not examples) and len(clubs) == 1:
            yield from ((name, clubs[0]) for name in names)


def _exemplifies(nodes: Sequence[Node], at: int) -> int:
    """How many words at ``at`` say that some of several are named behind them; 0 where none does."""
    words = [n.norm for n in nodes[at : at + 2]]
    return 2 if words == ["such", "as"] else 1 if words[:1] in (["including"], ["notably"], ["namely"]) else 0


def _is_first_of_several(nodes: Sequence[Node], at: int) -> bool:
    """Whether another club is joined to the one at ``at``: "has been at Lyon, Lens and Nice"."""
    behind = nodes[at + 2].unit if at + 2 < len(nodes) and nodes[at + 1].norm in (",", "and") else None
    return behind is not None and behind.kind is UnitKind.CLUB and not behind.possessive


def _is_guessed(unit: Unit) -> bool:
    """Whether a club is called by nothing of its own, so that it may be either of two: "was left out of the squad"."""
    return unit.form is Form.DESCRIPTION and not (unit.dressing.places or unit.dressing.nations)


def _followed_at(nodes: Sequence[Node], at: int) -> str | None:
    """Who is followed at the club at ``at``, and so is or was there: "to succeed Smith at Lyon"."""
    if at < 3 or nodes[at - 1].norm not in ("at", "in") or nodes[at - 3].unit is not None:
        return None
    unit = nodes[at - 2].unit
    named = unit is not None and _names(unit, UnitKind.PERSON) and not unit.possessive
    return unit.refs[0] if unit and named and nodes[at - 3].norm in _SUCCEEDS else None


def _bound_to(nodes: Sequence[Node], at: int) -> str | None:
    """Whose contract the one with the club at ``at`` is: "his Lyon contract", "Smith's Lyon contract"."""
    if at + 1 >= len(nodes) or nodes[at + 1].norm != "contract":
        return None
    club, owner = nodes[at].unit, nodes[at - 1].unit
    if owner and owner.possessive and _names(owner, UnitKind.PERSON):
        return owner.refs[0]
    return club.whose if club else None


def _phrase_before(nodes: Sequence[Node], at: int) -> tuple[int, str]:
    """The longest words before ``at`` that say where somebody is, and where they begin; none where there are none."""
    for length in range(min(_PLACING, at), 1, -1):
        words = " ".join(map(_word, nodes[at - length : at]))
        if words in _WHEREABOUTS or (length == 2 and nodes[at - 2].norm in _BOUND and nodes[at - 1].norm == "at"):
            return at - length, words
    return at, ""


def _subject_beside(nodes: Sequence[Node], first: int) -> Unit | None:
    """Of whom the words from ``first`` on are said, if of today: "Smith, who is still under contract at"."""
    at = first - 1
    while at >= 0 and (nodes[at].norm in _LINKS or _word(nodes[at]) == "who"):
        at -= 1
    unit = nodes[at].unit if at >= 0 else None
    return unit if unit and _names(unit, UnitKind.PERSON) and not unit.possessive else None


def _nearest(nodes: Sequence[Node]) -> Unit | None:
    return next((n.unit for n in reversed(nodes) if n.unit and _names(n.unit, UnitKind.PERSON)), None)


def _in_town(nodes: Sequence[Node], at: int) -> bool:
    """Whether the place at ``at`` stands for the club of a contract: "a year left on his contract in Munich"."""
    bound = at > 2 and nodes[at - 1].norm == "in" and nodes[at - 2].norm in _CONTRACTS
    return bound and _names(nodes[at].unit, UnitKind.PLACE)


def _contracted(nodes: Sequence[Node], at: int) -> Unit | None:
    """Whose contract with the club at ``at`` is said to run: "his current deal with Lyon expires", "has a contract with
    Lyon until 2027"."""
    named = at > 2 and nodes[at - 1].norm in ("at", "with", "in") and nodes[at - 2].norm in _CONTRACTS
    behind = nodes[at + 1] if at + 1 < len(nodes) else None
    runs = behind is not None and (behind.norm in _RUNS or (behind.unit is not None and behind.unit.contract))
    if not (named and (runs or _in_town(nodes, at))):
        return None
    if at > 4 and (nodes[at - 4].norm, nodes[at - 3].norm) == ("has", "a"):
        return _subject_beside(nodes, at - 4)
    owners = range(at - 3, max(-1, at - 6), -1)
    owner = next((i for i in owners if nodes[i].unit or nodes[i].norm == "whose"), None)
    if owner is None:
        return None
    if nodes[owner].unit is None:
        return _subject_beside(nodes, owner)
    unit = nodes[owner].unit
    return unit if unit and unit.possessive and _names(unit, UnitKind.PERSON) else None


def _word(node: Node) -> str:
    """What stands there as a word: a pronoun's own, too."""
    return node.norm if node.unit is None else node.unit.pronoun or ""


def _names(unit: Unit | None, kind: UnitKind) -> bool:
    return unit is not None and unit.kind is kind and bool(unit.refs)
