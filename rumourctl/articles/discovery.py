"""Which files the arguments of a command mean: files, folders, patterns, and "-" for standard input."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence

from rumourctl.errors import Problem

STDIN = "-"
SUFFIXES = (".txt", ".text", ".md", ".markdown")
"""The files that are taken from a folder; a file that is named is taken whatever its name."""

_SEPARATOR = "[" + re.escape(os.sep + (os.altsep or "")) + "]"
_ANY_DEPTH = re.compile(rf"(?:\A|(?<={_SEPARATOR}))(?:\*\*(?:{_SEPARATOR}+|\Z))+")


def find_files(arguments: Sequence[str]) -> Iterator[str | Problem]:
    """The files that ``arguments`` mean, as paths that begin as the user gave them, each once and in sorted order.

    Folders are read with all below them, except what is hidden; links are followed, once. Patterns may hold ``*``,
    ``?``, ``[…]`` and ``**``; a file of that very name goes before a pattern. A ``Problem`` stands for a folder that
    cannot be listed, and for a folder or pattern that gives nothing. A missing file is left to whoever opens it.
    """
    seen: set[str] = set()
    for argument in arguments:
        is_pattern = argument != STDIN and glob.has_magic(argument) and not os.path.lexists(argument)
        gives_nothing = True
        for found in _under_pattern(argument) if is_pattern else _under(argument):
            gives_nothing = False
            if isinstance(found, Problem):
                yield found
            elif (identity := found if found == STDIN else _identity(found)) not in seen:
                seen.add(identity)
                yield found
        if gives_nothing:
            yield Problem(argument, "the pattern matches no article; check it" if is_pattern else _NO_ARTICLE)


_NO_ARTICLE = f"the folder holds no article; in folders, files ending in {', '.join(SUFFIXES)} are read"


def path_as_text(path: str) -> str:
    """``path`` with those bytes escaped that are no text, so that it can be printed and stored anywhere."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def why_unreadable(path: str, error: OSError | ValueError) -> str:
    """What ``error``, raised on opening or listing ``path``, means for the user."""
    if isinstance(error, FileNotFoundError):
        missing = "is a link to a file that does not exist" if os.path.islink(path) else "no such file or folder"
        return f"{missing}; check the path"
    return f"cannot be read: {getattr(error, 'strerror', None) or error}"


def _identity(path: str) -> str:
    try:
        return os.path.normcase(os.path.realpath(path))
    except ValueError:  # no path at all; opening it says so
        return path


def _under(path: str) -> Iterator[str | Problem]:
    """``path`` itself, or the articles in and below it when it is a folder."""
    if path == STDIN or not os.path.isdir(path):
        yield path
        return
    for entry in _folders(path):
        if isinstance(entry, Problem):
            yield entry
        else:
            yield from (file for file in entry[1] if file.lower().endswith(SUFFIXES))


def _under_pattern(pattern: str) -> Iterator[str | Problem]:
    if "\0" in pattern:
        return
    any_depth = _ANY_DEPTH.search(pattern)
    if any_depth is None:
        for match in sorted(glob.iglob(pattern)):
            yield from _under(match)
        return
    # Not glob's own "**": it follows links round in circles.
    head, tail = pattern[: any_depth.start()], pattern[any_depth.end() :]
    for top in sorted(glob.iglob(head)) if head else [""]:
        if not tail:
            yield from _under(top or os.curdir)
            continue
        for entry in _folders(top):
            if isinstance(entry, Problem):
                yield entry
            else:
                yield from _under_pattern(os.path.join(glob.escape(entry[0]), tail))


def _folders(top: str) -> Iterator[tuple[str, list[str]] | Problem]:
    """``top`` and all folders below it that are not hidden, each once, with the files that it holds."""
    visited: set[str] = set()
    pending = [top]
    while pending:
        folder = pending.pop()
        identity = _identity(folder)
        if identity in visited:
            continue
        visited.add(identity)
        try:
            names = os.listdir(folder or os.curdir)
        except OSError as error:
            yield Problem(path_as_text(folder), why_unreadable(folder, error))
            continue
        paths = [os.path.join(folder, name) for name in sorted(names) if not name.startswith(".")]
        folders = [path for path in paths if os.path.isdir(path)]
        pending.extend(reversed(folders))
        inside = set(folders)
        yield folder, [path for path in paths if path not in inside]
