"""Who was right about a saga: each source judged once, by one set of rules.

**The base rule** is that of published league tables of newspapers: by destination, whatever the stage and certainty
claimed. A source is *right* when the person went where it said, *wrong* when not, and *open* while the saga is.

* A source that spoke of several destinations is judged on the true one if it named it, else on its first. What it
  says once the outcome is known does not count.
* A denial is right when what it rules out did not come about. So is "not for sale" when the person did not leave.
* A promise to stay is right when the person did not leave before the time that it names, else before the saga ended.
* A journalist's claim counts for the journalist and, once, for the outlet; what an article says in its own voice
  counts for its publisher, where that is known. An outlet that only passes on what another reports is no source of it,
  and of near-copies of one article only the first counts.
* Not judged are wishes of a person or club, and the announcement of the event itself; nor what is told as history.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from rumourctl.claims.model import Certainty, Claim, Deal, Fee, Move, Precision, Recorded, Source, SourceKind, Stage
from rumourctl.sagas.outcome import Fate, Outcome
from rumourctl.sagas.promises import promised_until
from rumourctl.sagas.threads import is_wish


class Verdict(StrEnum):
    """Whether a statement has turned out to be so."""

    RIGHT = "right"
    WRONG = "wrong"
    OPEN = "open"


class Sort(StrEnum):
    """What kind of statement a source is judged on."""

    MOVE = "move"
    DENIAL = "denial"
    STAY = "stay"


@dataclass(frozen=True, slots=True)
class Judged:
    """One source in one saga. ``club`` is the destination, or the club to be left or stayed at; ``stage`` and
    ``certainty`` are the furthest that the source went; ``outlet`` is that of a journalist.

    ``verdict`` stands until the day ``turns``, on which it becomes ``turned``: when the window closes, or when the time
    of a promise has come. ``first`` is the earliest day on which the source said anything that is judged, and ``lead``
    the days from there to the event, for a source that was right about where the person went. ``claim_ids`` are the
    claims that are judged, first to last.
    """

    source: Source
    outlet: str | None
    sort: Sort
    club: str | None
    away: bool
    move: Move
    stage: Stage
    certainty: Certainty
    first: date
    verdict: Verdict
    turns: date | None
    turned: Verdict | None
    lead: int | None
    fee: Fee | None
    deal: Deal | None
    claim_ids: tuple[str, ...]

    def at(self, today: date) -> Judged:
        """The same as it stands on a day."""
        if self.turned is None or self.turns is None or today < self.turns:
            return self
        return replace(self, verdict=self.turned, turns=None, turned=None)


_JUDGED = (SourceKind.OUTLET, SourceKind.JOURNALIST, SourceKind.PERSON, SourceKind.CLUB)


def credited(recorded: Recorded) -> Iterator[tuple[Source, str | None]]:
    """The sources for whom a claim counts, a journalist with the outlet: both the journalist and the outlet."""
    claim = recorded.claim
    source = claim.source
    if source.kind is SourceKind.PUBLISHER and recorded.voice:
        yield Source(SourceKind.OUTLET, recorded.voice), None
    if source.kind not in _JUDGED or source.name is None:
        return
    outlet = claim.via[-1] if source.kind is SourceKind.JOURNALIST and claim.via else None
    yield source, outlet
    if outlet:
        yield Source(SourceKind.OUTLET, outlet), None


def vouchers(said: Iterable[Recorded], club: str | None) -> frozenset[str]:
    """The independent sources of a thread: outlets (a journalist is one with the outlet) that vouch for it themselves.

    Persons, clubs, unnamed sources and articles of an unknown publisher do not count, and however many articles carry
    the report of an outlet, it counts once.
    """
    found = set()
    for recorded in said:
        claim = recorded.claim
        if claim.is_news and claim.move is not Move.STAY and claim.to_club == club and claim.stage is not Stage.OFF:
            names = {source.kind: source.name for source, _ in credited(recorded)}
            found.add(names.get(SourceKind.OUTLET) or names.get(SourceKind.JOURNALIST))
    return frozenset(name for name in found if name)


def voice(judged: Judged) -> str:
    """Whose voice a source is: an outlet and its journalists are one."""
    return judged.outlet or judged.source.name or ""


def judge(said: Sequence[Recorded], ended: Outcome, closes: date | None = None) -> list[Judged]:
    """One row a source, for the claims of one saga in order; ``closes`` is the last day of its window, if any."""
    by_source: dict[tuple[SourceKind, str | None], list[tuple[Recorded, Source, str | None]]] = defaultdict(list)
    for recorded in (r for r in said if _is_judged(r) and not _afterwards(r.claim, ended)):
        for source, outlet in credited(recorded):
            by_source[source.kind, source.name].append((recorded, source, outlet))
    return [_judged(rows, ended, closes) for _, rows in sorted(by_source.items(), key=lambda item: str(item[0]))]


def _afterwards(claim: Claim, ended: Outcome) -> bool:
    """Whether something is said once the outcome is known."""
    return ended.fate is Fate.CONFIRMED and ended.on is not None and claim.date > ended.on


def _is_judged(recorded: Recorded) -> bool:
    claim = recorded.claim
    if claim.background:
        return False
    if claim.certainty is Certainty.DENIED:
        return True
    if is_wish(claim) or (claim.move is Move.STAY and claim.stage is Stage.INTEREST):
        return False
    announced = claim.stage is Stage.DONE or (claim.stage is Stage.OFF and claim.to_club is not None)
    return not (claim.source.kind in (SourceKind.CLUB, SourceKind.PUBLISHER) and announced)


def _judged(rows: list[tuple[Recorded, Source, str | None]], ended: Outcome, closes: date | None) -> Judged:
    said = [recorded for recorded, _, _ in rows]
    _, source, outlet = rows[0]
    target = _target([r.claim for r in said], ended)
    on_it = [r for r in said if _aims_at(r.claim) == target]
    positive = [r for r in on_it if _sort(r.claim) is not Sort.DENIAL] or on_it
    furthest = max(positive, key=lambda r: (r.claim.stage.rung, r.claim.certainty is Certainty.ASSERTED)).claim
    sort, away = _sort(furthest), furthest.to_club is None
    verdict = _verdict(sort, furthest, ended)
    turns = None
    if verdict is Verdict.OPEN:
        turns = (sort is Sort.STAY and promised_until(furthest)) or (closes + timedelta(days=1) if closes else None)
    exact = [r.claim.date for r in said if r.claim.date_precision is Precision.DAY]
    first = min(exact or [r.claim.date for r in said])
    came_true = verdict is Verdict.RIGHT and sort is Sort.MOVE and ended.on is not None
    return Judged(
        source=source,
        outlet=outlet,
        sort=sort,
        club=furthest.to_club or furthest.from_club,
        away=away,
        move=furthest.move,
        stage=furthest.stage,
        certainty=furthest.certainty,
        first=first,
        verdict=verdict,
        turns=turns,
        turned=None if turns is None else Verdict.WRONG if sort is Sort.MOVE else Verdict.RIGHT,
        lead=(ended.on - first).days if came_true and ended.on else None,
        fee=next((r.claim.fee for r in reversed(positive) if r.claim.fee), None),
        deal=next((r.claim.deal for r in reversed(positive) if r.claim.deal), None),
        claim_ids=tuple(r.claim_id for r in said),
    )


def _sort(claim: Claim) -> Sort:
    if claim.move is Move.STAY:
        return Sort.STAY
    ruled_out = claim.certainty is Certainty.DENIED or claim.stage is Stage.OFF
    return Sort.DENIAL if ruled_out else Sort.MOVE


def _aims_at(claim: Claim) -> tuple[bool, str | None]:
    """What a statement is about: staying, or a destination (None: leaving)."""
    return claim.move is Move.STAY, claim.to_club


def _target(claims: Sequence[Claim], ended: Outcome) -> tuple[bool, str | None]:
    """The true destination if it was named, else the first that was named."""
    moves = [claim for claim in claims if claim.move is not Move.STAY]
    came_true = ended.fate is Fate.CONFIRMED
    true = [claim for claim in moves if came_true and claim.to_club == ended.destination]
    return _aims_at((true or moves or claims)[0])


def _verdict(sort: Sort, claim: Claim, ended: Outcome) -> Verdict:
    if sort is Sort.STAY:
        return _kept(claim, ended)
    if ended.fate is Fate.OPEN:
        return Verdict.OPEN
    happened = ended.fate is Fate.CONFIRMED and (
        ended.left if claim.to_club is None else claim.to_club == ended.destination
    )
    return Verdict.RIGHT if happened == (sort is Sort.MOVE) else Verdict.WRONG


def _kept(claim: Claim, ended: Outcome) -> Verdict:
    until = promised_until(claim)
    if ended.left and ended.on and (until is None or ended.on < until):
        return Verdict.WRONG
    return Verdict.RIGHT if until is None and ended.fate is not Fate.OPEN else Verdict.OPEN
