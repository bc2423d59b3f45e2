"""A claim in plain words: a predicate that goes with the person's name, whoever that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rumourctl.claims.model import Certainty, Claim, Deal, Move, Recorded, Role, Source, SourceKind, Stage
from rumourctl.rendering.when import month_or_year

_UNDER_WAY = {
    Stage.TALKS: "in talks to ",
    Stage.TERMS: "agreed personal terms to ",
    Stage.CLOSE: "set to ",
    Stage.AGREED: "will ",
    Stage.MEDICAL: "having a medical to ",
}
# infinitive, gerund, past, and how the club that the person leaves is joined on
_LEAVE = ("leave", "leaving", "left", "")
_DEPARTURES = {
    Deal.SACKED: ("be sacked", "being sacked", "sacked", "by "),
    Deal.RESIGNED: ("resign", "resigning", "resigned", "from "),
    Deal.RELEASED: ("be released", "being released", "released", "by "),
    Deal.RETIRED: ("retire", "retiring", "retired", "at "),
}
_INFINITIVE, _GERUND, _PAST, _LINK = range(4)
_DEALS = {
    Deal.FREE: " on a free transfer",
    Deal.SWAP: " in a swap",
    Deal.LOAN_WITH_OPTION: " with an option to buy",
    Deal.LOAN_WITH_OBLIGATION: " with an obligation to buy",
    Deal.PERMANENT: " on a permanent deal",
    Deal.SACKED: ", having been sacked",
    Deal.RESIGNED: ", having resigned",
    Deal.RELEASED: ", having been released",
    Deal.RETIRED: ", having retired",
}
_ROLES = {Role.PLAYER: "", Role.MANAGER: " as manager", Role.STAFF: " as staff"}
_CERTAINTY_MARKS = {Certainty.ASSERTED: "", Certainty.HEDGED: "?", Certainty.DENIED: " ✗"}


def words(claim: Claim, *, at: str | None = None, of: str | None = None) -> str:
    """What ``claim`` says of its person, such as "joined Liverpool from Brighton & Hove Albion".

    It is a predicate, so that it needs no pronoun and fits any person and any number. What the reader knows
    goes unsaid: that the person comes from ``at``, and all mention of ``of``, the club whose page this is.
    Whether the source hedges is left to the stage beside it; a denial is said, for it turns the meaning round.
    """
    predicate = _Predicate(claim, (at, of), of)
    said = predicate.statement() + ("" if predicate.names_bid else predicate.deal_and_fee)
    if claim.contract_until:
        said += f", contract to {month_or_year(claim.contract_until)}"
    return f"denied: {said}" if claim.certainty is Certainty.DENIED else said


def stage_words(claim: Claim) -> str:
    """The stage with a mark of its certainty: "talks" asserted, "talks?" hedged, "talks ✗" denied."""
    return claim.stage.value + _CERTAINTY_MARKS[claim.certainty]


def vouching_words(recorded: Recorded) -> str:
    """Who vouches for a recorded claim; see :func:`source_words`."""
    claim = recorded.claim
    # A source may be called by the name of the article or by the one of the ledger.
    own = claim.source.name in (claim.person, recorded.known_as)
    person = claim.source.name if own and claim.source.name else ""
    return source_words(claim.source, claim.via, recorded.publisher, person)


def source_words(source: Source, via: Sequence[str] = (), publisher: str | None = None, person: str = "") -> str:
    """Who vouches, and through whom: "Defensa Central", "own words (TyC Sports)", "unnamed".

    The publisher's own voice is its name, or "–" where nobody knows it; ``person`` is whom the claim is about.
    """
    match source.kind:
        case SourceKind.PUBLISHER:
            name = publisher or "–"
        case SourceKind.PERSON if source.name is not None and source.name == person:
            name = "own words"
        case SourceKind.PERSON:
            name = source.name or "somebody unnamed"
        case _:
            name = source.name or "unnamed"
    return f"{name} ({', '.join(via)})" if via else name


@dataclass(frozen=True, slots=True)
class _Predicate:
    claim: Claim
    known_origins: tuple[str | None, ...]
    unsaid: str | None

    def statement(self) -> str:
        """The predicate for the stage of the claim; its deal and sum are in it only where it names a bid."""
        match self.claim.stage:
            case Stage.INTEREST:
                return self._interest()
            case Stage.BID:
                offered = f"the chance to {self._act(_INFINITIVE)}"
                return f"subject of {self._bid}" if self.names_bid else f"offered {offered}"
            case Stage.REJECTED:
                return self._rejected()
            case Stage.DONE:
                return self._act(_PAST)
            case Stage.OFF:
                return self._off()
            case stage:
                return _UNDER_WAY[stage] + self._act(_INFINITIVE)

    @property
    def names_bid(self) -> bool:
        """Whether the statement speaks of a bid, and so of its deal and its sum with it."""
        claim = self.claim
        turned_down = claim.stage is Stage.REJECTED and claim.actor not in (claim.person, claim.to_club)
        return self._joins and (claim.stage is Stage.BID or turned_down)

    @property
    def deal_and_fee(self) -> str:
        """How the deal is made, unless the verb says so, and for how much."""
        claim = self.claim
        said_by_verb = claim.move is Move.EXIT and claim.deal in _DEPARTURES
        deal = _DEALS[claim.deal] if claim.deal and not said_by_verb else ""
        return deal + (f" ({claim.fee.text})" if claim.fee else "")

    @property
    def _joins(self) -> bool:
        """Whether the person goes to a club that is named."""
        return self.claim.move in (Move.TRANSFER, Move.LOAN) and self.claim.to_club is not None

    @property
    def _own_wish(self) -> bool:
        return self.claim.actor == self.claim.person

    @property
    def _by_other(self) -> str:
        """By whom, where that is neither the person nor the club that would act anyway."""
        claim = self.claim
        natural = claim.to_club or claim.from_club
        return f" by {claim.actor}" if claim.actor not in (None, claim.person, natural) else ""

    @property
    def _bid(self) -> str:
        loan = "loan " if self.claim.move is Move.LOAN else ""
        kind = f"a {loan}bid" if self.claim.role is Role.PLAYER else "an offer"
        return kind + self._club(" from ", self.claim.to_club) + self.deal_and_fee

    @property
    def _loan(self) -> str:
        return " on loan" if self.claim.move is Move.LOAN else ""

    @property
    def _role(self) -> str:
        return _ROLES[self.claim.role]

    def _club(self, link: str, name: str | None) -> str:
        return "" if name == self.unsaid and name is not None else link + (name or "the club")

    def _home(self, link: str) -> str:
        return self._club(link, self.claim.from_club or self.claim.to_club)

    def _origin(self, form: str = " from {}") -> str:
        known = (None, self.claim.to_club, self.claim.actor, *self.known_origins)
        return "" if self.claim.from_club in known else form.format(self.claim.from_club)

    def _act(self, form: int, *, origin: bool = True) -> str:
        """The move as a verb phrase: "join Liverpool on loan", "leaving Chelsea", "sacked by Real Madrid"."""
        if self.claim.move is Move.RENEWAL:
            return f"{('sign', 'signing', 'signed')[form]} a new contract{self._home(' at ')}"
        if self.claim.move is Move.STAY:
            return ("stay", "staying", "stayed")[form] + self._home(" at ")
        if self._joins:
            club = self._club(" ", self.claim.to_club)
            where_from = self._origin() if origin else ""
            return ("join", "joining", "joined")[form] + club + self._loan + self._role + where_from
        verb = _DEPARTURES.get(self.claim.deal, _LEAVE) if self.claim.deal else _LEAVE
        return verb[form] + self._home(f" {verb[_LINK]}") + self._loan

    def _interest(self) -> str:
        move, by = self.claim.move, self._by_other
        if self._own_wish or (move is Move.STAY and not self.claim.actor):
            return "wants to " + self._act(_INFINITIVE)
        if move is Move.RENEWAL:
            return "wanted for a new contract" + self._home(" at ") + by
        if move is Move.STAY:
            return "wanted for longer" + (self._home(" at ") + by if by else self._home(" by "))
        if self._joins:
            club = self._club(" at " if by else " by ", self.claim.to_club)
            return "wanted" + self._loan + club + self._role + by + self._origin(" (from {})")
        if self.claim.deal in _DEPARTURES or (not by and self.claim.role is not Role.PLAYER):
            return "could " + self._act(_INFINITIVE)
        if by:
            return "wanted out" + self._home(" of ") + self._loan + by
        return ("up for loan" if self._loan else "up for sale") + self._home(" at ")

    def _rejected(self) -> str:
        if self.names_bid:
            return f"subject of {self._bid}, rejected{self._by_other}"
        if self._joins and not self._own_wish:
            return f"turned down by {self.claim.to_club}"
        refused = "turned down" if self._own_wish else "refused"
        return f"{refused} the chance to {self._act(_INFINITIVE)}{self._by_other}"

    def _off(self) -> str:
        if self._own_wish:
            return f"ruled out {self._act(_GERUND)}"
        if self._joins and self.claim.actor == self.claim.to_club:
            return "no longer wanted" + self._club(" by ", self.claim.to_club)
        if by := self._by_other:
            return f"kept from {self._act(_GERUND, origin=False)}{by}"
        return f"not {self._act(_GERUND)}"
