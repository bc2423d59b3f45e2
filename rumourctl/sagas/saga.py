"""A saga: all that was claimed of one person's possible change, where it stands, and how it ended."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rumourctl.claims.model import Fee, Recorded, Role, SourceKind, Stage
from rumourctl.sagas.cutting import CountryOf, Span
from rumourctl.sagas.outcome import Fate, Outcome, fates
from rumourctl.sagas.outlines import Outline, outlines_of, saga_slug
from rumourctl.sagas.rulings import Settlement
from rumourctl.sagas.threads import Course, Filled, Standing, Status, counts, rumoured
from rumourctl.sagas.verdicts import Judged, judge, vouchers


class Trend(StrEnum):
    """Which way the latest word moved a saga."""

    UP = "up"
    DOWN = "down"
    STEADY = "steady"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Way:
    """One thread for showing: where to (None: away), how far it has come, its fate, and which outlets vouch for it.

    ``reached`` is the furthest stage that was told before it was done. ``rumour`` is false where nothing was
    told but the person's or club's own wish, or that it is done.
    """

    club: str | None
    stage: Stage
    reached: Stage
    fate: Fate
    sources: tuple[str, ...]
    rumour: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A claim, and where it left the saga; ``moved`` where that is not where the saga stood before."""

    recorded: Recorded
    standing: Standing
    moved: bool


@dataclass(frozen=True, slots=True)
class Saga:
    """One saga. ``closes`` is the last day of its window, None where it knows none; see :meth:`at`.

    ``saga_id`` is made of the person's name and the window in which the saga began. ``clubs`` are all that it
    is about. ``relays`` are those who only pass on what another reports, with whom. ``fees`` are the lowest and the
    highest sum in the currency told most. ``first`` is the day of the first statement, ``last`` that of the latest
    article.
    """

    saga_id: str
    person: str
    role: Role
    window: str
    closes: date | None
    from_club: str | None
    clubs: frozenset[str]
    standing: Standing
    trend: Trend
    ended: Outcome
    ways: tuple[Way, ...]
    sources: tuple[Judged, ...]
    relays: tuple[tuple[str, str], ...]
    fees: tuple[Fee, Fee] | None
    first: date
    last: date
    claim_ids: tuple[str, ...]

    def at(self, today: date) -> Saga:
        """The same as it stands on a day: once its window has closed, what was open has come to nothing."""
        judged = tuple(source.at(today) for source in self.sources)
        then = self.outline.at(today)
        if then.ended is self.ended:
            return replace(self, sources=judged)
        ways = tuple(replace(way, fate=Fate.REFUTED) for way in self.ways)
        return replace(self, standing=then.standing, ended=then.ended, ways=ways, sources=judged)

    @property
    def outline(self) -> Outline:
        """Where it stands and how it ended, with nothing else."""
        return Outline(
            saga_id=self.saga_id,
            closes=self.closes,
            from_club=self.from_club,
            standing=self.standing,
            ended=self.ended,
            has_ways=bool(self.ways),
            claim_ids=self.claim_ids,
        )

    @property
    def tag(self) -> str:
        """What its id has beside the person's name: "2025s", "2025s-2"."""
        return self.saga_id.removeprefix(saga_slug(self.person)).strip("-")

    @property
    def lead_way(self) -> Way | None:
        """The way that the saga ended on, or the furthest open one, or the best supported."""
        by_club = {way.club: way for way in self.ways}
        named = by_club.get(self.ended.destination if self.ended.fate is Fate.CONFIRMED else self.standing.club)
        if named is None and self.standing.stage is not None:
            named = by_club.get(None)
        return named or max(self.ways, key=lambda way: len(way.sources), default=None)

    @property
    def season(self) -> str:
        """The season of the window in which it began: "2024/25" for summer 2024 and winter 2025."""
        season, year = self.window.split()
        first = int(year) - (season == "winter")
        return f"{first}/{(first + 1) % 100:02}"

    @property
    def is_settled(self) -> bool:
        """Whether it has ended, one way or the other."""
        return self.ended.fate is not Fate.OPEN

    @property
    def independent_sources(self) -> int:
        """How many outlets vouch for the way in question themselves; an outlet and its journalists are one."""
        return len(self.lead_way.sources) if self.lead_way else 0


