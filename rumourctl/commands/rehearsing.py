"""``rumourctl ingest --dry-run``: what would be stored."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rumourctl.commands.entering import Done, Ingestion, entered
from rumourctl.commands.reading import crew_of, found_articles, how_many_files
from rumourctl.commands.signals import heeding_signals
from rumourctl.context import Context
from rumourctl.errors import ExitStatus
from rumourctl.ledger.rehearsal import rehearse
from rumourctl.rendering.claims import CLAIMS
from rumourctl.rendering.formats import FOR_PEOPLE
from rumourctl.rendering.ingested import INGESTED, REHEARSED, Entered, listed
from rumourctl.rendering.notices import note
from rumourctl.rendering.output import Shape, output
from rumourctl.rendering.progress import progress


def tell_what_would_be_stored(run: Ingestion) -> ExitStatus:
    """Read all, tell what ingest would do, and write nothing. Raises LedgerError where nothing could be stored."""
    context, shape, done = run.context, run.shape, Done(rehearsed=True)
    with (
        heeding_signals() as signals,
        rehearse(context.ledger, tell=partial(note, context), heed=signals.obey) as ledger,
        crew_of(context, run.extractor, run.jobs) as crew,
        progress(context, partial(how_many_files, run.paths)) as done.step,
    ):
        found = found_articles(context, run.paths, run.reading)
        entries = done.noting(entered(context, ledger, crew, run.extractor, found, signals))
        if shape in FOR_PEOPLE:
            _show(context, shape, list(listed(entries)))
        else:
            output(context, shape, REHEARSED, entries)
    done.conclude(context, shape)
    if done.broken_off is not None:
        raise done.broken_off
    return done.status


def _show(context: Context, shape: Shape, entries: Sequence[Entered]) -> None:
    """What would be stored, for people: the articles, and below them their claims."""
    output(context, shape, INGESTED, entries)
    if claims := [claim for entry in entries for claim in entry.claims]:
        context.write("\n")
        output(context, shape, CLAIMS, claims)
