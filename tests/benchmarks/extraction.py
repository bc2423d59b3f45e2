"""How fast articles are read, on one core, beside readers that do less."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks import articles
from tests.benchmarks.measuring import ROOT, Figure, Scale, Unit, run
from tests.benchmarks.readers import GOLD

METHOD = (
    "words a second of processor, on one core, in a process of its own for each reader, in turn; texts are in memory,"
    " words and models loaded. The trained pipeline is one of spaCy's usual sizes that finds persons and clubs, trained"
    " on the gold texts. What is compiled is `make wheel COMPILED=1`"
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
    readers = {"rumourctl": _READERS, **dict.fromkeys(REFERENCES if spacy else ("regex",), _READERS)}
    if scale.compiled and (wheel := _compiled(folder)):
        readers["compiled"] = ("env", f"PYTHONPATH={wheel}{os.pathsep}{ROOT}", "PYTHONSAFEPATH=1", *_READERS)
    for texts, where in (("gold texts", GOLD), ("generated texts", generated)):
        best: dict[str, dict[str, float]] = {}
        for _ in range(max(1, scale.rounds // 3)):
            for reader, command in readers.items():
                told = _told([*command, "rumourctl" if reader == "compiled" else reader], model, where, folder)
                if reader not in best or told["seconds"] < best[reader]["seconds"]:
                    best[reader] = told
        ours = best["rumourctl"]
        what = f"reading {texts} ({ours['articles']:,} articles, {ours['words']:,} words)"
        yield from _beside(what, best, "rumourctl")
        if "compiled" in best:
            yield from _beside(f"{what}, compiled", best, "compiled")


def _beside(what: str, best: dict[str, dict[str, float]], reader: str) -> Iterator[Figure]:
    """The speed of ``reader`` beside that of each reference."""
    speed = {name: told["words"] / told["seconds"] for name, told in best.items()}
    for other, reference in REFERENCES.items():
        theirs = speed.get(other)
        yield Figure(
            what, Unit.WORDS, speed[reader], reference if theirs else f"{reference}: not installed", theirs, True
        )


_READERS = (sys.executable, "-m", "tests.benchmarks.readers")


def _told(command: Sequence[str | Path], model: Path, where: Path, folder: Path) -> dict[str, float]:
    """What a reader tells of one run."""
    run([*command, model, folder / "first", where], output=folder / "told.json")
    told: dict[str, float] = json.loads((folder / "told.json").read_text(encoding="utf-8"))
    return told


def _compiled(folder: Path) -> Path | None:
    """A folder with the program whose reading is compiled; None without a C compiler."""
    if not shutil.which("cc"):
        return None
    shutil.rmtree(wheels := folder / "wheel", ignore_errors=True)
    # Not the wheel alone, which would be compiled in this folder and then run in the place of what is written in it.
    run(["env", "HATCH_BUILD_HOOK_ENABLE_MYPYC=1", sys.executable, "-m", "build", "-o", wheels, ROOT])
    with zipfile.ZipFile(next(wheels.glob("*.whl"))) as archive:
        archive.extractall(wheels)
    return wheels
