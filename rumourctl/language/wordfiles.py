"""The word files: what each may hold, and the user's own laid over the package's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rumourctl.errors import DataError
from rumourctl.language.datafiles import DataFile, Keys, Schema, Shape, data_root, read_data, toml_files


def _texts(names: str) -> Keys:
    return dict.fromkeys(names.split(), Shape.TEXTS)


def _text(names: str) -> Keys:
    return dict.fromkeys(names.split(), Shape.TEXT)


CLUBS = Schema(
    keys=_text("country"),
    tables={"club": {**_text("name league"), **_texts("names nicknames shared careful ground place tags demonyms")}},
    needs=("country",),
)
FILES: Mapping[str, Schema] = {
    "outlets.toml": Schema(
        tables={"outlet": {**_text("name country kind"), **_texts("names careful place tags")}},
    ),
    "journalists.toml": Schema(tables={"journalist": {**_text("name outlet"), **_texts("tags")}}),
    "managers.toml": Schema(tables={"manager": {**_text("name"), **_texts("names spells")}}),
    "officials.toml": Schema(tables={"official": {**_text("name part"), **_texts("names spells")}}),
    "nations.toml": Schema(
        tables={
            "nation": {**_text("name"), **_texts("names adjectives people nicknames federation cities")},
            "people": _text("name nation"),
        },
    ),
    "competitions.toml": Schema({**_texts("competitions bodies other_sports"), "leagues": Shape.NAMED}),
    "places.toml": Schema(_texts("places")),
    "roles.toml": Schema(dict.fromkeys(("positions", "spots", "persons", "clubs", "modifiers"), Shape.LISTS)),
    "speech.toml": Schema(
        _texts(
            "say report report_by denies deniable introduces outlet_nouns unnamed_nouns statements spokespersons relays"
            " reporters hearsay hedges via"
        )
    ),
    "verbs.toml": Schema({**_texts("regular doubling"), "irregular": Shape.PAIRS}),
    "common.toml": Schema(_texts("words also_names")),
    "given.toml": Schema(_texts("names women")),
    "bearers.toml": Schema(tables={"bearers": {**_text("name"), **_texts("nations given endings parts")}}),
}
"""The files of ``words`` that a user may have too, besides those of clubs."""

Content = dict[str, Any]
"""What a file says: lists and tables under their keys, and the rows of its tables by their names."""


@dataclass(frozen=True)
class Words:
    """All word files read: the content of each by its file's name, and the clubs of each country by their names."""

    files: Mapping[str, Content]
    clubs: Mapping[str, Mapping[str, Content]]


SETTINGS = "config.toml"
"""The user's settings, which may lie beside the folders of words and rules; nothing here reads them."""


def read_words(own: Path | None = None) -> Words:
    """The package's word files, with the user's ``own`` laid over. Raises DataError for whatever is wrong in a file.

    A list is continued by the user's. So are the lists of an entry that is there already under the same name, while
    its single values give way.
    """
    files: dict[str, Content] = {name: {} for name in FILES}
    clubs: dict[str, dict[str, Content]] = defaultdict(dict)
    for folder in [data_root(), *([own] if own else [])]:
        for file in toml_files(folder / "words"):
            if file.name in FILES:
                _lay_over(files[file.name], read_data(file, FILES[file.name]), FILES[file.name])
        for file in toml_files(folder / "words" / "clubs"):
            content = read_data(file, CLUBS).content
            _lay_rows_over(clubs[content["country"]], content.get("club", ()))
    return Words(files, clubs)


def misplaced(own: Path) -> DataError | None:
    """What is wrong with the first file in the user's folder ``own`` that nothing would read."""
    for file in toml_files(own):
        if file.name != SETTINGS:
            return DataError(f"{file}: is not read there; words belong in words/, rules in rules/: move it there")
    for file in toml_files(own / "words"):
        if file.name not in FILES:
            return DataError(f"{file}: there is no such word file; there may be clubs/….toml, {', '.join(FILES)}")
    return None


def _lay_over(content: Content, file: DataFile, schema: Schema) -> None:
    for key, value in file.content.items():
        match schema.keys.get(key):
            case None:
                _lay_rows_over(content.setdefault(key, {}), value)
            case Shape.TEXTS:
                content[key] = _joined(content.get(key, ()), value)
            case Shape.LISTS:
                before = content.get(key, {})
                content[key] = before | {name: _joined(before.get(name, ()), listed) for name, listed in value.items()}
            case _:
                content[key] = content.get(key, {}) | value


def _lay_rows_over(rows: Content, more: Iterable[Content]) -> None:
    for row in more:
        before = rows.get(row["name"], {})
        rows[row["name"]] = before | {
            key: _joined(before.get(key, ()), value) if isinstance(value, list) else value for key, value in row.items()
        }


def _joined(before: Iterable[str], more: Iterable[str]) -> list[str]:
    return list(dict.fromkeys((*before, *more)))
