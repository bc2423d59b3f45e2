"""Text of an article with its evidence marked: a claim in its paragraph, an article with all its claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rumourctl.claims.model import Evidence, Recorded
from rumourctl.claims.shape import recorded_to_dict
from rumourctl.rendering.claims import CLAIM_CELLS, CLAIMS, claim_cells, short_id, stage_cell
from rumourctl.rendering.directories import ARTICLES
from rumourctl.rendering.formats import Row
from rumourctl.rendering.output import View
from rumourctl.rendering.sheet import Cell, Column, Mark, Passage, Sheet, how_many
from rumourctl.rendering.when import full_day, month_or_year, when
from rumourctl.rendering.words import stage_words, vouching_words, words
from rumourctl.sagas.rulings import Ruled

BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
"""What parts paragraphs."""


def claim_page(text: str, saga_id: str | None, retracted: Ruled | None) -> View[Recorded]:
    """A claim with the paragraphs of ``text``, its article, in which its evidence stands.

    ``saga_id`` is the saga that it belongs to, ``retracted`` the ruling by which it counts no more, if any.
    """

    def row(recorded: Recorded) -> Row:
        """The claim with its paragraphs, its saga and what was ruled on it."""
        spans = _paragraphs(text, recorded.claim.evidence)
        return recorded_to_dict(recorded) | {
            "paragraphs": [text[start:end] for start, end in spans],
            "saga_id": saga_id,
            "retracted": retracted.ruling_id if retracted else None,
        }

    def sheet(records: Sequence[Recorded]) -> Sheet:
        """The paragraphs with the evidence marked, then a line for each detail."""
        (recorded,) = records
        claim = recorded.claim
        passages = [
            Passage(text[start:end], [Mark(e.start - start, e.end - start) for e in claim.evidence])
            for start, end in _paragraphs(text, claim.evidence)
        ]
        columns = [Column("", style="dim"), Column("", wraps=True)]
        rows = _details(recorded)
        if saga_id:
            rows.append(["saga", saga_id])
        if retracted:
            why = f": {retracted.note}" if retracted.note else ""
            rows.append(
                ["ruling", Cell(f"retracted on {full_day(retracted.made)}{why} ({retracted.ruling_id})", "red")]
            )
        return Sheet(columns, rows, recorded.known_as, [words(claim)], passages=passages)

    return View((*CLAIMS.columns, "paragraphs", "saga_id", "retracted"), row, sheet)


def article_page(text: str, claims: Sequence[Recorded]) -> View[Row]:
    """The article of a row of ``ARTICLES`` whole, with the evidence of its ``claims`` marked and numbered."""
    in_text_order = sorted(claims, key=lambda r: min((e.start for e in r.claim.evidence), default=0))
    numbered = [(f"[{number}]", recorded) for number, recorded in enumerate(in_text_order, 1)]
    marks = [
        Mark(evidence.start, evidence.end, number)
        for number, recorded in numbered
        for evidence in recorded.claim.evidence
    ]

    def row(article: Row) -> Row:
        """The article with its text and its claims."""
        return {**article, "text": text, "marked": [recorded_to_dict(recorded) for recorded in in_text_order]}

    def sheet(articles: Sequence[Row]) -> Sheet:
        """The text with the evidence marked, then the claims by number."""
        (article,) = articles
        published = full_day(date.fromisoformat(article["published"]))
        facts = [published, article["publisher"] or "", how_many(len(claims), "claim"), short_id(article["article_id"])]
        return Sheet(
            columns=[Column("", right=True, style="dim"), *CLAIM_CELLS],
            rows=[[number, *claim_cells(recorded)] for number, recorded in numbered],
            subject=article["title"] or article["article"],
            facts=facts,
            passages=[Passage(text, marks)],
        )

    return View((*ARTICLES.columns, "text", "marked"), row, sheet)


def _paragraphs(text: str, evidence: Sequence[Evidence]) -> list[tuple[int, int]]:
    """Start and end of each paragraph of ``text`` that holds evidence, in order; blank lines part paragraphs."""
    breaks = [(match.start(), match.end()) for match in BLANK_LINES.finditer(text)]
    spans = set()
    for span in evidence:
        start = max((end for _, end in breaks if end <= span.start), default=0)
        end = min((begin for begin, _ in breaks if begin >= span.end), default=len(text.rstrip()))
        spans.add((start, max(end, span.end)))
    return sorted(spans)


def _details(recorded: Recorded) -> list[list[Cell | str]]:
    """What there is to say of a claim beyond its plain words, a line each; what is not known has none."""
    claim = recorded.claim
    clubs = " → ".join(club or "?" for club in (claim.from_club, claim.to_club))
    lines: list[tuple[str, Cell | str | None]] = [
        ("stage", stage_cell(claim.stage, claim.certainty, f"{stage_words(claim)}  ({claim.certainty})")),
        ("move", f"{claim.move}, {claim.role}: {clubs}"),
        ("wish of", claim.actor),
        ("deal", claim.deal and claim.deal.replace("_", " ")),
        ("fee", f"{claim.fee.text} ({claim.fee.amount:,} {claim.fee.currency})" if claim.fee else None),
        ("contract", claim.contract_until and f"to {month_or_year(claim.contract_until)}"),
        ("source", f"{vouching_words(recorded)}  ({claim.source.kind})"),
        ("date", f"{when(claim.date, claim.date_precision)}{', told as history' if claim.background else ''}"),
        ("article", f"{recorded.article}, {full_day(recorded.published)}  ({short_id(recorded.article_id)})"),
        ("rules", ", ".join(claim.rules)),
        ("id", recorded.claim_id),
    ]
    return [[label, value] for label, value in lines if value]
