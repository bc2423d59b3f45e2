"""Running the real program in a child that dies: at a statement, at a commit, in the middle of a write, at any time."""

from __future__ import annotations

import io
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from typing import Any, NoReturn

from rumourctl import app
from rumourctl.context import Context
from rumourctl.extraction import pipeline

ROOT = Path(__file__).parents[2]
Arguments = Sequence[str | Path]


class At(StrEnum):
    """Where a run dies."""

    STATEMENT = "before the n-th statement of SQL"
    COMMIT = "before the n-th transaction is committed"
    COMMITTED = "after the n-th transaction is committed"
    FILE = "before a file is written to, renamed or removed for the n-th time"
    BYTE = "when a file is about to have more than n bytes; what fits is written"
    TIME = "n seconds after it opened the ledger"


@dataclass(frozen=True)
class Death:
    """Where a run is to die: of SIGKILL, and in the middle of a write of SIGXFSZ, which it cannot handle either."""

    at: At
    n: float

    def __str__(self) -> str:
        return f"{self.at}, n = {self.n:g}"


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit status, negative for the signal that killed it, and what stands in its outputs."""

    status: int
    stdout: str
    stderr: str
    seconds: float

    @property
    def killed(self) -> bool:
        return self.status in (-signal.SIGKILL, -signal.SIGXFSZ)


def run(folder: Path, arguments: Arguments, death: Death | None = None, most_bytes: int | None = None) -> Ended:
    """Run the program in a child in ``folder``, on the ledger there, with its outputs in files.

    The child is forked, so it need not load words and rules again; all else it does as when started from a shell.
    With ``most_bytes`` it lives, but no file may become larger: writing then fails as on a faulty disk.
    """
    extractor()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        try:
            _be_the_program(folder, arguments, death, most_bytes)
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(99)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return _ended(folder, status, began)


def run_and_kill(folder: Path, arguments: Arguments, death: Death) -> Ended:
    """Start the program as a shell would, and let it die."""
    if death.at is not At.TIME:
        return run(folder, arguments, death)
    command = [sys.executable, "-m", "rumourctl", *map(str, arguments)]
    with (folder / "stdout").open("w") as out, (folder / "stderr").open("w") as err:
        environ = os.environ | _places(folder) | {"PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, stdout=out, stderr=err, env=environ, cwd=folder)
    while process.poll() is None and not (folder / "ledger.db-wal").exists():
        time.sleep(0.001)
    began = time.monotonic()
    time.sleep(death.n)
    process.kill()
    return _ended(folder, process.wait(), began)


def points(folder: Path, arguments: Arguments) -> dict[At, int]:
    """At how many places the program, run to its end, can die, of those that are counted."""
    run(folder, arguments, Death(At.STATEMENT, float("inf")))
    counts = map(int, (folder / "points").read_text().split())
    return dict(zip((At.STATEMENT, At.COMMIT, At.FILE, At.BYTE), counts, strict=True))


@cache
def extractor() -> pipeline.Extractor:
    """What reads claims, without rules of the user's own; it is loaded once."""
    return pipeline.Extractor(None)


def _ended(folder: Path, status: int, began: float) -> Ended:
    out, err = ((folder / name).read_text(encoding="utf-8") for name in ("stdout", "stderr"))
    return Ended(status, out, err, time.monotonic() - began)


def _places(folder: Path) -> dict[str, str]:
    return {"RUMOURCTL_DB": str(folder / "ledger.db"), "RUMOURCTL_RULES": str(folder)}


@contextmanager
def _words_are_loaded() -> Iterator[None]:
    loaded, real = extractor(), pipeline.Extractor
    pipeline.Extractor = lambda *_: loaded  # type: ignore[assignment,misc]
    try:
        yield
    finally:
        pipeline.Extractor = real  # type: ignore[misc]


def _be_the_program(folder: Path, arguments: Arguments, death: Death | None, most_bytes: int | None) -> NoReturn:
    for name, number in (("stdout", 1), ("stderr", 2)):
        os.dup2(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644), number)
    sys.stdout, sys.stderr = (io.TextIOWrapper(io.FileIO(number, "w"), write_through=True) for number in (1, 2))
    os.environ |= _places(folder)
    os.chdir(folder)
    context = Context.of_process()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    counts = Counts(death)
    if death and death.at is At.BYTE:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        most_bytes = int(death.n)
    elif death:
        sqlite3.connect = partial(sqlite3.connect, factory=partial(Mortal, counts))
        sys.addaudithook(counts.file_event)
    if most_bytes is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    with _words_are_loaded():
        status = app.main(list(map(str, arguments)), context)
    if death and death.n == float("inf"):
        (folder / "points").write_text(f"{counts.statements} {counts.commits} {counts.files} {counts.bytes}")
    os._exit(status)


@dataclass
class Counts:
    """What a run has come to so far; it ends at the place that is meant."""

    death: Death | None
    statements: int = 0
    commits: int = 0
    files: int = 0
    bytes: int = 0
    """The largest size of the ledger, or of the log beside it."""

    def reached(self, at: At, n: int) -> None:
        if self.death == Death(at, n):
            os.kill(os.getpid(), signal.SIGKILL)

    def file_event(self, event: str, arguments: tuple[Any, ...]) -> None:
        is_for_writing = event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if is_for_writing or event in ("os.rename", "os.remove", "os.link"):
            self.files += 1
            self.reached(At.FILE, self.files)


class Mortal(sqlite3.Connection):
    """A connection that counts what is done through it."""

    def __init__(self, counts: Counts, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.counts = counts
        self.writes = False
        self.set_trace_callback(self.about_to)

    def about_to(self, statement: str) -> None:
        self.counts.statements += 1
        self.counts.reached(At.STATEMENT, self.counts.statements)
        if statement.startswith("BEGIN IMMEDIATE"):
            self.writes = True
        elif statement.startswith("COMMIT") and self.writes:
            self.counts.commits += 1
            self.counts.reached(At.COMMIT, self.counts.commits)

    def execute(self, statement: str, *parameters: Any) -> sqlite3.Cursor:
        cursor = super().execute(statement, *parameters)
        if statement.startswith("COMMIT"):
            self.committed()
        return cursor

    def commit(self) -> None:
        super().commit()
        self.committed()

    def committed(self) -> None:
        """What was written, if anything, is on the disk."""
        if self.writes:
            self.writes = False
            self.counts.reached(At.COMMITTED, self.counts.commits)

    def close(self) -> None:
        (_, _, path), *_ = super().execute("PRAGMA database_list").fetchall()
        files = [each for each in (Path(path), Path(f"{path}-wal")) if each.is_file()]
        self.counts.bytes = max([self.counts.bytes, *(each.stat().st_size for each in files)])
        super().close()
