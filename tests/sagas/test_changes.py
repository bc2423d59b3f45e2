"""What became of each story between two days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count, permutations
from typing import Any

import pytest

from rumourctl.claims.model import Certainty, Claim, Deal, Move, Recorded, Source, SourceKind, Stage
from rumourctl.ledger.filters import Filter
from rumourctl.ledger.store import Ledger
from rumourctl.sagas.changes import WINDOW, Change, Kind, changes

DAY = date(2025, 6, 1)
SKY, MARCA = Source(SourceKind.OUTLET, "Sky Sports"), Source(SourceKind.OUTLET, "Marca")
AGENT = Source(SourceKind.PERSON, "Agent")
_ids = count()


def said(
    stage: Stage, after: int = 0, to: str | None = "Lyon", leaving: str | None = "Ajax", **fields: Any
) -> Recorded:
    """A claim on Ola, published ``after`` days after DAY."""
    published = DAY + timedelta(days=after)
    person = fields.pop("person", "Ola")
    claim = Claim(
        person,
        fields.pop("move", Move.TRANSFER if to else Move.EXIT),
        stage,
        fields.pop("date", published),
        from_club=leaving,
        to_club=to,
        source=fields.pop("source", SKY),
        **fields,
    )
    return Recorded(f"c1-{next(_ids):012}", f"a{published}", "x.txt", None, published, person, claim)


def changed(before: list[Recorded], new: list[Recorded]) -> list[Change]:
    return changes(before, [*before, *new])


def kinds(before: list[Recorded], new: list[Recorded]) -> list[str]:
    return [change.kind.value for change in changed(before, new)]


@pytest.mark.parametrize(
    ("before", "new", "kind"),
    [
        (None, Stage.INTEREST, Kind.APPEARED),
        (None, Stage.DONE, Kind.SETTLED),
        (Stage.INTEREST, Stage.TALKS, Kind.ADVANCED),
        (Stage.TALKS, Stage.TALKS, Kind.UNCHANGED),
        (Stage.CLOSE, Stage.INTEREST, Kind.UNCHANGED),
        (Stage.BID, Stage.REJECTED, Kind.FELL_BACK),
        (Stage.REJECTED, Stage.BID, Kind.ADVANCED),
        (Stage.REJECTED, Stage.REJECTED, Kind.UNCHANGED),
        (Stage.AGREED, Stage.OFF, Kind.FELL_BACK),
        (Stage.OFF, Stage.INTEREST, Kind.ADVANCED),
        (Stage.CLOSE, Stage.DONE, Kind.SETTLED),
        (Stage.DONE, Stage.DONE, Kind.UNCHANGED),
    ],
)
def test_a_new_word_moves_a_story(before, new, kind):
    (change,) = changed([said(before)] if before else [], [said(new, 5)])
    assert (change.person, change.club, change.kind) == ("Ola", "Lyon", kind)
    assert (change.before and change.before.stage, change.after.stage) == (before, new)
    assert (change.from_club, change.to_club) == ("Ajax", "Lyon")


def test_a_rung_stands_for_a_window_and_no_longer():
    far = WINDOW.days
    assert kinds([said(Stage.CLOSE)], [said(Stage.INTEREST, far)]) == ["unchanged"]
    assert kinds([said(Stage.CLOSE)], [said(Stage.INTEREST, far + 1)]) == ["fell_back"]
    kept_warm = [said(Stage.CLOSE), said(Stage.INTEREST, far)]
    assert kinds(kept_warm, [said(Stage.INTEREST, far + 1)]) == ["unchanged"]


def test_a_state_names_all_who_vouch_for_it_and_whose_wish_it_is():
    before = [
        said(Stage.INTEREST, source=MARCA, actor="Slot", certainty=Certainty.HEDGED),
        said(Stage.TALKS, 1, actor="Hughes", certainty=Certainty.HEDGED, leaving=None),
        said(Stage.TALKS, 2, source=MARCA, actor="Edwards"),
        said(Stage.TALKS, 3, source=MARCA, certainty=Certainty.HEDGED, deal=Deal.FREE),
    ]
    (change,) = changed(before, [said(Stage.BID, 4)])
    assert change.before.sources == (SKY, MARCA)
    assert change.before.actors == ("Hughes", "Edwards")
    assert (change.before.certainty, change.before.deal) == (Certainty.ASSERTED, Deal.FREE)
    assert change.before.date == DAY + timedelta(days=3)
    assert change.before.claim_ids == tuple(before[place].claim_id for place in (2, 1, 3))


def test_a_denial_by_another_source_contradicts_with_both_sides():
    (change,) = changed([said(Stage.BID)], [said(Stage.TALKS, 3, source=AGENT, certainty=Certainty.DENIED)])
    assert change.kind is Kind.CONTRADICTED
    assert (change.before.sources, change.after.sources) == ((SKY,), (AGENT,))
    assert change.after.certainty is Certainty.DENIED
    assert change.against.sources == (SKY,)


def test_a_claim_against_an_earlier_denial_contradicts_it():
    (change,) = changed([said(Stage.TALKS, source=AGENT, certainty=Certainty.DENIED)], [said(Stage.TALKS, 3)])
    assert change.kind is Kind.CONTRADICTED
    assert (change.after.sources, change.against.sources) == ((SKY,), (AGENT,))


def test_both_sides_may_be_new():
    denial = said(Stage.TALKS, 3, source=AGENT, certainty=Certainty.DENIED)
    (change,) = changed([], [said(Stage.TALKS, 3), denial])
    assert (change.kind, change.before) == (Kind.CONTRADICTED, None)
    assert (change.after.sources, change.against.sources) == ((SKY,), (AGENT,))


@pytest.mark.parametrize(
    ("before", "new", "kind"),
    [
        (said(Stage.TALKS), said(Stage.DONE, 3, source=AGENT, certainty=Certainty.DENIED), "unchanged"),
        (said(Stage.TALKS), said(Stage.TALKS, 3, certainty=Certainty.DENIED), "fell_back"),
        (said(Stage.OFF), said(Stage.TALKS, 3, source=AGENT, certainty=Certainty.DENIED), "unchanged"),
        (said(Stage.TALKS), said(Stage.TALKS, 200, source=AGENT, certainty=Certainty.DENIED), "fell_back"),
        (said(Stage.TALKS, source=AGENT, certainty=Certainty.DENIED), said(Stage.DONE, 3), "settled"),
    ],
    ids=["nothing signed yet", "taken back", "off and denied", "long ago", "done in spite of it"],
)
def test_not_every_denial_contradicts(before, new, kind):
    assert kinds([before], [new]) == [kind]


def test_coming_and_being_sacked_are_one_story_and_news_though_told_in_passing():
    before = [said(Stage.CLOSE, to="Madrid", leaving="Leverkusen")]
    sacked = said(
        Stage.DONE, 200, to=None, leaving="Madrid", deal=Deal.SACKED, background=True, date=DAY + timedelta(days=150)
    )
    (change,) = changed(before, [sacked])
    assert (change.kind, change.club, change.after.deal) == (Kind.SETTLED, "Madrid", Deal.SACKED)
    assert (change.from_club, change.to_club) == ("Madrid", None)


def test_who_came_and_may_now_go_is_another_story():
    (change,) = changed([said(Stage.DONE)], [said(Stage.INTEREST, 50, to=None, leaving="Lyon")])
    assert (change.kind, change.before) == (Kind.APPEARED, None)


@pytest.mark.parametrize(
    "when", [DAY - timedelta(days=700), DAY, DAY + timedelta(days=30)], ids=["old", "known", "undated"]
)
def test_history_told_in_passing_is_no_news(when):
    assert kinds([said(Stage.TALKS, person="Per")], [said(Stage.DONE, 30, background=True, date=when)]) == ["quiet"]
    assert kinds([], [said(Stage.DONE, 30, background=True, date=when)]) == []


def test_staying_is_a_story_of_its_own():
    before = [said(Stage.TALKS, to="Ajax", move=Move.RENEWAL)]
    new = [said(Stage.INTEREST, 5, to=None), said(Stage.AGREED, 5, to="Ajax", move=Move.RENEWAL)]
    assert [(c.kind.value, c.after.move.value) for c in changed(before, new)] == [
        ("advanced", "renewal"),
        ("appeared", "exit"),
    ]


def test_who_is_not_heard_of_is_quiet_in_one_row_and_who_is_settled_is_not():
    before = [
        said(Stage.INTEREST, person="Per", to=None),
        said(Stage.TALKS, person="Per"),
        said(Stage.BID, person="Per", to="Porto"),
        said(Stage.DONE, person="Siv"),
        said(Stage.OFF, person="Tor"),
        said(Stage.TALKS, person="Ola"),
        said(Stage.TALKS, person="Ola", to="Porto"),
    ]
    found = changed(before, [said(Stage.TALKS, 9)])
    assert [(c.kind.value, c.person, c.club) for c in found] == [
        ("unchanged", "Ola", "Lyon"),
        ("quiet", "Per", "Porto"),
    ]
    assert found[1].after is None


def test_nothing_known_and_nothing_new_are_no_changes():
    assert changes([], []) == []
    done = [said(Stage.DONE)]
    assert changes(done, done) == []


def test_the_order_of_claims_makes_no_difference():
    before = [said(Stage.BID), said(Stage.TALKS, 1, source=MARCA)]
    new = [said(Stage.REJECTED, 3), said(Stage.BID, 4, source=MARCA), said(Stage.TALKS, 5, to="Porto")]
    answers = [changes(before, [*before, *order]) for order in permutations(new)]
    assert all(answer == answers[0] for answer in answers)


def test_the_seeds_tell_their_story(seed_ledger):
    with Ledger.open(seed_ledger) as ledger:
        where = [Filter(club="Real Madrid", as_of=day) for day in (date(2025, 5, 20), date(2026, 3, 10))]
        then, now = (ledger.claims(each) for each in where)
    found = changes(then, now)
    rows = {change.person: change for change in found if change.kind is not Kind.QUIET}
    assert {person: change.kind for person, change in rows.items()} == {
        "Xabi Alonso": Kind.SETTLED,
        "Jurgen Klopp": Kind.APPEARED,
        "Alexis Mac Allister": Kind.UNCHANGED,
    }
    alonso = rows["Xabi Alonso"]
    assert (alonso.before.stage, alonso.before.to_club) == (Stage.CLOSE, "Real Madrid")
    assert (alonso.after.move, alonso.after.deal, alonso.after.date) == (Move.EXIT, Deal.SACKED, date(2026, 1, 1))
    wish = rows["Alexis Mac Allister"]
    assert set(wish.before.actors) == {"Xabi Alonso", "Carlo Ancelotti"}
    assert (wish.after.actors, wish.after.certainty) == (("Jurgen Klopp",), Certainty.HEDGED)
    assert rows["Jurgen Klopp"].after.certainty is Certainty.HEDGED
    quiet = [change.person for change in found if change.kind is Kind.QUIET]
    assert {"Rodrygo", "Arda Guler", "Endrick", "Trent Alexander-Arnold"} <= set(quiet)
    assert "Dean Huijsen" not in quiet
    assert len(quiet) == len(set(quiet))
