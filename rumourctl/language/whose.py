"""Whose clubs and players are meant: those of who speaks, of an agent, of the manager before "side"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rumourctl.language.around import is_speaker, labels
from rumourctl.language.cast import Cast
from rumourctl.language.clubs import ClubReader
from rumourctl.language.grammar import closed_class
from rumourctl.language.lexicon import Lexicon
from rumourctl.language.nodes import POSTS, Dressing, Form, Node, Unit, UnitKind
from rumourctl.language.they import answering_club
from rumourctl.language.tokens import Sentence

_SINCE = 3
"""Nodes before "the club", at most, in which "since he joined" stands."""
SIDES = closed_class("managers_sides")
"""Words for the club of the manager before them."""
_WHERE = ("of", "from", "at")
_LADS = ("lad", "boy", "kid", "player")
"""What an agent calls his client."""
_HEARD = 5
"""Nodes, at most, between a verb of saying and what is said: "told reporters on Friday that"."""
_SAID_BY = 4
"""Nodes before a verb of saying, at most, within which whoever says it ends: "has also confirmed"."""
_SHORTLISTS = ("list", "shortlist", "wish-list", "wishlist", "radar", "agenda")
_LIST = 2
"""Nodes behind "their" in which the list is named: "their **managerial shortlist**"."""
_CLAIMS_NOTHING = closed_class("claims_nothing")
_INFORMS = closed_class("informs")
_EMPLOYERS = (*POSTS, "metonym")
_NO_HEARER = (UnitKind.CLUB, UnitKind.PERSON)


class Whose:
    """The clubs and players that belong to the persons of one article's ``cast``."""

    def __init__(self, cast: Cast, clubs: ClubReader, lexicon: Lexicon) -> None:
        self._cast, self._clubs, self._lexicon = cast, clubs, lexicon
        self.houses: dict[int, str] = {}
        """The club for which somebody without a name says what a sentence quotes, by the sentence's number."""
        self.followed: str | None = None
        """The club of which the writer says "we"."""
        self._here = -1

    def hear(self, nodes: Sequence[Node], sentence: Sentence) -> None:
        """Takes note of the club for which somebody without a name says what ``nodes`` of the sentence quote, which may
        go on in the next of its paragraph: "…," said the Lyon president."""
        self._here = sentence.index
        if not any(n.quoted for n in nodes):
            return
        speaking = (
            self._acts_for(n.unit)
            for at, n in enumerate(nodes)
            if n.unit and not n.quoted and is_speaker(nodes, at, self._lexicon)
        )
        before = None if sentence.opens_paragraph else self.houses.get(sentence.index - 1)
        house = next((club for club in speaking if club), None)
        told = any(n.unit and not n.quoted and n.unit.kind is UnitKind.PERSON for n in nodes)
        if club := house or (None if told else before):
            self.houses[sentence.index] = club

    def _acts_for(self, unit: Unit) -> str | None:
        """The club for which somebody acts whom a description tells with it: "the Lyon president"."""
        acts = unit.form is Form.DESCRIPTION and unit.dressing.part in POSTS and not (unit.refs or unit.dressing.former)
        clubs = unit.dressing.clubs if acts and unit.kind in (UnitKind.PERSON, UnitKind.OTHER) else ()
        return next((club for mention in clubs if (club := self._clubs.club_of(mention))), None)

    def his_club(self, dressing: Dressing, so_far: Sequence[Node]) -> str | None:
        """The club of whoever has a post and no name: "the Lyon president has said that **his club** will listen"."""
        people = (n.unit for n in reversed(so_far) if n.unit and n.unit.kind is UnitKind.PERSON)
        person = next(people, None) if dressing.owner in ("his", "her") and not dressing.former else None
        return self._acts_for(person) if person else None

    def side_of(self, node: Node, so_far: Sequence[Node]) -> Node:
        """ "Smith's side have asked": a plain word that stands for the club of the manager before it."""
        owner = so_far[-1].unit if so_far and node.norm in SIDES else None
        leads = owner is not None and owner.kind is UnitKind.PERSON and owner.possessive and bool(owner.refs)
        person = self._cast.persons.get(owner.refs[0]) if owner and leads else None
        if person is None or person.part not in (None, "manager"):
            return node
        played = any(
            n.unit is not None and n.unit.opponent for n in so_far
        )  # of a match: whose side it is, is not clear
        club = person.incoming or person.team or (None if played else self._clubs.main())
        unit = Unit(UnitKind.CLUB, Form.DESCRIPTION, node.start, node.end, refs=(club,)) if club else None
        return node.holding(unit) if unit else node

    def client_called(self, dressing: Dressing, so_far: Sequence[Node], speaker: str | None) -> str | None:
        """Who "my client" is, and "the lad" in the mouth of his agent."""
        if dressing.noun in _LADS and dressing.definite:
            return self.client(speaker)
        return self.client_in(so_far, speaker) if dressing.noun == "client" else None

    def client_in(self, so_far: Sequence[Node], speaker: str | None) -> str | None:
        """Who "my client" and "his client" is: he for whom the speaker, or the agent named before, speaks."""
        agents = [speaker, *(n.unit.refs[0] for n in reversed(so_far) if n.unit and n.unit.refs)]
        return next((client for name in agents if (client := self.client(name))), None)

    def client(self, speaker: str | None) -> str | None:
        """The player of whom an agent says "we", "I" and "my client"."""
        person = self._cast.persons.get(speaker or "")
        return person.client if person else None

    def club_for(self, speaker: str | None) -> str | None:
        """The club for which somebody says "we": that where he plays or works."""
        person = self._cast.persons.get(speaker or "")
        if person is None:
            return self.houses.get(self._here)
        return person.team if person.part != "other" else None

    def ourselves(self, so_far: Sequence[Node], speaker: str | None) -> str | None:
        """The club that "we" in ``so_far`` means, and "they" behind it does not: "we made an offer, they refused"."""
        first = any(n.quoted and n.unit and n.unit.pronoun == "we" and not n.unit.possessive for n in so_far)
        return self.club_for(speaker) if first else None

    def none_of_theirs(self, so_far: Sequence[Node], behind: Sequence[Node]) -> str | None:
        """The club that "their" between ``so_far`` and ``behind`` cannot mean: one that answers an offer, or the one of
        somebody who is on a list: "**Lens** coach Brown is top of their shortlist"."""
        if answers := answering_club(so_far, behind):
            return answers
        units = [n.unit for n in so_far if n.unit]
        listed = any(n.unit is None and n.norm in _SHORTLISTS for n in behind[:_LIST])
        alone = listed and len(units) == 1 and len(units[0].refs) == 1 and not units[0].possessive
        return self.club_of(units[0].refs[0], former=False) if alone else None

    def club_of(self, name: str | None, former: bool) -> str | None:
        """The club where somebody is, or the one where he is told to have been: "his former club"."""
        person = self._cast.persons.get(name or "")
        if person and former:
            return next(iter(person.former_clubs), None) if len(person.former_clubs) == 1 else None
        return person.team if person else None

    def club_joined(self, dressing: Dressing, so_far: Sequence[Node]) -> str | None:
        """Whose club "the club" is in "has scored ten goals since he joined the club": his own, if it is told."""
        plain = dressing.noun == "club" and not (dressing.clubs or dressing.nations or dressing.places)
        words = [n.norm for n in so_far[-_SINCE:] if n.unit is None]
        if not plain or words[-1:] not in (["joined"], ["joining"]) or "since" not in words:
            return None
        named = next((n.unit.refs[0] for n in reversed(so_far) if n.unit and n.unit.refs), None)
        person = self._cast.persons.get(named or "")
        return person.club if person else None

    def house(self, so_far: Sequence[Node]) -> str | None:
        """The club of a speaker without a name: "Lyon president: “We …”", "“We …,” said the Lyon president"."""
        label = next((i - 1 for i, n in enumerate(so_far) if i and n.norm == ":" and not n.quoted), None)
        unit = so_far[label].unit if label is not None and labels(so_far, label) else None
        return (self._acts_for(unit) if unit else None) or self.houses.get(self._here)


