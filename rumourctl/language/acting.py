"""The word by which a name may be known as one that acts: what a town's club "have" done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rumourctl.language.antecedents import of_whom, past_relative
from rumourctl.language.around import (
    acting,
    after,
    again,
    contrasted,
    employed_elsewhere,
    followed,
    named_beside,
    named_in_quotes,
    same_clause,
    sayers,
)
from rumourctl.language.cast import Cast
from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import POSTS, Node, Unit, UnitKind
from rumourctl.language.takenup import is_bought

_AGENTS = closed_class("agents")
_BUYING = closed_class("offering")
_NOBODY_NAMED = closed_class("nobody_named")
_REFLEXIVES = closed_class("reflexives")
_HE = ("he", "she")
_MADE_TO_ACT = closed_class("tells_to") | closed_class("frees_to") | {"for"}
_TRADED = ("sold", "loaned", "sale")
_SAID_OF_TRADE = (
    closed_class("auxiliaries")
    | closed_class("modals")
    | {"be", "been", "being", "wo", "ca", "not", "n't", "never", "for", "going", "to"}
)
_PASSIVE = 7
"""Nodes, at most, from somebody to what is done with him."""
_INSERTED = 9
"""Nodes, at most, between a name and its verb where commas enclose them: "Monaco, third in the table, want"."""


def behind(nodes: Sequence[Node], position: int) -> str:
    """The word behind the unit at ``position``, what tells when, and words between commas; "are" where another club is
    joined to it, which makes a plural, or more is told of it as of somebody who acts."""
    while position + 1 < len(nodes) and nodes[position + 1].is_date:
        position += 1
    word = after(nodes, position)
    beside = [n.unit for n in nodes[position + 1 : position + 3]]
    if any(u and u.pronoun == "who" for u in beside[: 1 + (word == ",")]):
        return "are"  # "Monaco, who want Smith"
    partner = beside[1] if word in ("and", ",") and len(beside) > 1 else None
    if partner and partner.kind is UnitKind.CLUB:
        return "are"
    aside = (i for i in range(position + 2, position + _INSERTED) if i < len(nodes) and nodes[i].norm == ",")
    ends = next(aside, None) if word == "," else None
    return word if ends is None else after(nodes, ends)


def subjects_of(so_far: Sequence[Node], finite: Callable[[Node], bool]) -> set[str]:
    """The names among ``so_far`` behind which a verb stands."""
    units = ((n.unit, so_far[at + 1 : at + 3]) for at, n in enumerate(so_far))
    return {r for u, ahead in units if u and not u.possessive and any(map(finite, ahead)) for r in u.refs}


def others_named(
    node: Node,
    unit: Unit,
    so_far: Sequence[Node],
    cast: Cast,
    says: Callable[[Node], bool],
    finite: Callable[[Node], bool],
) -> set[str]:
    """Whom the description ``unit`` of ``node`` does not mean, by the words ``so_far`` of its sentence."""
    beside = sayers(so_far, says) | named_beside(so_far) | employed_elsewhere(so_far, cast)
    if is_bought(so_far) and unit.dressing.part not in POSTS:
        beside |= cast.leaders  # "signed the Dutchman", who is no coach
    if turn := contrasted(so_far):
        beside |= subjects_of(so_far[:turn], finite)  # "Smith stays, while the Brazilian leaves"
    if len(so_far) > 1 and so_far[-1].norm == "that" and so_far[-2].norm not in ("and", "but"):
        beside |= subjects_of(so_far, finite) & cast.leaders  # "hopes that the Brazilian will stay"
    beside |= named_in_quotes(so_far) if not node.quoted else set()
    if unit.possessive:  # "Smith is on the Italian's list", who is another
        beside |= {r for n in same_clause(so_far) if n.unit for r in n.unit.refs}
    return beside


def is_traded(nodes: Sequence[Node], position: int) -> bool:
    """Whether it is said of the unit at ``position`` that it is, or may be, sold or lent, as only players are: "he will
    not be **sold**", "he is not for **sale**"."""
    for node in nodes[position + 1 : position + _PASSIVE]:
        if node.unit is not None or node.norm in _TRADED:
            return node.unit is None
        if node.norm not in _SAID_OF_TRADE:
            return False
    return False


def oneself(pronoun: Unit, so_far: Sequence[Node], finite: Callable[[Node], bool], ahead: str) -> str | None:
    """Whom "himself" means behind ``so_far``, who acts in its clause, and "his" in "Smith, for his part"."""
    if pronoun.possessive and ahead == "part" and so_far and so_far[-1].norm == "for":
        units = (n.unit for n in reversed(so_far[-4:]) if n.unit and n.unit.kind is UnitKind.PERSON)
        return next((u.refs[0] for u in units if len(u.refs) == 1), None)
    own = acting(so_far, finite) if pronoun.pronoun in _REFLEXIVES else set()
    return own.pop() if len(own) == 1 else None


def told_by_form(pronoun: Unit, so_far: Sequence[Node], says: Callable[[Node], bool]) -> str | None:
    """Whom the form of the sentence so far shows a singular ``pronoun`` to mean, whoever was spoken of before."""
    named = made_to_act(pronoun, so_far) or followed(so_far) or again(pronoun, so_far)
    return named or past_relative(so_far, says) or of_whom(so_far)


def made_to_act(pronoun: Unit, so_far: Sequence[Node]) -> str | None:
    """Whom "his" means behind somebody who is told, or free, to do something: "Brown's arrival allows **Smith to**
    complete his move", "the way is clear for Smith to seal his switch"."""
    if not pronoun.possessive or pronoun.pronoun not in _HE:
        return None
    at = max((i for i in range(2, len(so_far)) if so_far[i].unit is None and so_far[i].norm == "to"), default=0)
    told = so_far[at - 1].unit if at and so_far[at - 2].norm in _MADE_TO_ACT else None
    if not (told and told.kind is UnitKind.PERSON and len(told.refs) == 1 and not told.possessive):
        return None
    others = any(n.unit and n.unit.kind is UnitKind.PERSON for n in so_far[at:])
    ended = any(n.unit is None and n.norm in (",", ";", "and", "but", "as") for n in so_far[at:])
    return None if others or ended else told.refs[0]


def of_no_name(so_far: Sequence[Node]) -> bool:
    """Whether the last person of whom the sentence spoke has no name and may not exist: "if somebody leaves, he …"."""
    at = max((i for i, n in enumerate(so_far) if n.unit is None and n.norm in _NOBODY_NAMED), default=None)
    buys = at is not None and any(n.unit is None and n.norm in _BUYING for n in so_far[at + 1 : at + 4])
    if at is None or buys or any(n.unit and n.unit.kind is UnitKind.PERSON and n.unit.refs for n in so_far[at:]):
        return False
    return any(n.unit is None and n.norm in ("if", "when", "whenever") for n in so_far[:at])


def told_himself(pronoun: Unit, so_far: Sequence[Node]) -> str | None:
    """Whom "he" means of whom nobody else can be meant: the only one named, who need not move: "the president says he
    has turned down an offer"."""
    names = {r for n in so_far if n.unit and n.unit.kind is UnitKind.PERSON for r in n.unit.refs}
    alone = pronoun.pronoun in ("he", "she") and not pronoun.possessive
    return names.pop() if alone and len(names) == 1 else None


def leading(so_far: Sequence[Node], agent: Unit, finite: Callable[[Node], bool]) -> set[str]:
    """Who acts in the clause that ``so_far`` ends with, where he meets another's ``agent``."""
    return acting([*so_far, *so_far[-1:]], finite) if agent.dressing.noun in _AGENTS else set()
