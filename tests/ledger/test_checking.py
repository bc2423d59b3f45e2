"""A check of the ledger names every kind of damage, and a repair mends what can be derived again."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from rumourctl.claims.identity import claim_id
from rumourctl.errors import LedgerError
from rumourctl.ledger.checking import check, repair
from rumourctl.ledger.filters import Filter
from rumourctl.ledger.migrations import migrations
from rumourctl.ledger.store import Ledger
from rumourctl.sagas.rulings import STAYED
from tests.ledger.readings import TODAY, Reading, changed, copied, reader_of, readings

READINGS = [reading for place, reading in enumerate(readings()) if place in (0, 12, 18, 22, 24)]
ALL = [*READINGS, copied(READINGS[0], "Echo"), copied(READINGS[3], "Herald"), changed(READINGS[1], "Confirmed.")]
READER = reader_of(ALL)
PAGE = 4096


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with claims, near-copies, a superseded version and rulings of every kind; not to be written to."""
    path = tmp_path_factory.mktemp("sound") / "ledger.db"
    with Ledger.open(path, create=True) as ledger:
        for reading in ALL:
            reading.enter(ledger)
        docket = ledger.docket
        saga = next(each for each in ledger.sagas(TODAY) if each.saga_id.startswith("ryoma-minakawa"))
        docket.settle(saga, STAYED, TODAY, made=TODAY, note=None)
        docket.retract(ledger.sagas(TODAY)[0].claim_ids[-1], made=TODAY, note="misread")
        docket.alias("club", "Porto", "FC Porto", made=TODAY, note=None)
        docket.alias("outlet", "Bild", "BILD", made=TODAY, note=None)
        docket.merge("Kasper Ravnkilde", "Ettore Bellandi", made=TODAY, note=None)
        docket.split("Krešimir Vuletin", "Valencia", made=TODAY, note=None)
        docket.undo(None, made=TODAY, note=None)
    return path


@pytest.fixture(scope="module")
def as_it_was(sound: Path) -> dict[str, object]:
    return told(sound)


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    """A copy of the sound ledger, to be damaged."""
    return Path(shutil.copy(sound, tmp_path / "ledger.db"))


def damage(path: Path, *statements: str) -> None:
    """Run SQL behind the ledger's back, without triggers of its own and without foreign keys."""
    with closing(sqlite3.connect(path)) as db:
        triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            db.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert db.execute(statement).rowcount != 0, f"{statement} does no damage"
        for _, sql in triggers:
            db.execute(sql)
        db.commit()


def told(path: Path) -> dict[str, object]:
    """All that the ledger's readers see."""
    with Ledger.open(path) as ledger:
        return {
            "articles": [replace(row, extractor="") for row in ledger.articles()],
            "claims": ledger.claims(),
            "people": ledger.people(),
            "clubs": ledger.clubs(),
            "sources": ledger.sources(),
            "sagas": ledger.sagas(TODAY),
            "rulings": ledger.docket.all(),
        }


def test_nothing_is_wrong_with_a_sound_ledger_and_nothing_is_written(path: Path) -> None:
    before = path.read_bytes()
    assert check(path) == []
    assert repair(path, READER) == ([], [])
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


