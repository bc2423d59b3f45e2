"""One target fed by atheris: inputs that reach new code are kept and changed further. For run.py, in its own process.

    python -m tests.fuzz.guided TARGET NUMBER

A failing input is left in ``.fuzz/`` by libFuzzer, which says so; corpus and dictionary are made here from the articles
that the reading is developed with and from the grammar's words.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["rumourctl"]):
    from tests.fuzz import prose
    from tests.fuzz.run import KEPT
    from tests.fuzz.targets import TARGETS

_BYTES = ("decoder", "file")
"""Targets that take bytes; the others take what the bytes say."""
_LONGEST = 250
"""Bytes of an input: enough for a few sentences, and quick."""


def main(name: str, number: str) -> None:
    """Runs ``number`` inputs on the target called ``name``, and ends the process."""
    target = next(target for target in TARGETS if target.name == name)

    def check(data: bytes) -> None:
        target.check(data if name in _BYTES else data.decode("utf-8", "surrogateescape"))

    corpus = KEPT / "corpus" / name
    if not corpus.exists():
        _seed(corpus)
    arguments = [
        *(f"-runs={number}", f"-max_len={_LONGEST}", "-timeout=60", "-print_final_stats=1"),
        *(f"-dict={_dictionary()}", f"-artifact_prefix={KEPT / f'failed {name} '}", "-verbosity=0", str(corpus)),
    ]
    atheris.Setup([sys.argv[0], *arguments], check)
    atheris.Fuzz()


def _seed(corpus: Path) -> None:
    corpus.mkdir(parents=True)
    for number, text in enumerate(prose.real_texts()):
        for part, line in enumerate(text.splitlines()):
            (corpus / f"{number}-{part}").write_text(line[:_LONGEST], encoding="utf-8")


def _dictionary() -> Path:
    file = KEPT / "words.dict"
    words = (piece.encode("utf-8", "surrogatepass") for piece in prose.PIECES)
    escaped = ("".join(f"\\x{byte:02x}" for byte in word) for word in words)
    file.write_text("".join(f'"{word}"\n' for word in escaped))
    return file


if __name__ == "__main__":
    main(*sys.argv[1:])
