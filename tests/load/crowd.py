"""A crowd at one ledger: programs that write and programs that read, all at once, and what they do there."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from rumourctl.app import main
from rumourctl.context import Context

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 3, 12)
READERS = 8
_GIVEN = "Aaron Brandon Callum Declan Elliot Finlay Gareth Harvey Isaac Jordan Kieran Liam Marcus Nathan Oscar".split()
_SURNAMES = "Ashdown Bellweather Cragside Dunmore Eastlake Farnham Gladwell Hartnoll Ingleby Kettering".split()
_CLUBS = ("Arsenal", "Chelsea", "Liverpool", "Lyon", "Porto", "Valencia", "Manchester City", "Real Madrid", "Ajax")
_OUTLETS = ("Marca", "BBC Sport", "the Guardian", "L'Equipe", "Bild", "Sky Sports")
_SAID = (
    "{club} want {home} midfielder {name}, according to {outlet}.",
    "{club} have opened talks to sign {name} from {home}, {outlet} reports.",
    "{home} have rejected a £30m bid from {club} for {name}, according to {outlet}.",
    "{name} has joined {club} from {home} on a permanent deal.",
    "{name} will stay at {home}, according to {outlet}.",
)
_RULED_ON = "Date: 2 June 2025\n\nEverton want Fulham winger Ola Brandt, according to Marca.\n"
Steps = Sequence[Sequence[str]]
"""The arguments of the program, run by run."""


@dataclass(frozen=True)
class Ran:
    """One run of the program: what it was told, how it ended, and how many seconds it took."""

    arguments: tuple[str, ...]
    status: int
    stdout: str
    stderr: str
    seconds: float


@dataclass(frozen=True)
class Look:
    """What one reader came to: how often it looked, and how many seconds its longest look took."""

    looks: int
    longest: float


@dataclass(frozen=True)
class Crowd:
    """What came of a crowd: the runs of each writer, and each reader's looks."""

    written: list[list[Ran]]
    read: list[Look]


@dataclass(frozen=True)
class Work:
    """What there is to do: before the crowd comes, by each of its writers in turn, and by one who does it all alone."""

    first: Steps
    writers: Sequence[Steps]
    alone: Steps


def prepare(folder: Path, articles: int, rounds: int) -> Work:
    """Work for eight writers, with its articles in ``folder``.

    Three ingest ``articles`` articles of their own, three the same ones, one reads all again, ``rounds`` times with
    other words, which changes nothing, and one rules, and undoes rulings as often.
    """
    for number in range(4):
        _write_articles(folder / str(number), articles, number)
    (folder / "ruled-on.txt").write_text(_RULED_ON, encoding="utf-8")
    words = folder / "own" / "words"
    words.mkdir(parents=True)
    (words / "journalists.toml").write_text('[[journalist]]\nname = "Tove Ekdal"\noutlet = "Bild"\n', encoding="utf-8")
    ingests = [[["ingest", "-f", "json", str(folder / str(min(number, 3)))]] for number in range(6)]
    again = [["reextract"], ["reextract", "--rules", str(words.parent)]] * rounds
    ruled = [
        ["alias", "add", "Marca", "Diario Marca"],
        ["settle", "ola-brandt-2025s", "--outcome", "stayed", "--on", "2025-09-01"],
        ["undo"],
        ["alias", "add", "Fulham", "Fulham FC", "--of", "club"],
        *[["alias", "add", "Bild", "BILD"], ["undo"]] * rounds,
    ]
    first = [["ingest", str(folder / "ruled-on.txt")]]
    everything = ["ingest", *(str(folder / str(number)) for number in range(4))]
    return Work(first, writers=[*ingests, again, ruled], alone=[*first, everything, *ruled])


def gather(ledger: Path, work: Sequence[Steps], whole: dict[str, int], scratch: Path) -> Crowd:
    """Let all writers do their ``work`` on ``ledger`` at once while others read. ``whole`` tells how many claims each
    article has, and ``scratch`` is a folder for messages to the readers."""
    (scratch / "whole.json").write_text(json.dumps(whole))
    with _reading(ledger, scratch) as readers, ThreadPoolExecutor(len(work)) as pool:
        written = list(pool.map(lambda steps: [started(ledger, *step) for step in steps], work))
    return Crowd(written, [_looks(reader) for reader in readers])


def started(ledger: Path, *arguments: str) -> Ran:
    """Run the program in a process of its own, as a shell would."""
    began = time.monotonic()
    command = [sys.executable, "-m", "rumourctl", "--db", str(ledger), *arguments]
    ran = subprocess.run(command, env=_environ(), capture_output=True, text=True, check=False)
    return Ran(arguments, ran.returncode, ran.stdout, ran.stderr, time.monotonic() - began)


def called(ledger: Path, *arguments: str) -> Ran:
    """Run the whole program in this process."""
    began = time.monotonic()
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    context = Context(stdout=out, stderr=err, stdin=io.BytesIO(), today=TODAY)
    status = main(["--db", str(ledger), *arguments], context)
    return Ran(arguments, status, _written(out), _written(err), time.monotonic() - began)


def _write_articles(folder: Path, count: int, seed: int) -> None:
    """``count`` articles about some dozens of persons, many of whom share a surname, as files in ``folder``."""
    lot = random.Random(seed)
    folder.mkdir()
    for number in range(count):
        day = date(2025, 5, 1) + timedelta(days=lot.randrange(150))
        said = []
        for _ in range(lot.randint(1, 4)):
            club, home = lot.sample(_CLUBS, 2)
            name = f"{lot.choice(_GIVEN)} {lot.choice(_SURNAMES)}"
            said.append(lot.choice(_SAID).format(club=club, home=home, name=name, outlet=lot.choice(_OUTLETS)))
        text = f"Date: {day.isoformat()}\n\n" + "\n\n".join(said) + f"\n\nReport {seed}-{number}.\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")


@contextmanager
def _reading(ledger: Path, scratch: Path) -> Iterator[list[subprocess.Popen[str]]]:
    """Readers who look at ``ledger`` over and over until the end of the block."""
    end = scratch / "end"
    command = [sys.executable, str(Path(__file__).with_name("reader.py")), ledger, scratch / "whole.json", end]
    readers = [
        subprocess.Popen(
            [*command, str(seed)], env=_environ(), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for seed in range(READERS)
    ]
    try:
        yield readers
    finally:
        end.touch()


def _looks(reader: subprocess.Popen[str]) -> Look:
    stdout, stderr = reader.communicate()
    assert (reader.returncode, stderr) == (0, "")
    return Look(**json.loads(stdout))


def _environ() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)}


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8")
