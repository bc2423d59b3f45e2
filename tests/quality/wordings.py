#!/usr/bin/env python3
"""Measures how many wordings of one meaning are read as that meaning.

    make wordings                  for each meaning, how many of its wordings give the claim that all of them make
    make wordings ONLY=sacked      one meaning, with the wordings that are read otherwise, and what is read
    make wordings WRITE=1          writes the shares down, in levels.json: the tests allow none to fall below

A file is a meaning: its first line is the claim ("*" is any club, "?" is none), each further line a wording of it,
with the same persons and clubs. Those in ``open`` may be looked at; those in ``unread``, of another writer, are only
counted.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import score

from rumourctl.articles.model import Article
from rumourctl.claims.shape import claim_to_dict
from rumourctl.extraction.pipeline import Extractor

FOLDER = Path(__file__).parent / "wordings"
LEVELS_FILE = FOLDER / "levels.json"
OPEN, UNREAD = "open", "unread"
DAY = date(2024, 1, 20)

Claim = dict[str, Any]


@dataclass(frozen=True)
class Meaning:
    """What all wordings of a file say."""

    person: str
    move: str
    stage: str
    from_club: str
    to_club: str
    denied: bool

    def is_read(self, claims: Iterable[Claim]) -> bool:
        """Whether ``claims`` have this one of the person, and no other."""
        own = [claim for claim in claims if score.same_person(claim["person"], self.person)]
        return len(own) == 1 and self._is(own[0])

    def _is(self, claim: Claim) -> bool:
        denied = (claim["certainty"] == "denied") == self.denied
        clubs = _fits(claim["from_club"], self.from_club) and _fits(claim["to_club"], self.to_club)
        return denied and clubs and (claim["move"], claim["stage"]) == (self.move, self.stage)


def _fits(club: str | None, wanted: str) -> bool:
    return wanted == "*" or (club is None if wanted == "?" else score.same_club(club, wanted))


def meaning_of(line: str) -> Meaning:
    """The meaning that the first line of a file tells: "# John Smith transfer/off Lens -> Everton; denied"."""
    told, _, denied = line.removeprefix("# ").partition("; ")
    left, _, to = told.partition(" -> ")
    name, _, rest = left.partition("/")
    person, move = name.rsplit(" ", 1)
    stage, from_ = rest.split(" ", 1)
    return Meaning(person, move, stage, from_, to, denied == "denied")


@dataclass(frozen=True)
class Measured:
    """One file: how many wordings it has, and what was read of those that are read otherwise."""

    folder: str
    name: str
    wordings: int
    missed: dict[str, list[Claim]]

    @property
    def share(self) -> float:
        """How many are read, of one."""
        return 1 - len(self.missed) / self.wordings


def measure(file: Path, extractor: Extractor) -> Measured:
    """The wordings of ``file``, read."""
    first, *wordings = file.read_text(encoding="utf-8").splitlines()
    meaning = meaning_of(first)
    read = {text: [claim_to_dict(c) for c in extractor.extract(Article(text, DAY, path="-"))] for text in wordings}
    missed = {text: claims for text, claims in read.items() if not meaning.is_read(claims)}
    return Measured(file.parent.name, file.stem, len(wordings), missed)


def shares(measured: Iterable[Measured]) -> dict[str, float]:
    """How many wordings are read, of one, in each folder."""
    listed = list(measured)
    return {
        folder: round(1 - sum(len(m.missed) for m in of) / sum(m.wordings for m in of), 4)
        for folder in (OPEN, UNREAD)
        if (of := [m for m in listed if m.folder == folder])
    }


def report(measured: list[Measured], shown: bool) -> Iterator[str]:
    """A line for each meaning, and where ``shown``, the open wordings that are read otherwise; then the folders."""
    for one in measured:
        yield f"{one.folder:8}{one.name:26}{one.wordings - len(one.missed):4} of {one.wordings:3}"
        for text, claims in one.missed.items() if shown and one.folder == OPEN else ():
            yield f"  {text}"
            yield from (f"      {short(claim)}" for claim in claims)
    for folder, share in shares(measured).items():
        yield f"{folder:8}{share:.1%} of {sum(m.wordings for m in measured if m.folder == folder):,} wordings"


def short(claim: Claim) -> str:
    denied = "; denied" if claim["certainty"] == "denied" else ""
    return f"{claim['person']} {claim['move']}/{claim['stage']} {claim['from_club']} -> {claim['to_club']}{denied}"


def main() -> Iterator[str]:
    names = sorted({file.stem for file in FOLDER.glob("*/*.txt")})
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=names, metavar="MEANING", help=f"one of {', '.join(names)}")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="the shares as one JSON object")
    form.add_argument("--write", action="store_true", help=f"write the shares down in {LEVELS_FILE.name}")
    given = parser.parse_args()
    if given.write and given.only:
        parser.error("shares are written for all meanings at once; leave the meaning out")
    extractor = Extractor()
    files = [file for file in sorted(FOLDER.glob("*/*.txt")) if given.only in (None, file.stem)]
    measured = [measure(file, extractor) for file in files]
    if given.json:
        yield json.dumps(shares(measured))
        return
    yield from report(measured, bool(given.only))
    if given.write:
        LEVELS_FILE.write_text(json.dumps(shares(measured)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for line in main():
        sys.stdout.write(line + "\n")
