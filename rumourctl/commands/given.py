"""What options come to: the context of a run, its ledger and reader, days and periods, and how articles are read."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Sized
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from rumourctl.context import Context
from rumourctl.errors import ExitStatus, UsageProblem
from rumourctl.rendering.notices import detail, note, say

if TYPE_CHECKING:
    from rumourctl.articles.reading import ReadOptions
    from rumourctl.commands.signals import Signals
    from rumourctl.extraction.pipeline import Extractor
    from rumourctl.ledger.filters import Filter
    from rumourctl.ledger.store import Ledger
    from rumourctl.settings.model import Settings

_KEPT = 200_000
"""Objects that come before it is looked for those among them that nobody holds any more."""


def context_of(ctx: typer.Context, db: Path | None = None) -> Context:
    """The context of this run, with the ledger at ``db`` if the command names one."""
    context = ctx.obj
    assert isinstance(context, Context)
    return context.at(db)


def defaults(settings: Settings, commands: Iterable[str]) -> dict[str, Any] | None:
    """What options are of which the settings speak, in each of the ``commands`` that have them, where nobody says."""
    if settings.format is None:
        return None
    form = {"form": settings.format}
    return dict.fromkeys(commands, form) | {"alias": {"add": form}}


def open_ledger(
    context: Context, *, create: bool = False, signals: Signals | None = None, patience: float | None = None
) -> Ledger:
    """The ledger of this run, to be written to; what it tells while it is open goes to stderr, and while it waits for
    others, for ``patience`` seconds or as long as usual, ``signals`` are obeyed at once. See Ledger.open."""
    # Here, so that --help and --version need not wait for it.
    from rumourctl.ledger.patience import heed_nothing
    from rumourctl.ledger.store import PATIENCE, Ledger

    heed = signals.obey if signals else heed_nothing
    waits = PATIENCE if patience is None else patience
    detail(context, f"ledger: {context.ledger}")
    return Ledger.open(context.ledger, create=create, patience=waits, tell=partial(note, context), heed=heed)


def read_ledger(context: Context) -> AbstractContextManager[Ledger]:
    """The ledger of this run as it stands now, to be asked; as open_ledger. See Ledger.read."""
    from rumourctl.ledger.store import Ledger  # see open_ledger

    detail(context, f"ledger: {context.ledger}")
    # What a question reads stays to its end: to look through it every 700 objects takes a quarter of
    # the time, and more of a long answer.
    gc.set_threshold(_KEPT, *gc.get_threshold()[1:])
    return Ledger.read(context.ledger, tell=partial(note, context))


def extractor_of(context: Context, rules: Path | None) -> Extractor:
    """What reads claims, with the user's own words and rules. Raises DataError where a file of them is faulty."""
    # Code, words and rules stay to the end: while they are loaded, and later on, Python need not look again and again
    # which of them it may throw away.
    gc.disable()
    try:
        # Here, so that --help and --version need not wait for it.
        from rumourctl.cache import Cache
        from rumourctl.extraction.pipeline import Extractor

        folder, own = context.cache, context.own_words(rules)
        detail(context, f"words and rules of your own: {own or 'none'}")
        detail(context, f"cache: {folder or 'none'}")
        extractor = Extractor(own, Cache(folder) if folder else None)
        detail(context, f"reading: version {extractor.version}")
        gc.freeze()
        return extractor
    finally:
        gc.enable()


def first_day(option: str, phrase: str | None, today: date) -> date | None:
    """The first day that ``phrase`` stands for. Raises UsageProblem where it is no date."""
    return None if phrase is None else period(option, phrase, today)[0]


def last_day(option: str, phrase: str | None, today: date) -> date | None:
    """The last day that ``phrase`` stands for. Raises UsageProblem where it is no date."""
    return None if phrase is None else period(option, phrase, today)[1]


def period(option: str, phrase: str, today: date) -> tuple[date, date]:
    """First and last day of ``phrase``, as ``option`` gave it. Raises UsageProblem where it is no date."""
    from rumourctl.language.when import parse_when  # here, so that --help and --version need not wait for it

    try:
        return parse_when(phrase, today)
    except ValueError as error:
        raise UsageProblem(f"{option}: {error}") from error


def one_day(option: str, phrase: str | None, today: date) -> date | None:
    """The day that ``phrase`` stands for. Raises UsageProblem where it is no date, or more than a day."""
    if phrase is None:
        return None
    first, last = period(option, phrase, today)
    if first != last:
        raise UsageProblem(f"{option}: “{phrase}” is not one day; write it like 2025-05-20, yesterday or '20 May'")
    return first


def within(context: Context, since: str | None, until: str | None, as_of: str | None) -> Filter:
    """What lies between the days of --since and --until, as it was known on that of --as-of. Raises UsageProblem where
    one of them is no date."""
    from rumourctl.ledger.filters import Filter  # see open_ledger

    return Filter(
        since=first_day("--since", since, context.today),
        until=last_day("--until", until, context.today),
        as_of=last_day("--as-of", as_of, context.today),
    )


def days_before(today: date, days: int | None) -> date | None:
    """The day so many days before ``today``, or the first of all days."""
    return None if days is None else date.fromordinal(max(1, today.toordinal() - days))


def found_or_not(context: Context, found: Sized, otherwise: str) -> ExitStatus:
    """The exit status of a search; where nothing was found, stderr says ``otherwise``."""
    if len(found):
        return ExitStatus.DONE
    say(context, otherwise)
    return ExitStatus.PARTIAL


def read_options(
    context: Context, published: str | None, day_first: bool | None, publisher: str | None, mapped: str | None = None
) -> ReadOptions:
    """How articles are to be read: as the options say, else as the settings do.

    Raises UsageProblem where ``published`` is not one day, or ``mapped`` no mapping.
    """
    from rumourctl.articles.jsonlines import FIELDS  # see period
    from rumourctl.articles.reading import ReadOptions

    fields = {}
    for pair in (mapped or "").split(",") if mapped else ():
        name, _, given = (part.strip() for part in pair.partition("="))
        if name not in FIELDS or not given or name in fields:
            raise UsageProblem(f"--map: “{pair.strip()}” is not one of {', '.join(FIELDS)}, once, with a name behind =")
        fields[name] = given
    given_day = one_day("--date", published, context.today)
    publishers = context.settings.publishers
    if day_first is None:
        day_first = context.settings.day_first
    else:
        publishers = tuple(replace(habits, day_first=day_first) for habits in publishers)
    return ReadOptions(context.today, given_day, day_first, publisher, fields=fields, publishers=publishers)
