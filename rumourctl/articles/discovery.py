"""Which files the arguments of a command mean: files, folders, patterns, and "-" for standard input."""

from __future__ import annotations

import errno
import glob
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from rumourctl.articles.formats import ENDINGS, PAGE
from rumourctl.errors import Problem

STDIN = "-"
SUFFIXES = (".txt", ".text", ".md", ".markdown", *ENDINGS)
"""The files that are taken from a folder; a file that is named is taken whatever its name."""

_SEPARATOR = "[" + re.escape(os.sep + (os.altsep or "")) + "]"
_ANY_DEPTH = re.compile(rf"(?:\A|(?<={_SEPARATOR}))(?:\*\*(?:{_SEPARATOR}+|\Z))+")

_Identity: TypeAlias = tuple[int, int] | str
"""Device and number of a file, which all its names and links share; the path of what cannot be looked at."""


def find_files(arguments: Sequence[str], *, may_be_empty: bool = False) -> Iterator[str | Problem]:
    """The files that ``arguments`` mean, as paths that begin as the user gave them, each once and in sorted order.

    Folders are read with all below them, except what is hidden; links are followed, once. Patterns may hold ``*``,
    ``?``, ``[…]`` and ``**``; a file of that very name goes before a pattern. A ``Problem`` stands for a folder that
    cannot be listed or that is a link round in a circle, and for a folder or pattern that gives nothing, unless they
    ``may_be_empty``. A missing file is left to whoever opens it. Of a million files in folders, only the names in one
    folder are held at a time.
    """
    seen = _Seen()
    for argument in arguments:
        is_pattern = argument != STDIN and glob.has_magic(argument) and not os.path.lexists(argument)
        gives_nothing = True
        for found in _under_pattern(argument, seen) if is_pattern else _under(argument, seen):
            gives_nothing = False
            if isinstance(found, Problem):
                if found not in seen.problems:
                    seen.problems.add(found)
                    yield found
            elif found is not None:
                yield found
        if gives_nothing and not may_be_empty:
            yield Problem(
                path_as_text(argument), "the pattern matches no article; check it" if is_pattern else _NO_ARTICLE
            )


_NO_ARTICLE = "the folder holds no article; of a folder, .txt, .md, .html, .rss and the like are read"
_CIRCLE = "is a link back to a folder that it lies in, so it is not followed; remove it"

_WHAT_ERRORS_MEAN = {
    errno.ENOTDIR: "no such file or folder; check the path",
    errno.ELOOP: "is a link that leads back to itself; remove it",
    errno.ENAMETOOLONG: "its path is too long for this system; move it up, or start in a folder nearer to it",
    errno.EACCES: "cannot be read: Permission denied; ask for the right to read it",
}


