"""Articles read by several processes at once: whoever goes through them finds the claims of each waiting.

Reading is a pure function of an article, so it does not matter which process reads it; the order of the articles stays
as it is. Worker processes are spawned, not forked: they inherit neither the ledger nor any lock, on every platform.
They begin once as much has been read here as it takes to start them, so that a few articles start none.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import TypeAlias, overload

from rumourctl.articles.model import Article
from rumourctl.cache import Cache
from rumourctl.claims.model import Claim
from rumourctl.errors import Problem
from rumourctl.extraction.pipeline import Extractor

PAYS_FROM = 100_000
"""Characters read in this process before others are started: they take about a second to load words and rules."""
_BATCH = 20_000
"""Characters that a worker is given at a time, at least: much more work than handing them over."""
_BATCHES = 3
"""Of so many a worker is ahead: memory goes by that, and by the largest articles."""
_MOST_DEATHS = 3
"""After so many deaths of workers no more are started."""
_HELD_BACK = {signal.SIGINT, signal.SIGTERM}

_Found: TypeAlias = Article | Problem | None


def cores() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@dataclass(eq=False, slots=True)
class _Batch:
    """What one worker reads at once, with whatever stands between.

    ``claims`` will be those of ``articles``, in order, as the workers of ``pool`` find them; None where none are asked.
    """

    items: list[Article | Problem] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    characters: int = 0
    pool: _Pool | None = None
    claims: Future[list[list[Claim]]] | None = None


class Crew:
    """An extractor with worker processes. Use it as a context manager: at the end no worker is left."""

    def __init__(self, extractor: Extractor, jobs: int, tell: Callable[[str], None]) -> None:
        """With ``jobs`` processes that read; one means that all is read in this one. ``tell`` hears of workers that
        died."""
        self._extractor = extractor
        self._jobs = jobs
        self._tell = tell
        self._pool: _Pool | None = None
        self._deaths = 0
        self._read_ahead: dict[int, tuple[_Batch, int]] = {}

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.close()

    def extract(self, article: Article) -> list[Claim]:
        """The claims of ``article``, as Extractor.extract gives them; at once if a worker has read it."""
        batch, place = self._read_ahead.pop(id(article), (None, 0))
        if batch is not None and batch.claims is not None:
            try:
                return batch.claims.result()[place]
            except BrokenExecutor:
                self._lament(batch.pool)
            except Exception:  # of another article in the batch, or of this one, which tells once more
                pass
        return self._extractor.extract(article)

    @overload
    def ahead(self, items: Iterable[Article]) -> Iterator[Article]: ...

    @overload
    def ahead(
        self, items: Iterable[_Found], wanted: Callable[[Article], bool] = ...
    ) -> Iterator[Article | Problem]: ...

    def ahead(
        self, items: Iterable[_Found], wanted: Callable[[Article], bool] = lambda article: True
    ) -> Iterator[Article | Problem]:
        """``items`` in their order, while workers read the articles among them that are ``wanted`` and still to come.

        A None says that what follows has to be waited for: all before it come first. It is not given on.
        """
        source = iter(items)
        left = PAYS_FROM
        for item in source:
            if isinstance(item, Article) and wanted(item):
                left -= len(item.text)
            if item is not None:
                yield item
            if left <= 0 and self._jobs > 1:
                break
        ahead: deque[_Batch] = deque()
        for batch in _batches(source, wanted):
            if batch is not None:
                self._submit(batch)
                ahead.append(batch)
            while ahead and (batch is None or len(ahead) > self._jobs * _BATCHES):
                yield from self._passing(ahead.popleft())
        for batch in ahead:
            yield from self._passing(batch)

    def _passing(self, batch: _Batch) -> Iterator[Article | Problem]:
        for place, article in enumerate(batch.articles):
            self._read_ahead[id(article)] = batch, place
        yield from batch.items
        for article in batch.articles:
            self._read_ahead.pop(id(article), None)

    def _submit(self, batch: _Batch) -> None:
        """Give a batch to the workers; where there can be none, it is left to this process."""
        if not batch.articles or self._jobs == 1:
            return
        try:
            pool = self._pool = self._pool or _Pool(self._jobs, self._extractor)
        except (OSError, ImportError, NotImplementedError) as error:
            self._jobs = 1
            self._tell(f"no other processes can be started to read articles, so this one reads alone: {error}")
            return
        try:
            batch.pool, batch.claims = pool, pool.submit(batch.articles)
        except Exception:  # where one dies while another is started, the executor may raise anything
            self._lament(pool)

    def _lament(self, pool: _Pool | None) -> None:
        """Tell once of a worker's death, and let go of the pool that it broke."""
        if pool is None or pool is not self._pool:
            return
        pool.close()
        self._pool = None
        self._deaths += 1
        if self._deaths == _MOST_DEATHS:
            self._jobs = 1
        self._tell(
            "a process that read articles died (killed by the system, perhaps, because memory ran out); its articles"
            f" are read again and nothing is lost{'; this process now reads alone' if self._jobs == 1 else ''}"
        )


def _batches(items: Iterator[_Found], wanted: Callable[[Article], bool]) -> Iterator[_Batch | None]:
    """``items`` in batches, each as soon as it is full; a None among them ends one, and comes behind it."""
    batch = _Batch()
    for item in items:
        if item is not None:
            batch.items.append(item)
        if isinstance(item, Article) and wanted(item):
            batch.articles.append(item)
            batch.characters += len(item.text)
        if batch.items and (item is None or batch.characters >= _BATCH or len(batch.items) >= _BATCH // 100):
            yield batch
            batch = _Batch()
        if item is None:
            yield None
    if batch.items:
        yield batch


class _Pool:
    """Worker processes. They end when this one lets go of its end of a pipe: by closing it, or by dying."""

    def __init__(self, jobs: int, extractor: Extractor) -> None:
        context = get_context("spawn")
        theirs, self._lifeline = context.Pipe(duplex=False)
        self._executor = ProcessPoolExecutor(
            jobs, context, initializer=_begin, initargs=(theirs, extractor.own, extractor.cache, extractor.version)
        )

    def submit(self, articles: list[Article]) -> Future[list[list[Claim]]]:
        """The claims of ``articles``, in order, once a worker has read them. Raises BrokenExecutor where one died."""
        with _undisturbed():
            return self._executor.submit(_read, articles)

    def close(self) -> None:
        self._lifeline.close()
        self._executor.shutdown(cancel_futures=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Signals come afterwards. A process or thread that is started meanwhile gets none until it asks for them."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _HELD_BACK)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_extractor: Extractor
"""Of a worker."""


def _begin(lifeline: Connection, own: Path | None, cache: Cache | None, version: str) -> None:
    """A worker begins: with the words and rules of its parent, and to end with it."""
    global _extractor
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    # Ctrl-C goes to all processes at a terminal; what becomes of the workers is for their parent to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _HELD_BACK)
    _extractor = Extractor(own, cache)
    gc.freeze()  # words and rules stay to the end
    if _extractor.version != version:  # words or rules were changed meanwhile
        os._exit(1)


def _end_with(lifeline: Connection) -> None:
    with suppress(EOFError, OSError):
        lifeline.recv_bytes()
    os._exit(0)


def _read(articles: list[Article]) -> list[list[Claim]]:
    return [_extractor.extract(article) for article in articles]