DAMAGES = {
    "a lost index": ("schema", "DROP INDEX claims_date"),
    "a lost view": ("schema", "DROP VIEW timeline"),
    "another view": ("schema", "DROP VIEW live_claims", "CREATE VIEW live_claims AS SELECT * FROM claims"),
    "a table more": ("schema", "CREATE TABLE notes (text TEXT)"),
    "a lost derived table": ("schema", "DROP TABLE saga_ways"),
    "a lost search": ("schema", "DROP TABLE evidence_fts"),
    "a search that finds too little": ("search", "DELETE FROM articles_fts_docsize WHERE id = 3"),
    "a search that finds what is not there": (
        "search", "INSERT INTO evidence_fts (rowid, text) VALUES (1, 'unheard of')",
    ),
    "an article of another length": ("article", "UPDATE articles SET characters = characters + 1 WHERE n = 2"),
    "prose that begins behind the end": ("article", "UPDATE articles SET body_start = 1000000 WHERE n = 2"),
    "versions in a circle": (
        "version",
        "UPDATE articles SET superseded_by = (SELECT n FROM articles WHERE superseded_by IS NOT NULL)"
        " WHERE n = (SELECT superseded_by FROM articles WHERE superseded_by IS NOT NULL)",
    ),
    "a later version that is not there": ("reference", "UPDATE articles SET superseded_by = 99 WHERE n = 1"),
    "what replaced another that is not there": ("reference", "INSERT INTO also_superseded_by VALUES (1, 99)"),
    "another stage": ("claim", "UPDATE claims SET stage = 'medical' WHERE n = 3"),
    "a stage that is none": ("claim", "UPDATE claims SET stage = 'rumour' WHERE n = 3"),
    "a day that is none": ("claim", "UPDATE claims SET date = '2024-02-31' WHERE n = 3"),
    "another id": ("claim", "UPDATE claims SET claim_id = 'c1-0000000000000000' WHERE n = 3"),
    "another club": ("claim", "UPDATE clubs SET name = 'Nowhere' WHERE n = 1"),
    "another name": ("claim", "UPDATE names SET name = 'Nobody' WHERE n = 1"),
    "no name": ("claim", "UPDATE names SET name = '' WHERE n = 1"),
    "another source": ("claim", "UPDATE sources SET name = 'Nobody' WHERE n = 2"),
    "a lost source": ("reference", "DELETE FROM sources WHERE n = 2"),
    "via that is no list": ("claim", "UPDATE claims SET via = '[' WHERE n = 3"),
    "a claim out of its place": ("claim", "UPDATE claims SET position = 77 WHERE n = 3"),
    "a lost claim": ("reference", "DELETE FROM claims WHERE n = 3"),
    "background that is neither": ("claim", "UPDATE claims SET background = 7 WHERE background = 1"),
    "bytes for a fee": ("claim", "UPDATE claims SET fee_text = x'ff', fee_amount = 1 WHERE n = 3"),
    "a claim without evidence": ("evidence", "DELETE FROM evidence WHERE claim = 3"),
    "evidence that ends before it begins": ("evidence", "UPDATE evidence SET stop = start WHERE claim = 3"),
    "evidence outside the text": ("evidence", "UPDATE evidence SET stop = 1000000 WHERE claim = 3"),
    "evidence that stands elsewhere": ("evidence", "UPDATE evidence SET start = start + 1 WHERE claim = 3"),
    "other words for evidence": ("evidence", "UPDATE evidence SET text = 'He joins.' WHERE claim = 3"),
    "bytes for evidence": ("claim", "UPDATE evidence SET text = CAST(x'41ff42' AS TEXT) WHERE claim = 3"),
    "a name in another group": ("name", "UPDATE names SET surname = 'nobody' WHERE n = 1"),
    "a name that cannot be found": ("name", "DELETE FROM name_words WHERE name = 1"),
    "a club where nobody was seen": ("name", "INSERT INTO name_clubs VALUES (1, 1, 1999)"),
    "a name that stands nowhere": ("name", "INSERT INTO names (name, surname) VALUES ('Ghost', 'ghost')"),
    "a name that means nobody": ("appearance", "UPDATE appearances SET person = NULL WHERE n = 1"),
    "a name that means somebody else": (
        "appearance", "UPDATE appearances SET person = (SELECT max(n) FROM people) WHERE n = 1",
    ),
    "a person of whom nothing is said": ("person", "INSERT INTO people (known_as) VALUES ('Ghost')"),
    "a person by another name": ("person", "UPDATE people SET known_as = 'Ghost' WHERE n = 1"),
    "a lost person": ("reference", "DELETE FROM people WHERE n = 1"),
    "a club of which nothing is said": ("club", "INSERT INTO clubs (name, shown) VALUES ('Ghosts', 'Ghosts')"),
    "another sum of what is told of a club": ("club", "UPDATE club_sources SET claims = claims + 1 WHERE club = 1"),
    "a day on which nothing was told of a club": ("club", "UPDATE club_sources SET last = '2099-01-01'"),
    "somebody of whom nobody told": ("club", "DELETE FROM club_people WHERE club = 1"),
    "a record of too much": (
        "club", """UPDATE club_records SET counted = replace(counted, '"open":1', '"open":2')""",
    ),
    "records that are lost": ("club", "DELETE FROM club_records"),
    "a record that cannot be read": ("club", "UPDATE club_records SET counted = '{'"),
    "an alias that was forgotten": ("club", "UPDATE clubs SET shown = name WHERE shown != name"),
    "an alias that nobody gave": ("source", "UPDATE sources SET shown = 'Nobody' WHERE n = 2"),
    "a source of which nothing is said": ("source", "INSERT INTO sources (kind, name) VALUES ('outlet', 'Ghosts')"),
    "a retraction that was forgotten": ("retraction", "DELETE FROM retracted"),
    "a retraction that nobody made": ("retraction", "INSERT INTO retracted SELECT claim_id FROM claims WHERE n = 3"),
    "copies that are forgotten": ("copy", "DELETE FROM article_copies"),
    "copies that are none": ("copy", "INSERT INTO article_copies VALUES (2, 3), (3, 2)"),
    "copies that nobody will find": ("copy", "DELETE FROM article_marks WHERE article = 2"),
    "a lost saga": ("saga", "DELETE FROM sagas"),
    "a saga that stands elsewhere": ("saga", "UPDATE sagas SET status = 'off', stage = NULL"),
    "a saga twice": (
        "saga",
        "INSERT INTO sagas SELECT 1000, saga_id, person, role, window, closes, from_club, status, stage, club, trend,"
        " fate, destination, ended_on, ended_by, left, move, fee, lowest_fee, highest_fee, relays, first, last,"
        " settles, lessons FROM sagas WHERE n IN (SELECT min(n) FROM sagas)",
    ),
    "a saga without its clubs": ("saga", "DELETE FROM saga_clubs"),
    "a saga of other claims": ("saga", "UPDATE saga_claims SET claim_id = 'c1-0' WHERE position = 0"),
    "a way that leads elsewhere": ("saga", "UPDATE saga_ways SET fate = 'open', stage = 'medical'"),
    "another verdict": ("saga", "UPDATE saga_sources SET verdict = 'hit', lead = 77"),
    "part of no saga": ("reference", "INSERT INTO saga_clubs VALUES ('Nowhere', 1000)"),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "statements"), [(k, s) for k, *s in DAMAGES.values()], ids=DAMAGES)
