"""What was worked out once and is kept for later runs, in a folder of the user's that may be deleted at any time.

Whoever could write to it could tell rumourctl anything, so it takes nothing that somebody else can have written: a file
must belong to the user and be writable by nobody else. Windows tells no owners; there the folders of a user are closed
to others. And a file is taken only as it was written, for exactly what it was written for: it begins with a digest of
that and of its content, so that one that is stale, cut off or damaged is as good as none.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rumourctl.errors import RumourError
from rumourctl.files import new_file

_LARGEST = 64_000_000
"""Bytes, so that a foreign file does not fill the memory."""
_KEPT = 8
"""So many files are kept, of the last ones written: one for each installation and folder of rules in use."""
_OURS = re.compile(r"rumourctl-[0-9a-f]{16}\.cache(\.[0-9a-f]{8}\.partial)?")
_SEAL = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of what is kept. It is made when something is, and where that cannot be, nothing is kept."""

    folder: Path

    def get(self, place: bytes, key: bytes) -> bytes | None:
        """What was last put at ``place``, if that was under ``key``; None where it was not, or cannot be trusted."""
        try:
            with open(self._file(place), "rb", opener=_open_ours) as file:
                content = file.read(_LARGEST)
        except OSError:
            return None
        return content[_SEAL:] if content[:_SEAL] == _seal(key, content[_SEAL:]) else None

    def put(self, place: bytes, key: bytes, content: bytes) -> None:
        """Keep ``content`` at ``place`` in the place of what was there, as far as that can be done."""
        file = self._file(place)
        with suppress(OSError, RumourError):
            _make(self.folder)
            if not _is_ours(self.folder.stat()):
                return
            # A new file would keep the permissions of this one, and follow it where it is a link.
            file.unlink(missing_ok=True)
            with new_file(file, force=True, like=self.folder) as draft:
                draft.write_bytes(_seal(key, content) + content)
            self._tidy()

    def _file(self, place: bytes) -> Path:
        return self.folder / f"rumourctl-{hashlib.sha256(place).hexdigest()[:16]}.cache"

    def _tidy(self) -> None:
        """Delete what was written long ago, and what was never finished."""
        ours = [file for file in self.folder.iterdir() if _OURS.fullmatch(file.name)]
        for file in sorted(ours, key=lambda file: file.stat().st_mtime_ns)[:-_KEPT]:
            file.unlink()


def _seal(key: bytes, content: bytes) -> bytes:
    return hashlib.sha256(hashlib.sha256(key).digest() + content).digest()


def _open_ours(path: str, flags: int) -> int:
    """Opens a file that nobody else can have written. Raises OSError where that is not sure."""
    # Not followed, and not waited for, in case it is a link or a pipe; Windows knows neither flag, and needs none.
    descriptor = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    status = os.fstat(descriptor)
    if not (stat.S_ISREG(status.st_mode) and _is_ours(status)):
        os.close(descriptor)
        raise PermissionError(path)
    return descriptor


def _is_ours(status: os.stat_result) -> bool:
    """Whether what has this ``status`` belongs to the user, and nobody else can write to it."""
    shared = status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not shared)


def _make(folder: Path) -> None:
    """Make ``folder`` where it is missing, closed to others. Raises OSError where that cannot be, or should not."""
    missing = [here for here in (folder, *folder.parents) if not here.exists()]
    # Whoever works as root in the home of another would leave there what its owner could never use or delete.
    if missing and hasattr(os, "geteuid") and os.geteuid() == 0 != missing[-1].parent.stat().st_uid:
        raise PermissionError(folder)
    for here in reversed(missing):
        here.mkdir(mode=stat.S_IRWXU, exist_ok=True)
