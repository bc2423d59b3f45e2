"""The ledger asked and ruled through the program itself, with whatever a user may type."""

from __future__ import annotations

import atexit
import contextlib
import io
import json
import shutil
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from rumourctl.app import main
from rumourctl.context import Context
from rumourctl.errors import ExitStatus
from rumourctl.ledger.filters import Filter
from rumourctl.ledger.store import Ledger
from tests.conftest import ROOT, gold_claims, seed_articles
from tests.fuzz import prose
from tests.fuzz.checks import TODAY

Arguments = tuple[str, ...]

_PLAIN_ENDS = (ExitStatus.DONE, ExitStatus.PARTIAL, ExitStatus.USAGE)

words = st.one_of(
    st.sampled_from(
        ("Mac Allister", "Real Madrid", "Klopp", "mac", "c1-", "c1-0", "a", "r1", "Nico Paz 2026s", "Marca")
    ),
    st.sampled_from(
        ('"', "*", "NEAR(a b)", "a AND", "-x", "col:x", "^a", "%", "_", "' OR 1=1 --", "()", "", " ", "\\")
    ),
    prose.phrase,
).map(lambda typed: typed.replace("\0", ""))  # no argument holds one
days = st.one_of(
    st.sampled_from(("2025-05", "2025/26", "last month", "summer 2025", "31 February", "0000-00-00", "10 years ago")),
    st.sampled_from(("99999999999 years ago", "9999-12-31", "the past 9999 years", "3/4/2025", "next winter", "1850")),
    words,
)
_LIMITS = {
    "--person": words, "--club": words, "--source": words, "--text": words, "--since": days, "--until": days,
    "--as-of": days, "--limit": st.sampled_from(("0", "1", "-1", "x", "9" * 30)),
    "-f": st.sampled_from(("json", "ndjson", "csv", "tsv", "markdown", "table")),
}  # fmt: skip
_TAKES = {
    "claims": ("--person", "--club", "--source", "--text", "--since", "--until", "--as-of", "--limit", "-f"),
    "timeline": ("--club", "--source", "--since", "--until", "--as-of", "-f"),
    "sources": ("--club", "--person", "--as-of", "--limit", "-f"),
    "articles": ("--text", "--since", "--until", "--limit", "-f"),
    "people": ("--club", "--limit", "-f"),
    "clubs": ("--limit", "-f"),
    "sagas": ("--person", "--club", "--as-of", "--limit", "-f"),
    "show": ("--as-of", "-f"),
    "diff": ("--club", "--person", "-f"),
    "brief": ("--club", "--person", "--since", "--until"),
    "calibration": ("--as-of", "-f"),
    "rulings": ("-f",),
}
_NAMES = {"timeline": (words,), "show": (words,), "diff": (days, days)}
"""What a command is asked about, before its options."""


@st.composite
def questions(draw: st.DrawFn) -> Arguments:
    """A command that reads the ledger, with options that it mostly takes."""
    command = draw(st.sampled_from(sorted(_TAKES)))
    arguments = [command, *(draw(name) for name in _NAMES.get(command, ()))]
    for option in draw(st.lists(st.sampled_from(_TAKES[command]), max_size=3, unique=True)):
        arguments += [option, draw(_LIMITS[option])]
    return tuple(arguments)


_ruled = st.one_of(
    st.sampled_from(
        ("Alexis Mac Allister", "Xabi Alonso", "Liverpool", "Real Madrid", "Marca", "c1-", "left", "stayed")
    ),
    words,
)
_RULINGS = st.one_of(
    st.tuples(st.just("merge"), _ruled, _ruled),
    st.tuples(st.just("split"), _ruled, _ruled),
    st.tuples(st.just("alias"), st.just("add"), _ruled, _ruled),
    st.tuples(
        *(st.just("alias"), st.just("add"), _ruled, _ruled),
        *(st.just("--of"), st.sampled_from(("club", "outlet", "journalist", "person"))),
    ),
    st.tuples(st.just("settle"), _ruled, st.just("--outcome"), _ruled, st.just("--on"), days),
    st.tuples(st.just("retract"), _ruled, st.just("--why"), words),
    st.tuples(st.just("undo")),
)
rulings = st.lists(_RULINGS, max_size=6)


def check_question(arguments: Arguments) -> None:
    """A question is answered or refused in words, and leaves the ledger as it was."""
    status, out, err = run(seed_ledger(), arguments)
    assert status in _PLAIN_ENDS, err
    assert status == ExitStatus.DONE or err.strip()
    assert "Traceback" not in err
    if status == ExitStatus.DONE and arguments[-2:] == ("-f", "json"):
        json.loads(out)
    assert run(seed_ledger(), arguments) == (status, out, err)


def check_rulings(ruled: Sequence[Arguments]) -> None:
    """Rulings are taken or refused in words; once all are undone, everything is as it was."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        shutil.copy(seed_ledger(), path)
        before = state(path)
        for arguments in ruled:
            status, _, err = run(path, arguments)
            assert status in _PLAIN_ENDS, err
            assert status == ExitStatus.DONE or err.strip()
            state(path)
        while run(path, ("undo",))[0] == ExitStatus.DONE:
            pass
        assert state(path) == before


def run(ledger: Path, arguments: Arguments) -> tuple[int, str, str]:
    """Exit status, stdout and stderr of the program, run in this process on ``ledger``."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace", newline="") for _ in range(2))
    context = Context(out, err, io.BytesIO(), TODAY, {"RUMOURCTL_DB": str(ledger)})
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(arguments, context)
    written = []
    for stream in (out, err):
        stream.seek(0)
        written.append(stream.read())
    return status, written[0], written[1]


def state(path: Path) -> tuple[object, ...]:
    """All that the ledger tells that rulings bear on."""
    with Ledger.open(path) as ledger:
        return ledger.claims(), ledger.people(), ledger.clubs(), ledger.sources(), ledger.sagas(TODAY, Filter())


def folder_of_process() -> Path:
    """A new folder, for as long as the process lives."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return Path(folder.name)


@cache
def seed_ledger() -> Path:
    """A ledger of the two seed articles, for as long as the process lives; not to be written to."""
    path = folder_of_process() / "ledger.db"
    claims = gold_claims(ROOT / "tests" / "quality" / "seeds" / "gold.jsonl")
    with Ledger.open(path, create=True) as ledger:
        for article in seed_articles():
            ledger.add(article, claims(article), "gold")
    return path
