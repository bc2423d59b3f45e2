"""What changed between two days: saga by saga, a row a story, then and now side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from rumourctl.claims.model import Certainty, Claim
from rumourctl.rendering.claims import stage_cell
from rumourctl.rendering.formats import Row
from rumourctl.rendering.output import View
from rumourctl.rendering.sheet import Cell, Column, Sheet, how_many
from rumourctl.rendering.when import full_day, when
from rumourctl.rendering.words import source_words, words
from rumourctl.sagas.changes import Change, State
from rumourctl.sagas.outlines import Outline
from rumourctl.sagas.saga import Saga
from rumourctl.sagas.threads import Status
from rumourctl.sagas.turns import SagaChange, Turn

_SIGNS = {
    Turn.SETTLED: ("!", "bold green"),
    Turn.CONTRADICTED: ("✗", "red"),
    Turn.ADVANCED: ("↑", "green"),
    Turn.FELL_BACK: ("↓", "red"),
    Turn.OPENED: ("+", "cyan"),
    Turn.UNCHANGED: ("=", "dim"),
    Turn.QUIET: ("~", "dim"),
    Turn.LAPSED: ("×", "dim"),
}
_COLUMNS = (
    *("kind", "person", "club", "from_club", "to_club", "before", "after", "against"),
    *("saga_id", "saga_kind", "saga_before", "saga_after"),
)
_NAMED = 5
"""How many who have gone quiet are named before the rest is only counted."""


def changes_view(
    start: date, end: date, about: Sequence[str], club: str | None, quiet: Sequence[SagaChange], more: int = 0
) -> View[SagaStory]:
    """Changes between two days; ``about`` says to whom they are limited, ``club`` goes unsaid in its own rows.

    ``quiet`` are the sagas that have gone quiet, whose persons are only named, and ``more`` changes are only counted.
    """

    def sheet(shown: Sequence[SagaStory]) -> Sheet:
        """The sagas of the stories, one below the other."""
        sagas = list(dict.fromkeys(each.saga for each in shown))
        return Sheet(
            columns=[
                Column("Change"),
                Column("Person" if club else "Person · club", wraps=True),
                Column("Then", wraps=True),
                Column("Now", wraps=True),
            ],
            rows=[row for saga in sagas for row in _rows(saga, club, end)],
            subject=f"{full_day(start)} → {full_day(end)}",
            facts=[*about, how_many(len(sagas) + more, "change")],
            notes=[
                *([f"and {more} more (--limit {len(sagas) + more} shows all)"] if more else []),
                *(f"{note} (--all shows them)" for note in gone_quiet(quiet)),
            ],
        )

    return View(_COLUMNS, _row, sheet)


class SagaStory(NamedTuple):
    """One story of a saga that changed."""

    saga: SagaChange
    story: Change


def stories(changes: Iterable[SagaChange]) -> Iterator[SagaStory]:
    """The stories of each saga, one after the other."""
    return (SagaStory(change, story) for change in changes for story in change.stories)


def _rows(change: SagaChange, club: str | None, end: date) -> Iterator[list[Cell | str]]:
    """A saga of one story in one row; of several, a row for the saga and one for each."""
    sign, style = _SIGNS[change.turn]
    turned = Cell(f"{sign} {change.turn.replace('_', ' ')}", style)
    first = change.stories[0]
    if len(change.stories) == 1:
        yield [turned, Cell("" if first.club == club else f"· {first.club}", lead=first.person), *_sides(first, end)]
        return
    yield [turned, Cell("", lead=first.person), standing_of(change.before), standing_of(change.after)]
    for story in change.stories:
        yield ["", "" if story.club == club else f"· {story.club}", *_sides(story, end)]


def standing_of(saga: Saga | Outline | None) -> Cell:
    """Where a saga stands: its stage, and the club that it is furthest with."""
    if saga is None:
        return Cell("–", "dim")
    standing = saga.standing
    club = f" · {standing.club}" if standing.club and standing.stage else ""
    told = "done" if standing.status is Status.DONE else standing.told
    style = "bold green" if standing.status is Status.DONE else "red" if standing.status is Status.OFF else ""
    return stage_cell(standing.stage, Certainty.ASSERTED, told + club) if standing.stage else Cell(told, style)


def _sides(story: Change, end: date) -> list[Cell | str]:
    return [told_state(story, story.before), _now(story, end)]


def _now(change: Change, end: date) -> Cell:
    """Where it stands, with a date unless it is the day that the heading names, and who says the contrary."""
    now = told_state(change, change.after, undated=end)
    if change.against is None:
        return now
    return Cell(f"{now.text}; but {told_state(change, change.against).text}", now.style)


def told_state(change: Change, state: State | None, undated: date | None = None) -> Cell:
    """A state in plain words with who vouches: "wanted by Jürgen Klopp? (unnamed, 10 Mar 26)"."""
    if state is None:
        return Cell("–", "dim")
    claim = Claim(
        person=change.person,
        move=state.move,
        stage=state.stage,
        date=state.date,
        role=state.role,
        from_club=state.from_club,
        to_club=state.to_club,
        actor=" and ".join(state.actors) or None,
        certainty=state.certainty,
        deal=state.deal,
    )
    named = [source_words(source, person=change.person) for source in state.sources]
    notes = [name for name in dict.fromkeys(named) if name != _OWN_VOICE]
    if undated not in (None, state.date):
        notes.append(when(state.date, state.date_precision))
    hedge = "?" if state.certainty is Certainty.HEDGED else ""
    told = words(claim, at=state.from_club, of=change.club) + hedge + (f" ({', '.join(notes)})" if notes else "")
    return stage_cell(state.stage, state.certainty, told)


_OWN_VOICE = "–"


def gone_quiet(quiet: Sequence[SagaChange]) -> list[str]:
    """Who has gone quiet, and whose window closed without a word: a note each."""
    told = {Turn.QUIET: "gone quiet", Turn.LAPSED: "lapsed with their window"}
    notes = []
    for turn, heading in told.items():
        people = list(dict.fromkeys(change.stories[0].person for change in quiet if change.turn is turn))
        more = f" and {len(people) - _NAMED} more" if len(people) > _NAMED else ""
        if people:
            notes.append(f"{heading}: {', '.join(people[:_NAMED])}{more}")
    return notes


def _row(told: SagaStory) -> Row:
    saga, change = told
    return {
        "kind": change.kind.value,
        "person": change.person,
        "club": change.club,
        "from_club": change.from_club,
        "to_club": change.to_club,
        "before": _state(change.before),
        "after": _state(change.after),
        "against": _state(change.against),
        "saga_id": saga.after.saga_id if saga.after else None,
        "saga_kind": saga.turn.value,
        "saga_before": saga.before.standing.told if saga.before else None,
        "saga_after": saga.after.standing.told if saga.after else None,
    }


def _state(state: State | None) -> dict[str, Any] | None:
    if state is None:
        return None
    return {
        "role": state.role.value,
        "move": state.move.value,
        "stage": state.stage.value,
        "certainty": state.certainty.value,
        "from_club": state.from_club,
        "to_club": state.to_club,
        "actors": list(state.actors),
        "deal": state.deal.value if state.deal else None,
        "date": state.date.isoformat(),
        "date_precision": state.date_precision.value,
        "sources": [{"name": source.name, "kind": source.kind.value} for source in state.sources],
        "claim_ids": list(state.claim_ids),
    }
