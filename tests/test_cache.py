"""What is kept for later runs: given only as it was put, only to whom it belongs, and never in anybody's way."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rumourctl.cache import Cache
from tests.conftest import umask

PLACE, KEY, CONTENT = b"words of mine", b"as they are now", b"compiled words" * 1000
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows tells no owners")
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
NOBODY = 65534


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    """A cache in which something is kept."""
    cache = Cache(tmp_path / "cache")
    cache.put(PLACE, KEY, CONTENT)
    assert cache.get(PLACE, KEY) == CONTENT
    return cache


def the_file(cache: Cache) -> Path:
    (file,) = cache.folder.iterdir()
    return file


def test_it_is_given_at_its_place_and_under_its_key_only(kept: Cache) -> None:
    assert kept.get(PLACE, b"as they are tomorrow") is None
    assert kept.get(b"words of yours", KEY) is None


def test_what_is_newer_takes_the_place_of_what_was_there(kept: Cache) -> None:
    kept.put(PLACE, b"tomorrow", b"other words")
    assert kept.get(PLACE, b"tomorrow") == b"other words"
    assert kept.get(PLACE, KEY) is None
    the_file(kept)


def _cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def _one_bit_flipped(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[1000] ^= 1
    file.write_bytes(content)


def _longer(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"!")


def _nothing_in_it(file: Path) -> None:
    file.write_bytes(b"")


def _too_large(file: Path) -> None:
    os.truncate(file, 100_000_000_000)  # takes no room on the disk


def _a_link(file: Path) -> None:
    elsewhere = file.with_name("elsewhere")
    file.rename(elsewhere)
    file.symlink_to(elsewhere)


def _a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def _writable_by_others(file: Path) -> None:
    file.chmod(0o666)


def _of_somebody_else(file: Path) -> None:
    if not IS_ROOT:
        pytest.skip("only root can give a file away")
    os.chown(file, NOBODY, NOBODY)


SPOILT = [_cut_off, _one_bit_flipped, _longer, _nothing_in_it, _too_large]
FOREIGN = [_a_link, _a_pipe, _writable_by_others, _of_somebody_else]


@pytest.mark.parametrize("happens", [*SPOILT, *(pytest.param(change, marks=POSIX) for change in FOREIGN)])
def test_a_file_to_which_something_happened_is_as_good_as_none(kept: Cache, happens: Callable[[Path], None]) -> None:
    file = the_file(kept)
    happens(file)
    assert kept.get(PLACE, KEY) is None
    kept.put(PLACE, KEY, CONTENT)
    assert kept.get(PLACE, KEY) == CONTENT
    assert stat.S_ISREG(file.lstat().st_mode)


@POSIX
def test_a_folder_in_the_place_of_the_file_stays_there(kept: Cache) -> None:
    file = the_file(kept)
    file.unlink()
    (file / "precious").mkdir(parents=True)
    kept.put(PLACE, KEY, CONTENT)
    assert kept.get(PLACE, KEY) is None
    assert (file / "precious").is_dir()


@POSIX
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_only_its_user_can_write_to_it_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    cache = Cache(tmp_path / "new" / "cache")
    with umask(mask):
        cache.put(PLACE, KEY, CONTENT)
    assert cache.get(PLACE, KEY) == CONTENT
    modes = [path.stat().st_mode for path in (tmp_path / "new", cache.folder, the_file(cache))]
    assert list(map(stat.S_IMODE, modes)) == [0o700, 0o700, 0o600]


@POSIX
def test_nothing_is_kept_where_others_can_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    cache = Cache(tmp_path)
    cache.put(PLACE, KEY, CONTENT)
    assert list(tmp_path.iterdir()) == []
    assert cache.get(PLACE, KEY) is None


@contextmanager
def not_writable(folder: Path) -> Iterator[None]:
    """Be somebody who may not write to ``folder``; root may write everywhere."""
    folder.chmod(0o555)
    if IS_ROOT:
        os.seteuid(NOBODY)
    yield
    if IS_ROOT:
        os.seteuid(0)
    folder.chmod(0o755)


@POSIX
def test_where_one_may_not_write_nothing_is_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "new" / "cache")
    with not_writable(tmp_path):
        cache.put(PLACE, KEY, CONTENT)
        assert cache.get(PLACE, KEY) is None
    assert list(tmp_path.iterdir()) == []


@POSIX
@pytest.mark.skipif(not IS_ROOT, reason="only root has homes of others")
def test_root_leaves_nothing_in_the_home_of_another(tmp_path: Path) -> None:
    os.chown(tmp_path, NOBODY, NOBODY)
    Cache(tmp_path / ".cache" / "rumourctl").put(PLACE, KEY, CONTENT)
    assert list(tmp_path.iterdir()) == []


def test_where_a_file_stands_in_the_way_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("no folder")
    cache = Cache(tmp_path / "cache")
    cache.put(PLACE, KEY, CONTENT)
    assert cache.get(PLACE, KEY) is None
    assert (tmp_path / "cache").read_text() == "no folder"


def test_it_keeps_what_was_last_written_and_touches_no_file_of_others(kept: Cache) -> None:
    mine = ["notes.cache", "rumourctl.cache", "rumourctl-0123456789abcdef.cache.bak"]
    for name in mine:
        (kept.folder / name).write_text("mine")
        os.utime(kept.folder / name, (0, 0))
    unfinished = kept.folder / "rumourctl-0123456789abcdef.cache.01234567.partial"
    unfinished.write_text("half")
    os.utime(unfinished, (0, 0))  # else it is newer than what the loop below makes older, on a fast machine
    for at in range(20):
        kept.put(b"%d" % at, KEY, CONTENT)
        for older in kept.folder.glob("rumourctl-*.cache"):
            os.utime(older, ns=(0, older.stat().st_mtime_ns - 1_000_000))
    assert [at for at in range(20) if kept.get(b"%d" % at, KEY)] == list(range(12, 20))
    assert kept.get(PLACE, KEY) is None
    assert all((kept.folder / name).read_text() == "mine" for name in mine)
    assert len(list(kept.folder.iterdir())) == 8 + len(mine)
