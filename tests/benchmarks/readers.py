"""Those that read texts: rumourctl, and what it is compared with. Each runs in a process of its own.

``python -m tests.benchmarks.readers NAME MODEL FOLDERS...`` reads all articles in the folders, those in the first to
warm up, and prints how many words and articles there were in the others, the seconds of processor that reading them
took, and how much it found. ``MODEL`` is where the trained pipeline lies; ``train`` as the name puts it there.
"""

from __future__ import annotations

import io
import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rumourctl.articles.model import Article
from rumourctl.articles.reading import ReadOptions, read_articles
from tests.benchmarks.measuring import ROOT

TODAY = date(2026, 6, 30)
"""No article lies behind this day."""
GOLD = ROOT / "tests" / "quality"
_TOKEN = re.compile(r"\w+|[^\w\s]")
Reader = Callable[[Sequence[Article]], int]


def rumourctl() -> Reader:
    """All claims."""
    from rumourctl.extraction.pipeline import Extractor

    extractor = Extractor()
    return lambda articles: sum(len(extractor.extract(article)) for article in articles)


def regex() -> Reader:
    """Words and marks by a regular expression: the floor."""
    return lambda articles: sum(len(_TOKEN.findall(article.text)) for article in articles)


def blank() -> Reader:
    """spaCy's English tokenizer."""
    import spacy

    return _piped(spacy.blank("en"))


def ner(model: Path) -> Reader:
    """A spaCy pipeline that finds persons and clubs, as :func:`train` trained it."""
    import spacy

    return _piped(spacy.load(model))


def _piped(pipeline: Any) -> Reader:
    return lambda articles: sum(
        len(doc.ents) or len(doc) for doc in pipeline.pipe(article.text for article in articles)
    )


def train(model: Path, epochs: int = 4) -> None:
    """Train a small pipeline, with spaCy's usual sizes, on the names in the claims of the gold texts."""
    import spacy
    from spacy.training import Example

    pipeline = spacy.blank("en")
    pipeline.add_pipe("ner")
    examples = []
    for text, names in _gold():
        doc = pipeline.make_doc(text)
        found = [(*span, label) for name, label in names.items() for span in _spans(text, name)]
        aligned = [doc.char_span(start, stop, label) for start, stop, label in found]
        spans = spacy.util.filter_spans([span for span in aligned if span])
        entities = [(span.start_char, span.end_char, span.label_) for span in spans]
        examples.append(Example.from_dict(doc, {"entities": entities}))
    pipeline.initialize(lambda: examples)
    chance = random.Random(0)
    for _ in range(epochs):
        chance.shuffle(examples)
        for start in range(0, len(examples), 8):
            pipeline.update(examples[start : start + 8])
    pipeline.to_disk(model)


def _gold() -> Iterator[tuple[str, dict[str, str]]]:
    """The gold texts, each with the names in its claims and their labels."""
    for file in sorted(GOLD.glob("*/*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            names = {}
            for claim in entry["claims"]:
                names |= {club: "CLUB" for club in (claim.get("from_club"), claim.get("to_club")) if club}
                names |= {claim["person"]: "PERSON", claim["person"].split()[-1]: "PERSON"}
            yield (file.parent / entry["article"]).read_text(encoding="utf-8"), names


def _spans(text: str, name: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in re.finditer(rf"\b{re.escape(name)}\b", text))


def articles_below(folder: Path) -> list[Article]:
    """All articles in a folder."""
    found = read_articles([str(folder)], ReadOptions(today=TODAY), io.BytesIO())
    return [item for item in found if isinstance(item, Article)]


def timed(reader: Reader, articles: Sequence[Article]) -> dict[str, float]:
    """What one reader makes of the articles, and the seconds of processor that takes."""
    began = time.process_time()
    found = reader(articles)
    seconds = time.process_time() - began
    words = sum(len(article.text.split()) for article in articles)
    return {"articles": len(articles), "words": words, "seconds": seconds, "found": found}


def main(name: str, model: Path, folders: Sequence[Path]) -> None:
    if name == "train":
        train(model)
        return
    known: dict[str, Callable[[], Reader]] = {"rumourctl": rumourctl, "regex": regex, "blank": blank}
    reader = known[name]() if name in known else ner(model)
    # What is loaded when it is first needed is loaded by other texts: whoever keeps what it has read gains nothing.
    reader([article for folder in folders[:1] for article in articles_below(folder)])
    articles = [article for folder in folders[1:] for article in articles_below(folder)]
    sys.stdout.write(json.dumps(timed(reader, articles)))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), [Path(folder) for folder in sys.argv[3:]])
