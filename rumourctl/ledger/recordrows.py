"""Cases for track records as they lie beside the sources of sagas: written, and counted without the sagas."""

from __future__ import annotations

import json
from datetime import date
from functools import cache

from rumourctl.claims.model import Source, SourceKind, Stage
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.filters import Conditions
from rumourctl.ledger.naming import called_all
from rumourctl.sagas.cases import Case, Result
from rumourctl.sagas.records import Records
from rumourctl.sagas.verdicts import Sort, Verdict


def told(case: Case) -> str:
    """A case as it is written."""
    source, *rest = case
    return json.dumps([source.kind, source.name, *rest], ensure_ascii=False, separators=(",", ":"))


def enter_kept(file: LedgerFile, source: str, found: Conditions, day: date, records: Records) -> None:
    """Enter what the sagas s of ``source`` under ``found`` come to on a day."""
    told = file.tally(
        "SELECT j.told, iif(j.turns <= ?1, j.turned, j.verdict), j.lead,"
        " iif(s.fate != 'open' OR s.closes < ?1, j.wait, NULL)"
        f" FROM {source} CROSS JOIN saga_sources j ON j.saga = s.n WHERE {found.sql}",
        [day.isoformat(), *found.parameters],
    )
    relays = file.tally(f"SELECT s.relays FROM {source} WHERE {found.sql} AND s.relays != '[]'", found.parameters)
    read = cache(case_of)
    with file.reading():
        records.name(called_all(file, {read(case).source for case, *_ in told}))
        for (case, verdict, lead, wait), times in told.items():
            records.enter(read(case), Result(Verdict(verdict), lead, wait), times)
        for (relayed,), times in relays.items():
            for relay, origin in json.loads(relayed):
                records.relay(relay, origin, times)


def case_of(written: str) -> Case:
    """The case that :func:`told` has written. Raises ValueError, TypeError or LookupError for anything else."""
    kind, name, outlet, sort, stage, follows, fee, loan = json.loads(written)
    return Case(Source(SourceKind(kind), name), outlet, Sort(sort), Stage(stage), tuple(follows), fee, loan)
