#!/usr/bin/env python3
"""The long run of fuzzing: every target in rounds of other inputs, then the guided part; goes on where it stopped.

    make fuzz                    all targets, up to the numbers in targets.py
    make fuzz TARGET=reading     one target
    make fuzz TIMES=10           ten times as many

What it did is kept in ``.fuzz/``: how far each target came, the inputs that failed, and what the guided part learnt.
It exits with 1 if anything failed; a failure is tried again first thing next time.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import traceback
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.targets import TARGETS, Target

ROOT = Path(__file__).parent.parent.parent
KEPT = ROOT / ".fuzz"
_ROUND = 2_000
"""Inputs of a round, at most: hypothesis remembers what it tried, so a longer one takes ever more memory."""
_ROUNDS = 4
"""Rounds of each target, at least: where it is stopped, the rounds before count."""


def main() -> int:
    """Runs what is asked for, and prints how many inputs each target has had in all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--target", help="only this one")
    parser.add_argument("--times", type=float, default=1, help="how many times the usual numbers of inputs")
    asked = parser.parse_args()
    targets = [target for target in TARGETS if asked.target in (None, target.name)]
    if not targets:
        parser.error(f"no such target; there are {', '.join(target.name for target in TARGETS)}")
    KEPT.mkdir(exist_ok=True)
    failed = sum([_in_rounds(target, round(target.many * asked.times)) for target in targets])
    if find_spec("atheris"):
        failed += sum([_guided(target, round(target.guided * asked.times)) for target in targets if target.guided])
    else:
        _say("atheris is not installed (pip install -e '.[fuzz]' where it has a wheel): no guided part")
    counts = {file.stem: _had(file.stem) for file in sorted(KEPT.glob("*.count"))}
    for name, had in counts.items():
        _say(f"{had:>10,}  {name}")
    _say(f"{sum(counts.values()):>10,}  inputs in all; {failed} targets failed")
    return 1 if failed else 0


def _in_rounds(target: Target, wanted: int) -> bool:
    """Gives ``target`` inputs from its grammar until it has had ``wanted``. Tells whether one failed."""
    while (done := _had(target.name)) < wanted:
        failure, had = _round(target, done, min(_ROUND, target.many // _ROUNDS, wanted - done))
        if failure:
            _keep_failure(target.name, failure)
            return True
        _count(target.name, had)
        _say(f"{target.name}: {done + had:,} of {wanted:,}")
    return False


def _round(target: Target, start: int, size: int) -> tuple[str | None, int]:
    """What failed, if anything, and how many inputs were tried; ``start`` chooses which."""
    had, last = 0, None

    @seed(start)
    @settings(
        max_examples=size,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    @given(target.inputs)
    def holds(given_in: Any) -> None:
        nonlocal had, last
        had, last = had + 1, given_in
        target.check(given_in)

    try:
        holds()
    except Exception:
        return f"{last!r}\n\n{traceback.format_exc()}", had
    return None, had


def _guided(target: Target, wanted: int) -> bool:
    """Lets coverage choose inputs for ``target`` until it has had ``wanted``. Tells whether one failed."""
    name = f"{target.name}, guided"
    while (done := _had(name)) < wanted:
        size = min(target.guided // _ROUNDS, wanted - done)
        command = [sys.executable, "-m", "tests.fuzz.guided", target.name, str(size)]
        ran = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, errors="replace", check=False)
        said = [line.split() for line in ran.stderr.splitlines() if line.startswith("stat::number_of_executed_units:")]
        if ran.returncode or not said:
            _keep_failure(name, ran.stderr[-20_000:])
            return True
        _count(name, int(said[0][1]))
        _say(f"{name}: {_had(name):,} of {wanted:,}")
    return False


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _had(name: str) -> int:
    """How many inputs something has had, in all runs."""
    file = KEPT / f"{name}.count"
    return int(file.read_text()) if file.exists() else 0


def _count(name: str, more: int) -> None:
    (KEPT / f"{name}.count").write_text(str(_had(name) + more))


def _keep_failure(name: str, failure: str) -> None:
    file = KEPT / f"failed {name}.txt"
    file.write_text(failure, encoding="utf-8", errors="backslashreplace")
    _say(f"{name}: FAILED; see {file}")


if __name__ == "__main__":
    sys.exit(main())
