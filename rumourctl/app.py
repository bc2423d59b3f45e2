"""The program: joins the commands, and turns every error into one line on stderr and an exit status."""

from __future__ import annotations

import contextlib
import os
import sys
from collections import UserDict
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import Any, TextIO

import typer
from typer.core import TyperGroup

from rumourctl import __version__
from rumourctl.commands import given, options
from rumourctl.commands.signals import Terminated
from rumourctl.context import Context, OutputLost, ReaderGone
from rumourctl.errors import DataError, ExitStatus, RumourError
from rumourctl.rendering.notices import say, say_lines

_COMMANDS = {
    "ingest": "ingest",
    "extract": "extract",
    "explain": "explain",
    "reextract": "reextract",
    "timeline": "timeline",
    "diff": "diff",
    "brief": "brief",
    "sagas": "sagas",
    "sources": "sources",
    "calibration": "calibration",
    "claims": "claims",
    "show": "show",
    "report": "report",
    "articles": "articles",
    "people": "people",
    "clubs": "clubs",
    "query": "query",
    "datasette": "datasette",
    "settle": "rulings",
    "retract": "rulings",
    "merge": "rulings",
    "split": "rulings",
    "undo": "rulings",
    "rulings": "rulings",
    "export": "export",
    "import": "importing",
    "forget": "forget",
    "backup": "backup",
    "check": "check",
    "alias": "rulings",
    "config": "config",
    "man": "man",
}
"""Each command and the module in which it is, in the order of the help: a function, or a Typer program of its own."""


class _OnDemand(UserDict[str, Any]):
    """The commands, each loaded when it is first asked for. A run takes one of them, and to load and describe them all
    takes longer than most questions."""

    def __init__(self) -> None:
        super().__init__(dict.fromkeys(_COMMANDS))

    def __getitem__(self, name: str) -> Any:
        if name in self.data and self.data[name] is None:
            self.data[name] = _loaded(name)
        return self.data[name]


class _Commands(TyperGroup):
    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _OnDemand()


def _loaded(name: str) -> Any:
    """The command of this name, as typer runs it."""
    function = _declared(name)
    if isinstance(function, typer.Typer):
        group = typer.main.get_group(function)
        group.name = name
        for command in group.commands.values():
            command.params += _single("volume", options.volume).params
        return group
    command = _single(name, function)
    command.params += _single("volume", options.volume).params
    return command


def _single(name: str, function: Any) -> Any:
    """A function as a command."""
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    alone.command(name)(function)
    return typer.main.get_command(alone)


def _declared(name: str) -> Any:
    """The command of this name, as its module has it."""
    module = import_module(f"rumourctl.commands.{_COMMANDS[name]}")
    return getattr(module, f"{name}_" if iskeyword(name) else name)


app = typer.Typer(
    name="rumourctl",
    cls=_Commands,
    add_completion=False,  # typer's own lets zsh run what it is answered, and a name from an article may be that
    # A traceback is for a bug report: plain, whole and easy to copy.
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def rumourctl(
    ctx: typer.Context,
    db: options.Database = None,
    version: options.Version = False,
    no_pager: options.NoPager = False,
    install_completion: options.InstallCompletion = False,
    show_completion: options.ShowCompletion = False,
    shell: options.OneShell = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Who claimed what in football, when, and on whose word: a ledger of transfer rumours, kept offline.

    Examples:

    $ rumourctl ingest articles/
    $ rumourctl timeline "Mac Allister"
    $ rumourctl diff 2025-05-20 today --club "Real Madrid"
    $ rumourctl --db other.db sources -f json

    Exit status: 0 done, 1 some input refused or nothing matched, 2 wrong usage, 3 ledger unusable, 130 interrupted,
    143 terminated.
    """
    ctx.obj = given.context_of(ctx).at(db)
    if no_pager:
        ctx.obj = ctx.obj.unpaged()
    if version:
        ctx.obj.write(f"rumourctl {__version__}\n")
        return
    if install_completion or show_completion:
        from rumourctl.commands.shells import give_completion  # see below

        give_completion(ctx.obj, shell, installed=install_completion)
        return
    if ctx.invoked_subcommand != "config":  # which mends what is wrong in the settings
        ctx.obj = ctx.obj.configured()
        ctx.default_map = given.defaults(ctx.obj.settings, _COMMANDS)
    if ctx.invoked_subcommand is None:
        # Imported here, so that other commands need not wait for it.
        from rumourctl.commands.overview import overview

        overview(ctx.obj, __version__)


def main(arguments: Sequence[str] | None = None, context: Context | None = None) -> int:
    """Run the program with ``arguments`` (without the program's name) and give back its exit status.

    Only bugs raise: every error the program knows of ends in a line on stderr.
    """
    context = context or Context.of_process()
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    try:
        if shell := context.environ.get("_RUMOURCTL_COMPLETE"):
            _complete(context, shell, arguments)
            return ExitStatus.DONE
        status = _run(arguments, context)
        context.flush()
    except ReaderGone:
        _discard(context.stdout)
        return ExitStatus.DONE
    except OutputLost as error:
        say(context, f"rumourctl: {error}")
        _discard(context.stdout)
        return error.status
    except Terminated:
        return ExitStatus.TERMINATED
    except KeyboardInterrupt:
        return ExitStatus.INTERRUPTED
    finally:
        _let_go_of_notices(context)
    return status


def _complete(context: Context, shell: str, arguments: list[str]) -> None:
    """Answer a shell that asks what may come next."""
    # Imported here, so that commands need not wait for it.
    from rumourctl.commands.completing import Program, next_words
    from rumourctl.commands.shells import answer

    with contextlib.suppress(DataError):  # a command says what is wrong in the settings
        context = context.configured()
    program = Program(rumourctl, _COMMANDS, _declared)
    context.write(answer(shell, arguments, lambda said, typed: next_words(context, program, said, typed)))


def _run(arguments: list[str], context: Context) -> int:
    try:
        # Not "standalone": typer would print errors in its own way and end the process.
        result = typer.main.get_command(app).main(arguments, prog_name="rumourctl", standalone_mode=False, obj=context)
    except typer.TyperException as error:
        say(context, f"rumourctl: {_usage_message(error)}")
        return error.exit_code
    except OutputLost:
        raise
    except DataError as error:
        say_lines(context, f"rumourctl: {error}")
        return error.status
    except RumourError as error:
        say(context, f"rumourctl: {error}")
        return error.status
    return result if isinstance(result, int) else ExitStatus.DONE


def _usage_message(error: typer.TyperException) -> str:
    command = getattr(getattr(error, "ctx", None), "command_path", "rumourctl")
    # typer checks values with pydantic, which says so in its messages.
    message = error.format_message().replace("Value error, ", "")
    return f"{message.rstrip('.')}; see {command} --help"


def _let_go_of_notices(context: Context) -> None:
    try:
        context.stderr.flush()
    except OSError:
        _discard(context.stderr)


def _discard(stream: TextIO) -> None:
    """Let what is still buffered go nowhere, or the interpreter would complain about it while it ends."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
