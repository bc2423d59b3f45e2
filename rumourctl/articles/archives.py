"""Archives and compressed files: what is in them, one after the other, with nothing ever unpacked to the disk.

They come from anywhere: a name may lead nowhere else, no link is followed, and what swells without end is given up.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from rumourctl.articles.discovery import path_as_text
from rumourctl.articles.refusal import Refusal
from rumourctl.errors import Problem

DAMAGE = (tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError)
"""What reading a damaged archive raises."""
_UNPACK: dict[str, Callable[[Any], Any]] = {
    "gz": lambda file: gzip.GzipFile(fileobj=file),
    "bz2": bz2.BZ2File,
    "xz": lzma.LZMAFile,
}
_PACKED = re.compile(r"(?i)\.(?:(?P<zip>zip)|(?P<tar>tar)|(?P<both>tar\.|t)?(?P<by>gz|bz2?|xz))\Z")
_ELSEWHERE = re.compile(r"(?:\A|[/\\])\.\.(?:[/\\]|\Z)|\A[/\\]|\A[A-Za-z]:")
_SWOLLEN, _RATIO = 100_000_000, 200
"""So many bytes, and so many times its size, and an archive is a bomb. Prose shrinks to a third or a fifth."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file within another: ``path`` is that of the archive with its own behind it, and ``name`` tells by its ending
    what it is. ``stream`` gives its bytes, until the next member is asked for."""

    path: str
    name: str
    stream: BinaryIO


def is_packed(name: str) -> bool:
    """Whether a file of this name is an archive or compressed."""
    return _PACKED.search(name) is not None


def members(path: str, file: BinaryIO, wanted: Callable[[str], bool]) -> Iterator[Member | Problem]:
    """The members, of the archive at ``path``, whose names are ``wanted``; or the one file that was compressed.

    A Problem stands for each that cannot be taken, and for the archive where it does not come to its end.
    """
    match = _PACKED.search(path)
    assert match is not None
    meter = _Meter(file)
    is_empty = True
    try:
        if match["zip"]:
            within = _zipped(path, file, meter, wanted)
        elif match["tar"] or match["both"]:
            within = _tarred(path, meter.over(_unpacked(match, file)), wanted)
        else:
            within = iter([Member(path, path[: match.start()], meter.over(_unpacked(match, file)))])
        for member in within:
            is_empty = False
            yield member
            meter.check()
    except Refusal as refusal:
        yield Problem(path, str(refusal))
    except DAMAGE as error:
        yield Problem(path, f"is damaged, cut off or no such archive ({error or type(error).__name__}); get it again")
    else:
        if is_empty:
            yield Problem(
                path,
                "the archive holds no article; of an archive, what a folder would give is read: check what is in it",
            )


def _unpacked(match: re.Match[str], file: BinaryIO) -> BinaryIO:
    if match["tar"]:
        return file
    return cast(BinaryIO, _UNPACK["bz2" if match["by"].lower() in ("bz", "bz2") else match["by"].lower()](file))


def _zipped(path: str, file: BinaryIO, meter: _Meter, wanted: Callable[[str], bool]) -> Iterator[Member | Problem]:
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            if info.is_dir() or not (wanted(info.filename) or is_packed(info.filename)):
                continue
            place = path_as_text(f"{path}/{info.filename}")
            if info.flag_bits & 1:
                yield Problem(place, "is encrypted; unpack it, and name what comes of it")
            elif fault := _fault(info.filename, is_link=stat.S_ISLNK(info.external_attr >> 16)):
                yield Problem(place, fault)
            else:
                with archive.open(info) as stream:
                    yield Member(place, info.filename, meter.over(cast(BinaryIO, stream)))


def _tarred(path: str, stream: BinaryIO, wanted: Callable[[str], bool]) -> Iterator[Member | Problem]:
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for info in archive:
            archive.members.clear()  # type: ignore[attr-defined]  # or it would remember them all
            if info.isdir() or not (wanted(info.name) or is_packed(info.name)):
                continue
            place = path_as_text(f"{path}/{info.name}")
            opened = archive.extractfile(info) if info.isreg() else None
            if fault := _fault(info.name, is_link=info.issym() or info.islnk()):
                yield Problem(place, fault)
            elif opened is None:
                yield Problem(place, "is no file; leave it out of the archive")
            else:
                yield Member(place, info.name, cast(BinaryIO, opened))


def _fault(name: str, *, is_link: bool) -> str | None:
    """Why a member of this name is not taken."""
    if _ELSEWHERE.search(name):
        return "its name leads out of the archive"
    if is_link:
        return "is a link, which is not followed out of an archive"
    return "is an archive within another; unpack that first" if is_packed(name) else None


class _Meter:
    """Counts what comes out of a file. Raises Refusal when it is out of all proportion to what went in."""

    def __init__(self, file: BinaryIO) -> None:
        self._most = max(_SWOLLEN, file.seek(0, 2) * _RATIO)
        file.seek(0)
        self._came = 0

    def check(self) -> None:
        """Raises Refusal where too much came."""
        if self._came > self._most:
            raise Refusal(
                f"swells to more than {self._most:,} bytes, so what else is in it is not read;"
                " unpack it, and name what comes of it"
            )

    def over(self, stream: BinaryIO) -> BinaryIO:
        """``stream``, with what comes out of it counted."""
        return cast(BinaryIO, _Metered(stream, self))

    def count(self, data: bytes) -> bytes:
        """``data`` as it is, counted. Raises Refusal where it is too much."""
        self._came += len(data)
        self.check()
        return data


@dataclass(frozen=True, slots=True)
class _Metered:
    stream: BinaryIO
    meter: _Meter

    def read(self, size: int = -1) -> bytes:
        return self.meter.count(self.stream.read(size))

    def readline(self, size: int = -1) -> bytes:
        return self.meter.count(self.stream.readline(size))