def test_damage_is_named_and_mended(
    kind: str, statements: Sequence[str], path: Path, as_it_was: dict[str, object]
) -> None:
    damage(path, *statements)
    found, left = repair(path, READER)
    assert kind in {finding.kind for finding in found}
    assert all(finding.repairable for finding in found), found
    assert left == []
    assert told(path) == as_it_was


LASTING = {
    "another text": ("article", "UPDATE articles SET text = text || '!' WHERE n = 2"),
    "another day of publication": ("article", "UPDATE articles SET published = '2020-01-01' WHERE n = 2"),
    "a day of publication that is none": ("article", "UPDATE articles SET published = 'soon' WHERE n = 2"),
    "another publisher": ("article", "UPDATE articles SET publisher = 'Nobody' WHERE n = 2"),
    "bytes within a text": ("article", "UPDATE articles SET text = CAST(x'41ff42' AS TEXT) WHERE n = 2"),
    "bytes for a text": ("article", "UPDATE articles SET text = x'ff' WHERE n = 2"),
    "bytes for a title": ("article", "UPDATE articles SET title = CAST(x'41ff42' AS TEXT) WHERE n = 2"),
    "a ruling of no kind": ("ruling", "UPDATE rulings SET kind = 'perhaps' WHERE n = 2"),
    "a ruling on nothing": ("ruling", "UPDATE rulings SET subject = '{}' WHERE n = 2"),
    "a ruling on what cannot be read": ("ruling", "UPDATE rulings SET subject = '[' WHERE n = 2"),
    "a ruling that undoes none": ("reference", "UPDATE rulings SET undoes = 99 WHERE kind = 'undo'"),
}


