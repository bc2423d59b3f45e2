#!/usr/bin/env python3
"""Measures the reading on the articles of this folder, in each of which careful readers wrote down the claims.

    make quality                      precision, recall and F1 of all sets, how often each field is right, and the speed
    make quality SET=d1 MISSES=1      one set, with every claim missed, surplus or wrong, and its sentence
    make quality WRITE=1              writes the F1 down, in levels.json: the tests allow no set to fall below

A set is a file of JSON Lines, ``NAME/gold.jsonl`` or ``FOLDER/NAME.jsonl``, with its articles beside it.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import score

from rumourctl.articles.model import Article
from rumourctl.articles.reading import ReadOptions, read_article
from rumourctl.claims.shape import claim_to_dict
from rumourctl.extraction.pipeline import Extractor

HERE = Path(__file__).parent
LEVELS_FILE = HERE / "levels.json"
LEVELS = ("link", "core", "full")
UNREAD = ("held", "unseen")
"""The folders that are never looked into, so that their figures tell how texts fare that nobody has seen."""

Claim = dict[str, Any]


@dataclass(frozen=True)
class Measured:
    """One set: what its readers found, what the program did, and in which time."""

    name: str
    folder: str
    gold: list[dict[str, Any]]
    found: dict[str, list[Claim]]
    words: int
    seconds: float

    @property
    def figures(self) -> dict[str, Any]:
        """The scorer's figures, with ``words_per_second``."""
        scored: dict[str, Any] = score.score(self.gold, self.found)
        return scored | {"words_per_second": round(self.words / self.seconds)}


def sets() -> dict[str, Path]:
    """The gold files by the names of their sets."""
    files = sorted(HERE.glob("*/*.jsonl"))
    return {file.parent.name if file.stem == "gold" else file.stem: file for file in files}


def measure(name: str, file: Path, extractor: Extractor) -> Measured:
    gold = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    articles = {entry["article"]: read(file.parent / entry["article"], entry["published"]) for entry in gold}
    begun = time.perf_counter()
    claims = {path: extractor.extract(article) for path, article in articles.items()}
    seconds = time.perf_counter() - begun
    found = {path: [claim_to_dict(claim) for claim in listed] for path, listed in claims.items()}
    return Measured(name, file.parent.name, gold, found, sum(len(a.text.split()) for a in articles.values()), seconds)


def read(path: Path, published: str) -> Article:
    article = read_article(path.read_bytes(), str(path), ReadOptions(today=date.fromisoformat(published)))
    if not isinstance(article, Article):
        raise SystemExit(str(article))
    return article


def together(name: str, measured: Sequence[Measured]) -> Measured:
    """Several sets as one. Their articles have different names."""
    return Measured(
        name,
        name,
        [entry for one in measured for entry in one.gold],
        {path: claims for one in measured for path, claims in one.found.items()},
        sum(one.words for one in measured),
        sum(one.seconds for one in measured),
    )


def with_folders(measured: Sequence[Measured]) -> Iterator[Measured]:
    """The sets, and behind the last of those that share a folder, these together."""
    for folder, same in groupby(measured, key=lambda one: one.folder):
        listed = list(same)
        yield from listed
        if len(listed) > 1:
            yield together(folder, listed)


def report(measured: Sequence[Measured]) -> Iterator[str]:
    """Two tables: the levels, and the fields of what was found."""
    figures = {one.name: one.figures for one in with_folders(measured)}
    heads = "".join(f"{level:>8}    P    R" for level in LEVELS)
    yield f"{'set':16}{heads}   words/s"
    for name, of in figures.items():
        told = "".join(f"{of[k]['f1']:8.3f}  {of[k]['precision']:.2f} {of[k]['recall']:.2f}" for k in LEVELS)
        yield f"{name:16}{told}{of['words_per_second']:10,}"
    fields = sorted({field for of in figures.values() for field in of["fields"]})
    yield ""
    yield f"{'right':16}" + "".join(f"{field:>10}" for field in fields)
    for name, of in figures.items():
        yield f"{name:16}" + "".join(f"{of['fields'].get(field, 0):10.2f}" for field in fields)


