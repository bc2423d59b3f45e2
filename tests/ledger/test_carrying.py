"""Ledgers carried over into others: exactly, in any order, any number of times, and only whole."""

from __future__ import annotations

import contextlib
import io
import itertools
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rumourctl.ledger.checking import check, repair
from rumourctl.ledger.entries import Entry, Piece
from rumourctl.ledger.filters import Filter
from rumourctl.ledger.fresh import Reader
from rumourctl.ledger.rows import Taken
from rumourctl.ledger.store import Ledger
from rumourctl.ledger.stream import lines, read_lines
from tests.ledger.conftest import Make
from tests.ledger.content import content
from tests.ledger.histories import Added, Shelf, histories

SOME = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
History = Sequence[Callable[[Ledger], None]]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def export(path: Path) -> bytes:
    with Ledger.open(path) as ledger:
        return b"".join(lines(ledger.told()))


def take(path: Path, *streams: bytes) -> list[Taken]:
    with Ledger.open(path) as ledger:
        return [ledger.take(read_lines(io.BytesIO(stream))) for stream in streams]


@SOME
@given(told=histories())
def test_what_was_exported_and_imported_is_the_same_to_the_byte(shelf: Shelf, told: list[History]) -> None:
    old, new = shelf.of(told[0]), shelf.empty()
    stream = export(old)
    take(new, stream)
    assert export(new) == stream
    assert content(new) == content(old)


VERSIONS = [
    Added(*Make.article(text, Make.claim("Endrick", None, "Lyon"), published=date(2025, 5, day)), "1")
    for text, day in (("one", 20), ("two", 20), ("three", 21), ("four", 22))
]
"""Of one file."""


@SOME
@given(told=histories(ledgers=2, rulings=False))
def test_the_order_of_imports_makes_no_difference(shelf: Shelf, told: list[History]) -> None:
    in_any_order(shelf, told)


@settings(SOME, max_examples=5)
@given(told=st.lists(st.lists(st.sampled_from(VERSIONS), min_size=1, max_size=4), min_size=3, max_size=3))
def test_nor_where_three_ledgers_contradict_each_other_on_what_replaced_what(
    shelf: Shelf, told: list[list[Added]]
) -> None:
    path, streams = in_any_order(shelf, told)
    again, late = shelf.empty(), shelf.empty()
    take(again, export(path))
    take(path, *streams)
    two = shelf.empty()
    take(two, *streams[:2])
    take(late, streams[2], export(two))
    assert export(again) == export(path) == export(late)


def in_any_order(shelf: Shelf, told: Sequence[History]) -> tuple[Path, list[bytes]]:
    """Take several ledgers together, in every order, and hold that it makes no difference; gives the path of one that
    has them all, and their exports."""
    streams = [export(shelf.of(each)) for each in told]
    merged = []
    for order in permutations(streams):
        path = shelf.empty()
        take(path, *order)
        merged.append((export(path), content(path)))
    assert all(each == merged[0] for each in merged)
    return path, streams


REPLACED = [
    # what each of three ledgers saw in a file, one after the other, and what counts at last
    (["one two", "two one", "one three"], {"one": "three", "two": "one", "three": None}),
    (["one two", "one three", "one four"], {"one": "four", "two": None, "three": None, "four": None}),
    (["one two three", "three one", "two"], {"one": "two", "two": "three", "three": None}),
    (["one two three", "one three", "two"], {"one": "three", "two": "three", "three": None}),
]


@pytest.mark.parametrize(("told", "counts"), REPLACED)
def test_of_several_that_replaced_a_version_the_last_published_counts(
    shelf: Shelf, told: list[str], counts: dict[str, str | None]
) -> None:
    known = {version.article.text: version for version in VERSIONS}
    path, _ = in_any_order(shelf, [[known[text] for text in each.split()] for each in told])
    texts = {version.article.article_id: text for text, version in known.items()}
    with Ledger.open(path) as ledger:
        found = {texts[row.article_id]: row.superseded_by for row in ledger.articles(Filter(superseded=True))}
    assert {text: by and texts[by] for text, by in found.items()} == counts
    assert check(path) == []


