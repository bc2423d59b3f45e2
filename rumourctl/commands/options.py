"""Every option and argument that commands share, declared once."""

from __future__ import annotations

import time
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rumourctl.claims.model import Certainty, Move, SourceKind, Stage
from rumourctl.commands.given import context_of
from rumourctl.context import Context, Volume
from rumourctl.errors import UsageProblem
from rumourctl.rendering.formats import Format
from rumourctl.rendering.notices import say

if TYPE_CHECKING:
    pass


def _set_volume(volume: Volume, ctx: typer.Context, wanted: bool) -> None:
    """Has the command speak so loudly, if that is wanted. Raises UsageProblem where it is to be quiet and verbose."""
    context = context_of(ctx)
    if not wanted or context.volume is volume:
        return
    if context.volume is not Volume.USUAL:
        raise UsageProblem("--quiet and --verbose contradict each other; leave one of them out")
    ctx.obj = replace(context, volume=volume)
    if volume is Volume.VERBOSE:
        file = context.settings_file
        say(context, f"settings: {file if file and file.exists() else 'none'}")
        began = time.monotonic()
        ctx.call_on_close(lambda: say(context, f"took {time.monotonic() - began:.2f} s"))


def _be_quiet(ctx: typer.Context, wanted: bool) -> None:
    _set_volume(Volume.QUIET, ctx, wanted)


def _be_verbose(ctx: typer.Context, wanted: bool) -> None:
    _set_volume(Volume.VERBOSE, ctx, wanted)


def called(context: Context, name: str) -> str:
    """Whom or what ``name`` means by the user's aliases; ``name`` itself where it is none."""
    aliases = context.settings.aliases
    if not aliases:
        return name
    from rumourctl.claims.people import fold  # here, as few have aliases

    return next((meant for alias, meant in aliases.items() if fold(alias) == fold(name)), name)


def _called(ctx: typer.Context, name: str | None) -> str | None:
    return name and called(context_of(ctx), name)


class Shell(StrEnum):
    """The shells that complete."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


class AliasOf(StrEnum):
    """What may have another name."""

    CLUB = "club"
    OUTLET = "outlet"
    JOURNALIST = "journalist"


class Sorting(StrEnum):
    """By what sources may be sorted."""

    CLAIMS = "claims"
    RATE = "rate"
    """By the lower end of the hit rate's interval, those without a rate last, so that few cases do not lead."""
    SETTLED = "settled"
    FIRST = "first"
    LEAD = "lead"
    NAME = "name"


class SagaStatus(StrEnum):
    """Where a saga may stand, as an option has it."""

    OPEN = "open"
    DONE = "done"
    OFF = "off"


class Document(StrEnum):
    """What a report may be."""

    HTML = "html"
    MARKDOWN = "markdown"


class Engine(StrEnum):
    """What reads articles."""

    LOCAL = "local"
    DASK = "dask"


Database = Annotated[
    Path | None,
    typer.Option(
        "--db",
        metavar="PATH",
        help="The ledger file; else RUMOURCTL_DB, else that of the settings, else the platform's data folder.",
        show_default=False,
    ),
]
Quiet = Annotated[
    bool,
    typer.Option("--quiet", "-q", help="Say nothing but errors and refusals.", callback=_be_quiet, expose_value=False),
]
Verbose = Annotated[
    bool,
    typer.Option(
        "--verbose",
        "-v",
        help="Also say which ledger, settings, rules and cache are used, and how long it took.",
        callback=_be_verbose,
        expose_value=False,
    ),
]


def volume(quiet: Quiet = False, verbose: Verbose = False) -> None:
    """The options that every command takes, wherever they stand."""


