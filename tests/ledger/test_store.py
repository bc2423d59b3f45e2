"""What the ledger keeps, and what adding to it comes to."""

from __future__ import annotations

import itertools
import os
from dataclasses import replace
from datetime import date

import pytest

from rumourctl.articles.model import Article
from rumourctl.claims.identity import claim_id
from rumourctl.claims.model import Certainty, Deal, Evidence, Fee, Move, Precision, Role, Source, SourceKind, Stage
from rumourctl.errors import NothingFound, RumourError
from rumourctl.ledger.filters import Filter
from rumourctl.ledger.store import Ledger
from tests.ledger.content import content

pytestmark = pytest.mark.usefixtures("still_sound")


def test_an_article_and_its_claims_come_back_as_they_went_in(ledger, make):
    article, _ = make.article("Marca, via the Express: £40.2m for Lamine.")
    claim = make.claim(
        "Lamine Yamal", "Barcelona", "Chelsea", actor="Enzo Maresca", stage=Stage.BID, role=Role.PLAYER,
        certainty=Certainty.HEDGED, source=Source(SourceKind.OUTLET, "Marca"), via=("Express", "Mirror"),
        deal=Deal.SWAP, fee=Fee("£40.2m", 40_200_000, "GBP"), contract_until="2030-06-30", date=date(2025, 4, 1),
        date_precision=Precision.MONTH, background=True, rules=("bid/a", "fee/b"),
        evidence=(Evidence(0, 5, "Marca"), Evidence(24, 30, "£40.2m")),
    )  # fmt: skip
    added = ledger.add(article, [claim], "1")
    assert (added.status, added.claims, added.supersedes) == ("new", 1, None)
    (recorded,) = ledger.claims()
    assert recorded.claim == claim
    assert recorded.claim_id == claim_id(article.article_id, claim)
    assert (recorded.article_id, recorded.article, recorded.published) == (
        article.article_id,
        "a.txt",
        date(2025, 5, 20),
    )


@pytest.mark.parametrize(
    "text",
    ["a\r\nb\rc\n", "\ufeffbom inside", "e\u0301 ﬁ \u202e\u200b\u0000\x1b[31m", "😀" * 500, "\U0010ffff\ufffe", " "],
    ids=["newlines", "bom", "odd", "astral", "noncharacters", "space"],
)
def test_text_is_kept_to_the_character(ledger, text):
    article = Article(text, date(2025, 1, 1), "x.txt", "P", "T", "http://x", "A", body_start=1)
    ledger.add(article, [], "1")
    assert ledger.stored(article.article_id) == article


def test_adding_an_article_again_changes_not_a_byte(tmp_path, seed_readings):
    path = tmp_path / "ledger.db"
    with Ledger.open(path, create=True) as ledger:
        for article, claims in seed_readings:
            assert ledger.add(article, claims, "1").status == "new"
    before = path.read_bytes()
    with Ledger.open(path) as ledger:
        for article, claims in seed_readings:
            added = ledger.add(replace(article, path="elsewhere/" + article.path), claims, "2")
            assert (added.status, added.claims) == ("unchanged", len(claims))
    assert path.read_bytes() == before


def test_a_changed_article_supersedes_the_old_one(ledger, make):
    old, said = make.article("Talks with Endrick.", make.claim("Endrick", None, "Lyon"))
    new, says = make.article("No talks with Endrick.", make.claim("Endrick", None, "Lyon", certainty=Certainty.DENIED))
    first = ledger.add(old, said, "1")
    second = ledger.add(new, says, "1")
    assert (second.status, second.supersedes) == ("superseded", first.article_id)
    assert [r.claim.certainty for r in ledger.claims()] == [Certainty.DENIED]
    assert [row.article_id for row in ledger.articles()] == [new.article_id]
    (row,) = ledger.articles(Filter(article_id=old.article_id, superseded=True))
    assert row.superseded_by == new.article_id
    assert ledger.stored(old.article_id).text == "Talks with Endrick."
    assert len(ledger.claims(Filter(superseded=True))) == 2
    assert ledger.counts().claims == 1


def test_an_old_version_that_is_back_at_its_place_is_current_again(ledger, make):
    old, said = make.article("one", make.claim("Endrick", None, "Lyon"))
    new, _ = make.article("two")
    ledger.add(old, said, "1")
    ledger.add(new, [], "1")
    back = ledger.add(old, said, "1")
    assert (back.status, back.supersedes) == ("superseded", new.article_id)
    assert [row.article_id for row in ledger.articles()] == [old.article_id]


