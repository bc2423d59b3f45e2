"""``make bench``: measures the parts asked for, and prints a table of each as soon as it is there.

make bench                          all parts, in some minutes
make bench FULL=1                   with 100,000 articles and 10 million claims: hours
make bench ONLY=startup             one part, or several with commas: startup, extraction, ingest, queries, profile
make bench CLAIMS=10000,1000000     ledgers of other sizes; likewise ARTICLES=500
make bench WRITE=1                  writes the figures down, in results.json; then make readme
make bench FOLDER=/tmp/bench        keeps articles and ledgers there, and takes the ledgers that are there
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from types import ModuleType

from rich.console import Console

from tests.benchmarks import extraction, ingest, profiling, queries, startup
from tests.benchmarks.measuring import Scale
from tests.benchmarks.printing import keep, machine, table

PARTS: dict[str, ModuleType] = {
    "startup": startup,
    "extraction": extraction,
    "ingest": ingest,
    "queries": queries,
    "profile": profiling,
}
USUAL = Scale(rounds=7, texts=300, articles=(2_000,), claims=(10_000, 100_000))
FULL = Scale(rounds=15, texts=2_000, articles=(10_000, 100_000), claims=(10_000, 1_000_000, 10_000_000))
TINY = Scale(rounds=1, texts=5, articles=(10,), claims=(300,), compiled=False)
"""To see that all of it still runs."""
SCALES = {"usual": USUAL, "full": FULL, "tiny": TINY}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default=",".join(PARTS), help="parts, with commas between them")
    parser.add_argument("--scale", choices=SCALES, default="usual")
    parser.add_argument("--articles", type=_numbers, help="of how many ingest is measured, with commas")
    parser.add_argument("--claims", type=_numbers, help="in how large ledgers is asked, with commas")
    parser.add_argument("--write", action="store_true", help="write the figures down")
    parser.add_argument("--folder", type=Path, help="where articles and ledgers are kept")
    asked = parser.parse_args(arguments)
    only = asked.only.split(",")
    if unknown := [part for part in only if part not in PARTS]:
        parser.error(f"no part is called {unknown[0]}; there are {', '.join(PARTS)}")
    scale = SCALES[asked.scale]
    scale = scale._replace(articles=asked.articles or scale.articles, claims=asked.claims or scale.claims)
    console = Console()
    console.print(machine(), highlight=False)
    with nullcontext(asked.folder) if asked.folder else tempfile.TemporaryDirectory() as name:
        folder = Path(name).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        for part in only:
            began = time.monotonic()
            figures = list(PARTS[part].measure(scale, folder))
            console.print()
            console.print(table(part, figures), highlight=False)
            method = PARTS[part].METHOD
            console.print(f"{method}; {time.monotonic() - began:,.0f} s in all", highlight=False, style="dim")
            if asked.write:
                keep(part, method, figures)


def _numbers(told: str) -> tuple[int, ...]:
    return tuple(int(each) for each in told.split(","))


if __name__ == "__main__":
    main()
