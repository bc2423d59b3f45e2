"""Lists of moves: lines that say by their shape who came and went, and for how much.

"IN: Goalkeeper John Smith (Lyon, £3m)" below a club's name, "IN: Lyon (Smith, Brown)", "John Smith (Lyon to Chelsea)
£8m" below a day's, "Released: John Smith", "Offered new terms: John Smith": no verb says it. An entry is a person with
what stands behind him up to the next person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from rumourctl.claims.model import Claim, Deal, Evidence, Move, Role, Source, SourceKind, Stage
from rumourctl.extraction.entries import ENTRY_WORDS, MARKS, Entry, bracket, entries
from rumourctl.extraction.vouching import with_club
from rumourctl.language.analysis import AnalysedArticle, AnalysedSentence
from rumourctl.language.cast import listed_names
from rumourctl.language.dates import find_dates
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Thing
from rumourctl.language.nodes import Form, Node, Unit, UnitKind
from rumourctl.language.tokens import Kind

RULE = "listing"
_IN = closed_class("in")
_OUT = closed_class("out")
_HEADING_WORDS = closed_class("list_headings") | _IN | _OUT
_BULLETS = frozenset(("•", "*", "-", "–", "—", "·"))
_LEADS = closed_class("list_leads")
_LABEL_WORDS = closed_class("list_label_words")
_PROSE_IN = closed_class("listed_as_in")
_PROSE_OUT = closed_class("listed_as_out")
_GONE = closed_class("gone") | {"moved"}
_SEVERAL = 2
_PRICED = frozenset(("loan", "free", "undisclosed"))
_LABEL_LENGTH = 12
_TITLE = 5
"""Words of a title, at most, of which a club alone tells whose list it is: "Lyon's deadline day:"."""
_RENEWED = (
    (closed_class("list_renewed"), Stage.DONE),
    (closed_class("list_offered"), Stage.BID),
    (closed_class("list_talking"), Stage.TALKS),
)
"""What words in a label say of the contracts of those behind it: "Options exercised:", "Offered new terms:"."""
_KEPT = closed_class("list_kept")
_LISTED = closed_class("transfer_listed")
_FOR_GOOD = frozenset(("transfer", "sale"))
_NUMBERS = closed_class("number_words") | {"one"}
_LOAN_OVER = closed_class("loan_over")
_GOING_BACK = closed_class("going_back")
_NOWHERE = closed_class("without_club")
_DEALS = {
    "free": Deal.FREE,
    "released": Deal.RELEASED,
    "retired": Deal.RETIRED,
    "permanent": Deal.PERMANENT,
    "swap": Deal.SWAP,
}


@dataclass(slots=True)
class ListReader:
    """Reads the lines of one article in order; a heading holds for the lines below it.

    ``club`` is the one whose section it is; ``arriving`` says whether the list is of arrivals or of departures.
    """

    analysed: AnalysedArticle
    club: str | None = None
    arriving: bool | None = None
    day: date | None = None
    heading: frozenset[str] = frozenset()
    """The words of the list's own heading: "Released", "Loaned out"."""
    renewal: Stage | None = None
    """How far the new contracts of those listed have come."""
    offered: bool = False
    """Whether those listed may go, if anybody wants them: "Available for transfer"."""
    titled: str | None = None
    """The club of which the article's title says that its comings and goings follow."""
    about: str | None = None
    """The club of which the text spoke where the list began."""
    spoken_of: str | None = None
    open: bool = field(default=False)
    """The heading stood on a line of its own."""

    def read(self, sentence: AnalysedSentence, about: str | None) -> list[Claim]:
        """The moves that ``sentence`` lists; none where it is a heading or no line of a list. ``about`` is the club of
        which the text speaks, whose list it is where no section is."""
        nodes = _without_lead(_without_bullet(sentence.nodes))
        self.spoken_of = about
        if sentence.sentence.index == 0:
            self.titled = _titled(sentence.nodes)
        if sentence.sentence.heading and self._takes_heading(sentence, nodes):
            return []
        if self.open and self._takes_sentence(sentence):
            return []
        section, body = self.club, self._behind_label(nodes)
        if body is None and not self.open:
            self.arriving, self.renewal, self.offered = None, None, False
        teller = sentence.attribution.source
        source = teller if teller.kind is SourceKind.CLUB else Source()
        club = self.club or (teller.name if teller.kind is SourceKind.CLUB else self.titled or self.about or about)
        club = club or (self._only() if body is not None else None)
        lists: list[tuple[str | None, Sequence[Node]]] = list(_by_club(body or ()))
        if body is None and not self.open and (told := _in_prose(nodes)):
            (self.arriving, named, run), self.heading = told, frozenset()
            lists = [(named or club, run)]
        claims = [
            claim
            for club, listed in lists or [(club, body if body is not None else nodes)]
            for entry in entries(listed)
            for name in entry.unit.refs
            if (claim := self._claim(entry, name, club, with_club(source, club), sentence))
        ]
        if not (claims or self.open) and (bought := _sold_in_brackets(nodes)):
            self.arriving, self.heading = True, frozenset()
            listed_there = [(name, buyer, entry) for buyer, entry in bought for name in entry.unit.refs]
            claims = [c for name, to, e in listed_there if (c := self._claim(e, name, to, source, sentence))]
        if not (claims or self.open):
            self.club = None if sentence.sentence.heading and body is None else section  # another headline, or prose
        return claims

    def _takes_heading(self, sentence: AnalysedSentence, nodes: Sequence[Node]) -> bool:
        """Takes note of a heading: a club's name, a day, or words such as "Players in", with nothing else beside."""
        units = [n.unit for n in nodes if n.unit and n.unit.form is Form.NAME]
        words = [t.norm for t in sentence.sentence.tokens if t.kind is Kind.WORD]
        alone = all(n.unit or n.kind is not Kind.WORD for n in nodes)
        if alone and len(units) == 1 and units[0].kind is UnitKind.CLUB and len(units[0].refs) == 1:
            self.club, self.arriving, self.open = units[0].refs[0], None, False
            return True
        if not units and self._takes_label(words):
            self.open = True
            return True
        text = "on " + self.analysed.article.text[sentence.sentence.start : sentence.sentence.end].strip(" *#:")
        days = find_dates(text, self.analysed.article.published)
        if len(days) == 1 and days[0].start == 0 and days[0].end == len(text):
            self.day = days[0].date
            return True
        if units and alone and all(u.kind is UnitKind.COMPETITION for u in units):
            self.club, self.arriving, self.open = None, None, False
            return True
        return False

    def _takes_sentence(self, sentence: AnalysedSentence) -> bool:
        """Takes note of a sentence between two lists that only says what those below are: "Four more players have been
        made available for transfer"."""
        words = [t.norm for t in sentence.sentence.tokens if t.kind is Kind.WORD and t.norm not in _NUMBERS]
        named = any(n.unit and n.unit.form is Form.NAME for n in sentence.nodes)
        return "players" in words and not named and self._takes_label(words)

    def _takes_label(self, words: Sequence[str]) -> bool:
        """Takes note of what a label says of those behind or below it: "Players in", "Released", "In talks"."""
        if not words or not set(words) <= _HEADING_WORDS | _LABEL_WORDS:
            return False
        way, kept = _direction(words), bool(_KEPT & set(words))
        renewal = next((stage for said, stage in _RENEWED if said & set(words)), None)
        offered = _may_go(frozenset(words))
        if way is None and renewal is None and not (kept or offered):
            return False
        self.renewal, self.offered, self.about = renewal, offered, self.spoken_of
        self.arriving = way if renewal is None and not (kept or offered) else None
        self.heading = frozenset(words)
        return True

    def _behind_label(self, nodes: Sequence[Node]) -> Sequence[Node] | None:
        """What follows "IN:" or "Leeds – Out:" at the head of a line; None where no such label stands there."""
        club = nodes[0].unit if nodes and nodes[0].unit and nodes[0].unit.kind is UnitKind.CLUB else None
        start = (2 if len(nodes) > 1 and nodes[1].norm in MARKS else 1) if club else 0
        words = list(takewhile(_of_label, nodes[start : start + _LABEL_LENGTH]))
        end = start + len(words)
        marked = end < len(nodes) and nodes[end].norm in MARKS
        listed = marked or (end + 1 < len(nodes) and nodes[end].unit is not None and nodes[end + 1].norm == "(")
        if not listed or not self._takes_label([n.norm for n in words if n.unit is None]):
            return None
        self.open = end + marked == len(nodes)
        club = club or next((n.unit for n in words if _is_club(n)), None)
        if club and club.refs:
            self.club = club.refs[0]
        return nodes[end + marked :]

    def _claim(
        self, entry: Entry, name: str, club: str | None, source: Source, sentence: AnalysedSentence
    ) -> Claim | None:
        words = entry.words | self.heading if self.arriving is not None else entry.words
        origin: str | None
        goal: str | None
        if self.renewal is not None or self.offered:
            return self._of_his_club(name, club, source, sentence) if club else None
        if entry.both_ways:
            origin, goal = entry.clubs
        elif len(entry.clubs) == 1 and words & _NOWHERE and self.arriving is None:
            origin, goal = (None, entry.clubs[0]) if entry.comes else (entry.clubs[0], None)
        elif club is None or len(entry.clubs) > 1 or (arriving := self._arrives(entry)) is None:
            return None
        else:
            other = entry.clubs[0] if entry.clubs else self._lender(name, club)
            origin, goal = (other, club) if arriving else (club, other)
        if origin == goal:
            return None
        deal = next((d for word, d in _DEALS.items() if word in words), None)
        loan = bool(words & {"loan", "loaned"}) and deal is not Deal.PERMANENT and not words & _LOAN_OVER
        start, end = sentence.sentence.start, sentence.sentence.end
        part = entry.unit.dressing.part
        return Claim(
            person=name,
            role=Role(part) if part in ("manager", "staff") else Role.PLAYER,
            move=Move.EXIT if goal is None else Move.LOAN if loan else Move.TRANSFER,
            stage=Stage.DONE,
            from_club=origin,
            to_club=goal,
            source=source,
            deal=deal,
            fee=entry.fee,
            date=self.day or self.analysed.article.published,
            evidence=(Evidence(start, end, self.analysed.article.text[start:end]),),
            rules=(RULE,),
        )

    def _arrives(self, entry: Entry) -> bool | None:
        """Whether somebody listed comes: as the heading says, or behind a bullet below a club's name where "from" or
        "after leaving" does."""
        here = self.arriving is None and self.club and len(entry.clubs) == 1
        return True if here and entry.words & {"from", "leaving"} else self.arriving

    def _only(self) -> str | None:
        """The one club that the text names, if it names no other."""
        units = (n.unit for s in self.analysed.sentences for n in s.nodes)
        named = {club for u in units if u for club in _told_of(u)}
        return next(iter(named)) if len(named) == 1 else None

    def _lender(self, name: str, club: str) -> str | None:
        """The club to which somebody goes back from ``club``, where the heading says so: "Returning loans"."""
        person = self.analysed.cast.persons.get(name) if self.heading & _GOING_BACK else None
        return person.club if person and person.club != club and not self.arriving else None

    def _of_his_club(self, name: str, club: str, source: Source, sentence: AnalysedSentence) -> Claim:
        """The claim that the contract of ``name`` with ``club`` has come as far as the label says, or that he may leave
        it."""
        start, end = sentence.sentence.start, sentence.sentence.end
        return Claim(
            person=name,
            role=Role.PLAYER,
            move=Move.EXIT if self.offered else Move.RENEWAL,
            stage=Stage.INTEREST if self.offered else self.renewal or Stage.TALKS,
            from_club=club,
            to_club=None if self.offered else club,
            source=source,
            date=self.day or self.analysed.article.published,
            evidence=(Evidence(start, end, self.analysed.article.text[start:end]),),
            rules=(RULE,),
        )


