"""What stands around a unit of a sentence: the words beside it, and who is named in its clause."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise, takewhile

from rumourctl.language.antecedents import antecedent
from rumourctl.language.cast import Cast
from rumourctl.language.governing import asks_another, joins_another_act
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Lexicon
from rumourctl.language.nodes import Dressing, Form, Node, Unit, UnitKind
from rumourctl.language.saying import has_said
from rumourctl.language.tokens import Kind

_ACTING = closed_class("auxiliaries") | closed_class("modals") | {"wants", "hopes", "expects", "knows", "wanted"}
_BE = closed_class("be")
_TELLING = closed_class("telling")
_ASKS_OTHERS = closed_class("asks_others")
_BESIDE_ANOTHER = closed_class("beside_another")
_TYING = closed_class("tying")
_ARTICLES = closed_class("articles")
_IN_PLACE_OF = closed_class("in_place_of")
_WHEN = closed_class("tells_when") | {"because", "once"}
_PHRASE = 3
"""Words of such a phrase, at most."""
_BEFORE_SAYING = closed_class("before_saying")
_ASIDE = 20
"""Nodes back, at most, to who said something between commas."""
_ADVERBS_AT_MOST = 4
_TELLER = 12
"""How many words back, at most, he stands who tells it: "Smith, a target for Lyon, has told"."""
_BORNE_ON = closed_class("borne_on")
_BOUNDARIES = closed_class("boundaries")
_SEVERAL = closed_class("several_clubs")
_STATIONED = closed_class("stationed")
_SOUGHT_AS = closed_class("also_events") | {"links"}
_PARTS_WITH = closed_class("parts_with")
_LAID_UP = ("nursing", "injured", "sidelined", "suspended", "out", "ruled", "unavailable", "recovering", "struggling")
_LETS = ("let", "lets", "letting")
_INFORMS = closed_class("informs")
_WISHES = closed_class("wishes_to")
_LIST_LINKS = closed_class("list_links")
_CONTRASTS = closed_class("contrasts")
_OF_US = ("we", "they", "i", "you")
_CONCEDES = ("although", "though", "while", "whereas", ";")


def ahead_of(nodes: Sequence[Node], position: int) -> Sequence[Node]:
    """The two nodes behind the unit at ``position``, past where he is: "Smith, of Lyon, has"."""
    at = position + 1
    placed = [n.norm for n in nodes[at : at + 2]] == [",", "of"]
    closed = placed and at + 3 < len(nodes) and nodes[at + 3].norm == ","
    return nodes[at + 4 : at + 6] if closed else nodes[at : at + 2]


def after(nodes: Sequence[Node], position: int) -> str:
    """The word behind the unit at ``position``; none: an empty one."""
    return nodes[position + 1].norm if position + 1 < len(nodes) else ""


def beside_another(nodes: Sequence[Node]) -> bool:
    """Whether the name behind ``nodes`` is that of somebody whom another is measured by: "to replace Smith"."""
    return _ends_with(nodes, _IN_PLACE_OF | _BESIDE_ANOTHER)


def in_circumstance(nodes: Sequence[Node], ahead: str) -> bool:
    """Whether a name behind ``nodes``, with ``ahead`` behind it, is by the way: "with Smith hurt", "when Smith was"."""
    if ahead in ("sale", "money", "windfall", "cash"):
        return True  # "the cash from the Smith sale"
    before = nodes[-1].norm if nodes else ""
    if before == "when" and ahead == "was":  # "Smith was their first choice when Brown was appointed"
        return any(n.unit and n.unit.kind is UnitKind.PERSON and n.unit.refs for n in nodes[:-1])
    return before == "plus" or (before == "with" and (ahead in _LAID_UP or ahead == "still"))


def in_place_of(nodes: Sequence[Node]) -> bool:
    """Whether the name behind ``nodes`` is that of somebody whom another follows: "a replacement for Smith"."""
    return _ends_with(nodes, _IN_PLACE_OF)


def _ends_with(nodes: Sequence[Node], phrases: frozenset[str]) -> bool:
    words = [n.norm if n.unit is None else "" for n in nodes[-_PHRASE:]]
    return any(" ".join(words[at:]) in phrases for at in range(len(words)))


def labels(nodes: Sequence[Node], position: int) -> bool:
    """Whether the description at ``position`` brings in the speaker of a quotation: "Lyon coach: …"."""
    unit, colon = nodes[position].unit, position + 1 < len(nodes) and nodes[position + 1].norm == ":"
    return colon and unit is not None and not unit.dressing.definite and bool(unit.dressing.clubs)


def agents_of(nodes: Sequence[Node], position: int, cast: Cast) -> tuple[str, ...] | None:
    """Who is meant by "the agent of Smith" at ``position``, if anybody is known to be; None where it says no "of"."""
    unit = nodes[position].unit
    owner = nodes[position + 2].unit if after(nodes, position) == "of" and position + 2 < len(nodes) else None
    if unit is None or unit.dressing.part != "other" or owner is None or owner.kind is not UnitKind.PERSON:
        return None
    clients = cast.names_for(owner.mention) if owner.mention and owner.form is Form.NAME else []
    return tuple(p.name for p in cast.persons.values() if p.client in clients)[:1] if clients else None


def is_speaker(nodes: Sequence[Node], position: int, lexicon: Lexicon) -> bool:
    """Whether the unit at ``position`` is the subject of a verb of saying beside it: "he said", ", said he"."""
    verb = position + 1
    while verb < min(position + _ADVERBS_AT_MOST, len(nodes)) and nodes[verb].norm in _BEFORE_SAYING:
        verb += 1
    beside = nodes[verb : verb + 1]
    be, said = nodes[position + 1 : position + 2], nodes[position + 2 : position + 3]
    if any(n.norm == "quoted" or (lexicon.says(n.norm) and has_said(nodes, position + 1, position + 2)) for n in said):
        return be[0].norm in _BE  # "he is quoted as saying", "he's claimed that"
    if position > 1 and (nodes[position - 2].norm == "," or nodes[position - 2].kind is Kind.QUOTE):
        acts = any(n.unit is None and n.norm in _ACTING for n in nodes[position + 1 : position + 2])
        beside = beside if acts else (*beside, nodes[position - 1])  # but "…, said he had"
    return any(n.unit is None and lexicon.says(n.norm) for n in beside)


def said_aside(so_far: Sequence[Node], lexicon: Lexicon) -> set[str]:
    """Who said, between commas, what the sentence tells of another: "Smith stays, Brown has said, after Lyon bid"."""
    for at in range(len(so_far) - 1, max(1, len(so_far) - _ASIDE), -1):
        unit = so_far[at].unit
        if unit is None or unit.kind is not UnitKind.PERSON or so_far[at - 1].norm != ",":
            continue
        closed = any(n.norm == "," for n in so_far[at + 2 : at + 5])
        others = any(n.unit and n.unit.kind is UnitKind.PERSON and n.unit.refs for n in so_far[: at - 1])
        if closed and others and is_speaker(so_far, at, lexicon):
            return set(unit.refs)
    return set()


def same_clause(nodes: Sequence[Node]) -> list[Node]:
    """The nodes before here back to where a clause may begin."""
    cut = next((i for i in range(len(nodes) - 1, -1, -1) if nodes[i].unit is None and nodes[i].norm in _BOUNDARIES), -1)
    return list(nodes[cut + 1 :])


def named_beside(nodes: Sequence[Node]) -> set[str]:
    """Who stands in the clause that ``nodes`` end with, other than as an owner: "Smith's agent says the striker"."""
    cut = len(nodes)
    colon = max((i + 1 for i, n in enumerate(nodes) if n.norm in (":", ";") and n.unit is None), default=0)
    while cut > colon and (nodes[cut - 1].unit or not _parts(nodes, cut - 1) or _joins_names(nodes, cut - 1)):
        cut -= 1
    named = ((at, n.unit) for at, n in enumerate(nodes) if at >= cut and n.unit and n.unit.kind is UnitKind.PERSON)
    return {name for at, u in named if not (u.possessive or _is_represented(nodes, at)) for name in u.refs}


def _is_represented(nodes: Sequence[Node], at: int) -> bool:
    """Whether an agent of his is named before him: "the agent of Smith says the striker"."""
    agent = nodes[at - 2].unit if at > 1 and nodes[at - 1].norm == "of" else None
    return agent is not None and agent.dressing.part == "other"


def _parts(nodes: Sequence[Node], at: int) -> bool:
    """Whether a clause may begin at ``at``; behind no comma "with" governs what the verb before it asks for."""
    if nodes[at].norm == "by" and at and nodes[at - 1].norm in _BORNE_ON:
        return True  # "his move is complicated by their interest in the striker"
    return nodes[at].norm in _BOUNDARIES and (nodes[at].norm != "with" or (at > 0 and nodes[at - 1].norm == ","))


def _joins_names(nodes: Sequence[Node], at: int) -> bool:
    """Whether "and" or a comma at ``at`` stands between two persons, past an article."""
    behind = nodes[at + 1 : at + 3]
    named = next((n.unit for n in behind if n.unit or n.norm != "the"), None)
    last = nodes[at - 1].unit if at else None
    return nodes[at].norm in ("and", ",") and all(u is not None and u.kind is UnitKind.PERSON for u in (last, named))


def followed(nodes: Sequence[Node]) -> str | None:
    """Who is meant by the "he" behind ``nodes`` where another has taken his place, or something was done by him: "Smith
    replaces Brown after he was sacked", "set down by Brown when he left"."""
    if len(nodes) < 3 or nodes[-1].unit is not None or nodes[-1].norm not in _WHEN:
        return None
    at = next((i for i in range(len(nodes) - 2, 0, -1) if (u := nodes[i].unit) and u.kind is UnitKind.PERSON), 0)
    unit = nodes[at].unit
    acted = at == len(nodes) - 2 and nodes[at - 1].norm == "by"
    return unit.refs[0] if at and unit and unit.refs and (acted or in_place_of(nodes[:at])) else None