@pytest.mark.parametrize(("kind", "statement"), LASTING.values(), ids=LASTING)
def test_damage_to_articles_and_rulings_is_named_and_what_is_left_of_them_kept(
    kind: str, statement: str, path: Path
) -> None:
    damage(path, statement)
    before = record(path)
    found, left = repair(path, READER)
    assert record(path) == before
    for findings in (found, left):
        assert kind in {finding.kind for finding in findings if not finding.repairable}
    assert [finding for finding in left if finding.repairable] == []


def test_beside_a_damaged_article_all_else_is_mended(path: Path) -> None:
    damage(path, LASTING["another text"][1], DAMAGES["another stage"][1], DAMAGES["a lost person"][1])
    found, left = repair(path, READER)
    assert {finding.kind for finding in found} > {finding.kind for finding in left}
    assert {finding.where for finding in left} <= {READINGS[1].article.article_id, *claim_ids(READINGS[1])}


def test_a_claim_that_nobody_can_read_is_left_out_where_its_article_is_damaged_too(path: Path) -> None:
    (first, *others) = claim_ids(READINGS[1])
    damage(
        path,
        LASTING["another day of publication"][1],
        f"UPDATE claims SET stage = 'rumour' WHERE claim_id = '{first}'",
    )
    found, left = repair(path, READER)
    assert any(finding.where == first and "leaves it out" in finding.problem for finding in found)
    assert {finding.where for finding in left} == {READINGS[1].article.article_id}
    with Ledger.open(path) as ledger:
        kept = ledger.claims(Filter(article_id=READINGS[1].article.article_id, superseded=True))
    assert {claim.claim_id for claim in kept} == set(others)


def test_what_cannot_be_read_whole_is_not_repaired(path: Path) -> None:
    """A page of the articles is gone: what stood on it is nowhere else, so that a repair could only lose it."""
    with closing(sqlite3.connect(path)) as db:
        (size,) = db.execute("PRAGMA page_size").fetchone()
        (page,) = db.execute("SELECT max(pageno) FROM dbstat WHERE name = 'articles'").fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = bytes(size)
    path.write_bytes(content)
    found, left = repair(path, READER)
    assert not any(finding.repairable for finding in (*found, *left))
    assert any("restore a backup" in finding.problem for finding in left)
    assert path.read_bytes() == content


def test_a_repair_that_is_stopped_while_it_waits_leaves_nothing(path: Path) -> None:
    damage(path, "UPDATE people SET known_as = 'Nobody' WHERE n = 1")
    said: list[str] = []

    def hear(sentence: str) -> None:
        said.append(sentence)
        raise KeyboardInterrupt

    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(KeyboardInterrupt):
            repair(path, READER, tell=hear)
    assert said[0] == f"waiting for another rumourctl to finish writing {path}; Ctrl-C to stop"
    assert list(path.parent.glob("*.bak")) == []
    assert len(check(path)) > 0
    assert repair(path, READER)[1] == []


def test_a_repair_is_given_up_where_somebody_else_writes_meanwhile(path: Path) -> None:
    def write(numbers: Iterable[int]) -> Iterator[int]:
        with Ledger.open(path) as ledger:
            ledger.docket.undo(None, made=TODAY, note="meanwhile")
        return iter(numbers)

    damage(path, "DELETE FROM name_words")
    with pytest.raises(LedgerError, match="was written to meanwhile"):
        repair(path, READER, write)
    with Ledger.open(path) as ledger:
        assert ledger.docket.all()[-1].note == "meanwhile"
    assert repair(path, READER)[1] == []


