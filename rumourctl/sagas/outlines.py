"""Where the sagas of one person stand and how they ended, without all that is counted of them: what changes are told
by, and what sagas are filled in from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rumourctl.claims.model import Recorded, Stage
from rumourctl.claims.people import fold
from rumourctl.sagas.cutting import CountryOf, Span, spans
from rumourctl.sagas.outcome import Fate, Outcome, outcome
from rumourctl.sagas.rulings import Settlement
from rumourctl.sagas.threads import Course, Filled, Standing, Status


@dataclass(frozen=True, slots=True)
class Outline:
    """A saga in outline, see :class:`rumourctl.sagas.saga.Saga`; ``has_ways`` says whether it leads anywhere."""

    saga_id: str
    closes: date | None
    from_club: str | None
    standing: Standing
    ended: Outcome
    has_ways: bool
    claim_ids: tuple[str, ...]

    def at(self, today: date) -> Outline:
        """The same as it stands on a day: once its window has closed, what was open has come to nothing."""
        if self.is_settled or self.closes is None or today <= self.closes:
            return self
        standing = Standing(Status.OFF if self.has_ways else Status.NONE)
        return replace(self, standing=standing, ended=Outcome(Fate.REFUTED, on=self.closes))

    @property
    def is_settled(self) -> bool:
        """Whether it has ended, one way or the other."""
        return self.ended.fate is not Fate.OPEN


def outlines_of(
    said: Sequence[Recorded],
    posts: Iterable[Filled],
    country_of: CountryOf,
    settled: Iterable[Settlement] = (),
    earlier: Iterable[str] = (),
) -> Iterator[tuple[Outline, Span]]:
    """The sagas of one person in outline, each with its claims, from all claims on the person in order. No clock is
    looked at: see :meth:`Outline.at`.

    ``posts`` are the appointments to the posts that the person may have been a candidate for. ``settled`` are the
    user's rulings on how a saga ended; the last one on a saga holds, against whatever the claims say. ``earlier`` are
    the windows of sagas that came before, where ``said`` begins only with one after them.
    """
    taken, ruled = list(posts), list(settled)
    found = spans(said, country_of)
    begun = [*(span.said[0].claim.date for span in found), date.max]
    past = [recorded for recorded in said if recorded.claim.background]
    for place, (saga_id, span) in enumerate(zip(_ids(found, earlier), found, strict=True)):
        start, end = begun[place], begun[place + 1]
        span.course.fill(post for post in taken if start <= post.date < end)
        # What came into the ledger later may have moved the beginning; the first saga takes what lies before it.
        ruling = [each for each in ruled if (start <= each.anchor or place == 0) and each.anchor < end]
        history = [r for r in past if start <= r.claim.date < end and (not span.closes or r.claim.date <= span.closes)]
        yield _outline(saga_id, span, history, ruling[-1] if ruling else None), span


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


def _outline(saga_id: str, span: Span, history: Sequence[Recorded], ruling: Settlement | None) -> Outline:
    said, course = span.said, span.course
    leaving = [r.claim.from_club for r in said if r.claim.from_club]
    from_club = Counter(leaving).most_common(1)[0][0] if leaving else None
    ended = ruling.outcome(from_club) if ruling else outcome(said, course, history)
    return Outline(
        saga_id=saga_id,
        closes=span.closes,
        from_club=from_club,
        standing=_standing(ended, course, ruling, from_club),
        ended=ended,
        has_ways=bool(course.threads),
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