Version = Annotated[bool, typer.Option("--version", help="Print the version and stop.")]
NoPager = Annotated[bool, typer.Option("--no-pager", help="Print long answers at once, though a terminal shows them.")]
InstallCompletion = Annotated[
    bool, typer.Option("--install-completion", help="Let the shell complete commands, options and names, from now on.")
]
ShowCompletion = Annotated[
    bool, typer.Option("--show-completion", help="Print the script that lets the shell do so, to install it yourself.")
]
OneShell = Annotated[
    Shell | None,
    typer.Option(
        "--shell",
        metavar="SHELL",
        help=f"Of which shell completion is meant, where it is not the one at hand: {', '.join(Shell)}.",
        show_default=False,
    ),
]
OutputFormat = Annotated[
    Format,
    typer.Option("--format", "-f", metavar="FORMAT", help="table or markdown for people; json, ndjson, csv, tsv."),
]
OwnLines = Annotated[
    str | None,
    typer.Option(
        "--template",
        metavar="TEXT",
        help="Lines of your own in the place of a format: '{{date}} {{person}}'; @FILE reads the template from a file.",
        show_default=False,
    ),
]

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATHS...", help="Files, folders (searched to the bottom), globs, or - for standard input."),
]
Published = Annotated[
    str | None,
    typer.Option("--date", metavar="DATE", help="When it was published, for articles that do not say."),
]
DayFirst = Annotated[
    bool | None,
    typer.Option(
        "--day-first/--month-first",
        help="Read 05/04/2025 as 5 April, or as 4 May; else such a date is refused.",
        show_default=False,
    ),
]
Publisher = Annotated[
    str | None, typer.Option("--publisher", metavar="NAME", help="Who published it, for articles that do not say.")
]

Mapped = Annotated[
    str | None,
    typer.Option(
        "--map",
        metavar="FIELD=NAME,...",
        help="What JSON calls text, date, title, publisher, url, author and id: text=body,date=published_at.",
        show_default=False,
    ),
]

Rules = Annotated[
    Path | None,
    typer.Option(
        "--rules",
        metavar="FOLDER",
        help="Your own words and rules; else RUMOURCTL_RULES, else those of the settings or beside them.",
        show_default=False,
    ),
]

Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        metavar="N",
        help="So many processes read at once; else one for each processor. Few articles are read by one.",
        show_default=False,
    ),
]

Watch = Annotated[bool, typer.Option("--watch", help="Go on with what is new or changed, until Ctrl-C.")]
Every = Annotated[
    float, typer.Option("--every", min=0.1, metavar="SECONDS", help="How often --watch looks.", show_default=True)
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Tell what would be stored, with the claims, and write nothing.")
]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FOLDER", help="Write claim files for import there.", show_default=False),
]
AsParquet = Annotated[
    bool, typer.Option("--parquet", help="As Parquet, a row a claim, in the place of JSON lines (an extra).")
]
PartSize = Annotated[int, typer.Option("--size", min=1, metavar="N", help="So many articles make one claim file.")]
OneEngine = Annotated[
    Engine, typer.Option("--engine", metavar="ENGINE", help="What reads: local, or dask, a cluster (an extra).")
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="Of Dask's scheduler, such as tcp://10.0.0.1:8786; else --jobs workers are started here.",
        show_default=False,
    ),
]

