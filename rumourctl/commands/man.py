"""``rumourctl man``: the manual page, made of what the commands say of themselves."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from rumourctl import __version__
from rumourctl.commands import given
from rumourctl.errors import ExitStatus

if TYPE_CHECKING:
    from rumourctl.rendering.manual import Command

_LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")


def man(ctx: typer.Context) -> ExitStatus:
    """Show the manual page; piped, print it as the file that man reads.

    It is made of the help of all commands, so that it is always that of the program at hand.

    Examples:

    $ rumourctl man
    $ rumourctl man > ~/.local/share/man/man1/rumourctl.1
    """
    from rumourctl.rendering.manual import Manual, manual  # here, so that other commands need not wait for it

    context = given.context_of(ctx)
    group: Any = ctx.find_root().command
    root = _command("rumourctl [OPTIONS] [COMMAND ...]", group)
    page = manual(
        Manual(
            name="rumourctl",
            version=__version__,
            day=context.today,
            summary=_as_phrase(root.paragraphs[0]),
            root=root,
            commands=list(_commands("rumourctl", group.commands)),
            notes=list(_notes()),
        )
    )
    if context.terminal and shutil.which("man"):
        with tempfile.TemporaryDirectory(prefix="rumourctl-") as folder:
            file = Path(folder) / "rumourctl.1"
            file.write_text(page, encoding="ascii")
            context.flush()
            subprocess.run(["man", str(file)], check=False)
        return ExitStatus.DONE
    context.write(page)
    return ExitStatus.DONE


def _commands(before: str, commands: Mapping[str, Any]) -> Iterator[Command]:
    """Each command, and in the place of a group each of its own."""
    for name, command in commands.items():
        if inner := getattr(command, "commands", None):
            yield from _commands(f"{before} {name}", inner)
        else:
            arguments = [p.metavar or p.name.upper() for p in command.params if p.param_type_name == "argument"]
            yield _command(" ".join((before, name, "[OPTIONS]", *arguments)), command)


def _command(usage: str, command: Any) -> Command:
    from rumourctl.rendering.manual import Command, Option  # see above

    told, _, rest = (command.help or "").partition("Examples:")
    examples = [line.strip() for line in rest.splitlines() if line.strip().startswith("$ ")]
    found = []
    for param in command.params:
        if param.param_type_name == "option":
            spelling = ", ".join(param.opts) + "".join(f" / {other}" for other in param.secondary_opts)
            found.append(Option(f"{spelling} {param.metavar or ''}".strip(), param.help or ""))
    paragraphs = [" ".join(each.split()) for each in re.split(r"\n\s*\n", told) if each.strip()]
    return Command(usage, paragraphs, examples, found)


def _as_phrase(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _notes() -> Iterator[tuple[str, Sequence[tuple[str, str]]]]:
    """What the guide says of exit statuses and of the environment, as its page on commands has it."""
    guide = (resources.files("rumourctl") / "docs" / "commands.md").read_text(encoding="utf-8")
    _, _, rest = guide.partition("**Exit status.**")
    statuses, _, environment = rest.partition("**Environment.**")
    rows = re.findall(r"^\| (\d+) \| (.*?) \|$", statuses, re.MULTILINE)
    yield "EXIT STATUS", rows
    variables = re.findall(r"^\| (`.*?`) \| (.*?) \|$", environment, re.MULTILINE)
    yield "ENVIRONMENT", [(names, _LINK.sub(r"\1", told)) for names, told in variables]
