"""Sagas as rows for machines, and as sheets for people: the list, and one saga with its verdicts and likelihoods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rumourctl.claims.model import Certainty, Fee
from rumourctl.rendering.claims import stage_cell
from rumourctl.rendering.formats import Row
from rumourctl.rendering.output import View
from rumourctl.rendering.sheet import Cell, Column, Sheet, how_many, without_unused
from rumourctl.rendering.when import full_day, when
from rumourctl.rendering.words import source_words
from rumourctl.sagas.likelihood import Likelihood
from rumourctl.sagas.outcome import Fate
from rumourctl.sagas.saga import Saga, Trend, Way
from rumourctl.sagas.threads import Standing, Status
from rumourctl.sagas.verdicts import Judged, Sort, Verdict

TRENDS = {Trend.UP: "↑", Trend.DOWN: "↓", Trend.STEADY: "=", Trend.NEW: "+"}
VERDICT_STYLES = {Verdict.RIGHT: "green", Verdict.WRONG: "red", Verdict.OPEN: "dim"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A saga to be shown as of ``today``, with the likelihood of each way that is open."""

    saga: Saga
    likelihoods: Mapping[str | None, Likelihood]
    today: date

    @property
    def days(self) -> int:
        """From the first statement to the end (to the latest word, where nobody tells its day), or to today."""
        end = self.saga.last if self.saga.is_settled else self.today
        return max(0, ((self.saga.ended.on or end) - self.saga.first).days)

    @property
    def quiet(self) -> int:
        """Days without a word."""
        return (self.today - self.saga.last).days

    @property
    def likelihood(self) -> Likelihood | None:
        """Of the way in question; None once the saga is settled."""
        way = self.saga.lead_way
        return self.likelihoods.get(way.club) if way else None


def saga_row(shown: Shown) -> Row:
    """A saga under stable field names."""
    saga, ended = shown.saga, shown.saga.ended
    lowest, highest = saga.fees or (None, None)
    return {
        "saga_id": saga.saga_id,
        "person": saga.person,
        "role": saga.role.value,
        "window": saga.window,
        "season": saga.season,
        "closes": saga.closes.isoformat() if saga.closes else None,
        "from_club": saga.from_club,
        "status": saga.standing.status.value,
        "stage": saga.standing.stage.value if saga.standing.stage else None,
        "club": saga.standing.club,
        "trend": saga.trend.value,
        "outcome": ended.fate.value,
        "destination": ended.destination,
        "outcome_date": ended.on.isoformat() if ended.on else None,
        "settled_by": ended.claim_id,
        "independent_sources": saga.independent_sources,
        "first": saga.first.isoformat(),
        "last": saga.last.isoformat(),
        "days": shown.days,
        "quiet": shown.quiet,
        "fee_low": fee_row(lowest),
        "fee_high": fee_row(highest),
        "likelihood": _chance(shown.likelihood),
        "ways": [_way_row(way, shown.likelihoods.get(way.club)) for way in saga.ways],
        "sources": [judged_row(judged) for judged in saga.sources],
        "relays": [{"relay": relay, "origin": origin} for relay, origin in saga.relays],
        "claim_ids": list(saga.claim_ids),
    }


_COLUMNS = (
    *("saga_id", "person", "role", "window", "season", "closes", "from_club", "status", "stage", "club", "trend"),
    *("outcome", "destination", "outcome_date", "settled_by", "independent_sources", "first", "last", "days", "quiet"),
    *("fee_low", "fee_high", "likelihood", "ways", "sources", "relays", "claim_ids"),
)


def standing_cell(standing: Standing, lead: str = "") -> Cell:
    """Where a saga stands, in the colour of its stage."""
    if standing.status is Status.DONE:
        return Cell(f"{lead}done", "bold green")
    if standing.stage is None:
        return Cell(f"{lead}{standing.status.value}", "red" if standing.status is Status.OFF else "dim")
    return stage_cell(standing.stage, Certainty.ASSERTED, f"{lead}{standing.stage.value}")


def chance_words(likelihood: Likelihood | None) -> str:
    """A likelihood as a whole percentage, and a dash where the history does not carry one."""
    if likelihood is None:
        return ""
    return "–" if likelihood.chance is None else f"{likelihood.chance:.0%}"