def test_a_check_finds_and_mends_what_does_not_follow_from_all_that_was_told(shelf: Shelf) -> None:
    one, *others = VERSIONS
    path, _ = in_any_order(shelf, [[one, other] for other in others])
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE articles SET superseded_by = NULL")
    found, left = repair(path, Reader(lambda article: [], "1", {}.get))
    assert ("version", one.article.article_id) in {(finding.kind, finding.where) for finding in found}
    assert left == []
    with Ledger.open(path) as ledger:
        assert len(ledger.articles()) == 3


def test_two_versions_that_nobody_has_put_in_order_are_both_current_until_their_file_is_read(shelf: Shelf) -> None:
    def current() -> list[str]:
        return sorted(ledger.stored(row.article_id).text for row in ledger.articles())

    one, two, three, _ = VERSIONS
    path = shelf.of([one])
    take(path, export(shelf.of([two])))
    assert check(path) == []
    with Ledger.open(path) as ledger:
        ledger.rederive(lambda article: [], "2")
        assert current() == ["one", "two"]
        assert ledger.add(three.article, three.claims, "1").status == "superseded"
        assert current() == ["three"]
        ledger.forget([three.article.article_id])
        assert current() == ["one", "two"]
        assert ledger.add(one.article, one.claims, "1").supersedes == two.article.article_id
        assert ledger.add(one.article, one.claims, "1").status == "unchanged"
        assert current() == ["one"]
    assert check(path) == []


def test_a_version_between_that_is_forgotten_was_never_between(shelf: Shelf) -> None:
    one, two, three, _ = VERSIONS
    path, never = shelf.of([one, two, three]), shelf.of([one, three])
    take(path, export(never))
    assert b'"replaced"' in export(path)
    with Ledger.open(path) as ledger:
        ledger.forget([two.article.article_id])
    assert (export(path), content(path)) == (export(never), content(never))
    take(path, export(shelf.of([one, two, three])))
    with Ledger.open(path) as ledger:
        ledger.forget([three.article.article_id])
    assert content(path) == content(shelf.of([one, two]))


@SOME
@given(told=histories(ledgers=2))
def test_an_import_again_changes_nothing(shelf: Shelf, told: list[History]) -> None:
    here, there = map(shelf.of, told)
    stream = export(there)
    take(here, stream)
    before = export(here), content(here), here.read_bytes()
    (again,) = take(here, stream)
    assert (again.new, again.changed, again.rulings) == (0, 0, 0)
    assert (export(here), content(here)) == before[:2]


@SOME
@given(told=histories(), which=st.integers(0, 5))
def test_a_forgotten_article_was_never_there(shelf: Shelf, told: list[History], which: int) -> None:
    articles = [deed for deed in told[0] if isinstance(deed, Added)]
    gone = articles[which % len(articles)].article.article_id if articles else "a0"
    path, other = shelf.of(told[0]), shelf.of([deed for deed in articles if deed.article.article_id != gone])
    with Ledger.open(path) as ledger, Ledger.open(other) as never:
        ledger.forget([gone])
        never.docket.take(ledger.docket.all())
    assert content(path) == content(other)


@SOME
@given(told=histories(ledgers=2), stop=st.integers(0, 8))
def test_an_import_that_was_stopped_is_completed_by_another(shelf: Shelf, told: list[History], stop: int) -> None:
    here, there = map(shelf.of, told)
    whole = shelf.of(told[0])
    stream = export(there)
    take(whole, stream)
    stopping = stopped(io.BytesIO(stream), stop)
    with Ledger.open(here) as ledger, contextlib.suppress(KeyboardInterrupt):
        ledger.take(stopping)
    take(here, stream)
    assert (export(here), content(here)) == (export(whole), content(whole))


def stopped(stream: io.BytesIO, after: int) -> Iterator[Piece]:
    yield from itertools.islice(read_lines(stream), after)
    raise KeyboardInterrupt


def test_a_later_export_of_the_same_ledger_brings_its_later_versions(shelf: Shelf, make: type[Make]) -> None:
    path, copy = shelf.empty(), shelf.empty()
    for text in ("one", "two", "three"):
        with Ledger.open(path) as ledger:
            ledger.add(*make.article(text, make.claim("Endrick", None, "Lyon")), "1")
        take(copy, export(path))
        assert content(copy) == content(path)
    with Ledger.open(copy) as ledger:
        assert [ledger.stored(row.article_id).text for row in ledger.articles()] == ["three"]


