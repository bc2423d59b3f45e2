"""What it costs to take many articles in for good, how that grows, and how large the ledger becomes."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from tests.benchmarks import articles
from tests.benchmarks.measuring import PROGRAM, SQLITE_UTILS, Cost, Figure, Scale, Unit, run, size, total
from tests.benchmarks.readers import articles_below

METHOD = (
    "generated articles, by `rumourctl ingest` in five runs (the first thousand, the next, the middle thousand, the"
    " next, the last), beside `sqlite-utils insert` of the same articles with their texts from JSON lines; seconds of"
    " processor of all processes, start-up included; memory is that of the largest process; a ledger with its indexes"
)
INSERT = "sqlite-utils insert"
ALONE = "reading them alone"


def measure(scale: Scale, folder: Path) -> Iterator[Figure]:
    """Figures for each number of articles."""
    for count in scale.articles:
        yield from _of(count, folder / f"ingest{count}")


def _of(count: int, folder: Path) -> Iterator[Figure]:
    part = max(1, min(articles.IN_FOLDER, count // 5))
    folders = articles.write(folder / "articles", range(count), in_folder=part)
    middle = len(folders) // 2
    groups = [folders[:1], folders[1:middle], folders[middle : middle + 1], folders[middle + 1 : -1], folders[-1:]]
    ledger, other = folder / "ledger.db", folder / "other.db"
    ours, theirs, alone, none = [], [], [], folder / "none"
    none.mkdir()
    for number, group in enumerate(groups):
        ours.append(run([PROGRAM, "--db", ledger, "ingest", "-f", "ndjson", *group]))
        theirs.append(run([SQLITE_UTILS, "insert", other, "articles", _lines(group), "--nl", "--pk", "article_id"]))
        if number % 2 == 0:
            alone.append(run([sys.executable, "-m", "tests.benchmarks.readers", "rumourctl", folder, none, *group]))
    yield from _times(count, part, ours, theirs, alone)
    yield from _sizes(count, part, ours, theirs, folders, ledger, other)


def _times(
    count: int, part: int, ours: Sequence[Cost], theirs: Sequence[Cost], alone: Sequence[Cost]
) -> Iterator[Figure]:
    whole, inserted = total(ours), total(theirs)
    first, middle, last = (cost.processor for cost in ours[::2])
    what = f"ingest of {count:,} articles"
    yield Figure(what, Unit.SECONDS, whole.processor, INSERT, inserted.processor, True)
    yield Figure(f"{what}, by the clock", Unit.ARTICLES, count / whole.clock, INSERT, count / inserted.clock, True)
    yield Figure(
        f"{part:,} of {count:,} articles",
        Unit.SECONDS,
        (first + middle + last) / 3,
        ALONE,
        total(alone).processor / 3,
        True,
    )
    yield Figure(f"the middle {part:,} of {count:,}", Unit.SECONDS, middle, f"the first {part:,}", first)
    yield Figure(f"the last {part:,} of {count:,}", Unit.SECONDS, last, f"the first {part:,}", first, True)


def _sizes(
    count: int,
    part: int,
    ours: Sequence[Cost],
    theirs: Sequence[Cost],
    folders: Sequence[Path],
    ledger: Path,
    other: Path,
) -> Iterator[Figure]:
    with closing(sqlite3.connect(ledger)) as db:
        claims: int = db.execute("SELECT count(*) FROM claims").fetchone()[0]
    whole = f"ingest of {count:,} articles, memory"
    yield Figure(whole, Unit.BYTES, total(ours).peak, INSERT, total(theirs).peak, True)
    yield Figure(whole, Unit.BYTES, total(ours).peak, f"ingest of the first {part:,}", ours[0].peak)
    held = size(ledger) / count
    what = f"ledger of {count:,}, an article of {claims / count:.1f} claims"
    yield Figure(what, Unit.BYTES, held, "its text", size(*folders) / count, True)
    yield Figure(what, Unit.BYTES, held, "its row by sqlite-utils", size(other) / count)
    yield Figure(
        f"ledger of {count:,}, a claim",
        Unit.BYTES,
        size(ledger) / claims,
        "its share of the text",
        size(*folders) / claims,
    )


def _lines(group: Sequence[Path]) -> Path:
    """A file of JSON lines beside the folders, with all their articles."""
    path = group[0].with_suffix(".ndjson")
    with path.open("w", encoding="utf-8") as lines:
        for folder in group:
            for article in articles_below(folder):
                row = {"article_id": article.article_id, "path": article.path, "text": article.text}
                facts = {"published": article.published.isoformat(), "publisher": article.publisher}
                lines.write(json.dumps(row | facts | {"title": article.title}) + "\n")
    return path
