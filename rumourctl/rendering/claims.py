"""Claims as rows for machines, and as sheets for people."""

from __future__ import annotations

from rumourctl.claims.model import Certainty, Recorded, Stage
from rumourctl.claims.shape import recorded_to_dict
from rumourctl.rendering.output import View
from rumourctl.rendering.sheet import Cell, Column, Sheet
from rumourctl.rendering.when import when
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

GLANCE = (
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


CLAIM_CELLS = (*GLANCE, Column("Id"))

CLAIMS: View[Recorded] = View(
    CLAIM_COLUMNS, recorded_to_dict, lambda recorded: Sheet(CLAIM_CELLS, [claim_cells(r) for r in recorded])
)
"""Claims of any people, by date."""
