"""How a saga ended: what was done and who says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rumourctl.claims.model import Certainty, Claim, Fee, Move, Recorded, SourceKind, Stage
from rumourctl.sagas.threads import Course, Thread


class Fate(StrEnum):
    """What became of a saga, of a thread."""

    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a saga ended. ``destination`` is None where the person only left, or nothing was done.

    ``on`` is the day of the event (None where nobody tells it), or that on which the last thread closed; ``claim_id``
    is the claim that confirms it. ``left`` says whether the person went away from where he was, ``fee`` what was paid,
    as last told of the deal that was done or agreed.
    """

    fate: Fate
    destination: str | None = None
    on: date | None = None
    claim_id: str | None = None
    left: bool = False
    move: Move | None = None
    fee: Fee | None = None


_CONFIRMING = (SourceKind.CLUB, SourceKind.PUBLISHER)


def outcome(said: Sequence[Recorded], course: Course, history: Sequence[Recorded] = ()) -> Outcome:
    """How the saga of the claims ``said`` (in order), whose course is ``course``, ended, the close of windows aside.

    Done is what a club, or an article in its own voice, says is done, the last word counting. Where the news does not
    tell, ``history`` of that time, told later in passing, does, as far as it speaks of where the saga was to lead.
    """
    found = course.threads
    for recorded in reversed(said):
        thread = found.get(recorded.claim.to_club)
        if confirms(recorded.claim) and thread and thread.is_open and thread.stage is Stage.DONE:
            return _confirmed(said, recorded, _going(said, recorded.claim))
    for recorded in filter(lambda r: tells_end(r.claim), history):
        claim = recorded.claim
        if claim.to_club in found:
            return _confirmed([*said, recorded], recorded, claim)
        if claim.to_club is None and claim.from_club in found:
            # Who has left a club had joined it, on a day that is not told.
            return Outcome(Fate.CONFIRMED, claim.from_club, claim_id=recorded.claim_id, left=True, move=Move.TRANSFER)
    if found and all(thread.closed for thread in found.values()):
        return Outcome(Fate.REFUTED, on=max(thread.closed for thread in found.values() if thread.closed))
    return Outcome(Fate.OPEN)


def fates(found: Mapping[str | None, Thread], ended: Outcome) -> dict[str | None, Fate]:
    """What became of each thread; leaving came true wherever the person went."""
    return {club: _fate(thread, ended) for club, thread in found.items()}


def _fate(thread: Thread, ended: Outcome) -> Fate:
    if ended.fate is Fate.CONFIRMED:
        true = ended.left if thread.club is None else thread.club == ended.destination
        return Fate.CONFIRMED if true else Fate.REFUTED
    return Fate.REFUTED if ended.fate is Fate.REFUTED or thread.closed else Fate.OPEN


def tells_end(claim: Claim) -> bool:
    """Whether a claim, be it news or history, says that something was done, in a voice that settles a saga."""
    is_done = claim.stage is Stage.DONE and claim.certainty is not Certainty.DENIED
    return is_done and claim.move is not Move.STAY and claim.source.kind in _CONFIRMING


def confirms(claim: Claim) -> bool:
    """Whether a claim settles a saga: done, said by a club or by the article in its own voice, as news."""
    return tells_end(claim) and not claim.background


def _confirmed(said: Sequence[Recorded], by: Recorded, going: Claim) -> Outcome:
    return Outcome(
        fate=Fate.CONFIRMED,
        destination=going.to_club,
        on=going.date,
        claim_id=by.claim_id,
        left=going.move is not Move.RENEWAL,
        move=going.move,
        fee=_paid(said, going.to_club),
    )


def _going(said: Sequence[Recorded], last: Claim) -> Claim:
    """Of leaving one club and joining another in one saga, the joining tells where the story ended."""
    if last.to_club is not None:
        return last
    joined = [r.claim for r in said if confirms(r.claim) and r.claim.to_club not in (None, last.from_club)]
    return joined[-1] if joined else last


def _paid(said: Sequence[Recorded], club: str | None) -> Fee | None:
    """The fee of the deal: as told with what is done, else with what is agreed."""
    claims = [r.claim for r in said if r.claim.to_club == club and r.claim.fee]
    struck = [c for c in claims if c.stage in _STRUCK and c.certainty is not Certainty.DENIED]
    told = sorted(struck, key=_weight)
    return told[-1].fee if told else None


_STRUCK = (Stage.AGREED, Stage.MEDICAL, Stage.DONE)


def _weight(claim: Claim) -> tuple[bool, date]:
    return claim.stage is Stage.DONE, claim.date
