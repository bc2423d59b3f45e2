"""``rumourctl config``: what is set, where, and how it is changed."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rumourctl.commands import given, options
from rumourctl.context import Context
from rumourctl.errors import ExitStatus, NothingFound, RumourError, UsageProblem
from rumourctl.rendering.formats import Format
from rumourctl.rendering.notices import note

if TYPE_CHECKING:
    from rumourctl.rendering.formats import Row
    from rumourctl.settings.statements import Path as Names

config = typer.Typer(help="Settings: default ledger and format, favourite clubs, aliases, publishers.")

Key = Annotated[
    str,
    typer.Argument(metavar="SETTING", help="A setting: format, 'aliases.Big Mac', publishers.Marca.day-first."),
]


@config.command("path")
def config_path(ctx: typer.Context) -> None:
    """Print where the file of settings is, or would be.

    Examples:

    $ rumourctl config path
    """
    context = given.context_of(ctx)
    context.write(f"{_file(context)}\n")


@config.command("list")
def config_list(
    ctx: typer.Context, form: options.OutputFormat = Format.TABLE, db: options.Database = None
) -> ExitStatus:
    """Print every setting, its value, and whence it has that: from the file, the environment, an option, or by default.

    Examples:

    $ rumourctl config list
    $ rumourctl config list -f json
    """
    from rumourctl.rendering.output import output  # here, so that --help need not wait for it
    from rumourctl.rendering.settings import settings_view
    from rumourctl.settings.schema import SETTINGS as SCHEMA

    context = given.context_of(ctx, db)
    file = context.settings_file
    context = context.configured()
    subject = f"{file}{'' if file and file.exists() else ' (not there yet; rumourctl config edit makes it)'}"
    defaults = {name: setting.default for name, setting in SCHEMA.items()}
    output(context, form, settings_view(subject, defaults), _rows(context, file))
    return ExitStatus.DONE


@config.command("get")
def config_get(ctx: typer.Context, setting: Key, db: options.Database = None) -> ExitStatus:
    """Print the value of one setting, a list one a line.

    Examples:

    $ rumourctl config get ledger
    $ rumourctl config get "aliases.Big Mac"
    """
    from rumourctl.rendering.settings import value_words  # see config_list
    from rumourctl.settings.typed import names_of

    context = given.context_of(ctx, db).configured()
    wanted = ".".join(names_of(setting))
    value = next((row["value"] for row in _rows(context, context.settings_file) if row["setting"] == wanted), None)
    if value is None or value == []:
        raise NothingFound(f"{wanted} is not set; rumourctl config set {shlex.quote(wanted)} VALUE does it")
    context.write("".join(f"{value_words(each)}\n" for each in (value if isinstance(value, list) else [value])))
    return ExitStatus.DONE


@config.command("set")
def config_set(
    ctx: typer.Context,
    setting: Key,
    values: Annotated[list[str], typer.Argument(metavar="VALUE...", help="Its value; of a list, all of them.")],
) -> ExitStatus:
    """Set a setting, and leave all else in the file as it is, comments too.

    Examples:

    $ rumourctl config set format markdown
    $ rumourctl config set favourites "Real Madrid" Lyon
    $ rumourctl config set "aliases.Big Mac" "Alexis Mac Allister"
    $ rumourctl config set publishers.Marca.hosts marca.com
    """
    from rumourctl.settings.editing import with_setting  # see config_list
    from rumourctl.settings.reading import read_text, settings_of
    from rumourctl.settings.typed import names_of, value_of

    context = given.context_of(ctx)
    file, names = _file(context), names_of(setting)
    value = value_of(names, values)
    before = read_text(file) or ""
    settings_of(file, before)
    after = with_setting(file, before, names, value)
    settings_of(file, after)
    _write(file, after)
    return ExitStatus.DONE


@config.command("unset")
def config_unset(ctx: typer.Context, setting: Key) -> ExitStatus:
    """Take a setting out of the file: its default holds again.

    Examples:

    $ rumourctl config unset format
    $ rumourctl config unset publishers.Marca
    """
    from rumourctl.settings.editing import without_setting  # see config_list
    from rumourctl.settings.reading import read_text, settings_of
    from rumourctl.settings.statements import line_of
    from rumourctl.settings.typed import names_of

    file, names = _file(given.context_of(ctx)), names_of(setting, whole_table=True)
    before = read_text(file) or ""
    settings_of(file, before)
    if line_of(before, names) is None:
        raise NothingFound(f"{file}: {'.'.join(names)} is not set there; rumourctl config list shows what is")
    _write(file, without_setting(file, before, names))
    return ExitStatus.DONE


@config.command("edit")
def config_edit(ctx: typer.Context) -> ExitStatus:
    """Open the file of settings in your editor, and check it then. A new one lists all that can be set.

    The editor is the one that VISUAL or EDITOR names.

    Examples:

    $ rumourctl config edit
    """
    from rumourctl.settings.reading import read_settings  # see config_list
    from rumourctl.settings.template import TEMPLATE

    context = given.context_of(ctx)
    file = _file(context)
    editor = context.environ.get("VISUAL") or context.environ.get("EDITOR") or ("notepad" if os.name == "nt" else "vi")
    if not file.exists():
        _write(file, TEMPLATE)
    try:
        status = subprocess.run([*shlex.split(editor), str(file)], check=False).returncode
    except (OSError, ValueError) as error:
        raise UsageProblem(f"{editor} cannot be started; set EDITOR to your editor, or edit {file} yourself") from error
    if status:
        raise RumourError(f"{editor} ended with status {status}; {file} is as it left it; try another EDITOR")
    read_settings(file)
    note(context, f"{file}: all right")
    return ExitStatus.DONE


def _file(context: Context) -> Path:
    if context.settings_file is None:
        raise UsageProblem("there is no home folder for settings; name their file with RUMOURCTL_CONFIG")
    return context.settings_file


def _write(file: Path, text: str) -> None:
    """Raises RumourError where the file cannot be written."""
    from rumourctl.files import new_file  # see config_list

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RumourError(
            f"{file}: its folder cannot be made: {error.strerror or error}; name another file with RUMOURCTL_CONFIG"
        ) from error
    with new_file(file, force=True) as draft:
        draft.write_text(text, encoding="utf-8", newline="")


def _rows(context: Context, file: Path | None) -> Iterator[Row]:
    """Every setting that has a value, or might have, in the order of the schema."""
    import tomllib

    from rumourctl.settings.reading import read_text  # see config_list
    from rumourctl.settings.schema import ALIASES, PUBLISHERS, SETTINGS
    from rumourctl.settings.statements import line_of

    text = (file and read_text(file)) or ""
    content = tomllib.loads(text)

    def row(names: Names, value: Any, origin: str, place: str | None) -> Row:
        """One setting."""
        return {"setting": ".".join(names), "value": value, "origin": origin, "place": place}

    def from_file(names: Names, value: Any) -> Row:
        """One that the file gives."""
        return row(names, value, "file", f"{file}:{line_of(text, names)}")

    for name, setting in SETTINGS.items():
        if name == "ledger" and context.db is not None:
            yield row((name,), str(context.db), "option", "--db")
        elif setting.variable and context.environ.get(setting.variable):
            yield row((name,), _in_force(context, name), "environment", setting.variable)
        elif name in content:
            yield from_file((name,), _in_force(context, name))
        else:
            yield row((name,), _in_force(context, name), "default", None)
    for alias, meant in content.get(ALIASES, {}).items():
        yield from_file((ALIASES, alias), meant)
    for publisher, said in content.get(PUBLISHERS, {}).items():
        for name, value in said.items():
            yield from_file((PUBLISHERS, publisher, name), value)


def _in_force(context: Context, name: str) -> Any:
    """The value that a setting has now."""
    settings = context.settings
    match name:
        case "ledger":
            return str(context.ledger)
        case "rules":
            folder = context.own_words(None)
            return folder and str(folder)
        case "format":
            return settings.format or Format.TABLE.value
        case "colour":
            return "never" if context.environ.get("NO_COLOR") else settings.colour
        case "day-first":
            return settings.day_first
        case "favourites":
            return list(settings.favourites)
        case _:
            return getattr(settings, name)
