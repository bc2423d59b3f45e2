"""Long text for people, page by page."""

from __future__ import annotations

from contextlib import suppress

from rumourctl.context import Context

_DEFAULTS = {"LESS": "FRX", "LV": "-c"}
"""Colours are shown, the text stays on the screen, and what fits a page needs no key; where the user says nothing."""


def page(context: Context, text: str) -> None:
    """Write ``text`` to stdout; by the user's pager where that is a terminal on which it does not fit."""
    pager = context.pager
    if pager is None or context.height is None or text.count("\n") < context.height:
        context.write(text)
        return
    # Here, as nearly all that is printed is short, or goes elsewhere.
    import shlex
    import subprocess

    context.flush()
    try:
        process = subprocess.Popen(
            shlex.split(pager), stdin=subprocess.PIPE, env={**_DEFAULTS, **context.environ}, encoding="utf-8"
        )
    except (OSError, ValueError):  # there is none, or its name is none
        context.write(text)
        return
    assert process.stdin is not None
    # Who has seen enough quits the pager before it has read all.
    with suppress(BrokenPipeError):
        process.stdin.write(text)
    with suppress(BrokenPipeError):
        process.stdin.close()
    while process.returncode is None:
        # Ctrl-C is the pager's, which stays on the terminal until it is quit.
        with suppress(KeyboardInterrupt):
            process.wait()
