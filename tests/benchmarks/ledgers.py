"""Big ledgers of any size, seeded: what ``rumourctl`` would hold after some million claims, made in minutes.

``make_ledger(path, claims)`` writes the ledger; on the command line ``python -m tests.benchmarks.ledgers PATH --claims
1000000``. The claims are those of ``tests/benchmarks/market.py``: about six an article over twenty years, persons,
clubs and sources long-tailed, near-copies and replaced versions among the articles.

The program itself enters the first block of claims, so that all that is derived is the program's own. Every further
block tells the same of other persons: it is a copy of the rows, with other names, texts and ids. Blocks share clubs and
sources but no person, and no two texts of two blocks are alike, so that nothing derived in one depends on another. That
the whole is what the program would have made is what ``rumourctl check`` holds (see test_ledgers.py).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from rumourctl.articles import likeness
from rumourctl.articles.model import Article
from rumourctl.claims.identity import VERSION
from rumourctl.claims.model import Claim
from rumourctl.claims.shape import claim_to_dict
from rumourctl.ledger.clubrecords import count_all
from rumourctl.ledger.store import Ledger
from rumourctl.ledger.structure import UNDECLARED
from tests.benchmarks.market import CODE, Market

BLOCK = 100_000
"""Claims in a block."""
_ID = re.compile(r"c1-[0-9a-f]{16}")
_SHARED = ("clubs", "sources")
"""Tables in which blocks have rows in common: those without the code of a block in their name."""
_NOT_COPIED = (
    *("_sqlite_migrations", "stale_people", "saga_version", "rulings", "article_marks", "saga_tallies"),
    *("club_records", "records_due"),
)
_TALLIES = (
    f"SELECT topic, replace(name, '{CODE}', :code), day, came_true * :times, settled * :times FROM block.saga_tallies"
)
_SEARCH = ("articles_fts", "evidence_fts")


def make_ledger(path: Path, claims: int, *, seed: int = 7, block: int = BLOCK, search: bool = True) -> None:
    """Write a ledger of at least ``claims`` claims to ``path``, where there must be none yet.

    One seed and size always give the same ledger. Blocks of ``block`` claims decide how long the tail of persons is.
    Without ``search`` nothing can be found by its words, and no near-copy by its marks; that saves half of the time.
    """
    with tempfile.TemporaryDirectory(prefix="ledgers-", dir=path.absolute().parent) as folder:
        first = Path(folder) / "block.db"
        with Ledger.open(first, create=True) as ledger, ledger.deciding():
            ledger.take(Market(seed).pieces(min(claims, block)))
        Ledger.open(path, create=True).close()
        contents = dict(_contents(first))
        held = sum(len(said) for _, said in contents.values())
        with closing(sqlite3.connect(path, isolation_level=None)) as target:
            target.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -500000;")
            target.execute("ATTACH ? AS block", [str(first)])
            _copy(target, _Ids(contents), -(-claims // held), search=search)
            target.execute("DETACH block")
            target.execute("PRAGMA journal_mode = WAL")
    with Ledger.open(path) as ledger, ledger.deciding():
        count_all(ledger._file)


def _copy(target: sqlite3.Connection, ids: _Ids, times: int, *, search: bool) -> None:
    """Write the attached block as often as is asked for, each time of other persons."""
    rebuilt = _drop_what_is_rebuilt(target)
    target.create_function("new_id", 1, ids.new, deterministic=True)
    target.create_function("new_ids", 1, ids.within, deterministic=True)
    target.execute("BEGIN")
    target.execute("INSERT INTO saga_version SELECT version FROM block.saga_version")
    copies = [_copying(target, table) for table in _tables(target)]
    for number in range(times):
        code = code_of(number)
        ids.begin(code)
        for statement in copies:
            target.execute(statement, {"number": number, "code": code})
        target.execute(f"INSERT INTO saga_tallies {_TALLIES} WHERE instr(name, '{CODE}')", {"code": code, "times": 1})
        if number == 0:  # what all blocks share is here already, and theirs with a code in the name not yet
            for table in _SHARED:
                own = f"instr(coalesce(name, ''), '{CODE}')"
                target.execute(f"UPDATE {table} SET claims = claims * ? WHERE NOT {own}", [times])
        if search:
            _mark(target)
    # What is counted over all blocks.
    target.execute(
        f"INSERT INTO saga_tallies {_TALLIES} WHERE NOT instr(name, '{CODE}')", {"code": CODE, "times": times}
    )
    target.execute("COMMIT")
    for sql in rebuilt:
        target.execute(sql)
    for index in _SEARCH if search else ():
        target.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")


def _drop_what_is_rebuilt(target: sqlite3.Connection) -> list[str]:
    """Drop the triggers and indexes, which cost most while rows come in; gives what makes them again."""
    found = target.execute(
        "SELECT type, name, sql FROM main.sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
        " ORDER BY type, rowid"
    ).fetchall()
    for kind, name, _ in found:
        target.execute(f"DROP {kind} main.{name}")
    return [sql for _, _, sql in found]


def _copying(target: sqlite3.Connection, table: str) -> str:
    """The statement that copies a table of the block, for the block of ``:number`` with ``:code`` in its names."""
    references = dict(target.execute('SELECT "from", "table" FROM pragma_foreign_key_list(?, ?)', [table, "block"]))
    columns = [name for (name,) in target.execute("SELECT name FROM pragma_table_info(?, ?)", [table, "block"])]
    references |= UNDECLARED.get(table, {})
    values = [_value(target, table, column, references) for column in columns]
    own = f":number = 0 OR instr(name, '{CODE}')" if table in _SHARED else "1"
    told = f"INSERT INTO main.{table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM block.{table} old"
    # What is counted of what blocks share adds up.
    added = "ON CONFLICT DO UPDATE SET claims = claims + excluded.claims" if table == "club_sources" else ""
    return f"{told} WHERE {own} {added}"


def _value(target: sqlite3.Connection, table: str, column: str, references: Mapping[str, str]) -> str:
    """What a column of the block becomes: numbers of rows move, names and ids are others."""
    of = table if column == "n" else references.get(column)
    if of in _SHARED:
        own = f"(SELECT instr(coalesce(name, ''), '{CODE}') FROM block.{of} o WHERE o.n = old.{column})"
        return f"old.{column} + iif({own}, :number * {_most(target, of)}, 0)"
    if of is not None:
        return f"old.{column} + :number * {_most(target, of)}"
    if column in ("article_id", "claim_id", "ended_by"):
        return f"new_id(old.{column})"
    if column == "claim_ids":
        return "new_ids(old.claim_ids)"
    holds = f"SELECT 1 FROM block.{table} WHERE typeof({column}) = 'text' AND instr({column}, '{CODE}') LIMIT 1"
    return f"replace(old.{column}, '{CODE}', :code)" if target.execute(holds).fetchone() else f"old.{column}"


def _most(target: sqlite3.Connection, table: str) -> int:
    most: int = target.execute(f"SELECT coalesce(max(n), 0) FROM block.{table}").fetchone()[0]
    return most


def _mark(target: sqlite3.Connection) -> None:
    """Note by what near-copies are found: the one thing that no other name can be put into."""
    texts = target.execute(
        "SELECT n, substr(text, body_start + 1) FROM main.articles"
        " WHERE n > (SELECT coalesce(max(article), 0) FROM article_marks)"
    )
    rows = [(mark, number) for number, text in texts for mark in likeness.marks(likeness.runs(text))]
    target.executemany("INSERT INTO article_marks VALUES (?, ?)", rows)


def _tables(target: sqlite3.Connection) -> list[str]:
    """The tables that are copied row by row."""
    rows = target.execute("SELECT name FROM pragma_table_list WHERE schema = 'block' AND type = 'table' ORDER BY name")
    return [name for (name,) in rows if name not in _NOT_COPIED and not name.startswith("sqlite_")]


class _Ids:
    """The ids of a block's articles and claims, by those of the first; they come from the content."""

    def __init__(self, contents: Mapping[str, tuple[str, Sequence[tuple[str, str]]]]) -> None:
        self._contents = contents
        self._ids: dict[str, str] = {}

    def begin(self, code: str) -> None:
        """Make those of the block with ``code`` in its names."""
        for article_id, (content, claims) in self._contents.items():
            new = "a" + hashlib.sha256(content.replace(CODE, code).encode()).hexdigest()[:16]
            self._ids[article_id] = new
            for claim_id, said in claims:
                told = said.replace(article_id, new).replace(CODE, code)
                self._ids[claim_id] = f"{VERSION}-{hashlib.sha256(told.encode()).hexdigest()[:16]}"

    def new(self, old: str | None) -> str | None:
        """What an id is in this block."""
        return None if old is None else self._ids.get(old, old)

    def within(self, text: str) -> str:
        """A text with the ids in it as they are in this block."""
        return _ID.sub(lambda found: self._ids[found[0]], text)


