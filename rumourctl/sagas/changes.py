"""What became of each story between two days: pure functions from the claims known then and now.

A *story* is one person and one club: the club that the person is said to come to or, where no destination is given, to
leave. So "set to replace Ancelotti at Madrid" and "sacked by Madrid" are one story. Staying and renewing at a club is a
story of its own. Each story makes one row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rumourctl.claims.model import SETBACKS, Certainty, Claim, Deal, Move, Precision, Recorded, Role, Source, Stage


class Kind(StrEnum):
    """How a story changed; in the order in which a reader wants to hear of them."""

    SETTLED = "settled"
    """It is done: signed, left, sacked, renewed."""
    CONTRADICTED = "contradicted"
    """One source says so and another denies it."""
    ADVANCED = "advanced"
    FELL_BACK = "fell_back"
    """Called off, turned down, taken back, or down to less after a time without news."""
    APPEARED = "appeared"
    UNCHANGED = "unchanged"
    """New word, but no further than before."""
    QUIET = "quiet"
    """An open story without any new word, of a person of whom there is none."""


@dataclass(frozen=True, slots=True)
class State:
    """Where a story stands. ``sources`` and ``actors`` are all who vouch for this stage, and whose wish it is.

    ``claim_ids`` are the claims that it rests on, the one it was read from first.
    """

    role: Role
    move: Move
    stage: Stage
    certainty: Certainty
    from_club: str | None
    to_club: str | None
    date: date
    date_precision: Precision
    sources: tuple[Source, ...]
    actors: tuple[str, ...]
    deal: Deal | None
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one person's story with ``club``. ``person`` is the display name.

    ``before`` is None where the story is new, ``after`` where there is no new word. ``against`` is the other side of
    a contradiction: what ``after`` denies, or the denial that it meets.
    """

    person: str
    kind: Kind
    club: str
    before: State | None
    after: State | None
    against: State | None = None

    @property
    def from_club(self) -> str | None:
        """The club to be left, as last known."""
        return next((s.from_club for s in (self.after, self.before) if s and s.from_club), None)

    @property
    def to_club(self) -> str | None:
        """The club to be joined, by the latest word; None where that is of leaving."""
        latest = self.after or self.before
        return latest.to_club if latest else None


WINDOW = timedelta(days=120)
"""About a transfer window with what leads up to it. A rung once reached stands for so long; what is said later starts
the story afresh. A denial and a claim that lie further apart do not contradict each other."""

_STAYING = (Move.RENEWAL, Move.STAY)
_Story = tuple[str, str, bool]


def changes(before: Sequence[Recorded], after: Sequence[Recorded], last_day: date | None = None) -> list[Change]:
    """One change a story, the weightiest first; ``before`` are the claims known then, ``after`` those known now.

    History told in passing is no news, unless the text dates it to after what was known then ("sacked in January"):
    after ``last_day``, if more was known then than ``before``.
    """
    known = {recorded.claim_id for recorded in before}
    last_day = last_day or max((recorded.published for recorded in before), default=None)
    old = _stories(recorded for recorded in before if not recorded.claim.background)
    new = _stories(recorded for recorded in after if recorded.claim_id not in known and is_news(recorded, last_day))
    found = [_change(story, old.get(story, []), said) for story, said in new.items()]
    return sorted([*found, *_quiet(old, {person for person, _, _ in new})], key=_weight)


def _quiet(old: dict[_Story, list[Recorded]], heard_of: set[str]) -> list[Change]:
    """The most prominent open story of each person of whom there is no new word at all."""
    silent: dict[str, list[Change]] = defaultdict(list)
    for (person, club, _), said in old.items():
        state = _state(said)
        if person not in heard_of and state.stage not in (Stage.DONE, Stage.OFF):
            silent[person].append(Change(person, Kind.QUIET, club, before=state, after=None))
    return [min(stories, key=_prominence) for stories in silent.values()]


def is_news(recorded: Recorded, last_day: date | None) -> bool:
    """Whether what is said after ``last_day`` is of now, or of what happened since."""
    claim = recorded.claim
    return not claim.background or (last_day is not None and last_day < claim.date < recorded.published)


def _stories(claims: Iterable[Recorded]) -> dict[_Story, list[Recorded]]:
    stories: dict[_Story, list[Recorded]] = defaultdict(list)
    for recorded in sorted(claims, key=lambda r: (r.claim.date, r.published, r.article_id)):
        claim = recorded.claim
        club = claim.to_club or claim.from_club
        if club is not None:
            stories[recorded.known_as, club, claim.move in _STAYING].append(recorded)
    return stories


