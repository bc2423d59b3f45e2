"""Timelines: what was claimed of a person, saga by saga, and of people coming to or leaving a club."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rumourctl.claims.model import SETBACKS, Recorded, Stage
from rumourctl.claims.shape import recorded_to_dict
from rumourctl.rendering.claims import CLAIM_COLUMNS, CLAIMS, GLANCE, short_id, stage_cell
from rumourctl.rendering.formats import Row
from rumourctl.rendering.output import View
from rumourctl.rendering.sheet import Cell, Column, Sheet, how_many, without_unused
from rumourctl.rendering.when import full_day, when
from rumourctl.rendering.words import stage_words, vouching_words, words
from rumourctl.sagas.saga import Saga, Step
from rumourctl.sagas.threads import Standing, Status


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim in its saga: what it left the saga at, and whether that moved it. History belongs to no saga."""

    recorded: Recorded
    saga: Saga | None = None
    step: Step | None = None
    before: Standing | None = None


def placed(recorded: Sequence[Recorded], sagas: Iterable[tuple[Saga, Sequence[Step]]]) -> list[Placed]:
    """Every claim with its place among the steps of the sagas."""
    places: dict[str, Placed] = {}
    for saga, taken in sagas:
        before = Standing(Status.NONE)
        for step in taken:
            places[step.recorded.claim_id] = Placed(step.recorded, saga, step, before)
            before = step.standing
    return [places.get(r.claim_id, Placed(r)) for r in recorded]


def person_timeline(name: str, total: int, club: str | None, steps: Mapping[str, Sequence[Step]]) -> View[Placed]:
    """What was claimed of one person, saga by saga, of ``total`` claims; ``club`` is where they are known to be, and
    ``steps`` are those of each saga by its id, shown or not."""

    def sheet(shown: Sequence[Placed]) -> Sheet:
        """The claims under the heading of their saga."""
        recorded = [each.recorded for each in shown]
        numbers = _article_numbers(recorded)
        rows: list[list[Cell | str]] = []
        for saga, claims in _groups(shown):
            if saga is not None or rows or any(each.saga for each in shown):
                rows.append(["", "", "", _heading(saga, steps), "", ""])
            rows += [_cells(each, Cell(words(each.recorded.claim, at=club)), numbers) for each in claims]
        columns = [GLANCE[0], Column(""), *GLANCE[1:], Column("")]
        facts = [_extent(recorded, total), club or ""]
        return without_unused(Sheet(columns, rows, name, facts, _articles_note(recorded, numbers)))

    return View((*CLAIM_COLUMNS, "saga_id", "saga_stage", "saga_moved"), _row, sheet)


def club_timeline(clubs: Sequence[str], total: int) -> View[Recorded]:
    """What was claimed of people coming to or leaving some clubs; rows on one alone do not name it again."""
    subject = clubs[0] if len(clubs) == 1 else None

    def sheet(recorded: Sequence[Recorded]) -> Sheet:
        """The claims of all persons by date."""
        numbers = _article_numbers(recorded)
        rows = [_cells(Placed(r), Cell(words(r.claim, of=subject), lead=r.known_as), numbers) for r in recorded]
        columns = [GLANCE[0], Column(""), *GLANCE[1:], Column("")]
        facts = [_extent(recorded, total)]
        return without_unused(Sheet(columns, rows, " · ".join(clubs), facts, _articles_note(recorded, numbers)))

    return replace(CLAIMS, sheet=sheet)


def _row(each: Placed) -> Row:
    return recorded_to_dict(each.recorded) | {
        "saga_id": each.saga.saga_id if each.saga else None,
        "saga_stage": each.step.standing.told if each.step else None,
        "saga_moved": each.step.moved if each.step else None,
    }


def _groups(shown: Sequence[Placed]) -> list[tuple[Saga | None, list[Placed]]]:
    """The claims by saga: history first, then the sagas in the order in which they began."""
    groups: dict[str, tuple[Saga | None, list[Placed]]] = {}
    for each in shown:
        groups.setdefault(each.saga.saga_id if each.saga else "", (each.saga, []))[1].append(each)
    return sorted(groups.values(), key=lambda group: group[0].first if group[0] else date.min)


