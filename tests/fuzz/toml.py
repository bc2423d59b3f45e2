"""Files of words and rules as users write them: mostly right, with faults of every kind."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from rumourctl.articles.model import Article
from rumourctl.errors import DataError
from rumourctl.extraction.pipeline import Extractor
from rumourctl.language.datafiles import Schema, Shape, read_data
from rumourctl.language.wordfiles import CLUBS, FILES
from rumourctl.rules.loading import SCHEMA, load_rules
from tests.fuzz import prose
from tests.fuzz.checks import TODAY, check_claim, extractor, told
from tests.fuzz.commands import folder_of_process

KINDS: Mapping[str, Schema] = {"rules/mine.toml": SCHEMA, "words/clubs/mine.toml": CLUBS} | {
    f"words/{name}": schema for name, schema in FILES.items()
}
"""By its path in a user's folder, what a file may hold."""

_patterns = st.lists(
    st.sampled_from(
        ("~sign", "~want", "~be", "PERSON", "CLUB", "MONEY", "ANY", "POST", "...", "bid|offer", "a?", "to", "for",
         "~xyz", "...?", "?", "|", "~", "A", "'s", ",", "~sign?", "and", "é", "(", "TEAM", "AGENT", "DATE?", "by|")
    ),
    max_size=7,
).map(" ".join)  # fmt: skip
patterns = st.one_of(_patterns, prose.spoilt(_patterns), prose.phrase)
_texts = st.one_of(
    _patterns,
    st.sampled_from(
        ("transfer", "loan", "done", "bid", "hedged", "subject", "object", "of", "player", "free", "England")
    ),
    prose.phrase,
).map(lambda text: json.dumps(text))
_lists = st.lists(_texts, max_size=4).map(lambda texts: f"[{', '.join(texts)}]")
_tables = st.lists(
    st.tuples(st.sampled_from(("stage", "deal", "role", "a", '""')), st.one_of(_texts, _lists)), max_size=3
)
_odd = st.sampled_from(
    ("1", "-inf", "nan", "true", "2025-05-20", "07:32:00", "[1, 2]", "[[]]", "{}", "{a = 1}", "''", "")
)
_OF_SHAPE = {
    Shape.TEXT: _texts,
    Shape.TEXTS: _lists,
    **dict.fromkeys(
        (Shape.NAMED, Shape.LISTS, Shape.PAIRS),
        _tables.map(lambda pairs: "{" + ", ".join(f"{key} = {value}" for key, value in pairs) + "}"),
    ),
}


@st.composite
def _entries(draw: st.DrawFn, keys: Mapping[str, Shape]) -> str:
    chosen = draw(st.lists(st.sampled_from(sorted(keys)), unique=True, max_size=len(keys))) if keys else []
    return "\n".join(f"{key} = {draw(st.one_of(_OF_SHAPE[keys[key]], _OF_SHAPE[keys[key]], _odd))}" for key in chosen)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, str]:
    """The path and the text of a user's file."""
    path = draw(st.sampled_from(sorted(KINDS)))
    schema = KINDS[path]
    parts = [draw(_entries(schema.keys))]
    for table in draw(st.lists(st.sampled_from(sorted(schema.tables)), max_size=3)) if schema.tables else ():
        named = f"name = {draw(_texts)}\n" if draw(st.integers(0, 9)) else ""
        parts.append(
            f"[[{table}]]\n{named}{draw(_entries({k: s for k, s in schema.tables[table].items() if k != 'name'}))}"
        )
    text = "\n".join(parts)
    return path, draw(st.one_of(st.just(text), prose.spoilt(st.just(text)), prose.any_text))


def check_file(file: tuple[str, str]) -> None:
    """A user's file is read, or refused with a DataError that names it."""
    name, text = file
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            read_data(path, KINDS[name])
            if name.startswith("rules/"):
                load_rules(_few_rules(), extractor().lexicon.verb_forms, Path(folder))
        except DataError as error:
            told(error, of=str(path))


def check_own(file: tuple[str, str]) -> None:
    """A user's file that is taken is used: the reading goes on with it, and gives valid claims."""
    name, text = file
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.parent.mkdir(parents=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            reading = Extractor(Path(folder))
        except DataError as error:
            told(error, of=str(path))
            return
        for article in prose.real_texts()[:2]:
            for claim in reading.extract(Article(article, TODAY, "a.txt")):
                check_claim(claim, article)


@cache
def _few_rules() -> Path:
    """A folder with rules of which a user's may take values, kept small because it is read each time."""
    folder = folder_of_process()
    (folder / "few.toml").write_text(
        '[[event]]\nname = "sign"\nwords = ["~sign"]\nmove = "transfer"\nvalues = { deal = "free", role = "player" }\n'
        'example = "Lyon sign Kai Lund."\n',
        encoding="utf-8",
    )
    return folder
