"""Whatever a ledger holds, what is found by indexes and sums is what going through everything finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rumourctl.claims.model import Certainty, Move, Recorded, SourceKind, Stage
from rumourctl.claims.people import surname
from rumourctl.ledger.filters import Filter
from rumourctl.ledger.naming import known_as, namesakes
from rumourctl.ledger.outlook import Outlook, SagaFilter
from rumourctl.ledger.store import Ledger
from rumourctl.sagas.lessons import Lessons, Topic, lessons
from rumourctl.sagas.records import Rates, Records, records
from rumourctl.sagas.saga import Saga
from rumourctl.sagas.threads import Status
from tests.ledger.histories import Shelf, days, histories
from tests.ledger.test_meanwhile import assert_same

TODAYS = [date(2025, 1, 31), date(2025, 2, 3), date(2025, 9, 9)]
some_days = st.none() | days
filters = st.builds(
    Filter,
    kind=st.none() | st.sampled_from(SourceKind),
    move=st.none() | st.sampled_from(Move),
    stage=st.none() | st.sampled_from(Stage),
    certainty=st.none() | st.sampled_from(Certainty),
    since=some_days,
    until=some_days,
    as_of=some_days,
    after=some_days,
    background=st.none() | st.booleans(),
    limit=st.none() | st.integers(1, 3),
)


def fits(where: Filter, recorded: Recorded) -> bool:
    """Whether a claim is asked for; ``as_of`` and sources' names aside."""
    claim, clubs = recorded.claim, (recorded.claim.from_club, recorded.claim.to_club)
    return (
        where.person in (None, recorded.known_as)
        and (where.club is None or where.club in clubs)
        and (where.other_club is None or where.other_club in clubs)
        and where.kind in (None, claim.source.kind)
        and all(getattr(where, f) in (None, getattr(claim, f)) for f in ("move", "stage", "certainty", "background"))
        and (where.since is None or claim.date >= where.since)
        and (where.until is None or claim.date <= where.until)
        and (where.after is None or recorded.published > where.after)
    )