def _contents(path: Path) -> Iterator[tuple[str, tuple[str, Sequence[tuple[str, str]]]]]:
    """By id of an article, what its id is made of, and by their ids the same of its claims."""
    with Ledger.read(path) as ledger:
        for piece in ledger.told():
            article = getattr(piece, "article", None)
            if isinstance(article, Article):
                content = "\x1f".join((article.published.isoformat(), article.publisher or "", article.text))
                claims = [(i, _said(article.article_id, claim)) for i, claim in getattr(piece, "claims", {}).items()]
                yield article.article_id, (content, claims)


def _said(article_id: str, claim: Claim) -> str:
    """What a claim's id is made of, as ``rumourctl.claims.identity`` has it."""
    values = {name: value for name, value in claim_to_dict(claim).items() if name not in ("evidence", "rules")}
    return json.dumps([VERSION, article_id, values], ensure_ascii=True, sort_keys=True)


def code_of(block: int) -> str:
    """The letters that stand in all names and texts of a block: as long as CODE, and another for each."""
    letters = ""
    for _ in range(len(CODE) - 1):
        block, rest = divmod(block, 26)
        letters = chr(ord("a") + rest) + letters
    return CODE[0] + letters


def main() -> None:
    """Make a ledger as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("path", type=Path, help="where the ledger goes")
    parser.add_argument("--claims", type=int, default=1_000_000, help="at least so many claims")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--no-search", action="store_true", help="leave out what finds words and near-copies")
    asked = parser.parse_args()
    make_ledger(asked.path, asked.claims, seed=asked.seed, search=not asked.no_search)


if __name__ == "__main__":
    main()
