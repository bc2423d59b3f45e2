"""One reader of the crowd: asks the ledger over and over, and holds that every answer is of one whole state of it.

``python reader.py LEDGER WHOLE END SEED``: WHOLE is a JSON file with the number of claims of each article; where there
is a file END it ends, with a line of JSON about what it did.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path
from typing import Any

from rumourctl.ledger import sagas
from rumourctl.ledger.filters import EVERYTHING
from rumourctl.ledger.store import Ledger
from tests.load.crowd import TODAY, called

_PAUSE = 0.3
"""Seconds between two looks, which leave the machine to the writers."""


class Reader:
    """Asks, and remembers what it saw: nothing that was there may be missing later."""

    def __init__(self, ledger: Path, whole: dict[str, int], lot: random.Random) -> None:
        self._ledger = ledger
        self._whole = whole
        self._lot = lot
        self._articles: set[str] = set()
        self._claims: set[str] = set()
        self.longest = 0.0

    def look(self) -> None:
        """Ask by one command, drawn by lot, or look at a whole state through the library."""
        began = time.monotonic()
        self._lot.choice([self._state, self._saga_list, self._claim_list, self._timeline, self._sources, self._diff])()
        self.longest = max(self.longest, time.monotonic() - began)

    def _state(self) -> None:
        with Ledger.read(self._ledger) as ledger:
            articles = {row.article_id: row.claims for row in ledger.articles()}
            told = ledger.sagas(TODAY)
            claims = {r.claim_id for r in ledger.claims()}
            day = sagas.horizon(ledger._file, TODAY)
            fresh = [saga.at(day) for saga in sagas.derived(ledger._file, EVERYTHING)]
        assert articles.items() <= self._whole.items(), "an article is there in part"
        assert self._articles <= articles.keys(), "an article has gone"
        self._articles = set(articles)
        assert sorted(told, key=lambda saga: saga.saga_id) == sorted(fresh, key=lambda saga: saga.saga_id)
        assert {claim for saga in told for claim in saga.claim_ids} <= claims

    def _saga_list(self) -> None:
        told = {claim for saga in self._ask("sagas") for claim in saga["claim_ids"]}
        now = {claim["claim_id"] for claim in self._ask("claims")}
        assert told <= now, "a saga holds a claim that is not there"

    def _claim_list(self) -> None:
        now = {claim["claim_id"] for claim in self._ask("claims")}
        assert self._claims <= now, "a claim has gone"
        self._claims = now

    def _timeline(self) -> None:
        person = self._lot.choice(self._ask("people"))
        claims = self._ask("timeline", person["person"])
        assert len(claims) >= person["claims"]
        assert {claim["known_as"] for claim in claims} == {person["person"]}

    def _sources(self) -> None:
        assert sum(source["claims"] for source in self._ask("sources")) >= len(self._claims)

    def _diff(self) -> None:
        self._ask("diff", "2025-06-30", "2025-09-30", "--all")

    def _ask(self, *arguments: str) -> Any:
        """What a command answers. It must answer, and say nothing else."""
        ran = called(self._ledger, *arguments, "-f", "json")
        assert (ran.status, ran.stderr) == (0, ""), ran
        return json.loads(ran.stdout)


def _read(ledger: str, whole: str, end: str, seed: str) -> None:
    reader = Reader(Path(ledger), json.loads(Path(whole).read_text()), random.Random(int(seed)))
    looks = 0
    while not looks or not Path(end).exists():
        reader.look()
        looks += 1
        time.sleep(_PAUSE)
    sys.stdout.write(json.dumps({"looks": looks, "longest": reader.longest}) + "\n")


if __name__ == "__main__":
    _read(*sys.argv[1:])
