"""What changed in a ledger between two days: the question that ``diff`` and ``brief`` share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rumourctl.claims.model import Recorded
from rumourctl.errors import NothingFound
from rumourctl.ledger.filters import Filter
from rumourctl.ledger.store import Ledger
from rumourctl.rendering.when import full_day
from rumourctl.sagas.changes import Change, Kind, changes
from rumourctl.sagas.turns import SagaChange, saga_changes


@dataclass(frozen=True, slots=True)
class News:
    """What became of each saga from the end of one day to the end of another, and all claims known at that end."""

    changes: list[SagaChange]
    known: list[Recorded]


def news(ledger: Ledger, where: Filter, first: date, last: date) -> News:
    """What changed between the end of ``first`` and the end of ``last``, of the person and club in ``where``.

    Raises NothingFound where nothing that fits was published by then.
    """
    now = ledger.claims(replace(where, as_of=last))
    if not now:
        raise _nothing(last)
    then = ledger.claims(replace(where, as_of=first))
    return News(_of_sagas(ledger, changes(then, now), first, last), now)


def heard(ledger: Ledger, where: Filter, first: date, last: date) -> list[SagaChange]:
    """Like :func:`news`, but only what became of those of whom there was word: the claims of nobody else are read."""
    if not any(ledger.each_claim(replace(where, as_of=last, limit=1))):
        raise _nothing(last)
    people = {recorded.known_as for recorded in ledger.each_claim(replace(where, as_of=last, after=first))}
    then, now = (
        [each for name in sorted(people) for each in ledger.claims(replace(where, person=name, as_of=day))]
        for day in (first, last)
    )
    found = changes(then, now, ledger.last_published(replace(where, as_of=first)))
    spoken_of = [change for change in found if change.kind is not Kind.QUIET]
    return _of_sagas(ledger, spoken_of, first, last)


def _of_sagas(ledger: Ledger, stories: Sequence[Change], first: date, last: date) -> list[SagaChange]:
    people = {story.person for story in stories}
    return saga_changes(stories, ledger.sagas_of(people, first), ledger.sagas_of(people, last))


def _nothing(last: date) -> NothingFound:
    return NothingFound(f"no claim that fits was published by {full_day(last)}")
