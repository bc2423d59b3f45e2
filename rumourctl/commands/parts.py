"""Claim files: what was read, in parts that rumourctl import takes, each as soon as it is whole."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from rumourctl.articles.model import Article
from rumourctl.articles.reading import ReadOptions, read_articles
from rumourctl.articles.tongues import why_unread
from rumourctl.claims.model import Claim
from rumourctl.commands.options import Engine
from rumourctl.commands.reading import crew_of, how_many_files
from rumourctl.context import Context
from rumourctl.errors import ExitStatus, Problem, RumourError
from rumourctl.extraction.cluster import Read, read_on_cluster
from rumourctl.extraction.crew import Crew, cores
from rumourctl.extraction.pipeline import Extractor
from rumourctl.files import new_file
from rumourctl.ledger.entering import place_of
from rumourctl.ledger.entries import Entry, Shown
from rumourctl.ledger.parquet import needs_arrow, write_parquet
from rumourctl.ledger.parts import part
from rumourctl.ledger.stream import lines
from rumourctl.rendering.notices import note, say
from rumourctl.rendering.progress import progress
from rumourctl.rendering.sheet import how_many

_CHARACTERS = 5_000_000
"""At most, of a part, whatever the number of its articles."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where the parts go, how many articles each has, and what reads them: ``scheduler`` is the address of Dask's, and
    without one ``jobs`` processes are started here. They are JSON lines, or ``parquet``."""

    folder: Path
    size: int
    engine: Engine
    scheduler: str | None
    jobs: int | None
    parquet: bool


def write_parts(
    context: Context, paths: Sequence[str], reading: ReadOptions, extractor: Extractor, wanted: Wanted
) -> ExitStatus:
    """Read all at ``paths`` into parts. Raises RumourError where a part cannot be written, or nobody reads."""
    if wanted.parquet:
        needs_arrow()
    try:
        wanted.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RumourError(
            f"{wanted.folder}: no folder can be made there: {error.strerror or error}; name another"
        ) from error
    sorting = _Sorting(context, wanted.size)
    parts = _Parts(wanted.folder, extractor, wanted.parquet)
    groups = parts.missing(sorting.groups(read_articles(paths, reading, context.stdin)))
    failed = 0
    with progress(context, partial(how_many_files, paths)) as step, crew_of(context, extractor, wanted.jobs) as crew:
        try:
            if wanted.engine is Engine.DASK:
                done = read_on_cluster(groups, extractor, wanted.scheduler, wanted.jobs or cores())
            else:
                done = _read_here(groups, crew)
            for group, read in done:
                if isinstance(read, RumourError):
                    failed += 1
                    say(context, f"not read: {group[0].path} and {how_many(len(group) - 1, 'other')}: {read}")
                    continue
                parts.write(read)
                for _, claims in read:
                    step(len(claims))
        finally:
            if failed:
                say(context, f"{parts}; the same command again goes on")
            else:
                note(context, f"{parts}")
    return ExitStatus.PARTIAL if failed or sorting.refused or not parts.seen else ExitStatus.DONE


def _read_here(groups: Iterable[list[Article]], crew: Crew) -> Iterator[tuple[list[Article], Read | RumourError]]:
    """Each group with what the processes of this machine found in it, in order."""
    sizes: deque[int] = deque()

    def articles() -> Iterator[Article]:
        """The articles of all groups, one after the other; of each group its size is noted."""
        for group in groups:
            sizes.append(len(group))
            yield from group

    read: list[tuple[Article, list[Claim]]] = []
    for article in crew.ahead(articles()):
        read.append((article, crew.extract(article)))
        if len(read) == sizes[0]:
            yield [each for each, _ in read], read
            sizes.popleft()
            read = []


@dataclass
class _Parts:
    """A folder of parts. The name of each says what is in it, so that whoever writes it twice changes nothing."""

    folder: Path
    extractor: Extractor
    parquet: bool
    articles: int = 0
    claims: int = 0
    written: int = 0
    there: int = 0
    """Written by an earlier run."""

    def __str__(self) -> str:
        there = f", {self.there} there already" if self.there else ""
        told = f"{how_many(self.articles, 'article')}, {how_many(self.claims, 'claim')}"
        return f"{how_many(self.written, 'part')} written to {self.folder}{there}: {told}"

    @property
    def seen(self) -> int:
        return self.written + self.there

    def missing(self, groups: Iterable[list[Article]]) -> Iterator[list[Article]]:
        """Those groups whose parts are not there."""
        for group in groups:
            if self._path(group).exists():
                self.there += 1
            else:
                yield group

    def write(self, read: Read) -> None:
        """Write the part of what was read: whole, or not at all."""
        told = part(read, self.extractor.version, self.extractor.country_of)
        with new_file(self._path([article for article, _ in read]), force=True) as draft:
            if self.parquet:
                write_parquet(told, draft, _as_said)
            else:
                draft.write_bytes(b"".join(lines(told)))
        self.written += 1
        self.articles += len(read)
        self.claims += sum(len(claims) for _, claims in read)

    def _path(self, articles: Iterable[Article]) -> Path:
        told = [self.extractor.version, *(f"{article.article_id} {article.path}" for article in articles)]
        digest = hashlib.sha256("\n".join(told).encode("utf-8", "surrogatepass"))
        return self.folder / f"{digest.hexdigest()[:20]}.{'parquet' if self.parquet else 'ndjson'}"


def _as_said(entry: Entry) -> dict[str, Shown]:
    """Where there is no ledger, a person is known by the name that the article has."""
    return {claim_id: Shown(claim.person) for claim_id, claim in entry.claims.items()}


@dataclass
class _Sorting:
    """Puts what is found into groups of ``size`` articles, and sees that none of it stands twice."""

    context: Context
    size: int
    refused: int = 0
    _known: set[bytes] = field(default_factory=set)

    def groups(self, found: Iterable[Article | Problem]) -> Iterator[list[Article]]:
        """What is refused is told on stderr, and so is what is not English."""
        group: list[Article] = []
        characters = 0
        for item in found:
            if isinstance(item, Article) and not self._is_first(item.article_id):
                continue  # a copy, which an ingest finds unchanged
            if isinstance(item, Article) and not self._is_first(place_of(item) or item.article_id + " of its own"):
                item = Problem(
                    item.path,
                    "is there twice, as two versions; only ingest can tell which is the later, so leave one out",
                )
            if isinstance(item, Problem):
                say(self.context, f"refused {item}")
                self.refused += 1
                continue
            if reason := why_unread(item.language):
                note(self.context, f"{item.path}: {reason}")
            group.append(item)
            characters += len(item.text)
            if len(group) == self.size or characters >= _CHARACTERS:
                yield group
                group, characters = [], 0
        if group:
            yield group

    def _is_first(self, name: str) -> bool:
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:10]
        is_first = digest not in self._known
        self._known.add(digest)
        return is_first
