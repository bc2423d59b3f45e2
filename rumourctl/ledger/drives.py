"""Drives that several computers share: there SQLite, which lets programs share memory, cannot keep them apart."""

from __future__ import annotations

import os
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
"""Where Linux tells what is mounted. No other system says so in a file."""
_SHARED = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "davfs", "fuse.sshfs", "fuse.davfs2"})


def network_of(path: Path, mounts: Path = MOUNTS) -> str | None:
    """The kind of network drive that ``path`` lies on; None where it is on a local disk, or that cannot be told."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return None
    places = {Path(os.path.realpath(path)), *Path(os.path.realpath(path)).parents}
    found = [(point, kind) for point, kind in map(_mounted, lines) if point in places]
    # Of several at one point, the last hides the others.
    _, kind = max(reversed(found), key=lambda each: len(each[0].parts), default=(path, ""))
    return kind if kind in _SHARED else None


def _mounted(line: str) -> tuple[Path, str]:
    """Where something is mounted, and what kind of file system it is; see proc(5)."""
    place, _, source = line.partition(" - ")
    point = place.split()[4]
    for escaped, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        point = point.replace(escaped, character)
    return Path(point), source.split()[0]
