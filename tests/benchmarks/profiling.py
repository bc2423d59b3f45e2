"""Where the time of reading and storing goes, step by step, by looking every few milliseconds what is being done.

``python -m tests.benchmarks.profiling LEDGER FOLDER`` reads and stores all articles in a folder, and prints how often
each step was seen at work, and the seconds of processor of all. Looking costs next to nothing, unlike a profiler that
hears of every call.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from tests.benchmarks import articles
from tests.benchmarks.measuring import ROOT, Figure, Scale, Unit, run
from tests.benchmarks.readers import articles_below

METHOD = (
    "seconds of processor a thousand generated articles, in one process, shared out by what is at work every few ms;"
    " words and rules loaded; each step with all that it calls, but for other steps"
)
_EVERY = 0.002
OTHER = "other"
STEPS = {
    "tokens": ("language/tokens", "language/spelling", "language/pairs"),
    "mentions": ("language/names", "language/namesakes", "language/surnames", "language/cast", "language/clubs"),
    "units": ("language/units", "language/dates", "language/money"),
    "coreference": ("language/coreference", "language/quotes"),
    "clauses": ("language/cutting",),
    "attribution": ("language/speech", "language/credits", "language/unnamed"),
    "rules": ("rules/engine", "rules/hits", "rules/matching", "rules/walking", "rules/positions"),
    "assembly": ("extraction/assembly",),
    "merging": ("extraction/merging",),
    "storing": ("ledger/store", "ledger/entering", "ledger/naming", "ledger/sagas"),
}
"""The modules that belong to each step. What others do counts for the step that called them."""
_STEP_OF = {str(ROOT / "rumourctl" / f"{name}.py"): step for step, names in STEPS.items() for name in names}


def measure(scale: Scale, folder: Path) -> Iterator[Figure]:
    """A figure for each step, beside all of them."""
    articles.write(folder / "profiled", range(scale.texts))
    command = [sys.executable, "-m", "tests.benchmarks.profiling", folder / "profiled.db", folder / "profiled"]
    run(command, output=folder / "seen.json")
    told = json.loads((folder / "seen.json").read_text(encoding="utf-8"))
    seen, total = told["seen"], told["seconds"] * 1000 / scale.texts
    for step in (*STEPS, OTHER):
        share = seen.get(step, 0) / (sum(seen.values()) or 1)
        yield Figure(step, Unit.SECONDS, share * total, "all steps", total)


def step_of(frame: FrameType | None) -> str:
    """The step that is at work: that of the innermost module that belongs to one."""
    while frame is not None:
        if step := _STEP_OF.get(frame.f_code.co_filename):
            return step
        frame = frame.f_back
    return OTHER


def main(ledger: Path, folder: Path) -> None:
    """Read and store what is in ``folder``, and print how often each step was seen."""
    from rumourctl.extraction.pipeline import Extractor
    from rumourctl.ledger.store import Ledger

    extractor, found, seen = Extractor(), articles_below(folder), Counter[str]()

    def look(_: int, frame: FrameType | None) -> None:
        seen[step_of(frame)] += 1

    with Ledger.open(ledger, create=True) as opened:
        began = time.process_time()
        signal.signal(signal.SIGPROF, look)
        signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)
        with opened.adding_many():
            for article in found:
                opened.add(article, extractor.extract(article), extractor.version, extractor.country_of)
        signal.setitimer(signal.ITIMER_PROF, 0)
        seconds = time.process_time() - began
    sys.stdout.write(json.dumps({"seen": seen, "seconds": seconds}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
