"""Which of two claims of one sentence stands for both: the higher rung, the refusal, or neither."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rumourctl.claims.model import COURTING, SETTLED, Certainty, Claim, Move, SourceKind, Stage

VAGUE = (SourceKind.PUBLISHER, SourceKind.UNNAMED)
"""Sources that name nobody."""
_PROGRESS = (Stage.INTEREST, Stage.TALKS, Stage.BID, Stage.TERMS, Stage.CLOSE, Stage.AGREED, Stage.MEDICAL, Stage.DONE)
FAREWELL = "best-wishes"
"""What is said as somebody leaves: it is no news of its own."""
_LEAD = 250
"""How far an article's first words reach, which sum up what it tells below."""
ANOTHER_BID = "another-bid"
"""The rule of bids beyond those that were told."""
_YET = "future"
_KEPT = frozenset(("not-for-sale", "will-not-sell", "sell", "may-go", "for-sale", "leave", "lose"))


def same_move(one: Claim, two: Claim) -> bool:
    """Whether two claims are of one person's way to one club, both denied or neither."""
    exits = {Move.EXIT, Move.TRANSFER, Move.LOAN}
    same_goal = one.to_club == two.to_club or (two.to_club is None and two.move in exits and one.move in exits)
    return (
        one.person == two.person and same_goal and one.background == two.background
        and (one.certainty is Certainty.DENIED) == (two.certainty is Certainty.DENIED)
    )  # fmt: skip


def completes(other: Claim, claim: Claim) -> bool:
    """Whether ``other`` says where the loan goes of which ``claim`` tells: "will be at Lyon after joining on loan"."""
    loans = claim.move is Move.LOAN and other.move is Move.LOAN and claim.person == other.person
    goes_there = claim.to_club is None or (claim.to_club == other.to_club and claim.background and not other.background)
    return loans and goes_there and other.to_club is not None and claim.stage is Stage.DONE


def outranks(other: Claim, claim: Claim) -> bool:
    """Whether ``other``, told in the same sentence of the same move, stands for ``claim`` as well."""
    if claim.stage in (Stage.INTEREST, Stage.TALKS, Stage.BID) and other.stage is Stage.REJECTED:
        if ANOTHER_BID in claim.rules and ANOTHER_BID not in other.rules:
            return False  # "will make a second bid after the first was turned down"
        if claim.stage is Stage.BID and claim.fee and other.fee and claim.fee != other.fee:
            return False  # "will offer £50m after £40m was turned down"
        if claim.stage is Stage.INTEREST and _YET in claim.rules and _YET not in other.rules:
            return False  # "will revive their interest after a bid was turned down"
        return other.to_club == claim.to_club and (other.date >= claim.date or claim.stage is Stage.INTEREST)
    if claim.move is Move.EXIT and claim.stage is Stage.OFF and other.stage is Stage.REJECTED:
        return "sell" not in claim.rules  # "asked about him, only to be told that he is not for sale"
    if _relents(other, claim) or _relents(claim, other):
        return claim.stage is Stage.OFF
    if claim.stage is Stage.INTEREST and other.stage is Stage.OFF:
        return other.to_club == claim.to_club and not _is_kept_from(other)
    own = claim.actor is not None and claim.actor == other.actor  # "wants to leave Lyon and join Everton"
    if _is_let_go(claim) and other.move is not Move.EXIT and other.stage in COURTING and not own:
        return False  # "has been told that he can leave, and Everton have asked about him"
    if is_his_wish(claim) and not is_his_wish(other) and other.stage in COURTING:
        return False  # "Everton have bid for Smith, who is keen on the move"
    one_voice = claim.source == other.source or {claim.source.kind, other.source.kind} <= set(VAGUE)
    one_voice |= claim.move is Move.EXIT and claim.source.kind is SourceKind.PUBLISHER  # "may go, X says to Everton"
    if claim.certainty is Certainty.DENIED and claim.stage not in (Stage.INTEREST, other.stage):
        return False  # "we have had no offer and have not spoken to them": neither says the other
    if claim.stage in _PROGRESS and other.stage in _PROGRESS and one_voice:
        exits = claim.move is Move.EXIT and other.move is not Move.EXIT
        kept = claim.move is Move.STAY and other.move is Move.RENEWAL  # "to hand him a pay rise to keep him"
        return other.stage.rung > claim.stage.rung or (other.stage is claim.stage and (exits or kept))
    return False