def misses(measured: Measured) -> Iterator[str]:
    """Every claim that is missing, surplus or not wholly right, by article, with its evidence.

    ``rumourctl explain ARTICLE --grep WORDS`` then tells how the sentence was read.
    """
    for entry in measured.gold:
        wanted = [{**claim, "date": claim.get("date", entry["published"])} for claim in entry["claims"]]
        faults = list(article_faults(wanted, list(measured.found[entry["article"]])))
        if faults:
            yield f"\ntests/quality/{measured.folder}/{entry['article']}"
            yield from faults


def article_faults(wanted: list[Claim], found: list[Claim]) -> Iterator[str]:
    spared = [claim for claim in wanted if claim.get("optional")]
    for alike in (score.full, score.core, score.link):
        pairs = score.pair(found, wanted, alike)
        for i, j in pairs:
            wrong = [field for field, right in score.fields_right(found[i], wanted[j]).items() if not right]
            if alike is not score.full and not wanted[j].get("optional"):
                yield f"  WRONG   {short(found[i])}\n          should be {short(wanted[j])}  ({', '.join(wrong)})"
                yield f"          “{evidence(wanted[j])}”"
        found = [claim for i, claim in enumerate(found) if i not in {i for i, _ in pairs}]
        wanted = [claim for j, claim in enumerate(wanted) if j not in {j for _, j in pairs}]
    for claim in wanted:
        if not claim.get("optional"):
            yield f"  MISSED  {short(claim)}\n          “{evidence(claim)}”"
    for claim in found:
        if not any(score.core(claim, other) for other in spared):
            yield f"  EXTRA   {short(claim)}  by {', '.join(claim['rules'])}\n          “{evidence(claim)}”"


def short(claim: Claim) -> str:
    source = claim.get("source") or {"kind": "publisher"}
    parts = [
        claim["person"],
        f"{claim['move']}/{claim['stage']}",
        f"{claim.get('from_club')} -> {claim.get('to_club')}",
    ]
    parts += [claim["certainty"]] if claim.get("certainty", "asserted") != "asserted" else []
    parts += [source.get("name") or source["kind"]] if source["kind"] != "publisher" else []
    return ", ".join(parts)


def evidence(claim: Claim) -> str:
    given = claim["evidence"]
    text = given if isinstance(given, str) else given[0]["text"]
    return " ".join(text.split())


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = list(dict.fromkeys([*sets(), *(file.parent.name for file in sets().values())]))
    parser.add_argument("--set", choices=names, metavar="NAME", help=f"only this set, or folder: {', '.join(names)}")
    parser.add_argument(
        "--misses", action="store_true", help=f"every fault with its sentence; never of {' and '.join(UNREAD)}"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="the figures as one JSON object")
    form.add_argument("--write", action="store_true", help=f"write the F1 of the sets down in {LEVELS_FILE.name}")
    given = parser.parse_args()
    if given.misses and given.set and given.set.startswith(UNREAD):
        parser.error(f"the misses of {given.set} are never shown: they tell how texts fare that nobody has read")
    if given.write and given.set:
        parser.error("levels are written for all sets at once; leave the set out")
    return given


def main() -> Iterable[str]:
    given = arguments()
    extractor = Extractor()
    chosen = {name: file for name, file in sets().items() if given.set in (None, name, file.parent.name)}
    measured = [measure(name, file, extractor) for name, file in chosen.items()]
    if given.json:
        yield json.dumps({one.name: one.figures for one in with_folders(measured)})
        return
    if given.misses:
        for one in measured:
            yield from misses(one) if one.folder not in UNREAD else ()
        yield ""
    yield from report(measured)
    if given.write:
        levels = {one.name: {level: one.figures[level]["f1"] for level in LEVELS} for one in measured}
        lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(figures)}" for name, figures in levels.items())
        LEVELS_FILE.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
        yield f"\nwritten to {LEVELS_FILE.relative_to(HERE.parents[1])}; make readme renews the table in README.md"


if __name__ == "__main__":
    for line in main():
        sys.stdout.write(line + "\n")
