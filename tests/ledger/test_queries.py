"""What can be asked of the ledger."""

from __future__ import annotations

import random
import sqlite3
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rumourctl.articles.model import Article
from rumourctl.claims.model import Certainty, Claim, Move, Role, Source, SourceKind, Stage
from rumourctl.ledger.filters import Filter
from rumourctl.ledger.store import Ledger

pytestmark = pytest.mark.usefixtures("still_sound")

PERSON = SourceKind.PERSON


@pytest.fixture
def market(ledger, make):
    """Four articles about two players and a manager."""
    outlet = Source(SourceKind.OUTLET, "L’Équipe")
    ledger.add(*make.article(
        "Lyon want Endrick.", make.claim("Endrick", "Real Madrid", "Lyon", source=outlet, date=date(2025, 5, 1)),
        path="1.txt", published=date(2025, 5, 1),
    ), "1")  # fmt: skip
    ledger.add(*make.article(
        "Endrick’s agent denies talks.",
        make.claim("Endrick", "Real Madrid", "Lyon", stage=Stage.TALKS, certainty=Certainty.DENIED,
                   source=Source(PERSON, "Frederico Pena"), via=("Marca",), date=date(2025, 5, 9)),
        path="2.txt", published=date(2025, 5, 10),
    ), "1")  # fmt: skip
    ledger.add(*make.article(
        "Klopp left Liverpool in 2024 and may come back.",
        make.claim("Jürgen Klopp", "Liverpool", move=Move.EXIT, stage=Stage.DONE, role=Role.MANAGER, background=True,
                   date=date(2024, 6, 30)),
        make.claim("Jürgen Klopp", None, "Liverpool", role=Role.MANAGER, certainty=Certainty.HEDGED,
                   source=Source(SourceKind.UNNAMED), date=date(2025, 6, 1)),
        path="3.txt", published=date(2025, 6, 1),
    ), "1")  # fmt: skip
    ledger.add(*make.article(
        "Endrick joins Lyon, “happy” he says.",
        make.claim("Endrick", "Real Madrid", "Lyon", move=Move.LOAN, stage=Stage.DONE, source=Source(PERSON, "Endrick"),
                   via=("Marca", "Express"), date=date(2025, 7, 1)),
        path="4.txt", published=date(2025, 7, 2),
    ), "1")  # fmt: skip
    return ledger


@pytest.mark.parametrize(
    ("where", "articles"),
    [
        (Filter(), ["3", "1", "2", "3", "4"]),
        (Filter(person="Endrick"), ["1", "2", "4"]),
        (Filter(person="endrick"), []),
        (Filter(club="Liverpool"), ["3", "3"]),
        (Filter(club="Lyon", certainty=Certainty.ASSERTED), ["1", "4"]),
        (Filter(source="l'equipe"), ["1"]),
        (Filter(source="Pena"), []),
        (Filter(kind=SourceKind.PUBLISHER), ["3"]),
        (Filter(kind=PERSON), ["2", "4"]),
        (Filter(move=Move.LOAN), ["4"]),
        (Filter(stage=Stage.TALKS), ["2"]),
        (Filter(certainty=Certainty.HEDGED), ["3"]),
        (Filter(since=date(2025, 5, 9), until=date(2025, 6, 1)), ["2", "3"]),
        (Filter(as_of=date(2025, 5, 9)), ["1"]),
        (Filter(as_of=date(2025, 5, 10), person="Endrick"), ["1", "2"]),
        (Filter(background=True), ["3"]),
        (Filter(background=False, person="Jürgen Klopp"), ["3"]),
        (Filter(text="agent DENIES"), ["2"]),
        (Filter(text="happy endrick"), ["4"]),
        (Filter(limit=2), ["3", "1"]),
        (Filter(limit=0), []),
    ],
    ids=str,
)
def test_filters_leave_the_claims_that_fit_in_order_of_their_date(market, where, articles):
    assert [recorded.article.removesuffix(".txt") for recorded in market.claims(where)] == articles


@pytest.mark.parametrize(
    ("where", "articles"),
    [
        (Filter(), ["1", "2", "3", "4"]),
        (Filter(person="Jürgen Klopp"), ["3"]),
        (Filter(club="Real Madrid", limit=2), ["1", "2"]),
        (Filter(since=date(2025, 6, 1)), ["3", "4"]),
        (Filter(until=date(2025, 5, 10)), ["1", "2"]),
        (Filter(text="klopp back"), ["3"]),
        (Filter(as_of=date(2025, 5, 9)), ["1"]),
    ],
    ids=str,
)
def test_articles_are_filtered_by_what_they_claim_and_say(market, where, articles):
    assert [row.path.removesuffix(".txt") for row in market.articles(where)] == articles


