"""The picture of a saga in a report: where its claims stand, and the line between them."""

from __future__ import annotations

from datetime import date

import pytest

from rumourctl.claims.model import Recorded, Stage
from rumourctl.rendering.ladder import RUNGS
from rumourctl.rendering.report.lines import told_of
from rumourctl.rendering.report.model import Report, SagaStory, Track, in_story, is_few, track_of, track_words
from rumourctl.rendering.report.picture import Picture, picture
from rumourctl.rendering.sagas import Shown
from rumourctl.sagas.records import Record, Tally
from rumourctl.sagas.saga import steps
from tests.sagas.build import DAY, outlet, sagas, said


def picture_of(*claims: Recorded, history: tuple[Recorded, ...] = (), today: int = 0) -> Picture:
    (saga,) = sagas(*claims, today=today)
    story = SagaStory(Shown(saga, {}, DAY), steps(claims), history)
    told = told_of(
        Report(
            subject="Ola",
            today=DAY,
            hindsight=False,
            stories=[story],
            loose=(),
            records={},
            league=(),
            articles={},
            changes=None,
            left_out=(),
        )
    )
    return picture(story, [told.lines[r.claim_id] for r in in_story(story)])


def test_time_goes_across_and_the_stages_up() -> None:
    drawn = picture_of(said(Stage.INTEREST), said(Stage.TALKS, 10), said(Stage.CLOSE, 20))
    first, second, third = drawn.marks
    assert (first.x, third.x) == (4.0, 95.0)
    assert second.x == pytest.approx((first.x + third.x) / 2)
    assert first.y > second.y > third.y
    heights = {rung.stage: rung.y for rung in drawn.rungs}
    assert [heights[stage] for stage in RUNGS] == sorted(heights.values())
    assert [mark.y for mark in drawn.marks] == [heights[mark.line.claim.stage] for mark in drawn.marks]


def test_the_line_goes_from_turn_to_turn_without_a_gap() -> None:
    drawn = picture_of(said(Stage.INTEREST), said(Stage.TALKS, 10), said(Stage.INTEREST, 15), said(Stage.OFF, 20))
    ends = [((s.x1, s.y1), (s.x2, s.y2)) for s in drawn.strokes]
    assert [end for _, end in ends[:-1]] == [begin for begin, _ in ends[1:]]
    assert all(s.x1 == s.x2 or s.y1 == s.y2 for s in drawn.strokes)
    assert drawn.strokes[-1].y2 == drawn.rungs[-1].y


def test_claims_of_one_day_and_stage_stand_above_each_other() -> None:
    drawn = picture_of(*(said(Stage.TALKS, 0, by=f"Paper {n}") for n in range(4)), said(Stage.TALKS, 40))
    assert len({(mark.x, mark.y) for mark in drawn.marks}) == 5
    assert [mark.above for mark in drawn.marks] == [0, 17, 34, 51, 0]


def test_a_crowd_of_claims_makes_no_tower() -> None:
    drawn = picture_of(*(said(Stage.TALKS, n // 20, by=f"Paper {n}") for n in range(200)))
    assert len(drawn.marks) == 200
    assert drawn.height < 400


def test_what_was_told_of_the_time_before_stands_at_the_left() -> None:
    past = said(Stage.DONE, 3, "Ajax", background=True, date=date(2021, 1, 1), leaving="PSV")
    drawn = picture_of(said(Stage.INTEREST), said(Stage.TALKS, 10), history=(past,))
    assert drawn.earlier is not None
    assert drawn.marks[0].x < drawn.earlier < min(mark.x for mark in drawn.marks[1:])
    assert picture_of(said(Stage.INTEREST)).earlier is None


def test_the_end_of_the_window_is_drawn_where_it_ended_the_saga() -> None:
    drawn = picture_of(said(Stage.INTEREST), today=200)
    assert drawn.closes == drawn.strokes[-1].x2 == 95.0
    assert picture_of(said(Stage.INTEREST)).closes is None


@pytest.mark.parametrize(
    ("record", "track", "few", "told"),
    [
        (None, Track.NONE, False, "not judged"),
        (Record(outlet("Marca")), Track.OPEN, True, "nothing settled yet"),
        (Record(outlet("Marca"), moves=Tally(1, 2)), Track.EVEN, True, "right in 1 of 2 settled"),
        (Record(outlet("Marca"), moves=Tally(3, 5)), Track.RIGHT, False, "right in 3 of 5 settled"),
        (Record(outlet("Marca"), moves=Tally(2, 5)), Track.WRONG, False, "right in 2 of 5 settled"),
    ],
)
def test_a_mark_tells_how_its_source_has_fared(record: Record | None, track: Track, few: bool, told: str) -> None:
    assert (track_of(record), is_few(record), track_words(record)) == (track, few, told)
