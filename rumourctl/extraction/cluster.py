"""Articles read on a cluster: by the workers of Dask's distributed scheduler, on this machine or on any others.

The client reads the sources and hands articles over, so that nobody else needs to see the same disk; a worker needs
rumourctl of the same words and rules, and nothing else. What a worker was reading when it died goes to another.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from rumourctl.articles.model import Article
from rumourctl.claims.model import Claim
from rumourctl.errors import RumourError
from rumourctl.extraction.pipeline import Extractor

Read: TypeAlias = list[tuple[Article, list[Claim]]]
"""Articles with their claims."""
_RETRIES = 3
_AHEAD = 3
"""Of so many groups a worker is ahead."""
_PATIENCE = 30
"""Seconds to wait for a scheduler."""


def read_on_cluster(
    groups: Iterable[list[Article]], extractor: Extractor, scheduler: str | None, workers: int
) -> Iterator[tuple[list[Article], Read | RumourError]]:
    """Each group with what its workers found in it, or why they could not, as soon as it is there, in any order.

    ``scheduler`` is the address of a scheduler; without one, ``workers`` processes are started here. Raises RumourError
    where Dask is not installed, or no scheduler answers.
    """
    try:
        from distributed import Client, LocalCluster, as_completed  # an extra, and slow to load
    except ImportError:
        raise RumourError("--engine dask needs Dask: pip install 'rumourctl[dask]'") from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        here = None if scheduler else LocalCluster(workers, threads_per_worker=1, dashboard_address=None)
        client = Client(here or scheduler, timeout=_PATIENCE)
    except (OSError, ValueError, TypeError) as error:
        raise RumourError(
            f"{scheduler or 'local cluster'}: no scheduler of Dask answers: {error}; check that it runs there"
        ) from error
    own = str(extractor.own.absolute()) if extractor.own else None
    try:
        waiting = iter(groups)
        due = as_completed()
        of = {}

        def submit(more: Iterable[list[Article]]) -> None:
            """Hands groups over to the workers."""
            for group in more:
                future = client.submit(_read_there, own, extractor.version, group, pure=False, retries=_RETRIES)
                of[future.key] = group
                due.add(future)

        submit(islice(waiting, _AHEAD * max(1, len(client.nthreads()), workers)))
        for future in due:
            group = of.pop(future.key)
            fault = future.exception()
            yield group, RumourError(str(fault)) if fault else list(zip(group, future.result(), strict=True))
            submit(islice(waiting, 1))
    finally:
        client.close()
        if here:
            here.close()


def _read_there(own: str | None, version: str, articles: list[Article]) -> list[list[Claim]]:
    """On a worker: the claims of ``articles``, if its words and rules are those of the client."""
    extractor = _extractor(own)
    if extractor.version != version:
        raise RumourError(
            f"a worker has other words or rules ({extractor.version}, not {version}); install the same rumourctl there,"
            " and your own rules at the same place"
        )
    return [extractor.extract(article) for article in articles]


@cache
def _extractor(own: str | None) -> Extractor:
    return Extractor(Path(own) if own else None)