def named(values: Iterable[str | None], place: int) -> str | None:
    """One of some names, or none."""
    known = sorted({value for value in values if value})
    return known[place % len(known)] if known and place % 3 else None


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_claims_and_what_is_counted_of_them(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    (history,) = data.draw(histories())
    path = shelf(tmp_path_factory).of(history)
    with Ledger.read(path) as ledger:
        where = data.draw(filters)
        everything = ledger.claims(Filter(as_of=where.as_of))
        places = data.draw(st.tuples(*[st.integers(0, 20)] * 3))
        clubs = [club for r in everything for club in (r.claim.from_club, r.claim.to_club)]
        where = replace(
            where,
            person=named((r.known_as for r in everything), places[0]),
            club=named(clubs, places[1]),
            other_club=named(clubs, places[2]),
        )
        plain = [recorded for recorded in everything if fits(where, recorded)]
        assert ledger.claims(where) == plain[: where.limit]
        assert list(ledger.each_claim(where)) == plain[: where.limit]
        assert ledger.count_claims(where) == len(plain)
        assert last_days(plain) == {ledger.last_published(replace(where, limit=None))} - {None}
        assert_counted(ledger, replace(where, limit=None), plain)
        for row in ledger.people():
            assert ledger.person(row.name) == row
        assert ledger.people(Filter(limit=2)) == ledger.people()[:2]
        assert ledger.names(where) == [row.name for row in ledger.people(where)]
        assert ledger.clubs() == ledger.clubs(Filter(since=date.min))
        assert ledger.clubs(Filter(limit=2)) == ledger.clubs()[:2]
        assert ledger.count_claims(where, 2) == min(len(plain), 2)
        for name in {r.claim.person for r in everything} | {r.claim.source.name or "x" for r in everything}:
            assert known_as(ledger._file, name) == namesakes(ledger._file, surname(name)).known_as(name)


def last_days(plain: Sequence[Recorded]) -> set[date]:
    return {max(r.published for r in plain)} if plain else set()


def assert_counted(ledger: Ledger, where: Filter, plain: Sequence[Recorded]) -> None:
    """People, clubs and sources are counted as in ``plain``."""
    people = Counter(r.known_as for r in plain)
    assert [(row.name, row.claims) for row in ledger.people(where)] == in_order(people)
    for person in ledger.people(where):
        own = [r for r in plain if r.known_as == person.name]
        assert person.articles == len({r.article_id for r in own})
        assert (person.first, person.last) == (min(r.claim.date for r in own), max(r.claim.date for r in own))
        assert Counter(r.claim.role for r in own).keys() == set(person.roles)
    clubs = Counter(club for r in plain for club in {r.claim.from_club, r.claim.to_club} if club)
    assert [(row.name, row.claims) for row in ledger.clubs(where)] == in_order(clubs)
    sources = ledger.sources(where)
    counted = Counter(ledger.called(r.claim.source) for r in plain)
    assert {(row.kind, row.name): row.claims for row in sources} == {(s.kind, s.name): n for s, n in counted.items()}
    for row in sources:
        own = [r for r in plain if ledger.called(r.claim.source).name == row.name and r.claim.source.kind is row.kind]
        assert row.people == len({r.known_as for r in own})
        assert row.stages == {stage: n for stage in Stage if (n := sum(r.claim.stage is stage for r in own))}
        assert (row.first, row.last) == (min(r.claim.date for r in own), max(r.claim.date for r in own))


def in_order(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda each: (-each[1], each[0]))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_sagas_and_what_they_teach(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    (history,) = data.draw(histories())
    path = shelf(tmp_path_factory).of(history)
    today, as_of = data.draw(st.sampled_from(TODAYS)), data.draw(some_days)
    with Ledger.open(path) as ledger:
        plain = ledger.sagas(today, Filter(as_of=as_of))
        outlook = ledger.outlook(today, as_of)
        told = {(topic, name) for saga in plain for topic, name, _ in lessons(saga)}
        for topic, name in told | {(Topic.VOICES, ""), (Topic.VOICE, "Nobody")}:
            assert outlook.tally(topic, name) == Lessons(plain).tally(topic, name)
        where = SagaFilter(
            person=named((saga.person for saga in plain), data.draw(st.integers(0, 20))),
            club=named((club for saga in plain for club in saga.clubs), data.draw(st.integers(0, 20))),
            season=data.draw(st.sampled_from([None, "2024/25", "2025/26", "24/25"])),
            status=data.draw(st.sampled_from([None, Status.OPEN, Status.DONE, Status.OFF])),
            since=data.draw(some_days),
            until=data.draw(some_days),
            unheard_since=data.draw(some_days),
            limit=data.draw(st.none() | st.integers(1, 3)),
        )
        wanted = [saga for saga in plain if where.fits(saga)]
        assert list(outlook.by_person(where)) == wanted[: where.limit]
        assert list(outlook.latest(where)) == sorted(wanted, key=latest_first)[: where.limit]
        assert outlook.count(where) == len(wanted)
        assert outlook.people() == {saga.person for saga in plain}
        assert_judged(ledger, outlook, where, wanted)
        for club in {club for saga in plain for club in saga.clubs}:
            of_club = SagaFilter(club=club)
            assert_judged(ledger, outlook, of_club, [saga for saga in plain if of_club.fits(saga)])


def assert_judged(ledger: Ledger, outlook: Outlook, where: SagaFilter, wanted: Sequence[Saga]) -> None:
    """The records of what ``where`` asks for are those of the sagas ``wanted``."""
    counted, rates = Records(ledger.called), Rates.told(outlook.tally)
    outlook.enter(where, counted)
    assert counted.judged(rates) == records(wanted, rates, ledger.called)


def latest_first(saga: Saga) -> tuple[int, str]:
    return -saga.last.toordinal(), saga.saga_id


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_changed_for_those_spoken_of(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    (history,) = data.draw(histories())
    path = shelf(tmp_path_factory).of(history)
    first, last = sorted(data.draw(st.tuples(days, days)))
    with Ledger.read(path) as ledger:
        everything = ledger.claims()
        where = Filter(
            person=named((r.known_as for r in everything), data.draw(st.integers(0, 20))),
            club=named((r.claim.to_club for r in everything), data.draw(st.integers(0, 20))),
        )
        assert_same(ledger, where, first, last)


def shelf(factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(factory.mktemp("same"))
