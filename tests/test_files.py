"""New files: whole or not at all, never over another unasked, and open to no more people than the user wants."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from rumourctl.errors import RumourError
from rumourctl.files import new_file
from tests.conftest import umask


def write(target: Path, text: str = "new", *, force: bool = False, never: tuple[Path, ...] = ()) -> None:
    with new_file(target, force=force, never=never) as draft:
        draft.write_text(text)


def write_half(target: Path, error: BaseException) -> None:
    with new_file(target, force=True) as draft:
        draft.write_text("half")
        raise error


def write_late(target: Path) -> None:
    with new_file(target, force=False) as draft:
        draft.write_text("late")
        target.write_text("early")


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_file_is_there_once_the_block_is_done_and_not_before(tmp_path: Path) -> None:
    target = tmp_path / "export.ndjson"
    with new_file(target, force=False) as draft:
        draft.write_text("whole")
        assert not target.exists()
        assert draft.parent == tmp_path
        assert draft.name.startswith("export.ndjson.")
        assert draft.name.endswith(".partial")
    assert target.read_text() == "whole"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ["a" * 255, "é" * 127, "-", "naïve name\n.txt"])
def test_any_name_will_do(tmp_path: Path, name: str) -> None:
    write(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ValueError("no"), RumourError("cannot be told")])
def test_a_block_that_fails_leaves_nothing_new(tmp_path: Path, error: BaseException) -> None:
    old = tmp_path / "old"
    old.write_text("old")
    for target in (old, tmp_path / "new"):
        with pytest.raises(type(error)):
            write_half(target, error)
    assert list(tmp_path.iterdir()) == [old]
    assert old.read_text() == "old"


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "export"
    with pytest.raises(RumourError) as refusal, new_file(target, force=False):
        Path("/dev/full").write_text("more than fits")
    assert str(refusal.value) == f"{target}: the disk is full; nothing was written, make room and try again"
    assert list(tmp_path.iterdir()) == []


def test_killed_outright_it_leaves_what_was_there_and_a_partial_file(tmp_path: Path) -> None:
    target = tmp_path / "export"
    target.write_text("old")
    program = (
        "import os, signal, sys; from pathlib import Path; from rumourctl.files import new_file\n"
        "with new_file(Path(sys.argv[1]), force=True) as draft:\n"
        "    draft.write_text('half'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", program, target], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert target.read_text() == "old"
    assert [path.suffix for path in tmp_path.iterdir() if path != target] == [".partial"]


def test_another_file_is_replaced_only_by_force(tmp_path: Path) -> None:
    target = tmp_path / "export"
    write(target, "old")
    with pytest.raises(RumourError, match=r"export: exists already; name another file, or replace it with --force$"):
        write(target)
    assert target.read_text() == "old"
    write(target, force=True)
    assert target.read_text() == "new"


def test_a_file_that_came_meanwhile_stays(tmp_path: Path) -> None:
    target = tmp_path / "export"
    with pytest.raises(RumourError, match="exists already"):
        write_late(target)
    assert target.read_text() == "early"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("force", [False, True])
def test_what_is_no_file_is_refused(tmp_path: Path, force: bool) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    for name, reason in {
        "pipe": "is not a regular file; name another, or - for standard output",
        "folder": "is a folder; name a file in it",
        "missing/export": f"there is no folder {tmp_path}/missing; make it first",
        "file/export": f"there is no folder {tmp_path}/file; make it first",
        "/dev/null": "is not a regular file; name another, or - for standard output",
    }.items():
        with pytest.raises(RumourError) as refusal:
            write(tmp_path / name, force=force)
        assert str(refusal.value) == f"{tmp_path / name}: {reason}"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder", "pipe"]


def test_a_name_that_the_system_does_not_take_is_refused_in_its_words(tmp_path: Path) -> None:
    with pytest.raises(RumourError, match=r"cannot be written: File name too long; name another place$"):
        write(tmp_path / ("a" * 256))


def test_what_must_never_be_overwritten_is_not_even_by_force(tmp_path: Path) -> None:
    ledger, linked, symlinked = tmp_path / "ledger.db", tmp_path / "hard", tmp_path / "soft"
    ledger.write_text("the ledger")
    linked.hardlink_to(ledger)
    symlinked.symlink_to(ledger)
    for target in (ledger, linked, symlinked):
        with pytest.raises(RumourError, match=r"belongs to the ledger itself; name another file$"):
            write(target, force=True, never=(ledger, tmp_path / "ledger.db-wal"))
    assert ledger.read_text() == "the ledger"


def test_a_link_is_followed_by_force_only(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("target")
    with pytest.raises(RumourError, match="exists already"):
        write(link)
    write(link, force=True)
    assert link.is_symlink()
    assert (tmp_path / "target").read_text() == "new"


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664), (0o000, 0o664)])
def test_permissions_are_those_of_the_umask_and_never_let_the_world_write(tmp_path: Path, mask: int, mode: int) -> None:
    with umask(mask):
        write(tmp_path / "export")
    assert mode_of(tmp_path / "export") == mode


@pytest.mark.parametrize(("before", "after"), [(0o600, 0o600), (0o640, 0o640), (0o666, 0o644), (0o400, 0o600)])
def test_a_copy_is_open_to_nobody_to_whom_what_it_copies_is_not(tmp_path: Path, before: int, after: int) -> None:
    (tmp_path / "private").touch()
    (tmp_path / "private").chmod(before)
    with umask(0o022), new_file(tmp_path / "copy", force=False, like=tmp_path / "private"):
        pass
    assert mode_of(tmp_path / "copy") == after


def test_a_replaced_file_keeps_its_permissions_but_for_the_world_writing(tmp_path: Path) -> None:
    target = tmp_path / "export"
    target.touch()
    for before, after in ((0o600, 0o600), (0o666, 0o664)):
        target.chmod(before)
        write(target, force=True)
        assert mode_of(target) == after
