"""What is said to the person at the keyboard, on stderr: one line at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rumourctl.context import Context, Volume
from rumourctl.errors import UsageProblem
from rumourctl.rendering.safe import safe, safe_lines

_T = TypeVar("_T")
_CLEARED = "\r\x1b[2K"
"""Takes a running count off the line; it is drawn again on the next one."""


def say(context: Context, sentence: str) -> None:
    """``sentence`` as one harmless line on stderr, whatever file names and texts are quoted in it: an error, a refusal,
    or why the exit status is not 0. It cannot be silenced; see note."""
    say_lines(context, safe(sentence))


def note(context: Context, sentence: str) -> None:
    """The same for what is good to know, which --quiet silences."""
    if context.volume > Volume.QUIET:
        say(context, sentence)


def detail(context: Context, sentence: str) -> None:
    """The same for what only --verbose tells."""
    if context.volume >= Volume.VERBOSE:
        say(context, sentence)


def say_lines(context: Context, text: str) -> None:
    """``text`` on stderr with its lines as they are, for a fault that is underlined where it stands.

    Where stderr takes no more, as on a full disk, it is lost; what is stored and answered does not depend on it.
    """
    with contextlib.suppress(OSError):
        context.stderr.write(f"{_CLEARED if context.shows_progress else ''}{safe_lines(text)}\n")
        context.stderr.flush()


def confirmed(context: Context, question: str) -> bool:
    """Whether the person at the keyboard says yes. Raises UsageProblem where nobody sits there."""
    if not context.stdin.isatty():
        raise UsageProblem(f"{question} Nobody is there to answer; add --yes to go on without asking")
    context.stderr.write(f"{safe(question)} [y/N] ")
    context.stderr.flush()
    return context.stdin.readline().strip().lower() in (b"y", b"yes")


def counted(context: Context, items: Iterable[_T], noun: str) -> Iterator[_T]:
    """``items`` as they come, with a running count on stderr where somebody watches."""
    if not context.shows_progress:
        yield from items
        return
    from rich.console import Console  # only here: scripts, which see no progress, start faster without Rich

    with Console(file=context.stderr, force_terminal=True).status(f"0 {noun}") as status:
        for count, item in enumerate(items, 1):
            yield item
            status.update(f"{count} {noun}")