def sagas_of(
    said: Sequence[Recorded],
    posts: Iterable[Filled],
    country_of: CountryOf,
    settled: Iterable[Settlement] = (),
) -> list[Saga]:
    """The sagas of one person, from all claims on the person in order, see :func:`outlines_of`. No clock is looked at:
    see :meth:`Saga.at`."""
    return [_saga(outline, span) for outline, span in outlines_of(said, posts, country_of, settled)]


def windows_of(season: str) -> tuple[str, str]:
    """The names of the windows of a season as :attr:`Saga.season` has it; of anything else, of no window."""
    first = season.partition("/")[0]
    year = int(first) if re.fullmatch("[0-9]{1,4}", first) else 0
    return (f"summer {year}", f"winter {year + 1}") if season == f"{year}/{(year + 1) % 100:02}" else ("", "")


def _saga(outline: Outline, span: Span) -> Saga:
    said = span.said
    return Saga(
        saga_id=outline.saga_id,
        person=said[0].known_as,
        role=Counter(r.claim.role for r in said).most_common(1)[0][0],
        window=span.window.name,
        closes=outline.closes,
        from_club=outline.from_club,
        clubs=frozenset(club for r in said for club in (r.claim.from_club, r.claim.to_club) if club),
        standing=outline.standing,
        trend=_trend(said),
        ended=outline.ended,
        ways=tuple(_ways(said, span.course, outline.ended)),
        sources=tuple(judge(said, outline.ended, outline.closes)),
        relays=tuple(sorted(_relays(said))),
        fees=_fees(said),
        first=said[0].claim.date,
        last=max(r.published for r in said),
        claim_ids=outline.claim_ids,
    )


def _ways(said: Sequence[Recorded], course: Course, ended: Outcome) -> Iterator[Way]:
    rumours, known = rumoured(said), fates(course.threads, ended)
    told: dict[str | None, list[Recorded]] = defaultdict(list)
    for recorded in said:
        told[recorded.claim.to_club].append(recorded)
    for club, thread in course.threads.items():
        sources = tuple(sorted(vouchers(told[club], club)))
        yield Way(club, thread.stage, _reached(told[club]), known[club], sources, club in rumours)


def _reached(said: Iterable[Recorded]) -> Stage:
    """The furthest stage in the claims of a way that was still a forecast: what is done is none any more."""
    claims = [r.claim for r in said if counts(r)]
    stages = [claim.stage for claim in claims if claim.stage not in (Stage.DONE, Stage.OFF)]
    return max(stages, key=lambda stage: stage.rung, default=Stage.INTEREST)


def steps(said: Iterable[Recorded]) -> list[Step]:
    """The claims of one saga, in order, each with where it left the saga."""
    course, before = Course(), Standing(Status.NONE)
    taken = []
    for recorded in said:
        course.take(recorded)
        now = course.standing()
        taken.append(Step(recorded, now, now != before))
        before = now
    return taken


def _trend(said: Sequence[Recorded]) -> Trend:
    """From where the saga stood before the latest day of publication to where it stands now."""
    last = max(r.published for r in said)
    before = Course(r for r in said if r.published < last).standing()
    now = Course(said).standing()
    if before.status is Status.NONE:
        return Trend.NEW
    if now.height == before.height:
        return Trend.STEADY
    return Trend.UP if now.height > before.height else Trend.DOWN


def _relays(said: Iterable[Recorded]) -> frozenset[tuple[str, str]]:
    """Who passes on what another medium reports: relay and origin. A journalist's own outlet is no relay."""
    claims = [r.claim for r in said if not r.claim.background]
    origins = {c.source.name for c in claims if c.source.name}
    own = {c.via[-1] for c in claims if c.via and c.source.kind is SourceKind.JOURNALIST}
    return frozenset(
        (relay, c.source.name)
        for c in claims
        if c.source.kind in (SourceKind.OUTLET, SourceKind.JOURNALIST) and c.source.name
        for relay in c.via
        if relay not in origins and relay not in own
    )


def _fees(said: Iterable[Recorded]) -> tuple[Fee, Fee] | None:
    fees = [r.claim.fee for r in said if r.claim.fee]
    if not fees:
        return None
    currency = Counter(sorted(fee.currency for fee in fees)).most_common(1)[0][0]
    told = sorted((fee for fee in fees if fee.currency == currency), key=lambda fee: (fee.amount, fee.text))
    return told[0], told[-1]
