"""What running a program costs, and the figures that come of it.

Programs that are compared are run in turn, again and again, and of each the cheapest run counts: whatever else the
machine did can only have added to a run. Costs are seconds of processor, the program's own and those of the processes
it started, since these suffer least from other work on the machine; seconds of clock are taken as well. (pyperf and
pytest-benchmark do not serve: one takes programs one after the other and by the clock, the other sees no processes.)

As a program, ``measuring.py FD COMMAND...`` runs a command and writes its cost to the file descriptor: the peak memory
of a process counts that of the one that started it, so that one has to be small.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).with_name("rumourctl")
SQLITE_UTILS = Path(sys.executable).with_name("sqlite-utils")
# One thread for whoever would start more; no settings that choose slow kernels for a numpy that knows better.
_ENVIRONMENT = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "NO_COLOR": "1", "COLUMNS": "80"}
# Nor one that lets Python compile our code at each start, while that of the reference was compiled at its installation.
_WITHOUT = (
    *("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "PYTHONDONTWRITEBYTECODE"),
    *("RUMOURCTL_CACHE", "RUMOURCTL_DB", "RUMOURCTL_RULES"),
)


class Cost(NamedTuple):
    """Seconds of processor, seconds of clock, and the bytes that the largest of its processes held at most."""

    processor: float
    clock: float
    peak: int


class Unit(Enum):
    """What a figure counts."""

    SECONDS = "s"
    WORDS = "words/s"
    ARTICLES = "articles/s"
    BYTES = "bytes"


class Figure(NamedTuple):
    """Something measured, in ``unit``, and the same of what it is compared with.

    Without ``theirs``, ``reference`` says why there is none. The ``chief`` ones stand in the README.
    """

    what: str
    unit: Unit
    ours: float
    reference: str
    theirs: float | None
    chief: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times the reference's figure it is."""
        return self.ours / self.theirs if self.theirs else None


class Scale(NamedTuple):
    """How much is measured: rounds, generated texts to read, articles to ingest, claims in ledgers to ask, and whether
    the program is compiled to be measured as well."""

    rounds: int
    texts: int
    articles: Sequence[int]
    claims: Sequence[int]
    compiled: bool = True


def run(command: Sequence[str | Path], *, output: Path | None = None, allowed: Sequence[int] = (0,)) -> Cost:
    """The cost of running ``command`` in the repository's folder; what it prints goes to ``output``, or nowhere.

    Raises RuntimeError, with what it said on stderr, where its exit status is none of ``allowed``.
    """
    read, write = os.pipe()
    environment = {name: value for name, value in os.environ.items() if name not in _WITHOUT} | _ENVIRONMENT
    with open(output or os.devnull, "wb") as stdout:
        started = subprocess.run(
            [sys.executable, "-I", "-S", __file__, str(write), *map(str, command)],
            env=environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            pass_fds=[write],
            check=False,
        )
    os.close(write)
    with open(read, encoding="utf-8") as told:
        status, *figures = json.loads(told.read() or "[null]")
    if status not in allowed:
        said = started.stderr.decode(errors="replace").strip()
        raise RuntimeError(f"{' '.join(map(str, command))} ended with status {status}: {said}")
    return Cost(*figures)


def in_turn(
    commands: Mapping[str, Sequence[str | Path]], rounds: int, without_answer: Collection[str] = ()
) -> dict[str, Cost]:
    """The least cost of each command when all are run in turn, ``rounds`` times.

    Where it is more than once, they are run once before, for the caches. All must end with 0; those ``without_answer``,
    which find nothing, with 1.
    """
    allowed = {name: (1,) if name in without_answer else (0,) for name in commands}
    for name, command in commands.items() if rounds > 1 else ():
        run(command, allowed=allowed[name])
    ran: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            ran[name].append(run(command, allowed=allowed[name]))
    return {name: least(costs) for name, costs in ran.items()}


def least(costs: Sequence[Cost]) -> Cost:
    """The least processor and clock of several runs of one thing, and the most memory."""
    return Cost(min(c.processor for c in costs), min(c.clock for c in costs), max(c.peak for c in costs))


def total(costs: Iterable[Cost]) -> Cost:
    """All of them, one after the other."""
    processor, clock, peak = zip(*costs, strict=True)
    return Cost(sum(processor), sum(clock), max(peak))


def size(*paths: Path) -> int:
    """The bytes of files and of all files in folders; of a database with what lies beside it."""
    beside = [path.with_name(path.name + suffix) for path in paths for suffix in ("-wal", "-shm")]
    files = [file for path in paths for file in (path.rglob("*") if path.is_dir() else [path])]
    return sum(file.stat().st_size for file in [*files, *beside] if file.is_file())


def _launch(descriptor: int, command: Sequence[str]) -> None:
    began = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ)
    _, status, used = os.wait4(process, 0)
    clock = time.perf_counter() - began
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    told = [os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, clock, peak]
    os.write(descriptor, json.dumps(told).encode())


if __name__ == "__main__":
    _launch(int(sys.argv[1]), sys.argv[2:])
