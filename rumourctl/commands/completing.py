"""What may come next on a command line: the commands and their options, from their own signatures, and names from the
ledger. Only the command at hand is loaded, and typer builds nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from inspect import signature
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeAlias, get_args, get_origin

import typer
from typer.models import ArgumentInfo, OptionInfo

from rumourctl.commands import options
from rumourctl.context import Context
from rumourctl.errors import UsageProblem
from rumourctl.ledger.beginnings import Kind, beginnings
from rumourctl.settings.schema import ALIASES, PUBLISHERS, SETTINGS

Command: TypeAlias = Callable[..., Any] | typer.Typer
"""As a module of commands has it: a function, or a group of them."""

_FROM_LEDGER: Mapping[str, Sequence[Kind]] = {
    "person": [Kind.PEOPLE],
    "club": [Kind.CLUBS],
    "source": [Kind.SOURCES],
    "publisher": [Kind.OUTLETS],
    "saga": [Kind.SAGAS],
    "claim": [Kind.CLAIMS],
    "ruling": [Kind.RULINGS],
    "name": [Kind.PEOPLE, Kind.CLUBS],
    "into": [Kind.PEOPLE],
    "other": [Kind.CLUBS, Kind.OUTLETS],
    "outcome": [Kind.CLUBS],
    "identity": [Kind.SAGAS, Kind.ARTICLES, Kind.CLAIMS],
    "articles": [Kind.ARTICLES],
    "start": [Kind.ARTICLES],
    "end": [Kind.ARTICLES],
}
"""What in the ledger a parameter of each name may mean."""
_FILES = frozenset({"paths", "file", "files", "metadata"})
_DATES = ("today", "yesterday", "last week", "last month", "last summer", "this season")
_WORDS: Mapping[str, Sequence[str]] = {
    "outcome": ("left", "stayed"),
    "setting": (*SETTINGS, f"{ALIASES}.", f"{PUBLISHERS}."),
    **dict.fromkeys(("start", "end", "since", "until", "as_of", "on", "published"), _DATES),
}


class Program(NamedTuple):
    """The commands by ``names``, each of which ``load`` finds, and ``root``, which takes the options before them."""

    root: Callable[..., Any]
    names: Collection[str]
    load: Callable[[str], Command]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that may stand next, whole, and what it is, where that needs to be said."""

    text: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Next:
    """All that may stand next. ``files`` says that a file may, of which the shell knows more; ``before`` is the part of
    the word that is typed already and is no part of the choices, such as ``--club=``."""

    choices: Sequence[Choice] = ()
    files: bool = False
    before: str = ""


@dataclass(frozen=True, slots=True)
class _Parameter:
    name: str
    spellings: tuple[str, ...]
    """None of an argument."""
    kind: Any
    several: bool
    told: str

    @property
    def is_flag(self) -> bool:
        return self.kind is bool


@dataclass
class _Line:
    """What has been said on the line before the word at hand."""

    command: Command | None
    given: set[str] = field(default_factory=set)
    arguments: int = 0
    awaited: _Parameter | None = None
    only_arguments: bool = False
    db: str | None = None


def next_words(context: Context, program: Program, said: Sequence[str], typed: str) -> Next:
    """What may stand for ``typed``, the beginning of a word, behind the words ``said``."""
    line = _Line(program.root)
    for word in said:
        _heed(line, word, program)
    if line.db:
        context = replace(context, db=Path(os.path.expandvars(os.path.expanduser(line.db))))
    if line.awaited:
        return _values(context, line.awaited, typed)
    parameters = _parameters(line.command)
    if typed.startswith("-") and not line.only_arguments:
        spelling, equals, value = typed.partition("=")
        option = _option(parameters, spelling)
        if equals and option:
            return replace(_values(context, option, value), before=f"{spelling}=")
        return _options(parameters, line, typed)
    if line.command is program.root or isinstance(line.command, typer.Typer):
        known = _parts(line.command) if isinstance(line.command, typer.Typer) else program.names
        return Next([Choice(name) for name in known if name.startswith(typed)])
    arguments = [parameter for parameter in parameters if not parameter.spellings]
    if line.arguments < len(arguments) or (arguments and arguments[-1].several):
        found = _values(context, arguments[min(line.arguments, len(arguments) - 1)], typed)
        # What looks like an option would be taken for one.
        kept = [choice for choice in found.choices if line.only_arguments or not choice.text.startswith("-")]
        return replace(found, choices=kept)
    return _options(parameters, line, typed)


