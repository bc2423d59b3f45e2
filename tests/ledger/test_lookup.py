"""From what a user types to what is meant."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rumourctl.ledger.store import Ledger


def names(rows):
    return [row.name for row in rows]


@pytest.fixture
def people(ledger, make):
    """A ledger with namesakes, accents and a name within another."""
    for turn, (person, club) in enumerate(
        [
            ("Alexis Mac Allister", "Liverpool"),
            ("Mac Allister", "Liverpool"),
            ("Arda Guler", "Real Madrid"),
            ("Arda Güler", "Real Madrid"),
            ("Bernardo Silva", "Manchester City"),
            ("Thiago Silva", "Chelsea"),
            ("Thiago Silva", "Chelsea"),
            ("Danilo", "Juventus"),
            ("Danilo Pereira", "Paris Saint-Germain"),
            ("Bukayo Saka", "Chelsea Women"),
            ("Bukayo Saka", "Atlético Madrid"),
        ]
    ):
        ledger.add(*make.article(f"{turn}", make.claim(person, None, club), path=f"{turn}.txt"), "1")
    return ledger


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mac allister", ["Alexis Mac Allister"]),
        ("MacAllister", ["Alexis Mac Allister"]),
        ("allister", ["Alexis Mac Allister"]),
        ("ALEXIS", ["Alexis Mac Allister"]),
        ("guler", ["Arda Güler"]),
        ("arda güler", ["Arda Güler"]),
        ("silva", ["Thiago Silva", "Bernardo Silva"]),
        ("silva thiago", ["Thiago Silva"]),
        ("danilo", ["Danilo"]),
        ("pereira", ["Danilo Pereira"]),
        ("bernar", ["Bernardo Silva"]),
        ("be", []),
        ("", []),
        ("?!", []),
    ],
)
def test_a_person_is_found_by_any_part_of_the_name(people, typed, found):
    assert names(people.find_people(typed).exact) == found


def test_mcallister_is_another_name_than_mac_allister(people, make):
    answer = people.find_people("McAllister")
    assert (answer.exact, names(answer.near)) == ((), ["Alexis Mac Allister"])
    people.add(*make.article("gary", make.claim("Gary McAllister", None, "Liverpool"), path="g.txt"), "1")
    assert names(people.find_people("McAllister").exact) == ["Gary McAllister"]
    assert names(people.find_people("mac allister").exact) == ["Alexis Mac Allister"]


@pytest.mark.parametrize(
    ("typed", "near"), [("Gulre", ["Arda Güler"]), ("bernado silv", []), ("zzz", []), ("Perreira", ["Danilo Pereira"])]
)
def test_a_name_that_nobody_bears_gives_names_like_it(people, typed, near):
    answer = people.find_people(typed)
    assert set(near) <= set(names(answer.near))
    assert not (answer.exact and answer.near)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("liverpool", ["Liverpool"]),
        ("CHELSEA", ["Chelsea"]),
        ("women", ["Chelsea Women"]),
        ("madrid", ["Real Madrid", "Atlético Madrid"]),
        ("atletico", ["Atlético Madrid"]),
        ("saint germain", ["Paris Saint-Germain"]),
        ("manch", ["Manchester City"]),
        ("", []),
    ],
)
def test_a_club_is_found_by_any_part_of_its_name(people, typed, found):
    assert names(people.find_clubs(typed).exact) == found


def test_a_club_that_is_not_there_gives_clubs_like_it(people):
    answer = people.find_clubs("Liverpol")
    assert (answer.exact, names(answer.near)) == ((), ["Liverpool"])


def test_only_current_articles_count_for_a_name(people, make):
    people.add(*make.article("nothing about anyone", path="8.txt"), "1")
    assert people.find_people("pereira").exact == ()
    assert people.find_clubs("paris").exact == ()


def test_a_claim_is_found_by_the_beginning_of_its_id(seed_ledger):
    with Ledger.open(seed_ledger) as ledger:
        some = ledger.claims()[0]
        assert ledger.find_claim(some.claim_id) == [some]
        assert some in ledger.find_claim(some.claim_id[:5])
        assert len(ledger.find_claim("c1-")) == len(ledger.claims())
        assert ledger.find_claim("c2-") == ledger.find_claim("") == []


def test_an_article_is_found_by_id_or_by_any_way_to_write_its_path(ledger, make, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    article, claims = make.article("one", path="news/one.txt", published=date(2025, 1, 1))
    ledger.add(article, claims, "1")
    ledger.add(*make.article("two", path="two.txt"), "1")
    for typed in ("news/one.txt", "./news/../news/one.txt", tmp_path / "news" / "one.txt", article.article_id[:9]):
        assert [row.article_id for row in ledger.find_article(str(typed))] == [article.article_id]
    monkeypatch.chdir("news")
    assert [row.article_id for row in ledger.find_article("one.txt")] == [article.article_id]
    assert ledger.find_article("") == ledger.find_article("nothing.txt") == []


def test_a_path_means_its_current_version_and_an_id_any(ledger, make):
    old, _ = make.article("old")
    new, _ = make.article("new")
    ledger.add(old, [], "1")
    ledger.add(new, [], "1")
    assert [row.article_id for row in ledger.find_article("a.txt")] == [new.article_id]
    assert [row.article_id for row in ledger.find_article(old.article_id)] == [old.article_id]
