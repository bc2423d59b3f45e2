"""Files opened without harm: nothing is waited for, nothing is read that is no file, and nothing without end."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, TypeAlias

from rumourctl.articles.refusal import Refusal

_KINDS = (
    (stat.S_ISFIFO, "is a pipe, not a file; pass - and feed it to standard input"),
    (stat.S_ISSOCK, "is a socket, not a file; name a file"),
    (stat.S_ISCHR, "is a device, not a file; name a file"),
    (stat.S_ISBLK, "is a device, not a file; name a file"),
)
HEAD = 2_000
"""Bytes of a file by which its form is told."""

LimitOf: TypeAlias = Callable[[bytes], int]
"""How many bytes are read of a file that begins so."""


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """The file at ``path``. Raises Refusal for what is no file, OSError or ValueError where it cannot be opened."""
    # Before opening, which may do anything to a device; and of what was opened, which another may have put there since.
    _check_kind(os.stat(path))
    with open(path, "rb", opener=_open_without_waiting) as file:
        _check_kind(os.fstat(file.fileno()))
        yield file


def contents(path: str, limit_of: LimitOf) -> bytes:
    """All of the file at ``path``. Raises as :func:`opened`, and Refusal for one that is too large or that changes."""
    with opened(path) as file:
        before = os.fstat(file.fileno())
        head = file.read(HEAD)
        if before.st_size > limit_of(head):
            raise too_large(f"{before.st_size:,}", limit_of(head))
        data = _with_rest(head, file, limit_of)
        after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise Refusal("changed while it was read; try again when it is written")
    return data


def all_of(stream: BinaryIO, limit_of: LimitOf) -> bytes:
    """All that ``stream`` gives. Raises Refusal where it is too much."""
    return _with_rest(stream.read(HEAD), stream, limit_of)


def too_large(size: str, most: int) -> Refusal:
    """Why ``size`` bytes are not read."""
    return Refusal(f"is too large: {size} bytes, and at most {most:,} are read; split it into articles")


def _with_rest(head: bytes | None, stream: BinaryIO, limit_of: LimitOf) -> bytes:
    most = limit_of(head or b"")
    rest = stream.read(most + 1 - len(head or b""))
    if head is None or rest is None:  # a stream that would have to be waited for
        raise Refusal("gives nothing to read; check what feeds it")
    if len(head) + len(rest) > most:
        raise too_large(f"more than {most:,}", most)
    return head + rest


def _open_without_waiting(path: str, flags: int) -> int:
    """A descriptor even of a pipe that nobody writes to."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))


def _check_kind(status: os.stat_result) -> None:
    for is_kind, reason in _KINDS:
        if is_kind(status.st_mode):
            raise Refusal(reason)
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        raise Refusal("is not a file that can be read; name one")
