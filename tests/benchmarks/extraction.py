"""How fast articles are read, on one core, beside readers that do less."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import articles
from tests.benchmarks.measuring import Figure, Scale, Unit, run
from tests.benchmarks.readers import GOLD

METHOD = (
    "words a second of processor, on one core, in a process of its own for each reader, in turn; texts are in memory,"
    " words and models loaded. The trained pipeline is one of spaCy's usual sizes that finds persons and clubs, trained"
    " on the gold texts"
)
REFERENCES = {
    "blank": "spaCy’s blank English tokenizer",
    "ner": "spaCy, trained to find names",
    "regex": "regular expression",
}


def measure(scale: Scale, folder: Path) -> Iterator[Figure]:
    """Figures for the gold texts and for generated ones."""
    generated, model = folder / "texts", folder / "model"
    articles.write(generated, range(scale.texts))
    articles.write(folder / "first", range(scale.texts, scale.texts * 2))
    spacy = importlib.util.find_spec("spacy") is not None
    if spacy:
        run([*_READERS, "train", model])
    readers = ["rumourctl", "regex", *(["blank", "ner"] if spacy else [])]
    for texts, where in (("gold texts", GOLD), ("generated texts", generated)):
        best: dict[str, dict[str, float]] = {}
        for _ in range(max(1, scale.rounds // 3)):
            for reader in readers:
                told = _told(reader, model, where, folder)
                if reader not in best or told["seconds"] < best[reader]["seconds"]:
                    best[reader] = told
        ours = best["rumourctl"]
        speed = ours["words"] / ours["seconds"]
        what = f"reading {texts} ({ours['articles']:,} articles, {ours['words']:,} words)"
        for reader, reference in REFERENCES.items():
            theirs = best[reader]["words"] / best[reader]["seconds"] if reader in best else None
            yield Figure(what, Unit.WORDS, speed, reference if theirs else f"{reference}: not installed", theirs, True)


_READERS = (sys.executable, "-m", "tests.benchmarks.readers")


def _told(reader: str, model: Path, where: Path, folder: Path) -> dict[str, float]:
    """What a reader tells of one run."""
    run([*_READERS, reader, model, folder / "first", where], output=folder / "told.json")
    told: dict[str, float] = json.loads((folder / "told.json").read_text(encoding="utf-8"))
    return told