def _change(story: _Story, old: list[Recorded], new: list[Recorded]) -> Change:
    person, club, _ = story
    asserted, denied = _sides([*old, *new])
    new_asserted, new_denied = _sides(new)
    before = _state(old) if old else None
    after = _state(new_asserted or new_denied)
    now = _state(asserted) if asserted else None
    if now and denied and _contradict(now, _state(denied)):
        against = _state(denied) if new_asserted else now
        return Change(person, Kind.CONTRADICTED, club, before, after, against)
    if before is None:
        kind = Kind.SETTLED if _is_done(after) else Kind.APPEARED
    elif not new_asserted:
        stood = before.certainty is not Certainty.DENIED and before.stage is not Stage.OFF
        kind = Kind.FELL_BACK if stood and before.stage.rung >= after.stage.rung else Kind.UNCHANGED
    elif now and _leaves(before) != _leaves(now) and now.stage is not Stage.DONE:
        before, kind = None, Kind.APPEARED  # came, and is now to go: another matter
    else:
        kind = _step(before, now or after)
    return Change(person, kind, club, before, after)


def _step(before: State, now: State) -> Kind:
    """From where the story stood to where it stands now, both as somebody asserts it."""
    if before.certainty is Certainty.DENIED:
        return Kind.SETTLED if now.stage is Stage.DONE else Kind.ADVANCED
    if before.stage is now.stage and _leaves(before) == _leaves(now):
        return Kind.UNCHANGED
    if now.stage is Stage.DONE:
        return Kind.SETTLED
    if now.stage in SETBACKS:
        return Kind.FELL_BACK
    forward = before.stage in SETBACKS or now.stage.rung > before.stage.rung
    return Kind.ADVANCED if forward else Kind.FELL_BACK


def _sides(claims: list[Recorded]) -> tuple[list[Recorded], list[Recorded]]:
    """Who says so, and who denies it."""
    denied = [recorded for recorded in claims if recorded.claim.certainty is Certainty.DENIED]
    return [recorded for recorded in claims if recorded.claim.certainty is not Certainty.DENIED], denied


def _contradict(asserted: State, denied: State) -> bool:
    """Whether two sources differ: "no talks" goes against a bid, "nothing signed" does not go against talks.

    What is done has outlived the denials before it.
    """
    return (
        asserted.stage is not Stage.OFF
        and (asserted.stage is not Stage.DONE or denied.date > asserted.date)
        and asserted.stage.rung >= denied.stage.rung
        and set(asserted.sources) != set(denied.sources)
        and abs(asserted.date - denied.date) <= WINDOW
    )


def _state(claims: list[Recorded]) -> State:
    """Where the claims of one story, in order of date, leave it: as asserted, or denied where nobody asserts it."""
    asserted, denied = _sides(claims)
    top: list[Recorded] = []
    last_word = date.min
    for recorded in asserted or denied:
        after_silence = recorded.claim.date - last_word > WINDOW
        if not top or after_silence or _replaces(recorded.claim, top[-1].claim):
            top = [recorded]
        elif recorded.claim.stage is top[-1].claim.stage:
            top.append(recorded)
        last_word = recorded.claim.date
    spoken = max(top, key=lambda r: (r.claim.certainty is Certainty.ASSERTED, r.claim.date))
    claim = spoken.claim
    latest = max(top, key=lambda r: r.claim.date).claim
    return State(
        role=claim.role,
        move=claim.move,
        stage=claim.stage,
        certainty=claim.certainty,
        from_club=claim.from_club or next((r.claim.from_club for r in top if r.claim.from_club), None),
        to_club=claim.to_club,
        date=latest.date,
        date_precision=latest.date_precision,
        sources=tuple(dict.fromkeys(r.claim.source for r in top)),
        actors=tuple(dict.fromkeys(r.claim.actor for r in top if r.claim.actor)),
        deal=claim.deal or next((r.claim.deal for r in top if r.claim.deal), None),
        claim_ids=tuple(dict.fromkeys(r.claim_id for r in (spoken, *top))),
    )


def _replaces(claim: Claim, top: Claim) -> bool:
    """Whether a later claim takes the place of the furthest one so far, rather than standing beside or below it."""
    return (
        claim.stage.rung > top.stage.rung
        or (top.stage is Stage.OFF and claim.stage is not Stage.OFF)
        or (top.stage is Stage.REJECTED and claim.stage is Stage.BID)
        or _leaves(top) != _leaves(claim)
    )


def _leaves(said: Claim | State) -> bool:
    return said.to_club is None


def _is_done(state: State) -> bool:
    return state.stage is Stage.DONE and state.certainty is not Certainty.DENIED


def _prominence(change: Change) -> tuple[object, ...]:
    """Of a person's stories the one to name first: to another club, then away, then staying; the furthest."""
    state = change.before
    return () if state is None else (state.move in _STAYING, _leaves(state), -state.stage.rung, change.club)


def _weight(change: Change) -> tuple[object, ...]:
    state = change.after or change.before
    rung = state.stage.rung if state else 0
    return (list(Kind).index(change.kind), -rung, change.person, change.club)