def _of_label(node: Node) -> bool:
    return node.norm in _HEADING_WORDS or node.norm in _LABEL_WORDS or _describes(node) or _is_club(node)


def _is_club(node: Node) -> bool:
    return node.unit is not None and node.unit.kind is UnitKind.CLUB and len(node.unit.refs) == 1


def _describes(node: Node) -> bool:
    """Whether a unit names nobody: "players", "the club"."""
    described = node.unit is not None and node.unit.form is Form.DESCRIPTION
    return described and node.unit is not None and node.unit.kind in (UnitKind.CLUB, UnitKind.OTHER)


def _without_lead(nodes: Sequence[Node]) -> Sequence[Node]:
    """``nodes`` without what only says that a move is done: "Confirmed: John Smith (Lyon to Chelsea)"."""
    lead = list(takewhile(lambda n: n.unit is None and n.norm in _LEADS, nodes[:4]))
    marked = lead and len(nodes) > len(lead) and nodes[len(lead)].norm in {*MARKS, "!"}
    return nodes[len(lead) + 1 :] if marked else nodes


def _without_bullet(nodes: Sequence[Node]) -> Sequence[Node]:
    return nodes[1:] if nodes and nodes[0].unit is None and nodes[0].norm in _BULLETS else nodes


def _titled(nodes: Sequence[Node]) -> str | None:
    """The one club of a title such as "Ins and outs at Everton this summer"."""
    units = [n.unit for n in nodes if n.unit and n.unit.kind in (UnitKind.CLUB, UnitKind.PERSON) and n.unit.refs]
    lists = any(n.unit is None and n.norm in _HEADING_WORDS for n in nodes) or len(nodes) <= _TITLE
    return units[0].refs[0] if lists and len(units) == 1 and units[0].kind is UnitKind.CLUB else None