def employed_elsewhere(so_far: Sequence[Node], cast: Cast) -> set[str]:
    """Who is known to be at another club than the one that sells, loses or keeps him who is described behind
    ``so_far``: "Lyon are reluctant to sell the forward"."""
    if not so_far or so_far[-1].unit is not None or so_far[-1].norm not in _PARTS_WITH:
        return set()
    acts = next((n.unit for n in reversed(so_far) if n.unit), None)
    sellers = set(acts.refs) if acts and acts.kind is UnitKind.CLUB else set()
    return {p.name for p in cast.persons.values() if sellers and p.clubs and not sellers & set(p.clubs)}


def of_some_clubs(dressing: Dressing, before: Sequence[Node]) -> bool:
    """Whether a description behind ``before`` is of clubs that are not known, or of which somebody is one: "several
    Championship clubs", "one of the clubs", "no Spanish club"."""
    if dressing.nations and any(n.norm in ("no", "any") for n in before):
        return True
    known = dressing.definite or dressing.pair or dressing.owner or dressing.clubs
    among = dressing.plural and any(n.norm in ("among", "of") for n in before)
    return among or (dressing.noun in _SEVERAL and not known)


def told_to(so_far: Sequence[Node], ahead: Sequence[Node], leading: set[str]) -> str | None:
    """Who is meant by the "he" between ``so_far`` and ``ahead`` in what one person tells another: in what he would like
    the one who tells it, else the one who is none of those ``leading``: "Smith told Brown that he could leave"."""
    nodes = so_far[:-1] if so_far and so_far[-1].norm == "that" else so_far
    if len(nodes) > 2 and nodes[-1].norm == "know" and nodes[-3].norm in _LETS:
        heard = nodes[-2].unit  # "let Smith know that he could go"
        return heard.refs[0] if heard and heard.kind is UnitKind.PERSON and heard.refs else None
    if [n.norm for n in nodes[-2:]] == ["been", "told"]:
        return _told_himself(nodes[:-3])
    if len(nodes) < 3 or nodes[-2].unit is not None or nodes[-2].norm not in _INFORMS:
        return None
    persons = (n.unit for n in reversed(nodes[-_TELLER:-2]) if n.unit and n.unit.kind is UnitKind.PERSON)
    teller = next((u for u in persons if not u.possessive), None)
    heard = nodes[-1].unit
    parties = [u.refs[0] for u in (heard, teller) if u and u.kind is UnitKind.PERSON and u.refs]
    if len(parties) != 2:
        return None
    if any(n.norm in _WISHES for n in ahead):
        return parties[1]
    players = [name for name in parties if name not in leading]
    return players[0] if len(players) == 1 else None