def test_one_file_by_two_paths_is_one_file(ledger, make, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    ledger.add(*make.article("one", path="a/../b.txt"), "1")
    added = ledger.add(*make.article("two", path=str(tmp_path / "b.txt")), "1")
    assert added.status == "superseded"


def test_standard_input_never_supersedes(ledger, make):
    assert ledger.add(*make.article("one", path="-"), "1").status == "new"
    assert ledger.add(*make.article("two", path="-"), "1").status == "new"
    assert len(ledger.articles()) == 2


def test_what_no_file_can_hold_is_refused_and_leaves_no_trace(ledger, make):
    with pytest.raises(RumourError, match=r"bad\.txt: cannot be stored"):
        ledger.add(*make.article("half \ud800 pair", path="bad.txt"), "1")
    huge = make.claim("Endrick", None, "Lyon", fee=Fee("lots", 10**30, "GBP"))
    with pytest.raises(RumourError, match=r"bad\.txt: cannot be stored"):
        ledger.add(*make.article("lots", huge, path="bad.txt"), "1")
    assert ledger.counts().articles == 0
    assert ledger.people() == []


def test_a_path_that_is_no_text_is_spelt_out(ledger, make):
    ledger.add(*make.article("one", path=os.fsdecode(b"caf\xe9.txt")), "1")
    assert [row.path for row in ledger.articles()] == ["caf\\udce9.txt"]
    assert len(ledger.find_article(os.fsdecode(b"caf\xe9.txt"))) == 1


def test_a_failure_half_way_leaves_nothing_of_the_article(ledger, make):
    good = make.claim("Endrick", None, "Lyon")
    article, claims = make.article("x", good, replace(good, person="Rodrygo", via=[b"no text"]))
    with pytest.raises(TypeError):
        ledger.add(article, claims, "1")
    assert (ledger.articles(), ledger.people(), ledger.claims()) == ([], [], [])


def test_two_claims_of_one_id_are_one_with_the_evidence_of_both(ledger, make):
    article, _ = make.article("One. Two.")
    one = make.claim("Endrick", None, "Lyon", evidence=(Evidence(0, 4, "One."),))
    ledger.add(article, [one, replace(one, evidence=(Evidence(5, 9, "Two."),))], "1")
    (recorded,) = ledger.claims()
    assert [span.text for span in recorded.claim.evidence] == ["One.", "Two."]


def test_there_is_no_text_for_an_article_that_is_not_there(ledger):
    assert not ledger.holds("a0")
    with pytest.raises(NothingFound, match="a0: no such article"):
        ledger.stored("a0")


def test_the_order_of_ingest_makes_no_difference(tmp_path, make, seed_readings):
    readings = [
        *seed_readings,
        make.article("c", make.claim("Mac Allister", "Liverpool", "Real Madrid"), path="c.txt"),
        make.article(
            "d", make.claim("Güler", "Real Madrid", "Porto"), make.claim("Arda Güler", None, "Porto"), path="d.txt"
        ),
        make.article("e", make.claim("Kevin Mac Allister", "Union Saint-Gilloise", "Porto"), path="e.txt"),
    ]
    contents = []
    for turn, order in enumerate(itertools.islice(itertools.permutations(readings), 0, None, 5)):
        path = tmp_path / f"{turn}.db"
        with Ledger.open(path, create=True) as ledger:
            for article, claims in order:
                ledger.add(article, claims, "1")
        contents.append(content(path))
    assert all(content == contents[0] for content in contents[1:])
    assert ("Arda Güler",) in contents[0]["people"]
    assert len(contents[0]["claims"]) == sum(len(claims) for _, claims in readings)


def test_reading_again_to_the_same_claims_changes_nothing(tmp_path, seed_readings):
    found = {article.article_id: claims for article, claims in seed_readings}
    path = tmp_path / "ledger.db"
    with Ledger.open(path, create=True) as ledger:
        for article, claims in seed_readings:
            ledger.add(article, claims, "1")
    before = path.read_bytes()
    with Ledger.open(path) as ledger:
        again = ledger.rederive(lambda article: found[article.article_id], "1")
    assert (again.articles, again.changed, again.added, again.removed) == (2, 0, 0, 0)
    assert path.read_bytes() == before


def test_reading_again_by_better_rules_is_as_if_read_so_at_first(tmp_path, make):
    worse = [
        make.article(
            "one", make.claim("Ander Herrera", "Lyon", None), make.claim("Nobody Real", None, "Porto"), path="1"
        ),
        make.article("two", make.claim("Herrera", "Lyon", "Ajax"), path="2"),
    ]
    better = [
        make.article(
            "one", make.claim("Ander Herrera", "Lyon", None), make.claim("Hector Herrera", "Lyon", "Ajax"), path="1"
        ),
        make.article("two", make.claim("Herrera", "Lyon", "Ajax", stage=Stage.TALKS), path="2"),
    ]
    found = {article.article_id: claims for article, claims in better}
    with Ledger.open(tmp_path / "again.db", create=True) as ledger:
        for article, claims in worse:
            ledger.add(article, claims, "1")
        again = ledger.rederive(lambda article: found[article.article_id], "2")
    assert (again.articles, again.changed, again.added, again.removed) == (2, 2, 2, 2)
    with Ledger.open(tmp_path / "first.db", create=True) as ledger:
        for article, claims in better:
            ledger.add(article, claims, "2")
    assert content(tmp_path / "again.db") == content(tmp_path / "first.db")


def test_reading_again_leaves_superseded_versions_alone(ledger, make):
    ledger.add(*make.article("old", make.claim("Endrick", None, "Lyon")), "1")
    ledger.add(*make.article("new"), "1")
    read = []
    ledger.rederive(lambda article: read.append(article.text) or [], "2")
    assert read == ["new"]
    assert [row.extractor for row in ledger.articles()] == ["2"]


def test_a_fault_in_reading_again_keeps_what_was_there(ledger, make):
    ledger.add(*make.article("one", make.claim("Endrick", None, "Lyon", move=Move.LOAN)), "1")

    def broken(_: Article) -> list[object]:
        raise RuntimeError("rule fault")

    with pytest.raises(RuntimeError, match="rule fault"):
        ledger.rederive(broken, "2")
    assert [r.claim.person for r in ledger.claims()] == ["Endrick"]
