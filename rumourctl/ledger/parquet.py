"""A ledger as a Parquet file, a row a claim: for other programs, and for ``import``, which makes the same ledger of it.

An article without claims has one row, in which the columns of a claim are null; the rows of one article stand together,
and each has all of its article. What belongs to no article (countries of clubs, versions on which ledgers do not agree,
rulings) is JSON in the file's own metadata, under ``rumourctl``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

from rumourctl.errors import RumourError
from rumourctl.ledger.entries import Entry, Piece, Shown, entry_to_dict
from rumourctl.ledger.filters import storable
from rumourctl.ledger.stream import Record, Unfit, record_of

MAGIC = b"PAR1"
"""How every Parquet file begins."""
_FORMAT = "rumourctl claims"
_VERSION = 1
_OF_CLAIM = {
    "claim_id": "string",
    "known_as": "string",
    "person": "string",
    "role": "string",
    "move": "string",
    "stage": "string",
    "from_club": "string",
    "to_club": "string",
    "actor": "string",
    "certainty": "string",
    "source_name": "string",
    "source_kind": "string",
    "via": "list<string>",
    "deal": "string",
    "fee_text": "string",
    "fee_amount": "int64",
    "fee_currency": "string",
    "contract_until": "string",
    "date": "date32",
    "date_precision": "string",
    "background": "bool",
    "evidence": "list<struct<start: int64, end: int64, text: string>>",
    "rules": "list<string>",
    "retracted": "bool",
}
_OF_ARTICLE = {
    "article_id": "string",
    "article": "string",
    "published": "date32",
    "publisher": "string",
    "title": "string",
    "url": "string",
    "author": "string",
    "location": "string",
    "language": "string",
    "extractor": "string",
    "superseded_by": "string",
    "body_start": "int64",
    "text": "string",
}
COLUMNS: Mapping[str, str] = {"article_id": "string", **_OF_CLAIM, **_OF_ARTICLE}
"""The columns, in order, each with its type: a promise, to which more may be added."""
_ROWS = 20_000
_CHARACTERS = 50_000_000
"""A group of rows ends with the article with which it has so many rows, or characters."""
_DICTIONARY = 64_000_000
"""Bytes up to which a column's values are written once each, as is worth most for the texts."""


def needs_arrow() -> None:
    """Raises RumourError where pyarrow is not installed."""
    try:
        import pyarrow.parquet  # noqa: F401 - an extra, and slow to load
    except ImportError:
        raise RumourError("Parquet needs pyarrow: pip install 'rumourctl[parquet]'") from None


def write_parquet(
    pieces: Iterable[Piece], target: Path, shown: Callable[[Entry], Mapping[str, Shown]]
) -> Mapping[str, int]:
    """Write ``pieces`` to ``target``; ``shown`` gives what is shown of the claims of an entry, by their ids. Gives how
    many records of each kind were written.

    Raises RumourError where pyarrow is not installed.
    """
    needs_arrow()
    import pyarrow as arrow
    from pyarrow import parquet

    schema = _schema()
    counts = {"article": 0, "claim": 0, "ruling": 0}
    apart: dict[str, list[Mapping[str, Any]]] = {"club": [], "replaced": [], "ruling": []}
    rows: list[dict[str, Any]] = []
    characters = 0
    with parquet.ParquetWriter(
        target, schema, compression="zstd", write_page_checksum=True, dictionary_pagesize_limit=_DICTIONARY
    ) as writer:
        for piece in pieces:
            if isinstance(piece, Entry):
                rows += _rows(piece, shown(piece))
                characters += len(piece.article.text)
                counts["article"] += 1
                counts["claim"] += len(piece.claims)
                if len(rows) >= _ROWS or characters >= _CHARACTERS:
                    writer.write_table(arrow.Table.from_pylist(rows, schema))
                    rows, characters = [], 0
            else:
                kind, values = record_of(piece)
                apart[kind].append(values)
        if rows:
            writer.write_table(arrow.Table.from_pylist(rows, schema))
        told = {"format": _FORMAT, "version": _VERSION, **apart}
        writer.add_key_value_metadata({"rumourctl": json.dumps(told)})
    return counts | {"ruling": len(apart["ruling"])}