def _told_himself(nodes: Sequence[Node]) -> str | None:
    """Who stands at the end of ``nodes``, by name or as "who": "Smith, who", of "who has been told he may go"."""
    unit = nodes[-1].unit if nodes else None
    if unit and unit.pronoun == "who":
        return antecedent(nodes)
    return unit.refs[0] if unit and unit.kind is UnitKind.PERSON and unit.refs and not unit.possessive else None


def again(pronoun: Unit, nodes: Sequence[Node]) -> str | None:
    """Who is meant by a second "him" in a clause: the same as by the first."""
    if pronoun.possessive or pronoun.pronoun not in ("him", "her"):
        return None
    units = (n.unit for n in same_clause(nodes) if n.unit and not n.unit.possessive)
    return next((u.refs[0] for u in units if u.pronoun == pronoun.pronoun and u.refs), None)


def two_named(nodes: Sequence[Node]) -> tuple[str, ...]:
    """The two persons of whom ``nodes`` consist, as "Smith and Brown" do; none where they are something else."""
    units = [n.unit for n in (*nodes[:1], *nodes[2:]) if n.unit and n.unit.kind is UnitKind.PERSON and n.unit.refs]
    joined = len(units) == 2 and nodes[1].norm in ("and", "or")
    return tuple(name for unit in units for name in unit.refs) if joined else ()


