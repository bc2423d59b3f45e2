"""What changed in a ledger between two days: the question that ``diff`` and ``brief`` share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from rumourctl.claims.model import Claim, Recorded
from rumourctl.errors import NothingFound
from rumourctl.ledger.filters import Filter
from rumourctl.ledger.store import Ledger
from rumourctl.rendering.when import full_day
from rumourctl.sagas.changes import Change, Kind, changes, is_news
from rumourctl.sagas.turns import SagaChange, saga_changes

MANY = 5000
"""Among so many claims it is not looked for who has gone quiet, unless that is asked for: they would be read for
seconds."""


def is_much(ledger: Ledger, where: Filter) -> bool:
    """Whether there are so many claims under ``where``."""
    return ledger.count_claims(where, MANY) >= MANY


def news(ledger: Ledger, where: Filter, first: date, last: date) -> list[SagaChange]:
    """What changed between the end of ``first`` and the end of ``last``, of the person and club in ``where``.

    Raises NothingFound where nothing that fits was published by then.
    """
    now = ledger.claims(replace(where, as_of=last))
    if not now:
        raise _nothing(last)
    then = ledger.claims(replace(where, as_of=first))
    told = changes(then, now)
    known = ledger.meanwhile(where, first, last).known(_of_sagas(told, now))
    return saga_changes(told, known.then, known.now)


def heard(ledger: Ledger, where: Filter, first: date, last: date) -> list[SagaChange]:
    """Like :func:`news`, but only what became of those of whom there was word: no other claims are read."""
    if not any(ledger.each_claim(replace(where, as_of=last, limit=1))):
        raise _nothing(last)
    meanwhile = ledger.meanwhile(where, first, last)
    said, last_day = meanwhile.said(), ledger.last_published(replace(where, as_of=first))
    known = meanwhile.known(_begun(said, last_day))
    found = changes([recorded for recorded in known.claims if _is_of(recorded.claim, where.club)], said, last_day)
    return saga_changes([change for change in found if change.kind is not Kind.QUIET], known.then, known.now)


def _begun(said: Iterable[Recorded], last_day: date | None) -> dict[str, date]:
    """Of whom there is news after ``last_day``, and from which day on are the sagas that it is of."""
    found: dict[str, date] = {}
    for recorded in said:
        if is_news(recorded, last_day):
            # History is of no saga, but what it is told of may have one that was over long before.
            day = date.min if recorded.claim.background else recorded.claim.date
            found[recorded.known_as] = min(found.get(recorded.known_as, day), day)
    return found


def _of_sagas(told: Iterable[Change], now: Iterable[Recorded]) -> dict[str, date]:
    """By person, the day of the earliest of the claims that tell of which sagas stories are: of each story the first
    claim that is still known and no history."""
    days = {recorded.claim_id: recorded.claim.date for recorded in now if not recorded.claim.background}
    found: dict[str, date] = {}
    for story in told:
        ids = (i for state in (story.after, story.before) if state for i in state.claim_ids)
        day = next((days[i] for i in ids if i in days), None)
        if day is not None:
            found[story.person] = min(found.get(story.person, day), day)
    return found


def _is_of(claim: Claim, club: str | None) -> bool:
    return club in (None, claim.from_club, claim.to_club)


def _nothing(last: date) -> NothingFound:
    return NothingFound(f"no claim that fits was published by {full_day(last)}; take a later day, or ask for more")
