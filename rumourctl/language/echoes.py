"""One statement made of several: "Smith is a target, as is Brown"; "three clubs – A, B and C – have asked"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rumourctl.language.grammar import closed_class
from rumourctl.language.nodes import PARTIES, Form, Node, Unit, UnitKind
from rumourctl.language.verbs import Verbs

_PRO_VERBS = closed_class("pro_verbs")
_SAME = closed_class("same_said")
_CLUBS = closed_class("several_clubs")
_AMONG = closed_class("among_several")
_OTHERS = _CLUBS | {"others"}
_SUBJECT_LENGTH = 6
_TAILS = closed_class("gap_tails")
_TOLD_BRIEFLY = closed_class("told_briefly")
_LONGEST = max(len(words.split()) for words in _SAME)
_MARKS = ("-", "–", "—", "(")
_SEES = ("see", "sees", "saw", "seeing", "seen", "let", "have", "make")


def echoed(nodes: Sequence[Node], at: int) -> int | None:
    """Where the one stands of whom the words at ``at`` say what was said of another: "as is", "so too does", "and the
    same goes for"."""
    words = [n.norm if n.unit is None else "" for n in nodes[at : at + _LONGEST]]
    behind = at + 1
    if words[:1] in (["as"], ["so"]):
        behind += words[1:2] in (["too"], ["also"])
        behind = behind + 1 if behind < len(nodes) and nodes[behind].norm in _PRO_VERBS else 0
    else:
        behind = next((at + n for n in range(2, _LONGEST + 1) if " ".join(words[:n]) in _SAME), 0)
    unit = nodes[behind].unit if 0 < behind < len(nodes) else None
    return behind if unit is not None and unit.kind in PARTIES and unit.refs and not unit.possessive else None


def said_again(gathered: Sequence[Node], other: Node, verbs: Verbs) -> list[Node]:
    """The statement ``gathered`` with ``other`` in the place of its subject; empty where the two are not of a kind."""
    predicate = verbs.predicate(gathered)
    subject = next((n.unit for n in gathered[:predicate] if n.unit and not n.unit.possessive), None)
    alike = subject is not None and other.unit is not None and subject.kind is other.unit.kind
    return [other, *gathered[predicate:]] if alike and 0 < predicate < len(gathered) else []


def likened(told: Sequence[Node], nodes: Sequence[Node], at: int, verbs: Verbs) -> tuple[list[Node], int]:
    """What ``told`` says of its subject, said of the one whom the words at ``at`` liken to that, and where it goes on
    behind him; nothing where they liken nobody."""
    one = echoed(nodes, at)
    return (said_again(told, nodes[one], verbs), one + 1) if one is not None else ([], at)


def moves_along(gathered: Sequence[Node], ahead: Sequence[Node]) -> int:
    """How many nodes ``ahead``, be it behind a mark, "along with" begins another who does what the one does whom alone
    ``gathered`` name: "Smith has left Lyon along with Brown", not "Smith has signed Jones along with Brown"; 0 for
    none."""
    at = 1 if ahead[0].unit is None and ahead[0].norm in _MARKS else 0
    first, second = [*(n.norm for n in ahead[at : at + 2]), "", ""][:2]
    if first not in ("along", "together") or second != "with":
        return 0
    alone = sum(n.unit is not None and n.unit.kind is UnitKind.PERSON for n in gathered) == 1
    return at + 1 if alone else 0


def named_among(several: Node, inside: Sequence[Node]) -> Node | None:
    """The unit that names, between marks, whom ``several`` only counts: "some clubs – A, B and C among others"."""
    unit, named = several.unit, [n for n in inside if n.unit]
    other = named[0].unit if len(named) == 1 else None
    if other is None or not other.refs or any(n.unit is None and n.norm not in _AMONG for n in inside):
        return None
    counted = unit is not None and not unit.refs and unit.dressing.plural
    part = unit.dressing.part if unit and counted else "club" if several.norm in _CLUBS else None
    fits = part == ("club" if other.kind is UnitKind.CLUB else "player")
    return replace(several, unit=other, norm=f"<{other.kind}>") if other.kind in PARTIES and fits else None


def told_behind(described: Unit, around: Sequence[Node]) -> Unit | None:
    """Whom the clause ``around`` says ``described`` to be, behind it: "one whom they like is Smith"."""
    at = next((i for i, n in enumerate(around) if n.unit is described), None)
    if at is None or described.refs or described.dressing.plural:
        return None
    rest = [n for n in around[at + 1 :] if n.unit or n.norm not in _AMONG]
    linked = len(rest) > 1 and rest[0].unit is None and rest[0].norm in ("is", "was", "remains")
    unit = rest[1].unit if linked else None
    return unit if unit is not None and unit.kind is UnitKind.PERSON and unit.refs else None


def ends_list(gathered: Sequence[Node], ahead: Sequence[Node]) -> bool:
    """Whether the name that opens ``ahead`` ends a list that the one at the end of ``gathered`` begins: "has signed
    Smith, who cost £10m, and Brown", "are watched by Lyon, who are rich, and Lens, who are not"."""
    first, second = gathered[-1].unit if gathered else None, ahead[0].unit
    if first is None or second is None or first.kind is not second.kind or second.possessive:
        return False
    if first.kind not in PARTIES or not all(u.form is Form.NAME and u.refs for u in (first, second)):
        return False
    behind = [n for n in ahead[1:3] if n.norm not in (".", '"')]
    if not behind or (behind[0].unit is None and behind[0].norm in _TAILS):
        return True
    told = behind[1].unit.pronoun in ("who", "whom") if len(behind) > 1 and behind[1].unit else False
    return behind[0].norm == "," and (told or behind[-1].norm in _TOLD_BRIEFLY)


def with_others(nodes: Sequence[Node], at: int, verbs: Verbs) -> bool:
    """Whether the one at ``at`` shares a verb with clubs that have no name: "Lyon and clubs in Spain **are** keen"."""
    ahead = nodes[at + 1 : at + 1 + _SUBJECT_LENGTH]
    verb = next((i for i in range(len(ahead)) if verbs.finite(nodes, at + 1 + i, True)), 0)
    unnamed = any(n.unit.dressing.part == "club" if n.unit else n.norm in _OTHERS for n in ahead[:verb])
    return nodes[at].unit is not None and unnamed and ahead[0].norm == "and"


def also_seen(nodes: Sequence[Node], ahead: Sequence[Node], verbs: Verbs) -> Sequence[Node]:
    """The words of ``nodes`` that govern what another does at ``ahead``: "will see" in "will see Smith join Lyon and
    Jones move to Ajax"; none where nobody else does anything there."""
    if not _acts_barely(ahead, verbs):
        return ()
    last = max((i for i, n in enumerate(nodes) if n.unit is None and n.norm in _SEES), default=-1)
    return nodes[: last + 1] if last >= 0 and _acts_barely(nodes[last + 1 : last + 3], verbs) else ()


def _acts_barely(nodes: Sequence[Node], verbs: Verbs) -> bool:
    """Whether a person and a verb in its bare form stand first among ``nodes``."""
    unit = nodes[0].unit if len(nodes) > 1 else None
    person = unit is not None and unit.kind is UnitKind.PERSON and not unit.possessive
    return person and nodes[1].unit is None and "base" in verbs.forms(nodes[1].norm)
