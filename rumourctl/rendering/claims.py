"""Claims as rows for machines, and as sheets for people: timelines and lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rumourctl.claims.model import Certainty, Recorded, Stage
from rumourctl.claims.shape import recorded_to_dict
from rumourctl.rendering.output import View
from rumourctl.rendering.sheet import Cell, Column, Sheet, how_many, without_unused
from rumourctl.rendering.when import full_day, when
from rumourctl.rendering.words import stage_words, vouching_words, words

CLAIM_COLUMNS = (
    *("claim_id", "article_id", "article", "publisher", "published", "known_as", "person", "role", "move", "stage"),
    *("from_club", "to_club", "actor", "certainty", "source", "via", "deal", "fee", "contract_until", "date"),
    *("date_precision", "background", "evidence", "rules"),
)
"""The fields of a claim in every machine format, in order."""

STAGE_STYLES = {
    Stage.INTEREST: "cyan",
    Stage.TALKS: "blue",
    Stage.BID: "blue",
    Stage.TERMS: "yellow",
    Stage.CLOSE: "yellow",
    Stage.AGREED: "green",
    Stage.MEDICAL: "green",
    Stage.DONE: "bold green",
    Stage.REJECTED: "red",
    Stage.OFF: "red",
}
"""Warmer the nearer the move is, red where it fell back; said by the words as well."""

_COLUMNS = (
    Column("When", right=True),
    Column("Stage"),
    Column("Claim", wraps=True),
    Column("Source", wraps=True, at_most=16),
)


def stage_cell(stage: Stage, certainty: Certainty, text: str) -> Cell:
    """``text`` in the colour of its stage; a denial is red whatever it denies."""
    return Cell(text, "red" if certainty is Certainty.DENIED else STAGE_STYLES[stage])


def short_id(identity: str) -> str:
    """The beginning of an article's or claim's id: enough for ``show`` to find it."""
    return identity[:8]


def person_timeline(name: str, total: int, club: str | None) -> View[Recorded]:
    """What was claimed of one person, one glance a row, of ``total`` claims; ``club`` is where they are known to be."""

    def sheet(recorded: Sequence[Recorded]) -> Sheet:
        said = [Cell(words(r.claim, at=club)) for r in recorded]
        return _timeline(recorded, said, name, [_extent(recorded, total), club or ""])

    return replace(CLAIMS, sheet=sheet)


def club_timeline(name: str, total: int) -> View[Recorded]:
    """What was claimed of people coming to or leaving one club, which its own rows do not name again."""

    def sheet(recorded: Sequence[Recorded]) -> Sheet:
        said = [Cell(words(r.claim, of=name), lead=r.known_as) for r in recorded]
        return _timeline(recorded, said, name, [_extent(recorded, total)])

    return replace(CLAIMS, sheet=sheet)


def _extent(recorded: Sequence[Recorded], total: int) -> str:
    """How much is shown: "6 claims from 2 articles", "the first 5 of 23 claims"."""
    if len(recorded) < total:
        return f"the first {len(recorded)} of {how_many(total, 'claim')}"
    articles = len({r.article_id for r in recorded})
    return f"{how_many(total, 'claim')} from {how_many(articles, 'article')}"


def _timeline(recorded: Sequence[Recorded], said: Sequence[Cell], subject: str, facts: Sequence[str]) -> Sheet:
    numbers = _article_numbers(recorded)
    rows = [
        [
            when(r.claim.date, r.claim.date_precision),
            stage_cell(r.claim.stage, r.claim.certainty, stage_words(r.claim)),
            cell,
            vouching_words(r),
            Cell(f"[{numbers[r.article_id]}]", "dim") if len(numbers) > 1 else "",
        ]
        for r, cell in zip(recorded, said, strict=True)
    ]
    columns = [*_COLUMNS, Column("")]
    return without_unused(Sheet(columns, rows, subject, facts, _articles_note(recorded, numbers)))


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


def claim_cells(recorded: Recorded) -> list[Cell | str]:
    """A claim of whomever, with the id that ``show`` takes: the cells under ``CLAIM_CELLS``."""
    claim = recorded.claim
    return [
        when(claim.date, claim.date_precision),
        stage_cell(claim.stage, claim.certainty, stage_words(claim)),
        Cell(words(claim), lead=recorded.known_as),
        vouching_words(recorded),
        Cell(short_id(recorded.claim_id), "dim"),
    ]


CLAIM_CELLS = (*_COLUMNS, Column("Id"))

CLAIMS: View[Recorded] = View(
    CLAIM_COLUMNS, recorded_to_dict, lambda recorded: Sheet(CLAIM_CELLS, [claim_cells(r) for r in recorded])
)
"""Claims of any people, by date."""
