"""A report as one Markdown document: a section a saga, claims by date with the sentences that prove them.

For notes, wikis and mails: plain enough to be read as it is, and nothing in it from outside is anything but words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from rumourctl.rendering.changes import standing_of
from rumourctl.rendering.markdown import markdown, one_line
from rumourctl.rendering.records import SOURCES
from rumourctl.rendering.report.lines import Line, Told, facts, told_of
from rumourctl.rendering.report.model import ArticleText, Report, SagaStory, Track, in_story
from rumourctl.rendering.sheet import how_many
from rumourctl.rendering.when import full_day


def notes(report: Report) -> str:
    """The report, in Markdown."""
    told = told_of(report)
    earliest_first = sorted(report.articles.values(), key=lambda a: (a.published, a.path, a.article_id))
    numbers = {article.article_id: number for number, article in enumerate(earliest_first, 1)}
    blocks = [f"# {one_line(report.subject)}", _extent(report, told)]
    if len(report.stories) > 1:
        blocks.append("\n".join(map(_entry, report.stories)))
    if report.changes is not None:
        blocks += ["## What changed", markdown(replace(report.changes, subject="")).rstrip()]
    for story in report.stories:
        lines = [told.lines[r.claim_id] for r in in_story(story)]
        blocks += [f"## {one_line(_name(story))}", _standing(story), *_claims(lines, numbers)]
    if report.loose:
        blocks += ["## History", *_claims((told.lines[r.claim_id] for r in report.loose), numbers)]
    if report.league:
        blocks += ["## Sources", markdown(SOURCES.sheet(report.league)).rstrip()]
    blocks += ["## Articles", "\n".join(_article(number, each) for number, each in enumerate(earliest_first, 1))]
    blocks += [one_line(sentence) for sentence in report.left_out]
    return "\n\n".join(blocks) + "\n"


def _extent(report: Report, told: Told) -> str:
    known = "as was known on" if report.hindsight else "as of"
    counted = [how_many(len(report.stories), "saga")] if report.stories else []
    counted += [how_many(len(told.lines), "claim"), how_many(len(report.articles), "article")]
    return f"{', '.join(counted)}, {known} {full_day(report.today)}."


def _name(story: SagaStory) -> str:
    return f"{story.shown.saga.person} {story.shown.saga.window}"


def _entry(story: SagaStory) -> str:
    return f"- **{one_line(_name(story))}**: {one_line(standing_of(story.shown.saga).text)}"


def _standing(story: SagaStory) -> str:
    """Where a saga stands, in a line."""
    said = [standing_of(story.shown.saga).text, *(fact for fact in facts(story.shown)[1:] if fact)]
    return " · ".join(one_line(each) for each in said)


def _claims(lines: Iterable[Line], numbers: Mapping[str, int]) -> Iterator[str]:
    """A list of claims by date, each with its evidence."""
    items = []
    for line in lines:
        record = f" ({line.track_words})" if line.track is not Track.NONE else ""
        source = "the article itself" if line.source == "–" else line.source
        history = ", as history" if line.claim.background else ""
        items.append(
            f"- **{one_line(line.when)}** · {one_line(line.stage)}{history} · {one_line(line.said)}"
            f" — {one_line(source)}{record}"
        )
        items += [f"  > {one_line(span.text)}\n  >" for span in line.claim.evidence]
        items.append(f"  > — article {numbers[line.article]}, {full_day(line.recorded.published)}")
    yield "\n".join(items)


def _article(number: int, article: ArticleText) -> str:
    told = [full_day(article.published), article.publisher, article.opening, article.url, article.path]
    return f"{number}. " + " · ".join(one_line(each) for each in (*told, article.article_id) if each)
