"""What a report is made of, before anything is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rumourctl.claims.model import Recorded
from rumourctl.rendering.records import Ranked
from rumourctl.rendering.sagas import Shown
from rumourctl.rendering.sheet import Sheet
from rumourctl.sagas.lessons import ENOUGH
from rumourctl.sagas.records import Record
from rumourctl.sagas.saga import Step


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article whole, as it came from outside; ``opening`` is its title, or its first words."""

    article_id: str
    path: str
    published: date
    publisher: str | None
    opening: str
    url: str | None
    text: str


@dataclass(frozen=True, slots=True)
class SagaStory:
    """A saga with its claims in order, and what was told of its person as history while it went on."""

    shown: Shown
    steps: Sequence[Step]
    history: Sequence[Recorded]


@dataclass(frozen=True, slots=True)
class Report:
    """All that one report tells.

    ``records`` has the track record that counts for each claim by its id, of those whose source is judged; ``loose`` is
    history of somebody who has no saga. ``articles`` are those of all claims, by id. ``changes`` are told since a day,
    if one was given. ``left_out`` says in sentences what is not here.
    """

    subject: str
    today: date
    hindsight: bool
    stories: Sequence[SagaStory]
    loose: Sequence[Recorded]
    records: Mapping[str, Record]
    league: Sequence[Ranked]
    articles: Mapping[str, ArticleText]
    changes: Sheet | None
    left_out: Sequence[str]

    @property
    def claims(self) -> list[Recorded]:
        """All claims, saga by saga, each saga by date."""
        of_sagas = [r for story in self.stories for r in in_story(story)]
        return [*of_sagas, *self.loose]


def in_story(story: SagaStory) -> list[Recorded]:
    """The claims of a saga and the history told with it, by date."""
    told = [*story.history, *(step.recorded for step in story.steps)]
    return sorted(told, key=lambda r: (r.claim.date, r.published))


class Track(StrEnum):
    """How a source has fared so far, as its marks show it by shape and colour."""

    RIGHT = "right"
    WRONG = "wrong"
    EVEN = "even"
    OPEN = "open"
    """Judged, but nothing is settled yet."""
    NONE = "none"
    """Nobody who is judged: unnamed, the article's own voice, a wish."""


def track_of(record: Record | None) -> Track:
    """More often right than wrong about where somebody goes, or more often wrong, or neither."""
    if record is None:
        return Track.NONE
    moves = record.moves
    if not moves.settled:
        return Track.OPEN
    if moves.right == moves.wrong:
        return Track.EVEN
    return Track.RIGHT if moves.right > moves.wrong else Track.WRONG


def is_few(record: Record | None) -> bool:
    """Whether too few sagas are settled to speak of a rate."""
    return record is not None and record.moves.settled < ENOUGH


def track_words(record: Record | None) -> str:
    """The record in words: "right in 3 of 4 settled sagas"."""
    if record is None:
        return "not judged"
    moves = record.moves
    return f"right in {moves.right} of {moves.settled} settled" if moves.settled else "nothing settled yet"