def test_the_ledger_as_it_stood_shows_the_version_of_then(ledger, make):
    ledger.add(*make.article("old", make.claim("Endrick", None, "Lyon"), published=date(2025, 5, 1)), "1")
    ledger.add(*make.article("new", make.claim("Endrick", None, "Ajax"), published=date(2025, 6, 1)), "1")
    assert [r.claim.to_club for r in ledger.claims(Filter(as_of=date(2025, 5, 31)))] == ["Lyon"]
    assert [r.claim.to_club for r in ledger.claims(Filter(as_of=date(2025, 6, 1)))] == ["Ajax"]


@pytest.mark.parametrize(
    "words",
    [
        *('"', '""', "zebra AND Lyon", "NOT", "a OR", "NEAR(a b)", "text:x", "x*", "^x", "-x", "(", "{a b}:c"),
        *("'", ";--", "\x00", "", "***", "a\x00b", "\ud800", "x' OR 1=1 --", "😀", "\\", "%", 'col : "x'),
    ],
    ids=ascii,
)
def test_no_search_is_syntax(market, words):
    assert market.claims(Filter(text=words)) == []
    assert market.articles(Filter(text=words)) == []


@pytest.mark.parametrize("name", ["'", '"', "%", "\x00", "\ud800", "x' OR '1'='1", "", "*" * 5000, "a" * 5000])
def test_no_name_is_sql(market, name):
    for where in (Filter(person=name), Filter(club=name), Filter(source=name), Filter(article_id=name)):
        assert market.claims(where) == []
    assert market.find_claim(name) == []
    assert market.find_people(name).exact == ()
    assert market.find_clubs(name).exact == ()
    assert [row for row in market.find_article(name) if row.path != "1.txt"] == []


def test_the_words_of_an_article_are_found_without_accents(ledger, make):
    ledger.add(*make.article("Güler zu Köln", make.claim("Arda Güler", None, "Köln")), "1")
    assert len(ledger.claims(Filter(text="guler KOLN"))) == 1


def test_a_person_row_says_who_it_is(market):
    endrick, klopp = market.people()
    assert (endrick.name, endrick.roles, endrick.clubs) == ("Endrick", (Role.PLAYER,), ("Lyon", "Real Madrid"))
    assert (endrick.claims, endrick.articles) == (3, 3)
    assert (endrick.first, endrick.last) == (date(2025, 5, 1), date(2025, 7, 1))
    assert (klopp.clubs, klopp.claims, klopp.articles) == (("Liverpool",), 2, 1)


def test_a_denied_arrival_makes_no_club(ledger, make):
    denied = make.claim("Endrick", "Real Madrid", "Lyon", stage=Stage.DONE, certainty=Certainty.DENIED)
    ledger.add(*make.article("Nothing signed", denied), "1")
    assert ledger.people()[0].clubs == ("Real Madrid",)


def test_a_club_row_counts_who_comes_and_who_goes(market):
    rows = {row.name: row for row in market.clubs()}
    assert {name: (row.claims, row.people_in, row.people_out) for name, row in rows.items()} == {
        "Lyon": (3, 1, 0),
        "Real Madrid": (3, 0, 1),
        "Liverpool": (2, 1, 1),
    }
    assert (rows["Lyon"].first, rows["Lyon"].last) == (date(2025, 5, 1), date(2025, 7, 1))


def test_staying_is_neither_coming_nor_going(ledger, make):
    ledger.add(*make.article("stays", make.claim("Endrick", "Lyon", "Lyon", move=Move.STAY)), "1")
    (lyon,) = ledger.clubs()
    assert (lyon.claims, lyon.people_in, lyon.people_out) == (1, 0, 0)


def test_unnamed_sources_and_the_own_voice_have_rows_of_their_own(market):
    rows = {(row.kind, row.name): row for row in market.sources()}
    assert set(rows) == {
        (SourceKind.OUTLET, "L’Équipe"),
        (PERSON, "Endrick"),
        (PERSON, "Frederico Pena"),
        (SourceKind.PUBLISHER, None),
        (SourceKind.UNNAMED, None),
    }
    endrick = rows[PERSON, "Endrick"]
    assert (endrick.claims, endrick.people, dict(endrick.stages)) == (1, 1, {Stage.DONE: 1})
    assert endrick.via == ("Express", "Marca")
    assert [row.name for row in market.sources(Filter(club="Lyon", until=date(2025, 5, 31)))] == [
        "L’Équipe",
        "Frederico Pena",
    ]


