"""The long run of ``make load``: a crowd at one ledger for minutes.

``python tests/load/load.py [--articles N] [--rounds N]``; ends with figures, or with the first thing that did not hold.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from rumourctl.ledger.store import Ledger
from tests.load.crowd import TODAY, Crowd, Ran, called, gather, prepare


def trial(folder: Path, articles: int, rounds: int) -> Crowd:
    """Let a crowd come to a ledger, and hold that all is as if they had come one after the other.

    ``articles`` is how many each of those who ingest brings, ``rounds`` how often others read all again and rule.
    """
    work = prepare(folder, articles, rounds)
    serial, crowded = folder / "serial.db", folder / "crowded.db"
    for ledger, steps in ((serial, work.alone), (crowded, work.first)):
        for step in steps:
            _succeeded(called(ledger, *step))
    crowd = gather(crowded, work.writers, claims_by_article(serial), folder)
    for written in crowd.written:
        for ran in written:
            _succeeded(ran)
    _new_once(crowd)
    assert _state(crowded) == _state(serial)
    return crowd


def claims_by_article(path: Path) -> dict[str, int]:
    """How many claims each article of a ledger has."""
    with Ledger.read(path) as ledger:
        return {row.article_id: row.claims for row in ledger.articles()}


def _state(path: Path) -> dict[str, object]:
    """All that a ledger holds and shows, but for the version of the reading, and the days on which one ruled."""
    with Ledger.read(path) as ledger:
        return {
            "articles": claims_by_article(path),
            "claims": ledger.claims(),
            "people": ledger.people(),
            "clubs": ledger.clubs(),
            "sources": ledger.sources(),
            "sagas": ledger.sagas(TODAY),
            "rulings": [(ruled.ruling_id, ruled.kind, ruled.subject) for ruled in ledger.docket.all()],
        }


def _succeeded(ran: Ran) -> None:
    assert ran.status == 0, ran


def _new_once(crowd: Crowd) -> None:
    """Hold that of several who bring one article, one is told that it is new, and the others that it is there."""
    ran = [ran for written in crowd.written for ran in written if ran.arguments[0] == "ingest"]
    new = Counter(row["article_id"] for each in ran for row in json.loads(each.stdout) if row["status"] == "new")
    assert set(new.values()) == {1}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=2)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        began = time.monotonic()
        crowd = trial(folder, chosen.articles, chosen.rounds)
        seconds = time.monotonic() - began
        count = len(claims_by_article(folder / "crowded.db"))
    runs = [ran for written in crowd.written for ran in written]
    waited = sum("waiting for another" in ran.stderr for ran in runs)
    ingests = [ran.seconds for ran in runs if ran.arguments[0] == "ingest"]
    sys.stdout.write(
        f"{len(crowd.written)} writers made {len(runs)} runs, of which {waited} told that they waited;"
        f" {count} articles; each ingest took {min(ingests):.0f} to {max(ingests):.0f} s.\n"
        f"{len(crowd.read)} readers looked {sum(each.looks for each in crowd.read)} times,"
        f" {max(each.longest for each in crowd.read):.1f} s at most.\n"
        f"All is as if they had come one after the other; {seconds:.0f} s in all.\n"
    )


if __name__ == "__main__":
    main()