def listed_first(nodes: Sequence[Node]) -> tuple[str, ...]:
    """The persons of a list with which ``nodes`` begin; none where they begin otherwise, or with one only."""
    listed = takewhile(lambda n: n.norm in (",", "and", "or") or _is_person(n), nodes)
    names = [name for n in listed if n.unit for name in n.unit.refs]
    return tuple(names) if len(names) > 1 else ()


def _is_person(node: Node) -> bool:
    return node.unit is not None and node.unit.kind is UnitKind.PERSON and bool(node.unit.refs)


def joined_clubs(nodes: Sequence[Node]) -> tuple[str, ...]:
    """The clubs that "they" are together, where ``nodes`` name two as one subject and no other: "Chelsea and Lyon"."""
    clubs = [(at, n.unit) for at, n in enumerate(nodes) if n.unit and n.unit.kind is UnitKind.CLUB and n.unit.refs]
    named = [(at, unit) for at, unit in clubs if not unit.pronoun]
    together = len(named) == 1 or (
        len(named) == 2 and named[1][0] == named[0][0] + 2 and nodes[named[0][0] + 1].norm == "and"
    )
    both = tuple(club for _, unit in named for club in unit.refs)
    return both if together and len(both) > 1 and not any(unit.possessive for _, unit in named) else ()


def hearing_club(nodes: Sequence[Node]) -> tuple[str, ...]:
    """The club that "them" is in what another tells it: "Lyon have told Everton that Smith will cost them £20m"."""
    for at in range(len(nodes) - 1, 1, -1):
        unit = nodes[at].unit
        if unit and unit.kind is UnitKind.CLUB and nodes[at - 1].norm in _TELLING and unit.refs:
            return unit.refs if any(n.unit and n.unit.kind is UnitKind.CLUB for n in nodes[: at - 1]) else ()
    return ()


def says_where(nodes: Sequence[Node]) -> bool:
    """Whether the club at the end of ``nodes`` only says where somebody is, or who wants him: "John Smith of Lyon", "a
    target for Lyon"."""
    before = nodes[-3].norm if len(nodes) > 2 and nodes[-3].unit is None else ""
    if (before in _SOUGHT_AS and nodes[-2].norm in ("for", "of")) or (before in _STATIONED and nodes[-2].norm == "of"):
        return True
    unit = nodes[-3].unit if len(nodes) > 2 and nodes[-2].norm in ("of", "at") else None
    return unit is not None and unit.kind is UnitKind.PERSON and unit.form is Form.NAME


def where_another_went(nodes: Sequence[Node]) -> bool:
    """Whether the club at the end of ``nodes`` is only where somebody went before: "after the departure of Smith to
    Lyon"."""
    if len(nodes) < 4 or nodes[-2].norm not in ("to", "for"):
        return False
    clause = same_clause(nodes)
    opener = nodes[-len(clause) - 1].norm if len(clause) < len(nodes) else ""
    return opener in ("after", "following", "since") or any(n.norm == "following" for n in clause)


def teller_club(nodes: Sequence[Node], says: Callable[[Node], bool]) -> tuple[str, ...]:
    """The club that "they" is, right behind its verb of saying: "Everton insist (that) they", whoever acted before."""
    at = len(nodes) - 1
    at -= at > 0 and nodes[at].norm == "that"
    if at < 1 or not says(nodes[at]):
        return ()
    at -= 1
    while at > 0 and nodes[at].unit is None and nodes[at].norm in _BEFORE_SAYING | _BE:
        at -= 1
    unit = nodes[at].unit
    return unit.refs if unit and unit.kind is UnitKind.CLUB and not (unit.possessive or unit.pronoun) else ()


def replacing(nodes: Sequence[Node]) -> set[str]:
    """Who is to come in the place of him who is meant behind ``nodes``: "Smith is favourite to replace him"."""
    if not beside_another(nodes) or nodes[-2:][0].norm != "to":
        return set()
    people = (n.unit.refs for n in reversed(nodes) if n.unit and n.unit.kind is UnitKind.PERSON)
    return set(next((refs for refs in people if refs), ()))


def named_in_quotes(nodes: Sequence[Node]) -> set[str]:
    """Who is spoken of inside a quotation: not the one who is said to speak it."""
    return {r for n in nodes if n.quoted and n.unit and n.unit.kind is UnitKind.PERSON for r in n.unit.refs}