def test_the_reading_of_the_later_version_stands(shelf: Shelf, make: type[Make]) -> None:
    article, _ = make.article("one")
    paths = {version: shelf.empty() for version in ("9-ffff", "10-0000")}
    for version, path in paths.items():
        with Ledger.open(path) as ledger:
            ledger.add(article, [make.claim(f"Read by {version}")], version)
    old, new = map(export, paths.values())
    assert take(paths["9-ffff"], new) == [Taken(new=0, changed=1, unchanged=0, rulings=0)]
    assert take(paths["10-0000"], old) == [Taken(new=0, changed=0, unchanged=1, rulings=0)]
    assert export(paths["9-ffff"]) == export(paths["10-0000"]) == new


def test_versions_that_replaced_each_other_leave_one_that_is_current(shelf: Shelf, make: type[Make]) -> None:
    one, other = (Added(*make.article(text), "1") for text in ("one", "two"))
    paths = [shelf.of([one, other]), shelf.of([other, one])]
    streams = [export(path) for path in paths]
    for path in paths:
        take(path, *streams)
    assert export(paths[0]) == export(paths[1])
    with Ledger.open(paths[0]) as ledger:
        assert len(ledger.articles()) == 1


def test_rulings_of_two_ledgers_are_all_kept_once(shelf: Shelf, make: type[Make]) -> None:
    reading = make.article("one", make.claim("Endrick", "Porto", "Lyon"))
    here, there = (shelf.of([Added(*reading, "1")]) for _ in range(2))
    day = date(2025, 5, 21)
    with Ledger.open(here) as ledger:
        (claim,) = ledger.claims()
        ledger.docket.retract(claim.claim_id, made=day, note="misread")
    with Ledger.open(there) as ledger:
        ledger.docket.alias("club", "Lyon", "Olympique", made=day, note=None)
        ledger.docket.retract(claim.claim_id, made=day, note="misread")
        ledger.docket.undo(None, made=day, note=None)
    stream = export(there)
    assert [taken.rulings for taken in take(here, stream, stream)] == [2, 0]
    with Ledger.open(here) as ledger:
        assert [(ruled.ruling_id, ruled.kind) for ruled in ledger.docket.all()] == [
            ("r1", "retract"),
            ("r2", "alias"),
            ("r3", "undo"),
        ]
        assert [recorded.claim.to_club for recorded in ledger.claims()] == ["Olympique"]


def test_nothing_of_a_forgotten_article_is_left_in_the_file(shelf: Shelf, make: type[Make]) -> None:
    secret = "Xylophonist Quixotica whispered."
    path = shelf.empty()
    with Ledger.open(path) as ledger:
        for number in range(30):
            ledger.add(
                *make.article(f"Number {number}. " * 50, make.claim("Endrick", None, "Lyon"), path=f"{number}"), "1"
            )
        article, found = make.article(secret * 300, make.claim("Quixotica", "Lyon", "Xylophonia"), path="secret")
        ledger.add(article, found, "1")
        ledger.rederive(lambda article: [], "2")
        ledger.rederive(lambda again: found if again == article else [], "3")
        assert has_words(path, "Quixotica")
        ledger.forget([article.article_id])
        assert not has_words(path, "Quixotica", "Xylophon", "secret")
        assert len(ledger.articles()) == 30


def has_words(path: Path, *words: str) -> bool:
    """Whether any file of the ledger has any of the words, in whatever case."""
    files = [file.read_bytes().lower() for file in path.parent.glob(f"{path.name}*")]
    return any(word.lower().encode() in data for word in words for data in files)


def test_while_others_read_the_ledger_it_is_told_that_their_file_keeps_the_words(
    shelf: Shelf, make: type[Make]
) -> None:
    said: list[str] = []
    path = shelf.of([Added(*make.article("Quixotica"), "1")])
    with Ledger.open(path, patience=0.1, tell=said.append) as ledger, Ledger.open(path) as reader:
        told = reader.told()
        first = next(told)
        ledger.forget([row.article_id for row in ledger.articles()])
        assert said == [f"{path}-wal: keeps what was deleted until the others who are reading the ledger have finished"]
        assert isinstance(first, Entry)
        assert first.article.text == "Quixotica"
        told.close()
    assert not has_words(path, "Quixotica")