def fee_words(fees: tuple[Fee, Fee] | None) -> str:
    """The lowest and the highest sum: "£27m – £39m"."""
    if fees is None:
        return ""
    lowest, highest = (money_words(fee.amount, fee.currency) for fee in fees)
    return lowest if lowest == highest else f"{lowest} – {highest}"


def money_words(amount: int, currency: str) -> str:
    """A sum in short: "£40.2m", "€750k", "SEK 5m"."""
    symbol = {"GBP": "£", "EUR": "€", "USD": "$"}.get(currency, f"{currency} ")
    for unit, letter in ((1_000_000_000, "bn"), (1_000_000, "m"), (1_000, "k")):
        if amount >= unit:
            return f"{symbol}{amount / unit:.4g}{letter}"
    return f"{symbol}{amount}"


def _sagas_sheet(records: Sequence[Shown]) -> Sheet:
    columns = [
        Column("Saga", wraps=True),
        Column("To", wraps=True),
        Column("Stage"),
        Column("Outlets", right=True),
        Column("Days", right=True),
        Column("Quiet", right=True),
        Column("Fees", wraps=True, at_most=7),
        Column("Chance", right=True),
    ]
    rows: list[list[Cell | str]] = [
        [
            Cell(shown.saga.tag, "dim", lead=shown.saga.person),
            _going(shown.saga),
            standing_cell(shown.saga.standing, f"{TRENDS[shown.saga.trend]} "),
            str(shown.saga.independent_sources),
            str(shown.days),
            "" if shown.saga.is_settled else str(shown.quiet),
            fee_words(shown.saga.fees),
            chance_words(shown.likelihood),
        ]
        for shown in records
    ]
    unlikely = any(shown.likelihood and shown.likelihood.chance is None for shown in records)
    notes = ["–: not enough history for a likelihood; show SAGA says what is missing"] if unlikely else []
    return without_unused(Sheet(columns, rows, notes=notes))


SAGAS: View[Shown] = View(_COLUMNS, saga_row, _sagas_sheet)


def _going(saga: Saga) -> str:
    """Where the saga leads or led, in short; of one that came to nothing, what it was about."""
    if saga.ended.fate is Fate.CONFIRMED:
        return saga.ended.destination or f"left {saga.standing.club or 'the club'}"
    way = saga.lead_way
    if way is None:
        return f"stays at {saga.from_club}" if saga.from_club else "–"
    others = len([w for w in saga.ways if w.club and w.club != way.club])
    more = f" +{others}" if others else ""
    return (way.club or f"leaves {saga.from_club or 'the club'}") + more


def saga_page() -> View[Shown]:
    """One saga whole: its ways with what each likelihood rests on, and every source with its verdict."""

    def sheet(records: Sequence[Shown]) -> Sheet:
        """A row for each source that is judged, and below it a line for each way."""
        (shown,) = records
        saga = shown.saga
        columns = [
            Column("Source", wraps=True),
            Column("Said", wraps=True),
            Column("First"),
            Column("Verdict"),
            Column("Lead", right=True),
        ]
        rows: list[list[Cell | str]] = [
            [
                Cell(f"({judged.outlet})" if judged.outlet else "", "dim", lead=source_words(judged.source)),
                _said(judged),
                when(judged.first),
                Cell(judged.verdict.value, VERDICT_STYLES[judged.verdict]),
                "" if judged.lead is None else how_many(judged.lead, "day"),
            ]
            for judged in sorted(saga.sources, key=lambda j: (j.first, j.source.name or ""))
        ]
        facts = [saga.window, saga.from_club or "", saga.standing.told, *ending(saga)]
        return without_unused(Sheet(columns, rows, saga.person, facts, list(_notes(shown))))

    return View(_COLUMNS, saga_row, sheet)


def _said(judged: Judged) -> Cell:
    club = judged.club or "the club"
    hedge = "?" if judged.certainty is Certainty.HEDGED else ""
    match judged.sort:
        case Sort.STAY:
            told = f"stays at {club}"
        case Sort.DENIAL:
            mark = " ✗" if judged.certainty is Certainty.DENIED else ""
            told = f"not {'leaving' if judged.away else 'to'} {club} ({judged.stage.value}{mark})"
        case Sort.MOVE:
            told = f"{'leaves' if judged.away else 'to'} {club} ({judged.stage.value}{hedge})"
    return stage_cell(judged.stage, Certainty.DENIED if judged.sort is Sort.DENIAL else judged.certainty, told)