def test_readers_see_the_ledger_before_or_after_a_repair_and_nothing_between(path: Path) -> None:
    damage(path, "DELETE FROM sagas")
    with Ledger.open(path) as reader, reader._file.snapshot():
        assert reader.sagas(TODAY) == []
        assert repair(path, READER)[1] == []
        assert reader._file.value("SELECT count(*) FROM sagas") == 0
    with Ledger.open(path) as reader:
        assert reader.sagas(TODAY)


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from rumourctl.ledger.checking import repair
    from rumourctl.ledger.found import FoundFile
    from tests.ledger.test_checking import READER
    asked, state = [], FoundFile.state.fget
    def killed(file):
        asked.append(file)
        if len(asked) > int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        return state(file)
    FoundFile.state = property(killed)
    repair(Path(sys.argv[1]), READER)
"""


@pytest.mark.parametrize("pages", [1, 20])
def test_killed_amid_a_repair_the_ledger_is_as_it_was(path: Path, pages: int) -> None:
    damage(path, "DELETE FROM name_words", "DROP TABLE saga_ways")
    found = check(path)
    # The state is asked for once at the beginning, and then after each page that was written.
    killed = [sys.executable, "-c", textwrap.dedent(KILLED), str(path), str(pages)]
    assert subprocess.run(killed, cwd=Path(__file__).parents[2], check=False).returncode == -signal.SIGKILL
    assert check(path) == found
    assert repair(path, READER) == (found, [])


def test_sagas_that_are_still_to_be_made_are_no_fault(path: Path) -> None:
    def interrupted() -> None:
        with Ledger.open(path) as ledger, ledger.adding_many():
            changed(READINGS[4], "More follows.").enter(ledger)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert check(path) == []


def test_an_older_ledger_is_checked_as_it_will_be(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    old = Database(path)
    migrations.apply(old, stop_before="m003_sagas")
    old.close()
    before = path.read_bytes()
    assert check(path) == []
    assert path.read_bytes() == before


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_no_damage_to_the_bytes_goes_unseen(seed: int, sound: Path, tmp_path: Path) -> None:
    """Whatever bytes are others: a ledger that passes the check, or that was mended, tells what it told before."""
    path = tmp_path / "ledger.db"
    damaged = flipped(sound.read_bytes(), random.Random(seed))
    path.write_bytes(damaged)
    try:
        found = check(path)
        assert path.read_bytes() == damaged
        left = repair(path, READER)[1] if found else []
    except LedgerError:
        return  # it says that it cannot be used
    assert [finding for finding in left if finding.repairable] == []
    # The rulings are the user's word, which nothing else proves.
    if not left and told(path)["rulings"] == told(sound)["rulings"]:
        assert proved(path) == proved(sound)


def flipped(content: bytes, chance: random.Random) -> bytes:
    """``content`` with some bytes changed, on a page in use, behind the header of the file."""
    used = [page for page in range(len(content) // PAGE) if content[page * PAGE : (page + 1) * PAGE].strip(b"\0")]
    length = chance.choice([1, 2, 8, 40, 400])
    # Most pages are filled from their end.
    start = chance.choice(used) * PAGE + chance.choice([100, PAGE - 1500, PAGE - 500]) + chance.randrange(90)
    return content[:start] + chance.randbytes(length) + content[start + length :]


def proved(path: Path) -> dict[str, object]:
    """What a ledger tells, without what nothing in it proves: titles, paths, names of rules."""
    all_told = told(path)
    with Ledger.open(path) as ledger:
        articles = [replace(row, extractor="", path="", title="", url="", author="") for row in ledger.articles()]
        claims = [replace(row, article="", claim=replace(row.claim, rules=())) for row in ledger.claims()]
    return all_told | {"articles": articles, "claims": claims}


def claim_ids(reading: Reading) -> list[str]:
    return [claim_id(reading.article.article_id, claim) for claim in reading.claims]


def record(path: Path) -> list[list[tuple[object, ...]]]:
    """The articles and rulings, byte for byte."""
    with closing(sqlite3.connect(path)) as db:
        db.text_factory = bytes
        return [db.execute(f"SELECT * FROM {table} ORDER BY n").fetchall() for table in ("articles", "rulings")]