def acting(so_far: Sequence[Node], finite: Callable[[Node], bool]) -> set[str]:
    """Whom the verb of the clause that ``so_far`` ends with has as its subject."""
    clause = same_clause(so_far)
    for at in range(len(clause) - 2, -1, -1):
        unit = clause[at].unit
        ours = unit and unit.pronoun in _OF_US and clause[at + 1].kind is Kind.WORD  # "he knows what we think of him"
        if unit and not unit.possessive and (ours or any(finite(n) for n in clause[at + 1 : at + 3])):
            behind = clause[at + 1 :]
            named = next((i for i, n in enumerate(behind) if n.unit or n.norm in _ARTICLES), len(behind))
            if unit.pronoun == "who":
                name = antecedent(so_far[: len(so_far) - len(behind)])  # "Smith, who coached him"
                return {name} if name else set()
            asks = any(n.unit is None and n.norm in _ASKS_OTHERS for n in behind[:named])
            purpose = any(n.norm == "to" for n in behind[named:]) and not asks
            linked = bool(behind) and behind[-1].norm in _TYING  # "dismissed reports linking him with Lyon"
            linked |= any(n.unit is None and n.norm == "there" for n in behind)  # "was told there is no place for him"
            return set() if purpose or linked else set(unit.refs)  # "signs a contract to keep him": him, the subject
    return _taken_over(so_far, len(so_far) - len(clause), finite)


def _taken_over(nodes: Sequence[Node], at: int, finite: Callable[[Node], bool]) -> set[str]:
    """Who goes on acting in the clause at ``at``, where it begins with a verb behind "and": "Brown worked with Smith at
    Lyon and wants him"."""
    goes_on = at > 1 and nodes[at - 1].norm in _LIST_LINKS and any(finite(n) for n in nodes[at : at + 2])
    if not goes_on or any(n.unit for n in nodes[at : at + 2]):
        return set()
    for before in range(at - 2, -1, -1):
        unit = nodes[before].unit
        verb = before + 1 + nodes[before + 1].norm.endswith("ly")
        if unit and unit.refs and not unit.possessive and finite(nodes[verb]):
            return set() if asks_another(nodes[before + 1 : at]) else set(unit.refs)  # "asked Lyon to let him go"
    return set()


def conceded(nodes: Sequence[Node]) -> bool:
    """Whether ``nodes`` have turned from what somebody says to what is told beside it: "although"."""
    joined = any(n.norm == "," and m.norm == "and" for n, m in pairwise(nodes))
    return joined or any(n.unit is None and n.norm in _CONCEDES for n in nodes)


def contrasted(nodes: Sequence[Node]) -> int:
    """Up to where ``nodes`` tell of somebody else than what follows: "Smith stays, while the Brazilian leaves", but
    "Smith stays, while Jones has gone to Lyon, who paid €3m for the Brazilian"; 0 for nowhere."""
    turn = max((i for i, n in enumerate(nodes) if n.unit is None and n.norm in _CONTRASTS), default=None)
    return 0 if turn is None else turn or len(nodes)


def sayers(so_far: Sequence[Node], says: Callable[[Node], bool]) -> set[str]:
    """Who is said to say what follows: "Smith told Sky that the striker", who is another."""
    said = (
        n.unit
        for i, n in enumerate(so_far)
        if n.unit and any(says(m) for m in so_far[i + 1 : i + 3]) and so_far[max(0, i - 1)].norm != "of"
        and not conceded(so_far[i + 1 :]) and not joins_another_act(so_far, i)
    )  # fmt: skip
    return {name for unit in said if unit.kind is UnitKind.PERSON and not unit.possessive for name in unit.refs}


def counted_among(so_far: Sequence[Node], kind: UnitKind) -> tuple[str, ...]:
    """Who of that ``kind`` more is said of behind ``so_far``: "Smith and Brown are among", "Lyon are one of"."""
    words = [n.norm if n.unit is None else "" for n in so_far[-3:]]
    phrase = 1 if words[-1:] == ["among"] else 2 if words[-2:] == ["one", "of"] else 0
    at = len(so_far) - phrase - 1
    if not phrase or at < 1 or so_far[at].norm not in {*_BE, "as"}:
        return ()
    named: list[str] = []
    for node in reversed(so_far[:at]):
        if node.unit and node.unit.kind is kind and not node.unit.possessive:
            named[:0] = node.unit.refs
        elif node.unit or (named and node.norm not in (",", "and")):
            break
    return tuple(dict.fromkeys(named))