def _relents(offers: Claim, refusal: Claim) -> bool:
    """Whether a club that does not want to sell takes ``offers`` after all: "but would listen to offers above £70m"."""
    exits = offers.move is Move.EXIT and refusal.move is Move.EXIT
    return exits and offers.stage is Stage.INTEREST and refusal.stage is Stage.OFF and "for-sale" in offers.rules


def _is_kept_from(claim: Claim) -> bool:
    """Whether his own club will not part with him, whoever wants him: what the suitor wants is said beside it."""
    return bool(_KEPT & set(claim.rules))


def _is_let_go(claim: Claim) -> bool:
    """Whether his club is willing to part with him, or he wants to go: an act of its own, whoever wants him."""
    told = claim.certainty is Certainty.ASSERTED or claim.actor is not None
    return claim.move is Move.EXIT and claim.stage is Stage.INTEREST and told


def undoes(other: Claim, claim: Claim) -> bool:
    """Whether ``claim`` is a wish to keep somebody of whom ``other`` tells that he went; that he will stay, where
    ``other`` is his new contract; his people's meeting with his club, where ``other`` is his wish to go; or that he
    left "the club", where ``other`` has him join it: "left the club to join Lyon"."""
    if (claim.move, claim.stage) == (Move.EXIT, Stage.DONE) and claim.from_club is not None:
        joins = has_moved(other, claim.person) and other.to_club == claim.from_club
        return joins and other.background and other.date >= claim.date
    if (claim.move, claim.stage) == (Move.RENEWAL, Stage.TALKS):
        goes = other.move in (Move.TRANSFER, Move.LOAN, Move.EXIT) and other.stage is Stage.INTEREST
        return goes and other.person == claim.person == other.actor
    if (claim.move, claim.stage) == (Move.STAY, Stage.AGREED):  # "has a new deal, which will keep him at Lyon"
        return (other.person, other.move) == (claim.person, Move.RENEWAL) and other.stage in SETTLED
    return (claim.move, claim.stage) == (Move.STAY, Stage.INTEREST) and has_moved(other, claim.person)


def has_moved(claim: Claim, person: str) -> bool:
    """Whether ``claim`` tells that ``person`` has gone to another club, or left his own."""
    moved = claim.stage is Stage.DONE and claim.move in (Move.EXIT, Move.TRANSFER, Move.LOAN)
    return moved and claim.person == person


def is_his_wish(claim: Claim) -> bool:
    """Whether it is he who would go to a club: an act of his own, of whose own interest something else may be told."""
    goes = claim.move in (Move.TRANSFER, Move.LOAN) and claim.to_club is not None
    return goes and claim.actor == claim.person and claim.stage is Stage.INTEREST


_NOUNS = ("departure",)


def foretold(claim: Claim, his: Sequence[Claim]) -> bool:
    """Whether ``claim`` only takes up by a noun the departure that is told before as one to come: "may be on his way
    out. He should do well after his departure"."""
    if claim.rules != _NOUNS or claim.stage is not Stage.DONE:
        return False
    before = (c for c in his if c.evidence[0].start < claim.evidence[0].start and c.from_club == claim.from_club)
    ways = [c for c in before if c.move is Move.EXIT and c.is_news]
    return bool(ways) and all(c.stage is not Stage.DONE for c in ways)


_MOST = 200
"""Claims of one person in one article, at most, before any are joined."""


def within_bounds(claims: list[Claim]) -> list[Claim]:
    """``claims`` but no more of one person than can all be held against each other in a time that does not matter."""
    told: Counter[str] = Counter()
    kept = []
    for claim in claims:
        told[claim.person] += 1
        if told[claim.person] <= _MOST:
            kept.append(claim)
    return kept


def names_better(one: Claim, two: Claim) -> bool:
    """Whether ``one`` has a better source than ``two``, which says the same: one with a name, or reports."""
    if two.source.kind not in VAGUE:
        return False
    rumour = (one.source.kind, two.source.kind) == (SourceKind.PERSON, SourceKind.UNNAMED)
    if rumour and two.evidence[0].start > _LEAD:
        return False  # what is rumoured, and no lead sums up, is nobody's word who speaks on it
    if one.source == two.source and one.source.kind is SourceKind.UNNAMED:
        return two.actor is None and one.actor is not None  # the same rumour, once with whose wish it is
    if one.source.kind in VAGUE:
        return (
            one.source.kind is not two.source.kind
            and two.source.kind is SourceKind.PUBLISHER
            and two.certainty is Certainty.ASSERTED
            and one.certainty is Certainty.ASSERTED
        )
    return True