def _direction(words: Sequence[str]) -> bool | None:
    """True for a list of arrivals, False for departures, None for neither."""
    return next((word in _IN for word in words if word in _IN | _OUT), None)


def _may_go(words: frozenset[str]) -> bool:
    """Whether the words of a label say that those behind it may leave for good: "Transfer-listed", "Available for
    transfer", not only "Available"."""
    return bool(_LISTED & words) or ("available" in words and bool(words & _FOR_GOOD) and "loan" not in words)


def _in_prose(nodes: Sequence[Node]) -> tuple[bool, str | None, Sequence[Node]] | None:
    """Which way, to or from which club, and the entries of a list inside a sentence: "Lyon have strengthened with the
    signings of Smith (Nice, £3m), Brown (Lens, loan) and Jones (free)"."""
    marks = [i for i, n in enumerate(nodes) if n.norm == "(" and i and _is_player(nodes[i - 1])]
    if len(marks) < _SEVERAL:
        return None
    first, last = marks[0] - 1, max(i for i, n in enumerate(nodes) if n.norm in ("(", ")"))
    words = {n.unit.dressing.noun if n.unit else n.norm for n in nodes[:first]}
    words |= {n.norm for n in nodes[last + 1 :]} & _GONE if not words & _PROSE_IN else set()  # "A (Lyon) has left"
    ways = {way for way, said in ((True, _PROSE_IN), (False, _PROSE_OUT)) if words & said}
    run = nodes[first : last + 1]
    told = [e for e in entries(run) if e.clubs or e.fee or e.words & (_DEALS.keys() | {"loan"})]
    clubs = list(dict.fromkeys(club for n in nodes[: first + 1] if n.unit for club in _told_of(n.unit)))
    if len(ways) != 1 or len(told) < len(marks) or len(clubs) > 1:
        return None
    return ways.pop(), clubs[0] if clubs else None, run


