"""Where the derived tables of two ledgers of one record differ, whatever numbers their rows have."""

from __future__ import annotations

from collections.abc import Iterator

from rumourctl.errors import LedgerError
from rumourctl.ledger.file import LedgerFile
from rumourctl.ledger.findings import Finding
from rumourctl.ledger.structure import RECORD, UNDECLARED, declarations

_NAMES = {
    "articles": "article_id",
    "clubs": "name",
    "sources": "kind || coalesce(' ' || name, '')",
    "people": "known_as",
    "names": "name",
    "appearances": "(SELECT name FROM {db}.names WHERE n = {row}.name)"
    " || ' in ' || (SELECT article_id FROM {db}.articles WHERE n = {row}.article)",
    "claims": "claim_id",
    "sagas": "saga_id",
}
"""What a row is known by outside its file, of tables whose rows have numbers."""

_KINDS = {
    "clubs": "club",
    "sources": "source",
    "people": "person",
    "names": "name",
    "name_words": "name",
    "name_clubs": "name",
    "appearances": "appearance",
    "claims": "claim",
    "club_sources": "club",
    "club_people": "club",
    "club_records": "club",
    "evidence": "evidence",
    "retracted": "retraction",
    "article_marks": "copy",
    "article_copies": "copy",
}
"""Of what a table tells; all others tell of sagas."""

_NOTES = ("stale_people", "saga_version", "records_due")
"""Tables that say how far the derivation has come."""


def differences(fresh: LedgerFile, old: LedgerFile) -> Iterator[Finding]:
    """Where what was derived in ``old``, which is attached to ``fresh`` under this name, is not what ``fresh`` derived.

    Tables that are declared otherwise in ``old`` are left out.
    """
    here = declarations(old, "table")
    found: dict[tuple[str, str], dict[str, set[str]]] = {}
    for table, declared in declarations(fresh, "table").items():
        if table not in (*RECORD, *_NOTES) and declared.startswith("CREATE TABLE") and here.get(table) == declared:
            kind = _KINDS.get(table, "saga")
            try:
                for name, sides in _in_table(fresh, table):
                    found.setdefault((kind, name), {})[table] = sides
            except LedgerError:
                yield Finding(kind, f"table {table}", "cannot be read")
    for (kind, name), tables in found.items():
        match sorted(set().union(*tables.values())):
            case ["derived"]:
                problem = "is missing"
            case ["here"]:
                problem = "stands here, though no article and no ruling gives it"
            case _:
                problem = "is not what the articles and rulings give"
        yield Finding(kind, name, f"{problem} ({', '.join(tables)})")


def _in_table(fresh: LedgerFile, table: str) -> Iterator[tuple[str, set[str]]]:
    """What is known by which name has other rows here than were derived, and on which side there are more of them.

    Rows that belong to nothing here are broken references, which are no matter of this module.
    """
    here, derived = _rows_of(fresh, "old", table), _rows_of(fresh, "main", table)
    for row in fresh.rows(
        "SELECT name, group_concat(DISTINCT side) AS sides FROM ("
        f" SELECT name, 'derived' AS side FROM (SELECT * FROM ({derived}) EXCEPT SELECT * FROM ({here}))"
        f" UNION ALL SELECT name, 'here' FROM (SELECT * FROM ({here}) EXCEPT SELECT * FROM ({derived}))"
        ") WHERE name IS NOT NULL GROUP BY name ORDER BY name"
    ):
        yield str(row["name"]), set(row["sides"].split(","))


def _rows_of(fresh: LedgerFile, db: str, table: str) -> str:
    """A query for the rows of a table, with how many there are of each: first what a row is known by, then its values,
    with what they are known by in the place of the numbers of other rows."""
    others = {row["from"]: row["table"] for row in fresh.rows(f"PRAGMA {db}.foreign_key_list({table})")}
    others.update(UNDECLARED.get(table, {}))
    columns = [row["name"] for row in fresh.rows(f"PRAGMA {db}.table_info({table})") if row["name"] != "n"]
    values = [_known_by(db, others[column], f"own.{column}") if column in others else column for column in columns]
    if table in _NAMES:
        name = _NAMES[table].format(db=db, row="own")
    else:
        name = next((value for column, value in zip(columns, values, strict=True) if column in others), values[0])
    grouped = ", ".join(str(place) for place in range(1, len(values) + 2))
    return f"SELECT {name} AS name, {', '.join(values)}, count(*) FROM {db}.{table} own GROUP BY {grouped}"


def _known_by(db: str, table: str, number: str) -> str:
    return f"(SELECT {_NAMES[table].format(db=db, row='t')} FROM {db}.{table} t WHERE t.n = {number})"
