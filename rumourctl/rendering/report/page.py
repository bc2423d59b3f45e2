"""A report as one HTML file, in which nothing from outside can be anything but words.

Every value that the template puts out goes through :func:`_shown`, which spells out what cannot be seen, and is
escaped. The only script and style are our own; by their digests the page forbids itself all others, and every request.
"""

from __future__ import annotations

import base64
import hashlib
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rumourctl.rendering.changes import standing_of
from rumourctl.rendering.ladder import RUNGS
from rumourctl.rendering.report.lines import Line, Told, facts, told_of
from rumourctl.rendering.report.model import Report, SagaStory, in_story, is_few, track_of
from rumourctl.rendering.report.passages import MarkedArticle, marked
from rumourctl.rendering.report.picture import picture
from rumourctl.rendering.safe import safe_lines
from rumourctl.rendering.sagas import saga_page
from rumourctl.rendering.sheet import how_many
from rumourctl.rendering.when import full_day
from rumourctl.rendering.words import source_words
from rumourctl.sagas.lessons import ENOUGH, Tally

_POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


def html(report: Report) -> str:
    """The report as the text of an HTML file, in UTF-8."""
    told = told_of(report)
    style, script = (_own(name) for name in ("page.css", "page.js"))
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            report=report,
            told=told,
            sagas=[_saga(number, story, told) for number, story in enumerate(report.stories, 1)],
            loose=[told.lines[r.claim_id] for r in report.loose],
            articles=_articles(report, told),
            rungs=RUNGS,
            style=Markup(style),
            script=Markup(script),
            policy=_POLICY.format(script=_digest(script), style=_digest(style)),
        )
    )


def _environment() -> Environment:
    """How the template is filled in: every value is escaped, and one that is not there is a fault."""
    found = Environment(
        loader=PackageLoader("rumourctl", "data/report"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals.update(
        enough=ENOUGH,
        full_day=full_day,
        how_many=how_many,
        is_few=is_few,
        source_words=source_words,
        bar=_bar,
        track_of=track_of,
    )
    return found


def _shown(value: Any) -> Any:
    """A value as the page shows it: text with every control, bidirectional and invisible character spelt out."""
    return safe_lines(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _own(name: str) -> str:
    return (resources.files("rumourctl") / "data" / "report" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _saga(number: int, story: SagaStory, told: Told) -> dict[str, Any]:
    """What the template needs for one saga."""
    shown = story.shown
    lines = [told.lines[r.claim_id] for r in in_story(story)]
    verdicts = saga_page().sheet([shown])
    return {
        "number": number,
        "shown": shown,
        "lines": lines,
        "standing": standing_of(shown.saga),
        "picture": picture(story, lines),
        "facts": facts(shown),
        "verdicts": verdicts,
    }


def _articles(report: Report, told: Told) -> list[MarkedArticle]:
    """The articles, the latest first, each with the evidence of its claims."""
    of_article: dict[str, list[Line]] = {}
    for line in told.lines.values():
        of_article.setdefault(line.article, []).append(line)
    latest_first = sorted(report.articles.values(), key=lambda a: (-a.published.toordinal(), a.path, a.article_id))
    return [marked(n, article, of_article[article.article_id]) for n, article in enumerate(latest_first, 1)]


def _bar(tally: Tally) -> tuple[float, float, float] | None:
    """The interval of a hit rate and its middle, the share that came true, in per cent; None without a case."""
    if tally.interval is None:
        return None
    low, high = tally.interval
    return round(100 * low, 1), round(100 * high, 1), round(100 * tally.right / tally.settled, 1)