def _heading(saga: Saga | None, steps: Mapping[str, Sequence[Step]]) -> Cell:
    """A saga in a line: its window, where it stands, and how it climbed the ladder."""
    if saga is None:
        return Cell("", lead="history")
    return Cell(f"· {state_words(saga)} {sparkline(steps.get(saga.saga_id, ()))}", "dim", lead=saga.window)


def state_words(saga: Saga) -> str:
    """Where a saga stands, and since when where it has ended: "off on 1 Sep 2025", "interest Real Madrid"."""
    ended = f" on {full_day(saga.ended.on)}" if saga.ended.on else ""
    club = f" {saga.standing.club}" if saga.standing.club and saga.standing.stage else ""
    told = saga.standing.told if saga.standing.status is Status.DONE else f"{saga.standing.told}{club}"
    return f"{told}{ended}"


def _cells(each: Placed, said: Cell, numbers: Mapping[str, int]) -> list[Cell | str]:
    recorded = each.recorded
    claim = recorded.claim
    return [
        when(claim.date, claim.date_precision),
        _mark(each),
        stage_cell(claim.stage, claim.certainty, stage_words(claim)),
        said,
        vouching_words(recorded),
        Cell(f"[{numbers[recorded.article_id]}]", "dim") if len(numbers) > 1 else "",
    ]


def _mark(each: Placed) -> Cell:
    """Whether a claim moved its saga up or down the ladder."""
    if each.step is None or each.before is None or not each.step.moved:
        return Cell("")
    return Cell("▲", "green") if each.step.standing.height >= each.before.height else Cell("▼", "red")


_LADDER = [stage for stage in Stage if stage not in SETBACKS]
_BARS: dict[Stage, str] = dict(zip(_LADDER, "▁▂▃▄▅▆▇█", strict=True)) | {Stage.REJECTED: "▂"}
_WIDTH = 12
"""Characters of a sparkline."""


def sparkline(steps: Sequence[Step]) -> str:
    """How a saga climbed the ladder, over equal parts of its time: "▁▁▂▂▅█", with "×" where it was off."""
    if len({step.recorded.claim.date for step in steps}) < 2:
        return ""
    first, last = steps[0].recorded.claim.date, max(step.recorded.claim.date for step in steps)
    parts = min(_WIDTH, (last - first).days + 1)
    line = ""
    for part in range(parts):
        until = first + timedelta(days=round((last - first).days * (part + 1) / parts))
        standing = [step.standing for step in steps if step.recorded.claim.date <= until][-1]
        line += _bar(standing)
    return line


def _bar(standing: Standing) -> str:
    if standing.status is Status.OFF:
        return "×"
    return _BARS[standing.stage] if standing.stage else " "


def _extent(recorded: Sequence[Recorded], total: int) -> str:
    """How much is shown: "6 claims from 2 articles", "the first 5 of 23 claims"."""
    if len(recorded) < total:
        return f"the first {len(recorded)} of {how_many(total, 'claim')}"
    articles = len({r.article_id for r in recorded})
    return f"{how_many(total, 'claim')} from {how_many(articles, 'article')}"


def _article_numbers(recorded: Sequence[Recorded]) -> dict[str, int]:
    """A small number for each article, in order of publication: it fits where a path does not."""
    articles = sorted({(r.published, r.article, r.article_id) for r in recorded})
    return {article_id: number for number, (*_, article_id) in enumerate(articles, 1)}


def _articles_note(recorded: Sequence[Recorded], numbers: Mapping[str, int]) -> list[str]:
    """Which article is which, a line each; a single one needs no number."""
    by_number = {numbers[r.article_id]: r for r in recorded}
    label = len(f"[{len(numbers)}] ") if len(numbers) > 1 else 0
    return [
        f"{f'[{number}] ':>{label}}"[:label] + f"{full_day(r.published):>11}  {short_id(r.article_id)}  {r.article}"
        for number, r in sorted(by_number.items())
    ]
