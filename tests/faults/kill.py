"""The long run of ``make faults``: every boundary of every command that writes, and many deaths drawn by lot.

``python tests/faults/kill.py [--random N] [--seed N]``; ends with the counts reached, or with the first failure.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.faults.dying import At, Death
from tests.faults.scenarios import scenarios


def boundaries(points: dict[At, int]) -> Iterator[Death]:
    """Before and after every commit, and before all that is done to other files."""
    for at, counted in ((At.COMMIT, At.COMMIT), (At.COMMITTED, At.COMMIT), (At.FILE, At.FILE)):
        yield from (Death(at, n) for n in range(1, points[counted] + 1))


def drawn(lot: random.Random, points: dict[At, int], seconds: float) -> Death:
    """A death at a random statement, at a random byte of what is written, or at a random time."""
    # Of a command that lets no file grow, no byte can be drawn.
    match lot.choice([At.STATEMENT, At.STATEMENT, *[At.BYTE] * 2 * bool(points[At.BYTE]), At.TIME]):
        case At.TIME:
            return Death(At.TIME, round(lot.uniform(0, seconds), 3))
        case at:
            return Death(at, lot.randint(1, points[at]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--random", type=int, default=500)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    chosen = parser.parse_args()
    lot = random.Random(chosen.seed)
    killed: Counter[str] = Counter()
    outlived: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        every = scenarios(folder)
        points = {each.name: each.points(folder / f"{each.name}, counted") for each in every}
        deaths = [(each, death) for each in every for death in boundaries(points[each.name])]
        # Most at the commands that take long, as crashes do.
        likely = lot.choices(every, [points[each.name][At.STATEMENT] for each in every], k=chosen.random)
        deaths += [(each, drawn(lot, points[each.name], each.seconds)) for each in likely]
        for number, (scenario, death) in enumerate(deaths, 1):
            trial = folder / "trial"
            try:
                ended = scenario.survived(trial, death)
            except BaseException:
                _tell(f"{scenario.name}, killed {death} (seed {chosen.seed}): the ledger is in {_saved(trial)}")
                raise
            (killed if ended.killed else outlived)[f"{scenario.name}, {death.at}"] += 1
            shutil.rmtree(trial)
            if number % 100 == 0:
                _tell(f"{number} of {len(deaths)} deaths")
    for what in sorted(killed | outlived):
        _tell(f"{killed[what]:5} killed, {outlived[what]:3} ended first: {what}")
    _tell(f"{killed.total()} kills, {chosen.random} of {len(deaths)} deaths drawn with seed {chosen.seed}; all is kept")


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _saved(trial: Path) -> Path:
    return Path(shutil.copytree(trial, tempfile.mkdtemp(prefix="rumourctl-fault-"), dirs_exist_ok=True))


if __name__ == "__main__":
    main()