Name = Annotated[
    str | None,
    typer.Argument(
        metavar="[NAME]",
        help="A person or a club; part of the name will do. Without one, your favourite clubs.",
        callback=_called,
        show_default=False,
    ),
]
Identity = Annotated[str, typer.Argument(metavar="ID", help="A claim or article: the beginning of its id, or a path.")]
From = Annotated[str, typer.Argument(metavar="FROM", help="A date, a period, or an article's id or path.")]
To = Annotated[str, typer.Argument(metavar="TO", help="A later date, period or article.")]
Grep = Annotated[str | None, typer.Option("--grep", metavar="WORDS", help="Only sentences that hold these words.")]
SentenceNumber = Annotated[
    int | None, typer.Option("--sentence", min=1, metavar="N", help="Only the sentence of this number.")
]
AllSentences = Annotated[bool, typer.Option("--all", help="Also sentences in which there is nothing.")]
All = Annotated[bool, typer.Option("--all", help="Also the stories that have gone quiet.")]
AllClubs = Annotated[bool, typer.Option("--all", help="All clubs, not only your favourites.")]
Person = Annotated[
    str | None,
    typer.Option("--person", metavar="NAME", help="Only this person; part of a name will do.", callback=_called),
]
Club = Annotated[
    str | None, typer.Option("--club", metavar="NAME", help="Only moves to or from this club.", callback=_called)
]
Source = Annotated[
    str | None, typer.Option("--source", metavar="NAME", help="Only what this source said.", callback=_called)
]
Kind = Annotated[
    SourceKind | None,
    typer.Option("--kind", metavar="KIND", help=f"Only sources of this kind: {', '.join(SourceKind)}."),
]
OneMove = Annotated[
    Move | None, typer.Option("--move", metavar="MOVE", help=f"Only moves of this kind: {', '.join(Move)}.")
]
OneStage = Annotated[
    Stage | None, typer.Option("--stage", metavar="STAGE", help=f"Only claims at this stage: {', '.join(Stage)}.")
]
OneCertainty = Annotated[
    Certainty | None,
    typer.Option("--certainty", metavar="CERTAINTY", help=f"Only claims said this firmly: {', '.join(Certainty)}."),
]
Words = Annotated[
    str | None,
    typer.Option(
        "--text", metavar="WORDS", help="Only claims with these words in their evidence, or articles that have them."
    ),
]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="From the first day of this date or period: 2025-05, 'last month'."),
]
NewsSince = Annotated[
    str, typer.Option("--since", metavar="DATE", help="What is new from the first day of this date or period on.")
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help="To the last day of this date or period: 2025, 'summer 2025'."),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="Only what was known by the end of this date or period: nothing published later counts.",
    ),
]
Background = Annotated[
    bool | None,
    typer.Option(
        "--background/--no-background", help="Only history told in passing, or none of it.", show_default=False
    ),
]
SortBy = Annotated[
    Sorting, typer.Option("--sort", metavar="BY", help=f"Order of the rows, the most first: {', '.join(Sorting)}.")
]
AtLeast = Annotated[
    int, typer.Option("--min", min=0, metavar="N", help="Only sources with at least N claims, or settled sagas.")
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="The reason, kept with the ruling.")]
OneStatus = Annotated[
    SagaStatus | None,
    typer.Option("--status", metavar="STATUS", help=f"Only sagas that stand so: {', '.join(SagaStatus)}."),
]
Stale = Annotated[
    int | None, typer.Option("--stale", min=0, metavar="DAYS", help="Only open sagas without a word for so many days.")
]
Season = Annotated[
    str | None,
    typer.Option("--season", metavar="SEASON", help="Only sagas of the windows of this season: 2024/25."),
]
Chart = Annotated[
    bool, typer.Option("--chart", help="Draw a picture of characters; plain ASCII where no terminal shows it.")
]
OneSaga = Annotated[
    str | None, typer.Option("--saga", metavar="ID", help="Only this saga: its id, or its name as the list shows it.")
]
ChangedSince = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Also tell what changed since this day, or the first of this period."),
]
MostSagas = Annotated[
    int, typer.Option("--limit", "-n", min=1, metavar="N", help="At most so many sagas, those with the latest word.")
]
OutputFile = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Where it goes; with -, standard output.", show_default=False),
]
OneDocument = Annotated[
    Document | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="html, for a browser, or markdown, for notes and wikis; else as the file's name ends (.md), or html.",
        show_default=False,
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Replace the file if there is one.")]
Repair = Annotated[
    bool, typer.Option("--repair", help="Mend what can be mended, after a backup, and check again what is left.")
]
Superseded = Annotated[bool, typer.Option("--superseded", help="Also versions that a later one has replaced.")]
Limit = Annotated[int | None, typer.Option("--limit", "-n", min=1, metavar="N", help="At most this many rows.")]