def ending(saga: Saga) -> list[str]:
    """When a saga ended, or will at the latest, in words; nothing where nobody knows."""
    if saga.ended.on and saga.ended.fate is Fate.CONFIRMED:
        return [full_day(saga.ended.on)]
    if saga.ended.on:
        return [f"came to nothing by {full_day(saga.ended.on)}"]
    return [f"window closes {full_day(saga.closes)}"] if saga.closes else []


def _notes(shown: Shown) -> list[str]:
    saga = shown.saga
    notes = [_way_note(saga, way, shown.likelihoods.get(way.club)) for way in saga.ways]
    notes += [f"{relay} passes on what {origin} reports" for relay, origin in saga.relays]
    if fees := fee_words(saga.fees):
        notes.append(f"fees told: {fees}")
    return [*notes, f"{saga.saga_id}: {how_many(len(saga.claim_ids), 'claim')}"]


def _way_note(saga: Saga, way: Way, likelihood: Likelihood | None) -> str:
    vouched = f"vouched for by {', '.join(way.sources)}" if way.sources else "no independent source"
    where = way.club or f"leaving {saga.from_club or 'the club'}"
    told = f"{where}: {way.stage.value}, {way.fate.value}; {vouched}"
    return f"{told}; {_inputs(likelihood)}" if likelihood else told


def _inputs(likelihood: Likelihood) -> str:
    """What a likelihood rests on, in words."""
    reached, overall = likelihood.reached, likelihood.overall
    if likelihood.chance is None:
        return f"not enough history: {likelihood.missing}"
    records = [f"{each.source} {each.record.right} of {each.record.settled}" for each in likelihood.inputs if each.used]
    return (
        f"{likelihood.chance:.0%} likely: of what reached {likelihood.stage.value} {reached.right} of {reached.settled}"
        f" came true; right were {', '.join(records)}, and all sources {overall.right} of {overall.settled}"
    )


def fee_row(fee: Fee | None) -> dict[str, Any] | None:
    """A sum under stable field names."""
    return {"text": fee.text, "amount": fee.amount, "currency": fee.currency} if fee else None


def judged_row(judged: Judged) -> dict[str, Any]:
    """A verdict under stable field names."""
    return {
        "source": {"name": judged.source.name, "kind": judged.source.kind.value},
        "outlet": judged.outlet,
        "said": judged.sort.value,
        "club": judged.club,
        "away": judged.away,
        "move": judged.move.value,
        "stage": judged.stage.value,
        "certainty": judged.certainty.value,
        "first": judged.first.isoformat(),
        "deal": judged.deal.value if judged.deal else None,
        "fee": fee_row(judged.fee),
        "verdict": judged.verdict.value,
        "lead_days": judged.lead,
        "claim_ids": list(judged.claim_ids),
    }


def _way_row(way: Way, likelihood: Likelihood | None) -> dict[str, Any]:
    return {
        "club": way.club,
        "stage": way.stage.value,
        "outcome": way.fate.value,
        "independent_sources": list(way.sources),
        "likelihood": _chance(likelihood),
        "inputs": None if likelihood is None else _inputs_row(likelihood),
    }


def _inputs_row(likelihood: Likelihood) -> dict[str, Any]:
    return {
        "reached": {
            "stage": likelihood.stage.value,
            **_tally_row(likelihood.reached.right, likelihood.reached.settled),
        },
        "all_sources": _tally_row(likelihood.overall.right, likelihood.overall.settled),
        "sources": [
            {"source": each.source, **_tally_row(each.record.right, each.record.settled), "used": each.used}
            for each in likelihood.inputs
        ],
        "missing": likelihood.missing,
    }


def _tally_row(right: int, settled: int) -> dict[str, int]:
    return {"right": right, "settled": settled}


def _chance(likelihood: Likelihood | None) -> float | None:
    return None if likelihood is None or likelihood.chance is None else round(likelihood.chance, 3)