def path_as_text(path: str) -> str:
    """``path`` with those bytes escaped that are no text, so that it can be printed and stored anywhere."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def why_unreadable(path: str, error: OSError | ValueError) -> str:
    """What ``error``, raised on opening or listing ``path``, means for the user."""
    if isinstance(error, FileNotFoundError):
        missing = "is a link to a file that does not exist" if os.path.islink(path) else "no such file or folder"
        return f"{missing}; check the path"
    if isinstance(error, OSError) and error.errno in _WHAT_ERRORS_MEAN:
        return _WHAT_ERRORS_MEAN[error.errno]
    return f"cannot be read: {getattr(error, 'strerror', None) or error}"


def _identity(path: str) -> _Identity:
    try:
        status = os.stat(path)
    except (OSError, ValueError):  # no path at all, or none that leads anywhere; opening it says so
        return path
    return status.st_dev, status.st_ino


@dataclass(slots=True)
class _Seen:
    """What has been found. It grows with folders, links and files that are named, not with the files in folders."""

    folders: set[_Identity] = field(default_factory=set)
    """Those whose articles are taken, all of them."""
    files: set[_Identity] = field(default_factory=set)
    """Those that came by a name of their own: a file that is named, matched or linked."""
    problems: set[Problem] = field(default_factory=set)

    def takes(self, path: str) -> bool:
        """Whether ``path``, which is named, matched or a link, is the first that leads to its file."""
        identity = path if path == STDIN else _identity(path)
        if identity in self.files or (isinstance(identity, tuple) and self._is_in_folder(path)):
            return False
        self.files.add(identity)
        return True

    def takes_listed(self, path: str) -> bool:
        """Whether ``path``, which stands in a folder that is listed this once, was not found otherwise."""
        try:
            status = os.lstat(path)
        except OSError:  # gone since, or out of reach; opening it says so
            return True
        if os.path.islink(path):
            return self.takes(path)
        identity = (status.st_dev, status.st_ino)
        is_new = identity not in self.files
        if status.st_nlink > 1:
            self.files.add(identity)
        return is_new

    def _is_in_folder(self, path: str) -> bool:
        folder, name = os.path.split(os.path.realpath(path))
        return _is_article(name) and _identity(folder) in self.folders


_Found: TypeAlias = str | Problem | None
"""A file, or why there is none; ``None`` for what was found before."""


def _under(path: str, seen: _Seen) -> Iterator[_Found]:
    """``path`` itself, or the articles in and below it when it is a folder."""
    if path == STDIN or not os.path.isdir(path):
        yield path if seen.takes(path) else None
        return
    for entry in _folders(path, seen.folders):
        if isinstance(entry, _Folder):
            for name in entry.articles:
                file = os.path.join(entry.path, name)
                yield file if seen.takes_listed(file) else None
        else:
            yield entry


def _under_pattern(pattern: str, seen: _Seen) -> Iterator[_Found]:
    if "\0" in pattern:
        return
    any_depth = _ANY_DEPTH.search(pattern)
    if any_depth is None:
        for match in sorted(glob.iglob(pattern)):
            yield from _under(match, seen)
        return
    # Not glob's own "**": it follows links round in circles.
    head, tail = pattern[: any_depth.start()], pattern[any_depth.end() :]
    for top in sorted(glob.iglob(head)) if head else [""]:
        if not tail:
            yield from _under(top or os.curdir, seen)
            continue
        for entry in _folders(top, set()):
            if isinstance(entry, _Folder):
                yield from _under_pattern(os.path.join(glob.escape(entry.path), tail), seen)
            elif entry is not None:
                yield entry


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder with the names of the articles in it, sorted."""

    path: str
    articles: Sequence[str]


_Around: TypeAlias = tuple[_Identity, "_Around"] | None
"""The folders around a folder, from within."""


def _folders(top: str, visited: set[_Identity]) -> Iterator[_Folder | Problem | None]:
    """``top`` and all folders below it that are not hidden and not ``visited``, to which they are added."""
    pending: list[tuple[str, _Around]] = [(top, None)]
    while pending:
        folder, around = pending.pop()
        identity = _identity(folder or os.curdir)
        if identity in visited:
            yield Problem(path_as_text(folder), _CIRCLE) if _is_within(identity, around) else None
            continue
        try:
            folders, articles = _listed(folder)
        except OSError as error:
            yield Problem(path_as_text(folder), why_unreadable(folder, error))
            continue
        visited.add(identity)
        pending.extend((os.path.join(folder, name), (identity, around)) for name in reversed(folders))
        yield _Folder(folder, articles)


def _listed(folder: str) -> tuple[list[str], list[str]]:
    """The names of the folders in ``folder`` that are searched, and those of the articles."""
    folders: list[str] = []
    articles: list[str] = []
    with os.scandir(folder or os.curdir) as entries:
        for entry in entries:
            if _is_folder(entry):
                if not entry.name.startswith("."):
                    folders.append(entry.name)
            elif _is_article(entry.name):
                articles.append(entry.name)
    # What a page needs, its frames and programs, is saved by browsers beside it.
    beside = {f"{name.rpartition('.')[0]}_files" for name in articles if name.lower().endswith(PAGE.endings)}
    return sorted(set(folders) - beside), sorted(articles)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself, or one that leads where nobody may look; opening it says so
        return False


def _is_article(name: str) -> bool:
    return not name.startswith(".") and name.lower().endswith(SUFFIXES)


def _is_within(identity: _Identity, around: _Around) -> bool:
    while around:
        if around[0] == identity:
            return True
        around = around[1]
    return False