def _heed(line: _Line, word: str, program: Program) -> None:
    """Note what one more word says."""
    if line.awaited:
        line.db = word if line.awaited.name == "db" else line.db
        line.awaited = None
    elif line.only_arguments:
        line.arguments += 1
    elif word == "--":
        line.only_arguments = True
    elif word.startswith("-") and word != "-":
        spelling, equals, value = word.partition("=")
        if not word.startswith("--"):
            spelling, value = word[:2], word[2:]
        if option := _option(_parameters(line.command), spelling):
            line.given.add(option.name)
            line.awaited = None if option.is_flag or equals or value else option
            line.db = value if option.name == "db" and value else line.db
    elif line.command is program.root:
        line.command = program.load(word) if word in program.names else None
        line.given.clear()
    elif isinstance(line.command, typer.Typer):
        line.command = _parts(line.command).get(word)
    else:
        line.arguments += 1


def _parts(group: typer.Typer) -> dict[str, Callable[..., Any]]:
    """The commands of a group."""
    return {each.name: each.callback for each in group.registered_commands if each.name and each.callback}


def _parameters(command: Command | None) -> list[_Parameter]:
    """What a command takes on its command line; of a group, nothing."""
    if command is None or isinstance(command, typer.Typer):
        return []
    found = []
    everywhere = signature(options.volume, eval_str=True).parameters
    for name, declared in (signature(command, eval_str=True).parameters | everywhere).items():
        if get_origin(declared.annotation) is Annotated:
            kind, *info = get_args(declared.annotation)
            found += [_parameter(name, kind, each) for each in info if isinstance(each, OptionInfo | ArgumentInfo)]
    return found


def _parameter(name: str, kind: Any, info: OptionInfo | ArgumentInfo) -> _Parameter:
    kinds = [part for part in (get_args(kind) or (kind,)) if part is not type(None)]
    several = any(get_origin(part) is list for part in (kind, *kinds))
    spellings: tuple[str, ...] = ()
    if isinstance(info, OptionInfo):
        # typer's own rule: the first declaration is where a default stands.
        declared = [d for d in (info.default, *(info.param_decls or ())) if isinstance(d, str)]
        spellings = tuple(part for each in declared for part in each.split("/"))
        if not any(spelling.startswith("--") for spelling in spellings):
            spellings = (f"--{name.replace('_', '-')}", *spellings)
    return _Parameter(name, spellings, kinds[0], several, info.help or "")


def _option(parameters: Iterable[_Parameter], spelling: str) -> _Parameter | None:
    return next((parameter for parameter in parameters if spelling in parameter.spellings), None)


def _options(parameters: Iterable[_Parameter], line: _Line, typed: str) -> Next:
    """The long options, and a short one that is typed already; what was given stays away, unless it may come again."""
    choices = [
        Choice(spelling, parameter.told)
        for parameter in parameters
        if parameter.several or parameter.name not in line.given
        for spelling in parameter.spellings
        if spelling.startswith(typed) and (spelling.startswith("--") or len(typed) == 2)
    ]
    if "--help".startswith(typed):
        choices.append(Choice("--help", "Show what the command does, and stop."))
    return Next(choices)


def _values(context: Context, parameter: _Parameter, typed: str) -> Next:
    if isinstance(parameter.kind, type) and issubclass(parameter.kind, Enum):
        return Next([Choice(each.value) for each in parameter.kind if each.value.startswith(typed.lower())])
    if parameter.name in _FILES or parameter.kind is Path:
        return Next(files=True)
    words = [Choice(word) for word in _WORDS.get(parameter.name, ()) if word.startswith(typed.lower())]
    kinds = _FROM_LEDGER.get(parameter.name, ())
    if not kinds:
        return Next(words)
    try:
        ledger = context.ledger
    except UsageProblem:
        return Next(words)
    found = [Choice(*each) for each in beginnings(ledger, kinds, typed)]
    return Next(list(dict.fromkeys([*words, *found])))
