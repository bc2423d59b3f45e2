"""What changed in a ledger between two days: the question that ``diff`` and ``brief`` share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from rumourctl.claims.model import Recorded
from rumourctl.errors import NothingFound
from rumourctl.ledger.filters import Filter
from rumourctl.ledger.store import Ledger
from rumourctl.rendering.when import full_day
from rumourctl.sagas.changes import changes
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
    then = ledger.claims(replace(where, as_of=first))
    now = ledger.claims(replace(where, as_of=last))
    if not now:
        raise NothingFound(f"no claim that fits was published by {full_day(last)}")
    before = ledger.sagas(first, Filter(person=where.person, as_of=first))
    after = ledger.sagas(last, Filter(person=where.person, as_of=last))
    return News(saga_changes(changes(then, now), before, after), now)
