"""``rumourctl ingest --watch``: goes on reading what is new or changed, until a signal ends it."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import NoReturn

from rumourctl.articles.reading import read_found
from rumourctl.articles.watching import Watched
from rumourctl.commands import given
from rumourctl.commands.entering import STALE, Done, Ingestion, entered
from rumourctl.commands.reading import crew_of
from rumourctl.commands.signals import Signals, Terminated, heeding_signals
from rumourctl.context import OutputLost, ReaderGone
from rumourctl.errors import Problem
from rumourctl.extraction.crew import Crew
from rumourctl.rendering.formats import FOR_PEOPLE
from rumourctl.rendering.ingested import INGESTED, Entered, listed
from rumourctl.rendering.notices import note, say
from rumourctl.rendering.output import output
from rumourctl.rendering.progress import progress
from rumourctl.rendering.sheet import how_many

_SHARE = 10
"""Looking takes at most this part of the time: where there are very many files, it is done more rarely."""


def watch(run: Ingestion, every: float) -> NoReturn:
    """Look every so many seconds, and ingest what is ready. Only what it raises ends it: a signal, or a ledger or an
    output that can no longer be used."""
    with heeding_signals() as signals, crew_of(run.context, run.extractor, run.jobs) as crew:
        watching = _Watching(run, every, signals, crew)
        note(run.context, f"watching {', '.join(run.paths)}; Ctrl-C ends it")
        try:
            watching.report()
        except ReaderGone:
            say(run.context, f"stopped after {watching}")
            raise OutputLost("nobody reads what is reported; run it again to go on") from None
        except BaseException:
            say(run.context, f"stopped after {watching}; run it again to go on")
            raise


class _Watching:
    """What a watch has done, round by round: a round is what was ready at one look."""

    def __init__(self, run: Ingestion, every: float, signals: Signals, crew: Crew) -> None:
        self._run = run
        self._every = every
        self._signals = signals
        self._crew = crew
        self._watched = Watched(run.paths)
        self._total = Done()
        self._rounds = 0

    def __str__(self) -> str:
        return f"{how_many(self._rounds, 'round')}: {self._total}" if self._rounds else "no article"

    def report(self) -> NoReturn:
        """Ingest what is ready, round after round, and report each article: for people with a table a round, for
        machines without end. Raises what ends it."""
        context, shape = self._run.context, self._run.shape
        if shape in FOR_PEOPLE:
            for entries in self._looks():
                output(context, shape, INGESTED, listed(entries), at_once=True)
        else:
            output(context, shape, INGESTED, chain.from_iterable(self._looks()), at_once=True)
        assert self._total.broken_off is not None
        raise self._total.broken_off

    def _looks(self) -> Iterator[Iterable[Entered]]:
        """The rounds. A signal ends them, and is kept, so that what was reported is whole."""
        try:
            while self._total.broken_off is None:
                began = time.monotonic()
                ready = self._watched.look()
                pause = max(self._every, _SHARE * (time.monotonic() - began))
                if ready:
                    yield self._round(ready)
                time.sleep(pause)
        except (KeyboardInterrupt, Terminated) as signal:
            self._total.broken_off = signal

    def _round(self, ready: Sequence[str | Problem]) -> Iterator[Entered]:
        """What became of all that is ``ready``. In between the ledger is closed, so that others can do with it what
        they like; while they write, they are waited for as long as it takes."""
        context, extractor = self._run.context.later(), self._run.extractor
        reading = replace(self._run.reading, today=context.today)
        is_new, done, stale = not context.ledger.exists(), Done(), 0
        self._rounds += 1
        try:
            with (
                given.open_ledger(context, create=True, signals=self._signals, patience=math.inf) as ledger,
                progress(context, lambda: len(ready)) as done.step,
            ):
                if is_new:
                    note(context, f"new ledger: {context.ledger}")
                found = (item for path in ready for item in read_found(path, reading, context.stdin))
                yield from done.noting(entered(context, ledger, self._crew, extractor, found, self._signals))
                if self._rounds == 1 and done.whole:
                    stale = ledger.stale(extractor.version)
            if done.whole:
                done.conclude(context, self._run.shape)
            if stale:
                note(context, STALE.format(how_many(stale, "article was", "articles were")))
        except (KeyboardInterrupt, Terminated) as signal:
            done.broken_off = signal
        finally:
            self._total.add(done)