def _sold_in_brackets(nodes: Sequence[Node]) -> list[tuple[str, Entry]]:
    """Who bears in a bracket what he cost and whence he came, each behind the club that has bought him: "Derby have
    roped in Smith (£3m, from Lyon) and Brown (free, Nice)", "deals such as Leeds' Jones (£2m from Lens)"."""
    bought: list[tuple[str, Entry]] = []
    if not any(node.norm in ("(", "[") for node in nodes):
        return bought
    buyer: str | None = None
    depth, comes = 0, False
    for at, node in enumerate(nodes):
        depth += (node.norm in "([") - (node.norm in ")]")
        told = _told_of(node.unit) if depth == 0 and node.unit and (_is_club(node) or _is_player(node)) else ()
        comes = comes or (depth == 0 and (node.unit.dressing.noun if node.unit else node.norm) in _PROSE_IN)
        inside = bracket(nodes[at + 1 :]) if depth == 0 and _is_player(node) else ()
        plain = all(n.unit or n.kind is not Kind.WORD or n.norm in ENTRY_WORDS for n in inside)
        entry = next(entries(nodes[at : at + len(inside) + 3]), None) if inside and plain else None
        buyer = told[0] if told and not (entry and told[0] in entry.clubs) else buyer
        if entry and buyer and len(entry.clubs) == 1:
            bought.append((buyer, entry))
    priced = sum("from" in e.words and bool(e.fee or e.words & _PRICED) for _, e in bought)
    sellers = any("from" in e.words for _, e in bought)
    return bought if priced >= _SEVERAL or (sellers and comes) else []


def _told_of(unit: Unit) -> Sequence[str]:
    """The clubs that ``unit`` is, or of whom it tells: "Lyon's new signings"."""
    if unit.kind is UnitKind.CLUB:
        return unit.refs
    return [name for club in unit.dressing.clubs for name in listed_names(club, Thing.CLUB)[:1]]


def _is_player(node: Node) -> bool:
    return node.unit is not None and node.unit.kind is UnitKind.PERSON and node.unit.form is Form.NAME


def _by_club(nodes: Sequence[Node]) -> Iterator[tuple[str | None, Sequence[Node]]]:
    """The clubs of a line with what each has behind it in a bracket: "Lyon (Smith, Brown), Lens (Jones)"."""
    for at, node in enumerate(nodes):
        club = node.unit if node.unit and node.unit.kind is UnitKind.CLUB else None
        inside = bracket(nodes[at + 1 :])
        if club and len(club.refs) == 1 and inside and inside[0].unit and inside[0].unit.kind is UnitKind.PERSON:
            yield club.refs[0], inside