def parquet_records(stream: BinaryIO) -> Iterator[Record]:
    """The records of a Parquet file, as an export of the same ledger has them between its first and last line.

    Raises Unfit where it is damaged, or none that :func:`write_parquet` writes; of what it holds nothing is checked.
    """
    try:
        needs_arrow()
    except RumourError as error:
        raise Unfit(str(error)) from None
    import pyarrow as arrow
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(stream, page_checksum_verification=True) as file:
            apart = _apart(file.schema_arrow.metadata or {}, file.metadata.metadata or {})
            yield from (("club", values) for values in apart["club"])
            yield from _articles(_read_rows(file))
            for kind in ("replaced", "ruling"):
                yield from ((kind, values) for values in apart[kind])
    except (arrow.ArrowException, OSError, ValueError, TypeError, KeyError) as error:
        raise Unfit(
            f"is damaged, or no Parquet file of rumourctl's: {_first_line(error)}; upgrade rumourctl or export it again"
        ) from None


def _schema() -> Any:
    import pyarrow as arrow

    types = {
        "string": arrow.string(),
        "int64": arrow.int64(),
        "bool": arrow.bool_(),
        "date32": arrow.date32(),
        "list<string>": arrow.list_(arrow.string()),
        _OF_CLAIM["evidence"]: arrow.list_(
            arrow.struct([("start", arrow.int64()), ("end", arrow.int64()), ("text", arrow.string())])
        ),
    }
    return arrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])


def _rows(entry: Entry, shown: Mapping[str, Shown]) -> Iterator[dict[str, Any]]:
    """A row for each claim of an article, or one for an article without claims."""
    values = entry_to_dict(entry)
    claims = values.pop("claims")
    location = values["location"]
    article = values | {
        "article": storable(values.pop("path")),
        "location": location and storable(location),
        "published": date.fromisoformat(values["published"]),
    }
    for claim in claims:
        source, fee = claim.pop("source"), claim.pop("fee") or {}
        yield (
            article
            | claim
            | {
                "date": date.fromisoformat(claim["date"]),
                **{f"source_{part}": value for part, value in source.items()},
                **{f"fee_{part}": value for part, value in fee.items()},
                **shown[claim["claim_id"]]._asdict(),
            }
        )
    if not claims:
        yield article


def _read_rows(file: Any) -> Iterator[dict[str, Any]]:
    import pyarrow as arrow

    schema = _schema()
    missing = [name for name in schema.names if name not in file.schema_arrow.names]
    if missing:
        raise ValueError(f"it has no column {missing[0]}")
    for batch in file.iter_batches(batch_size=1000, columns=schema.names):
        yield from arrow.Table.from_batches([batch]).select(schema.names).cast(schema).to_pylist()


def _articles(rows: Iterable[dict[str, Any]]) -> Iterator[Record]:
    """The article that each run of rows tells of, with its claims."""
    for _, group in groupby(rows, key=lambda row: row["article_id"]):
        first, *others = group
        article = {name: first[name] for name in _OF_ARTICLE}
        article["path"] = article.pop("article")
        article["published"] = _day(article["published"])
        article["claims"] = [_claim(row) for row in (first, *others) if row["claim_id"] is not None or others]
        yield "article", article


def _claim(row: Mapping[str, Any]) -> dict[str, Any]:
    claim = {
        name: row[name] for name in _OF_CLAIM if name not in Shown._fields and not name.startswith(("source_", "fee_"))
    }
    fee = {part: row[f"fee_{part}"] for part in ("text", "amount", "currency")}
    return claim | {
        "date": _day(claim["date"]),
        "source": {"name": row["source_name"], "kind": row["source_kind"]},
        "fee": None if set(fee.values()) == {None} else fee,
    }


def _day(found: date | None) -> str | None:
    return found.isoformat() if found else None


def _apart(*places: Mapping[bytes, bytes]) -> Mapping[str, list[Mapping[str, Any]]]:
    """What stands in the metadata. Raises ValueError where that is not ours."""
    found = next((place[b"rumourctl"] for place in places if b"rumourctl" in place), b"{}")
    told = json.loads(found)
    if not isinstance(told, dict) or told.get("format") != _FORMAT:
        raise ValueError("its metadata do not say that it is one")
    if told.get("version") != _VERSION:
        raise ValueError(f"it is of version {told.get('version')}, which this rumourctl does not know")
    for kind in ("club", "replaced", "ruling"):
        if not isinstance(told.get(kind), list) or not all(isinstance(values, dict) for values in told[kind]):
            raise ValueError(f"its metadata hold no list {kind}")
    return told


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0][:300]
