"""The claims of a report as lines of its tables, numbered throughout, with what the filters go by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rumourctl.claims.model import Claim, Recorded, Stage
from rumourctl.rendering.report.model import Report, Track, is_few, track_of, track_words
from rumourctl.rendering.sagas import Shown, ending, fee_words
from rumourctl.rendering.sheet import how_many
from rumourctl.rendering.when import when
from rumourctl.rendering.words import stage_words, vouching_words, words
from rumourctl.sagas.outcome import Fate

_CLUBS = 4
"""So many destinations are named among the facts of a saga."""


@dataclass(frozen=True, slots=True)
class Line:
    """One claim in words. ``source_option`` and ``club_options`` are its places among the filters' options."""

    number: int
    recorded: Recorded
    when: str
    stage: str
    said: str
    source: str
    track: Track
    few: bool
    track_words: str
    source_option: int
    club_options: tuple[int, ...]

    @property
    def claim(self) -> Claim:
        """The claim itself."""
        return self.recorded.claim

    @property
    def article(self) -> str:
        """The id of its article."""
        return self.recorded.article_id

    @property
    def spoken(self) -> str:
        """All of it in a sentence, for those who do not see the picture."""
        told = f"{self.when}, {self.claim.stage}, {self.claim.certainty}: {self.recorded.known_as} {self.said}"
        history = "; told as history" if self.claim.background else ""
        return f"{told}; source: {self.source}, {self.track_words}{history}"


@dataclass(frozen=True, slots=True)
class Option:
    """What a filter can be set to, and how many claims fit."""

    value: str
    label: str
    claims: int


@dataclass(frozen=True, slots=True)
class Told:
    """All claims as lines, by their id, and the options of the filters."""

    lines: Mapping[str, Line]
    sources: Sequence[Option]
    clubs: Sequence[Option]
    stages: Sequence[Option]
    certainties: Sequence[Option]


def told_of(report: Report) -> Told:
    """Every claim of the report as a line, numbered in the order in which they stand on the page."""
    claims = list({r.claim_id: r for r in report.claims}.values())
    sources, clubs = Counter(map(vouching_words, claims)), Counter(club for r in claims for club in _clubs(r))
    source_at, club_at = _places(sources), _places(clubs)
    lines = {}
    for number, recorded in enumerate(claims, 1):
        claim, record = recorded.claim, report.records.get(recorded.claim_id)
        lines[recorded.claim_id] = Line(
            number=number,
            recorded=recorded,
            when=when(claim.date, claim.date_precision),
            stage=stage_words(claim),
            said=words(claim),
            source=vouching_words(recorded),
            track=track_of(record),
            few=is_few(record),
            track_words=track_words(record),
            source_option=source_at[vouching_words(recorded)],
            club_options=tuple(club_at[club] for club in _clubs(recorded)),
        )
    return Told(
        lines,
        sources=_options(sources, source_at),
        clubs=_options(clubs, club_at),
        stages=_values(Stage, Counter(r.claim.stage for r in claims)),
        certainties=_values(("asserted", "hedged", "denied"), Counter(r.claim.certainty for r in claims)),
    )


def facts(shown: Shown) -> list[str]:
    """What there is to say of a saga at a glance."""
    saga, chance = shown.saga, shown.likelihood
    clubs = [way.club for way in saga.ways if way.club]
    more = f" and {len(clubs) - _CLUBS} more" if len(clubs) > _CLUBS else ""
    outlets = saga.independent_sources
    return [
        saga.window,
        f"at {saga.from_club}" if saga.from_club else "",
        f"linked with {', '.join(clubs[:_CLUBS])}{more}" if clubs else "leaving" if saga.ways else "staying",
        *(f"settled on {day}" if saga.ended.fate is Fate.CONFIRMED else day for day in ending(saga)),
        how_many(outlets, "independent outlet") if outlets else "no independent outlet",
        f"{fee_words(saga.fees)} told" if saga.fees else "",
        f"{chance.chance:.0%} likely" if chance and chance.chance is not None else "",
    ]


def _clubs(recorded: Recorded) -> list[str]:
    claim = recorded.claim
    return [club for club in dict.fromkeys((claim.from_club, claim.to_club)) if club]


def _places(counted: Counter[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(sorted(counted, key=str.casefold))}


def _options(counted: Counter[str], places: Mapping[str, int]) -> list[Option]:
    return [
        Option(str(place), "the article itself" if name == "–" else name, counted[name])
        for name, place in places.items()
    ]


def _values(known: Iterable[str], counted: Mapping[str, int]) -> list[Option]:
    return [Option(str(value), str(value), counted[value]) for value in known if value in counted]
