"""The hand-made sagas of the d3 set follow from their claims: statuses, outcomes, verdicts, lead days, sources."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rumourctl.claims.model import Claim, Move, Recorded, Role, Stage
from rumourctl.sagas.outcome import Outcome, fates, outcome
from rumourctl.sagas.saga import Saga, sagas_of
from rumourctl.sagas.threads import Course, Filled, course_of, rumoured
from rumourctl.sagas.verdicts import judge, vouchers
from tests.sagas.gold import claims, fixture

ALL = claims()
SAGAS = [each for saga in fixture()["sagas"] for each in (saga, *saga.get("related", []))]
LAST_DAY = max(recorded.published for recorded in ALL)
by_person = pytest.mark.parametrize("saga", SAGAS, ids=lambda saga: saga["person"])


def said_of(saga: dict[str, Any], day: date = LAST_DAY) -> list[Recorded]:
    return [r for r in ALL if r.known_as == saga["person"] and r.published <= day]


def posts(day: date = LAST_DAY) -> list[Filled]:
    """The managers' posts that were taken by a day."""
    return [
        Filled(r.claim.to_club, r.known_as, r.claim.date)
        for r in ALL
        if r.published <= day and r.claim.to_club and is_appointment(r.claim)
    ]


def is_appointment(claim: Claim) -> bool:
    takes = claim.role is not Role.PLAYER and claim.move is Move.TRANSFER and claim.to_club is not None
    return takes and claim.stage is Stage.DONE and claim.is_news


def course(saga: dict[str, Any], day: date = LAST_DAY) -> Course:
    return course_of(said_of(saga, day), posts(day))


def ended(saga: dict[str, Any]) -> Outcome:
    return outcome(said_of(saga), course(saga))


@by_person
def test_status_on_days(saga: dict[str, Any]) -> None:
    days = {day: date.fromisoformat(day) for day in saga["status_on"]}
    found = {day: course(saga, when).standing() for day, when in days.items()}
    assert {day: here.told for day, here in found.items()} == saga["status_on"]
    assert {day: here.club for day, here in found.items()} == saga["status_club_on"]


@by_person
def test_outcome(saga: dict[str, Any]) -> None:
    found = ended(saga)
    on = found.on.isoformat() if found.on else None
    assert (found.fate.value, found.destination, on) == (saga["outcome"], saga["destination"], saga["outcome_date"])


@by_person
def test_threads_and_their_independent_sources(saga: dict[str, Any]) -> None:
    said = said_of(saga)
    known = fates(course(saga).threads, ended(saga))
    known = {club: fate for club, fate in known.items() if club in rumoured(said)}
    destinations = {club: fate for club, fate in known.items() if club} or known
    assert {
        club or "exit": {"outcome": fate.value, "independent_sources": len(vouchers(said, club))}
        for club, fate in destinations.items()
    } == saga["threads"]


@by_person
def test_sources_and_their_verdicts(saga: dict[str, Any]) -> None:
    found = {
        row.source.name: {
            "club": row.club,
            "stage": row.stage.value,
            "first_date": row.first.isoformat(),
            "verdict": row.verdict.value,
            "lead_days": row.lead,
            "outlet": row.outlet,
        }
        for row in (judged.at(LAST_DAY) for judged in judge(said_of(saga), ended(saga)))
    }
    assert found == {
        name: {key: source.get(key) for key in ("club", "stage", "first_date", "verdict", "lead_days", "outlet")}
        for name, source in saga["sources"].items()
    }


def sagas(saga: dict[str, Any], day: date = LAST_DAY) -> list[Saga]:
    """The sagas of the person as the ledger cuts them, by transfer windows."""
    return [found.at(day) for found in sagas_of(said_of(saga, day), posts(day), lambda club: None)]


@by_person
def test_cut_by_windows_the_last_saga_ends_the_same(saga: dict[str, Any]) -> None:
    last = sagas(saga)[-1]
    on = last.ended.on.isoformat() if last.ended.on else None
    assert (last.ended.fate.value, last.ended.destination, on) == (
        saga["outcome"],
        saga["destination"],
        saga["outcome_date"],
    )
    assert last.independent_sources == saga["independent_sources"]
    assert dict(last.relays) == saga["relays"]


@by_person
def test_cut_by_windows_the_status_and_verdicts_are_the_same(saga: dict[str, Any]) -> None:
    days = {day: date.fromisoformat(day) for day in saga["status_on"]}
    found = {day: [s.standing.told for s in sagas(saga, when)][-1:] for day, when in days.items()}
    assert {day: (told or ["none"])[0] for day, told in found.items()} == saga["status_on"]
    rows = {row.source.name: row.verdict.value for each in sagas(saga) for row in each.sources}
    assert rows == {name: source["verdict"] for name, source in saga["sources"].items()}
