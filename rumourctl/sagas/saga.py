"""A saga: all that was claimed of one person's possible change, where it stands, and how it ended."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rumourctl.claims.model import Fee, Recorded, Role, SourceKind, Stage
from rumourctl.claims.people import fold
from rumourctl.sagas.cutting import CountryOf, Span, spans
from rumourctl.sagas.outcome import Fate, Outcome, fates, outcome
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
        if self.is_settled or self.closes is None or today <= self.closes:
            return replace(self, sources=judged)
        return replace(
            self,
            standing=Standing(Status.OFF if self.ways else Status.NONE),
            ended=Outcome(Fate.REFUTED, on=self.closes),
            ways=tuple(replace(way, fate=Fate.REFUTED) for way in self.ways),
            sources=judged,
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
    earlier: Iterable[str] = (),
) -> list[Saga]:
    """The sagas of one person, from all claims on the person in order. No clock is looked at: see :meth:`Saga.at`.

    ``posts`` are the appointments to the posts that the person may have been a candidate for. ``settled`` are the
    user's rulings on how a saga ended; the last one on a saga holds, against whatever the claims say. ``earlier`` are
    the windows of sagas that came before, where ``said`` begins only with one after them.
    """
    taken, ruled = list(posts), list(settled)
    found = spans(said, country_of)
    begun = [*(span.said[0].claim.date for span in found), date.max]
    past = [recorded for recorded in said if recorded.claim.background]
    sagas = []
    for place, (saga_id, span) in enumerate(zip(_ids(found, earlier), found, strict=True)):
        start, end = begun[place], begun[place + 1]
        filled = [post for post in taken if start <= post.date < end]
        # What came into the ledger later may have moved the beginning; the first saga takes what lies before it.
        ruling = [each for each in ruled if (start <= each.anchor or place == 0) and each.anchor < end]
        history = [r for r in past if start <= r.claim.date < end and (not span.closes or r.claim.date <= span.closes)]
        sagas.append(_saga(saga_id, span, filled, history, ruling[-1] if ruling else None))
    return sagas


def windows_of(season: str) -> tuple[str, str]:
    """The names of the windows of a season as :attr:`Saga.season` has it; of anything else, of no window."""
    first = season.partition("/")[0]
    year = int(first) if re.fullmatch("[0-9]{1,4}", first) else 0
    return (f"summer {year}", f"winter {year + 1}") if season == f"{year}/{(year + 1) % 100:02}" else ("", "")


def saga_slug(name: str) -> str:
    """``name`` as it stands in ids: "Alexis Mac Allister 2025s" is "alexis-mac-allister-2025s"."""
    return "-".join(re.findall(r"\w+", fold(name)))


def _ids(found: Iterable[Span], earlier: Iterable[str]) -> Iterator[str]:
    """An id for each saga: the person and the window; where several began in one window, numbered."""
    seen = Counter(earlier)
    for span in found:
        window = span.window
        seen[window.name] += 1
        plain = saga_slug(f"{span.said[0].known_as} {window.label}")
        yield plain if seen[window.name] == 1 else f"{plain}-{seen[window.name]}"


def _saga(
    saga_id: str, span: Span, posts: Sequence[Filled], history: Sequence[Recorded], ruling: Settlement | None
) -> Saga:
    said, course = span.said, span.course
    course.fill(posts)
    leaving = [r.claim.from_club for r in said if r.claim.from_club]
    from_club = Counter(leaving).most_common(1)[0][0] if leaving else None
    ended = ruling.outcome(from_club) if ruling else outcome(said, course, history)
    return Saga(
        saga_id=saga_id,
        person=said[0].known_as,
        role=Counter(r.claim.role for r in said).most_common(1)[0][0],
        window=span.window.name,
        closes=span.closes,
        from_club=from_club,
        clubs=frozenset(club for r in said for club in (r.claim.from_club, r.claim.to_club) if club),
        standing=_standing(ended, course, ruling, from_club),
        trend=_trend(said),
        ended=ended,
        ways=tuple(_ways(said, course, ended)),
        sources=tuple(judge(said, ended, span.closes)),
        relays=tuple(sorted(_relays(said))),
        fees=_fees(said),
        first=said[0].claim.date,
        last=max(r.published for r in said),
        claim_ids=tuple(r.claim_id for r in said),
    )


def _standing(ended: Outcome, course: Course, ruling: Settlement | None, from_club: str | None) -> Standing:
    """Where the saga stands: by ruling, as its claims leave it, or where history says that it ended."""
    if ruling:
        return ruling.standing(from_club)
    now = course.standing()
    if ended.fate is Fate.CONFIRMED and now.status is not Status.DONE:
        return Standing(Status.DONE, Stage.DONE, ended.destination or from_club)
    return now


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