def test_a_person_who_speaks_is_one_source_under_all_his_names(ledger, make):
    for path, name in (("1", "Alexis Mac Allister"), ("2", "Mac Allister")):
        said = make.claim(name, "Liverpool", "Liverpool", move=Move.STAY, source=Source(PERSON, name))
        ledger.add(*make.article(path, said, path=path), "1")
    (source,) = ledger.sources()
    assert (source.name, source.claims) == ("Alexis Mac Allister", 2)
    assert len(ledger.claims(Filter(source="Alexis Mac Allister"))) == 2
    assert {r.claim.source.name for r in ledger.claims()} == {"Alexis Mac Allister", "Mac Allister"}
    assert ledger.known_as("Mac Allister") == "Alexis Mac Allister"
    assert ledger.known_as("Gary McAllister") == "Gary McAllister"


def test_counts_leave_superseded_versions_out(market, make):
    before = market.counts()
    assert (before.articles, before.claims, before.people, before.clubs) == (4, 5, 2, 3)
    market.add(*make.article("nothing here any more", path="3.txt"), "1")
    after = market.counts()
    assert (after.articles, after.claims, after.people, after.clubs) == (4, 3, 1, 2)


def test_the_views_can_be_read_with_plain_sqlite(market):
    connection = sqlite3.connect(f"file:{market.path}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    timeline = connection.execute("SELECT * FROM timeline WHERE person = 'Endrick'").fetchall()
    assert [(row["date"], row["stage"], row["to_club"], row["source"], row["article"]) for row in timeline] == [
        ("2025-05-01", "interest", "Lyon", "L’Équipe", "1.txt"),
        ("2025-05-09", "talks", "Lyon", "Frederico Pena", "2.txt"),
        ("2025-07-01", "done", "Lyon", "Endrick", "4.txt"),
    ]
    assert timeline[0]["evidence"] == "Lyon want Endrick."
    summary = connection.execute("SELECT * FROM sources_summary WHERE source = 'Frederico Pena'").fetchone()
    assert (summary["claims"], summary["talks"], summary["denied"]) == (1, 1, 1)
    connection.close()


@pytest.mark.parametrize(
    "where",
    [
        Filter(person="Endrick"), Filter(club="Lyon"), Filter(source="L’Équipe"), Filter(since=date(2025, 6, 1)),
        Filter(article_id="a1"), Filter(text="Lyon"), Filter(person="Endrick", club="Lyon", stage=Stage.DONE),
    ],
    ids=str,
)  # fmt: skip
def test_no_limited_question_reads_every_claim(market, where, monkeypatch):
    asked = []
    read = market._file.rows
    monkeypatch.setattr(market._file, "rows", lambda sql, values=(): asked.append((sql, values)) or read(sql, values))
    market.claims(where)
    market.sources(where)
    market.people(where)
    plan = [row[3] for sql, values in asked for row in read(f"EXPLAIN QUERY PLAN {sql}", values)]
    assert len(plan) > 5
    tables = {"c", "a", "ap", "m", "claims", "articles", "appearances", "evidence", "names", "nm"}
    assert [step for step in plan if step.startswith("SCAN") and step.split()[1] in tables] == []


_CLAIMS = st.builds(
    Claim,
    st.sampled_from(
        ["Mac Allister", "Alexis Mac Allister", "Kevin Mac Allister", "A. Mac Allister", "Alexís MacAllister"]
    ),
    st.just(Move.TRANSFER),
    st.sampled_from([Stage.TALKS, Stage.DONE]),
    st.dates(date(2020, 1, 1), date(2023, 12, 31)),
    to_club=st.sampled_from(["Lyon", "Ajax", "Porto"]),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(_CLAIMS, max_size=3), min_size=1, max_size=6), st.integers())
def test_persons_do_not_depend_on_order_repeats_or_reading_again(tmp_path_factory, said, seed):
    readings = [(Article(f"text {n}", date(2024, 1, 1), f"{n}.txt"), claims) for n, claims in enumerate(said)]
    found = {article.article_id: claims for article, claims in readings}
    shuffled = readings * 2
    random.Random(seed).shuffle(shuffled)
    folder = tmp_path_factory.mktemp("order")
    with Ledger.open(folder / "1.db", create=True) as one, Ledger.open(folder / "2.db", create=True) as other:
        for article, claims in readings:
            one.add(article, claims, "1")
        for article, claims in shuffled:
            other.add(article, claims[:1], "0")
        other.rederive(lambda article: found[article.article_id], "1")
        assert one.claims() == other.claims()
        assert one.people() == other.people()
        assert one.articles() == other.articles()
        names = "SELECT known_as FROM people ORDER BY 1"
        assert [*map(tuple, one._file.rows(names))] == [*map(tuple, other._file.rows(names))]
