"""What became of each saga between two days: the changes of its stories, told together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rumourctl.sagas.changes import Change, Kind
from rumourctl.sagas.outcome import Fate
from rumourctl.sagas.outlines import Outline


class Turn(StrEnum):
    """How a saga changed; in the order in which a reader wants to hear of them."""

    SETTLED = "settled"
    """It is done: joined, left, renewed."""
    CONTRADICTED = "contradicted"
    """One source says so and another denies it."""
    ADVANCED = "advanced"
    FELL_BACK = "fell_back"
    OPENED = "opened"
    UNCHANGED = "unchanged"
    """New word, but it stands where it stood."""
    QUIET = "quiet"
    """Open, and without any new word."""
    LAPSED = "lapsed"
    """Its window closed without any new word."""

    @property
    def is_silent(self) -> bool:
        """Whether nothing was said."""
        return self in (Turn.QUIET, Turn.LAPSED)


@dataclass(frozen=True, slots=True)
class SagaChange:
    """What became of one saga: where it stood and stands, and the stories that changed, the weightiest first.

    ``before`` is None where it is new, ``after`` only for what is history told anew, which belongs to no saga.
    """

    turn: Turn
    before: Outline | None
    after: Outline | None
    stories: tuple[Change, ...]


def saga_changes(stories: Sequence[Change], before: Iterable[Outline], after: Iterable[Outline]) -> list[SagaChange]:
    """The changes of ``stories`` by saga, the weightiest first; ``before`` and ``after`` are the sagas as of the two
    days."""
    then = {claim_id: saga for saga in before for claim_id in saga.claim_ids}
    now = {claim_id: saga for saga in after for claim_id in saga.claim_ids}
    grouped: dict[tuple[str, str], list[Change]] = {}
    for story in stories:
        saga = _saga_of(story, now)
        # History belongs to no saga; each story of it stands for itself.
        place = (story.person, saga.saga_id) if saga else (f"{story.person} {story.club}", "")
        grouped.setdefault(place, []).append(story)
    found = []
    for told in grouped.values():
        saga = _saga_of(told[0], now)
        was = next((then[claim_id] for claim_id in saga.claim_ids if claim_id in then), None) if saga else None
        found.append(SagaChange(_turn(told, was, saga), was, saga, tuple(told)))
    order = list(Turn)
    return sorted(found, key=lambda change: order.index(change.turn))


def _saga_of(story: Change, sagas: dict[str, Outline]) -> Outline | None:
    states = [state for state in (story.after, story.before) if state]
    return next((sagas[i] for state in states for i in state.claim_ids if i in sagas), None)


_OF_HISTORY = {Kind.APPEARED: Turn.OPENED}


def _turn(stories: Sequence[Change], before: Outline | None, after: Outline | None) -> Turn:
    if after is None:
        kind = stories[0].kind
        return _OF_HISTORY.get(kind) or Turn(kind.value)
    if all(story.kind is Kind.QUIET for story in stories):
        return Turn.LAPSED if after.is_settled else Turn.QUIET
    done_now = _is_done(after) and not (before and _is_done(before))
    if done_now or any(story.kind is Kind.SETTLED for story in stories):
        return Turn.SETTLED
    if any(story.kind is Kind.CONTRADICTED for story in stories):
        return Turn.CONTRADICTED
    if before is None:
        return Turn.OPENED
    if after.standing.height == before.standing.height:
        return Turn.UNCHANGED
    return Turn.ADVANCED if after.standing.height > before.standing.height else Turn.FELL_BACK


def _is_done(saga: Outline) -> bool:
    return saga.ended.fate is Fate.CONFIRMED
