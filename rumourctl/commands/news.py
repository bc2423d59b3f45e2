"""What changed in a ledger between two days: the question that ``diff`` and ``brief`` share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from rumourctl.claims.model import Claim, Recorded
from rumourctl.errors import NothingFound
from rumourctl.ledger.filters import Filter
from rumourctl.ledger.store import Ledger
from rumourctl.rendering.when import full_day
from rumourctl.sagas.changes import Change, Kind, changes
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
    people = {story.person for story in told}
    before, after = (ledger.known_of(people, day) for day in (first, last))
    return saga_changes(told, before, after)


def heard(ledger: Ledger, where: Filter, first: date, last: date) -> list[SagaChange]:
    """Like :func:`news`, but only what became of those of whom there was word: no other claims are read."""
    if not any(ledger.each_claim(replace(where, as_of=last, limit=1))):
        raise _nothing(last)
    meanwhile = ledger.meanwhile(where, first, last)
    said = meanwhile.said()
    before = [recorded for recorded in meanwhile.before() if _is_of(recorded.claim, where.club)]
    found = changes(before, said, ledger.last_published(replace(where, as_of=first)))
    spoken_of = [change for change in found if change.kind is not Kind.QUIET]
    then, now = meanwhile.sagas(_begun(spoken_of, {recorded.claim_id: recorded for recorded in (*before, *said)}))
    return saga_changes(spoken_of, then, now)


def _begun(stories: Iterable[Change], claims: Mapping[str, Recorded]) -> dict[str, date]:
    """By person, the day of the earliest of the claims that tell of which sagas stories are."""
    found: dict[str, date] = {}
    for story in stories:
        told = [claims[i] for state in (story.after, story.before) if state for i in state.claim_ids]
        new = [recorded for recorded in told[:1] if not recorded.claim.background]
        day = min(recorded.claim.date for recorded in new or told)
        found[story.person] = min(found.get(story.person, day), day)
    return found


def _is_of(claim: Claim, club: str | None) -> bool:
    return club in (None, claim.from_club, claim.to_club)


def _nothing(last: date) -> NothingFound:
    return NothingFound(f"no claim that fits was published by {full_day(last)}; take a later day, or ask for more")