def tells_whose(nodes: Sequence[Node], at: int) -> bool:
    """Whether the club at ``at`` among ``nodes`` only tells where somebody is: "Smith of Lyon"."""
    named = nodes[at - 2].unit if at > 1 and nodes[at - 1].norm in _WHERE else None
    return named is not None and named.kind is UnitKind.PERSON and named.form is Form.NAME


def his_own_said(so_far: Sequence[Node], says: Callable[[Node], bool]) -> str | None:
    """Whom "he" means behind ``so_far``, which end with what his own manager says: "his manager at Lyon, Smith, told
    reporters on Friday that he" is not Smith."""
    heard = range(len(so_far) - 1, max(-1, len(so_far) - 1 - _HEARD), -1)
    verb = next((at for at in heard if so_far[at].unit is None and says(so_far[at])), None)
    if verb is None or any(n.unit and n.unit.kind in _NO_HEARER for n in so_far[verb + 1 :]):
        return None
    unit = next((n.unit for n in reversed(so_far[max(0, verb - _SAID_BY) : verb]) if n.unit), None)
    leads = unit is not None and unit.kind is UnitKind.PERSON and unit.dressing.part == "manager"
    return unit.whose if unit and leads and unit.whose not in unit.refs else None


def speaks_up(nodes: Sequence[Node], position: int, lexicon: Lexicon) -> bool:
    """Whether the unit at ``position`` says something in public: not "has told his club that", "has said yes to"."""
    if nodes[position].quoted or not is_speaker(nodes, position, lexicon):
        return False
    ahead = nodes[position + 1 : position + 1 + _HEARD]
    verb = next((at for at, n in enumerate(ahead) if n.unit is None and lexicon.says(n.norm)), len(ahead))
    for heard in ahead[verb + 1 : verb + 2]:
        employs = heard.unit and (heard.unit.kind is UnitKind.CLUB or heard.unit.dressing.part in _EMPLOYERS)
        return not (heard.norm in _CLAIMS_NOTHING or (employs and ahead[verb].norm in _INFORMS))
    return True


def told_by_himself(nodes: Sequence[Node], position: int, lexicon: Lexicon) -> bool:
    """Whether who says something behind the description at ``position`` is a "he", and may be the one described: "The
    striker was offered a deal, but he told the club that he would go"."""
    if nodes[position].quoted:
        return False
    behind = ((at, nodes[at].unit) for at in range(position + 1, len(nodes)) if not nodes[at].quoted)
    return any(u is not None and u.pronoun in ("he", "she") and is_speaker(nodes, at, lexicon) for at, u in behind)
