"""New files, of which nobody ever finds half: written beside their place, and moved there once they are whole."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rumourctl.errors import RumourError

_MODE = 0o664  # less what the user's umask takes away; the world may write to it under no umask
_KEPT = 0o775  # of the permissions of a file that is replaced
_FULL = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def new_file(target: Path, *, force: bool, never: Iterable[Path] = (), like: Path | None = None) -> Iterator[Path]:
    """Gives the path of an empty file beside ``target``, to be filled; what is in it at the end is then at ``target``.

    It has reached the disk by then. Where the block raises, or ``target`` may not be written, nothing changes there and
    nothing is left beside it; killed outright, it leaves a file whose name ends in ``.partial``. Only with ``force``
    does it take the place of a file that is there, whose permissions it keeps and whose links it follows, but never
    that of one of ``never``. A new one is open to those whom the user's umask lets in, and of them, where it is a copy,
    to those only who may open ``like``.

    Raises RumourError, naming ``target`` and the reason; also for an OSError of the block, which is taken to be about
    the file that it writes.
    """
    place = Path(os.path.realpath(target))
    with _in_plain_words(target):
        mode = _mode_at(target, force=force, never=never)
        draft = place.with_name(f"{place.name[:40]}.{secrets.token_hex(4)}.partial")
        most = _MODE & like.stat().st_mode if like else _MODE
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, most | stat.S_IRUSR | stat.S_IWUSR))
        try:
            if mode is not None:
                draft.chmod(mode & _KEPT)
            yield draft
            _sync(draft, os.O_RDWR)
            (os.replace if force else _move_where_nothing_is)(draft, place)
        except BaseException:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
            raise
        sync_folder(place.parent)


def sync_folder(folder: Path) -> None:
    """Wait until what was made or renamed in ``folder`` is there on the disk too, where the system can be asked to."""
    with suppress(OSError):  # Windows opens no folder, and some network drives sync none
        _sync(folder, os.O_RDONLY)


def _mode_at(target: Path, *, force: bool, never: Iterable[Path]) -> int | None:
    """The permissions of the file at ``target``, None where there is none. Raises RumourError where it may not go."""
    if not target.parent.is_dir():
        raise RumourError(f"{target}: there is no folder {target.parent}; make it first")
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        if target.is_symlink() and not force:
            raise FileExistsError from None
        return None
    if stat.S_ISDIR(mode):
        raise RumourError(f"{target}: is a folder; name a file in it")
    if not stat.S_ISREG(mode):
        raise RumourError(f"{target}: is not a regular file; name another, or - for standard output")
    if any(kept.exists() and target.samefile(kept) for kept in never):
        raise RumourError(f"{target}: belongs to the ledger itself; name another file")
    if not force:
        raise FileExistsError
    return stat.S_IMODE(mode)


def _move_where_nothing_is(draft: Path, place: Path) -> None:
    """Raises FileExistsError where there is something at ``place`` by now."""
    try:
        os.link(draft, place)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(place):
            raise FileExistsError from None
        draft.rename(place)
    else:
        draft.unlink()


def _sync(path: Path, flags: int) -> None:
    """Wait until what was written to ``path`` is on the disk."""
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _in_plain_words(target: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise RumourError(f"{target}: exists already; name another file, or replace it with --force") from None
    except OSError as error:
        if error.errno in _FULL:
            raise RumourError(f"{target}: the disk is full; nothing was written, make room and try again") from error
        raise RumourError(f"{target}: cannot be written: {error.strerror or error}; name another place") from error
