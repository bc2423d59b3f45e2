"""``rumourctl report``: sagas, records, changes and articles as one HTML file, or a Markdown document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

import typer

from rumourctl.commands import given, options
from rumourctl.commands.options import Document, Sorting
from rumourctl.commands.signals import heeding_signals
from rumourctl.commands.sources import place, ranked_sources
from rumourctl.context import Context
from rumourctl.errors import ExitStatus, NothingFound, UsageProblem
from rumourctl.files import new_file
from rumourctl.rendering.notices import note
from rumourctl.rendering.sheet import how_many

if TYPE_CHECKING:
    from datetime import date

    from rumourctl.claims.model import Recorded
    from rumourctl.ledger.filters import Filter
    from rumourctl.ledger.store import Ledger
    from rumourctl.rendering.records import Ranked
    from rumourctl.rendering.report.model import ArticleText, Report, SagaStory
    from rumourctl.rendering.sheet import Sheet
    from rumourctl.sagas.records import Record
    from rumourctl.sagas.saga import Saga

_MOST_SAGAS = 50
_MOST_SOURCES = 100
_OPENING = 100
"""Characters of an article without a title that stand for one."""


def report(
    ctx: typer.Context,
    person: options.Person = None,
    club: options.Club = None,
    saga: options.OneSaga = None,
    since: options.ChangedSince = None,
    as_of: options.AsOf = None,
    limit: options.MostSagas = _MOST_SAGAS,
    form: options.OneDocument = None,
    file: options.OutputFile = None,
    force: options.Force = False,
    db: options.Database = None,
) -> ExitStatus:
    """Write sagas, with pictures, sources, changes and articles, as one HTML file for a browser, or as Markdown.

    The file holds all it needs, loads nothing, and may be mailed or printed. Each saga is a picture, time across and
    the stages up, a mark a claim, from which one comes to the sentence in its article; the sources stand in a league
    table. Of a large ledger the sagas with the latest word are shown, and the page says what is left out.
    As Markdown it is a document for notes: a section a saga, its claims by date with the sentences that prove them.

    Examples:

    $ rumourctl report --person "Mac Allister" -o story.html
    $ rumourctl report --club "Real Madrid" --since "last month" -o madrid.html --force
    $ rumourctl report --saga "Mac Allister 2025s" -o - > saga.html
    $ rumourctl report --club Liverpool -o liverpool.md
    """
    # Imported here, so that --help and --version need not wait for the ledger, nor other commands for the template.
    from rumourctl.rendering.report.notes import notes
    from rumourctl.rendering.report.page import html

    context = given.context_of(ctx, db)
    if form is None:
        form = Document.MARKDOWN if file is not None and file.endswith((".md", ".markdown")) else Document.HTML
    if file is None and context.terminal and form is Document.HTML:
        raise UsageProblem("a report is for a browser; name a file for it with -o story.html")
    if saga is not None and (person is not None or club is not None):
        raise UsageProblem("--saga names one saga; leave --person and --club out, or --saga")
    with heeding_signals(), given.read_ledger(context) as ledger:
        asked = _Asked(context, ledger, as_of)
        found = asked.report(person, club, saga, given.first_day("--since", since, context.today), limit)
        page = html(found) if form is Document.HTML else notes(found)
        if file in (None, "-"):
            context.write(page)
            return ExitStatus.DONE
        target = Path(str(file))
        with new_file(target, force=force, never=ledger.paths) as draft:
            draft.write_text(page, encoding="utf-8", newline="")
    told = f"{how_many(len(found.stories), 'saga')}, {how_many(len(found.claims), 'claim')}"
    note(context, f"wrote {target}: {told}, {how_many(len(found.articles), 'article')}")
    for sentence in found.left_out:
        note(context, sentence)
    return ExitStatus.DONE


class _Asked:
    """What is asked of one ledger as of one day."""

    def __init__(self, context: Context, ledger: Ledger, as_of: str | None) -> None:
        from rumourctl.ledger.filters import Filter  # see above

        self._ledger = ledger
        self._as_of = given.last_day("--as-of", as_of, context.today)
        self._today = self._as_of or context.today
        self._by_then = Filter(as_of=self._as_of)
        self._outlook = ledger.outlook(self._today, self._as_of)

    def report(self, person: str | None, club: str | None, saga: str | None, since: date | None, limit: int) -> Report:
        """The report of a person, a club, a saga, or everything. Raises NothingFound where there is nothing to tell."""
        from rumourctl.commands.naming import the_club, the_person  # see above
        from rumourctl.ledger.outlook import SagaFilter
        from rumourctl.rendering.report.model import Report

        name, at = the_person(self._ledger, person), the_club(self._ledger, club)
        one = self._one(saga) if saga is not None else None
        asked = SagaFilter(person=name, club=at)
        chosen = [one] if one else list(self._outlook.latest(replace(asked, limit=limit)))
        total = 1 if one else self._outlook.count(asked)
        stories = self._stories(chosen)
        loose = [] if stories or name is None else self._ledger.claims(replace(self._by_then, person=name))
        if not stories and not loose:
            raise NothingFound("there is no saga to tell of that fits; rumourctl sagas lists them all")
        where = replace(self._by_then, person=one.person if one else name, club=at)
        subject = f"{one.person}, {one.window}" if one else " and ".join(filter(None, (name, at))) or "Every saga"
        told = Report(
            subject=subject,
            today=self._today,
            hindsight=self._as_of is not None,
            stories=stories,
            loose=loose,
            records={},
            league=(),
            articles={},
            changes=None if since is None else self._changes(where, since),
            left_out=self._left_out(total, len(chosen), where) if one is None else [],
        )
        return self._with_sources(replace(told, articles=self._articles(told.claims)))

    def _one(self, identity: str) -> Saga:
        from rumourctl.commands.naming import listed, sagas_called  # see above

        called = sagas_called(self._ledger, identity, self._today)
        ids = {found.saga_id for found in called}
        people = sorted({found.person for found in called})
        sagas = [found for person in people for found in self._sagas_of(person) if found.saga_id in ids]
        if len(sagas) == 1:
            return sagas[0]
        if sagas:
            candidates = listed([found.saga_id for found in sagas], "or")
            raise NothingFound(f"“{identity}” may be {candidates}; give more of the id")
        raise NothingFound(f"no saga in the ledger has an id that begins “{identity}”; rumourctl sagas lists them")

    def _sagas_of(self, person: str) -> list[Saga]:
        from rumourctl.ledger.outlook import SagaFilter  # see above

        return list(self._outlook.by_person(SagaFilter(person=person)))

    def _stories(self, chosen: Sequence[Saga]) -> list[SagaStory]:
        """The sagas with their claims, and each with what was told as history while it was the latest of its person."""
        from rumourctl.rendering.report.model import SagaStory  # see above
        from rumourctl.rendering.sagas import Shown
        from rumourctl.sagas.likelihood import History
        from rumourctl.sagas.saga import steps

        history = History(self._outlook.tally)
        people = dict.fromkeys(saga.person for saga in chosen)
        claims = {person: self._ledger.claims(replace(self._by_then, person=person)) for person in people}
        sagas = {person: self._sagas_of(person) for person in people}
        stories = []
        for saga in chosen:
            by_id = {r.claim_id: r for r in claims[saga.person]}
            begun = sagas[saga.person]
            told = [
                r
                for r in claims[saga.person]
                if r.claim.background and next((s for s in reversed(begun) if s.first <= r.published), begun[0]) == saga
            ]
            taken = steps(by_id[i] for i in saga.claim_ids if i in by_id)
            stories.append(SagaStory(Shown(saga, history.likelihoods(saga), self._today), taken, told))
        return stories

    def _articles(self, claims: Iterable[Recorded]) -> dict[str, ArticleText]:
        from rumourctl.rendering.report.model import ArticleText  # see above

        found = {}
        for article_id in sorted({r.article_id for r in claims}):
            article = self._ledger.stored(article_id)
            found[article_id] = ArticleText(
                article_id=article_id,
                path=article.path,
                published=article.published,
                publisher=article.publisher,
                opening=article.title
                or shorten(article.text[article.body_start :][: 4 * _OPENING], _OPENING, placeholder="…"),
                url=article.url,
                text=article.text,
            )
        return found

    def _with_sources(self, told: Report) -> Report:
        """The same with the records of its sources, which count all sagas of the ledger."""
        from rumourctl.ledger.outlook import SagaFilter  # see above
        from rumourctl.sagas.records import Rates, Records
        from rumourctl.sagas.verdicts import credited

        records = Records(self._ledger.called)
        self._outlook.enter(SagaFilter(), records)
        by_source = {record.source: record for record in records.judged(Rates.told(self._outlook.tally))}
        called = {source: self._ledger.called(source) for r in told.claims for source, _ in credited(r)}
        judging: dict[str, Record] = {}
        for recorded in told.claims:
            known = [by_source[called[s]] for s, _ in credited(recorded) if called[s] in by_source]
            # Of a journalist of whom nothing is settled, the outlet's record tells more.
            best = next((record for record in known if record.moves.settled), known[0] if known else None)
            if best is not None and not recorded.claim.background:
                judging[recorded.claim_id] = best
        league = [
            row
            for row in ranked_sources(self._ledger.sources(self._by_then), list(by_source.values()))
            if row.source in called.values() and _is_judged(row)
        ]
        league.sort(key=lambda row: place(row, Sorting.SETTLED))
        left_out = list(told.left_out)
        if len(league) > _MOST_SOURCES:
            left_out.append(f"The table has the {_MOST_SOURCES} sources most judged, of {len(league)}.")
        return replace(told, records=judging, league=league[:_MOST_SOURCES], left_out=left_out)

    def _changes(self, where: Filter, since: date) -> Sheet:
        from rumourctl.commands.news import heard, is_much, news  # see above
        from rumourctl.rendering.changes import changes_view, gone_quiet, stories
        from rumourctl.rendering.when import full_day

        if since > self._today:
            raise UsageProblem(f"--since: {full_day(since)} is after {full_day(self._today)}")
        where = replace(where, as_of=None)
        much = is_much(self._ledger, where)
        found = (heard if much else news)(self._ledger, where, since, self._today)
        shown = [change for change in found if not change.turn.is_silent]
        view = changes_view(since, self._today, (), where.club, ())
        silent = [change for change in found if change.turn.is_silent]
        notes = ["Of so many claims it is not told here who has gone quiet."] if much else gone_quiet(silent)
        return replace(view.sheet(list(stories(shown))), notes=notes)

    def _left_out(self, total: int, shown: int, where: Filter) -> list[str]:
        """What is not in the report, in sentences."""
        from rumourctl.commands.naming import listed  # see above

        sentences = []
        if total > shown:
            sentences.append(f"Of {total} sagas, the {shown} with the latest word are here.")
        if where.person is None:
            of_sagas = self._outlook.people()
            past = [name for name in self._ledger.names(replace(where, background=True)) if name not in of_sagas]
            if past:
                sentences.append(f"Not here, as only history is told of them: {listed(past, 'and')}.")
        return sentences


def _is_judged(row: Ranked) -> bool:
    record = row.record
    return bool(record.moves.settled or record.denials.settled or record.open)
