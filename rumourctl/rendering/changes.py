"""What changed between two days: a row a story, then and now side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from rumourctl.claims.model import Certainty, Claim
from rumourctl.rendering.claims import stage_cell
from rumourctl.rendering.formats import Row
from rumourctl.rendering.output import View
from rumourctl.rendering.sheet import Cell, Column, Sheet, how_many
from rumourctl.rendering.when import full_day, when
from rumourctl.rendering.words import source_words, words
from rumourctl.sagas.changes import Change, Kind, State

_SIGNS = {
    Kind.SETTLED: ("!", "bold green"),
    Kind.CONTRADICTED: ("✗", "red"),
    Kind.ADVANCED: ("↑", "green"),
    Kind.FELL_BACK: ("↓", "red"),
    Kind.APPEARED: ("+", "cyan"),
    Kind.UNCHANGED: ("=", "dim"),
    Kind.QUIET: ("~", "dim"),
}
_COLUMNS = ("kind", "person", "club", "from_club", "to_club", "before", "after", "against")
_NAMED = 5
"""How many who have gone quiet are named before the rest is only counted."""


def changes_view(
    start: date, end: date, about: Sequence[str], club: str | None, quiet: Sequence[Change]
) -> View[Change]:
    """Changes between two days; ``about`` says to whom they are limited, ``club`` goes unsaid in its own rows.

    ``quiet`` are those whose stories have gone quiet, who are only named.
    """

    def sheet(changes: Sequence[Change]) -> Sheet:
        return Sheet(
            columns=[
                Column("Change"),
                Column("Person" if club else "Person · club", wraps=True),
                Column("Then", wraps=True),
                Column("Now", wraps=True),
            ],
            rows=[_cells(change, club, end) for change in changes],
            subject=f"{full_day(start)} → {full_day(end)}",
            facts=[*about, how_many(len(changes), "change")],
            notes=_gone_quiet(quiet),
        )

    return View(_COLUMNS, _row, sheet)


def _cells(change: Change, club: str | None, end: date) -> list[Cell | str]:
    sign, style = _SIGNS[change.kind]
    return [
        Cell(f"{sign} {change.kind.replace('_', ' ')}", style),
        Cell("" if change.club == club else f"· {change.club}", lead=change.person),
        _told(change, change.before),
        _now(change, end),
    ]


def _now(change: Change, end: date) -> Cell:
    """Where it stands, with a date unless it is the day that the heading names, and who says the contrary."""
    now = _told(change, change.after, undated=end)
    if change.against is None:
        return now
    return Cell(f"{now.text}; but {_told(change, change.against).text}", now.style)


def _told(change: Change, state: State | None, undated: date | None = None) -> Cell:
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


def _gone_quiet(quiet: Sequence[Change]) -> list[str]:
    people = list(dict.fromkeys(change.person for change in quiet))
    if not people:
        return []
    more = f" and {len(people) - _NAMED} more" if len(people) > _NAMED else ""
    return [f"gone quiet: {', '.join(people[:_NAMED])}{more} (--all shows them)"]


def _row(change: Change) -> Row:
    return {
        "kind": change.kind.value,
        "person": change.person,
        "club": change.club,
        "from_club": change.from_club,
        "to_club": change.to_club,
        "before": _state(change.before),
        "after": _state(change.after),
        "against": _state(change.against),
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
